"""Records in words: worked out from the match lines, and stated in the infobox."""

from collections.abc import Callable, Sequence
from typing import Any

from bot.model import Match, Record, Source
from bot.queries.records import Records, RecordsAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import beside, matches_link, season_link
from bot.replies.reply import Link, Part, Reply, parts_with_lines
from bot.tournament.records import LEAST_MATCHES, TOP, RoundGoals, Run, TeamGoals

_SEASON_LINKS = 6


def records_reply(answer: RecordsAnswer, t: Language) -> Reply:
    """Return the rankings of counted and stated results and the holders of records, and on what they rest."""
    title = t.say("Records of the documents")
    if any(answer.span):
        title = Marked(title + " · " + phrases.span(*answer.span, t))
    if answer.season:
        title = t.say("Records of {season}", season=answer.season.year)
    return Reply(
        title=title,
        url=citations.article_url(answer.season) if answer.season else None,
        lead=_lead(answer, t),
        parts=(*_rankings(answer, t), *(_stated(answer, t) if answer.season else ())),
        notes=_notes(answer, t),
        source=citations.source(answer.seasons, _sources(answer), t),
        links=_links(answer, t),
    )


def _lead(answer: RecordsAnswer, t: Language) -> tuple[Marked, ...]:
    if answer.records.matches:
        return (
            t.count(
                "📊 Worked out from {n} match line:",
                "📊 Worked out from {n} match lines:",
                answer.records.matches,
            ),
        )
    if answer.season and answer.unread:
        return (
            t.say("No match of {season} was read: nothing can be worked out.", season=answer.season.year),
        )
    if answer.season:
        year = answer.season.year
        return (
            t.say("The document of {season} holds no match line: nothing can be worked out.", season=year),
        )
    return (t.say("The documents hold no match line: nothing can be worked out."),)


def _rankings(answer: RecordsAnswer, t: Language) -> tuple[Part, ...]:
    records = answer.records
    rankings: tuple[tuple[Marked, Sequence[Any], Callable[..., Marked]], ...] = (
        (t.say("Biggest wins"), records.wins, _match),
        (t.say("Most goals in a match"), records.goals, _match),
        (t.say("Highest-scoring round"), records.rounds, _round),
        (t.say("Best attack"), records.attacks, _attack),
        (t.say("Best defence"), records.defences, _defence),
        (t.say("Longest unbeaten run"), records.runs, _run),
    )
    parts = []
    for heading, holders, line in rankings:
        lines = [line(holder, t, answer.season is None) for holder in holders[:TOP]]
        if len(holders) > TOP:
            lines.append(t.count("and {n} more", "and {n} more", len(holders) - TOP))
        parts.append((heading, lines))
    return parts_with_lines(parts, t)


def _match(match: Match, t: Language, with_year: bool) -> Marked:
    line = phrases.match_line(match, t)
    if match.origin == "line" and match.labels:
        labels = t.join([phrases.label(label, t) for label in match.labels])
        line = t.say("{match} — infobox: {labels}", match=line, labels=labels)
        if match.record_note:
            line = Marked(line + " (" + t.text(match.record_note) + ")")
    return _of_season(line, match.season, t, with_year)


def _of_season(line: Marked, season: int, t: Language, with_year: bool) -> Marked:
    return Marked(t.bold(season) + " · " + line) if with_year else line


def _round(goals_of_round: RoundGoals, t: Language, with_year: bool) -> Marked:
    line = t.say(
        "{round}: {goals} in {matches} ({mean} a match)",
        round=phrases.place(goals_of_round.stage, goals_of_round.group, goals_of_round.round, t),
        goals=t.bold(phrases.goals(goals_of_round.goals, t)),
        matches=phrases.matches(goals_of_round.matches, t),
        mean=t.number(round(goals_of_round.goals / goals_of_round.matches, 2)),
    )
    return _of_season(line, goals_of_round.season, t, with_year)


def _attack(attack: TeamGoals, t: Language, with_year: bool) -> Marked:
    line = t.say(
        "{club}: {goals} in {matches} ({mean} a match)",
        club=t.text(attack.club.name),
        goals=t.bold(phrases.goals(attack.tally.goals_for, t)),
        matches=phrases.matches(attack.tally.played, t),
        mean=t.number(round(attack.tally.goals_for / attack.tally.played, 2)),
    )
    return _of_season(_placed(line, attack, t), attack.season, t, with_year)


