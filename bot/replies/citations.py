"""Citations: where an answer comes from, and the links to it."""

import datetime
import functools
import itertools
import operator
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from bot.cache import ADDED, SeasonRef
from bot.model import Article, Source
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Citation

_LINE = operator.attrgetter("line")
_MOST_CITED = 60
"""Documents named one by one behind an answer's details."""
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


def source(refs: Iterable[SeasonRef], sources: Iterable[Source], t: Language) -> Citation:
    """Return where an answer comes from, in short and with the headings and lines of each document."""
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
    articles: list[Marked] = []
    added: list[Marked] = []
    full: list[Marked] = []
    for document, parts in itertools.islice(places.items(), _MOST_CITED):
        ref = known.get(document)
        years = [each for season in refs for each in season.all if each.document == document]
        name = _name(document, ref, years, t)
        of_wikipedia = ref is None or bool(ref.article) or not (ref.added or ref.of_list)
        (articles if of_wikipedia else added).append(name)
        full.append(_with_places(t.link(name, article_url(ref)) if ref else name, parts, t))
    if len(places) > _MOST_CITED:
        full.append(t.say("and others"))
    return Citation(_in_short(articles, added, t), tuple(full))


def _name(document: str, ref: SeasonRef | None, years: list[SeasonRef], t: Language) -> Marked:
    """Return what a document is called; `years` are the editions that a list is cited for."""
    if ref is None:
        return _titled(document, t)
    if ref.article:
        return revision(ref.article, t)
    if ref.of_list and not ref.added:
        urls = years[0].urls if len(years) == 1 else ()
        hosts = dict.fromkeys(host.removeprefix("www.") for url in urls if (host := urlsplit(url).hostname))
        name = t.say("list of champions")
        return Marked(f"{name} ({t.text(', '.join(hosts))})") if hosts else name
    if ref.added:
        return t.say("“{title}”, added by a moderator on {date}", title=ref.name, date=ref.added)
    return _titled(ref.name, t)


def _in_short(articles: list[Marked], added: list[Marked], t: Language) -> Marked:
    """Return one line; what a moderator added is not called Wikipedia's."""
    # Beside an article, the sites that a list of champions cites are left to the details.
    listed = t.say("list of champions")
    added = [listed if articles and name.startswith(listed) else name for name in added]
    parts = []
    if len(articles) == 1:
        parts.append(t.say("Wikipedia, {article} (CC BY-SA 4.0)", article=articles[0]))
    elif articles:
        parts.append(t.say("Wikipedia, {n} articles (CC BY-SA 4.0)", n=len(articles)))
    parts += added if len(added) <= 1 else [t.say("{n} more documents", n=len(added))]
    return Marked(" · ".join(parts))


def _places(documents: Iterable[str], sources: Iterable[Source]) -> dict[str, dict[str, list[int]]]:
    """Return the lines below each top heading of each document, in order; these documents come first."""
    places: dict[str, dict[str, list[int]]] = {document: {} for document in documents}
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


def revision(article: Article, t: Language) -> Marked:
    """Return “1999 Copa Perú”, English Wikipedia, revision of 3 May 2024."""
    day = datetime.datetime.fromisoformat(article.time).date()
    wiki = wiki_name(article.language, t)
    return t.say("“{title}”, {wiki}, revision of {date}", title=article.title, wiki=wiki, date=day)


def wiki_name(language: str, t: Language) -> Marked:
    """Return what people call the wiki of a language."""
    return t.say("Spanish Wikipedia") if language == "es" else t.say("English Wikipedia")


def document_name(name: str, t: Language) -> Marked:
    """Return what moderators call a document: its file; if added or fetched, with where it is from."""
    own = name.removeprefix(ADDED)
    if own == name:
        return t.text(name)
    season, *_, ending = own.split(".")
    if ending == "html":
        return t.say("{document} ({wiki})", document=season, wiki=wiki_name(own.split(".")[1], t))
    return t.say("{document} (added by a moderator)", document=own)


def _with_places(name: Marked, parts: dict[str, list[int]], t: Language) -> Marked:
    """Return “1996 Copa Perú”: line 6; Final stage, lines 94–137"""
    if not parts:
        return name
    return Marked(name + ": " + "; ".join([_place(top, lines, t) for top, lines in parts.items()]))


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
