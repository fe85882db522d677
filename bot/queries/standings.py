"""The tables of a season, worked out from its matches by its rules, beside those that its document prints."""

import dataclasses
import json
import sqlite3
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

from bot.cache import Snapshot
from bot.model import Criterion, Honour, LostTable, Problem, Promotion, Team
from bot.queries.facts import (
    SeasonRef,
    Tally,
    club_ref,
    honours_of_season,
    problems_with,
    season_ref,
    source_of,
)
from bot.queries.keeping import SEASONS, kept
from bot.queries.match_heading import Place, find_stage, in_stage, stage_choices, stage_names
from bot.queries.match_heading import places as headings
from bot.queries.played import matches_at, matches_of_season
from bot.queries.promotions import promotions
from bot.queries.query import Examples, Query
from bot.queries.stated import stated_tables
from bot.tournament.decision import Decision
from bot.tournament.printed import Difference, StatedTable, differences
from bot.tournament.round_robins import divide
from bot.tournament.table import Row, Rule, Table, make_table
from bot.tournament.ties import Tie, make_ties

CROSS, POINTS, BRACKET = "cross", "points", "bracket"
VIEWS = (CROSS, POINTS, BRACKET)


class ClubPlace(NamedTuple):
    """A club's position in a complete table of a season; `stage` is that of the table, with its group."""

    season: int
    stage: str | None
    position: int


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table that the document prints, with what contradicts the matches."""

    table: StatedTable
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class StandingsAnswer:
    """The tables of a season or of one of its stages and the ties of its knock-out, in document order.

    `rule` is None where no rule of the season is known; then there are no tables. `view` is what was asked
    for: None for the tables, or one of VIEWS. `promoted` are keys of clubs that by the document go up, as far
    as the decision shows who they are. `stages` are the stages and groups that have tables or ties.
    """

    season: SeasonRef
    stage: str | None
    stage_titles: tuple[str, ...]
    """The headings of the stage asked for, as the document spells them."""
    view: str | None
    rule: Rule | None
    tables: tuple[Table, ...]
    ties: tuple[Tie, ...]
    printed: tuple[PrintedTable, ...]
    decision: Decision | None
    champions: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    promotions: tuple[Promotion, ...]
    promoted: tuple[str, ...]
    lost: tuple[LostTable, ...]
    infobox_scores: int
    stages: tuple[tuple[str, tuple[str, ...]], ...]
    contradictions: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class FirstTwo:
    """The champion and the runner-up that a season's matches show, and by what: the short of a Decision."""

    how: str
    champion: Team
    runner_up: Team | None


@dataclass(frozen=True, slots=True)
class Standings(Query):
    """The tables of a season (the latest if None), of one stage or group if so asked, in one of VIEWS."""

    kind: ClassVar[str] = "standings"
    summary: ClassVar[str] = "The table of a season or stage, worked out from the matches"
    of_latest: ClassVar[bool] = True

    season: int | None = None
    stage: str | None = None
    view: str | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the table of a season of which there are matches."""
        return cls(examples.season)

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with the stage as the document calls it.

        Raises UnknownSeasonError and UnknownStageError.
        """
        view = self.view if self.view in VIEWS else None
        if self.stage is None:
            return dataclasses.replace(self, view=view)
        year = (await season_ref(snapshot, self.season)).year
        return dataclasses.replace(self, stage=await find_stage(snapshot, year, self.stage), view=view)

    async def answer(self, snapshot: Snapshot) -> StandingsAnswer:
        """Return the tables; raises UnknownSeasonError."""
        season = await season_ref(snapshot, self.season)
        year = season.year
        parts = await season_parts(snapshot, season)
        champions, runners_up = await honours_of_season(snapshot, year)
        decision = await decided(snapshot, season)
        sentences = await promotions(snapshot, season)
        matches = await matches_of_season(snapshot, year)
        return StandingsAnswer(
            season=season,
            stage=self.stage,
            stage_titles=await self._titles(snapshot, year),
            view=self.view,
            rule=parts.rule,
            tables=tuple(table for table in parts.tables if self._asked(table)),
            ties=tuple(tie for tie in parts.ties if self._asked(tie)),
            printed=tuple(
                PrintedTable(table, differences(table, parts.tables))
                for table in parts.stated
                if self.stage is None or in_stage(Place(table.stage, table.group, None, 0), self.stage)
            ),
            decision=decision,
            champions=champions,
            runners_up=runners_up,
            promotions=sentences,
            promoted=_promoted(decision, sentences),
            lost=tuple(part for part in await _lost(snapshot, season) if self._asked_lost(part)),
            infobox_scores=sum(match.origin == "infobox" for match in matches),
            stages=_stages(parts),
            contradictions=await problems_with(snapshot, year, "champion"),
        )

    async def _titles(self, snapshot: Snapshot, year: int) -> tuple[str, ...]:
        if self.stage is None:
            return ()
        return next(iter(stage_names(await headings(snapshot, year), self.stage)), ())

    def _asked(self, part: Table | Tie) -> bool:
        place = Place(part.stage, part.group, getattr(part, "round", None), 0)
        return self.stage is None or in_stage(place, self.stage)

    def _asked_lost(self, part: LostTable) -> bool:
        return self.stage is None or in_stage(Place(part.stage, part.group, None, 0), self.stage)


