"""The moderators' state of the data as one frozen value."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.model import Article, Correction
from bot.names import ClubRule

_Item = TypeVar("_Item", "Added", "LeftOut", "Alias", "ClubDecision", "FetchedArticle", "Leader", "Corrected")


@dataclass(frozen=True, slots=True)
class Who:
    """The author of a change: user id and the name at that time."""

    id: str
    name: str


TERMINAL = Who("terminal", "terminal")
AUTOMATIC = Who("bot", "WIKI_REFRESH")


@dataclass(frozen=True, slots=True)
class Added:
    """A document added by a moderator: its season, file name, digest, time and author."""

    season: int
    file: str
    sha256: str
    at: str
    who: Who


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A season whose shipped document is not used."""

    season: int
    at: str
    who: Who


@dataclass(frozen=True, slots=True)
class Alias:
    """An alias added by a moderator for the club of a key."""

    text: str
    club: str
    at: str
    who: Who


@dataclass(frozen=True, slots=True)
class ClubDecision:
    """A merge or split of clubs, with its time and author."""

    rule: ClubRule
    at: str
    who: Who


@dataclass(frozen=True, slots=True)
class FetchedArticle:
    """A season's article as fetched: the revision in use, the digest and ETag of its HTML, time and author.

    `held` are the problems, as JSON, for which a newer revision is not in use.
    """

    season: int
    article: Article
    sha256: str
    etag: str | None
    at: str
    who: Who
    held: str | None = None

    @property
    def place(self) -> tuple[int, str]:
        """The season and the language."""
        return self.season, self.article.language


@dataclass(frozen=True, slots=True)
class Leader:
    """The document that was chosen to lead a season: name in the cache, file name or title, and kind."""

    season: int
    document: str
    title: str
    kind: str
    at: str
    who: Who


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction of a match, with its time and author."""

    correction: Correction
    at: str
    who: Who


@dataclass(frozen=True, slots=True)
class ModerationState:
    """Everything moderators changed, sorted by season or name; club decisions in chronological order.

    Corrections are sorted by season, those of a season in chronological order.
    """

    documents: tuple[Added, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    aliases: tuple[Alias, ...] = ()
    clubs: tuple[ClubDecision, ...] = ()
    articles: tuple[FetchedArticle, ...] = ()
    leaders: tuple[Leader, ...] = ()
    corrections: tuple[Corrected, ...] = ()

    def as_json(self) -> str:
        """Return the state as a line of JSON."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "ModerationState":
        """Return the state that `as_json` made this line from."""
        state = json.loads(text)
        return cls(
            documents=tuple(_item(Added, item) for item in state["documents"]),
            left_out=tuple(_item(LeftOut, item) for item in state["left_out"]),
            aliases=tuple(_item(Alias, item) for item in state["aliases"]),
            clubs=tuple(
                _item(ClubDecision, item | {"rule": rule_from(item["rule"])})
                for item in state.get("clubs", ())
            ),
            articles=tuple(
                _item(FetchedArticle, item | {"article": Article(**item["article"])})
                for item in state.get("articles", ())
            ),
            leaders=tuple(_item(Leader, item) for item in state.get("leaders", ())),
            corrections=tuple(
                _item(Corrected, item | {"correction": Correction(**item["correction"])})
                for item in state.get("corrections", ())
            ),
        )


def _item(kind: type[_Item], values: dict[str, Any]) -> _Item:
    """Return an item from JSON values; fields that only a later version knows are ignored."""
    known = {field.name: values[field.name] for field in dataclasses.fields(kind) if field.name in values}
    return kind(**known | {"who": Who(**values["who"])})


def rule_from(values: Mapping[str, Any]) -> ClubRule:
    """Return a rule from JSON values."""
    return ClubRule(**{**values, "seasons": tuple(values["seasons"])})
