"""Records in words: of the results that are known and of those that the article states."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from bot.model import Match, Source
from bot.queries.records import Records, RecordsAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import beside, matches_link, season_link
from bot.replies.reply import Link, LinkMenu, Part, Reply, parts_with_lines
from bot.tournament.records import LEAST_MATCHES, TOP, RoundGoals, Run, TeamGoals
from bot.tournament.tally import margin

_T = TypeVar("_T")
_MOST_HOLDERS = 3
"""Holders of a record of a season that are named."""


def records_reply(answer: RecordsAnswer, t: Language) -> Reply:
    """Return the biggest results, counted and stated in one ranking, then the holders of other records."""
    title = t.say("All-time records")
    if any(answer.span):
        title = Marked(t.say("Records") + " · " + phrases.span(*answer.span, t))
    if answer.season:
        title = t.say("Records of {season}", season=answer.season.year)
    return Reply(
        title=title,
        url=citations.article_url(answer.season) if answer.season else None,
        lead=_lead(answer, t),
        parts=_rankings(answer, t),
        notes=_notes(answer, t),
        source=citations.source(answer.seasons, _sources(answer), t),
        links=_links(answer, t),
        link_menus=_menus(answer, t),
        more=lambda: _details(answer, t),
    )


def _lead(answer: RecordsAnswer, t: Language) -> tuple[Marked, ...]:
    """Return the biggest win, or that there is no result to make records of."""
    wins = answer.records.wins
    if wins:
        biggest = [win for win in wins if margin(win) == margin(wins[0])][:_MOST_HOLDERS]
        matches = t.join(
            [_in_season(phrases.pairing(match, t), match.season, answer, t) for match in biggest]
        )
        return (t.say("The biggest win I know: {match}.", match=matches),)
    if answer.records.matches:
        return (t.say("I know of no win there."),)
    if answer.season and answer.unread:
        return (
            t.say("No result of {season} could be read, so I have no records.", season=answer.season.year),
        )
    if answer.season:
        return (t.say("I have no results of {season}, so I have no records.", season=answer.season.year),)
    return (t.say("I have no results, so I have no records."),)


def _in_season(text: Marked, season: int, answer: RecordsAnswer, t: Language) -> Marked:
    """Return a text with its season, where the answer is about several."""
    return text if answer.season else t.say("{record} ({season})", record=text, season=season)


def _rankings(answer: RecordsAnswer, t: Language) -> tuple[Part, ...]:
    records = answer.records
    wins = records.wins[:TOP]
    others = [match for match in records.goals[:TOP] if match not in wins]
    rankings: tuple[tuple[Marked, Sequence[Any], Callable[..., Marked]], ...] = (
        (t.say("Biggest wins"), records.wins, _match),
        (t.say("Other matches with many goals"), others, _match),
    )
    if answer.season:
        holders: tuple[tuple[Marked, Sequence[Any], Callable[..., Marked]], ...] = (
            (t.say("Best attack"), _leading(records.attacks, _scored), _attack),
            (t.say("Best defence"), _leading(records.defences, _conceded), _defence),
            (t.say("Longest unbeaten run"), _leading(records.runs, _length), _run),
            (t.say("Highest-scoring round"), _leading(records.rounds, _mean), _round),
        )
        lines = [
            t.say("{record}: {holder}", record=t.bold(title), holder=_shared(of_record, line, answer, t))
            for title, of_record, line in holders
            if of_record
        ]
        parts = [(title, _listed(of_record, line, answer, t)) for title, of_record, line in rankings]
        return (*parts_with_lines(parts, t), *([Part(None, tuple(lines))] if lines else ()))
    all_time: tuple[tuple[Marked, Sequence[Any], Callable[..., Marked]], ...] = (
        (t.say("Most goals a match"), records.attacks, _attack),
        (t.say("Fewest goals conceded a match"), records.defences, _defence),
        (t.say("Longest unbeaten runs"), records.runs, _run),
        (t.say("Highest-scoring rounds"), records.rounds, _round),
    )
    parts = [
        (title, _listed(of_record, line, answer, t)) for title, of_record, line in (*rankings, *all_time)
    ]
    return parts_with_lines(parts, t)


def _listed(
    holders: Sequence[_T], line: Callable[..., Marked], answer: RecordsAnswer, t: Language
) -> list[Marked]:
    lines = [line(holder, answer, t) for holder in holders[:TOP]]
    if len(holders) > TOP:
        lines.append(phrases.more_level(len(holders) - TOP, t))
    if any(isinstance(holder, Match) and holder.origin == "infobox" for holder in holders[:TOP]):
        lines.append(t.small(t.say("📝 named by the article among its records, without its date or round")))
    return lines


def _shared(holders: Sequence[_T], line: Callable[..., Marked], answer: RecordsAnswer, t: Language) -> Marked:
    """Return the holders of a record on one line, the first of many."""
    lines = [line(holder, answer, t) for holder in holders[:_MOST_HOLDERS]]
    if len(holders) > _MOST_HOLDERS:
        lines.append(phrases.more(len(holders) - _MOST_HOLDERS, t))
    return Marked("; ".join(lines))


def _leading(holders: Sequence[_T], number: Callable[[_T], float]) -> list[_T]:
    """Return the holders that are level with the first."""
    return [holder for holder in holders if number(holder) == number(holders[0])]


def _scored(team: TeamGoals) -> float:
    return team.tally.goals_for / team.tally.played


def _conceded(team: TeamGoals) -> float:
    return team.tally.goals_against / team.tally.played


def _length(run: Run) -> float:
    return run.played


def _mean(round_: RoundGoals) -> float:
    return round_.goals / round_.matches


def _match(match: Match, answer: RecordsAnswer, t: Language) -> Marked:
    line = phrases.pairing(match, t)
    if match.origin == "infobox":
        line = Marked(line + " 📝")
    if answer.season is None:
        return _in_season(line, match.season, answer, t)
    where = [phrases.heading(title, t) for title in (match.group, match.round) if title]
    where += [t.date(match.date)] if match.date else []
    return Marked(" · ".join([line, *where]))


def _round(goals_of_round: RoundGoals, answer: RecordsAnswer, t: Language) -> Marked:
    line = t.say(
        "{round}, {goals} in {matches} ({mean} a match)",
        round=phrases.place(goals_of_round.stage, goals_of_round.group, goals_of_round.round, t),
        goals=phrases.goals(goals_of_round.goals, t),
        matches=phrases.matches(goals_of_round.matches, t),
        mean=t.number(round(_mean(goals_of_round), 2)),
    )
    return _in_season(line, goals_of_round.season, answer, t)


def _attack(attack: TeamGoals, answer: RecordsAnswer, t: Language) -> Marked:
    number, mean = attack.tally.goals_for, t.number(round(_scored(attack), 2))
    if answer.season is None:
        return _a_match(attack, number, mean, t)
    return t.say(
        "{club}, {goals} in {matches} ({mean} a match)",
        club=t.text(attack.club.name),
        goals=phrases.goals(number, t),
        matches=phrases.matches(attack.tally.played, t),
        mean=mean,
    )


def _defence(defence: TeamGoals, answer: RecordsAnswer, t: Language) -> Marked:
    number, mean = defence.tally.goals_against, t.number(round(_conceded(defence), 2))
    if answer.season is None:
        return _a_match(defence, number, mean, t)
    return t.say(
        "{club}, {goals} conceded in {matches} ({mean} a match)",
        club=t.text(defence.club.name),
        goals=phrases.goals(number, t),
        matches=phrases.matches(defence.tally.played, t),
        mean=mean,
    )


def _a_match(team: TeamGoals, goals: int, mean: Marked, t: Language) -> Marked:
    """Return a team's goals a match in short: "José Gálvez 1996 · 3 a match (15 in 5)"."""
    return t.say(
        "{club} {season} · {mean} a match ({goals} in {matches})",
        club=team.club.name,
        season=team.season,
        mean=t.bold(mean),
        goals=goals,
        matches=team.tally.played,
    )


