"""A season that an author wrote, in any of many styles, is read back as it was."""

import pytest
from hypothesis import given

from bot.reader import decode, read_season
from tests.properties import examples
from tests.reader.seasons_written import Played, Written, written_seasons
from tests.shapes import MORE_SHAPES, SHAPES
from tests.work import calls_of


def _played(match) -> Played:
    goals = None if match.home_goals is None else (match.home_goals, match.away_goals)
    return Played(
        match.stage, match.group, match.round, match.home.name, match.away.name, goals, match.date,
        match.leg, match.status, match.penalties, match.extra_time, match.play_off,
    )  # fmt: skip


@examples(50)
@given(written_seasons())
def test_a_season_written_in_any_style_is_read_back_as_it_was(written: Written):
    season = read_season(written.text, "d.txt")
    assert [_played(match) for match in season.matches] == written.matches
    assert [str(problem) for problem in season.problems] == []
    assert [(honour.club.name, honour.title) for honour in season.champions] == [written.champion]
    assert [honour.club.name for honour in season.runners_up] == [written.runner_up] * (
        written.runner_up is not None
    )
    assert [(scorer.player, scorer.goals) for scorer in season.scorers] == written.scorers
    assert [
        (entry.department, entry.club.name, entry.location) for entry in season.entries
    ] == written.entries
    assert [(region.name, region.departments) for region in season.regions] == written.regions
    stated = (season.stated_matches, season.stated_goals)
    assert tuple(one and one.value for one in stated) == (written.totals or (None, None))
    assert [
        (
            row.position,
            row.club.name,
            row.played,
            row.won,
            row.drawn,
            row.lost,
            row.goals_for,
            row.goals_against,
            row.points,
        )
        for row in season.standings
    ] == written.standings


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES | MORE_SHAPES)
def test_reading_takes_work_in_proportion_to_the_size(name):
    shape = (SHAPES | MORE_SHAPES)[name]
    small, large = (
        calls_of(lambda size=size: read_season(decode(shape(size), "d.txt"), "d.txt"))
        for size in (1 << 10, 1 << 12)
    )
    assert large < 5 * small
