"""Two clubs against each other in words."""

from bot.errors import SameClubError
from bot.queries.versus import Shared, Versus, VersusAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import matches_link, profile_link, results_link
from bot.replies.reply import Link, Part, Reply

_SEASON_LINKS = 4


def versus_reply(answer: VersusAnswer, t: Language) -> Reply:
    """Return the record and every match; where they never met, the seasons in which they could have."""
    met = [shared for shared in answer.shared if shared.matches]
    clubs = {"club": phrases.club(answer.club, t), "opponent": phrases.club(answer.opponent, t)}
    return Reply(
        title=t.say("{club} against {opponent}", **clubs),
        url=citations.article_url(met[0].season) if len(met) == 1 else None,
        lead=_record(answer, t) if met else _never_met(answer, t),
        parts=tuple([_season(shared, answer, t) for shared in met]),
        notes=_notes(answer, t) if met else (),
        source=citations.source(
            [shared.season for shared in met or answer.shared] or answer.seasons,
            [match.source for match in answer.matches],
            t,
        ),
        links=_links(answer, t),
    )


def same_club_reply(error: SameClubError, t: Language) -> Reply:
    """Return the private sentence that a club has no matches against itself, with clubs that it met."""
    links = [Link(phrases.club(club, t.plain), Versus(error.club.key, club.key)) for club in error.met]
    return Reply(
        title=t.say("The same club twice"),
        lead=(
            t.say(
                "{club} has never played against itself. Choose another opponent, please.",
                club=t.bold(phrases.club(error.club, t)),
            ),
        ),
        links=(*links, results_link(error.club, t)),
    )


def _record(answer: VersusAnswer, t: Language) -> tuple[Marked, ...]:
    lines = list(_balance(answer, t)) if answer.tally.played else []
    play_offs = sum(match.play_off for match in answer.matches)
    if play_offs:
        lines.append(t.count("⚔️ {n} of them a play-off", "⚔️ {n} of them play-offs", play_offs))
    unscored = len(answer.matches) - answer.tally.played
    if unscored:
        lines.append(
            t.count(
                "{n} match without a score is not counted",
                "{n} matches without a score are not counted",
                unscored,
            )
        )
    return tuple(lines)


def _balance(answer: VersusAnswer, t: Language) -> tuple[Marked, Marked]:
    tally = answer.tally
    won = t.say(
        "{matches}: {club} won {won}, {opponent} won {lost}, drawn {drawn}",
        matches=phrases.matches(tally.played, t),
        club=t.bold(answer.club.name),
        opponent=t.bold(answer.opponent.name),
        won=t.number(tally.won),
        lost=t.number(tally.lost),
        drawn=t.number(tally.drawn),
    )
    goals = t.say(
        "Goals: {goals_for}–{goals_against}",
        goals_for=t.number(tally.goals_for),
        goals_against=t.number(tally.goals_against),
    )
    return won, goals


def _season(shared: Shared, answer: VersusAnswer, t: Language) -> Part:
    lines = []
    for match in shared.matches:
        line = phrases.match_line(match, t, own=answer.club.key)
        lines.append(Marked(line + " ⚔️") if match.play_off else line)
    return Part(phrases.year_heading(shared.season.year, shared.matches, t)[0], tuple(lines))


def _never_met(answer: VersusAnswer, t: Language) -> tuple[Marked, ...]:
    clubs = {"club": t.bold(answer.club.name), "opponent": t.bold(answer.opponent.name)}
    lines = [t.say("The documents hold no match between {club} and {opponent}.", **clubs)]
    if not answer.shared:
        lines.append(t.say("The documents never have both in one season."))
        for club, years in ((answer.club, answer.took_part), (answer.opponent, answer.opponent_took_part)):
            took_part = {"club": club.name, "seasons": phrases.seasons(years, t)}
            if years:
                lines.append(t.say("{club} took part in {seasons}.", **took_part))
        return tuple(lines)
    both = phrases.seasons(answer.apart, t)
    lines.append(t.say("Both took part in {seasons}.", seasons=both))
    return (*lines, *_missing(answer, t))


def _notes(answer: VersusAnswer, t: Language) -> tuple[Marked, ...]:
    """Return the seasons in which both took part without a match between them."""
    if not answer.apart:
        return ()
    both = t.say(
        "ℹ️ Both took part in {seasons} too; those documents hold no match between them.",
        seasons=phrases.seasons(answer.apart, t),
    )
    return (both, *_missing(answer, t))


def _missing(answer: VersusAnswer, t: Language) -> list[Marked]:
    """Return what is missing in the documents of the seasons without a match of the two."""
    return [
        note
        for shared in answer.shared
        if not shared.matches
        for note in (
            *phrases.unread_note(shared.unread, t, shared.season.year),
            *phrases.tables_lost_note(shared.lost_tables, t, shared.season.year),
        )
    ]


def _links(answer: VersusAnswer, t: Language) -> tuple[Link, ...]:
    seasons = [shared.season.year for shared in answer.shared[:_SEASON_LINKS]]
    results = [
        results_link(club, t) if years else profile_link(club, t)
        for club, years in ((answer.club, answer.took_part), (answer.opponent, answer.opponent_took_part))
    ]
    return (*results, *(matches_link(year, t) for year in seasons))
