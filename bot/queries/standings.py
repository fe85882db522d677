"""The tables of a season, worked out from its matches by its rules, beside those that its document prints."""

import dataclasses
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Self

from bot.cache import SeasonRef, Snapshot
from bot.model import Honour, LostTable, Problem, Promotion
from bot.queries.facts import problems_with, season_parts, season_ref, unread_lines
from bot.queries.match_heading import SeasonPlace, in_stage, stage_choices, stage_meant, stage_names
from bot.queries.match_heading import places as headings
from bot.queries.query import Query
from bot.tournament.decision import Decision
from bot.tournament.parts import SeasonParts
from bot.tournament.printed import PrintedDifference, StatedTable, differences, is_beside
from bot.tournament.table import Rule, Table
from bot.tournament.tie import Tie

CROSS, POINTS, BRACKET = "cross", "points", "bracket"
VIEWS = (CROSS, POINTS, BRACKET)


class ClubPlace(NamedTuple):
    """A club's position in a complete table of a season; `stage` is that of the table, with its group."""

    season: int
    stage: str | None
    position: int


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table that the document prints, with what contradicts the matches.

    `leads` where these make another table or only a part of it.
    """

    table: StatedTable
    differences: tuple[PrintedDifference, ...]
    leads: bool


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
    unread: int
    """Lines of the document that could not be read."""

    @property
    def leading_tables(self) -> tuple[Table, ...]:
        """The tables worked out, without those of a part of the matches beside a printed one."""
        return tuple([table for table in self.tables if table.complete or not self.outranked(table)])

    def outranked(self, table: Table) -> bool:
        """Tell whether a printed table counts more than this one of the same teams."""
        return any(printed.leads and is_beside(printed.table, table) for printed in self.printed)

    @property
    def printed_alone(self) -> tuple[PrintedTable, ...]:
        """The printed tables that none of those worked out says as well."""
        return tuple(
            [
                printed
                for printed in self.printed
                if printed.leads or not any(is_beside(printed.table, table) for table in self.tables)
            ]
        )


@dataclass(frozen=True, slots=True)
class Standings(Query):
    """The tables of a season (the latest if None), of one stage or group if so asked, in one of VIEWS."""

    kind: ClassVar[str] = "standings"
    summary: ClassVar[str] = "The table of a season or stage, worked out from the matches"
    of_latest: ClassVar[bool] = True

    season: int | None = None
    stage: str | None = None
    view: str | None = None

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with the stage as the document calls it.

        Raises UnknownSeasonError and UnknownStageError.
        """
        view = self.view if self.view in VIEWS else None
        if self.stage is None:
            return dataclasses.replace(self, view=view)
        year = season_ref(snapshot, self.season).year
        stage = stage_meant(year, await headings(snapshot, year), self.stage)
        return dataclasses.replace(self, stage=stage, view=view)

    async def answer(self, snapshot: Snapshot) -> StandingsAnswer:
        """Return the tables; raises UnknownSeasonError."""
        ref = season_ref(snapshot, self.season)
        parts = await season_parts(snapshot, ref.year)
        season, decision = parts.season, parts.decision
        return StandingsAnswer(
            season=ref,
            stage=self.stage,
            stage_titles=await self._titles(snapshot, ref.year),
            view=self.view,
            rule=parts.rule,
            tables=tuple([table for table in parts.tables if self._asked(table)]),
            ties=tuple([tie for tie in parts.ties if self._asked(tie)]),
            printed=tuple([_printed(table, parts.tables) for table in parts.printed if self._asked(table)]),
            decision=decision,
            champions=season.champions,
            runners_up=season.runners_up,
            promotions=season.promotions,
            promoted=_promoted(decision, season.promotions),
            lost=tuple([table for table in season.lost_tables if self._asked(table)]),
            infobox_scores=len(season.infobox_matches),
            stages=_stages(parts),
            contradictions=problems_with(season, "champion"),
            unread=len(unread_lines(season)),
        )

    async def _titles(self, snapshot: Snapshot, year: int) -> tuple[str, ...]:
        if self.stage is None:
            return ()
        return next(iter(stage_names(await headings(snapshot, year), self.stage)), ())

    def _asked(self, part: Table | Tie | StatedTable | LostTable) -> bool:
        place = SeasonPlace(part.stage, part.group, part.round if isinstance(part, Tie) else None, 0)
        return self.stage is None or in_stage(place, self.stage)


def _printed(table: StatedTable, tables: tuple[Table, ...]) -> PrintedTable:
    differing = differences(table, tables)
    partial = any(not made.complete and is_beside(table, made) for made in tables)
    return PrintedTable(table, differing, bool(differing) or (partial and not table.is_empty))


def _promoted(decision: Decision | None, sentences: tuple[Promotion, ...]) -> tuple[str, ...]:
    if decision is None:
        return ()
    clubs = {"champion": decision.champion, "runner-up": decision.runner_up}
    up = [clubs.get(fact.who or "") or fact.club for fact in sentences if _goes_up(fact)]
    return tuple(dict.fromkeys(club.key for club in up if club is not None))


def _goes_up(fact: Promotion) -> bool:
    return fact.direction == "up" and not fact.denied


def _stages(parts: SeasonParts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the keys and headings of the stages that have a table or ties, then of their groups."""
    places: tuple[Table | Tie | StatedTable, ...] = (*parts.tables, *parts.ties, *parts.printed)
    stages = stage_choices(SeasonPlace(part.stage, None, None, 0) for part in places)
    groups = stage_choices(SeasonPlace(part.stage, part.group, None, 0) for part in places)
    return tuple(dict.fromkeys((choice.key, choice.titles) for choice in (*stages, *groups)))
