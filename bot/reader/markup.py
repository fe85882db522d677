"""Wiki markup that documents still carry: links, entities, tags, and the attributes of table cells."""

import html
import re
from collections.abc import Iterator

_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_NOTE = re.compile(r"<ref[^<>]{0,200}/>|<ref[^<>]{0,200}>[^<]*</ref>|<!--[^<>]*-->", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|big|br|center|div|em|font|i|nowiki|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,200})?\s?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_FLAG = re.compile(r"\{\{(?:flag\w*|bandera\w*|fb|ref)(?:\|[^{}|]{0,60}){0,4}\}\}", re.IGNORECASE)
_KEPT = re.compile(r"\{\{(?:nowrap|small|nobold)\|([^{}|]{0,200})\}\}", re.IGNORECASE)
_TIP = re.compile(r"\{\{(?:tooltip|abbr)\|([^{}|]{0,60})\|[^{}]{0,200}\}\}", re.IGNORECASE)
_ATTRIBUTE = (
    r"(?:rowspan|colspan|align|valign|style|class|bgcolor|width|height|scope|abbr|id|nowrap|data-sort-value)"
    r"\s?=\s?(?:\"[^\"]*\"|'[^']*'|[^\s\"'|]+)"
)
_ATTRIBUTES = re.compile(rf"\s*(?:{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*|nowrap)\s*", re.IGNORECASE)
_MOST_ATTRIBUTES = 300


def plain(text: str, between: str = " ") -> str:
    """Return a line without marks of links, notes, flags, tags and entities; `between` is a line break."""
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(between, _NOTE.sub("", text)))
    if "{{" in text:
        text = _KEPT.sub(r"\1", _TIP.sub(r"\1", _FLAG.sub("", text)))
    return _LINK.sub(r"\1", text) if "[[" in text else text


def cells(line: str) -> Iterator[str]:
    """Yield the cells of a table's line, which starts with a bar or an exclamation mark, as they stand."""
    inner = line[1:].rstrip()
    if line[0] == "!":
        inner = inner.replace("!!", "||")
    if inner.endswith("|"):
        inner = inner[:-1]
    for part in inner.split("||"):
        found = [cell for cell in part.split("|") if not _attributes(cell)]
        yield from found or [""]


def only_attributes(line: str) -> bool:
    """Tell whether a line is what opens a table, whose own mark was lost: `class="wikitable"`."""
    return _attributes(line)


def one_cell_a_line(line: str) -> bool:
    """Tell whether a line of a table is wiki markup, in which a lone bar parts a cell from its attributes."""
    parts = line[1:].rstrip().replace("!!", "||").split("||")
    # A bar at the end closes a row that stands whole in its line; behind attributes it opens an empty cell.
    *_, last = parts[-1].removesuffix("|").split("|")
    if parts[-1].endswith("|") and not _attributes(last):
        return False
    return all(
        sum(not _attributes(cell) for cell in part.removesuffix("|").split("|")) <= 1 for part in parts
    )


def _attributes(cell: str) -> bool:
    return "=" in cell and len(cell) <= _MOST_ATTRIBUTES and _ATTRIBUTES.fullmatch(cell) is not None
