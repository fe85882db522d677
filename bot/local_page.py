"""The local page: the same bot in a simulated Discord, for running it without a token.

`simcord` is imported only when the page is opened, so that a bot with a token does not need it.
"""

import asyncio
import datetime
import logging
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import discord

from bot.discord_ui.command_sync import register_commands
from bot.errors import SettingsError
from bot.pictures.avatar import avatar
from bot.replies.command_links import IDS
from bot.replies.language import Language, language

if TYPE_CHECKING:
    from simcord import ChannelHandle, Env, GuildHandle, MemberActor

    from bot.client import CopaBot

LOCAL_GUILD_ID = 1_099_511_627_776
_BOT_NAME = "Copa Perú"
_SECONDS_FOR_AN_ANSWER = 20.0
_GUIDE_NAME = "how to ask here · cómo preguntar"
_HOW_TO_ASK = (
    "Ask in your own words: “who won in 1997?”. Or type `/` and the first letters of a command, press "
    "**Tab**, fill in its options, send with the arrow.\n"
    "Pregunta con tus palabras: “¿quién ganó en 1997?”. O escribe `/` y las primeras letras de un comando, "
    "presiona **Tab**, completa sus opciones y envía con la flecha."
)
_AVATAR = "cup"
_NEWEST_IN_VIEW = """
const list = document.getElementById("channel-message-list");
const last = () => list.lastElementChild?.dataset.messageId;
let newest = last(), until = 0;
const show = () => {
  const timeline = document.getElementById("channel-timeline");
  if (performance.now() < until) timeline.scrollTop = timeline.scrollHeight;
};
new MutationObserver(() => {
  if (last() !== newest) until = performance.now() + 2000;
  newest = last();
  show();
}).observe(list, { childList: true });
// Pictures come after their message.
new ResizeObserver(() => requestAnimationFrame(show)).observe(list);
"""
"""The page's own script keeps its place when a message comes; a person wants to see the answer."""


