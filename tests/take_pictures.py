"""Take the pictures of docs/pictures.toml: the local page in Chromium, asked what the file says.

Run by `make pictures`; `ARGS="pictures/team-en.png pictures/team-es.png"` takes those alone.
"""

import asyncio
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from tests.five import SHIPPED
from tests.page import CHROMIUM, ROOT, Tab, browser, local_bot
from tests.wiki.mediawiki import ENGLISH, PAGES, SPANISH
from tests.wiki.stand_in import stand_in

DOCS = ROOT / "docs"
_TRIES = 5


async def take(tab: Tab, shot: dict[str, Any]) -> Path:
    """Take one picture, of the window or of the last answer alone, and return where it is.

    On a busy machine an answer can come without its picture, which is there when it is asked again.
    """
    path = DOCS / shot["file"]
    await tab.page.set_viewport_size({"width": shot["width"], "height": shot["height"]})
    await tab.become(shot["viewer"])
    for command in shot["ask"]:
        if command.startswith("/"):
            await tab.ask(command)
        else:
            await tab.press(command)
    for _ in range(_TRIES):
        if not shot.get("pictured") or await tab.has_picture():
            break
        await tab.ask(shot["ask"][-1])
    else:
        sys.exit(f"{path} would lack the answer's picture.")
    if _of_one_answer(shot):
        await tab.save_message(path)
    else:
        await tab.save_picture(path)
    return path


def _of_one_answer(shot: dict[str, Any]) -> bool:
    return "/" in shot["file"]


def _changes(shot: dict[str, Any]) -> bool:
    return shot["viewer"].startswith("modera")


async def main(names: list[str]) -> None:
    """Take the pictures of these file names, all if there are none."""
    shots = tomllib.loads((DOCS / "pictures.toml").read_text(encoding="utf-8"))["picture"]
    if unknown := set(names) - {shot["file"] for shot in shots}:
        raise SystemExit(f"docs/pictures.toml has no {', '.join(sorted(unknown))}")
    wanted = [shot for shot in shots if not names or shot["file"] in names]
    # A bot of its own for each picture in which what was asked or changed before would show.
    together = [shot for shot in wanted if _of_one_answer(shot) and not _changes(shot)]
    alone = [[shot] for shot in wanted if shot not in together]
    for group in filter(None, [together, *alone]):
        with (
            stand_in() as english,
            stand_in() as spanish,
            tempfile.TemporaryDirectory() as folder,
            local_bot(
                Path(folder),
                SEASONS_DIR=str(SHIPPED),
                COOLDOWN="0",
                WIKI_CONTACT="me@example.org",
                WIKI_EN=english.address,
                WIKI_ES=spanish.address,
            ) as url,
        ):
            for title, wiki in ((ENGLISH, english), (SPANISH, spanish)):
                wiki.write(title, (PAGES / f"{title}.html").read_text(encoding="utf-8"))
            async with browser(url) as tab:
                for shot in group:
                    sys.stdout.write(f"{await take(tab, shot)}\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("Pictures need Chromium: install the package “chromium” of your system.")
    asyncio.run(main(sys.argv[1:]))
