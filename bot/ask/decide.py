"""`read`: a question in free text → its meaning, a question back, or "cannot"; never a silent guess."""

import dataclasses
from dataclasses import dataclass

from bot.ask.clauses import QUESTION_WORDS, clauses, questions
from bot.ask.examples import examples
from bot.ask.follow_up import continued
from bot.ask.gazetteer import Gazetteer, known_names
from bot.ask.intents import PLAIN, found_in, weighed
from bot.ask.slots import Slots, slots_of
from bot.ask.to_query import Built, build
from bot.ask.tokens import Token, plain, tokens
from bot.ask.vocabulary import language_of_words, vocabulary
from bot.cache import Snapshot
from bot.errors import NoSuchDayError, QuestionError, UnknownClubError
from bot.names import Outcome
from bot.queries.interpretation import Reading, Reason, Understanding
from bot.queries.query import Query

CERTAIN = 2.0
"""Minimum score to take a reading without asking back."""
MARGIN = 1.0
"""Minimum lead over the next reading with another meaning."""
LEAST = 1.5
"""Minimum score to offer a reading at all."""
_MOST_OFFERED = 5
_LONGEST_WHOLE = 60
"""Maximum number of words of a text that may be one question."""
_CLUB_INTENTS = frozenset({"results", "team", "versus", "titles", "place", "champion_club", "compare"})
_GOING_UP = frozenset({"promoted", "relegated"})
_OF_ALL = frozenset({"records", "seasons", "about", "help"})
_NO_CONTENT = frozenset(
    {"who", "when", "how_many", "all", "negation", "denial", "since", "more", "team", "play"}
)
_CONTENT = frozenset({"round", "date", "score", "player"})
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
    text: str, snapshot: Snapshot, language: str | None = None, previous: Query | None = None
) -> Understanding:
    """Return the meaning of a question, as a follow-up to `previous` if given.

    `language` ("es" or "en") is the user's; by default it is detected from the question.
    """
    words = vocabulary()
    known = await known_names(snapshot)
    cut = tokens(plain(text))
    said = [token.text for token in cut if token.kind == "word"]
    language = language or language_of_words(said)
    if not any(token.kind != "break" for token in cut):
        return Understanding("cannot", reason=Reason.EMPTY, examples=examples((), known), language=language)
    finder = _Finder(snapshot, known, language)
    if len(cut) > _LONGEST_WHOLE:
        return await finder.of_clauses(cut) or finder.nothing(cut)
    understanding = await finder.understanding(slots_of(cut, words, known), previous, said)
    if understanding.outcome == "query" or understanding.reason in (Reason.SEVERAL_CLUBS, Reason.NO_SUCH_DAY):
        return understanding
    return await finder.of_clauses(cut) or understanding


class _Finder:
    """Scores the readings of one question."""

    def __init__(self, snapshot: Snapshot, known: Gazetteer, language: str | None) -> None:
        self._snapshot = snapshot
        self._known = known
        self._language = language

    async def understanding(
        self, ways: list[Slots], previous: Query | None, said: list[str]
    ) -> Understanding:
        """Return the outcome for the possible readings of the words."""
        inherited: frozenset[str] = frozenset()
        refused = _refused(ways[0])
        if refused is not None:
            return self._cannot(ways, refused)
        alone = await self._alone(ways) if previous is not None and not _goes_on(said, ways[0]) else None
        if alone is not None:
            return alone
        if previous is not None:
            reply = continued(ways, previous, self._known)
            if reply.plain is not None:
                return self._plain_reply(reply.plain)
            ways, inherited = reply.ways, reply.inherited
        try:
            scored = await self._scored(ways, inherited)
        except NoSuchDayError as error:
            return dataclasses.replace(
                self._cannot(ways, Reason.NO_SUCH_DAY), examples=error.queries, error=error
            )
        return self._decided(ways, scored, inherited)

    async def of_clauses(self, cut: list[Token]) -> Understanding | None:
        """Return the meaning of the only clause that is a question by itself, None if none or several are.

        A later clause may take it back: "…, but not the final".
        """
        parts = clauses(cut)
        if any(token.kind == "odd" for token in cut) or [*questions(parts[0])] == [cut]:
            return None
        certain: list[tuple[int, Understanding]] = []
        readings = [slots_of(part, vocabulary(), self._known) for part in parts]
        named = any(found_in(ways[0]) for ways in readings)
        refused = False
        for at, part in enumerate(parts):
            for question in questions(part):
                if len(question) > _LONGEST_WHOLE or (len(parts) == 1 and question is part):
                    continue
                ways = readings[at] if question is part else slots_of(question, vocabulary(), self._known)
                refused = refused or _refused(ways[0]) is not None
                names = bool(found_in(ways[0]))
                if _content(ways[0]) and (names or not (refused or named)):
                    meaning = await self.understanding(ways, None, [])
                    if meaning.outcome == "query":
                        certain.append((at, meaning))
                        break
                elif at == len(parts) - 1 and question[0].text in QUESTION_WORDS and not refused:
                    # The question at the end of a story may not need a season.
                    meaning = await self.understanding(ways, None, [])
                    if meaning.query is not None and meaning.query.kind in _OF_ALL:
                        return meaning
        if not certain or len({meaning.query for _, meaning in certain}) > 1:
            return None
        if any(ways[0].concepts & _TAKING_BACK for ways in readings[certain[-1][0] + 1 :]):
            return None
        return certain[0][1]

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
        least = _SURE if inherited else CERTAIN
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
        needs = "versus" in first.slots.concepts or (first.intent in _CLUB_INTENTS and not named)
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


def _content(slots: Slots) -> bool:
    """Return whether a clause asks for something rather than merely naming a club or a season."""
    return bool(slots.concepts - PLAIN - _NO_CONTENT) or bool(found_in(slots) & _CONTENT)


def _goes_on(said: list[str], slots: Slots) -> bool:
    """Return whether a reply begins like a continuation: "y en 1997", "and against"."""
    return "whatabout" in slots.concepts or said[:1] in (["y"], ["and"], ["e"], ["but"], ["pero"])


def _asks_for_club(slots: Slots) -> bool:
    """Return whether the words ask for a club by an unknown name."""
    if slots.unknown is None:
        return False
    asks = {"result", "match", "versus", "profile", "home", "years", "title", "last_match", "nickname"}
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
    if "next_match" in said or "today" in said:
        return Reason.FUTURE
    if "elsewhere" in said:
        return Reason.ELSEWHERE
    if "division" in said and not said & _GOING_UP:
        return Reason.ELSEWHERE
    if len(slots.clubs) > 2:
        return Reason.NOTHING
    return None
