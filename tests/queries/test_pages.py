"""Pages of answers: none loses a line, none is much longer than a screen."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import seasons
from bot.cache import Snapshot, Store, load
from bot.discord_ui.answer import reply_to
from bot.queries import Query
from bot.queries.about import About
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.seasons import Seasons
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus
from bot.replies.language import Marked, language
from bot.replies.render import render
from bot.replies.reply import Citation, LinkMenu, Part, Reply, at_page
from tests.five import SEEDS
from tests.properties import examples

MANY = 30
TEXT = language("en-US", markup=False)
ON_ALL = (Seasons(), About(), Records(), Scorers())
STATED = """- League Topscorer: Juan Uno (9)
- Biggest Home Win: Sport Uno 3 - 0 Sport Dos
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Give a cache of many made-up seasons; one in six states no scorer, no record."""
    root = tmp_path_factory.mktemp("pages")
    folder = root / "seasons"
    for i, path in enumerate(seasons.write(folder, MANY)):
        if i % 6:
            text = path.read_text(encoding="utf-8").replace("- Prevseason", f"{STATED}- Prevseason")
            path.write_text(text, encoding="utf-8")
    (folder / "rules.toml").write_bytes((SEEDS / "rules.toml").read_bytes())
    asyncio.run(load(folder, root / "cache.sqlite3"))
    return root / "cache.sqlite3"


@contextlib.asynccontextmanager
async def opened(cache) -> AsyncIterator[Snapshot]:
    store = Store(cache)
    try:
        async with store.snapshot() as snapshot:
            yield snapshot
    finally:
        await store.close()


async def veteran(snapshot: Snapshot) -> tuple[str, str]:
    """Return a club of many seasons and the opponent that it met most."""
    club = max(snapshot.index.clubs, key=lambda club: len(club.seasons)).key
    return club, (await TeamProfile(club).answer(snapshot)).opponents[0].club.key


async def whole_of(query: Query, snapshot: Snapshot) -> list[str]:
    return [line for part in render(await query.answer(snapshot), TEXT).parts for line in part.lines]


async def turned(query: Query, snapshot: Snapshot) -> list[list[str]]:
    """Return the lines of each page as a reader turns them."""
    pages: list[list[str]] = []
    last = 1
    while len(pages) < last:
        _, whole = await reply_to(query, snapshot, TEXT)
        reply = at_page(whole, len(pages) + 1)
        pages.append([line for part in reply.parts for line in part.lines])
        assert reply.page == len(pages)
        last = reply.pages
    return pages


async def test_the_pages_hold_every_line_of_the_whole_once_and_in_order(cache):
    async with opened(cache) as snapshot:
        club, opponent = await veteran(snapshot)
        for query in (*ON_ALL, Results(club), TeamProfile(club), Versus(club, opponent)):
            pages = await turned(query, snapshot)
            assert [line for page in pages for line in page] == await whole_of(query, snapshot), query
            assert len(pages) > 1 or isinstance(query, Versus | Records | Results | TeamProfile), query


async def test_a_page_beyond_the_last_is_the_last(cache):
    async with opened(cache) as snapshot:
        club, _ = await veteran(snapshot)
        for query in (*ON_ALL, Results(club), TeamProfile(club)):
            last = (await turned(query, snapshot))[-1]
            reply = at_page((await reply_to(query, snapshot, TEXT))[1], 999)
            assert [line for part in reply.parts for line in part.lines] == last, query


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
        assert len(lines) <= 22
        assert len(lines) < 2 or sum(map(len, lines)) <= 3000
    for page in pages:
        headings = [part.heading for part in page.parts]
        assert all(before != after for before, after in itertools.pairwise(headings))


def lines_of_pages(*parts: int) -> list[int]:
    """Return how many lines each page of a reply has whose parts have so many."""
    reply = Reply("t", parts=tuple(Part(str(n), ("x",) * lines) for n, lines in enumerate(parts)))
    first = at_page(reply, 1)
    return [
        sum(len(part.lines) for part in at_page(reply, number).parts) for number in range(1, first.pages + 1)
    ]


def test_a_page_ends_where_a_part_does():
    assert lines_of_pages(*[4] * 6) == [16, 8]
    assert lines_of_pages(11, 9) == [11, 9]


def test_what_fits_on_a_screen_is_one_page():
    assert lines_of_pages(15, 1) == [16]
    assert lines_of_pages(17) == [17]


def test_a_long_part_goes_over_several_pages():
    assert lines_of_pages(40) == [19, 19, 2]
    assert lines_of_pages(4, 30) == [18, 16]


def test_title_lead_notes_source_and_controls_leave_less_room():
    lines = Part(None, (Marked("x"),) * 20)
    alone = Reply(Marked("t"), parts=(lines,))
    menus = (LinkMenu("a", ()), LinkMenu("b", ()))
    for less in (
        Reply(Marked("t" * 90), parts=(lines,)),
        Reply(Marked("t"), (Marked("x"), Marked("y")), parts=(lines,)),
        Reply(Marked("t"), parts=(lines,), source=Citation(Marked("s" * 60))),
        Reply(Marked("t"), parts=(lines,), link_menus=menus),
    ):
        assert len(at_page(less, 1).parts[0].lines) < len(at_page(alone, 1).parts[0].lines)
    noted = at_page(Reply(Marked("t"), parts=(lines,), notes=(Marked("n" * 90),)), 2)
    assert (noted.page, noted.pages, len(noted.notes)) == (2, 2, 1)


def test_small_print_is_narrower_than_text():
    lines = Part(None, (Marked("x"),) * 20)
    long = Marked("s" * 50)
    source = Reply(Marked("t"), parts=(lines,), source=Citation(long))
    note = Reply(Marked("t"), parts=(lines,), notes=(long,))
    aside = Reply(Marked("t"), (language("en-US").small(long),), parts=(lines,))
    assert [at_page(reply, 1).pages for reply in (source, note, aside)] == [1, 1, 1]
    assert at_page(Reply(Marked("t"), (long,), parts=(lines,)), 1).pages == 2
