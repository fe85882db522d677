"""The words and places used to read and check documents, from words.toml and departments.toml."""

import difflib
import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from bot.text import fold

_SHORT_ROOT = 3
_ALIKE = 0.87


@functools.cache
def _table(file: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(file).read_text("utf-8"))


@functools.cache
def roles(section: str) -> dict[str, str]:
    """Return folded word → role of one section of words.toml, such as `headers` or `labels`."""
    return {word: role for role, words in _table("words.toml")[section].items() for word in words}


@functools.cache
def words(section: str, role: str) -> frozenset[str]:
    """Return the folded words of one role of one section of words.toml."""
    return frozenset(_table("words.toml")[section][role])


@functools.cache
def numbers(section: str) -> dict[str, int]:
    """Return folded word → number of `numbers`, `ordinals` or `months`."""
    return dict(_table("words.toml")[section])


def mentions(folded: str, vocabulary: frozenset[str]) -> bool:
    """Return whether `folded` contains a phrase of `vocabulary` as whole words."""
    return find_phrase(folded, vocabulary) is not None


def find_phrase(folded: str, vocabulary: frozenset[str], longest: int = 4) -> int | None:
    """Return the position (in words) of the first phrase of `vocabulary` in `folded`, or None."""
    parts = folded.split()
    firsts = _first_words(vocabulary)
    if firsts.isdisjoint(parts):
        return None
    for start in range(len(parts)):
        if parts[start] not in firsts:
            continue
        for stop in range(start + 1, min(start + longest, len(parts)) + 1):
            if " ".join(parts[start:stop]) in vocabulary:
                return start
    return None


@functools.lru_cache(maxsize=256)
def _first_words(vocabulary: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in vocabulary)


def says_root(folded: str, section: str, role: str) -> bool:
    """Return whether a word of `folded` starts with a root of a role; roots of up to three letters are words.

    A root of several words must occur verbatim.
    """
    padded = f" {folded} "
    return any(
        f" {root} " in padded if " " in root or len(root) <= _SHORT_ROOT else f" {root}" in padded
        for root in words(section, role)
    )


def says_nobody(text: str) -> bool:
    """Return whether a value or a cell says that there was nobody ("None", "No hubo")."""
    return len(text) <= 60 and fold(text.split("(", 1)[0]) in words("names", "nobody")


@dataclass(frozen=True, slots=True)
class Department:
    """A department of Peru: name, capital and alphabetical index from 0."""

    name: str
    capital: str
    order: int


@functools.cache
def _departments() -> dict[str, Department]:
    by_name: dict[str, Department] = {}
    for order, entry in enumerate(_table("departments.toml")["department"]):
        department = Department(entry["name"], entry["capital"], order)
        for name in (entry["name"], *entry.get("other", ())):
            by_name[fold(name)] = department
    return by_name


@functools.cache
def departments() -> tuple[str, ...]:
    """Return the names of all departments."""
    return tuple(dict.fromkeys(entry.name for entry in _departments().values()))


def near_department(text: str) -> str | None:
    """Return the only department that a misspelt name can mean: "Ayachucho" → "Ayacucho"."""
    near = difflib.get_close_matches(fold(text[:60]), _departments(), n=2, cutoff=_ALIKE)
    names = {_departments()[name].name for name in near}
    return names.pop() if len(names) == 1 else None


_AROUND = {"region", "regions", "department", "departments", "departamento", "province", "regiones"}


def department(text: str) -> Department | None:
    """Return the department named by `text` ("Apurimac", "Lima region"), or None."""
    if len(text) > 60:
        return None
    folded = fold(text)
    known = _departments()
    if folded in known:
        return known[folded]
    parts = folded.split()
    if parts and parts[-1] in _AROUND:
        parts.pop()
    elif parts and parts[0] in _AROUND:
        parts = parts[2:] if parts[1:2] in (["de"], ["of"]) else parts[1:]
    return known.get(" ".join(parts))