def _run(run: Run, answer: RecordsAnswer, t: Language) -> Marked:
    drawn = run.played - run.won
    named = {"club": t.text(run.club.name), "matches": phrases.matches(run.played, t)}
    if not drawn:
        line = t.say("{club}, {matches}, all won", **named)
    elif not run.won:
        line = t.say("{club}, {matches}, all drawn", **named)
    else:
        line = t.say("{club}, {matches}, {won} won and {drawn} drawn", won=run.won, drawn=drawn, **named)
    if answer.season and run.first and run.last:
        line = t.say("{run}, from {first} to {last}", run=line, first=run.first, last=run.last)
    return _in_season(line, run.season, answer, t)


def _notes(answer: RecordsAnswer, t: Language) -> tuple[Marked, ...]:
    """Return from how many results the records are."""
    records = answer.records
    notes = []
    if records.matches and not answer.season:
        notes.append(
            t.count("From {n} result that I know.", "From the {n} results that I know.", records.matches)
        )
    return (Marked(" ".join(notes)),) if notes else ()


def _details(answer: RecordsAnswer, t: Language) -> tuple[Part, ...]:
    """Return the records in the article's words, how the others are counted, and what is missing."""
    records = answer.records
    rules = []
    if records.attacks:
        rules.append(
            t.count(
                "Attack and defence: {n} complete group of {least} or more matches a team.",
                "Attack and defence: {n} complete groups of {least} or more matches a team.",
                records.leagues,
                least=LEAST_MATCHES,
            )
        )
    if records.runs:
        rules.append(
            t.say("Runs: only known matches of one edition; a match that I do not know may have ended one.")
        )
    if records.awarded:
        rules.append(
            t.count(
                "{n} awarded match is left out of wins and goals.",
                "{n} awarded matches are left out of wins and goals.",
                records.awarded,
            )
        )
    missing = [*phrases.tables_lost_note(answer.lost_tables, t), *phrases.unread_note(answer.unread, t)]
    if answer.season and not answer.stated:
        missing.append(t.say("The article of {season} names no record.", season=answer.season.year))
    missing += [phrases.problem(problem, t) for problem in answer.contradictions]
    stated = [
        _in_season(phrases.stated_record([r.label], r.match, r.note, t), r.match.season, answer, t)
        for r in answer.stated
    ]
    return parts_with_lines(
        [
            (t.say("Records that the article names"), stated),
            (t.say("How they are counted"), rules),
            (t.say("Gaps in the source"), missing),
        ],
        t,
    )


def _sources(answer: RecordsAnswer) -> list[Source]:
    records = answer.records
    sources = [match.source for match in (*records.wins, *records.goals)]
    sources += [round_.source for round_ in records.rounds]
    sources += [source for run in records.runs for source in run.sources]
    return [*sources, *(record.source for record in answer.stated)]


def _links(answer: RecordsAnswer, t: Language) -> tuple[Link, ...]:
    if answer.season is None:
        return ()
    year = answer.season.year
    links = [season_link(year, t)]
    if answer.records.matches:
        links.append(matches_link(year, t))
    return (*links, Link(t.plain.say("All-time records"), Records()), *beside(Records, year, answer.known))


def _menus(answer: RecordsAnswer, t: Language) -> tuple[LinkMenu, ...]:
    if answer.season or not answer.known:
        return ()
    links = [Link(t.plain.say("Records of {season}", season=y), Records(y)) for y in reversed(answer.known)]
    return (LinkMenu(t.plain.say("Records of one edition…"), tuple(links)),)
