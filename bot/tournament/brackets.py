"""The bracket of a knock-out: its rounds in order, each tie with the one that it leads to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.tournament.tie import Tie

_LEAST_TIES = 2


@dataclass(frozen=True, slots=True)
class Node:
    """A tie in its round; `feeds` is the place of the next round's tie in which one of its clubs plays."""

    tie: Tie
    feeds: int | None


@dataclass(frozen=True, slots=True)
class Round:
    """A round of a bracket."""

    name: str | None
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Bracket:
    """The knock-out of one stage and group from its first known round to its last."""

    stage: str | None
    group: str | None
    rounds: tuple[Round, ...]


def make_bracket(ties: Iterable[Tie]) -> Bracket | None:
    """Return the bracket of the last stage and group with two ties or more, None without one."""
    by_place: dict[tuple[str | None, str | None], list[Tie]] = defaultdict(list)
    for tie in ties:
        by_place[tie.stage, tie.group].append(tie)
    wide = [(place, members) for place, members in by_place.items() if len(members) >= _LEAST_TIES]
    if not wide:
        return None
    (stage, group), last = max(wide, key=lambda item: item[1][-1].legs[-1].source.order)
    return Bracket(stage, group, _linked(_without_losers(_rounds(last))))


_NamedRound = tuple[str | None, list[Tie]]


def _rounds(ties: list[Tie]) -> list[_NamedRound]:
    rounds: dict[str | None, list[Tie]] = defaultdict(list)
    for tie in ties:
        rounds[tie.round].append(tie)
    return list(rounds.items())


def _clubs(tie: Tie) -> set[str]:
    return {tie.first.key, tie.second.key}


def _without_losers(rounds: list[_NamedRound]) -> list[_NamedRound]:
    """Leave out rounds that lead nowhere while the one before goes on, such as a match for third place."""
    clubs = [set().union(*map(_clubs, ties)) for _, ties in rounds]
    last = {club: i for i, playing in enumerate(clubs) for club in playing}
    kept = []
    for i, named in enumerate(rounds):
        before = clubs[i - 1] if i else ()
        goes_on = any(last[club] > i for club in before)
        beside = goes_on and not any(last[club] > i for club in clubs[i])
        after_final = i == len(rounds) - 1 and _all_out(named[1], rounds[:i])
        if not beside and not after_final:
            kept.append(named)
    return kept


def _all_out(ties: list[Tie], before: list[_NamedRound]) -> bool:
    out = {tie.loser.key for _, earlier in before for tie in earlier if tie.loser}
    return bool(out) and all(_clubs(tie) <= out for tie in ties)


def _linked(rounds: list[_NamedRound]) -> tuple[Round, ...]:
    """Link the ties from the last round back, each round in the order of those it leads to."""
    linked: list[Round] = []
    after: tuple[Node, ...] = ()
    for name, ties in reversed(rounds):
        nodes = _nodes(ties, after)
        nodes.sort(key=lambda node: len(after) if node.feeds is None else node.feeds)
        after = tuple(nodes)
        linked.append(Round(name, after))
    return tuple(reversed(linked))


def _nodes(ties: list[Tie], after: tuple[Node, ...]) -> list[Node]:
    place = {club: i for i, later in reversed([*enumerate(after)]) for club in _clubs(later.tie)}
    return [Node(tie, min((place[c] for c in _clubs(tie) if c in place), default=None)) for tie in ties]
