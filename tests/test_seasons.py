"""/seasons: every edition of which there is a document."""

from tests.simulated import ask, follow, text_of, ways_on


async def test_every_edition_is_there_the_newest_first(fan):
    answer = await ask(fan, "seasons")
    text = text_of(answer)
    assert "I know who won all 5 editions." in text
    years = ["2012", "2006", "1997", "1996", "1967"]
    assert sorted(years, key=lambda year: text.index(f"\n{year} 🏆 ")) == years
    for champion in ("UTC", "Total Clean", "Juan Aurich", "José Gálvez", "Alfonso Ugarte de Chiclín"):
        assert f"🏆 {champion}" in text
    assert "Daniel Ruiz (6)" in text
    assert "1967 · 24 teams · 15 matches" in text_of(await fan.click(answer.response, label="Details"))


async def test_an_edition_is_one_press_away(fan):
    answer = await ask(fan, "seasons")
    assert {"2012", "1967"} <= set(ways_on(answer))
    assert "Copa Perú 2006" in text_of(await follow(fan, answer.response, "2006"))


async def test_private_is_for_the_askers_eyes_only(fan):
    assert (await ask(fan, "seasons", private=True)).response.ephemeral
