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
class RankedClub:
    """A club number with its best fitting name, and whether any of its names fits apart from the place."""

    club: int
    fit: Fit
    peer: bool = False


@dataclass(slots=True)
class Verdict:
    """The outcome, its clubs, the other clubs in order, and what broke a tie."""

    outcome: Outcome
    chosen: list[RankedClub]
    others: list[RankedClub]
    told_by: str | None = None


_score = attrgetter("fit.score")


def best_of_each(fits: Iterable[Fit]) -> list[RankedClub]:
    """Return the best fitting name of each club, best club first."""
    of_club: dict[int, list[Fit]] = {}
    for fit in fits:
        of_club.setdefault(fit.name.club, []).append(fit)
    ranked = [
        RankedClub(
            club,
            max(own, key=lambda fit: (fit.score, fit.whole)),
            any(fit.whole or fit.qualified for fit in own),
        )
        for club, own in of_club.items()
    ]
    ranked.sort(key=_score, reverse=True)
    return ranked


def _enough(fit: Fit) -> bool:
    """Return whether the typed text is explained well enough, by more than common words and a place."""
    if fit.explained < _least_explained(fit) or fit.evidence <= 0:
        return False
    if fit.whole and fit.sure:
        return True
    if fit.clearest < LEAST_CLEAR or (fit.letters < LEAST_LETTERS and not fit.begun):
        return False
    if fit.begun and (fit.mixed or (fit.ordinary and not fit.name.spelling)):
        return False
    return not (fit.places_only or (fit.kinds_only and _too_common(fit)))


def _least_explained(fit: Fit) -> float:
    """Return the share that must be explained: more with an unknown word, a partial name or an alias."""
    if fit.begun and not fit.name.spelling:
        return LEAST_ALIAS
    if fit.begun or (fit.core and fit.name.spelling):
        # Typos in every word of a name add up to a different name.
        return LEAST_EXPLAINED if fit.strange >= STRANGER or fit.slips > 1 else LEAST_MISTYPED
    if fit.name.spelling:
        return LEAST_EXPLAINED
    return LEAST_ALIAS if fit.core else WELL_EXPLAINED


def _too_common(fit: Fit) -> bool:
    """Return whether only common words were typed, in a way that may well mean another club."""
    if fit.other_kind or fit.perhaps_there:
        return True
    if fit.placed and fit.evidence < LEAST_EVIDENCE:
        return True
    return not (fit.name.spelling or fit.qualified or fit.begun or fit.at_place)


def _equals(ranked: Sequence[RankedClub]) -> list[RankedClub]:
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


def _known_first(ranked: Sequence[RankedClub], clubs: Sequence[Club]) -> Sequence[RankedClub]:
    """Return the clubs without those of a list of editions alone, where a part of a name fits others, too.

    Where all are misspelt, one whose name fits clearly better stays: "loretna" is La Loretana, not Loreto.
    """
    with_results = [entry.fit for entry in ranked if clubs[entry.club].seasons]
    misspelt = not any(fit.sure for fit in with_results)
    best = max((fit.score for fit in with_results), default=0.0)
    known = [
        entry
        for entry in ranked
        if clubs[entry.club].seasons
        or (entry.fit.whole and entry.fit.sure)
        or (misspelt and entry.fit.score > best + MARGIN)
    ]
    return known if known and _enough(known[0].fit) else ranked


def told_apart(
    equals: Sequence[int], clubs: Sequence[Club], season: int | None, department: str | None
) -> tuple[Sequence[int], str | None]:
    """Return those of equally good clubs that match season and department, or all if none does.

    Also returns what broke the tie, or None.
    """
    told_by = []
    if season is not None and len(equals) > 1:
        inside = [number for number in equals if season in clubs[number].all_seasons]
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
    ranked: Sequence[RankedClub],
    clubs: Sequence[Club],
    typed: int,
    season: int | None,
    department: str | None,
) -> Verdict:
    """Decide on ranked clubs; `typed` is the number of words that were typed."""
    ranked = _known_first(ranked, clubs)
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
