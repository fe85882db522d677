"""What a text means after it took something back: "the 1967 runner-up, wait no, the 1970 one"."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from bot.ask.corrections import line_with_years
from bot.ask.gazetteer import Gazetteer
from bot.ask.intents import NO_CONTENT, PLAIN
from bot.ask.slots import Slots
from bot.ask.slots_finder import slots_of
from bot.ask.tokens import Token
from bot.ask.vocabulary import Vocabulary

_SURE = (
    r"(?:quise decir|queria decir|mejor dicho|me equivoque|me confundi|corrijo|rectifico|borra eso|miento"
    r"|(?:ay|uy|ah|oh|no|espera|wait|oops|(?<!runner )(?<!runners )ups)(?: \|)* no"
    r"|no(?: \|)* (?:perdon|digo|mejor|espera|wait|mentira|sorry)"
    r"|i mean|i meant|make that|scratch that|strike that|correction|my bad|my mistake)"
)
_PERHAPS = (
    r"(?:digo|perdon|perdona|perdone|disculpa|disculpe|o sea|espera|mentira"
    r"|sorry|wait|hold on|actually|rather|oops|(?<!runner )(?<!runners )ups|nvm|nah|nope|on second thoughts?)"
    r"(?! (?:to|for|but|por|pero|que|la molestia|si|until|till)(?!\S))"
)
"""Signs that may be politeness as well."""
_SHORT = r"(?=(?:(?:el|la|los|las|del|de|al|a|en|the|in|of|round|fecha) )*\w+(?: one)?(?: \||$))"
_BARE = rf"(?:no(?: \|)+|(?<=\| )(?:er|eh|em|um|uh) \|) {_SHORT}"
"""A "no" of its own before a few words: "the 1996 table. No! 1997!"."""
_SIGN = re.compile(rf"(?<!\S)(?:(?:{_SURE}|{_PERHAPS})(?!\S)|{_BARE})")
_VERBS = (
    r"(?:digo|dije|hablo|pregunto|pregunte|quiero|quise|busco|pido|pedi|necesito|des|digas|pases|muestres"
    r"|cuentes|traigas|era|es|fue|me|give|tell|show|want|mean|meant|asking|talking|ask|say|said)"
)
_NO_DENIAL = (
    r"(?:se|sabia|sabemos|me acuerdo|me acordaba|recuerdo|entiendo|entendi|importa|tengo|puedo|hay|estoy|know"
    r"|remember|recall|understand|think|believe|care|worry|sure|idea|matter|problem|worries|only|solo|one|bad"
    r"|even|count|counting|including|considering|contar|contando|contamos|cuento|cuentes|just|way|wait|espera|perdon|mentira|sorry|mejor|gracias|thanks)"
)
"""Words after "not" with which nothing is denied: "no recuerdo", "not sure"."""
_DENIED = re.compile(
    r"(?:^|(?<=\| ))(?:(?:i|it|im|its|thats|pero|but|mejor|ya|y|and|yo|que|oye|bueno|ojo|causa|bro"
    r"|pe|pues|mira|hey|look|listen|a ver) )*"
    rf"(?:(?:no|not|dont|didnt|wasnt|isnt)(?= )(?! {_NO_DENIAL}(?!\S))"
    r"|nada de|cero|basta de|enough of|no more"
    r"|olvida|olvidate de|olvidate|deja|forget|forget about|never mind|ignore|skip|en vez de|instead of)"
    rf"(?: {_VERBS})* (?P<denied>[^|]+?)"
    r"(?: \| (?:sino|but|pero) | \| | (?:sino|but) | (?=(?:dame|dime|quiero|muestrame|give|show|tell) )|$)"
)
"""An alternative that is denied, before or after the one that is meant."""
_DENIED_AFTER = re.compile(
    r"(?:^|(?<=\| ))(?P<denied>[^|]+?) no (?:\| )+(?=(?:mejor |quiero |dame |dime )?(?:el|la|los|las) )"
)
"""One that is denied behind it: "el goleador no, el campeón"."""
_DONE = frozenset({"win", "lose", "draw", "play", "scored", "promoted", "relegated", "qualified"})
"""What a club did; "did not lose" denies a fact, not an alternative."""
_ASKING = frozenset({"who", "when", "how_many"})
_FIELDS = {
    "time": ("seasons", "range", "day"),
    "club": ("clubs",),
    "place": ("department", "departments", "region"),
    "round": ("round",),
    "stage": ("stage",),
    "score": ("score",),
    "player": ("players",),
    "ranking": ("ranking",),
}
"""What can be taken back, besides what is asked."""
_MOST_WORDS, _MOST_WAYS = 60, 4


class Revision(NamedTuple):
    """The readings of a text without what it takes back; none if it is not known what that is."""

    ways: list[Slots]
    sign: str
    """The words that take back; "" for an alternative that is denied."""


def revision(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> Revision | None:
    """Return what a text means after it took something back, None if it took nothing back."""
    if len(tokens) > _MOST_WORDS:
        return None
    line = line_with_years(tokens)
    for start, wrong, stop, end, sign in _revisions(line):
        kept, denied, meant = _plain(tokens[:start]), tokens[wrong:stop], _plain(tokens[end:])
        base = slots_of([*kept, *denied], words, known)
        taken = slots_of(denied, words, known)[0] if denied else base[0]
        if not _kinds(taken) or (denied and taken.concepts & _DONE):
            continue
        later = [_with_number(way, base[0], words) for way in slots_of(meant, words, known)]
        if _kinds(taken) & _kinds(later[0]):
            merged = [_merged(one, other) for one in base for other in later]
            return Revision([way for way in merged if way is not None][:_MOST_WAYS], sign)
        against = "versus" in taken.concepts  # "Melgar, not against CNI" leaves something out
        rest = slots_of(kept, words, known)[0]
        if taken.seasons and rest.range is not None:
            continue  # an exception: "champions of the 90s, skip 95"
        if denied and not against and _kinds(taken) <= _kinds(rest):
            return Revision(slots_of([*kept, *meant], words, known), sign)
        if re.fullmatch(_SURE, sign):
            return Revision([], sign)
    return None


def _revisions(line: str) -> Iterator[tuple[int, int, int, int, str]]:
    """Yield where a sign begins, where denied words begin and end (if there are any), where the rest begins.

    The words of the sign come last, "" before something denied.
    """
    for match in (*_DENIED.finditer(line), *_DENIED_AFTER.finditer(line)):
        if match[0].startswith(("but ", "pero ")) and match.end() == len(line):
            continue  # an exception: "champions of Lima, but not …"
        start, wrong, stop, end = (
            len(line[:at].split()) for at in (match.start(), *match.span("denied"), match.end())
        )
        yield start, wrong, stop, end, ""
    for match in _SIGN.finditer(line):
        first, stop = (len(line[:at].split()) for at in match.span())
        if not line[match.end() :].strip(" |") and "|" in line[: match.start()]:
            # "la fecha 2, la 3 digo"
            first = len(line[: line.rindex("|", 0, match.start())].split())
            stop = first + 1
        yield first, first, first, stop, match[0].strip(" |")


def _plain(tokens: list[Token]) -> list[Token]:
    """Return the tokens without the words that take back."""
    line = line_with_years(tokens)
    signs: set[int] = set()
    for match in _SIGN.finditer(line):
        first, stop = (len(line[:at].split()) for at in match.span())
        signs.update(at for at in range(first, stop) if tokens[at].kind == "word")
    return [token for at, token in enumerate(tokens) if at not in signs]


def _kinds(slots: Slots) -> set[str]:
    """Return what a part of a text says that could be taken back."""
    kinds = {kind for kind, fields in _FIELDS.items() if any(getattr(slots, field) for field in fields)}
    return kinds | {"asked"} if slots.concepts - PLAIN - NO_CONTENT else kinds


def _with_number(slots: Slots, before: Slots, words: Vocabulary) -> Slots:
    """Return a bare number as that of the round named before: "la fecha 3, no, la 4"."""
    number = re.search(r"\d+", before.round or "")
    said = slots.strange[0] if len(slots.strange) == 1 and not slots.round else ""
    meant = said if said.isdigit() else str(words.numbers.get(said, ""))
    if number is None or not meant:
        return slots
    return dataclasses.replace(slots, round=number.string.replace(number[0], meant), strange=())


def _merged(before: Slots, after: Slots) -> Slots | None:
    """Return what was said before with what was said in its place, None if it is not clear what that is."""
    kinds = _kinds(after)
    asked = "asked" in kinds
    if ("club" in kinds and len(before.clubs) > len(after.clubs)) or (
        asked and before.ranking and not after.ranking
    ):
        return None
    values: dict[str, Any] = {
        field: getattr(after, field) for kind in kinds & _FIELDS.keys() for field in _FIELDS[kind]
    }
    if "round" in kinds and not before.round:
        values["stage"] = after.stage
    if "stage" in kinds and not before.stage:
        values["round"] = after.round
    left = [(concept, text) for concept, text in before.said if not asked or concept in _ASKING]
    concepts = before.concepts & _ASKING if asked else before.concepts
    return dataclasses.replace(
        before,
        **values,
        concepts=concepts | after.concepts,
        said=(*left, *after.said),
        passed=before.passed + after.passed,
        unknown=before.unknown or after.unknown,
        named=before.named or after.named,
        strange=(*before.strange, *after.strange),
        turning=before.turning or after.turning,
        cost=before.cost + after.cost,
    )
