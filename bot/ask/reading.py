"""`read`: a question in free text → its meaning, a question back, or "cannot"; never a silent guess."""

import dataclasses

from bot.ask.clauses import FEW_CLAUSES, JOINING, Clause, clauses, questions
from bot.ask.context import with_claim, with_context, with_that_season
from bot.ask.corrections import corrected
from bot.ask.decision import CERTAIN, TAKING_BACK, ReadingDecision, Scored, refused
from bot.ask.described import with_described_club
from bot.ask.examples import examples
from bot.ask.follow_up import continued, subject_of
from bot.ask.gazetteer import Gazetteer, known_names
from bot.ask.intents import PLAIN, found_in, has_content, weighed
from bot.ask.revision import revision
from bot.ask.slots import Slots, slots_of
from bot.ask.small_talk import small_talk
from bot.ask.spans import spans_of
from bot.ask.to_query import build
from bot.ask.tokens import Token, plain, tokens
from bot.ask.vocabulary import language_of_words, vocabulary
from bot.ask.yes_or_no import wants_yes_or_no
from bot.cache import Snapshot
from bot.errors import NoSuchDayError, QuestionError
from bot.queries.interpretation import Reading, Reason, Turn, Understanding
from bot.queries.query import Query

LEAST = 1.5
"""Minimum score to offer a reading at all."""
_MOST_ASKING = 3
"""Maximum number of clauses that ask to read, the last ones."""
_LONGEST_WHOLE = 60
"""Maximum number of words of a text that may be one question."""
_OF_ANOTHER_CLAUSE = frozenset({"identity", "who", "whom"})
_EXCEPTION = frozenset({"exception"})


async def read(
    text: str, snapshot: Snapshot, language: str | None = None, previous: Turn | Query | None = None
) -> Understanding:
    """Return the meaning of a question, as a follow-up to the answer of `previous` if given.

    `language` ("es" or "en") is the user's; by default it is detected from the question.
    """
    talk = small_talk(text)
    meaning = await _meaning(text, snapshot, language, previous)
    if talk in (Reason.WHAT_IT_IS, Reason.HOW_IT_WORKS) or (
        talk and meaning.reason in (Reason.EMPTY, Reason.NOTHING)
    ):
        return Understanding("cannot", reason=talk, examples=meaning.examples, language=meaning.language)
    return dataclasses.replace(meaning, yes_or_no=True) if wants_yes_or_no(text) else meaning


async def _meaning(
    text: str, snapshot: Snapshot, language: str | None, previous: Turn | Query | None
) -> Understanding:
    words = vocabulary()
    known = await known_names(snapshot)
    cut = corrected(tokens(plain(text)))
    said = [token.text for token in cut if token.kind == "word"]
    language = language or language_of_words(said)
    if not any(token.kind != "break" for token in cut):
        return Understanding("cannot", reason=Reason.EMPTY, examples=examples((), known), language=language)
    turn = Turn(previous) if isinstance(previous, Query) else previous
    finder = _Finder(snapshot, known, language)
    if len(cut) > _LONGEST_WHOLE:
        return await finder.of_clauses(cut) or finder.nothing(cut)
    revised = revision(cut, words, known)
    if revised is not None and revised.ways:
        understanding = await finder.understanding(revised.ways, turn, said)
        if understanding.outcome != "cannot":
            return understanding
    understanding = await finder.understanding(slots_of(cut, words, known), turn, said)
    if understanding.outcome != "query" and understanding.reason not in (
        Reason.SEVERAL_CLUBS,
        Reason.NO_SUCH_DAY,
    ):
        understanding = await finder.of_clauses(cut) or understanding
    if revised is not None and understanding.outcome == "query":
        return _doubted(understanding, revised.sign)
    if understanding.outcome != "query":
        return await finder.of_halves(cut) or await finder.without_exception(cut) or understanding
    return understanding


