"""The private parts of discord.py that the bot uses are those of the version that is installed."""

import asyncio
import json
import re
from contextlib import asynccontextmanager
from types import SimpleNamespace

import aiohttp
import discord
import pytest
from aiohttp import web
from discord.http import Route

from bot.discord_ui.discord_private import answers_under_way, check, respond, without_voice
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


MESSAGE = discord.InteractionResponseType.channel_message
WAIT = 0.05
SOON = {"message": "Too many requests", "retry_after": WAIT, "global": False}


@asynccontextmanager
async def discord_answering(monkeypatch, *answers):
    """Serve these answers to first responses in turn; give an interaction and the bodies that arrive."""
    bodies, left = [], [*answers]

    async def callback(request):
        bodies.append((request.path, await request.json()))
        status, body = left.pop(0)
        if body is None:
            return web.Response(status=status)
        # Discord names no charset, and discord.py reads a refusal without one alone.
        headers = {"Content-Type": "application/json", "Via": "1.1 proxy"}
        return web.Response(body=json.dumps(body), status=status, headers=headers)

    application = web.Application()
    application.router.add_post("/api/interactions/1/a-b_c.d/callback", callback)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{port}/api")
    async with aiohttp.ClientSession() as session:
        http = SimpleNamespace(proxy=None, proxy_auth=None)
        yield (
            SimpleNamespace(
                id=1, token="a-b_c.d", _session=session, _state=SimpleNamespace(http=http),
                response=SimpleNamespace(_response_type=None),
            ),
            bodies,
        )  # fmt: skip
    await runner.cleanup()


@pytest.mark.parametrize("before", [[], [(429, SOON)], [(502, None)], [(429, SOON), (429, SOON)]])
async def test_a_first_response_arrives_once_discord_takes_it(monkeypatch, before):
    async with discord_answering(monkeypatch, *before, (204, None)) as (interaction, bodies):
        begun = asyncio.get_running_loop().time()
        await respond(interaction, MESSAGE, {"content": "Campeón: José Gálvez"})
        assert asyncio.get_running_loop().time() - begun >= WAIT * before.count((429, SOON))
    sent = {"type": 4, "data": {"content": "Campeón: José Gálvez"}}
    assert bodies == [("/api/interactions/1/a-b_c.d/callback", sent)] * (len(before) + 1)
    assert interaction.response._response_type is MESSAGE


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (
            400,
            {"code": 40060, "message": "Interaction has already been acknowledged."},
            discord.HTTPException,
        ),
        (403, {"code": 50013, "message": "Missing Permissions"}, discord.Forbidden),
        (404, {"code": 10062, "message": "Unknown interaction"}, discord.NotFound),
    ],
)
async def test_a_refused_first_response_is_sent_once_and_told(monkeypatch, status, body, error):
    async with discord_answering(monkeypatch, (status, body)) as (interaction, bodies):
        with pytest.raises(error) as refused:
            await respond(interaction, MESSAGE, {"content": "hola"})
    assert refused.value.code == body["code"]
    assert len(bodies) == 1
    assert interaction.response._response_type is None
