"""A reply as a message of components: a card with its text, picture, source and at most five buttons."""

import discord
import pytest
from simcord import HttpLogEntry

from bot.discord_ui.controls import DETAILS, TEXT, Place
from bot.discord_ui.message import message
from bot.queries.champion import Champion
from bot.queries.season import SeasonOverview
from bot.replies.language import Marked, language
from bot.replies.reply import Citation, Link, LinkMenu, Part, Picture, Reply, Tone
from tests.described import undescribed
from tests.simulated import walk

WORDS = language("en-US")
TABLE = Picture("table.png", "A table of " + "x" * 2000, drawing=None, text=(Part(None, (Marked("1 UTC"),)),))


def parts(shown, kind):
    return [part for part in walk(shown.payload["components"]) if part["type"] == kind.value]


def buttons(shown):
    return parts(shown, discord.ComponentType.button)


def labels(shown):
    return [button["label"] for button in buttons(shown)]


def texts(shown):
    return [part["content"] for part in parts(shown, discord.ComponentType.text_display)]


def years(first, last):
    return tuple(Link(str(year), Champion(year)) for year in range(first, last))


def test_links_without_room_as_a_button_are_in_a_menu():
    shown = message(Reply(Marked("t"), links=years(1967, 1979)), WORDS, Place(Champion(1900)))
    assert labels(shown) == ["1967", "1968", "1969", "1970", "Ask more"]
    [menu] = parts(shown, discord.ComponentType.string_select)
    assert [option["value"] for option in menu["options"]] == [
        f"champion|{year}" for year in range(1971, 1979)
    ]


def test_the_first_button_alone_is_coloured():
    shown = message(Reply(Marked("t"), links=years(1967, 1970)), WORDS, Place(Champion(1900)))
    assert [button["style"] for button in buttons(shown)] == [1, 2, 2, 2]


@pytest.mark.parametrize("pages", [1, 2])
@pytest.mark.parametrize("picture", [None, TABLE])
@pytest.mark.parametrize("alone", [False, True])
@pytest.mark.parametrize("count", [0, 1, 12])
def test_there_are_never_more_than_five_buttons(count, alone, picture, pages):
    reply = Reply(
        Marked("t"),
        links=years(1967, 1967 + count),
        more=lambda: (Part(None, (Marked("x"),)),),
        picture=picture,
        page=1,
        pages=pages,
    )
    shown = message(reply, WORDS, Place(Champion(2006), alone=alone), png=b"x" if picture else None)
    assert len(buttons(shown)) <= 5
    assert labels(shown)[-1] == "Ask more"


def test_no_button_twice_and_none_that_asks_what_is_shown():
    asked = Champion(2006)
    links = (Link("a", asked), Link("b", SeasonOverview(2006)), Link("c", SeasonOverview(2006)))
    shown = message(Reply(Marked("t"), links=links, page=1, pages=2), WORDS, Place(asked))
    assert labels(shown) == ["b", "Next ›", "Ask more"]
    assert buttons(shown)[-1]["custom_id"] == "q:champion|2006"


def test_without_anything_to_press_there_are_no_controls():
    shown = message(Reply(Marked("t")), WORDS)
    assert parts(shown, discord.ComponentType.action_row) == []


def test_text_stands_above_notes_and_the_source_beside_its_link():
    reply = Reply(
        Marked("Copa"),
        lead=(Marked("UTC won."),),
        parts=(Part(Marked("**Then**"), (Marked("one"), Marked("two"))),),
        notes=(Marked("3 results missing"),),
        source=Citation(Marked("Wikipedia")),
        url="https://en.wikipedia.org/wiki/1967_Copa_Per%C3%BA",
    )
    shown = message(reply, WORDS)
    assert texts(shown) == [
        "### Copa\nUTC won.",
        "**Then**\none\ntwo",
        "-# 3 results missing",
        "-# Wikipedia",
    ]
    [section] = parts(shown, discord.ComponentType.section)
    assert section["accessory"]["url"] == reply.url
    assert section["accessory"]["label"] == "Wikipedia"


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://en.wikipedia.org/wiki/1997_Copa_Per%C3%BA", "Wikipedia"),
        ("https://www.rsssf.org/tablesp/perucopa.html", "rsssf.org"),
        ("http://127.0.0.1:8080/wiki/X", "El artículo"),
        ("http://[::1]/wiki/X", "El artículo"),
        ("http://localhost/wiki/X", "El artículo"),
    ],
)
def test_the_button_to_an_article_has_a_name_that_people_know(url, label):
    reply = Reply(Marked("t"), source=Citation(Marked("s")), url=url)
    container = message(reply, language("es-419")).payload["components"][0]
    assert container["components"][-1]["accessory"]["label"] == label


