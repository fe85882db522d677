"""Tables of standings as a document prints them."""

from dataclasses import dataclass

from bot.model import StatedRow


@dataclass(frozen=True, slots=True)
class StatedTable:
    """A printed table and the stage and group under whose headings it stands."""

    stage: str | None
    group: str | None
    rows: tuple[StatedRow, ...]
