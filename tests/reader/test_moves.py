"""Sentences on who goes up and down: asserted, denied, conditional, by name, several in one."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.reader.clubs import Named
from bot.reader.moves import Move, read_move_of_row, read_moves
from bot.reader.prose import read_region

_CLUBS = ("Sport Alfa", "Unión Beta", "UTC", "Cienciano", "Colegio Beta")
_CASES = tomllib.loads(Path(__file__).with_name("moves.toml").read_text("utf-8"))["move"]


def _named(text: str) -> list[Named]:
    found = [(m.start(), m.end(), club) for club in _CLUBS for m in re.finditer(re.escape(club), text)]
    return [Named(*named) for named in sorted(found)]


def _say(move: Move) -> str:
    """Return a move as a test writes it: "up: champion UTC > Liga 1"."""
    who = " ".join(filter(None, (move.who, move.team))) or (str(move.count) if move.count else "")
    who = who or ("nobody" if move.denied else "clubs")
    denied = "not " if move.denied and who != "nobody" else ""
    return f"{denied}{move.direction}: {who}" + (f" > {move.to}" if move.to else "")


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["text"])
def test_a_sentence_says_who_goes_up_and_who_does_not(case):
    assert [_say(move) for move in read_moves(case["text"], _named(case["text"]))] == case["moves"]


@pytest.mark.parametrize(
    ("note", "to"),
    [
        ("Promoted to 1996 Torneo Descentralizado", "1996 Torneo Descentralizado"),
        ("Ascenso a la Segunda División", "Segunda División"),
        ("Promoted to the next round", None),
        ("4 points deducted", None),
        ("Promoted", None),
    ],
)
def test_the_note_of_a_row_sends_its_team_to_a_division(note, to):
    move = read_move_of_row(note, "UTC")
    assert (move and move.to, move and move.team) == (to, to and "UTC")


@pytest.mark.parametrize(
    "sentence",
    [
        "Region II does not include teams from Ica.",
        "La Región III no incluye a los equipos de Puno y Cusco.",
        "Region IV never included Ica.",
    ],
)
def test_a_denied_region_is_none(sentence):
    assert read_region(sentence) is None
