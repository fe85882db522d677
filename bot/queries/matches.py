"""The matches of a round, of a stage or of a whole season."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import Snapshot
from bot.model import Source
from bot.queries.facts import MatchFact, SeasonRef, season_ref
from bot.queries.played import matches_of_season
from bot.queries.query import Examples, Query, register
from bot.queries.rounds import (
    Choice,
    Place,
    UnknownHeadingError,
    find_place,
    find_stage,
    in_round,
    in_stage,
    places,
    round_choices,
    stage_choices,
    stage_names,
)
from bot.rules.sets import divide
from bot.rules.ties import Tie, make_ties


@dataclass(frozen=True, slots=True)
class PlaceMatches:
    """What stands under one stage, group and round, in the document's order; a tie counts where it begins."""

    stage: str | None
    group: str | None
    round: str | None
    items: tuple[MatchFact | Tie, ...]


@dataclass(frozen=True, slots=True)
class MatchesAnswer:
    """The matches asked for, by place.

    `round` and `stage` are the keys that were asked for, `rounds` and `stages` the headings that they name,
    `headings` where those stand.
    `lost` are the places asked for whose tables the document lost, `infobox` the scores that stand there
    alone (of a whole season only). `namesakes` are rounds elsewhere that are called like the stage asked for.
    """

    season: SeasonRef
    round: str | None
    stage: str | None
    rounds: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]
    headings: tuple[Source, ...]
    found: tuple[PlaceMatches, ...]
    infobox: tuple[MatchFact, ...]
    lost: tuple[Place, ...]
    previous: Choice | None
    next: Choice | None
    round_choices: tuple[Choice, ...]
    stage_choices: tuple[Choice, ...]
    namesakes: tuple[Place, ...]
    seasons: tuple[int, ...]

    @property
    def matches(self) -> tuple[MatchFact, ...]:
        """All matches of the lines, those of ties too."""
        items = [item for place in self.found for item in place.items]
        return tuple(m for item in items for m in (item.legs if isinstance(item, Tie) else (item,)))


@register
@dataclass(frozen=True, slots=True)
class Matches(Query):
    """The matches of a season, of one round or of one stage of it if so asked."""

    kind: ClassVar[str] = "matches"
    summary: ClassVar[str] = "The matches of a round, of a stage or of a whole season"

    season: int
    round: str | None = None
    stage: str | None = None

    @classmethod
    def example(cls, examples: Examples) -> Query | None:
        """Return the matches of a season of which there are some."""
        return cls(examples.season) if examples.season is not None else None

    async def settle(self, snapshot: Snapshot) -> Self:
        """Return the query with the document's own round and stage.

        Raises UnknownRoundError, UnknownStageError or UnknownSeasonError.
        """
        settled = self.with_values(round=None, stage=None)
        try:
            if self.stage:
                settled = self.with_values(
                    round=None, stage=await find_stage(snapshot, self.season, self.stage)
                )
            if self.round:
                round_, stage = await find_place(snapshot, self.season, self.round, settled.stage)
                settled = self.with_values(round=round_, stage=stage)
        except UnknownHeadingError as error:
            error.query = settled
            raise
        return settled

    async def answer(self, snapshot: Snapshot) -> MatchesAnswer:
        """Return the matches by place; raises UnknownSeasonError."""
        season = await season_ref(snapshot, self.season)
        known = await places(snapshot, self.season)
        asked = tuple(place for place in known if self._asks_for(place))
        found = await matches_of_season(snapshot, self.season)
        lines = [match for match in found if match.origin == "line" and self._asks_for(match)]
        whole = self.round is None and self.stage is None
        before, after = self._neighbours(known)
        return MatchesAnswer(
            season=season,
            round=self.round,
            stage=self.stage,
            rounds=_rounds(asked) if self.round else (),
            stages=stage_names(known, self.stage) if self.stage else (),
            headings=() if whole else tuple(_source(season, place) for place in asked),
            found=_by_place(lines),
            infobox=tuple(match for match in found if whole and match.origin == "infobox"),
            lost=tuple(place for place in asked if place.lost_tables),
            previous=before,
            next=after,
            round_choices=round_choices(asked),
            stage_choices=stage_choices(asked),
            namesakes=self._namesakes(known),
            seasons=snapshot.seasons,
        )

    def _asks_for(self, placed: Place | MatchFact) -> bool:
        inside = self.stage is None or in_stage(placed, self.stage)
        return inside and (self.round is None or in_round(placed, self.round))

    def _neighbours(self, known: tuple[Place, ...]) -> tuple[Choice | None, Choice | None]:
        """Return the rounds before and after the one asked for in its stage, the last that has matches."""
        if self.round is None:
            return None, None
        asked = [place for place in known if self._asks_for(place)]
        held = [place for place in asked if place.matches] or asked
        if not held:
            return None, None
        own = held[-1]
        beside = [place for place in known if (place.stage, place.group) == (own.stage, own.group)]
        choices = round_choices(beside)
        at = next(i for i, choice in enumerate(choices) if choice.titles == (own.round,))
        before = choices[at - 1] if at > 0 else None
        return before, choices[at + 1] if at + 1 < len(choices) else None

    def _namesakes(self, known: tuple[Place, ...]) -> tuple[Place, ...]:
        """Return rounds elsewhere that are called like the stage: a region's "Final", the "Final Stage"."""
        if self.stage is None or self.round is not None:
            return ()
        return tuple(
            place
            for place in known
            if place.round
            and not in_stage(place, self.stage)
            and in_stage(Place(place.round, None, None, place.line), self.stage)
        )


def _rounds(asked: Iterable[Place]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.round for place in asked if place.round))


def _source(season: SeasonRef, place: Place) -> Source:
    return Source(season.document, (place.stage,) if place.stage else (), place.line)


def _by_place(lines: list[MatchFact]) -> tuple[PlaceMatches, ...]:
    """Put matches under their places, the legs of a tie together where the first of them stands."""
    ties = [tie for tie in make_ties(divide(lines).knockout) if len(tie.legs) > 1]
    tie_of = {leg.source.line: tie for tie in ties for leg in tie.legs}
    found: dict[tuple[str | None, str | None, str | None], dict[MatchFact | Tie, None]] = {}
    for match in lines:
        tie = tie_of.get(match.source.line)
        item = tie if tie is not None and match in tie.legs else match
        place = (item.stage, item.group, item.round)
        found.setdefault(place, {}).setdefault(item)
    return tuple(PlaceMatches(*place, tuple(items)) for place, items in found.items())
