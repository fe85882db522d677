"""What can be asked: the season and clubs of the data that examples are made with."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
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

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return itself."""
        return cls()

    async def answer(self, snapshot: Snapshot) -> HelpAnswer:
        """Return the latest champion of which there is a match, with its last opponent."""
        row = await snapshot.row(_EXAMPLE)
        if row is None:
            return HelpAnswer(Examples(snapshot.seasons[-1] if snapshot.seasons else None, None, None), {})
        keys = (row["team"], row["opponent"])
        names = {key: snapshot.clubs[key].name for key in keys if key in snapshot.clubs}
        return HelpAnswer(Examples(row["season"], *keys), names)


_EXAMPLE = """
    SELECT match.season, honour.club AS team,
           CASE WHEN match.home = honour.club THEN match.away ELSE match.home END AS opponent
      FROM honour
     CROSS JOIN match ON match.season = honour.season AND honour.club IN (match.home, match.away)
     WHERE honour.place = 'champion'
     ORDER BY honour.season DESC, match.number DESC
     LIMIT 1
"""
