"""Readings of the parts of a question: its clauses, two halves, all but what it leaves out."""

import dataclasses

from bot.ask.clauses import (
    AS,
    FEW_CLAUSES,
    JOINING,
    YES_OR_NO,
    Clause,
    clauses,
    opens_like_question,
    questions,
    wished,
)
from bot.ask.context import unknown_club, with_context
from bot.ask.decision import CERTAIN, TAKING_BACK, TOGETHER, doubted, refused
from bot.ask.exceptions import exception_in, is_never_in, leaving_out
from bot.ask.finder import LONGEST_WHOLE, WHOSE, Finder
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import NO_CONTENT, PLAIN, found_in, has_content
from bot.ask.questions_finder import LONGEST_OF_TWO, depends_on
from bot.ask.slots import Slots
from bot.ask.story import clauses_around, list_with_other
from bot.ask.story_finder import MOST_MEANT, MOST_TOLD, StoryFinder
from bot.ask.tokens import Day, Token, words_of
from bot.ask.vocabulary import NEIGHBOURS, vocabulary
from bot.queries.champion import Champion
from bot.queries.champions import YEARS, Champions
from bot.queries.interpretation import Point, Reading, Reason, Turn, Understanding
from bot.queries.team import TeamProfile

_MOST_ASKING = 3
"""Maximum number of clauses that ask to read, the last ones."""
_OF_ANOTHER_CLAUSE = frozenset(
    {"identity", "who", "whom", "when", "edition", "that_season", "team", "that_club"}
)
"""Concepts of a question about something that a clause before it tells."""
_WITHOUT = frozenset({"sin", "without", "desde"})
_THE = frozenset({"the", "el", "la", "los", "las", "of", "de", "among", "entre"})
_SUCH = frozenset({"team", "only", "who", "whom"})
_DONE = frozenset({"win", "victory", "lose", "draw", "champion", "title", "runner_up"})
_LEADING_ON = JOINING | {"so", "but", "pero", "entonces", "then", "o", "or"}
_ENDS = frozenset({"last_time", "first_time", "latest", "earliest"})
"""Concepts of a question that a list of champions answers too."""
_OR = frozenset({"or", "o", "u"})
_TIMES = frozenset({"antes", "despues", "desde", "hasta", "before", "after", "since", "until"})
"""Words with which a clause begins that tells when."""
_COMPARING = frozenset({"above", "below", "more", "sooner", "gap", "best_place"})
"""Concepts of a clause that sets clubs side by side."""
LEAST_STORY = 20
"""Fewest words of a text that tells a story around its question."""


