"""Readings of a question in a story: with the clauses before it, and with what the others name."""

import dataclasses

from bot.ask.clauses import FEW_CLAUSES, Clause
from bot.ask.context import with_context
from bot.ask.decision import OUT_OF_REACH, doubted, refused
from bot.ask.finder import Finder
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import PLAIN, found_in, has_content
from bot.ask.slots import Slots
from bot.ask.story import clauses_around, leaves_subject_out, list_with_other, told_in, ways_to_mean
from bot.ask.tokens import Token
from bot.queries.champion import Champion
from bot.queries.interpretation import Understanding

_ABLE_TO_JOIN = frozenset({"champion", "title", "runner_up", "win", "promoted", "scorer", "lose", "draw"}) | {
    "first_match", "last_match", "qualified", "bottom", "record", "unbeaten",
}  # fmt: skip
_TIMES = frozenset({"season", "range"})
_NAMES = _TIMES | {"club", "clubs", "department", "departments"}
_COMPARING = frozenset({"more", "how_many", "above", "below", "gap", "sooner"})
"""Concepts of a question on clubs that may be named behind it: not "who won, UTC or Gálvez?"."""
_MOST_JOINED = 40
MOST_TOLD = 2
MOST_MEANT = 4
"""Maximum number of seasons or clubs that a question may mean, to choose from."""


