"""What is wrong with a season that was read: contradictions, impossibilities, what is incomplete."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.model import Criterion, Match, MatchStatus, Problem, Season, Source
from bot.problems import problem
from bot.text import fold, same_words
from bot.tournament.check_lists import (
    check_entries,
    check_names,
    check_regions,
    check_teams,
    field_text,
    match_text,
)
from bot.tournament.club_links import link_clubs
from bot.tournament.parts import SeasonParts
from bot.tournament.round_robins import MatchSet
from bot.tournament.table import Rule, Table
from bot.tournament.tally import goals, pair
from bot.tournament.tie import Tie, is_final, is_of_part
from bot.vocabulary import mentions, roles, words

_MOST_GOALS = 50
_WIN_POINTS = (2, 3)
_FIRST_EDITION = 1967


def check(season: Season, points_for_win: int | None = None) -> tuple[Problem, ...]:
    """Return the problems of a season by line; those of reading it are in `season.problems`.

    Contradictions and impossibilities are errors, what is incomplete or unclear warnings. Without
    `points_for_win` a champion counts as first if two or three points for a win make it so.
    """
    linked = link_clubs(season, lambda name, place, _: f"{fold(name)}.{fold(place or '')}")
    # Clubs on the same points are all first but for a play-off, whatever else puts one above the other.
    wins = _WIN_POINTS if points_for_win is None else (points_for_win,)
    by_rule = [SeasonParts(linked, Rule(win, (Criterion.POINTS,))) for win in wins]
    problems = [
        *_totals(linked, by_rule[0].tables),
        *_champion(linked, by_rule),
        *_records(linked),
        *_neighbours(linked),
        *_year(linked),
        *check_names(linked),
        *check_teams(linked),
        *check_entries(linked),
        *check_regions(linked),
        *_matches(linked),
        *_completeness(linked, by_rule[0]),
        *_aggregates(by_rule[0].ties),
        *_repeats(linked),
        *_rows(linked),
    ]
    return tuple(sorted(problems, key=lambda problem: (problem.line, problem.kind)))


def _totals(season: Season, tables: Iterable[Table]) -> Iterator[Problem]:
    """Compare matches and goals with any set of match lines that the infobox may have counted."""
    sets = list(_countable(season.matches))
    matches, stated_goals = season.stated_matches, season.stated_goals
    fitting = [members for members in sets if matches is None or len(members) == matches.value]
    if matches and not fitting:
        count = len(sets[0])
        kind = "matches-missing" if _explained(season, tables, count, matches.value) else "matches-total"
        yield _total(season, kind, matches.source, matches.value, count)
    if stated_goals and not any(_goals(members) == stated_goals.value for members in fitting):
        count, stated = _goals((fitting or sets)[0]), stated_goals.value
        lacking = bool(matches) and not fitting and count < stated
        kind = "goals-missing" if lacking or _explained(season, tables, count, stated) else "goals-total"
        yield _total(season, kind, stated_goals.source, stated, count)


def _total(season: Season, kind: str, source: Source, stated: int, count: int) -> Problem:
    return problem(kind, source.line, field_text(season, source.line), stated=stated, found=count)


def _countable(matches: tuple[Match, ...]) -> Iterator[list[Match]]:
    """Yield the sets that a total may mean: all or one stage, with and without deciders, played or not."""
    stages: dict[str | None, list[Match]] = defaultdict(list)
    for match in matches:
        stages[match.stage].append(match)
    for members in (list(matches), *stages.values()):
        yield members
        yield [match for match in members if not match.play_off]
        yield [match for match in members if match.scored]
        yield [match for match in members if match.scored and not match.play_off]


def _goals(matches: Iterable[Match]) -> int:
    return sum(map(goals, matches))


def _explained(season: Season, tables: Iterable[Table], count: int, stated: int) -> bool:
    """Tell whether lost tables or the lack of all matches explain that less was found than stated."""
    if count >= stated:
        return False
    if not season.matches:
        return True
    lost = {table.stage for table in season.lost_tables}
    if lost & {match.stage for match in season.matches}:
        return True
    tables = list(tables)
    return bool(lost) and bool(tables) and all(table.complete for table in tables)


@dataclass(frozen=True, slots=True)
class _Claim:
    """The champion that an infobox names, against the first by the matches."""

    season: Season
    name: str
    line: int

    def contradicted(self, kind: str, first: Iterable[str], **values: str) -> Problem:
        text = field_text(self.season, self.line)
        names = ", ".join(sorted(first))
        return problem(kind, self.line, text, champion=self.name, first=names, **values)


def _champion(season: Season, by_rule: list[SeasonParts]) -> Iterator[Problem]:
    """Compare the champion with the final table, the play-off and the final, where they are whole."""
    if len(season.champions) != 1 or not season.matches:
        return
    [honour] = season.champions
    claim = _Claim(season, honour.club.name, honour.source.line)
    last = season.matches[-1]
    if any(t.source.line > last.source.line and t.stage != last.stage for t in season.lost_tables):
        return
    tables = [t for parts in by_rule for t in parts.tables if last in (*t.matches, *t.play_offs)]
    if tables:
        yield from _champion_of_table(tables, claim)
        return
    tie = next((tie for tie in by_rule[0].ties if last in tie.matches), None)
    single = tie is not None and len(tie.matches) == 1 and is_final(tie.round) and tie.group is None
    single = single and tie is not None and not is_of_part(tie.stage)
    if tie and single and tie.through and not same_words(tie.through.name, claim.name):
        yield claim.contradicted("champion-final", [tie.through.name])


def _champion_of_table(tables: list[Table], claim: _Claim) -> Iterator[Problem]:
    """Tell where the champion is first by no rule that the table may have had."""
    if not all(table.complete for table in tables):
        return
    first = {row.club.name for table in tables for row in table.rows if row.position == 1}
    if any(same_words(name, claim.name) for name in first):
        return
    level = any(
        row.points == table.rows[0].points and same_words(row.club.name, claim.name)
        for table in tables
        for row in table.rows
    )
    if level:
        yield claim.contradicted("champion-play-off", first)
    else:
        yield claim.contradicted("champion-table", first, stage=_title(tables[0]))


def _title(part: Table | MatchSet) -> str:
    """Return stage and group as the document calls them."""
    return ", ".join(filter(None, (part.stage, part.group))) or "the matches"


def _records(season: Season) -> Iterator[Problem]:
    """Compare each result that the infobox has alone with the match lines of the same two teams."""
    lines: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in season.matches:
        if match.status is MatchStatus.PLAYED and match.scored:
            lines[match.home.key, match.away.key].append(match)
    for record in season.records:
        stated = record.match
        others = lines[stated.home.key, stated.away.key] if stated.origin == "infobox" else []
        if others:
            yield problem(
                "record-differs",
                record.source.line,
                field_text(season, record.source.line),
                home=stated.home.name,
                away=stated.away.name,
                stated=f"{stated.home_goals}–{stated.away_goals}",
                found=f"{others[0].home_goals}–{others[0].away_goals}",
            )


def _year(season: Season) -> Iterator[Problem]:
    """Tell a season before the first edition, or later than next year's."""
    if not _FIRST_EDITION <= season.year <= datetime.datetime.now(datetime.UTC).year + 1:
        yield problem("season-year", 1, season.title, season=season.year)


