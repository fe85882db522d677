"""Questions in people's own words: /ask, mentions, private messages, the context menu, follow-ups."""

import json

import pytest

from bot.ask.small_talk import small_talk
from bot.ask.yes_or_no import wants_yes_or_no
from bot.discord_ui.buttons import carried_turn
from bot.queries.results import Results
from tests.simulated import ask, channel_of, labels, menu_values, messages_of, raw_text, shown_text, text_of


def mention(bot):
    return f"<@{bot.user.id}>"


async def said_to(person, bot, text, **options):
    """Send a message that mentions the bot, and return what it answers, if it does."""
    return await send(person, f"{mention(bot)} {text}", **options)


async def send(person, text, **options):
    channel = channel_of(person)
    sent = await person.send(channel, text, **options)
    last = channel.history()[-1] if channel.history() else None
    return last if last is not None and last.id != sent.id and last.author.bot else None


@pytest.mark.parametrize(
    ("question", "once"),
    [
        ("how many goals in round 3 of 1997", "4 goals"),
        ("cuántos goles hubo en la fecha 3 de 1997", "4 goles"),
        ("how many teams in 2012", "65 teams"),
        ("how many teams from Piura in 2012", "4 teams"),
    ],
)
async def test_a_number_that_the_answer_begins_with_is_said_once(fan, hincha, question, once):
    text = shown_text(await ask(hincha if "goles" in once else fan, "ask", question=question))
    assert text.split("\n")[1].startswith(once)
    assert text.count(once) == 1


async def test_a_round_that_the_title_names_is_not_in_the_headings_again(fan):
    text = shown_text(await ask(fan, "matches", season=1997, round="3"))
    assert text.split("\n")[:2] == ["Matches of 1997: Round 3", "4 goals in the 3 matches that I know."]
    assert text.count("Round 3") == 1


async def test_an_answer_is_headed_by_what_it_is_about_in_the_askers_language(fan, hincha):
    answer = await ask(fan, "ask", question="how did galvez do in 96")
    assert shown_text(answer).startswith("Results: José Gálvez (Ancash), 1996\n")
    assert "goals 15–4" in shown_text(answer)
    assert "Understood as" not in shown_text(answer)
    assert not answer.ephemeral
    answer = await ask(hincha, "ask", question="how did galvez do in 96")
    assert shown_text(answer).startswith("Resultados: José Gálvez (Ancash), 1996\n")


async def test_where_something_else_may_be_meant_it_is_said_how_the_question_was_read(fan, hincha):
    answer = await ask(fan, "ask", question="cuántos goles hizo Gálvez en la liguilla del 96")
    assert "Understood as: Results · José Gálvez (Ancash) · 1996" in shown_text(answer)
    assert any(label.startswith("Or: ") for label in labels(answer))
    answer = await ask(hincha, "ask", question="cuántos goles hizo Gálvez en la liguilla del 96")
    assert "Entendí: Resultados · José Gálvez (Ancash) · 1996" in shown_text(answer)


async def test_where_a_title_was_not_decided_in_a_final_that_is_said(hincha):
    answer = await ask(hincha, "ask", question="a quién le ganó Gálvez en la final")
    assert "No hubo partido final: el título se definió en una liguilla." in shown_text(answer)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("when did CNI lose 8-0", "1 match ended 8–0.", "➡️ Melgar 8–0 CNI — Round 2 · May 18, 1967"),
        (
            "who beat Juan Aurich in 1997",
            "Juan Aurich lost to Deportivo UPAO.",
            "➡️ Deportivo UPAO 1–0 Juan Aurich",
        ),
        ("did anyone beat Gálvez in 1996", "No. There is no defeat in the results that I know.", ""),
        (
            "¿alguien le ganó a UTC en el 96?",
            "Yes. UTC lost to José Gálvez and Gigantes del Cenepa.",
            "➡️ José Gálvez 1–0 UTC",
        ),
        ("did Gálvez beat UTC", "Yes. José Gálvez beat UTC.", "➡️ José Gálvez 1–0 UTC"),
        ("¿Gálvez le ganó a UTC?", "Yes. José Gálvez beat UTC.", "➡️ José Gálvez 1–0 UTC"),
        ("did UTC beat Gálvez", "No. There is no win in the results that I know.", ""),
        ("has Cienciano ever won it", "No.", "Cienciano has not won the Copa Perú"),
        ("how many titles does UTC have", "UTC (Cajamarca): 1 title.", ""),
        (
            "points between Gálvez and UTC in 1996",
            "4 points: José Gálvez (Ancash) had 13, UTC (Cajamarca) 9.",
            "",
        ),
        ("what happened on 26 january 1997", "3 matches on January 26, 1997.", "➡️ UTC 2–1 León de Huánuco"),
        (
            "last match of gálvez in 1996",
            "The last one that I know:",
            "➡️ José Gálvez 5–2 Gigantes del Cenepa",
        ),
    ],
)
async def test_the_first_sentence_answers_the_question(fan, question, first, second):
    title, lead, after, *_ = shown_text(await ask(fan, "ask", question=question)).splitlines()
    assert first in lead
    assert after.startswith(second), title


