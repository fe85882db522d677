"""/data correct: a moderator corrects a score or a date with its source; answers say so; undone at will."""

import csv
import io
import zipfile

import pytest

from tests.moderation.made import document
from tests.simulated import ask, ask_and_confirm, labels, messages_of, raw_text, shown_text, suggestions
from tests.test_standings import KNOCKOUT, WHOLE
from tests.test_standings import document as season_document

SOURCE = "El Comercio, 2 Dec 2013"
FILE = "2013.txt"


@pytest.fixture
def environment(environment, tmp_path):
    """Let the bot answer from a folder with one document of 2013 and one of 2014."""
    seasons = tmp_path / "own"
    seasons.mkdir()
    (seasons / FILE).write_bytes(document(2013, score="1-1"))
    (seasons / "2014.txt").write_bytes(document(2014))
    environment.setenv("SEASONS_DIR", str(seasons))
    environment.setenv("CACHE_PATH", str(tmp_path / "own.sqlite3"))
    return environment


async def results(fan):
    return shown_text(await ask(fan, "results", season=2013, team="Sport Ejemplo"))


async def the_match(moderator, season=2013):
    [choice] = await suggestions(moderator, "data correct", "match", "", season=season)
    return choice["value"]


async def correct(moderator, **value):
    match = await the_match(moderator)
    return await ask_and_confirm(moderator, "data correct", season=2013, match=match, source=SOURCE, **value)


async def written_anew(moderator, bot, data):
    """Put another document of 2013 into the folder and read it; return what the moderator is told."""
    path = bot.settings.seasons_dir / FILE
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)
    return shown_text(await ask(moderator, "reload"))


async def test_a_corrected_score_is_previewed_confirmed_and_told_as_corrected(moderator, fan):
    match = await the_match(moderator)
    preview = await ask(moderator, "data correct", season=2013, match=match, score="2 - 1", source=SOURCE)
    assert "Correct this match?" in shown_text(preview)
    assert "1–1 → 2–1" in shown_text(preview)
    assert SOURCE in shown_text(preview)
    assert labels(preview) == ["Confirm", "Cancel"]
    assert "Sport Ejemplo 1–1 Deportivo Prueba" in await results(fan)
    done = shown_text(await moderator.click(preview.response, label="Confirm"))
    assert "Match corrected" in done
    told = await results(fan)
    assert "Sport Ejemplo 2–1 Deportivo Prueba ✏️" in told
    note = f"Corrected by moderators: Sport Ejemplo 2–1 Deportivo Prueba (source: {SOURCE})"
    assert f"{note}; the article has 1–1." in told
    assert "won 1, drew 0 and lost 0" in told


async def test_what_is_worked_out_of_a_corrected_match_follows(moderator, fan):
    assert "drew 1" in await results(fan)
    await correct(moderator, score="0-4")
    biggest = shown_text(await ask(fan, "records", season=2013))
    assert "Sport Ejemplo 0–4 Deportivo Prueba" in biggest
    assert "Corrected by moderators" in biggest
    versus = shown_text(await ask(fan, "versus", team="Deportivo Prueba", opponent="Sport Ejemplo"))
    assert "0–4" in versus
    assert "Corrected by moderators" in versus
    assert "Corrected by moderators" not in shown_text(await ask(fan, "records", season=2014))


@pytest.mark.parametrize(
    ("stages", "match", "view", "says"),
    [
        (f"==Final Stage==\n{WHOLE}", "Sport Uno - Sport Dos", "Cross-table", "Sport Dos 3–1 ✏️"),
        (f"==National Stage==\n{KNOCKOUT}", "Sport Uno - Sport Dos", "", "Sport Dos 3–1 ✏️"),
    ],
)
async def test_a_corrected_score_is_marked_in_pictures_and_in_their_text(
    moderator, fan, simcord_bot, stages, match, view, says
):
    await written_anew(moderator, simcord_bot, season_document(stages, year=2013).encode())
    await ask_and_confirm(moderator, "data correct", season=2013, match=match, score="3-1", source=SOURCE)
    answer = await ask(fan, "standings", season=2013)
    if view:
        await fan.click(answer.response, label=view)
    [file] = messages_of(answer)[0].attachments
    assert says in file.description
    assert "✏️ Corrected by moderators: Sport Uno 3–1 Sport Dos" in shown_text(answer)
    await fan.click(answer.response, label="As text")
    assert "3–1 ✏️" in shown_text(answer).partition("Corrected by")[0]


