"""Tables other than lists of teams."""

import datetime

import pytest

from bot.reader import read_season
from bot.tournament.checks import check


def _read(body, title="= 1998 Copa Perú ="):
    return read_season(f"{title}\n\n{body}", "d.txt")


def _results(season):
    return [(m.leg, m.home.name, m.home_goals, m.away_goals, m.away.name) for m in season.matches]


def test_a_tie_over_two_legs_is_two_matches():
    season = _read(
        "==National Stage==\n===Quarterfinals===\n"
        "| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |\n| UTC | 3–2 | CNI | 1–0 | 2–2 |\n"
    )
    assert _results(season) == [(1, "UTC", 1, 0, "CNI"), (2, "CNI", 2, 2, "UTC")]
    assert {(m.stage, m.round, m.note) for m in season.matches} == {("National Stage", "Quarterfinals", None)}
    assert [match.aggregate for match in season.matches] == [(3, 2), (2, 3)]


def test_the_aggregate_tells_whose_goals_come_first_in_the_second_leg():
    rows = "| UTC | 3–1 | CNI | 2–1 | 1–0 |\n| ADA | 2–2 | ADT | 2–1 | 1–0 |\n"
    season = _read("==N==\n| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |\n" + rows)
    assert _results(season)[1] == (2, "CNI", 0, 1, "UTC")
    assert _results(season)[3] == (2, "ADT", 1, 0, "ADA")
    assert season.problems == ()


def test_an_aggregate_in_points_tells_it_too():
    season = _read("==N==\n| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |\n| UTC | 0–6 | CNI | 1–2 | 0–3 |\n")
    assert _results(season)[1] == (2, "CNI", 3, 0, "UTC")
    assert season.problems == ()


def test_without_an_aggregate_the_second_leg_is_told_as_uncertain():
    season = _read("==N==\n| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |\n| UTC | | CNI | 1–2 | 0–3 |\n")
    assert [problem.kind for problem in season.problems] == ["leg-order"]


def test_single_matches_in_spanish_with_a_lost_date():
    season = _read(
        "== Etapa Nacional ==\n| Jor. | Fecha | Estadio | Local | Score | Visitante |\n"
        "| 1º | 26-09-1998 | Nacional | UTC | 1–0 | CNI |\n| 26-09-1998 | Grau | ADA | 6–1 | ADT | |\n"
    )
    assert [(m.home.name, m.date) for m in season.matches] == [
        ("UTC", datetime.date(1998, 9, 26)),
        ("ADA", datetime.date(1998, 9, 26)),
    ]


def test_a_shoot_out_beside_the_aggregate_is_that_of_the_second_leg():
    season = _read(
        "==N==\n| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |\n| UTC | 3–3 (4–3 p) | CNI | 2–1 | 1–2 |\n"
    )
    assert _results(season) == [(1, "UTC", 2, 1, "CNI"), (2, "CNI", 2, 1, "UTC")]
    assert [match.penalties for match in season.matches] == [None, (3, 4)]
    assert season.problems == ()


@pytest.mark.parametrize("mark", ["a", "g.v.", "away goals", "gol de visita"])
def test_the_mark_of_away_goals_tells_what_settled_the_tie(mark):
    season = _read(
        f"==N==\n| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |\n| UTC | 2–2 ({mark}) | CNI | 1–0 | 1–2 |\n"
    )
    assert {(m.note, m.aggregate, m.settled_by) for m in season.matches} == {(None, (2, 2), "away goals")}
    assert season.problems == ()


def test_the_heading_of_the_aggregate_may_carry_its_tooltip():
    season = _read(
        "==N==\n| Team 1 | Agg.Tooltip Aggregate score | Team 2 | 1st leg | 2nd leg |\n"
        "| UTC | 4–1 | CNI | 2–0 | 2–1 |\n"
    )
    assert _results(season)[1] == (2, "CNI", 1, 2, "UTC")
    assert season.problems == ()


def test_a_date_that_spanned_rows_holds_for_those_that_lost_it():
    season = _read(
        "==N==\n| Date | Home | Score | Away | Venue |\n| 12 May 1998 | UTC | 1–0 | CNI | Nacional |\n"
        "| ADA | 2–1 | ADT | Grau | |\n| 13 May 1998 | CNI | 0–0 | UTC | |\n| | ADT | 0–1 | ADA | |\n"
    )
    assert [(match.home.name, match.date and match.date.day) for match in season.matches] == [
        ("UTC", 12),
        ("ADA", 12),
        ("CNI", 13),
        ("ADT", None),
    ]


