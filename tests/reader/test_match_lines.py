"""Lines about matches in a document with a list of teams: understood whole, or refused and told."""

import datetime

import pytest

from bot.reader import read_season

_LIST = """= 1996 Copa Perú =

==Teams==
| Department | Team | Location |
| Arequipa | Piérola | Arequipa |
| Cajamarca | UTC | Cajamarca |
| Ancash | José Gálvez | Chimbote |
| Ica | 7 de Agosto | Nasca |
| Piura | Sport Norte | Sullana |
| Piura | Sport Sur | Talara |

==Final stage==
=== Round 1 ===
19 January 1997
"""
_CLUBS = {"Piérola", "UTC", "José Gálvez", "7 de Agosto", "Sport Norte", "Sport Sur"}


def _read(lines):
    return read_season(_LIST + lines + "\n", "d.txt")


def _kinds(season):
    return [problem.kind for problem in season.problems]


@pytest.mark.parametrize(
    "line",
    [
        "19.15  Piérola v UTC   2-1",
        "15:30 Piérola 2-1 UTC",
        "(15:30) Piérola 2-1 UTC",
        "Piérola 2-1 UTC 15:30 hrs",
        "Sun Jan/19 19:15 Piérola 2-1 UTC",
        "19/01/97 Piérola 2-1 UTC",
        "Piérola 2-1 UTC 19/01/97",
        "Piérola 2-1 UTC, 19 de enero",
        "- Arequipa: Piérola 2-1 UTC",
        "Piérola (Arequipa) 2-1 UTC",
        "Piérola 2-1 UTC   @ Lima",
        "Piérola 2–1* UTC",
        "Piérola 2–1 UTC †",
        "3. Piérola 2–1 UTC",
        "# Piérola 2–1 UTC",
        "12) Piérola 2–1 UTC",
        "Piérola **2-1** UTC",
        "**Piérola** 2-1 UTC",
        "Piérola 2 - UTC 1",
        "Piérola 2 UTC 1",
        "Piérola vs. UTC 2-1 (1-0)",
        "Piérola 2-1 UTC (HT 1-0)",
        "Piérola 2-1 UTC [protest by UTC rejected]",
        "Piérola 2-1 UTC (postponed from 3 January)",
        "Piérola 2-1 UTC (abandoned in 80', result stood)",
        "Piérola 2-1 UTC, Estadio Mansiche. Goles: Ruiz 2",
    ],
)
def test_what_stands_around_a_match_is_no_part_of_its_names(line):
    season = _read(line)
    (match,) = season.matches
    assert match.home.name.removesuffix(" (Arequipa)") == "Piérola"
    assert (match.home_goals, match.away_goals, match.away.name, match.status) == (2, 1, "UTC", "played")
    assert match.date == datetime.date(1997, 1, 19)
    assert _kinds(season) == []


@pytest.mark.parametrize(
    "line",
    [
        "Piérola - UTC 2-1 1-1",
        "Piérola vs UTC 2-1 / 1-1",
        "Piérola 2-1 UTC 1-0",
        "Piérola ganó 2-1 UTC",
        "Piérola Ayer 2-1 UTC",
        "Piérola 2-1 UTC 12",
        "1.Piérola   3  3  0  0   6- 1   5  Promoted",
        "Partidos 15 Goles 48",
        "Grupo 1 Fecha 2",
        "Tarjetas 3-2 Expulsados",
        "Grupo A 3-2 Grupo B",
        "Victorias 3-1 Derrotas",
        "Juan Pérez 12 Luis Díaz 80",
        "Juan Pérez 5 Luis Díaz 8",
        "Piérola 15:30 UTC",
        "Piérola vs. UTC 10-30",
        "Piérola - UTC 13-00",
        "Piérola 10.30 UTC 12.30",
        "Piérola 2-1 UTC, José Gálvez 1-0 Sport Sur",
        "Piérola 4-3 UTC (pen)",
        "Enero 2-1 Lunes",
        "Piérola (aet) 2-1 UTC Lima Norte",
    ],
)
def test_a_line_of_which_something_is_left_over_is_refused(line):
    season = _read(f"Sport Norte 0-0 Sport Sur\n{line}")
    assert [(match.home.name, match.away.name) for match in season.matches] == [("Sport Norte", "Sport Sur")]
    assert [problem.line for problem in season.problems] == [16]


