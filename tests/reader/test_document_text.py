"""What a document is made of: bytes, title, headings, dates above matches, lists, sentences."""

import datetime

import pytest

from bot.errors import DocumentError
from bot.reader import decode, read_season
from bot.tournament.club_links import Linker


def _read(body, document="d.txt", title="= 1998 Copa Perú =\n\n"):
    return read_season(title + body, document)


def _days(body):
    return [match.date for match in _read("==Final Stage==\n" + body).matches]


_FIRST, _SECOND = datetime.date(1998, 5, 14), datetime.date(1998, 5, 18)


def test_a_date_holds_for_the_lines_right_under_it():
    assert _days("14 May 1998\nA 1-0 B\nC 1-0 D\n18 May 1998\nA 1-0 C\n") == [_FIRST, _FIRST, _SECOND]


def test_a_match_behind_a_blank_line_has_no_date_but_its_own():
    assert _days("14 May 1998\nA 1-0 B\n\nC 1-0 D\n") == [_FIRST, None]


def test_a_date_with_a_blank_line_before_its_matches_still_holds():
    assert _days("14 May 1998\n\nA 1-0 B\nC 1-0 D\n\nA 1-0 C\n") == [_FIRST, _FIRST, None]


def test_a_date_ends_with_its_heading():
    season = _read("==Final Stage==\n14 May 1998\n=== Round 2 ===\nA 1-0 B\n")
    assert [match.date for match in season.matches] == [None]
    assert [(problem.kind, problem.line) for problem in season.problems] == [("not-understood", 4)]


def test_a_date_in_the_heading_holds_for_its_section():
    assert _days("=== Round 1 (14 May 1998) ===\nA 1-0 B\n\nC 1-0 D\n") == [_FIRST, _FIRST]


def test_a_line_may_name_round_or_leg():
    season = _read("==National Stage==\n===Final===\n1st leg\nA 1-0 B\n\n2nd leg\n\nB 2-0 A\n")
    assert [(m.stage, m.round, m.leg) for m in season.matches] == [
        ("National Stage", "Final", n) for n in (1, 2)
    ]
    season = _read("==Final Stage==\nFecha 1\nA 1-0 B\nFecha 2\nB 2-0 A\nFecha 3\n")
    assert [m.round for m in season.matches] == ["Fecha 1", "Fecha 2"]
    assert [problem.line for problem in season.problems] == [8]


def _read_1996(body):
    return read_season("= 1996 Copa Perú =\n\n==Final Stage==\n" + body, "d.txt")


@pytest.mark.parametrize(
    ("line", "date", "kinds"),
    [
        ("(22 January 1997)", "1997-01-22", []),
        ("[Jan 22]", "1997-01-22", []),
        ("22-Jan-1997", "1997-01-22", []),
        ("Wed 22 Jan", "1997-01-22", []),
        ("15 December", "1996-12-15", []),
        ("15 July", None, ["date-year"]),
        ("Sun 22 Jan", None, ["date-year"]),
        ("Sun 22 Jan 1997", "1997-01-22", ["date-weekday"]),
        ("Wed 22 Jan 97 15:30", "1997-01-22", []),
        ("22 de enero, 15.30 hrs, Estadio Nacional", "1997-01-22", []),
        ("[Wed Jan/22 16.00]", "1997-01-22", []),
        ("Estadio Mansiche, 22 January 1997", "1997-01-22", []),
        ("22 January 02", None, ["date-year"]),
        ("Unknown date", None, ["not-understood"]),
        ("The day of the next match is not known.", None, []),
        ("1. UTC 3 2 1 0 7-2 7", None, []),
    ],
)
def test_a_line_that_is_no_match_ends_the_date_above(line, date, kinds):
    season = _read_1996(f"19 January 1997\nA 1-0 B\n{line}\nC 1-0 D\n")
    assert [match.date and match.date.isoformat() for match in season.matches] == ["1997-01-19", date]
    assert [problem.kind for problem in season.problems] == kinds
    assert {problem.line for problem in season.problems} <= {6}


