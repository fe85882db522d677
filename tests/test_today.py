"""/today: what was played on a day of the year, over all editions."""

import datetime

import pytest

from bot.cache import Store, load
from bot.errors import UnknownDayError
from bot.queries import decode, encode
from bot.queries.today import Today
from bot.replies.language import language
from bot.replies.render import render
from bot.replies.reply import body
from tests.simulated import ask, follow, menus_of, shown_text, ways_on

SEASON = """= {year} Copa Perú =

==Final Stage==
=== Round 1 ===
29 February {leap}
Sport Uno 2-1 Sport Dos

31 December {year}
Sport Dos 0-0 Sport Tres
"""


@pytest.fixture
async def snapshot(tmp_path):
    seasons = tmp_path / "seasons"
    seasons.mkdir()
    for year in (2003, 2007):
        text = SEASON.format(year=year, leap=year + 1)
        (seasons / f"{year}.txt").write_text(text, encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        yield found
    await store.close()


async def said(date, snapshot, tag="en-US"):
    query = await Today(date).resolve_texts(snapshot)
    return body(render(await query.answer(snapshot), language(tag, markup=False)))


async def test_the_only_match_of_a_day_is_told_in_a_sentence(fan):
    answer = await ask(fan, "today", date="17 Dec")
    text = shown_text(answer)
    assert text.startswith("December 17 in the Copa Perú\n")
    assert "On December 17, 1997, Juan Aurich beat Deportivo UPAO 1–0 (Final Stage · Playoff)." in text
    assert "“1997 Copa Perú”" in text


async def test_several_matches_stand_by_edition_and_one_goes_on_to_the_next_day(fan):
    answer = await ask(fan, "today", date="26 de enero")
    text = shown_text(answer)
    assert "I know of 3 matches played on January 26, in 1997." in text
    assert "1997 · edition 1996 · Final stage · Round 3\nUTC 2–1 León de Huánuco\n" in text
    assert {"‹ Jan 22", "Jan 29 ›", "Round 3 of 1996"} <= set(ways_on(answer))
    assert menus_of(answer) == []
    await follow(fan, answer.response, "Jan 29 ›")
    assert "Coronel Bolognesi 3–0 CNI" in shown_text(answer)


async def test_a_day_without_matches_names_the_days_around_it(hincha):
    text = shown_text(await ask(hincha, "today", date="25 de diciembre"))
    assert "25 de diciembre en la Copa Perú" in text
    assert "Los días más cercanos con partidos: 17 de diciembre y 19 de enero." in text


@pytest.mark.parametrize(
    "typed",
    [
        "17 Dec",
        "Dec 17",
        "December 17th",
        "17 de diciembre",
        "17 DIC.",
        "17/12",
        "12/17",
        "17-12",
        "1997-12-17",
    ],
)
def test_a_day_is_read_as_people_write_it(typed):
    assert Today(typed).day == datetime.date(2000, 12, 17)


@pytest.mark.parametrize(
    "typed", ["30 Feb", "foo", "17", "dec", "13/13", "17 dec 5 6", "x" * 500, "0/0", "2012"]
)
async def test_a_text_that_names_no_day_is_no_day(typed, snapshot):
    with pytest.raises(UnknownDayError):
        await Today(typed).resolve_texts(snapshot)


async def test_what_is_no_day_is_told_in_private(fan):
    answer = await ask(fan, "today", date="**@everyone**")
    assert answer.ephemeral
    assert "is not a day of the year. Try “17 Dec” or “17/12”." in shown_text(answer)


def test_without_a_date_it_is_the_day_on_which_it_is_asked_in_peru():
    peru = datetime.timezone(datetime.timedelta(hours=-5))
    before = datetime.datetime.now(peru)
    query = Today()
    days = {(day.day, day.month) for day in (before, datetime.datetime.now(peru))}
    assert query.day is not None
    assert (query.day.day, query.day.month) in days
    assert decode(encode(query)) == query


async def test_the_same_day_of_several_editions_is_newest_first(snapshot):
    text = await said("29 Feb", snapshot)
    assert "I know of 2 matches played on February 29, in 2004 and 2008." in text
    newest, oldest = "2008 · edition 2007 · Final Stage · Round 1\n", "2004 · edition 2003 · Final Stage"
    assert text.index(newest) < text.index(oldest)


async def test_the_days_around_are_looked_for_beyond_the_turn_of_the_year(snapshot):
    assert "The closest days with matches: December 31 and February 29." in await said("1 Jan", snapshot)


async def test_a_draw_is_not_said_to_be_won(tmp_path):
    seasons = tmp_path / "seasons"
    seasons.mkdir()
    (seasons / "2003.txt").write_text(SEASON.format(year=2003, leap=2004), encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        text = await said("31 dic", found)
    await store.close()
    assert "On December 31, 2003: Sport Dos 0–0 Sport Tres (Final Stage · Round 1)." in text
