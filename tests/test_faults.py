"""What goes wrong inside is told shortly, logged in full, and stays in its own answer."""

import asyncio

import pytest

from bot.discord_ui import answer as answering
from bot.queries.champion import Champion
from tests.simulated import ask, follow, messages_of, shown_text, walk


@pytest.mark.logs_errors
async def test_a_fault_is_answered_with_a_reference_that_the_log_has_too(fan, monkeypatch, caplog):
    async def fail(self, snapshot):
        raise RuntimeError("inner detail")

    monkeypatch.setattr(Champion, "answer", fail)
    answer = await ask(fan, "champion")
    text = shown_text(answer)
    assert answer.ephemeral
    assert "Sorry, something went wrong" in text
    assert "inner detail" not in text
    reference = text.split("noted as ")[1].split(".")[0]
    [record] = [r for r in caplog.records if reference in r.getMessage()]
    assert record.exc_info
    monkeypatch.undo()


@pytest.mark.logs_errors
async def test_a_fault_behind_a_button_is_told_too(fan, monkeypatch):
    answer = await ask(fan, "season", season=2006)

    async def fail(self, snapshot):
        raise RuntimeError("inner detail")

    monkeypatch.setattr(Champion, "answer", fail)
    pressed = await follow(fan, answer.response, "Champion")
    assert "Sorry, something went wrong" in shown_text(pressed)
    monkeypatch.undo()


async def test_a_forged_button_is_refused_kindly(fan, env):
    answer = await ask(fan, "champion", season=2006)
    message = env.backend.get_message(answer.response.channel_id, answer.response.id)
    button = next(part for part in walk(message.components) if "custom_id" in part)
    button["custom_id"] = "a:nonsense|1|2"
    pressed = await fan.click(answer.response, custom_id="a:nonsense|1|2")
    assert pressed.ephemeral
    assert "no longer works" in shown_text(pressed)


@pytest.fixture
def slow(monkeypatch):
    """Make champions take longer than Discord waits for."""
    answered = Champion.answer

    async def answer(self, snapshot):
        await asyncio.sleep(0.2)
        return await answered(self, snapshot)

    monkeypatch.setattr(answering, "_DEFER_AFTER", 0.01)
    monkeypatch.setattr(Champion, "answer", answer)


def callbacks(env):
    return [request.json["type"] for request in env.http_requests if request.path.endswith("/callback")]


async def test_a_slow_answer_is_deferred_and_then_given(fan, env, slow):
    answer = await ask(fan, "champion", season=2006)
    assert callbacks(env) == [5]
    assert "Total Clean" in shown_text(messages_of(answer)[0])


async def test_a_slow_press_is_deferred_and_then_turns_the_message(fan, env, slow):
    answer = await ask(fan, "season", season=2006)
    pressed = await follow(fan, answer.response, "Champion")
    assert callbacks(env) == [4, 6]
    assert pressed.acknowledged
    assert "Champion of the 2006" in shown_text(messages_of(answer)[0])


async def test_a_slow_press_of_somebody_else_is_deferred_in_private(fan, hincha, env, slow):
    answer = await ask(fan, "season", season=2006)
    before = shown_text(answer)
    pressed = await follow(hincha, answer.response, "Champion")
    assert callbacks(env) == [4, 5]
    assert pressed.ephemeral
    assert "Campeón de la Copa Perú 2006" in shown_text(pressed)
    assert shown_text(answer) == before
