"""/season, as people ask it."""

from bot.queries.season import SeasonOverview
from tests.simulated import ask, labels, shown_text
from tests.test_every_question import whole
from tests.test_ranking import said


async def test_an_edition_at_a_glance(fan):
    text = shown_text(await ask(fan, "season", season=1967))
    assert "Alfonso Ugarte de Chiclín (Chiclín, La Libertad) won the 1967 Copa Perú" in text
    assert "Top scorer: Daniel Ruiz, 6 goals" in text
    assert "24 teams from 21 departments" in text
    assert "15 results, 48 goals (3.2 a match)" in text
    assert "Biggest win I know: Melgar 8–0 CNI" in text
    assert "Stages: Departmental Stage → Regional Stage → Final Stage" in text


async def test_the_source_s_own_records_stages_and_gaps_are_behind_details(fan):
    answer = await ask(fan, "season", season=1967)
    text = await whole(fan, answer, "en-US")
    assert "Highest Scoring: Melgar 8–0 CNI (Only national stage taken into consideration)" in text
    assert "Huancavelica is in region Centro, but has no team in the list" in text
    assert "Final Stage (15 matches): Round 1, Round 2, Round 3, Round 4, Round 5" in text


async def test_other_competitions_are_called_in_the_readers_language(hincha):
    answer = await ask(hincha, "season", season=2012)
    details = shown_text(await hincha.click(answer.response, label="Detalles"))
    assert "Véase también: Torneo Descentralizado 2012 y Segunda División 2012" in details


async def test_what_a_document_lost_is_told_and_not_taken_for_nothing(fan):
    text = shown_text(await ask(fan, "season", season=2012))
    assert "only 3 results known" in text
    assert "my source lacks 22 tables" in text
    assert "14–2" in text


async def test_neighbours_lead_on(fan):
    answer = await ask(fan, "season", season=1996)
    assert {"‹ 1967", "1997 ›"} <= set(labels(answer))
    await fan.click(answer.response, label="1997 ›")
    assert "Copa Perú 1997" in shown_text(answer)


async def test_an_unknown_season_is_told_in_private(fan):
    answer = await ask(fan, "season", season=1950)
    assert answer.ephemeral
    assert "1950" in shown_text(answer)


async def test_a_note_of_the_infobox_stands_only_with_its_own_record(fan):
    answer = await ask(fan, "season", season=2012)
    lines = shown_text(await fan.click(answer.response, label="Details")).splitlines()
    [home] = [line for line in lines if line.startswith("Biggest Home Win")]
    [most] = [line for line in lines if line.startswith("Highest Scoring")]
    assert home == "Biggest Home Win: Atlético Grau 14–2 Deportivo Municipal (RdM)"
    assert most.endswith("(Only Regional and National Stages taken into consideration)")


async def test_a_document_without_headings_is_shown_with_its_champion(tmp_path):
    document = "= 2001 Copa Perú =\n\nInfobox\n- Season: 2001\n- Winners: Sport Uno\n"
    text = await said(tmp_path, SeasonOverview(2001), {2001: document})
    assert "Sport Uno won the 2001 Copa Perú." in text
