"""Club keys, and identities as data: additional names, and which entries are the same club."""

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bot.errors import ClubsFileError
from bot.model import ClubName
from bot.text import fold

MAX_KEY = 40
_MAX_DEPARTMENT = 15
_DIGEST = 6
_KINDS = ("full", "nickname", "former")
_FIELDS = {"names", "same", "name", "department", "towns", "sources"}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def _slug(text: str, room: int) -> str:
    """Return the folded words joined by hyphens; a long text is cut to `room` and gets a digest."""
    slug = fold(text).replace(" ", "-")
    if not slug:
        return f"n-{_digest(text)}"
    if len(slug) <= room:
        return slug
    return f"{slug[: room - _DIGEST - 1].rstrip('-')}-{_digest(slug)}"


def club_key(name: str, department: str | None) -> str:
    """Return the key of a club, such as "santos.ica"; ".x" if the department is unknown.

    At most 40 characters and stable across processes; names that fold to the same text share it.
    """
    place = _slug(department, _MAX_DEPARTMENT) if department and department.strip() else "x"
    return f"{_slug(name, MAX_KEY - len(place) - 1)}.{place}"


@dataclass(frozen=True, slots=True)
class ClubFacts:
    """A club's data in clubs.toml: names, and optionally the name, department and towns to show."""

    names: tuple[ClubName, ...] = ()
    name: str | None = None
    department: str | None = None
    towns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClubRule:
    """A moderator's decision: `club`, in these `seasons` (all if empty), is the club `into`.

    Both are keys. `name` and `department` are those of `into`.
    """

    club: str
    into: str
    seasons: tuple[int, ...] = ()
    name: str | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Identities:
    """Overrides of "same name and same department are one club", and facts by key."""

    clubs: Mapping[str, ClubFacts] = field(default_factory=dict)
    same: Mapping[tuple[str, str, int | None], str] = field(default_factory=dict)
    rules: tuple[ClubRule, ...] = ()
    homes: Mapping[str, str] = field(default_factory=dict)
    """The clubs meant by keys without a department, as from `homes_of`."""

    def key(self, name: str, department: str | None, season: int | None = None) -> str:
        """Return a club's key from its spelling: an override for the season or all, else name and place."""
        written = (fold(name), fold(department or ""))
        for when in (season, None):
            pinned = self.same.get((*written, when))
            if pinned is not None:
                return self.ruled(pinned, season)
        key = self.ruled(club_key(name, department), season)
        return self.ruled(self.homes[key], season) if key in self.homes else key

    def ruled(self, key: str, season: int | None = None) -> str:
        """Return the key after applying the moderators' rules in order."""
        for rule in self.rules:
            if rule.club == key and (not rule.seasons or season in rule.seasons):
                key = rule.into
        return key

    def with_rules(self, rules: tuple[ClubRule, ...]) -> "Identities":
        """Return the identities with moderators' rules, which also move a club's names."""
        clubs = dict(self.clubs)
        for rule in rules:
            facts = clubs.get(rule.into, ClubFacts())
            merged = () if rule.seasons else clubs.get(rule.club, ClubFacts()).names
            clubs[rule.into] = replace(
                facts,
                names=tuple(dict.fromkeys((*facts.names, *merged))),
                name=facts.name or rule.name,
                department=facts.department or rule.department,
            )
        return replace(self, clubs=clubs, rules=rules)

    def facts(self, key: str) -> ClubFacts:
        """Return the data of a club; empty for a club that the file does not name."""
        return self.clubs.get(key, ClubFacts())


def homes_of(named: Iterable[tuple[str, str, str | None]]) -> dict[str, str]:
    """Return the keys without a department that mean the only club of their name, with that club's key.

    `named` are the clubs of all seasons: name as spelt, key and department.
    """
    homeless: defaultdict[str, set[str]] = defaultdict(set)
    placed: defaultdict[str, set[str]] = defaultdict(set)
    for name, key, department in named:
        (placed if department else homeless)[fold(name)].add(key)
    return {
        key: home
        for name, keys in homeless.items()
        if len(placed[name]) == 1
        for home in placed[name]
        for key in keys - placed[name]
    }