def _defence(defence: TeamGoals, t: Language, with_year: bool) -> Marked:
    line = t.say(
        "{club}: {goals} against in {matches} ({mean} a match)",
        club=t.text(defence.club.name),
        goals=t.bold(phrases.goals(defence.tally.goals_against, t)),
        matches=phrases.matches(defence.tally.played, t),
        mean=t.number(round(defence.tally.goals_against / defence.tally.played, 2)),
    )
    return _of_season(_placed(line, defence, t), defence.season, t, with_year)


def _placed(line: Marked, goals: TeamGoals, t: Language) -> Marked:
    place = phrases.place(goals.stage, goals.group, None, t)
    return Marked(line + " — " + place) if place else line


def _run(run: Run, t: Language, with_year: bool) -> Marked:
    drawn = run.played - run.won
    named = {
        "club": t.text(run.club.name),
        "matches": t.bold(phrases.matches(run.played, t)),
    }
    if not drawn:
        line = t.say("{club}: {matches}, all won", **named)
    elif not run.won:
        line = t.say("{club}: {matches}, all drawn", **named)
    else:
        line = t.say("{club}: {matches}, won {won} and drew {drawn}", won=run.won, drawn=drawn, **named)
    if run.first and run.last:
        line = t.say("{run} — from {first} to {last}", run=line, first=run.first, last=run.last)
    return _of_season(line, run.season, t, with_year)


def _stated(answer: RecordsAnswer, t: Language) -> tuple[Part, ...]:
    """Return the records of the infobox that no ranking shows."""
    ranked = {match.source for match in (*answer.records.wins[:TOP], *answer.records.goals[:TOP])}
    lines = [_stated_line(record, t) for record in answer.stated if record.match.source not in ranked]
    return parts_with_lines([(t.say("📝 Stated in the infobox"), lines)], t)


def _stated_line(record: Record, t: Language) -> Marked:
    line = phrases.stated_record([record.label], record.match, record.note, t)
    if record.match.origin == "line":
        line = t.say("{record} — a match line has it too", record=line)
    return line


def _notes(answer: RecordsAnswer, t: Language) -> tuple[Marked, ...]:
    records = answer.records
    notes = []
    if records.attacks:
        notes.append(
            t.count(
                "ℹ️ Attack and defence: in {n} complete round robin of {least} or more matches a team.",
                "ℹ️ Attack and defence: in {n} complete round robins of {least} or more matches a team.",
                records.leagues,
                least=LEAST_MATCHES,
            )
        )
    if records.runs:
        notes.append(
            t.say(
                "ℹ️ Runs: the match lines of one club in one season by date; matches that the document lacks"
                " may have ended them."
            )
        )
    if records.awarded:
        notes.append(
            t.count(
                "ℹ️ {n} awarded match is left out of wins and goals.",
                "ℹ️ {n} awarded matches are left out of wins and goals.",
                records.awarded,
            )
        )
    notes += phrases.tables_lost_note(answer.lost_tables, t)
    notes += phrases.unread_note(answer.unread, t) if answer.season else ()
    if answer.season and not answer.stated:
        notes.append(t.say("ℹ️ The infobox of {season} states no record.", season=answer.season.year))
    return (*notes, *(phrases.problem(problem, t) for problem in answer.contradictions))


def _sources(answer: RecordsAnswer) -> list[Source]:
    records = answer.records
    sources = [match.source for match in (*records.wins, *records.goals)]
    sources += [round_.source for round_ in records.rounds]
    sources += [source for run in records.runs for source in run.sources]
    return [*sources, *(record.source for record in answer.stated)]


def _links(answer: RecordsAnswer, t: Language) -> tuple[Link, ...]:
    if answer.season is None:
        seasons = [season.year for season in answer.seasons[:_SEASON_LINKS]]
        return tuple(Link(t.plain.say("Records of {season}", season=year), Records(year)) for year in seasons)
    year = answer.season.year
    links = beside(Records(), year, answer.known)
    links.append(Link(t.plain.say("All seasons"), Records()))
    if answer.records.matches:
        links.append(matches_link(year, t))
    links.append(season_link(year, t))
    return tuple(links)