def test_rows_of_date_teams_score_and_venue_need_no_header():
    season = _read(
        "==Final stage==\n===Round 1===\n"
        "| 2 December 1998 | Alianza Atlético | 3–2 | UTC | Nacional, Lima |\n"
        "| 2 December 1998 | CNI | 1–0 | ADT | |\n"
    )
    assert _results(season) == [(None, "Alianza Atlético", 3, 2, "UTC"), (None, "CNI", 1, 0, "ADT")]
    assert {match.date for match in season.matches} == {datetime.date(1998, 12, 2)}
    assert [match.note for match in season.matches] == ["Nacional, Lima", None]
    assert season.problems == ()


def test_a_cell_of_changes_may_say_that_there_were_none():
    season = _read("==Team changes==\n| Promoted from 1997 | Relegated from 1997 |\n| None | No hubo |\n")
    assert season.changes == ()
    assert season.problems == ()


def test_a_match_in_a_row_without_a_header():
    season = _read("==National Stage==\n===Final===\n| UTC | 2–0 | CNI |\n")
    assert _results(season) == [(None, "UTC", 2, 0, "CNI")]


def test_standings_in_english_and_spanish():
    row = "| 1 | UTC (C) | 4 | 3 | 1 | 0 | 8 | 3 | +5 | 10 | National stage |\n"
    english = _read("==A==\n| Pos | Team | Pld | W | D | L | GF | GA | GD | Pts | Qualification |\n" + row)
    spanish = _read(
        "==A==\n| Pos | Equipo | PJ | PG | PE | PP | GF | GC | DG | Pts | Clasificación |\n" + row
    )
    for season in (english, spanish):
        (read,) = season.standings
        assert (read.position, read.club.name, read.note) == (1, "UTC", "C; National stage")
        assert (read.played, read.won, read.drawn, read.lost) == (4, 3, 1, 0)
        assert (read.goals_for, read.goals_against, read.points) == (8, 3, 10)
        assert season.problems == ()


def test_a_lone_p_is_lost_beside_spanish_letters_and_played_beside_english_ones():
    spanish = _read(
        "==A==\n| Equipo | J | G | E | P | GF | GC | Pts |\n| UTC | 4 | 3 | 1 | 0 | 8 | 3 | 10 |\n"
    )
    english = _read("==A==\n| Team | P | W | D | L | F | A | Pts |\n| UTC | 4 | 3 | 1 | 0 | 8 | 3 | 10 |\n")
    for season in (spanish, english):
        assert [(r.played, r.won, r.drawn, r.lost) for r in season.standings] == [(4, 3, 1, 0)]


def test_a_cross_table_beside_standings_is_told():
    season = _read(
        "==A==\n| Pos | Team | Pld | W | D | L | Pts | UTC | CNI |\n| 1 | UTC | 2 | 2 | 0 | 0 | 6 | | 2–0 |\n"
    )
    assert len(season.standings) == 1
    assert [problem.kind for problem in season.problems] == ["not-understood"]


def test_team_changes_in_columns():
    season = _read(
        "==Team changes==\n| Promoted to 1998 Primera División | Relegated from 1997 Primera División |\n"
        "| Sport Boys (1st) | Atlético Torino (15th) La Loretana (16th) |\n"
    )
    assert [(change.title, tuple(team.name for team in change.teams)) for change in season.changes] == [
        ("Promoted to 1998 Primera División", ("Sport Boys",)),
        ("Relegated from 1997 Primera División", ("Atlético Torino", "La Loretana")),
    ]


def test_names_that_the_document_does_not_tell_apart_are_kept_and_told():
    season = _read(
        "==Team changes==\n| Relegated from 1997 Primera División |\n"
        "| Atlético Torino José Gálvez La Loretana |\n\n"
        "==Departmental Stage==\n| Department | Team | Location |\n| Ancash | José Gálvez | Chimbote |\n"
    )
    (change,) = season.changes
    assert tuple(team.name for team in change.teams) == ("José Gálvez",)
    (problem,) = season.problems
    assert problem.kind == "not-understood"
    assert dict(problem.values) == {"names": "Atlético Torino; La Loretana"}


