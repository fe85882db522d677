"""Wikitext within a line into its words: links, inline templates, notes, tags and entities.

A document is masked before mwparserfromhell sees it, so that every mark it parses is closed and not too deep:
its time grows with the square of the marks that are not.
"""

import html
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import mwparserfromhell
from mwparserfromhell.nodes import Argument, Heading, Template, Text, Wikilink
from mwparserfromhell.wikicode import Wikicode

from bot.reader.template_names import family_of

DROPPED = "\ue000"
"""The mask of each character of a comment or a note."""
_MASKED = {mark: chr(0xE001 + place) for place, mark in enumerate("{}[]<*#:;-")}
_UNMASKED = {ord(mask): mark for mark, mask in _MASKED.items()} | {ord(DROPPED): None}
_PRIVATE = re.compile("[\ue000-\ue00f]")
_MARK = re.compile(
    r"^[*#:;]+|^-{4,}|<!--|-->|\{\{|\}\}|\[\[|\]\]|(?<!\{)\{\||<(?:ref|gallery|math|timeline|nowiki)\b[^<>]*+>"
    r"|</(?:ref|gallery|math|timeline|nowiki)\s*+>|[\[<]",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSES = {"}}": "{{", "]]": "[["}
_DEEPEST = 20
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?\s*>|</(?:p|div|li)>", re.IGNORECASE)
_EXTERNAL = re.compile(r"\[(?:(?:https?|ftp):)?//[^\s\[\]]++\s?([^\[\]]*+)\]")
_UNSEEN = re.compile(
    r"\s*(?:file|image|archivo|imagen|fichero|category|categoría|categoria|[a-z]{2,3}|simple)\s*:",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class OpenMark:
    """A mark that is not closed, or stands too deep in others: its place in the text."""

    mark: str
    place: int


def parse(text: str) -> tuple[Wikicode, list[OpenMark]]:
    """Return the nodes of a text, of the same length, and the marks taken for plain letters."""
    masked, left = _mask(text)
    return mwparserfromhell.parse(masked, skip_style_tags=True), left


def words(text: str, between: str = " ", template: Callable[[Template], None] | None = None) -> str:
    """Return the words of a value in wikitext; `between` is a line break, `template` sees the others."""
    return finished(render(parse(text)[0], template), between)


def render(nodes: Wikicode, template: Callable[[Template], None] | None = None) -> str:
    """Return nodes without links and inline templates; tags and entities are left to `finished`."""
    parts: list[str] = []
    for node in nodes.nodes:
        if isinstance(node, Text):
            parts.append(node.value)
        elif isinstance(node, Wikilink):
            parts.append(_link(node, template))
        elif isinstance(node, Template):
            parts.append(_inline(node, template))
        elif isinstance(node, Heading):
            marks = "=" * node.level
            parts.append(f"{marks}{render(node.title, template)}{marks}")
        elif isinstance(node, Argument):
            parts.append(render(node.default, template) if node.default else "")
        else:
            parts.append(str(node))
    return "".join(parts)


def finished(text: str, between: str = " ") -> str:
    """Return rendered text without tags, entities and masks."""
    text = text.translate(_UNMASKED)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(between, text))
    if "//" in text:
        text = _EXTERNAL.sub(r"\1", text)
    return html.unescape(text) if "&" in text else text


def is_inline(node: Template) -> bool:
    """Tell whether a template is one of those that only shape the text around them."""
    family = family_of(str(node.name))
    return family is not None and family.role in ("dropped", "kept")


def _inline(node: Template, template: Callable[[Template], None] | None) -> str:
    family = family_of(str(node.name))
    if family is None or family.role not in ("dropped", "kept"):
        if template:
            template(node)
        return ""
    if family.role == "dropped":
        return ""
    values = [
        render(node.get(name).value, template).strip()
        for name in family.parameters["words"]
        if node.has(name)
    ]
    filled = list(filter(None, values))
    if family.options.get("join"):
        return family.options["join"].join(filled)
    return filled[0] if filled else ""


def _link(node: Wikilink, template: Callable[[Template], None] | None) -> str:
    title = str(node.title)
    if _UNSEEN.match(title):
        return ""
    if node.text is None:
        return title.lstrip(":")
    shown = render(node.text, template).replace("\n", " ")
    return shown if shown.strip() else _QUALIFIER.sub("", title.lstrip(":"))


def _mask(text: str) -> tuple[str, list[OpenMark]]:
    """Return a text of the same length in which each mark is closed, and the marks that were not."""
    letters = list(_PRIVATE.sub(" ", text))
    stack: list[tuple[str, int, int]] = []
    """Each open mark with its place and end."""
    depth: Counter[str] = Counter()
    left: list[OpenMark] = []

    def hide(start: int, stop: int) -> None:
        for place in range(start, stop):
            letters[place] = _MASKED.get(letters[place], letters[place])

    def forget(mark: str, start: int, stop: int) -> None:
        left.append(OpenMark(mark, start))
        hide(start, stop)

    def drop(start: int, stop: int) -> None:
        for place in range(start, stop):
            if letters[place] != "\n":
                letters[place] = DROPPED

    last_comment_end = text.rfind("-->")
    place = 0
    while found := _MARK.search(text, place):
        mark, start, place = found.group().lower(), found.start(), found.end()
        if mark == "<!--":
            if place > last_comment_end:
                forget(mark, start, place)
            else:
                place = text.find("-->", place) + 3
                drop(start, place)
        elif mark in ("{{", "[["):
            stack.append((mark, start, place))
            depth[mark] += 1
        elif mark in _CLOSES or mark.startswith("</"):
            opener = _CLOSES.get(mark) or mark[2:-1].strip()
            if not depth[opener]:
                forget(mark, start, place)
                continue
            while True:
                last, begun, inside = stack.pop()
                depth[last] -= 1
                if last == opener:
                    break
                forget(last, begun, inside)
            if opener not in ("{{", "[["):
                drop(begun, place)
            elif len(stack) >= _DEEPEST:
                forget(opener, begun, inside)
                hide(start, place)
        elif len(mark) > 2 and mark[0] == "<":
            name = re.split(r"[^a-z]", mark[1:], maxsplit=1)[0]
            if mark.endswith("/>"):
                drop(start, place)
            elif depth[name]:
                hide(start, place)
            else:
                stack.append((name, start, place))
                depth[name] += 1
        else:
            hide(start, place)
    for mark, start, stop in stack:
        forget(mark, start, stop)
    return "".join(letters), left
