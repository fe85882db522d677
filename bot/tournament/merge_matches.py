"""Matches of two documents of a season: which are the same, and which fill what the leading one lacks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from bot.model import DIFFERS, Criterion, Match, OtherScore, Problem, Season, Section
from bot.problems import problem
from bot.text import fold
from bot.tournament.parts import SeasonParts
from bot.tournament.printed import differences
from bot.tournament.repeats import also
from bot.tournament.round_robins import MatchSet
from bot.tournament.table import Rule
from bot.tournament.tally import pair
from bot.tournament.tie import is_final

_RULE = Rule(3, (Criterion.POINTS,))
FAR = 10_000_000
"""More lines than a document has: what another one adds stands that far before or behind the leader's."""

Place = tuple[str | None, str | None, str | None]
"""A stage, a group, and the round of a knock-out."""


def matches_that_add_up(season: Season) -> int:
    """Return how many matches have a score, without those that contradict the document's own tables."""
    sums = _Sums(season)
    contradicted = (len(members.matches) for members in sums.sets if sums.agrees(members) is False)
    return sum(match.scored for match in season.matches) - sum(contradicted)


def difference(kind: str, other: Season, line: int, **values: str | int) -> Problem:
    """Return the problem of two documents that differ; `other` is the one that does not lead."""
    values |= {"document": other.document, "title": _title(other), "season": other.year}
    return problem(DIFFERS + kind, line, other.title, **values)


def _title(document: Season) -> str:
    """Return the title of a document, or its file's name where that is only the year."""
    return document.document if document.title.isdigit() else document.title


class _Sums:
    """The round robins of a document, with what its own printed tables say of them."""

    def __init__(self, season: Season) -> None:
        parts = SeasonParts(season, _RULE)
        self.sets = parts.divided.sets
        self.complete = {table.clubs: table for table in parts.tables if table.complete}
        self.printed = {printed.clubs: printed for printed in parts.printed}

    def agrees(self, members: MatchSet) -> bool | None:
        """Tell whether a printed table of the same clubs confirms a whole round robin; None without one."""
        printed, table = self.printed.get(members.clubs), self.complete.get(members.clubs)
        if printed is None or table is None:
            return None
        return all(found.number == "points" for found in differences(printed, [table]))

    def is_complete(self, members: MatchSet) -> bool:
        """Tell whether a round robin has all its matches."""
        return members.clubs in self.complete


