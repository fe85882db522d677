"""What can be asked: the season and clubs of the data that examples are made with."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.queries.facts import matches_of, opponent_of, seasons_of
from bot.queries.query import Examples, Query


@dataclass(frozen=True, slots=True)
class HelpAnswer:
    """What the examples of all kinds of questions are made with, and the names of their clubs by key."""

    examples: Examples
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Help(Query):
    """What can be asked."""

    kind: ClassVar[str] = "help"
    summary: ClassVar[str] = "Every command, with an example to press"

    async def answer(self, snapshot: Snapshot) -> HelpAnswer:
        """Return the latest champion of which there is a match, with its last opponent."""
        for season in await seasons_of(snapshot, snapshot.seasons):
            for champion in season.champions:
                matches = await matches_of(snapshot, season.year, champion.club.key)
                if matches:
                    keys = (champion.club.key, opponent_of(matches[-1], champion.club.key).key)
                    names = {key: snapshot.clubs[key].name for key in keys if key in snapshot.clubs}
                    return HelpAnswer(Examples(season.year, *keys), names)
        return HelpAnswer(Examples(snapshot.seasons[-1] if snapshot.seasons else None, None, None), {})
