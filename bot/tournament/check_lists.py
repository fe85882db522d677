"""Checks of the list of teams against matches, honours, changes and regions."""

from collections import Counter
from collections.abc import Iterator

from bot.model import Match, Problem, Season
from bot.problems import problem
from bot.text import drawn, fold, has_lookalikes, signs
from bot.tournament.club_links import Linker, places
from bot.vocabulary import department, mentions

_UP = frozenset({"promoted", "ascendido", "ascendidos", "ascendieron", "ascensos"})


def match_text(match: Match) -> str:
    """Return a match as a line of text."""
    goals = "?" if match.home_goals is None else f"{match.home_goals}-{match.away_goals}"
    return f"{match.home.name} {goals} {match.away.name}"


def field_text(season: Season, line: int) -> str:
    """Return the line of the infobox as it stands, by its number."""
    return next((f"- {f.label}: {f.value}" for f in season.infobox if f.source.line == line), "")


def check_teams(season: Season) -> Iterator[Problem]:
    """Tell teams of matches, honours, changes and records that are not in the list, or not clear."""
    if not season.entries:
        return
    linker = Linker(season)
    yield from _check_players(season, linker)
    playing = {fold(team.name) for match in season.matches for team in (match.home, match.away)}
    elsewhere = "honour-elsewhere" if linker.lacks_most(playing) else None
    for kind, honours in (
        (elsewhere or "champion-not-listed", season.champions),
        (elsewhere or "runner-up-not-listed", season.runners_up),
    ):
        for honour in honours:
            text = field_text(season, honour.source.line)
            yield from _check_name(linker, kind, honour.club.name, None, honour.source.line, text)
    for change in season.changes:
        if not mentions(fold(change.title), _UP):
            for team in [team.name for team in change.teams]:
                yield from _check_name(
                    linker, "change-not-listed", team, None, change.source.line, change.title
                )
    for record in season.records:
        match, line = record.match, record.source.line
        for team, opponent in ((match.home.name, match.away.name), (match.away.name, match.home.name)):
            yield from _check_name(
                linker, "record-not-listed", team, opponent, line, field_text(season, line)
            )


def _check_players(season: Season, linker: Linker) -> Iterator[Problem]:
    """Tell each team that plays unlisted once; a list without most teams that play is of other teams."""
    seen: dict[str, tuple[str, str, Match]] = {}
    for match in season.matches:
        for team, opponent in ((match.home.name, match.away.name), (match.away.name, match.home.name)):
            seen.setdefault(fold(team), (team, opponent, match))
    kind = "team-elsewhere" if linker.lacks_most(seen) else "team-not-listed"
    for team, opponent, match in seen.values():
        yield from _check_name(linker, kind, team, opponent, match.source.line, match_text(match))


def _check_name(
    linker: Linker, kind: str, team: str, opponent: str | None, line: int, text: str
) -> Iterator[Problem]:
    found = linker.candidates(team)
    if not found:
        yield problem(kind, line, text, team=team)
    elif len(found) > 1 and linker.link(team, opponent) is None:
        names = ", ".join(f"{entry.club.name} ({entry.department or '?'})" for entry in found[:10])
        yield problem("team-unclear", line, text, team=team, teams=names)


def check_entries(season: Season) -> Iterator[Problem]:
    """Tell a team that the list has twice in one department."""
    seen = Counter((fold(entry.club.name), fold(entry.department or "")) for entry in season.entries)
    for entry in season.entries:
        key = (fold(entry.club.name), fold(entry.department or ""))
        if seen[key] > 1:
            seen[key] = 0
            text = f"{entry.department or ''} {entry.club.name}".strip()
            yield problem(
                "entry-twice",
                entry.source.line,
                text,
                team=entry.club.name,
                department=entry.department or "?",
            )


def check_names(season: Season) -> Iterator[Problem]:
    """Tell names with look-alike letters, clubs that look the same, and names that only signs tell apart."""
    played = ((team.name, m.source.line) for m in season.matches for team in (m.home, m.away))
    listed = ((entry.club.name, entry.source.line) for entry in season.entries)
    printed = ((row.club.name, row.source.line) for row in season.standings)
    honoured = ((honour.club.name, honour.source.line) for honour in (*season.champions, *season.runners_up))
    shown: dict[str, str] = {}
    signed: dict[str, str] = {}
    for name, line in dict((*played, *listed, *printed, *honoured)).items():
        if not name.isascii() and has_lookalikes(name):
            yield problem("name-letters", line, name, team=name)
        alike = shown.setdefault(drawn(name), name)
        if fold(alike) != fold(name):
            yield problem("names-alike", line, name, team=name, other=alike)
        same = signed.setdefault(fold(name), name)
        if signs(same) != signs(name):
            yield problem("names-same", line, name, team=name, other=same)


def check_regions(season: Season) -> Iterator[Problem]:
    """Tell departments of a region without a team, and departments with a team in no region."""
    if not season.regions or not season.entries:
        return
    listed = places(entry.department for entry in season.entries if entry.department)
    for region in season.regions:
        for name in region.departments:
            if not places([name]) & listed:
                text = f"Region {region.name}"
                yield problem(
                    "region-without-team", region.source.line, text, department=name, region=region.name
                )
    within = places(name for region in season.regions for name in region.departments)
    told: set[str] = set()
    for entry in season.entries:
        place = entry.department
        if place and department(place) and not places([place]) & within and place not in told:
            told.add(place)
            yield problem("department-without-region", entry.source.line, place, department=place)
