"""Answers on very many seasons: a page costs as much as with few seasons, and no page loses anything."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import seasons
from bot.cache import Snapshot, Store, load
from bot.discord_ui.answer import reply_to
from bot.queries import Query, scorers
from bot.queries.about import About
from bot.queries.query import LINES, Window
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.seasons import Seasons
from bot.queries.team import Team
from bot.queries.versus import Versus
from bot.replies.language import language
from bot.replies.reply import Draft, Part, Reply, at_page, lines_of, render
from tests.conftest import SEEDS
from tests.properties import examples

FEW, MANY = 18, 30
TEXT = language("en-US", markup=False)
ON_ALL = (Seasons(), About(), Records(), Scorers())
STATED = """- League Topscorer: Juan Uno (9)
- Biggest Home Win: Sport Uno 3 - 0 Sport Dos
"""


@pytest.fixture(scope="module")
def caches(tmp_path_factory):
    """Give a folder of caches of few and of many made-up seasons; one in six states no scorer, no record."""
    root = tmp_path_factory.mktemp("pages")
    for number in (FEW, MANY):
        folder = root / str(number)
        for i, path in enumerate(seasons.write(folder, number)):
            if i % 6:
                text = path.read_text(encoding="utf-8").replace("- Prevseason", f"{STATED}- Prevseason")
                path.write_text(text, encoding="utf-8")
        (folder / "rules.toml").write_bytes((SEEDS / "rules.toml").read_bytes())
        asyncio.run(load(folder, root / f"{number}.sqlite3"))
    return root


@contextlib.asynccontextmanager
async def opened(caches, number) -> AsyncIterator[Snapshot]:
    store = Store(caches / f"{number}.sqlite3")
    try:
        async with store.snapshot() as snapshot:
            yield snapshot
    finally:
        await store.close()


async def veteran(snapshot: Snapshot) -> tuple[str, str]:
    """Return the club with the most match lines and the opponent that it met most."""
    row = await snapshot.row(
        "SELECT club FROM club_record WHERE origin = 'line' ORDER BY matches DESC LIMIT 1"
    )
    return row["club"], (await Team(row["club"]).answer(snapshot)).opponents[0].club.key


async def whole_of(query: Query, snapshot: Snapshot) -> list[str]:
    return [line for part in render(await query.answer(snapshot), TEXT).parts for line in part.lines]


async def turned(query: Query, snapshot: Snapshot) -> list[list[str]]:
    """Return the lines of each page as a reader turns them."""
    pages: list[list[str]] = []
    last = 1
    while len(pages) < last:
        _, reply = await reply_to(query, snapshot, TEXT, len(pages) + 1)
        pages.append([line for part in reply.parts for line in part.lines])
        assert reply.page == len(pages)
        last = reply.pages
    return pages


async def test_the_pages_hold_every_line_of_the_whole_once_and_in_order(caches):
    async with opened(caches, MANY) as snapshot:
        club, opponent = await veteran(snapshot)
        for query in (*ON_ALL, Results(club), Team(club), Versus(club, opponent)):
            pages = await turned(query, snapshot)
            assert [line for page in pages for line in page] == await whole_of(query, snapshot), query
            assert len(pages) > 1 or isinstance(query, Versus), query


async def test_many_seasons_without_a_scorer_are_listed_page_by_page(caches, monkeypatch):
    monkeypatch.setattr(scorers, "FEW", 2)
    monkeypatch.setattr(scorers, "ON_A_LINE", 1)
    async with opened(caches, MANY) as snapshot:
        pages = await turned(Scorers(), snapshot)
        assert [line for page in pages for line in page] == await whole_of(Scorers(), snapshot)
        assert {str(year) for year in snapshot.seasons[::6]} <= set(pages[-1])


async def test_a_page_beyond_the_last_is_the_last(caches):
    async with opened(caches, MANY) as snapshot:
        club, _ = await veteran(snapshot)
        for query in (*ON_ALL, Results(club), Team(club)):
            last = (await turned(query, snapshot))[-1]
            _, reply = await reply_to(query, snapshot, TEXT, 999)
            assert [line for part in reply.parts for line in part.lines] == last, query


async def steps(query: Query, snapshot: Snapshot) -> int:
    """Return about how many steps SQLite takes for the first page, with nothing kept from before."""
    counted = 0

    def count() -> None:
        nonlocal counted
        counted += 1

    snapshot.remembered.clear()
    snapshot.db.set_progress_handler(count, 10)
    try:
        await reply_to(query, snapshot, TEXT)
    finally:
        snapshot.db.set_progress_handler(None, 0)
    return 10 * counted


async def test_the_first_page_asks_no_more_of_many_seasons_than_of_few(caches):
    taken = []
    for number in (FEW, MANY):
        async with opened(caches, number) as snapshot:
            taken.append([await steps(query, snapshot) for query in ON_ALL])
    assert [many < 1.4 * few for few, many in zip(*taken, strict=True)] == [True] * len(ON_ALL), taken


async def test_a_clubs_record_is_that_of_all_its_matches_though_a_page_reads_some(caches):
    async with opened(caches, MANY) as snapshot:
        club, _ = await veteran(snapshot)
        whole, page = await Results(club).answer(snapshot), await Results(club).answer_page(snapshot, 2)
        assert page.tally == whole.tally
        assert page.opponents == whole.opponents
        assert len(page.seasons) < len(whole.seasons)
        profile, first = await Team(club).answer(snapshot), await Team(club).answer_page(snapshot, 1)
        assert first.opponents == profile.opponents[: len(first.opponents)]
        assert (first.tally, first.wins, first.losses, first.met) == (
            profile.tally,
            profile.wins,
            profile.losses,
            len(profile.opponents),
        )


@pytest.mark.parametrize(
    ("page", "total", "window"),
    [
        (1, 0, Window(1, 1)),
        (1, 15, Window(1, 1)),
        (1, 16, Window(1, 2)),
        (2, 16, Window(2, 2)),
        (9, 16, Window(2, 2)),
        (0, 16, Window(1, 2)),
    ],
)
def test_a_window_is_a_page_that_there_is(page, total, window):
    assert Window.at(page, total, LINES) == window


def test_lines_are_taken_from_parts_by_their_place():
    parts = (Part("a", ("1", "2")), Part("b", ("3",)), Part("c", ("4", "5")))
    assert lines_of(parts, range(1, 4)) == (Part("a", ("2",)), Part("b", ("3",)), Part("c", ("4",)))
    assert lines_of(parts, range(-5, 1)) == (Part("a", ("1",)),)
    assert lines_of(parts, range(5, 9)) == ()


def test_only_lines_that_are_shown_are_put_into_words():
    said = []
    drafts = [Draft("a", [lambda n=n: said.append(n) or str(n) for n in range(4)])]
    assert [part.part() for part in lines_of(drafts, range(1, 3))] == [Part("a", ("1", "2"))]
    assert said == [1, 2]


@examples(40)
@given(st.lists(st.tuples(st.sampled_from([None, "a", "b"]), st.lists(st.integers(0, 4000), max_size=20))))
def test_pages_have_all_lines_in_their_order_and_no_more_than_they_hold(parts):
    reply = Reply("t", parts=tuple(Part(heading, tuple("x" * n for n in lines)) for heading, lines in parts))
    first = at_page(reply, 1)
    pages = [at_page(reply, number) for number in range(1, first.pages + 1)]
    shown = [[line for part in page.parts for line in part.lines] for page in pages]
    assert [line for lines in shown for line in lines] == [
        line for part in reply.parts for line in part.lines
    ]
    for lines in shown:
        assert len(lines) <= LINES
        assert len(lines) < 2 or sum(map(len, lines)) <= 3000
    for page in pages:
        headings = [part.heading for part in page.parts]
        assert all(before != after for before, after in itertools.pairwise(headings))


def test_what_was_made_as_one_page_of_several_is_not_divided_again():
    lines = tuple(str(n) for n in range(2 * LINES))
    reply = Reply("title", lead=("lead",), parts=(Part(None, lines),), notes=("note",), page=2, pages=3)
    shown = at_page(reply, 1)
    assert (shown.page, shown.parts, shown.lead, shown.notes) == (2, reply.parts, (), ())
    assert at_page(replace(reply, page=3), 3).notes == ("note",)
