"""/alias: names that moderators give to clubs, in effect at once, kept apart from clubs.toml."""

import discord
import pytest

from tests.simulated import (
    ask,
    ask_and_confirm,
    channel_of,
    choose,
    labels,
    menu_values,
    menus_of,
    raw_text,
    shown_text,
    suggestions,
)
from tests.test_data import allow

CLUB = "total-clean.arequipa"


async def test_an_alias_is_understood_at_once_and_no_more_once_removed(moderator, fan):
    before = await ask(fan, "results", team="Los Escoberos")
    assert "Total Clean" not in shown_text(before)
    assert "Moderators have added no alias" in shown_text(await ask(moderator, "alias list"))
    added = await ask(moderator, "alias add", alias="Los Escoberos", club=CLUB)
    assert added.ephemeral
    assert "Los Escoberos is now a name of Total Clean" in shown_text(added)
    assert "Total Clean" in shown_text(await ask(fan, "results", team="los escoberos"))
    await ask(moderator, "alias remove", alias="Los Escoberos")
    assert "Total Clean" not in shown_text(await ask(fan, "results", team="los escoberos"))


async def test_an_alias_of_generic_words_is_understood_and_offered_and_said_in_plain_words(
    moderator, fan, hincha
):
    nickname = "El Equipo del Pueblo"
    assert "Total Clean" not in shown_text(await ask(fan, "results", team=nickname))
    assert CLUB not in [choice["value"] for choice in await suggestions(fan, "results", "team", nickname)]
    added = shown_text(await ask(moderator, "alias add", alias=nickname, club=CLUB))
    assert "El Equipo del Pueblo is now a name of Total Clean" in added
    assert "⚠️" not in added
    assert "Total Clean" in shown_text(await ask(fan, "results", team="el equipo del pueblo"))
    offered = await suggestions(fan, "results", "team", nickname)
    assert offered[0]["value"] == CLUB
    for question in ("¿cómo le fue a el equipo del pueblo en 2006?", "¿Cómo le fue al Equipo del Pueblo?"):
        assert "Total Clean" in shown_text(await ask(hincha, "ask", question=question)), question


async def test_an_alias_that_is_the_key_of_another_club_gets_that_club_still_and_that_is_told(moderator, fan):
    added = shown_text(await ask(moderator, "alias add", alias="jose-galvez.ancash", club=CLUB))
    assert "Whoever types it still gets José Gálvez" in added
    assert "José Gálvez" in shown_text(await ask(fan, "results", team="jose-galvez.ancash"))


async def test_an_alias_is_kept_over_a_rebuild_of_the_cache(moderator, fan, simcord_bot):
    await ask(moderator, "alias add", alias="Los Escoberos", club=CLUB)
    simcord_bot.settings.cache_path.unlink()
    await simcord_bot.open_data()
    assert "Total Clean" in shown_text(await ask(fan, "results", team="los escoberos"))


async def test_adding_an_alias_reads_no_document_anew(moderator, simcord_bot):
    loaded = []
    moderation = simcord_bot.moderation
    change = moderation.change

    async def kept(*args):
        loaded.append(await change(*args))
        return loaded[-1]

    moderation.change = kept
    await ask(moderator, "alias add", alias="Los Escoberos", club=CLUB)
    assert len(loaded[0].unchanged) == 5
    assert loaded[0].problems == ()


async def test_the_club_may_be_typed_and_is_never_guessed(moderator):
    assert "is now a name of" in shown_text(await ask(moderator, "alias add", alias="TC", club="total clean"))
    unclear = await ask(moderator, "alias add", alias="Los de la U", club="santos")
    assert unclear.ephemeral
    assert "2 clubs go by “santos”. Which one?" in shown_text(unclear)
    assert "Moderators added 1 alias" in shown_text(await ask(moderator, "alias list"))


async def test_a_club_that_several_may_be_is_chosen_in_a_menu_and_gets_the_alias(moderator, fan):
    unclear = await ask(moderator, "alias add", alias="Los Albos | 1", club="santos")
    offered = [option["value"] for option in menus_of(unclear)[0]["options"]]
    assert offered == ["santos.ica", "santos.san-martin"]
    added = await choose(moderator, unclear, "santos.san-martin")
    assert "Los Albos 1 is now a name of Santos · San Martín" in shown_text(added)
    assert menus_of(added) == []
    assert "Santos (San Martín)" in shown_text(await ask(fan, "results", team="los albos 1"))


