"""/matches: a round, a stage or a season; ties, lost tables, empty headings, scores of the infobox."""

import pytest

from bot.cache import Store, load
from bot.discord_ui.answer import reply_to
from bot.errors import UnknownRoundError, UnknownStageError
from bot.queries import encode
from bot.queries.match_heading import places, round_choices
from bot.queries.matches import Matches
from bot.replies.language import language
from bot.replies.reply import Reply, body
from tests.simulated import ask, follow, labels, messages_of, raw_text, shown_text, suggestions, ways_on

SEASON = """= 2001 Copa Perú =

Infobox
- Season: 2001
- Winners: Sport Uno
- Biggest Win: Sport Nueve 9-0 Sport Diez

==Regional Stage==
===Region I===
==== Round 1 ====
1 June 2001
Sport Uno 3-0 Sport Dos

8 June 2001
Sport Tres 1-1 Sport Cuatro

==== Round 2 ====
Sport Cuatro w/o Sport Dos

===Region II===
|-
|}

===Region III===
Region III includes qualified teams from Cusco and Puno region.

====Final====

|}

==Final Stage==
=== Round 1 ===
1 July 2001
Sport Uno 1-0 Sport Cinco

==National Knockout Stage==
===Semifinals===
| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |
| Sport Uno | 5-2 | Sport Cuatro | 1-2 | 4-0 |
| Sport Cinco | 3-3 | Sport Seis | 0-6 | 4-1 |

===Third place===
1 November 2001
Sport Cuatro 2-1 Sport Seis

8 November 2001
Sport Seis 1-0 Sport Cuatro
"""