class PartsFinder:
    """The meanings of the clauses, halves and exceptions of a question, each read by a Finder."""

    def __init__(self, finder: Finder, known: Gazetteer) -> None:
        self._finder = finder
        self._known = known
        self._story = StoryFinder(finder, known)

    async def of_clauses(self, cut: list[Token]) -> Understanding | None:
        """Return the meaning of the clause that is the question, None if none or several are.

        A clause that asks, such as the last of a story, may lack a season or a club that the others name.
        A later clause may take it back: "…, but not the final".
        """
        parts = clauses(cut)
        if any(token.kind == "odd" for token in cut) or [*questions(parts[0].tokens)] == [cut]:
            return None
        readings = [self._finder.slots(part.tokens) for part in parts]
        stated = not any(part.asks for part in parts)
        if len(parts) <= FEW_CLAUSES and stated:
            parts = [
                dataclasses.replace(
                    part, asks=has_content(ways[0]) and not ways[0].concepts & (TAKING_BACK | {"help"})
                )
                for part, ways in zip(parts, readings, strict=True)
            ]
        asks = any(part.asks for part in parts)
        if asks:
            parts, readings = self._story.with_names_joined(parts, readings)
        found = await self._asked(parts, readings, stated=stated) if asks else None
        if found is None:
            found = await self._agreeing(parts, readings)
        if found is None and not asks:
            found = await self._asked(parts, readings)
        found = found or await self._story.told_before(parts, readings)
        if found is None:
            return None
        at, understanding = found
        if understanding.outcome == "cannot":
            return None
        if parts[at].tokens[0].text in _OR and len(parts) <= FEW_CLAUSES:
            return doubted(understanding, "")  # "has a team of Tumbes won it, or been runner-up?"
        near = len(parts) if len(parts) <= FEW_CLAUSES else 1  # in a story others may be denied elsewhere
        before, after = readings[max(at - near, 0) : at], readings[at + 1 : at + 1 + near]
        excepted = any("exception" in ways[0].concepts for ways in (*before, *after)) or (
            near > 1 and any("denial" in ways[0].concepts and ways[0].clubs for ways in (*before, *after))
        )
        if excepted or any(ways[0].concepts & TAKING_BACK for ways in after):
            return None
        others = (*readings[:at], *readings[at + 1 :])
        beside = [
            ways for part, ways in zip(parts, readings, strict=True) if part.sentence == parts[at].sentence
        ]
        if any(ways[0].concepts & TOGETHER for ways in beside):
            named = (
                beside if any(len(ways[0].clubs) > 1 or ways[0].departments for ways in beside) else readings
            )
            if _leaves_out_names(named, understanding):
                return doubted(understanding, "")
        of_it = others if len(parts) <= FEW_CLAUSES else (*before, *after)
        if any("venue" in ways[0].concepts <= {"venue", "courtesy"} for ways in of_it):
            return dataclasses.replace(doubted(understanding, ""), reason=Reason.VENUE)
        if any(ways[0].steps is not None or _is_beside_a_break(ways[0]) for ways in others):
            return doubted(understanding, "")  # "two years after they first won, …" is not the latest
        if len(parts) <= FEW_CLAUSES and any(
            "condition" in ways[0].concepts and (found_in(ways[0]) or has_content(ways[0])) for ways in others
        ):
            return doubted(understanding, "")  # "if Cienciano had beaten CNI in 67, how many points …"
        few = [*zip(parts, readings, strict=True)] if len(parts) <= FEW_CLAUSES else []
        opening = [place for place, (part, ways) in enumerate(few) if _opens(part.tokens, ways[0])]
        if isinstance(understanding.query, Champions):
            opening = [place for place in opening if not readings[place][0].concepts & _ENDS]
        if len({*opening, at}) > 1 + len(understanding.also):
            return doubted(understanding, "")  # "what year did UTC win, and did Melgar ever?"
        if any(_is_topic(part, ways[0]) for part, ways in few if part is not parts[at]):
            return doubted(understanding, "")
        if any(_tells_time(part.tokens, ways[0], understanding) for part, ways in few):
            return doubted(understanding, "")
        if any(_names_several(ways[0], understanding) for _, ways in few):
            return doubted(understanding, "")
        return understanding

    async def of_asking(self, cut: list[Token], whole: Understanding) -> Understanding:
        """Return the question of the only clause that asks where that says what it is about, or the whole.

        "I was born in 1990 and want to know how UTC did in 1996" asks of 1996 alone, "in 1967 Melgar won 8-0.
        Where did Melgar finish?" of a place alone.
        """
        parts = clauses(cut)
        if len(parts) > 1 and self._mixes(parts, whole):
            return await self.of_clauses(cut) or doubted(whole, "")
        if any(_goes_on_with_list(part.tokens, self._finder.slots(part.tokens)[0]) for part in parts[1:]):
            return whole  # "how many titles do Torino, Mannucci and UTC have?"
        asking = [part.tokens for part in parts if part.asks]
        guessed = self._guessed(parts)
        if guessed is not None and len(parts) == 2:
            asking = [parts[0].tokens]  # "Who won in 1996, Gálvez?"
        if len(asking) != 1:
            return whole
        asked = wished(asking[0])
        if whole.also and len(parts) > 1 and self._asks_twice(parts):
            return whole
        if len(parts) == 1 and asked in (cut, parts[0].tokens):
            return whole
        ways = self._finder.slots(asked)
        elsewhere = [self._finder.slots(part.tokens)[0] for part in parts if part.tokens != asked]
        if any(other.round and other.concepts & {"before", "exception"} for other in elsewhere):
            return whole  # "how many did they win, not counting the play-off"
        of_edition = {"who", "win"} <= ways[0].concepts and ways[0].seasons and not whole.also
        of_edition = of_edition or ({"who", "play"} <= ways[0].concepts and ways[0].day is not None)
        if elsewhere and of_edition and not with_context(ways, elsewhere, asked)[0].clubs:
            # "My team is UTC. Who won in 1996?" is not about its matches.
            alone = await self._finder.understanding(ways, None, words_of(asked))
            if alone.outcome == "query" and isinstance(alone.query, Champion) and guessed is not None:
                point = Point("won_it", (guessed,), what="titles")
                alone = dataclasses.replace(
                    alone, readings=(dataclasses.replace(alone.readings[0], point=point),)
                )
            return alone if alone.outcome == "query" else whole
        if any(_is_range_alone(other) for other in elsewhere) and ways[0].range is None:
            return whole  # "before 1990, how many cups did Torino win?"
        if elsewhere and len(ways[0].clubs) == 1 and has_content(ways[0]) and not whole.also:
            alone = await self._finder.understanding(
                with_context(ways, elsewhere, asked), None, words_of(asked)
            )
            return whole if alone.outcome != "query" or type(alone.query) is type(whole.query) else alone
        if asked == cut or len(ways[0].seasons) != 1 or not whole.also:
            return whole
        alone = await self._finder.understanding(ways, None, words_of(asked))
        if alone.outcome != "query" or alone.also:
            return whole
        # "Results of UTC in 1996, and in 1997?" asks twice.
        return alone if asked != asking[0] or type(alone.query) is type(whole.query) else whole

    def _asks_twice(self, parts: list[Clause]) -> bool:
        """Return whether the clauses ask the same of other seasons: "runner-up 1996, runner-up 1967?"."""
        said = [self._finder.slots(part.tokens)[0] for part in parts]
        same = len({slots.concepts for slots in said}) == 1 and has_content(said[0])
        return same and all(found_in(slots) == {"season"} for slots in said)

    def _guessed(self, parts: list[Clause]) -> str | None:
        """Return the club (a key) that a last clause names and nothing else: "…, Gálvez?"."""
        slots = self._finder.slots(parts[-1].tokens)[0]
        names = [name.club.key for name in slots.clubs if name.club is not None]
        alone = len(parts) > 1 and len(names) == 1 and found_in(slots) == {"club"} and not slots.concepts
        return names[0] if alone and not slots.passed and not slots.strange else None

    def _mixes(self, parts: list[Clause], whole: Understanding) -> bool:
        """Return whether the whole text seems to be on two clubs that no clause names both."""
        keys = {getattr(whole.query, name) for name in getattr(whole.query, "club_fields", ())} - {None}
        if len(keys) < 2 or sum(len(part.tokens) for part in parts) < LEAST_STORY:
            return False
        named = [
            {name.club.key for name in self._finder.slots(part.tokens)[0].clubs if name.club is not None}
            for part in parts
        ]
        asked = [(part, clubs) for part, clubs in zip(parts, named, strict=True) if part.asks]
        whom = any("whom" in self._finder.slots(part.tokens)[0].concepts for part, _ in asked)
        rival = whom and not any(keys & clubs for _, clubs in asked)
        return rival or not any(keys <= clubs for clubs in named)

    async def of_reply(self, cut: list[Token], turn: Turn) -> Understanding | None:
        """Return the meaning of the only clause of a reply that goes on: "blimey. when was it?"."""
        parts = clauses(cut)
        if not 1 < len(parts) <= FEW_CLAUSES:
            return None
        found: list[Understanding] = []
        readings = [self._finder.slots(part.tokens) for part in parts]
        days = {ways[0].day for ways in readings} - {None}
        for part, ways in zip(parts, readings, strict=True):
            if len(days) == 1:  # "on 26 January, my mother's birthday. How did they do?"
                ways = [_of_day(way, *days) for way in ways]
            if ways[0].concepts or found_in(ways[0]) or part.asks:
                found.append(await self._finder.understanding(ways, turn, words_of(part.tokens)))
        certain = [each for each in found if each.outcome == "query"]
        if len({each.query for each in certain}) != 1:
            return None
        return certain[0] if len(found) == len(certain) or found[-1] is certain[-1] else None

    async def of_halves(self, cut: list[Token], *, asking: bool = False) -> Understanding | None:
        """Return both meanings of two questions that "and" joins: "champion of 96 and top scorer of 67".

        `asking` takes those alone whose second begins with a question word: "…, and who was the top scorer".
        """
        for at, token in enumerate(cut):
            if token.text not in JOINING or len(cut) > LONGEST_OF_TWO:
                continue
            halves = (cut[:at], cut[at + 1 :])
            if halves[1] and halves[1][0].text == "al":
                continue  # "who beat the champion and the runner-up" is one question
            if asking and not opens_like_question(halves[1]):
                continue
            if all(beside and beside[0].text.isdigit() for beside in (halves[0][-1:], halves[1][:1])):
                continue  # "the champions of 1996 and 1997"
            alone = [self._finder.slots(half) for half in halves]
            if any(ways[0].concepts & TOGETHER for ways in alone):
                continue  # a sum is no two questions
            if depends_on(alone[1][0], alone[0][0]):
                continue
            parts = [
                with_context(ways, [other[0]], half)
                for ways, other, half in zip(alone, reversed(alone), halves, strict=True)
            ]
            if not all(has_content(ways[0]) and found_in(ways[0]) for ways in parts):
                continue
            first, second = [await self._finder.understanding(ways, None, []) for ways in parts]
            if first.outcome == second.outcome == "query" and first.query != second.query:
                return dataclasses.replace(
                    first, readings=first.readings[:1], also=(second.readings[0], *second.also)
                )
        return None

    async def without_exception(self, cut: list[Token], turn: Turn | None) -> Understanding | None:
        """Return what a text asks, or the answer that it replies to, with what it leaves out.

        Where an answer cannot leave something out, it is a question back without it.
        """
        place = exception_in(cut, self._known)
        if place is None:
            return None
        start, stop = place
        rest = [*cut[:start], *cut[stop:]]
        if turn is not None and {token.text for token in rest if token.kind == "word"} <= JOINING:
            meaning = Understanding("query", (Reading(turn.query, CERTAIN, turn.point),))
        else:
            meaning = await self._finder.understanding(self._finder.slots(rest), None, [])
        if meaning.outcome != "query":
            return None
        if meaning.query == Champion():  # "champions except …" are not the latest
            meaning = dataclasses.replace(meaning, readings=(Reading(Champions(view=YEARS), CERTAIN),))
        left = self._finder.slots(cut[start:stop])[0]
        if is_never_in(meaning, left):
            return meaning
        point = leaving_out(meaning, left)
        if point is None:
            return doubted(meaning, " ".join(words_of(cut[start:stop]))) if start else None
        reading = dataclasses.replace(meaning.readings[0], point=point)
        return dataclasses.replace(meaning, readings=(reading,))

    async def _agreeing(
        self, parts: list[Clause], readings: list[list[Slots]]
    ) -> tuple[int, Understanding] | None:
        """Return the meaning that all certain clauses share, and the number of the last of them."""
        certain: list[tuple[int, Understanding]] = []
        named = any(found_in(ways[0]) for ways in readings)
        out_of_reach = False
        for at, part in enumerate(parts):
            for question in questions(part.tokens):
                if len(question) > LONGEST_WHOLE or (len(parts) == 1 and question is part.tokens):
                    continue
                whole = question is part.tokens
                ways = readings[at] if whole else self._finder.slots(question)
                out_of_reach = out_of_reach or refused(ways[0]) is not None
                names = bool(found_in(ways[0]))
                if has_content(ways[0]) and (names or not (out_of_reach or named)):
                    meaning = await self._finder.understanding(ways, None, [])
                    if meaning.outcome == "query":
                        certain.append((at, meaning))
                        break
        if len({meaning.query for _, meaning in certain}) == 1:
            return certain[-1][0], certain[0][1]
        return None

    async def _asked(
        self, parts: list[Clause], readings: list[list[Slots]], *, stated: bool = False
    ) -> tuple[int, Understanding] | None:
        """Return the meaning of the clauses that ask, with a season and a club that others name."""
        asking = [at for at, part in enumerate(parts) if part.asks][-_MOST_ASKING:] or [len(parts) - 1]
        answered: list[tuple[int, Understanding]] = []
        asked_back: tuple[int, Understanding] | None = None
        for at in asking:
            for question in questions(parts[at].tokens, 1):
                if len(question) > LONGEST_WHOLE:
                    continue
                ways = self._finder.slots(question)
                head = parts[at].tokens[: -len(question)]
                elsewhere = [*(self._finder.slots(head)[:1] if head else ()), *clauses_around(readings, at)]
                if question[0].text in AS and not ways[0].concepts:
                    continue  # "como buen chimbotano, …"
                if (
                    question[0].text in ("which", "cual")
                    and not ways[0].concepts
                    and found_in(ways[0]) == {"season"}
                ):
                    continue  # "which of 1967, 1996 and 1997 had …"
                listed = list_with_other(ways[0], elsewhere)
                if listed is not None and parts[at].asks:
                    answered.append((at, await self._finder.understanding([listed], None, [])))
                    break
                alone = found_in(ways[0]) <= ({"season"} if "identity" in ways[0].concepts else set())
                opens = bool(ways[0].concepts) or opens_like_question(question)  # "cual fue?"
                if alone and opens and ways[0].concepts <= _OF_ANOTHER_CLAUSE:
                    whole = question is parts[at].tokens and parts[at].asks
                    joined = await self._story.joined(parts, readings, at, question) if whole else None
                    if joined is not None and joined.outcome != "query" and len(parts) <= FEW_CLAUSES:
                        agreed = await self._agreeing(parts[:at], readings[:at])
                        joined = agreed[1] if agreed is not None else joined
                    if joined is not None and joined.outcome == "query":
                        answered.append((at, joined))
                    asked_back = (at, joined) if joined is not None and asked_back is None else asked_back
                    continue  # "which year was that?" is about a clause before
                if not (has_content(ways[0]) or found_in(ways[0]) or "more" in ways[0].concepts):
                    continue  # "is that true?"
                if len(parts) > 1 and "help" in ways[0].concepts <= {"help", "who"}:
                    continue  # "can anybody help?"
                ways = with_context(ways, elsewhere, question)
                meaning = await self._finder.understanding(ways, None, [])
                if meaning.outcome == "query" or question is parts[at].tokens:
                    meaning = await self._story.which_one(meaning, ways, elsewhere, question) or meaning
                unknown = unknown_club(ways, elsewhere, question)
                if meaning.outcome == "query" and unknown:
                    meaning = doubted(meaning, unknown)
                named = {name.text for other in elsewhere for name in other.clubs}
                if ways[0].ranking is not None and not ways[0].clubs and len(named) > 1:
                    meaning = doubted(meaning, "")  # of the clubs that were named?
                if meaning.outcome == "query" and (has_content(ways[0]) or parts[at].asks):
                    answered.append((at, meaning))
                    break
                if parts[at].asks and _replaces(asked_back, at, meaning):
                    asked_back = at, _beside(asked_back, meaning, parts, at)
        if not answered:
            return asked_back
        if stated and asked_back is not None and asked_back[1].outcome == "cannot":
            asked_back = None  # a clause that tells something rules out no other
        # "the path of the champion of 1967, all their matches" asks once.
        apart = [
            (at, each)
            for at, each in answered
            if found_in(readings[at][0]) or WHOSE.isdisjoint(words_of(parts[at].tokens))
        ]
        if apart and len(answered) == len(asking):
            asking, answered = asking[: len(apart)], apart
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


