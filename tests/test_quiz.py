"""/quiz: a whole quiz played, whose it is, presses made twice, restarts, changed data, every place."""

import asyncio

import discord
import pytest

from bot import create_bot
from bot.discord_ui.answer import reply_to
from bot.queries import decode, encode
from bot.queries.quiz import Quiz
from bot.replies.language import language
from bot.replies.reply import body
from tests.simulated import (
    ask,
    ask_and_confirm,
    channel_of,
    labels,
    link_of,
    messages_of,
    shown_text,
    title_of,
    walk,
)
from tests.test_ask import said_to


def choices(answer):
    """Return what each button of a question leads to, by its label."""
    parts = [part for message in messages_of(answer) for part in walk(message.components)]
    carried = {part["label"]: str(part.get("custom_id")) for part in parts if part.get("label")}
    return {label: decode(text.partition(":")[2]) for label, text in carried.items() if ":quiz|" in text}


async def right_label(bot, answer, *, right=True):
    """Return the label of a right or a wrong choice of the question that is shown."""
    async with bot.store.snapshot() as snapshot:
        for label, quiz in choices(answer).items():
            if (await quiz.answer(snapshot)).marks[-1] is right:
                return label
    raise AssertionError("no such choice")


async def play(member, bot, answer, marks):
    """Answer the questions of a quiz, right or wrong, and return what is shown after each choice."""
    shown = []
    for number, mark in enumerate(marks, 1):
        assert f"question {number} of 5" in title_of(answer.response)
        assert len(labels(answer)) == 4
        await member.click(answer.response, label=await right_label(bot, answer, right=mark))
        shown.append(shown_text(answer))
        if number < len(marks):
            await member.click(answer.response, label=labels(answer)[0])
    return shown


async def test_a_whole_quiz_is_played_with_the_source_after_each_answer_and_the_score(fan, simcord_bot):
    answer = await ask(fan, "quiz")
    marks = (True, False, True, True, False)
    shown = await play(fan, simcord_bot, answer, marks)
    for text, mark in zip(shown, marks, strict=True):
        assert ("✅ Right!" in text) is mark or "❌ Not" in text
        assert "Wikipedia, “" in text
    assert "1 of 2 right · ✅❌" in shown[1]
    assert "🏁 3 of 5 right: ✅❌✅✅❌ Well played." in shown[4]
    assert str(link_of(answer.response)).startswith("https://en.wikipedia.org/wiki/")
    assert labels(answer)[0] == "Play again"
    await fan.click(answer.response, label="Play again")
    assert "question 1 of 5" in title_of(answer.response)


async def test_all_right_is_a_champions_score_in_spanish(hincha, simcord_bot):
    answer = await ask(hincha, "quiz", season=1996)
    assert title_of(answer.response) == "Quiz 1996 · pregunta 1 de 5"
    for number in range(5):
        await hincha.click(answer.response, label=await right_label(simcord_bot, answer))
        assert "✅ ¡Correcto!" in shown_text(answer)
        if number < 4:
            await hincha.click(answer.response, label=f"Pregunta {number + 2} ›")
    assert "🏁 5 de 5 correctas: ✅✅✅✅✅ ¡Puntaje de campeón!" in shown_text(answer)
    assert labels(answer) == ["Jugar otra vez", "Quiz de todas las ediciones", "Temporada 1996"]


async def test_a_quiz_is_its_owners_and_others_are_told_whose(fan, hincha):
    answer = await ask(fan, "quiz")
    before = shown_text(answer)
    pressed = await hincha.click(answer.response, label=labels(answer)[0])
    assert pressed.ephemeral
    assert "Este quiz es de fan. Empieza el tuyo con </quiz:" in shown_text(pressed)
    assert shown_text(answer) == before
    own = await hincha.click(pressed.response, label="Mi propio quiz")
    started = own.followups[-1]
    assert "pregunta 1 de 5" in title_of(started)
    told = await fan.click(started, label=labels(started)[0])
    assert told.ephemeral
    assert "This is hincha's quiz." in shown_text(told)


async def test_a_new_quiz_ends_the_one_before_in_its_channel_alone(fan, guild):
    elsewhere = await fan.slash(guild.create_text_channel("other"), "quiz")
    first, second = await ask(fan, "quiz"), await ask(fan, "quiz", season=1996)
    pressed = await fan.click(first.response, label=labels(first)[0])
    assert pressed.ephemeral
    assert "You have since started another quiz here. This one is over." in shown_text(pressed)
    for answer in (second, elsewhere):
        await fan.click(answer.response, label=labels(answer)[0])
        assert labels(answer) == ["Question 2 ›"]


async def test_of_two_presses_the_first_counts_and_counts_once(fan, env):
    answer = await ask(fan, "quiz")
    shown = env.backend.get_message(answer.response.channel_id, answer.response.id)
    buttons = [part["custom_id"] for part in walk(shown.components) if "custom_id" in part]
    await fan.click(answer.response, custom_id=buttons[0])
    told = shown_text(answer)
    for custom_id in buttons:
        # What a client sends that has not yet shown the first answer.
        shown = env.backend.get_message(answer.response.channel_id, answer.response.id)
        next(part for part in walk(shown.components) if "custom_id" in part)["custom_id"] = custom_id
        await fan.click(answer.response, custom_id=custom_id)
        assert shown_text(answer) == told
    assert labels(answer) == ["Question 2 ›"]


