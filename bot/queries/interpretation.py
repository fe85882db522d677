"""What a question in free text may mean: readings, the point within the answer, and why there is none."""

import datetime
import enum
from dataclasses import dataclass, field
from typing import Literal

from bot.errors import QuestionError
from bot.queries.query import Query

Aim = Literal[
    "day",
    "month",
    "last",
    "first",
    "score",
    "place",
    "compare",
    "sum",
    "round",
    "stage",
    "no_round",
    "biggest",
    "most_goals",
    "second",
    "count",
    "won",
    "lost",
    "drawn",
    "not_won",
    "not_lost",
    "gap",
    "title",
    "years_between",
    "won_it",
    "home",
    "editions",
    "at_least",
    "exactly",
    "in_a_row",
    "without_title",
    "leaving_out",
    "scorer_club",
    "scored_most",
    "relegated",
]


@dataclass(frozen=True, slots=True)
class Point:
    """What of an answer was asked for in particular, so that it can be said first.

    `clubs` are keys, behind that of the club whose matches are meant those of opponents left out; of
    departments that are compared or left out their names, of editions their years. `score` is as typed;
    `place` is a position of the table, which title is meant, or a number that is asked about; -1 is the last.
    `what` is what is counted, compared or left out, or whether the last or first match won, lost or drawn is
    meant. `home` is the department or town that a champion is said to be from.
    """

    aim: Aim
    clubs: tuple[str, ...] = ()
    day: datetime.date | None = None
    month: tuple[int, int] | None = None
    score: tuple[int, int] | None = None
    place: int | None = None
    round: str | None = None
    what: str | None = None
    home: str | None = None


def encode_point(point: Point | None, query: Query) -> str:
    """Return a point as a few signs for a button; clubs that the query does not name stand behind an @."""
    if point is None or point.aim not in _CARRIED:
        return ""
    detail = point.what or (str(point.place) if point.place is not None else "")
    clubs = [key for key in point.clubs if key not in [getattr(query, name) for name in query.club_fields]]
    return ".".join([point.aim, *([detail] if detail else [])]) + "".join(f"@{key}" for key in clubs)


def decode_point(text: str, query: Query) -> Point | None:
    """Return the point that `encode_point` made this of, None for anything else."""
    said, *clubs = text.split("@")
    aim, _, detail = said.partition(".")
    if aim not in _CARRIED:
        return None
    number = detail.removeprefix("-")
    place = int(detail) if number.isascii() and number.isdigit() and len(number) < 4 else None
    team = getattr(query, "team", None)
    keys = tuple(clubs) or ((team,) if team and aim not in ("second", "place") else ())
    if aim == "compare" and not clubs:
        keys = tuple([str(getattr(query, name)) for name in query.club_fields])
    return Point(aim, keys, place=place, what=detail if detail and place is None else None)  # type: ignore[arg-type]


_CARRIED = (
    "count",
    "won",
    "lost",
    "drawn",
    "last",
    "first",
    "place",
    "second",
    "gap",
    "biggest",
    "title",
    "compare",
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a reply goes on from: the answer's query, its point, and the clubs of a choice still open."""

    query: Query
    point: Point | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: its query, how much speaks for it, and the point of it if there is one."""

    query: Query
    score: float
    point: Point | None = None
    error: QuestionError | None = None
    """Where a name fits several clubs or none: what to choose from."""


class Reason(enum.StrEnum):
    """Why a question is asked back or cannot be answered."""

    NEARLY = "several readings are nearly as likely"
    STRANGE = "words that are not understood"
    UNREAD = "words that are not understood and that may mean nothing"
    SEVERAL_CLUBS = "several clubs fit"
    WHICH_SEASON = "one season is meant, and none is named"
    UNKNOWN_CLUB = "no club fits"
    NO_SUCH_DAY = "no match on that day"
    FUTURE = "the documents hold no match to come"
    VENUE = "the documents do not say on whose ground"
    WHO_SCORED = "the documents name top scorers alone"
    ELSEWHERE = "another competition or sport"
    NOTHING = "nothing was understood"
    EMPTY = "nothing was asked"
    GREETING = "a greeting"
    THANKS = "thanks"
    WHAT_IT_IS = "what the Copa Perú is"
    HOW_IT_WORKS = "how the Copa Perú is played"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood: a query, a choice of readings, or nothing but examples that fit the words seen.

    `readings` is best first: the one taken and the nearest others, or those to choose from.
    `strange` are the words that nothing explains. `also` are further questions of the same message.
    """

    outcome: Literal["query", "ask", "cannot"]
    readings: tuple[Reading, ...] = ()
    reason: Reason | None = None
    strange: tuple[str, ...] = ()
    examples: tuple[Query, ...] = ()
    language: str | None = None
    also: tuple[Reading, ...] = ()
    yes_or_no: bool = False
    """Whether the question wants yes or no first."""
    doubtful: bool = False
    """Whether the query may not be what was meant; then `examples` may be."""
    error: QuestionError | None = field(default=None, compare=False)

    @property
    def query(self) -> Query | None:
        """The query taken, None where there is a choice or nothing."""
        return self.readings[0].query if self.outcome == "query" else None
