"""The matches of a season divided: the round robins that make tables, their play-offs, and the knock-out."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import Match, MatchStatus
from bot.tournament.tally import pair

Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class MatchSet:
    """The matches of one stage and group that make a table, and the play-offs between its teams."""

    stage: str | None
    group: str | None
    matches: tuple[Match, ...]
    play_offs: tuple[Match, ...]

    @property
    def clubs(self) -> frozenset[str]:
        """The keys of its clubs."""
        return frozenset().union(*map(pair, self.matches))


@dataclass(frozen=True, slots=True)
class Divided:
    """A season's match lines: sets that make tables, and the matches of a knock-out, in document order."""

    sets: tuple[MatchSet, ...]
    knockout: tuple[Match, ...]


def divide(matches: Iterable[Match]) -> Divided:
    """Divide the matches of one season; a score that stands in the infobox alone is in no part."""
    league: dict[Key, list[Match]] = defaultdict(list)
    knockout: list[Match] = []
    play_offs: list[Match] = []
    for match in sorted(matches, key=lambda match: match.source.order):
        if match.origin != "line" or match.status is MatchStatus.ANNULLED:
            continue
        if match.play_off:
            play_offs.append(match)
        elif match.knockout:
            knockout.append(match)
        else:
            league[match.stage, _group(match)].append(match)
    for key in [key for key, members in league.items() if _only_ties(members)]:
        knockout += league.pop(key)
    deciding = _deciding(league, play_offs)
    knockout += [match for match in play_offs if not any(match in members for members in deciding.values())]
    knockout.sort(key=lambda match: match.source.order)
    sets = [MatchSet(*key, tuple(members), tuple(deciding[key])) for key, members in league.items()]
    return Divided(tuple(sets), tuple(knockout))


def _group(match: Match) -> str | None:
    if match.leg is None or match.round is None or match.group is None:
        return match.group
    # Rounds under "First leg" and "Second leg" are the halves of one double round robin.
    return match.group.rpartition(", ")[0] or None


def _only_ties(matches: list[Match]) -> bool:
    """Tell whether the matches are mere ties: each team meets one other alone, not in rounds of a league."""
    opponents: dict[str, set[str]] = defaultdict(set)
    for match in matches:
        opponents[match.home.key].add(match.away.key)
        opponents[match.away.key].add(match.home.key)
    if any(len(met) > 1 for met in opponents.values()):
        return False
    again = Counter(map(pair, matches))
    legs = any(match.leg is not None or match.round is None for match in matches)
    return legs or max(again.values()) > 1 or len(opponents) == 2


def _deciding(league: dict[Key, list[Match]], play_offs: list[Match]) -> dict[Key, list[Match]]:
    """Give each play-off to the set in which both its teams played, best one of its own group or stage."""
    teams = {key: frozenset[str]().union(*map(pair, members)) for key, members in league.items()}
    deciding: dict[Key, list[Match]] = defaultdict(list)
    for match in play_offs:
        both = [key for key, names in teams.items() if pair(match) <= names]
        same_group = [key for key in both if key == (match.stage, match.group)]
        same_stage = [key for key in both if key[0] == match.stage]
        earlier = [key for key in both if match.stage is None]
        chosen = same_group or same_stage or earlier
        if chosen:
            deciding[chosen[-1]].append(match)
    return deciding