@pytest.mark.parametrize(
    ("question", "match"),
    [
        ("what happened on 26 january 1997", "UTC 2–1 León de Huánuco"),
        ("matches in may 1967", "Juan Aurich 2–2 CNI"),
        ("last match of gálvez in 1996", "José Gálvez 5–2 Gigantes del Cenepa"),
    ],
)
async def test_a_match_that_was_asked_for_is_told_once_and_the_whole_answer_is_a_press_away(
    fan, question, match
):
    answer = await ask(fan, "ask", question=question)
    assert shown_text(answer).count(match) == 1
    await fan.click(answer.response, label="Whole answer")
    assert match in shown_text(answer)
    assert "➡️" not in shown_text(answer)


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("did Gálvez beat UTC", True),
        ("has cienciano ever won it?", True),
        ("¿Cienciano ha ganado alguna vez?", True),
        ("ganó Melgar en 1967", True),
        ("¿Melgar fue campeón?", True),
        ("didn't Melgar win it in 1971?", True),
        ("Melgar won in 1971, didn't they?", True),
        ("did Gálvez beat everyone?", False),
        ("was it UTC or Gálvez?", False),
        ("did Melgar win it or not?", True),
        ("did you see who won in 1997", False),
        ("¿quién ganó en 2006?", False),
        ("¿cómo le fue a Gálvez?", False),
        ("Melgar 1967", False),
        ("", False),
    ],
)
def test_a_question_for_yes_or_no_is_told_from_others(text, wants):
    assert wants_yes_or_no(text) is wants


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("who scored more in 1967, Melgar or CNI", ["goals scored: Melgar 10 · CNI 6"]),
        ("when did CNI lose 8-0", ["1 match ended 8–0.", "Melgar 8–0 CNI", "May 18, 1967"]),
        ("el 19 de enero de 1997", ["3 matches on January 19, 1997.", "José Gálvez 1–0 UTC"]),
        ("where did Melgar finish in 1967", ["Melgar (Arequipa) finished 4th of 6 with 5 points."]),
        ("who was third in 1967", ["Juan Aurich"]),
        ("quién quedó tercero en 1967", ["Juan Aurich (Lambayeque) finished 3rd of 6 with 7 points."]),
        ("last match of gálvez in 1996", ["The last one that I know:", "José Gálvez 5–2 Gigantes"]),
        ("first match of gálvez in 1996", ["The first one that I know:", "José Gálvez 1–0 UTC"]),
        ("runner-up 1997", ["Deportivo UPAO (La Libertad) finished second."]),
        ("how did galvez do in round 3 of 1996", ["José Gálvez 3–1 CNI"]),
        ("biggest win of melgar in 1967", ["Biggest win:", "Melgar 8–0 CNI"]),
        ("who has more titles, UTC or Aurich", ["titles: UTC 1 · Juan Aurich 1"]),
        ("matches in May 1967", ["15 matches in May 1967."]),
        ("who won 14-2", ["1 match ended 14–2.", "Atlético Grau 14–2"]),
        ("quien gano en 1985", ["No such edition", "I have nothing on 1985."]),
        ("aurich 3-3", ["There is no 3–3 in the results that I know."]),
        ("jose galvez 1997", ["José Gálvez is not in my source for 1997."]),
    ],
)
async def test_the_answer_holds_what_was_asked_for(fan, question, parts):
    answer = shown_text(await ask(fan, "ask", question=question))
    assert [part for part in parts if part not in answer] == []


async def test_two_nearly_equal_readings_are_asked_back(fan):
    asked = await ask(fan, "ask", question="apurimac 2012")
    assert asked.ephemeral
    assert "What do you mean?" in shown_text(asked)
    label = next(label for label in labels(asked) if label.startswith("Which teams"))
    chosen = await fan.click(asked.response, label=label)
    assert "José María Arguedas" in shown_text(chosen)
    assert not messages_of(chosen)[-1].ephemeral


async def test_a_name_of_several_clubs_is_chosen_from_a_menu(fan):
    asked = await ask(fan, "ask", question="results of santos in 2012")
    assert asked.ephemeral
    assert sorted(menu_values(asked)) == ["santos.ica", "santos.san-martin"]
    chosen = await fan.select(asked.response, ["santos.ica"])
    assert "Results: Santos (Ica), 2012" in shown_text(chosen)


