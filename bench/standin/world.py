"""The stand-in itself: one server on a loopback port with gateway, REST and files, and who uses it."""

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from aiohttp import StreamReader, web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http import RawRequestMessage

from bench.bootstrap import GATEWAY
from bench.standin import payloads, process
from bench.standin.actions import Actions
from bench.standin.faults import Fault, Limit
from bench.standin.gateway import Gateway
from bench.standin.people import ORDINARY, Application, Guild, Person, snowflake
from bench.standin.process import Process
from bench.standin.reply import Reply
from bench.standin.rest import Rest

_FILES = "/files/"
_LARGEST = 64 << 20
_START_SECONDS = 60.0


class Bot(Actions):
    """A bot's process and its account; several processes may share an account, as shards do."""

    def __init__(self, world: "Discord", application: Application, run: Process) -> None:
        self.world = world
        self.process = run
        self._application = application

    @property
    def application(self) -> Application:
        """The bot's account."""
        return self._application

    async def connected(self, seconds: float = _START_SECONDS, *, after: int = 0) -> None:
        """Wait until it has begun or taken up more than `after` sessions and is connected."""
        await self.world.gateway.connected(self.application, seconds, after=after)

    @property
    def sessions_begun(self) -> int:
        """How often it began a session or took one up again."""
        return self.application.identified + self.application.resumed


