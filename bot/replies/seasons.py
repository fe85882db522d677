"""All editions in words."""

from bot.model import Honour, Scorer
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Edition, SeasonsAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply
from bot.tournament.decision import BY_FINAL, BY_STATED_TABLE, Decision

_LINKS = 8


def seasons_reply(answer: SeasonsAnswer, t: Language) -> Reply:
    """Return each edition with its winners, top scorers and what its document holds."""
    editions = answer.editions
    sources = [honour.source for edition in editions for honour in edition.champions]
    title = [t.say("The editions of the Copa Perú"), phrases.span(*answer.span, t)]
    return Reply(
        title=Marked(" · ".join(filter(None, title))),
        lead=_lead(answer, t),
        parts=tuple(
            [
                Part(citations.linked_year(edition.season, t), tuple(_lines(edition, t)))
                for edition in editions
            ]
        ),
        notes=(t.say("ℹ️ Of editions that are not listed there is no document; they may have been played."),),
        source=citations.source([edition.season for edition in editions], sources, t) if editions else None,
        links=tuple([Link(str(e.season.year), SeasonOverview(e.season.year)) for e in editions[:_LINKS]]),
    )


def _lead(answer: SeasonsAnswer, t: Language) -> tuple[Marked, ...]:
    """Return who won the editions of a range; of all how many there are."""
    if any(answer.span) and answer.editions:
        champions = [_won(edition, t) for edition in answer.editions if edition.champions]
        return (t.say("Champions: {champions}.", champions=t.join(champions)),) if champions else ()
    if any(answer.span):
        return (t.say("There is no document of an edition in those years."),)
    listed = sum(edition.season.of_list for edition in answer.editions)
    n = len(answer.editions) - listed
    held = t.count("There is a document of {n} edition.", "There are documents of {n} editions.", n)
    if not listed:
        return (held,)
    return (
        held,
        t.count(
            "Of {n} more I only know who won, or why nobody did.",
            "Of {n} more I only know who won, or why nobody did.",
            listed,
        ),
    )


def _won(edition: Edition, t: Language) -> Marked:
    champions = [(t.bold(phrases.club(honour.club, t)), honour) for honour in edition.champions]
    clubs = t.join([t.say("{club} ❓", club=club) if honour.in_doubt else club for club, honour in champions])
    return t.say("{club} in {season}", club=clubs, season=edition.season.year)


def _lines(edition: Edition, t: Language) -> list[Marked]:
    lines = [
        phrases.champion_in_doubt(honour, edition.season, t) if honour.in_doubt else _champion(honour, t)
        for honour in edition.champions
    ]
    if not lines and edition.season.of_list:
        lines += phrases.season_status(edition.status, edition.season.year, t)
    elif not lines:
        lines.append(t.say("The document does not name a champion."))
        lines += _first_by_matches(edition, t)
    for honour in edition.runners_up:
        lines.append(t.say("🥈 Runner-up: {club}", club=phrases.club(honour.club, t)))
    if not edition.runners_up:
        lines += _second_by_matches(edition, t)
    if edition.scorers:
        players = t.join([_scorer(scorer, t) for scorer in edition.scorers])
        lines.append(t.say("⚽ Top scorer: {player}", player=players))
    return lines if edition.season.of_list else [*lines, _held(edition, t)]


def _first_by_matches(edition: Edition, t: Language) -> list[Marked]:
    if edition.decision is None:
        return []
    club = t.bold(phrases.club(edition.decision.champion, t))
    return [t.say("🥇 First: {club}, {shown_by}", club=club, shown_by=_shown_by(edition.decision, t))]


def _second_by_matches(edition: Edition, t: Language) -> list[Marked]:
    """Return the runner-up that no line of the document states but its table, play-off or final shows."""
    if edition.decision is None or edition.decision.runner_up is None:
        return []
    club = phrases.club(edition.decision.runner_up, t)
    shown_by = _shown_by(edition.decision, t)
    return [t.say("🥈 Second: {club}, {shown_by}", club=club, shown_by=shown_by)]


def _shown_by(decision: Decision, t: Language) -> Marked:
    if decision.how == BY_STATED_TABLE:
        return t.say("by the table that the document prints")
    if decision.how == BY_FINAL:
        return t.say("by the final")
    return t.say("worked out from the matches")


def _champion(honour: Honour, t: Language) -> Marked:
    return t.say("🏆 Champion: {club}", club=t.bold(phrases.club(honour.club, t)))


def _scorer(scorer: Scorer, t: Language) -> Marked:
    if scorer.goals is None:
        return t.text(scorer.player)
    return t.say("{player} ({goals})", player=scorer.player, goals=t.number(scorer.goals))


def _held(edition: Edition, t: Language) -> Marked:
    """Return how many teams and matches the document holds."""
    parts = [
        phrases.teams(edition.teams, t),
        phrases.matches_held(edition.matches, edition.unread, t),
    ]
    if edition.lost_tables:
        parts.append(phrases.tables_lost(edition.lost_tables, t))
    return Marked(" · ".join(parts))
