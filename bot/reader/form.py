"""The form of a document, by its content, and the door that reads it."""

import re

from bot.reader.html import html_outline
from bot.reader.html_page import read_page
from bot.reader.outline import Outline
from bot.reader.plain import plain_outline
from bot.reader.wikitext import wikitext_outline

_START = r"(?>\s|\ufeff|<!--.*?-->|<\?xml[^<>]*>)*+"
_PAGE = re.compile(rf"{_START}<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ELEMENT = re.compile(rf"{_START}<\w+\b[^<>]*>", re.DOTALL)
_CLOSED = re.compile(r"</(?:p|table|tbody|tr|td|h[1-6]|section|ul|div|title)\s*>", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:\{\||\{\{|==)", re.MULTILINE)
_WIKITEXT = re.compile(
    r"\{\{|^[:*\s]*\{\||\[\[|'''|<(?:br|ref|small|nowiki|!--)|&(?:[a-z]{2,8}|#\d{1,5});",
    re.IGNORECASE | re.MULTILINE,
)


def form_of(text: str) -> str:
    """Return whether a document is plain text, wikitext or HTML; wikitext may begin with an element."""
    part = _ELEMENT.match(text) and _CLOSED.search(text) and not _SOURCE.search(text)
    if part or _PAGE.match(text):
        return "html"
    return "wikitext" if _WIKITEXT.search(text) else "plain"


def outline(text: str, document: str) -> Outline:
    """Return the shape of a document's text; raises DocumentError for a page that is no article."""
    form = form_of(text)
    if form == "html":
        return html_outline(read_page(text, document))
    return wikitext_outline(text) if form == "wikitext" else plain_outline(text)
