"""Moderators' corrections of matches, applied to a season after its documents were put together.

A correction holds as long as the document has what it corrected. Where the document has another value by now,
or the match is gone, the document's facts stand and the season has a problem that says so.
"""

import datetime
import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.model import DIFFERS, Correction, Match, MatchStatus, Problem, Season
from bot.problems import problem
from bot.text import fold
from bot.tournament.checks import check

SCORE, DATE = "score", "date"
IDLE = f"{DIFFERS}correction-"
"""What the kinds of problems begin with that tell of a correction which is not in use."""

_PAIR = re.compile(r"(?<!\d)(\d{1,2})\s*[-–—−:]\s*(\d{1,2})(?!\d)")
_WORDS = frozenset({"pens", "pen", "penalties", "penales", "penal", "p", "on", "por", "en", "a", "los"})
"""Words that may stand beside the numbers of a shoot-out."""
_PLAYED = (MatchStatus.PLAYED, MatchStatus.AWARDED)

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TypedScore:
    """A score as moderators type it: goals, and the shoot-out if there was one, home first."""

    goals: Pair
    penalties: Pair | None = None

    def __str__(self) -> str:
        return score_text(self.goals, self.penalties)


def score_text(goals: Pair | None, penalties: Pair | None) -> str:
    """Return a score as a correction holds it, empty for none."""
    text = "-".join(map(str, goals)) if goals else ""
    return f"{text} ({penalties[0]}-{penalties[1]})" if goals and penalties else text


def typed_score(text: str) -> TypedScore | None:
    """Return the score of a text such as "2-1" or "1-1 (4-3 pens)"; None for any other text."""
    pairs: list[Pair] = [(int(home), int(away)) for home, away in _PAIR.findall(text)]
    if not 1 <= len(pairs) <= 2 or not set(fold(_PAIR.sub(" ", text)).split()) <= _WORDS:
        return None
    penalties = pairs[1] if len(pairs) == 2 else None
    return None if penalties and penalties[0] == penalties[1] else TypedScore(pairs[0], penalties)


def key_of(match: Match | Correction) -> tuple[Hashable, ...]:
    """Return what identifies a match before any correction: clubs, date and place in its document."""
    if isinstance(match, Match):
        date = printed(match, DATE)
        clubs = (match.season, match.home.key, match.away.key)
    else:
        date, clubs = match.date, (match.season, match.home, match.away)
    return (*clubs, date, match.stage, match.group, match.round, match.leg)


def printed(match: Match, kind: str) -> str:
    """Return what the document has of a match's score or date, corrected or not."""
    corrected_from = [item.printed for item in match.corrections if item.kind == kind]
    return corrected_from[0] if corrected_from else value_of(match, kind)


def value_of(match: Match, kind: str) -> str:
    """Return the score or date of a match as a correction holds it."""
    if kind == DATE:
        return match.date.isoformat() if match.date else ""
    return score_text(match.score, match.penalties)


def with_clubs_of_now(correction: Correction, ruled: Callable[[str, int], str]) -> Correction:
    """Return a correction with the keys that its clubs have by now; clubs may have been joined or parted."""
    home, away = (ruled(club, correction.season) for club in (correction.home, correction.away))
    return replace(correction, home=home, away=away)


def by_season(corrections: Iterable[Correction]) -> dict[int, tuple[Correction, ...]]:
    """Return corrections by season, those of a season in their order."""
    by_year: dict[int, tuple[Correction, ...]] = {}
    for item in corrections:
        by_year[item.season] = (*by_year.get(item.season, ()), item)
    return by_year