@pytest.fixture
async def snapshot(tmp_path):
    seasons = tmp_path / "seasons"
    seasons.mkdir()
    (seasons / "2001.txt").write_text(SEASON, encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        yield found
    await store.close()


@pytest.fixture
async def seeds(loaded_cache):
    async with Store(loaded_cache).snapshot() as found:
        return found


async def said(snapshot, round_=None, stage=None, *, season=2001, tag="en-US"):
    _, reply = await reply_to(Matches(season, round_, stage), snapshot, language(tag, markup=False))
    details = body(Reply(reply.title, parts=reply.details))
    full = "\n".join(reply.source.full) if reply.source else ""
    return f"{reply.title}\n{body(reply)}\n{details}\n{full}"


async def test_a_round_that_two_stages_have_is_shown_under_each_of_them(snapshot):
    text = await said(snapshot, "1")
    assert "Matches of 2001: Round 1\n6 goals in the 3 matches that I know." in text
    assert "Regional Stage · Region I · Round 1\nSport Uno 3–0 Sport Dos — Jun 1, 2001" in text
    assert "Final Stage · Round 1 — Jul 1, 2001\nSport Uno 1–0 Sport Cinco" in text


async def test_the_stage_says_which_of_the_rounds_of_one_name_is_meant(snapshot):
    text = await said(snapshot, "fecha 1", "region I")
    assert "Matches of 2001: Region I · Round 1" in text
    assert "Sport Tres 1–1 Sport Cuatro" in text
    assert "Sport Cinco" not in text


async def test_a_stage_shows_its_groups_and_rounds_and_what_it_lost(snapshot):
    text = await said(snapshot, stage="regional")
    assert "Region I · Round 1\nSport Uno 3–0 Sport Dos" in text
    assert "Region I · Round 2\nSport Cuatro walkover Sport Dos" in text
    assert "5 goals in the 2 matches that I know.\n1 more match without a score" in text
    assert "Where results are missing\nRegion II\nRegion III · Final" in text


async def test_a_tie_over_two_legs_is_one_tie_with_the_total_that_the_document_states(snapshot):
    text = await said(snapshot, "semis")
    first = "Sport Uno – Sport Cuatro: 5–2 on aggregate; Sport Uno went through"
    assert (
        f"{first}\n↳ Sport Uno 1–2 Sport Cuatro — first leg\n↳ Sport Cuatro 0–4 Sport Uno — second leg"
        in text
    )
    assert "Sport Cinco – Sport Seis: 3–3 in points\n↳" in text


async def test_two_legs_without_a_stated_total_get_none(snapshot):
    text = await said(snapshot, "third place")
    assert "Sport Cuatro – Sport Seis\n↳ Sport Cuatro 2–1 Sport Seis — Nov 1, 2001\n↳" in text
    assert "aggregate" not in text


@pytest.mark.parametrize(
    ("round_", "stage", "heading"),
    [(None, "region ii", "Region II"), ("final", "region iii", "Region III · Final")],
)
async def test_a_heading_whose_table_was_lost_is_told_as_that_and_is_no_error(
    snapshot, round_, stage, heading
):
    text = await said(snapshot, round_, stage)
    assert f"I have no results of “{heading}”: my copy of the article lacks them." in text
    assert "Regional Stage, line" in text


async def test_a_heading_without_matches_does_not_mean_that_none_was_played(seeds):
    text = await said(seeds, stage="region IV", season=1997)
    assert "I have no results of Region IV, though it may have been played." in text


async def test_a_season_shows_all_its_matches_and_apart_what_the_infobox_alone_has(snapshot):
    text = await said(snapshot)
    assert "Results without a date or round\nSport Nueve 9–0 Sport Diez — listed as: Biggest Win" in text
    assert text.index("Region I · Round 1") < text.index("Final Stage · Round 1") < text.index("Semifinals")
    assert "Results may be missing: my source lacks 2 tables." in text
    assert "Sport Nueve" not in await said(snapshot, stage="final stage")


async def test_a_season_with_scores_of_the_infobox_alone_says_so(seeds):
    text = await said(seeds, season=2012)
    assert "I have no list of results of 2012, only these:" in text
    assert "Results without a date or round\nAtlético Grau 14–2 Deportivo Municipal (RdM)" in text


async def test_final_is_the_final_stage_and_the_final_of_a_region_is_named(seeds):
    text = await said(seeds, "final", season=1996)
    assert "Matches of 1996: Final stage\n55 goals in the 15 matches that I know." in text
    assert "There is another round of that name: Regional stage · Region III · Final." in text


@pytest.mark.parametrize("year", [1967, 1996, 1997])
async def test_the_rounds_together_hold_each_match_of_the_season_once(seeds, year):
    whole = await Matches(year).answer(seeds)
    parts = [
        await Matches(year, choice.key).answer(seeds) for choice in round_choices(await places(seeds, year))
    ]
    lines = sorted(match.source.line for part in parts for match in part.matches)
    assert lines == sorted(match.source.line for match in whole.matches)
    assert lines


async def test_what_is_settled_settles_to_itself_and_fits_into_a_button(snapshot):
    settled = await Matches(2001, "tercer puesto", "national knockout").resolve_texts(snapshot)
    assert (settled.round, settled.stage) == ("third place", "national knockout stage")
    assert await settled.resolve_texts(snapshot) == settled
    assert len(f"a99:{encode(settled)}") <= 100


async def test_an_unknown_round_offers_the_rounds_of_the_stage_that_was_asked_for(snapshot):
    with pytest.raises(UnknownRoundError) as caught:
        await Matches(2001, "x" * 500, "region I").resolve_texts(snapshot)
    assert [choice.key for choice in caught.value.known] == ["round 1", "round 2"]
    assert caught.value.query == Matches(2001, None, "region i")
    with pytest.raises(UnknownStageError):
        await Matches(2001, "1", "x" * 500).resolve_texts(snapshot)


async def test_an_unknown_round_is_told_in_private_with_those_that_there_are(fan):
    answer = await ask(fan, "matches", season=1997, round="9")
    assert answer.ephemeral
    assert "No round “9” in 1997" in shown_text(answer)
    assert ways_on(answer) == ["Round 1", "Round 2", "Round 3", "Round 4", "Round 5", "Playoff"]
    published = await follow(fan, answer.response, "Playoff")
    assert "Juan Aurich 1–0 Deportivo UPAO" in shown_text(published)


async def test_an_unknown_stage_is_told_in_private_and_never_shown_as_markup(fan):
    answer = await ask(fan, "matches", season=1997, stage="grupo **@everyone**")
    assert answer.ephemeral
    raw = raw_text(messages_of(answer)[0])
    assert "No stage or group “grupo" in raw
    assert "**@everyone**" not in raw
    assert "@everyone" not in raw.replace("@\u200beveryone", "")


async def test_an_unknown_season_is_told_in_private_with_a_round_or_without(fan):
    for options in ({}, {"round": "3"}, {"stage": "final stage"}, {"round": "x" * 500, "stage": "y" * 500}):
        answer = await ask(fan, "matches", season=1985, **options)
        assert answer.ephemeral
        assert "I have nothing on 1985" in shown_text(answer)
        assert "1996" in labels(answer)


async def test_an_unknown_season_leads_to_the_same_round_of_another(fan):
    answer = await ask(fan, "matches", season=1985, round="fecha 3")
    published = await fan.click(answer.response, label="1996")
    assert "Matches of 1996: Round 3" in shown_text(published)


async def test_buttons_lead_to_the_rounds_before_and_after(fan):
    answer = await ask(fan, "matches", season=1996, round="Round 3")
    assert labels(answer)[:2] == ["‹ Round 2", "Round 4 ›"]
    await fan.click(answer.response, label="Round 4 ›")
    assert "José Gálvez 5–0 León de Huánuco" in shown_text(answer)
    assert labels(answer)[:2] == ["‹ Round 3", "Round 5 ›"]


async def test_a_round_whose_heading_comes_again_in_other_letters_has_its_neighbours(tmp_path):
    (tmp_path / "seasons").mkdir()
    again = SEASON.replace(
        "==== Round 2 ====", "==== ROUND 1 ====\nSport Dos 2-0 Sport Tres\n\n==== Round 2 ===="
    )
    (tmp_path / "seasons" / "2001.txt").write_text(again, encoding="utf-8")
    await load(tmp_path / "seasons", tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        answer = await Matches(2001, "round 1", "region i").answer(snapshot)
    await store.close()
    assert len(answer.matches) == 3
    assert (answer.previous, answer.next.key) == (None, "round 2")


async def test_a_private_answer_is_private(fan):
    assert (await ask(fan, "matches", season=1996, round="3", private=True)).ephemeral


async def test_rounds_and_stages_are_suggested_in_the_readers_language_and_all_are_understood(fan, hincha):
    offered = await suggestions(hincha, "matches", "round", "", season=1997)
    assert [choice["name"] for choice in offered] == [*(f"Fecha {n}" for n in range(1, 6)), "Desempate"]
    for choice in offered:
        for typed in (choice["value"], choice["name"]):
            text = shown_text(await ask(hincha, "matches", season=1997, round=typed))
            assert f"Partidos de 1997: {choice['name']}" in text
    stages = await suggestions(fan, "matches", "stage", "", season=2012)
    assert "Region II · Group C (no matches)" in [choice["name"] for choice in stages]
    for choice in stages:
        name = choice["name"].removesuffix(" (no matches)")
        for typed in (choice["value"], name):
            text = shown_text(await ask(fan, "matches", season=2012, stage=typed))
            assert f"Matches of 2012: {name}" in text


@pytest.mark.parametrize(
    ("option", "typed", "filled", "names"),
    [
        ("round", "fecha 3", {"season": 1996}, ["Round 3"]),
        ("round", "semis", {"season": 2006}, ["Semifinals"]),
        ("round", "", {"season": 1996, "stage": "region iii"}, ["Semifinals", "Final"]),
        ("round", "zz", {"season": 1996}, []),
        ("stage", "etapa nac", {"season": 2012}, ["National Stage"]),
        ("stage", "norte", {"season": 1967}, ["Region Norte A", "Region Norte B"]),
        ("stage", "", {"season": 1985}, []),
    ],
)
async def test_suggestions_follow_what_is_typed_in_any_language(fan, option, typed, filled, names):
    offered = await suggestions(fan, "matches", option, typed, **filled)
    assert [choice["name"].removesuffix(" (no matches)") for choice in offered] == names


async def test_a_note_of_the_infobox_is_in_the_readers_language(hincha):
    text = shown_text(await ask(hincha, "matches", season=2012))
    assert "solo cuentan las etapas regional y nacional" in text
    assert "taken into consideration" not in text
