"""/reload: who may, and what it tells."""

import dataclasses
import shutil

import discord
import pytest

from bot.cache import LoadReport
from bot.replies.language import language
from bot.replies.reload import reload_reply
from tests.conftest import GUILD_ID
from tests.five import SEEDS
from tests.simulated import ask, channel_of, follow, shown_text, walk


@pytest.fixture
def seasons(environment, tmp_path):
    """Give the bot a folder of documents of its own."""
    folder = tmp_path / "seasons"
    shutil.copytree(SEEDS, folder)
    environment.setenv("SEASONS_DIR", str(folder))
    return folder


async def test_a_moderator_is_told_in_private_that_nothing_changed(moderator):
    answer = await ask(moderator, "reload")
    assert answer.ephemeral
    assert "Nothing has changed" in shown_text(answer)
    assert "5 documents unchanged" in shown_text(answer)


@pytest.mark.parametrize(
    ("seconds", "english", "spanish"),
    [
        (0.0004, "", ""),
        (0.0042, "It took 4 ms.", "Tardó 4 ms."),
        (0.9996, "It took 1 s.", "Tardó 1 s."),
        (12.34, "It took 12.3 s.", "Tardó 12.3 s."),
    ],
)
def test_how_long_a_reload_took_is_never_nothing(seconds, english, spanish):
    report = LoadReport("g", unchanged=("a.txt",), seconds=seconds)
    for tag, told in (("en-US", english), ("es-419", spanish)):
        assert list(reload_reply(report, language(tag)).lead[1:]) == ([told] if told else [])


async def test_what_changed_is_told_and_answered_from_then_on(seasons, moderator, fan):
    document = seasons / "2006_copa_peru.txt"
    document.write_text(
        document.read_text("utf-8").replace("Winners: Total Clean", "Winners: Cienciano Junior"), "utf-8"
    )
    (seasons / "1997_copa_peru.txt").unlink()
    text = shown_text(await ask(moderator, "reload"))
    assert "Documents read again" in text
    assert "Changed\n2006_copa_peru.txt" in text
    assert "Gone\n1997_copa_peru.txt" in text
    assert "Seasons 5 → 4" in text
    assert "Cienciano Junior" in shown_text(await ask(fan, "champion", season=2006))


async def test_facts_added_and_removed_are_told_with_examples(seasons, moderator):
    document = seasons / "1967_copa_peru.txt"
    document.write_text(
        document.read_text("utf-8").replace("Juan Aurich 2-2 CNI", "Juan Aurich 2-3 CNI"), "utf-8"
    )
    text = shown_text(await ask(moderator, "reload"))
    assert "Matches: 1 added, 1 removed" in text
    assert "➕ 1967: Juan Aurich 2–3 CNI" in text
    assert "➖ 1967: Juan Aurich 2–2 CNI" in text


async def test_a_version_that_cannot_be_read_is_kept_back_and_the_last_good_one_answers(
    seasons, moderator, fan
):
    (seasons / "2006_copa_peru.txt").write_bytes(b"\xff\xfe")
    told = shown_text(await ask(moderator, "reload"))
    assert "Kept back: the last good version stays in use" in told
    assert "2006_copa_peru.txt" in told
    assert "not UTF-8" in told
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))
    again = shown_text(await ask(moderator, "reload"))
    assert "Nothing has changed" in again
    assert "Kept back" in again
    assert "last good version" in shown_text(await ask(fan, "about"))
    assert "its last good version is in use" in shown_text(await ask(moderator, "data list"))


async def test_a_version_without_any_fact_is_kept_back_until_it_is_mended(seasons, moderator, fan):
    document = seasons / "2006_copa_peru.txt"
    good = document.read_text("utf-8")
    document.write_text("= 2006 Copa Perú =\n", "utf-8")
    told = shown_text(await ask(moderator, "reload"))
    assert "Kept back" in told
    assert "No champion, team or match is left" in told
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))
    document.write_text(good.replace("Winners: Total Clean", "Winners: Enmendado"), "utf-8")
    assert "Kept back" not in shown_text(await ask(moderator, "reload"))
    assert "Enmendado" in shown_text(await ask(fan, "champion", season=2006))


