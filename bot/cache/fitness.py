"""Whether a new version of a document may take the place of the last good one."""

from collections.abc import Sequence

from bot.model import Problem, Season, SeasonStatus
from bot.problems import problem
from bot.text import same_words


def nothing_left(now: Sequence[Season], good: Sequence[Season]) -> tuple[Problem, ...]:
    """Return the problem of a version of which nothing is left that the last good one has."""
    if any(map(tells, now)) or not any(map(tells, good)):
        return ()
    return (problem("nothing-left", 1, now[0].title),)


def losses(now: Season, good: Season) -> tuple[Problem, ...]:
    """Return what a revision of an article has lost of the last good one: its champion, matches."""
    lost = []
    champions = [honour.club.name for honour in now.champions]
    gone = [h.club.name for h in good.champions if not any(same_words(h.club.name, n) for n in champions)]
    if gone:
        lost.append(problem("champion-lost", 0, now.title, club=gone[0]))
    if len(now.matches) < len(good.matches):
        count = {"now": len(now.matches), "before": len(good.matches)}
        lost.append(problem("matches-lost", 0, now.title, **count))
    return tuple(lost)


def tells(season: Season) -> bool:
    """Tell whether a season can be asked for anything."""
    if season.status in (SeasonStatus.CANCELLED, SeasonStatus.NO_FINAL):
        return True
    return any((season.champions, season.runners_up, season.entries, season.matches, season.records))