async def test_nothing_understood_offers_three_examples_that_work(fan):
    answer = await ask(fan, "ask", question="quién ganó el mundial")
    assert answer.ephemeral
    assert "I only know the Copa Perú" in shown_text(answer)
    assert len(labels(answer)) == 3
    for label in labels(answer):
        again = await ask(fan, "ask", question="quién ganó el mundial")
        pressed = await fan.click(again.response, label=label)
        assert "cannot" not in shown_text(pressed).lower()


async def test_an_unknown_club_is_told_with_the_nearest_names(fan):
    answer = await ask(fan, "ask", question="resultados de Alianza Lima")
    assert answer.ephemeral
    assert "Results of" not in shown_text(answer)


async def test_a_mention_is_answered_in_the_language_of_the_question(fan, simcord_bot):
    answer = await said_to(fan, simcord_bot, "¿quién ganó la copa en 2006?")
    assert "Campeón de la Copa Perú 2006" in shown_text(answer)
    assert "Total Clean" in shown_text(answer)
    answer = await said_to(fan, simcord_bot, "who won the cup in 2006?")
    assert "Champion of the 2006 Copa Perú" in shown_text(answer)


async def test_a_private_message_needs_no_mention(env, simcord_bot):
    person = env.create_user("alone")
    await person.send_dm("tabla del 97")
    answer = (await _dm_history(env, simcord_bot, person))[-1]
    assert answer["author"]["id"] == str(simcord_bot.user.id)
    assert "Tabla de la Copa Perú 1997" in json.dumps(answer, ensure_ascii=False)


async def _dm_history(env, bot, person):
    user = await bot.fetch_user(person.id)
    channel = user.dm_channel or await user.create_dm()
    return [await bot.http.get_message(channel.id, m.id) async for m in channel.history(oldest_first=True)]


async def test_other_messages_are_left_alone(fan, simcord_bot):
    assert await send(fan, "who won in 2006?") is None
    assert await send(fan, "@everyone who won in 2006?") is None


async def test_bots_are_left_alone(fan, simcord_bot):
    channel = channel_of(fan)
    answer = await said_to(fan, simcord_bot, "who won in 2006?")
    answer.mentions = [simcord_bot.user]
    count = len(channel.history())
    await simcord_bot.on_message(answer)
    assert len(channel.history()) == count


async def test_no_mention_comes_back(fan, hincha, simcord_bot):
    answer = await said_to(fan, simcord_bot, f"zxqwv {hincha.mention} @everyone <@&5> who won in 2006")
    assert hincha.mention not in raw_text(answer)
    assert "@everyone" not in text_of(answer)


async def test_a_reply_to_an_answer_keeps_its_other_slots(fan, simcord_bot):
    answer = await ask(fan, "results", team="CNI", season=1996)
    followed = await said_to(fan, simcord_bot, "¿y en 1997?", reply_to=answer.response)
    assert "Resultados: CNI (Loreto), 1997" in shown_text(followed)
    against = await said_to(fan, simcord_bot, "and against Los Chankas?", reply_to=followed)
    assert "Results of CNI (Loreto) against Los Chankas (Apurímac), 1997" in shown_text(against)


@pytest.mark.parametrize(
    ("question", "reply", "answer"),
    [
        ("quién entrenaba a gálvez en el 96", "¿y el goleador?", "Alejandro Cipriano"),
        ("campeones de piura menos torino", "¿y de tacna?", "Campeones de Tacna"),
    ],
)
async def test_a_reply_to_a_refusal_or_a_question_back_keeps_what_was_said(
    fan, simcord_bot, question, reply, answer
):
    asked_back = await said_to(fan, simcord_bot, question)
    assert answer in shown_text(await said_to(fan, simcord_bot, reply, reply_to=asked_back))


@pytest.mark.parametrize("between", ["gracias!", "asdf qwer"])
async def test_after_thanks_or_nonsense_a_reply_goes_on_from_the_answer(fan, simcord_bot, between):
    answer = await ask(fan, "champion", season=1996)
    told = await said_to(fan, simcord_bot, between, reply_to=answer.response)
    followed = await said_to(fan, simcord_bot, "¿y el subcampeón?", reply_to=told)
    assert "UTC (Cajamarca) salió subcampeón." in shown_text(followed)


