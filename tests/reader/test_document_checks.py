"""Each check tells its fault, and nothing else is told of a season that is whole."""

import pytest

from bot.model import Severity
from bot.reader import read_season
from bot.tournament.checks import check

_WHOLE = """= 1998 Copa Perú =

Infobox
- Season: 1998
- Winners: Melgar
- Highest Scoring: Melgar 3–0 CNI
- Matches: 3
- Total Goals: 7
- Prevseason: 1997
- Nextseason: 1999

==Departmental Stage==
| Department | Team | Location |
| Ancash | José Gálvez | Chimbote |
| Arequipa | Melgar | Arequipa |
| Loreto | CNI | Iquitos |

==Regional Stage==
===Region I===
Region I includes qualified teams from Ancash, Arequipa and Loreto region.

==Final Stage==
=== Round 1 ===
14 May 1998
Melgar 3-0 CNI

=== Round 2 ===
18 May 1998
Melgar 1-0 José Gálvez

=== Round 3 ===
21 May 1998
CNI 1-2 José Gálvez
"""


def _told(text, points_for_win=None):
    season = read_season(text, "1998_copa_peru.txt")
    return [*season.problems, *check(season, points_for_win)]


def test_a_whole_season_has_no_problem():
    assert _told(_WHOLE) == []


_FAULTS = [
    ("matches-total", "- Matches: 3", "- Matches: 2", 7, Severity.ERROR),
    ("matches-total", "- Matches: 3", "- Matches: 4", 7, Severity.ERROR),
    ("goals-total", "- Total Goals: 7", "- Total Goals: 8", 8, Severity.ERROR),
    ("goals-total", "CNI 1-2 José Gálvez", "CNI 1-3 José Gálvez", 8, Severity.ERROR),
    ("champion-table", "- Winners: Melgar", "- Winners: CNI", 5, Severity.ERROR),
    (
        "record-differs",
        "- Highest Scoring: Melgar 3–0 CNI",
        "- Highest Scoring: Melgar 4–0 CNI",
        6,
        Severity.ERROR,
    ),
    ("name-letters", "CNI 1-2 José Gálvez", "СNI 1-2 José Gálvez", 33, Severity.WARNING),
    ("name-letters", "CNI 1-2 José Gálvez", "Сосо 1-2 José Gálvez", 33, Severity.WARNING),
    ("names-alike", "Melgar 1-0 José Gálvez", "MeIgar 1-0 José Gálvez", 29, Severity.WARNING),
    ("names-alike", "CNI 1-2 José Gálvez", "CNl 1-2 José Gálvez", 33, Severity.WARNING),
    ("names-same", "CNI 1-2 José Gálvez", "CNI+ 1-2 José Gálvez", 33, Severity.WARNING),
    ("season-order", "- Nextseason: 1999", "- Nextseason: 1998", 10, Severity.ERROR),
    ("season-differs", "- Season: 1998", "- Season: 1988", 1, Severity.ERROR),
    ("champion-not-listed", "- Winners: Melgar", "- Winners: Juan Aurich", 5, Severity.ERROR),
    ("team-not-listed", "CNI 1-2 José Gálvez", "CNI 1-2 Juan Aurich", 33, Severity.ERROR),
    ("region-without-team", "Arequipa and Loreto", "Arequipa, Loreto and Puno", 20, Severity.WARNING),
    ("department-without-region", "Ancash, Arequipa and Loreto", "Ancash and Arequipa", 16, Severity.WARNING),
    (
        "entry-twice",
        "| Loreto | CNI | Iquitos |",
        "| Loreto | CNI | Iquitos |\n| CNI | Iquitos | |",
        16,
        Severity.ERROR,
    ),
    ("date-far", "14 May 1998", "14 May 1990", 25, Severity.ERROR),
    ("date-impossible", "14 May 1998", "31 February 1998", 24, Severity.ERROR),
    ("score-impossible", "CNI 1-2 José Gálvez", "CNI 1-99 José Gálvez", 33, Severity.ERROR),
    ("match-itself", "CNI 1-2 José Gálvez", "CNI 1-2 CNI", 33, Severity.ERROR),
    ("match-twice", "Melgar 3-0 CNI\n\n=", "Melgar 3-0 CNI\nMelgar 3-0 CNI\n\n=", 26, Severity.ERROR),
    ("match-twice", "Melgar 3-0 CNI\n\n=", "Melgar 3-0 CNI\nCNI 0-1 Melgar\n\n=", 26, Severity.ERROR),
    ("team-twice-a-day", "21 May 1998", "18 May 1998", 33, Severity.WARNING),
    ("set-incomplete", "21 May 1998\nCNI 1-2 José Gálvez\n", "", 25, Severity.WARNING),
    ("lost-table", "==Final Stage==", "|-\n|}\n==Final Stage==", 22, Severity.WARNING),
    ("score-missing", "CNI 1-2 José Gálvez", "CNI v José Gálvez", 33, Severity.WARNING),
    ("not-understood", "21 May 1998", "21 May 1998 and then\n????", 33, Severity.WARNING),
    ("not-understood", "21 May 1998\n", "21 May 1998\n\n22 May 1998\n", 32, Severity.WARNING),
]


