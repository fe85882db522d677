"""`read`: a question in free text → its meaning, a question back, or "cannot"; never a silent guess."""

import dataclasses
from dataclasses import dataclass

from bot.ask.built import Built
from bot.ask.clauses import FEW_CLAUSES, Clause, clauses, questions
from bot.ask.context import with_context, with_that_season
from bot.ask.corrections import corrected
from bot.ask.examples import examples
from bot.ask.follow_up import continued, subject_of
from bot.ask.gazetteer import Gazetteer, known_names
from bot.ask.intents import PLAIN, found_in, has_content, weighed
from bot.ask.revision import revision
from bot.ask.slots import Slots, slots_of
from bot.ask.to_query import build
from bot.ask.tokens import Token, plain, tokens
from bot.ask.vocabulary import language_of_words, vocabulary
from bot.cache import Snapshot
from bot.errors import NoSuchDayError, QuestionError, UnknownClubError
from bot.names import Outcome
from bot.queries.interpretation import Reading, Reason, Turn, Understanding
from bot.queries.query import Query

CERTAIN = 2.0
"""Minimum score to take a reading without asking back."""
MARGIN = 1.0
"""Minimum lead over the next reading with another meaning."""
LEAST = 1.5
"""Minimum score to offer a reading at all."""
_MOST_OFFERED = 5
_MOST_SEASONS = 3
"""Maximum number of seasons that are answered together."""
_MOST_ASKING = 3
"""Maximum number of clauses that ask to read, the last ones."""
_LONGEST_WHOLE = 60
"""Maximum number of words of a text that may be one question."""
_CLUB_INTENTS = frozenset({"results", "team", "versus", "titles", "place", "champion_club", "compare"})
_GOING_UP = frozenset({"promoted", "relegated"})
_BARE = frozenset({"who", "win", "winner"})
_TAKING_BACK = frozenset({"negation", "denial", "exception"})
_SURE = 3.0
"""Minimum score of a reading with skipped words and without a name, place or season,
and of one that reuses slots of an earlier question."""


@dataclass(frozen=True, slots=True)
class _Scored:
    intent: str
    slots: Slots
    reading: Reading
    whole: bool
    """Whether the query uses everything that was said."""
    left: tuple[str, ...] = ()
    """The words of unused operators."""


async def read(
    text: str, snapshot: Snapshot, language: str | None = None, previous: Turn | Query | None = None
) -> Understanding:
    """Return the meaning of a question, as a follow-up to the answer of `previous` if given.

    `language` ("es" or "en") is the user's; by default it is detected from the question.
    """
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
    return understanding


