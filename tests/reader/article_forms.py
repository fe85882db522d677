"""An article in three forms: wikitext, and as a MediaWiki renders that by `action=parse` and by Parsoid."""

# ruff: noqa: E501 (markup stands as it comes)

import datetime
import json
import re
from dataclasses import dataclass, field
from html import escape

from tests.reader.authors import MONTHS_EN, MONTHS_ES

YEAR = 1998
_MARKS = re.compile(
    r"\[\[(?P<target>[^\[\]|]+)(?:\|(?P<shown>[^\[\]]+))?\]\]|'''(?P<bold>.*?)'''|<ref>(?P<note>.*?)</ref>"
    r"|\{\{(?P<template>[^{}]*)\}\}"
)
Goals = tuple[int, int]
Call = tuple[str, dict[str, str]]
Row = list[tuple[str, int, int]]
"""Cells, each with the rows and columns that it spans."""


@dataclass(frozen=True)
class Game:
    """A match as the article tells it."""

    stage: str
    round: str | None
    home: str
    away: str
    goals: Goals | None
    date: datetime.date | None = None
    leg: int | None = None
    penalties: Goals | None = None


@dataclass
class Article:
    """The facts of an edition and the parts of its article in three forms."""

    spanish: bool
    champion: str = ""
    title: int | None = None
    scorers: list[tuple[str, int]] = field(default_factory=list)
    entries: list[tuple[str, str, str]] = field(default_factory=list)
    games: list[Game] = field(default_factory=list)
    rows: list[tuple[int | str, ...]] = field(default_factory=list)
    written: list[str] = field(default_factory=list, repr=False)
    rendered: list[str] = field(default_factory=list, repr=False)
    by_parsoid: list[str] = field(default_factory=list, repr=False)
    units: int = 0

    @property
    def wikitext(self) -> str:
        """The source of the article."""
        return "\n".join(self.written) + "\n"

    @property
    def parsed(self) -> str:
        """The article as `action=parse` gives it."""
        return (
            f'<div class="mw-content-ltr mw-parser-output" lang="en" dir="ltr">{"".join(self.rendered)}</div>'
        )

    @property
    def rest(self) -> str:
        """The article as the REST interface gives it."""
        title = f"Copa Perú {YEAR}" if self.spanish else f"{YEAR} Copa Perú"
        return (
            '<!DOCTYPE html>\n<html prefix="mw: http://mediawiki.org/rdf/"><head><meta charset="utf-8"/>'
            f'<title>{title}</title></head><body class="mw-body-content parsoid-body mediawiki mw-parser-output">'
            f'<section data-mw-section-id="0">{"".join(self.by_parsoid)}</section></body></html>'
        )

    def add(self, wikitext: str, html: str, *, calls: tuple[Call | str, ...] = ()) -> None:
        """Add a part; `{unit}` in its HTML is where Parsoid tells what templates made it."""
        self.written.append(wikitext)
        self.rendered.append(in_html(html).replace(" {unit}", "") + "\n")
        self.units += 1
        about = f' about="#mwt{self.units}"'
        unit = f"{about} typeof=\"mw:Transclusion\" data-mw='{_data(calls)}'" if calls else ""
        self.by_parsoid.append(in_html(html, parsoid=True).replace(" {unit}", unit) + "\n")

    def heading(self, level: int, title: str) -> None:
        """Add a heading, as newer and older versions of MediaWiki make it."""
        marks = "=" * level
        self.written += ["", f"{marks} {title} {marks}"]
        edit = '<span class="mw-editsection"><span>[</span><a href="/e">edit</a><span>]</span></span>'
        inner = f'<h{level} id="{title}">{title}</h{level}>{edit}'
        if self.units % 2:
            inner = f'<h{level}><span class="mw-headline">{title}</span>{edit}</h{level}>'
        self.rendered.append(f'<div class="mw-heading mw-heading{level}">{inner}</div>\n')
        self.by_parsoid.append(f"</section><section><h{level}>{title}</h{level}>\n")

    def paragraph(self, text: str) -> None:
        """Add a paragraph."""
        self.add(f"{text}\n", f"<p>{text}\n</p>")

    def template(self, html: str, *calls: Call, closed: bool = False) -> None:
        """Add templates that make one thing together; `|}` closes it where they make a table."""
        ends = ("\n|}",) if closed else ()
        parts = [part for call in calls for part in (call, "\n")][:-1]
        source = "".join(part if isinstance(part, str) else _source(part) for part in parts)
        self.add(f"{source}{''.join(ends)}", html, calls=(*parts, *ends))

    def table(self, header: tuple[str, ...], rows: list[Row], caption: str = "") -> None:
        """Add a table of cells with the rows and columns that each spans."""
        self.add(*table_of(header, rows, caption))

    def side_by_side(self, header: tuple[str, ...], left: list[Row], right: list[Row]) -> None:
        """Add two tables beside each other, by the templates that make columns."""
        (first, one), (second, other) = table_of(header, left), table_of(header, right)
        calls = (
            ("col-float", {"width": "32em"}),
            ("col-float-break", {"width": "32em"}),
            ("col-float-end", {}),
        )
        begin, middle, end = map(_source, calls)
        self.add(
            f"{begin}\n{first}\n{middle}\n{second}\n{end}",
            f'<div style="float:left" {{unit}}>\n{one}\n</div><div style="float:left">\n{other}\n</div>',
            calls=(calls[0], f"\n{first}\n", calls[1], f"\n{second}\n", calls[2]),
        )


