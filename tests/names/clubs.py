"""The clubs of the seasons and aliases in `seeds/`, and small ones made up for a test."""

from collections.abc import Iterator
from pathlib import Path

from bot.model import Club, ClubName, Entry, Source, Team
from bot.names import club_key, clubs_of, read_identities
from bot.reader import read_season

SEEDS = Path(__file__).parents[2] / "seeds"


def seed_entries() -> Iterator[tuple[int, Entry]]:
    for path in sorted(SEEDS.glob("*.txt")):
        season = read_season(path.read_text(encoding="utf-8"), path.name)
        for entry in season.entries:
            yield season.year, entry


def seed_clubs() -> tuple[Club, ...]:
    return clubs_of(seed_entries(), read_identities(SEEDS / "clubs.toml"))


def entry(team: str, department: str | None = None, location: str | None = None) -> Entry:
    return Entry(Team(team), department, location, Source("a document", (), 1))


def club(
    name: str,
    department: str | None = None,
    *,
    seasons: tuple[int, ...] = (2001,),
    towns: tuple[str, ...] = (),
    nicknames: tuple[str, ...] = (),
    given: tuple[str, ...] = (),
) -> Club:
    """A club; `given` are names that a moderator gave."""
    spelled = ClubName(name, "spelling", "a document")
    aliases = tuple(ClubName(text, "nickname", "a source") for text in nicknames)
    others = tuple(ClubName(text, "moderator", "a moderator") for text in given)
    return Club(club_key(name, department), name, department, towns, seasons, (spelled, *aliases, *others))