def read_identities(path: Path) -> Identities:
    """Read clubs.toml; a missing file counts as empty. Raises ClubsFileError for any error."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Identities()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ClubsFileError("the file", str(error)) from error
    clubs: dict[str, ClubFacts] = {}
    same: dict[tuple[str, str, int | None], str] = {}
    for key, entry in data.items():
        if not isinstance(entry, dict):
            raise ClubsFileError(key, "a club is a table")
        _check(key, entry)
        clubs[key] = _facts(key, entry)
        for written in _tables(key, entry, "same"):
            at = _written(key, written)
            if same.setdefault(at, key) != key:
                raise ClubsFileError(key, f"{written['name']!r} is already the club {same[at]!r}")
    for key, facts in [*clubs.items()]:
        if key.endswith(".x") and facts.department:
            # As soon as a document places the club, its key has the department.
            clubs.setdefault(f"{key[:-2]}.{_slug(facts.department, _MAX_DEPARTMENT)}", facts)
    return Identities(clubs, same)


def _check(key: str, entry: dict[str, Any]) -> None:
    if not key.strip() or len(key) > MAX_KEY:
        raise ClubsFileError(key, f"a key has 1 to {MAX_KEY} characters")
    unknown = sorted(entry.keys() - _FIELDS)
    if unknown:
        raise ClubsFileError(key, f"unknown field {unknown[0]!r}")


def _tables(key: str, entry: dict[str, Any], title: str) -> list[dict[str, Any]]:
    tables = entry.get(title, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ClubsFileError(key, f"{title!r} is a list of tables")
    return tables


def _text(key: str, table: dict[str, Any], title: str) -> str:
    value = table.get(title)
    if not isinstance(value, str) or not value.strip():
        raise ClubsFileError(key, f"{title!r} is a text")
    return value.strip()


def _texts(key: str, table: dict[str, Any], title: str) -> tuple[str, ...]:
    values = table.get(title, [])
    if not isinstance(values, list):
        raise ClubsFileError(key, f"{title!r} is a list of texts")
    return tuple(_text(key, {title: value}, title) for value in values)


def _facts(key: str, entry: dict[str, Any]) -> ClubFacts:
    names = []
    for table in _tables(key, entry, "names"):
        unknown = sorted(table.keys() - {"sources", *_KINDS})
        if unknown:
            raise ClubsFileError(key, f"unknown kind of name {unknown[0]!r}")
        source = ", ".join(_texts(key, table, "sources"))
        if not source:
            raise ClubsFileError(key, "names without a source")
        club_names = [ClubName(text, kind, source) for kind in _KINDS for text in _texts(key, table, kind)]
        if not club_names:
            raise ClubsFileError(key, f"no name from {source!r}")
        names.extend(club_names)
    _texts(key, entry, "sources")
    return ClubFacts(
        names=tuple(names),
        name=_text(key, entry, "name") if "name" in entry else None,
        department=_text(key, entry, "department") if "department" in entry else None,
        towns=_texts(key, entry, "towns"),
    )


def _written(key: str, table: dict[str, Any]) -> tuple[str, str, int | None]:
    """Return a spelling that denotes this club: name, department, one season or None for all."""
    unknown = sorted(table.keys() - {"name", "department", "season", "source"})
    if unknown:
        raise ClubsFileError(key, f"unknown field {unknown[0]!r}")
    _text(key, table, "source")
    season = table.get("season")
    if season is not None and not isinstance(season, int):
        raise ClubsFileError(key, "'season' is a year")
    department = _text(key, table, "department") if "department" in table else ""
    return fold(_text(key, table, "name")), fold(department), season
