"""What can go wrong with a moderator's change, told to the moderator alone: exceptions that carry data.

ModerationError
├── RefusedDocumentError   a file that is no season document
├── OfferGoneError         a preview that was confirmed, cancelled or has expired
├── NoDocumentError        a season of which there is nothing to remove or restore
├── NothingToUndoError
├── RefusedAliasError      a text that can be no alias
├── NoAliasError           an alias that there is not, or several of that text
├── BusyError              somebody else writes to the same data
└── StorageError           the data cannot be written or read
"""

import enum

from bot.errors import QuestionError


class ModerationError(QuestionError):
    """A change that cannot be made; nothing was changed."""


class Refusal(enum.StrEnum):
    """Why a file is no season document."""

    TOO_LARGE = "too large"
    EMPTY = "empty"
    NOT_TEXT = "not text"
    NO_SEASON = "no season"
    UNREADABLE = "unreadable"


class RefusedDocumentError(ModerationError):
    """A file that is no season document: its name, why, and the reader's own words if it has any."""

    def __init__(self, file: str, refusal: Refusal, reason: str = "") -> None:
        super().__init__(f"{file}: {refusal} {reason}")
        self.file = file
        self.refusal = refusal
        self.reason = reason


class OfferGoneError(ModerationError):
    """A document to be confirmed that is there no longer."""


class NoDocumentError(ModerationError):
    """A season without what was to be removed or restored, and the seasons that have it."""

    def __init__(self, season: int, known: tuple[int, ...]) -> None:
        super().__init__(f"nothing of the season {season}")
        self.season = season
        self.known = known


class NothingToUndoError(ModerationError):
    """There is no earlier state to go back to."""


class AliasFault(enum.StrEnum):
    """Why a text can be no alias."""

    NO_LETTERS = "no letters"
    TOO_LONG = "too long"
    KNOWN = "known"


class RefusedAliasError(ModerationError):
    """A text that can be no alias of a club."""

    def __init__(self, text: str, fault: AliasFault) -> None:
        super().__init__(f"{text!r}: {fault}")
        self.text = text
        self.fault = fault


class NoAliasError(ModerationError):
    """A text that is no moderator's alias, or one of several clubs (their keys)."""

    def __init__(self, text: str, clubs: tuple[str, ...] = ()) -> None:
        super().__init__(f"{text!r} is an alias of {len(clubs)} clubs")
        self.text = text
        self.clubs = clubs


class BusyError(ModerationError):
    """The data is being written by somebody else just now."""


class StorageError(ModerationError):
    """The data cannot be written or read: what the system says of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
