"""What words mean together: "the second championship", "more in 96 or in 97?", "by one goal"."""

import dataclasses
import re

from bot.ask.gazetteer import Gazetteer
from bot.ask.relative_years import FIRST, LAST, Steps
from bot.ask.slots import Slots
from bot.ask.superlatives import Superlative
from bot.ask.tokens import Token
from bot.ask.vocabulary import Vocabulary

_SECOND = frozenset({"segundo", "segunda", "second", "2do", "2nd"})
_LEAST_OF_RANGE = 4
_DENIED = re.compile(
    r"(?<!\S)(?:(?:didnt|couldnt|did not|could not)(?P<between>(?: \S+){1,4}?)"
    r"|(?:did|could)(?P<before>(?: \S+){1,4}?) (?:not|fail to)) (?:beat|defeat|overcome)(?!\S)"
)
_HOW_MANY_MORE = re.compile(
    r"(?<!\S)(?:how many (?:more|fewer|less)|cuant[oa]s(?: \S+){0,2}? (?:mas|menos)"
    r"|(?:by|por) (?:how many|how much|cuant[oa]s?))(?!\S)"
)
_EITHER = re.compile(r"\b(?:o|or|which of|cual de)\b")
_BEFORE_SECOND = (
    r"(?:(?:cuant[oa]s|how many|con|contra|ante|with|against|to|by|a|al|de|del|of|el|la|los|las|the) )*"
)
_OF_PLAYERS = frozenset({"who", "scorer", "who_scored", "how_many"})


def of_either_edition(slots: Slots, tokens: list[Token]) -> Slots:
    """Return "more goals in 96 or in 97?" as a ranking of the editions."""
    either = len(slots.seasons) == 2 and bool(_EITHER.search(" ".join(token.text for token in tokens)))
    if not either or "most_goals" not in slots.concepts or slots.concepts & _OF_PLAYERS or slots.clubs:
        return slots
    ranking = Superlative("edition", "goals", False, frozenset())
    concepts = slots.concepts - {"most_goals", "goals", "more", "where", "when", "scored", "match"}
    return dataclasses.replace(slots, ranking=ranking, concepts=concepts, round=None, stage=None)


def with_second_title(slots: Slots) -> Slots:
    """Return "between the first championship of UTC and the second" as a question on both titles."""
    second = any(concept == "runner_up" and text in _SECOND for concept, text in slots.said)
    if not second or not slots.concepts & {"first_time", "earliest"}:
        return slots
    concepts = slots.concepts - {"runner_up", "earliest", "edition"} | {"first_time", "second_time", "title"}
    return dataclasses.replace(slots, concepts=concepts)


def with_score_asked(slots: Slots) -> Slots:
    """Return "their first match, how did it end" as a question on that match, not on a table."""
    said = [concept for concept, _ in slots.said]
    ends = [
        at for at, (concept, text) in enumerate(slots.said) if concept == "place" and text.startswith("como ")
    ]
    dated = slots.round is not None or slots.day is not None
    one = {"first_match", "last_match", "that_match"} | ({"opponents", "whom"} if dated else set())
    of_match = any(
        one & {*said[:at]} or {"first_match", "last_match"} & {*said[at + 1 : at + 2]} for at in ends
    )
    if not of_match or slots.concepts & {"table", "points"} or said.count("place") > len(ends):
        return slots
    return dataclasses.replace(slots, concepts=slots.concepts - {"place"} | {"result"})


def with_both(slots: Slots, tokens: list[Token]) -> Slots:
    """Return the slots with the concept of two clubs that do the same: "goals of Melgar and Aurich"."""
    if len(slots.clubs) != 2:
        return slots
    first, second = [re.escape(name.text) for name in slots.clubs]
    line = " ".join(token.text for token in tokens)
    if "goals" in slots.concepts and "conceded" not in slots.concepts and _are_of_match(line, first, second):
        return dataclasses.replace(slots, concepts=slots.concepts | {"goals_of_both"})
    joined = re.search(rf"(?<!\S){first} (?:y|e|and) {_BEFORE_SECOND}{second}(?!\S)", line)
    with_both = dataclasses.replace(slots, concepts=slots.concepts | {"both"})
    if re.search(rf"(?<!\S){first} (?:mas|plus) (?:\S+ )?{_BEFORE_SECOND}{second}(?!\S)", line):
        return dataclasses.replace(slots, concepts=slots.concepts - {"more"} | {"sum"})
    if joined and re.search(rf"(?<!\S)(?:entre|between) (?:el |la |los )?{first}", line):
        return slots if slots.concepts & {"win", "lose"} else with_both  # "who won between Melgar and CNI"
    return with_both if joined else slots