class Discord(Actions):
    """A stand-in that runs; made by `standin()`."""

    def __init__(self, *, keep: int, heartbeat: float, shards: int) -> None:
        self.shards = shards
        self.guilds: list[Guild] = [Guild(1_100_000_000_000)]
        self.applications: dict[str, Application] = {}
        self.refused: set[str] = set()
        """Tokens that Discord does not accept."""
        self.session_starts = (1000, 0.0)
        """How many sessions bots may still begin, and the seconds until they may begin more."""
        self.waiting: list[Reply] = []
        self.address = ""
        self.rest = Rest(self, keep)
        self.gateway = Gateway(
            self.application_of, lambda: self.guilds, lambda: self.gateway_address, heartbeat
        )
        self.world = self
        self._files: dict[str, bytes] = {}
        self._folder = Path()

    # Who is there

    @property
    def guild(self) -> Guild:
        """The first guild."""
        return self.guilds[0]

    @property
    def application(self) -> Application:
        """The account of the bot that was started last."""
        return list(self.applications.values())[-1]

    @property
    def gateway_address(self) -> str:
        """Where bots connect to."""
        return self.address.replace("http", "ws", 1) + GATEWAY

    def application_of(self, token: str) -> Application | None:
        """Return the account of a token, None for one that was never given or is refused."""
        return None if token in self.refused else self.applications.get(token)

    def account(self, token: str) -> Application:
        """Return the account of a token, a new one for a new token."""
        return self.applications.setdefault(token, Application(token))

    def add_guild(self, guild: int | None = None, *, joined: bool = True) -> Guild:
        """Make another guild; bots that connect afterwards are in it unless `joined` is false."""
        self.guilds.append(Guild(guild or snowflake(), joined=joined))
        return self.guilds[-1]

    def person(
        self,
        name: str,
        *,
        locale: str = "en-US",
        guild: Guild | None = None,
        roles: Sequence[int] = (),
        permissions: int = 0,
    ) -> Person:
        """Make a member of the first or another guild; roles are known to bots that connect afterwards."""
        home = guild or self.guild
        home.roles.update(roles)
        return Person(
            snowflake(), name, home, home.channel, locale, tuple(roles), permissions=ORDINARY | permissions
        )

    # What runs

    @contextlib.asynccontextmanager
    async def bot(
        self,
        environ: Mapping[str, str] | None = None,
        *,
        module: str = "bot",
        arguments: Sequence[str] = (),
        wait: bool = True,
        start_seconds: float = _START_SECONDS,
    ) -> AsyncIterator[Bot]:
        """Run `python -m MODULE` with this environment until it is connected; stop it at the end.

        Without DISCORD_TOKEN in `environ` it gets an account of its own. Raises RuntimeError with its log
        where it ends or does not connect in time.
        """
        given = {"COOLDOWN": "0", **(environ or {})}
        token = given.setdefault("DISCORD_TOKEN", f"made-up.{len(self.applications)}")
        application = self.account(token)
        begun = application.identified + application.resumed
        log = self._folder / f"bot-{snowflake()}.log"
        run = await process.start(self.address, given, module, arguments, log)
        bot = Bot(self, application, run)
        try:
            if wait:
                await self._started(bot, begun, start_seconds)
            yield bot
            if run.returncode is None:
                await run.stop()
        finally:
            await run.kill()

    async def _started(self, bot: Bot, begun: int, seconds: float) -> None:
        connecting = asyncio.ensure_future(bot.connected(seconds, after=begun))
        ending = asyncio.ensure_future(bot.process.ended(2 * seconds))
        await asyncio.wait({connecting, ending}, return_when=asyncio.FIRST_COMPLETED)
        well = connecting.done() and connecting.exception() is None
        for waiting in (connecting, ending):
            waiting.cancel()
        await asyncio.gather(connecting, ending, return_exceptions=True)
        if not well:
            raise RuntimeError(f"the bot did not connect; it logged:\n{bot.process.log}")

    # What goes wrong

    def fail(self, pattern: str, **how: Any) -> Fault:
        """Make requests fail whose "METHOD /path" fits the pattern; see Fault for how. Returns the Fault."""
        fault = Fault(pattern, **how)
        self.rest.faults.append(fault)
        return fault

    def limit(self, pattern: str, limit: int, per: float) -> None:
        """Hold requests that fit the pattern to so many in so many seconds."""
        self.rest.limits.append(Limit(pattern, limit, per))

    def mend(self) -> None:
        """Let nothing fail any more."""
        self.rest.faults.clear()
        self.rest.limits.clear()
        self.gateway.mend()
        self.session_starts = (1000, 0.0)

    # Files and messages

    def attachment(
        self, name: str, content: bytes, content_type: str = "application/octet-stream"
    ) -> payloads.Json:
        """Keep a file and return the attachment that tells of it."""
        number = str(snowflake())
        address = f"{_FILES}{number}/{name}"
        self._files[number] = content
        return {
            "id": number,
            "filename": name,
            "size": len(content),
            "url": self.address + address,
            "proxy_url": self.address + address,
            "content_type": content_type,
        }

    def file(self, attachment: Mapping[str, Any]) -> bytes:
        """Return what an attachment holds."""
        return self._files[attachment["id"]]

    def answered(self, application: Application, message: payloads.Json) -> None:
        """Give a bot's message to whoever waits for it: whom it replies to, else the first in the channel."""
        to = (message.get("message_reference") or {}).get("message_id")
        for reply in self.waiting:
            here = str(reply.person.channel) == message["channel_id"]
            if reply.application is application and (str(to) == reply.token if to else here):
                reply.answer_with(message)
                self.waiting.remove(reply)
                return

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer whatever comes in."""
        if request.path == GATEWAY:
            return await self.gateway.serve(request)
        if request.path.startswith(_FILES):
            found = self._files.get(request.path.removeprefix(_FILES).partition("/")[0])
            return web.Response(status=404) if found is None else web.Response(body=found)
        return await self.rest.answer(request)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator["Discord"]:
        """Listen on a free loopback port for as long as the block lasts."""
        server = web.Server(self.serve, request_factory=_request, access_log=None)
        runner = web.ServerRunner(server, shutdown_timeout=0.5)
        with tempfile.TemporaryDirectory() as folder:
            self._folder = Path(folder)
            await runner.setup()
            try:
                site = web.TCPSite(runner, "127.0.0.1", 0)
                await site.start()
                self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
                yield self
            finally:
                await self.gateway.end()
                await runner.cleanup()


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: web.RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> web.BaseRequest:
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=_LARGEST)


@contextlib.asynccontextmanager
async def standin(*, keep: int = 10_000, heartbeat: float = 41.25, shards: int = 1) -> AsyncIterator[Discord]:
    """Run a stand-in for Discord on a free port of 127.0.0.1.

    `keep` is how many requests are kept to be looked at, `heartbeat` in seconds, `shards` what it recommends.
    """
    async with Discord(keep=keep, heartbeat=heartbeat, shards=shards).running() as discord:
        yield discord
