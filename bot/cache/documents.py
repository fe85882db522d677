"""The documents of a cache, used or not."""

from dataclasses import dataclass
from pathlib import Path

import aiosqlite

from bot.cache.versions import problems_from_json
from bot.model import Problem


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document: its name, the season that it is of, its state ("used", "overridden" …), and why so.

    `added` is the moment at which a moderator added it; `held` are the problems for which its last good
    version is in use.
    """

    name: str
    year: int | None
    state: str
    reason: str | None
    added: str | None
    held: tuple[Problem, ...]
    teams: int
    matches: int


_DOCUMENTS = """
    SELECT name, year, state, reason, added, held,
           (SELECT count(*) FROM entry WHERE entry.season = document.season),
           (SELECT count(*) FROM match WHERE match.season = document.season AND origin = 'line')
      FROM document
     ORDER BY year DESC, added IS NULL, name
"""


async def list_documents(cache_path: Path) -> tuple[ListedDocument, ...]:
    """Return the documents of the cache in place, the newest season first; none where there is no cache."""
    if not cache_path.exists():
        return ()
    async with aiosqlite.connect(f"{cache_path.absolute().as_uri()}?mode=ro&immutable=1", uri=True) as db:
        rows = await db.execute_fetchall(_DOCUMENTS)
    return tuple(
        ListedDocument(name, year, state, reason, added, problems_from_json(held), teams, matches)
        for name, year, state, reason, added, held, teams, matches in rows
    )
