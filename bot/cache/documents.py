"""The documents of a cache, used or not, and what a load takes from them."""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from bot.cache.cache_file import opened
from bot.cache.document import Document, State, problems_from_json
from bot.cache.facts import article_from_json, read_problems, read_season
from bot.cache.season_documents import Order
from bot.model import Article, Problem, Team


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document: its name, the season that it is of, its state ("used", "overridden" …), and why so.

    `added` is the moment at which a moderator added it; `held` are the problems for which its last good
    version is in use; `place` is that among its season's documents, 0 leads, None where it is not used.
    `errors` counts what is wrong in it, `editions` those that it lists, of a list of editions.
    """

    name: str
    year: int | None
    state: str
    reason: str | None
    added: str | None
    held: tuple[Problem, ...]
    article: Article | None
    teams: int
    matches: int
    lost_tables: int
    errors: int
    editions: int
    place: int | None

    @property
    def season(self) -> int | None:
        """The season that is answered from it."""
        return self.year if self.state == State.USED else None


_DOCUMENTS = """
    SELECT name, year, state, reason, added, held, article,
           (SELECT count(DISTINCT club) FROM entry WHERE entry.document = document.name),
           (SELECT count(*) FROM match WHERE match.document = document.name AND origin = 'line'),
           (SELECT count(*) FROM lost_table WHERE lost_table.document = document.name),
           (SELECT count(*) FROM problem WHERE problem.document = document.name AND severity = 'error'),
           (SELECT count(*) FROM season WHERE season.document = document.name AND of_list),
           (SELECT position FROM season
             WHERE season.year = document.year AND season.document = document.name AND NOT of_list)
      FROM document
     ORDER BY year DESC, added IS NULL, name
"""


async def list_documents(cache_path: Path) -> tuple[ListedDocument, ...]:
    """Return the documents of the cache in place, the newest season first; none where there is no cache."""
    if not cache_path.exists():
        return ()
    return await asyncio.to_thread(_listed, cache_path)


def _listed(cache_path: Path) -> tuple[ListedDocument, ...]:
    with opened(cache_path) as db:
        return listed_documents(db)


def listed_documents(db: sqlite3.Connection) -> tuple[ListedDocument, ...]:
    """Return the documents of a cache, the newest season first."""
    return tuple(
        [
            ListedDocument(
                *(name, year, state, reason, added, problems_from_json(held), article_from_json(article)),
                *numbers,
            )
            for name, year, state, reason, added, held, article, *numbers in db.execute(_DOCUMENTS)
        ]
    )


def read_documents(db: sqlite3.Connection) -> dict[str, Document]:
    """Return the documents of a cache by name, without facts and problems."""
    query = "SELECT name, sha256, fingerprint, added, year, state, reason, held, article FROM document"
    return {
        name: Document(
            *(name, sha256, fingerprint, added, year, (), (), State(state), reason, problems_from_json(held)),
            article=article_from_json(article),
        )
        for name, sha256, fingerprint, added, year, state, reason, held, article in db.execute(query)
    }


def read_order(db: sqlite3.Connection) -> Order:
    """Return the seasons with the documents that tell them, the leading one first."""
    return db.execute("SELECT year, document FROM season ORDER BY year, position").fetchall()


def with_facts(db: sqlite3.Connection, documents: Mapping[str, Document]) -> dict[str, Document]:
    """Return these documents of a cache with their seasons and problems."""
    clubs = {
        key: Team(name, key, place)
        for key, name, place in db.execute("SELECT key, name, department FROM club")
    }
    used = defaultdict[str, list[int]](list)
    for year, name in read_order(db):
        used[name].append(year)
    return {
        name: replace(
            document,
            seasons=tuple([read_season(db, clubs, year, name) for year in used[name]]),
            problems=tuple(read_problems(db, name, "position")),
        )
        for name, document in documents.items()
    }