async def test_a_reply_whose_text_is_withheld_gets_a_hint(fan, simcord_bot):
    answer = await ask(fan, "champion", season=2006)
    sent = await fan.send(channel_of(fan), "and in 1997?", reply_to=answer.response)
    sent.content, sent.mentions = "", []
    before = len(channel_of(fan).history())
    await simcord_bot.on_message(sent)
    hint = channel_of(fan).history()[-1]
    assert len(channel_of(fan).history()) == before + 1
    assert "Mention me in your reply, or use /ask" in shown_text(hint)


async def test_ask_about_this_answers_the_text_of_a_message(fan, hincha):
    sent = await fan.send(channel_of(fan), "no sé quién fue el goleador del 67")
    answer = await hincha.context_menu(channel_of(hincha), "Ask about this", sent)
    assert "Daniel Ruiz" in shown_text(answer)


async def test_ask_about_this_reads_the_text_of_a_forward(fan, hincha):
    sent = await fan.send(channel_of(fan), "no sé quién fue el goleador del 67")
    forwarded = await fan.forward(sent, channel_of(fan))
    answer = await hincha.context_menu(channel_of(hincha), "Ask about this", forwarded)
    assert "Daniel Ruiz" in shown_text(answer)


async def test_every_answer_carries_its_query_even_when_it_is_long(fan):
    answer = await ask(fan, "results", team="CNI")
    channel = channel_of(fan)
    message = next(m for m in channel.history() if m.id == answer.response.id)
    assert carried_turn([row.to_dict() for row in message.components]).query == Results("cni.loreto")


async def test_the_button_opens_a_box_for_a_follow_up(fan):
    answer = await ask(fan, "champion", season=1996)
    opened = await fan.click(answer.response, custom_id="q:champion|1996")
    assert opened.modal is not None
    field = opened.modal["components"][0]["component"]["custom_id"]
    followed = await fan.submit_modal(opened, {field: "and in 1997?"})
    assert "Champion of the 1997 Copa Perú" in shown_text(followed)


async def test_only_the_asker_of_a_mention_turns_its_answer(fan, hincha, simcord_bot):
    answer = await said_to(fan, simcord_bot, "who won in 2006?")
    label = labels(answer)[0]
    elsewhere = await hincha.click(answer, label=label)
    assert elsewhere.ephemeral
    await fan.click(answer, label=label)
    changed = next(m for m in channel_of(fan).history() if m.id == answer.id)
    assert "Understood as" not in shown_text(changed)


@pytest.mark.logs_errors
async def test_a_fault_is_told_with_a_reference(fan, simcord_bot, monkeypatch, caplog):
    async def broken(*args, **options):
        raise RuntimeError("out of order")

    monkeypatch.setattr("bot.commands.ask.read", broken)
    answer = await said_to(fan, simcord_bot, "who won in 2006?")
    assert "fault in the bot" in shown_text(answer) or "falla del bot" in shown_text(answer)
    assert "out of order" not in text_of(answer)
    assert "out of order" in caplog.text


@pytest.mark.parametrize(
    "question", ["what is the copa peru", "What's the Copa Perú?", "que es la copa peru"]
)
async def test_what_the_cup_is_is_answered_for_everybody_with_questions_to_go_on_with(fan, question):
    answer = await ask(fan, "ask", question=question)
    assert not answer.ephemeral
    assert "The Copa Perú is the promotion tournament of Peruvian football" in shown_text(answer)
    assert "Who won in 1997?" in labels(answer)


async def test_how_the_cup_is_played_is_told_by_its_stages(hincha, fan):
    text = shown_text(await ask(hincha, "ask", question="¿cómo se juega la copa perú?"))
    assert "en la última se define quién sale campeón y quién asciende" in text
    assert "2006: 50 equipos · Etapa departamental → Etapa regional → Etapa nacional" in text
    assert "mini-league" not in text
    text = shown_text(await ask(fan, "ask", question="how does it work"))
    assert "From the article on 2012" in text
    assert "The first four stages are played as mini-league round-robin tournaments" in text


@pytest.mark.parametrize(
    ("message", "title"),
    [("hola", "¡Hola! Soy el bot de la Copa Perú"), ("muchas gracias bot", "¡De nada!")],
)
async def test_greetings_and_thanks_are_returned_with_questions_to_press(hincha, message, title):
    answer = await ask(hincha, "ask", question=message)
    assert shown_text(answer).startswith(title)
    assert "¿Quién ganó en 1997?" in labels(answer)


@pytest.mark.parametrize(
    "question",
    ["what is the copa peru champion of 1997", "how did the cup go in 1996"],
)
def test_a_question_beside_small_talk_is_a_question(question):
    assert small_talk(question) is None


async def test_a_question_after_thanks_is_answered(hincha):
    assert "Total Clean" in shown_text(await ask(hincha, "ask", question="gracias, ¿quién ganó en 2006?"))
