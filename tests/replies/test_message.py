"""A reply as a message: its buttons fill the rows that are left, none twice."""

import discord
import pytest
from discord.webhook.async_ import interaction_message_response_params

from bot.discord_ui.message import message
from bot.queries.champion import Champion
from bot.queries.season import SeasonOverview
from bot.replies.language import Marked, language
from bot.replies.reply import Link, Reply

WORDS = language("en-US")


def items(shown):
    return [item for row in shown.view.to_components() for item in row["components"]]


def buttons(shown):
    return [item["custom_id"] for item in items(shown) if "custom_id" in item]


async def test_as_many_buttons_as_there_are_rows():
    reply = Reply(Marked("t"), links=tuple(Link(str(year), Champion(year)) for year in range(1900, 1940)))
    shown = message(reply, WORDS, report_url="https://example.org")
    assert len(items(shown)) == 25


async def test_no_button_twice_and_none_that_asks_what_is_shown():
    asked = Champion(2006)
    links = (Link("a", asked), Link("b", SeasonOverview(2006)), Link("b", SeasonOverview(2006)))
    shown = message(Reply(Marked("t"), links=links, page=1, pages=2), WORDS, query=asked)
    assert len(buttons(shown)) == len(set(buttons(shown))) == 4
    assert buttons(shown)[-1] == "q:champion|2006"


def test_of_two_ways_to_one_answer_the_first_label_stands_in_the_last_place():
    links = (Link("a", Champion(1996)), Link("b", Champion(1997)), Link("c", Champion(1996)))
    shown = message(Reply(Marked("t"), links=links), WORDS)
    assert [item["label"] for row in shown.controls for item in row] == ["b", "a"]


async def test_without_anything_to_press_there_is_no_view():
    assert message(Reply(Marked("t")), WORDS).view is None


@pytest.mark.parametrize("ephemeral", [False, True])
@pytest.mark.parametrize("links", [(), (Link("a", Champion(2006)),)])
def test_what_is_sent_is_what_discord_py_would_send(ephemeral, links):
    shown = message(
        Reply(Marked("t"), links=links, source="s"), WORDS, query=Champion(1997) if links else None
    )
    made = interaction_message_response_params(
        type=4,
        **shown.new(),
        flags=discord.MessageFlags(ephemeral=True) if ephemeral else discord.utils.MISSING,
        previous_allowed_mentions=discord.AllowedMentions.none(),
    )
    theirs = {name: value for name, value in made.payload["data"].items() if name != "tts"}
    assert shown.data(ephemeral=ephemeral) == theirs
