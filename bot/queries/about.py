"""What the bot knows: its documents, what is missing in them, when they were loaded."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.queries.query import Examples, Query, register


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


@dataclass(frozen=True, slots=True)
class AboutAnswer:
    """The documents, newest season first, the number of clubs, and the data's generation and age."""

    documents: tuple[DocumentFact, ...]
    clubs: int
    generation: str
    loaded_at: str


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
        rows = await snapshot.rows(_DOCUMENTS)
        clubs = await snapshot.row("SELECT count(*) FROM club")
        return AboutAnswer(
            documents=tuple(DocumentFact(*row) for row in rows),
            clubs=clubs[0] if clubs else 0,
            generation=snapshot.generation,
            loaded_at=snapshot.loaded_at,
        )


_DOCUMENTS = """
    SELECT name, season, reason,
           (SELECT count(DISTINCT club) FROM entry WHERE entry.season = document.season) AS teams,
           (SELECT count(*) FROM match
             WHERE match.season = document.season AND origin = 'line') AS matches,
           (SELECT count(*) FROM lost_table WHERE lost_table.season = document.season) AS lost_tables,
           (SELECT count(*) FROM problem
             WHERE problem.document = document.name AND severity = 'error') AS errors,
           (SELECT count(*) FROM problem
             WHERE problem.document = document.name AND severity = 'warning') AS warnings,
           added, held IS NOT NULL
      FROM document
     WHERE state NOT IN ('overridden', 'left out')
     ORDER BY season DESC, name
"""
