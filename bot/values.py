"""`value`: a class of plain values, which nobody changes."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[_T]) -> type[_T]:
    """Make a dataclass with slots whose values are compared and hashed by their fields, and never changed.

    mypy sees to it that nothing changes them. At run time they are not frozen: that would take three times
    as long to make one, and an answer makes some eighty.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
