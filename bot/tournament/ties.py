"""Knock-out ties: the legs between two teams in one round, who went through, and what settled it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
from bot.tournament.tally import goals_of, pair, points_of, winner
from bot.vocabulary import mentions, words

POINTS = "points"

_FINAL = {"final", "finals", "finalisima"}
_NO_FINAL = re.compile(
    r"\b(?:octavos|cuartos|\d+avos|\w+avos|semi\w*|quarters?|eighths?|1 \d+|third|3rd|tercer)\b"
)
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


@dataclass(frozen=True, slots=True)
class Tie:
    """Two teams in one round of a knock-out; `legs` in the order in which they were played.

    `play_offs` were played after the legs had settled nothing. `total` adds the legs up for the first and the
    second team, as the document does (`printed`) or else in goals; `counted` is "goals" or "points",
    `contradicted` the total that the document states against its own legs. `through` went through as far as
    that is known, `settled_by` tells by what.
    """

    stage: str | None
    group: str | None
    round: str | None
    first: Team
    second: Team
    legs: tuple[Match, ...]
    play_offs: tuple[Match, ...] = ()
    total: tuple[int, int] | None = None
    counted: str | None = None
    printed: bool = False
    contradicted: tuple[int, int] | None = None
    through: Team | None = None
    settled_by: str | None = None

    @property
    def loser(self) -> Team | None:
        """The team that did not go through."""
        if self.through is None:
            return None
        return self.second if self.through.key == self.first.key else self.first

    @property
    def matches(self) -> tuple[Match, ...]:
        """Its legs and play-offs."""
        return (*self.legs, *self.play_offs)

    @property
    def line(self) -> int:
        """The line of its last match."""
        return max(match.source.order for match in self.matches)

    def team(self, key: str) -> Team:
        """Return the team of this key, one of the two."""
        return self.first if self.first.key == key else self.second


def make_ties(
    knockout: Iterable[Match], season: Sequence[Match] = (), prose: Sequence[Paragraph] = ()
) -> tuple[Tie, ...]:
    """Return the ties of knock-out matches in the document's order.

    All match lines of the season tell who played on, its prose how many legs a round had.
    """
    ties = [_with_total(tie) for tie in _grouped(knockout)]
    # A competition that printed goals in one tie counted them in all.
    by_goals = {tie.counted for tie in ties if tie.counted} == {GOALS}
    later = _Later([*season] or [match for tie in ties for match in tie.matches])
    singles = _Singles(ties, prose)
    settled = []
    for tie in ties:
        single = len(tie.legs) == 1 and singles.is_single(tie)
        settled.append(_settled(tie, later.of(tie), single=single, by_goals=by_goals))
    return tuple(settled)


def is_final(round_name: str | None) -> bool:
    """Tell whether a round is called a final, of the competition or of a part of it."""
    folded = fold(round_name or "")
    return not _FINAL.isdisjoint(folded.split()) and _NO_FINAL.search(folded) is None


class _Open:
    """A tie while its matches are put together."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.legs = [match]
        self.play_offs: list[Match] = []

    @property
    def tie(self) -> Tie:
        """The tie of the matches so far."""
        first = self.match
        place = (first.stage, first.group, first.round)
        return Tie(*place, first.home, first.away, tuple(self.legs), tuple(self.play_offs))


class _Grouping:
    """Ties by their two clubs, stage and group, to find that of a match without going through all."""

    def __init__(self) -> None:
        self.ties: list[_Open] = []
        self.of_round: dict[tuple[object, ...], _Open] = {}
        self.of_pair: defaultdict[tuple[object, ...], list[_Open]] = defaultdict(list)

    def add(self, match: Match) -> None:
        """Add a match to its tie, or as the first of one."""
        place = (pair(match), match.stage, match.group)
        tie = self._tie_of(match, place)
        if tie is None:
            tie = _Open(match)
            self.ties.append(tie)
            self.of_pair[place].append(tie)
            self.of_round[*place, match.round] = tie
        elif match.play_off and match.round != tie.match.round:
            tie.play_offs.append(match)
        else:
            tie.legs.append(match)

    def _tie_of(self, match: Match, place: tuple[object, ...]) -> _Open | None:
        of_round, of_pair = self.of_round.get((*place, match.round)), self.of_pair[place]
        if of_round and match.leg != 1:
            return of_round
        if match.play_off:
            # Legs that settled something need no play-off; what is behind them settles nothing either.
            while of_pair and _leader(of_pair[-1].legs):
                of_pair.pop()
            return of_pair[-1] if of_pair else None
        # "First leg" and "Second leg" may be the only headings there are.
        last = of_pair[-1] if of_pair else None
        return last if last and match.leg == 2 and [leg.leg for leg in last.legs] == [1] else None


def _grouped(knockout: Iterable[Match]) -> list[Tie]:
    grouping = _Grouping()
    for match in knockout:
        if match.status is not MatchStatus.ANNULLED:
            grouping.add(match)
    return [tie.tie for tie in grouping.ties]


def _leader(legs: Sequence[Match]) -> Team | None:
    """Return who won more in legs that all have a score: level clubs and unknown legs have no leader."""
    if not all(leg.scored for leg in legs):
        return None
    clubs = (legs[0].home, legs[0].away)
    first, second = (points_of(club.key, legs, 2) for club in clubs)
    return None if first == second else clubs[first < second]


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
        self.matches: dict[str, list[Match]] = defaultdict(list)
        for match in season:
            beside = _BESIDE.search(fold(f"{match.round or ''} {match.group or ''}"))
            if match.origin == "line" and match.status is not MatchStatus.ANNULLED and not beside:
                self.matches[match.home.key].append(match)
                self.matches[match.away.key].append(match)

    def of(self, tie: Tie) -> list[Team]:
        """Return the teams of a tie that play on in another round."""
        last = max(tie.matches, key=lambda match: match.source.order)
        place = (tie.stage, tie.group, tie.round)
        return [
            club
            for club in (tie.first, tie.second)
            # From the end, since all but a club's last tie have a match behind them.
            if any(
                _is_after(match, last)
                and (match.stage, match.group, match.round) != place
                and pair(match) != {tie.first.key, tie.second.key}
                for match in reversed(self.matches[club.key])
            )
        ]


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
    ahead = by_shoot_out or _leader(tie.legs)
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