@dataclass
class _Filling:
    """Two documents while the matches of the second are compared with those of the leading one."""

    leader: Season
    other: Season

    def __post_init__(self) -> None:
        self.own = list(self.leader.matches)
        self.twins = _twins(self.own, self.other.matches)
        self.problems: list[Problem] = []
        self.added: list[Match] = []
        self.dropped: set[int] = set()
        self.replaced: set[int] = set()

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The numbers of the other document's matches by identity."""
        return {id(match): number for number, match in enumerate(self.other.matches)}

    @cached_property
    def clubs_of(self) -> dict[Place, set[str]]:
        """The clubs of each part of the leading document."""
        clubs_of: defaultdict[Place, set[str]] = defaultdict(set)
        for match in self.leader.matches:
            clubs_of[_place(match)] |= pair(match)
        return clubs_of

    def run(self) -> None:
        """Compare and fill."""
        self.choose_sets()
        for theirs, mine in self.twins.items():
            if mine not in self.dropped:
                self.own[mine], differing = _together(
                    self.own[mine], self.other.matches[theirs], _title(self.other)
                )
                if differing:
                    self.problems.append(
                        _score_differs(self.own[mine], self.other.matches[theirs], self.other)
                    )
        self.fill()

    def choose_sets(self) -> None:
        """Take a round robin from the other document where that has all of it, or its sums decide for it."""
        own, theirs = _Sums(self.leader), _Sums(self.other)
        by_match = {id(match): members for members in own.sets for match in members.matches}
        for members in theirs.sets:
            numbers = [self.numbers[id(match)] for match in members.matches]
            twins = [self.own[self.twins[number]] for number in numbers if number in self.twins]
            set_of = next((by_match[id(match)] for match in twins if id(match) in by_match), None)
            if set_of is None or not set_of.clubs <= members.clubs or not theirs.is_complete(members):
                continue
            contradicted = own.agrees(set_of) is False and theirs.agrees(members) is not False
            differing = any(
                self.own[self.twins[n]].score != self.other.matches[n].score
                for n in numbers
                if n in self.twins
            )
            confirmed = differing and theirs.agrees(members) is True and own.agrees(set_of) is None
            if not own.is_complete(set_of) or contradicted or confirmed:
                self.replace_set(set_of, members)
                if contradicted or confirmed:
                    stage = ", ".join(filter(None, (set_of.stage, set_of.group))) or self.leader.title
                    line = members.matches[0].source.line
                    self.problems.append(difference("sums", self.other, line, stage=stage))

    def replace_set(self, own: MatchSet, theirs: MatchSet) -> None:
        """Take a whole round robin from the other document, in the place of the leader's."""
        leaving = {id(match) for match in own.matches}
        mine = [number for number, match in enumerate(self.own) if id(match) in leaving]
        self.dropped.update(mine)
        place = min(self.own[number].source.order for number in mine)
        for match in theirs.matches:
            number = self.numbers[id(match)]
            self.replaced.add(number)
            source = replace(match.source, place=place)
            if number in self.twins and (twin := self.own[self.twins[number]]).score == match.score:
                source = also(source, twin.source)
            self.added.append(replace(match, stage=own.stage, group=own.group, source=source))

    def fill(self) -> None:
        """Add the stages and groups, and in a knock-out the ties, that the leading document does not have."""
        parts: defaultdict[Place, list[int]] = defaultdict(list)
        for number, match in enumerate(self.other.matches):
            if number not in self.replaced:
                parts[_place(match)].append(number)
        named = {_folded(place) for place in self.clubs_of}
        known = {frozenset(clubs) for clubs in self.clubs_of.values()}
        has_final = any(_decides(match) for match in self.own)
        for place, numbers in parts.items():
            matches = [self.other.matches[number] for number in numbers]
            clubs = frozenset[str]().union(*map(pair, matches))
            if not any(number in self.twins for number in numbers):
                if _folded(place) in named or clubs in known or (has_final and any(map(_decides, matches))):
                    continue
                self.add_far(matches)
            else:
                self.add_ties(numbers)

    def add_far(self, matches: Sequence[Match]) -> None:
        """Add a part before or behind all that the leading document has."""
        offset = FAR if self.is_behind(matches) else -FAR
        for match in matches:
            self.added.append(replace(match, source=replace(match.source, place=match.source.order + offset)))

    def is_behind(self, matches: Sequence[Match]) -> bool:
        """Tell whether a part follows what both documents have, by the other's order, dates or its final."""
        last = max(match.source.order for match in matches)
        together = [self.other.matches[number].source.order for number in self.twins]
        if together:
            return not any(order > last for order in together)
        days = [match.date for match in matches if match.date]
        own_days = [match.date for match in self.own if match.date]
        if days and own_days:
            return min(days) > max(own_days)
        return any(map(_decides, matches))

    def add_ties(self, numbers: Sequence[int]) -> None:
        """Add the ties of clubs that the leading document does not have in the same part of its knock-out."""
        twin = next(self.own[self.twins[number]] for number in numbers if number in self.twins)
        busy = self.clubs_of[_place(twin)]
        for number in numbers:
            match = self.other.matches[number]
            if number in self.twins or not match.knockout or pair(match) & busy:
                continue
            where: dict[str, Any] = {"stage": twin.stage, "group": twin.group, "round": twin.round}
            source = replace(match.source, place=twin.source.order)
            self.added.append(replace(match, **where, source=source))


