"""The bench itself: its sums, its tables, and a short run of it against the real process and the floor."""

import asyncio
import itertools
import json
import time
from types import SimpleNamespace

import pytest
import pytest_asyncio

from bench import profiled
from bench.floor import COMMANDS
from bench.forgetful import forgetting
from bench.measure import Beside, Slice, in_turns, paired, percentile, summary
from bench.mix import Deed, commands, each_new, once, typing, vocabulary
from bench.profiled import by_function, by_room
from bench.sizes import Latencies, ask
from bench.standin import usage_of
from bench.standin.openapi import DESCRIPTION, Description
from bench.standin.rest import Request
from bench.table import markdown, write
from bot.discord_ui.message import Message
from bot.replies.language import language

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def words(discord, bot):
    return await vocabulary(bot, discord.person("reader"), ("", "a"))


async def test_both_bots_answer_a_short_load_without_a_failure(bot, discord, words, fan, hincha, folder):
    file = folder / "commands.json"
    file.write_text(json.dumps(bot.application.commands[None]), encoding="utf-8")
    deeds = [*itertools.islice(commands(words, 1), 25), *itertools.islice(typing(words, 1), 15)]
    table = Deed("standings", (("season", 1996),))
    stacks = folder / "floor.stacks"
    environ = {COMMANDS: str(file), profiled.PROFILE: str(stacks)}
    async with discord.bot(environ, module="bench.profiled", arguments=["bench.floor"]) as floor:
        found = await in_turns(
            (bot, floor),
            (fan,),
            (iter(deeds), iter(deeds)),
            slices=1,
            seconds=20,
            beside=(Beside((hincha,), iter([table])), None),
        )
        floor.process.signal(profiled.SIGNAL)
        await asyncio.to_thread(_until, stacks.exists)
    sums = [summary(slices) for slices in found]
    assert [(one.answers, one.failures) for one in sums] == [(len(deeds), 0)] * 2
    assert {deed.command for deed in deeds} > {"champion", "results"}
    assert all(one.cpu > 0 and one.memory > 1 and one.standin > 0 for one in sums)
    assert sums[0].pictures > 0
    # What draws the picture is a process of its own and counts as the bot's.
    assert usage_of(bot.process.pid).memory < bot.process.usage().memory
    rooms = by_room(stacks.read_text(encoding="utf-8").splitlines())
    # So few answers are a handful of looks, which need not fall on each of the three.
    assert rooms.keys() & {"discord", "aiohttp", "asyncio"}
    assert sum(rooms.values()) == pytest.approx(1)


def _until(true, seconds=10):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)


async def test_growth_is_measured_with_every_command_asked_first_and_again(bot, fan, words):
    found = Latencies()
    await ask(bot, fan, words, 1967, found, questions=1)
    assert found.first.keys() == found.again.keys() == words.names
    assert all(len(found.first[name]) == len(found.again[name]) == 1 for name in words.names)
    assert len(found.typed) == 2


async def test_a_question_asked_once_does_not_come_again_in_other_words(words):
    before = list(itertools.islice(commands(words, 3), 50))
    fresh = [deed.meaning for deed in itertools.islice(once(commands(words, 2), before), 300)]
    assert len(set(fresh)) == 300
    assert not {deed.meaning for deed in before} & set(fresh)


