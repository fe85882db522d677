"""Commands are told to Discord only when they changed since it was last told."""

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot.settings import Settings

log = logging.getLogger(__name__)

_GLOBAL = "global"


async def register_commands(
    tree: app_commands.CommandTree[Any],
    settings: Settings,
    application_id: int | None,
    *,
    force: bool = False,
) -> list[str]:
    """Register the commands of each place whose digest is not the last one; return these places.

    Discord leaves translations out of what it lists, so a digest of what was sent is kept in DATA_DIR.
    """
    path = settings.data_dir / "commands.json"
    last = _read(path, application_id)
    now = {_GLOBAL: await _digest(tree, None)}
    if settings.mod_guild_id is not None:
        guild = discord.Object(settings.mod_guild_id)
        now[str(guild.id)] = await _digest(tree, guild)
    # A guild that is the moderators' no longer loses their commands.
    left = dict.fromkeys((place for place in last if place not in now), "")
    done = []
    for place, digest in {**now, **left}.items():
        if not force and last.get(place) == digest:
            continue
        if await _sync(tree, place):
            done.append(place)
        else:
            now.pop(place, None)
    _write(path, application_id, now)
    return done


async def _sync(tree: app_commands.CommandTree[Any], place: str) -> bool:
    guild = None if place == _GLOBAL else discord.Object(int(place))
    try:
        commands = await tree.sync(guild=guild)
    except (discord.Forbidden, discord.NotFound) as error:
        log.warning("the commands of guild %s could not be registered: %s", place, error.text)
        return False
    log.info("registered %d commands (%s)", len(commands), place)
    return True


async def _digest(tree: app_commands.CommandTree[Any], guild: discord.Object | None) -> str:
    commands = tree.get_commands(guild=guild)
    if tree.translator:
        payloads = [await command.get_translated_payload(tree, tree.translator) for command in commands]
    else:
        payloads = [command.to_dict(tree) for command in commands]
    return hashlib.sha256(json.dumps(payloads, sort_keys=True).encode()).hexdigest()


def _read(path: Path, application_id: int | None) -> dict[str, str]:
    """Return the digests by place; what another application registered is none of ours."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["application"] != application_id:
            return {}
        return {str(place): str(digest) for place, digest in kept["registered"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, application_id: int | None, digests: dict[str, str]) -> None:
    kept = {"application": application_id, "registered": digests}
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        log.warning("%s could not be written, so the commands are registered at each start: %s", path, error)
