"""/champion, as people ask it."""

import pytest

from bot.queries.champion import Champion
from bot.replies.champion import champion_reply
from bot.replies.language import language
from tests.simulated import ask, labels, link_of, messages_of, shown_text, suggestions, text_of
from tests.test_standings import snapshot_of


async def test_the_champion_comes_with_town_department_source_and_ways_to_go_on(fan):
    answer = await ask(fan, "champion", season=1967)
    text = text_of(answer)
    assert not answer.ephemeral
    assert "Alfonso Ugarte de Chiclín (Chiclín, La Libertad)" in text
    assert "Promoted to 1967 Torneo Descentralizado: 4 clubs (my source does not say which)" in text
    assert "Wikipedia, “1967 Copa Perú” (CC BY-SA 4.0)" in text
    assert "Season 1967" in labels(answer)
    assert link_of(messages_of(answer)[0]) == "https://en.wikipedia.org/wiki/1967_Copa_Per%C3%BA"


@pytest.mark.parametrize(
    ("command", "options"),
    [("champion", {}), ("ask", {"question": "who is the current champion"})],
)
async def test_left_out_the_season_is_the_latest_known_and_is_said_to_be(fan, command, options):
    newest = "The newest edition I have is 2012; later ones I do not know."
    assert newest in shown_text(await ask(fan, command, **options))


async def test_a_table_without_a_season_is_asked_back_for_one_where_the_latest_has_none(fan):
    offered = labels(await ask(fan, "ask", question="table"))
    assert "What was the final table of 1997?" in offered
    assert not any("2012" in label for label in offered)


async def test_a_season_that_was_named_is_not_called_the_newest(fan):
    assert "newest" not in shown_text(await ask(fan, "champion", season=2012))


async def test_the_title_number_is_told(fan):
    assert "2nd title" in shown_text(await ask(fan, "champion", season=2012))


@pytest.mark.parametrize("season", [1985, 0, -1, 2**53 - 1])
async def test_an_unknown_season_gets_in_private_the_seasons_there_are(fan, season):
    answer = await ask(fan, "champion", season=season)
    assert answer.ephemeral
    text = text_of(answer)
    assert f"I have nothing on {season}" in text
    assert all(str(year) in text for year in (1967, 1996, 1997, 2006, 2012))


async def test_a_season_offered_for_an_unknown_one_answers_the_same_question_for_everybody(fan):
    answer = await ask(fan, "champion", season=1995)
    pressed = await fan.click(answer.response, label="1996")
    assert not messages_of(pressed)[-1].ephemeral
    assert "José Gálvez" in shown_text(pressed)


async def test_seasons_are_suggested_with_their_champions_by_year_or_name(fan):
    everything = await suggestions(fan, "champion", "season", "")
    assert everything[0] == {"name": "2012 — UTC", "value": 2012}
    assert [c["value"] for c in everything] == [2012, 2006, 1997, 1996, 1967]
    assert [c["value"] for c in await suggestions(fan, "champion", "season", "20")] == [2012, 2006]
    assert [c["name"] for c in await suggestions(fan, "champion", "season", "galvez")] == [
        "1996 — José Gálvez"
    ]


async def test_the_private_option_shows_the_answer_to_the_asker_alone(fan):
    assert (await ask(fan, "champion", season=2006, private=True)).ephemeral


async def test_pressed_by_whoever_asked_the_answer_takes_the_place_of_the_one_before(fan):
    answer = await ask(fan, "champion", season=2006)
    await fan.click(answer.response, label="Season 2006")
    assert "Copa Perú 2006" in shown_text(answer)


async def test_pressed_by_anybody_else_the_answer_is_private_and_in_their_language(fan, hincha):
    answer = await ask(fan, "champion", season=2006)
    before = shown_text(answer)
    pressed = await hincha.click(answer.response, label="Season 2006")
    assert pressed.ephemeral
    assert "ganó la Copa Perú 2006" in shown_text(pressed)
    assert shown_text(answer) == before


