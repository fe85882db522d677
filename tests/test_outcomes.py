"""The buttons under what a moderator changed: see it, announce it, undo it; once, for moderators alone."""

import re

import discord
import pytest

from bot import create_bot
from tests.conftest import GUILD_ID
from tests.moderation.made import document
from tests.simulated import ask, ask_and_confirm, channel_of, labels, shown_text, walk


async def added(moderator, season=2013, title="Sport Ejemplo"):
    preview = await ask(moderator, "data add", file=(f"{season}.txt", document(season, title)))
    return await moderator.click(preview.response, label="Confirm")


async def undo(moderator, done):
    """Press Undo under an outcome, and Confirm under the preview beside it."""
    [preview] = (await moderator.click(done.response, label="Undo")).followups
    assert preview.ephemeral
    assert "Undo this?" in shown_text(preview)
    return await moderator.click(preview, label="Confirm")


async def test_an_added_season_can_be_looked_at_beside_the_outcome(moderator):
    done = await added(moderator)
    assert labels(done) == ["Season 2013", "Announce here", "Undo"]
    seen = await moderator.click(done.response, label="Season 2013")
    assert seen.ephemeral
    assert "Sport Ejemplo" in shown_text(seen)
    assert "Document added" in shown_text(done)


@pytest.mark.parametrize(
    ("command", "options", "buttons"),
    [
        ("data remove", {"season": 2006}, ["Announce here", "Undo"]),
        ("data correct", {"season": 1997, "score": "9-0", "source": "x"}, ["Season 1997"]),
        ("club merge", {"club": "total-clean.arequipa", "into": "utc.cajamarca"}, ["Profile of UTC"]),
    ],
)
async def test_each_change_has_the_buttons_that_fit_it(moderator, command, options, buttons):
    if command == "data correct":
        choices = await moderator.autocomplete(channel_of(moderator), command, "match", "", season=1997)
        options = {**options, "match": choices[0]["value"]}
    done = await ask_and_confirm(moderator, command, **options)
    assert labels(done)[: len(buttons)] == buttons
    assert labels(done)[-2:] == ["Announce here", "Undo"]


async def test_an_alias_leads_to_its_club_and_a_reload_to_the_seasons_it_changed(moderator, simcord_bot):
    alias = await ask(moderator, "alias add", alias="los de prueba", club="total-clean.arequipa")
    assert labels(alias) == ["Profile of Total Clean", "Announce here", "Undo"]
    seen = await moderator.click(alias.response, label="Profile of Total Clean")
    assert "Total Clean (Arequipa)" in shown_text(seen)
    assert labels(await ask(moderator, "reload")) == []


async def test_undo_is_previewed_and_what_was_undone_can_be_done_again(moderator, fan):
    done = await added(moderator)
    undone = await undo(moderator, done)
    assert labels(undone) == ["Announce here", "Do again"]
    assert "I have nothing on 2013" in shown_text(await ask(fan, "champion", season=2013))
    again = await moderator.click(undone.response, label="Do again")
    assert "Redone" in shown_text(again)
    assert labels(again) == ["Season 2013", "Announce here", "Undo"]
    assert "Sport Ejemplo" in shown_text(await ask(fan, "champion", season=2013))


async def test_an_earlier_change_is_not_undone_over_a_later_one(moderator, fan):
    first = await added(moderator)
    await added(moderator, 2014, "Otro")
    told = shown_text(await moderator.click(first.response, label="Undo"))
    assert "Something else has changed since: 2014.txt added for 2014 (moderator" in told
    assert "Sport Ejemplo" in shown_text(await ask(fan, "champion", season=2013))


async def test_an_undo_is_done_again_only_until_something_else_is_changed(moderator):
    undone = await undo(moderator, await added(moderator))
    await added(moderator, 2014)
    assert "Nothing to redo" in shown_text(await moderator.click(undone.response, label="Do again"))


async def test_a_change_is_announced_to_everybody_once_in_the_servers_language(
    moderator, hincha, env, simcord_bot
):
    simcord_bot.get_guild(GUILD_ID).preferred_locale = discord.Locale.spain_spanish
    done = await added(moderator)
    announced = await moderator.click(done.response, label="Announce here")
    [news] = announced.followups
    assert not news.ephemeral
    assert "Novedades" in shown_text(news)
    assert "Tengo datos nuevos de la Copa Perú de 2013." in shown_text(news)
    assert "2013.txt" not in shown_text(news)
    assert labels(news) == ["Temporada 2013"]
    seen = await hincha.click(news, label="Temporada 2013")
    assert seen.ephemeral
    assert "Sport Ejemplo" in shown_text(seen)
    shown = env.backend.get_message(done.response.channel_id, done.response.id)
    [button] = [part for part in walk(shown.components) if part.get("custom_id") == "d:announce:1"]
    assert (button["label"], button["disabled"]) == ("Announced", True)
    journal = shown_text(await ask(moderator, "data history"))
    assert "announced: 2013.txt added for 2013" in journal


