"""Made-up seasons: read back as they were made, the same for the same seed."""

import itertools
from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.seasons import make, write, years
from bot.reader import read_season
from bot.tournament.checks import check


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 1 << 32), count=st.integers(1, 6))
def test_a_made_season_is_read_back_as_it_was_made(seed, count):
    for made in make(count, seed):
        assert_read_back(made)


def test_a_made_season_of_a_year_that_no_cup_had_is_read_back_too():
    far = [made for made in make(600) if made.year > 2560]
    assert any(made.matches for made in far)
    for made in far:
        assert_read_back(made)


def assert_read_back(made):
    season = read_season(made.text, made.document)
    assert (season.year, season.previous, season.next) == (made.year, made.year - 1, made.year + 1)
    assert [honour.club.name for honour in season.champions] == [made.champion.name]
    assert [(e.club.name, e.department, e.location) for e in season.entries] == [
        (team.name, team.department, team.town) for team in made.teams
    ]
    assert [(m.home.name, m.away.name, (m.home_goals, m.away_goals), m.date) for m in season.matches] == [
        (match.home, match.away, match.goals, match.day) for match in made.matches
    ]
    # Made-up seasons reach beyond next year's.
    assert {p.kind for p in (*season.problems, *check(season))} <= {"lost-table", "season-year"}


def test_the_same_seed_makes_the_same_documents_and_another_one_others():
    assert list(make(3, 7)) == list(make(3, 7))
    assert [made.text for made in make(3, 7)] != [made.text for made in make(3, 8)]


def test_clubs_live_on_over_the_seasons():
    first, *_, last = (set(made.teams) for made in make(10))
    assert first & last
    assert last - first


def test_clubs_that_went_come_back_so_that_ten_times_the_seasons_have_not_ten_times_the_clubs():
    seen: dict[str, list[int]] = defaultdict(list)
    known = []
    for made in make(300):
        for team in made.teams:
            seen[f"{team.name}, {team.department}"].append(made.year)
        known.append(len(seen))
    assert any(later - earlier > 30 for years in seen.values() for earlier, later in pairwise(years))
    assert known[29] < known[299] < 5 * known[29]


def test_few_seasons_are_the_first_ones_of_many():
    assert list(make(3)) == list(itertools.islice(make(100), 3))


@pytest.mark.parametrize("count", [1, 133, 134, 5000])
def test_each_season_has_a_year_of_four_digits_of_its_own(count):
    found = list(years(count))
    assert len(set(found)) == count
    assert all(1000 <= year <= 9999 for year in found)


def test_documents_are_written_under_their_years(tmp_path):
    paths = write(tmp_path / "new", 3)
    assert [path.name for path in paths] == ["1967_copa_peru.txt", "1968_copa_peru.txt", "1969_copa_peru.txt"]
    assert all("Copa Perú" in path.read_text(encoding="utf-8") for path in paths)
