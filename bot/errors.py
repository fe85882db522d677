"""All exceptions of the project, in one tree; `replies/errors.py` words those that users see.

CopaError
├── SettingsError, UsageError        wrong settings, wrong use of the command line
├── DiscordConnectionError           Discord cannot be reached
├── DocumentError, ClubsFileError    a file that cannot be read
└── QuestionError                    a question that cannot be answered as asked
    ├── BadQueryError, NotAllowedError, ReloadRunningError, SameClubError
    ├── ClubChoiceError, UnknownClubError, UnknownSeasonError, UnknownPlaceError, NoSuchDayError
    ├── OnlyHonoursError             a season of which a list of editions tells the honours alone
    ├── UnknownHeadingError          UnknownRoundError, UnknownStageError
    └── ModerationError              a moderator's change that cannot be made
"""

import datetime
import enum
import sqlite3
from pathlib import Path
from typing import Any, ClassVar


class CopaError(Exception):
    """Base class of all errors that this project raises."""

    outcome: ClassVar[str] = "error"
    """Outcome of such an answer in the log and the metrics."""


class SettingsError(CopaError):
    """An invalid environment variable: its name and what is wrong with it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class DiscordConnectionError(CopaError):
    """Discord is unreachable or has closed the connection permanently."""


class UsageError(CopaError):
    """A terminal line that is not a valid question, with an explanation in the user's language."""


class DocumentError(CopaError):
    """A document that cannot be read at all, with its file name and the reason."""

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(f"{document}: {reason}")
        self.document = document
        self.reason = reason


class ClubsFileError(CopaError):
    """An error in clubs.toml: which entry and why."""

    def __init__(self, entry: str, reason: str) -> None:
        super().__init__(f"clubs.toml: {entry}: {reason}")
        self.entry = entry
        self.reason = reason


class QuestionError(CopaError):
    """A question that cannot be answered as asked; only the user sees the reply."""

    outcome = "refused"


class BadQueryError(QuestionError):
    """A button or menu whose query cannot be decoded: from an older version, or forged."""

    outcome = "outdated"

    def __init__(self, text: str) -> None:
        super().__init__(f"not a query: {text[:100]!r}")
        self.text = text


class ClubChoiceError(QuestionError):
    """Names that fit several clubs: the query, UNCHOSEN in each open field, and `choices` by field."""

    outcome = "choice"

    def __init__(self, query: Any, choices: tuple[tuple[str, Any], ...]) -> None:
        super().__init__(f"several clubs fit {', '.join(repr(name.text) for _, name in choices)}")
        self.query = query
        self.choices = choices


class UnknownClubError(QuestionError):
    """A name that fits no club, as a `names.Resolution`; the query is UNCHOSEN in `field`."""

    outcome = "unknown"

    def __init__(self, query: Any, field: str, name: Any) -> None:
        super().__init__(f"no club fits {name.text!r}")
        self.query = query
        self.field = field
        self.name = name


class UnknownSeasonError(QuestionError):
    """A season without a document, with the seasons that have one."""

    outcome = "unknown"

    def __init__(self, season: int | None, known: tuple[int, ...]) -> None:
        super().__init__(f"no document of the season {season}")
        self.season = season
        self.known = known
        self.query: object = None
        """The query, so that it can be offered for an existing season."""


class OnlyHonoursError(QuestionError):
    """A season of which only the honours are known, with the seasons that have a document of their own."""

    outcome = "unknown"

    def __init__(self, season: int, known: tuple[int, ...]) -> None:
        super().__init__(f"only the honours of the season {season} are known")
        self.season = season
        self.known = known
        self.query: object = None
        """The query, so that it can be offered for a season that has a document."""
        self.answer: object = None
        """What is known of the season: the answer to who won it."""


class UnknownPlaceError(QuestionError):
    """A department or region (`field`) that the season lacks, with those it has and the query without it."""

    outcome = "unknown"

    def __init__(self, field: str, typed: str, season: Any, known: tuple[str, ...], query: Any) -> None:
        super().__init__(f"the document of {season.year} has no {field} {typed[:100]!r}")
        self.field = field
        self.typed = typed
        self.season = season
        self.known = known
        self.query = query


