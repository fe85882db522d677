"""`python -m bot fetch`: season articles of Wikipedia, into the bot's data or into a folder of documents."""

import asyncio
import os
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.errors import StorageError
from bot.moderation import TERMINAL
from bot.moderation.articles import held_back
from bot.moderation.fetch import (
    Fetched,
    FetchOutcome,
    KnownArticle,
    article_file,
    fetch_articles,
    seasons_of,
)
from bot.moderation.service import FetchReport
from bot.replies.language import Language
from bot.replies.reply import body
from bot.replies.wiki import fetched_reply
from bot.settings import Settings
from bot.terminal.data import as_data, moderation_of, write_json
from bot.terminal.progress import shown_progress
from bot.text import escaped
from bot.wiki import LANGUAGES, Place
from bot.wiki.client import Wiki, revision_of

_LICENCE_FILE = "LICENSE.articles.md"
_LICENCE_HEAD = """\
# Articles

The articles in this folder are by the authors of Wikipedia, unchanged, under
[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/). Each link leads to a revision.

"""
_LICENCE_LINE = re.compile(r"- `(?P<file>[^`]+)`: .+")


async def fetch_data(
    settings: Settings,
    seasons: str,
    languages: Sequence[str],
    t: Language,
    *,
    into: Path | None = None,
    dry_run: bool = False,
    as_json: bool = False,
) -> bool:
    """Fetch articles and print the outcome for each; `dry_run` changes nothing.

    Return whether there is an article of each season, and none is held back. Raises WikiError,
    RefusedSeasonsError, StorageError and ReloadRunningError.
    """
    years, chosen = seasons_of(seasons), [one for one in LANGUAGES if one in languages or not languages]
    wanted = [(year, language) for year in years for language in chosen]
    wiki = Wiki(settings.wikis, settings.wiki_contact)
    if into is not None:
        try:
            outcome = FetchReport(tuple(await _into(into, wiki, wanted, dry_run=dry_run)))
        except OSError as error:
            raise StorageError.of(error, into) from error
    else:
        moderation = moderation_of(settings)
        await moderation.load()
        with shown_progress("fetch") as progress:
            outcome = await moderation.use_articles(
                wiki, wanted, TERMINAL, trial=dry_run, fetching=progress, reading=progress
            )
    if as_json:
        articles = [_data(one) for one in outcome.fetched]
        write_json({"articles": articles, "report": as_data(outcome.report)})
    else:
        reply = fetched_reply(outcome, t, trial=dry_run)
        sys.stdout.write(escaped(f"{reply.title}\n\n{body(reply)}\n"))
    return all(
        one.outcome in (FetchOutcome.NEW, FetchOutcome.CHANGED, FetchOutcome.UNCHANGED)
        for one in outcome.fetched
    )


async def _into(folder: Path, wiki: Wiki, wanted: Sequence[Place], *, dry_run: bool) -> list[Fetched]:
    """Fetch articles into a folder, except those that have lost what their file has."""
    paths = {place: folder / article_file(*place) for place in wanted}
    files = {place: path.read_bytes() for place, path in paths.items() if path.is_file()}
    revisions = {place: revision_of(data) for place, data in files.items()}
    known = {place: KnownArticle(None, revision) for place, revision in revisions.items() if revision}
    with shown_progress("fetch") as progress:
        async with wiki:
            found = await fetch_articles(wiki, wanted, known, progress=progress)
    fetched = [held_back(one, files[one.place]) if one.place in files else one for one in found]
    if not dry_run:
        await asyncio.to_thread(_write, folder, fetched)
    return fetched


def _write(folder: Path, fetched: Sequence[Fetched]) -> None:
    """Write new articles, each whole or not at all, and the list of their permanent links."""
    pages = {article_file(*one.place): one.page for one in fetched if one.usable and one.page}
    if not pages:
        return
    folder.mkdir(parents=True, exist_ok=True)
    notice = folder / _LICENCE_FILE
    text = notice.read_text(encoding="utf-8") if notice.is_file() else ""
    lines = {line["file"]: line[0] for line in _LICENCE_LINE.finditer(text)}
    for name, page in pages.items():
        _replace(folder / name, page.html or b"")
        article = page.article
        lines[name] = (
            f"- `{name}`: “{article.title}” ({article.language}), revision {article.revision} of "
            f"{article.time}, {article.licence}, <{article.url}>"
        )
    _replace(notice, (_LICENCE_HEAD + "\n".join(lines[name] for name in sorted(lines)) + "\n").encode())


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    os.replace(beside, path)


def _data(fetched: Fetched) -> Mapping[str, object]:
    located, season, page = fetched.located, fetched.season, fetched.page
    return {
        "season": located.season,
        "language": located.language,
        "title": located.title,
        "outcome": fetched.outcome.value,
        "reason": str(fetched.reason) if fetched.reason else located.absence and located.absence.value,
        "article": as_data(located.article),
        "bytes": len(page.html) if page and page.html else None,
        "champions": [honour.club.name for honour in season.champions] if season else None,
        "matches": len(season.matches) if season else None,
    }
