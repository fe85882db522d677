"""Matches that a document tells twice, as a row of a tie and as a box or line, put together as one each."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.model import Match, OtherScore, Source, aggregate_kind
from bot.tournament.tally import goals_of, pair

_MOST_TRIED = 8
"""Matches of one pairing in one place that are compared with a row; more are no tie."""

Numbered = Mapping[int, Match]
"""Matches of one pairing by their numbers in the document."""


def without_repeats(matches: Sequence[Match]) -> list[Match]:
    """Return the matches, each once with all places that tell it; `other_scores` are those that differ.

    Clubs are linked. A row and a box or line are one match where they are of the same teams and place, or the
    latter stands under a heading below the row's, and no date contradicts it. The legs of a play-off
    that are those of its tie are a copy of them.
    """
    by_pair: defaultdict[frozenset[str], dict[int, Match]] = defaultdict(dict)
    for number, match in enumerate(matches):
        by_pair[pair(match)][number] = match
    result: list[Match | None] = [*matches]
    for of_pair in by_pair.values():
        rows = {number: match for number, match in of_pair.items() if match.of_tie}
        if not rows or len(of_pair) == 1:
            continue
        for kept, copy in _copies(rows):
            row = rows[kept]
            result[kept] = rows[kept] = replace(row, source=also(row.source, rows.pop(copy).source))
            result[copy] = None
        consistent = _consistent(rows)
        others = {number: match for number, match in of_pair.items() if not match.of_tie}
        for row_number, other_number in _twins(rows, others):
            row, other = rows[row_number], others[other_number]
            first, last = sorted((row_number, other_number))
            result[first], result[last] = _one(row, other, row_leads=row_number in consistent), None
    return [match for match in result if match is not None]


def also(source: Source, other: Source) -> Source:
    """Return a source with another one that tells the same."""
    return replace(source, also=tuple(dict.fromkeys((*source.also, *other.all))))


def _place(match: Match) -> Hashable:
    return match.stage, match.group, match.round, match.play_off


def _by_place(rows: Numbered) -> list[dict[int, Match]]:
    places: defaultdict[Hashable, dict[int, Match]] = defaultdict(dict)
    for number, match in rows.items():
        places[_place(match)][number] = match
    return list(places.values())


def _copies(rows: Numbered) -> list[tuple[int, int]]:
    """Return the legs of ties with those of play-offs that are their copies."""
    copies: list[tuple[int, int]] = []
    known: dict[Hashable, dict[int, Match]] = {}
    for legs in _by_place(rows):
        told = tuple(
            (leg.stage, leg.leg, leg.home.key, leg.home_goals, leg.away_goals) for leg in legs.values()
        )
        first = known.setdefault(told, legs)
        if first is not legs and len(legs) > 1 and all(leg.play_off for leg in legs.values()):
            copies += zip(first, legs, strict=True)
    return copies


def _consistent(rows: Numbered) -> set[int]:
    """Return the legs of ties whose stated aggregate is what they make."""
    consistent: set[int] = set()
    for legs in _by_place(rows):
        first = next(iter(legs.values()))
        scored = len(legs) == 2 and all(leg.scored for leg in legs.values())
        scores = [goals_of(first.home.key, leg) for leg in legs.values()]
        if scored and first.aggregate and aggregate_kind(scores, first.aggregate):
            consistent.update(legs)
    return consistent


def _twins(rows: Numbered, others: Numbered) -> Iterator[tuple[int, int]]:
    """Yield rows with the box or line of the same match: of the same score first, else where but one fits."""
    near: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, match in others.items():
        above = match.source.headings
        near[_place(match)].append(number)
        for end in range(1, len(above) + 1):
            near[above[:end], match.play_off].append(number)
    left, used = dict(rows), set[int]()
    for fits in (_same_score, _same_score_turned, _same_home):
        for number, row in list(left.items()):
            beside = near.get(_place(row)) or near.get((row.source.headings, row.play_off), [])
            found = [n for n in beside[:_MOST_TRIED] if n not in used and _fits(row, others[n], fits)]
            if found and (fits is not _same_home or len(found) == 1):
                used.add(found[0])
                del left[number]
                yield number, found[0]


def _fits(row: Match, other: Match, fits: Callable[[Match, Match], bool]) -> bool:
    return (row.date is None or other.date is None or row.date == other.date) and fits(row, other)


def _same_score(row: Match, other: Match) -> bool:
    return row.scored and row.score == other.score and _same_home(row, other)


def _same_score_turned(row: Match, other: Match) -> bool:
    turned = row.score is not None and row.score[::-1] == other.score
    return turned and row.leg is None and not _same_home(row, other)


def _same_home(row: Match, other: Match) -> bool:
    return row.home.key == other.home.key and (other.leg is None or row.leg == other.leg)


def _one(row: Match, other: Match, *, row_leads: bool) -> Match:
    """Return a row and a box or line of the same match as one, where the box tells who was at home."""
    turned = row.home.key != other.home.key
    if turned:
        row = replace(
            row,
            home=row.away,
            away=row.home,
            home_goals=row.away_goals,
            away_goals=row.home_goals,
            penalties=row.penalties and row.penalties[::-1],
            aggregate=row.aggregate and row.aggregate[::-1],
        )
    leading, second = (row, other) if row_leads or not other.scored else (other, row)
    scores = leading.other_scores
    if second.score and leading.score != second.score:
        scores += (OtherScore(second.score, second.source),)
    earlier, later = sorted((row.source, other.source), key=lambda source: source.order)
    notes = dict.fromkeys(filter(None, (row.note, other.note)))
    place = row if row.round or not other.round else other
    return replace(
        leading,
        stage=place.stage,
        group=place.group,
        round=place.round,
        knockout=place.knockout,
        leg=row.leg or other.leg,
        date=row.date or other.date,
        penalties=leading.penalties or second.penalties,
        extra_time=row.extra_time or other.extra_time,
        note="; ".join(notes) or None,
        through=row.through or other.through,
        aggregate=row.aggregate or other.aggregate,
        settled_by=row.settled_by or other.settled_by,
        source=also(earlier, later),
        other_scores=scores,
        of_tie=True,
    )
