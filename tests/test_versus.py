"""/versus: record and every match of two clubs; never met, the same club, names to be chosen."""

import pytest

from bot.cache import Store, load
from bot.queries.versus import Versus
from tests.five import SEEDS
from tests.simulated import ask, labels, menu_values, messages_of, shown_text


@pytest.fixture
async def snapshot(tmp_path):
    await load(SEEDS, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        yield found
    await store.close()


async def test_the_record_goals_and_every_match_are_shown_and_a_play_off_is_marked(fan):
    text = shown_text(await ask(fan, "versus", team="Juan Aurich", opponent="Deportivo UPAO"))
    assert "Juan Aurich and Deportivo UPAO are level in wins, in the 2 matches I know.\n" in text
    assert "Wins: Juan Aurich 1, Deportivo UPAO 1 · draws 0 · goals 1–1" in text
    assert "⚔️ 1 was a play-off" in text
    assert "🔴 L · Deportivo UPAO 1–0 Juan Aurich — Round 3 · Dec 7\n" in text
    assert "🟢 W · Juan Aurich 1–0 Deportivo UPAO — Playoff · Dec 17 ⚔️" in text


async def test_seasons_of_both_without_a_match_are_told_with_the_tables_they_lost(fan):
    answer = await ask(fan, "versus", team="UTC", opponent="CNI")
    text = shown_text(answer)
    assert "UTC beat CNI 3–2 in the only match I know." in text
    assert "🟢 W · UTC 3–2 CNI — Round 2 · Jan 22" in text
    assert "Both also took part in 1997 and 2012: I know of no match between them there." in text
    text = shown_text(await fan.click(answer.response, label="Details"))
    assert "Results of 2012 may be missing: my source lacks 22 tables." in text


async def test_clubs_that_never_met_are_told_with_the_seasons_that_both_took_part_in(fan):
    text = shown_text(await ask(fan, "versus", team="Total Clean", opponent="CNI"))
    assert "I know of no match between Total Clean and CNI." in text
    assert "Both took part in 2006." in text
    assert "Results of 2006 may be missing: my source lacks 7 tables" in text


async def test_clubs_of_different_seasons_are_told_with_the_seasons_of_each(fan):
    text = shown_text(await ask(fan, "versus", team="Total Clean", opponent="Melgar"))
    assert "They were never in the same edition, as far as I know." in text
    assert "Total Clean took part in 2006." in text
    assert "Melgar took part in 1967." in text
    assert "Wikipedia, 2 articles" in text


async def test_the_same_club_twice_is_told_in_private_and_others_are_offered(fan):
    answer = await ask(fan, "versus", team="jose galvez", opponent="José Gálvez")
    assert answer.ephemeral
    assert "José Gálvez (Ancash) has never played against itself." in shown_text(answer)
    published = await fan.click(answer.response, label=labels(answer)[0])
    assert "José Gálvez (Ancash) vs " in shown_text(published)


async def test_a_score_of_the_infobox_alone_counts_and_is_told_apart(fan):
    text = shown_text(await ask(fan, "versus", team="Manco II", opponent="alfonso-ugarte.puno"))
    assert "Alfonso Ugarte beat Manco II 6–1 in the only match I know." in text
    assert "Manco II 1–6 Alfonso Ugarte — listed as: Biggest Away Win" in text


async def test_an_unclear_name_is_chosen_and_an_unknown_one_is_told(fan):
    asked = await ask(fan, "versus", team="CNI", opponent="santos")
    assert asked.ephemeral
    assert set(menu_values(asked)) == {"santos.ica", "santos.san-martin"}
    chosen = await fan.select(asked.response, ["santos.ica"])
    assert "CNI (Loreto) vs Santos (Ica)" in shown_text(messages_of(chosen)[-1])
    unknown = await ask(fan, "versus", team="CNI", opponent="Real Madrid")
    assert unknown.ephemeral
    assert "No such club" in shown_text(unknown)


async def test_a_name_that_fits_several_is_the_only_opponent_ever_met_and_the_heading_says_so(fan):
    text = shown_text(await ask(fan, "versus", team="Melgar", opponent="ugarte"))
    assert "I took “ugarte” for Alfonso Ugarte de Chiclín (La Libertad)." in text
    assert "Alfonso Ugarte de Chiclín 1–0 Melgar" in text


async def test_it_speaks_spanish(hincha):
    text = shown_text(await ask(hincha, "versus", team="Juan Aurich", opponent="Deportivo UPAO"))
    assert "Victorias: Juan Aurich 1, Deportivo UPAO 1 · empates 0 · goles 1–1" in text


async def test_both_orders_tell_the_same_matches_with_the_record_turned_round(snapshot):
    rows = await snapshot.rows("SELECT DISTINCT home, away FROM match WHERE home < away")
    assert len(rows) > 10
    for row in rows:
        one = await Versus(row["home"], row["away"]).answer(snapshot)
        other = await Versus(row["away"], row["home"]).answer(snapshot)
        assert one.matches == other.matches != ()
        a, b = one.tally, other.tally
        assert (a.won, a.drawn, a.lost) == (b.lost, b.drawn, b.won)
        assert (a.goals_for, a.goals_against) == (b.goals_against, b.goals_for)
        assert a.played == a.won + a.drawn + a.lost == len(one.matches)
