"""The bench itself: its sums, its tables, and a short run of it against the real process and the baseline."""

import itertools
import json
from types import SimpleNamespace

import pytest
import pytest_asyncio

from bench.baseline import COMMANDS
from bench.forgetful import finished
from bench.measure import Beside, Slice, in_turns, paired, percentile, summary
from bench.mix import Deed, commands, each_new, once, typing, vocabulary
from bench.standin import usage_of
from bench.standin.openapi import DESCRIPTION, Description
from bench.standin.rest import Request
from bench.table import markdown, write
from bot.discord_ui.answer import Seen
from bot.discord_ui.message import Message
from bot.replies.language import language

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def words(discord, bot):
    return await vocabulary(bot, discord.person("reader"), ("", "a"))


async def test_both_bots_answer_a_short_load_without_a_failure(bot, discord, words, fan, hincha, folder):
    file = folder / "commands.json"
    file.write_text(json.dumps(bot.application.commands[None]), encoding="utf-8")
    deeds = [*itertools.islice(commands(words, 1), 25), *itertools.islice(typing(words, 1), 15)]
    table = Deed("standings", (("season", 1996),))
    async with discord.bot({COMMANDS: str(file)}, module="bench.baseline") as baseline:
        found = await in_turns(
            (bot, baseline),
            (fan,),
            (iter(deeds), iter(deeds)),
            slices=1,
            seconds=20,
            beside=(Beside((hincha,), iter([table])), None),
        )
    sums = [summary(slices) for slices in found]
    assert [(one.answers, one.failures) for one in sums] == [(len(deeds), 0)] * 2
    assert {deed.command for deed in deeds} > {"champion", "results"}
    assert all(one.cpu > 0 and one.memory > 1 and one.standin > 0 for one in sums)
    assert sums[0].pictures > 0
    # What draws the picture is a process of its own and counts as the bot's.
    assert usage_of(bot.process.pid).memory < bot.process.usage().memory


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


async def test_the_forgetful_bot_keeps_no_finished_message():
    class Asked:
        async def message(self, bot, snapshot, t, seen):
            return Message("", {})

    answer = await finished(None, Asked(), SimpleNamespace(), language("en-US"), Seen())
    assert not answer.cacheable


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
    baseline = [Slice(1.0, [0.1] * count) for count in (10, 10, 10)]
    assert paired(ours, baseline) == (0.5, 1.0, 3.0)


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
