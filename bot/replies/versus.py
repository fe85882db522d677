"""Two clubs against each other in words."""

from bot.queries.matches import Matches
from bot.queries.results import Results
from bot.queries.versus import SameClubError, Shared, Versus, VersusAnswer
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply, renders

_SEASON_LINKS = 4


@renders(VersusAnswer)
def versus_reply(answer: VersusAnswer, words: Language) -> Reply:
    """Return the record and every match; where they never met, the seasons in which they could have."""
    met = [shared for shared in answer.shared if shared.matches]
    clubs = {"club": phrases.club(answer.club, words), "opponent": phrases.club(answer.opponent, words)}
    return Reply(
        title=words.say("{club} against {opponent}", **clubs),
        url=phrases.article_url(met[0].season) if len(met) == 1 else None,
        lead=_record(answer, words) if met else _never_met(answer, words),
        parts=tuple([_season(shared, answer, words) for shared in met]),
        notes=_notes(answer, words) if met else (),
        source=phrases.source(
            [shared.season for shared in met or answer.shared] or answer.seasons,
            [match.source for match in answer.matches],
            words,
        ),
        links=_links(answer, words),
    )


def same_club_reply(error: SameClubError, words: Language) -> Reply:
    """Return the private sentence that a club has no matches against itself, with clubs that it met."""
    links = [Link(phrases.club(club, words.plain), Versus(error.club.key, club.key)) for club in error.met]
    label = words.plain.say("Results of {club}", club=error.club.name)
    return Reply(
        title=words.say("The same club twice"),
        lead=(
            words.say(
                "{club} has never played against itself. Choose another opponent, please.",
                club=words.bold(phrases.club(error.club, words)),
            ),
        ),
        links=(*links, Link(label, Results(error.club.key))),
    )


def _record(answer: VersusAnswer, words: Language) -> tuple[Marked, ...]:
    lines = list(_balance(answer, words)) if answer.tally.played else []
    play_offs = sum(match.play_off for match in answer.matches)
    if play_offs:
        lines.append(words.count("⚔️ {n} of them a play-off", "⚔️ {n} of them play-offs", play_offs))
    unscored = len(answer.matches) - answer.tally.played
    if unscored:
        lines.append(
            words.count(
                "{n} match without a score is not counted",
                "{n} matches without a score are not counted",
                unscored,
            )
        )
    return tuple(lines)


def _balance(answer: VersusAnswer, words: Language) -> tuple[Marked, Marked]:
    found = answer.tally
    won = words.say(
        "{matches}: {club} won {won}, {opponent} won {lost}, drawn {drawn}",
        matches=words.count("{n} match", "{n} matches", found.played),
        club=words.bold(answer.club.name),
        opponent=words.bold(answer.opponent.name),
        won=words.number(found.won),
        lost=words.number(found.lost),
        drawn=words.number(found.drawn),
    )
    goals = words.say(
        "Goals: {goals_for}–{goals_against}",
        goals_for=words.number(found.goals_for),
        goals_against=words.number(found.goals_against),
    )
    return won, goals


def _season(shared: Shared, answer: VersusAnswer, words: Language) -> Part:
    lines = []
    for match in shared.matches:
        line = phrases.match_line(match, words, own=answer.club.key)
        lines.append(Marked(line + " ⚔️") if match.play_off else line)
    stages = dict.fromkeys([match.stage for match in shared.matches if match.stage])
    year = words.text(shared.season.year)
    stage = phrases.heading(next(iter(stages)), words) if len(stages) == 1 else None
    return Part(words.bold(Marked(year + " · " + stage) if stage else year), tuple(lines))


def _never_met(answer: VersusAnswer, words: Language) -> tuple[Marked, ...]:
    clubs = {"club": words.bold(answer.club.name), "opponent": words.bold(answer.opponent.name)}
    lines = [words.say("The documents hold no match between {club} and {opponent}.", **clubs)]
    if not answer.shared:
        lines.append(words.say("The documents never have both in one season."))
        for club, years in ((answer.club, answer.took_part), (answer.opponent, answer.opponent_took_part)):
            took_part = {"club": club.name, "seasons": phrases.seasons(years, words)}
            if years:
                lines.append(words.say("{club} took part in {seasons}.", **took_part))
        return tuple(lines)
    both = phrases.seasons(answer.apart, words)
    lines.append(words.say("Both took part in {seasons}.", seasons=both))
    return (*lines, *_lost(answer, words))


def _notes(answer: VersusAnswer, words: Language) -> tuple[Marked, ...]:
    """Return the seasons in which both took part without a match between them."""
    if not answer.apart:
        return ()
    both = words.say(
        "ℹ️ Both took part in {seasons} too; those documents hold no match between them.",
        seasons=phrases.seasons(answer.apart, words),
    )
    return (both, *_lost(answer, words))


def _lost(answer: VersusAnswer, words: Language) -> list[Marked]:
    """Return what the documents of those seasons lost, where they hold no match of the two."""
    lines = [
        words.count(
            "ℹ️ {n} table of {season} was lost on the way into its document; a match may have stood there.",
            "ℹ️ {n} tables of {season} were lost on the way into its document; a match may have stood there.",
            shared.lost_tables,
            season=shared.season.year,
        )
        for shared in answer.shared
        if shared.lost_tables and not shared.matches
    ]
    if answer.lost_before:
        lines.append(
            words.count(
                "ℹ️ {n} table of the seasons before was lost on the way, too.",
                "ℹ️ {n} tables of the seasons before were lost on the way, too.",
                answer.lost_before,
            )
        )
    return lines


def _links(answer: VersusAnswer, words: Language) -> tuple[Link, ...]:
    links = [
        Link(words.plain.say("Results of {club}", club=club.name), Results(club.key))
        for club in (answer.club, answer.opponent)
    ]
    for shared in answer.shared[:_SEASON_LINKS]:
        label = words.plain.say("All matches of {season}", season=shared.season.year)
        links.append(Link(label, Matches(shared.season.year)))
    return tuple(links)
