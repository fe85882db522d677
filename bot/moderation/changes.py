"""Changes that can be applied to the moderators' state."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self, TypeVar

from bot.errors import (
    AliasFault,
    ClubFault,
    NoAliasError,
    NoDocumentError,
    RefusedAliasError,
    RefusedClubsError,
)
from bot.model import Club
from bot.moderation.state import Added, Alias, ClubDecision, LeftOut, ModerationState, Who, rule_from
from bot.names import ClubRule, club_key
from bot.text import clean, fold
from bot.vocabulary import department as usual_department

MAX_ALIAS = 50

Details = dict[str, str | int]
_OfSeason = TypeVar("_OfSeason", Added, LeftOut)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the state; `contents` are the bytes of new documents by digest."""

    what: ClassVar[str] = ""
    """A stable identifier for the journal."""

    @property
    def details(self) -> Details:
        """The details for the journal."""
        return {}

    @property
    def contents(self) -> Mapping[str, bytes]:
        """Contents of new documents by digest."""
        return {}

    def basis(self, state: ModerationState) -> str:
        """Return a digest of what a preview of the change is made of; another one makes it out of date."""
        return hashlib.sha256(repr(self.concerns(state)).encode()).hexdigest()

    def concerns(self, state: ModerationState) -> tuple[object, ...]:
        """Return what the change takes the place of, or stands beside."""
        return ()

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state after the change; raises a ModerationError if it cannot be applied."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class AddDocument(Change):
    """A document for a season, replacing any other."""

    what: ClassVar[str] = "add document"

    season: int
    file: str
    sha256: str
    data: bytes = dataclasses.field(repr=False)

    @property
    def details(self) -> Details:
        """Season, name and size of the document."""
        return {"season": self.season, "file": self.file, "bytes": len(self.data)}

    @property
    def contents(self) -> Mapping[str, bytes]:
        """The document."""
        return {self.sha256: self.data}

    def concerns(self, state: ModerationState) -> tuple[object, ...]:
        """Return the documents of the season."""
        return _of_season(state, self.season)

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state with the document."""
        added = Added(self.season, self.file, self.sha256, at, who)
        others = _without(state.documents, self.season)
        return dataclasses.replace(
            state,
            documents=tuple(sorted((*others, added), key=_season)),
            left_out=_without(state.left_out, self.season),
        )


@dataclass(frozen=True, slots=True)
class RemoveDocument(Change):
    """Removal of a season's documents: the added one, else fetched articles, else the shipped one.

    `shipped` are seasons with a shipped one.
    """

    what: ClassVar[str] = "remove document"

    season: int
    shipped: frozenset[int]

    @property
    def details(self) -> Details:
        """The season."""
        return {"season": self.season}

    def concerns(self, state: ModerationState) -> tuple[object, ...]:
        """Return the documents of the season."""
        return _of_season(state, self.season)

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state without the document; raises NoDocumentError."""
        added, left_out = {*map(_season, state.documents)}, {*map(_season, state.left_out)}
        if self.season in added:
            return dataclasses.replace(state, documents=_without(state.documents, self.season))
        articles = tuple(item for item in state.articles if item.season != self.season)
        if articles != state.articles:
            return dataclasses.replace(state, articles=articles)
        if self.season not in self.shipped or self.season in left_out:
            raise NoDocumentError(self.season, tuple(sorted((added | self.shipped) - left_out)))
        out = sorted((*state.left_out, LeftOut(self.season, at, who)), key=_season)
        return dataclasses.replace(state, left_out=tuple(out))


@dataclass(frozen=True, slots=True)
class RestoreDocument(Change):
    """Restoration of a season's shipped document that was removed."""

    what: ClassVar[str] = "restore document"

    season: int

    @property
    def details(self) -> Details:
        """The season."""
        return {"season": self.season}

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state in which the season is not left out; raises NoDocumentError."""
        known = tuple(map(_season, state.left_out))
        if self.season not in known:
            raise NoDocumentError(self.season, known)
        return dataclasses.replace(state, left_out=_without(state.left_out, self.season))


@dataclass(frozen=True, slots=True)
class AddAlias(Change):
    """An additional name for the club of a key; `name` is what the journal calls the club."""

    what: ClassVar[str] = "add alias"

    text: str
    club: str
    name: str = ""

    @property
    def details(self) -> Details:
        """Name and club."""
        return {"alias": self.text, "club": self.club, **({"name": self.name} if self.name else {})}

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state with the alias; raises RefusedAliasError if the club has it already."""
        alias = Alias(self.text, self.club, at, who)
        if _key(alias) in map(_key, state.aliases):
            raise RefusedAliasError(self.text, AliasFault.KNOWN)
        return dataclasses.replace(state, aliases=tuple(sorted((*state.aliases, alias), key=_key)))