async def test_what_a_mark_means_is_told_on_the_page_that_has_it(moderator, fan, simcord_bot):
    opponent = "Club Deportivo y Cultural Número {n} de la Provincia"
    round_ = f"\n=== Round {{n}} ===\n{{n}} December 2013\nSport Uno 1-1 {opponent}\n"
    rounds = "".join(round_.format(n=n) for n in range(1, 25))
    season = season_document(f"==Final Stage=={rounds}", year=2013)
    await written_anew(moderator, simcord_bot, season.encode())
    matches = await suggestions(moderator, "data correct", "match", "Número 1 ", season=2013)
    await ask_and_confirm(
        moderator, "data correct", season=2013, match=matches[0]["value"], score="3-1", source=SOURCE
    )
    answer = await ask(fan, "results", season=2013, team="Sport Uno")
    assert "Next ›" in labels(answer)
    assert "3–1 Club Deportivo y Cultural Número 1" in shown_text(answer)
    assert f"(source: {SOURCE})" in shown_text(answer)
    await fan.click(answer.response, label="Next ›")
    assert SOURCE not in shown_text(answer)


async def test_a_corrected_final_is_marked_in_the_sentence_on_the_champion(moderator, fan, simcord_bot):
    final = season_document(f"==National Stage==\n{KNOCKOUT}", year=2013)
    await written_anew(moderator, simcord_bot, final.encode())
    match = "Sport Uno - Sport Dos"
    await ask_and_confirm(moderator, "data correct", season=2013, match=match, score="3-1", source=SOURCE)
    assert "beat Sport Dos 3–1 ✏️ in the final" in shown_text(await ask(fan, "champion", season=2013))


async def test_a_shoot_out_is_corrected_with_its_score(moderator, fan):
    await correct(moderator, score="1-1 (4-3 pens)")
    assert "1–1 (4–3 on penalties)" in await results(fan)


async def test_a_corrected_date_moves_the_match_to_its_day(moderator, fan):
    done = shown_text(await correct(moderator, date="8 December 2013"))
    assert "Date: Dec 1, 2013 → Dec 8, 2013" in done
    told = await results(fan)
    assert "date corrected by moderators, Dec 8, 2013" in told
    assert "the article has Dec 1, 2013." in told
    assert "Sport Ejemplo" in shown_text(await ask(fan, "today", date="8 December"))
    first = shown_text(await ask(fan, "today", date="1 December"))
    assert "2013" not in first
    assert "2014" in first


async def test_score_and_date_of_one_match_are_corrected_one_after_the_other(moderator, fan):
    await correct(moderator, score="2-1")
    await correct(moderator, date="8 December 2013")
    told = await results(fan)
    assert "Sport Ejemplo 2–1 Deportivo Prueba" in told
    assert "Dec 8" in told
    assert "2 facts were corrected by moderators" in told


async def test_a_correction_is_undone_and_done_again_and_in_the_journal(moderator, fan):
    await correct(moderator, score="2-1")
    journal = shown_text(await ask(moderator, "data history"))
    sentence = f"Sport Ejemplo – Deportivo Prueba of 2013 corrected: 1–1 → 2–1 (source: {SOURCE})"
    assert sentence in journal
    assert f"Undone\nThe change: {sentence}" in shown_text(await ask_and_confirm(moderator, "data undo"))
    told = await results(fan)
    assert "Sport Ejemplo 1–1 Deportivo Prueba" in told
    assert "✏️" not in told
    assert "Redone" in shown_text(await ask(moderator, "data redo"))
    assert "Sport Ejemplo 2–1 Deportivo Prueba" in await results(fan)


async def test_a_later_correction_takes_the_place_of_the_earlier_one(moderator, fan):
    await correct(moderator, score="2-1")
    await correct(moderator, score="3-1")
    told = await results(fan)
    assert "Sport Ejemplo 3–1 Deportivo Prueba" in told
    assert "the article has 1–1" in told
    listed = shown_text(await ask(moderator, "data list"))
    assert "1–1 → 3–1" in listed
    assert "2–1" not in listed


async def test_the_document_holds_again_where_a_moderator_chooses_so(moderator, fan):
    match = await the_match(moderator)
    chosen = {"season": 2013, "match": match}
    assert await suggestions(moderator, "data correct", "score", "", **chosen) == []
    await correct(moderator, score="2-1")
    [choice] = await suggestions(moderator, "data correct", "score", "", **chosen)
    assert choice["name"] == "As in the document: 1–1"
    assert await suggestions(moderator, "data correct", "date", "", **chosen) == []
    preview = await ask(moderator, "data correct", **chosen, score=choice["value"], source="an error")
    assert "Go back to what the document says?" in shown_text(preview)
    assert "Correction withdrawn" in shown_text(await moderator.click(preview.response, label="Confirm"))
    assert "✏️" not in await results(fan)


