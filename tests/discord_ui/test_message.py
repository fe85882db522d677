"""A reply as a message: its buttons fill the rows that are left, none twice."""

import discord
import pytest

from bot.discord_ui.message import message
from bot.queries.champion import Champion
from bot.queries.season import SeasonOverview
from bot.replies.language import Marked, language
from bot.replies.reply import Link, Picture, Reply

WORDS = language("en-US")


def items(shown):
    return [item for row in shown.payload.get("components", ()) for item in row["components"]]


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
    assert [item["label"] for item in items(shown)] == ["b", "a"]


def test_without_anything_to_press_there_are_no_controls():
    assert "components" not in message(Reply(Marked("t")), WORDS).payload


@pytest.mark.parametrize("links", [(), (Link("a", Champion(2006)),)])
def test_what_is_sent_is_what_discord_documents(links):
    shown = message(Reply(Marked("t"), links=links, source="s"), WORDS)
    [embed] = shown.payload["embeds"]
    assert discord.Embed.from_dict(embed).to_dict() == {**embed, "flags": 0}
    for row in shown.payload.get("components", ()):
        for item in row["components"]:
            button = discord.ui.Button(
                label=item["label"], custom_id=item["custom_id"], style=discord.ButtonStyle(item["style"])
            )
            assert button.to_component_dict() == item


def test_nobody_is_mentioned_and_only_a_private_message_is_flagged_so():
    shown = message(Reply(Marked("t")), WORDS)
    assert shown.data() == shown.payload
    assert shown.data()["allowed_mentions"] == {"parse": []}
    assert shown.data(ephemeral=True) == {**shown.payload, "flags": 64}


def test_a_replacement_takes_away_whatever_it_has_not():
    shown = message(Reply(Marked("t")), WORDS)
    replaced = {"content": None, "components": [], "attachments": []}
    assert shown.replacement() == replaced | shown.payload


def test_a_picture_is_attached_shown_and_described():
    reply = Reply(Marked("t"), picture=Picture("table.png", "A table of " + "x" * 2000, drawing=None))
    shown = message(reply, WORDS, png=b"PNG")
    assert shown.payload["embeds"][0]["image"] == {"url": "attachment://table.png"}
    [attached] = shown.payload["attachments"]
    assert (attached["id"], attached["filename"], len(attached["description"])) == (0, "table.png", 1024)
    for _ in range(2):
        [file] = shown.attachments()
        assert (file.filename, file.fp.read()) == ("table.png", b"PNG")
