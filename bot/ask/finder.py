"""Readings of one question and their outcome."""

import dataclasses

from bot.ask.answered import (
    of_that_one,
    season_of,
    subject_of,
    told_by,
    with_both_of_title,
    with_club_of_place,
    with_other_of_name,
    with_rival,
    with_side_of_record,
)
from bot.ask.built import Built, with_round_as_stage
from bot.ask.context import (
    with_both_ends,
    with_claim,
    with_that_season,
    with_titles,
)
from bot.ask.dates_played import of_that_day
from bot.ask.decision import CERTAIN, ReadingDecision, Scored, doubted, refused
from bot.ask.described import (
    choice_of,
    has_its_place,
    with_club_of_title,
    with_described_club,
    with_home_of_champion,
    with_score_told_by_half,
    with_titled_club,
    without_restated_champion,
)
from bot.ask.follow_up import Continued, continued, those_told
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import PLAIN, found_in, weighed
from bot.ask.moves import following_match
from bot.ask.restated import of_claimed_home
from bot.ask.sides import with_side
from bot.ask.slots import Slots
from bot.ask.slots_finder import slots_of
from bot.ask.to_query import build
from bot.ask.tokens import Token, words_of
from bot.ask.vocabulary import vocabulary
from bot.cache import Snapshot
from bot.errors import NoSuchDayError, QuestionError
from bot.queries.interpretation import Reading, Reason, Turn, Understanding
from bot.queries.query import Query

LEAST = 1.5
"""Minimum score to offer a reading at all."""
_OF_SEVERAL = frozenset({"range", "department", "clubs", "round"})
"""Slots of an answer on several clubs, of which a reply with "those" goes on."""
WHOSE = frozenset({"su", "sus", "their", "its"})
_THEIRS = WHOSE | {"they", "ellos"}
_OF_CLUB = frozenset(
    {"goals", "scored", "conceded", "how_many", "win", "lose", "draw", "victory", "how_came"}
)
"""Concepts of a reply on what the club of the answer did in another season."""
_BOTH = frozenset({"both", "ambos", "ambas"})
LONGEST_WHOLE = 60
"""Maximum number of words of a text that may be one question."""


