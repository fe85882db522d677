"""A reply as a message: its buttons fill the rows that are left, none twice."""

from bot.queries.champion import Champion
from bot.queries.season import SeasonOverview
from bot.replies.language import Marked, language
from bot.replies.message import message
from bot.replies.reply import Link, Reply

WORDS = language("en-US")


def buttons(shown):
    return [item.item.custom_id for item in shown.view.children if hasattr(item, "item")]


async def test_as_many_buttons_as_there_are_rows():
    reply = Reply(Marked("t"), links=tuple(Link(str(year), Champion(year)) for year in range(1900, 1940)))
    shown = message(reply, WORDS, report_url="https://example.org")
    assert len(shown.view.children) == 25


async def test_no_button_twice_and_none_that_asks_what_is_shown():
    asked = Champion(2006)
    links = (Link("a", asked), Link("b", SeasonOverview(2006)), Link("b", SeasonOverview(2006)))
    shown = message(Reply(Marked("t"), links=links, page=1, pages=2), WORDS, query=asked)
    assert len(buttons(shown)) == len(set(buttons(shown))) == 4
    assert buttons(shown)[-1] == "q:champion|2006"


async def test_without_anything_to_press_there_is_no_view():
    assert message(Reply(Marked("t")), WORDS).view is None
