"""Several questions in one message: each read by itself, or as a reply to the one before."""

import dataclasses

from bot.ask.clauses import AS, JOINING, QUESTION_WORDS, Clause, joined_questions
from bot.ask.context import with_context
from bot.ask.decision import TOGETHER, doubted
from bot.ask.finder import Finder
from bot.ask.intents import found_in, has_content
from bot.ask.slots import Slots
from bot.ask.story_finder import MOST_MEANT
from bot.ask.tokens import Token, words_of
from bot.ask.vocabulary import NEIGHBOURS, vocabulary
from bot.queries.interpretation import Point, Reading, Reason, Turn, Understanding
from bot.queries.matches import Matches
from bot.queries.query import Query
from bot.queries.results import Results
from bot.queries.versus import Versus

LONGEST_OF_TWO = 45
"""Maximum number of words of a text that may be two questions joined by "and"."""
_MOST_ASKING = 3
"""Maximum number of questions in a message."""
_WANTED_THINGS = frozenset({"result", "table", "points", "goals", "match"}) | {
    "champion", "runner_up", "winner", "scorer", "title",
}  # fmt: skip
"""Concepts of the nouns with which a request begins."""
_NEAR = 2
_LISTS = (Results, Matches, Versus)
"""Answers that hold matches, which a point leaves out."""
_THEY = frozenset({"they", "ellos", "ellas", "them", "esos", "esas"})
_ASKING_TO_TELL = frozenset({"dime", "digame", "dame", "que", "tell", "show", "give"})
_REFUSED = frozenset({Reason.ELSEWHERE, Reason.FUTURE})
_ENDS_OF = frozenset(".?!\n…")
_ENDS = frozenset({"last_time", "first_time", "latest", "earliest", "other"})
_TOLD_BY_ANSWER = _ENDS | {"that_season", "that_match", "that_club"}