async def test_a_second_press_of_announce_announces_nothing(moderator, env):
    done = await added(moderator)
    other = await added(moderator, 2014)
    await moderator.click(done.response, label="Announce here")
    forge(env, other, "d:announce:2", "d:announce:1")
    again = await moderator.click(other.response, custom_id="d:announce:1")
    assert "Already done" in shown_text(again)
    assert "announced: 2013.txt added for 2013" in shown_text(again)
    journal = shown_text(await ask(moderator, "data history"))
    assert journal.count("announced:") == 1


async def test_an_announcement_that_discord_refuses_can_be_made_again(moderator, env):
    done = await added(moderator)
    env.inject_error("POST", "/webhooks/*", status=400, code=50035, message="Invalid")
    refused = await moderator.click(done.response, label="Announce here")
    assert "Discord did not accept the announcement" in shown_text(refused)
    assert "announced:" not in shown_text(await ask(moderator, "data history"))
    announced = await moderator.click(done.response, label="Announce here")
    assert "I have new data" in shown_text(announced)


def forge(env, answer, old, new):
    """Change a button as somebody could who writes to Discord by hand."""
    message = env.backend.get_message(answer.response.channel_id, answer.response.id)
    part = next(part for part in walk(message.components) if part.get("custom_id") == old)
    part["custom_id"] = new


@pytest.mark.parametrize(
    "action", ["season:2013", "club:total-clean.arequipa", "undo:1", "announce:1", "redo:1"]
)
async def test_presses_of_those_who_are_no_moderators_are_refused(moderator, env, action):
    done = await added(moderator)
    if action in ("club:total-clean.arequipa", "redo:1"):
        forge(env, done, "d:announce:1", f"d:{action}")
    for role in list(env.backend.get_guild(GUILD_ID).members[moderator.id].role_ids):
        env.backend.remove_member_role(GUILD_ID, moderator.id, role)
    refused = await moderator.click(done.response, custom_id=f"d:{action}")
    assert "For moderators only" in shown_text(refused)


@pytest.mark.parametrize(
    "action", ["season:x", "season:", "undo:0x1", "undo:²", "announce:99999999999", "announce:7", "redo:-1"]
)
async def test_forged_presses_change_and_announce_nothing(moderator, env, action):
    done = await added(moderator)
    forge(env, done, "d:announce:1", f"d:{action}")
    told = shown_text(await moderator.click(done.response, custom_id=f"d:{action}"))
    assert "This button no longer works" in told or "Something else" in told
    journal = shown_text(await ask(moderator, "data history"))
    assert re.findall(r"^#(\d+) · ", journal, re.MULTILINE) == ["1"]


async def test_an_announcement_itself_cannot_be_announced(moderator, env):
    done = await added(moderator)
    await moderator.click(done.response, label="Announce here")
    forge(env, done, "d:undo:1", "d:announce:2")
    told = shown_text(await moderator.click(done.response, custom_id="d:announce:2"))
    assert "This button no longer works" in told


async def test_the_buttons_work_after_a_restart(moderator, env, environment, simcord_bot):
    done = await added(moderator)
    await simcord_bot.close()
    await env.restart_bot(create_bot())
    try:
        announced = await moderator.click(done.response, label="Announce here")
        assert "I have new data" in shown_text(announced)
        assert "Undo this?" in shown_text(await moderator.click(done.response, label="Undo"))
    finally:
        await env.bot.close()


async def test_an_alias_a_correction_and_an_undo_are_announced_in_their_words(moderator):
    alias = await ask(moderator, "alias add", alias="los de prueba", club="total-clean.arequipa")
    told = await moderator.click(alias.response, label="Announce here")
    assert "You can call Total Clean (Arequipa) “los de prueba” now." in shown_text(told)
    undone = await undo(moderator, alias)
    told = await moderator.click(undone.response, label="Announce here")
    assert "Withdrawn: You can call Total Clean" in shown_text(told)
