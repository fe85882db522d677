"""A run of words that may be names → clubs, departments and unknown names."""

import dataclasses
import re
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.ask.gazetteer import Gazetteer
from bot.ask.vocabulary import vocabulary
from bot.ask.years import Span
from bot.names import Outcome, Resolution
from bot.names.lexicon import Role, lexicon
from bot.names.spelling import likeness, sound
from bot.names.weights import MAX_EDITS
from bot.text import fold

_LONGEST_RUN = 8
_UNIVERSITY = "u"
"""The only letter that names clubs: "la U" is what several of universities are called."""
_PLACE_AS_CLUB = 2.0
"""Penalty for a club whose name merely contains the department's."""
_BEGINS = re.compile(r"begins: (\w+)→(\w+)")
_FEWEST_BEGUN, _MOST_LETTERS_LEFT = 5, 2
_LEAST_MISTYPED, _SHORT = 78.0, 4
_BEFORE_NEXT = frozenset({"a", "al", "ante", "to", "el", "la", "los", "the"})
"""Small words with which no name ends, but before which another one begins."""
_SURE = 100.0
"""Maximum score of a candidate."""
_SUGGESTED = 5
_SHORTEST_MISSPELT, _LEAST_LIKENESS = 4, 0.8


@dataclass(frozen=True, slots=True)
class NamePart:
    """A part of a run: a department, or the resolver's result; `doubtful` if it may not be a name at all."""

    text: str
    resolution: Resolution | None = None
    department: str | None = None
    doubtful: bool = False


Way = tuple[tuple[NamePart, ...], float]


def names_of_run(texts: list[str], spans: list[Span], known: Gazetteer, season: int | None) -> list[Way]:
    """Return the readings of a run, likeliest first, each with its penalty."""
    if len(texts) == 1 and len(texts[0]) == 1:
        called = known.index.resolve(f"la {texts[0]}", season=season)
        return [((NamePart(texts[0], called if texts[0] == _UNIVERSITY else _no_club(called)),), 0.0)]
    places = [span for span in spans if span.kind == "department"]
    if any(span.start == 0 and span.stop == len(texts) for span in places):
        return _place_or_club(" ".join(texts), str(places[0].value), known, season)
    told = _told_twice(texts, places)
    if told is not None:
        return [((NamePart(" ".join(texts), department=told),), 0.0)]
    if len(texts) > _LONGEST_RUN:
        return [((NamePart(" ".join(texts), _no_club(known.index.resolve(" ".join(texts)))),), 0.0)]
    whole = _resolved(texts, known, season)
    heard = _heard_department(" ".join(texts), known) if not places else None
    if whole is not None and not _of_two(whole):
        club: Way = ((NamePart(" ".join(texts), whole, doubtful=_doubtful(texts, whole, known)),), 0.0)
        if heard is None or known.words.issuperset(texts):
            return [club]
        return [((NamePart(" ".join(texts), department=heard),), 0.0), club]  # "livertad" is misspelt
    if heard is not None:
        return [((NamePart(" ".join(texts), department=heard),), 0.0)]
    parted = _parted(texts, known, season)
    if parted is not None:
        return [(parted, 0.0)]
    return [(_piece_by_piece(texts, spans, known, season), 0.0)]


def _told_twice(texts: list[str], places: list[Span]) -> str | None:
    """Return the department that is named beside the word for its people: "los charapas de Loreto"."""
    words = vocabulary()
    taken = {at for place in places for at in range(place.start, place.stop)}
    rest = [word for at, word in enumerate(texts) if at not in taken and word not in words.ignored]
    homes = [words.demonyms.get(word, "") for word in rest]
    told = {fold(str(place.value)) for place in places} | {fold(home) for home in homes}
    return str(places[0].value) if len(told) == 1 and len(rest) + len(places) > 1 and places else None


def _place_or_club(text: str, department: str, known: Gazetteer, season: int | None) -> list[Way]:
    ways: list[Way] = [((NamePart(text, department=department),), 0.0)]
    name = known.index.resolve(text, season=season)
    if name.club is not None:
        cost = 0.0 if name.outcome is Outcome.EXACT else _PLACE_AS_CLUB
        ways.append(((NamePart(text, name),), cost))
    return ways


def _heard_department(text: str, known: Gazetteer) -> str | None:
    """Return the department that was misspelt, None if none is close enough."""
    if len(text) < _SHORTEST_MISSPELT:
        return None
    heard = sound(text)
    near = {
        name: likeness(text, written)
        for words, name in known.departments.items()
        if _as_long(text, written := _without_article(words)) or _as_long(heard, sound(written))
    }
    best = max(near, key=lambda name: near[name], default=None)
    return best if best is not None and near[best] >= _LEAST_LIKENESS else None