@dataclass(frozen=True, slots=True)
class SeasonParts:
    """All that a season's table rules are applied to, and what comes of it."""

    season: SeasonRef
    rule: Rule | None
    tables: tuple[Table, ...]
    ties: tuple[Tie, ...]
    stated: tuple[StatedTable, ...]


async def decided(snapshot: Snapshot, season: SeasonRef) -> Decision | None:
    """Return how a season was decided by its table, play-off or final; None where that is not to be seen."""
    return await _decided(snapshot, season.year)


@kept(SEASONS)
async def _decided(snapshot: Snapshot, season: int) -> Decision | None:
    row = await snapshot.row(_DECISION, (season,))
    if row is None:
        return None
    how, champion, champion_name, second, second_name, stated, stage, rows, matches = row
    return Decision(
        how=how,
        champion=club_ref(snapshot, champion, champion_name),
        runner_up=club_ref(snapshot, second, second_name) if second else None,
        stated=bool(stated),
        stage=stage,
        rows=tuple([_row(snapshot, *numbers) for numbers in json.loads(rows)]),
        matches=await matches_at(snapshot, season, json.loads(matches)),
    )


FIRST_TWO = "how, champion, champion_name, runner_up, runner_up_name"
"""The columns of `decision` that `first_two` reads; all are null where a season has none."""


_DECISION = f"SELECT {FIRST_TWO}, stated, stage, rows, matches FROM decision WHERE season = ?"


def first_two(snapshot: Snapshot, row: sqlite3.Row) -> FirstTwo | None:
    """Return who was first and second in a season by what a row with FIRST_TWO tells."""
    how, second = row["how"], row["runner_up"]
    if how is None:
        return None
    runner_up = club_ref(snapshot, second, row["runner_up_name"]) if second else None
    return FirstTwo(how, club_ref(snapshot, row["champion"], row["champion_name"]), runner_up)


def _row(snapshot: Snapshot, position: int, shared: bool, key: str, name: str, points: int, *of: int) -> Row:
    return Row(position, shared, club_ref(snapshot, key, name), Tally(*of), points)


@kept(SEASONS)
async def season_parts(snapshot: Snapshot, season: SeasonRef) -> SeasonParts:
    """Return a season's tables by its rule, its knock-out ties and the tables that the document prints."""
    matches = await matches_of_season(snapshot, season.year)
    divided = divide(matches)
    rule = await rule_of(snapshot, season.year)
    tables = [
        make_table(one.matches, rule, play_offs=one.play_offs, stage=one.stage, group=one.group)
        for one in (divided.sets if rule else ())
        if rule
    ]
    return SeasonParts(
        season,
        rule,
        tuple(tables),
        make_ties(divided.knockout, matches),
        await stated_tables(snapshot, season),
    )


async def rule_of(snapshot: Snapshot, season: int) -> Rule | None:
    """Return the rule by which a season's tables are made, None where none is known."""
    points, orders = await _rules(snapshot)
    since = max([year for year in points if year <= season], default=None)
    ordered_since = max([year for year in orders if year <= season], default=None)
    if since is None or ordered_since is None:
        return None
    return Rule(points[since], orders[ordered_since])


@kept(1)
async def _rules(snapshot: Snapshot) -> tuple[dict[int, int], dict[int, tuple[Criterion, ...]]]:
    """Return the points for a win and the order of tables, each by the season since which it is so."""
    points = dict(await snapshot.tuples("SELECT since, win_points FROM rule"))
    orders: dict[int, tuple[Criterion, ...]] = {}
    for since, name in await snapshot.tuples("SELECT since, name FROM criterion ORDER BY since, position"):
        orders[since] = (*orders.get(since, ()), Criterion(name))
    return points, orders


@kept(SEASONS)
async def _lost(snapshot: Snapshot, season: SeasonRef) -> tuple[LostTable, ...]:
    rows = await snapshot.rows(_LOST, (season.document, season.year))
    return tuple(LostTable(source_of(row), row["stage"], row["group"]) for row in rows)


_LOST = """
    SELECT lost_table.*, ? AS document, section.stage, section."group"
      FROM lost_table
      LEFT JOIN section ON section.season = lost_table.season
                       AND section.line = (SELECT max(line) FROM section AS above
                                            WHERE above.season = lost_table.season
                                              AND above.line < lost_table.line)
     WHERE lost_table.season = ?
     ORDER BY lost_table.line
"""


def _promoted(decision: Decision | None, sentences: tuple[Promotion, ...]) -> tuple[str, ...]:
    if decision is None:
        return ()
    clubs = {"champion": decision.champion, "runner-up": decision.runner_up}
    up = (clubs.get(fact.who or "") for fact in sentences if fact.direction == "up")
    return tuple(dict.fromkeys(club.key for club in up if club is not None))


def _stages(parts: SeasonParts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the keys and headings of the stages that have a table or ties, then of their groups."""
    held: tuple[Table | Tie | StatedTable, ...] = (*parts.tables, *parts.ties, *parts.stated)
    stages = stage_choices(Place(part.stage, None, None, 0) for part in held)
    groups = stage_choices(Place(part.stage, part.group, None, 0) for part in held)
    return tuple(dict.fromkeys((choice.key, choice.titles) for choice in (*stages, *groups)))
