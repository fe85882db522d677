"""Keeps the bot connected to the gateway: sessions are resumed or begun, with pauses between attempts."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

import discord

from bot.discord_ui.discord_private import LOST, GatewayConnection, session_starts

if TYPE_CHECKING:
    from bot.client import CopaBot

log = logging.getLogger(__name__)

FATAL_CODES = frozenset({4004, 4010, 4011, 4012, 4013, 4014})
"""The codes after which Discord refuses every further attempt: token, shards, version, intents."""
_LONGEST_PAUSE = 30.0
_FAILURES_OF_A_SESSION = 2
"""Failed attempts to resume a session after which a new one is begun at Discord's usual address."""
_IDENTIFY_SECONDS = 5.0
"""Discord takes one new session in five seconds."""
_LIMIT_SECONDS = 10.0


class Gateway:
    """The connections of all shards of this process."""

    def __init__(self, bot: "CopaBot") -> None:
        self._bot = bot
        self.connections: dict[int, GatewayConnection] = {}
        self._next_session = 0.0

    @property
    def connected(self) -> bool:
        """Whether each shard is connected; not so before the first connection and between two."""
        return bool(self.connections) and all(one.open for one in self.connections.values())

    @property
    def latencies(self) -> dict[int, float]:
        """The time to the gateway and back in seconds, by shard."""
        return {shard: connection.latency for shard, connection in self.connections.items()}

    async def run(self, shards: Sequence[int | None]) -> None:
        """Keep the shards connected until the bot is closed; raises ConnectionClosed for a FATAL_CODE."""
        running = [asyncio.create_task(self._stay_connected(shard)) for shard in shards]
        try:
            await asyncio.gather(*running)
        finally:
            for task in running:
                task.cancel()

    async def show(self, activity: discord.BaseActivity) -> None:
        """Show an activity below the bot's name; a new session begins with the client's own."""
        for connection in self.connections.values():
            if connection.open:
                with contextlib.suppress(*LOST):
                    await connection.change_presence(activity=activity)

    async def close(self) -> None:
        """End the connections and their sessions."""
        for connection in self.connections.values():
            if connection.open:
                await connection.close(code=1000)

    async def _stay_connected(self, shard: int | None) -> None:
        """Keep a shard connected; what cannot be resumed, begins anew."""
        connection: GatewayConnection | None = None
        failures = 0
        while not self._bot.is_closed():
            opened = False
            try:
                if connection is None or not connection.resumable:
                    await self._session_allowed()
                last = connection.sequence if connection is not None and connection.resumable else None
                connection = await GatewayConnection.opened(self._bot, shard, connection)
                opened = True
                self.connections[shard or 0] = connection
                while True:
                    await connection.poll_event()
            except Exception as error:
                if isinstance(error, discord.ConnectionClosed) and error.code in FATAL_CODES:
                    raise
                if not isinstance(error, LOST):
                    log.exception("the gateway's connection ended with a fault")
                # Only a session that was begun or resumed counts its events on.
                established = opened and connection is not None and connection.sequence not in (None, last)
                failures = 0 if established else failures + 1
            if connection is not None and connection.resumable and failures >= _FAILURES_OF_A_SESSION:
                # The usual address is another one, so it is tried at once.
                connection.forget_session()
            elif failures and not self._bot.is_closed():
                pause = random.uniform(0.5, 1.0) * min(2.0**failures, _LONGEST_PAUSE)  # noqa: S311
                log.warning("the gateway cannot be reached, next try in %.1f s", pause)
                await asyncio.sleep(pause)

    async def _session_allowed(self) -> None:
        """Wait until Discord's limits let the bot begin a session."""
        try:
            remaining, seconds = await asyncio.wait_for(session_starts(self._bot), _LIMIT_SECONDS)
        except (*LOST, LookupError, TypeError, ValueError):
            # The gateway itself may be reached all the same.
            remaining, seconds = 1, 0.0
        if remaining < 1:
            log.warning("Discord lets this token begin no session for %.0f s: waiting", seconds)
            await asyncio.sleep(seconds)
        now = asyncio.get_running_loop().time()
        begin = max(now, self._next_session)
        self._next_session = begin + _IDENTIFY_SECONDS
        await asyncio.sleep(begin - now)
