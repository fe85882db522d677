"""Who acts and where: guilds, persons in them, and the numbers that Discord gives to everything."""

import itertools
import time
from dataclasses import dataclass, field, replace

_DISCORD_EPOCH = 1_420_070_400_000
_counter = itertools.count()

MANAGE_GUILD = 1 << 5
ORDINARY = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 31
"""Permissions of an ordinary member: see, write, embed, use commands."""


def snowflake() -> int:
    """Return a new identifier that tells the time of its making, as Discord's do."""
    return (int(time.time() * 1000) - _DISCORD_EPOCH) << 22 | next(_counter) & 0x3FFFFF


@dataclass
class Guild:
    """A server with one text channel; `joined` is whether the bots are its members."""

    id: int
    name: str = "Copa"
    joined: bool = True
    roles: set[int] = field(default_factory=set)
    channel: int = field(default_factory=snowflake)

    def __hash__(self) -> int:
        return self.id


@dataclass(frozen=True)
class Person:
    """A user with a language, acting in a guild's channel, or in a direct message where `guild` is None."""

    id: int
    name: str
    guild: Guild | None
    channel: int
    locale: str = "en-US"
    roles: tuple[int, ...] = ()
    permissions: int = ORDINARY

    def in_dm(self) -> "Person":
        """Return the same user writing to the bot directly."""
        return replace(self, guild=None, channel=self.id + 1, roles=())

    def without_powers(self) -> "Person":
        """Return the same user after every role and power was taken away."""
        return replace(self, roles=(), permissions=ORDINARY)


@dataclass
class Application:
    """A bot's account: its token, its user, the commands that it registered by guild (None: everywhere)."""

    token: str
    id: int = field(default_factory=snowflake)
    commands: dict[int | None, list[dict[str, object]]] = field(default_factory=dict)
    identified: int = 0
    """How often it began a new session."""
    resumed: int = 0
    """How often it took a session up again."""

    @property
    def mention(self) -> str:
        """What one types to call the bot."""
        return f"<@{self.id}>"

    def command(self, name: str, here: int | None) -> tuple[int | None, dict[str, object]] | None:
        """Return where a command is registered, `here` first, and its payload; None where it is not."""
        for guild, commands in sorted(self.commands.items(), key=lambda item: item[0] != here):
            for command in commands:
                if command["name"] == name:
                    return guild, command
        return None
