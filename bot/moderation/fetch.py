"""Season articles of wikis: found, downloaded where they changed, read before anything is done with them."""

import asyncio
import enum
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.cache.report import Progress, counted
from bot.cache.versions import tells
from bot.errors import DocumentError, RefusedSeasonsError
from bot.model import Problem, Season
from bot.problems import problem
from bot.wiki import Located, Page, Place

if TYPE_CHECKING:
    from bot.wiki.client import Wiki  # which takes time to import

log = logging.getLogger(__name__)

_FIRST, _LAST, _MOST = 1900, 2100, 100
_RANGE = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")


class FetchOutcome(enum.StrEnum):
    """What came of looking for an article; the last two are articles that are not used."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    HELD = "held back"
    MISSING = "missing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What is kept of an article: its title, its revision, the ETag of its HTML."""

    title: str | None
    revision: int
    etag: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of looking for the article of a season in a language; `reason` is why it is not used."""

    located: Located
    outcome: FetchOutcome
    page: Page | None = None
    season: Season | None = None
    reason: Problem | None = None

    @property
    def place(self) -> Place:
        """The season and the language."""
        return self.located.season, self.located.language

    @property
    def usable(self) -> bool:
        """Whether there is something new to use."""
        return self.outcome in (FetchOutcome.NEW, FetchOutcome.CHANGED)


Known = Mapping[Place, KnownArticle]
"""What is kept of articles by season and language."""


def seasons_of(typed: str) -> tuple[int, ...]:
    """Return the seasons of a text such as "1967-2025" or "1996, 2001-2003"; raises RefusedSeasonsError."""
    seasons: set[int] = set()
    for part in re.sub(r"\s*[-–]\s*", "-", typed).replace(",", " ").split():
        span = _RANGE.fullmatch(part)
        if span is None:
            raise RefusedSeasonsError(typed)
        first, last = int(span[1]), int(span[2] or span[1])
        if not _FIRST <= first <= last <= _LAST:
            raise RefusedSeasonsError(typed)
        seasons.update(range(first, last + 1))
    if not 0 < len(seasons) <= _MOST:
        raise RefusedSeasonsError(typed)
    return tuple(sorted(seasons))


async def fetch_articles(
    wiki: "Wiki",
    wanted: Sequence[Place],
    known: Known,
    *,
    revisions: bool = False,
    progress: Progress | None = None,
) -> list[Fetched]:
    """Return what the wikis have on seasons; `revisions` downloads nothing of a revision that is known.

    Raises WikiError.
    """
    titles = {place: item.title for place, item in known.items() if item.title}
    found = await wiki.find(wanted, titles)
    return [
        await _fetch(wiki, located, known.get((located.season, located.language)), revisions=revisions)
        for located in counted(found, progress)
    ]


async def _fetch(wiki: "Wiki", located: Located, before: KnownArticle | None, *, revisions: bool) -> Fetched:
    article = located.article
    if article is None:
        return Fetched(located, FetchOutcome.MISSING)
    same = before is not None and before.revision == article.revision
    etag = before.etag if before and same else None
    if same and (revisions or not etag):
        return Fetched(located, FetchOutcome.UNCHANGED)
    page = await wiki.page(article, etag)
    if page is None:
        return Fetched(located, FetchOutcome.MISSING)
    if page.html is None:
        return Fetched(located, FetchOutcome.UNCHANGED)
    season, reason = await asyncio.to_thread(read_article, (located.season, located.language), page.html)
    if reason is not None:
        return Fetched(located, FetchOutcome.REFUSED, reason=reason)
    return Fetched(located, FetchOutcome.CHANGED if before else FetchOutcome.NEW, page, season)


def read_article(place: Place, html: bytes) -> tuple[Season | None, Problem | None]:
    """Return the season of an article, or why it is none."""
    from bot.reader import read_and_check

    name = article_file(*place)
    try:
        season, _ = read_and_check(html, name)
    except DocumentError as error:
        return None, problem("article-unreadable", 0, "", reason=error.reason)
    except Exception:
        # One article that finds a fault of the reader must not take the others down.
        log.exception("the reader fails on %s", name)
        return None, problem("article-unreadable", 0, "", reason="the reader fails on it")
    if season.year != place[0]:
        return None, problem("other-season", 0, "", season=season.year)
    if not tells(season):
        return None, problem("nothing-read", 0, "")
    return season, None


def article_file(season: int, language: str) -> str:
    """Return the file name of a season's article."""
    return f"{season}_copa_peru.{language}.html"
