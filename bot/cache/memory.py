"""A place for things that were worked out, of bounded size."""

from collections import OrderedDict
from typing import Any


class Memory(OrderedDict[Any, Any]):
    """At most so many things by their keys; the least recently asked for goes first."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def get(self, key: Any, default: Any = None) -> Any:
        """Return what is kept under a key, which counts as asked for, else the default."""
        if key not in self:
            return default
        self.move_to_end(key)
        return self[key]

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key, value)
        if len(self) > self._most:
            self.popitem(last=False)
