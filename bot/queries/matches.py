"""The matches of a round, of a stage or of a whole season."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.cache import SeasonRef, Snapshot
from bot.errors import UnknownHeadingError
from bot.model import Match, Source
from bot.queries.facts import season_parts, season_ref, unread_lines, years_with_matches
from bot.queries.match_heading import (
    Choice,
    SeasonPlace,
    in_round,
    in_stage,
    is_stage_name,
    place_meant,
    places,
    round_meant,
    round_neighbours,
    stage_choices,
    stage_meant,
    stage_names,
)
from bot.queries.query import Query
from bot.tournament.tie import Tie


@dataclass(frozen=True, slots=True)
class PlaceMatches:
    """What stands under one stage, group and round, in the document's order; a tie counts where it begins."""

    stage: str | None
    group: str | None
    round: str | None
    items: tuple[Match | Tie, ...]


@dataclass(frozen=True, slots=True)
class MatchesAnswer:
    """The matches asked for, by place.

    `round` and `stage` are the keys that were asked for, `rounds` and `stages` the headings that they name,
    `headings` where those stand, `unread` the lines there that could not be read.
    `lost` are the places asked for whose tables the document lost. Of a whole season only, `infobox` are the
    scores that stand there alone and `stage_choices` its stages with matches. `namesakes` are rounds
    elsewhere that are called like the stage asked for; `seasons` are those of which a match is known.
    """

    season: SeasonRef
    round: str | None
    stage: str | None
    rounds: tuple[str, ...]
    stages: tuple[tuple[str, ...], ...]
    headings: tuple[Source, ...]
    places: tuple[PlaceMatches, ...]
    infobox: tuple[Match, ...]
    lost: tuple[SeasonPlace, ...]
    unread: int
    previous: Choice | None
    next: Choice | None
    stage_choices: tuple[Choice, ...]
    namesakes: tuple[SeasonPlace, ...]
    seasons: tuple[int, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        """All matches of the lines, those of ties too."""
        items = [item for place in self.places for item in place.items]
        return tuple(m for item in items for m in (item.legs if isinstance(item, Tie) else (item,)))


@dataclass(frozen=True, slots=True)
class Matches(Query):
    """The matches of a season, of one round or of one stage of it if so asked."""

    kind: ClassVar[str] = "matches"
    summary: ClassVar[str] = "The matches of a round, of a stage or of a whole season"

    season: int
    round: str | None = None
    stage: str | None = None

    async def resolve_texts(self, snapshot: Snapshot) -> Self:
        """Return the query with the document's own round and stage.

        Raises UnknownRoundError, UnknownStageError or UnknownSeasonError.
        """
        if not (self.round or self.stage):
            return type(self)(self.season)
        known = await places(snapshot, self.season)
        round_ = stage = None
        try:
            if self.stage:
                stage = stage_meant(self.season, known, self.stage)
            if self.round and stage is None:
                round_, stage = place_meant(self.season, known, self.round)
            elif self.round:
                inside = tuple([place for place in known if in_stage(place, stage or "")])
                round_ = round_meant(self.season, inside, self.round)
        except UnknownHeadingError as error:
            error.query = type(self)(self.season, None, stage)
            raise
        return type(self)(self.season, round_, stage)

    async def answer(self, snapshot: Snapshot) -> MatchesAnswer:
        """Return the matches by place; raises UnknownSeasonError."""
        ref = season_ref(snapshot, self.season)
        season = await snapshot.season(ref.year)
        known = await places(snapshot, ref.year)
        whole = self.round is None and self.stage is None
        asked = tuple([place for place in known if self._asks_for(place)])
        matches = [match for match in season.matches if self._asks_for(match)]
        before, after = self._neighbours(known, asked)
        return MatchesAnswer(
            season=ref,
            round=self.round,
            stage=self.stage,
            rounds=_rounds(asked) if self.round else (),
            stages=stage_names(known, self.stage) if self.stage else (),
            headings=()
            if whole
            else tuple([_source(ref, place) for place in asked if 0 < place.line <= season.lines]),
            places=_by_place(matches, (await season_parts(snapshot, ref.year)).ties),
            infobox=season.infobox_matches if whole else (),
            lost=tuple([place for place in asked if place.lost_tables]),
            unread=len(unread_lines(season)) if whole else sum(place.unread for place in asked),
            previous=before,
            next=after,
            stage_choices=_held_stages(known) if whole else (),
            namesakes=self._namesakes(known),
            seasons=await years_with_matches(snapshot),
        )

    def _asks_for(self, place: SeasonPlace | Match) -> bool:
        inside = self.stage is None or in_stage(place, self.stage)
        return inside and (self.round is None or in_round(place, self.round))

    def _neighbours(
        self, known: tuple[SeasonPlace, ...], asked: tuple[SeasonPlace, ...]
    ) -> tuple[Choice | None, Choice | None]:
        """Return the rounds before and after the one asked for in its stage, the last that has matches."""
        if self.round is None or not asked:
            return None, None
        with_matches = [place for place in asked if place.matches] or asked
        return round_neighbours(known, with_matches[-1])

    def _namesakes(self, known: tuple[SeasonPlace, ...]) -> tuple[SeasonPlace, ...]:
        """Return rounds elsewhere that are called like the stage: a region's "Final", the "Final Stage"."""
        if self.stage is None or self.round is not None:
            return ()
        key = self.stage
        return tuple(
            [
                place
                for place in known
                if place.round and is_stage_name(place.round, key) and not in_stage(place, key)
            ]
        )


def _rounds(asked: Iterable[SeasonPlace]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.round for place in asked if place.round))


def _held_stages(known: Iterable[SeasonPlace]) -> tuple[Choice, ...]:
    """Return the stages that have matches to choose from."""
    with_matches = {place.stage for place in known if place.matches}
    stages = dict.fromkeys([place.stage for place in known if place.stage in with_matches])
    return stage_choices([SeasonPlace(stage, None, None, 0) for stage in stages])


def _source(season: SeasonRef, place: SeasonPlace) -> Source:
    return Source(season.document, (place.stage,) if place.stage else (), place.line)


def _by_place(lines: list[Match], ties: Iterable[Tie]) -> tuple[PlaceMatches, ...]:
    """Put matches under their places, the legs of a tie together where the first of them stands."""
    asked = {id(match) for match in lines}
    tie_of = {
        id(leg): tie
        for tie in ties
        if len(tie.legs) > 1 and all(id(leg) in asked for leg in tie.legs)
        for leg in tie.legs
    }
    by_place: dict[tuple[str | None, str | None, str | None], dict[int, Match | Tie]] = {}
    for match in lines:
        item = tie_of.get(id(match), match)
        by_place.setdefault((item.stage, item.group, item.round), {})[id(item)] = item
    return tuple([PlaceMatches(*place, tuple(items.values())) for place, items in by_place.items()])