def test_details_stand_apart_with_the_citation_in_full():
    reply = Reply(Marked("t"), source=Citation(Marked("Wikipedia"), lambda: (Marked("line 5"),)))
    assert "Details" in labels(message(reply, WORDS, Place(Champion(2006))))
    assert "Details" not in labels(message(reply, WORDS, Place(Champion(2006), view=DETAILS)))


@pytest.mark.parametrize(("tone", "colour"), [(Tone.DONE, 0x2E9E5B), (Tone.FAILED, 0xD83A34)])
def test_the_edge_tells_what_became_of_it(tone, colour):
    [container] = message(Reply(Marked("t"), tone=tone), WORDS).payload["components"]
    assert container["accent_color"] == colour


def test_texts_are_cut_to_what_a_message_may_hold():
    long = tuple(Marked("**word** " * 20) for _ in range(40))
    shown = message(Reply(Marked("t" * 999), parts=(Part(None, long),), notes=long), WORDS)
    assert sum(map(len, texts(shown))) <= 4000
    assert all(texts(shown))


def test_what_is_sent_is_what_discord_describes():
    reply = Reply(
        Marked("t"), links=years(1967, 1979), source=Citation(Marked("s")), url="https://x.org", picture=TABLE
    )
    shown = message(reply, WORDS, Place(Champion(2006)), png=b"x")
    sent = {"type": 4, "data": shown.data()}
    assert undescribed([HttpLogEntry("POST", "/interactions/1/token/callback", {}, sent, None)]) == []


def test_nobody_is_mentioned_and_only_a_private_message_is_flagged_so():
    shown = message(Reply(Marked("t")), WORDS)
    assert shown.data() == shown.payload
    assert shown.data()["allowed_mentions"] == {"parse": []}
    assert shown.data()["flags"] == 1 << 15
    assert shown.data(ephemeral=True) == {**shown.payload, "flags": 1 << 15 | 64}


def test_a_replacement_takes_away_whatever_it_has_not():
    shown = message(Reply(Marked("t")), WORDS)
    assert shown.replacement() == {"content": None, "embeds": [], "attachments": []} | shown.payload


def test_a_picture_is_attached_shown_described_and_stands_for_its_text():
    shown = message(Reply(Marked("t"), picture=TABLE), WORDS, Place(Champion(2006)), png=b"PNG")
    [gallery] = parts(shown, discord.ComponentType.media_gallery)
    [item] = gallery["items"]
    assert (item["media"], len(item["description"])) == ({"url": "attachment://table.png"}, 1024)
    assert "1 UTC" not in "".join(texts(shown))
    assert "As text" in labels(shown)
    [attached] = shown.payload["attachments"]
    assert (attached["id"], attached["filename"], len(attached["description"])) == (0, "table.png", 1024)
    for _ in range(2):
        [file] = shown.attachments()
        assert (file.filename, file.fp.read()) == ("table.png", b"PNG")


def test_without_its_picture_an_answer_has_the_text():
    shown = message(Reply(Marked("t"), picture=TABLE), WORDS, Place(Champion(2006), view=TEXT))
    assert "1 UTC" in "".join(texts(shown))
    assert "attachments" not in shown.payload


def test_a_menu_of_links_offers_each_answer_once():
    menu = LinkMenu("Another season", (*years(1967, 1970), *years(1967, 1968)))
    shown = message(Reply(Marked("t"), link_menus=(menu,)), WORDS)
    [select] = parts(shown, discord.ComponentType.string_select)
    assert (select["custom_id"], len(select["options"])) == ("j0", 3)
