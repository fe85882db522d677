"""What came of an action: the bot's answer as the person sees it now, and how long it took."""

import asyncio
import re
import time
from collections.abc import Iterable, Iterator
from typing import Any

from bench.standin import payloads
from bench.standin.payloads import EPHEMERAL, Json
from bench.standin.people import Application, Person

MESSAGE, LATER, LATER_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
_PATIENCE = 3.0
_LOADING = 1 << 7
_ESCAPED = re.compile(r"\\([\\*_~`|>\[\]()#-])")


class NoAnswerError(Exception):
    """The bot did not answer as long as Discord waits, or as long as the test does."""


class Reply:
    """The answer to one action; it goes on changing while the bot edits it or sends more.

    `sent`, `first` and `shown` are times of `time.perf_counter`, in seconds: the action's, the bot's first
    word (a deferral too), the answer's.
    """

    __slots__ = (
        "_shown",
        "_timer",
        "acknowledged",
        "application",
        "choices",
        "first",
        "followups",
        "interaction",
        "kind",
        "message",
        "modal",
        "person",
        "sent",
        "shown",
        "token",
    )

    def __init__(
        self, application: Application, person: Person, token: str, message: Json | None = None
    ) -> None:
        self.application = application
        self.person = person
        self.token = token
        self.interaction: Json = {}
        self.message = message
        self.followups: list[Json] = []
        self.choices: list[Json] = []
        self.modal: Json | None = None
        self.kind: int | None = None
        self.acknowledged = False
        self.sent = self.first = self.shown = 0.0
        self._shown: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._timer: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Start the clock as the action is sent."""
        self.sent = time.perf_counter()
        self._timer = asyncio.get_running_loop().call_later(_PATIENCE, self._give_up)

    def _give_up(self) -> None:
        if not self._shown.done():
            self._shown.set_exception(NoAnswerError(f"the bot did not respond in {_PATIENCE:g} s"))
            # An answer that nobody waits for is no fault of the test's.
            self._shown.exception()

    @property
    def outdated(self) -> bool:
        """Whether Discord has stopped waiting for the first answer."""
        return not self.acknowledged and self._shown.done()

    async def wait(self, seconds: float | None = None) -> "Reply":
        """Wait until an answer is shown, without end once it is deferred if `seconds` is None.

        Raises NoAnswerError where none comes in time, or no first word while Discord waits for one.
        """
        if seconds is None:
            await self._shown
            return self
        try:
            await asyncio.wait_for(asyncio.shield(self._shown), seconds)
        except TimeoutError:
            raise NoAnswerError(f"the bot showed nothing in {seconds:g} s") from None
        return self

    async def more(self, count: int = 1, seconds: float = 5.0) -> list[Json]:
        """Wait for so many messages that follow the answer, and return them."""
        end = time.monotonic() + seconds
        while len(self.followups) < count:
            if time.monotonic() > end:
                raise NoAnswerError(f"{len(self.followups)} of {count} messages followed in {seconds:g} s")
            await asyncio.sleep(0.005)
        return self.followups

    async def until(self, text: str, seconds: float = 15.0) -> "Reply":
        """Wait until the answer, which may be edited meanwhile, holds this text."""
        end = time.monotonic() + seconds
        while text not in self.text:
            if time.monotonic() > end:
                raise NoAnswerError(f"{text!r} was not shown in {seconds:g} s, but {self.text!r}")
            await asyncio.sleep(0.002)
        return self

    # What the bot does

    def take(self, kind: int, data: Json) -> None:
        """Take the bot's first answer."""
        self.first = time.perf_counter()
        self.acknowledged = True
        self.kind = kind
        if self._timer is not None:
            self._timer.cancel()
        if kind in (MESSAGE, LATER):
            self.message = self._new(data, 20)
        if kind == LATER and self.message is not None:
            self.message["flags"] |= _LOADING
        elif kind == UPDATE and self.message is not None:
            payloads.change(self.message, data)
        elif kind == CHOICES:
            self.choices = data["choices"]
        elif kind == MODAL:
            self.modal = data
        if kind not in (LATER, LATER_UPDATE):
            self._show()

    def follow(self, data: Json) -> Json:
        """Take a message that follows; the first one after a deferral stands in its place."""
        if self.message is not None and self.message["flags"] & _LOADING:
            return self.edit(self.message, data)
        found = self._new(data, 0)
        self.followups.append(found)
        self._show()
        return found

    def edit(self, message: Json, data: Json) -> Json:
        """Take a change of one of its messages."""
        payloads.change(message, data)
        message["flags"] &= ~_LOADING
        message["edited_timestamp"] = payloads.now()
        self._show()
        return message

    def find(self, name: str) -> Json | None:
        """Return one of its messages by number, or `@original`."""
        if name == "@original":
            return self.message
        known = [*([self.message] if self.message else []), *self.followups]
        return next((message for message in known if message["id"] == name), None)

    def forget(self, message: Json) -> None:
        """Take the deletion of one of its messages."""
        if message is self.message:
            self.message = None
        else:
            self.followups.remove(message)

    def answer_with(self, message: Json) -> None:
        """Take a message of the channel for the answer to a message."""
        self.first = time.perf_counter()
        self.acknowledged = True
        self.message = message
        self._show()

    def _show(self) -> None:
        if not self._shown.done():
            if self._timer is not None:
                self._timer.cancel()
            self.shown = time.perf_counter()
            self._shown.set_result(None)

    def _new(self, data: Json, kind: int) -> Json:
        found = payloads.message(payloads.bot_user(self.application), self.person.channel, data)
        found["type"] = kind
        found["application_id"] = found["webhook_id"] = str(self.application.id)
        if self.interaction:
            found["interaction_metadata"] = {
                "id": self.interaction["id"],
                "type": self.interaction["type"],
                "user": payloads.user(self.person),
                "authorizing_integration_owners": self.interaction["authorizing_integration_owners"],
            }
        return found

    # What the person sees

    @property
    def ephemeral(self) -> bool:
        """Whether the asker alone sees it."""
        return self.message is not None and bool(self.message["flags"] & EPHEMERAL)

    @property
    def seconds(self) -> float:
        """From the action to the answer shown."""
        return self.shown - self.sent

    @property
    def first_seconds(self) -> float:
        """From the action to the bot's first word, a deferral too."""
        return self.first - self.sent

    @property
    def text(self) -> str:
        """Content and texts of the answer, markup as sent but for escapes."""
        return "" if self.message is None else text_of(self.message)

    @property
    def labels(self) -> list[str]:
        """The labels of its buttons."""
        return [control["label"] for control in self.controls() if control.get("label")]

    @property
    def names(self) -> list[str]:
        """The names of the choices that were suggested."""
        return [choice["name"] for choice in self.choices]

    def controls(self) -> Iterator[Json]:
        """Give every button and menu."""
        yield from _walk(self.message["components"] if self.message else ())


def text_of(message: Json) -> str:
    """Return content and texts of a message, markup as sent but for escapes."""
    return _ESCAPED.sub(r"\1", "\n".join(filter(None, _parts(message))))


def _parts(message: Json) -> Iterator[str]:
    yield message["content"]
    for component in _walk(message["components"]):
        yield component.get("content") or ""


def _walk(components: Iterable[Json]) -> Iterator[Json]:
    for component in components:
        yield component
        yield from _walk(component.get("components", ()))
        accessory: Any = component.get("accessory")
        if accessory:
            yield from _walk([accessory])
