"""The outcome of a question's readings: a query, a question back, or "cannot"."""

import dataclasses
from dataclasses import dataclass

from bot.ask.built import MOST_TOGETHER, Built
from bot.ask.context import lacks_subject
from bot.ask.examples import examples
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import PLAIN, found_in
from bot.ask.slots import Slots
from bot.errors import QuestionError, UnknownClubError
from bot.names import Outcome
from bot.names.lexicon import Role, lexicon
from bot.queries.highlight import ADDED_UP
from bot.queries.interpretation import Reading, Reason, Understanding
from bot.queries.query import Query
from bot.queries.results import Results
from bot.queries.team import TeamProfile
from bot.text import fold

CERTAIN = 2.0
"""Minimum score to take a reading without asking back."""
MARGIN = 1.0
"""Minimum lead over the next reading with another meaning."""
_MOST_OFFERED = 5
_CLUB_INTENTS = frozenset({"results", "team", "versus", "titles", "place", "champion_club", "compare"})
_GOING_UP = frozenset({"promoted", "relegated"})
_BARE = frozenset(
    {"who", "identity", "win", "victory", "winner", "runner_up", "third", "fourth", "fifth", "sixth"}
)
"""Concepts that together do not say of which edition or match: "who won?", "did they win?"."""
_WHICH_TEAM = frozenset({"team", "who"})
"""Concepts with which the skipped words may say which team is meant: "what team blew it in 1997"."""
TAKING_BACK = frozenset({"negation", "denial", "exception"})
OUT_OF_REACH = frozenset({"next_match", "today", "elsewhere", "division"})
"""Concepts of what no document tells; in a story they rule out their own clause."""
TOGETHER = frozenset({"sum", "both"})
"""Concepts of what several seasons have together."""
_SURE = 3.0
"""Minimum score of a reading with skipped words and without a name, place or season,
and of one that reuses slots of an earlier question."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A plausible reading with its score."""

    intent: str
    slots: Slots
    reading: Reading
    whole: bool
    """Whether the query uses everything that was said."""
    left: tuple[str, ...] = ()
    """The words of unused operators."""


