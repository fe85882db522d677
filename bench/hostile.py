"""What documents made to hurt cost the bot and those who wait: `python -m bench.hostile [--write]`."""

import argparse
import asyncio
import contextlib
import functools
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bench.table import markdown, write
from bot.cache import Snapshot, Store
from bot.commands.ask import FreeText
from bot.commands.options import (
    cached,
    suggest_clubs,
    suggest_departments,
    suggest_regions,
    suggest_rounds,
    suggest_seasons,
    suggest_stages,
)
from bot.discord_ui.answer import QueryPage, Question, Seen
from bot.discord_ui.message import moderator_message
from bot.errors import CopaError
from bot.moderation import Moderation, Who
from bot.process import freeze_collector
from bot.queries import KINDS, Query
from bot.queries.standings import VIEWS, Standings
from bot.replies.language import language
from bot.replies.moderation import added_reply, check_reply, list_reply, preview_reply
from tests.shapes import MORE_SHAPES, SEASONS, SHAPES

_TITLE = "= 2013 Copa Perú =\n"
_ROUND = "==Final stage==\n===Round 1===\n"
_BOX = "{{Infobox football tournament season\n| title = 2013 Copa Perú\n"
_HTML = '<div class="mw-parser-output"><p>The 2013 Copa Perú season was a tournament.</p><h2>Final stage</h2>'
_WHO = Who("1", "bench")
_SEASON = 2013
_ENGLISH = language("en")
_BOT: Any = SimpleNamespace(settings=SimpleNamespace(report_url=None))
_LAST_PAGE = 9999
_BEAT = 0.002
_SHOWN = 10
_MOST_STOP = 0.1
_TAKEN = "taken"

