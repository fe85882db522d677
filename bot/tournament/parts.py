"""All that is worked out of one season: its tables, ties and decision, by the rule of that season."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from bot.model import PointsAdjustment, Season
from bot.tournament.decision import Decision, decide
from bot.tournament.printed import StatedTable, printed_tables
from bot.tournament.records import RecordTable, season_records
from bot.tournament.round_robins import Divided, MatchSet, divide
from bot.tournament.table import Rule, Table, make_table
from bot.tournament.tie import Tie
from bot.tournament.ties import make_ties


class SeasonParts:
    """A season with what its matches give, each worked out once; without a rule it has no tables."""

    def __init__(self, season: Season, rule: Rule | None) -> None:
        self.season = season
        self.rule = rule

    @cached_property
    def divided(self) -> Divided:
        """The matches of round robins and of the knock-out."""
        return divide(self.season.matches)

    @cached_property
    def printed(self) -> tuple[StatedTable, ...]:
        """The tables that the document prints."""
        return printed_tables(self.season.standings)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables worked out from the matches, with the points deducted or added."""
        if self.rule is None:
            return ()
        adjustments = adjustments_by_set(self.divided.sets, self.season.adjustments, self.printed)
        return tuple(
            [
                make_table(
                    members.matches,
                    self.rule,
                    play_offs=members.play_offs,
                    stage=members.stage,
                    group=members.group,
                    adjustments=of_set,
                )
                for members, of_set in zip(self.divided.sets, adjustments, strict=True)
            ]
        )

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """The ties of the knock-out."""
        return make_ties(self.divided.knockout, self.season.matches, self.season.paragraphs)

    @cached_property
    def decision(self) -> Decision | None:
        """How the season was decided, None where the document does not show it."""
        return decide(self.season, self.tables, self.ties, self.printed)

    @cached_property
    def records(self) -> RecordTable:
        """The records of the season."""
        return season_records(self.season, self.divided.sets)


def adjustments_by_set(
    sets: Sequence[MatchSet], adjustments: Sequence[PointsAdjustment], printed: Sequence[StatedTable]
) -> list[Mapping[str, int]]:
    """Return the points deducted or added in each set, by the club's key.

    A printed table of the same clubs goes before sentences, which may tell the same points again, as two
    sentences may. A sentence counts in the set of its club under its headings, or in the last one before it.
    """
    stated: dict[frozenset[str], dict[str, int]] = defaultdict(dict)
    for table in printed:
        stated[table.clubs] |= {row.club.key: row.adjustment for row in table.rows if row.adjustment}
    by_set: list[dict[str, int]] = []
    sets_of: dict[str, list[int]] = defaultdict(list)
    for number, members in enumerate(sets):
        clubs = members.clubs
        by_set.append({**stated[clubs]})
        for key in clubs:
            sets_of[key].append(number)
    from_table = {key for of_set in by_set for key in of_set}
    alike = {(adjustment.club.key, adjustment.points): adjustment for adjustment in reversed(adjustments)}
    for adjustment in reversed(alike.values()):
        key = adjustment.club.key
        if key in from_table:
            continue
        own = sets_of[key]
        above = [number for number in own if _is_under(sets[number], adjustment)]
        before = [n for n in above or own if sets[n].matches[0].source.order < adjustment.source.order]
        chosen = before[-1:] or (above or own)[:1]
        for number in chosen:
            by_set[number][key] = by_set[number].get(key, 0) + adjustment.points
    return list(by_set)


def _is_under(members: MatchSet, adjustment: PointsAdjustment) -> bool:
    """Tell whether a sentence stands under the outermost heading of a set."""
    above, own = adjustment.source.headings, members.matches[0].source.headings
    return bool(above) and above[:1] == own[:1]
