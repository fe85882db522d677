"""/results, as people ask it: clubs found, told apart, not found; matches, and honest gaps."""

import pytest

from bot.ask import read
from bot.cache import Store, load
from bot.queries.results import Results
from bot.replies.language import language
from bot.replies.render import render
from bot.replies.reply import body
from tests.simulated import (
    ask,
    follow,
    labels,
    menu_values,
    menus_of,
    messages_of,
    raw_text,
    shown_text,
    suggestions,
    text_of,
    ways_on,
)


async def test_matches_come_with_record_date_stage_round_score_and_source(fan):
    answer = await ask(fan, "results", team="José Gálvez")
    text = shown_text(answer)
    assert "Results of José Gálvez (Ancash)" in text
    assert "José Gálvez won 4, drew 1 and lost 0 of the 5 matches I know, goals 15–4." in text
    assert "1996 · Final stage · played in 1997" in text
    assert "José Gálvez 5–2 Gigantes del Cenepa — Round 5 · Feb 2\n" in text
    details = shown_text(await fan.click(answer.response, label="Details"))
    assert "“1996 Copa Perú”: Final stage, lines 94–137" in details


async def test_the_six_matches_of_a_champion_are_on_one_page(fan, hincha):
    for person in (fan, hincha):
        text = shown_text(await ask(person, "results", team="Juan Aurich", season=1997))
        assert "7–0" in text
        assert "1–0 Deportivo UPAO" in text


@pytest.mark.parametrize("typed", ["José Gálvez", "jose galvez", "JOSE GALVEZ", "jose-galvez.ancash"])
async def test_the_exact_club_is_answered_however_it_is_typed(fan, typed):
    answer = await ask(fan, "results", team=typed)
    assert "Results of José Gálvez" in shown_text(answer)
    assert "I took" not in shown_text(answer)


async def test_what_a_suggestion_sends_and_what_it_shows_both_answer(fan):
    [choice] = await suggestions(fan, "results", "team", "jose galv")
    assert choice["value"] == "jose-galvez.ancash"
    assert choice["name"].startswith("José Gálvez · Ancash")
    for typed in (choice["value"], choice["name"]):
        assert "Results of José Gálvez" in shown_text(await ask(fan, "results", team=typed))


async def test_a_likely_club_is_answered_under_the_name_as_it_was_understood(fan):
    text = shown_text(await ask(fan, "results", team="Jose Galves"))
    assert "I took “Jose Galves” for José Gálvez (Ancash)." in text
    assert "5–2" in text


async def test_several_clubs_give_a_private_choice_and_the_answer_follows_for_everybody(fan):
    answer = await ask(fan, "results", team="huracan", season=2012)
    asked = await ask(fan, "results", team="santos")
    assert asked.ephemeral
    assert set(menu_values(asked)) == {"santos.ica", "santos.san-martin"}
    assert "Ica" in text_of(asked)
    chosen = await fan.select(asked.response, ["santos.san-martin"])
    published = messages_of(chosen)[-1]
    assert not published.ephemeral
    assert "Results of Santos (San Martín)" in shown_text(chosen)
    assert answer.acknowledged


async def test_a_private_question_stays_private_after_its_choice(fan):
    asked = await ask(fan, "results", team="santos", private=True)
    chosen = await fan.select(asked.response, ["santos.ica"])
    assert all(message.ephemeral for message in messages_of(chosen))
    assert "Results of Santos (Ica)" in shown_text(asked)


async def test_two_unclear_names_are_chosen_one_after_the_other(fan):
    asked = await ask(fan, "results", team="santos", opponent="jose olaya")
    menus = menus_of(asked)
    assert len(menus) == 2
    await fan.select(asked.response, ["santos.ica"], custom_id=menus[0]["custom_id"])
    [left] = menus_of(asked)
    opponent = left["options"][0]["value"]
    chosen = await fan.select(asked.response, [opponent], custom_id=left["custom_id"])
    assert "Results of Santos (Ica) against José Olaya" in shown_text(chosen)


