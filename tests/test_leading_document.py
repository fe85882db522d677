"""/data lead: moderators choose which document of a season leads, see what that changes, and take it back."""

import json
import shutil

import pytest

from bot.errors import LeaderFault, RefusedLeaderError
from bot.moderation.changes import AddDocument
from bot.moderation.leader import LeadDocument, SeasonDocument
from bot.moderation.state import TERMINAL, Leader, ModerationState
from tests.five import SHIPPED
from tests.moderation.made import document
from tests.simulated import ask, ask_and_confirm, shown_text, suggestions

FIRST, SECOND = "2013 one.txt", "2013 two.txt"
FOLDER = "file of the folder"
EDITIONS = SHIPPED / "editions.txt"


@pytest.fixture
def environment(environment, tmp_path):
    """Let the bot answer from two documents of 2013 that differ, one of 2014, and the list of editions."""
    seasons = tmp_path / "two"
    seasons.mkdir()
    (seasons / FIRST).write_bytes(document(2013, score="2-0"))
    (seasons / SECOND).write_bytes(document(2013, score="3-1").replace(b"Round 1", b"Final"))
    (seasons / "2014.txt").write_bytes(document(2014))
    shutil.copy(EDITIONS, seasons)
    environment.setenv("SEASONS_DIR", str(seasons))
    environment.setenv("CACHE_PATH", str(tmp_path / "two.sqlite3"))
    return environment


async def results(fan):
    return shown_text(await ask(fan, "results", season=2013, team="Sport Ejemplo"))


async def lead(moderator, document, season=2013):
    return shown_text(await ask(moderator, "data lead", season=season, document=document))


async def test_the_chosen_document_leads_until_the_usual_order_is_chosen(moderator, fan):
    assert "Sport Ejemplo 2–0" in await results(fan)
    told = await lead(moderator, SECOND)
    assert f"{SECOND} ({FOLDER}) now leads the season 2013." in told
    assert "➕ 2013: Sport Ejemplo 3–1 Deportivo Prueba" in told
    assert "➖ 2013: Sport Ejemplo 2–0 Deportivo Prueba" in told
    assert f"{FIRST}: ⚠️ Sport Ejemplo 3–1 Deportivo Prueba: another document" in told
    assert "Sport Ejemplo 3–1" in await results(fan)
    told = await lead(moderator, "usual")
    assert "The documents of 2013 are in the usual order again." in told
    assert f"{FIRST} ({FOLDER}) now leads the season 2013." in told
    assert "Sport Ejemplo 2–0" in await results(fan)


async def test_a_choice_is_in_the_list_and_the_journal_undone_and_done_again(moderator, fan):
    listed = shown_text(await ask(moderator, "data list"))
    assert [line.split(" · ")[1] for line in listed.splitlines() if line.endswith("leads")] == [
        f"{FIRST}: in use, 2 teams, 1 match"
    ]
    await lead(moderator, SECOND)
    assert "leads, chosen by moderator" in shown_text(await ask(moderator, "data list"))
    choice = f"{SECOND} ({FOLDER}) chosen to lead 2013"
    assert choice in shown_text(await ask(moderator, "data history"))
    assert f"The change: {choice}" in shown_text(await ask_and_confirm(moderator, "data undo"))
    assert "Sport Ejemplo 2–0" in await results(fan)
    assert f"The change: {choice}." in shown_text(await ask(moderator, "data redo"))
    assert "Sport Ejemplo 3–1" in await results(fan)
    await lead(moderator, "usual")
    assert "documents of 2013 in the usual order again" in shown_text(await ask(moderator, "data history"))


async def test_the_seasons_with_several_documents_and_their_documents_are_suggested(moderator):
    async def offered(**filled):
        return [c["name"] for c in await suggestions(moderator, "data lead", "document", "", **filled)]

    assert [c["value"] for c in await suggestions(moderator, "data lead", "season", "")] == [2013]
    first, second = f"{FIRST} ({FOLDER})", f"{SECOND} ({FOLDER})"
    assert await offered(season=2013) == [f"{first} · leads", second]
    assert await offered() == []
    await lead(moderator, SECOND)
    assert await offered(season=2013) == [f"{second} · leads", first, "Usual order"]