def test_the_longest_name_is_taken():
    season = _read(
        "==Team changes==\n| Relegated from 1997 Primera División |\n"
        "| Alfonso Ugarte de Chiclín Alfonso Ugarte |\n\n"
        "==Departmental Stage==\n| Department | Team | Location |\n| Puno | Alfonso Ugarte | Puno |\n"
        "| Tacna | Alfonso Ugarte de Chiclín | Tacna |\n"
    )
    assert tuple(team.name for team in season.changes[0].teams) == (
        "Alfonso Ugarte de Chiclín",
        "Alfonso Ugarte",
    )


def test_a_box_names_the_champion():
    season = _read("| 1998 Copa Perú Winner |\n| Melgar First Title |\n")
    assert [(honour.club.name, honour.title) for honour in season.champions] == [("Melgar", 1)]


def test_a_box_may_leave_out_a_part_of_the_champion_s_name():
    season = _read("Infobox\n- Winners: FBC Melgar\n\n| 1998 Copa Perú Winner |\n| Melgar First Title |\n")
    assert [(honour.club.name, honour.title) for honour in season.champions] == [("FBC Melgar", None)]
    assert season.problems == ()


def test_top_scorers_in_a_table_and_in_a_list():
    table = _read("==Top scorers==\n| Player | Team | Goals |\n| Juan Luna | UTC | 9 |\n")
    bullets = _read("==Top scorers==\n- Juan Luna (UTC) – 9 goals\n")
    for season in (table, bullets):
        assert [(s.player, s.goals, s.club.name) for s in season.scorers] == [("Juan Luna", 9, "UTC")]


def test_a_table_of_unknown_header_is_told_row_by_row():
    season = _read("==X==\n| Stadium | Capacity |\n| Nacional | 45000 |\n")
    assert [(p.kind, p.line) for p in season.problems] == [("not-understood", 4), ("not-understood", 5)]


def test_marks_inside_a_table_do_not_make_a_lost_one():
    season = _read("==D==\n{|\n|-\n| Department | Team | Location |\n|-\n| Ica | Santos | Ica |\n|}\n")
    assert (len(season.entries), season.lost_tables) == (1, ())


def test_a_cell_may_name_several_teams_and_their_places():
    season = _read(
        "==Teams==\n| Department | Teams | Locations |\n"
        "| Amazonas | Sachapuyos; Bagua Grande | Chachapoyas; Bagua |\n"
        "| Ica | Santos; ADT | Ica |\n"
    )
    assert [(entry.department, entry.club.name, entry.location) for entry in season.entries] == [
        ("Amazonas", "Sachapuyos", "Chachapoyas"),
        ("Amazonas", "Bagua Grande", "Bagua"),
        ("Ica", "Santos", "Ica"),
        ("Ica", "ADT", "Ica"),
    ]


def test_goals_for_and_against_may_stand_in_one_column():
    season = _read(
        "==A==\n| Pos | Club | Played | Won | Drawn | Lost | Goals | Points |\n"
        "| 1 | UTC | 6 | 4 | 1 | 1 | 14:5 | 13 |\n"
    )
    (row,) = season.standings
    assert (row.goals_for, row.goals_against, row.points) == (14, 5, 13)
    assert season.problems == ()


def test_a_team_whose_name_begins_with_a_number_has_its_row():
    season = _read(
        "==A==\n| Pos | Team | Pld | W | D | L | Pts |\n| 1 | 30 de Agosto | 2 | 2 | 0 | 0 | 6 |\n"
    )
    assert [row.club.name for row in season.standings] == ["30 de Agosto"]


def test_the_winner_that_a_row_of_a_tie_names_went_through():
    season = _read(
        "==N==\n| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg | Winner |\n"
        "| UTC | 2–2 | CNI | 1–0 | 1–2 | CNI |\n| Melgar | 1–1 | ADT | 0–1 | 1–0 | |\n"
    )
    assert [match.through and match.through.name for match in season.matches] == ["CNI", "CNI", None, None]


def test_an_aggregate_that_its_legs_do_not_make_is_told():
    season = _read(
        "==N==\n===Semifinals===\n| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |\n"
        "| UTC | 2–0 | CNI | 2–0 | 0–3 |\n"
    )
    assert [str(p) for p in check(season) if p.kind == "aggregate-differs"] == [
        "UTC against CNI: the aggregate given is 2–0, the matches make 2–3."
    ]


def test_an_aggregate_whose_legs_are_not_given_is_the_result_of_no_match():
    season = _read("==N==\n| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |\n| UTC | 3–1 | CNI | | |\n")
    assert season.matches == ()
    assert len(season.problems) == 1
