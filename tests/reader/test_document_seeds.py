"""The five shipped documents, against counts and facts taken from them by hand."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from bot.model import Severity
from bot.reader import decode, read_season
from bot.reader.read import read_draft
from bot.tournament.checks import check
from bot.tournament.club_links import Linker

_SEEDS = Path(__file__).parents[2] / "seeds"


def _read(year):
    file = _SEEDS / f"{year}_copa_peru.txt"
    return read_season(decode(file.read_bytes(), file.name), file.name)


# year, lines, matches, goals, teams, departments with a team, regions, lost tables, paragraphs, headings
_COUNTED = [
    (1967, 130, 15, 48, 24, 21, 6, 1, 4, 18),
    (1996, 137, 15, 55, 26, 25, 6, 4, 4, 19),
    (1997, 120, 16, 47, 25, 25, 6, 0, 4, 15),
    (2006, 132, 0, 0, 50, 25, 8, 7, 8, 18),
    (2012, 224, 0, 0, 65, 25, 8, 22, 8, 39),
]


@pytest.mark.parametrize("counted", _COUNTED, ids=lambda counted: str(counted[0]))
def test_a_document_holds_what_was_counted_by_hand(counted):
    season = _read(counted[0])
    assert counted == (
        season.year,
        season.lines,
        len(season.matches),
        sum((match.home_goals or 0) + (match.away_goals or 0) for match in season.matches),
        len(season.entries),
        len({entry.department for entry in season.entries}),
        len(season.regions),
        len(season.lost_tables),
        len(season.paragraphs),
        len(season.sections),
    )


@pytest.mark.parametrize("year", [counted[0] for counted in _COUNTED])
def test_every_line_of_a_document_is_understood(year):
    file = _SEEDS / f"{year}_copa_peru.txt"
    text = file.read_text("utf-8")
    season, read = read_draft(text, file.name)
    assert season.problems == ()
    assert {number for number, line in enumerate(text.split("\n"), 1) if line.strip()} == read


@pytest.mark.parametrize("year", [counted[0] for counted in _COUNTED])
def test_no_shipped_document_contradicts_itself(year):
    assert [str(p) for p in check(_read(year)) if p.severity is Severity.ERROR] == []


def test_what_is_lacking_is_told():
    told = {
        (year, p.kind, dict(p.values).get("department")) for year in (1967, 1997) for p in check(_read(year))
    }
    assert told == {
        (1967, "region-without-team", "Huancavelica"),
        (1967, "region-without-team", "Amazonas"),
        (1967, "lost-table", None),
        (1997, "department-without-region", "La Libertad"),
    }


def test_champions_and_titles():
    honours = {
        season.year: (season.champions[0].club.name, season.champions[0].title)
        for season in map(_read, (1967, 2012))
    }
    assert honours == {1967: ("Alfonso Ugarte de Chiclín", None), 2012: ("UTC", 2)}


def test_scorers():
    assert [(s.player, s.goals) for year in (1967, 1996) for s in _read(year).scorers] == [
        ("Daniel Ruiz", 6),
        ("Alejandro Cipriano", 5),
    ]


def test_the_matches_of_1967_by_round():
    rounds = Counter((match.stage, match.round, match.date) for match in _read(1967).matches)
    days = (14, 18, 21, 25, 28)
    assert rounds == {
        ("Final Stage", f"Round {n}", datetime.date(1967, 5, day)): 3 for n, day in enumerate(days, 1)
    }


def test_the_season_of_1996_ended_in_1997():
    assert {match.date.year for match in _read(1996).matches} == {1997}


def test_the_play_off_of_1997():
    *others, last = _read(1997).matches
    assert (last.home.name, last.home_goals, last.away_goals, last.away.name) == (
        "Juan Aurich",
        1,
        0,
        "Deportivo UPAO",
    )
    assert (last.round, last.play_off, last.source.line) == ("Playoff", True, 120)
    assert not any(match.play_off for match in others)


def test_three_different_results_stand_in_the_infobox_of_2012():
    records = [
        (r.label, r.match.home.name, r.match.home_goals, r.match.away_goals, r.match.away.name)
        for r in _read(2012).records
    ]
    assert records == [
        ("Biggest Home Win", "Grau", 14, 2, "Municipal (RdM)"),
        ("Biggest Away Win", "Manco II", 1, 6, "Alfonso Ugarte"),
        ("Biggest Away Win", "AEXA Santa Cruz", 0, 5, "Sportivo Huracán"),
        ("Highest Scoring", "Grau", 14, 2, "Municipal (RdM)"),
    ]


def test_rows_that_lost_their_department():
    def places(year):
        return {entry.club.name: (entry.department, entry.location) for entry in _read(year).entries}

    assert places(1996)["Unión Naranjillo"] == ("Huánuco", "Huánuco")
    assert places(1967)["Sanjuanista"] == ("La Libertad", "Trujillo")
    assert places(2006)["Deportivo Municipal (Echarate)"] == ("Cusco", "Echarate")
    assert places(2012)["Apurímac"] == ("Apurímac", None)
    assert places(2012)["José María Arguedas"] == ("Apurímac", "Andahuaylas")
    assert places(2012)["Grupo Malca"] == ("Amazonas", "Amazonas")
    assert places(2012)["Unión Castillo Grande"] == ("Huánuco", "Leoncio Prado")


def test_one_name_in_two_departments_is_two_teams():
    assert [e.department for e in _read(2012).entries if e.club.name == "Santos"] == ["Ica", "San Martín"]


def test_names_run_together_in_one_cell():
    (change,) = _read(1967).changes
    assert change.title == "Relegated from 1966 Primera División"
    assert tuple(team.name for team in change.teams) == (
        "Melgar",
        "Alfonso Ugarte de Chiclín",
        "Octavio Espinosa",
    )


def test_regions_have_their_departments_as_the_list_spells_them():
    regions = {region.name: region.departments for region in _read(2012).regions}
    assert regions["VIII"] == ("Apurímac", "Cusco", "Madre de Dios", "Puno")
    assert [region.name for region in _read(1997).regions] == ["I", "II", "III", "IV", "V", "VI"]
    assert [region.name for region in _read(1967).regions][-1] == "Sur"


def test_promotions():
    def moves(year):
        return [(p.who, p.count, p.to, p.direction) for p in _read(year).promotions]

    assert moves(1967) == [(None, 4, "1967 Torneo Descentralizado", "up")]
    assert moves(1996) == [("champion", None, "1997 Torneo Descentralizado", "up")]
    assert moves(2006) == [
        ("champion", None, "First Division", "up"),
        ("runner-up", None, "First Division", "up"),
        (None, None, "2007 Torneo Descentralizado", "up"),
    ]
    assert moves(2012) == [
        ("champion", None, "First Division", "up"),
        ("runner-up", None, "Second Division", "up"),
        ("champion", None, "2013 Torneo Descentralizado", "up"),
        ("runner-up", None, "2013 Peruvian Segunda División", "up"),
    ]


def test_the_rest_of_a_region_s_line_stays():
    texts = [p.text for p in _read(2006).paragraphs if "Region VI" in p.source.headings]
    assert texts == ["Two teams qualified from this stage."]


def test_lost_tables_have_their_headings():
    assert [table.source.headings for table in _read(1996).lost_tables] == [
        ("Regional stage", "Region III", "Semifinals"),
        ("Regional stage", "Region III", "Final"),
        ("Regional stage", "Region IV", "Tiebreaker"),
        ("Regional stage", "Region VI", "Tiebreaker"),
    ]


def test_short_forms_of_the_infobox_are_linked_in_the_opponent_s_region():
    season = _read(2012)
    assert Linker(season).link("Grau") is None
    grau, municipal = (
        Linker(season).link("Grau", "Municipal (RdM)"),
        Linker(season).link("Municipal (RdM)", "Grau"),
    )
    assert (grau.club.name, grau.department) == ("Atlético Grau", "Piura")
    assert (municipal.club.name, municipal.department) == ("Deportivo Municipal (RdM)", "Amazonas")


def test_seasons_before_and_after():
    assert [(s.previous, s.next) for s in map(_read, (1967, 1996, 2012))] == [
        (None, 1968),
        (1995, 1997),
        (2011, 2013),
    ]


def test_see_also():
    assert _read(2012).see_also == ("2012 Torneo Descentralizado", "2012 Peruvian Segunda División")
