"""/data fetch and /data refresh: a moderator sees what articles would change, confirms, takes them back."""

import asyncio
import csv
import datetime
import io
import zipfile

import pytest

from bot.moderation.fetch import FetchOutcome
from bot.moderation.refresh import ArticleRefresh
from tests.simulated import (
    ask,
    ask_and_confirm,
    labels,
    messages_of,
    raw_text,
    shown_text,
    suggestions,
    text_of,
)
from tests.test_first_screen import LETTERS, LINES
from tests.wiki.mediawiki import ENGLISH, SPANISH
from tests.wiki.test_fetch import CHAMPION, RECORDED, VANDALISED, articles

__all__ = ["articles"]

YEAR = datetime.datetime.now(datetime.UTC).year


@pytest.fixture
def environment(environment, english, spanish):
    """Point the bot to both wikis."""
    environment.setenv("WIKI_CONTACT", "me@example.org")
    environment.setenv("WIKI_EN", english.address)
    environment.setenv("WIKI_ES", spanish.address)
    return environment


async def fetched(moderator, **options):
    preview = await ask(moderator, "data fetch", **options)
    return await moderator.click(preview.response, label="Confirm")


async def test_an_article_is_previewed_confirmed_answered_from_and_taken_back(moderator, fan, articles):
    preview = await ask(moderator, "data fetch", season=2031)
    assert preview.ephemeral
    assert labels(preview) == ["Confirm", "Cancel", "Details"]
    text = shown_text(preview)
    assert "Use these articles?" in text
    assert "Articles: 2 new" in text
    assert "2031: “2031 Copa Perú”, English Wikipedia, revision of Jan 1, 2026" in text
    assert "Matches: 6 added" in text
    assert f"➕ 2031: {CHAMPION}" in text
    told = shown_text(await moderator.click(preview.response, label="Details"))
    assert f"➕ 2031: {CHAMPION} 2–1 Unión Modelo" in told
    assert "Every line was understood." in text
    assert CHAMPION not in shown_text(await ask(fan, "champion", season=2031))
    done = await moderator.click(preview.response, label="Confirm")
    assert "Articles in use" in shown_text(done)
    answer = await ask(fan, "champion", season=2031)
    assert CHAMPION in shown_text(answer)
    details = await fan.click(answer.response, label="Details")
    assert "“2031 Copa Perú”, English Wikipedia, revision of Jan 1, 2026" in shown_text(details)
    assert "oldid=" in raw_text(details.response)
    undone = shown_text(await ask_and_confirm(moderator, "data undo"))
    assert "The change: articles fetched: 2 in use (moderator" in undone
    assert CHAMPION not in shown_text(await ask(fan, "champion", season=2031))


async def test_a_table_names_the_article_and_its_licence_beside_the_picture(moderator, fan, articles):
    await fetched(moderator, season=2031, language="en")
    text = shown_text(await ask(fan, "standings", season=2031))
    assert "Wikipedia, “2031 Copa Perú”, English Wikipedia, revision of Jan 1, 2026 (CC BY-SA 4.0)" in text


async def test_a_cancelled_fetch_changes_nothing(moderator, fan, articles):
    preview = await ask(moderator, "data fetch", season=2031, language="es")
    cancelled = await moderator.click(preview.response, label="Cancel")
    assert "Nothing was changed" in shown_text(cancelled)
    assert CHAMPION not in shown_text(await ask(fan, "champion", season=2031))


async def test_many_seasons_are_one_preview_that_names_what_is_missing(moderator, articles, english):
    english.moved["2029 Copa Perú"] = "Copa Perú"
    english.write("Copa Perú", "<p>The cup.</p>")
    text = shown_text(await ask(moderator, "data fetch", seasons="2029-2031", language="en"))
    assert "Articles: 1 new, 2 missing" in text
    assert "2029: the title leads to “Copa Perú” in the English Wikipedia" in text
    assert "English Wikipedia: no article on 2030" in text


