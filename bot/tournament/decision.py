"""How a season was decided, as far as its tables and ties show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.model import Honour, Match, Season, SeasonStatus, Team
from bot.text import fold
from bot.tournament.printed import StatedTable, is_beside
from bot.tournament.table import PLAY_OFF, Row, Table
from bot.tournament.tally import pair
from bot.tournament.tie import Tie, is_of_part
from bot.vocabulary import mentions, words

BY_TABLE, BY_FINAL, BY_STATED_TABLE = "table", "final", "stated table"

_FINALS = {"final", "finals", "the final", "grand final", "gran final", "finalisima", "final nacional"}


Part = Table | Tie | StatedTable
"""A part of a season that can decide it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who won a season and who was second, and by what it shows.

    `how` is "table", "play-off", "final" or "stated table". `stated` tells whether the document names the
    champion, too. `rows` are those of champion and runner-up where a worked-out table shows them, `matches`
    the play-off or the final; `parted_by` is what put one above the other where both have the same points.
    `points` are those of both in a printed table that decided, None where it does not tell them.
    """

    how: str
    champion: Team
    runner_up: Team | None
    stated: bool
    stage: str | None
    rows: tuple[Row, ...] = ()
    matches: tuple[Match, ...] = ()
    parted_by: str | None = None
    points: tuple[int | None, int | None] = (None, None)


def decide(
    season: Season, tables: Sequence[Table], ties: Sequence[Tie], printed: Sequence[StatedTable]
) -> Decision | None:
    """Return how the season was decided by the last of its parts, None where that does not show it.

    A printed table decides where nothing was worked out, or where it has other clubs in front.
    """
    ties = [tie for tie in ties if not _is_third_place(tie.round)]
    printed = [table for table in printed if not table.is_empty]
    parts: list[Part] = [*tables, *ties] or [*printed]
    if not parts or season.status is not SeasonStatus.PLAYED:
        return None
    last = max(parts, key=lambda part: part.line)
    stated = {honour.club.key for honour in season.champions}
    decision = _by_part(last, parts, printed, stated)
    if decision is None or (stated and not decision.stated):
        return None
    lost = [table.stage for table in season.lost_tables if table.source.order > last.line]
    below = [*lost, *_stages_below(season, last.line)]
    elsewhere = [stage for stage in below if stage != last.stage]
    if any(stage != last.stage for stage in lost):
        return None
    in_group = last.group is not None and not _is_final(last.group)
    open_ended = (in_group and elsewhere) if decision.stated else (in_group or below)
    return None if open_ended else decision


def runners_up(stated: Iterable[Honour], decision: Decision | None) -> list[Team]:
    """Return who was second: stated, or shown by the table, the play-off or the final."""
    clubs = [honour.club for honour in stated]
    return clubs or ([decision.runner_up] if decision and decision.runner_up else [])


def _is_final(heading: str | None) -> bool:
    """Tell whether a heading names the final of the competition, not of a part of it."""
    return fold(heading or "") in _FINALS


def _is_third_place(round_name: str | None) -> bool:
    """Tell whether a round decides the third place, which may stand below the final."""
    return mentions(fold(round_name or ""), words("headings", "third_place"))


def _stages_below(season: Season, line: int) -> list[str]:
    """Return the stages of headings and matches that stand first below a line."""
    first: dict[tuple[str | None, ...], int] = {}
    places = [(part.stage, part.group, part.round, part.line) for part in season.sections]
    places += [(m.stage, m.group, m.round, m.source.order) for m in season.matches if m.origin == "line"]
    for *place, number in places:
        if _is_third_place(place[2]):
            continue
        first[tuple(place)] = min(number, first.get(tuple(place), number))
    return [place[0] for place, number in first.items() if place[0] and number > line]


def _by_part(
    part: Part, parts: Sequence[Part], printed: Iterable[StatedTable], stated: set[str]
) -> Decision | None:
    if isinstance(part, Tie):
        return _by_tie(part, stated)
    if sum(other.stage == part.stage and type(other) is type(part) for other in parts) > 1:
        return None
    if isinstance(part, StatedTable):
        return _by_stated_table(part, stated)
    decision = _by_table(part, stated)
    beside = next((table for table in printed if is_beside(table, part)), None)
    if beside is None or (decision and _agree(decision, beside)):
        return decision
    return _by_stated_table(beside, stated, alone=False) or decision


def _agree(decision: Decision, table: StatedTable) -> bool:
    """Tell whether a printed table has the same clubs in front, or does not say who was."""
    places = ((decision.champion, table.at(1)), (decision.runner_up, table.at(2)))
    return all(club is None or other is None or club.key == other.key for club, other in places)


def _by_table(table: Table, stated: set[str]) -> Decision | None:
    first, second = table.rows[:2] if len(table.rows) > 1 else (None, None)
    if not table.complete or first is None or second is None or first.shared:
        return None
    parted_by = table.levels[0].by if table.levels and table.levels[0].upper is first else None
    both = {first.club.key, second.club.key}
    return Decision(
        how=PLAY_OFF if parted_by == PLAY_OFF else BY_TABLE,
        champion=first.club,
        runner_up=None if second.shared else second.club,
        stated=first.club.key in stated,
        stage=table.stage,
        rows=(first,) if second.shared else (first, second),
        matches=tuple(m for m in table.play_offs if pair(m) == both) if parted_by == PLAY_OFF else (),
        parted_by=parted_by,
    )


def _by_tie(tie: Tie, stated: set[str]) -> Decision | None:
    play_off = all(leg.play_off for leg in tie.legs)
    of_all = _is_final(tie.round) and not is_of_part(tie.stage)
    if not play_off and not (of_all and (tie.group is None or _is_final(tie.group))):
        return None
    named = [key for key in stated if key in (tie.first.key, tie.second.key)]
    # Who won a tie over two legs is often told by the document's title alone; a match without a result
    # decides nothing.
    if tie.through is None and not (len(named) == 1 and all(leg.scored for leg in tie.legs)):
        return None
    champion = tie.through or tie.team(named[0])
    if play_off and champion.key not in stated:
        return None
    return Decision(
        how=PLAY_OFF if play_off else BY_FINAL,
        champion=champion,
        runner_up=tie.second if champion.key == tie.first.key else tie.first,
        stated=champion.key in stated,
        stage=tie.stage,
        matches=tie.matches,
    )


def _by_stated_table(table: StatedTable, stated: set[str], *, alone: bool = True) -> Decision | None:
    """Return who is in front of a printed table; without matches beside it the document must agree."""
    champion = table.at(1)
    if champion is None or (alone and champion.key not in stated):
        return None
    return Decision(
        how=BY_STATED_TABLE,
        champion=champion,
        runner_up=table.at(2),
        stated=champion.key in stated,
        stage=table.stage,
        points=(table.points_at(1), table.points_at(2)),
    )
