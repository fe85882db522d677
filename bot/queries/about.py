"""What the bot knows: its documents, what is missing in them, when they were loaded."""

from dataclasses import dataclass, replace
from typing import ClassVar

from bot.cache import Snapshot
from bot.cache.facts import article_from_json
from bot.model import Article
from bot.queries.query import Query


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
    editions: int
    """The editions that it lists, of a list of editions."""
    article: Article | None
    """The wiki's article that it is, if it is one."""


@dataclass(frozen=True, slots=True)
class AboutAnswer:
    """The documents, newest season first, and the data's generation and age.

    `articles` counts the documents of seasons that came with the bot or were fetched, `clubs` all clubs.
    """

    documents: tuple[DocumentFact, ...]
    articles: int
    clubs: int
    generation: str
    loaded_at: str


@dataclass(frozen=True, slots=True)
class About(Query):
    """What the bot knows and from where."""

    kind: ClassVar[str] = "about"
    summary: ClassVar[str] = "What I know, from where, and what is missing"

    async def answer(self, snapshot: Snapshot) -> AboutAnswer:
        """Return what the cache was made from."""
        rows = await snapshot.rows(_DOCUMENTS)
        documents = tuple(
            [replace(DocumentFact(*row), article=article_from_json(row["article"])) for row in rows]
        )
        return AboutAnswer(
            documents=documents,
            articles=sum(d.season is not None and (d.added is None or bool(d.article)) for d in documents),
            clubs=len(snapshot.clubs),
            generation=snapshot.generation,
            loaded_at=snapshot.loaded_at,
        )


_DOCUMENTS = """
    SELECT name, CASE state WHEN 'used' THEN year END AS season, reason,
           (SELECT count(DISTINCT club) FROM entry WHERE entry.document = document.name),
           (SELECT count(*) FROM match WHERE match.document = document.name AND origin = 'line'),
           (SELECT count(*) FROM lost_table WHERE lost_table.document = document.name),
           (SELECT count(*) FROM problem WHERE problem.document = document.name AND severity = 'error'),
           (SELECT count(*) FROM problem WHERE problem.document = document.name AND severity = 'warning'),
           added, held IS NOT NULL,
           (SELECT count(*) FROM season WHERE season.document = document.name AND of_list),
           article
      FROM document
     WHERE state NOT IN ('overridden', 'left out')
     ORDER BY season DESC, name
"""
