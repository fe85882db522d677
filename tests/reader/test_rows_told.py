"""Lines with the look of a table's row: told where no table holds them, never taken for sentences."""

import pytest

from bot.reader import read_season

_ROWS = (
    "1. EM Binacional FC....................4 (+3)",
    "Deportivo Municipal (Juliaca) ...... 12",
    "Deportivo Municipal de Juliaca ---- 12",
    "1. Cred. San Cristóbal 5 3 2 0 +7 11",
    "Asociación Deportiva Tarma de Junín 3 2 1",
    "La Libertad\tCarlos A. Mannucci\tTrujillo",
    "La Libertad | Carlos A. Mannucci | Trujillo",
    "La Libertad   Carlos A. Mannucci   Trujillo",
    "La Libertad; Carlos A. Mannucci; Trujillo",
    "La Libertad,Carlos A. Mannucci,Trujillo y Moche",
)
_SENTENCES = (
    "The tournament had 24 teams in 1997, 1998 and 1999.",
    "Played from 1 March to 30 November, with teams of Ica, Lima, and Puno",
    "It began late.  It ended early.  Nobody knew why.",
    "Los equipos jugaron en Ica; luego en Lima; al final en Puno.",
    "Champions of the years: 1967, 1968, 1969.",
)


def _read(line):
    return read_season(f"= 1988 Copa Perú =\n\n==Final stage==\n{line}\n", "a.txt")


@pytest.mark.parametrize("line", _ROWS)
def test_a_row_outside_a_table_is_told(line):
    season = _read(line)
    assert [problem.line for problem in season.problems if problem.kind == "not-understood"] == [4]
    assert (season.paragraphs, season.matches, season.entries) == ((), (), ())


@pytest.mark.parametrize("line", _SENTENCES)
def test_a_sentence_is_none_whatever_numbers_and_blanks_it_has(line):
    season = _read(line)
    assert [paragraph.text for paragraph in season.paragraphs] == [" ".join(line.split())]