async def test_clubs_near_to_one_that_there_is_not_are_offered_in_a_menu(moderator):
    unclear = await ask(moderator, "alias add", alias="Los Grises", club="total limpio xyz")
    assert "I know no club called “total limpio xyz”" in shown_text(unclear)
    assert CLUB in [option["value"] for option in menus_of(unclear)[0]["options"]]
    assert "Los Grises is now a name of Total Clean" in shown_text(await choose(moderator, unclear, CLUB))


async def test_what_no_menu_can_offer_is_told_in_words(moderator):
    unknown = await ask(moderator, "alias add", alias="Los Grises", club="zzzz qqqq")
    assert "Try a part of its name" in shown_text(unknown)
    assert menus_of(unknown) == []
    long = await ask(moderator, "alias add", alias="x" + "🏆" * 49, club="santos")
    assert "Pick one of the suggestions" in shown_text(long)
    assert menus_of(long) == []


async def test_a_menu_of_clubs_outlives_a_restart(moderator, simcord_bot):
    unclear = await ask(moderator, "alias add", alias="Los Albos", club="santos")
    await simcord_bot.open_data()
    added = await choose(moderator, unclear, "santos.ica")
    assert "Los Albos is now a name of Santos · Ica" in shown_text(added)


async def test_who_is_no_moderator_any_more_cannot_choose(moderator, env, simcord_bot):
    unclear = await ask(moderator, "alias add", alias="Los Albos", club="santos")
    for role in env.backend.get_guild(moderator.guild.id).roles.values():
        role.permissions &= ~discord.Permissions(manage_guild=True).value
    assert "For moderators only" in shown_text(await choose(moderator, unclear, "santos.ica"))
    assert (await simcord_bot.moderation.state()).aliases == ()


async def test_the_menu_of_clubs_speaks_spanish(moderator, locales):
    locales[moderator.id] = "es-419"
    unclear = await ask(moderator, "alias add", alias="Los Albos", club="santos")
    assert "Hay 2 clubes que calzan con “santos”. ¿Cuál?" in shown_text(unclear)
    assert menus_of(unclear)[0]["placeholder"] == "Elige un club"


async def test_a_name_of_another_club_gives_a_choice_and_that_is_told(moderator, fan):
    added = shown_text(await ask(moderator, "alias add", alias="Alfonso Ugarte", club=CLUB))
    assert "is asked which one" in added
    asked = await ask(fan, "results", team="Alfonso Ugarte")
    assert CLUB in menu_values(asked)
    assert len(menu_values(asked)) > 1


@pytest.mark.parametrize(
    ("alias", "told"),
    [
        ("Total Clean", "is already a name of that club"),
        ("tótal  CLEAN", "is already a name of that club"),
        ("🏆 !!", "needs letters or digits"),
        ("\u200b\u202e", "needs letters or digits"),
        ("x" * 51, "at most 50 characters"),
    ],
)
async def test_what_can_be_no_alias_is_refused_kindly(moderator, alias, told):
    refused = shown_text(await ask(moderator, "alias add", alias=alias, club=CLUB))
    assert "No alias was added" in refused
    assert told in refused


async def test_one_alias_of_two_clubs_is_removed_of_the_club_that_is_named(moderator):
    other = "jose-galvez.ancash"
    await ask(moderator, "alias add", alias="La Maquinaria", club=CLUB)
    await ask(moderator, "alias add", alias="La Maquinaria", club=other)
    offered = await suggestions(moderator, "alias remove", "alias", "maqui")
    assert [choice["value"] for choice in offered] == [f"{other}|La Maquinaria", f"{CLUB}|La Maquinaria"]
    await ask(moderator, "alias remove", alias=offered[0]["value"])
    listed = shown_text(await ask(moderator, "alias list"))
    assert "La Maquinaria → Total Clean" in listed
    assert "José Gálvez" not in listed