class QuestionsFinder:
    """The meanings of the questions of a message that asks more than one."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    async def of_questions(
        self, cut: list[Token], whole: Understanding, turn: Turn | None
    ) -> Understanding | None:
        """Return the meanings of several questions in one message, None where the whole tells them all.

        Each is read by itself, or as a reply to the one before. One that is not understood is told.
        """
        parts: list[Clause] = []
        for part in joined_questions(cut):
            parts += [] if self._is_chatter(part, first=not parts) else [part]
        parts = self._of_two_clubs(cut, whole) if len(parts) == 1 else parts
        if not 1 < len(parts) <= _MOST_ASKING or len(cut) > LONGEST_OF_TWO:
            return None
        if not parts[-1].asks or not all(part.asks or self._requests(part) for part in parts):
            return None
        slots = [self._finder.slots(part.tokens)[0] for part in parts]
        if any(one.concepts & TOGETHER for one in slots):
            return None  # a sum is no two questions
        if whole.outcome == "query" and any(depends_on(one, slots[0]) for one in slots[1:]):
            return None
        found: list[Understanding] = []
        for at, part in enumerate(parts):
            others = [self._finder.slots(other.tokens)[0] for other in (*parts[:at][::-1], *parts[at + 1 :])]
            found.append(await self._joined(part, others, found[-1] if found else None, turn))
        certain = [each for each in found if each.outcome == "query"]
        if len(certain) < len(parts):
            return self._partly_understood(parts, found, whole)
        told = _told_once([reading for each in certain for reading in (each.readings[0], *each.also)])
        if _tells_all(whole, told, slots[1:]):
            return whole
        return dataclasses.replace(certain[0], readings=told[:1], also=told[1:])

    async def of_story(self, cut: list[Token]) -> Understanding | None:
        """Return the meanings of the questions with which a story ends, if they name what they are about."""
        ends = [
            at for at, token in enumerate(cut[:-1]) if token.kind == "break" and set(token.text) & _ENDS_OF
        ]
        sentence = cut[ends[-1] + 1 :] if ends else cut
        parts = joined_questions(sentence)
        first = self._finder.slots(parts[0].tokens)[0] if parts else Slots()
        alone = len(parts) > 1 and all(part.asks for part in parts)
        alone = alone and (first.ranking is not None or has_content(first))
        if not alone or not found_in(first) or not LONGEST_OF_TWO > len(sentence) < len(cut):
            return None
        whole = await self._finder.understanding(self._finder.slots(sentence), None, [])
        meaning = await self.of_questions(sentence, whole, None) or whole
        told = meaning.outcome == "query" and not meaning.strange
        return meaning if told and not meaning.readings[0].query.means_latest else None

    def _of_two_clubs(self, cut: list[Token], whole: Understanding) -> list[Clause]:
        """Return the halves of "results of Melgar 67 and of CNI 97", which are on no match of both."""
        if whole.outcome != "query" or not getattr(whole.query, "opponent", None) or not whole.also:
            return []
        for at, token in enumerate(cut):
            halves = [cut[:at], cut[at + 1 :]]
            if token.text in JOINING and all(halves):
                found = [found_in(self._finder.slots(half)[0]) for half in halves]
                if found == [frozenset({"club", "season"})] * 2:
                    return [Clause(half, asks=True) for half in halves]
        return []

    def _is_chatter(self, part: Clause, *, first: bool) -> bool:
        """Return whether a part asks nothing of the cup: "hola", "any idea?", "when you have a minute"."""
        slots = self._finder.slots(part.tokens)[0]
        if first and part.tokens[0].text in AS and not slots.concepts and not slots.seasons:
            return True  # "como buen chimbotano, …"
        asks = part.asks and not first
        asks = asks and any(token.text in QUESTION_WORDS - _ASKING_TO_TELL for token in part.tokens)
        return not (found_in(slots) or slots.unknown or asks or slots.concepts - {"help", "who", "courtesy"})

    def _requests(self, part: Clause) -> bool:
        """Return whether a part begins with what is wanted: "resultado de Melgar con CNI"."""
        slots = self._finder.slots(part.tokens)[0]
        begin = max((at + 1 for at, token in enumerate(part.tokens) if token.kind == "break"), default=0)
        rest = part.tokens[begin:]  # behind "two things: "
        first = [token for token in rest if token.text not in vocabulary().articles][:_NEAR]
        wanted = {text.split()[0] for concept, text in slots.said if concept in _WANTED_THINGS}
        return bool(found_in(slots)) and not wanted.isdisjoint(token.text for token in first)

    async def _joined(
        self, part: Clause, others: list[Slots], before: Understanding | None, turn: Turn | None
    ) -> Understanding:
        """Return the meaning of one of several questions, by itself or as a reply to the one before."""
        ways = self._finder.slots(part.tokens)
        said = ways[0].concepts
        own = has_content(ways[0]) and found_in(ways[0])
        if said & NEIGHBOURS.keys() and said & {"whom", "victory"}:
            own = False  # "who beat them right after"
        if "object" in said or any(token.text in _THEY for token in part.tokens):
            own = False  # "did they beat CNI?"
        told = before.readings[:1] if before is not None and before.outcome == "query" else ()
        replies = [
            await self._finder.replying(part.tokens, Turn(reading.query, reading.point)) for reading in told
        ]
        counted = bool(told) and told[0].point is not None and told[0].point.aim == "count"
        if counted and part.tokens[-1].text in _THEY and replies[0].outcome == "query":
            return doubted(replies[0], "")  # "how many draws were there, and who played in them?"
        if replies and replies[0].outcome == "query" and not own:
            less = not found_in(ways[0]) and _says_less(replies[0].readings[0].query, told[0].query)
            return dataclasses.replace(replies[0], readings=told) if less else replies[0]
        ways = with_context(ways, others, part.tokens)
        meaning = await self._finder.understanding(
            ways, turn if before is None else None, words_of(part.tokens) if turn and before is None else []
        )
        if before is not None and not own and (not told or not has_content(ways[0])):
            return doubted(meaning, "") if meaning.outcome == "query" else meaning  # of what is not clear
        if own and meaning.outcome != "query":
            alone = await self._finder.understanding(self._finder.slots(part.tokens), None, [])
            meaning = alone if alone.outcome == "query" else meaning
        replied = meaning.outcome != "query" and bool(replies) and replies[0].outcome == "query"
        return replies[0] if replied else meaning

    def _partly_understood(
        self, parts: list[Clause], found: list[Understanding], whole: Understanding
    ) -> Understanding | None:
        """Return the meanings of those questions that are certain, with the words of the others as strange.

        It is None where the whole text tells them all, and where nothing is certain.
        """
        certain = [each for each in found if each.outcome == "query"]
        unclear = [(part, each) for part, each in zip(parts, found, strict=True) if each.outcome != "query"]
        if not certain or any(each.reason in _REFUSED for _, each in unclear):
            return None
        if whole.outcome == "query":
            taken = [*whole.readings[:1], *whole.also]
            if all(_names_only(self._finder.slots(part.tokens)[0], taken) for part, _ in unclear):
                return None
        told = _told_once([reading for each in certain for reading in (each.readings[0], *each.also)])
        others = [reading for _, each in unclear for reading in each.readings if reading.error is None]
        return dataclasses.replace(
            certain[0],
            readings=(told[0], *others[:MOST_MEANT]),
            also=told[1:],
            strange=tuple(" ".join(words_of(part.tokens)) for part, _ in unclear),
        )


def _told_once(readings: list[Reading]) -> tuple[Reading, ...]:
    """Return the readings, each answer once: all matches tell what a point does, else a point tells more."""
    kept: dict[tuple[Query, Point | None], Reading] = {}
    plain = {reading.query for reading in readings if reading.point is None}
    for reading in readings:
        pointed = [other.point for other in readings if other.query == reading.query and other.point]
        point = reading.point
        if reading.query in plain and pointed:
            point = None if isinstance(reading.query, _LISTS) else pointed[0]
        kept.setdefault((reading.query, point), dataclasses.replace(reading, point=point))
    return (*kept.values(),)


def _says_less(query: Query, before: Query) -> bool:
    """Return whether a reply lost what the answer was about: all champions behind those of a department."""
    values = dataclasses.astuple(query)
    pairs = zip(values, dataclasses.astuple(before), strict=True) if type(query) is type(before) else ()
    return query != before and bool(pairs) and all(one in (None, other) for one, other in pairs)


def _tells_all(whole: Understanding, told: tuple[Reading, ...], later: list[Slots]) -> bool:
    """Return whether the whole text is read as one answer that tells what each of its questions asks."""
    if whole.outcome != "query" or whole.also:
        return False
    query, point = whole.readings[0].query, whole.readings[0].point
    if (point is not None and point.aim in ("compare", "sum")) or (len(told) == 1 and query != told[0].query):
        return True
    if len({each.point.place for each in told if each.point is not None and each.point.aim == "place"}) > 1:
        return False
    if point is None:  # the wins and the defeats of a club
        return all(reading.query == query for reading in told)
    # "Who won in 1999, and where are they from?"
    return not (any(map(found_in, later)) or isinstance(query, _LISTS)) and query == told[0].query


def _names_only(slots: Slots, readings: list[Reading]) -> bool:
    """Return whether a clause names nothing that the readings do not have."""
    told = {value for reading in readings for value in dataclasses.astuple(reading.query)}
    told |= {reading.point.home for reading in readings if reading.point is not None}
    keys = {name.club.key for name in slots.clubs if name.club is not None}
    many = len(keys) < len(slots.clubs) or slots.day is not None or slots.score is not None
    return not many and slots.unknown is None and {*keys, *slots.seasons, *slots.departments} <= told


def depends_on(slots: Slots, before: Slots) -> bool:
    """Return whether a question is on what the answer to another tells: "and when was the last one?"."""
    return bool(slots.concepts & _TOLD_BY_ANSWER) and not (before.seasons and not slots.concepts & _ENDS)
