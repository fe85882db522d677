"""Discord's gateway: sessions that dispatch events, can be broken on demand, and are taken up again."""

import asyncio
import itertools
import json
import secrets
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from bench.standin import payloads
from bench.standin.faults import break_connection
from bench.standin.payloads import Json
from bench.standin.people import Application, Guild

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, INVALID, HELLO, ACK = 0, 1, 2, 3, 6, 7, 9, 10, 11
_UNAUTHENTICATED, _SESSION_GONE = 4004, 4009
_KEPT = 5000
_dump = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode


class NotConnectedError(Exception):
    """There is no session to which the event could go."""


@dataclass(eq=False)
class Session:
    """A session of a bot: what was dispatched is kept, so that a lost connection loses nothing."""

    application: Application
    shard: tuple[int, int]
    intents: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    socket: "Socket | None" = None
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=_KEPT))
    acknowledges: bool = True
    presence: Json | None = None
    """The status that the bot shows."""

    def covers(self, guild: Guild | None) -> bool:
        """Tell whether events of this guild, or direct messages for None, come to its shard."""
        return ((guild.id >> 22) if guild else 0) % self.shard[1] == self.shard[0]

    async def dispatch(self, event: str, data: Json | None) -> None:
        """Send an event, or keep it until the bot is back."""
        self.sequence += 1
        text = _dump({"op": DISPATCH, "t": event, "s": self.sequence, "d": data})
        self.sent.append((self.sequence, text))
        if self.socket is not None:
            await self.socket.send_text(text)


class Socket:
    """One connection, compressed as the bot asked."""

    def __init__(self, request: web.BaseRequest, connection: web.WebSocketResponse) -> None:
        self.request = request
        self.connection = connection
        self.session: Session | None = None
        self._compressor = zlib.compressobj(1) if request.query.get("compress") == "zlib-stream" else None

    async def send(self, op: int, data: Any = None) -> None:
        """Send an operation that is no event."""
        await self.send_text(_dump({"op": op, "d": data, "s": None, "t": None}))

    async def send_text(self, text: str) -> None:
        """Send a payload; one that the other side has left is dropped, as on a real connection."""
        try:
            if self._compressor is None:
                await self.connection.send_str(text)
                return
            packed = self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)
            await self.connection.send_bytes(packed)
        except (ConnectionError, RuntimeError):
            self.leave()

    def leave(self) -> None:
        """Take the connection from its session, which stays."""
        if self.session is not None and self.session.socket is self:
            self.session.socket = None
        self.session = None

    async def close(self, code: int) -> None:
        """Close with one of Discord's codes."""
        self.leave()
        await self.connection.close(code=code)

    def drop(self, *, reset: bool = False) -> None:
        """End the connection without a word; with `reset` the other side finds it reset."""
        self.leave()
        if reset:
            break_connection(self.request)
        elif self.request.transport is not None:
            self.request.transport.abort()


