"""/data: documents added, removed, undone, listed, checked and exported by moderators, and by nobody else."""

import csv
import io
import re
import zipfile

import discord
import pytest

from bot import create_bot
from bot.reader import read
from tests.conftest import GUILD_ID
from tests.moderation.made import contradiction, document
from tests.simulated import (
    ask,
    ask_and_confirm,
    channel_of,
    labels,
    link_of,
    messages_of,
    raw_text,
    shown_text,
    suggestions,
    text_of,
    walk,
)
from tests.test_first_screen import LETTERS, LINES

COMMANDS = {
    "data add": {"file": ("2013.txt", document(2013))},
    "data remove": {"season": 2006},
    "data restore": {"season": 2006},
    "data list": {},
    "data undo": {},
    "data redo": {},
    "data check": {},
    "data cancel": {},
    "data export": {},
    "data history": {},
    "data fetch": {"season": 2031},
    "data refresh": {},
    "data lead": {"season": 2006, "document": "usual"},
    "data correct": {"season": 2006, "match": "x", "source": "x", "score": "1-0"},
}


MENTION = "<@111111111111111111>"


async def add(member, data, name="2013.txt"):
    return await ask(member, "data add", file=(name, data))


async def confirm(member, preview):
    return await member.click(preview.response, label="Confirm")


async def test_a_document_is_previewed_confirmed_and_answered_from_at_once(moderator, fan):
    preview = await add(moderator, document(2013, "Once Ejemplar"))
    assert preview.ephemeral
    assert "Add this document?" in shown_text(preview)
    assert "Seasons 5 → 6" in shown_text(preview)
    assert "➕ 2013: Once Ejemplar 2–0 Deportivo Prueba" in shown_text(preview)
    assert labels(preview) == ["Confirm", "Cancel"]
    assert "I have nothing on 2013" in shown_text(await ask(fan, "champion", season=2013))
    done = await confirm(moderator, preview)
    assert "Document added" in shown_text(done)
    assert "Once Ejemplar" in shown_text(await ask(fan, "champion", season=2013))


async def test_an_article_in_html_is_added_like_any_document(moderator, fan):
    box = "<td>5 May 2013</td><td>Alfa Uno</td><td>2–1</td><td>Beta Dos</td>"
    article = (
        '<div class="mw-parser-output"><p>The 2013 Copa Perú season was a tournament.</p><h2>Final</h2>'
        f'<div class="vevent"><table><tr>{box}</tr></table></div></div>'
    )
    await confirm(moderator, await add(moderator, article.encode(), "page.html"))
    assert "Alfa Uno 2–1 Beta Dos" in shown_text(await ask(fan, "results", season=2013, team="Alfa Uno"))


@pytest.mark.parametrize(("command", "season"), [("data restore", 1996), ("data redo", None)])
async def test_a_change_without_a_preview_is_told_on_one_screen(moderator, command, season):
    await ask_and_confirm(moderator, "data remove", season=1996)
    if season is None:
        await ask_and_confirm(moderator, "data undo")
    done = await ask(moderator, command, **({"season": season} if season else {}))
    text = shown_text(done)
    assert "Matches: 15" in text
    assert sum(-(-len(line) // LETTERS) for line in text.split("\n")) <= LINES


async def test_the_preview_gives_way_to_the_outcome_and_cannot_be_confirmed_twice(moderator, env):
    preview = await add(moderator, document(2013))
    custom_id = f"d:confirm:{token_of(preview)}"
    await confirm(moderator, preview)
    shown = env.backend.get_message(preview.response.channel_id, preview.response.id)
    assert not any("confirm" in part.get("custom_id", "") for part in walk(shown.components))
    again = await add(moderator, document(2014), "2014.txt")
    put_button(env, again, custom_id)
    repeated = shown_text(await moderator.click(again.response, custom_id=custom_id))
    assert "Already done" in repeated
    assert "2013.txt added for 2013 (moderator" in repeated


def token_of(preview):
    found = re.search(r"d:confirm:([\w-]+)", str(preview.response.components))
    return found[1]


def put_button(env, answer, custom_id):
    """Change a button as somebody could who writes to Discord by hand."""
    message = env.backend.get_message(answer.response.channel_id, answer.response.id)
    next(part for part in walk(message.components) if "custom_id" in part)["custom_id"] = custom_id


async def test_a_cancelled_document_changes_nothing(moderator, fan):
    preview = await add(moderator, document(2013))
    cancelled = await moderator.click(preview.response, label="Cancel")
    assert "nothing has changed" in shown_text(cancelled)
    assert "I have nothing on 2013" in shown_text(await ask(fan, "champion", season=2013))


async def test_the_buttons_work_after_a_restart(moderator, fan, env, environment, simcord_bot):
    preview = await add(moderator, document(2013, "Tras el Reinicio"))
    await simcord_bot.close()
    await env.restart_bot(create_bot())
    try:
        assert "Document added" in shown_text(await confirm(moderator, preview))
        assert "Tras el Reinicio" in shown_text(await ask(fan, "champion", season=2013))
    finally:
        await env.bot.close()


async def test_an_added_document_overrides_the_shipped_one_until_it_is_removed(moderator, fan):
    preview = await add(moderator, document(2006, "Otro Campeón"), "2006_copa_peru.txt")
    assert "takes the place of the shipped document" in shown_text(preview)
    assert "➖ 2006: Total Clean" in shown_text(preview)
    await confirm(moderator, preview)
    assert "Otro Campeón" in shown_text(await ask(fan, "champion", season=2006))
    listed = shown_text(await ask(moderator, "data list"))
    assert "2006 · 2006_copa_peru.txt: in use" in listed
    assert "added by moderator" in listed
    assert "not in use: a moderator added another one" in listed
    removed = shown_text(await ask_and_confirm(moderator, "data remove", season=2006))
    assert "the shipped one is used again" in removed
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))