class UnknownHeadingError(QuestionError):
    """A round or stage that the season's document lacks; `near` are the closest of the `known` ones."""

    outcome = "unknown"

    def __init__(self, season: int, typed: str, known: tuple[Any, ...], near: tuple[Any, ...] = ()) -> None:
        super().__init__(f"the season {season} has no {typed!r}")
        self.season = season
        self.typed = typed
        self.known = known
        self.near = near
        self.query: object = None
        """The query, so that it can be offered for an existing round or stage."""


class UnknownRoundError(UnknownHeadingError):
    """A round that the season's document lacks, within the stage if one was given."""


class UnknownStageError(UnknownHeadingError):
    """A stage or group that the season's document lacks."""


class NoSuchDayError(QuestionError):
    """No match on the given day; `near` are the closest days, `queries` their matches."""

    outcome = "unknown"

    def __init__(self, near: tuple[datetime.date, ...], queries: tuple[Any, ...]) -> None:
        super().__init__("no match on that day")
        self.near = near
        self.queries = queries


class UnknownDayError(QuestionError):
    """A text that names no day of the year."""

    outcome = "unknown"

    def __init__(self, typed: str) -> None:
        super().__init__("no such day")
        self.typed = typed


class SameClubError(QuestionError):
    """The same club named twice, with its most frequent opponents."""

    def __init__(self, club: Any, met: tuple[Any, ...]) -> None:
        super().__init__(f"{club.key} against itself")
        self.club = club
        self.met = met


class NotAllowedError(QuestionError):
    """A moderator command used without permission or outside the moderators' guild."""


class ReloadRunningError(QuestionError):
    """A reload was requested while another one is running."""


class ModerationError(QuestionError):
    """A change that cannot be applied; nothing was changed."""


class Refusal(enum.StrEnum):
    """Why a file is not a season document."""

    TOO_LARGE = "too large"
    EMPTY = "empty"
    NOT_TEXT = "not text"
    NO_SEASON = "no season"
    UNREADABLE = "unreadable"


class RefusedDocumentError(ModerationError):
    """A file that is not a season document: its name, the reason, and the reader's message if any."""

    def __init__(self, file: str, refusal: Refusal, reason: str = "") -> None:
        super().__init__(f"{file}: {refusal} {reason}")
        self.file = file
        self.refusal = refusal
        self.reason = reason


class OfferGoneError(ModerationError):
    """A preview that was confirmed, cancelled or has expired."""


class NoDocumentError(ModerationError):
    """A season without a document to remove or restore, and the seasons that have one.

    `in_use` tells that there is nothing to restore, since the document of the folder is in use.
    """

    def __init__(self, season: int, known: tuple[int, ...], *, in_use: bool = False) -> None:
        super().__init__(f"nothing of the season {season}")
        self.season = season
        self.known = known
        self.in_use = in_use


class RefusedSeasonsError(ModerationError):
    """A text that does not name up to a hundred seasons."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"no seasons: {typed[:100]!r}")
        self.typed = typed[:100]


class NothingToUndoError(ModerationError):
    """There is no earlier state to return to."""


class LaterChangeError(ModerationError):
    """A change that can only be undone after a later one: the journal's entry of that."""

    def __init__(self, entry: Any) -> None:
        super().__init__(f"entry {entry.number} of the journal is later")
        self.entry = entry


class NotAnnouncedError(ModerationError):
    """An announcement that Discord did not take."""


class NothingToRedoError(ModerationError):
    """Nothing was undone, or something was changed since."""


class AlreadyDoneError(ModerationError):
    """A change that was asked for twice, with the journal's entry of the first time."""

    outcome = "repeated"

    def __init__(self, entry: Any) -> None:
        super().__init__(f"done already: entry {entry.number} of the journal")
        self.entry = entry


class OutdatedPreviewError(ModerationError):
    """A preview that was confirmed after the data changed: its `change`, and a new `preview` of it."""

    def __init__(self, change: Any, preview: Any = None) -> None:
        super().__init__("the data has changed since the preview")
        self.change = change
        self.preview = preview


class AliasFault(enum.StrEnum):
    """Why a text cannot be an alias."""

    NO_LETTERS = "no letters"
    TOO_LONG = "too long"
    KNOWN = "known"
    YEAR = "year"
    QUESTION = "question"


class RefusedAliasError(ModerationError):
    """A text that cannot be an alias of a club."""

    def __init__(self, text: str, fault: AliasFault) -> None:
        super().__init__(f"{text!r}: {fault}")
        self.text = text
        self.fault = fault