async def test_many_seasons_fit_on_a_phone_and_their_articles_are_behind_a_button(moderator, english):
    for season in range(2013, 2025):
        english.write(f"{season} Copa Perú", RECORDED[ENGLISH].replace("2031", str(season)))
    english.moved["1999 Copa Perú"] = "Copa Perú"
    english.write("Copa Perú", "<p>The cup.</p>")
    preview = await ask(moderator, "data fetch", seasons="1967-2025", language="en")
    text = shown_text(preview)
    assert "Articles: 12 new, 47 missing" in text
    assert "… and 10 more" in text
    assert "1999: the title leads to “Copa Perú” in the English Wikipedia" in text
    assert "English Wikipedia: no article on 1967–1998, 2000–2012, and 2025" in text
    assert "Matches: 72 added" in text
    assert sum(-(-len(line) // LETTERS) for line in text.split("\n")) <= LINES
    assert labels(preview) == ["Confirm", "Cancel", "Details"]
    details = await moderator.click(preview.response, label="Details")
    assert details.followups[0].ephemeral
    told = shown_text(details.followups[0])
    assert "The change: articles fetched: 12 in use." in told
    for season in range(2013, 2025):
        assert f"{season}: “{season} Copa Perú”, English Wikipedia, revision of" in told
    assert "➕ 2022: Deportivo Ejemplo" in told
    assert "Articles in use" in shown_text(await moderator.click(preview.response, label="Confirm"))


async def test_the_details_of_an_undo_are_gone_once_another_change_came(moderator, articles, english):
    for season in range(2013, 2017):
        english.write(f"{season} Copa Perú", RECORDED[ENGLISH].replace("2031", str(season)))
    await fetched(moderator, seasons="2013-2016, 2031")
    undo = await ask(moderator, "data undo")
    assert labels(undo) == ["Confirm", "Cancel", "Details"]
    told = shown_text((await moderator.click(undo.response, label="Details")).followups[0])
    assert "The change: undone: articles fetched: 6 in use." in told
    assert "➖ 2016: " in told
    await ask(moderator, "alias add", alias="Los Escoberos", club="total-clean.arequipa")
    gone = await moderator.click(undo.response, label="Details")
    assert "No longer there" in shown_text(gone.followups[0])


async def test_a_moderator_reads_spanish(moderator, locales, articles, english):
    locales[moderator.id] = "es-419"
    english.write("2030 Copa Perú", "")
    text = shown_text(await ask(moderator, "data fetch", seasons="2030-2031"))
    assert "¿Usar estos artículos?" in text
    assert "2031: “Copa Perú 2031”, Wikipedia en español, revisión del 1 ene 2026" in text
    assert "2030: “2030 Copa Perú” en Wikipedia en inglés está vacío" in text


async def test_where_nothing_is_new_there_is_nothing_to_confirm(moderator, articles):
    await fetched(moderator, season=2031)
    again = await ask(moderator, "data fetch", season=2031)
    assert "Nothing has changed" in shown_text(again)
    assert "Articles: 2 unchanged" in shown_text(again)
    assert labels(again) == []
    assert labels(await ask(moderator, "data refresh")) == []


async def test_a_refresh_asks_for_revisions_and_downloads_only_new_ones(
    moderator, articles, english, spanish
):
    await fetched(moderator, season=2031)
    before = [wiki.html_asked() for wiki in (english, spanish)]
    spanish.write(SPANISH, RECORDED[SPANISH].replace("3:0", "4:0"))
    preview = await ask(moderator, "data refresh")
    assert "Articles: 1 changed, 1 unchanged" in shown_text(preview)
    assert [wiki.html_asked() for wiki in (english, spanish)] == [before[0], before[1] + 1]


async def test_a_vandalised_revision_is_held_back_and_moderators_are_told(moderator, fan, articles, english):
    await fetched(moderator, season=2031)
    english.write(ENGLISH, VANDALISED)
    preview = await ask(moderator, "data refresh")
    assert f"The champion {CHAMPION} is no longer in the article." in shown_text(preview)
    await moderator.click(preview.response, label="Confirm")
    assert CHAMPION in shown_text(await ask(fan, "champion", season=2031))
    for command in ("data list", "reload"):
        assert "no longer in the article" in shown_text(await ask(moderator, command))
    assert "its last good version" in shown_text(await ask(moderator, "about"))
    # The same revision again is no news.
    assert labels(await ask(moderator, "data refresh")) == []


async def test_the_bot_refreshes_by_itself_and_notes_it(simcord_bot, moderator, fan, articles, english):
    await fetched(moderator, season=2031, language="en")
    english.write(ENGLISH, RECORDED[ENGLISH].replace("3–0", "5–0"))
    outcome = await simcord_bot.articles.refresh()
    assert [one.outcome for one in outcome.fetched if one.usable] == [FetchOutcome.CHANGED, FetchOutcome.NEW]
    await simcord_bot.store.refresh()
    assert "Sport Muestra 5–0 Atlético Ensayo" in text_of(await ask(fan, "matches", season=2031))
    assert "WIKI_REFRESH: articles fetched: 2 in use" in shown_text(await ask(moderator, "data history"))


async def test_a_refresh_holds_back_a_vandalised_revision(simcord_bot, moderator, fan, articles, english):
    await fetched(moderator, season=2031)
    english.write(ENGLISH, VANDALISED)
    outcome = await simcord_bot.articles.refresh()
    assert [one.located.title for one in outcome.fetched if one.outcome is FetchOutcome.HELD] == [ENGLISH]
    await simcord_bot.store.refresh()
    assert CHAMPION in shown_text(await ask(fan, "champion", season=2031))
    assert "no longer in the article" in shown_text(await ask(moderator, "data list"))


async def test_a_refresh_takes_the_article_of_this_year(simcord_bot, moderator, english):
    english.write(f"{YEAR} Copa Perú", RECORDED[ENGLISH].replace("2031", str(YEAR)))
    outcome = await simcord_bot.articles.refresh()
    assert [one.located.season for one in outcome.fetched if one.usable] == [YEAR]


async def test_a_refresh_without_a_wiki_changes_nothing(simcord_bot, moderator, fan, articles, english):
    await fetched(moderator, season=2031)
    english.instead.append((200, {"Content-Type": "text/html"}, b"<html>Log in to Hotel Example</html>"))
    assert await simcord_bot.articles.refresh() is None
    assert CHAMPION in shown_text(await ask(fan, "champion", season=2031))


@pytest.fixture
def refreshed(environment, monkeypatch, english):
    """Let the bot refresh articles at its start, one of this year among them; give what tells the end."""
    english.write(f"{YEAR} Copa Perú", RECORDED[ENGLISH].replace("2031", str(YEAR)))
    done, refresh = asyncio.Event(), ArticleRefresh.refresh

    async def noted(self):
        outcome = await refresh(self)
        done.set()
        return outcome

    monkeypatch.setattr(ArticleRefresh, "refresh", noted)
    monkeypatch.setattr("bot.moderation.refresh._FIRST_SECONDS", 0)
    environment.setenv("WIKI_REFRESH", "24h")
    return done


async def test_the_bot_refreshes_articles_without_being_asked(refreshed, simcord_bot, fan):
    await refreshed.wait()
    await simcord_bot.store.refresh()
    assert CHAMPION in shown_text(await ask(fan, "champion", season=YEAR))


async def test_a_preview_of_an_older_revision_is_out_of_date(moderator, articles, english):
    older = await ask(moderator, "data fetch", season=2031, language="en")
    english.write(ENGLISH, RECORDED[ENGLISH].replace("3–0", "5–0"))
    await fetched(moderator, season=2031, language="en")
    assert "The preview is out of date" in shown_text(await moderator.click(older.response, label="Confirm"))


async def test_articles_are_listed_with_their_links(moderator, articles, english):
    await fetched(moderator, season=2031, language="en")
    link = f"{english.address}/index.php?oldid=1"
    listed = await ask(moderator, "data list")
    assert "fetched by moderator" in shown_text(listed)
    about = await ask(moderator, "about")
    assert "CC BY-SA 4.0" in shown_text(about)
    for answer in (listed, about):
        assert link in "".join(raw_text(message) for message in messages_of(answer))
    export = await ask(moderator, "data export")
    archive = zipfile.ZipFile(io.BytesIO(await export.response.attachments[0].read()))
    [row] = csv.DictReader(io.StringIO(archive.read("articles.csv").decode()))
    assert (row["title"], row["revision"], row["url"]) == (ENGLISH, "1", link)
    assert row["licence"] == "CC BY-SA 4.0"


async def test_articles_are_removed_and_checked_as_documents_are(moderator, fan, articles):
    await fetched(moderator, season=2031)
    assert "2031 (English Wikipedia): 1 warning" in shown_text(await ask(moderator, "data check"))
    removed = shown_text(await ask_and_confirm(moderator, "data remove", season=2031))
    assert "The fetched articles of 2031 are gone." in removed
    assert CHAMPION not in shown_text(await ask(fan, "champion", season=2031))


@pytest.fixture
def no_contact(environment):
    """Take the contact away before the bot is made."""
    environment.delenv("WIKI_CONTACT")


async def test_without_a_contact_a_moderator_is_told_what_to_set(no_contact, moderator, english):
    text = shown_text(await ask(moderator, "data fetch", season=2031))
    assert "Nothing was fetched" in text
    assert "WIKI_CONTACT" in text
    assert english.asked == []


@pytest.mark.parametrize("options", [{}, {"seasons": "soon"}])
async def test_what_names_no_season_is_refused(moderator, options):
    assert "does not name seasons" in shown_text(await ask(moderator, "data fetch", **options))


async def test_the_spanish_article_may_be_chosen_to_lead(moderator, fan, articles):
    await fetched(moderator, season=2031)
    offered = [c["name"] for c in await suggestions(moderator, "data lead", "document", "", season=2031)]
    english, spanish = "2031 Copa Perú (English Wikipedia)", "Copa Perú 2031 (Spanish Wikipedia)"
    assert offered == [f"{english} · leads", spanish]
    told = shown_text(await ask(moderator, "data lead", season=2031, document="added/2031.es.html"))
    assert f"{spanish} now leads the season 2031." in told
    assert "leads, chosen by moderator" in shown_text(await ask(moderator, "data list"))
    assert f"{spanish} chosen to lead 2031" in shown_text(await ask(moderator, "data history"))
    assert f"The change: {spanish} chosen to lead 2031" in shown_text(
        await ask_and_confirm(moderator, "data undo")
    )
    assert f"{english} already leads the season 2031." in shown_text(
        await ask(moderator, "data lead", season=2031, document="2031 Copa Perú")
    )