class Finder:
    """Scores the readings of one question; `before` and `season` are of the answer that it replies to."""

    def __init__(
        self,
        snapshot: Snapshot,
        known: Gazetteer,
        language: str | None,
        before: Query | None,
        season: int | None,
    ) -> None:
        self._snapshot = snapshot
        self._known = known
        self._language = language
        self._season = season
        self._read: dict[tuple[Token, ...], list[Slots]] = {}
        self._decision = ReadingDecision(known, language, before)

    async def replying(self, question: list[Token], turn: Turn) -> Understanding:
        """Return the meaning of words as a reply to an answer."""
        season = await season_of(turn, self._snapshot)
        after = Finder(self._snapshot, self._known, self._language, turn.query, season)
        return await after.understanding(self.slots(question), turn, words_of(question))

    async def understanding(self, ways: list[Slots], turn: Turn | None, said: list[str]) -> Understanding:
        """Return the outcome for the possible readings of the words."""
        inherited: frozenset[str] = frozenset()
        following = await following_match(ways[0], turn, self._snapshot) if turn is not None else None
        if following is not None:
            return self._decision.of_reply(following)
        ways = [_without_now(way) for way in ways]
        reason = refused(ways[0])
        if reason is not None:
            return self._decision.cannot(ways, reason)
        if ways[0].clubs:
            ways = [of_claimed_home(way, frozenset(said)) for way in ways]
        own = turn is not None and (_goes_on(said, ways[0]) or _of_own_season(ways[0], turn.query, said))
        alone = await self._alone(ways) if turn is not None and not own else None
        if alone is not None:
            return alone
        if turn is not None:
            reply = await self._continued(ways, turn, said)
            if reply.plain is not None:
                return self._decision.of_reply(reply.plain)
            ways, inherited = reply.ways, reply.inherited
        else:
            ways = [with_titles(way) for way in ways]
        ways = [await self._completed(way) for way in ways]
        try:
            scored = await self._scored(ways, inherited)
        except NoSuchDayError as error:
            return dataclasses.replace(
                self._decision.cannot(ways, Reason.NO_SUCH_DAY), examples=error.queries, error=error
            )
        understood = self._decision.of_readings(ways, scored, inherited)
        one = {word for concept, text in ways[0].said if concept == "that_club" for word in text.split()}
        those = those_told(said) if turn is not None else ""
        if those in one or len(ways[0].clubs) == 2:
            those = ""  # "those guys" are a club, "between them" are two
        pair = {*said} & _BOTH if turn is not None and not getattr(turn.query, "opponent", None) else set()
        compared = turn is not None and turn.point is not None and len(turn.point.clubs) > 1
        if pair and understood.outcome == "query" and not (compared or ways[0].clubs):
            return doubted(understood, pair.pop())  # the answer is on one alone
        if those and understood.outcome == "query" and not inherited & _OF_SEVERAL:
            return doubted(understood, those)  # it says nothing of those that the answer named
        whose = next((word for word in said if word in WHOSE), "") if turn is not None else ""
        if whose and understood.outcome == "query" and not (inherited or found_in(ways[0])):
            return doubted(understood, whose)  # "their champions" behind the name of a department
        return understood

    async def _continued(self, ways: list[Slots], turn: Turn, said: list[str]) -> Continued:
        """Return a reply with what it has from the answer.

        First the clubs that it tells by the answer ("that club", "the other one", "the loser"), since what
        it leaves out depends on whether it names one; then that.
        """
        ways = [_of_that_match(way) for way in ways]
        ways = [of_that_day(of_that_one(way, turn, said), turn) for way in ways]
        told = await told_by(turn, self._snapshot) if "that_club" in ways[0].concepts else None
        if told is not None and not ways[0].clubs:
            turn = dataclasses.replace(turn, query=turn.query.with_values(team=told), point=None)
        ways = await with_club_of_place(ways, turn, self._season, self._known, self._snapshot)
        ways = await with_side_of_record(ways, turn, self._known, self._snapshot)
        ways = await with_rival(ways, turn, self._known, self._snapshot)
        ways = await with_both_of_title(ways, turn, said, self._known, self._snapshot)
        subject = await subject_of(turn, self._snapshot)
        ways = with_other_of_name(ways, turn, subject, self._known)
        if subject is not None:
            ways = [of_claimed_home(way, frozenset(said)) for way in ways]
        return continued(ways, turn, self._known, subject, self._season, frozenset(said))

    async def _completed(self, slots: Slots) -> Slots:
        """Return a question with what the documents say of its words.

        First its seasons, also those of a match or a title that it tells; then the clubs that these
        seasons tell; then its stage, which depends on the season.
        """
        slots = with_both_ends(slots, self._known.seasons)
        slots = await with_score_told_by_half(slots, self._snapshot)
        slots = await with_titled_club(slots, self._snapshot)
        slots = await without_restated_champion(slots, self._snapshot)
        slots = with_claim(await with_that_season(slots, self._snapshot))
        slots = await with_club_of_title(slots, self._snapshot, self._known)
        slots = with_home_of_champion(slots, self._known)
        slots = await with_described_club(slots, self._known, self._snapshot)
        return await with_round_as_stage(slots, self._snapshot)

    def chosen_first(self, turn: Turn) -> Understanding:
        """Return the choice that is still open as a question back."""
        clubs = [club for key in turn.choices if (club := self._known.index.club(key)) is not None]
        field = str(turn.query.open_field)
        return self._decision.of_reply(Built(turn.query, turn.point, ((field, choice_of(clubs)),)))

    def nothing(self, cut: list[Token]) -> Understanding:
        """Return "cannot" for a long text without a question, with examples for its last words."""
        return self._decision.nothing(self.slots(cut[-LONGEST_WHOLE:]))

    def slots(self, tokens: list[Token]) -> list[Slots]:
        """Return the possible readings of words, each clause read once."""
        words = (*tokens,)
        if words not in self._read:
            ways = slots_of(tokens, vocabulary(), self._known)
            self._read[words] = [with_side(way, tokens) for way in ways]
        return self._read[words]

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
                    if not has_its_place(candidate.query, self._known):
                        continue
                    if candidate.query not in best or best[candidate.query].reading.score < total:
                        reading = Reading(candidate.query, total, candidate.point, candidate.error)
                        words = tuple(text for concept, text in slots.said if concept in left)
                        best[candidate.query] = Scored(intent, slots, reading, whole, words)
        if no_day is not None and all(each.reading.score < CERTAIN for each in best.values()):
            raise no_day
        return sorted(best.values(), key=lambda each: -each.reading.score)


def _of_that_match(slots: Slots) -> Slots:
    """Return a reply on "that match" without these words: how it ended is its result, no place of a table."""
    if "that_match" not in slots.concepts:
        return slots
    said = slots.concepts - {"that_match"}
    ended = "place" in said and any(text.startswith(("como ", "how ")) for _, text in slots.said)
    return dataclasses.replace(slots, concepts=said - {"place"} | {"result"} if ended else said)


def _goes_on(said: list[str], slots: Slots) -> bool:
    """Return whether a reply begins like a continuation: "y en 1997", "and against"."""
    return "whatabout" in slots.concepts or said[:1] in (["y"], ["and"], ["e"], ["but"], ["pero"])


def _without_now(slots: Slots) -> Slots:
    """Return "now the runners-up" as a question that goes on, not on these days."""
    if slots.said[:1] != (("today", "now"),):
        return slots
    return dataclasses.replace(slots, said=slots.said[1:], concepts=slots.concepts - {"today"})


def _of_own_season(slots: Slots, before: Query, said: list[str]) -> bool:
    """Return whether a reply asks for the matches of the answer's club in a season: "results in 97"."""
    theirs = not slots.clubs and not _THEIRS.isdisjoint(said)
    matches = frozenset({"result", "match", "play"})
    of_club = getattr(before, "team", None) and slots.concepts - PLAIN <= matches
    return bool(of_club or (theirs and slots.concepts - PLAIN <= matches | _OF_CLUB))