async def test_a_shipped_document_is_left_out_and_restored(moderator, fan):
    await ask_and_confirm(moderator, "data remove", season=2006)
    assert "I have nothing on 2006" in shown_text(await ask(fan, "champion", season=2006))
    assert "left out by a moderator" in shown_text(await ask(moderator, "data list"))
    assert [c["value"] for c in await suggestions(moderator, "data restore", "season", "")] == [2006]
    assert "is used again" in shown_text(await ask(moderator, "data restore", season=2006))
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))


async def test_what_is_not_there_cannot_be_removed_or_restored(moderator):
    assert "no such document for 1950" in shown_text(await ask(moderator, "data remove", season=1950))
    assert "The document of 2006 is already in use." in shown_text(
        await ask(moderator, "data restore", season=2006)
    )


async def test_changes_are_undone_one_by_one_and_each_undo_is_in_the_journal(moderator, fan):
    await confirm(moderator, await add(moderator, document(2013, "Primero")))
    await confirm(moderator, await add(moderator, document(2013, "Segundo")))
    assert "Segundo" in shown_text(await ask(fan, "champion", season=2013))
    undone = shown_text(await ask_and_confirm(moderator, "data undo"))
    assert "Undone\nThe change: 2013.txt added for 2013 (moderator" in undone
    assert "Primero" in shown_text(await ask(fan, "champion", season=2013))
    await ask_and_confirm(moderator, "data undo")
    assert "I have nothing on 2013" in shown_text(await ask(fan, "champion", season=2013))
    assert "Nothing to undo" in shown_text(await ask(moderator, "data undo"))
    history = shown_text(await ask(moderator, "data history"))
    assert re.findall(r"^#(\d+) · ", history, re.MULTILINE) == ["4", "3", "2", "1"]
    assert history.count("undone: 2013.txt added for 2013") == 2


async def test_the_journal_is_turned_page_by_page(moderator):
    for number in range(11):
        await ask(moderator, "alias add", alias=f"apodo {number}", club="total-clean.arequipa")
    first = await ask(moderator, "data history")
    assert "alias apodo 10 given to" in shown_text(first)
    assert "alias apodo 0 given" not in shown_text(first)
    second = await moderator.click(first.response, label="Next ›")
    assert "alias apodo 0 given to Total Clean (Arequipa)" in shown_text(second)


async def test_nobody_has_changed_anything_at_first(moderator):
    assert "Nobody has changed anything yet" in shown_text(await ask(moderator, "data history"))


