"""Documents of twice the size take twice the steps, to read and to answer from: counted, not timed."""

import asyncio
import sys
from collections.abc import Callable

import pytest

from bench.hostile import shapes
from bot.cache import Store, load
from bot.discord_ui.answer import beside_others
from bot.errors import QuestionError
from bot.queries import KINDS, answer_to
from bot.queries.standings import VIEWS, Standings
from bot.replies.language import language
from bot.replies.render import render
from bot.replies.reply import at_page, in_detail
from tests.shapes import MORE_SHAPES, SEASONS, SHAPES

pytestmark = pytest.mark.slow

_SIZE = 6 << 10
_KINDS = ("champion", "matches", "ranking", "records", "season", "standings", "teams")


async def steps(work: Callable) -> int:
    """Return how many lines are run while something is awaited, one at each turn of a loop."""
    lines = 0

    def count(frame, event, argument):
        nonlocal lines
        lines += event == "line"
        return count

    tracing = sys.gettrace()
    sys.settrace(count)
    try:
        await work()
    finally:
        sys.settrace(tracing)
    return lines


async def _uncounted(work: Callable) -> int:
    await work()
    return 0


async def answered(data: bytes, folder, counting=steps) -> int:
    """Return the steps of reading a document and of answering what asks for all of it."""
    from bot.reader import read_seasons

    async def read():
        read_seasons(data, "2013.txt")

    total = await counting(read)
    (folder / "seasons").mkdir(parents=True)
    (folder / "seasons" / "2013.txt").write_bytes(data)
    await load(folder / "seasons", folder / "cache.sqlite3")
    store, t = Store(folder / "cache.sqlite3"), language("en", markup=False)
    async with store.snapshot() as snapshot:

        async def ask():
            queries = [KINDS[kind](season=2013) for kind in _KINDS]
            for query in (*queries, *(Standings(2013, view=view) for view in VIEWS)):
                try:
                    at_page(render((await answer_to(query, snapshot))[1], t), 9999)
                except QuestionError:
                    continue

        total += await counting(ask)
    await store.close()
    return total


@pytest.mark.parametrize("shape", [*SEASONS, "match lines", "headings", "teams", "rows of text"])
async def test_twice_the_document_takes_twice_the_steps(shape, tmp_path):
    made = {**SEASONS, **SHAPES, **MORE_SHAPES}[shape]
    # The first reading fills what is kept for all documents: vocabularies, catalogues.
    await answered(made(_SIZE), tmp_path / "first", counting=_uncounted)
    small = await answered(made(_SIZE), tmp_path / "small")
    large = await answered(made(2 * _SIZE), tmp_path / "large")
    assert large < 2.6 * small


@pytest.mark.parametrize(
    "shape", ["matches of other clubs", "a list of teams", "opened tables", "the same infobox field"]
)
async def test_questions_on_a_document_larger_than_any_season_go_beside_others(shape, tmp_path):
    (tmp_path / "seasons").mkdir()
    (tmp_path / "seasons" / "2013.txt").write_bytes(shapes()[shape](64 << 10))
    await load(tmp_path / "seasons", tmp_path / "cache.sqlite3")
    store, loop = Store(tmp_path / "cache.sqlite3"), asyncio.get_running_loop()
    async with store.snapshot() as snapshot:

        async def answered_in():
            return asyncio.get_running_loop()

        assert await beside_others(snapshot, answered_in()) is not loop
        _, overview = await answer_to(KINDS["season"](season=2013), snapshot)
        reply = in_detail(render(overview, language("en")), "Sources")
        assert sum(len(part.lines) for part in reply.parts) < 1_000
    await store.close()
