"""Spans → slots: what the words of a question mean one by one, without the names."""

import itertools
from typing import Any

from bot.ask.everyday import governs
from bot.ask.gazetteer import Gazetteer
from bot.ask.headings import FINAL_STAGE, is_decider, is_final
from bot.ask.several import is_how_many_to_list
from bot.ask.slots import CHAMPIONS, Slots
from bot.ask.tokens import Token, words_of
from bot.ask.vocabulary import Vocabulary, language_of_words, vocabulary
from bot.ask.years import AGED, Span

_COUNTED = frozenset({"sum", "both", "how_many", "mean"})
_FEW_WORDS = 3
_WITH = frozenset({"con", "with", "mas", "plus"})
_THOSE_OF = [[one, of] for one in ("los", "las", "the") for of in ("de", "from", "of")]
_OF_TABLE_ALONE = frozenset({"table", "points", "difference", "place", "top", "bottom", "gap"})
"""Concepts of what a table tells, in which no play-off counts."""
_IN_TABLE = frozenset({"win", "lose", "draw", "goals", "scored", "conceded", "match"})
"""Concepts of the numbers of a table."""
_FIELDS = {"date": "day", "player": "players"}


def without_names(
    spans: list[Span], tokens: list[Token], words: Vocabulary, known: Gazetteer, passed: set[int]
) -> Slots:
    """Return the slots of all spans except the names.

    A number is strange unless it counts what an everyday word says: "three beers", but not "scored three".
    """
    spans = sorted(spans, key=lambda span: span.start)
    values: dict[str, Any] = {"concepts": frozenset()}
    seasons: dict[int, None] = {}
    rounds: dict[str, None] = {}
    further: list[str] = []
    said: list[tuple[str, str]] = []
    for span in spans:
        value: Any = span.value
        match span.kind:
            case "concept":
                meant = frozenset(
                    concept
                    for concept in value
                    if concept != "courtesy" and governs(concept, span, spans, tokens, words, known)
                )
                text = " ".join(token.text for token in tokens[span.start : span.stop])
                values["concepts"] |= meant
                said += [(concept, text) for concept in sorted(meant)]
            case "season":
                seasons[value] = None
            case "stage":
                both = f"{values['stage']} {value}" if "stage" in values else value
                values["stage"] = value if values.get("stage") == value else both
            case "round":
                rounds[str(value)] = None
            case "date" if values.get("day", value) != value:
                further.append(" ".join(token.text for token in tokens[span.start : span.stop]))
            case "date" | "player" | "score" | "range" | "region":
                values[_FIELDS.get(span.kind, span.kind)] = value
    of_final = [round_ for round_ in rounds if is_final(round_)]
    numbered = any(letter.isdigit() for round_ in rounds for letter in round_)
    if of_final and (numbered or values["concepts"] & {"last_round", "first_round", "group_word"}):
        # "The last round of the final", "the final group" are of the final stage.
        rounds = {round_: None for round_ in rounds if round_ not in of_final}
        if {"who", "win"} <= values["concepts"]:  # who won the final group is the champion
            values["concepts"] -= {"group_word"}
        else:
            values.setdefault("stage", FINAL_STAGE)
    if "day" in values:
        values["concepts"] -= {"that_day"}
    if values["concepts"] & {"decided", "penalties"}:
        rounds = {round_: None for round_ in rounds if not is_final(round_)}
    deciders = [round_ for round_ in rounds if is_decider(round_)]
    if deciders and (
        "inclusion" in values["concepts"]
        or (_is_added(spans, tokens) and ("stage" in values or values["concepts"] & _COUNTED))
        or ("before" in values["concepts"] and values["concepts"] & _OF_TABLE_ALONE)
    ):
        # A stage holds its play-off, and a table tells what was before one.
        rounds = {round_: None for round_ in rounds if round_ not in deciders}
        values["concepts"] -= {"inclusion", "before"}
    elif (
        deciders
        and "how_many" in values["concepts"]
        and values["concepts"] & {"before", "exception"}
        and values["concepts"] & _IN_TABLE
    ):
        rounds = {round_: None for round_ in rounds if round_ not in deciders}
        values["concepts"] = values["concepts"] - {"before", "exception"} | {"table"}
    if rounds:
        values["round"], *others = rounds
        said += [("times", other) for other in others]
        values["concepts"] |= {"times"} if others else set()
    english = language_of_words(words_of(tokens)) == "en"  # "once" is eleven in Spanish alone
    ranges = {span.value: span.stop for span in spans if span.kind == "range"}
    left = [tokens[stop - 1].text for stop in [*ranges.values()][1:]] + [
        token.text
        for at, token in enumerate(tokens)
        if token.kind == "odd"
        or (
            (token.text.isdigit() or words.numbers.get(token.text, 0) > 1)
            and not (token.text == "once" and english)
            and not any(span.start <= at < span.stop for span in spans)
            and not is_how_many_to_list(tokens, at, spans)
            and not (at > 0 and tokens[at - 1].text in AGED)
            and not _is_how_many_there_are(tokens, at, spans)
            and not (
                at + 1 in passed
                and tokens[at + 1].text not in words.counted
                and not any(span.stop == at for span in spans)
            )
        )
    ]
    return Slots(
        **values,
        said=tuple(said),
        seasons=tuple(seasons),
        title_of=_title_of(spans, tokens),
        strange=(*left, *further),
        turning=bool(left or further),
    )


def _is_added(spans: list[Span], tokens: list[Token]) -> bool:
    """Return whether a play-off is added to what is asked of: "with the play-off", "con el desempate"."""
    starts = [span.start for span in spans if span.kind == "round" and is_decider(str(span.value))]
    before = [[token.text for token in tokens[max(start - 2, 0) : start]] for start in starts]
    return any(_WITH & {*words} for words in before)


def _is_how_many_there_are(tokens: list[Token], at: int, spans: list[Span]) -> bool:
    """Return whether a number only repeats how many there are: "de los 3 partidos", "los 2 de Puno"."""
    if [token.text for token in tokens[at - 1 : at + 2 : 2]] in _THOSE_OF and at > 0:
        return True
    matches = any(
        span.start == at + 1 and (span.kind == "stage" or (span.kind == "concept" and "match" in span.value))  # type: ignore[operator]
        for span in spans
    )
    return matches and at > 0 and tokens[at - 1].text in vocabulary().articles


def _title_of(spans: list[Span], tokens: list[Token]) -> int | None:
    """Return the season right behind or before a champion: "the champions of 97", "the 1997 winner"."""
    beside = [(one, other) for one, other in itertools.pairwise(spans) if other.start - one.stop < _FEW_WORDS]
    for title, season in [*beside, *((other, one) for one, other in beside)]:
        named = {token.text for token in tokens[title.start : title.stop]} & CHAMPIONS
        if title.kind == "concept" and named and season.kind == "season":
            return int(str(season.value))
    return None