def _replaces(before: tuple[int, Understanding] | None, at: int, meaning: Understanding) -> bool:
    """Return whether a question back is better than the one before: that of a whole clause counts."""
    if before is None:
        return True
    return meaning.outcome == "ask" and (before[0] != at or before[1].outcome == "cannot")


def _beside(
    before: tuple[int, Understanding] | None, meaning: Understanding, parts: list[Clause], at: int
) -> Understanding:
    """Return a question back with what the question before it in its sentence may mean."""
    if before is None or before[0] == at or parts[before[0]].sentence != parts[at].sentence:
        return meaning
    readings = dict.fromkeys((*before[1].readings[:MOST_TOLD], *meaning.readings))
    return dataclasses.replace(meaning, readings=(*readings,)[:MOST_MEANT])


def _is_beside_a_break(slots: Slots) -> bool:
    """Return whether a clause tells a time by editions not held: "after the years without a cup"."""
    return "not_held" in slots.concepts and bool(slots.concepts & {"before", "after"})


def _goes_on_with_list(tokens: list[Token], slots: Slots) -> bool:
    """Return whether a clause ends a list of names or seasons: "…, Mannucci y UTC", "…, 97 and 2006"."""
    if not slots.concepts <= {"both"}:
        return False
    small = JOINING | vocabulary().of | vocabulary().articles | vocabulary().year_before
    others = [token for token in tokens if token.kind == "word" and token.text not in small]
    dates = bool(slots.seasons) and all(token.text.isdigit() for token in others)
    return dates or len(slots.clubs) + len(slots.departments) > 1


