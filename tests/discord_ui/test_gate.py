"""Who is let in: floods are slowed down kindly, muted users and guilds are told once a command, and why."""

import asyncio
import logging

import pytest

from bot.ops.cooldown import Cooldowns
from bot.ops.events import Event
from bot.queries.champion import Champion
from tests.simulated import ask, channel_of, follow, shown_text, suggestions, walk

QUESTIONS, SECONDS = 3, 60


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(simcord_bot):
    """Let so many questions in so many seconds through, on a clock that a test sets."""
    clock = Clock()
    simcord_bot.gate.cooldowns = Cooldowns(QUESTIONS, SECONDS, clock=clock)
    return clock


async def flood(person, times=QUESTIONS):
    for _ in range(times):
        assert "Total Clean" in shown_text(await ask(person, "champion", season=2006))


def sent(env):
    return [r.json["type"] for r in env.http_requests if r.path.endswith("/callback")]


def events(caplog):
    return [record.msg for record in caplog.records if isinstance(record.msg, Event)]


async def mention(person, bot):
    channel = channel_of(person)
    said = await person.send(channel, f"<@{bot.user.id}> who won in 2006?")
    last = channel.history()[-1]
    return last if last.id != said.id else None


async def test_one_question_too_many_is_told_in_private_and_in_the_askers_language(fan, hincha, clock):
    await flood(fan)
    await flood(hincha)
    clock.now += 19.5
    english, spanish = await ask(fan, "champion"), await ask(hincha, "champion")
    assert "Ask me again in 41 seconds" in shown_text(english)
    assert "Vuelve a preguntarme en 41 segundos" in shown_text(spanish)
    assert english.ephemeral
    assert spanish.ephemeral


async def test_the_next_ones_are_acknowledged_without_words_and_then_all_is_as_before(fan, clock, caplog):
    caplog.set_level(logging.DEBUG, "bot.events")
    await flood(fan)
    for _ in range(3):
        refused = await ask(fan, "champion")
    assert refused.ephemeral
    assert shown_text(refused).strip() == "⏳"
    clock.now += SECONDS + 1
    await flood(fan, 1)
    found = [event.outcome for event in events(caplog)]
    assert found == [*["answered"] * QUESTIONS, *["cooldown"] * 3, "answered"]
    levels = [record.levelno for record in caplog.records if isinstance(record.msg, Event)]
    assert levels.count(logging.DEBUG) == 2


async def test_presses_count_and_too_many_leave_the_message_as_it_was(fan, hincha, env, clock):
    answer = await ask(fan, "season", season=2006)
    for _ in range(QUESTIONS):
        assert "Total Clean" in shown_text(await follow(hincha, answer.response, "Champion"))
    told = await follow(hincha, answer.response, "Champion")
    assert told.ephemeral
    assert "Más despacio, por favor" in shown_text(told)
    await follow(hincha, answer.response, "Champion")
    assert sent(env)[-1] == 6


async def test_mentions_count_and_only_the_first_too_many_is_answered(fan, simcord_bot, clock):
    await flood(fan)
    assert "Ask me again in" in shown_text(await mention(fan, simcord_bot))
    assert await mention(fan, simcord_bot) is None


async def test_suggestions_while_typing_are_not_counted(fan, clock):
    for _ in range(2 * QUESTIONS):
        assert await suggestions(fan, "champion", "season", "20")
    await flood(fan, 1)


async def test_a_box_for_a_follow_up_is_counted_too(fan, clock):
    answer = await ask(fan, "champion", season=2006)
    box = await fan.click(answer.response, custom_id="q:champion|2006")
    field = box.modal["components"][0]["component"]["custom_id"]
    await flood(fan, 1)
    refused = await fan.submit_modal(box, {field: "and 2012?"})
    assert "Ask me again in" in shown_text(refused)


@pytest.fixture(params=["user", "guild"])
def muted(request, fan, simcord_bot):
    """Mute the fan, or the whole guild."""
    name, number = {"user": ("muted_users", fan.id), "guild": ("muted_guilds", fan.guild.id)}[request.param]
    setattr(simcord_bot.gate, name, frozenset({number}))


async def test_who_is_muted_gets_a_short_private_answer_no_suggestions_and_no_reply(
    fan, hincha, simcord_bot, muted, caplog
):
    caplog.set_level(logging.INFO, "bot.events")
    refused = await ask(fan, "champion")
    assert refused.ephemeral
    assert shown_text(refused).strip() == "I do not answer here"
    assert await suggestions(fan, "champion", "season", "20") == []
    assert await mention(fan, simcord_bot) is None
    assert [(event.kind, event.outcome) for event in events(caplog)] == [
        ("command", "muted"),
        ("message", "muted"),
    ]


async def test_each_event_is_logged_with_what_became_of_it(fan, hincha, simcord_bot, caplog):
    caplog.set_level(logging.INFO, "bot.events")
    answer = await ask(fan, "season", season=2006)
    await follow(fan, answer.response, "Champion")
    await ask(hincha, "results", team="Juventud")
    await ask(hincha, "champion", season=1900)
    await mention(fan, simcord_bot)
    await asyncio.sleep(0)
    found = [(event.kind, event.command, event.outcome, event.language) for event in events(caplog)]
    assert found == [
        ("command", "season", "answered", "en-US"),
        ("press", "champion", "answered", "en-US"),
        ("command", "results", "choice", "es-419"),
        ("command", "champion", "unknown", "es-419"),
        ("message", "message", "answered", "en-US"),
    ]
    assert all(event.guild == fan.guild.id and event.generation and event.ms > 0 for event in events(caplog))
    assert all("2006" not in str(event) for event in events(caplog))


@pytest.mark.logs_errors
async def test_a_fault_and_a_button_out_of_date_are_events_too(fan, env, monkeypatch, caplog):
    caplog.set_level(logging.INFO, "bot.events")
    answer = await ask(fan, "champion", season=2006)
    message = env.backend.get_message(answer.response.channel_id, answer.response.id)
    next(part for part in walk(message.components) if "custom_id" in part)["custom_id"] = "a:nonsense|1"
    await fan.click(answer.response, custom_id="a:nonsense|1")

    async def fail(self, snapshot):
        raise RuntimeError("inner detail")

    monkeypatch.setattr(Champion, "answer", fail)
    await ask(fan, "champion", season=1996)
    found = [(event.command, event.outcome) for event in events(caplog)]
    assert found == [("champion", "answered"), ("?", "outdated"), ("champion", "error")]
