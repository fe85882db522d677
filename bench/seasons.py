"""Made-up season documents of the same kind as the shipped ones: `python -m bench.seasons 50 FOLDER`.

The same seed gives the same documents, and few seasons are the first ones of many. Clubs live on over the
seasons, go, and come back, as they do in a competition of a real country: the longer it has been played, the
likelier a club that comes was there before, so that the number of different clubs grows with the logarithm of
the number of seasons (some 170 in 50, 510 in 500). A season has its list of teams, its regions, and either a
final round robin whose numbers add up or the marks of tables that were lost.
"""

import argparse
import datetime
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_FIRST, _LAST = 1967, 9998
_THREE_POINTS_SINCE = 1995
_COMING, _SECOND_TEAM, _WITH_MATCHES = 0.15, 0.4, 0.6
_PLAYING = 6
"""How many clubs of a department play on; who was not among them longest is gone."""
_NEW = 8
"""Of the clubs that come to a department, the n-th is a new one in this many of n + this many cases."""
_GOALS = (0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5)
_FINALISTS = 6

_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_TOWNS: dict[str, list[str]] = _DATA["towns"]
_REGIONS: dict[str, list[str]] = _DATA["regions"]
_FIRST_WORDS: list[str] = _DATA["first_words"]
_SECOND_WORDS: list[str] = _DATA["second_words"]


@dataclass(frozen=True, slots=True)
class Team:
    """A club as a list of teams has it."""

    name: str
    department: str
    town: str


@dataclass(frozen=True, slots=True)
class Played:
    """A match line: its round from 1 on, 0 for the play-off."""

    round: int
    day: datetime.date
    home: str
    away: str
    goals: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up season: what its document says, and the document."""

    year: int
    champion: Team
    teams: tuple[Team, ...]
    matches: tuple[Played, ...]
    text: str

    @property
    def document(self) -> str:
        """The name of its file."""
        return f"{self.year}_copa_peru.txt"


@dataclass(slots=True)
class _Clubs:
    """The clubs of a department that ever played, those who play now last, and how often one came."""

    known: list[Team] = field(default_factory=list)
    came: int = 0


def years(count: int) -> range:
    """Return as many seasons' years, the first cup's onward."""
    if not 0 < count <= _LAST - _FIRST + 1:
        raise ValueError(f"there are years of four digits for 1 to {_LAST - _FIRST + 1} seasons")
    return range(_FIRST, _FIRST + count)


def make(count: int, seed: int = _FIRST) -> Iterator[Made]:
    """Give so many seasons in order, from 1 to some 8,000."""
    rng = random.Random(seed)
    clubs = {department: _Clubs() for department in _TOWNS}
    titles: dict[Team, int] = {}
    for year in years(count):
        teams = tuple(_teams(rng, clubs))
        finalists = rng.sample(teams, _FINALISTS)
        matches, champion = _final(rng, year, finalists)
        titles[champion] = titles.get(champion, 0) + 1
        shown = matches if rng.random() < _WITH_MATCHES else ()
        text = "\n".join(_document(year, champion, titles[champion], teams, shown)) + "\n"
        yield Made(year, champion, teams, shown, text)


def write(folder: Path, count: int, seed: int = _FIRST) -> list[Path]:
    """Write so many documents into a folder, which is made where it is missing; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for season in make(count, seed):
        path = folder / season.document
        path.write_text(season.text, encoding="utf-8")
        paths.append(path)
    return paths


def _come(rng: random.Random, department: str, clubs: _Clubs) -> None:
    """Let a club come to play: one that had gone, or a new one."""
    gone = len(clubs.known) - _PLAYING
    if gone > 0 and rng.random() >= _NEW / (_NEW + clubs.came):
        club = clubs.known.pop(rng.randrange(gone))
    else:
        club = _found(rng, department, {club.name for club in clubs.known})
    clubs.came += 1
    clubs.known.append(club)


def _found(rng: random.Random, department: str, taken: set[str]) -> Team:
    """Found a club of a name that is not taken."""
    while True:
        town, first, second = (
            rng.choice(_TOWNS[department]),
            rng.choice(_FIRST_WORDS),
            rng.choice(_SECOND_WORDS),
        )
        forms = [f"{first} {second}", f"{second} de {town}", f"{first} {second} ({town})"]
        name = rng.choice(forms)
        if name not in taken:
            return Team(name, department, town)