async def test_a_contradiction_is_shown_in_the_preview_and_may_be_confirmed(moderator, fan):
    preview = await add(moderator, contradiction(2013))
    assert "Contradictions and gaps" in shown_text(preview)
    assert "2013.txt (added by a moderator): " in shown_text(preview)
    await confirm(moderator, preview)
    assert "Sport Ejemplo" in shown_text(await ask(fan, "champion", season=2013))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(b"", "It is empty", id="empty"),
        pytest.param(b" \n\r\n\t", "It is empty", id="blank"),
        pytest.param("Copa Perú 2013".encode("utf-16"), "not UTF-8 text", id="UTF-16"),
        pytest.param(document(2013) + b"\0", "not UTF-8 text", id="NUL"),
        pytest.param(b"PK\x03\x04" + bytes(range(256)) * 8, "not UTF-8 text", id="zip"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(64), "not UTF-8 text", id="picture"),
        pytest.param(b"Nothing of a season.", "which season", id="no season"),
        pytest.param(b"x" * ((1 << 20) + 1), "larger than 1 MiB", id="too large"),
        pytest.param(
            b"<html><title>Hotel WiFi</title><body><form>Room?</form></body></html>",
            "a web page, but no article of a wiki: “Hotel WiFi”",
            id="another site",
        ),
        pytest.param(
            b'<div class="mw-parser-output"><p>The 1996 Torneo Descentralizado was a league.</p></div>',
            "an article on “The 1996 Torneo Descentralizado”, not on a season",
            id="another competition",
        ),
    ],
)
async def test_a_file_that_is_no_season_document_is_refused_kindly(moderator, data, told):
    refused = await add(moderator, data, "season.txt")
    assert refused.ephemeral
    assert "Not a season document" in shown_text(refused)
    assert told in shown_text(refused)
    assert labels(refused) == []


@pytest.mark.logs_errors
async def test_a_document_that_finds_a_fault_of_the_reader_is_refused_before_its_preview(
    moderator, monkeypatch, caplog
):
    def faulty(season):
        raise RecursionError

    monkeypatch.setattr(read, "check", faulty)
    refused = await add(moderator, document(2013), "season.txt")
    assert "It cannot be read: the reader fails on it" in shown_text(refused)
    assert labels(refused) == []
    caplog.clear()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\seasons\\2013.txt", "2013.txt"),
        (f"**bold** @everyone {MENTION} [x](x).txt", "everyone"),
        ("\u202etxt.3102\u200b", "txt.3102"),
        ("/", "document"),
        ("a" * 300, "a" * 59 + "…"),
    ],
)
async def test_a_files_name_is_shown_harmlessly_and_leads_nowhere(moderator, simcord_bot, name, shown):
    preview = await add(moderator, document(2013), name)
    assert shown in shown_text(preview)
    assert "\u202e" not in text_of(preview)
    text = raw_text(messages_of(preview)[0])
    assert MENTION not in text
    assert "@everyone" not in text
    assert "[x](" not in text.replace("\\[", "")
    await confirm(moderator, preview)
    written = {path.name for path in simcord_bot.settings.data_dir.parent.rglob("*") if path.is_file()}
    assert written == {"cache.sqlite3", "cache.sqlite3.lock", "commands.json", "moderation.sqlite"}


async def test_hostile_names_within_a_document_stay_text(moderator, fan):
    hostile = f"**Sport** @everyone {MENTION} \u202e[link](http://x.example)\u200b"
    await confirm(moderator, await add(moderator, document(2013, hostile)))
    answer = await ask(fan, "champion", season=2013)
    text = raw_text(messages_of(answer)[0])
    assert "Sport" in text
    assert MENTION not in text
    assert "@everyone" not in text
    assert "[link](" not in text.replace("\\[", "")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


async def test_the_check_reports_on_every_document_and_sends_the_whole_report(moderator):
    await confirm(moderator, await add(moderator, contradiction(2013)))
    answer = await ask(moderator, "data check")
    assert "6 documents read" in shown_text(answer)
    [file] = messages_of(answer)[0].attachments
    assert file.filename == "check.txt"
    report = (await file.read()).decode()
    assert "added/2013.txt: 2013 Copa Perú" in report
    assert "2006_copa_peru.txt: 2006 Copa Perú" in report


async def test_the_export_is_an_archive_of_tables_and_the_database(moderator):
    answer = await ask(moderator, "data export")
    [file] = messages_of(answer)[0].attachments
    with zipfile.ZipFile(io.BytesIO(await file.read())) as archive:
        assert archive.testzip() is None
        assert archive.read("copa-peru.sqlite3").startswith(b"SQLite format 3\0")
        assert "CC BY-SA 4.0" in archive.read("LICENSE.txt").decode()
        assert "5 editions, 1967 to 2012" in archive.read("README.txt").decode()
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode())))
            for name in ("champions", "matches", "teams", "tables")
        }
    of_2006 = [row for row in tables["champions"] if row["season"] == "2006"]
    assert [(row["place"], row["club"], row["department"]) for row in of_2006] == [
        ("champion", "Total Clean", "Arequipa")
    ]
    first = next(row for row in tables["matches"] if row["home"] == "José Gálvez")
    assert (first["home"], first["home goals"], first["away goals"], first["away"]) == (
        *("José Gálvez", "1", "0", "UTC"),
    )
    galvez = next(row for row in tables["tables"] if row["club"] == "José Gálvez")
    assert (galvez["from"], galvez["points"], galvez["complete"]) == ("results", "13", "yes")
    assert any(row["club"] == "León de Huánuco" for row in tables["teams"])


