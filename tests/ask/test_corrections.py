"""Texts that correct themselves, tell a story first, or ask two things: what is answered."""

import pytest

from bot.ask import read
from bot.ask.corrections import corrected
from bot.ask.tokens import plain, tokens
from bot.errors import ClubChoiceError
from bot.queries.champion import Champion
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.standings import Standings
from bot.queries.versus import Versus


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("who won in 1996... sorry I meant 1997", "who won in 1997"),
        ("tabla del 96 digo 97", "tabla del 97"),
        ("not 1967 but 1997", "1997"),
        ("no el del 96, el del 97", "97"),
        ("tabla de 1996, no 1997", "tabla de 1996"),
        ("1996 and 1997", "1996 and 1997"),
        ("perdón, quién ganó en 1996", "perdon , quien gano en 1996"),
    ],
)
def test_a_season_that_is_taken_back_is_left_out(text, left):
    assert " ".join(token.text.strip() for token in corrected(tokens(plain(text)))) == left


UTC = "utc.cajamarca"
STORY = "My uncle has an old scarf of José Gálvez from 1996 and nobody believes him, not even my aunt. "


@pytest.mark.parametrize(
    ("text", "query", "also"),
    [
        ("who won in 1996... sorry I meant 1997", Champion(1997), None),
        (STORY + "Who was the champion that year?", Champion(1996), None),
        (STORY + "I would like to know who beat them.", Results("jose-galvez.ancash", 1996), None),
        ("quién ganó en 1996 y quién fue el goleador de 1967?", Champion(1996), Scorers(1967)),
        ("tabla del 96 y del 97", Standings(1996), Standings(1997)),
        ("nací en 1990 y quisiera saber cómo le fue a utc en 1996", Results(UTC, 1996), None),
        ("era hincha de utc, nací en 1990, cómo le fue a utc en 1996?", Results(UTC, 1996), None),
        ("en 1997 jugó aurich, pero quiero saber quién ganó en 1996", Champion(1996), None),
        ("resultados de utc en 1996, y en 1997?", Results(UTC, 1996), Results(UTC, 1997)),
    ],
)
async def test_the_question_of_a_message_is_found_and_so_is_a_second_one(text, query, also, snapshot):
    understood = await read(text, snapshot)
    assert understood.query == query
    assert [reading.query for reading in understood.also] == ([also] if also else [])


@pytest.mark.parametrize("text", ["la U", "cómo le fue a la U en la copa", "resultados de la u"])
async def test_a_nickname_of_one_letter_gives_a_choice(text, snapshot):
    understood = await read(text, snapshot)
    assert isinstance(understood.error, ClubChoiceError)


async def test_an_opponent_that_fits_several_clubs_is_the_only_one_ever_met(snapshot):
    met = await read("melgar vs ugarte", snapshot)
    not_met = await read("cni vs municipal", snapshot)
    assert met.query == Versus("melgar.arequipa", "alfonso-ugarte-de-chiclin.la-libertad")
    assert isinstance(not_met.error, ClubChoiceError)
