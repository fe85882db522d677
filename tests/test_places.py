"""Every command in channels, threads and direct messages, for all or for oneself, with and without rights.

Where files are not allowed, answers tell in words what their picture would.
"""

import dataclasses
import functools
import itertools
import shutil
from collections.abc import Awaitable, Callable

import discord
import pytest
from simcord import ChannelHandle, InteractionResult

from bot.queries import KINDS
from bot.queries.query import Examples
from bot.queries.quiz import Quiz
from tests.five import SHIPPED
from tests.simulated import labels, messages_of, pictures_of, shown_text

PICTURED = ("standings", "champions")
EXAMPLES = Examples(1997, "Juan Aurich", "Deportivo UPAO")
ASKED = sorted(kind for kind, query in KINDS.items() if query is not Quiz)
"""Each quiz asks something else; it has a test of its own."""
CHOICES = 4
DENIED = {
    "with all rights": (),
    "without embeds": ("embed_links",),
    "without files": ("attach_files",),
    "without embeds and files": ("embed_links", "attach_files"),
}
Ask = Callable[..., Awaitable[InteractionResult]]


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


def places(env, guild, fan) -> dict[str, Ask]:
    """Return how the fan asks in each kind of place: what is allowed there, thread or not, in private."""
    asks: dict[str, Ask] = {}
    for name, denied in DENIED.items():
        rights = discord.PermissionOverwrite(**dict.fromkeys(denied, False))
        channel = guild.create_text_channel(name.replace(" ", "-"), overwrites={guild.default_role: rights})
        asks[f"channel {name}"] = functools.partial(fan.slash, channel)
        asks[f"thread {name}"] = functools.partial(fan.slash, thread_of(env, channel, fan))
    return asks | {"direct message": env.create_user("alone").slash}


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
async def test_each_command_tells_the_same_wherever_it_is_asked_for_all_or_for_oneself(kind, env, guild, fan):
    where = places(env, guild, fan)
    told = await in_words(fan, await where["channel with all rights"](kind, **options(kind)))
    assert any(told)
    for (place, ask), private in itertools.product(where.items(), (False, True)):
        answer = await ask(kind, **options(kind), private=private)
        assert answer.ephemeral == private, place
        pictured = kind in PICTURED and "files" not in place
        assert bool(files(answer)) == bool(pictures_of(answer.response)) == pictured, place
        assert ("As text" in labels(answer)) == pictured, place
        if not pictured:
            assert shown_text(answer) == told[0], (place, private)
        if place.endswith("files"):
            assert await in_words(fan, answer) == told, (place, private)


@pytest.mark.parametrize("private", [False, True])
async def test_a_quiz_is_asked_in_each_place_for_all_or_for_oneself(private, env, guild, fan):
    for place, ask in places(env, guild, fan).items():
        answer = await ask("quiz", private=private)
        assert answer.ephemeral == private, place
        assert len(labels(answer)) == CHOICES, place


@pytest.mark.parametrize(
    ("kind", "view", "says"),
    [
        ("champions", "Year by year", "Juan Aurich"),
        ("standings", "Cross-table", "Juan Aurich: Deportivo UPAO"),
        ("standings", "Points by round", "Points after each of the 5 rounds"),
    ],
)
async def test_another_view_that_is_pressed_comes_in_words_too(kind, view, says, env, guild, fan):
    answer = await places(env, guild, fan)["channel without files"](kind, **options(kind))
    await fan.click(answer.response, label=view)
    assert files(answer) == []
    assert any(says in page for page in await in_words(fan, answer))
