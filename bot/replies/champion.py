"""The winner of a season in words."""

from bot.model import SeasonStatus, Team
from bot.queries.champion import Champion, ChampionAnswer
from bot.queries.standings import Standings
from bot.replies import citations, phrases
from bot.replies.how_won import other_runners_up, winner_lines
from bot.replies.language import Language, Marked
from bot.replies.links import beside, path_link, profile_link, season_link
from bot.replies.promotion import promotion_lines
from bot.replies.reply import Link, Reply, parts_with_lines


def champion_reply(answer: ChampionAnswer, t: Language) -> Reply:
    """Return who won, against whom and how, which title it was and who went up."""
    year = answer.season.year
    sources = [h.source for h in (*answer.champions, *answer.runners_up)]
    sources += [match.source for match in answer.decision.matches] if answer.decision else []
    sources += [fact.source for fact in answer.promotions] + [entry.source for entry in answer.entries]
    return Reply(
        title=t.say("Champion of the {season} Copa Perú", season=year),
        url=citations.article_url(answer.season),
        lead=(
            *winner_lines(answer.season, answer.champions, answer.decision, answer.status, answer.homes, t),
            *other_runners_up(answer.champions, answer.runners_up, answer.decision, answer.homes, t),
            *promotion_lines(answer.promotions, answer.champions, answer.runners_up, answer.decision, t),
            *phrases.remarks(answer.remarks, t),
        ),
        notes=_note(answer, t),
        source=citations.source([answer.season], sources, t),
        more=lambda: parts_with_lines(
            (
                (t.say("In the source's own words"), _quotations(answer, t)),
                (t.say("Gaps in the source"), _gaps(answer, t)),
            ),
            t,
        ),
        links=(
            season_link(year, t),
            *_club_links(answer, t),
            *beside(Champion, year, answer.known),
            *([Link(t.plain.say("Table"), Standings(year))] if answer.decision else []),
        ),
    )


def _club_links(answer: ChampionAnswer, t: Language) -> list[Link]:
    """Return the links to the champions' matches, to their profiles where the season has no match."""
    clubs: list[Team] = [honour.club for honour in answer.champions]
    year = answer.season.year
    return [path_link(c, year, t) if c.key in answer.playing else profile_link(c, t) for c in clubs]


def _note(answer: ChampionAnswer, t: Language) -> tuple[Marked, ...]:
    """Return the one line on what the answer rests on or lacks."""
    if answer.season.of_list:
        return phrases.only_honours(answer.season.year, answer.champions, answer.runners_up, t)
    if answer.decision:
        return (t.say("Points from the results I know."),) if answer.decision.rows else ()
    if answer.status in (SeasonStatus.CANCELLED, SeasonStatus.NO_FINAL):
        return ()
    if answer.unread:
        return phrases.unread_note(answer.unread, t)
    if answer.runners_up:
        return (t.say("My source does not say how it was decided."),)
    return (t.say("My source does not say who came second or how it was decided."),)


def _quotations(answer: ChampionAnswer, t: Language) -> list[Marked]:
    sentences = dict.fromkeys([fact.sentence for fact in answer.promotions])
    return [phrases.quoted(t.text(sentence), t) for sentence in sentences]


def _gaps(answer: ChampionAnswer, t: Language) -> list[Marked]:
    return [
        *phrases.tables_lost_note(answer.lost_tables, t),
        *phrases.unread_note(answer.unread, t),
        *(phrases.problem(problem, t) for problem in answer.contradictions),
    ]