async def test_what_changes_nothing_or_is_unknown_is_refused(moderator):
    assert f"{FIRST} ({FOLDER}) already leads the season 2013." in await lead(moderator, FIRST)
    assert "The documents of 2013 are already in the usual order." in await lead(moderator, "usual")
    unknown = await lead(moderator, "2014.txt")
    assert "“2014.txt” is not a document in use for 2013." in unknown
    assert f"These are in use: {FIRST} ({FOLDER}) and {SECOND} ({FOLDER})." in unknown
    assert "is not a document in use for 1950" in await lead(moderator, FIRST, season=1950)
    assert "“editions.txt” is not a document in use for 2013" in await lead(moderator, "editions.txt")
    assert "Nobody has changed anything yet" in shown_text(await ask(moderator, "data history"))


async def test_a_choice_whose_document_is_gone_waits_and_is_listed(moderator, fan, simcord_bot):
    await lead(moderator, SECOND)
    (simcord_bot.settings.seasons_dir / SECOND).unlink()
    await ask(moderator, "reload")
    assert "Sport Ejemplo 2–0" in await results(fan)
    listed = shown_text(await ask(moderator, "data list"))
    assert f"2013 · {SECOND} ({FOLDER}): chosen to lead, but not in use" in listed
    assert "are in the usual order again" in await lead(moderator, "usual order")


async def test_a_choice_is_told_in_spanish(moderator, locales):
    locales[moderator.id] = "es-419"
    told = await lead(moderator, SECOND)
    assert f"{SECOND} (archivo de la carpeta) es ahora el documento principal de la temporada 2013." in told
    assert "Orden habitual" in [
        c["name"] for c in await suggestions(moderator, "data lead", "document", "", season=2013)
    ]
    assert "vuelven al orden habitual" in await lead(moderator, "orden habitual")


def test_a_choice_survives_in_the_stored_state_and_older_states_have_none():
    chosen = SeasonDocument("added/2019.es.html", "Copa Perú 2019", "es")
    state = LeadDocument(2019, chosen).apply(ModerationState(), "2026-01-01T00:00:00Z", TERMINAL)
    assert state.leaders == (
        Leader(2019, "added/2019.es.html", "Copa Perú 2019", "es", "2026-01-01T00:00:00Z", TERMINAL),
    )
    assert ModerationState.from_json(state.as_json()) == state
    older = json.loads(state.as_json())
    del older["leaders"]
    assert ModerationState.from_json(json.dumps(older)) == ModerationState()


def test_a_leader_may_be_chosen_in_place_of_a_choice_that_waits():
    leads = SeasonDocument("a.txt", "a.txt", "folder", leads=True)
    waiting = Leader(2019, "b.txt", "b.txt", "folder", "", TERMINAL)
    state = LeadDocument(2019, leads).apply(ModerationState(leaders=(waiting,)), "", TERMINAL)
    assert [leader.document for leader in state.leaders] == ["a.txt"]
    with pytest.raises(RefusedLeaderError) as refused:
        LeadDocument(2019, leads).apply(state, "", TERMINAL)
    assert refused.value.fault is LeaderFault.LEADS


def test_a_preview_for_the_season_is_out_of_date_after_a_choice():
    chosen = SeasonDocument("a.txt", "a.txt", "folder")
    state = LeadDocument(2013, chosen).apply(ModerationState(), "", TERMINAL)
    changes = [AddDocument(2013, "b.txt", "", b""), AddDocument(2014, "b.txt", "", b"")]
    outdated = [change.basis(state) != change.basis(ModerationState()) for change in changes]
    assert outdated == [True, False]