def _teams(rng: random.Random, clubs: dict[str, _Clubs]) -> Iterator[Team]:
    """Choose one or two clubs a department; now and then another one comes."""
    chosen: set[str] = set()
    for department, there in clubs.items():
        if rng.random() < _COMING:
            _come(rng, department, there)
        # Two departments may have clubs of one name; a season names each club by a name of its own.
        while not (playing := [club for club in there.known[-_PLAYING:] if club.name not in chosen]):
            _come(rng, department, there)
        for club in rng.sample(playing, min(len(playing), 2 if rng.random() < _SECOND_TEAM else 1)):
            chosen.add(club.name)
            yield club


def _final(rng: random.Random, year: int, teams: list[Team]) -> tuple[tuple[Played, ...], Team]:
    """Play a round robin; who are level in points at its head play once more."""
    day = datetime.date(year, 11, 20)
    matches = []
    circle = list(teams)
    for number in range(1, len(teams)):
        day += datetime.timedelta(days=4)
        for home, away in zip(circle[: len(circle) // 2], reversed(circle), strict=False):
            matches.append(
                Played(number, day, home.name, away.name, (rng.choice(_GOALS), rng.choice(_GOALS)))
            )
        circle.insert(1, circle.pop())
    win = 3 if year >= _THREE_POINTS_SINCE else 2
    points = dict.fromkeys((team.name for team in teams), 0)
    for match in matches:
        home_goals, away_goals = match.goals
        points[match.home] += win * (home_goals > away_goals) + (home_goals == away_goals)
        points[match.away] += win * (away_goals > home_goals) + (home_goals == away_goals)
    first, second = sorted(teams, key=lambda team: -points[team.name])[:2]
    if points[first.name] == points[second.name]:
        day += datetime.timedelta(days=4)
        matches.append(Played(0, day, first.name, second.name, (rng.choice((1, 2, 3)), 0)))
    return tuple(matches), first


def _document(
    year: int, champion: Team, title: int, teams: tuple[Team, ...], matches: tuple[Played, ...]
) -> Iterator[str]:
    yield from (f"= {year} Copa Perú =", "", "Infobox", "- Competition: Copa Perú", f"- Season: {year}")
    ending = "th" if title % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(title % 10, "th")
    yield f"- Winners: {champion.name}" + (f" ({title}{ending} Title)" if title > 1 else "")
    if matches:
        yield f"- Matches: {len(matches)}"
        yield f"- Total Goals: {sum(sum(match.goals) for match in matches)}"
    yield from (f"- Prevseason: {year - 1}", f"- Nextseason: {year + 1}", "")
    yield f"The {year} Copa Perú season (Copa Perú {year}) was a promotion tournament of Peruvian football."
    yield ""
    yield f"The champion was promoted to {year + 1} Torneo Descentralizado."
    yield from ("", "==Departmental Stage==", "The following list shows the teams that qualified.", "")
    yield "| Department | Team | Location |"
    before = None
    for team in teams:
        row = (
            (team.name, team.town, "")
            if team.department == before
            else (team.department, team.name, team.town)
        )
        yield f"| {' | '.join(row)} |".replace("|  |", "| |")
        before = team.department
    yield from ("", "==Regional Stage==")
    for name, departments in _REGIONS.items():
        places = f"{', '.join(departments[:-1])} and {departments[-1]}"
        yield from (
            f"===Region {name}===",
            f"Region {name} includes qualified teams from {places} region.",
            "",
        )
    yield "==Final Stage=="
    yield from _rounds(matches) if matches else _LOST
    yield from ("", "==See also==", f"- {year} Torneo Descentralizado", f"- {year} Peruvian Segunda División")


_LOST = ("===Semifinals===", "", "|-", "|}", "", "===Final===", "", "|-", "|}")


def _rounds(matches: tuple[Played, ...]) -> Iterator[str]:
    current = None
    for match in matches:
        if match.round != current:
            current = match.round
            yield f"=== Round {current} ===" if current else "=== Playoff ==="
        yield f"{match.day.day} {match.day:%B} {match.day.year}"
        yield f"{match.home} {match.goals[0]}-{match.goals[1]} {match.away}"
        yield ""


def main() -> None:
    """Write made-up documents into a folder."""
    parser = argparse.ArgumentParser(prog="python -m bench.seasons", description=__doc__)
    parser.add_argument("count", type=int, help="how many seasons")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=_FIRST)
    options = parser.parse_args()
    print(f"{len(write(options.folder, options.count, options.seed))} documents in {options.folder}")


if __name__ == "__main__":
    main()
