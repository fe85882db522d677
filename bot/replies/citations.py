"""Citations: where an answer comes from, and the links to it."""

import datetime
import functools
import operator
from collections.abc import Iterable, Mapping, Sequence
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
    cited: dict[str, list[SeasonRef]] = {}
    refs = [*refs]
    for season in refs:
        for ref in season.all:
            cited.setdefault(ref.document, []).append(ref)
    # A list of editions that only says the same as a season's own document is not worth a word.
    lists = {document for document, seasons in cited.items() if seasons[0].of_list}
    told = [
        place for source in sources for place in source.all if place is source or place.document not in lists
    ]
    documents = [*dict.fromkeys([ref.document for ref in refs] + [place.document for place in told])]
    named = {document: cited.get(document, []) for document in documents[:_MOST_CITED]}
    if not named:
        return Citation(Marked())
    return Citation(_in_short(named, t), lambda: _in_full(named, told, len(documents) > _MOST_CITED, t))


def _in_full(
    named: Mapping[str, list[SeasonRef]], told: Iterable[Source], others: bool, t: Language
) -> tuple[Marked, ...]:
    """Return a line for each document, with the lines below each of its top headings."""
    places = _places(named, told)
    lines = []
    for document, years in named.items():
        name = _name(document, years, t)
        linked = t.link(name, article_url(years[0])) if years else name
        lines.append(_with_places(linked, places[document], t))
    return (*lines, t.say("and others")) if others else tuple(lines)


def _name(document: str, years: Sequence[SeasonRef], t: Language) -> Marked:
    """Return what a document is called; `years` are the editions that it is cited for."""
    if not years:
        return _titled(document, t)
    ref = years[0]
    if ref.article:
        return revision(ref.article, t)
    if ref.of_list and not ref.added:
        urls = ref.urls if len(years) == 1 else ()
        hosts = dict.fromkeys(host.removeprefix("www.") for url in urls if (host := urlsplit(url).hostname))
        name = t.say("list of champions")
        return Marked(f"{name} ({t.text(', '.join(hosts))})") if hosts else name
    if ref.added:
        return t.say("“{title}”, added by a moderator on {date}", title=ref.name, date=ref.added)
    return _titled(ref.name, t)


def _in_short(named: Mapping[str, list[SeasonRef]], t: Language) -> Marked:
    """Return one line; what a moderator added is not called Wikipedia's."""
    articles: list[str] = []
    added: list[str] = []
    for document, years in named.items():
        (articles if not years or _is_article(years[0]) else added).append(document)
    parts = []
    if len(articles) == 1:
        article = _name(articles[0], named[articles[0]], t)
        parts.append(t.say("Wikipedia, {article} (CC BY-SA 4.0)", article=article))
    elif articles:
        parts.append(t.say("Wikipedia, {n} articles (CC BY-SA 4.0)", n=len(articles)))
    if len(added) > 1:
        parts.append(t.say("{n} more documents", n=len(added)))
    elif added:
        of = named[added[0]]
        # Beside an article, the sites that a list of champions cites are left to the details.
        listed = articles and of[0].of_list and not of[0].added
        parts.append(t.say("list of champions") if listed else _name(added[0], of, t))
    return Marked(" · ".join(parts))


def _is_article(ref: SeasonRef) -> bool:
    return bool(ref.article) or not (ref.added or ref.of_list)


def _places(documents: Iterable[str], sources: Iterable[Source]) -> dict[str, dict[str, list[int]]]:
    """Return the lines below each top heading of each of these documents, in order."""
    places: dict[str, dict[str, list[int]]] = {document: {} for document in documents}
    for source in sorted(sources, key=_LINE):
        if source.document not in places:
            continue
        parts = places[source.document]
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