class _Finder:
    """Scores the readings of one question."""

    def __init__(self, snapshot: Snapshot, known: Gazetteer, language: str | None) -> None:
        self._snapshot = snapshot
        self._known = known
        self._language = language

    async def understanding(self, ways: list[Slots], turn: Turn | None, said: list[str]) -> Understanding:
        """Return the outcome for the possible readings of the words."""
        inherited: frozenset[str] = frozenset()
        refused = _refused(ways[0])
        if refused is not None:
            return self._cannot(ways, refused)
        alone = await self._alone(ways) if turn is not None and not _goes_on(said, ways[0]) else None
        if alone is not None:
            return alone
        if turn is not None:
            subject = await subject_of(turn, self._snapshot)
            reply = continued(ways, turn, self._known, subject, frozenset(said))
            if reply.plain is not None:
                return self._plain_reply(reply.plain)
            ways, inherited = reply.ways, reply.inherited
        ways = [await with_that_season(way, self._snapshot) for way in ways]
        try:
            scored = await self._scored(ways, inherited)
        except NoSuchDayError as error:
            return dataclasses.replace(
                self._cannot(ways, Reason.NO_SUCH_DAY), examples=error.queries, error=error
            )
        return self._decided(ways, scored, inherited)

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
                    part, asks=has_content(ways[0]) and not ways[0].concepts & (_TAKING_BACK | {"help"})
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
        if excepted or any(ways[0].concepts & _TAKING_BACK for ways in readings[at + 1 :]):
            return None
        return understanding

    async def _agreeing(
        self, parts: list[Clause], readings: list[list[Slots]]
    ) -> tuple[int, Understanding] | None:
        """Return the meaning that all certain clauses share, and the number of the last of them."""
        certain: list[tuple[int, Understanding]] = []
        named = any(found_in(ways[0]) for ways in readings)
        refused = False
        for at, part in enumerate(parts):
            for question in questions(part.tokens):
                if len(question) > _LONGEST_WHOLE or (len(parts) == 1 and question is part.tokens):
                    continue
                whole = question is part.tokens
                ways = readings[at] if whole else slots_of(question, vocabulary(), self._known)
                refused = refused or _refused(ways[0]) is not None
                names = bool(found_in(ways[0]))
                if has_content(ways[0]) and (names or not (refused or named)):
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
                if not (has_content(ways[0]) or found_in(ways[0])):
                    continue  # "is that true?"
                ways = with_context(ways, elsewhere, question)
                meaning = await self.understanding(ways, None, [])
                if len({year for other in elsewhere for year in other.seasons}) > 1 and _of_latest(meaning):
                    meaning = _doubted(meaning, "")  # which of the seasons that were named?
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
            return asked_back
        if others and len(answered) == len(asking):
            told = dict.fromkeys(each.readings[0] for each in (*others, meaning))
            return last, dataclasses.replace(meaning, readings=(*told,)[:1], also=(*told,)[1:])
        return last, meaning

    def nothing(self, cut: list[Token]) -> Understanding:
        """Return "cannot" for a long text without a question, with examples for its last words."""
        return self._nothing(slots_of(cut[-_LONGEST_WHOLE:], vocabulary(), self._known))

    async def _alone(self, ways: list[Slots]) -> Understanding | None:
        """Return the meaning of a reply on its own, None if it depends on the answer."""
        if not ways[0].seasons or ways[0].concepts <= PLAIN:
            return None
        understood = await self.understanding(ways, None, [])
        return understood if understood.outcome == "query" else None

    async def _scored(self, ways: list[Slots], inherited: frozenset[str]) -> list[_Scored]:
        """Return the plausible readings, likeliest first, each query once."""
        best: dict[Query, _Scored] = {}
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
                        best[candidate.query] = _Scored(intent, slots, reading, whole, words)
        if no_day is not None and all(each.reading.score < CERTAIN for each in best.values()):
            raise no_day
        return sorted(best.values(), key=lambda each: -each.reading.score)

    def _plain_reply(self, built: Built) -> Understanding:
        reading = Reading(built.query, CERTAIN, built.point, built.error)
        if built.error is None:
            return Understanding("query", (reading,), language=self._language)
        return Understanding(
            "ask", (reading,), Reason.SEVERAL_CLUBS, language=self._language, error=built.error
        )

    def _decided(self, ways: list[Slots], scored: list[_Scored], inherited: frozenset[str]) -> Understanding:
        if not scored:
            return self._nothing(ways)
        first = scored[0]
        if first.slots.passed and first.reading.score < _SURE and not found_in(first.slots):
            return self._nothing(ways)
        strange = first.slots.strange
        if strange:
            return self._with_strange_words(first, scored, ways, inherited)
        near = [each for each in scored if each.reading.score > first.reading.score - MARGIN]
        if _of_several_seasons(near):
            readings = tuple(each.reading for each in near)
            return Understanding("query", readings[:1], language=self._language, also=readings[1:])
        least = _SURE if inherited else CERTAIN
        if not found_in(first.slots) and first.slots.concepts <= _BARE and "who" in first.slots.concepts:
            return self._ask(near, Reason.NEARLY)  # "who won?": which edition, or which match
        if first.reading.score >= least and first.whole and len(near) == 1:
            error = first.reading.error
            if error is not None:
                return self._ask(scored[:1], Reason.SEVERAL_CLUBS, error=error)
            others = tuple(each.reading for each in scored[1:] if each.reading.error is None)
            return Understanding(
                "query", (first.reading, *others[: _MOST_OFFERED - 1]), language=self._language
            )
        if first.left:
            return self._ask(near, Reason.STRANGE, strange=tuple(dict.fromkeys(first.left)))
        return self._ask(near, Reason.NEARLY)

    def _with_strange_words(
        self, first: _Scored, scored: list[_Scored], ways: list[Slots], inherited: frozenset[str]
    ) -> Understanding:
        """Return a choice or "cannot" if words were not understood, since they may change the question."""
        unknown = first.slots.unknown
        named = bool(first.slots.clubs) and "club" not in inherited
        needs = "versus" in first.slots.concepts and len(first.slots.clubs) < 2
        needs = needs or (first.intent in _CLUB_INTENTS and not named)
        if unknown is not None and (
            needs or (not named and (first.slots.concepts <= PLAIN or _asks_for_club(first.slots)))
        ):
            return self._cannot(ways, Reason.UNKNOWN_CLUB, first.slots)
        near = [each for each in scored if each.reading.score > first.reading.score - MARGIN]
        if first.reading.score < CERTAIN:
            return self._nothing(ways)
        return self._ask(near, Reason.STRANGE, strange=first.slots.strange)

    def _ask(
        self,
        near: list[_Scored],
        reason: Reason,
        *,
        strange: tuple[str, ...] = (),
        error: QuestionError | None = None,
    ) -> Understanding:
        readings = tuple(each.reading for each in near)
        if error is None:
            plain_ones = tuple(reading for reading in readings if reading.error is None)
            error = readings[0].error if not plain_ones else None
            readings = plain_ones or readings
        return Understanding(
            "ask", readings[:_MOST_OFFERED], reason, strange, language=self._language, error=error
        )

    def _nothing(self, ways: list[Slots]) -> Understanding:
        slots = ways[0]
        if not (slots.concepts or found_in(slots) or slots.strange):
            return self._cannot(ways, Reason.EMPTY)
        reason = Reason.UNKNOWN_CLUB if _asks_for_club(slots) else Reason.NOTHING
        return self._cannot(ways, reason)

    def _cannot(self, ways: list[Slots], reason: Reason, slots: Slots | None = None) -> Understanding:
        slots = slots or ways[0]
        return Understanding(
            "cannot",
            reason=reason,
            strange=slots.strange,
            examples=examples((slots, *ways), self._known),
            language=self._language,
            error=_unknown_club(slots) if reason is Reason.UNKNOWN_CLUB else None,
        )


