"""/team: the profile of a club."""

import pytest

from bot.cache import Store, load
from bot.discord_ui.answer import reply_to
from bot.queries.team import TeamProfile
from bot.replies.ask import plain_text
from bot.replies.language import Marked, language
from bot.replies.render import render
from bot.replies.reply import body, in_detail
from tests.simulated import ask, labels, shown_text, strip_markup, text_of, ways_on

SEASON = """= 2001 Copa Perú =

Infobox
- Season: 2001
- Winners: Sport Uno (3rd Title)
- Biggest Home Win: Sport Uno 6 - 0 Sport Tres

==Teams==
===Team changes===
| Promoted to 2002 Torneo Descentralizado |
| Sport Uno |

==Departmental Stage==
| Department | Team | Location |
| Cusco | Sport Uno | Sicuani |
| Ica | Sport Dos | Nazca |
| Puno | Sport Tres | Puno |

==Final Stage==
=== Round 1 ===
2 December 2001
Sport Uno 3-1 Sport Dos

9 December 2001
Sport Dos 2-0 Sport Uno

12 December 2001
Sport Uno 2-0 Sport Tres
"""
CLUBS = """
["sport-uno.cusco"]
[["sport-uno.cusco".names]]
full = ["Club Sport Uno de Sicuani"]
former = ["Sport Cero"]
sources = ["https://example.org/uno"]
"""


