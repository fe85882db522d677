"""Tables of standings as a document prints them."""

from dataclasses import dataclass

from bot.model import Source
from bot.tournament.facts import ClubRef


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A row as the document prints it; None where a cell is missing."""

    position: int | None
    club: ClubRef
    played: int | None
    won: int | None
    drawn: int | None
    lost: int | None
    goals_for: int | None
    goals_against: int | None
    points: int | None
    note: str | None
    source: Source
    adjustment: int | None = None


@dataclass(frozen=True, slots=True)
class StatedTable:
    """A printed table and the stage and group under whose headings it stands."""

    stage: str | None
    group: str | None
    rows: tuple[StatedRow, ...]
