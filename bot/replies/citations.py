"""Citations: where an answer comes from, and the links to it."""

import datetime
import functools
import itertools
import operator
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from bot.cache import SeasonRef
from bot.model import Article, Source
from bot.replies import phrases
from bot.replies.language import Language, Marked

_LINE = operator.attrgetter("line")
_SHOWN_SOURCES = 3
_SEASONS_KEPT = 1024
"""Seasons of which title, address and link are kept: the profile of a club has a link on each line."""


def article_url(season: SeasonRef) -> str | None:
    """Return the address of a season's Wikipedia article; "Copa Perú 2008" is the title of a Spanish one.

    A moderator's document need not be an article: it has no address. An edition of a list has a source's.
    """
    if season.article:
        return season.article.url
    if season.added or season.of_list or season.title.isdigit():
        return next(iter(season.urls), None)
    return _address(season.title)


def linked_year(season: SeasonRef, t: Language) -> Marked:
    """Return a season's year in bold, a link to its article where it has one."""
    return _linked_year(season.year, article_url(season), t)


@functools.lru_cache(_SEASONS_KEPT)
def _linked_year(year: int, url: str | None, t: Language) -> Marked:
    return t.bold(t.link(year, url))


@functools.lru_cache(_SEASONS_KEPT)
def _address(title: str) -> str:
    language_code = "en" if title[:1].isdigit() else "es"
    return f"https://{language_code}.wikipedia.org/wiki/{quote(title.replace(' ', '_'), safe='_')}"


def source(refs: Iterable[SeasonRef], sources: Iterable[Source], t: Language) -> str:
    """Return the line that says where an answer comes from: article, headings and lines of each document."""
    plain = t.plain
    refs = [*refs]
    known = {ref.document: ref for season in refs for ref in season.all}
    # A list of editions that only says the same as a season's own document is not worth a word.
    told = [
        place
        for source in sources
        for place in source.all
        if place is source or place.document not in known or not known[place.document].of_list
    ]
    places = _places([ref.document for ref in refs], told)
    articles: list[str] = []
    added: list[str] = []
    for document, parts in itertools.islice(places.items(), _SHOWN_SOURCES):
        ref = known.get(document)
        if ref and ref.article:
            articles.append(_with_places(revision(ref.article, plain), parts, plain))
            continue
        if ref and ref.of_list and not ref.added:
            of_years = [each for season in refs for each in season.all if each.document == document]
            added.append(_list(parts, of_years[0].urls if len(of_years) == 1 else (), plain))
            continue
        article = _article(ref.name if ref else document, ref.added if ref else None, parts, plain)
        (added if ref and ref.added else articles).append(article)
    if len(places) > _SHOWN_SOURCES:
        (articles or added).append(plain.say("and others"))
    return _named_sources("; ".join(articles), "; ".join(added), plain)


def _places(documents: Iterable[str], sources: Iterable[Source]) -> dict[str, dict[str, list[int]]]:
    """Return the lines below each top heading of each document, in order; these documents come first.

    Of documents that will not be named the lines may be left out.
    """
    places: dict[str, dict[str, list[int]]] = {document: {} for document in documents}
    if len(places) > _SHOWN_SOURCES:
        documents_shown = tuple(places)[:_SHOWN_SOURCES]
        sources = [source for source in sources if source.document in documents_shown]
    for source in sorted(sources, key=_LINE):
        parts = places.get(source.document)
        if parts is None:
            parts = places[source.document] = {}
        top = source.headings[0] if source.headings else ""
        lines = parts.get(top)
        if lines is None:
            parts[top] = [source.line]
        else:
            lines.append(source.line)
    return places


def _named_sources(articles: str, added: str, t: Language) -> str:
    """Return where an answer comes from; what a moderator added is not called Wikipedia's."""
    if not articles:
        return t.say("Source: {places}", places=Marked(added))
    line = t.say("Source: Wikipedia (CC BY-SA 4.0), {places}", places=Marked(articles))
    return f"{line}; {added}" if added else line


def _article(title: str, added: datetime.date | None, parts: dict[str, list[int]], t: Language) -> str:
    """Return “1996 Copa Perú”: line 6; Final stage, lines 94–137"""
    if added:
        name = t.say("“{title}”, added by a moderator on {date}", title=title, date=added)
    else:
        name = _titled(title, t)
    return _with_places(name, parts, t)


def _list(parts: dict[str, list[int]], urls: Iterable[str], t: Language) -> str:
    """Return “list of editions, line 38 (rsssf.org, es.wikipedia.org)”."""
    lines = [line for below in parts.values() for line in below]
    name = t.say("list of editions")
    if lines:
        name = Marked(name + ", " + _place("", lines, t))
    hosts = dict.fromkeys(host.removeprefix("www.") for url in urls if (host := urlsplit(url).hostname))
    return f"{name} ({', '.join(hosts)})" if hosts else name


def revision(article: Article, t: Language) -> Marked:
    """Return “1999 Copa Perú”, English Wikipedia, revision of 3 May 2024."""
    day = datetime.datetime.fromisoformat(article.time).date()
    wiki = wiki_name(article.language, t)
    return t.say("“{title}”, {wiki}, revision of {date}", title=article.title, wiki=wiki, date=day)


def wiki_name(language: str, t: Language) -> Marked:
    """Return what people call the wiki of a language."""
    return t.say("Spanish Wikipedia") if language == "es" else t.say("English Wikipedia")


def _with_places(name: str, parts: dict[str, list[int]], t: Language) -> str:
    if not parts:
        return name
    return name + ": " + "; ".join([_place(top, lines, t) for top, lines in parts.items()])


@functools.lru_cache(_SEASONS_KEPT)
def _titled(title: str, t: Language) -> Marked:
    return t.say("“{title}”", title=title)


def _place(top: str, lines: list[int], t: Language) -> str:
    first, last = lines[0], lines[-1]
    if first == last:
        where_ = t.say("line {line}", line=first)
    else:
        where_ = t.say("lines {first}–{last}", first=first, last=last)
    return phrases.heading(top, t) + ", " + where_ if top else where_