# What a document begins with, and what is repeated after it; {i} counts.
_REPEATED = {
    "bold marks": ("", "'''"),
    "italic and bold marks": ("", "''a'''b"),
    "opened templates": ("", "{{"),
    "opened arguments": ("", "{{{"),
    "templates within templates": ("", "{{a|"),
    "parser functions": ("", "{{#if:a|"),
    "closed templates": ("", "{{a|b=c}}\n"),
    "unknown templates": ("", "{{{{plantilla{i}|Melgar|2–1|Cienciano}}}}\n"),
    "opened comments": ("", "<!--"),
    "comments": ("", "<!-- a -->"),
    "references": (_ROUND, "Melgar 1-0 Club{i}<ref>nota {i}</ref>\n"),
    "opened references": (_ROUND, "Melgar 1-0 Boys<ref name=a"),
    "nowiki": ("", "<nowiki>"),
    "opened tables": ("", "{|\n"),
    "tables within tables": ("", "{|\n|\n"),
    "row marks": ("{|\n", "|-\n"),
    "head cells": ("{|\n", "! a !! b\n"),
    "wide rows": ("{|\n|-\n", "|| a "),
    "spans": ("{|\n", "|-\n| rowspan=999 colspan=999 | a\n"),
    "links": ("", "[[Club {i}|C{i}]] "),
    "files": ("", "[[File:a.png|thumb|b]]\n"),
    "addresses": ("", "http://a.b/c "),
    "bracketed addresses": ("", "[http://a.b c] "),
    "entities": ("", "&amp;"),
    "broken entities": ("", "&#x"),
    "categories": ("", "[[Category:a{i}]]\n"),
    "bulleted lists": ("", "* Club {i}\n"),
    "deep lists": ("", "********** a\n"),
    "definitions": ("", "; a : b\n"),
    "infobox fields": (_BOX, "| campo{i} = valor\n"),
    "the same infobox field": (_BOX, "| champions = [[Club {i}]]\n"),
    "champions in one field": (_BOX + "| champions = ", "[[Club {i}]], "),
    "scorers in one field": (_BOX + "| top goal scorer = ", "Juan Pérez {i} (3)<br>"),
    "infoboxes": ("", "{{{{Infobox football\n| title = {i}\n}}}}\n"),
    "printed infobox": ("Infobox\n- Winners: ", "Club{i}, "),
    "printed topscorers": ("Infobox\n- League Topscorer: ", "Juan P{i} (3), "),
    "sections of HTML": (_HTML, "<section>"),
    "blocks of HTML": (_HTML, "<div>"),
    "closing blocks of HTML": (_HTML, "</div>"),
    "paragraphs of HTML": (_HTML, "<p>Melgar 1-0 Boys</p>"),
    "headings of HTML": (_HTML, "<h3>Group {i}</h3><p>Melgar 1-0 Boys</p>"),
    "tables of HTML": (_HTML, "<table><tr><td>Melgar</td><td>1–0</td><td>Club{i}</td></tr></table>"),
    "tables of HTML within tables": (_HTML, "<table><tr><td>"),
    "rows of HTML": (_HTML + "<table>", "<tr><td>Melgar</td><td>1–0</td><td>Club{i}</td></tr>"),
    "cells of HTML": (_HTML + "<table><tr>", "<td>a"),
    "spans of HTML": (_HTML + "<table>", '<tr><td rowspan="65534" colspan="1000">a</td></tr>'),
    "attributes of HTML": (_HTML + "<p ", 'a{i}="b" '),
    "classes of HTML": (_HTML + '<p class="', "a{i} "),
    "styles of HTML": (_HTML, "<style>a{{b:c}}</style>"),
    "lists of HTML": (_HTML, "<ul><li>Club {i}"),
    "superscripts": (_HTML, "<sup>[{i}]</sup>"),
    "bare angles": (_HTML, "<"),
    "long names of clubs": (_ROUND, "Sport" + " Boys" * 60 + " {i} 1-0 Melgar\n"),
    "one long name of a club": (_ROUND, "Sport "),
    "names in brackets": (_ROUND, "A ({i}) (B) (C) 1-0 (D) E\n"),
    "names that run together": ("* Ica: ", "ClubUnoClubDos"),
    "names with dashes": (_ROUND, "A-B-C-{i} 1-0 D-E-F\n"),
    "initials": (_ROUND, "A.B.C.D. {i} 1-0 F.B.C.\n"),
    "full-width letters": (_ROUND, "Ｍｅｌｇａｒ{i} 1-0 Ｂ\n"),
    "Greek letters": (_ROUND, "Μελγαρ{i} 1-0 Β\n"),
    "emoji": (_ROUND, "👨‍👩‍👧‍👦{i} 1-0 🏆\n"),
    "turned text": (_ROUND, "\u202eMelgar{i} 1-0 \u2066Boys\n"),
    "scores": (_ROUND, "1-0 "),
    "scores with dashes": (_ROUND, "Melgar 1-0-1-0-1-0 Boys\n"),
    "large scores": (_ROUND, "Melgar 99-{i} Boys\n"),
    "penalties": (_ROUND, "Melgar 1-1 (4-{i} pen.) Boys\n"),
    "aggregates": (_ROUND, "Melgar 1-1 (a) (3-{i} agg.) Club{i}\n"),
    "notes below matches": (_ROUND, "Melgar 1-0 Club{i}\n[awarded to Melgar, {i}]\n"),
    "walkovers": (_ROUND, "Melgar w/o Club{i}\n"),
    "abandoned matches": (_ROUND, "Melgar 1-0 Club{i} [abandoned at 1-0 in {i}']\n"),
    "goals": (_ROUND, "Melgar 1-0 Club{i}\n[Juan {i}', Luis 5' pen.]\n"),
    "dates": (_ROUND, "14 May 2013\n"),
    "dates in one line": (_ROUND, "14 May 2013, "),
    "dates of other years": (_ROUND, "[May {i}]\nMelgar 1-0 Boys\n"),
    "Spanish dates": (_ROUND, "14 de mayo de 2013: Melgar 1-0 Club{i}\n"),
    "times": (_ROUND, "15:30 Melgar 1-0 Boys\n"),
    "years in the title": ("", "= {i} Copa Perú =\n"),
    "full tables": (_ROUND, " 1.Club{i}   5 4 1 0 9-2 13\n 2.Boys{i}   5 0 1 4 2-9 1\n\n"),
    "tables of two": (_ROUND, "| Pos | Team | Pts |\n| 1 | Club{i} | 3 |\n| 2 | Boys{i} | 1 |\n"),
    "legs of ties": (_ROUND, "Club{i} 1-0 Boys{i}\nBoys{i} 2-1 Club{i}\n"),
    "a club against each other one": (_ROUND, "Club{i} 1-0 Club1{i}\n"),
    "groups of four": (
        "==Regional Stage==\n",
        "===Group {i}===\nA{i} 1-0 B{i}\nC{i} 2-1 D{i}\n",
    ),
    "prose of finals": ("", "Club{i} beat Boys{i} 2-1 in the final. "),
    "prose of honours": ("", "Club{i} were the runners-up. "),
    "a list of editions": ("", "* 19{i} Club{i}\n"),
    "quotes": ("", '"“”'),
    "control signs": ("", "\x01\x02\x1b[31m"),
    "line separators": ("", "a\u2028b\u0085"),
    "tabs": ("", "a\tb\t"),
    "returns": ("", "a\r"),
}


