"""How a season was decided, as far as its tables and ties show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import Match, Team
from bot.text import fold
from bot.tournament.printed import StatedTable
from bot.tournament.table import PLAY_OFF, Row, Table
from bot.tournament.ties import Tie

BY_TABLE, BY_FINAL, BY_STATED_TABLE = "table", "final", "stated table"

_FINALS = {"final", "finals", "the final", "grand final", "gran final", "finalisima", "final nacional"}


@dataclass(frozen=True, slots=True)
class Ending:
    """A part of a season with its last line: a table, a tie or a printed table."""

    line: int
    stage: str | None
    group: str | None
    part: Table | Tie | StatedTable


@dataclass(frozen=True, slots=True)
class Later:
    """What the document has below a line: stages by name, and stages of which it lost tables."""

    line: int
    stage: str | None
    lost: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """Who won a season and who was second, and by what it shows.

    `how` is "table", "play-off", "final" or "stated table". `stated` tells whether the document names the
    champion, too. `rows` are those of champion and runner-up where a worked-out table shows them, `matches`
    the play-off or the final.
    """

    how: str
    champion: Team
    runner_up: Team | None
    stated: bool
    stage: str | None
    rows: tuple[Row, ...]
    matches: tuple[Match, ...]


def endings_of(tables: Iterable[Table], ties: Iterable[Tie], stated: Iterable[StatedTable]) -> list[Ending]:
    """Return the parts that can decide a season; printed tables where nothing can be worked out."""
    endings = [
        Ending(max(m.source.line for m in (*t.matches, *t.play_offs)), t.stage, t.group, t) for t in tables
    ]
    endings += [Ending(max(leg.source.line for leg in t.legs), t.stage, t.group, t) for t in ties]
    return endings or [Ending(max(r.source.line for r in t.rows), t.stage, t.group, t) for t in stated]


def decide(endings: Sequence[Ending], later: Sequence[Later], champions: Iterable[str]) -> Decision | None:
    """Return how the season was decided by the last of its parts, None where that does not show it.

    `champions` are keys of the clubs that the document names.
    """
    if not endings:
        return None
    last = max(endings, key=lambda ending: ending.line)
    stated = set(champions)
    found = _decision(last.part, endings, stated)
    if found is None or (stated and not found.stated):
        return None
    below = [one for one in later if one.line > last.line]
    elsewhere = [one for one in below if one.stage != last.stage]
    if any(one.lost for one in elsewhere):
        return None
    if found.stated:
        return None if last.group and elsewhere else found
    return None if last.group or below else found


def _decision(
    part: Table | Tie | StatedTable, endings: Sequence[Ending], stated: set[str]
) -> Decision | None:
    if isinstance(part, Tie):
        return _by_tie(part, stated)
    alone = [one for one in endings if one.stage == part.stage and type(one.part) is type(part)]
    if len(alone) > 1:
        return None
    return _by_table(part, stated) if isinstance(part, Table) else _by_stated_table(part, stated)


def _by_table(table: Table, stated: set[str]) -> Decision | None:
    first, second = table.rows[:2] if len(table.rows) > 1 else (None, None)
    if not table.complete or first is None or second is None or first.shared:
        return None
    played_off = bool(table.levels) and table.levels[0].upper is first and table.levels[0].by == PLAY_OFF
    pair = {first.club.key, second.club.key}
    return Decision(
        how=PLAY_OFF if played_off else BY_TABLE,
        champion=first.club,
        runner_up=None if second.shared else second.club,
        stated=first.club.key in stated,
        stage=table.stage,
        rows=(first,) if second.shared else (first, second),
        matches=tuple(m for m in table.play_offs if {m.home.key, m.away.key} == pair) if played_off else (),
    )


def _by_tie(tie: Tie, stated: set[str]) -> Decision | None:
    play_off = all(leg.play_off for leg in tie.legs)
    if not play_off and (fold(tie.round or "") not in _FINALS or tie.group is not None):
        return None
    clubs = {tie.first.key: tie.first, tie.second.key: tie.second}
    named = [clubs[key] for key in stated if key in clubs]
    # Who won a tie over two legs is often told by the document's title alone.
    champion = tie.through or (named[0] if len(named) == 1 else None)
    if champion is None or (play_off and champion.key not in stated):
        return None
    return Decision(
        how=PLAY_OFF if play_off else BY_FINAL,
        champion=champion,
        runner_up=tie.second if champion.key == tie.first.key else tie.first,
        stated=champion.key in stated,
        stage=tie.stage,
        rows=(),
        matches=tie.legs,
    )


def _by_stated_table(table: StatedTable, stated: set[str]) -> Decision | None:
    places = {position: [r for r in table.rows if r.position == position] for position in (1, 2)}
    if len(places[1]) != 1 or places[1][0].club.key not in stated:
        return None
    return Decision(
        how=BY_STATED_TABLE,
        champion=places[1][0].club,
        runner_up=places[2][0].club if len(places[2]) == 1 else None,
        stated=True,
        stage=table.stage,
        rows=(),
        matches=(),
    )
