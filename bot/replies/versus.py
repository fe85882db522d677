"""Two clubs against each other in words."""

from bot.errors import SameClubError
from bot.queries.results import SeasonResults
from bot.queries.versus import Versus, VersusAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import matches_link, opponent_menu, profile_link, results_link
from bot.replies.reply import Link, Part, Reply, parts_with_lines


def versus_reply(answer: VersusAnswer, t: Language) -> Reply:
    """Return the record and every match; where they never met, the seasons in which they could have."""
    met = [shared for shared in answer.shared if shared.matches]
    clubs = {"club": phrases.club(answer.club, t), "opponent": phrases.club(answer.opponent, t)}
    return Reply(
        title=t.say("{club} vs {opponent}", **clubs),
        url=citations.article_url(met[0].season) if len(met) == 1 else None,
        lead=_record(answer, t) if met else _never_met(answer, t),
        parts=tuple([_season(shared, answer, t) for shared in met]),
        notes=_notes(answer, t),
        source=citations.source(
            [shared.season for shared in met or answer.shared] or answer.seasons,
            [match.source for match in answer.matches],
            t,
        ),
        links=_links(answer, t),
        link_menus=opponent_menu(
            answer.club, [club for club in answer.met if club.key != answer.opponent.key], t
        ),
        more=lambda: parts_with_lines([(t.say("Results that may be missing"), _missing(answer, t))], t),
    )


def same_club_reply(error: SameClubError, t: Language) -> Reply:
    """Return the private sentence that a club has no matches against itself, with clubs that it met."""
    links = [Link(phrases.club(club, t.plain), Versus(error.club.key, club.key)) for club in error.met]
    return Reply(
        title=t.say("The same club twice"),
        lead=(
            t.say(
                "{club} has never played against itself. Choose another opponent:",
                club=t.bold(phrases.club(error.club, t)),
            ),
        ),
        links=(*links, results_link(error.club, t)),
    )


def _record(answer: VersusAnswer, t: Language) -> tuple[Marked, ...]:
    lines = list(_balance(answer, t)) if answer.tally.played else []
    play_offs = sum(match.play_off for match in answer.matches)
    if play_offs:
        lines.append(t.count("⚔️ {n} was a play-off", "⚔️ {n} were play-offs", play_offs))
    unscored = len(answer.matches) - answer.tally.played
    if unscored:
        lines.append(t.count("{n} more match without a score", "{n} more matches without a score", unscored))
    return tuple(lines)


def _balance(answer: VersusAnswer, t: Language) -> tuple[Marked, ...]:
    """Return who is ahead, and the numbers where there is more than one match."""
    tally = answer.tally
    ahead, behind = answer.club, answer.opponent
    if tally.lost > tally.won:
        ahead, behind = behind, ahead
    clubs = {"club": t.bold(ahead.name), "opponent": t.bold(behind.name)}
    if tally.played == 1:
        most, least = sorted((tally.goals_for, tally.goals_against), reverse=True)
        score = t.bold(f"{most}–{least}")
        if tally.drawn:
            return (
                t.say("{club} and {opponent} drew the only match I know, {score}.", score=score, **clubs),
            )
        return (t.say("{club} beat {opponent} {score} in the only match I know.", score=score, **clubs),)
    if tally.won == tally.lost:
        line = t.count(
            "{club} and {opponent} are level in wins, in the {n} match I know.",
            "{club} and {opponent} are level in wins, in the {n} matches I know.",
            tally.played,
            **clubs,
        )
    else:
        line = t.count(
            "{club} is ahead of {opponent}: {won}–{lost} in wins, in the {n} match I know.",
            "{club} is ahead of {opponent}: {won}–{lost} in wins, in the {n} matches I know.",
            tally.played,
            won=max(tally.won, tally.lost),
            lost=min(tally.won, tally.lost),
            **clubs,
        )
    numbers = t.say(
        "Wins: {club} {won}, {opponent} {lost} · draws {drawn} · goals {goals_for}–{goals_against}",
        club=answer.club.name,
        opponent=answer.opponent.name,
        won=t.bold(tally.won),
        lost=t.bold(tally.lost),
        drawn=t.bold(tally.drawn),
        goals_for=tally.goals_for,
        goals_against=tally.goals_against,
    )
    return line, numbers


def _season(shared: SeasonResults, answer: VersusAnswer, t: Language) -> Part:
    heading, _, year = phrases.year_heading(shared.season.year, shared.matches, t)
    lines = []
    for match in shared.matches:
        line = phrases.match_line(match, t, own=answer.club.key, year=year)
        lines.append(Marked(line + " ⚔️") if match.play_off else line)
    return Part(heading, tuple(lines))


def _never_met(answer: VersusAnswer, t: Language) -> tuple[Marked, ...]:
    clubs = {"club": t.bold(answer.club.name), "opponent": t.bold(answer.opponent.name)}
    lines = [t.say("I know of no match between {club} and {opponent}.", **clubs)]
    if answer.shared:
        both = phrases.seasons(answer.apart, t)
        return (*lines, t.say("Both took part in {seasons}.", seasons=both))
    lines.append(t.say("They were never in the same edition, as far as I know."))
    for club, years in ((answer.club, answer.took_part), (answer.opponent, answer.opponent_took_part)):
        if years:
            seasons = phrases.seasons(years, t)
            lines.append(t.say("{club} took part in {seasons}.", club=club.name, seasons=seasons))
    return tuple(lines)


def _notes(answer: VersusAnswer, t: Language) -> tuple[Marked, ...]:
    """Return the seasons in which both took part without a match between them, or what is missing there."""
    apart = [shared for shared in answer.shared if not shared.matches]
    if not answer.matches:
        lost, unread = sum(shared.lost_tables for shared in apart), sum(shared.unread for shared in apart)
        incomplete = [shared.season.year for shared in apart if shared.lost_tables or shared.unread]
        return phrases.gaps(lost, unread, t, incomplete[0] if len(incomplete) == 1 else None)
    if not apart:
        return ()
    seasons = phrases.seasons(answer.apart, t)
    return (
        t.say("Both also took part in {seasons}: I know of no match between them there.", seasons=seasons),
    )


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
    """Return the two clubs and the seasons in which they met; other opponents are in a menu."""
    both = [
        results_link(club, t) if years else profile_link(club, t)
        for club, years in ((answer.club, answer.took_part), (answer.opponent, answer.opponent_took_part))
    ]
    seasons = [matches_link(shared.season.year, t) for shared in answer.shared if shared.matches]
    return (*both, *seasons)