def _repeated(before: str, unit: str) -> Callable[[int], bytes]:
    def shape(size: int) -> bytes:
        text = [before if before.startswith("<div") else _TITLE + before]
        length = len(text[0].encode())
        for number in count():
            part = unit.format(i=number) if "{i}" in unit else unit
            length += len(part.encode())
            if length > size:
                return "".join(text).encode()
            text.append(part)
        raise AssertionError

    return shape


def shapes() -> dict[str, Callable[[int], bytes]]:
    """Return all shapes of documents by name, each of any size."""
    ours = {name: _repeated(*parts) for name, parts in _REPEATED.items()}
    return {**SHAPES, **MORE_SHAPES, **SEASONS, **ours}


@dataclass
class _Phase:
    """Processor seconds that something took, the reader's process included, and the loop's longest stop.

    A stop is in processor seconds of this process too: what other programs take away counts for nothing.
    """

    cpu: float = 0.0
    stop: float = 0.0


@contextlib.asynccontextmanager
async def _measured() -> AsyncIterator[_Phase]:
    phase = _Phase()

    async def beat() -> None:
        while True:
            before = time.process_time()
            await asyncio.sleep(_BEAT)
            phase.stop = max(phase.stop, time.process_time() - before)

    beating = asyncio.create_task(beat())
    await asyncio.sleep(0)
    before = sum(os.times()[:4])
    try:
        yield phase
    finally:
        await asyncio.sleep(2 * _BEAT)
        phase.cpu = sum(os.times()[:4]) - before
        beating.cancel()


async def _measure(data: bytes) -> tuple[dict[str, _Phase], str]:
    """Return what a document takes in each phase, and whether it was taken."""
    phases: dict[str, _Phase] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seasons").mkdir()
        moderation = Moderation(folder / "seasons", folder / "data" / "cache.sqlite3", folder / "data")
        await moderation.load()
        store = Store(folder / "data" / "cache.sqlite3")
        store.taken_up = freeze_collector
        await store.refresh()
        try:
            async with _measured() as phases["preview"]:
                preview = await moderation.offer("2013.txt", data, _WHO)
                moderator_message(preview_reply(preview, await moderation.state(), _ENGLISH), _ENGLISH)
            async with _measured() as phases["confirm"]:
                _, report = await moderation.confirm(preview.offer.token, _WHO)
                await store.refresh()
                moderator_message(added_reply(_SEASON, "2013.txt", report, _ENGLISH), _ENGLISH)
            async with _measured() as phases["type"]:
                await _type(store)
            async with _measured() as phases["ask"]:
                await _ask(store)
            async with _measured() as phases["check"]:
                checked = await moderation.check(_WHO)
                moderator_message(check_reply(checked, (), _ENGLISH), _ENGLISH)
                listed = list_reply(await moderation.documents(), await moderation.state(), (), _ENGLISH)
                moderator_message(listed, _ENGLISH)
        except CopaError as error:
            return phases, f"refused ({type(error).__name__})"
        finally:
            await store.close()
            await moderation.store.close()
    return phases, _TAKEN


async def _ask(store: Store) -> None:
    """Ask each kind of question on the season and its clubs, in every view and on its last page."""
    async with store.snapshot() as snapshot:
        questions: list[Question] = [FreeText(text) for text in _texts(snapshot)]
        questions += [QueryPage(query, page) for query in _queries(snapshot) for page in (1, _LAST_PAGE)]
        for question in questions:
            with contextlib.suppress(CopaError):
                await question.message(_BOT, snapshot, _ENGLISH, Seen(public=True))
            await asyncio.sleep(2 * _BEAT)


