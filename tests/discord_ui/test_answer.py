"""Finished messages are made once and sent to everybody who asks the same, until the data changes."""

from unittest.mock import AsyncMock

import pytest

from bot.cache import load
from bot.discord_ui import answer as answering
from bot.pictures.draw import drawn
from bot.queries.champion import Champion
from tests.five import SEEDS
from tests.simulated import ask, labels, messages_of, shown_text


@pytest.fixture
def work(monkeypatch):
    """Count the answers that are worked out."""
    counted = AsyncMock(wraps=answering.reply_to)
    monkeypatch.setattr(answering, "reply_to", counted)
    return counted


async def test_the_same_question_is_worked_out_once(fan, hincha, work):
    for _ in range(3):
        first = await ask(fan, "results", team="jose galvez", season=1996)
        assert "José Gálvez" in shown_text(first)
    assert work.await_count == 1
    assert "Temporada 1996" in labels(await ask(hincha, "results", team="jose galvez", season=1996))
    assert work.await_count == 2


async def test_each_page_is_a_message_of_its_own(fan, work):
    answer = await ask(fan, "teams", season=2012)
    first = shown_text(answer)
    await fan.click(answer.response, label="Next ›")
    second = shown_text(answer)
    assert first != second
    await fan.click(answer.response, label="‹ Back")
    assert shown_text(answer) == first
    assert work.await_count == 2


async def test_what_cannot_be_answered_is_remembered_too_and_stays_private(fan, work):
    for private in (False, True, False):
        answer = await ask(fan, "results", team="huracan", private=private)
        assert answer.ephemeral
        assert "Which" in shown_text(answer)
    # From a private question the choice is answered in private, too: two messages, not one.
    assert work.await_count == 2


async def test_after_a_load_everything_is_worked_out_anew(fan, simcord_bot, work, tmp_path):
    before = shown_text(await ask(fan, "champion", season=2006))
    await load(SEEDS, simcord_bot.settings.cache_path, force=True)
    await simcord_bot.store.refresh()
    assert shown_text(await ask(fan, "champion", season=2006)) == before
    assert work.await_count == 2


async def test_a_picture_is_sent_again_as_it_was_drawn(fan, monkeypatch):
    counted = AsyncMock(wraps=drawn)
    monkeypatch.setattr(answering, "drawn", counted)
    sent = []
    for _ in range(2):
        answer = await ask(fan, "standings", season=1967)
        [picture] = messages_of(answer)[0].attachments
        sent.append((picture.filename, picture.size, picture.description))
    assert counted.await_count == 1
    assert sent[0] == sent[1]


@pytest.mark.logs_errors
async def test_a_picture_that_failed_is_tried_again(fan, monkeypatch):
    monkeypatch.setattr(answering, "drawn", AsyncMock(side_effect=OSError("no letters")))
    assert messages_of(await ask(fan, "standings", season=1967))[0].attachments == []
    monkeypatch.setattr(answering, "drawn", drawn)
    assert len(messages_of(await ask(fan, "standings", season=1967))[0].attachments) == 1


async def test_no_more_is_cached_than_the_bound(fan, simcord_bot, work):
    simcord_bot.messages = answering.GenerationCache(2)
    for season in (2006, 2012, 1967, 2006):
        await ask(fan, "champion", season=season)
    assert work.await_count == 4
    assert len(simcord_bot.messages) == 2


@pytest.mark.logs_errors
async def test_a_fault_is_not_remembered(fan, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(Champion, "answer", AsyncMock(side_effect=RuntimeError("inner detail")))
        assert "went wrong" in shown_text(await ask(fan, "champion", season=2006))
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))


async def test_pictures_count_with_their_size(fan, simcord_bot):
    await ask(fan, "champion", season=2006)
    without = simcord_bot.messages.currsize
    await ask(fan, "standings", season=1967)
    assert simcord_bot.messages.currsize > 2 * without
    assert simcord_bot.messages.maxsize > 100 * without
