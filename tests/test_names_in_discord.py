"""Each outcome of a typed name, in a server and in a private message."""

import pytest

from tests.simulated import channel_of, labels, menu_values, messages_of, shown_text


@pytest.fixture(params=["server", "private message"])
def person(request, env, fan):
    """Give somebody who asks, in a server or in a private message: `slash`, `select` and `click`."""
    return fan if request.param == "server" else env.create_user("alone")


async def ask_results(person, **options):
    if hasattr(person, "guild"):
        return await person.slash(channel_of(person), "results", **options)
    return await person.slash("results", **options)


async def test_exact(person):
    answer = await ask_results(person, team="Juan Aurich")
    assert not answer.ephemeral
    assert "Results of Juan Aurich" in shown_text(answer)
    assert not menu_values(answer)


async def test_likely_says_what_was_understood_and_offers_the_others(person):
    answer = await ask_results(person, team="Deportivo Munisipal Yauly")
    text = shown_text(answer)
    assert "for Deportivo Municipal (Yauli)" in text
    if menu_values(answer):
        await person.select(answer.response, [menu_values(answer)[0]])
        assert "Deportivo Municipal (Yauli) (Huancavelica)" not in shown_text(answer)


async def test_several_ask_and_answer_the_choice(person):
    asked = await ask_results(person, team="santos")
    assert asked.ephemeral
    chosen = await person.select(asked.response, ["santos.ica"])
    assert "Results of Santos (Ica)" in shown_text(chosen)
    assert not messages_of(chosen)[-1].ephemeral


async def test_none_is_private_and_offers_the_nearest(person):
    answer = await ask_results(person, team="Alianza Lima")
    assert answer.ephemeral
    assert "No such club" in shown_text(answer) or menu_values(answer)
    if labels(answer):
        pressed = await person.click(answer.response, label=labels(answer)[0])
        assert "Results of" in shown_text(pressed)


async def test_a_club_out_of_season_is_not_swapped_for_another(person):
    answer = await ask_results(person, team="Melgar", season=2012)
    assert "Melgar is not in my source for 2012." in shown_text(answer)
    assert "Melgar 1967" in labels(answer)
