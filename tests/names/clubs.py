"""The clubs of the seasons and aliases in `seeds/`, of documents made up for a test, and small ones."""

import asyncio
import functools
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from bot.cache import Store, load
from bot.model import Club, ClubName
from bot.names import club_key
from tests.five import SEEDS

Row = tuple[str, str, str]
"""Department, team and location of a club in a document's list of teams."""


async def _loaded(folder: Path) -> tuple[Club, ...]:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "cache.sqlite3"
        await load(folder, path)
        store = Store(path)
        async with store.snapshot() as snapshot:
            clubs = snapshot.index.clubs
        await store.close()
    return clubs


@functools.cache
def seed_clubs() -> tuple[Club, ...]:
    return asyncio.run(_loaded(SEEDS))


def clubs_of_texts(documents: Mapping[str, str]) -> tuple[Club, ...]:
    """Return the clubs of documents by file name."""
    with tempfile.TemporaryDirectory() as folder:
        for document, text in documents.items():
            (Path(folder) / document).write_text(text, encoding="utf-8")
        return asyncio.run(_loaded(Path(folder)))


async def clubs_of_documents(
    folder: Path, seasons: Mapping[int, Iterable[Row]], clubs_toml: str = ""
) -> tuple[Club, ...]:
    """Return the clubs of documents that have nothing but a list of teams."""
    for season, rows in seasons.items():
        lines = [f"= {season} Copa Perú =", "", "Infobox", f"- Season: {season}", "", "==Teams=="]
        lines += ["| Department | Team | Location |", *(f"| {' | '.join(row)} |" for row in rows)]
        (folder / f"{season}_copa_peru.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if clubs_toml:
        (folder / "clubs.toml").write_text(clubs_toml, encoding="utf-8")
    return await _loaded(folder)


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
