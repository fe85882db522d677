"""The private parts of discord.py that the bot uses are those of the version that is installed."""

import asyncio
import re

import discord
import pytest

from bot.discord_ui.discord_private import answers_under_way, check, without_voice
from tests.page import ROOT
from tests.test_repository import pins


def test_the_pinned_version_has_them_all():
    assert pins("requirements.txt")["discord-py"] == discord.__version__
    check()


@pytest.mark.parametrize(
    ("owner", "name", "named"),
    [
        (discord.Interaction, "_session", "Interaction._session"),
        (discord.InteractionResponse, "_response_type", "InteractionResponse._response_type"),
        (discord.VoiceClient, "warn_dave", "VoiceClient.warn_dave"),
        (discord.gateway.DiscordWebSocket, "received_message", "DiscordWebSocket.received_message"),
    ],
)
def test_a_version_that_lacks_one_is_told_in_one_line(monkeypatch, owner, name, named):
    monkeypatch.delattr(owner, name)
    with pytest.raises(ImportError, match=re.escape(named)) as caught:
        check("9.9")
    assert "9.9" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_version_that_names_its_tasks_otherwise_is_told_too(monkeypatch):
    monkeypatch.setattr(discord.app_commands.CommandTree, "_from_interaction", lambda self, _: None)
    with pytest.raises(ImportError, match="the tasks of commands"):
        check()


def test_a_version_that_keeps_its_sessions_otherwise_is_told_too(monkeypatch):
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "__init__", lambda self: None)
    with pytest.raises(ImportError, match=r"DiscordWebSocket\._decompressor"):
        check()


def test_no_other_file_touches_them():
    private = re.compile(
        r"interaction\._|\.response\._|async_context|VoiceClient|\bRoute\(|CommandTree-invoker|discord-ui-|DiscordWebSocket|\._connection|_discord_parsers"
    )
    touching = {
        path.relative_to(ROOT / "bot").as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if private.search(path.read_text(encoding="utf-8"))
    }
    assert touching == {"discord_ui/discord_private.py"}


async def test_only_tasks_that_answer_somebody_are_under_way():
    tasks = [
        asyncio.create_task(asyncio.Event().wait(), name=name)
        for name in ("CommandTree-invoker", "discord.py: on_interaction", "discord.py: on_ready", "other")
    ]
    assert answers_under_way() == set(tasks[:2])
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)


def test_no_warning_is_given_about_packages_for_voice():
    without_voice()
    assert not discord.VoiceClient.warn_nacl