async def test_of_which_of_two_clubs_an_alias_is_removed_is_chosen_in_a_menu(moderator):
    other = "jose-galvez.ancash"
    for club in (CLUB, other):
        await ask(moderator, "alias add", alias="La Maquinaria", club=club)
    asked = await ask(moderator, "alias remove", alias="la maquinaria")
    assert "2 clubs go by “la maquinaria”. Which one?" in shown_text(asked)
    assert sorted(option["value"] for option in menus_of(asked)[0]["options"]) == [other, CLUB]
    removed = await choose(moderator, asked, other)
    assert "la maquinaria is no longer an alias" in shown_text(removed)
    assert menus_of(removed) == []
    listed = shown_text(await ask(moderator, "alias list"))
    assert "La Maquinaria → Total Clean" in listed
    assert "José Gálvez" not in listed


@pytest.mark.parametrize(
    ("typed", "offered"), [("santos", ["santos.ica", "santos.san-martin"]), ("cni", None)]
)
async def test_a_club_typed_with_an_alias_to_remove_is_asked_for_where_it_is_not_clearly_one(
    moderator, typed, offered
):
    clubs = ["santos.ica", "santos.san-martin", CLUB]
    for club in clubs:
        await ask(moderator, "alias add", alias="Los Albos", club=club)
    asked = await ask(moderator, "alias remove", alias="Los Albos", club=typed)
    assert sorted(option["value"] for option in menus_of(asked)[0]["options"]) == (offered or clubs)
    await choose(moderator, asked, "santos.san-martin")
    listed = shown_text(await ask(moderator, "alias list"))
    assert "Moderators added 2 aliases" in listed
    assert "San Martín" not in listed


async def test_a_club_typed_in_part_is_clear_where_it_alone_has_the_alias(moderator):
    for club in ("santos.ica", CLUB):
        await ask(moderator, "alias add", alias="Los Albos", club=club)
    removed = await ask(moderator, "alias remove", alias="Los Albos", club="santos")
    assert "Los Albos is no longer an alias" in shown_text(removed)
    assert "Los Albos → Total Clean" in shown_text(await ask(moderator, "alias list"))


async def test_an_alias_that_there_is_not_cannot_be_removed(moderator):
    assert "No moderator gave the alias" in shown_text(await ask(moderator, "alias remove", alias="nadie"))


async def test_an_alias_is_undone(moderator, fan):
    await ask(moderator, "alias add", alias="Los Escoberos", club=CLUB)
    undone = shown_text(await ask_and_confirm(moderator, "data undo"))
    assert "alias Los Escoberos given to" in undone
    assert "Total Clean" not in shown_text(await ask(fan, "results", team="los escoberos"))


async def test_many_aliases_are_turned_page_by_page(moderator):
    for number in range(20):
        await ask(moderator, "alias add", alias=f"apodo {number:02}", club=CLUB)
    first = await ask(moderator, "alias list")
    assert labels(first) == ["Next ›"]
    second = await moderator.click(first.response, label="Next ›")
    assert "apodo 10 → Total Clean" in shown_text(second)
    third = await moderator.click(first.response, label="Next ›")
    assert "apodo 19 → Total Clean" in shown_text(third)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("alias add", {"alias": "x", "club": CLUB}),
        ("alias remove", {"alias": "x"}),
        ("alias list", {}),
    ],
)
async def test_members_without_the_power_neither_see_nor_use_it(fan, moderator, env, command, options):
    assert command not in fan.available_commands(channel_of(fan))
    await ask(moderator, "alias add", alias="secreto", club=CLUB)
    allow(env, fan, "alias")
    assert "For moderators only" in shown_text(await ask(fan, command, **options))
    assert await suggestions(fan, "alias remove", "alias", "") == []
    assert await suggestions(fan, "alias add", "club", "total") == []


async def test_markup_in_an_alias_stays_text(moderator):
    hostile = "**x** <@111111111111111111>"
    added = await ask(moderator, "alias add", alias=hostile, club=CLUB)
    assert "<@111111111111111111>" not in raw_text(added.response)
    listed = await ask(moderator, "alias list")
    assert "<@111111111111111111>" not in raw_text(listed.response)


@pytest.mark.parametrize(
    ("alias", "told"),
    [("2006", "would be taken for a season"), ("campeon 2006", "question"), ("tabla", "question")],
)
async def test_an_alias_that_would_take_the_place_of_a_question_is_refused(moderator, alias, told):
    refused = shown_text(await ask(moderator, "alias add", alias=alias, club=CLUB))
    assert "No alias was added" in refused
    assert told in refused
