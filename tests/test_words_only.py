"""Where files and embeds are not allowed, answers tell in words what their picture would; in threads too."""

import dataclasses
import shutil

import discord
import pytest
from simcord import ChannelHandle

from bot.queries import KINDS
from bot.queries.query import Examples
from bot.queries.quiz import Quiz
from tests.five import SHIPPED
from tests.simulated import labels, messages_of, pictures_of, shown_text

PICTURED = ("standings", "champions")
EXAMPLES = Examples(1997, "Juan Aurich", "Deportivo UPAO")
ASKED = sorted(kind for kind, query in KINDS.items() if query is not Quiz)
"""Each quiz asks something else; it has a test of its own."""


@pytest.fixture
def environment(environment, shipped_cache, tmp_path):
    shutil.copyfile(shipped_cache, tmp_path / "data" / "cache.sqlite3")
    environment.setenv("SEASONS_DIR", str(SHIPPED))
    return environment


def options(kind: str) -> dict[str, object]:
    """Return what a command of a kind is asked with."""
    example = KINDS[kind].example(EXAMPLES)
    return {name: value for name, value in dataclasses.asdict(example).items() if value is not None}


def thread_of(env, channel, fan) -> ChannelHandle:
    """Return a new thread of a channel."""
    env.backend.create_thread(channel.id, f"thread of {channel.name}", fan.id)
    return channel.threads[0]


def places(env, guild, fan) -> dict[str, ChannelHandle]:
    """Return a channel and its thread, each with the right to send files and without."""
    denied = discord.PermissionOverwrite(attach_files=False, embed_links=False)
    words_only = guild.create_text_channel("words-only", overwrites={guild.default_role: denied})
    general = next(iter(guild.channels.values()))
    return {
        "channel": general,
        "thread": thread_of(env, general, fan),
        "channel of words": words_only,
        "thread of words": thread_of(env, words_only, fan),
    }


def files(answer) -> list[str]:
    """Return the names of an answer's files."""
    return [file.filename for message in messages_of(answer) for file in message.attachments]


async def in_words(person, answer) -> list[str]:
    """Return the text of each page of an answer, that of its picture included."""
    if "As text" in labels(answer):
        await person.click(answer.response, label="As text")
    pages = [shown_text(answer)]
    while "Next ›" in labels(answer):
        await person.click(answer.response, label="Next ›")
        pages.append(shown_text(answer))
    return pages


@pytest.mark.parametrize("kind", ASKED)
async def test_nothing_is_lost_where_neither_files_nor_embeds_are_allowed(kind, env, guild, fan):
    where = places(env, guild, fan)
    pictured = await fan.slash(where["channel"], kind, **options(kind))
    assert bool(files(pictured)) == (kind in PICTURED)
    told = await in_words(fan, pictured)
    assert any(told)
    for place in ("channel of words", "thread of words"):
        answer = await fan.slash(where[place], kind, **options(kind))
        assert files(answer) == []
        assert pictures_of(answer.response) == []
        assert {"As text", "As a picture"}.isdisjoint(labels(answer))
        assert await in_words(fan, answer) == told, place


@pytest.mark.parametrize("kind", PICTURED)
async def test_the_picture_is_shown_in_a_thread_and_in_a_direct_message(kind, env, guild, fan):
    where = places(env, guild, fan)
    shown = files(await fan.slash(where["channel"], kind, **options(kind)))
    assert shown
    assert files(await fan.slash(where["thread"], kind, **options(kind))) == shown
    assert files(await env.create_user("alone").slash(kind, **options(kind))) == shown


@pytest.mark.parametrize(
    ("kind", "view", "says"),
    [
        ("champions", "Year by year", "Juan Aurich"),
        ("standings", "Cross-table", "Juan Aurich: Deportivo UPAO"),
        ("standings", "Points by round", "Points after each of the 5 rounds"),
    ],
)
async def test_another_view_that_is_pressed_comes_in_words_too(kind, view, says, env, guild, fan):
    answer = await fan.slash(places(env, guild, fan)["channel of words"], kind, **options(kind))
    await fan.click(answer.response, label=view)
    assert files(answer) == []
    assert any(says in page for page in await in_words(fan, answer))