def _neighbours(season: Season) -> Iterator[Problem]:
    """Tell a previous season that is not earlier, a next one that is not later."""
    wrong: dict[str, int] = {}
    if season.previous is not None and season.previous >= season.year:
        wrong["previous"] = season.previous
    if season.next is not None and season.next <= season.year:
        wrong["next"] = season.next
    known = roles("labels")
    for role, year in wrong.items():
        line = next(f.source.line for f in season.infobox if known.get(fold(f.label)) == role)
        yield problem("season-order", line, field_text(season, line), neighbour=year, season=season.year)


def _matches(season: Season) -> Iterator[Problem]:
    """Tell impossible scores and dates, and matches that stand twice."""
    for match in season.all_matches:
        yield from _match(match, season.year)
    yield from _twice(season)
    yield from _days(season)


def _match(match: Match, year: int) -> Iterator[Problem]:
    line, text = match.source.line, match_text(match)
    most = max(*(match.score or (0, 0)), *(match.penalties or (0, 0)))
    if most > _MOST_GOALS:
        yield problem("score-impossible", line, text, goals=most)
    if match.home.key == match.away.key:
        yield problem("match-itself", line, text, team=match.home.name)
    if match.date and abs(match.date.year - year) > 1:
        yield problem("date-far", line, text, date=match.date.isoformat(), season=year)


