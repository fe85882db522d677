"""Registers the commands with Discord, but only when they have changed since the last time."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.discord_ui.translator import CatalogueTranslator
from bot.replies.command_links import IDS
from bot.replies.language import catalogues_digest
from bot.settings import Settings

log = logging.getLogger(__name__)

_GLOBAL = "global"

Ids = dict[str, dict[str, int]]
"""Discord's ids of the commands of each place, by their English names."""


async def register_commands(
    tree: app_commands.CommandTree[Any],
    settings: Settings,
    application_id: int | None,
    *,
    force: bool = False,
) -> list[str]:
    """Register the commands of each place whose digest is not the last one; return these places.

    Discord leaves translations out of what it lists, so a digest of what was sent is kept in DATA_DIR, and
    with it the commands' ids, by which answers link to them.
    """
    await tree.set_translator(CatalogueTranslator())
    try:
        return await _register(tree, settings, application_id, force=force)
    finally:
        # discord.py would ask it about each suggestion, which are in the reader's language already.
        await tree.set_translator(None)


async def _register(
    tree: app_commands.CommandTree[Any], settings: Settings, application_id: int | None, *, force: bool
) -> list[str]:
    path = _path(settings)
    last, ids = _read(path, application_id)
    now = {_GLOBAL: _digest(tree, None)}
    if settings.mod_guild_id is not None:
        guild = discord.Object(settings.mod_guild_id)
        now[str(guild.id)] = _digest(tree, guild)
    # A guild that is the moderators' no longer loses their commands.
    left = dict.fromkeys((place for place in last if place not in now), "")
    done = []
    for place, digest in {**now, **left}.items():
        if not force and last.get(place) == digest and place in ids:
            continue
        registered = await _sync(tree, place)
        if registered is not None:
            done.append(place)
            ids[place] = registered
        else:
            now.pop(place, None)
    ids = {place: ids.get(place, {}) for place in now}
    _write(path, {"application": application_id, "registered": now, "ids": ids})
    _link(ids)
    return done


def link_commands(settings: Settings, application_id: int | None) -> None:
    """Let answers link to the commands as another process registered them."""
    _link(_read(_path(settings), application_id)[1])


def _link(ids: Ids) -> None:
    IDS.clear()
    for of_place in ids.values():
        IDS.update(of_place)


async def _sync(tree: app_commands.CommandTree[Any], place: str) -> dict[str, int] | None:
    """Register the commands of a place and return their ids; None where the bot may not."""
    guild = None if place == _GLOBAL else discord.Object(int(place))
    try:
        commands = await tree.sync(guild=guild)
    except (discord.Forbidden, discord.NotFound) as error:
        log.warning("the commands of guild %s could not be registered: %s", place, error.text)
        return None
    log.info("registered %d commands (%s)", len(commands), place)
    return {command.name: command.id for command in commands}


def _digest(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    """Return a digest of commands and of all catalogues, which is cheaper than translating the commands."""
    payloads = [command.to_dict(tree) for command in tree.get_commands(guild=guild)]
    described = json.dumps([payloads, catalogues_digest()], sort_keys=True)
    return hashlib.sha256(described.encode()).hexdigest()


def _path(settings: Settings) -> Path:
    return settings.data_dir / "commands.json"


def _read(path: Path, application_id: int | None) -> tuple[dict[str, str], Ids]:
    """Return digests and ids by place; what another application registered is none of ours."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["application"] != application_id:
            return {}, {}
        digests = {str(place): str(digest) for place, digest in kept["registered"].items()}
        ids = {
            str(place): {str(name): int(number) for name, number in numbers.items()}
            for place, numbers in kept["ids"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, {}
    return digests, ids


def _write(path: Path, kept: dict[str, Any]) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        log.warning("%s could not be written, so the commands are registered at each start: %s", path, error)
