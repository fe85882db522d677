"""What the bot knows: its documents, what is missing in them, when they were loaded."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.cache.document import State
from bot.cache.documents import ListedDocument, listed_documents
from bot.queries.facts import kept
from bot.queries.query import Query


@dataclass(frozen=True, slots=True)
class AboutAnswer:
    """The documents, newest season first, and the data's generation and age.

    `articles` counts the documents of seasons that came with the bot or were fetched, `clubs` all clubs.
    """

    documents: tuple[ListedDocument, ...]
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
        documents = await kept(snapshot, _documents)
        return AboutAnswer(
            documents=documents,
            articles=sum(d.season is not None and (d.added is None or bool(d.article)) for d in documents),
            clubs=len(snapshot.clubs),
            generation=snapshot.generation,
            loaded_at=snapshot.loaded_at,
        )


async def _documents(snapshot: Snapshot) -> tuple[ListedDocument, ...]:
    """Return the documents that are answered from, or would be if they were whole."""
    documents = [
        d for d in listed_documents(snapshot.db) if d.state not in (State.OVERRIDDEN, State.LEFT_OUT)
    ]
    return tuple(sorted(documents, key=lambda document: (-(document.season or 0), document.name)))