async def test_new_questions_come_evenly_and_end_where_a_command_has_no_more(words):
    seen = list(itertools.islice(commands(words, 3), 50))
    asked = words.only({"champion", "results", "about"})
    new = each_new(asked, 2, seen, few=3, most=100)
    turns = [deed.command for deed in new]
    assert turns == ["champion", "results"] * (len(turns) // 2)
    assert 3 <= len(turns) // 2 < 100
    meanings = [deed.meaning for deed in (*seen, *new) if deed.command in ("champion", "results")]
    assert len(set(meanings)) == len({deed.meaning for deed in seen if deed.command in turns}) + len(new)


@pytest.mark.parametrize(("answers_alone", "kept"), [(False, {}), (True, {"tables": ["read"]})])
async def test_the_forgetful_bot_remembers_within_one_question_alone(answers_alone, kept):
    snapshot = SimpleNamespace(remembered={"tables": ["read"]})
    found = []

    class Asked:
        async def message(self, bot, snapshot, t, *, public):
            found.append(dict(snapshot.remembered))
            snapshot.remembered |= {"tables": ["read"]}
            return Message({})

    finished = forgetting(answers_alone=answers_alone)
    answer = await finished(None, Asked(), snapshot, language("en-US"), public=True)
    assert not answer.cacheable
    assert (found, snapshot.remembered) == ([kept], kept)


async def test_time_is_told_by_room_and_by_function():
    stacks = [
        "bot/__main__.py:main;bot/queries/season.py:answer;json/decoder.py:decode 3",
        "bot/__main__.py:main;bot/queries/season.py:answer;bot/cache/snapshot.py:rows 1",
        "bot/__main__.py:main;asyncio/events.py:run;discord/client.py:run 4",
        "threading.py:wait 2",
    ]
    assert by_room(stacks) == {"discord": 0.4, "bot/queries": 0.3, "Python": 0.2, "bot/cache": 0.1}
    assert by_function(stacks, "bot/") == {
        "bot/__main__.py:main": 0.8,
        "bot/queries/season.py:answer": 0.4,
        "bot/cache/snapshot.py:rows": 0.1,
    }


async def test_percentiles_and_sums_are_those_of_all_slices_together():
    slices = [
        Slice(2.0, [0.001 * n for n in range(1, 51)], failures=1, cpu=1.0, memory=40.0),
        Slice(2.0, [0.001 * n for n in range(51, 101)], cpu=1.0, memory=41.0),
    ]
    one = summary(slices)
    assert (one.throughput, one.failures, one.answers, one.memory) == (25.0, 1, 100, 41.0)
    assert (round(one.p50), round(one.p95), round(one.p99)) == (51, 96, 100)
    assert one.cpu == pytest.approx(20.0)
    assert percentile([], 99) == 0.0


async def test_ratios_are_those_of_slices_side_by_side():
    ours = [Slice(1.0, [0.1] * count) for count in (5, 10, 30)]
    floor = [Slice(1.0, [0.1] * count) for count in (10, 10, 10)]
    assert paired(ours, floor) == (0.5, 1.0, 3.0)


async def test_a_table_takes_the_place_of_the_last_one_and_leaves_the_rest(folder):
    page = folder / "page.md"
    page.write_text("Before.\n<!-- load: begin -->\nold\n<!-- load: end -->\nAfter.\n", encoding="utf-8")
    write("load", markdown(("", "a"), [("x", "1")]), page)
    assert page.read_text(encoding="utf-8") == (
        "Before.\n<!-- load: begin -->\n|  | a |\n| --- | ---: |\n| x | 1 |\n<!-- load: end -->\nAfter.\n"
    )
    with pytest.raises(ValueError, match="sizes"):
        write("sizes", "", page)


@pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's description is not at hand")
@pytest.mark.parametrize(
    ("method", "path", "query", "body", "fault"),
    [
        ("POST", "/interactions/1/token/callback", {}, {"type": 4, "data": {"content": "x" * 2001}}, "2000"),
        ("POST", "/interactions/1/token/callback", {"wait": "1"}, {"type": 6}, "wait"),
        ("POST", "/interactions/1/token/answer", {}, {"type": 6}, "no such request"),
        ("PUT", "/applications/1/commands", {}, [{"name": "x" * 33, "description": "d"}], "32"),
        ("POST", "/channels/1/messages", {}, {"content": 5}, "content"),
    ],
)
async def test_what_discord_would_refuse_is_found(method, path, query, body, fault):
    sent = Request(method, path, query, "application/json", json.dumps(body).encode(), "")
    [found] = Description(DESCRIPTION).faults(sent)
    assert found.startswith(f"{method} {path}: ")
    assert fault in found