@pytest.mark.parametrize(
    ("kind", "old", "new", "line", "severity"), _FAULTS, ids=lambda value: str(value)[:30]
)
def test_a_fault_is_told_with_its_line(kind, old, new, line, severity):
    assert _WHOLE.count(old) == 1
    told = {(problem.kind, problem.severity, problem.line) for problem in _told(_WHOLE.replace(old, new))}
    assert (kind, severity, line) in told


def test_every_problem_says_a_whole_sentence():
    for _, old, new, _, _ in _FAULTS:
        for problem in _told(_WHOLE.replace(old, new)):
            assert "{" not in str(problem)
            assert str(problem).endswith(".")


def test_a_play_off_decides_between_the_first():
    level = _WHOLE.replace("Melgar 1-0 José Gálvez", "Melgar 0-1 José Gálvez").replace(
        "CNI 1-2 José Gálvez", "CNI 5-1 José Gálvez"
    )
    level = level.replace("- Matches: 3\n- Total Goals: 7\n", "")
    play_off = "\n=== Playoff ===\n30 May 1998\nMelgar {} José Gálvez\n"
    won, lost = level + play_off.format("1-0"), level + play_off.format("0-1")
    assert "champion-play-off" not in {problem.kind for problem in _told(won)}
    assert "champion-play-off" in {problem.kind for problem in _told(lost)}


def test_the_rule_of_points_decides_who_is_first():
    text = """= 1998 Copa Perú =
Infobox
- Winners: {}

==Final Stage==
=== Round 1 ===
A 1-0 C
B 1-1 D

=== Round 2 ===
A 0-0 B
C 1-0 D

=== Round 3 ===
A 2-2 D
C 1-0 B
"""
    told = {
        (team, win): [p.kind for p in _told(text.format(team), win)] for team in "AC" for win in (2, 3, None)
    }
    assert told.pop(("A", 3)) == ["champion-table"]
    assert set(map(tuple, told.values())) == {()}


def test_without_matches_totals_are_only_missing():
    start = _WHOLE.index("=== Round 1 ===")
    told = {problem.kind: problem.severity for problem in _told(_WHOLE[:start])}
    assert told == {"matches-missing": Severity.WARNING, "goals-missing": Severity.WARNING}


def test_a_total_may_leave_out_the_play_off_or_other_stages():
    other = "==Regional Stage==\n===Region I===\n"
    text = _WHOLE.replace(other, other + "1 April 1998\nCNI 4-0 José Gálvez\n\n")
    text += "\n=== Playoff ===\n30 May 1998\nMelgar 2-0 José Gálvez\n"
    assert _told(text) == []


def test_a_final_that_another_won():
    text = "= 1998 Copa Perú =\nInfobox\n- Winners: {}\n\n"
    text += "==National Stage==\n=== Final ===\nMelgar 1-1 CNI (3-4 p)\n"
    assert _told(text.format("CNI")) == []
    assert [problem.kind for problem in _told(text.format("Melgar"))] == ["champion-final"]


def test_two_teams_that_fit_are_told_as_unclear():
    list_ = "| Ancash | José Gálvez | Chimbote |\n| Gálvez Norte | Huaraz | |\n"
    text = _WHOLE.replace("| Ancash | José Gálvez | Chimbote |\n", list_)
    told = _told(text.replace("CNI 1-2 José Gálvez", "CNI 1-2 Gálvez"))
    assert [problem.kind for problem in told if problem.line > 11] == ["set-incomplete", "team-unclear"]


def test_rows_of_printed_standings_add_up():
    table = "\n==Table==\n| Pos | Team | Pld | W | D | L | GF | GA | GD | Pts |\n"
    table += "| 1 | Melgar | {} | 2 | 0 | 0 | 4 | 0 | +4 | 6 |\n"
    assert _told(_WHOLE + table.format(2)) == []
    assert [problem.kind for problem in _told(_WHOLE + table.format(3))] == ["row-sum"]


@pytest.mark.parametrize("year", [1000, 1966, 2999, 9999])
def test_a_season_that_no_edition_can_be_is_told(year):
    season = read_season(f"= {year} Copa Perú =\n- Winners: Melgar\n", f"{year}.txt")
    assert "season-year" in [problem.kind for problem in check(season)]
