"""Templates of Wikipedia into lines of the outline."""

from bot.reader.outline import Kind
from bot.reader.templates import Call, TemplateReader, merged


def _read(name, line=7, **parameters):
    return TemplateReader().read(Call(name, parameters, line))


def _rows(pieces):
    return [line.cells for piece in pieces for line in piece.lines if not line.header]


def test_an_infobox_is_labels_and_values_without_markup():
    call = Call(
        "Infobox_football league season\n",
        {"winners": "[[UTC]] <small>(2nd title)</small>", "prev_season": "[[1997 Copa Perú|1997]]", "x": " "},
        3,
        {"winners": 5, "prev_season": 9},
    )
    (piece,) = TemplateReader().read(call)
    assert piece.kind is Kind.INFOBOX
    assert [(line.number, line.text) for line in piece.lines] == [
        (5, "winners: UTC (2nd title)"),
        (9, "prev season: 1997"),
    ]


def test_a_box_is_a_row_of_a_match():
    (piece,) = _read(
        "football box collapsible", team1="[[UTC]]", score="'''2–1'''", team2="{{fb|x}} CNI", aet="yes"
    )
    assert (piece.kind, piece.header) == (Kind.TABLE, ("Date", "Round", "Home", "Score", "Away"))
    assert _rows([piece]) == [("", "", "UTC", "2–1 (aet)", "CNI")]
    assert {line.number for line in piece.lines} == {7}


def test_the_second_score_of_a_spanish_box_is_that_of_half_time():
    pieces = _read(
        "Partidos", local="UTC", resultado="1:1''' (0:1)", visita="CNI", **{"resultado penalti": "4:3"}
    )
    assert _rows(pieces) == [("", "", "UTC", "1:1 (4–3 pen)", "CNI")]


def test_bold_or_a_parameter_names_who_went_on():
    tie = {"1": "'''[[UTC]]'''", "3": "2–2 (a)", "4": "CNI", "6": "0–1", "7": "2–1"}
    assert _rows(_read("TwoLegResult", **tie)) == [("UTC", "2–2 (a)", "CNI", "0–1", "2–1", "UTC")]
    assert _rows(_read("TwoLegResult", **(tie | {"ganador": "2"})))[0][-1] == "CNI"
    assert _rows(_read("TwoLegResult", **(tie | {"4": "'''CNI'''"})))[0][-1] == ""


def test_rows_that_follow_each_other_are_one_table():
    pieces = [
        *_read("OneLegResult", 4, **{"1": "A", "3": "1–0", "4": "B"}),
        *_read("OneLegResult", 5, **{"1": "C"}),
        *_read("football box", 6, team1="D"),
    ]
    assert [[line.number for line in block.lines] for block in merged(pieces)] == [[4, 4, 5], [6, 6]]


def test_a_template_that_is_not_known_is_kept_for_the_report():
    reader = TemplateReader()
    assert reader.read(Call("Template:Unheard_of", {"1": "UTC 2–0 CNI"}, 8)) == []
    assert [call.line for call in reader.unknown["unheard of"]] == [8]


def test_the_number_of_titles_stands_behind_the_champion():
    (piece,) = _read("Infobox football tournament season", champions="[[UTC]]", count="2", second="CNI")
    assert [line.text for line in piece.lines] == ["champions: UTC (2)", "count: 2", "second: CNI"]


def test_an_infobox_of_another_name_is_read_by_its_labels():
    (piece,) = _read("Ficha de temporada de torneo", campeón="[[UTC]]")
    assert [line.text for line in piece.lines] == ["campeón: UTC"]