async def _type(store: Store) -> None:
    """Type into each option."""
    async with store.snapshot() as snapshot:
        for typed in ("", "m", "grupo 1", "final round"):
            for suggest in (
                lambda typed: suggest_clubs(snapshot, typed, None),
                lambda typed: suggest_clubs(snapshot, typed, _SEASON),
                lambda typed: suggest_departments(snapshot, typed, _SEASON),
                lambda typed: suggest_regions(snapshot, typed, _SEASON),
                lambda typed: suggest_rounds(snapshot, _ENGLISH, _SEASON, typed),
                lambda typed: suggest_rounds(snapshot, _ENGLISH, _SEASON, typed, "final stage"),
                lambda typed: suggest_stages(snapshot, _ENGLISH, _SEASON, typed),
                lambda typed: suggest_seasons(snapshot, typed),
            ):
                await cached(snapshot, (suggest, typed), functools.partial(suggest, typed))
                await asyncio.sleep(2 * _BEAT)


def _queries(snapshot: Snapshot) -> Iterator[Query]:
    clubs = [club.name for club in snapshot.clubs.values()]
    ends = {"team": clubs[0], "opponent": clubs[-1]} if clubs else {}
    for kind in KINDS.values():
        fields = kind.__dataclass_fields__
        given: dict[str, Any] = {field: value for field, value in ends.items() if field in fields}
        if not given and "team" in fields:
            continue
        if "season" in fields:
            given |= {"season": _SEASON}
        yield kind(**given)
        for part in {"stage": "final stage", "round": "1"}.items():
            if part[0] in fields:
                yield kind(**given | dict([part]))
    for view in VIEWS:
        yield Standings(_SEASON, view=view)


def _texts(snapshot: Snapshot) -> Iterator[str]:
    clubs = [club.name for club in snapshot.clubs.values()]
    yield from ("who won in 2013", "table of group 7 in 2013", "results of the final round of 2013")
    yield from ([f"how did {clubs[0]} do", f"{clubs[0]} against {clubs[-1]} in 2013"] if clubs else ())


def main() -> None:
    """Measure each shape, and print or write the worst ten."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("--kib", type=int, default=64, help="size of each document")
    parser.add_argument("--only", default="", help="shapes with this in their name")
    parser.add_argument(
        "--write",
        action="store_true",
        help="write the table into docs/performance.md, which has places for 64 and 1024 KiB",
    )
    options = parser.parse_args()
    found, refused = {}, 0
    for name, shape in shapes().items():
        if options.only in name:
            phases, outcome = asyncio.run(_measure(shape(options.kib << 10)))
            found[name] = phases
            refused += outcome != _TAKEN
            told = [f"{kind} {_cell(phase)}" for kind, phase in phases.items()]
            print(f"{name}: {outcome}: {'; '.join(told)}", flush=True)
    text = report(found, refused, options.kib)
    print(text)
    if options.write:
        write(f"hostile {options.kib}", text)


def report(found: dict[str, dict[str, _Phase]], refused: int, kib: int) -> str:
    """Return how many shapes stop the loop for too long, and a table of the worst."""
    stops = {name: max(phase.stop for phase in phases.values()) for name, phases in found.items()}
    worst = sorted(found, key=lambda name: -stops[name])[:_SHOWN]
    kinds = ("preview", "confirm", "type", "ask", "check")
    rows = [[name, *(_cell(found[name].get(kind)) for kind in kinds)] for name in worst]
    over = sum(stop > _MOST_STOP for stop in stops.values())
    table = markdown(("shape", "preview", "confirm", "suggestions", "all questions", "check"), rows)
    return (
        f"{len(found)} shapes, each a document of {kib} KiB, {refused} of them refused as more than any "
        f"season has; {over} stop the event loop for more than {1000 * _MOST_STOP:.0f} ms. The worst ten, in "
        f"processor seconds, with the longest stop:\n\n{table}"
    )


def _cell(phase: _Phase | None) -> str:
    return f"{phase.cpu:.2f} s, {1000 * phase.stop:.0f} ms" if phase else "refused"


if __name__ == "__main__":
    main()
