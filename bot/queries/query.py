"""`Query`: everything that a person can ask, as a frozen value that fits into a button.

A query class registers itself under its `kind`; `encode` and `decode` carry it through a `custom_id`.
Fields are texts or whole numbers, or None. The fields that name clubs hold, on their way, what was typed
(before `understand`), the club's key, or HOLE where the asker has still to choose.
"""

import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from bot.cache import Snapshot
from bot.errors import BadQueryError

HOLE = "?"
_PARTED_BY = "|"


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

    _registry: ClassVar[dict[str, type["Query"]]] = {}

    async def answer(self, snapshot: Snapshot) -> object:
        """Return the facts asked for; raises a QuestionError where there is no answer as asked."""
        raise NotImplementedError

    async def settle(self, snapshot: Snapshot) -> Self:
        """Return the query with its typed texts, other than clubs' names, turned into the documents' own.

        What is settled is short (a button holds 100 characters) and settles to itself. Raises a QuestionError
        where a text fits nothing, so that it can be told in private.
        """
        return self

    @classmethod
    def example(cls, examples: Examples) -> "Query | None":
        """Return a query of this class that the data can answer, for the help."""
        raise NotImplementedError

    def with_values(self, **values: str | int | None) -> Self:
        """Return the query with some of its fields changed."""
        return dataclasses.replace(self, **values)


def register(cls: type[Query]) -> type[Query]:
    """Make a query class known under its kind."""
    other = Query._registry.setdefault(cls.kind, cls)
    if other.__qualname__ != cls.__qualname__:
        raise TypeError(f"{cls.__qualname__} and {other.__qualname__} are both of the kind {cls.kind!r}")
    return cls


def kinds() -> dict[str, type[Query]]:
    """Return all query classes by kind."""
    return dict(Query._registry)


def encode(query: Query) -> str:
    """Return the query as one line: its kind and its fields in order, trailing empty ones left out."""
    line = query.kind
    for name in field_names(query.kind):
        value = getattr(query, name)
        line += _PARTED_BY if value is None else _PARTED_BY + _escape(str(value))
    return line.rstrip(_PARTED_BY)


@functools.cache
def field_names(kind: str) -> tuple[str, ...]:
    """Return the names of the fields of a kind of query, in their order."""
    return tuple(_fields(kind))


@functools.cache
def _fields(kind: str) -> dict[str, tuple[Any, ...]]:
    """Return the types that each field of a kind of query accepts."""
    cls = Query._registry[kind]
    hints = typing.get_type_hints(cls)
    return {
        field.name: typing.get_args(hints[field.name]) or (hints[field.name],)
        for field in dataclasses.fields(cls)
    }


def decode(text: str) -> Query:
    """Return the query that `encode` made this line from; raises BadQueryError for any other line."""
    kind, *values = text.split(_PARTED_BY)
    cls = Query._registry.get(kind)
    if cls is None:
        raise BadQueryError(text)
    fields = _fields(kind)
    if len(values) > len(fields):
        raise BadQueryError(text)
    values += [""] * (len(fields) - len(values))
    try:
        return cls(*[_value(accepted, v) for accepted, v in zip(fields.values(), values, strict=True)])
    except ValueError as error:
        raise BadQueryError(text) from error


def _escape(text: str) -> str:
    if "%" not in text and _PARTED_BY not in text:
        return text
    return text.replace("%", "%25").replace(_PARTED_BY, "%7C")


def _value(accepted: tuple[Any, ...], text: str) -> str | int | None:
    if not text:
        if types.NoneType not in accepted:
            raise ValueError("a value is missing")
        return None
    if int in accepted:
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise ValueError(f"{text!r} is not a number")
        return int(text)
    return text.replace("%7C", _PARTED_BY).replace("%25", "%")
