"""Lists of teams by department, with rows that lost the department above them."""

from bot.reader import read_season


def _entries(rows, header="| Department | Team | Location |", rest=""):
    text = f"= 1998 Copa Perú =\n\n==Departmental Stage==\n{header}\n" + "\n".join(rows) + "\n" + rest
    season = read_season(text, "d.txt")
    return [(entry.department, entry.club.name, entry.location) for entry in season.entries]


_TWO = "| Department | Team |"


def test_three_cells_shifted():
    rows = ["| Huánuco | León | Huánuco |", "| Unión Naranjillo | Huánuco | |", "| Ica | Santos | Nazca |"]
    assert _entries(rows) == [
        ("Huánuco", "León", "Huánuco"),
        ("Huánuco", "Unión Naranjillo", "Huánuco"),
        ("Ica", "Santos", "Nazca"),
    ]


def test_a_team_named_like_its_own_department_three_cells():
    rows = ["| Apurímac | Libertad | Abancay |", "| Apurímac | Andahuaylas | |", "| Ica | Santos | Nazca |"]
    assert _entries(rows)[1] == ("Apurímac", "Apurímac", "Andahuaylas")


def test_a_team_named_like_a_department_further_down():
    rows = [
        "| Ancash | José Gálvez | Chimbote |",
        "| Loreto | Huaraz | |",
        "| Ica | Santos | Nazca |",
        "| Loreto | CNI | Iquitos |",
    ]
    assert _entries(rows)[1] == ("Ancash", "Loreto", "Huaraz")


def test_a_team_named_like_a_department_that_is_not_in_the_list():
    rows = [
        "| Puno | Unión Carolina | Puno |",
        "| Ucayali | Sport Pucallpa | Pucallpa |",
        "| Loreto | Pucallpa | |",
    ]
    assert _entries(rows)[2] == ("Ucayali", "Loreto", "Pucallpa")


def test_an_empty_department_is_not_the_one_above_where_rows_that_lost_theirs_stand_shifted():
    rows = [
        "| Apurímac | Sport Municipal | Andahuaylas |",
        "| Cultural Santa Rosa | Andahuaylas | |",
        "| | La Colina | Caylloma |",
        "| Sportivo Huracán | Arequipa | |",
    ]
    assert _entries(rows) == [
        ("Apurímac", "Sport Municipal", "Andahuaylas"),
        ("Apurímac", "Cultural Santa Rosa", "Andahuaylas"),
        (None, "La Colina", "Caylloma"),
        (None, "Sportivo Huracán", "Arequipa"),
    ]


def test_an_empty_department_without_a_town_still_has_its_team_in_place():
    rows = ["| Ica | Santos | Nazca |", "| | La Colina | |", "| Junín | ADT | Tarma |"]
    assert _entries(rows)[1] == ("Ica", "La Colina", None)


def test_an_empty_department_is_the_one_above_where_no_row_stands_shifted():
    rows = [
        "| Apurímac | Sport Municipal | Andahuaylas |",
        "| | Cultural Santa Rosa | Andahuaylas |",
        "| Ica | Santos | Nazca |",
    ]
    assert _entries(rows)[1] == ("Apurímac", "Cultural Santa Rosa", "Andahuaylas")


def test_a_department_whose_town_is_not_known_stays_a_department():
    rows = ["| Huánuco | León | Huánuco |", "| Ica | Santos | |", "| Junín | ADT | Tarma |"]
    assert _entries(rows)[1] == ("Ica", "Santos", None)


def test_two_cells_of_department_and_team_or_team_and_town():
    rows = [
        "| Amazonas | Municipal |",
        "| Grupo Malca | Amazonas |",
        "| Apurímac | Apurímac |",
        "| José María Arguedas | Andahuaylas |",
        "| Cusco | Manco II |",
    ]
    assert _entries(rows, _TWO) == [
        ("Amazonas", "Municipal", None),
        ("Amazonas", "Grupo Malca", "Amazonas"),
        ("Apurímac", "Apurímac", None),
        ("Apurímac", "José María Arguedas", "Andahuaylas"),
        ("Cusco", "Manco II", None),
    ]


def test_two_cells_with_a_team_named_like_its_department_under_it():
    rows = ["| Apurímac | Arguedas |", "| Apurímac | Abancay |", "| Cusco | Manco II |", "| ADT | Calca |"]
    assert _entries(rows, _TWO)[1] == ("Apurímac", "Apurímac", "Abancay")


def test_two_cells_with_a_team_named_like_the_next_department():
    rows = [
        "| Huánuco | UNHEVAL |",
        "| Ica | Huánuco |",
        "| Ica | Santos |",
        "| Mayta Cápac | Nazca |",
        "| Junín | Ponce |",
    ]
    assert _entries(rows, _TWO) == [
        ("Huánuco", "UNHEVAL", None),
        ("Huánuco", "Ica", "Huánuco"),
        ("Ica", "Santos", None),
        ("Ica", "Mayta Cápac", "Nazca"),
        ("Junín", "Ponce", None),
    ]


def test_two_cells_with_a_team_named_like_a_department_long_past():
    rows = ["| Loreto | CNI |", "| UNAP | Iquitos |", "| Ucayali | UNU |", "| Loreto | Pucallpa |"]
    assert _entries(rows, _TWO)[3] == ("Ucayali", "Loreto", "Pucallpa")


