"""The verdict on ranked clubs: one, several, or none. A margin decides, never the order alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from bot.model import Club
from bot.names.fit import Fit
from bot.names.resolution import Outcome
from bot.names.weights import (
    LEAST_ALIAS,
    LEAST_CLEAR,
    LEAST_EVIDENCE,
    LEAST_EXPLAINED,
    LEAST_LETTERS,
    LEAST_MISTYPED,
    MARGIN,
    SAME_EXPLANATION,
    STRANGER,
    WELL_EXPLAINED,
)
from bot.text import fold


@dataclass(slots=True)
class Ranked:
    """A club number with its best fitting name, and whether any of its names fits apart from the place."""

    club: int
    fit: Fit
    peer: bool = False


@dataclass(slots=True)
class Verdict:
    """The outcome, its clubs, the other clubs in order, and what broke a tie."""

    outcome: Outcome
    chosen: list[Ranked]
    others: list[Ranked]
    told_by: str | None = None


_score = attrgetter("fit.score")


def best_of_each(fits: Iterable[Fit]) -> list[Ranked]:
    """Return the best fitting name of each club, best club first."""
    of_club: dict[int, list[Fit]] = {}
    for one in fits:
        of_club.setdefault(one.name.club, []).append(one)
    ranked = [
        Ranked(
            club,
            max(own, key=lambda one: (one.score, one.whole)),
            any(one.whole or one.qualified for one in own),
        )
        for club, own in of_club.items()
    ]
    ranked.sort(key=_score, reverse=True)
    return ranked


def _enough(one: Fit) -> bool:
    """Return whether the typed text is explained well enough, by more than common words and a place."""
    if one.explained < _least_explained(one) or one.evidence <= 0:
        return False
    if one.whole and one.sure:
        return True
    if one.clearest < LEAST_CLEAR or (one.letters < LEAST_LETTERS and not one.begun):
        return False
    if one.begun and (one.mixed or (one.ordinary and not one.name.spelling)):
        return False
    return not (one.places_only or (one.kinds_only and _too_common(one)))


def _least_explained(one: Fit) -> float:
    """Return the share that must be explained: more with an unknown word, a partial name or an alias."""
    if one.begun and not one.name.spelling:
        return LEAST_ALIAS
    if one.begun or (one.core and one.name.spelling):
        # Typos in every word of a name add up to a different name.
        return LEAST_EXPLAINED if one.strange >= STRANGER or one.slips > 1 else LEAST_MISTYPED
    if one.name.spelling:
        return LEAST_EXPLAINED
    return LEAST_ALIAS if one.core else WELL_EXPLAINED


def _too_common(one: Fit) -> bool:
    """Return whether only common words were typed, in a way that may well mean another club."""
    if one.other_kind or one.perhaps_there:
        return True
    if one.placed and one.evidence < LEAST_EVIDENCE:
        return True
    return not (one.name.spelling or one.qualified or one.begun or one.at_place)


def _equals(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the clubs as good as the first; omitted words only count if rare words were typed."""
    first = ranked[0].fit
    if first.kinds_only or first.begun:
        best = max(entry.fit.explained for entry in ranked if entry.fit.score >= first.score - MARGIN)
        near = [entry for entry in ranked if entry.fit.explained >= best - SAME_EXPLANATION]
        return [entry for entry in near if _enough(entry.fit) or (entry.fit.begun and entry.fit.places_only)]
    near = [entry for entry in ranked if entry.fit.explained >= first.explained - SAME_EXPLANATION]
    if first.whole:
        return [entry for entry in near if entry.peer]
    return [entry for entry in near if entry.fit.score >= first.score - MARGIN]


def told_apart(
    equals: Sequence[int], clubs: Sequence[Club], season: int | None, department: str | None
) -> tuple[Sequence[int], str | None]:
    """Return those of equally good clubs that match season and department, or all if none does.

    Also returns what broke the tie, or None.
    """
    told_by = []
    if season is not None and len(equals) > 1:
        inside = [number for number in equals if season in clubs[number].seasons]
        if inside and len(inside) < len(equals):
            equals = inside
            told_by.append(f"season: {season}")
    if department and len(equals) > 1:
        wanted = fold(department)
        inside = [number for number in equals if fold(clubs[number].department or "") == wanted]
        if inside and len(inside) < len(equals):
            equals = inside
            told_by.append(f"department: {department}")
    return equals, ", ".join(told_by) or None


def decide(
    ranked: Sequence[Ranked], clubs: Sequence[Club], typed: int, season: int | None, department: str | None
) -> Verdict:
    """Decide on ranked clubs; `typed` is the number of words that were typed."""
    if not ranked or not _enough(ranked[0].fit):
        return Verdict(Outcome.NONE, [], list(ranked))
    equals = _equals(ranked)
    if not equals:
        # If another club explains more, though not enough, the first is not certain either.
        return Verdict(Outcome.NONE, [], list(ranked))
    left, told_by = told_apart([entry.club for entry in equals], clubs, season, department)
    chosen = set(left)
    equals = [entry for entry in equals if entry.club in chosen]
    others = [entry for entry in ranked if entry.club not in chosen]
    if len(equals) > 1:
        return Verdict(Outcome.SEVERAL, equals, others, told_by)
    fit = equals[0].fit
    exact = fit.whole and fit.sure and len(fit.pairs) == typed and told_by is None
    return Verdict(Outcome.EXACT if exact else Outcome.LIKELY, equals, others, told_by)
