"""Who won a season."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.cache import SeasonRef, Snapshot
from bot.model import Entry, Honour, Problem, Promotion, SeasonStatus
from bot.queries.facts import edition_ref, homes_of, matches_of, problems_with, season_parts, unread_lines
from bot.queries.query import Query
from bot.tournament.decision import Decision


@dataclass(frozen=True, slots=True)
class ChampionAnswer:
    """The winner as the document states it, from where, which title it was and what it won."""

    season: SeasonRef
    champions: tuple[Honour, ...]
    runners_up: tuple[Honour, ...]
    entries: tuple[Entry, ...]
    promotions: tuple[Promotion, ...]
    decision: Decision | None
    """How it was decided, worked out from the document's matches; None where they do not show it."""
    lost_tables: int
    """Tables that the document lost on the way: why it may not show how it was decided."""
    contradictions: tuple[Problem, ...]
    status: SeasonStatus
    unread: int
    """Lines of the document that could not be read."""
    known: tuple[int, ...]
    playing: frozenset[str]
    """Keys of the champions of whom a match is known."""
    homes: Mapping[str, tuple[str, ...]]
    """The towns and the department of champions and runners-up, by their keys."""
    remarks: tuple[str, ...] = ()
    """What the list of editions notes, where nothing else is known of the season."""


@dataclass(frozen=True, slots=True)
class Champion(Query):
    """Who won the season (the latest if None)."""

    kind: ClassVar[str] = "champion"
    summary: ClassVar[str] = "Who won a season, and how"
    of_latest: ClassVar[bool] = True
    of_honours: ClassVar[bool] = True

    season: int | None = None

    async def answer(self, snapshot: Snapshot) -> ChampionAnswer:
        """Return the champion of the season; raises UnknownSeasonError."""
        ref = edition_ref(snapshot, self.season)
        parts = await season_parts(snapshot, ref.year)
        season = parts.season
        winners = {honour.club.key for honour in season.champions}
        return ChampionAnswer(
            season=ref,
            champions=season.champions,
            runners_up=season.runners_up,
            entries=tuple([entry for entry in season.entries if entry.club.key in winners]),
            promotions=season.promotions,
            decision=parts.decision,
            lost_tables=len(season.lost_tables),
            contradictions=problems_with(season, "champion"),
            status=season.status,
            unread=len(unread_lines(season)),
            known=snapshot.editions,
            playing=frozenset([key for key in winners if await matches_of(snapshot, ref.year, key)]),
            homes=homes_of(snapshot, season),
            remarks=tuple([p.text for p in season.paragraphs]) if season.of_list else (),
        )
