"""Exceptions that carry data; `replies/errors.py` alone turns those that people see into words.

CopaError
├── SettingsError         a wrong value in the environment
├── DocumentError         a document that cannot be read at all
├── ClubsFileError        a fault in clubs.toml
└── QuestionError         a question that cannot be answered as asked
    ├── BadQueryError     a button that carries no query
    ├── UnknownSeasonError
    ├── NotAllowedError   a moderator's command, by somebody else
    ├── ReloadRunningError
    ├── UnknownPlaceError (queries/teams.py: a department or region)
    ├── UnknownRoundError, UnknownStageError (queries/rounds.py)
    ├── SameClubError     (queries/versus.py)
    └── ClubChoiceError, UnknownClubError (queries/understanding.py: they carry a query)
"""


class CopaError(Exception):
    """Base of all errors that this project raises on purpose."""


class SettingsError(CopaError):
    """A value of the environment that cannot be used: its name and what is wrong with it."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class DocumentError(CopaError):
    """A document that cannot be read at all: its file name and why."""

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(f"{document}: {reason}")
        self.document = document
        self.reason = reason


class ClubsFileError(CopaError):
    """A fault in the file of clubs: which entry and why."""

    def __init__(self, entry: str, reason: str) -> None:
        super().__init__(f"clubs.toml: {entry}: {reason}")
        self.entry = entry
        self.reason = reason


class QuestionError(CopaError):
    """A question that cannot be answered as asked; shown to the asker alone."""


class BadQueryError(QuestionError):
    """A button or menu of an older version, or a forged one: the query it carries cannot be read."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a query: {text[:100]!r}")
        self.text = text


class UnknownSeasonError(QuestionError):
    """A season of which there is no document, and those of which there is one."""

    def __init__(self, season: int | None, known: tuple[int, ...]) -> None:
        super().__init__(f"no document of the season {season}")
        self.season = season
        self.known = known
        self.query: object = None
        """The query that was asked, so that it can be offered with a season that there is."""


class NotAllowedError(QuestionError):
    """A moderator's command used by somebody who may not, or elsewhere than in the moderators' guild."""


class ReloadRunningError(QuestionError):
    """A reload was asked for while another one is running."""