@pytest.fixture
async def snapshot(tmp_path):
    seasons = tmp_path / "seasons"
    seasons.mkdir()
    (seasons / "2001.txt").write_text(SEASON, encoding="utf-8")
    (seasons / "2002.txt").write_text(SEASON.replace("2001", "2003"), encoding="utf-8")
    (seasons / "clubs.toml").write_text(CLUBS, encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        yield found
    await store.close()


async def test_the_record_is_of_match_lines_and_infobox_scores_stand_apart(snapshot):
    answer = await TeamProfile("sport-uno.cusco").answer(snapshot)
    assert (answer.tally.played, answer.tally.won, answer.tally.lost) == (6, 4, 2)
    assert (answer.tally.goals_for, answer.tally.goals_against) == (10, 6)
    assert [(m.home_goals, m.season) for m in answer.infobox_only] == [(6, 2003), (6, 2001)]


async def test_the_biggest_of_equal_margins_is_that_with_more_goals_and_equals_stand_together(snapshot):
    answer = await TeamProfile("sport-uno.cusco").answer(snapshot)
    assert [(m.home_goals, m.away_goals, m.season) for m in answer.wins] == [(3, 1, 2003), (3, 1, 2001)]
    assert [m.home_goals for m in answer.losses] == [2, 2]
    assert (await TeamProfile("sport-tres.puno").answer(snapshot)).wins == ()


async def test_the_most_met_opponent_stands_first(snapshot):
    answer = await TeamProfile("sport-uno.cusco").answer(snapshot)
    assert [(o.club.name, o.tally.played) for o in answer.opponents] == [("Sport Dos", 4), ("Sport Tres", 2)]


async def test_names_have_their_kind_and_source_and_changes_the_documents_title(snapshot):
    answer = await TeamProfile("sport-uno.cusco").answer(snapshot)
    assert [(n.text, n.kind, n.source) for n in answer.names] == [
        ("Club Sport Uno de Sicuani", "full", "https://example.org/uno"),
        ("Sport Cero", "former", "https://example.org/uno"),
    ]
    assert [change.title for change in answer.changes] == ["Promoted to 2002 Torneo Descentralizado"] * 2


async def test_what_the_load_found_unclear_about_a_club_is_in_its_profile(snapshot, tmp_path):
    seasons = tmp_path / "seasons"
    twice = SEASON.replace("12 December 2001\n", "9 December 2001\n")
    (seasons / "2001.txt").write_text(twice, encoding="utf-8")
    await load(seasons, tmp_path / "other.sqlite3")
    store = Store(tmp_path / "other.sqlite3")
    async with store.snapshot() as changed:
        answer = await TeamProfile("sport-uno.cusco").answer(changed)
        told = {(doubt.season, doubt.problem.kind) for doubt in answer.doubts}
        assert told == {(2003, "record-differs"), (2001, "record-differs"), (2001, "team-twice-a-day")}
        assert "Sport Uno plays twice" in body(in_detail(render(answer, language("en")), Marked("Sources")))
        assert (await TeamProfile("sport-dos.ica").answer(changed)).doubts == ()
    await store.close()
    before = (await TeamProfile("sport-uno.cusco").answer(snapshot)).doubts
    assert {doubt.problem.kind for doubt in before} == {"record-differs"}


async def test_a_profile_tells_seasons_place_record_and_opponents(fan):
    answer = await ask(fan, "team", team="CNI")
    text = text_of(answer)
    assert "CNI (Loreto)" in text
    assert "Iquitos" in text
    assert "CNI has not won the Copa Perú in the editions I know." in text
    assert "5th, Final Stage of 1967 and 1996" in text
    assert "1967 5th · 1996 5th · 1997 6th · 2006 · 2012" in text
    assert "CNI won 2, drew 3 and lost 10 of the 15 matches I know, goals 19–47." in text
    assert "Last matches of 1997: LDLLL" in text
    assert "Biggest defeat: Melgar 8–0 CNI (1967)" in text
    details = text_of(await fan.click(answer.response, label="Details"))
    assert "Juan Aurich (Lambayeque) · 2 matches · W0 D1 L1 · 2–9" in details
    assert "Cienciano (Cusco) ·" not in details


async def test_titles_are_those_that_a_document_states_with_its_count(fan):
    answer = await ask(fan, "team", team="UTC")
    text = text_of(answer)
    assert "UTC won the Copa Perú in 2012." in text
    assert "1 more title is counted in its article, won in an edition I do not know." in text
    details = shown_text(await fan.click(answer.response, label="Details"))
    assert "2012: listed as its 2nd title" in details


async def test_a_club_relegated_into_the_cup_says_where_it_came_from(fan):
    answer = await ask(fan, "team", team="Melgar")
    details = await fan.click(answer.response, label="Details")
    assert "Relegated from 1966 Primera División" in shown_text(details)


async def test_scores_of_an_infobox_alone_are_no_record(fan):
    text = text_of(await ask(fan, "team", team="Manco II"))
    assert "Results without a date or round" in text
    assert "1–6 Alfonso Ugarte" in text
    assert "I have no other results of Manco II." in text


async def test_another_club_of_the_name_is_told_and_one_press_away(fan):
    answer = await ask(fan, "team", team="Santos Ica")
    assert "Another club of the same name: Santos (San Martín)" in text_of(answer)
    pressed = await fan.click(answer.response, label="Santos (San Martín)")
    assert "San Martín" in shown_text(pressed)


async def test_from_a_profile_one_goes_on_to_results_and_seasons(fan):
    answer = await ask(fan, "team", team="UTC")
    assert labels(answer)[:2] == ["Results of UTC", "Table of 1996"]
    assert "UTC vs José Gálvez (Ancash)" in ways_on(answer)


async def test_private_is_for_the_askers_eyes_only(fan):
    assert (await ask(fan, "team", team="CNI", private=True)).response.ephemeral


async def test_every_club_has_a_profile_in_both_languages(loaded_cache):
    store = Store(loaded_cache)
    async with store.snapshot() as snapshot:
        clubs = [row["key"] for row in await snapshot.rows("SELECT key FROM club")]
        assert len(clubs) > 100
        for key in clubs:
            answer = await TeamProfile(key).answer(snapshot)
            assert {appearance.season.year for appearance in answer.appearances} <= set(snapshot.seasons)
            for tag in ("en-US", "es-419"):
                assert answer.club.name in strip_markup(render(answer, language(tag)).title)
    await store.close()


async def test_what_initials_stand_for_is_told(shipped):
    t = language("en", markup=False)
    told = {
        key: plain_text((await reply_to(TeamProfile(key), shipped, t))[1])
        for key in ("imi.piura", "melgar.arequipa")
    }
    assert "💬 Also known as: Internacional Marine Inc." in told["imi.piura"]
    assert "💬 Nicknames: El Dominó" in told["melgar.arequipa"]
