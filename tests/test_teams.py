"""/teams: who qualified, by department and region, and where list and regions do not fit."""

import pytest

from bot.cache import Store, load
from bot.errors import UnknownPlaceError
from bot.queries.ranking import Ranking
from bot.queries.teams import Teams, department_names, region_names
from bot.replies.language import language
from bot.replies.render import render
from tests.simulated import ask, follow, labels, shown_text, strip_markup, suggestions, text_of, ways_on

SEASON = """= 2001 Copa Perú =

Infobox
- Season: 2001
- Winners: Sport Uno

==Departmental Stage==
The following list shows the teams that qualified for the Regional Stage.

| Department | Team | Location |
| Cusco | Sport Uno | Cusco |
| Ica | Sport Dos | Nazca |
| Puno | Sport Tres | Puno |

==Regional Stage==
===Region I===
Region I includes qualified teams from Cuzco, Lima and Puno region.

===Region II===
Region II includes qualified teams from Cusco region.
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


def names(answer):
    return [entry.club.name for entry in answer.entries]


async def test_a_region_holds_the_teams_of_its_departments_however_they_are_spelt(snapshot):
    answer = await Teams(2001, region="I").answer(snapshot)
    assert names(answer) == ["Sport Uno", "Sport Tres"]
    assert answer.region.without_team == ("Lima",)


async def test_a_department_in_no_region_is_told(snapshot):
    answer = await Teams(2001, "ica").answer(snapshot)
    assert names(answer) == ["Sport Dos"]
    assert answer.without_region == ("Ica",)


async def test_a_department_in_two_regions_is_in_both_and_counts_once(snapshot):
    answer = await Teams(2001).answer(snapshot)
    assert names(answer) == ["Sport Uno", "Sport Dos", "Sport Tres"]
    assert [(g.region.name if g.region else None, len(g.entries)) for g in answer.groups] == [
        ("I", 2),
        ("II", 1),
        (None, 1),
    ]
    assert (await Teams(2001, "Cusco").answer(snapshot)).department_regions == ("I", "II")


async def test_what_is_typed_becomes_the_documents_own(snapshot):
    assert await Teams(2001, "cuzco", "región 2").resolve_texts(snapshot) == Teams(2001, "Cusco", "II")


async def test_an_unknown_place_tells_those_that_there_are(snapshot):
    with pytest.raises(UnknownPlaceError) as unknown:
        await Teams(2001, "puno", "Norte").resolve_texts(snapshot)
    assert unknown.value.known == ("I", "II")
    with pytest.raises(UnknownPlaceError) as unknown:
        await Teams(2001, "Tacna", "1").resolve_texts(snapshot)
    assert unknown.value.known == ("Cusco", "Ica", "Lima", "Puno")
    assert unknown.value.query == Teams(2001, region="I")


async def test_teams_of_a_region_stand_by_department_with_their_towns(fan):
    answer = await ask(fan, "teams", season=1967, region="Región Sur")
    text = text_of(answer)
    assert "4 teams from Arequipa, Moquegua, and Tacna" in text
    assert "Arequipa: Melgar, Sportivo Huracán" in text
    assert "Cienciano" not in text


async def test_a_department_that_the_document_puts_in_no_region_is_said_so(fan):
    text = text_of(await ask(fan, "teams", season=1997, department="la libertad"))
    assert "1 team: Deportivo UPAO (Trujillo)." in text
    assert "puts this department in no region" in text
    everything = await ask(fan, "teams", season=1997)
    texts = [text_of(everything)]
    while "Next ›" in labels(everything):
        await fan.click(everything.response, label="Next ›")
        texts.append(text_of(everything))
    assert "In no region" in texts[-1]


async def test_the_teams_of_a_department_name_it_once(fan, hincha):
    text = shown_text(await ask(fan, "teams", season=2012, department="ica"))
    assert "4 teams, in region VI: Santos, Mayta Cápac (Nazca), Defensor Zarumilla (Nazca)" in text
    assert text.count("Ica") == 1
    text = shown_text(await ask(hincha, "teams", season=1997, department="La Libertad"))
    assert text.count("La Libertad") == 1


async def test_what_editions_are_counted_beside_those_with_a_list_is_said_above_them(shipped):
    answer = await Teams().answer(shipped)
    for tag, told in (
        ("en-US", "Most editions, with the champions and runners-up of the others"),
        ("es-419", "Más ediciones, con los campeones y subcampeones de las demás"),
    ):
        reply = render(answer, language(tag))
        assert strip_markup(reply.parts[0].heading) == told
        assert reply.notes == ()
    ranking = render(await Ranking("editions", "club").answer(shipped), language("en-US"))
    assert ranking.notes == (
        "Counts 51 of 58 editions: all teams of 5, of the others champion and runner-up.",
    )


async def test_department_and_region_that_exclude_each_other_are_told_apart(fan):
    text = text_of(await ask(fan, "teams", season=1997, department="Cuzco", region="VI"))
    assert "Cusco was not in region VI but in V." in text
    text = text_of(await ask(fan, "teams", season=1997, department="La Libertad", region="II"))
    assert "my source puts it in none" in text


async def test_a_region_whose_department_has_no_team_says_so(fan):
    answer = await ask(fan, "teams", season=1967, region="Oriente")
    text = shown_text(await fan.click(answer.response, label="Details"))
    assert "Amazonas was in region Oriente, but has no team on the list" in text


async def test_an_unknown_region_is_answered_in_private_with_those_that_there_are(fan):
    answer = await ask(fan, "teams", season=1967, region="norte")
    assert answer.response.ephemeral
    assert "6 regions: Norte A, Norte B" in shown_text(answer)
    assert "Norte A" in labels(answer)


async def test_an_unknown_department_is_answered_in_private_with_those_that_there_are(fan, hincha):
    answer = await ask(fan, "teams", season=1967, department="Callao")
    assert answer.response.ephemeral
    assert "No team of a department “Callao” in 1967" in shown_text(answer)
    assert "Tumbes" in shown_text(answer)
    assert "departamento" in shown_text(await ask(hincha, "teams", season=1967, department="Callao"))


async def test_private_is_for_the_askers_eyes_only(fan):
    assert (await ask(fan, "teams", season=1996, private=True)).response.ephemeral
    assert not (await ask(fan, "teams", season=1996)).response.ephemeral


async def test_suggestions_are_those_of_the_chosen_season(fan):
    offered = await suggestions(fan, "teams", "region", "nor", season=1967)
    assert [choice["value"] for choice in offered] == ["Norte A", "Norte B"]
    assert await suggestions(fan, "teams", "region", "nor", season=2012) == []
    offered = await suggestions(fan, "teams", "department", "apu", season=2012)
    assert [choice["value"] for choice in offered] == ["Apurímac"]
    assert len(await suggestions(fan, "teams", "department", "", season=2012)) == 25


async def test_a_button_leads_from_a_region_to_all_teams(fan):
    answer = await ask(fan, "teams", season=2012, region="VIII")
    pressed = await fan.click(answer.response, label="All teams of 2012")
    assert "65 teams" in text_of(pressed)


async def test_every_region_and_department_of_the_documents_is_answered_in_both_languages(loaded_cache):
    store = Store(loaded_cache)
    async with store.snapshot() as snapshot:
        for season in snapshot.seasons:
            for region in await region_names(snapshot, season):
                answer = await Teams(season, region=region).answer(snapshot)
                assert answer.region.name == region
                assert answer.entries
            departments = await department_names(snapshot, season)
            answers = [await Teams(season, name).answer(snapshot) for name in departments]
            assert sum(len(answer.entries) for answer in answers) == answers[0].teams
            for tag in ("en-US", "es-419"):
                assert all(render(answer, language(tag)).source for answer in answers)
    await store.close()


async def test_without_a_season_it_is_the_teams_of_all_editions(fan, hincha):
    answer = await ask(fan, "teams")
    text = shown_text(answer)
    assert "Teams of all editions" in text
    assert "158 teams from 25 departments took part in the 5 editions" in text
    most = text.partition("Most editions played")[2].partition("Departments with the most teams")
    assert most[0].split("\n")[1] == "CNI (Loreto) — 5 editions"
    assert most[2].split("\n")[1].count(" · ") == 4
    assert labels(answer)[:3] == ["Teams of 2012", "All clubs", "All departments"]
    assert "2012 · 65 teams" in ways_on(answer)
    await follow(fan, answer.response, "1996 · 26 teams")
    assert "Teams of the 1996 Copa Perú" in shown_text(answer)
    told = shown_text(await ask(hincha, "teams"))
    assert "Participaron 158 equipos de 25 departamentos en las 5 ediciones" in told


async def test_the_clubs_of_most_editions_are_those_of_the_ranking(fan):
    lines = shown_text(await ask(fan, "teams")).partition("Most editions played")[2].split("\n")[1:6]
    ranking = shown_text(await ask(fan, "ranking", measure="editions", thing="club"))
    assert all(line in ranking for line in lines)


async def test_a_number_of_all_teams_is_asked_in_words(fan):
    answer = await ask(fan, "ask", question="how many teams have taken part?")
    assert "158 teams" in shown_text(answer)


async def test_a_department_without_a_season_is_that_of_all_editions(fan):
    text = text_of(await ask(fan, "teams", department="piura"))
    assert "Teams of Piura, all editions" in text
    assert "Atlético Grau: 1997 and 2012" in text
    assert "Alianza Atlético (Sullana): 1967" in text


async def test_a_misspelt_department_is_shown_as_it_is_spelt(tmp_path):
    folder = tmp_path / "seasons"
    folder.mkdir()
    (folder / "2001.txt").write_text(SEASON.replace("| Puno |", "| Pumo |"), encoding="utf-8")
    await load(folder, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        assert "Puno" in await department_names(snapshot, 2001)
        answer = await Teams(2001, "Puno").answer(snapshot)
        assert (answer.department, names(answer)) == ("Puno", ["Sport Tres"])
        assert "Pumo" not in render(answer, language("en")).title
    await store.close()
