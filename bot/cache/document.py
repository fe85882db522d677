"""A document of a cache: its facts, its problems, and what it is to the answers."""

import dataclasses
import enum
import json
from dataclasses import dataclass

from bot.model import Article, Problem, Season, Severity
from bot.problems import problem


class State(enum.StrEnum):
    """What a document is to the answers."""

    USED = "used"
    UNREADABLE = "unreadable"
    SECOND = "second"
    OVERRIDDEN = "overridden"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a cache; `seasons` hold its facts, none where no question is answered from it.

    `year` is the season that it is of, answered from it or not; None where it is of several. `held` are the
    problems for which the version that lies there is not the one in use.
    """

    name: str
    sha256: str
    fingerprint: str
    added: str | None
    year: int | None
    seasons: tuple[Season, ...]
    problems: tuple[Problem, ...]
    state: State = State.USED
    reason: str | None = None
    held: tuple[Problem, ...] = ()
    article: Article | None = None

    @property
    def years(self) -> frozenset[int]:
        """The seasons that are answered from it."""
        return frozenset([season.year for season in self.seasons])

    def unusable(self, reason: str) -> "Document":
        """Return the document as one that cannot be read."""
        return dataclasses.replace(
            self,
            year=None,
            seasons=(),
            problems=(problem("unreadable", 1, "", reason=reason),),
            state=State.UNREADABLE,
            reason=reason,
            held=(),
        )


def problems_as_json(problems: tuple[Problem, ...]) -> str | None:
    """Return problems as they are kept with their document; None for none."""
    return json.dumps([dataclasses.asdict(p) for p in problems], ensure_ascii=False) if problems else None


def problems_from_json(text: str | None) -> tuple[Problem, ...]:
    """Return the problems that `problems_as_json` made this text from."""
    if text is None:
        return ()
    return tuple(
        Problem(
            found["kind"],
            Severity(found["severity"]),
            found["line"],
            found["text"],
            found["message"],
            tuple((name, value) for name, value in found["values"]),
        )
        for found in json.loads(text)
    )
