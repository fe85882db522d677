"""Take the pictures of docs/pictures.toml: the local page in Chromium, asked what the file says.

Run by `make pictures`, with names of pictures to take those alone.
"""

import asyncio
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from tests.five import SHIPPED
from tests.page import CHROMIUM, ROOT, browser, local_bot
from tests.wiki.mediawiki import ENGLISH, PAGES, SPANISH
from tests.wiki.stand_in import stand_in

DOCS = ROOT / "docs"


async def take(url: str, shot: dict[str, Any]) -> Path:
    """Take one picture and return where it is."""
    path = DOCS / shot["file"]
    async with browser(url, width=shot["width"], height=shot["height"]) as tab:
        await tab.become(shot["viewer"])
        for command in shot["ask"]:
            if command.startswith("/"):
                await tab.ask(command)
            else:
                await tab.press(command)
        await tab.save_picture(path)
    return path


async def main(names: list[str]) -> None:
    """Take the pictures of these file names, all if there are none."""
    shots = tomllib.loads((DOCS / "pictures.toml").read_text(encoding="utf-8"))["picture"]
    for shot in shots:
        if names and shot["file"] not in names:
            continue
        # A bot of its own for each picture: what was asked for another one does not show.
        with (
            stand_in() as english,
            stand_in() as spanish,
            tempfile.TemporaryDirectory() as folder,
            local_bot(
                Path(folder),
                SEASONS_DIR=str(SHIPPED),
                WIKI_CONTACT="me@example.org",
                WIKI_EN=english.address,
                WIKI_ES=spanish.address,
            ) as url,
        ):
            for title, wiki in ((ENGLISH, english), (SPANISH, spanish)):
                wiki.write(title, (PAGES / f"{title}.html").read_text(encoding="utf-8"))
            sys.stdout.write(f"{await take(url, shot)}\n")


if __name__ == "__main__":
    if CHROMIUM is None:
        sys.exit("Pictures need Chromium: install the package “chromium” of your system.")
    asyncio.run(main(sys.argv[1:]))
