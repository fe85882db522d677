"""Knock-out ties: the legs between two teams in one round, who went through, and what settled it."""

import datetime
import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.model import (
    AWAY_GOALS,
    BY_TABLE,
    DECISION,
    GOALS,
    PENALTIES,
    PLAY_OFF,
    Match,
    MatchStatus,
    Paragraph,
    Team,
    aggregate_kind,
)
from bot.text import fold
from bot.tournament.tally import goals_of, pair, winner
from bot.tournament.tie import Tie, group_ties, is_final, leader
from bot.vocabulary import mentions, words

POINTS = "points"

_BESIDE = re.compile(
    r"\b(?:third|3rd|tercer|tercero|3er|consolation|consuelo|repechajes?|repechage|repesca|losers?|perdedores)\b"
)
"""Rounds in which those play on who did not go through."""
_TWO_LEGS = re.compile(
    r"\b(?:two legs|two legged|2 legs|both legs|home and away|ida y vuelta|dos partidos|doble partido)\b"
)
_ONE_LEG = re.compile(
    r"\b(?:single (?:match|game|leg|legged)|one (?:match|game|leg|legged)|(?:un )?(?:unico|solo) partido"
    r"|partido unico|una sola vez)\b"
)


def make_ties(
    knockout: Iterable[Match], season: Sequence[Match] = (), prose: Sequence[Paragraph] = ()
) -> tuple[Tie, ...]:
    """Return the ties of knock-out matches in the document's order.

    All match lines of the season tell who played on, its prose how many legs a round had.
    """
    ties = [_with_total(tie) for tie in group_ties(knockout)]
    # A competition that printed goals in one tie counted them in all.
    by_goals = {tie.counted for tie in ties if tie.counted} == {GOALS}
    later = _Later([*season] or [match for tie in ties for match in tie.matches])
    singles = _Singles(ties, prose)
    settled = []
    for tie in ties:
        single = len(tie.legs) == 1 and singles.is_single(tie)
        settled.append(_settled(tie, later.of(tie), single=single, by_goals=by_goals))
    return tuple(settled)


def _with_total(tie: Tie) -> Tie:
    """Add the legs up: as the document does, or in goals where it does not."""
    if len(tie.legs) < 2 or not all(leg.scored for leg in tie.legs):
        return tie
    scores = [goals_of(tie.first.key, leg) for leg in tie.legs]
    printed = {_seen_by(tie.first, leg, leg.aggregate) for leg in tie.legs if leg.aggregate}
    if len(printed) == 1:
        [total] = printed
        if counted := aggregate_kind(scores, total):
            return replace(tie, total=total, counted=counted, printed=True)
        tie = replace(tie, contradicted=total)
    return replace(tie, total=(sum(own for own, _ in scores), sum(other for _, other in scores)))


def _seen_by(club: Team, leg: Match, goals: tuple[int, int]) -> tuple[int, int]:
    return goals if leg.home.key == club.key else (goals[1], goals[0])


class _Later:
    """Who plays on after a tie, by date where both have one, else by the document's order."""

    def __init__(self, season: Iterable[Match]) -> None:
        self.matches: defaultdict[str, list[Match]] = defaultdict(list)
        # The last line and day of each club against each other, the two latest of which are looked at.
        orders: defaultdict[str, dict[str, int]] = defaultdict(dict)
        days: defaultdict[str, dict[str, datetime.date]] = defaultdict(dict)
        for match in season:
            beside = _BESIDE.search(fold(f"{match.round or ''} {match.group or ''}"))
            if match.origin != "line" or match.status is MatchStatus.ANNULLED or beside:
                continue
            for club, other in ((match.home.key, match.away.key), (match.away.key, match.home.key)):
                self.matches[club].append(match)
                orders[club][other] = max(match.source.order, orders[club].get(other, match.source.order))
                if match.date:
                    days[club][other] = max(match.date, days[club].get(other, match.date))
        self.orders = {club: _latest(ends) for club, ends in orders.items()}
        self.days = {club: _latest(ends) for club, ends in days.items()}

    def of(self, tie: Tie) -> list[Team]:
        """Return the teams of a tie that play on in another round."""
        last = max(tie.matches, key=lambda match: match.source.order)
        place = (tie.stage, tie.group, tie.round)
        clubs = {tie.first.key, tie.second.key}
        return [
            club
            for club, other in ((tie.first, tie.second), (tie.second, tie.first))
            # From the end, since most of what may be after a tie is.
            if self._may_be(club.key, other.key, last)
            and any(
                _is_after(match, last)
                and (match.stage, match.group, match.round) != place
                and pair(match) != clubs
                for match in reversed(self.matches[club.key])
            )
        ]

    def _may_be(self, club: str, other: str, last: Match) -> bool:
        """Tell whether a club has a later line or day than a match, against another one than its opponent."""
        order = next((end for against, end in self.orders.get(club, ()) if against != other), None)
        day = next((end for against, end in self.days.get(club, ()) if against != other), None)
        later = order is not None and order > last.source.order
        return later or bool(day and last.date and day > last.date)


_End = TypeVar("_End", int, datetime.date)


def _latest(ends: Mapping[str, _End]) -> list[tuple[str, _End]]:
    return heapq.nlargest(2, ends.items(), key=lambda end: end[1])


def _is_after(match: Match, other: Match) -> bool:
    if match.date and other.date and match.date != other.date:
        return match.date > other.date
    return match.source.order > other.source.order


