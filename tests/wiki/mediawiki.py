"""A real MediaWiki, of Debian's packages, on 127.0.0.1: set up in a folder, served until the end of a test.

`python -m tests.wiki.mediawiki` records anew what it makes of the pages, for tests that do without it.
"""

import contextlib
import re
import secrets
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PACKAGES = "mediawiki php-cli php-sqlite3 php-mbstring php-xml php-intl"
PAGES = Path(__file__).parent / "pages"
ENGLISH, SPANISH = "2031 Copa Perú", "Copa Perú 2031"
"""The titles of the pages."""

# Only the parameters matter: the templates' own tables are plain ones.
TEMPLATES = {
    "Infobox football league season": "{| class=infobox\n! Season\n| {{{season}}}\n|-\n! Champions\n"
    "| {{{winners}}}\n|}",
    "Ficha de competición deportiva": "{| class=infobox\n! Campeón\n| {{{primero}}}\n|}",
    "Football box collapsible": "{| class=football-box\n| {{{date}}}\n| {{{team1}}}\n| {{{score}}}\n"
    "| {{{team2}}}\n| {{{stadium}}}\n|}",
    "Partidos": "{| class=partido\n| {{{fecha}}}\n| {{{local}}}\n| {{{resultado}}}\n| {{{visita}}}\n"
    "| {{{estadio}}}\n|}",
    "Start date": "{{{3}}}/{{{2}}}/{{{1}}}",
}

_PROGRAM = Path("/usr/share/mediawiki")
_SECONDS = 120


def lacking() -> str | None:
    """Return what keeps MediaWiki from running here, None if nothing does."""
    if shutil.which("php") is None or not (_PROGRAM / "maintenance" / "install.php").is_file():
        return f"MediaWiki is not installed ({PACKAGES})"
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, timeout=_SECONDS, check=False)
    away = {"sqlite3", "mbstring", "xml", "intl"} - set(modules.stdout.lower().split())
    return f"PHP lacks {', '.join(sorted(away))} ({PACKAGES})" if away else None


def page(title: str) -> str:
    """Return the wikitext of a page."""
    return (PAGES / f"{title}.wiki").read_text(encoding="utf-8")


def without_champion(text: str) -> str:
    """Return a page's wikitext as somebody vandalised it: its champion is gone."""
    return re.sub(r"(winners|primero)( *= ).*", r"\1\2", text).replace("[[Deportivo Ejemplo]]", "Nobody")


@dataclass(frozen=True)
class MediaWiki:
    """A MediaWiki that is served at an address, its configuration and database in a folder."""

    address: str
    folder: Path

    def write(self, title: str, text: str) -> None:
        """Give a page a new revision."""
        self.run("edit.php", "-u", "Admin", title, said=text)

    def rename(self, old: str, new: str) -> None:
        """Rename a page, which leaves a redirect."""
        self.run("moveBatch.php", "-u", "Admin", said=f"{old}|{new}\n")

    def run(self, script: str, *options: str | Path, said: str = "") -> None:
        """Run a maintenance script of MediaWiki."""
        done = subprocess.run(
            ["php", _PROGRAM / "maintenance" / script, *options],
            env={"MW_CONFIG_FILE": str(self.folder / "LocalSettings.php"), "PATH": "/usr/bin:/bin"},
            input=said,
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
        assert done.returncode == 0, f"{script}: {done.stdout}{done.stderr}"


@contextlib.contextmanager
def mediawiki(folder: Path, language: str, links: dict[str, str]) -> Iterator[MediaWiki]:
    """Serve a new MediaWiki; `links` are addresses of wikis in other languages."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    wiki = MediaWiki(f"http://127.0.0.1:{port}", folder)
    data = folder / "data"
    data.mkdir(parents=True)
    where = ("--dbtype", "sqlite", "--dbname", "wiki", "--dbpath", data, "--confpath", folder)
    server = ("--server", wiki.address, "--scriptpath", "", "--lang", language)
    wiki.run("install.php", *where, *server, "--pass", secrets.token_urlsafe(16), "Test wiki", "Admin")
    with (folder / "LocalSettings.php").open("a", encoding="utf-8") as settings:
        settings.write("$wgJobRunRate = 0;\n$wgMaxShellMemory = 0;\n")
    with contextlib.closing(sqlite3.connect(data / "wiki.sqlite")) as db, db:
        db.executemany(
            "INSERT OR REPLACE INTO interwiki (iw_prefix, iw_url, iw_api, iw_wikiid, iw_local, iw_trans) "
            "VALUES (?, ?, '', '', 1, 0)",
            [(prefix, f"{address}/index.php/$1") for prefix, address in links.items()],
        )
    for name, text in TEMPLATES.items():
        (folder / f"Template:{name}").write_text(text, encoding="utf-8")
    wiki.run("importTextFiles.php", "-u", "Admin", "--overwrite", *folder.glob("Template:*"))
    with subprocess.Popen(
        ["php", "-S", f"127.0.0.1:{port}"],
        cwd=_PROGRAM,
        env={"MW_CONFIG_FILE": str(folder / "LocalSettings.php"), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as serving:
        try:
            _wait_for(f"{wiki.address}/api.php?action=query&format=json", serving)
            yield wiki
        finally:
            serving.terminate()


def _wait_for(address: str, serving: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _SECONDS
    while True:
        try:
            with urllib.request.urlopen(address, timeout=_SECONDS) as answer:
                answer.read()
            return
        except OSError:
            assert serving.poll() is None, "the server of MediaWiki ended"
            assert time.monotonic() < end, "MediaWiki does not answer"
            time.sleep(0.1)


def record() -> None:
    """Write the HTML of each page, and of the English one without its champion, beside its wikitext."""
    others = dict.fromkeys(("en", "es"), "http://wiki.invalid")
    with tempfile.TemporaryDirectory() as folder, mediawiki(Path(folder) / "wiki", "en", others) as wiki:
        texts = {title: page(title) for title in (ENGLISH, SPANISH)}
        for name, text in (texts | {f"{ENGLISH}, vandalised": without_champion(texts[ENGLISH])}).items():
            wiki.write(name, text)
            with urllib.request.urlopen(f"{wiki.address}/rest.php/v1/page/{quote(name)}/html") as answer:
                (PAGES / f"{name}.html").write_bytes(answer.read())


if __name__ == "__main__":
    record()