def test_a_day_without_a_year_is_of_the_year_of_the_days_near_it():
    season = _read_1996("25 November\nA 1-0 B\n\n1 December 1996\nC 1-0 D\n\n5 January\nA 1-0 C\n")
    days = ["1996-11-25", "1996-12-01", "1997-01-05"]
    assert [match.date.isoformat() for match in season.matches] == days
    assert season.problems == ()


def test_what_is_said_of_a_match_leaves_its_date_to_the_next():
    assert _days("14 May 1998\nA 1-0 B\nPérez 12'\nEstadio Nacional\nC 1-0 D\n") == [_FIRST, _FIRST]


def test_a_range_of_dates_stays_in_the_note():
    (match,) = _read("==Final Stage==\n14–15 May 1998\nA 1-0 B\n").matches
    assert (match.date, match.note) == (None, "14–15 May 1998")


def test_a_venue_behind_the_date_stays_in_the_note():
    (match,) = _read("==Final Stage==\n14 May 1998, Estadio Nacional\nA 1-0 B\nAttendance: 3000\n").matches
    assert (match.date, match.note) == (_FIRST, "Estadio Nacional; Attendance: 3000")


@pytest.mark.parametrize(
    ("line", "penalties", "note", "kinds"),
    [
        ("UTC won 4–2 on penalties.", (4, 2), None, []),
        ("León won 2–4 on penalties", (2, 4), None, []),
        ("UTC ganó 5-4 en penales", (5, 4), None, []),
        ("UTC advanced 3–2 on aggregate.", None, "UTC advanced 3–2 on aggregate.", []),
        ("Santos won 4–2 on penalties.", None, "Santos won 4–2 on penalties.", ["note-unclear"]),
    ],
)
def test_how_a_tie_ended_is_said_of_the_match_above(line, penalties, note, kinds):
    season = _read(f"==Final Stage==\n14 May 1998\nUTC 1-1 León de Huánuco\n{line}\n")
    (match,) = season.matches
    assert (match.penalties, match.note) == (penalties, note)
    assert [problem.kind for problem in season.problems] == kinds


def test_why_a_score_was_given_is_said_of_the_match_above():
    season = _read("==Final==\n14 May 1998\nUTC 0–3 CNI\nAwarded 3–0; UTC did not show up.\n")
    (match,) = season.matches
    assert (match.status, match.note) == ("awarded", "Awarded 3–0; UTC did not show up.")
    assert (match.home_goals, match.away_goals) == (0, 3)
    assert season.problems == ()


def test_two_teams_of_the_list_with_a_dash_between_are_a_match_without_a_score():
    teams = "==T==\n| Department | Team |\n| Callao | Cantolao |\n| Lima | Unión Huaral |\n\n"
    season = _read(teams + "==Final==\n14 May 1998\nCantolao – Unión Huaral\n")
    assert [(m.home.name, m.away.name, m.home_goals, m.date) for m in season.matches] == [
        ("Cantolao", "Unión Huaral", None, _FIRST)
    ]
    assert [problem.kind for problem in season.problems] == ["score-missing"]


def test_a_label_with_its_plural_in_brackets():
    season = _read("Infobox\n- Topscorer(s): Juan Luna (6)\n")
    assert [(scorer.player, scorer.goals) for scorer in season.scorers] == [("Juan Luna", 6)]


@pytest.mark.parametrize(
    ("line", "penalties", "extra_time"),
    [
        ("(a.e.t.)", None, True),
        ("Penalties: 4–2", (4, 2), False),
        ("(4–2 en penales)", (4, 2), False),
    ],
)
def test_extra_time_and_shoot_out_may_stand_under_the_match(line, penalties, extra_time):
    season = _read(f"==Final Stage==\n14 May 1998\nUTC 1-1 CNI\n{line}\nEstadio Nacional, Lima\n")
    (match,) = season.matches
    assert (match.penalties, match.extra_time) == (penalties, extra_time)
    assert match.note == "Estadio Nacional, Lima"
    assert season.problems == ()
    assert season.paragraphs == ()