async def test_a_corrected_score_that_contradicts_a_stated_total_is_used_and_reported(
    seasons, moderator, fan
):
    document = seasons / "1967_copa_peru.txt"
    document.write_text(
        document.read_text("utf-8").replace("Octavio Espinosa 3-1", "Octavio Espinosa 3-0"), "utf-8"
    )
    told = shown_text(await ask(moderator, "reload"))
    assert "The infobox says 48 goals" in told
    assert "3–0" in shown_text(await ask(fan, "results", team="Octavio Espinosa", season=1967))


async def test_progress_is_shown_at_once_and_then_at_most_once_a_second(seasons, moderator, env, monkeypatch):
    for path in seasons.glob("*.txt"):
        path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    moments = iter([5.0, 5.0, 5.4, 5.9, 6.0, 6.0, 6.5, 6.9])
    # The module's own name for the clock: all others go on with the real one.
    monkeypatch.setattr("bot.commands.moderation.monotonic", lambda: next(moments))
    before = len(env.http_requests)
    await ask(moderator, "reload")
    edits = [r.json["components"] for r in env.http_requests[before:] if r.method == "PATCH"]
    texts = [next(part["content"] for part in walk(edit) if "content" in part) for edit in edits]
    shown = [text.split("\n") for text in texts]
    progress = [lines[1] for lines in shown if lines[0] == "### Reading the documents …"]
    assert progress == ["0 of 5 documents read.", "3 of 5 documents read."]
    assert shown[-1][0] == "### Documents read again"


async def test_a_page_opened_before_goes_on_with_the_data_of_now(seasons, moderator, fan):
    answer = await ask(fan, "season", season=2006)
    document = seasons / "2006_copa_peru.txt"
    text = document.read_text("utf-8").replace("Winners: Total Clean", "Winners: Cienciano Junior")
    document.write_text(text, "utf-8")
    await ask(moderator, "reload")
    pressed = await follow(fan, answer.response, "Champion")
    assert "Cienciano Junior" in shown_text(pressed)


async def test_a_broken_list_of_clubs_is_told_and_the_data_stays(seasons, moderator, fan):
    (seasons / "clubs.toml").write_text("not [ toml", "utf-8")
    told = shown_text(await ask(moderator, "reload"))
    assert "could not be read or written" in told
    assert "clubs.toml" in told
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))


async def test_a_document_that_cannot_be_read_is_told_and_the_others_are_answered(seasons, moderator, fan):
    (seasons / "1998.txt").write_bytes(b"\x00\xff")
    assert "1998.txt" in shown_text(await ask(moderator, "reload"))
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))


def let_use(env, member):
    """Let a member use /reload as far as Discord's own settings go, which a server's managers may change."""
    command = env.backend.find_command("reload", GUILD_ID)
    allowed = [{"id": str(member.id), "type": 2, "permission": True}]
    env.backend.set_command_permissions(GUILD_ID, int(command["id"]), allowed)


async def test_a_member_without_the_power_does_not_see_it(fan):
    assert "reload" not in fan.available_commands(channel_of(fan))


async def test_a_member_without_the_power_is_refused_whatever_discord_allows(fan, env):
    let_use(env, fan)
    answer = await ask(fan, "reload")
    assert answer.ephemeral
    assert "For moderators only" in shown_text(answer)


async def test_a_moderators_role_is_enough_and_its_loss_counts_at_once(env, fan, simcord_bot):
    role = env.guild.create_role("keepers")
    keeper = env.guild.add_member(env.create_user("keeper"), roles=[role])
    simcord_bot.settings = dataclasses.replace(simcord_bot.settings, mod_role_ids=frozenset({role.id}))
    let_use(env, keeper)
    assert "Nothing has changed" in shown_text(await ask(keeper, "reload"))
    simcord_bot.settings = dataclasses.replace(simcord_bot.settings, mod_role_ids=frozenset({role.id + 1}))
    assert "For moderators only" in shown_text(await ask(keeper, "reload"))


async def test_one_reload_at_a_time(moderator, simcord_bot):
    simcord_bot.reloading = True
    answer = await ask(moderator, "reload")
    assert answer.ephemeral
    assert "Already at work" in shown_text(answer)


async def test_only_the_moderators_guild_has_the_command(env, moderator, simcord_bot):
    assert simcord_bot.tree.get_command("reload") is None
    assert simcord_bot.tree.get_command("reload", guild=discord.Object(GUILD_ID)) is not None
    assert "reload" in moderator.available_commands(channel_of(moderator))