@pytest.mark.parametrize(
    "typed", ["Real Madrid", "Alianza Lima", "????", "⚽⚽", "x" * 2000, "'; DROP TABLE club;--"]
)
async def test_an_unknown_club_is_told_in_private_and_never_swapped_for_another(fan, typed):
    answer = await ask(fan, "results", team=typed)
    assert answer.ephemeral
    assert "No such club" in text_of(answer) or menu_values(answer)


async def test_what_was_typed_is_never_shown_as_markup_or_mention(fan):
    answer = await ask(fan, "results", team="**@everyone** <@1> `x`")
    raw = raw_text(messages_of(answer)[0])
    assert "**@everyone**" not in raw
    assert "@everyone" not in raw.replace("@\u200beveryone", "")


async def test_a_nearest_name_leads_to_its_answer(fan):
    answer = await ask(fan, "results", team="Juan Aurich Lima")
    assert answer.ephemeral
    assert "No such club" in text_of(answer)
    nearest = labels(answer)[0]
    pressed = await fan.click(answer.response, label=nearest)
    assert f"Results of {nearest}" in shown_text(pressed)


async def test_a_club_without_any_match_in_the_document_gets_what_is_known(fan):
    text = shown_text(await ask(fan, "results", team="UTC", season=2012))
    assert "I have no results of UTC in 2012." in text
    assert "It represented Cajamarca." in text
    assert "Champion of 2012, listed as its 2nd title." in text
    assert "my source lacks 22 tables" in text


async def test_a_club_that_was_not_in_the_season_is_told_so_with_its_seasons(fan):
    answer = await ask(fan, "results", team="José Gálvez", season=2006)
    assert "José Gálvez is not in my source for 2006. I have it in 1996." in shown_text(answer)
    assert "José Gálvez 1996" in labels(answer)


async def test_an_infobox_score_is_shown_as_what_it_is(fan):
    text = shown_text(await ask(fan, "results", team="Atlético Grau", season=2012))
    assert "Atlético Grau 14–2 Deportivo Municipal (RdM)" in text
    assert "listed as: Biggest Home Win" in text
    assert "Only Regional and National Stages taken into consideration" in text


async def test_a_score_of_the_infobox_alone_counts_in_no_record(fan):
    text = shown_text(await ask(fan, "results", team="Sportivo Huracán"))
    assert "0–5 Sportivo Huracán" in text
    assert "1 won" not in text


async def test_an_opponent_leaves_only_the_matches_between_the_two(fan):
    text = shown_text(await ask(fan, "results", team="Juan Aurich", opponent="deportivo upao"))
    assert "won 1, drew 0 and lost 1 of the 2 matches I know, goals 1–1." in text
    assert "Playoff" in text
    assert "CNI" not in text


async def test_clubs_that_never_met_in_the_documents_are_told_so(fan):
    text = shown_text(await ask(fan, "results", team="Total Clean", opponent="José Gálvez"))
    assert "no match between Total Clean and José Gálvez" in text


async def test_a_choice_lists_department_and_seasons(fan):
    asked = await ask(fan, "results", team="huracan")
    [menu] = menus_of(asked)
    described = {option["label"]: option["description"] for option in menu["options"]}
    assert "Moquegua" in described["Atlético Huracán"]
    assert "1967" in described["Atlético Huracán"]


async def test_suggestions_respect_the_chosen_season(fan):
    choices = await suggestions(fan, "results", "team", "", season=1997)
    values = {choice["value"] for choice in choices}
    assert "deportivo-upao.la-libertad" in values
    assert "total-clean.arequipa" not in values


async def test_clubs_that_met_in_another_season_are_not_said_never_to_have_met(fan):
    answer = await ask(fan, "results", team="CNI", season=1967, opponent="UTC")
    text = shown_text(answer)
    assert "I know of no match between CNI and UTC in 1967." in text
    assert "UTC is not in my source for 1967." in text
    assert "They met in 1996." in text
    assert "Nor do I know" not in text