def test_how_a_tie_ended_without_its_match_is_not_understood():
    season = _read("==Final Stage==\n14 May 1998\n15:30\nUTC won 4–2 on penalties\n")
    assert season.matches == ()
    assert [problem.line for problem in season.problems] == [4, 5, 6]


def test_time_and_venue_between_date_and_match_are_the_match_s():
    season = _read("==Final Stage==\n14 May 1998\n15:30\nEstadio Nacional, Lima\nUTC 1-1 CNI\n")
    (match,) = season.matches
    assert (match.date, match.note) == (_FIRST, "15:30; Estadio Nacional, Lima")
    assert season.problems == ()


def test_a_team_named_like_a_day_is_no_date():
    body = (
        "==T==\n| Department | Team | Location |\n| Ica | 7 de Agosto | Ica |\n\n==F==\n7 de Agosto 1-0 UTC\n"
    )
    assert [(m.home.name, m.date) for m in _read(body).matches] == [("7 de Agosto", None)]


def test_the_year_comes_from_title_infobox_or_file_name():
    assert _read("").year == 1998
    assert _read("Infobox\n- Season: 1999\n", title="").year == 1999
    assert _read("Nothing said here at all.\n", "2001_copa_peru.txt", title="").year == 2001


@pytest.mark.parametrize("text", ["", "  \n\n", "\ufeff", "= 1998 =\n\0", "No year at all in this text.\n"])
def test_nothing_can_be_made_of_it(text):
    with pytest.raises(DocumentError):
        read_season(text, "document.txt")


def test_bytes_that_are_no_utf_8_are_refused():
    with pytest.raises(DocumentError):
        decode("Perú".encode("latin-1"), "d.txt")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_ends_of_lines_change_nothing(end):
    text = "= 1998 Copa Perú =\n\n==Final Stage==\n14 May 1998\nA 1-0 B\n"
    data = b"\xef\xbb\xbf" + text.replace("\n", end).encode()
    assert read_season(decode(data, "d.txt"), "d.txt") == read_season(text, "d.txt")


@pytest.mark.parametrize(
    "line",
    [
        "Le\N{LATIN SMALL LETTER O WITH ACUTE}n 3-1 CNI",
        "Leo\N{COMBINING ACUTE ACCENT}n 3-1 CNI",
        "Le\N{LATIN SMALL LETTER O WITH ACUTE}n\N{NO-BREAK SPACE}3\N{MINUS SIGN}1\N{NO-BREAK SPACE}CNI",
        "\tLe\N{LATIN SMALL LETTER O WITH ACUTE}n\t3-1 CNI  ",
        "Le\N{LATIN SMALL LETTER O WITH ACUTE}n \N{FULLWIDTH DIGIT THREE}\N{FULLWIDTH HYPHEN-MINUS}"
        "\N{FULLWIDTH DIGIT ONE} CNI",
    ],
    ids=["usual", "accents apart", "no-break spaces and a minus sign", "tabs", "full width"],
)
def test_how_letters_and_spaces_are_written_changes_nothing(line):
    (match,) = _read(f"==F==\n=== Round 1 ===\n{line}\n").matches
    assert (match.home.name, match.home_goals, match.away_goals, match.away.name) == ("León", 3, 1, "CNI")


def test_headings_with_and_without_spaces_make_a_tree():
    sections = _read("==A==\n=== B ===\n====C====\n== D ==\n").sections
    assert [(s.level, s.title, s.parents, s.line) for s in sections] == [
        (2, "A", (), 3),
        (3, "B", ("A",), 4),
        (4, "C", ("A", "B"), 5),
        (2, "D", (), 6),
    ]


def test_labels_that_are_not_known_stay_in_the_infobox():
    season = _read("Infobox\n- Continental cup: None\n- Winners:\n")
    assert [(field.label, field.value) for field in season.infobox] == [
        ("Continental cup", "None"),
        ("Winners", ""),
    ]
    assert season.champions == season.problems == ()


