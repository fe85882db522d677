"""/club: moderators join two clubs that are one, and part one that is two, with a preview and a way back."""

import pytest

from tests.simulated import ask, ask_and_confirm, choose, labels, shown_text, suggestions
from tests.test_data import allow, confirm

ICA, SAN_MARTIN = "santos.ica", "santos.san-martin"
UTC = "utc.cajamarca"


async def merge(member, club=ICA, into=SAN_MARTIN):
    return await ask(member, "club merge", club=club, into=into)


async def split(member, **options):
    return await ask(
        member, "club split", **{"club": UTC, "seasons": "1996", "name": "Universitario Nuevo", **options}
    )


async def test_two_clubs_become_one_when_it_is_confirmed(moderator, fan):
    assert "2 clubs" in shown_text(await ask(fan, "results", team="santos"))
    preview = await merge(moderator)
    assert preview.ephemeral
    text = shown_text(preview)
    assert "Santos (Ica) and Santos (San Martín) become one club." in text
    assert "Both took part in 2012." in text
    assert "Clubs 158 → 157" in text
    assert labels(preview) == ["Confirm", "Cancel"]
    assert "2 clubs" in shown_text(await ask(fan, "results", team="santos"))
    assert "Clubs merged" in shown_text(await confirm(moderator, preview))
    answer = shown_text(await ask(fan, "team", team="santos"))
    assert "Santos" in answer
    assert "San Martín" in answer


async def test_a_club_that_was_joined_is_found_by_both_names_and_keeps_its_nicknames(moderator, fan):
    await ask(moderator, "alias add", alias="Los Escoberos", club="total-clean.arequipa")
    await confirm(moderator, await merge(moderator, "total-clean.arequipa", "jose-galvez.ancash"))
    for name in ("Total Clean", "José Gálvez", "Los Escoberos"):
        assert "José Gálvez (Ancash)" in shown_text(await ask(fan, "team", team=name)), name
    assert "Total Clean (Arequipa)" in shown_text(await ask(fan, "season", season=2006))


async def test_undo_parts_what_was_joined_and_the_journal_tells_both(moderator, fan):
    await confirm(moderator, await merge(moderator))
    undone = shown_text(await ask_and_confirm(moderator, "data undo"))
    assert "Santos (Ica) merged into Santos (San Martín)" in undone
    assert "Clubs 157 → 158" in undone
    assert "2 clubs" in shown_text(await ask(fan, "results", team="santos"))
    journal = shown_text(await ask(moderator, "data history"))
    assert "undone: Santos (Ica) merged into Santos (San Martín)" in journal


async def test_a_club_is_parted_in_some_seasons(moderator, fan, simcord_bot):
    assert simcord_bot.store.current.index.club(UTC).seasons == (1996, 1997, 2012)
    preview = await split(moderator, seasons="1996-1997", department="Piura")
    text = "UTC (Cajamarca) of 1996 and 1997 becomes Universitario Nuevo (Piura)."
    assert text in shown_text(preview)
    assert "Club split" in shown_text(await confirm(moderator, preview))
    index = simcord_bot.store.current.index
    assert index.club("universitario-nuevo.piura").seasons == (1996, 1997)
    assert index.club(UTC).seasons == (2012,)
    assert "Universitario Nuevo (Piura)" in shown_text(await ask(fan, "team", team="universitario nuevo"))
    assert "Universitario Nuevo (Piura)" in shown_text(await ask(moderator, "data history"))


async def test_joining_after_parting_makes_the_whole_again(moderator, simcord_bot):
    await confirm(moderator, await split(moderator, department="Piura"))
    await confirm(moderator, await merge(moderator, "universitario-nuevo.piura", UTC))
    assert simcord_bot.store.current.index.club(UTC).seasons == (1996, 1997, 2012)


