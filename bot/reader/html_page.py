"""A web page as the article in it: its content, its title, and the elements that say nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from bot.errors import DocumentError
from bot.reader.document_text import split_lines, tidy
from bot.reader.outline import Line

Element = etree._Element

BREAK = "\u2028"
"""What stands for a `<br>` in the texts of an element; `clean` makes it a space."""

_MOST_LINES = 65_534
"""The parser does not count further."""
_DROPPED_TAGS = {
    "audio", "button", "canvas", "embed", "figure", "form", "head", "iframe", "img", "input", "link", "map",
    "math", "meta", "nav", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
    "title", "video",
}  # fmt: skip
_DROPPED_CLASSES = {
    "ambox", "catlinks", "citation-comment", "dablink", "flagicon", "gallery", "hatnote", "locmap",
    "metadata", "mw-cite-backlink", "mw-editsection", "mw-empty-elt", "mw-indicators", "mw-jump-link",
    "mw-ref", "mw-references-wrap", "navbar", "navbox", "navigation-not-searchable", "noexcerpt", "noprint",
    "portalbox", "printfooter", "reference", "references", "reflist", "shortdescription", "sistersitebox",
    "sortkey", "sports-table-notes", "sr-only", "thumb", "toc", "vertical-navbox",
}  # fmt: skip
_MADE_BY_MEDIAWIKI = {"mw-headline", "mw-heading", "mw-body", "mw-body-content", "wikitable", "infobox"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TEMPLATE = re.compile(r"(?:template|plantilla):", re.IGNORECASE)
_SITE = re.compile(r"\s[-–—]\s[^-–—]*(?:[-–—][^-–—]*)?$")


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article: the element with its content, the line of its title, and how many lines the page has."""

    content: Element
    title: Line | None
    lines: int


def read_page(text: str, document: str) -> ArticlePage:
    """Return the article of a page; raises DocumentError where it holds none that MediaWiki made."""
    lines = len(split_lines(text))
    if lines > _MOST_LINES:
        raise DocumentError(document, f"a web page of more than {_MOST_LINES} lines")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(document, f"a web page that cannot be parsed: {error.msg}") from error
    if root is None:
        raise DocumentError(document, "an empty web page")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentError(document, "a web page whose elements are nested too deep")
    title = _title(root)
    content = _content(root)
    if content is None:
        named = f": “{title.text[:80]}”" if title else ""
        raise DocumentError(document, f"a web page, but no article of a wiki{named}")
    return ArticlePage(content, title, lines)


def classes(element: Element) -> frozenset[str]:
    """Return the classes of an element."""
    return frozenset((element.get("class") or "").split())


def is_dropped(element: Element) -> bool:
    """Tell whether an element says nothing of a season: hidden, a flag, a note, a box of links …"""
    if not isinstance(element.tag, str) or element.tag in _DROPPED_TAGS:
        return True
    return (
        not _DROPPED_CLASSES.isdisjoint(classes(element))
        or element.get("role") == "navigation"
        or "mw:Extension/ref" in (element.get("typeof") or "")
        or element.get("hidden") is not None
        or _HIDDEN.search(element.get("style") or "") is not None
        or missing_template(element) is not None
    )


def missing_template(element: Element) -> str | None:
    """Return the name of the template that a link to none stands for, where it was deleted or never made."""
    title = element.get("title") or ""
    if element.tag != "a" or "new" not in classes(element) or not _TEMPLATE.match(title):
        return None
    return re.sub(r"\s*\([^()]*\)$", "", title)


def texts(element: Element) -> Iterator[str]:
    """Yield the texts in an element that are shown; the parts of a list stand on lines of their own."""
    stack: list[Element | str] = [element]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            yield part
            continue
        below: list[Element | str] = [part.text or ""]
        for child in part:
            if child.tag == "br":
                below.append(BREAK)
            elif not is_dropped(child):
                below += [BREAK, child, BREAK] if child.tag in ("li", "p", "div") else [child]
            below.append(child.tail or "")
        stack += reversed(below)


def text_of(element: Element, between: str = " ") -> str:
    """Return the text of an element on one line; `between` stands for the breaks inside."""
    parts = (tidy(part) for part in "".join(texts(element)).split(BREAK))
    return between.join(filter(None, parts))


def line_of(element: Element) -> int:
    """Return the number of the line on which an element begins."""
    return cast(int, element.sourceline)


def end_of(element: Element) -> int:
    """Return the number of the line on which an element ends."""
    return line_of(element) + sum(str(text).count("\n") for text in element.itertext())


def _title(root: Element) -> Line | None:
    """Return the heading above the article, else the page's title without the name of its site."""
    heading = next((h for h in root.iter("h1") if h.get("id") == "firstHeading"), None)
    title = heading if heading is not None else next(root.iter("title"), None)
    if title is None:
        return None
    raw = "".join(map(str, title.itertext()))
    text = text_of(title) if heading is not None else _SITE.sub("", tidy(raw))
    return Line(line_of(title), raw, text) if text else None


def _content(root: Element) -> Element | None:
    """Return the element that holds the article, None where the page is of another program."""
    outputs: list[Element] = []
    made = False
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if not isinstance(element.tag, str):
            continue
        own = classes(element)
        if "mw-parser-output" in own:
            outputs.append(element)
            walk.skip_subtree()
        made = made or not own.isdisjoint(_MADE_BY_MEDIAWIKI) or "mw:" in (element.get("typeof") or "")
    if outputs:
        return max(outputs, key=lambda output: sum(1 for _ in output.iter()))
    made = made and not any("noarticletext" in classes(element) for element in root.iter("div"))
    bodies = (e for e in root.iter("div", "body") if e.get("id") in ("mw-content-text", "bodyContent"))
    return next(bodies, next(root.iter("body"), root)) if made else None
