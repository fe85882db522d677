"""The choice of the document that leads its season."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import ADDED
from bot.cache.documents import ListedDocument
from bot.errors import LeaderFault, RefusedLeaderError
from bot.moderation.articles import article_name
from bot.moderation.changes import Change, Details
from bot.moderation.state import Leader, ModerationState, Who
from bot.text import fold

MAX_TYPED = 100
"""Characters that Discord carries of a suggestion; file names may be longer."""


@dataclass(frozen=True, slots=True)
class SeasonDocument:
    """A document of a season: its name in the cache, file name or article title, and whether it leads.

    `kind` is where it comes from: "folder", "added", or the language of its wiki.
    """

    name: str
    title: str
    kind: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class LeadDocument(Change):
    """The choice of the document that leads its season; None returns to the usual order."""

    what: ClassVar[str] = "lead document"

    season: int
    document: SeasonDocument | None

    @property
    def details(self) -> Details:
        """The season, and file name or title and kind of the document."""
        chosen = self.document
        return {"season": self.season, **({"document": chosen.title, "kind": chosen.kind} if chosen else {})}

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state with the choice; raises RefusedLeaderError if it changes nothing."""
        leaders = {leader.season: leader for leader in state.leaders}
        before = leaders.pop(self.season, None)
        if self.document is None:
            if before is None:
                raise RefusedLeaderError(self.season, LeaderFault.USUAL)
        else:
            if self.document.leads and (before is None or before.document == self.document.name):
                raise RefusedLeaderError(self.season, LeaderFault.LEADS, documents=(self.document,))
            chosen = self.document
            leaders[self.season] = Leader(self.season, chosen.name, chosen.title, chosen.kind, at, who)
        return dataclasses.replace(state, leaders=tuple(leaders[season] for season in sorted(leaders)))


def season_documents(
    listed: Iterable[ListedDocument], state: ModerationState
) -> dict[int, tuple[SeasonDocument, ...]]:
    """Return the documents in use of each season, the leading one first."""
    known = {f"{ADDED}{item.season}.txt": (item.file, "added") for item in state.documents}
    known |= {article_name(item): (item.article.title, item.article.language) for item in state.articles}
    places: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for document in listed:
        if document.year is not None and document.place is not None:
            places[document.year].append((document.place, document.name))
    return {
        year: tuple(
            SeasonDocument(name, *known.get(name, (name, "folder")), leads=number == 0)
            for number, (_, name) in enumerate(sorted(of_year))
        )
        for year, of_year in places.items()
    }


def document_meant(typed: str, season: int, documents: Sequence[SeasonDocument]) -> SeasonDocument:
    """Return the document that is typed by its name, file name or title; raises RefusedLeaderError."""
    fitting = [document for document in documents if document.name[:MAX_TYPED] == typed] or [
        document for document in documents if fold(document.title) == fold(typed)
    ]
    if len(fitting) != 1:
        raise RefusedLeaderError(season, LeaderFault.UNKNOWN, typed, tuple(documents))
    return fitting[0]