def table_of(header: tuple[str, ...], rows: list[Row], caption: str = "") -> tuple[str, str]:
    """Return a table in wikitext and in HTML."""
    titles = [f"|+ {caption}"] if caption else []
    lines = ['{| class="wikitable"', *titles, f"! {' !! '.join(header)}"]
    heads = "".join(f"\n<th>{cell}\n</th>" for cell in header)
    html = [
        f'<table class="wikitable">\n{f"<caption>{caption}</caption>" if caption else ""}<tbody><tr>{heads}</tr>'
    ]
    for row in rows:
        lines.append("|-")
        cells = []
        for text, down, across in row:
            spans = f'rowspan="{down}" ' * (down > 1) + f'colspan="{across}" ' * (across > 1)
            lines.append(f"| {spans}| {text}" if spans else f"| {text}")
            cells.append(f"\n<td {spans}>{text}\n</td>" if spans else f"\n<td>{text}\n</td>")
        html.append(f"\n<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "|}"]), "".join([*html, "</tbody></table>"])


def in_html(text: str, *, parsoid: bool = False) -> str:
    """Return a text with wiki marks, or HTML with such marks in it, as HTML."""

    def one(found: re.Match[str]) -> str:
        if found["bold"] is not None:
            return f"<b>{in_html(found['bold'], parsoid=parsoid)}</b>"
        if found["note"] is not None:
            kind = ' typeof="mw:Extension/ref"' if parsoid else ' class="reference"'
            return f'<sup{kind}><a href="#cite_note-1">[1]</a></sup>'
        if found["template"] is not None:
            return _inline(found["template"].split("|"))
        target, shown = found["target"], found["shown"] or found["target"]
        kind, href = (' rel="mw:WikiLink"', "./") if parsoid else ("", "/wiki/")
        return f'<a{kind} href="{href}{escape(target)}" title="{escape(target)}">{shown}</a>'

    return _MARKS.sub(one, text)


def _inline(parts: list[str]) -> str:
    name, *values = parts
    if name == "flagicon":
        return (
            '<span class="flagicon"><span><a href="/wiki/Peru"><img alt="Peru" src="//x"/></a></span></span>'
        )
    day = (
        datetime.date(*map(int, values[:3]))
        if name == "Start date"
        else datetime.date(*map(int, values[::-1]))
    )
    if name == "fecha":
        return in_spanish(day)
    hidden = f'<span style="display:none"> (<span class="bday dtstart published">{day}</span>)</span>'
    return f"{in_english(day)}{hidden}"


def in_english(day: datetime.date) -> str:
    """Return a day in English."""
    return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def in_spanish(day: datetime.date) -> str:
    """Return a day in Spanish."""
    return f"{day.day} de {MONTHS_ES[day.month - 1]} de {day.year}"


def _source(call: Call) -> str:
    name, parameters = call
    lines = len(parameters) > 6 or name.startswith("#invoke")
    joint = "\n|" if lines else "|"
    parts = [name, *(value if key.isdigit() else f"{key} = {value}" for key, value in parameters.items())]
    return f"{{{{{joint.join(parts)}{chr(10) if lines else ''}}}}}"


def _data(calls: tuple[Call | str, ...]) -> str:
    parts = [
        call if isinstance(call, str) else {"template": {
            "target": {"wt": call[0]}, "params": {name: {"wt": value} for name, value in call[1].items()}, "i": 0,
        }}
        for call in calls
    ]  # fmt: skip
    data = json.dumps({"parts": parts}, ensure_ascii=False)
    # The marks of wikitext must not be rendered here.
    data = data.replace("[", "&#91;").replace("{", "&#123;").replace("<", "&lt;")
    return data.replace("'", "&apos;")
