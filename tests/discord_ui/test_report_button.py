""" "Report a mistake": a link under each answer that has a source, where REPORT_URL is set."""

import pytest

from bot.discord_ui.message import message
from bot.errors import SettingsError
from bot.queries.help import Help
from bot.replies.language import language
from bot.replies.reply import Link, Reply
from bot.settings import Settings
from tests.simulated import ask, labels, messages_of, walk

URL = "https://example.org/report?about=bot"


@pytest.fixture
def environment(environment):
    environment.setenv("REPORT_URL", URL)
    return environment


def links(answer):
    [shown] = messages_of(answer)
    return [control["url"] for control in walk(shown.components) if control.get("url")]


async def test_an_answer_with_a_source_can_be_reported_in_the_readers_language(fan, hincha):
    answer = await ask(fan, "champion", season=2006)
    assert links(answer) == [URL]
    assert labels(answer)[-1] == "Report a mistake"
    assert labels(await ask(hincha, "champion", season=2006))[-1] == "Avisar de un error"


async def test_a_page_that_was_turned_to_can_be_reported_too(fan):
    answer = await ask(fan, "teams", season=2012)
    turned = await fan.click(answer.response, label="Next ▶")
    assert "Report a mistake" in labels(turned)


async def test_what_has_no_source_has_nothing_to_report(fan):
    assert links(await ask(fan, "champion", season=1900)) == []


@pytest.mark.parametrize("count", range(12))
def test_the_link_finds_room_beside_any_number_of_buttons(count):
    t = language("en")
    ways = tuple(Link(str(i), Help()) for i in range(count))
    rows = message(Reply(title=t.text("x"), source="y", links=ways), t, report_url=URL).payload["components"]
    shown = [item for row in rows for item in row["components"] if item.get("url") == URL]
    assert len(shown) == 1
    assert len(rows) <= 5


@pytest.mark.parametrize(
    "value",
    [
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "https://[",
        "https://x/" + "y" * 600,
    ],
)
def test_what_is_no_address_is_refused_at_the_start(value):
    with pytest.raises(SettingsError, match="REPORT_URL"):
        Settings.from_environment({"REPORT_URL": value})


def test_nothing_set_is_no_link():
    assert Settings.from_environment({}).report_url is None
    assert Settings.from_environment({"REPORT_URL": f" {URL} "}).report_url == URL
