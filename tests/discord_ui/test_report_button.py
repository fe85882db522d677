""" "Report a mistake": a link under each answer that has a source, where REPORT_URL is set."""

import pytest

from bot.errors import SettingsError
from bot.settings import Settings
from tests.simulated import ask, messages_of, text_of, walk

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
    assert URL in links(await fan.click(answer.response, label="Details"))
    answer = await ask(hincha, "champion", season=2006)
    assert "Avisar de un error" in text_of(await hincha.click(answer.response, label="Detalles"))


async def test_what_has_no_source_has_nothing_to_report(fan):
    assert links(await ask(fan, "champion", season=1900)) == []


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