class ReadingDecision:
    """Decides on the readings of one question; `before` is the query of the answer that it replies to."""

    def __init__(self, known: Gazetteer, language: str | None, before: Query | None = None) -> None:
        self._known = known
        self._language = language
        self._before = before

    def of_reply(self, built: Built) -> Understanding:
        """Return the outcome of a reply whose query is obvious."""
        reading = Reading(built.query, CERTAIN, built.point, built.error)
        if built.error is None:
            return Understanding("query", (reading,), language=self._language)
        return Understanding(
            "ask", (reading,), Reason.SEVERAL_CLUBS, language=self._language, error=built.error
        )

    def of_readings(
        self, ways: list[Slots], scored: list[Scored], inherited: frozenset[str]
    ) -> Understanding:
        """Return the outcome for the scored readings, likeliest first."""
        if not scored:
            return self.nothing(ways)
        first = scored[0]
        if first.slots.passed and first.reading.score < _SURE and not found_in(first.slots):
            return self.nothing(ways)
        strange = first.slots.strange
        if strange:
            return self._with_strange_words(first, scored, ways, inherited)
        near = [each for each in scored if each.reading.score > first.reading.score - MARGIN]
        if _of_several_seasons(near):
            readings = tuple(each.reading for each in near)
            return Understanding("query", readings[:1], language=self._language, also=readings[1:])
        which = first.intent == "teams" and first.slots.concepts <= _WHICH_TEAM
        if which and first.slots.passed and not (first.slots.department or first.slots.region):
            return self._ask(near, Reason.NEARLY)
        least = _SURE if inherited else CERTAIN
        said = first.slots.concepts
        seconds = first.slots.several and "runner_up" in said  # "quiénes quedaron segundos"
        if {"who", "win"} & said and said <= _BARE and not (seconds or found_in(first.slots)):
            return self._ask(near, Reason.NEARLY)
        no_year = ("edition", "ano") in first.slots.said or ("edition", "year") in first.slots.said
        if no_year and first.reading.query.means_latest and first.intent == "champion":
            return self._ask(near, Reason.WHICH_SEASON)  # "who won the year of my brother"
        if first.slots.passed and first.reading.query.means_latest and not said & {"latest", "last_time"}:
            return self._ask(near, Reason.WHICH_SEASON)  # "who won when they were in the third division"
        if (
            inherited
            and {"who", "whom", "team"} & said
            and "how_many" not in said
            and _is_count(first.reading)
        ):
            return self._ask(near, Reason.NEARLY)  # "quién se los hizo" wants no number
        if _leaves_season_open(first):
            return self._ask(near, Reason.WHICH_SEASON)
        whose = lacks_subject(first.slots) or {"when", "win"} <= said
        if first.intent == "champion" and whose and not found_in(first.slots):
            return self._ask(near, Reason.NEARLY)
        if first.reading.score >= least and first.whole and len(near) == 1:
            error = first.reading.error
            if error is not None:
                return self._ask(scored[:1], Reason.SEVERAL_CLUBS, error=error)
            others = tuple(each.reading for each in scored[1:] if each.reading.error is None)
            return Understanding(
                "query", (first.reading, *others[: _MOST_OFFERED - 1]), language=self._language
            )
        if first.left and "how_far" in said:
            return self.nothing(ways)  # no table has the club, and no match of it is known
        if first.left:
            untold = {"venue": Reason.VENUE, "who_scored": Reason.WHO_SCORED}
            reason = next((why for concept, why in untold.items() if concept in said), Reason.STRANGE)
            return self._ask(near, reason, strange=tuple(dict.fromkeys(first.left)))
        return self._ask(near, Reason.NEARLY)

    def _with_strange_words(
        self, first: Scored, scored: list[Scored], ways: list[Slots], inherited: frozenset[str]
    ) -> Understanding:
        """Return a choice or "cannot" if words were not understood, since they may change the question."""
        unknown = first.slots.unknown
        named = bool(first.slots.clubs) and "club" not in inherited
        needs = "versus" in first.slots.concepts and len(first.slots.clubs) < 2
        needs = needs or (first.intent in _CLUB_INTENTS and not named)
        if unknown is not None and (
            needs or (not named and (first.slots.concepts <= PLAIN or _asks_for_club(first.slots)))
        ):
            return self.cannot(ways, Reason.UNKNOWN_CLUB, first.slots)
        near = [each for each in scored if each.reading.score > first.reading.score - MARGIN]
        if first.reading.score < CERTAIN:
            return self.nothing(ways)
        strange = first.slots.strange
        plain = len(near) == 1 and first.whole and not first.slots.turning
        return self._ask(near, Reason.UNREAD if plain else Reason.STRANGE, strange=strange)

    def _ask(
        self,
        near: list[Scored],
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

    def nothing(self, ways: list[Slots]) -> Understanding:
        """Return "cannot" for words without a plausible reading."""
        slots = ways[0]
        if not (slots.concepts or found_in(slots) or slots.strange):
            return self.cannot(ways, Reason.EMPTY)
        reason = Reason.UNKNOWN_CLUB if _asks_for_club(slots) else Reason.NOTHING
        return self.cannot(ways, reason)

    def cannot(self, ways: list[Slots], reason: Reason, slots: Slots | None = None) -> Understanding:
        """Return "cannot" with its reason and related examples."""
        slots = slots or ways[0]
        return Understanding(
            "cannot",
            reason=reason,
            strange=slots.strange,
            examples=examples((slots, *ways), self._known, self._before),
            language=self._language,
            error=_unknown_club(slots) if reason is Reason.UNKNOWN_CLUB else None,
        )


def _of_several_seasons(near: list[Scored]) -> bool:
    """Return whether the readings are one certain question on each of the seasons meant.

    These are the seasons that were named, or all that have a match with the score that was named.
    """
    first = near[0]
    asked = {getattr(each.reading.query, "season", None) for each in near}
    named = {*first.slots.seasons}
    return (
        1 < len(asked) == len(near) <= (_MOST_OFFERED if first.slots.concepts & TOGETHER else MOST_TOGETHER)
        and first.whole
        and first.reading.score >= CERTAIN
        and all(each.reading.error is None and each.intent == first.intent for each in near)
        and (asked == named or (first.slots.score is not None and not named))
        and not first.slots.concepts & TAKING_BACK
        and (not first.slots.concepts & TOGETHER or all(_adds_up(each.reading) for each in near))
    )


def _adds_up(reading: Reading) -> bool:
    """Return whether the numbers of several seasons can be added up: goals, but no teams and no means."""
    return reading.point is not None and reading.point.aim == "count" and reading.point.what in ADDED_UP


def _is_count(reading: Reading) -> bool:
    """Return whether the answer begins with a number of what a club did."""
    point = reading.point
    return isinstance(reading.query, Results) and point is not None and point.aim == "count"


def _leaves_season_open(first: Scored) -> bool:
    """Return whether "that year", or "the final", is of a season that nobody named."""
    if found_in(first.slots) - {"stage", "round"} or getattr(first.reading.query, "season", 0) is not None:
        return False
    others = [text for concept, text in first.slots.said if text in first.left and concept != "that_season"]
    if "that_season" in first.slots.concepts:
        return not others
    finals = [text for concept, text in first.slots.said if concept == "champion" and "final" in text.split()]
    return bool(finals) and not first.left


def _asks_for_club(slots: Slots) -> bool:
    """Return whether the words ask for a club by an unknown name."""
    if slots.unknown is None:
        return False
    others = found_in(slots) - {"season"}
    words = {*fold(slots.unknown.text).split()}
    if slots.department is not None and words.issuperset(fold(slots.department).split()):
        others -= {"department"}  # "Alianza Lima" is no question on Lima
    if _is_named_like_club(slots.unknown.text) and not others:
        return "who" not in slots.concepts
    asks = {"result", "match", "versus", "profile", "home", "years", "title", "last_match", "nickname"}
    if not slots.named and found_in(slots) - {"season"}:
        return False
    near = any(candidate.score > 0 for candidate in slots.unknown.candidates)
    return bool(slots.concepts & asks) or (near and bool(slots.seasons) and not slots.concepts)


def _is_named_like_club(text: str) -> bool:
    """Return whether an unknown name has a word of clubs' names and one of its own: "Sport Boys"."""
    roles = {lexicon().role(word) for word in fold(text).split()}
    return Role.RARE in roles and bool(roles & {Role.COMMON, Role.KIND, Role.FORM})


def _unknown_club(slots: Slots) -> UnknownClubError | None:
    name = slots.unknown
    if name is None or name.outcome is not Outcome.NONE:
        return None
    query: Query = Results(name.text, slots.season) if slots.season is not None else TeamProfile(name.text)
    return UnknownClubError(query, "team", name)


def refused(slots: Slots) -> Reason | None:
    """Return why no document can answer the question, or None."""
    said = slots.concepts
    past = bool(slots.seasons or slots.range or slots.day)
    if said & {"next_match", "today"} and not past:
        return Reason.FUTURE
    if "elsewhere" in said:
        return Reason.ELSEWHERE
    if "founding" in said and slots.clubs:
        return Reason.ELSEWHERE  # of a club; of the cup it is known
    if "division" in said and not said & _GOING_UP:
        return Reason.ELSEWHERE
    if len(slots.clubs) > 2 and not said & {"title", "champion", "most_titles"}:
        return Reason.NOTHING
    return None


def doubted(understanding: Understanding, words: str, reason: Reason = Reason.STRANGE) -> Understanding:
    """Return a meaning as a question back, since these words change it in a way that is not clear."""
    return dataclasses.replace(
        understanding, outcome="ask", reason=reason, strange=(words,) if words else (), also=()
    )
