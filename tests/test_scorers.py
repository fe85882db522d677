"""/scorers: the top scorers as the documents state them, and documents that name none."""

import pytest

from bot.cache import Store, load
from bot.discord_ui.answer import reply_to
from bot.queries.scorers import Scorers
from bot.replies.language import language
from bot.replies.reply import body
from tests.simulated import ask, follow, labels, shown_text

SEASON = """= 2001 Copa Perú =

Infobox
- Season: 2001
- Winners: Sport Uno
- League Topscorer: {scorers}

==Teams==
| Department | Team | Location |
| Cusco | Sport Uno | Cusco |
"""


async def said(tmp_path, scorers):
    seasons = tmp_path / "seasons"
    seasons.mkdir()
    (seasons / "2001.txt").write_text(SEASON.format(scorers=scorers), encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        _, reply = await reply_to(Scorers(2001), snapshot, language("en-US", markup=False))
    await store.close()
    return body(reply)


async def test_all_seasons_are_listed_newest_first_and_the_silent_ones_are_named(fan):
    text = shown_text(await ask(fan, "scorers"))
    assert "Most goals in one edition: Daniel Ruiz in 1967, 6 goals." in text
    assert "1996 ⚽ Alejandro Cipriano, 5 goals\n1967 ⚽ Daniel Ruiz, 6 goals" in text
    assert "No top scorer in my sources for 1997, 2006, and 2012." in text


async def test_a_season_shows_its_own_and_its_line(fan):
    answer = await ask(fan, "scorers", season=1967)
    text = shown_text(answer)
    assert "Top scorer of 1967" in text
    assert "⚽ Daniel Ruiz, with 6 goals" in text
    assert "Cipriano" not in text
    details = await fan.click(answer.response, label="Details")
    assert "“1967 Copa Perú”: line 7" in shown_text(details)


async def test_a_season_whose_document_names_none_says_so_and_leads_on(fan):
    answer = await ask(fan, "scorers", season=2006)
    assert "My sources name no top scorer of 2006." in shown_text(answer)
    await follow(fan, answer.response, "All seasons")
    assert "Daniel Ruiz" in shown_text(answer)
    assert "Season 1967" in labels(answer)


async def test_an_unknown_season_is_told_in_private(fan):
    answer = await ask(fan, "scorers", season=1985)
    assert answer.ephemeral
    assert "1985" in shown_text(answer)


async def test_it_speaks_spanish(hincha):
    text = shown_text(await ask(hincha, "scorers"))
    assert "1967 ⚽ Daniel Ruiz, 6 goles" in text
    assert "Mis fuentes no nombran al goleador de 1997, 2006 y 2012." in text


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ("Juan Uno (9), Pedro Dos (9)", ["⚽ Juan Uno and Pedro Dos, with 9 goals"]),
        ("Juan Uno (1)", ["⚽ Juan Uno, with 1 goal"]),
        ("Juan Uno", ["⚽ Juan Uno, goals not stated"]),
    ],
)
async def test_several_scorers_and_goals_not_stated_are_told_as_they_are(tmp_path, stated, shown):
    lines = (await said(tmp_path, stated)).splitlines()
    assert [line for line in lines if line.startswith("⚽")] == shown