class Gateway:
    """All sessions; `application_of` knows the bots by their tokens."""

    def __init__(
        self,
        application_of: Callable[[str], Application | None],
        guilds: Callable[[], list[Guild]],
        address: Callable[[], str],
        heartbeat: float,
    ) -> None:
        self._application_of = application_of
        self._guilds = guilds
        self._address = address
        self.heartbeat = heartbeat
        """What bots that connect are told to do, in seconds."""
        self._sessions: dict[str, Session] = {}
        self._sockets: set[Socket] = set()
        self._changed = asyncio.Condition()
        self.refusing = False
        """While true no connection is taken."""
        self.refusal: int | None = None
        """The code with which IDENTIFY is refused, if it is."""
        self.overlapping = False
        """Whether a second process on a token leaves the first one its session, and both get every event."""
        self.resume_address: str | None = None
        """Where bots are told to resume; the usual address if None."""
        self.changed: dict[str, Callable[[Json], Json | None]] = {}
        """Changes of what sessions begin with, by event."""

    def sessions(self, application: Application | None = None) -> Iterator[Session]:
        """Give the sessions of a bot, or all, connected or not."""
        found = list(self._sessions.values())
        return (s for s in found if application is None or s.application is application)

    def sockets(self, application: Application | None = None) -> list[Socket]:
        """Return the connections that a session holds."""
        return [session.socket for session in self.sessions(application) if session.socket is not None]

    async def connected(
        self, application: Application, seconds: float, shards: int = 1, *, after: int = 0
    ) -> None:
        """Wait until so many shards are connected, and more than `after` sessions were begun or taken up."""

        def ready() -> bool:
            begun = application.identified + application.resumed
            return begun > after and len(self.sockets(application)) >= shards

        async with self._changed:
            await asyncio.wait_for(self._changed.wait_for(ready), seconds)

    async def dispatch(self, application: Application, guild: Guild | None, event: str, data: Json) -> None:
        """Send an event to the shard that it belongs to; raises NotConnectedError where there is none."""
        found = [s for s in self.sessions(application) if s.covers(guild)]
        if not found:
            raise NotConnectedError(f"{event}: no session")
        for session in found if self.overlapping else found[:1]:
            await session.dispatch(event, data)

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """Speak with a bot until either side ends it."""
        if self.refusing:
            break_connection(request)
            return web.Response(status=503)
        connection = web.WebSocketResponse(compress=False, max_msg_size=0)
        await connection.prepare(request)
        socket = Socket(request, connection)
        self._sockets.add(socket)
        try:
            await socket.send(HELLO, {"heartbeat_interval": int(self.heartbeat * 1000), "_trace": []})
            async for message in connection:
                if message.type is WSMsgType.TEXT:
                    await self._take(socket, json.loads(message.data))
        finally:
            self._sockets.discard(socket)
            # A bot that closes by itself with 1000 or 1001 gives its session up.
            if socket.session is not None and connection.close_code in (1000, 1001):
                self._sessions.pop(socket.session.id, None)
            socket.leave()
        return connection

    async def _take(self, socket: Socket, payload: Json) -> None:
        data = payload["d"]
        if payload["op"] == HEARTBEAT:
            if socket.session is None or socket.session.acknowledges:
                await socket.send(ACK)
        elif payload["op"] == IDENTIFY:
            await self._identify(socket, data)
        elif payload["op"] == PRESENCE and socket.session is not None:
            socket.session.presence = data
        elif payload["op"] == RESUME:
            await self._resume(socket, data)

    async def _identify(self, socket: Socket, data: Json) -> None:
        application = self._application_of(data["token"])
        if application is None:
            await socket.close(_UNAUTHENTICATED)
            return
        number, count = data.get("shard", (0, 1))
        session = Session(application, (number, count), data["intents"])
        session.presence = data.get("presence")
        for old in list(self.sessions(application)):
            if old.shard == session.shard and not self.overlapping:
                self._sessions.pop(old.id)
        if self.refusal is not None:
            await socket.close(self.refusal)
            return
        session.socket, socket.session = socket, session
        self._sessions[session.id] = session
        guilds = [guild for guild in self._guilds() if guild.joined and session.covers(guild)]
        await self._begin(session, "READY", self._ready(session, guilds))
        for guild in guilds:
            await self._begin(session, "GUILD_CREATE", payloads.guild_create(guild, application))
        application.identified += 1
        await self._notify()

    async def _begin(self, session: Session, event: str, data: Json) -> None:
        changed = self.changed.get(event)
        await session.dispatch(event, changed(data) if changed else data)

    def _ready(self, session: Session, guilds: list[Guild]) -> Json:
        return {
            "v": 10,
            "user": payloads.bot_user(session.application),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.resume_address or self._address(),
            "shard": list(session.shard),
            "application": {"id": str(session.application.id), "flags": 0},
            "session_type": "normal",
            "private_channels": [],
            "presences": [],
            "relationships": [],
            "user_settings": {},
            "geo_ordered_rtc_regions": [],
            "_trace": [],
        }

    async def _resume(self, socket: Socket, data: Json) -> None:
        session = self._sessions.get(data["session_id"])
        if session is None or session.application is not self._application_of(data["token"]):
            await socket.send(INVALID, False)
            return
        missed = [text for number, text in session.sent if number > (data["seq"] or 0)]
        # What is dispatched from here on comes after what was missed.
        session.socket, socket.session = socket, session
        for text in missed:
            await socket.send_text(text)
        await session.dispatch("RESUMED", {"_trace": []})
        session.application.resumed += 1
        await self._notify()

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    # What may go wrong

    async def close(self, code: int, application: Application | None = None) -> None:
        """Close the connections with a code; after 4009 the sessions are gone, as at Discord."""
        for session in self.sessions(application):
            socket = session.socket
            if code in (_SESSION_GONE, 4007):
                self._sessions.pop(session.id, None)
            if socket is not None:
                await socket.close(code)

    def drop(self, application: Application | None = None, *, reset: bool = False) -> None:
        """End the connections without a word; the sessions stay."""
        for socket in self.sockets(application):
            socket.drop(reset=reset)

    async def invalidate(self, application: Application | None = None, *, resumable: bool = False) -> None:
        """Tell the bots that their sessions are invalid (op 9)."""
        for session in self.sessions(application):
            if not resumable:
                self._sessions.pop(session.id, None)
            if session.socket is not None:
                await session.socket.send(INVALID, resumable)

    async def reconnect(self, application: Application | None = None) -> None:
        """Ask the bots to connect anew (op 7)."""
        for socket in self.sockets(application):
            await socket.send(RECONNECT)

    async def send_raw(self, application: Application, frame: str | bytes) -> None:
        """Send a frame as it stands, bytes past the compression."""
        for socket in self.sockets(application):
            if isinstance(frame, bytes):
                await socket.connection.send_bytes(frame)
            else:
                await socket.send_text(frame)

    def mend(self) -> None:
        """Let nothing go wrong any more."""
        self.refusing = self.overlapping = False
        self.refusal = self.resume_address = None
        self.changed.clear()

    async def end(self) -> None:
        """End every connection."""
        for socket in itertools.chain(self._sockets):
            socket.drop()