def fill_matches(leader: Season, other: Season) -> tuple[dict[str, Any], list[Problem]]:
    """Return the fields of matches as both documents tell them, and where these differ."""
    if not other.matches:
        return {}, []
    if not leader.matches:
        fields: dict[str, Any] = {
            name: getattr(other, name) for name in ("matches", "sections", "lost_tables")
        }
        return fields | {"adjustments": leader.adjustments or other.adjustments}, []
    filling = _Filling(leader, other)
    filling.run()
    kept = [match for number, match in enumerate(filling.own) if number not in filling.dropped]
    matches = tuple(sorted([*kept, *filling.added], key=lambda match: match.source.order))
    fields = {"matches": matches}
    if filling.added:
        stages = {match.stage for match in filling.added}
        fields |= {
            "sections": _sections(leader, other, filling.added),
            "lost_tables": tuple(table for table in leader.lost_tables if table.stage not in stages),
            "adjustments": leader.adjustments or other.adjustments,
        }
    return fields, filling.problems


def _sections(leader: Season, other: Season, added: Iterable[Match]) -> tuple[Section, ...]:
    """Return the headings of the leader with those of parts that the other document adds."""
    offsets: dict[tuple[str, ...], int] = {}
    for match in added:
        offset = match.source.order - match.source.line
        if abs(offset) > FAR // 2:
            for end in range(1, len(match.source.headings) + 1):
                offsets.setdefault(match.source.headings[:end], offset)
    further = [
        replace(section, line=section.line + offsets[path])
        for section in other.sections
        if (path := (*section.parents, section.title)) in offsets
    ]
    return tuple(sorted([*leader.sections, *further], key=lambda section: section.line))


def _place(match: Match) -> Place:
    return match.stage, match.group, match.round if match.knockout else None


def _folded(place: Place) -> tuple[str, ...]:
    return tuple(fold(title or "") for title in place)


def _decides(match: Match) -> bool:
    """Tell whether a match is of the final of the whole competition."""
    return is_final(match.round) and match.group is None


def _twins(own: Sequence[Match], others: Sequence[Match]) -> dict[int, int]:
    """Return the numbers of another document's matches with those of the same ones in the leading one.

    Two are the same where the same team is at home and no date contradicts it, the date, round or score being
    equal, or where no other match of the two teams comes into question.
    """
    by_teams: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, match in enumerate(own):
        by_teams[match.home.key, match.away.key].append(number)
    twins = {}
    for theirs, match in enumerate(others):
        numbers = by_teams.get((match.home.key, match.away.key), [])[:_MOST_TRIED]
        likely = [n for n in numbers if not (own[n].date and match.date) or own[n].date == match.date]
        if likely:
            best = min(likely, key=lambda n: (own[n].date != match.date, own[n].score != match.score))
            by_teams[match.home.key, match.away.key].remove(best)
            twins[theirs] = best
    return twins


_MOST_TRIED = 8
"""Matches of one team at home against another that are compared with one of the other document."""


def _together(match: Match, other: Match, title: str) -> tuple[Match, bool]:
    """Return a match with what the document of this title says of it, and whether their scores differ."""
    if other.score is None:
        return match, False
    if match.score is None:
        source = also(replace(other.source, place=match.source.order), match.source)
        where: dict[str, Any] = {name: getattr(match, name) for name in ("stage", "group", "round", "leg")}
        return replace(other, source=source, date=match.date or other.date, **where), False
    if match.score != other.score:
        score = OtherScore(other.score, other.source, title)
        return replace(match, other_scores=(*match.other_scores, score)), True
    return replace(
        match,
        source=also(match.source, other.source),
        date=match.date or other.date,
        penalties=match.penalties or other.penalties,
        extra_time=match.extra_time or other.extra_time,
        through=match.through or other.through,
        settled_by=match.settled_by or other.settled_by,
    ), False


def _score_differs(match: Match, other: Match, document: Season) -> Problem:
    return difference(
        "match",
        document,
        other.source.line,
        home=match.home.name,
        away=match.away.name,
        stated=f"{match.home_goals}–{match.away_goals}",
        found=f"{other.home_goals}–{other.away_goals}",
    )