class UnclearClubError(ModerationError):
    """A typed name that is not clearly one club: how it was resolved."""

    def __init__(self, name: Any) -> None:
        super().__init__(f"{name.text!r} is not clearly one club")
        self.name = name


class NoAliasError(ModerationError):
    """A text that is not a moderator's alias, or is one of several clubs (their keys)."""

    def __init__(self, text: str, clubs: tuple[str, ...] = ()) -> None:
        super().__init__(f"{text!r} is an alias of {len(clubs)} clubs")
        self.text = text
        self.clubs = clubs


class ClubFault(enum.StrEnum):
    """Why clubs cannot be merged or split."""

    SAME = "same club"
    NO_SEASON = "no such season"
    EVERY_SEASON = "every season"
    NO_NAME = "no name"


class RefusedClubsError(ModerationError):
    """A merge or split that makes no sense: the club's name and seasons, and why."""

    def __init__(self, club: str, fault: ClubFault, seasons: tuple[int, ...] = ()) -> None:
        super().__init__(f"{club}: {fault}")
        self.club = club
        self.fault = fault
        self.seasons = seasons


class LeaderFault(enum.StrEnum):
    """Why a document cannot be chosen to lead its season."""

    UNKNOWN = "unknown"
    LEADS = "leads"
    USUAL = "usual order"


class RefusedLeaderError(ModerationError):
    """A choice of a leading document that cannot be: what was typed, and the documents that it concerns."""

    def __init__(
        self, season: int, fault: LeaderFault, typed: str = "", documents: tuple[Any, ...] = ()
    ) -> None:
        super().__init__(f"{season}: {typed[:100]!r} {fault}")
        self.season = season
        self.fault = fault
        self.typed = typed[:100]
        self.documents = documents


class CorrectionFault(enum.StrEnum):
    """Why a match cannot be corrected."""

    ONE = "one thing"
    MATCH = "match"
    SCORE = "score"
    DATE = "date"
    SOURCE = "source"
    SAME = "same"


class RefusedCorrectionError(ModerationError):
    """A correction that cannot be made: its season, why, and what was typed."""

    def __init__(self, season: int, fault: CorrectionFault, typed: str) -> None:
        super().__init__(f"{season}: {typed[:100]!r} {fault}")
        self.season = season
        self.fault = fault
        self.typed = typed[:100]


class EndedError(ModerationError):
    """Work that a moderator ended before anything was changed: the moderator's name."""

    outcome = "ended"

    def __init__(self, by: str) -> None:
        super().__init__(f"ended by {by}")
        self.by = by


class BusyError(ModerationError):
    """Another process is writing the data."""


class WikiFault(enum.StrEnum):
    """Why a wiki gives no article."""

    NO_CONTACT = "no contact"
    UNREACHABLE = "unreachable"
    NOT_A_WIKI = "not a wiki"
    BUSY = "busy"
    REFUSED = "refused"
    TOO_LARGE = "too large"


class WikiError(ModerationError):
    """A wiki that gives no article: its host, why, and the system's or the wiki's own message."""

    def __init__(self, host: str, fault: WikiFault, reason: str = "") -> None:
        super().__init__(f"{host}: {fault} {reason}")
        self.host = host
        self.fault = fault
        self.reason = reason


class StorageError(ModerationError):
    """The data cannot be read or written, with the system's message."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @classmethod
    def of(cls, error: OSError | sqlite3.Error, path: Path) -> "StorageError":
        """Return the error for a system or SQLite error; `path` is used if it names no file."""
        if not isinstance(error, OSError):
            return cls(f"{path.name}: {error}")
        return cls(f"{Path(error.filename or path).name}: {error.strerror or error}")


class DatabaseAwayError(StorageError):
    """The database cannot be reached for now: its name and the system's message."""

    def __init__(self, database: str, reason: str) -> None:
        super().__init__(f"{database} cannot be reached: {reason}")


class DatabaseRefusedError(StorageError):
    """A database that cannot be used until somebody changes it or the settings: its name and why."""

    def __init__(self, database: str, reason: str) -> None:
        super().__init__(f"{database}: {reason}")


class ChangeUncertainError(StorageError):
    """A change whose confirmation was lost together with the database."""
