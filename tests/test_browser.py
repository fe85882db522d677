"""The local page in a real browser: a person types a command and reads the answer."""

import pytest

from tests.page import CHROMIUM, browser, local_bot

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


async def test_a_fan_and_a_hincha_ask_for_the_champion_of_2006(tmp_path):
    with local_bot(tmp_path) as url:
        async with browser(url) as tab:
            offered = await tab.suggestions("/champion", "season", "200")
            assert any(choice.startswith("2006") for choice in offered)
            await tab.page.keyboard.press("Enter")
            assert "Total Clean" in await tab.send()
            await tab.become("hincha")
            in_spanish = await tab.ask("/champion season:2006")
            assert "Total Clean" in in_spanish
            assert "campeón" in in_spanish.casefold()


async def test_each_viewer_is_offered_commands_by_the_names_that_answers_use(tmp_path):
    with local_bot(tmp_path) as url:
        async with browser(url) as tab:
            for viewer, offered, hidden in (
                ("fan", "/champion", "/campeon"),
                ("hincha", "/campeon", "/champion"),
                ("moderador", "/datos deshacer", "/data undo"),
                ("moderator", "/data undo", "/datos deshacer"),
            ):
                await tab.become(viewer)
                shown = await tab.commands()
                assert offered in shown
                assert hidden not in shown
            await tab.become("moderador")
            assert "documentos sin cambios" in await tab.ask("/reload")
            await tab.become("hincha")
            assert "/ayuda" in await tab.ask("/help")
            assert "/ayuda" in await tab.commands()


async def test_the_newest_answer_is_scrolled_into_view_with_its_picture(tmp_path):
    with local_bot(tmp_path) as url:
        async with browser(url, width=1280, height=900) as tab:
            for command in ("/champion season:1997", "/standings season:1996", "/results team:CNI"):
                await tab.ask(command)
                await tab.page.wait_for_function(
                    "() => { const shown = document.getElementById('channel-timeline');"
                    " return shown.scrollHeight - shown.scrollTop - shown.clientHeight < 2 }"
                )
