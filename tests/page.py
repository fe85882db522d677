"""The local page as a person has it: the real process, a real browser, typing and clicking."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from dotenv import dotenv_values
from playwright.async_api import Locator, Page, async_playwright

from bot.local_page import VIEWERS, typed_in
from bot.replies.language import language
from tests.five import SEEDS

ROOT = Path(__file__).parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S*")
_OPTION = re.compile(r"(\w+):(.*?)(?=\s+\w+:|$)")
_SECONDS = 60
_BESIDE_MESSAGES = 300
"""Pixels of the window's height, at most, that show no messages."""
_SETTLED = "() => window.simcordPreview.ready && !window.simcordPreview.pendingAction"
_NEW_MESSAGE = "before => window.simcordPreview.projectedMessageIds.some(id => !before.includes(id))"


def environment(folder: Path) -> dict[str, str]:
    """Return an environment for `python -m bot` without a token, whose cache and data stand in `folder`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    # Empty rather than missing: a value of a developer's .env must not take the place.
    unset = dict.fromkeys(dotenv_values(ROOT / ".env.example"), "")
    own = {"LOG_LEVEL": "INFO", "CACHE_PATH": str(folder / "cache.sqlite3"), "SEASONS_DIR": str(SEEDS)}
    return {**kept, **unset, **own}


def start(environ: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start `python -m bot`; what it prints and complains of can be read from the process."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot"],
        cwd=ROOT,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def local_bot(folder: Path, **settings: str) -> Iterator[str]:
    """Run the bot without a token, its data in `folder`; give the page's address, end as Ctrl-C does."""
    with start(environment(folder) | settings) as process:
        try:
            yield address_in(process)
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=_SECONDS)
        finally:
            process.kill()


def address_in(process: subprocess.Popen[str]) -> str:
    """Read what a process prints up to the page's address; raises AssertionError if none comes."""
    for line in process.stdout:
        if found := _ADDRESS.search(line):
            return found.group()
    raise AssertionError(f"no address was printed; it complained: {process.stderr.read()}")


@asynccontextmanager
async def browser(url: str, *, width: int = 1100, height: int = 800) -> AsyncIterator["Tab"]:
    """Open the local page in a browser window of this size, in pixels."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=_FLAGS)
        page = await chromium.new_page(viewport={"width": width, "height": height}, device_scale_factor=1)
        page.set_default_timeout(_SECONDS * 1000)
        await page.goto(url)
        await page.wait_for_function(_SETTLED)
        yield Tab(page)
        await chromium.close()


class Tab:
    """A browser tab on the local page, used as a person would."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._t = language(VIEWERS[0].locale, markup=False)

    async def become(self, viewer: str) -> None:
        """Choose under "Viewing as" the viewer whose shown name begins so."""
        option = self.page.locator("#viewer-picker option", has_text=re.compile(f"^{re.escape(viewer)}"))
        viewer_id = await option.get_attribute("value")
        await self.page.select_option("#viewer-picker", viewer_id)
        await self.page.wait_for_function("id => window.simcordPreview.viewerId === id", arg=viewer_id)
        locale = next(each.locale for each in VIEWERS if each.shown.startswith(viewer))
        self._t = language(locale, markup=False)
        await self._settled()

    async def ask(self, command: str) -> str:
        """Type a command such as `/results team:UTC season:2012`, send it, return the answer's text.

        Its name is given in English and typed as the viewer sees it.
        The value of an option for a file is its path in the project.
        """
        first = _OPTION.search(command)
        name = command[: first.start()] if first else command
        await self.page.locator("#channel-composer-input").press_sequentially(typed_in(name, self._t))
        await self.page.keyboard.press("Tab")
        for option, value in _OPTION.findall(command[len(name) :]):
            await self._fill(option, value)
        return await self.send()

    async def press(self, label: str) -> None:
        """Press the last answer's button of this label."""
        await self._messages().last.get_by_role("button", name=label).click()
        await self._settled()

    async def send(self) -> str:
        """Send the command that stands in the message box and return the answer's text."""
        before = await self._message_ids()
        await self.page.locator("#send-message").click()
        await self.page.wait_for_function(_NEW_MESSAGE, arg=before)
        await self._settled()
        return await self._messages().last.inner_text()

    async def suggestions(self, command: str, option: str, typed: str) -> list[str]:
        """Type into an option of a command and return what the page then offers."""
        await self.page.locator("#channel-composer-input").press_sequentially(typed_in(command, self._t))
        await self.page.keyboard.press("Tab")
        await self._fill(option, typed)
        offered = self.page.locator(".command-suggestion-label")
        await offered.first.wait_for()
        return await offered.all_inner_texts()

    async def commands(self) -> list[str]:
        """Return the names of all commands that the page offers."""
        box = self.page.locator("#channel-composer-input")
        await box.press_sequentially("/")
        names = self.page.locator(".command-entry strong")
        await names.first.wait_for()
        offered = await names.all_inner_texts()
        await box.press("Backspace")
        return offered

    async def _fill(self, option: str, value: str) -> None:
        field = self.page.locator(f'.command-option-input[data-option="{option}"]')
        file = self.page.locator(f'.command-file-input[data-option="{option}"]')
        if not await field.or_(file).count():
            await self.page.locator(".command-ghost").click()
            # At once: a page that draws its list again takes it from under a slower press.
            chosen = self.page.locator(f'.command-suggestion[data-value="{option}"]')
            await chosen.evaluate(
                "item => { for (const kind of ['pointerdown', 'mousedown', 'click'])"
                " item.dispatchEvent(new MouseEvent(kind, { bubbles: true })) }"
            )
        if await file.count():
            await file.set_input_files(ROOT / value)
        else:
            await field.press_sequentially(value)

    async def save_picture(self, path: Path) -> None:
        """Save what the window shows, scrolled to the last answer's end."""
        await self._messages().last.scroll_into_view_if_needed()
        await self.page.evaluate("() => document.fonts.ready")
        await self.page.screenshot(path=path)

    async def save_message(self, path: Path) -> None:
        """Save the last message alone, in a window that has room for it."""
        message = await self._last_message()
        window = self.page.viewport_size
        needed = int((await message.bounding_box())["height"]) + _BESIDE_MESSAGES
        if needed > window["height"]:
            await self.page.set_viewport_size({"width": window["width"], "height": needed})
            await self._settled()
        await message.screenshot(path=path)

    async def has_picture(self) -> bool:
        """Tell whether the last message shows a picture beside the sender's."""
        return await self._messages().last.locator("img[alt]:not([alt=''])").count() > 0

    async def height(self) -> float:
        """Return how many pixels high the last message is."""
        return (await (await self._last_message()).bounding_box())["height"]

    async def _last_message(self) -> Locator:
        """Return the last message, its pictures and letters loaded."""
        message = self._messages().last
        await message.evaluate(
            "shown => Promise.all([...shown.querySelectorAll('img')].map(i => i.decode()))"
        )
        await self.page.evaluate("() => document.fonts.ready")
        return message

    def _messages(self) -> Locator:
        return self.page.locator("#channel-message-list > *")

    async def _message_ids(self) -> list[str]:
        return await self.page.evaluate("() => window.simcordPreview.projectedMessageIds")

    async def _settled(self) -> None:
        await self.page.wait_for_function(_SETTLED)