@pytest.mark.parametrize(
    "line",
    ["Piérola vs. UTC 10:30", "Piérola – UTC, 15.30 hrs", "13:00 Piérola v UTC", "Piérola x UTC 20:00"],
)
def test_a_kick_off_time_is_no_score(line):
    season = _read(line)
    assert [(m.home.name, m.away.name, m.home_goals, m.away_goals) for m in season.matches] == [
        ("Piérola", "UTC", None, None)
    ]
    assert _kinds(season) == ["score-missing"]


def test_a_list_of_fixtures_names_no_clubs_of_its_own():
    season = read_season(
        "= 1996 Copa Perú =\n\n==Fase 4==\n=== Fecha 6 ===\n14 de enero de 1997\n"
        "Alfonso Ugarte vs. Deportivo Norte 10:30\nEstrella Roja vs. ADT 13:00\n",
        "d.txt",
    )
    assert season.matches == ()
    assert {problem.line for problem in season.problems} == {5, 6, 7}


@pytest.mark.parametrize(
    ("note", "penalties"),
    [
        ("(UTC 5–4 pen)", (4, 5)),
        ("[UTC 5-4 p]", (4, 5)),
        ("(aet; Piérola 5–4 pen)", (5, 4)),
        (", UTC 5-4 pen", (4, 5)),
        ("(UTC wins 4-3 on pens)", (3, 4)),
        ("(UTC won 4-3 on penalties)", (3, 4)),
        ("(por definición de penales ganó UTC 4-2)", (2, 4)),
        ("(ganó UTC 4-2 por penales)", (2, 4)),
        ("(penales: UTC 4-2)", (2, 4)),
        ("(Piérola lost 2-4 on penalties)", (2, 4)),
        ("(UTC 4-2 Piérola on penalties)", (2, 4)),
        ("aet 4-3 pen", (4, 3)),
        ("(3–4 p)", (3, 4)),
        ("(4–3)", (4, 3)),
        ("\nPiérola 3-4 UTC (pen)", (3, 4)),
        ("\nUTC 4-3 Piérola (penales)", (3, 4)),
        ("\nUTC ganó 4-3 en penales", (3, 4)),
        ("\nPenales: 3-4", (3, 4)),
        ("\nPenales: UTC 4-3 Piérola", (3, 4)),
        ("(UTC venció 4 a 3 en penales)", (3, 4)),
        ("(1-0; UTC 4-3 p)", (3, 4)),
        ("(a.e.t.) UTC won 4-3 on penalties", (3, 4)),
    ],
)
def test_who_won_the_shoot_out_has_the_greater_number(note, penalties):
    season = _read(f"Piérola 1-1 UTC {note}")
    (match,) = season.matches
    assert (match.home.name, match.away.name, match.penalties) == ("Piérola", "UTC", penalties)
    assert (match.home_goals, match.away_goals) == (1, 1)
    assert _kinds(season) == []


@pytest.mark.parametrize("line", ["Piérola v UTC 1-1, UTC 5-4 pen", "Piérola - UTC 1-1 (UTC 5-4 pen)"])
def test_a_note_behind_a_score_that_stands_behind_both(line):
    (match,) = _read(line).matches
    assert (match.home.name, match.away.name, match.penalties) == ("Piérola", "UTC", (4, 5))


def test_a_shoot_out_between_score_and_second_side():
    (match,) = _read("Piérola 1-1 aet 4-3 pen UTC").matches
    assert (match.away.name, match.penalties, match.extra_time) == ("UTC", (4, 3), True)


@pytest.mark.parametrize(
    "note", ["(Sport Sur 5-4 pen)", "(not decided on penalties)", "(5-5 pen)", "(the points went elsewhere)"]
)
def test_a_note_that_may_change_the_result_and_is_not_understood_is_a_doubt(note):
    season = _read(f"Piérola 1-1 UTC {note}")
    (match,) = season.matches
    assert (match.home_goals, match.away_goals, match.penalties, match.status) == (1, 1, None, "played")
    assert match.note == note.strip("()")
    assert _kinds(season) == ["note-unclear"]