def corrected(season: Season, corrections: Sequence[Correction]) -> Season:
    """Return a season with moderators' corrections, and a problem for each that is not in use."""
    if not corrections:
        return season
    problems: list[Problem] = []
    new: dict[int, Match] = {}
    matches = season.all_matches
    for correction in corrections:
        number = _number(correction, matches)
        match = None if number is None else new.get(number, matches[number])
        if number is None or match is None:
            problems.append(_idle("gone", correction, season))
        elif (found := value_of(match, correction.kind)) == correction.printed:
            new[number] = _corrected(match, correction)
        else:
            what = "done" if found == correction.value else "changed"
            problems.append(_idle(what, correction, season, match, found))
    changed = {matches[number]: match for number, match in new.items()}
    after = replace(
        season,
        matches=tuple(new.get(number, match) for number, match in enumerate(season.matches)),
        records=tuple(replace(r, match=changed.get(r.match, r.match)) for r in season.records),
    )
    return replace(after, problems=(*_checked_again(season, after), *problems))


def _checked_again(before: Season, after: Season) -> tuple[Problem, ...]:
    """Return the problems of a season after corrections, which settle some and may make others."""
    old, new = check(before), check(after)
    kept = [found for found in before.problems if found not in old or found in new]
    return (*kept, *(found for found in new if found not in old))


def _number(correction: Correction, matches: Sequence[Match]) -> int | None:
    """Return the number of the match that is meant; None where it is gone or several come into question.

    Headings may be worded anew, so that a match which is the only one of its clubs is meant wherever it is.
    """
    numbers = [
        number
        for number, match in enumerate(matches)
        if (match.home.key, match.away.key) == (correction.home, correction.away)
    ]
    place = (correction.stage, correction.group, correction.round, correction.leg)
    dates = {correction.date, *([correction.value] if correction.kind == DATE else ())}
    at_place = [n for n in numbers if _place(matches[n]) == place]
    on_day = [n for n in at_place or numbers if value_of(matches[n], DATE) in dates]
    likely = on_day or at_place or (numbers if len(numbers) == 1 else [])
    same = [n for n in likely if value_of(matches[n], correction.kind) == correction.printed]
    # Matches that nothing tells apart are one fact told twice.
    return next(iter(same or likely), None)


def _place(match: Match) -> tuple[Hashable, ...]:
    return match.stage, match.group, match.round, match.leg


def _corrected(match: Match, correction: Correction) -> Match:
    fields: dict[str, Any] = {"corrections": (*match.corrections, correction)}
    if correction.kind == DATE:
        return replace(match, **fields, date=datetime.date.fromisoformat(correction.value))
    score = typed_score(correction.value)
    if score is None:
        return match
    status = match.status if match.status in _PLAYED else MatchStatus.PLAYED
    others = tuple(other for other in match.other_scores if other.goals != score.goals)
    home, away = score.goals
    return replace(
        match,
        **fields,
        home_goals=home,
        away_goals=away,
        penalties=score.penalties,
        status=status,
        other_scores=others,
    )


def _idle(
    what: str, correction: Correction, season: Season, match: Match | None = None, found: str = ""
) -> Problem:
    values: dict[str, str | int] = {
        "document": match.source.document if match else season.document,
        "title": season.title,
        "season": season.year,
        "match": correction.match,
        "value": shown(correction.value),
    }
    if what == "changed":
        values |= {"printed": shown(correction.printed), "found": shown(found)}
    return problem(IDLE + what, match.source.line if match else 0, correction.match, **values)


def shown(value: str) -> str:
    """Return a value of a correction with the dash that scores are shown with, "?" for none."""
    return _PAIR.sub(r"\1–\2", value) if "(" in value or value.count("-") == 1 else value or "?"


def idle_without_season(corrections: Iterable[Correction], known: Iterable[int]) -> tuple[Problem, ...]:
    """Return the problems of corrections whose seasons are in no document any more."""
    years = set(known)
    return tuple(
        problem(
            f"{IDLE}gone",
            0,
            item.match,
            document="",
            title="",
            season=item.season,
            match=item.match,
            value=shown(item.value),
        )
        for item in corrections
        if item.season not in years
    )
