"""Checks of what the infobox says against the match lines: totals, champion, records, seasons."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from bot.model import Match, MatchStatus, Problem, Season, Source
from bot.problems import problem
from bot.reader.headings import place
from bot.text import fold
from bot.tournament.check_sets import MatchSet, match_sets, winner
from bot.vocabulary import roles

_WIN_POINTS = (2, 3)


def field_text(season: Season, line: int) -> str:
    """Return the line of the infobox as it stands, by its number."""
    return next((f"- {f.label}: {f.value}" for f in season.infobox if f.source.line == line), "")


def check_totals(season: Season) -> Iterator[Problem]:
    """Compare matches and goals with any set of match lines that the infobox may have counted."""
    sets = list(_countable(season.matches))
    matches, goals = season.stated_matches, season.stated_goals
    fitting = [one for one in sets if matches is None or len(one) == matches.value]
    if matches and not fitting:
        found = len(sets[0])
        kind = "matches-missing" if _explained(season, found, matches.value) else "matches-total"
        yield _total(season, kind, matches.source, matches.value, found)
    if goals and not any(_goals(one) == goals.value for one in fitting):
        found = _goals((fitting or sets)[0])
        lacking = bool(matches) and not fitting and found < goals.value
        kind = "goals-missing" if lacking or _explained(season, found, goals.value) else "goals-total"
        yield _total(season, kind, goals.source, goals.value, found)


def _total(season: Season, kind: str, source: Source, stated: int, found: int) -> Problem:
    return problem(kind, source.line, field_text(season, source.line), stated=stated, found=found)


def _countable(matches: tuple[Match, ...]) -> Iterator[list[Match]]:
    """Yield the sets that a total may mean: all or one stage, with and without deciders, played or not."""
    stages: dict[str | None, list[Match]] = defaultdict(list)
    for match in matches:
        stages[match.stage].append(match)
    for one in (list(matches), *stages.values()):
        yield one
        yield [match for match in one if not match.play_off]
        yield [match for match in one if match.home_goals is not None]
        yield [match for match in one if match.home_goals is not None and not match.play_off]


def _goals(matches: Iterable[Match]) -> int:
    return sum((match.home_goals or 0) + (match.away_goals or 0) for match in matches)


def _explained(season: Season, found: int, stated: int) -> bool:
    """Tell whether lost tables or the lack of all matches explain that less was found than stated."""
    if found >= stated:
        return False
    if not season.matches:
        return True
    lost = {place(table.source.headings).stage for table in season.lost_tables}
    if lost & {match.stage for match in season.matches}:
        return True
    sets = match_sets(season.matches)
    return bool(lost) and bool(sets) and all(one.complete() for one in sets)


def check_champion(season: Season, points_for_win: int | None) -> Iterator[Problem]:
    """Compare the champion with the final table, the play-off and the final, where they are whole."""
    if len(season.champions) != 1 or not season.matches:
        return
    champion = season.champions[0]
    last = season.matches[-1]
    if _later_stage_lost(season, last):
        return

    def tell(kind: str, first: Iterable[str], stage: str = "") -> Problem:
        values = {"champion": champion.club.name, "first": ", ".join(sorted(first))}
        text = field_text(season, champion.source.line)
        return problem(kind, champion.source.line, text, **values, **({"stage": stage} if stage else {}))

    one = next((one for one in match_sets(season.matches) if last in (*one.matches, *one.deciders)), None)
    if one is not None:
        yield from _check_table(one, champion.club.name, points_for_win, tell)
    elif fold(last.round or "") in ("final", "gran final", "grand final") and last.leg is None:
        finals = [match for match in season.matches if (match.stage, match.round) == (last.stage, last.round)]
        won = winner(last)
        if len(finals) == 1 and won and not _same(won, champion.club.name):
            yield tell("champion-final", [won])


def _check_table(
    one: MatchSet,
    champion: str,
    points_for_win: int | None,
    tell: Callable[[str, Iterable[str], str], Problem],
) -> Iterator[Problem]:
    if not one.complete():
        return
    spelt = {fold(team): team for match in one.matches for team in (match.home.name, match.away.name)}
    rules = (points_for_win,) if points_for_win is not None else _WIN_POINTS
    firsts = [one.first(win) for win in rules]
    if any(_same(team, champion) for first in firsts for team in first):
        return
    names = {spelt[team] for first in firsts for team in first}
    level = any(_same(team, champion) for win in rules for team in _level(one, win))
    yield tell("champion-play-off", names, "") if level else tell("champion-table", names, one.title)


def _level(one: MatchSet, win: int) -> list[str]:
    points = one.points(win)
    return [team for team, count in points.items() if count == max(points.values())]


def _same(team: str, champion: str) -> bool:
    """Tell whether two spellings can be one club: all words of one in the other."""
    one, other = set(fold(team).split()), set(fold(champion).split())
    return one <= other or other <= one


def _later_stage_lost(season: Season, last: Match) -> bool:
    return any(
        table.source.line > last.source.line and place(table.source.headings).stage != last.stage
        for table in season.lost_tables
    )


def check_records(season: Season) -> Iterator[Problem]:
    """Compare each result of the infobox with the match lines of the same two teams."""
    lines: dict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in season.matches:
        if match.status is MatchStatus.PLAYED and match.home_goals is not None:
            lines[fold(match.home.name), fold(match.away.name)].append(match)
    for record in season.records:
        stated = record.match
        found = lines.get((fold(stated.home.name), fold(stated.away.name)), [])
        same = any((m.home_goals, m.away_goals) == (stated.home_goals, stated.away_goals) for m in found)
        if found and not same:
            yield problem(
                "record-differs",
                record.source.line,
                field_text(season, record.source.line),
                home=stated.home.name,
                away=stated.away.name,
                stated=f"{stated.home_goals}–{stated.away_goals}",
                found=f"{found[0].home_goals}–{found[0].away_goals}",
            )


def check_neighbours(season: Season) -> Iterator[Problem]:
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
