"""What the bot knows: its documents, what is missing in them, when they were loaded."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.queries.query import WHOLE, Examples, Query, Window, register


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """A document: its season and counts, or the reason why it could not be read.

    `added` is the moment (ISO 8601) at which a moderator added it; `held` tells that its last good version is
    in use because of what is wrong with the newer one.
    """

    name: str
    season: int | None
    reason: str | None
    teams: int
    matches: int
    lost_tables: int
    errors: int
    warnings: int
    added: str | None
    held: bool


PAGE = 13
"""Documents of a page; what else is told in lines stands on the last one."""


@dataclass(frozen=True, slots=True)
class AboutAnswer:
    """The documents of the window, newest season first, and the data's generation and age.

    `articles` counts all documents that give a season and came with the bot, `clubs` all clubs.
    """

    documents: tuple[DocumentFact, ...]
    articles: int
    clubs: int
    generation: str
    loaded_at: str
    window: Window


@register
@dataclass(frozen=True, slots=True)
class About(Query):
    """What the bot knows and from where."""

    kind: ClassVar[str] = "about"
    summary: ClassVar[str] = "What I know, from where, and what is missing"

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return itself."""
        return cls()

    async def answer(self, snapshot: Snapshot) -> AboutAnswer:
        """Return what the cache was made from."""
        return await _about(snapshot, WHOLE, -1)

    async def answer_page(self, snapshot: Snapshot, page: int) -> AboutAnswer:
        """Return what the cache was made from, of the documents one page."""
        without_season = await snapshot.row(_WITHOUT_SEASON)
        number = len(snapshot.seasons) + (without_season[0] if without_season else 0)
        return await _about(snapshot, Window.at(page, number, PAGE), PAGE)


async def _about(snapshot: Snapshot, window: Window, most: int) -> AboutAnswer:
    rows = await snapshot.rows(_DOCUMENTS, (most, window.part(PAGE).start))
    added = await snapshot.row(_ADDED)
    return AboutAnswer(
        documents=tuple([DocumentFact(*row) for row in rows]),
        articles=len(snapshot.seasons) - (added[0] if added else 0),
        clubs=len(snapshot.clubs),
        generation=snapshot.generation,
        loaded_at=snapshot.loaded_at,
        window=window,
    )


_WITHOUT_SEASON = """
    SELECT count(*)
      FROM document
     WHERE season IS NULL AND state NOT IN ('overridden', 'left out')
"""

# They are few, and have an index of their own.
_ADDED = """
    SELECT count(*)
      FROM document INDEXED BY document_added
     WHERE added IS NOT NULL AND season IS NOT NULL AND state NOT IN ('overridden', 'left out')
"""

_DOCUMENTS = """
    SELECT name, season, reason, coalesce(clubs, 0), coalesce(tally.matches, 0), coalesce(lost_tables, 0),
           errors, warnings, added, held IS NOT NULL
      FROM document
      LEFT JOIN tally USING (season)
      LEFT JOIN glance USING (season)
      LEFT JOIN counted USING (season)
     WHERE state NOT IN ('overridden', 'left out')
     ORDER BY season DESC, name
     LIMIT ? OFFSET ?
"""