def _twice(season: Season) -> Iterator[Problem]:
    """Tell a pairing that stands twice on one day, or twice in one round with one score and no two dates."""
    days: dict[tuple[datetime.date, frozenset[str]], Match] = {}
    rounds: dict[tuple[object, ...], Match] = {}
    for match in season.matches:
        place = (match.stage, match.group, match.round, match.leg)
        same_round = (*place, match.home.key, match.away.key, match.home_goals, match.away_goals)
        first = days.get((match.date, pair(match))) if match.date else None
        twin = rounds.get(same_round)
        if first is None and twin and (match.date is None or twin.date is None or match.date == twin.date):
            first = twin
        if first:
            names = {"home": match.home.name, "away": match.away.name}
            yield problem(
                "match-twice", match.source.line, match_text(match), **names, first=first.source.line
            )
        if match.date:
            days.setdefault((match.date, pair(match)), match)
        rounds.setdefault(same_round, match)


def _days(season: Season) -> Iterator[Problem]:
    """Tell a team that plays two different opponents on one day."""
    days: dict[tuple[datetime.date, str], Match] = {}
    for match in season.matches:
        for team in (match.home, match.away) if match.date else ():
            first = days.setdefault((match.date or datetime.date.min, team.key), match)
            if pair(first) != pair(match):
                yield problem(
                    "team-twice-a-day",
                    match.source.line,
                    match_text(match),
                    team=team.name,
                    date=str(match.date),
                    first=first.source.line,
                )


def _completeness(season: Season, parts: SeasonParts) -> Iterator[Problem]:
    """Tell round robins with too few matches for their teams, and lost tables."""
    for table in parts.tables:
        pairs = {pair(match) for match in table.matches}
        if len(table.matches) < table.needed and 2 * len(pairs) > len(table.rows) > 2:
            values = {"teams": len(table.rows), "needed": table.needed, "found": len(table.matches)}
            line, title = table.matches[0].source.line, _title(table)
            yield problem("set-incomplete", line, title, stage=title, **values)
    for lost in season.lost_tables:
        heading = " > ".join(lost.source.headings) or season.title
        yield problem("lost-table", lost.source.line, heading, heading=heading)


def _aggregates(ties: Iterable[Tie]) -> Iterator[Problem]:
    """Tell stated aggregates that the legs of the tie do not make."""
    for tie in ties:
        if tie.contradicted and tie.total:
            stated, found = (f"{own}–{other}" for own, other in (tie.contradicted, tie.total))
            names = {"first": tie.first.name, "second": tie.second.name}
            line, text = tie.legs[0].source.line, match_text(tie.legs[0])
            yield problem("aggregate-differs", line, text, **names, stated=stated, found=found)


def _repeats(season: Season) -> Iterator[Problem]:
    """Tell other scores of a match that stands twice, and play-offs that have the legs of their tie."""
    play_off = words("headings", "play_off")
    for match in season.matches:
        names = {"home": match.home.name, "away": match.away.name}
        for other in match.other_scores:
            stated, found = (f"{own}–{against}" for own, against in (match.score or (0, 0), other.goals))
            yield problem(
                "score-differs", other.source.line, match_text(match), **names, stated=stated, found=found
            )
        for source in match.source.also:
            if match.leg == 1 and not match.play_off and mentions(fold(" ".join(source.headings)), play_off):
                yield problem("legs-copied", source.line, match_text(match), **names)


def _rows(season: Season) -> Iterator[Problem]:
    """Tell rows of printed standings whose numbers do not add up."""
    for row in season.standings:
        if row.played is None or row.won is None or row.drawn is None or row.lost is None:
            continue
        if row.won + row.drawn + row.lost != row.played:
            values = {"won": row.won, "drawn": row.drawn, "lost": row.lost, "played": row.played}
            yield problem("row-sum", row.source.line, row.club.name, team=row.club.name, **values)