def _of_several_seasons(near: list[_Scored]) -> bool:
    """Return whether the readings are one certain question on each of the seasons that were named."""
    first = near[0]
    seasons = first.slots.seasons
    return (
        1 < len(seasons) == len(near) <= _MOST_SEASONS
        and first.whole
        and first.reading.score >= CERTAIN
        and all(each.reading.error is None and each.intent == first.intent for each in near)
        and {getattr(each.reading.query, "season", None) for each in near} == {*seasons}
        and not first.slots.concepts & _TAKING_BACK
    )


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


def _asks_for_club(slots: Slots) -> bool:
    """Return whether the words ask for a club by an unknown name."""
    if slots.unknown is None:
        return False
    asks = {"result", "match", "versus", "profile", "home", "years", "title", "last_match", "nickname"}
    if not slots.named and found_in(slots) - {"season"}:
        return False
    near = any(candidate.score > 0 for candidate in slots.unknown.candidates)
    return bool(slots.concepts & asks) or (near and bool(slots.seasons) and not slots.concepts)


def _unknown_club(slots: Slots) -> UnknownClubError | None:
    from bot.queries.results import Results
    from bot.queries.team import TeamProfile

    name = slots.unknown
    if name is None or name.outcome is not Outcome.NONE:
        return None
    query: Query = Results(name.text, slots.season) if slots.season is not None else TeamProfile(name.text)
    return UnknownClubError(query, "team", name)


def _refused(slots: Slots) -> Reason | None:
    """Return why no document can answer the question, whatever else it says."""
    said = slots.concepts
    past = bool(slots.seasons or slots.range or slots.day)
    if "next_match" in said or ("today" in said and not past):
        return Reason.FUTURE
    if "elsewhere" in said:
        return Reason.ELSEWHERE
    if "division" in said and not said & _GOING_UP:
        return Reason.ELSEWHERE
    if len(slots.clubs) > 2:
        return Reason.NOTHING
    return None