def test_bare_numbers_behind_a_second_leg_are_the_aggregate():
    season = _read("Piérola 1–0 UTC\n26 January 1997\nUTC 1–1 Piérola (1–2)\n")
    assert [(m.penalties, m.note, m.aggregate) for m in season.matches] == [
        (None, None, None),
        (None, None, (1, 2)),
    ]
    assert _kinds(season) == []


def test_bare_numbers_that_are_no_aggregate_behind_a_second_leg_are_a_shoot_out():
    season = _read("Piérola 1–0 UTC\n26 January 1997\nUTC 1–0 Piérola (5–4)\n")
    assert [match.penalties for match in season.matches] == [None, (5, 4)]


def test_bare_numbers_that_could_be_anything_are_a_doubt():
    season = _read("Piérola 1–1 UTC (1–2)")
    assert season.matches[0].penalties is None
    assert _kinds(season) == ["note-unclear"]


@pytest.mark.parametrize(
    ("line", "goals", "status"),
    [
        ("Piérola 0–2 UTC [awarded 3–0 to Piérola, UTC fielded a suspended player]", (3, 0), "awarded"),
        ("Piérola 1–1 UTC (abandoned at 1–1 in 75', later awarded 3–0 to UTC)", (0, 3), "awarded"),
        ("Piérola 1–1 UTC (se dio por ganado a Piérola 3-0)", (3, 0), "awarded"),
        ("Piérola 0–2 UTC (awarded 0-2 to UTC)", (0, 2), "awarded"),
        ("Piérola 3–0 UTC (awarded to Piérola; original result 1-2)", (3, 0), "awarded"),
        ("Piérola awd UTC [awarded 3-0]", (3, 0), "awarded"),
        ("Piérola 0–3 UTC\nAwarded 3–0; Piérola did not show up.", (0, 3), "awarded"),
        ("Piérola 0–3 UTC (UTC ganó por walk over)", (0, 3), "awarded"),
        ("Piérola 3–0 UTC (awarded to UTC; Piérola fielded an ineligible player)", None, "awarded"),
        ("Piérola 1-2 UTC [awarded match to Piérola by undue alignment; original 1-2]", None, "awarded"),
        ("Piérola 0-2 UTC (le dieron los puntos a Piérola en mesa)", None, "awarded"),
        ("Piérola 0-2 UTC (los puntos para Piérola)", None, "awarded"),
        ("Piérola 0-2 UTC (la liga le dio los puntos a Piérola)", None, "awarded"),
        ("Piérola 0-2 UTC (result changed to 3-0 for Piérola)", (3, 0), "awarded"),
        ("Piérola 2-1 UTC (abandoned after 80 minutes, result stands)", (2, 1), "played"),
        ("Piérola 0-2 UTC (UTC perdió los puntos)", None, "awarded"),
        ("Piérola 0-2 UTC\nUTC no se presentó", None, "awarded"),
        ("Piérola 0-3 UTC (both teams awarded a loss)", None, "awarded"),
        ("Piérola 0-3 UTC (perdieron ambos equipos)", None, "awarded"),
        ("Piérola 0-3 UTC (points awarded to neither side)", None, "awarded"),
        ("Piérola W.O. UTC", None, "walkover"),
        ("Piérola - UTC (UTC ganó por W.O.)", None, "walkover"),
        ("Piérola abd UTC [abandoned at 1-1 in 65']", None, "abandoned"),
        ("Piérola 2-1 UTC (suspendido por falta de luz)", None, "abandoned"),
        ("Piérola 2-1 UTC (anulado por la liga)", None, "annulled"),
        ("Piérola - UTC (postponed due to rain)", None, "postponed"),
    ],
)  # fmt: skip
def test_the_official_result_counts(line, goals, status):
    season = _read(line)
    (match,) = season.matches
    assert (match.home.name, match.away.name, match.status) == ("Piérola", "UTC", status)
    assert ((match.home_goals, match.away_goals) if goals else match.home_goals) == goals
    assert _kinds(season) == []


