"""The form of a document, by its content, and the door that reads it."""

import re

from bot.reader.html import html_outline
from bot.reader.html_page import read_page
from bot.reader.outline import Outline
from bot.reader.plain import plain_outline
from bot.reader.wikitext import wikitext_outline

_HTML = re.compile(r"<(?:!doctype html|html|body|section|div|p|table|h[1-6])\b[^<>]*>", re.IGNORECASE)
_WIKITEXT = re.compile(
    r"\{\{|^[:*\s]*\{\||\[\[|'''|<(?:br|ref|small|nowiki|!--)|&(?:[a-z]{2,8}|#\d{1,5});",
    re.IGNORECASE | re.MULTILINE,
)


def form_of(text: str) -> str:
    """Return whether a document is plain text, wikitext or HTML."""
    if _HTML.search(text[:2000]):
        return "html"
    return "wikitext" if _WIKITEXT.search(text) else "plain"


def outline(text: str, document: str) -> Outline:
    """Return the shape of a document's text; raises DocumentError for a page that is no article."""
    form = form_of(text)
    if form == "html":
        return html_outline(read_page(text, document))
    return wikitext_outline(text) if form == "wikitext" else plain_outline(text)