@dataclass(frozen=True, slots=True)
class RemoveAlias(Change):
    """Removal of a moderator's alias; `club` may be None if only one club has it."""

    what: ClassVar[str] = "remove alias"

    text: str
    club: str | None = None

    @property
    def details(self) -> Details:
        """Name and club."""
        return {"alias": self.text, **({"club": self.club} if self.club else {})}

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state without the alias; raises NoAliasError if there is none or more than one."""
        fitting = [
            a for a in state.aliases if fold(a.text) == fold(self.text) and self.club in (None, a.club)
        ]
        if len(fitting) != 1:
            raise NoAliasError(self.text, tuple(alias.club for alias in fitting))
        return dataclasses.replace(state, aliases=tuple(a for a in state.aliases if a not in fitting))


@dataclass(frozen=True, slots=True)
class ChangeClubs(Change):
    """A merge or split of clubs; `club` and `into` are the clubs' display names."""

    rule: ClubRule
    club: str
    into: str

    @property
    def details(self) -> Details:
        """The clubs, the seasons, and the key of the club that there is afterwards."""
        seasons = ", ".join(map(str, self.rule.seasons))
        return {"club": self.club, "into": self.into, "seasons": seasons, "key": self.rule.into}

    @property
    def as_json(self) -> str:
        """The change as a line of JSON, for `from_json`."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the change from a line of `as_json`."""
        values = json.loads(text)
        return cls(rule_from(values["rule"]), values["club"], values["into"])

    def concerns(self, state: ModerationState) -> tuple[object, ...]:
        """Return what was decided on clubs before."""
        return state.clubs

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state with the rule appended."""
        return dataclasses.replace(state, clubs=(*state.clubs, ClubDecision(self.rule, at, who)))


@dataclass(frozen=True, slots=True)
class MergeClubs(ChangeClubs):
    """A merge of two clubs."""

    what: ClassVar[str] = "merge clubs"


@dataclass(frozen=True, slots=True)
class SplitClub(ChangeClubs):
    """A split of a club: in some seasons it is another one."""

    what: ClassVar[str] = "split club"


def add_alias(text: str, club: Club) -> AddAlias:
    """Return the change that gives a club another name."""
    return AddAlias(text, club.key, _name(club.name, club.department))


def merge_clubs(club: Club, into: Club) -> MergeClubs:
    """Return the change that merges a club into another; raises RefusedClubsError."""
    if club.key == into.key:
        raise RefusedClubsError(_name(club.name, club.department), ClubFault.SAME)
    rule = ClubRule(club.key, into.key, (), into.name, into.department)
    return MergeClubs(rule, _name(club.name, club.department), _name(into.name, into.department))


def split_club(club: Club, seasons: str, name: str, department: str | None) -> SplitClub:
    """Return the change that splits off a club's seasons, given as typed; raises RefusedClubsError."""
    name, place = _clean(name), _clean(department or "") or None
    known = usual_department(place) if place else None
    place = known.name if known else place
    if not fold(name) or len(name) > MAX_ALIAS:
        raise RefusedClubsError(_name(club.name, club.department), ClubFault.NO_NAME)
    into = club_key(name, place)
    if into == club.key:
        raise RefusedClubsError(_name(club.name, club.department), ClubFault.SAME)
    years = _years(seasons) & {*club.all_seasons}
    if not years or not _years(seasons, ranges=False) <= {*club.all_seasons}:
        raise RefusedClubsError(_name(club.name, club.department), ClubFault.NO_SEASON, club.all_seasons)
    if years == {*club.all_seasons}:
        raise RefusedClubsError(_name(club.name, club.department), ClubFault.EVERY_SEASON)
    rule = ClubRule(club.key, into, tuple(sorted(years)), name, place)
    return SplitClub(rule, _name(club.name, club.department), _name(name, place))


def _name(club: str, department: str | None) -> str:
    return f"{club} ({department})" if department else club


def _years(typed: str, *, ranges: bool = True) -> set[int]:
    """Return the years of a text such as "1996-2006, 2012", including those within ranges."""
    years: set[int] = set()
    for first, last in re.findall(r"([0-9]{4})(?:\s*[-–]\s*([0-9]{4}))?", typed):
        if ranges or not last:
            years.update(range(int(first), int(last or first) + 1))
    return years


def _clean(text: str) -> str:
    """Return a text without redundant or invisible characters, and without the separator "|"."""
    return " ".join(clean(text).replace("|", " ").split())


CLUB_CHANGES: dict[str, type[ChangeClubs]] = {cls.what: cls for cls in (MergeClubs, SplitClub)}
"""The changes of clubs by their identifiers in the journal."""


def alias_text(typed: str) -> str:
    """Return a typed alias without redundant or invisible characters; raises RefusedAliasError."""
    text = _clean(typed)
    if not fold(text):
        raise RefusedAliasError(text, AliasFault.NO_LETTERS)
    if len(text) > MAX_ALIAS:
        raise RefusedAliasError(text, AliasFault.TOO_LONG)
    if fold(text).isdigit():
        raise RefusedAliasError(text, AliasFault.YEAR)
    return text


def _key(alias: Alias) -> tuple[str, str]:
    return (fold(alias.text), alias.club)


def _season(item: Added | LeftOut) -> int:
    return item.season


def _of_season(state: ModerationState, season: int) -> tuple[object, ...]:
    """Return what moderators decided on the documents of a season."""
    groups = (state.documents, state.left_out, state.articles, state.leaders)
    return tuple(item for items in groups for item in items if item.season == season)


def _without(items: tuple[_OfSeason, ...], season: int) -> tuple[_OfSeason, ...]:
    return tuple([item for item in items if item.season != season])