def test_two_clubs_that_share_a_word_are_told_apart_in_a_note():
    season = _read("Sport Norte 1-1 Sport Sur (Sport Sur 5-4 pen)")
    assert season.matches[0].penalties == (4, 5)


def test_a_date_in_front_may_stand_before_a_number():
    (match,) = _read("Sun 26 Jan 97: 7 de Agosto 2-1 UTC").matches
    assert (match.home.name, match.date) == ("7 de Agosto", datetime.date(1997, 1, 26))


def test_a_label_in_front_may_be_the_round():
    (match,) = _read("Fecha 2: Piérola 2-1 UTC").matches
    assert (match.round, match.home.name) == ("Fecha 2", "Piérola")


def test_the_title_may_have_prose_right_under_it():
    season = read_season("2042 Copa Perú\nThe 2042 Copa Perú season was a tournament.\n", "download.txt")
    assert (season.year, season.title) == (2042, "2042 Copa Perú")
    assert [paragraph.source.line for paragraph in season.paragraphs] == [2]


_FOOTBALL_TXT = """= 2042 Copa Perú =

== Etapa Nacional ==
=== Fecha 1 ===
Sat Jan/25 2042
  15.30  Deportivo Norte v Atlético Sur   1-1 (0-0)
  18.00  Unión Este      v Real Oeste     2-0 (1-0)
Sun Jan/26
  19:15  Sport Colina    0-3 (0-1)  Racing Llano   @ Estadio Municipal, Cusco
  20:00  Unión Puno v Juventud Ica   [postponed]
=== Fecha 2 ===
[Sat Feb/1]
  15.30  Atlético Sur  2-1  Unión Este
            (Pérez 12', Ruiz 80'; Díaz 44')
  16.00  Real Oeste  w/o  Sport Colina
  17.00  Racing Llano 1-1 a.e.t. (1-1), 4-2 pen Deportivo Norte
  17.00  Juventud Ica 3-0 Unión Puno [awarded]
#12 Deportivo Norte 2-2 Real Oeste   @ Lima
"""


def test_no_club_of_a_list_of_fixtures_gets_a_time_or_a_venue_into_its_name():
    season = read_season(_FOOTBALL_TXT, "d.txt")
    assert [
        (m.date.isoformat(), m.home.name, m.home_goals, m.away_goals, m.away.name) for m in season.matches
    ] == [
        ("2042-01-25", "Deportivo Norte", 1, 1, "Atlético Sur"),
        ("2042-01-25", "Unión Este", 2, 0, "Real Oeste"),
        ("2042-01-26", "Sport Colina", 0, 3, "Racing Llano"),
        ("2042-01-26", "Unión Puno", None, None, "Juventud Ica"),
        ("2042-02-01", "Atlético Sur", 2, 1, "Unión Este"),
        ("2042-02-01", "Real Oeste", None, None, "Sport Colina"),
        ("2042-02-01", "Racing Llano", 1, 1, "Deportivo Norte"),
        ("2042-02-01", "Juventud Ica", 3, 0, "Unión Puno"),
        ("2042-02-01", "Deportivo Norte", 2, 2, "Real Oeste"),
    ]
    assert [m.penalties for m in season.matches if m.penalties] == [(4, 2)]
    assert _kinds(season) == []


@pytest.mark.parametrize(
    "line",
    ["Juan Pérez 12 Luis Díaz 80", "Juan Pérez 5 Luis Díaz 8", "Partidos 15 Goles 4", "Grupo 1 Fecha 2"],
)
def test_names_with_numbers_under_a_match_are_no_match_without_a_list_either(line):
    season = read_season(f"= 1996 Copa Perú =\n\n==F==\n=== Fecha 1 ===\nPiérola 2 UTC 1\n{line}\n", "d.txt")
    assert [(match.home.name, match.away.name) for match in season.matches] == [("Piérola", "UTC")]
    assert [problem.line for problem in season.problems] == [6]
