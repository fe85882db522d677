"""What can be asked, with examples made of the data, so that each works when pressed."""

from dataclasses import dataclass
from typing import ClassVar

from bot.cache import Snapshot
from bot.queries.keeping import kept
from bot.queries.query import Examples, Query, kinds, register

_LAST = ("about", "help")


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """A kind of question with its summary in English, an example and the names of the example's clubs."""

    kind: str
    summary: str
    example: Query | None
    club_names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HelpAnswer:
    """Every kind of question that can be asked."""

    entries: tuple[HelpEntry, ...]


@register
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
        """Return all kinds of questions in alphabetical order, those about the bot itself last."""
        return HelpAnswer(await _entries(snapshot))


@kept(1)
async def _entries(snapshot: Snapshot) -> tuple[HelpEntry, ...]:
    examples = await _examples(snapshot)
    classes = sorted(kinds().values(), key=lambda cls: (cls.kind in _LAST, cls.kind))
    return tuple([_entry(cls, examples, snapshot) for cls in classes])


def _entry(cls: type[Query], examples: Examples, snapshot: Snapshot) -> HelpEntry:
    example = cls.example(examples)
    names = _club_names(example, snapshot) if example and cls.club_fields else ()
    return HelpEntry(cls.kind, cls.summary, example, names)


def _club_names(example: Query, snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    clubs = [(field, snapshot.clubs.get(getattr(example, field))) for field in example.club_fields]
    return tuple([(field, club.name) for field, club in clubs if club])


_EXAMPLE = """
    SELECT match.season, honour.club AS team,
           CASE WHEN match.home = honour.club THEN match.away ELSE match.home END AS opponent
      FROM honour
     CROSS JOIN match ON match.season = honour.season AND honour.club IN (match.home, match.away)
     WHERE honour.place = 'champion'
     ORDER BY honour.season DESC, match.number DESC
     LIMIT 1
"""


async def _examples(snapshot: Snapshot) -> Examples:
    """Take the latest champion of which there is a match, with its last opponent."""
    row = await snapshot.row(_EXAMPLE)
    if row is not None:
        return Examples(row["season"], row["team"], row["opponent"])
    return Examples(snapshot.seasons[-1] if snapshot.seasons else None, None, None)
