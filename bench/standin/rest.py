"""Discord's REST as far as a bot of slash commands uses it; what it does not know it refuses and notes."""

import asyncio
import json
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aiohttp import hdrs, web

from bench.standin import payloads
from bench.standin.faults import Fault, Limit, break_connection, close_connection, too_many
from bench.standin.payloads import EPHEMERAL, Json
from bench.standin.people import Application, snowflake
from bench.standin.reply import LATER, Reply

if TYPE_CHECKING:
    from bench.standin.world import Discord

Answer = web.Response
Handler = Callable[..., Answer]
_PREFIX = "/api/v10"
_REMEMBERED = 20_000
_dump = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode
_ROUTES: list[tuple[str, re.Pattern[str], Handler]] = []


@dataclass
class Request:
    """What a bot sent: the path without the API's version; files by field (`files[0]`)."""

    method: str
    path: str
    query: dict[str, str]
    content_type: str
    body: bytes
    token: str
    files: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def json(self) -> Any:
        """The body's JSON, None where there is none."""
        return json.loads(self.body) if self.body else None


def route(method: str, template: str) -> Callable[[Handler], Handler]:
    """Register what answers a method and path; `{}` stands for a part of the path, given to the handler."""
    path = re.compile(re.escape(template).replace(r"\{\}", "([^/]+)"))

    def register(handler: Handler) -> Handler:
        _ROUTES.append((method, path, handler))
        return handler

    return register