def _leaves_out_names(readings: list[list[Slots]], understanding: Understanding) -> bool:
    """Return whether the clauses name clubs or departments that a sum leaves out."""
    queries = [reading.query for reading in (*understanding.readings[:1], *understanding.also)]
    points = [reading.point for reading in (*understanding.readings[:1], *understanding.also)]
    told = {getattr(query, name, None) for query in queries for name in (*query.club_fields, "department")}
    told |= {name for point in points if point is not None for name in point.clubs}
    named = {name.club.key for ways in readings for name in ways[0].clubs if name.club is not None}
    named |= {place for ways in readings for place in ways[0].departments}
    return len(named) > 1 and not named <= told


def _of_day(slots: Slots, day: Day | None) -> Slots:
    """Return a question that names no time with a day, or a month."""
    timed = slots.day or slots.seasons or slots.range
    return slots if timed else dataclasses.replace(slots, day=day, concepts=slots.concepts - {"that_day"})


def _is_range_alone(slots: Slots) -> bool:
    """Return whether a clause tells nothing but years: "before 1990", "in the nineties"."""
    return (
        found_in(slots) == {"range"} and not slots.concepts - PLAIN and not slots.passed and not slots.strange
    )


def _opens(tokens: list[Token], slots: Slots) -> bool:
    """Return whether a clause begins like a question that is about something: "and did Melgar ever win"."""
    start = next((at for at, token in enumerate(tokens) if token.text not in _LEADING_ON), 0)
    if not slots.concepts - _OF_ANOTHER_CLAUSE - NO_CONTENT or tokens[start].text in AS:
        return False
    doubts = tokens[start].text in YES_OR_NO and bool(slots.clubs or slots.departments)
    return doubts or opens_like_question(tokens[start:])


