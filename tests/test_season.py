"""/season, as people ask it."""

from bot.queries.season import SeasonOverview
from tests.simulated import ask, labels, shown_text
from tests.test_ranking import said


async def test_an_edition_at_a_glance(fan):
    text = shown_text(await ask(fan, "season", season=1967))
    assert "Champion: Alfonso Ugarte de Chiclín (La Libertad)" in text
    assert "Top scorer: Daniel Ruiz, 6 goals" in text
    assert "24 teams of 21 departments qualified" in text
    assert "15 matches in the document, 48 goals, 3.2 a match" in text
    assert "Highest Scoring: Melgar 8–0 CNI (Only national stage taken into consideration)" in text
    assert "Final Stage (15 matches): Round 1, Round 2, Round 3, Round 4, Round 5" in text
    assert "Huancavelica is in region Centro, but has no team in the list" in text


async def test_what_a_document_lost_is_told_and_not_taken_for_nothing(fan):
    text = shown_text(await ask(fan, "season", season=2012))
    assert "No match line in the document" in text
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
    lines = shown_text(await ask(fan, "season", season=2012)).splitlines()
    [home] = [line for line in lines if line.startswith("Biggest Home Win")]
    [most] = [line for line in lines if line.startswith("Highest Scoring")]
    assert home == "Biggest Home Win: Atlético Grau 14–2 Deportivo Municipal (RdM)"
    assert most.endswith("(Only Regional and National Stages taken into consideration)")


async def test_a_document_without_headings_is_shown_with_its_champion(tmp_path):
    document = "= 2001 Copa Perú =\n\nInfobox\n- Season: 2001\n- Winners: Sport Uno\n"
    text = await said(tmp_path, SeasonOverview(2001), {2001: document})
    assert "Champion: Sport Uno" in text
