"""Documents full of markup, mentions, addresses and controls: every answer stays whole and harmless."""

import contextlib
import io
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simcord import HttpLogEntry

from bot.cache import Snapshot, Store, load
from bot.commands.options import (
    suggest_clubs,
    suggest_departments,
    suggest_regions,
    suggest_rounds,
    suggest_seasons,
    suggest_stages,
)
from bot.discord_ui.controls import Place
from bot.discord_ui.message import message
from bot.queries import KINDS, Query
from bot.queries.matches import Matches
from bot.queries.query import Examples
from bot.queries.results import Results
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.versus import Versus
from bot.replies.language import Language, language
from bot.terminal.ask import show
from tests.hostile import NAMES, broken_markup, document, drives_a_terminal
from tests.properties import examples
from tests.simulated import ask, broken_limits, messages_of, raw_text, walk
from tests.test_every_button import limits_broken_by, reply_of, takes

YEARS = tuple(range(2001, 2001 + len(NAMES) // 12 + 1))
SIGNS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r")
ORDERS = st.permutations(NAMES) | st.lists(
    st.sampled_from(NAMES) | st.text(SIGNS, min_size=2, max_size=60), min_size=12, max_size=12, unique=True
)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("**Sport** Boys*", "an odd *"),
        ("**Sport", "an odd **"),
        ("`Sport", "an odd `"),
        ("```\nSport", "an open code block"),
        ("[Sport](javascript:x)", "a link of a name's own"),
        ("see https://example.org", "an address of a name's own"),
        ("<@1> and @everyone", "mention <@"),
        ("<#5>", "mention <#"),
    ],
)
def test_what_breaks_markup_is_found(text, fault):
    assert fault in broken_markup(text)


@pytest.mark.parametrize(
    "text",
    [
        "**Sport**: `/team team:<@1>`",
        "\\*Sport \\<@1>",
        "```\n<@1> **\n```",
        "[2001](https://example.org/2001_%28a%29)",
    ],
)
def test_what_is_whole_passes(text):
    assert broken_markup(text) == []


@contextlib.asynccontextmanager
async def snapshot_of(names: list[str]) -> AsyncIterator[Snapshot]:
    """Give the facts of seasons in which clubs of all these names play."""
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "seasons").mkdir()
        # The last names would be too few for a season of their own.
        for year, start in zip(YEARS, range(0, len(names), 12), strict=False):
            called = tuple([*names[start : start + 12], *names][:12])
            (folder / "seasons" / f"{year}.txt").write_text(document(year, called), encoding="utf-8")
        await load(folder / "seasons", folder / "cache.sqlite3")
        store = Store(folder / "cache.sqlite3")
        try:
            async with store.snapshot() as snapshot:
                yield snapshot
        finally:
            await store.close()
    finally:
        shutil.rmtree(folder)


async def questions(snapshot: Snapshot, names: list[str]) -> list[Query]:
    clubs = [row["key"] for row in await snapshot.rows("SELECT key FROM club ORDER BY key")]
    asked = [found for cls in KINDS.values() if (found := cls.example(Examples(2001, *clubs[:2])))]
    asked += [cls(year) for cls in KINDS.values() if takes(cls) for year in YEARS[:2]]
    asked += [cls(key) for key in clubs[::2] for cls in (Results, TeamProfile)]
    asked += [Results(name) for name in names[::3]] + [Versus(names[0], name) for name in names[1::6]]
    return asked + [cls(2001, name) for name in names[::6] for cls in (Matches, Teams)]


async def faults_of(query: Query, snapshot: Snapshot, t: Language) -> list[str]:
    understood, reply = await reply_of(query, 1, snapshot, t)
    faults = []
    for page in range(1, min(reply.pages, 4) + 1):
        shown = message((await reply_of(query, page, snapshot, t))[1], t, Place(understood))
        faults += limits_broken_by(shown)
        for part in walk(shown.payload["components"]):
            faults += broken_markup(part.get("content") or "")
            faults += ["a control"] if drives_a_terminal(part.get("content") or "") else []
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        show((await reply_of(query, 1, snapshot, t.plain))[1], t.plain)
    return faults + (["a control in the terminal"] if drives_a_terminal(printed.getvalue()) else [])


@pytest.mark.parametrize("tag", ["en-US", "es-419"])
@examples(1)
@given(names=ORDERS)
async def test_no_name_breaks_an_answer_or_mentions_anybody(tag, names):
    t = language(tag)
    async with snapshot_of(names) as snapshot:
        for query in await questions(snapshot, names):
            assert await faults_of(query, snapshot, t) == [], query


@examples(1)
@given(names=ORDERS)
async def test_no_name_breaks_a_suggestion(names):
    t = language("es-419").plain
    async with snapshot_of(names) as snapshot:
        for typed in ("", "a", "@", *names):
            offered = [
                await suggest_clubs(snapshot, typed, None),
                await suggest_departments(snapshot, typed, 2001),
                await suggest_regions(snapshot, typed, 2001),
                await suggest_seasons(snapshot, typed),
                await suggest_rounds(snapshot, t, 2001, typed, None),
                await suggest_stages(snapshot, t, 2001, typed),
            ]
            for choices in offered:
                assert _faults(choices) == [], typed


@pytest.fixture
def environment(environment, tmp_path):
    """Let the bot start with hostile documents, one of them of a hostile name, one of no text."""
    folder = tmp_path / "seasons"
    folder.mkdir()
    (folder / "2001 @everyone **x** <@1> `.txt").write_text(document(2001, NAMES[:12]), encoding="utf-8")
    (folder / "2005 [a](x) __.txt").write_bytes(b"\xff")
    (tmp_path / "data" / "cache.sqlite3").unlink()
    environment.setenv("SEASONS_DIR", str(folder))
    return environment


async def test_no_name_breaks_what_moderators_see(moderator):
    for command in ("data check", "data list", "reload"):
        for found in messages_of(await ask(moderator, command)):
            assert broken_markup(raw_text(found)) == [], command
            assert not drives_a_terminal(raw_text(found)), command


def _faults(choices) -> list[str]:
    sent = {"type": 8, "data": {"choices": [choice.to_dict() for choice in choices]}}
    callback = HttpLogEntry("POST", "/interactions/1/token/callback", {}, sent, None)
    blank = [choice.value for choice in choices if not choice.name.strip()]
    return [*broken_limits([callback]), *blank, *filter(drives_a_terminal, (c.name for c in choices))]