class _Finder:
    """Scores the readings of one question."""

    def __init__(self, snapshot: Snapshot, known: Gazetteer, language: str | None) -> None:
        self._snapshot = snapshot
        self._known = known
        self._decision = ReadingDecision(known, language)

    async def understanding(self, ways: list[Slots], turn: Turn | None, said: list[str]) -> Understanding:
        """Return the outcome for the possible readings of the words."""
        inherited: frozenset[str] = frozenset()
        reason = refused(ways[0])
        if reason is not None:
            return self._decision.cannot(ways, reason)
        alone = await self._alone(ways) if turn is not None and not _goes_on(said, ways[0]) else None
        if alone is not None:
            return alone
        if turn is not None:
            subject = await subject_of(turn, self._snapshot)
            reply = continued(ways, turn, self._known, subject, frozenset(said))
            if reply.plain is not None:
                return self._decision.of_reply(reply.plain)
            ways, inherited = reply.ways, reply.inherited
        ways = [with_claim(await with_that_season(way, self._snapshot)) for way in ways]
        ways = [await with_described_club(way, self._known, self._snapshot) for way in ways]
        try:
            scored = await self._scored(ways, inherited)
        except NoSuchDayError as error:
            return dataclasses.replace(
                self._decision.cannot(ways, Reason.NO_SUCH_DAY), examples=error.queries, error=error
            )
        return self._decision.of_readings(ways, scored, inherited)

    async def of_clauses(self, cut: list[Token]) -> Understanding | None:
        """Return the meaning of the clause that is the question, None if none or several are.

        A clause that asks, such as the last of a story, may lack a season or a club that the others name.
        A later clause may take it back: "…, but not the final".
        """
        parts = clauses(cut)
        if any(token.kind == "odd" for token in cut) or [*questions(parts[0].tokens)] == [cut]:
            return None
        readings = [slots_of(part.tokens, vocabulary(), self._known) for part in parts]
        if len(parts) <= FEW_CLAUSES and not any(part.asks for part in parts):
            parts = [
                dataclasses.replace(
                    part, asks=has_content(ways[0]) and not ways[0].concepts & (TAKING_BACK | {"help"})
                )
                for part, ways in zip(parts, readings, strict=True)
            ]
        found = None
        if any(part.asks for part in parts):
            found = await self._asked(parts, readings)
        if found is None:
            found = await self._agreeing(parts, readings) or await self._asked(parts, readings)
        if found is None:
            return None
        at, understanding = found
        if understanding.outcome == "cannot":
            return None
        others = [*readings[:at], *readings[at + 1 :]]
        excepted = any(
            "exception" in ways[0].concepts or ("denial" in ways[0].concepts and ways[0].clubs)
            for ways in others
        )
        if excepted or any(ways[0].concepts & TAKING_BACK for ways in readings[at + 1 :]):
            return None
        return understanding

    async def of_halves(self, cut: list[Token]) -> Understanding | None:
        """Return both meanings of two questions that "and" joins: "champion of 96 and top scorer of 67"."""
        for at, token in enumerate(cut):
            if token.text not in JOINING or len(cut) > _LONGEST_WHOLE:
                continue
            halves = (cut[:at], cut[at + 1 :])
            alone = [slots_of(half, vocabulary(), self._known) for half in halves]
            parts = [
                with_context(ways, [other[0]], half)
                for ways, other, half in zip(alone, reversed(alone), halves, strict=True)
            ]
            if not all(has_content(ways[0]) and found_in(ways[0]) for ways in parts):
                continue
            first, second = [await self.understanding(ways, None, []) for ways in parts]
            if first.outcome == second.outcome == "query" and first.query != second.query:
                return dataclasses.replace(
                    first, readings=first.readings[:1], also=(second.readings[0], *second.also)
                )
        return None

    async def without_exception(self, cut: list[Token]) -> Understanding | None:
        """Return what a text asks without what it leaves out at its end, as a question back.

        "Champions of Arequipa except Melgar" offers the champions of Arequipa.
        """
        starts = [span.start for span in spans_of(cut, vocabulary(), self._known) if span.value == _EXCEPTION]
        if not starts or starts[0] == 0:
            return None
        meaning = await self.understanding(slots_of(cut[: starts[0]], vocabulary(), self._known), None, [])
        words = " ".join(token.text for token in cut[starts[0] :] if token.kind == "word")
        return _doubted(meaning, words) if meaning.outcome == "query" else None

    async def _agreeing(
        self, parts: list[Clause], readings: list[list[Slots]]
    ) -> tuple[int, Understanding] | None:
        """Return the meaning that all certain clauses share, and the number of the last of them."""
        certain: list[tuple[int, Understanding]] = []
        named = any(found_in(ways[0]) for ways in readings)
        out_of_reach = False
        for at, part in enumerate(parts):
            for question in questions(part.tokens):
                if len(question) > _LONGEST_WHOLE or (len(parts) == 1 and question is part.tokens):
                    continue
                whole = question is part.tokens
                ways = readings[at] if whole else slots_of(question, vocabulary(), self._known)
                out_of_reach = out_of_reach or refused(ways[0]) is not None
                names = bool(found_in(ways[0]))
                if has_content(ways[0]) and (names or not (out_of_reach or named)):
                    meaning = await self.understanding(ways, None, [])
                    if meaning.outcome == "query":
                        certain.append((at, meaning))
                        break
        if len({meaning.query for _, meaning in certain}) == 1:
            return certain[-1][0], certain[0][1]
        return None

    async def _asked(
        self, parts: list[Clause], readings: list[list[Slots]]
    ) -> tuple[int, Understanding] | None:
        """Return the meaning of the clauses that ask, with a season and a club that others name."""
        asking = [at for at, part in enumerate(parts) if part.asks][-_MOST_ASKING:] or [len(parts) - 1]
        answered: list[tuple[int, Understanding]] = []
        asked_back: tuple[int, Understanding] | None = None
        for at in asking:
            elsewhere = [other[0] for place, other in enumerate(readings) if place != at]
            for question in questions(parts[at].tokens, 1):
                if len(question) > _LONGEST_WHOLE:
                    continue
                ways = slots_of(question, vocabulary(), self._known)
                if not (has_content(ways[0]) or found_in(ways[0]) or "more" in ways[0].concepts):
                    continue  # "is that true?"
                if len(parts) > 1 and not found_in(ways[0]) and ways[0].concepts <= _OF_ANOTHER_CLAUSE:
                    continue  # "to whom was it?" is about the clause before
                if len(parts) > 1 and "help" in ways[0].concepts <= {"help", "who"}:
                    continue  # "can anybody help?"
                ways = with_context(ways, elsewhere, question)
                meaning = await self.understanding(ways, None, [])
                if len({year for other in elsewhere for year in other.seasons}) > 1 and _of_latest(meaning):
                    meaning = _doubted(meaning, "")  # which of the seasons that were named?
                named = {name.text for other in elsewhere for name in other.clubs}
                if ways[0].ranking is not None and not ways[0].clubs and len(named) > 1:
                    meaning = _doubted(meaning, "")  # of the clubs that were named?
                if meaning.outcome == "query" and (has_content(ways[0]) or parts[at].asks):
                    answered.append((at, meaning))
                    break
                if parts[at].asks and (asked_back is None or meaning.outcome == "ask"):
                    asked_back = at, meaning
        if not answered:
            return asked_back
        last, meaning = answered[-1]
        others = [other for _, other in answered[:-1] if other.query != meaning.query]
        if asked_back is not None and len(parts) <= FEW_CLAUSES:
            place, doubtful = asked_back
            both = (*[each.readings[0] for _, each in answered], *doubtful.readings)
            return place, dataclasses.replace(doubtful, readings=both) if doubtful.readings else doubtful
        if others and len(answered) == len(asking):
            told = dict.fromkeys(each.readings[0] for each in (*others, meaning))
            return last, dataclasses.replace(meaning, readings=(*told,)[:1], also=(*told,)[1:])
        return last, meaning

    def nothing(self, cut: list[Token]) -> Understanding:
        """Return "cannot" for a long text without a question, with examples for its last words."""
        return self._decision.nothing(slots_of(cut[-_LONGEST_WHOLE:], vocabulary(), self._known))

    async def _alone(self, ways: list[Slots]) -> Understanding | None:
        """Return the meaning of a reply on its own, None if it depends on the answer."""
        if not ways[0].seasons or ways[0].concepts <= PLAIN:
            return None
        understood = await self.understanding(ways, None, [])
        return understood if understood.outcome == "query" else None

    async def _scored(self, ways: list[Slots], inherited: frozenset[str]) -> list[Scored]:
        """Return the plausible readings, likeliest first, each query once."""
        best: dict[Query, Scored] = {}
        no_day: QuestionError | None = None
        for slots in ways:
            for intent, total, whole, left in weighed(slots, inherited, LEAST):
                try:
                    built = await build(intent, slots, self._snapshot)
                except NoSuchDayError as error:
                    no_day = error
                    continue
                for candidate in built:
                    if candidate.query not in best or best[candidate.query].reading.score < total:
                        reading = Reading(candidate.query, total, candidate.point, candidate.error)
                        words = tuple(text for concept, text in slots.said if concept in left)
                        best[candidate.query] = Scored(intent, slots, reading, whole, words)
        if no_day is not None and all(each.reading.score < CERTAIN for each in best.values()):
            raise no_day
        return sorted(best.values(), key=lambda each: -each.reading.score)


def _goes_on(said: list[str], slots: Slots) -> bool:
    """Return whether a reply begins like a continuation: "y en 1997", "and against"."""
    return "whatabout" in slots.concepts or said[:1] in (["y"], ["and"], ["e"], ["but"], ["pero"])


def _of_latest(meaning: Understanding) -> bool:
    query = meaning.query
    return query is not None and query.of_latest and getattr(query, "season", 0) is None


def _doubted(understanding: Understanding, words: str) -> Understanding:
    """Return a meaning as a question back, since these words change it in a way that is not clear."""
    return dataclasses.replace(
        understanding, outcome="ask", reason=Reason.STRANGE, strange=(words,) if words else (), also=()
    )
