"""Wikitext within a line into its words: links, inline templates, notes, tags and entities.

A document is masked before mwparserfromhell sees it, so that every mark it parses is closed and not too deep:
its time grows with the square of the marks that are not.
"""

import html
import re
from collections import Counter
from collections.abc import Callable

import mwparserfromhell
from mwparserfromhell.nodes import Argument, Heading, Node, Template, Wikilink
from mwparserfromhell.wikicode import Wikicode

from bot.reader.template_names import family_of

_DROPPED, _LINE_END = "\ue000", "\ue00f"
"""The masks of each character of a comment or a note, and of the ends of lines in it, which part nothing."""
_MASKED = {mark: chr(0xE001 + place) for place, mark in enumerate("{}[]<*#:;-")}
_UNMASKED = {ord(mask): mark for mark, mask in _MASKED.items()} | {ord(_DROPPED): None, ord(_LINE_END): None}
_PRIVATE = re.compile("[\ue000-\ue00f]")
_MARK = re.compile(
    r"^=[^\n]*=[ \t]*$|^[*#:;]+|^-{4,}|<!--|-->|\{\{|\}\}|\[\[|\]\]|(?<!\{)\{\|"
    r"|<(?:ref|gallery|math|timeline|nowiki)\b[^<>]*+>|</(?:ref|gallery|math|timeline|nowiki)\s*+>|[\[<]",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(r"[\[{<&\ue000-\ue00f]")
_CLOSES = {"}}": "{{", "]]": "[["}
_PAIRED = {"ref": "ref", "gal": "gallery", "mat": "math", "tim": "timeline", "now": "nowiki"}
_DEEPEST = 20
_TAG = re.compile(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?\s*>|</(?:p|div|li)>", re.IGNORECASE)
_EXTERNAL = re.compile(r"\[(?:(?:https?|ftp):)?//[^\s\[\]]++\s?([^\[\]]*+)\]")
_UNSEEN = re.compile(
    r"\s*(?:file|image|archivo|imagen|fichero|category|categoría|categoria|[a-z]{2,3}|simple)\s*:",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(r"\s*\([^()]*\)$")


def parse(text: str) -> Wikicode:
    """Return the nodes of a text, as long as the text itself; marks that are not closed are plain letters."""
    return mwparserfromhell.parse(_mask(text), skip_style_tags=True)


def unmasked(text: str) -> str:
    """Return a part of a parsed text with its marks, without comments and notes."""
    return text.translate(_UNMASKED)


def line_ends(text: str) -> int:
    """Return how many lines end in a part of a parsed text."""
    return text.count("\n") + text.count(_LINE_END)


def words(text: str, between: str = " ", template: Callable[[Template], None] | None = None) -> str:
    """Return the words of a value in wikitext; `between` is a line break, `template` sees the others."""
    return finished(render(parse(text), template), between) if _MARKUP.search(text) else text


def render(nodes: Wikicode, template: Callable[[Template], None] | None = None) -> str:
    """Return nodes without links and inline templates; tags and entities are left to `finished`."""
    return "".join(shown(node, template) for node in nodes.nodes)


def shown(node: Node, template: Callable[[Template], None] | None = None) -> str:
    """Return what one node shows; `template` sees the templates that are not inline."""
    if isinstance(node, Wikilink):
        return _link(node, template)
    if isinstance(node, Heading):
        marks = "=" * node.level
        return f"{marks}{render(node.title, template)}{marks}"
    if isinstance(node, Argument):
        return render(node.default, template) if node.default else ""
    if not isinstance(node, Template):
        return str(node)
    text = inline(node, template)
    if text is None and template:
        template(node)
    return text or ""


def finished(text: str, between: str = " ") -> str:
    """Return rendered text without tags, entities and masks."""
    text = unmasked(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(between, text))
    if "//" in text:
        text = _EXTERNAL.sub(r"\1", text)
    return html.unescape(text) if "&" in text else text


def inline(node: Template, template: Callable[[Template], None] | None = None) -> str | None:
    """Return what an inline template shows, None for another one."""
    family = family_of(str(node.name))
    if family is None or family.role not in ("dropped", "kept"):
        return None
    if family.role == "dropped":
        return ""
    if "text" in family.options:
        return family.options["text"]
    values = [render(node.get(name).value, template) for name in family.parameters["words"] if node.has(name)]
    lines = (line.strip(" *\t") for value in values for line in unmasked(value).split("\n"))
    filled = list(filter(None, lines))
    return family.options["join"].join(filled) if "join" in family.options else "".join(filled[:1])


def _link(node: Wikilink, template: Callable[[Template], None] | None) -> str:
    title = str(node.title)
    if _UNSEEN.match(title):
        return ""
    if node.text is None:
        return title.lstrip(":")
    shown = render(node.text, template).replace("\n", " ")
    return shown if shown.strip() else _QUALIFIER.sub("", title.lstrip(":"))


def _mask(text: str) -> str:
    """Return a text of the same length in which every mark is closed, and nothing reaches over a heading."""
    letters = list(_PRIVATE.sub(" ", text))
    stack: list[tuple[str, int, int]] = []
    """Each open mark with its place and end."""
    depth: Counter[str] = Counter()

    def hide(start: int, stop: int) -> None:
        for place in range(start, stop):
            letters[place] = _MASKED.get(letters[place], letters[place])

    def drop(start: int, stop: int) -> None:
        for place in range(start, stop):
            letters[place] = _LINE_END if letters[place] in ("\n", _LINE_END) else _DROPPED

    def close(mark: str) -> int:
        """Hide all open marks down to the last `mark`; return its place, 0 where all are hidden."""
        while stack:
            last, start, stop = stack.pop()
            depth[last] -= 1
            if last == mark:
                return start
            hide(start, stop)
        return 0

    last_comment_end = text.rfind("-->")
    place = 0
    while found := _MARK.search(text, place):
        mark, start, place = found.group().lower(), found.start(), found.end()
        if mark == "<!--" and place <= last_comment_end:
            place = text.find("-->", place) + 3
            drop(start, place)
        elif mark in ("{{", "[["):
            stack.append((mark, start, place))
            depth[mark] += 1
        elif mark in _CLOSES and depth[_CLOSES[mark]]:
            begun = close(_CLOSES[mark])
            if len(stack) >= _DEEPEST:
                hide(begun, begun + 2)
                hide(start, place)
        elif mark.startswith("</") and depth[name := mark[2:-1].strip()]:
            (hide if name == "nowiki" else drop)(close(name), place)
        elif (name := _PAIRED.get(mark[1:4], "")) and mark.endswith("/>"):
            drop(start, place)
        elif name and not depth[name]:
            stack.append((name, start, place))
            depth[name] += 1
        elif mark[0] == "=":
            close("")
        else:
            hide(start, place)
    close("")
    return "".join(letters)
