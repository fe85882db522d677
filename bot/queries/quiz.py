"""A quiz of five questions made from the facts; all that is known of it stands in its buttons."""

import asyncio
import dataclasses
import re
import time
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import SeasonRef, Snapshot
from bot.errors import BadQueryError
from bot.model import SeasonStatus
from bot.queries.facts import edition_ref, kept, season_parts
from bot.queries.query import Examples, Query, encode
from bot.queries.quiz_facts import QuizFact, Topic, quiz_facts
from bot.queries.quiz_questions import CHOICES, QuizQuestion, digest, make_questions

_SEED = re.compile(r"[0-9a-f]{1,12}")
STATE = ("seed", "check", "number", "chosen")
"""The fields that buttons carry, and nobody types."""


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """A quiz as far as it has got: its questions, each with its edition, and the choices made so far.

    `renewed` tells that it began anew, because its questions are no longer those of the data.
    """

    quiz: "Quiz"
    questions: tuple[QuizQuestion, ...]
    editions: tuple[SeasonRef, ...]
    number: int
    chosen: tuple[int, ...]
    renewed: bool
    status: SeasonStatus = SeasonStatus.PLAYED

    @property
    def marks(self) -> tuple[bool, ...]:
        """Whether each of the choices was right."""
        return tuple([choice == q.right for choice, q in zip(self.chosen, self.questions, strict=False)])

    @property
    def open(self) -> bool:
        """Whether the question shown waits for its choice."""
        return len(self.chosen) < self.number


@dataclass(frozen=True, slots=True)
class Quiz(Query):
    """A quiz on an edition, or on all.

    `seed` makes its questions and tells when it began, `check` that they are still the same; `number` is the
    question shown, 0 for the first of one begun anew, `chosen` are the choices so far, a digit each.
    """

    kind: ClassVar[str] = "quiz"
    summary: ClassVar[str] = "Five questions to answer, about one edition or all"
    of_honours: ClassVar[bool] = True

    season: int | None = None
    seed: str | None = None
    check: str | None = None
    number: int | None = None
    chosen: str | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return a quiz on all editions."""
        return cls()

    @property
    def began(self) -> int:
        """When it began; 0 where its seed does not tell."""
        return int(self.seed, 16) if self.seed and _SEED.fullmatch(self.seed) else 0

    @property
    def progress(self) -> int:
        """How often it was pressed on."""
        return (self.number or 0) + len(self.chosen or "")

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the quiz with a seed; begun anew where its questions are no longer those of the data.

        Raises UnknownSeasonError, and BadQueryError for a state that no quiz has.
        """
        if self.season is not None:
            edition_ref(snapshot, self.season)
        if self.seed is None:
            return await self._begun(snapshot, _now(), 1)
        if not _SEED.fullmatch(self.seed) or self.began > int(_now(), 16):
            raise BadQueryError(encode(self))
        if self.check is None:
            return await self._begun(snapshot, self.seed, 1)
        questions = await self._questions(snapshot)
        if self.check != digest(questions):
            return await self._begun(snapshot, _now(), 0)
        number, chosen = self.number, self.chosen or ""
        fits = number is not None and max(number, 1) <= max(len(questions), 1)
        made = len(chosen) in (max(number or 0, 1) - 1, number)
        if not fits or not made or not set(chosen) <= set("0123"[:CHOICES]):
            raise BadQueryError(encode(self))
        return self

    async def answer(self, snapshot: Snapshot) -> QuizAnswer:
        """Return the questions, and how far the quiz has got."""
        questions = await self._questions(snapshot)
        season = await snapshot.season(self.season) if self.season is not None else None
        return QuizAnswer(
            quiz=self,
            questions=questions,
            editions=tuple([snapshot.refs[question.fact.season] for question in questions]),
            number=max(self.number or 0, 1),
            chosen=tuple([int(choice) for choice in self.chosen or ""]),
            renewed=self.number == 0,
            status=season.status if season else SeasonStatus.PLAYED,
        )

    async def _begun(self, snapshot: Snapshot, seed: str, number: int) -> Self:
        fresh = dataclasses.replace(self, seed=seed, check=None, number=number, chosen=None)
        return dataclasses.replace(fresh, check=digest(await fresh._questions(snapshot)))

    async def _questions(self, snapshot: Snapshot) -> tuple[QuizQuestion, ...]:
        facts = await kept(snapshot, _facts)
        if self.season is not None:
            # When a club won is told by the edition chosen.
            facts = [f for f in facts if f.season == self.season and f.topic is not Topic.YEAR]
        return make_questions(facts, self.seed or "")


def _now() -> str:
    """Return the seed of a quiz that begins now: milliseconds, so that a later one has a greater seed."""
    return f"{time.time_ns() // 1_000_000:x}"


async def _facts(snapshot: Snapshot) -> list[QuizFact]:
    """Return all that may be asked."""
    editions = [await season_parts(snapshot, year) for year in snapshot.editions]
    # In a thread: of 60 seasons the facts take longer than others should wait.
    return [*await asyncio.to_thread(quiz_facts, editions, snapshot.index.clubs)]