async def test_buttons_work_after_a_restart(fan, env, environment):
    from bot import create_bot

    answer = await ask(fan, "champion", season=2006)
    bot = create_bot()
    await env.restart_bot(bot)
    await fan.click(answer.response, label="Season 2006")
    assert "Copa Perú 2006" in shown_text(answer)
    await bot.close()


async def test_it_answers_in_a_private_message_too(env):
    alone = env.create_user("alone")
    answer = await alone.slash("champion", season=2006)
    assert "Total Clean" in shown_text(answer)
    await alone.click(answer.response, label="Season 2006")
    assert "Copa Perú 2006" in shown_text(answer)


async def test_a_champion_that_the_list_of_teams_lacks_is_in_doubt(tmp_path):
    document = (
        "= 2061 Copa Perú =\n\nInfobox\n- Winners: Club Ajeno\n\n==Teams==\nDepartment | Team | Location\n"
        "Ancash | Sport Alfa | Huaraz\nIca | Unión Beta | Ica\n\n==Final stage==\n=== Final ===\n"
        "12 December 2061\nSport Alfa 2–1 Unión Beta\n"
    )
    async with snapshot_of(tmp_path, document) as snapshot:
        answer = await Champion(2061).answer(snapshot)
    english, spanish = (
        champion_reply(answer, language(tag, markup=False)).lead for tag in ("en-US", "es-419")
    )
    assert english == ("❓ Club Ajeno is named as champion, but nowhere else in that edition: in doubt.",)
    assert spanish == (
        "❓ Club Ajeno figura como campeón, pero no aparece en ninguna otra parte de esa edición: "
        "está en duda.",
    )


async def test_a_champion_is_not_in_doubt_where_the_list_lacks_most_teams_that_play(tmp_path):
    document = (
        "= 2061 Copa Perú =\n\nInfobox\n- Winners: Club Ajeno\n\n==Teams==\nDepartment | Team | Location\n"
        "Ancash | Sport Alfa | Huaraz\n\n==Regional stage==\n=== Final ===\n"
        "12 December 2061\nSport Gama 2–1 Unión Beta\n"
    )
    async with snapshot_of(tmp_path, document) as snapshot:
        answer = await Champion(2061).answer(snapshot)
    assert champion_reply(answer, language("en-US", markup=False)).lead[0].startswith("🏆 Club Ajeno won")
    assert (answer.contradictions, answer.decision) == ((), None)


async def test_the_final_of_a_regional_stage_makes_no_champion(tmp_path):
    document = "= 2001 Copa Perú =\n\n==Etapa Regional==\n=== Final ===\n12 December 2001\nAlfa 2–1 Beta\n"
    async with snapshot_of(tmp_path, document) as snapshot:
        assert (await Champion(2001).answer(snapshot)).decision is None


async def test_a_printed_table_shows_who_was_second_and_with_how_many_points(tmp_path):
    document = (
        "= 2061 Copa Perú =\n\nInfobox\n- Winners: Sport Alfa\n\n==Final stage==\n"
        "| Pos | Team | Pld | W | D | L | GF | GA | Pts |\n"
        "| 1 | Sport Alfa | 2 | 2 | 0 | 0 | 4 | 1 | 6 |\n| 2 | Unión Beta | 2 | 0 | 0 | 2 | 1 | 4 | 0 |\n"
    )
    async with snapshot_of(tmp_path, document) as snapshot:
        answer = await Champion(2061).answer(snapshot)
    english, spanish = (
        champion_reply(answer, language(tag, markup=False)).lead for tag in ("en-US", "es-419")
    )
    assert english == (
        "🏆 Sport Alfa won the 2061 Copa Perú: it finished first with 6 points, ahead of Unión Beta on 0.",
    )
    won = "🏆 Sport Alfa ganó la Copa Perú 2061"
    assert spanish == (f"{won}: terminó primero con 6 puntos, por delante de Unión Beta, que sumó 0.",)