def _are_of_match(line: str, first: str, second: str) -> bool:
    """Return whether goals are those of a match of two clubs, not of one of them: "how many were there"."""
    of_one = rf"(?:goles|gol|goals?) (?:de|del|of|by|for|from) (?:el |la |los |the )?{first}"
    if re.search(rf"(?<!\S){of_one}(?!\S)", line):
        return False
    there = (
        "hubo|hay|cayeron|se (?:hicieron|metieron|marcaron|anotaron)"
        "|(?:were|was|are) there|were scored|total goals"
    )
    after = "tuvo|tuvieron|have|had|saw|see|produced?"
    return bool(re.search(rf"(?<!\S)(?:(?:{there})|{second}(?: \S+){{0,3}}? (?:{after}))(?!\S)", line))


def with_steps(slots: Slots, steps: Steps, words: Vocabulary) -> Slots:
    """Return the slots with how many years or editions from a title: "two years after UTC's first"."""
    if slots.range:
        return slots
    if slots.seasons:  # from what of the season?
        return slots.turned_by(str(abs(steps.number)))
    strange = tuple(text for text in slots.strange if text not in words.numbers and not text.isdigit())
    return dataclasses.replace(slots, steps=steps, strange=strange)


def with_difference(slots: Slots, tokens: list[Token]) -> Slots:
    """Return the slots with the concept of how far two seasons, clubs or departments are apart.

    "How many more goals were there in 1996 than in 1967" is about both, and so is what lies between two.
    """
    first, last = slots.range or (FIRST, LAST)
    between = ("apart" in slots.concepts or slots.concepts & {"gap", "difference"}) and first > FIRST
    if between and last < LAST and not slots.seasons and not slots.clubs and "years" not in slots.concepts:
        slots = dataclasses.replace(slots, seasons=(first, last), range=None)
    if len(slots.clubs) == 2 and "difference" in slots.concepts:
        return dataclasses.replace(slots, concepts=slots.concepts - {"apart"})  # all is set side by side
    several = max(len(slots.seasons), len(slots.departments), len(slots.clubs)) == 2
    match = _HOW_MANY_MORE.search(" ".join(token.text for token in tokens))
    counted = slots.concepts & {"title", "champion"} or (
        slots.seasons and slots.concepts & {"goals", "scored"}
    )
    if not several or (slots.clubs and not counted) or not (match or slots.concepts & {"apart", "gap"}):
        return slots
    concepts = slots.concepts - {"more", "gap"} | {"apart"}
    return dataclasses.replace(slots, concepts=concepts)


def denies_what_a_club_did(tokens: list[Token], words: Vocabulary) -> bool:
    """Return whether a name stands before the verb: "who did Gálvez not beat", "who didn't Gálvez beat"."""
    line = " ".join(token.text for token in tokens)
    match = _DENIED.search(line)
    if match is None:
        return False
    return not words.leading.issuperset((match["between"] or match["before"]).split())


def with_years_as_range(slots: Slots, known: Gazetteer) -> Slots:
    """Return many editions in a row as a range: "79, 80, 81 and 82"."""
    years = sorted(slots.seasons)
    if len(years) < _LEAST_OF_RANGE or slots.range is not None:
        return slots
    inside = [year for year in known.seasons if years[0] <= year <= years[-1]]
    return dataclasses.replace(slots, seasons=(), range=(years[0], years[-1])) if inside == years else slots


def at_end_of_range(slots: Slots, known: Gazetteer) -> Slots:
    """Return the slots with one edition for "the first champion after 1996"."""
    end = slots.concepts & {"earliest", "latest"}
    first, last = slots.range or (FIRST, LAST)
    beside = slots.concepts & {"following", "previous"}
    if beside == {"following"} and last == LAST:
        end = beside | {"earliest"}  # "after the cup of 87, who was the next champion?"
    elif beside == {"previous"} and first == FIRST:
        end = beside | {"latest"}
    winner = "champion" in slots.concepts or (
        {"who", "win"} <= slots.concepts and not slots.concepts & {"match", "victory", "versus"}
    )
    if slots.range is None or not end or not winner:
        return slots
    inside = [year for year in known.won if first <= year <= last]
    if not inside:
        return slots
    season = inside[0] if "earliest" in end else inside[-1]
    told = (first - 1 if last == LAST else last + 1) if beside else slots.title_of
    return dataclasses.replace(
        slots, range=None, seasons=(season,), concepts=slots.concepts - end, title_of=told
    )
