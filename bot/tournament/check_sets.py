"""Sets of matches that make one table: complete round robin or not, and who is first."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.model import Match, MatchStatus
from bot.reader.headings import is_knockout
from bot.text import fold

Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class MatchSet:
    """The matches of one stage and group outside its knock-out rounds and deciders, and its deciders."""

    key: Key
    matches: tuple[Match, ...]
    deciders: tuple[Match, ...]

    @property
    def teams(self) -> frozenset[str]:
        """Folded names of the teams."""
        return frozenset(fold(team) for match in self.matches for team in (match.home.name, match.away.name))

    @property
    def title(self) -> str:
        """Stage and group as the document calls them."""
        return ", ".join(filter(None, self.key)) or "the matches"

    def legs(self) -> int:
        """How often the pair that met most has met."""
        return max(Counter(map(pairing, self.matches)).values(), default=0)

    def needed(self) -> int:
        """How many matches a round robin of these teams has."""
        return self.legs() * len(self.teams) * (len(self.teams) - 1) // 2

    def complete(self) -> bool:
        """Tell whether every pair met equally often and every match has a score."""
        scored = all(match.home_goals is not None for match in self.matches)
        return len(self.teams) > 2 and len(self.matches) == self.needed() and scored

    def points(self, win: int) -> dict[str, int]:
        """Return the points of each team by the matches, `win` points for a win."""
        points: dict[str, int] = defaultdict(int)
        for match in self.matches:
            home, away = fold(match.home.name), fold(match.away.name)
            margin = (match.home_goals or 0) - (match.away_goals or 0)
            points[home] += win if margin > 0 else int(margin == 0)
            points[away] += win if margin < 0 else int(margin == 0)
        return points

    def first(self, win: int) -> set[str]:
        """Return the teams on most points; a decider between them leaves its winner alone."""
        points = self.points(win)
        best = {team for team, count in points.items() if count == max(points.values())}
        for match in self.deciders:
            if (
                len(best) > 1
                and {fold(match.home.name), fold(match.away.name)} <= best
                and (won := winner(match))
            ):
                best = {fold(won)}
        return best


def pairing(match: Match) -> tuple[str, ...]:
    """Return the two teams in alphabetical order, folded."""
    return tuple(sorted((fold(match.home.name), fold(match.away.name))))


def winner(match: Match) -> str | None:
    """Return the winner of a match by score or shoot-out, None for a draw or no score."""
    for pair in ((match.home_goals, match.away_goals), match.penalties or (None, None)):
        home, away = pair
        if home is not None and away is not None and home != away:
            return match.home.name if home > away else match.away.name
    return None


def match_sets(matches: Iterable[Match]) -> list[MatchSet]:
    """Return the sets of matches in document order; mere pairs that never share a team are none."""
    league: dict[Key, list[Match]] = defaultdict(list)
    deciders: dict[Key, list[Match]] = defaultdict(list)
    for match in matches:
        key = (match.stage, match.group)
        if match.play_off:
            deciders[key].append(match)
        elif not is_knockout(match.round) and match.leg is None and match.status is not MatchStatus.ANNULLED:
            league[key].append(match)
    sets = [MatchSet(key, tuple(found), tuple(deciders[key])) for key, found in league.items()]
    return [one for one in sets if len(one.teams) > 2 and not _only_pairs(one)]


def _only_pairs(one: MatchSet) -> bool:
    opponents: dict[str, set[str]] = defaultdict(set)
    for match in one.matches:
        opponents[fold(match.home.name)].add(fold(match.away.name))
        opponents[fold(match.away.name)].add(fold(match.home.name))
    return all(len(met) == 1 for met in opponents.values())