async def test_a_part_may_be_a_club_that_there_is(moderator, simcord_bot):
    preview = await split(moderator, name="Juan Aurich", department="Lambayeque")
    assert "That club already exists" in shown_text(preview)
    await confirm(moderator, preview)
    assert simcord_bot.store.current.index.club("juan-aurich.lambayeque").seasons == (1967, 1996, 1997, 2006)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"seasons": "1967"}, "took part in"),
        ({"seasons": "soon"}, "took part in"),
        ({"seasons": "1960-2020"}, "has no other seasons"),
        ({"name": "¡!"}, "needs a name"),
        ({"name": "x" * 80}, "needs a name"),
        ({"name": "U.T.C.", "department": "cajamarca"}, "is already that club"),
        ({"club": "zzzz qqqq"}, "I know no club called"),
    ],
)
async def test_what_makes_no_sense_is_refused_with_the_reason(moderator, options, why):
    refused = await split(moderator, **options)
    assert why in shown_text(refused)
    assert labels(refused) == []


async def test_a_club_is_not_joined_with_itself_nor_with_what_is_no_club(moderator):
    assert "is already that club" in shown_text(await merge(moderator, ICA, ICA))
    assert "I know no club called" in shown_text(await merge(moderator, "zzzz qqqq", ICA))


async def test_clubs_that_are_not_clear_are_asked_for_one_after_the_other(moderator):
    first = await merge(moderator, "santos", "santos")
    second = await choose(moderator, first, ICA)
    assert "2 clubs go by “santos”. Which one?" in shown_text(second)
    preview = await choose(moderator, second, SAN_MARTIN)
    assert "Santos (Ica) and Santos (San Martín) become one club." in shown_text(preview)
    assert labels(preview) == ["Confirm", "Cancel"]


async def test_the_club_to_part_is_asked_for_and_the_other_options_are_kept(moderator):
    unclear = await split(moderator, club="santos", name="Santos Nuevo", department="Piura", seasons="2012")
    assert "Santos (Ica) has no other seasons" in shown_text(await choose(moderator, unclear, ICA))


async def test_a_preview_that_is_cancelled_changes_nothing_and_cannot_be_confirmed(moderator, simcord_bot):
    preview = await merge(moderator)
    cancelled = await moderator.click(preview.response, label="Cancel")
    assert "Nothing was changed" in shown_text(cancelled)
    assert (await simcord_bot.moderation.state()).clubs == ()


async def test_a_preview_can_be_confirmed_after_a_restart_and_the_rule_outlives_the_cache(
    moderator, simcord_bot
):
    preview = await merge(moderator)
    simcord_bot.settings.cache_path.unlink()
    await simcord_bot.open_data()
    await confirm(moderator, preview)
    simcord_bot.settings.cache_path.unlink()
    await simcord_bot.open_data()
    assert simcord_bot.store.current.index.club(ICA) is None


async def test_clubs_are_suggested(moderator):
    found = await suggestions(moderator, "club merge", "into", "santos")
    assert [choice["value"] for choice in found][:2] == [ICA, SAN_MARTIN]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("", ["1996", "1997", "2012"]), ("97", ["1997"]), ("1996, 2", ["1996, 2012"]), ("x", [])],
)
async def test_the_seasons_of_the_club_are_suggested(moderator, typed, offered):
    found = await suggestions(moderator, "club split", "seasons", typed, club=UTC)
    assert [choice["value"] for choice in found] == offered


async def test_nobody_else_may(fan, env):
    allow(env, fan, "club")
    assert await suggestions(fan, "club merge", "into", "santos") == []
    assert "For moderators only" in shown_text(await merge(fan))
    assert "For moderators only" in shown_text(await split(fan))


async def test_moderators_are_answered_in_spanish(moderator, locales):
    locales[moderator.id] = "es-419"
    preview = shown_text(await merge(moderator))
    assert "¿Unir estos dos clubes?" in preview
    assert "Ambos participaron en 2012" in preview
