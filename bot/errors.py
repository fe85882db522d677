"""Exceptions that carry data; `replies/errors.py` alone turns those that people see into words.

CopaError
├── SettingsError         a wrong value in the environment
├── DocumentError         a document that cannot be read at all
├── ClubsFileError        a fault in clubs.toml
└── QuestionError         a question that cannot be answered as asked (its families follow below)
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