class Rest:
    """The REST side of one stand-in."""

    def __init__(self, world: "Discord", keep: int) -> None:
        self.world = world
        self.requests: deque[Request] = deque(maxlen=keep)
        self.unknown: list[str] = []
        self.faults: list[Fault] = []
        self.limits: list[Limit] = []
        self.replies: dict[str, Reply] = {}
        self.messages: dict[str, Json] = {}
        self._by_nonce: dict[tuple[str, str], Json] = {}

    def remember(self, reply: Reply) -> None:
        """Know an interaction by its token for as long as a bot may answer it."""
        self.replies[reply.token] = reply
        if len(self.replies) > _REMEMBERED:
            del self.replies[next(iter(self.replies))]

    async def answer(self, raw: web.BaseRequest) -> Answer:
        """Answer a request, or do to it what was ordered."""
        request = await _read(raw)
        self.requests.append(request)
        what = f"{request.method} {request.path}"
        headers: dict[str, str] = {}
        for limit in self.limits:
            if fnmatchcase(what, limit.pattern):
                headers, wait = limit.take(what)
                if wait is not None:
                    refused = too_many(wait)
                    refused.headers.update(headers)
                    return refused
        fault = next((fault for fault in self.faults if fault.fits(what)), None)
        if fault is None:
            found = self._route(request)
            found.headers.update(headers)
            return found
        return await self._fail(raw, request, fault)

    async def _fail(self, raw: web.BaseRequest, request: Request, fault: Fault) -> Answer:
        fault.strike()
        await asyncio.sleep(fault.delay)
        done = self._route(request) if fault.done else None
        if fault.reset:
            break_connection(raw)
            return web.Response(status=500)
        if fault.closed:
            close_connection(raw)
            return web.Response(status=500)
        if fault.status is not None:
            return fault.answer()
        return done if done is not None else self._route(request)

    def _route(self, request: Request) -> Answer:
        for method, path, handler in _ROUTES:
            if method == request.method and (found := path.fullmatch(request.path)):
                return handler(self, request, *found.groups())
        self.unknown.append(f"{request.method} {request.path}")
        return _refuse(404, 0, "404: Not Found")

    # Who the bot is

    @route("POST", "/interactions/{}/{}/callback")
    def _callback(self, request: Request, number: str, token: str) -> Answer:
        reply = self.replies.get(token)
        if reply is None or reply.outdated:
            return _refuse(404, 10062, "Unknown interaction")
        if reply.acknowledged:
            return _refuse(400, 40060, "Interaction has already been acknowledged.")
        sent = request.json
        data = sent.get("data") or {}
        before = reply.message
        reply.take(sent["type"], data)
        self._keep_files(request, reply.message)
        if request.query.get("with_response") not in ("1", "true"):
            return web.Response(status=204)
        found: Json = {"id": number, "type": reply.interaction["type"]}
        resource: Json = {"type": sent["type"]}
        if reply.message is not None and (reply.message is not before or sent["type"] == 7):
            found |= {
                "response_message_id": reply.message["id"],
                "response_message_loading": sent["type"] == LATER,
                "response_message_ephemeral": bool(reply.message["flags"] & EPHEMERAL),
            }
            resource["message"] = reply.message
        return _json({"interaction": found, "resource": resource})

    @route("GET", "/users/@me")
    def _me(self, request: Request) -> Answer:
        application = self._application(request)
        if application is None:
            return _refuse(401, 0, "401: Unauthorized")
        return _json(payloads.bot_user(application))

    @route("GET", "/oauth2/applications/@me")
    @route("GET", "/applications/@me")
    def _application_info(self, request: Request) -> Answer:
        application = self._application(request)
        return _unauthorized() if application is None else _json(payloads.app_info(application))

    @route("GET", "/gateway")
    @route("GET", "/gateway/bot")
    def _gateway(self, request: Request) -> Answer:
        remaining, seconds = self.world.session_starts
        limit = {"total": 1000, "remaining": remaining, "max_concurrency": 1}
        limit["reset_after"] = int(seconds * 1000)
        shards = self.world.shards
        return _json({"url": self.world.gateway_address, "shards": shards, "session_start_limit": limit})

    # Commands

    @route("PUT", "/applications/{}/commands")
    def _put_commands(self, request: Request, _: str) -> Answer:
        return self._keep_commands(request, None)

    @route("PUT", "/applications/{}/guilds/{}/commands")
    def _put_guild_commands(self, request: Request, _: str, guild: str) -> Answer:
        if not any(known.id == int(guild) and known.joined for known in self.world.guilds):
            return _refuse(403, 50001, "Missing Access")
        return self._keep_commands(request, int(guild))

    @route("GET", "/applications/{}/commands")
    def _get_commands(self, request: Request, _: str) -> Answer:
        application = self._application(request)
        return _unauthorized() if application is None else _json(application.commands.get(None, []))

    def _keep_commands(self, request: Request, guild: int | None) -> Answer:
        application = self._application(request)
        if application is None:
            return _unauthorized()
        kept = [
            {
                "type": 1,
                "description": "",
                "nsfw": False,
                **command,
                "id": str(snowflake()),
                "version": str(snowflake()),
                "application_id": str(application.id),
            }
            | ({} if guild is None else {"guild_id": str(guild)})
            for command in request.json
        ]
        application.commands[guild] = kept
        return _json(kept)

    # Messages

    @route("POST", "/webhooks/{}/{}")
    def _follow(self, request: Request, _: str, token: str) -> Answer:
        reply = self.replies.get(token)
        if reply is None:
            return _refuse(404, 10015, "Unknown Webhook")
        if not reply.acknowledged:
            return _refuse(404, 10062, "Unknown interaction")
        found = reply.follow(request.json)
        self._keep_files(request, found)
        return _json(found)

    @route("GET", "/webhooks/{}/{}/messages/{}")
    def _get_original(self, request: Request, _: str, token: str, name: str) -> Answer:
        reply = self.replies.get(token)
        found = reply.find(name) if reply is not None else None
        return _unknown_message() if found is None else _json(found)

    @route("PATCH", "/webhooks/{}/{}/messages/{}")
    def _edit_original(self, request: Request, _: str, token: str, name: str) -> Answer:
        reply = self.replies.get(token)
        found = reply.find(name) if reply is not None else None
        if reply is None or found is None:
            return _unknown_message()
        reply.edit(found, request.json)
        self._keep_files(request, found)
        return _json(found)

    @route("DELETE", "/webhooks/{}/{}/messages/{}")
    def _delete_original(self, request: Request, _: str, token: str, name: str) -> Answer:
        reply = self.replies.get(token)
        found = reply.find(name) if reply is not None else None
        if reply is None or found is None:
            return _unknown_message()
        reply.forget(found)
        return web.Response(status=204)

    @route("POST", "/channels/{}/messages")
    def _post(self, request: Request, channel: str) -> Answer:
        application = self._application(request)
        if application is None:
            return _unauthorized()
        once = (channel, request.json.get("nonce"))
        if request.json.get("enforce_nonce") and once in self._by_nonce:
            return _json(self._by_nonce[once])
        found = payloads.message(payloads.bot_user(application), int(channel), request.json)
        to = request.json.get("message_reference")
        if to:
            found |= {"type": 19, "message_reference": {"type": 0, "channel_id": channel, **to}}
        self.messages[found["id"]] = found
        if request.json.get("enforce_nonce"):
            self._by_nonce[once] = found
        self._keep_files(request, found)
        self.world.answered(application, found)
        return _json(found)

    @route("PATCH", "/channels/{}/messages/{}")
    def _edit_message(self, request: Request, _: str, number: str) -> Answer:
        found = self.messages.get(number)
        if found is None:
            return _unknown_message()
        payloads.change(found, request.json)
        self._keep_files(request, found)
        return _json(found)

    @route("DELETE", "/channels/{}/messages/{}")
    def _delete_message(self, request: Request, _: str, number: str) -> Answer:
        return _unknown_message() if self.messages.pop(number, None) is None else web.Response(status=204)

    @route("GET", "/channels/{}/messages/{}")
    def _get_message(self, request: Request, _: str, number: str) -> Answer:
        found = self.messages.get(number)
        return _unknown_message() if found is None else _json(found)

    @route("POST", "/channels/{}/typing")
    def _typing(self, request: Request, _: str) -> Answer:
        return web.Response(status=204)

    @route("POST", "/users/@me/channels")
    def _direct(self, request: Request) -> Answer:
        user = int(request.json["recipient_id"])
        return _json({"id": str(user + 1), "type": 1, "recipients": [{"id": str(user), "username": "user"}]})

    def _application(self, request: Request) -> Application | None:
        return self.world.application_of(request.token)

    def _keep_files(self, request: Request, message: Json | None) -> None:
        """Give the files of a request an address, and their message the attachments that name it."""
        if message is None or not request.files:
            return
        described = {str(a.get("id")): a for a in message["attachments"]}
        message["attachments"] = [a for a in message["attachments"] if "url" in a]
        for name, content in request.files.items():
            index = name.removeprefix("files[").removesuffix("]")
            filename = described.get(index, {}).get("filename", name)
            message["attachments"].append(self.world.attachment(filename, content))


async def _read(raw: web.BaseRequest) -> Request:
    path = raw.path.removeprefix(_PREFIX)
    token = raw.headers.get(hdrs.AUTHORIZATION, "").removeprefix("Bot ")
    query = dict(raw.query) if raw.query_string else {}
    kind = raw.content_type if raw.headers.get(hdrs.CONTENT_TYPE) else ""
    if kind != "multipart/form-data":
        return Request(raw.method, path, query, kind, await raw.read(), token)
    body, files = b"", {}
    for name, value in (await raw.post()).items():
        if isinstance(value, web.FileField):
            files[name] = value.file.read()
        elif name == "payload_json":
            body = value.encode() if isinstance(value, str) else bytes(value)
    return Request(raw.method, path, query, kind, body, token, files)


def _json(data: Any, status: int = 200) -> Answer:
    # As bytes: discord.py takes an answer whose content type names a charset for plain text.
    return web.Response(body=_dump(data).encode(), content_type="application/json", status=status)


def _refuse(status: int, code: int, message: str) -> Answer:
    return _json({"message": message, "code": code}, status)


def _unauthorized() -> Answer:
    return _refuse(401, 0, "401: Unauthorized")


def _unknown_message() -> Answer:
    return _refuse(404, 10008, "Unknown Message")