async def test_two_presses_at_once_count_once(fan):
    answer = await ask(fan, "quiz")
    pressed = await asyncio.gather(
        *(fan.click(answer.response, label=label) for label in labels(answer)[:2]), return_exceptions=True
    )
    assert any(not isinstance(each, Exception) for each in pressed)
    assert "of 1 right" in shown_text(answer)


async def test_a_quiz_goes_on_after_a_restart(fan, env, environment, simcord_bot):
    answer = await ask(fan, "quiz")
    await fan.click(answer.response, label=await right_label(simcord_bot, answer))
    await simcord_bot.close()
    bot = create_bot()
    await env.restart_bot(bot)
    try:
        await fan.click(answer.response, label="Question 2 ›")
        await fan.click(answer.response, label=await right_label(bot, answer, right=False))
        assert "1 of 2 right · ✅❌" in shown_text(answer)
    finally:
        await bot.close()


async def test_a_quiz_whose_questions_are_no_longer_those_of_the_data_begins_anew(fan, moderator):
    answer = await ask(fan, "quiz")
    await ask(moderator, "reload")
    await fan.click(answer.response, label=labels(answer)[0])
    # Questions of five editions cannot be made of two.
    for season in (1967, 1996, 1997):
        await ask_and_confirm(moderator, "data remove", season=season)
    await fan.click(answer.response, label="Question 2 ›")
    text = shown_text(answer)
    assert "The data has changed since this quiz began, so here is a new one." in text
    assert "question 1 of" in text
    await fan.click(answer.response, label=labels(answer)[0])
    assert "of 1 right" in shown_text(answer)


async def test_an_unknown_season_is_told_in_private_and_leads_to_quizzes_on_others(fan):
    unknown = await ask(fan, "quiz", season=1985)
    assert unknown.ephemeral
    assert "1985" in shown_text(unknown)
    started = await fan.click(unknown.response, label=labels(unknown)[0])
    assert "question 1 of 5" in title_of(started.followups[-1])


@pytest.mark.parametrize(
    ("season", "told"),
    [
        (1974, "The final of the 1974 Copa Perú was not played. I know too little of 1974 for certain"),
        (2014, "I know too little of 2014 for certain to make a quiz of it."),
    ],
)
async def test_an_edition_with_nothing_certain_says_so_and_leads_on(shipped, season, told):
    _, reply = await reply_to(Quiz(season), shipped, language("en-US", markup=False))
    assert told in body(reply).replace("\n", " ")
    assert [link.query for link in reply.choices] == [Quiz()]


async def test_where_fewer_questions_are_certain_fewer_are_asked(shipped):
    _, reply = await reply_to(Quiz(1984), shipped, language("es-419", markup=False))
    assert reply.title == "Quiz 1984 · pregunta 1 de 3"


async def test_words_start_it(fan, hincha, simcord_bot):
    answer = await ask(hincha, "ask", question="hazme un quiz")
    assert "pregunta 1 de 5" in title_of(answer.response)
    await hincha.click(answer.response, label=labels(answer)[0])
    assert labels(answer) == ["Pregunta 2 ›"]
    replied = await said_to(fan, simcord_bot, "trivia de 1996")
    assert "Quiz 1996 · pregunta 1 de 5" in shown_text(replied)
    told = await hincha.click(replied, label=labels(replied)[0])
    assert told.ephemeral
    assert "Este quiz es de fan." in shown_text(told)
    await fan.click(replied, label=labels(replied)[0])
    changed = next(m for m in channel_of(fan).history() if m.id == replied.id)
    assert "of 1 right" in shown_text(changed)


async def test_a_private_quiz_is_played_in_private(fan):
    answer = await ask(fan, "quiz", private=True)
    assert answer.ephemeral
    assert len(labels(answer)) == 4
    await fan.click(answer.response, label=labels(answer)[0])
    assert labels(answer) == ["Question 2 ›"]


async def test_it_is_played_in_a_direct_message(env):
    alone = env.create_user("alone")
    answer = await alone.slash("quiz")
    await alone.click(answer.response, label=labels(answer)[0])
    assert labels(answer) == ["Question 2 ›"]


async def test_it_is_played_where_neither_files_nor_embeds_are_allowed(fan, guild):
    denied = discord.PermissionOverwrite(attach_files=False, embed_links=False)
    channel = guild.create_text_channel("words-only", overwrites={guild.default_role: denied})
    answer = await fan.slash(channel, "quiz")
    await fan.click(answer.response, label=labels(answer)[0])
    assert labels(answer) == ["Question 2 ›"]


@pytest.mark.parametrize(
    "state",
    ["quiz||zz", "quiz||ffffffffffff", "quiz||19|abcdef01|7|0", "quiz|1996|19|?|1|9999", "quiz|12|19|x|1"],
)
async def test_a_state_that_no_quiz_has_is_answered_kindly(fan, env, state):
    answer = await ask(fan, "quiz")
    shown = env.backend.get_message(answer.response.channel_id, answer.response.id)
    next(part for part in walk(shown.components) if "custom_id" in part)["custom_id"] = f"a:{state}"
    assert (await fan.click(answer.response, custom_id=f"a:{state}")).acknowledged


async def test_the_longest_state_fits_into_a_button(shipped):
    quiz = await Quiz(1996).resolve_texts(shipped)
    assert len(f"a:{encode(quiz.with_values(number=5, chosen='33333'))}") <= 60