def _without_article(words: tuple[str, ...]) -> str:
    """Return the words of a place, "libertad" for "la libertad", as nobody misspells an article."""
    return " ".join(words[1:] if words[0] in vocabulary().articles else words)


def _as_long(text: str, other: str) -> bool:
    return abs(len(text) - len(other)) <= MAX_EDITS


def _resolved(texts: list[str], known: Gazetteer, season: int | None) -> Resolution | None:
    """Return the resolution of the words as one name, None if they fit no club well."""
    name = known.index.resolve(" ".join(texts), season=season)
    if name.outcome is Outcome.NONE and tuple(texts) in known.clubs:
        # A club whose name consists of words of questions, which the resolver takes for words around a name.
        whole = [candidate for candidate in name.candidates if "whole name" in candidate.why]
        return known.index.resolve(whole[0].club.key, season=season) if len(whole) == 1 else None
    if name.outcome is Outcome.NONE or not _trusted(name):
        return None
    return name


def _trusted(name: Resolution) -> bool:
    """Return whether the best club explains every word, and not only as the beginning of a longer one."""
    for why in name.candidates[0].why:
        if why.startswith("not explained"):
            return False
        begun = _BEGINS.match(why)
        if begun and not _nearly_whole(begun[1], begun[2]):
            return False
    return True


def _nearly_whole(begun: str, word: str) -> bool:
    """Return whether a word lacks its last letters, or is whole but for one slip: "aurih"."""
    if len(begun) < _FEWEST_BEGUN:
        return False
    cut = word.startswith(begun) and len(word) - len(begun) <= _MOST_LETTERS_LEFT
    return cut or OSA.distance(begun, word) == 1


def _doubtful(texts: list[str], name: Resolution, known: Gazetteer) -> bool:
    """Return whether the words may not be a name: every word resembles some club's."""
    best = name.candidates[0]
    if best.score < _LEAST_MISTYPED and any(why.startswith("typo") for why in best.why):
        return True
    return len(texts) == 1 and len(texts[0]) <= _SHORT and texts[0] not in known.words


def _of_two(name: Resolution) -> bool:
    return "one of two names" in name.candidates[0].why


def _parted(texts: list[str], known: Gazetteer, season: int | None) -> tuple[NamePart, ...] | None:
    """Return the two clubs named one after the other."""
    best, names = 0.0, None
    for cut in range(1, len(texts)):
        left = _side(texts[:cut], known, season)
        if left is None or left[1] + _SURE <= best:
            continue
        right = _side(texts[cut:], known, season)
        if right is not None and left[1] + right[1] > best:
            best, names = left[1] + right[1], (left[0], right[0])
        if best >= 2 * _SURE:
            break
    return names


def _tells(texts: list[str]) -> bool:
    """Return whether a word tells clubs apart; "deportivo" and "unión" begin the names of many."""
    return any(lexicon().role(text) is Role.RARE for text in texts)


def _side(texts: list[str], known: Gazetteer, season: int | None) -> tuple[NamePart, float] | None:
    while len(texts) > 1 and texts[-1] in _BEFORE_NEXT:
        texts = texts[:-1]  # "Grau al Municipal"
    text = " ".join(texts)
    name = _resolved(texts, known, season)
    kind = len(texts) == 1 and lexicon().role(texts[0]) is Role.KIND
    if name is None or _of_two(name) or (name.club is None and not (_tells(texts) or kind)):
        return None
    return NamePart(text, name, doubtful=_doubtful(texts, name, known)), name.candidates[0].score


def _piece_by_piece(
    texts: list[str], spans: list[Span], known: Gazetteer, season: int | None
) -> tuple[NamePart, ...]:
    """Return the full names and departments in the run, and the rest as unknown names."""
    names: list[NamePart] = []
    left: list[str] = []
    at = 0

    def close() -> None:
        if left:
            # With a place the whole run may be a name: "Alianza Lima" is not "Lima" plus an unknown word.
            text = " ".join(left if any(span.kind == "club" for span in spans) else texts)
            names.append(NamePart(text, _no_club(known.index.resolve(text, season=season))))
            left.clear()

    while at < len(texts):
        span = max((s for s in spans if s.start == at), key=lambda s: s.stop, default=None)
        if span is None:
            left.append(texts[at])
            at += 1
            continue
        close()
        text = " ".join(texts[span.start : span.stop])
        if span.kind == "department":
            names.append(NamePart(text, department=str(span.value)))
        else:
            names.append(NamePart(text, known.index.resolve(text, season=season)))
        at = span.stop
    close()
    return tuple(names)


def _no_club(name: Resolution) -> Resolution:
    """Return an untrusted resolution as one without a club, with the closest clubs as suggestions."""
    return dataclasses.replace(name, outcome=Outcome.NONE, candidates=name.candidates[:_SUGGESTED])
