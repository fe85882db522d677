"""Hold what the bot sent, in simcord or on loopback, to Discord's own description, where that is at hand."""

import functools
import json
from collections.abc import Iterable, Iterator
from typing import Any

from simcord import HttpLogEntry

from bench.standin.openapi import DESCRIPTION, Description
from bench.standin.rest import Request

_seen: set[str] = set()
"""Shapes of requests that were looked at in this run; lengths are the business of `broken_limits`."""


def undescribed(requests: Iterable[HttpLogEntry | Request]) -> list[str]:
    """Say in what requests of a new shape differ from Discord's description."""
    return [fault for sent in _fresh(requests) for fault in _description().faults(sent)]


@functools.cache
def _description() -> Description:
    return Description(DESCRIPTION)


def _fresh(requests: Iterable[HttpLogEntry | Request]) -> Iterator[Request]:
    if not DESCRIPTION.is_file():
        return
    for given in requests:
        sent = given if isinstance(given, Request) else _request(given)
        parts = [part for part in sent.path.split("/") if part and not part.isdigit()]
        named = parts[:1] + parts[2:] if parts[:1] == ["webhooks"] else parts[:1] + parts[-1:]
        kind = (sent.method, named, sent.content_type, sorted(sent.query), sorted(sent.files))
        shape = repr((*kind, _shape(sent.json)))
        if shape not in _seen:
            _seen.add(shape)
            yield sent


def _shape(value: Any, name: str = "") -> Any:
    """Return what a value is made of; of types and flags the value itself."""
    if isinstance(value, dict):
        return sorted((key, _shape(part, key)) for key, part in value.items())
    if isinstance(value, list):
        return sorted({repr(_shape(part)) for part in value})
    return value if name in {"type", "style", "flags"} else type(value).__name__


def _request(sent: HttpLogEntry) -> Request:
    body = b"" if sent.json is None else json.dumps(sent.json).encode()
    return Request(sent.method, sent.path, sent.params or {}, "application/json" if body else "", body, "")