async def test_an_archive_too_large_for_discord_is_not_sent_but_told(moderator, monkeypatch):
    monkeypatch.setattr("bot.commands.moderation._archive", lambda path: bytes(30 << 20))
    answer = await ask(moderator, "data export")
    assert "Too large for Discord" in shown_text(answer)
    assert "30 MiB" in shown_text(answer)
    assert not messages_of(answer)[0].attachments


@pytest.mark.parametrize("command", COMMANDS)
async def test_members_without_the_power_neither_see_nor_use_it(fan, env, command):
    assert command not in fan.available_commands(channel_of(fan))
    allow(env, fan, "data")
    refused = await ask(fan, command, **COMMANDS[command])
    assert refused.ephemeral
    assert "For moderators only" in shown_text(refused)


def allow(env, member, command):
    """Let a member use a command as far as Discord's own settings go, which managers may change."""
    found = env.backend.find_command(command, GUILD_ID)
    allowed = [{"id": str(member.id), "type": 2, "permission": True}]
    env.backend.set_command_permissions(GUILD_ID, int(found["id"]), allowed)


async def test_who_loses_the_power_between_preview_and_confirm_is_refused(moderator, fan, env):
    preview = await add(moderator, document(2013))
    for role in list(env.backend.get_guild(GUILD_ID).members[moderator.id].role_ids):
        env.backend.remove_member_role(GUILD_ID, moderator.id, role)
    assert "For moderators only" in shown_text(await confirm(moderator, preview))
    assert "I have nothing on 2013" in shown_text(await ask(fan, "champion", season=2013))


async def test_only_the_moderators_guild_has_the_commands(env, simcord_bot):
    for name in ("data", "alias", "reload"):
        assert simcord_bot.tree.get_command(name) is None
        assert simcord_bot.tree.get_command(name, guild=discord.Object(GUILD_ID)) is not None
        assert simcord_bot.tree.get_command(name, guild=discord.Object(GUILD_ID + 1)) is None


async def test_moderators_commands_speak_spanish(moderator, locales):
    locales[moderator.id] = "es-419"
    preview = await add(moderator, document(2013))
    assert "¿Agregar este documento?" in shown_text(preview)
    assert labels(preview) == ["Confirmar", "Cancelar"]
    assert "Documento agregado" in shown_text(await moderator.click(preview.response, label="Confirmar"))
    assert "Quién cambió qué" in shown_text(await ask(moderator, "data history"))


async def test_a_failed_write_changes_nothing_and_is_told_kindly(moderator, fan, monkeypatch):
    def no_space(**where):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", no_space)
    told = shown_text(await add(moderator, document(2013)))
    monkeypatch.undo()
    assert "could not be read or written" in told
    assert "No space left on device" in told
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))


async def test_an_added_document_is_told_as_such_and_not_as_wikipedias(moderator, fan):
    await confirm(moderator, await add(moderator, document(2013)))
    champion = await ask(fan, "champion", season=2013)
    assert "added by a moderator" in shown_text(champion)
    assert "Wikipedia" not in shown_text(champion)
    assert link_of(messages_of(champion)[0]) is None
    about = shown_text(await ask(fan, "about"))
    assert re.search(r"2013: .*added by a moderator", about)
    assert "moderator's name" not in about


async def test_what_was_undone_is_done_again_and_told_in_both_languages(moderator, fan):
    await confirm(moderator, await add(moderator, document(2013, "Primero")))
    await ask_and_confirm(moderator, "data undo")
    redone = shown_text(await ask(moderator, "data redo"))
    assert "Redone\nThe change: 2013.txt added for 2013." in redone
    assert "Primero" in shown_text(await ask(fan, "champion", season=2013))
    assert "Nothing to redo" in shown_text(await ask(moderator, "data redo"))
    assert "redone: 2013.txt added for 2013" in shown_text(await ask(moderator, "data history"))


async def test_an_older_preview_says_that_it_is_out_of_date_and_shows_the_new_one(moderator, fan):
    older = await add(moderator, document(2013, "Primero"))
    await confirm(moderator, await add(moderator, document(2013, "Segundo")))
    shown = await confirm(moderator, older)
    assert "The preview is out of date" in shown_text(shown)
    assert "It takes the place of the document that was added before." in shown_text(shown)
    assert "Segundo" in shown_text(await ask(fan, "champion", season=2013))
    await moderator.click(older.response, label="Confirm")
    assert "Primero" in shown_text(await ask(fan, "champion", season=2013))