class StoryFinder:
    """The meanings of a question with the other clauses of its story, each read by a Finder."""

    def __init__(self, finder: Finder, known: Gazetteer) -> None:
        self._finder = finder
        self._known = known

    def with_names_joined(
        self, parts: list[Clause], readings: list[list[Slots]]
    ) -> tuple[list[Clause], list[list[Slots]]]:
        """Return the clauses with "and Cienciano?" joined to "where did it finish?" behind it.

        So is "…, Torino or UTC?", "…, 96?" to what is asked before it.
        """
        for at in range(len(parts) - 1):
            name, after = readings[at][0], readings[at + 1][0]
            bare = parts[at].asks and len(name.clubs) == 1 and not name.concepts - PLAIN
            if bare and parts[at + 1].asks and not after.clubs and has_content(after):
                return self._joined_at(at, parts, readings)
            compares = name.ranking is not None or not name.concepts.isdisjoint(_COMPARING)
            asks = compares or (has_content(name) and found_in(after) <= _TIMES)
            if (
                asks
                and refused(name) is None
                and _is_name(after)
                and parts[at].sentence == parts[at + 1].sentence
            ):
                return self._joined_at(at, parts, readings)
        return parts, readings

    def _joined_at(
        self, at: int, parts: list[Clause], readings: list[list[Slots]]
    ) -> tuple[list[Clause], list[list[Slots]]]:
        """Return the clauses with two neighbours as one."""
        both = [*parts[at].tokens, *parts[at + 1].tokens]
        joined = dataclasses.replace(parts[at + 1], tokens=both, asks=True)
        rest = [*readings[:at], self._finder.slots(both), *readings[at + 2 :]]
        return [*parts[:at], joined, *parts[at + 2 :]], rest

    async def told_before(
        self, parts: list[Clause], readings: list[list[Slots]]
    ) -> tuple[int, Understanding] | None:
        """Return what the clauses before "does anybody know?" tell, as a question back, in a long story."""
        if len(parts) < FEW_CLAUSES:
            return None
        at = next((at for at, part in enumerate(parts) if part.asks), len(parts) - 1)
        found: list[Understanding] = []
        for place in range(at - 1, -1, -1):
            slots, elsewhere = readings[place][0], clauses_around(readings, place)
            listed = list_with_other(dataclasses.replace(slots, clubs=()), elsewhere)
            if listed is not None:
                return at, await self._finder.understanding([listed], None, [])
            if has_content(slots) and refused(slots) is None:
                meaning = await self._in_story(parts[place].tokens, elsewhere)
                found += [meaning] if meaning.readings and meaning.outcome != "cannot" else []
            if len(found) == MOST_TOLD:
                break
        readings_of = dict.fromkeys(each.readings[0] for each in found if each.error is None)
        if not readings_of:
            return None
        return at, dataclasses.replace(doubted(found[0], ""), readings=(*readings_of,), error=None)

    async def joined(
        self, parts: list[Clause], readings: list[list[Slots]], at: int, question: list[Token]
    ) -> Understanding | None:
        """Return the meaning of "which year was that?" with the clause before it that tells.

        If two tell different things, it is a choice of them, the nearest first.
        """
        found: list[Understanding] = []
        for place in range(at - 1, -1, -1):
            told, years = readings[place][0], self._finder.slots(question)[0].seasons
            of_another = told.seasons and years and set(years).isdisjoint(told.seasons)
            if told.concepts & _ABLE_TO_JOIN and not of_another:
                together = [*told_in(parts, readings, place), Token(",", "break"), *question]
                if len(together) > _MOST_JOINED:
                    together = [*parts[place].tokens, Token(",", "break"), *question]
                if len(together) <= _MOST_JOINED:
                    meaning = await self._in_story(together, clauses_around(readings, place))
                    found += [meaning] if meaning.outcome != "cannot" else []
            if len(found) == MOST_TOLD:
                break
        meant = dict.fromkeys(each.readings[0] for each in found)
        if len({reading.query for reading in meant}) > 1:
            return dataclasses.replace(doubted(found[0], ""), readings=(*meant,))
        return found[0] if found else None

    async def _in_story(self, question: list[Token], elsewhere: list[Slots]) -> Understanding:
        """Return the meaning of a question with what the other clauses name."""
        ways = with_context(self._finder.slots(question), elsewhere, question)
        ways = [dataclasses.replace(slots, concepts=slots.concepts - OUT_OF_REACH) for slots in ways]
        meaning = await self._finder.understanding(ways, None, [])
        meaning = await self.which_one(meaning, ways, elsewhere, question) or meaning
        return doubted(meaning, "") if _is_latest_unsaid(meaning, ways[0]) else meaning

    async def which_one(
        self, meaning: Understanding, ways: list[Slots], elsewhere: list[Slots], question: list[Token]
    ) -> Understanding | None:
        """Return a question as a choice of what the others name; None if it names all itself."""
        open_ = leaves_subject_out(ways[0], question)
        if meaning.outcome == "query" and not (open_ or meaning.readings[0].query.means_latest):
            return None
        told = not self._finder.slots(question)[0].seasons
        several = ways_to_mean(ways, elsewhere, question, self._known, season_told=told)
        found = [await self._finder.understanding(each, None, []) for each in several]
        certain = [each for each in found if each.outcome == "query"]
        likely = certain or [each for each in found if each.outcome == "ask" and each.error is None]
        readings = dict.fromkeys(each.readings[0] for each in likely)
        if len(several) == 1 and len(several[0][0].clubs) > 1 and found[0].outcome == "query":
            return found[0]  # the only two clubs of the only season
        if readings:
            meaning = dataclasses.replace(likely[0], error=None)
            return dataclasses.replace(doubted(meaning, ""), readings=(*readings,)[:MOST_MEANT])
        named = any(slots.clubs or slots.seasons for slots in elsewhere)
        unsaid = meaning.outcome == "query" and (several or (named and _is_latest_unsaid(meaning, ways[0])))
        return doubted(meaning, "") if unsaid else None


def _is_name(slots: Slots) -> bool:
    """Return whether a clause names clubs, places or seasons and nothing else."""
    found = found_in(slots)
    return bool(found) and found <= _NAMES and not (slots.concepts or slots.strange or slots.passed)


def _is_latest_unsaid(meaning: Understanding, slots: Slots) -> bool:
    """Return whether a question of a story seems to be on the latest champion but does not say so."""
    certain = meaning.outcome == "query" and isinstance(meaning.query, Champion)
    return certain and meaning.query == Champion() and "latest" not in slots.concepts