def test_two_cells_where_a_match_tells_which_cell_is_the_team():
    rows = ["| Lima | Géminis |", "| Loreto | Barranca |", "| Loreto | Los Tigres |", "| UNAP | Iquitos |"]
    match = "\n==Final Stage==\n=== Round 1 ===\nLos Tigres 1-0 Géminis\n"
    assert _entries(rows, _TWO, match)[1:3] == [
        ("Lima", "Loreto", "Barranca"),
        ("Loreto", "Los Tigres", None),
    ]


def test_a_list_that_repeats_the_department_is_not_shifted():
    rows = [
        "| Ancash | José Gálvez |",
        "| Ancash | Sport Ancash |",
        "| Ica | Santos |",
        "| Ica | Octavio Espinosa |",
    ]
    assert [department for department, *_ in _entries(rows, _TWO)] == ["Ancash", "Ancash", "Ica", "Ica"]


def test_a_list_that_repeats_the_department_with_towns():
    rows = ["| Ica | Santos | Nazca |", "| Ica | Octavio Espinosa | Ica |", "| Ica | Sport Victoria | |"]
    assert _entries(rows)[2] == ("Ica", "Sport Victoria", None)


def test_departments_out_of_alphabetical_order():
    rows = [
        "| Lima | Social Huando |",
        "| Lambayeque | Unión Tumán |",
        "| Ancash | José Gálvez |",
        "| Sport | Huaraz |",
    ]
    assert [department for department, *_ in _entries(rows, _TWO)] == [
        "Lima",
        "Lambayeque",
        "Ancash",
        "Ancash",
    ]


def test_the_columns_may_stand_in_another_order():
    header = "| Team | City | Department |"
    assert _entries(["| José Gálvez | Chimbote | Ancash |"], header) == [
        ("Ancash", "José Gálvez", "Chimbote")
    ]


def test_spanish_headers():
    header = "| Departamento | Equipo | Localidad |"
    assert _entries(["| Ancash | José Gálvez | Chimbote |"], header) == [
        ("Ancash", "José Gálvez", "Chimbote")
    ]


def test_a_further_column_changes_nothing():
    header = "| Department | Team | City | Stadium |"
    rows = [
        "| Ancash | José Gálvez | Chimbote | Gómez Arellano |",
        "| Sport Ancash | Huaraz | Rosas Pampa | |",
    ]
    assert _entries(rows, header) == [
        ("Ancash", "José Gálvez", "Chimbote"),
        ("Ancash", "Sport Ancash", "Huaraz"),
    ]


def test_region_is_the_department_where_it_holds_departments():
    header = "| Region | Team | City |"
    assert _entries(["| Ancash | José Gálvez | Chimbote |"], header) == [
        ("Ancash", "José Gálvez", "Chimbote")
    ]


def test_a_region_and_a_department_over_several_rows():
    header = "| Region | Department | Team | City |"
    rows = [
        "| I | Ancash | José Gálvez | Chimbote |",
        "| Sport Ancash | Huaraz | | |",
        "| Ica | Santos | Nazca | |",
    ]
    assert _entries(rows, header) == [
        ("Ancash", "José Gálvez", "Chimbote"),
        ("Ancash", "Sport Ancash", "Huaraz"),
        ("Ica", "Santos", "Nazca"),
    ]


def test_one_column_under_the_department_s_heading():
    rest = "\n=== Ancash ===\n| Team |\n| José Gálvez |\n"
    assert _entries(["| Ica | Santos | Nazca |"], rest=rest)[1] == ("Ancash", "José Gálvez", None)


def test_a_list_cut_in_two_without_a_second_header():
    rest = "\n| Ica | Santos | Nazca |\n| Sport Victoria | Ica | |\n"
    entries = _entries(["| Ancash | José Gálvez | Chimbote |"], rest=rest)
    assert entries[1:] == [("Ica", "Santos", "Nazca"), ("Ica", "Sport Victoria", "Ica")]


def test_a_team_above_every_department_stands_under_none():
    season = read_season(
        "= 1998 Copa Perú =\n==T==\n| Department | Team | Location |\n| Melgar | Arequipa | |\n", "d"
    )
    assert [(e.department, e.club.name, e.location) for e in season.entries] == [(None, "Melgar", "Arequipa")]
    assert [problem.kind for problem in season.problems] == ["department-missing"]


def test_a_list_in_bullets():
    rest = "\n== Finalists ==\n- Colegio Nacional (Iquitos, Loreto)\n- Universitario (Puno)\n"
    assert _entries(["| Ica | Santos | Nazca |"], rest=rest)[1:] == [
        ("Loreto", "Colegio Nacional", "Iquitos"),
        ("Puno", "Universitario", None),
    ]


def test_a_department_within_a_letter_is_meant_and_what_is_none_stays():
    rows = ["| Ayachucho | Sport Alfa | Huanta |", "| Narnia | Melgar | Ica |"]
    assert _entries(rows) == [("Ayacucho", "Sport Alfa", "Huanta"), ("Narnia", "Melgar", "Ica")]
