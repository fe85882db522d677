"""Rankings over seasons: clubs, editions, departments, rounds, matches or top scorers by one measure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from bot.model import Match, MatchStatus, Scorer, Season, Team
from bot.tournament.decision import runners_up
from bot.tournament.parts import SeasonParts
from bot.tournament.records import RoundGoals, rounds_of
from bot.tournament.tally import Tally, by_club, clubs_in, goals, margin, pair, tally

MEASURES = {
    "club": (
        "titles", "runner_up", "editions", "played", "won", "drawn", "lost", "goals", "conceded",
        "difference", "points", "clean_sheets",
    ),
    "campaign": ("points", "won", "drawn", "lost", "goals", "conceded", "difference", "clean_sheets"),
    "edition": ("teams", "departments", "played", "drawn", "goals", "mean"),
    "department": ("titles", "runner_up", "teams", "editions"),
    "round": ("goals", "mean", "drawn"),
    "match": ("margin", "goals"),
    "player": ("goals",),
}  # fmt: skip
"""What can be ranked, and by which measures; a campaign is a club in one season."""

Subject = Team | Match | RoundGoals | Scorer | int | str


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranked club, match, round, top scorer, season or department with its number.

    `years` are the seasons that add to the number, in order.
    """

    subject: Subject
    value: float
    years: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ranks:
    """All that was ranked, best first, and the seasons that gave something to count."""

    rows: tuple[Ranked, ...]
    counted: tuple[int, ...]


def ranks(
    thing: str, measure: str, seasons: Iterable[SeasonParts], *, fewest: bool = False, club: str | None = None
) -> Ranks:
    """Rank a thing of MEASURES over seasons; `club` counts that club's matches alone."""
    found: dict[object, _Counting] = {}
    counted: list[int] = []
    for parts in sorted(seasons, key=lambda each: each.season.year):
        year = parts.season.year
        numbers = [*_COUNTERS[thing](parts, measure, club)]
        counted += [year] if numbers else []
        for subject, value in numbers:
            key: object = subject.key if isinstance(subject, Team) else subject
            if thing == "campaign":
                key = (key, year)
            counting = found.get(key) or found.setdefault(key, _Counting(subject))
            counting.subject = subject
            counting.value += value
            counting.years[year] = True
    rows = [Ranked(each.subject, each.value, tuple(each.years)) for each in found.values()]
    rows.sort(key=lambda row: row.value, reverse=not fewest)
    return Ranks(tuple(rows), tuple(counted))


@dataclass(slots=True)
class _Counting:
    """A number that grows from season to season; `subject` is the newest form of what is counted."""

    subject: Subject
    value: float = 0
    years: dict[int, bool] = field(default_factory=dict)


Counted = Iterator[tuple[Subject, float]]


def _clubs(parts: SeasonParts, measure: str, club: str | None) -> Counted:
    season = parts.season
    match measure:
        case "titles":
            yield from ((honour.club, 1) for honour in season.champions)
        case "runner_up":
            yield from ((second, 1) for second in seconds(parts))
        case "editions":
            yield from ((team, 1) for team in _taking_part(season))
        case "points":
            yield from ((row.club, row.points) for table in parts.tables for row in table.rows)
        case _:
            yield from ((team, _NUMBERS[measure](numbers)) for team, numbers in _tallies(season))


def _editions(parts: SeasonParts, measure: str, club: str | None) -> Counted:
    season = parts.season
    matches = [match for match in _scored(season) if club is None or club in pair(match)]
    number: float
    match measure:
        case "teams":
            number = len({entry.club.key for entry in season.entries})
        case "departments":
            number = len({entry.department for entry in season.entries if entry.department})
        case "played":
            number = len(matches)
        case "drawn":
            number = sum(not margin(match) for match in matches)
        case _:
            scored = sum(tally(club, [m]).goals_for if club else goals(m) for m in matches)
            number = scored / len(matches) if measure == "mean" and matches else scored
    if number or matches:
        yield season.year, number


def _departments(parts: SeasonParts, measure: str, club: str | None) -> Counted:
    season = parts.season
    match measure:
        case "titles" | "runner_up":
            clubs = [honour.club for honour in season.champions] if measure == "titles" else seconds(parts)
            yield from ((team.department, 1) for team in clubs if team.department)
        case "teams":
            yield from ((entry.department, 1) for entry in season.entries if entry.department)
        case _:
            yield from ((name, 1) for name in dict.fromkeys(e.department for e in season.entries) if name)


def _rounds(parts: SeasonParts, measure: str, club: str | None) -> Counted:
    counted = [match for match in _scored(parts.season) if match.status is MatchStatus.PLAYED]
    for each in rounds_of(parts.season.year, counted):
        number: float = each.drawn if measure == "drawn" else each.goals
        yield each, number / each.matches if measure == "mean" else number


def _matches(parts: SeasonParts, measure: str, club: str | None) -> Counted:
    stated = [match for match in parts.season.infobox_matches if match.scored]
    for match in (*_scored(parts.season), *stated):
        if match.status is MatchStatus.PLAYED and (club is None or club in pair(match)):
            yield match, margin(match) if measure == "margin" else goals(match)


def _players(parts: SeasonParts, measure: str, club: str | None) -> Counted:
    yield from ((scorer, scorer.goals) for scorer in parts.season.scorers if scorer.goals is not None)


def seconds(parts: SeasonParts) -> list[Team]:
    """Return the runners-up of a season: stated, or shown by its table, play-off or final."""
    return runners_up(parts.season.runners_up, parts.decision)


def _taking_part(season: Season) -> list[Team]:
    """Return the clubs of a season: those listed, those with a match, and the champion."""
    clubs = [entry.club for entry in season.entries]
    clubs += [club for match in season.matches for club in (match.home, match.away)]
    clubs += [honour.club for honour in (*season.champions, *season.runners_up)]
    return [*{club.key: club for club in clubs}.values()]


def _scored(season: Season) -> list[Match]:
    return [match for match in season.matches if match.scored]


def _tallies(season: Season) -> Iterator[tuple[Team, Tally]]:
    """Yield each club of the match lines with what they add up to."""
    matches = _scored(season)
    clubs = clubs_in(matches)
    for key, own in by_club(matches).items():
        yield clubs[key], tally(key, own)


_NUMBERS: dict[str, Callable[[Tally], int]] = {
    "played": lambda numbers: numbers.played,
    "won": lambda numbers: numbers.won,
    "drawn": lambda numbers: numbers.drawn,
    "lost": lambda numbers: numbers.lost,
    "goals": lambda numbers: numbers.goals_for,
    "conceded": lambda numbers: numbers.goals_against,
    "difference": lambda numbers: numbers.goal_difference,
    "clean_sheets": lambda numbers: numbers.clean_sheets,
}
_COUNTERS: dict[str, Callable[[SeasonParts, str, str | None], Counted]] = {
    "club": _clubs,
    "campaign": _clubs,
    "edition": _editions,
    "department": _departments,
    "round": _rounds,
    "match": _matches,
    "player": _players,
}
