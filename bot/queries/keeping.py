"""What several questions read alike is read once from a snapshot and kept with it, as far as room is."""

import functools
from collections.abc import Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar

from bot.cache import Snapshot

SEASONS = 32
"""Seasons of which all matches and tables are kept."""

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Reading = Callable[Concatenate[Snapshot, _P], Coroutine[Any, Any, _T]]
_NOTHING = object()


def kept(most: int) -> Callable[[_Reading[_P, _T]], _Reading[_P, _T]]:
    """Keep what a reading gives for so many of its arguments after the snapshot; an error is not kept."""

    def decorate(read: _Reading[_P, _T]) -> _Reading[_P, _T]:
        name = f"{read.__module__}.{read.__qualname__}"

        async def reading(snapshot: Snapshot, /, *asked: _P.args, **named: _P.kwargs) -> _T:
            memory = snapshot.memory(name, most)
            key = (asked, *named.items())
            found: Any = memory.get(key, _NOTHING)
            if found is _NOTHING:
                found = memory[key] = await read(snapshot, *asked, **named)
            return found  # type: ignore[no-any-return]

        functools.update_wrapper(reading, read)
        return reading

    return decorate