class _Singles:
    """What tells that ties have one match: headings, prose and the other ties beside them."""

    def __init__(self, ties: Sequence[Tie], prose: Iterable[Paragraph]) -> None:
        self.prose: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for paragraph in prose:
            if paragraph.source.headings:
                self.prose[paragraph.source.headings].append(fold(paragraph.text))
        self.rounds: defaultdict[tuple[str | None, str | None], Counter[str | None]] = defaultdict(Counter)
        for tie in ties:
            self.rounds[tie.stage, tie.group][tie.round] += 1

    def is_single(self, tie: Tie) -> bool:
        """Tell whether the one leg of a tie is known to be all of it: by heading or prose, or as a final."""
        [leg] = tie.legs
        if leg.leg is not None or leg.play_off:
            return leg.play_off
        above = leg.source.headings
        texts = [fold(" ".join(above))]
        texts += [text for end in range(1, len(above) + 1) for text in self.prose.get(above[:end], ())]
        if any(_ONE_LEG.search(text) for text in texts):
            return True
        if any(_TWO_LEGS.search(text) for text in texts):
            return False
        if is_final(tie.round):
            return True
        rounds = self.rounds[tie.stage, tie.group]
        alone = rounds[tie.round] == 1 and len(rounds) > 1 and next(reversed(rounds)) == tie.round
        return alone and not _BESIDE.search(fold(tie.round or ""))


def _settled(tie: Tie, later: Sequence[Team], *, single: bool, by_goals: bool) -> Tie:
    through = _marked(tie) or _play_off_winner(tie) or _by_legs(tie, single=single, by_goals=by_goals)
    # Who plays on went through, whatever the goals say.
    if len(later) == 1:
        through = later[0]
    return replace(
        tie,
        through=through,
        settled_by=_settled_by(tie, through) if through else None,
        counted=tie.counted or (GOALS if tie.total else None),
    )


def _marked(tie: Tie) -> Team | None:
    """Return the team that the document marks or names as having gone through."""
    marks = {leg.through.key for leg in tie.matches if leg.through and not _is_award(leg, tie)}
    if len(marks) != 1:
        return None
    marked = tie.team(marks.pop())
    won_a_first_leg = len(tie.legs) == 1 and tie.legs[0].leg == 1 and winner(tie.legs[0]) == marked
    return None if won_a_first_leg else marked


def _is_award(leg: Match, tie: Tie) -> bool:
    """Tell whether a leg names who was awarded it, of several legs."""
    return len(tie.legs) > 1 and not leg.scored


def _play_off_winner(tie: Tie) -> Team | None:
    return winner(tie.play_offs[-1]) if tie.play_offs else None


def _by_legs(tie: Tie, *, single: bool, by_goals: bool) -> Team | None:
    last = tie.legs[-1]
    by_shoot_out = _shoot_out_winner(last) if last.leg != 1 else None
    if len(tie.legs) == 1:
        return winner(last) if single else by_shoot_out
    if not all(leg.scored for leg in tie.legs):
        return None
    ahead = by_shoot_out or leader(tie.legs)
    if ahead is not None or tie.total is None:
        return ahead
    if tie.counted == GOALS or by_goals:
        first, second = tie.total
        if first != second:
            return tie.first if first > second else tie.second
    return _on_away_goals(tie) if _says_away_goals(tie) else None


def _shoot_out_winner(match: Match) -> Team | None:
    if match.penalties is None or match.penalties[0] == match.penalties[1]:
        return None
    return match.home if match.penalties[0] > match.penalties[1] else match.away


def _says_away_goals(tie: Tie) -> bool:
    said = words("notes", "away_goals")
    return any(leg.settled_by == AWAY_GOALS or mentions(fold(leg.note or ""), said) for leg in tie.legs)


def _on_away_goals(tie: Tie) -> Team | None:
    away = {club.key: 0 for club in (tie.first, tie.second)}
    for leg in tie.legs:
        away[leg.away.key] += leg.away_goals or 0
    first, second = away[tie.first.key], away[tie.second.key]
    if first == second:
        return None
    return tie.first if first > second else tie.second


def _settled_by(tie: Tie, through: Team) -> str | None:
    """Return what let a team go through, None where nothing that the document has shows it."""
    if tie.play_offs and _is(winner(tie.play_offs[-1]), through):
        return PLAY_OFF
    last = tie.legs[-1]
    if any(not leg.scored and leg.status in (MatchStatus.AWARDED, MatchStatus.WALKOVER) for leg in tie.legs):
        return DECISION
    if not all(leg.scored for leg in tie.legs):
        return None
    if shoot_out := _shoot_out_winner(last):
        return PENALTIES if _is(shoot_out, through) else None
    scores = [goals_of(through.key, leg) for leg in tie.legs]
    own, other = sum(goals for goals, _ in scores), sum(goals for _, goals in scores)
    if own > other:
        return GOALS
    level_on_goals = own == other and len(tie.legs) > 1
    if level_on_goals and _is(_on_away_goals(tie), through):
        return AWAY_GOALS
    notes = [fold(leg.note or "") for leg in tie.matches]
    for settled_by, role in ((BY_TABLE, "by_table"), (DECISION, "by_decision")):
        if any(mentions(note, words("ties", role)) for note in notes):
            return settled_by
    stated = {leg.settled_by for leg in tie.legs} - {None, AWAY_GOALS}
    return stated.pop() if len(stated) == 1 else None


def _is(club: Team | None, other: Team) -> bool:
    return club is not None and club.key == other.key