class HasName(Protocol):
    """Anything with a name, such as a command."""

    @property
    def name(self) -> str:
        """The name."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """A user of the local page: name, display name, Discord locale, suggestions what to try."""

    name: str
    shown: str
    locale: str
    hint: str
    manages: bool = False


VIEWERS = (
    Viewer("fan", "fan (English)", "en-US", "asks in English"),
    Viewer("hincha", "hincha (español)", "es-419", "pregunta en español"),
    Viewer("moderator", "moderator (English)", "en-US", "has Manage Server: may /reload", manages=True),
    Viewer(
        "moderador",
        "moderador (español)",
        "es-419",
        "tiene Gestionar servidor: puede /recargar",
        manages=True,
    ),
)

EXAMPLES = (
    "/champion season:2006",
    "/results team:José Gálvez",
    "/help",
)


def examples(commands: Iterable[HasName]) -> list[str]:
    """Return the EXAMPLES whose commands the bot has."""
    names = {command.name for command in commands}
    return [example for example in EXAMPLES if example[1:].split()[0] in names]


def welcome(url: str, to_try: Sequence[str], folder: Path) -> str:
    """Return the message with the page's address, its users, what to try and the folder of its data."""
    people = "\n".join(f"  {viewer.shown:<20} {viewer.hint}" for viewer in VIEWERS)
    return (
        f"No DISCORD_TOKEN: here is the bot on a page of its own, on this machine only.\n\n  {url}\n\n"
        f"Choose who you are at the top, under “Viewing as”:\n{people}\n\n"
        "Three things to try:\n  who won in 1997?\n"
        + "".join(f"  {example}\n" for example in to_try[:2])
        + f"\nWhat moderators change here stays in {folder}; the bot on Discord has its own data."
        "\nCtrl-C ends it."
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


async def run_local(
    bot: "CopaBot",
    stop: asyncio.Event,
    *,
    port: int = 0,
    announce: Callable[[str], None] = _say,
) -> None:
    """Show `bot` on a page of 127.0.0.1 until `stop` is set or a viewer ends the session; then close it.

    `port` 0 picks a free one. `announce` gets the address, which contains the page's password, and what to
    try. Raises whatever the bot raises while it starts.
    """
    async with (
        simulated(bot) as (env, channel, members),
        env.preview(channel, viewers=members, layout="channel", port=port) as page,
    ):
        announce(welcome(page.url, examples(bot.tree.get_commands()), bot.settings.data_dir))
        await _first_of(stop.wait(), page.wait_closed())
        await bot.finish()


@asynccontextmanager
async def simulated(bot: "CopaBot") -> "AsyncIterator[tuple[Env, ChannelHandle, list[MemberActor]]]":
    """Provide a simulated Discord with `bot` logged in, a text channel and one member per VIEWERS.

    Without a `mod_guild_id`, the bot gets the simulated guild's, so that the moderator has a moderator's
    permissions; nothing else differs from a connected bot. The bot is closed at the end. Raises
    SettingsError if simcord, the "page" extra, is not installed.
    """
    try:
        # It tries a client without intents when it is imported, of which discord.py warns.
        with _hushed("discord.state"):
            from simcord import Env
            from simcord.preview import _commands
            from simcord.preview._server import PreviewServer
    except ModuleNotFoundError as error:
        raise SettingsError(
            "DISCORD_TOKEN", "is not set, and the page that does without it needs: pip install '.[page]'"
        ) from error

    if bot.settings.mod_guild_id is None:
        bot.settings = replace(bot.settings, mod_guild_id=LOCAL_GUILD_ID)
    # No cooldown on the user's own machine.
    bot.gate.cooldowns = None
    env = Env(bot, settle_timeout=_SECONDS_FOR_AN_ANSWER, check_errors=False)
    _dress(env)
    _show_newest(PreviewServer)
    _name_commands(_commands)
    _catch_up(env)
    guild = env.create_guild(_BOT_NAME, id=bot.settings.mod_guild_id)
    channel = guild.create_text_channel("copa-peru", topic="/help · /ayuda")
    members = _add_viewers(env, guild)
    _hear_plain_text(env, {member.id for member in members})
    async with bot:
        await env.start()
        try:
            await _register_commands(bot)
            _add_guide(env, channel, examples(bot.tree.get_commands()))
            server = bot.get_guild(guild.id)
            if server is not None:
                await bot.welcomes.send(server, channel.id)
            async with _keeping_time(env):
                with env.time_context():
                    yield env, channel, members
        finally:
            await env.shutdown()


@contextmanager
def _hushed(name: str) -> Iterator[None]:
    """Let a library's warnings that are no matter of the user's pass in silence."""
    log = logging.getLogger(name)
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _dress(env: "Env") -> None:
    """Give the bot its name and its picture."""
    user = env.backend.bot_user
    user.name, user.avatar = _BOT_NAME, _AVATAR
    env.backend.cdn._blobs[f"https://cdn.simcord.invalid/avatars/{user.id}/{_AVATAR}.png"] = avatar()


def _show_newest(server: Any) -> None:
    """Let the page scroll to each new message."""
    given = server._static
    if given.__module__ == __name__:
        return

    async def static(self: Any, request: Any) -> Any:
        response = await given(self, request)
        if request.path == "/app.js":
            response.text += _NEWEST_IN_VIEW
        return response

    server._static = static


def _name_commands(commands: Any) -> None:
    """Show each viewer commands as Discord does: by their names and descriptions in the viewer's language.

    The page knows English names alone; its options keep them.
    """
    given = commands.build_catalog
    if given.__module__ == __name__:
        return

    def build_catalog(preview: Any, page: Any) -> dict[str, Any]:
        catalog = given(preview, page)
        locales = {viewer.name: viewer.locale for viewer in VIEWERS}
        user = preview.env.backend.users.get(page.viewer.id)
        t = language(locales.get(user.name if user else "", "en-US"), markup=False)
        return {**catalog, "entries": [_named(entry, t) for entry in catalog["entries"]]}

    commands.build_catalog = build_catalog


def _named(entry: Mapping[str, Any], t: Language) -> dict[str, Any]:
    """Return a command of the page's list in a language."""

    def said(thing: Mapping[str, Any], key: str) -> dict[str, Any]:
        return {**thing, key: t.say(thing[key])}

    options = [
        {**said(option, "description"), "choices": [said(choice, "name") for choice in option["choices"]]}
        for option in entry["options"]
    ]
    invocation = " ".join([t.term("command", word) for word in entry["path"]])
    return {**said(entry, "description"), "invocation": invocation, "options": options}


def typed_in(command: str, t: Language) -> str:
    """Return a command, such as "/data undo" or "/champion season:2006", as viewers of a language type it."""
    words = command.removeprefix("/").split()
    options = next((n for n, word in enumerate(words) if ":" in word), len(words))
    return "/" + " ".join([t.term("command", word) for word in words[:options]] + words[options:])


def _hear_plain_text(env: "Env", viewers: Set[int]) -> None:
    """Let the bot hear what viewers write without a mention, and a mention that is typed by name.

    In a server of Discord it hears mentions alone, which nobody can type on the page.
    """
    emit, user = env.backend.emit, env.backend.bot_user

    def emit_mentioned(event: str, payload: Mapping[str, Any]) -> None:
        if event == "MESSAGE_CREATE" and int(payload["author"]["id"]) in viewers:
            text = payload["content"]
            if not text.startswith("/") and not payload["mentions"]:
                words = text.replace(f"@{_BOT_NAME}", "").strip()
                mention = {"id": str(user.id), "username": user.name, "discriminator": "0", "avatar": None}
                content = f"<@{user.id}> {words}"
                payload = {**payload, "content": content, "mentions": [{**mention, "bot": True}]}
        emit(event, payload)

    env.backend.emit = emit_mentioned  # type: ignore[method-assign]


def _add_guide(env: "Env", channel: "ChannelHandle", to_try: Sequence[str]) -> None:
    # The page sends a fully typed command, "/champion 2006", as a plain message, which bots ignore.
    guide = env.create_user("guide", global_name=_GUIDE_NAME)
    env.guild.add_member(guide)

    def answer(event: str, payload: Mapping[str, Any]) -> None:
        if event == "MESSAGE_CREATE" and payload["content"].startswith("/"):
            env.backend.create_message(channel.id, guide.id, _HOW_TO_ASK)

    env.backend.subscribers.append(answer)
    spanish = language("es-419", markup=False)
    lines = [f"{example} · {typed_in(example, spanish)}" for example in to_try]
    env.backend.create_message(channel.id, guide.id, "\n".join([_HOW_TO_ASK, *lines]))


def _catch_up(env: "Env") -> None:
    env.backend.advance_clock((datetime.datetime.now(datetime.UTC) - env.now()).total_seconds())


@asynccontextmanager
async def _keeping_time(env: "Env") -> AsyncIterator[None]:
    # simcord's clock does not advance by itself: all messages would have the time of the start.
    async def keep() -> None:
        while True:
            await asyncio.sleep(1)
            _catch_up(env)

    keeper = asyncio.create_task(keep())
    try:
        yield
    finally:
        keeper.cancel()


def _add_viewers(env: "Env", guild: "GuildHandle") -> "list[MemberActor]":
    managers = guild.create_role("moderators", permissions=discord.Permissions(manage_guild=True))
    members = [
        guild.add_member(
            env.create_user(viewer.name, global_name=viewer.shown), roles=[managers] if viewer.manages else []
        )
        for viewer in VIEWERS
    ]
    speak_each_language(env, {m.id: v.locale for m, v in zip(members, VIEWERS, strict=True)})
    return members


def speak_each_language(env: "Env", locales: Mapping[int, str]) -> None:
    """Give each user of a simulated Discord their own locale; others keep en-US.

    `locales` maps user ids to Discord locales. simcord sends en-US for everybody, hence the wrapper.
    """
    emit = env.backend.emit

    def emit_in_language(event: str, payload: Mapping[str, Any]) -> None:
        if event == "INTERACTION_CREATE":
            user = payload["member"]["user"] if "member" in payload else payload["user"]
            payload = {**payload, "locale": locales.get(int(user["id"]), payload["locale"])}
        emit(event, payload)

    env.backend.emit = emit_in_language  # type: ignore[method-assign]


async def _register_commands(bot: "CopaBot") -> None:
    # A simulated Discord starts empty, whatever the bot has registered before.
    await register_commands(bot.tree, bot.settings, bot.application_id, force=True)
    # The page links to commands by their English names alone.
    IDS.clear()


async def _first_of(*events: Coroutine[Any, Any, object]) -> None:
    waiting = [asyncio.ensure_future(event) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()
