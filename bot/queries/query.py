"""`Query`: everything that a person can ask, as a frozen value that fits into a button.

Its fields are texts or whole numbers, or None. A club field holds the typed name, after `resolve` the club's
key, or UNCHOSEN while a menu waits. `encode` and `decode` carry a query through a `custom_id`.
"""

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from bot.cache import Snapshot
from bot.errors import BadQueryError

UNCHOSEN = "?"
_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Examples:
    """Seasons and clubs of the data that examples are made with; None where there is none."""

    season: int | None
    team: str | None
    opponent: str | None


@dataclass(frozen=True, slots=True)
class Query:
    """A question with its options; `answer` gives the facts from one snapshot of the cache.

    `kind` is also the slash command's name and the fields' names are its options.
    """

    kind: ClassVar[str] = ""
    summary: ClassVar[str] = ""
    """What it answers, in English: the command's description and the key of its translation."""
    club_fields: ClassVar[tuple[str, ...]] = ()
    """Names of the fields that hold clubs, in the order in which they are asked for."""
    of_latest: ClassVar[bool] = False
    """Whether a query without a season is about the latest."""
    of_honours: ClassVar[bool] = False
    """Whether the honours of a season are enough for an answer, so that it is about all editions."""

    @property
    def means_latest(self) -> bool:
        """Whether the latest season is meant, because none is named."""
        return self.of_latest and getattr(self, "season", None) is None

    @property
    def open_field(self) -> str | None:
        """The first of its club fields that waits for a choice."""
        return next((name for name in self.club_fields if getattr(self, name) == UNCHOSEN), None)

    async def answer(self, snapshot: Snapshot) -> object:
        """Return the facts asked for; raises a QuestionError where there is no answer as asked."""
        raise NotImplementedError

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with its typed texts, other than clubs' names, turned into the documents' own.

        They are short (a button holds 100 characters) and resolve to themselves. Raises a QuestionError for a
        text that fits nothing.
        """
        return self

    @classmethod
    def example(cls, examples: Examples) -> "Query | None":
        """Return a query with the fields that it needs, else of the season; None where the data has none."""
        fields = dataclasses.fields(cls)
        needed = [field.name for field in fields if field.default is dataclasses.MISSING]
        values = {name: getattr(examples, name) for name in needed}
        if None in values.values():
            return None
        of_season = not needed and any(field.name == "season" for field in fields)
        return cls(**values, **({"season": examples.season} if of_season else {}))

    def with_values(self, **values: str | int | None) -> Self:
        """Return the query with some of its fields changed."""
        return dataclasses.replace(self, **values)


def encode(query: Query) -> str:
    """Return the query as one line: its kind and its fields in order, trailing empty ones left out."""
    line = query.kind
    for name in field_types(type(query)):
        value = getattr(query, name)
        line += _SEPARATOR if value is None else _SEPARATOR + _escape(str(value))
    return line.rstrip(_SEPARATOR)


def decode(text: str, kinds: Mapping[str, type[Query]]) -> Query:
    """Return the query of one of these kinds that `encode` made this line from; else raises BadQueryError."""
    kind, *values = text.split(_SEPARATOR)
    cls = kinds.get(kind)
    if cls is None:
        raise BadQueryError(text)
    types_ = field_types(cls).values()
    if len(values) > len(types_):
        raise BadQueryError(text)
    values += [""] * (len(types_) - len(values))
    try:
        return cls(*[_value(accepted, value) for accepted, value in zip(types_, values, strict=True)])
    except ValueError as error:
        raise BadQueryError(text) from error


def _field_types(cls: type[Query]) -> dict[str, tuple[Any, ...]]:
    hints = typing.get_type_hints(cls)
    return {
        field.name: typing.get_args(hints[field.name]) or (hints[field.name],)
        for field in dataclasses.fields(cls)
    }


field_types: Callable[[Any], dict[str, tuple[Any, ...]]] = functools.cache(_field_types)
"""Return the types that each field of a class of queries accepts, in the order of the fields."""


def _escape(text: str) -> str:
    if "%" not in text and _SEPARATOR not in text:
        return text
    return text.replace("%", "%25").replace(_SEPARATOR, "%7C")


def _value(accepted: tuple[Any, ...], text: str) -> str | int | None:
    if not text:
        if types.NoneType not in accepted:
            raise ValueError("a value is missing")
        return None
    if int in accepted:
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise ValueError(f"{text!r} is not a number")
        return int(text)
    return text.replace("%7C", _SEPARATOR).replace("%25", "%")
