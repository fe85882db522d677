"""The first page of every answer on a phone's screen: counted for all seasons, seen in a browser."""

import asyncio
import dataclasses
import itertools
import re
from collections.abc import AsyncIterator

import pytest

from bench import seasons
from bot.cache import Snapshot, Store, load
from bot.discord_ui.answer import reply_to
from bot.discord_ui.controls import Place
from bot.discord_ui.message import Message, message
from bot.errors import QuestionError
from bot.queries import KINDS, Query, encode
from bot.queries.query import Examples
from bot.queries.standings import VIEWS, Standings
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus
from bot.replies.errors import question_reply
from bot.replies.language import language
from bot.replies.reply import as_text, at_page
from tests.five import SEEDS, SHIPPED
from tests.page import CHROMIUM, browser, local_bot
from tests.simulated import strip_markup, walk

LINES, LETTERS = 22, 44
HEIGHT, WIDTH = 700, 480
TAGS = {"en-US": "fan", "es-419": "hincha"}
TEXT, BUTTON, MENU = 10, 2, 3
COMMAND_LINK = re.compile(r"</([^:>]+):\d+>")
OPTIONS = ("team", "opponent", "season")
MADE_UP, MANY = 8, 40
PICTURE = 16
"""About as many lines as a picture is high."""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory) -> Snapshot:
    """Give the facts of many long made-up seasons."""
    root = tmp_path_factory.mktemp("screens")
    seasons.write(root / "seasons", MADE_UP)
    (root / "seasons" / "rules.toml").write_bytes((SEEDS / "rules.toml").read_bytes())
    return asyncio.run(opened(root))


async def opened(root) -> Snapshot:
    await load(root / "seasons", root / "cache.sqlite3")
    async with Store(root / "cache.sqlite3").snapshot() as snapshot:
        return snapshot


@pytest.fixture(params=["shipped", "made_up"])
def facts(request) -> Snapshot:
    return request.getfixturevalue(request.param)


async def questions(snapshot: Snapshot) -> AsyncIterator[Query]:
    """Give a question of every kind: of all editions, of all clubs, of clubs that met."""
    known = sorted(snapshot.index.clubs, key=lambda club: len(club.seasons), reverse=True)
    clubs = [club.key for club in known[:MANY]]
    for cls in KINDS.values():
        needed = {field.name for field in dataclasses.fields(cls) if field.default is dataclasses.MISSING}
        if cls is Versus:
            for club in clubs:
                profile = await TeamProfile(club).answer(snapshot)
                for opponent in profile.opponents[:2]:
                    yield Versus(club, opponent.club.key)
        elif "team" in needed:
            for club in clubs:
                yield cls(team=club)
        elif "season" in cls.__dataclass_fields__:
            for year in snapshot.editions:
                yield cls(season=year)
        if cls is Standings:
            for year, view in itertools.product(snapshot.seasons, VIEWS):
                yield Standings(year, view=view)
        elif example := cls.example(Examples(None, None, None)):
            yield example


async def first_pages(query: Query, snapshot: Snapshot, tag: str, *, in_text: bool = False) -> list[Message]:
    """Return the first page of an answer, or, `in_text`, also that with the text of its picture."""
    t = language(tag)
    try:
        understood, reply = await reply_to(query, snapshot, t)
    except QuestionError as error:
        refusal = question_reply(error, t)
        return [message(at_page(refusal, 1), t)]
    shown = [reply, as_text(reply)] if in_text and reply.picture is not None else [reply]
    return [message(at_page(each, 1), t, Place(understood.query), png=b"PNG") for each in shown]


def lines_of(shown: Message) -> int:
    """Return how many lines of a phone's screen the texts of a message fill."""
    texts = [part["content"] for part in walk(shown.payload["components"]) if part["type"] == TEXT]
    # Where the ids of commands are known, Discord shows "/help" for "</help:1234>".
    texts = [COMMAND_LINK.sub(r"/\1", text) for text in texts]
    lines = [line for text in texts for line in strip_markup(text).split("\n") if line]
    return sum(-(-len(line) // LETTERS) for line in lines)


def typed(query: Query) -> str:
    """Return a query as a command; other options than these offer choices alone."""
    options = [f" {name}:{value}" for name in OPTIONS if (value := getattr(query, name, None))]
    return f"/{query.kind}{''.join(options)}"


def controls_of(shown: Message) -> int:
    return sum(part["type"] in {BUTTON, MENU} for part in walk(shown.payload["components"]))


@pytest.mark.parametrize("tag", TAGS)
async def test_no_first_page_is_longer_than_a_phone_shows(facts, shipped, tag):
    # A table in text is never cut: long made-up names may take it further.
    in_text = facts is shipped
    asked = 0
    too_long = {}
    async for query in questions(facts):
        for page in await first_pages(query, facts, tag, in_text=in_text):
            asked += 1
            if lines_of(page) > LINES:
                too_long[encode(query)] = lines_of(page)
    assert too_long == {}
    assert asked > MANY


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
async def test_the_longest_answer_of_every_kind_is_no_higher_than_a_phone_in_the_browser(tmp_path, shipped):
    longest = {}
    # A view of a table is pressed, not typed.
    async for query in questions(shipped):
        for tag in TAGS if getattr(query, "view", None) is None else ():
            page = (await first_pages(query, shipped, tag))[0]
            size = lines_of(page) + controls_of(page) + PICTURE * len(page.files)
            longest[query.kind] = max(longest.get(query.kind, (0,)), (size, encode(query), tag, query))
    too_high = {}
    with local_bot(tmp_path, SEASONS_DIR=str(SHIPPED), COOLDOWN="0") as url:
        async with browser(url, width=WIDTH) as tab:
            for _, name, tag, query in longest.values():
                await tab.become(TAGS[tag])
                await tab.ask(typed(query))
                heights = [await tab.height()]
                if query.kind == Standings.kind:
                    for view in ("Cross-table", "Points by round"):
                        await tab.press(language(tag).say(view))
                        heights.append(await tab.height())
                if max(heights) > HEIGHT:
                    too_high[name] = max(heights)
    assert too_high == {}