def test_a_value_that_goes_on_under_its_line():
    season = _read("Infobox\n- Biggest Away Win: Aipsa 1–8 Sport Loreto\nMárquez 0–7 Aipsa\n- Season: 1998\n")
    assert [(r.match.home.name, r.match.away.name) for r in season.records] == [
        ("Aipsa", "Sport Loreto"),
        ("Márquez", "Aipsa"),
    ]
    assert season.problems == ()


def test_see_also_and_links_are_understood():
    season = _read("==See also==\n- 1998 Torneo Descentralizado\n\n==External links==\n* RSSSF\n")
    assert season.see_also == ("1998 Torneo Descentralizado",)
    assert season.problems == ()


def test_a_sentence_of_a_region_goes_by_the_heading_s_name():
    season = _read(
        "==R==\n===Región Sur===\nThis region includes teams from Tacna and Puno region. Two went on.\n"
    )
    assert [(r.name, r.departments) for r in season.regions] == [("Sur", ("Tacna", "Puno"))]
    assert [paragraph.text for paragraph in season.paragraphs] == ["Two went on."]


def test_departments_of_a_region_without_a_list_have_their_usual_spelling():
    season = _read("==R==\nRegion I includes qualified teams from Apurimac and Huanuco region.\n")
    assert season.regions[0].departments == ("Apurímac", "Huánuco")


_LIST = """==T==
| Department | Team | Location |
| Piura | Atlético Grau | Piura |
| La Libertad | Universitario Grau | Trujillo |
| Amazonas | Deportivo Municipal (RdM) | Rodríguez |
| Ica | Santos | Nazca |
| San Martín | Santos | Tarapoto |
| Lima | Unión Deportivo | Lima |

==R==
===Region I===
Region I includes qualified teams from Amazonas and Piura region.
"""


@pytest.mark.parametrize(
    ("name", "opponent", "department"),
    [
        ("Atlético Grau", None, "Piura"),
        ("ATLETICO GRAU", None, "Piura"),
        ("Municipal (RdM)", None, "Amazonas"),
        ("Atlético Grau FBC", None, "Piura"),
        ("Club Atlético Grau", None, "Piura"),
        ("Grau", None, None),
        ("Grau", "Municipal (RdM)", "Piura"),
        ("Grau", "Santos", None),
        ("Santos", None, None),
        ("Santos (Ica)", None, "Ica"),
        ("Santos de Nazca", None, "Ica"),
        ("Santos de Puno", None, None),
        ("Deportivo", None, None),
        ("Unión", None, None),
        ("Real Madrid", None, None),
        ("", None, None),
    ],
)
def test_a_name_is_linked_to_one_team_or_none(name, opponent, department):
    entry = Linker(_read(_LIST)).link(name, opponent)
    assert (entry and entry.department) == department


def test_a_line_may_name_a_leg_or_round_with_its_date():
    season = _read("==Final==\nFirst Leg [31 Oct 1998]\nA 1-0 B\n\nSecond leg, 7 November 1998\nB 2-0 A\n")
    assert [(m.leg, m.date) for m in season.matches] == [
        (1, datetime.date(1998, 10, 31)),
        (2, datetime.date(1998, 11, 7)),
    ]
    assert season.problems == ()


def test_a_heading_may_date_its_round_with_the_year_in_two_digits():
    assert _days("=== Fecha 1 (14-05-98) ===\nA 1-0 B\n") == [_FIRST]


def test_time_with_its_zone_and_scorers_are_said_of_the_match():
    season = _read(
        "==Final==\n14 May 1998\n15:30 UTC−05:00\nA 1-0 B\nPérez 34', 90+2' (pen.)\nStadium: Lima\n"
    )
    assert season.matches[0].note == "15:30 UTC−05:00; Pérez 34', 90+2' (pen.); Stadium: Lima"
    assert season.problems == ()


@pytest.mark.parametrize("team", ["30 de Agosto", "Real Sociedad 2000"])
def test_who_won_on_penalties_may_have_a_number_in_the_name(team):
    (match,) = _read(f"==Final==\n14 May 1998\n{team} 1-1 CNI\n{team} won 4–3 on penalties.\n").matches
    assert (match.home.name, match.penalties) == (team, (4, 3))