async def test_confirming_twice_corrects_once(moderator, env):
    match = await the_match(moderator)
    preview = await ask(moderator, "data correct", season=2013, match=match, score="2-1", source=SOURCE)
    token = next(
        part["custom_id"]
        for row in preview.response.components[0]["components"]
        for part in row.get("components", ())
        if part.get("custom_id", "").startswith("d:confirm")
    )
    await moderator.click(preview.response, label="Confirm")
    other = await ask(moderator, "data correct", season=2013, match=match, score="5-1", source=SOURCE)
    message = env.backend.get_message(other.response.channel_id, other.response.id)
    for row in message.components[0]["components"]:
        for part in row.get("components", ()):
            if part.get("custom_id", "").startswith("d:confirm"):
                part["custom_id"] = token
    assert "Already done" in shown_text(await moderator.click(other.response, custom_id=token))
    history = shown_text(await ask(moderator, "data history"))
    assert history.count("corrected:") == 1


async def test_a_preview_is_out_of_date_once_the_match_was_corrected_otherwise(moderator):
    match = await the_match(moderator)
    preview = await ask(moderator, "data correct", season=2013, match=match, score="2-1", source=SOURCE)
    await correct(moderator, score="7-1")
    told = shown_text(await moderator.click(preview.response, label="Confirm"))
    assert "The preview is out of date" in told


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "Give a score or a date"),
        ({"score": "2-1", "date": "1 Dec 2013"}, "Give a score or a date"),
        ({"score": "two one"}, "“two one” is not a score"),
        ({"score": "2-1-3"}, "is not a score"),
        ({"score": "1-1 (3-3)"}, "is not a score"),
        ({"date": "soon"}, "“soon” is not a date of 2013"),
        ({"date": "1 Dec 1913"}, "is not a date of 2013"),
        ({"date": "31 February 2013"}, "is not a date of 2013"),
        ({"score": "1-1"}, "already has that"),
        ({"date": "2013-12-01"}, "already has that"),
        ({"score": "2-1", "source": " \u200b "}, "Say where it comes from"),
        ({"score": "2-1", "match": "nobody"}, "“nobody” is not clearly one match of 2013"),
        ({"score": "2-1", "season": 1950}, "is not clearly one match of 1950"),
    ],
)
async def test_what_cannot_be_a_correction_is_refused(moderator, options, told):
    match = await the_match(moderator)
    refused = await ask(
        moderator, "data correct", **{"season": 2013, "match": match, "source": SOURCE, **options}
    )
    assert refused.ephemeral
    assert told in shown_text(refused)
    assert labels(refused) == []
    assert "Nobody has changed anything yet" in shown_text(await ask(moderator, "data history"))


async def test_a_match_may_be_typed_by_its_clubs(moderator, fan):
    typed = "deportivo prueba - sport ejemplo"
    await ask_and_confirm(moderator, "data correct", season=2013, match=typed, score="2-1", source=SOURCE)
    assert "Sport Ejemplo 2–1 Deportivo Prueba" in await results(fan)


async def test_a_document_that_agrees_by_now_ends_the_correction_and_says_so(moderator, fan, simcord_bot):
    await correct(moderator, score="2-1")
    told = await written_anew(moderator, simcord_bot, document(2013, score="2-1"))
    assert "the document now has 2–1; the correction is no longer needed." in told
    assert "✏️" not in await results(fan)
    assert "no longer needed" in shown_text(await ask(moderator, "data list"))
    assert "no longer needed" in shown_text(await ask(moderator, "data check"))


async def test_a_document_that_has_a_third_score_is_believed_and_the_moderators_are_told(
    moderator, fan, simcord_bot
):
    await correct(moderator, score="2-1")
    told = await written_anew(moderator, simcord_bot, document(2013, score="3-3"))
    assert "corrected from 1–1 to 2–1, but the document now has 3–3" in told
    assert "Sport Ejemplo 3–3 Deportivo Prueba" in await results(fan)
    assert "but the document now has 3–3" in shown_text(await ask(moderator, "data check"))
    await correct(moderator, score="2-1")
    assert "the article has 3–3" in await results(fan)
    assert "not in use" not in shown_text(await ask(moderator, "data check"))


@pytest.mark.parametrize("gone", ["match", "document"])
async def test_a_correction_whose_match_is_gone_is_told_and_can_be_taken_back(
    moderator, fan, simcord_bot, gone
):
    await correct(moderator, score="2-1")
    data = document(2013, "Otro Club", score="1-1") if gone == "match" else None
    await written_anew(moderator, simcord_bot, data)
    told = "Sport Ejemplo – Deportivo Prueba: corrected to 2–1, but the match is no longer there."
    assert told in shown_text(await ask(moderator, "data list"))
    assert told in shown_text(await ask(moderator, "data check"))
    choices = await suggestions(moderator, "data correct", "match", "no longer", season=2013)
    [match] = [choice["value"] for choice in choices]
    [printed] = await suggestions(moderator, "data correct", "score", "", season=2013, match=match)
    await ask_and_confirm(
        moderator, "data correct", season=2013, match=match, score=printed["value"], source="gone"
    )
    assert "no longer there" not in shown_text(await ask(moderator, "data check"))


