"""What can be asked: the season and clubs of the data that examples are made with."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.queries.facts import kept, matches_of, opponent_of, seasons_of
from bot.queries.query import Examples, Query


@dataclass(frozen=True, slots=True, eq=False)
class HelpAnswer:
    """What the examples of all questions are made with, and their clubs' names by key; one for a snapshot.

    `editions` are those whose champion is known, `played` the seasons of which there are matches.
    """

    examples: Examples
    names: dict[str, str]
    editions: tuple[int, ...]
    played: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Help(Query):
    """What can be asked."""

    kind: ClassVar[str] = "help"
    summary: ClassVar[str] = "What you can ask, with questions to press"

    async def answer(self, snapshot: Snapshot) -> HelpAnswer:
        """Return the latest champion of which there is a match, with its last opponent."""
        return await kept(snapshot, _answer)


async def _answer(snapshot: Snapshot) -> HelpAnswer:
    examples, names = await _examples(snapshot)
    played = tuple([row["season"] for row in await snapshot.rows(_PLAYED)])
    return HelpAnswer(examples, names, tuple(sorted(snapshot.champions)), played)


async def _examples(snapshot: Snapshot) -> tuple[Examples, dict[str, str]]:
    for season in await seasons_of(snapshot, snapshot.seasons):
        for champion in season.champions:
            matches = await matches_of(snapshot, season.year, champion.club.key)
            if matches:
                keys = (champion.club.key, opponent_of(matches[-1], champion.club.key).key)
                names = {key: snapshot.clubs[key].name for key in keys if key in snapshot.clubs}
                return Examples(season.year, *keys), names
    return Examples(snapshot.seasons[-1] if snapshot.seasons else None, None, None), {}


_PLAYED = "SELECT DISTINCT season FROM match WHERE origin = 'line' ORDER BY season"