def _is_topic(part: Clause, slots: Slots) -> bool:
    """Return whether a clause tells what a question is about: "the team that beat UTC, …"."""
    first, said = part.tokens[0].text, slots.concepts
    if first in _WITHOUT:
        return bool(said & _DONE)
    return not part.asks and first in _THE and bool(said & _SUCH) and bool(said & _DONE)


def _tells_time(tokens: list[Token], slots: Slots, understanding: Understanding) -> bool:
    """Return whether a clause tells before or after what something was: "antes de que ganara UTC, …"."""
    if tokens[0].text not in _TIMES:
        return False
    if slots.range is not None and not slots.concepts - PLAIN:
        ends = {"since", "until"}
        return all(getattr(understanding.query, end, 0) is None for end in ends) or isinstance(
            understanding.query, TeamProfile
        )
    titles = slots.concepts & {"win", "champion", "title"}
    return bool(titles and slots.concepts & NEIGHBOURS.keys() and found_in(slots))


def _names_several(slots: Slots, understanding: Understanding) -> bool:
    """Return whether a clause names several that the meaning leaves out: "…, Cajamarca o Cusco"."""
    compares = slots.concepts & _COMPARING and len(slots.clubs) > 1
    if understanding.outcome != "query" or (slots.concepts - PLAIN and not compares):
        return False
    queries = [reading.query for reading in (*understanding.readings[:1], *understanding.also)]
    told = {getattr(query, name, None) for query in queries for name in (*query.club_fields, "department")}
    named = {name.club.key for name in slots.clubs if name.club is not None} | {*slots.departments}
    return len(named) > 1 and told.isdisjoint(named)
