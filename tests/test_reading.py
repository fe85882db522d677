"""`python -m bot read`: all facts of documents, for programs and for people."""

import json

import pytest

from bot.cli import main

DOCUMENT = """= 2066 Copa Perú =

Infobox
- Season: 2066
- Winners: Sport Alfa

The champion was promoted to the 2067 Liga 1.

==Teams==
| Department | Team | Location |
| Ancash | Sport Alfa | Huaraz |
| Cusco | Unión Beta | Sicuani |
| Ica | Sport Gama | Nasca |

Region I: Ancash and Cusco.

==Final stage==
=== Round 1 ===
3 December 2066
Sport Alfa 2–0 Unión Beta
Unión Beta 1–1 Sport Gama
Sport Gama 0–1 Sport Alfa

=== Final ===
Sport Alfa 1–1 Unión Beta (4–3 pen)
two words
"""


@pytest.fixture
def read(tmp_path, monkeypatch, capsys):
    """Return what `read` prints of documents by name, and its exit code."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, **documents):
        for name, text in documents.items():
            (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        code = main(["read", *arguments, *(f"{name}.txt" for name in documents)])
        return code, capsys.readouterr()

    return run


def test_a_line_of_json_holds_all_facts_of_a_document(read):
    code, printed = read("--json", x2066=DOCUMENT)
    facts = json.loads(printed.out)
    assert code == 0
    assert (facts["document"], facts["form"], facts["season"]) == ("x2066.txt", "plain", 2066)
    assert (facts["champions"], facts["runners_up"]) == (["Sport Alfa"], ["Unión Beta"])
    assert facts["promoted"] == [{"team": "Sport Alfa", "place": "champion", "to": "2067 Liga 1"}]
    assert facts["teams"][0] == {"team": "Sport Alfa", "department": "Ancash", "location": "Huaraz"}
    assert facts["regions"] == [{"name": "I", "departments": ["Ancash", "Cusco"]}]
    assert facts["matches"][3] == {
        "home": "Sport Alfa",
        "away": "Unión Beta",
        "home_goals": 1,
        "away_goals": 1,
        "penalties": [4, 3],
        "date": None,
        "stage": "Final stage",
        "round": "Final",
        "leg": None,
        "status": "played",
        "played_score": None,
        "note": None,
        "lines": [25],
    }
    tie = {"teams": ["Sport Alfa", "Unión Beta"], "aggregate": [1, 1]}
    assert facts["ties"] == [{**tie, "winner": "Sport Alfa", "settled_by": "penalties"}]
    (table,) = facts["tables"]
    assert (table["stage"], table["stated"]) == ("Final stage", False)
    assert [(row["team"], row["points"], row["adjustment"]) for row in table["rows"]] == [
        ("Sport Alfa", 6, None),
        ("Sport Gama", 1, None),
        ("Unión Beta", 1, None),
    ]
    assert [line["line"] for line in facts["not_understood"]] == [26]
    assert {"severity", "code", "line", "text"} == set().union(*facts["problems"])


def test_documents_come_in_the_order_of_the_paths_and_a_bad_one_stops_none(read):
    code, printed = read("--json", b2066=DOCUMENT, empty="", a2066=DOCUMENT)
    assert code == 1
    assert [json.loads(line)["document"] for line in printed.out.splitlines()] == ["b2066.txt", "a2066.txt"]
    assert printed.err == "empty.txt: empty\n"


def test_a_page_shows_the_facts_to_a_person(read):
    code, printed = read(x2066=DOCUMENT)
    assert code == 0
    for line in (
        "Champion: Sport Alfa",
        "Promoted: Sport Alfa to 2067 Liga 1",
        "  2066-12-03  Sport Alfa 2–0 Unión Beta",
        "  Sport Alfa 1–1 Unión Beta (4–3 on penalties)",
        "Table: Final stage (worked out) (3)",
        "  line 26: 'two words': Too short for a sentence, and neither a date nor a match.",
    ):
        assert line in printed.out.splitlines()
