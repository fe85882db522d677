"""Single questions as people type them: ranges, verbs of winning and losing, numbers, refusals."""

import pytest

from bot.ask import Reason, read
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.seasons import Seasons
from bot.queries.teams import Teams


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("winners 1975 through 1978", 1975, 1978),
        ("champions from 79 to 82", 1979, 1982),
        ("campeones 81-84", 1981, 1984),
        ("ganadores 2003 a 2006", 2003, 2006),
        ("1980 until 1985 champs", 1980, 1985),
        ("campeones 98-02", 1998, 2002),
        ("winners from 03 to 07", 2003, 2007),
        ("quiénes fueron campeones entre los años 81 y 84", 1981, 1984),
        ("champions between 1993 and 1996, inclusive", 1993, 1996),
        ("who won it each year from 1975 up to 1979", 1975, 1979),
        ("who won in 79, 80, 81 and 82", 1979, 1982),
    ],
)
async def test_years_from_one_to_another_are_a_range(text, since, until, shipped):
    assert (await read(text, shipped)).query == Seasons(since=since, until=until)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("which sides from Puno have lifted it", Champions("Puno")),
        ("qué equipos de Tacna alzaron el trofeo", Champions("Tacna")),
        ("has any club from Ica brought home the cup", Champions("Ica")),
        ("quién se trajo la copa el 79", Champion(1979)),
        ("qué club cargó con la copa en 2016", Champion(2016)),
        ("who hoisted the trophy in 2011", Champion(2011)),
        ("who was victorious in 1967", Champion(1967)),
        ("who triumphed in 2007", Champion(2007)),
        ("quién logró el ascenso en 1996", Champion(1996)),
    ],
)
async def test_a_verb_of_winning_asks_for_the_champion(text, query, shipped):
    assert (await read(text, shipped)).query == query


@pytest.mark.parametrize(
    "text",
    [
        "quién salió sub el 94",
        "el vice del 94",
        "quién se quedó con las ganas en 1994",
        "who came up short in 1994",
        "who were the beaten finalists in 1994",
        "who lost out in 94",
    ],
)
async def test_a_verb_of_losing_the_title_asks_for_the_runner_up(text, shipped):
    [reading, *_] = (await read(text, shipped)).readings
    assert (reading.query, reading.point.aim) == (Champion(1994), "second")


@pytest.mark.parametrize(
    "text", ["which clubs from Cusco have boycotted it", "qué equipos de Piura han desertado"]
)
async def test_a_verb_that_nobody_understands_is_not_passed_over(text, shipped):
    meaning = await read(text, shipped)
    assert (meaning.outcome, meaning.reason) == ("ask", Reason.STRANGE)
    assert isinstance(meaning.readings[0].query, Teams)