async def test_the_source_of_matches_against_an_opponent_is_where_they_stand(fan):
    answer = await ask(fan, "results", team="CNI", opponent="UTC")
    text = shown_text(await fan.click(answer.response, label="Details"))
    assert "“1996 Copa Perú”: Final stage, line 107" in text
    assert "“2012 Copa Perú”" not in text


async def test_results_lead_on_to_opponents_season_and_club(fan):
    led = set(ways_on(await ask(fan, "results", team="CNI")))
    assert {"CNI vs Juan Aurich (Lambayeque)", "CNI 1996", "Season 1997", "Club profile"} <= led
    assert not {"CNI 2006", "CNI 2012"} & led
    assert "Season 2006" in labels(await ask(fan, "results", team="Total Clean"))


async def test_a_season_typed_with_the_name_is_the_season_asked_for(fan):
    text = shown_text(await ask(fan, "results", team="José Gálvez 1996"))
    assert "Results: José Gálvez (Ancash), 1996" in text
    text = shown_text(await ask(fan, "results", team="Melgar 1996"))
    assert "Melgar is not in my source for 1996." in text


async def test_a_season_typed_with_the_name_that_is_not_the_one_asked_for_is_told(fan):
    answer = await ask(fan, "results", team="Melgar 1996", season=1967)
    assert "You typed 1996 with the name; this is 1967." in shown_text(answer)
    answer = await ask(fan, "team", team="CNI 1997")
    assert "This is about all editions, not about 1997 alone." in shown_text(answer)
    assert "CNI 1997" in labels(answer)
    answer = await ask(fan, "team", team="Santos 2012")
    assert "This is about all editions, not about 2012 alone." in shown_text(answer)


async def test_no_score_and_no_date_breaks_over_two_lines(fan):
    answer = await ask(fan, "matches", season=1996)
    text = raw_text(answer.response)
    assert "3–\u20601" in text
    assert "Jan\u00a026,\u00a01997" in text


async def test_a_win_and_a_draw_are_told_by_letters_too(fan, hincha):
    text = shown_text(await ask(fan, "results", team="José Gálvez"))
    assert "🟢 W · José Gálvez 5–2 Gigantes del Cenepa" in text
    assert "🟡 D · " in text
    lost = await ask(hincha, "results", team="UTC")
    assert "🔴 P · " in shown_text(lost)


PATH = """= 2003 Copa Perú =

Infobox
- Season: 2003
- Champions: Sport Uno

==Teams==
| Department | Team | Location |
| Cusco | Sport Uno | Cusco |
| Puno | Sport Dos | Puno |
| Ica | Sport Tres | Ica |

==Regional Stage==
===Round 1===
Sport Uno 2-0 Sport Dos
Sport Dos 1-1 Sport Uno

==Final Stage==
===Final===
Sport Uno 3-1 Sport Tres
"""


async def test_the_path_of_a_champion_is_told_stage_by_stage(tmp_path):
    seasons = tmp_path / "seasons"
    seasons.mkdir()
    (seasons / "2003.txt").write_text(PATH, encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        understood = await read("el camino del campeón", snapshot)
        assert understood.query == Results("sport-uno.cusco", 2003)
        text = body(render(await understood.query.answer(snapshot), language("es-419", markup=False)))
    await store.close()
    assert text.startswith("🏆 Campeón de 2003.\nSport Uno ganó 2, empató 1 y perdió 0")
    assert "\n\nEtapa regional\n🟢 G · Sport Uno 2–0 Sport Dos — Fecha 1\n🟡 E · Sport Dos 1–1" in text
    assert "\n\nEtapa final\n🟢 G · Sport Uno 3–1 Sport Tres — Final" in text


@pytest.mark.parametrize("command", ["champion", "season"])
async def test_a_champion_leads_to_its_path_where_matches_of_it_are_known(fan, command):
    answer = await ask(fan, command, season=1997)
    await follow(fan, answer.response, "Path of the champion")
    text = shown_text(answer)
    assert "🏆 Champion of 1997" in text
    assert "🟢 W · Juan Aurich 7–0 CNI — Round 1" in text
    assert "Path of the champion" not in ways_on(await ask(fan, command, season=2012))