def test_an_item_of_a_list_of_teams_is_no_date():
    season = _read("==Teams==\n- 30 de Agosto (Ica)\n- I.M.I. (Talara, Piura)\n")
    assert [(e.club.name, e.department, e.location) for e in season.entries] == [
        ("30 de Agosto", "Ica", None),
        ("I.M.I.", "Piura", "Talara"),
    ]
    assert season.problems == ()


def test_items_may_be_departments_with_their_teams():
    season = _read(
        "==Etapa Departamental==\nLos siguientes equipos clasificaron:\n"
        "* Áncash: Sport Áncash y José Gálvez\n* Ica: Unión y Progreso, I.M.I.\n* Piura: Melgar y Aurora.\n"
    )
    assert [(e.department, e.club.name) for e in season.entries] == [
        ("Áncash", "Sport Áncash"),
        ("Áncash", "José Gálvez"),
        ("Ica", "Unión y Progreso"),
        ("Ica", "I.M.I."),
        ("Piura", "Melgar"),
        ("Piura", "Aurora"),
    ]


def test_a_list_of_which_not_every_item_is_a_department_is_no_list_of_teams():
    assert _read("==Venues==\n* Ica: Estadio Picasso Peratta\n* Final: Estadio Nacional\n").entries == ()


def test_a_row_of_standings_may_be_a_line_of_text():
    season = _read(
        "==Final==\n 1.UTC        3  2  1  0  7- 2  7  Champions\n2 30 de Agosto 3 1 1 1 4 4 +0 3\n"
    )
    assert [(r.position, r.club.name, r.played, r.goals_for, r.points, r.note) for r in season.standings] == [
        (1, "UTC", 3, 7, 7, "Champions"),
    ]
    assert [(problem.line, problem.kind) for problem in season.problems] == [(5, "not-understood")]


def test_numbers_that_do_not_make_a_row_of_standings_are_none():
    assert _read("==Final==\n1. UTC 3 2 2 0 7-2 7\n2. CNI 3 2 1 1 7-2 9\n").standings == ()


def test_points_that_do_not_follow_from_the_wins_are_a_row_with_what_was_taken_or_a_doubt():
    season = _read("==Final==\n1. UTC 3 2 1 0 7-2 7\n2. CNI 3 2 0 1 7-2 6\n3. ADT 3 3 0 0 9-0 5 Promoted\n")
    assert [(r.club.name, r.points, r.adjustment) for r in season.standings] == [
        ("UTC", 7, None),
        ("CNI", 6, None),
        ("ADT", 5, -4),
    ]
    assert (season.matches, season.problems) == ((), ())
    alone = _read("==Final==\n1. CNI 3 2 1 0 7-2 9\n")
    assert [(r.club.name, r.adjustment) for r in alone.standings] == [("CNI", None)]
    assert [problem.kind for problem in alone.problems] == ["row-points"]


def test_an_infobox_without_its_name_may_be_lines_of_label_and_value():
    season = _read("Torneo: Copa Perú\nCampeón : UTC\nSubcampeón : CNI\n\nEl torneo fue largo.\n")
    assert [honour.club.name for honour in (*season.champions, *season.runners_up)] == ["UTC", "CNI"]
    assert season.problems == ()


def test_signs_that_steer_a_terminal_or_turn_the_text_are_no_part_of_a_name():
    (match,) = _read("==Final==\nUTC\x07 1-0 \u202eC\x9bNI\u202c\n").matches
    assert (match.home.name, match.away.name) == ("UTC", "C NI")


@pytest.mark.parametrize("above", ["14 May 1998\n", "14 May 1998\nUTC 1-0 CNI\n"])
def test_remarks_beyond_all_measure_are_told_and_none_of_a_match(above):
    season = _read("==Final==\n" + above + "15:30\n" * 400)
    assert sum(len(match.note or "") for match in season.matches) < 400
    assert len(season.problems) >= 380
