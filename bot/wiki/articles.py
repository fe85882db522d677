"""Season articles in the answers of a MediaWiki's API: titles, redirects, language links, revisions."""

import datetime
import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.model import Article
from bot.text import clean, fold

LANGUAGES = ("en", "es")
LICENCE = "CC BY-SA 4.0"
Place = tuple[int, str]
"""A season in a language."""
_PATTERNS = {"en": "{year} Copa Perú", "es": "Copa Perú {year}"}
_NEUTRAL = {"copa", "peru", "de", "la", "futbol", "football", "edicion", "edition", "temporada", "season"}
"""The words that the title of a season's article may have beside its year."""
_UNDECIDED = re.compile(r"\((disambigua|desambigua)")
_HOPS = 5


class Absence(enum.StrEnum):
    """Why a season has no article: `ELSEWHERE` is a title that leads to an article on something else."""

    MISSING = "missing"
    EMPTY = "empty"
    DISAMBIGUATION = "disambiguation"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Located:
    """The article of a season in a language, or why there is none; `title` is the one that was found last."""

    season: int
    language: str
    title: str
    article: Article | None = None
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The HTML of a revision as the wiki's parser gives it, and its ETag; without bytes if not modified."""

    article: Article
    html: bytes | None
    etag: str | None


@dataclass(slots=True)
class Answer:
    """The API's answer on several titles, over all its parts: pages and what titles became by title."""

    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    became: dict[str, str] = field(default_factory=dict)

    def add(self, query: Mapping[str, Any]) -> None:
        """Add a part of the answer."""
        for kind in ("normalized", "redirects"):
            self.became |= {str(step["from"]): str(step["to"]) for step in query.get(kind, ())}
        for page in query["pages"]:
            self.pages.setdefault(str(page["title"]), {}).update(page)

    def page(self, title: str) -> tuple[str, dict[str, Any]]:
        """Return the title that a title leads to, and its page; an empty page where there is none."""
        for _ in range(_HOPS):
            title = self.became.get(title, title)
        return title, self.pages.get(title, {})


def usual_title(season: int, language: str) -> str:
    """Return the title that the article of a season usually has."""
    return _PATTERNS[language].format(year=season)


def is_season_title(title: str, season: int) -> bool:
    """Tell whether a title is that of the season's article: "2019 Copa Perú", "Copa Perú 1994-95"."""
    words = fold(title).split()
    years = [word for word in words if word.isdigit()]
    turns = {str(season), str(season + 1), f"{(season + 1) % 100:02}"}
    return (
        {"copa", "peru"} <= {*words} <= _NEUTRAL | {*years}
        and years[:1] == [str(season)]
        and {*years} <= turns
    )


def located(season: int, language: str, title: str, answer: Answer, base: str) -> Located:
    """Return what the API answered on the title of a season's article; raises ValueError for nonsense."""
    title, page = answer.page(title)
    title = clean(title)
    revision = next(iter(page.get("revisions", ())), None)
    if page.get("missing") or page.get("invalid") or revision is None:
        return Located(season, language, title, absence=Absence.MISSING)
    if "disambiguation" in page.get("pageprops", {}) or _UNDECIDED.search(title):
        return Located(season, language, title, absence=Absence.DISAMBIGUATION)
    if not is_season_title(title, season):
        return Located(season, language, title, absence=Absence.ELSEWHERE)
    if revision.get("size") == 0:
        return Located(season, language, title, absence=Absence.EMPTY)
    number, page_id, time = int(revision["revid"]), int(page["pageid"]), str(revision["timestamp"])
    datetime.datetime.fromisoformat(time)
    url = f"{base}/index.php?oldid={number}"
    article = Article(title, language, page_id, number, time, LICENCE, url)
    return Located(season, language, title, article)


def linked_titles(asked: Iterable[tuple[int, str]], answer: Answer) -> Iterator[tuple[int, str, str]]:
    """Yield season, language and title of the articles in other languages that the pages link to."""
    for season, known in asked:
        _, page = answer.page(known)
        for link in page.get("langlinks", ()):
            title = str(link["title"])
            if is_season_title(title, season):
                yield season, str(link["lang"]), title