async def test_a_heading_worded_anew_does_not_lose_the_correction(moderator, fan, simcord_bot):
    await correct(moderator, score="2-1")
    await written_anew(
        moderator, simcord_bot, document(2013, score="1-1").replace(b"Round 1", b"Matchday One")
    )
    assert "Sport Ejemplo 2–1 Deportivo Prueba ✏️" in await results(fan)


async def test_a_correction_follows_clubs_that_are_joined(moderator, fan):
    await correct(moderator, score="2-1")
    await ask_and_confirm(moderator, "club merge", club="sport-ejemplo.ancash", into="deportivo-prueba.ica")
    match = shown_text(await ask(fan, "matches", season=2013))
    assert "2–1" in match
    await ask_and_confirm(moderator, "data undo")
    assert "Sport Ejemplo 2–1 Deportivo Prueba ✏️" in await results(fan)


async def test_contradictions_that_a_correction_makes_are_in_its_preview(moderator, simcord_bot):
    data = document(2013, score="1-1").replace(b"- Winners", b"- Matches: 1\n- Total Goals: 2\n- Winners")
    await written_anew(moderator, simcord_bot, data)
    match = await the_match(moderator)
    preview = await ask(moderator, "data correct", season=2013, match=match, score="2-1", source=SOURCE)
    assert "The infobox says 2 goals, the matches listed add up to 3." in shown_text(preview)


async def test_a_source_that_is_an_address_is_a_link_and_marks_are_shown_as_typed(moderator, fan):
    match = await the_match(moderator)
    options = {"season": 2013, "match": match, "score": "2-1"}
    await ask_and_confirm(moderator, "data correct", **options, source="https://www.rsssf.org/a.html")
    answer = await ask(fan, "results", season=2013, team="Sport Ejemplo")
    assert "[rsssf.org](https://www.rsssf.org/a.html)" in raw_text(answer.response)
    hostile = "**El** @everyone <@111111111111111111> [x](http://x.example)"
    await ask_and_confirm(moderator, "data correct", **options, source=hostile)
    answer = await ask(fan, "results", season=2013, team="Sport Ejemplo")
    assert "[x](" not in raw_text(answer.response).replace("\\[", "")
    assert "<@111111111111111111>" not in raw_text(answer.response)


async def test_a_correction_is_told_in_spanish(moderator, hincha, locales):
    locales[moderator.id] = "es-419"
    match = await the_match(moderator)
    preview = await ask(moderator, "data correct", season=2013, match=match, score="2-1", source=SOURCE)
    assert "¿Corregir este partido?" in shown_text(preview)
    done = await moderator.click(preview.response, label="Confirmar")
    assert "Partido corregido" in shown_text(done)
    told = await results(hincha)
    assert "Corregido por los moderadores: Sport Ejemplo 2–1 Deportivo Prueba" in told
    assert "el artículo dice 1–1" in told


async def test_a_corrected_match_survives_a_restart_from_an_empty_cache(moderator, fan, simcord_bot):
    await correct(moderator, score="2-1")
    simcord_bot.settings.cache_path.unlink()
    await ask(moderator, "reload")
    assert "Sport Ejemplo 2–1 Deportivo Prueba ✏️" in await results(fan)


async def test_the_export_has_the_corrected_score_and_a_list_of_corrections(moderator):
    await correct(moderator, score="2-1")
    [file] = messages_of(await ask(moderator, "data export"))[0].attachments
    with zipfile.ZipFile(io.BytesIO(await file.read())) as archive:
        tables = {
            name: [*csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode()))]
            for name in ("matches", "corrections")
        }
    played = [row for row in tables["matches"] if row["season"] == "2013"]
    assert [(row["home goals"], row["away goals"]) for row in played] == [("2", "1")]
    [row] = tables["corrections"]
    assert (row["in the document"], row["corrected"], row["source"]) == ("1-1", "2-1", SOURCE)


async def test_a_score_and_a_date_are_suggested_as_they_are_understood(moderator, locales):
    async def offered(option, typed):
        choices = await suggestions(moderator, "data correct", option, typed, season=2013)
        return [(choice["name"], choice["value"]) for choice in choices]

    assert await offered("score", "2 : 1") == [("2–1", "2-1")]
    assert await offered("score", "1-1 4-3 pens") == [("1–1 (4–3)", "1-1 (4-3)")]
    assert await offered("score", "2") == []
    assert await offered("date", "8 dec 2013") == [("Dec 8, 2013", "2013-12-08")]
    assert await offered("date", "8") == []
    locales[moderator.id] = "es-419"
    assert await offered("date", "8 de diciembre de 2013") == [("8 dic 2013", "2013-12-08")]
