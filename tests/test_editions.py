"""The list of editions as shipped: who won each year, and clubs and seasons known from it alone."""

import shutil

import pytest

from bot.ask import read
from bot.cache import Store, load
from bot.commands.options import suggest_clubs, suggest_seasons
from bot.discord_ui.answer import reply_to
from bot.discord_ui.controls import Place
from bot.discord_ui.message import message
from bot.errors import OnlyHonoursError, QuestionError
from bot.names import Outcome
from bot.queries import KINDS, UNCHOSEN, decode
from bot.queries.champion import Champion
from bot.queries.help import Help
from bot.queries.ranking import Ranking
from bot.queries.results import Results
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Seasons
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus
from bot.reader import read_seasons
from bot.replies.errors import question_reply
from bot.replies.language import language
from bot.replies.reply import at_page, body
from tests.five import SHIPPED
from tests.simulated import ask, shown_text, suggestions
from tests.test_every_button import leading_on, limits_broken_by

EN, ES = language("en-US", markup=False), language("es-419", markup=False)
LIST = SHIPPED / "editions.txt"


@pytest.fixture
def snapshot(shipped):
    return shipped


@pytest.fixture
def environment(environment, shipped_cache, tmp_path):
    shutil.copyfile(shipped_cache, tmp_path / "data" / "cache.sqlite3")
    environment.setenv("SEASONS_DIR", str(SHIPPED))
    return environment


async def answer(query, snapshot, t=EN):
    _, reply = await reply_to(query, snapshot, t)
    details = "\n".join(line for part in reply.details for line in part.lines)
    full = "\n".join(reply.source.full) if reply.source else ""
    return f"{reply.title}\n{body(reply)}\n{details}\n{full}"


def test_the_list_has_every_edition_with_its_source_and_nothing_unread():
    text = LIST.read_text("utf-8")
    seasons, problems = read_seasons(text.encode(), LIST.name)
    assert problems == ()
    assert [season.year for season in seasons] == list(range(1967, 2025))
    assert {season.year for season in seasons if not season.champions} == {1974, *range(1988, 1993), 2020}
    lines = text.splitlines()
    for season in seasons:
        [place] = {fact.source.line for fact in season.infobox}
        assert lines[place - 1].startswith(f"| {season.year} ")
        assert next(f.value for f in season.infobox if f.label == "Source").startswith("http")


async def test_the_list_contradicts_no_shipped_document_and_names_their_clubs(snapshot):
    found = await snapshot.rows("SELECT document, message FROM problem WHERE kind LIKE 'differs-%'")
    assert [tuple(row) for row in found] == []
    for year in snapshot.seasons:
        season = await snapshot.season(year)
        named = {team.key for team in season.spellings}
        assert {honour.club.key for honour in (*season.champions, *season.runners_up)} <= named
    assert snapshot.index.club("binacional.arequipa") is None


async def test_a_fan_learns_who_won_a_year_that_has_no_document(fan, hincha):
    text = shown_text(await ask(fan, "champion", season=1999))
    assert "🏆 Deportivo UPAO (Trujillo, La Libertad) won the 1999 Copa Perú." in text
    assert "Runner-up: Alfonso Ugarte (Puno)" in text
    assert "I only know the champion and the runner-up of 1999: no results." in text
    assert "list of champions (deporteaqp.blogspot.com, trainer-baade.de)" in text
    text = shown_text(await ask(hincha, "champion", season=2005))
    assert "De 2005 solo conozco al campeón: no tengo resultados." in text
    assert "lista de campeones (trainer-baade.de)" in text


@pytest.mark.parametrize(
    ("year", "en", "es"),
    [
        (1974, "The final of the 1974 Copa Perú was not played.", "No se jugó la final"),
        (1990, "The 1990 Copa Perú was not held.", "La Copa Perú 1990 no se jugó."),
        (2020, "The 2020 Copa Perú was not held.", "La Copa Perú 2020 no se jugó."),
    ],
)
async def test_an_edition_without_a_champion_says_why(snapshot, year, en, es):
    for query in (Champion(year), SeasonOverview(year), Seasons(since=year, until=year)):
        assert en in await answer(query, snapshot)
        assert es in await answer(query, snapshot, ES)
    assert "📝" in await answer(Champion(year), snapshot)


async def test_a_note_of_the_list_is_shown_in_the_readers_language(snapshot):
    assert "📝 Ended at the Regional Stage. Eight clubs were promoted.\n" in await answer(
        Champion(1974), snapshot
    )
    assert "📝 Terminó en la Etapa Regional. Ascendieron ocho clubes.\n" in await answer(
        Champion(1974), snapshot, ES
    )


async def test_the_last_champion_is_the_lists_and_the_last_table_that_of_a_document(snapshot):
    assert "Bentín Tacna Heroica" in await answer(Champion(), snapshot)
    text = await answer(KINDS["standings"](), snapshot)
    assert "2012" in text
    assert "The newest edition of which I have results is 2012." in text


async def test_the_last_copa_in_free_text_is_the_lists_latest(fan):
    text = shown_text(await ask(fan, "ask", question="who won the last Copa Perú?"))
    assert "won the 2024 Copa Perú" in text
    text = shown_text(await ask(fan, "ask", question="quién campeonó en 1987"))
    assert "Libertad (Trujillo, La Libertad)" in text


@pytest.mark.parametrize("kind", ["teams", "matches", "standings", "records", "scorers"])
async def test_questions_on_results_of_such_a_year_say_what_is_known_instead(snapshot, kind):
    with pytest.raises(OnlyHonoursError) as raised:
        await reply_to(KINDS[kind](season=1999), snapshot, EN)
    reply = question_reply(raised.value, EN)
    assert reply is not None
    assert reply.title == "No results for 1999"
    assert "Deportivo UPAO (Trujillo, La Libertad) won the 1999 Copa Perú." in body(reply)
    assert reply.links[0].query == KINDS[kind](season=2012)


async def test_a_clubs_titles_count_those_of_the_list(snapshot):
    text = await answer(TeamProfile("atletico-torino.piura"), snapshot)
    assert "🏆 Atlético Torino has 5 Copa Perú titles: 1970, 1975, 1977, 1982, and 1994." in text
    assert "I have no results of Atlético Torino." in text
    text = await answer(TeamProfile("utc.cajamarca"), snapshot)
    assert "🏆 UTC has 2 Copa Perú titles: 1981 and 2012." in text
    assert "more title" not in text
    text = await answer(Ranking("titles"), snapshot)
    assert "Atlético Torino" in text.split("\n")[2] + text.split("\n")[3] + text.split("\n")[4]


async def test_a_title_counts_for_the_department_that_the_club_played_for(snapshot):
    assert "🏆 Binacional (Arequipa) won the 2017 Copa Perú." in await answer(Champion(2017), snapshot)
    assert "Arequipa — 5 titles (1971, 1973, 2002, 2006, and 2017)" in await answer(
        Ranking("titles", "department"), snapshot
    )
    assert snapshot.clubs["binacional.puno"].department == "Puno"


async def test_a_runner_up_of_the_list_is_not_said_to_be_the_documents(snapshot):
    text = await answer(KINDS["standings"](season=2012), snapshot)
    assert "🥈 Runner-up, by the list of champions: Alfonso Ugarte (Puno)." in text
    assert "Champions, line 51" in text


async def test_clubs_without_results_say_so(snapshot):
    text = await answer(Results("atletico-torino.piura"), snapshot)
    assert "I have no results of Atlético Torino, only its place in the list of champions: 1970" in text
    text = await answer(Versus("atletico-torino.piura", "melgar.arequipa"), snapshot)
    assert "They were never in the same edition, as far as I know." in text


def one(index, typed):
    found = index.resolve(typed)
    return found.club.key if found.club else None


async def test_clubs_of_the_list_are_found_by_name_and_drown_none_with_results(snapshot):
    index = snapshot.index
    assert one(index, "Real Garcilaso") == "real-garcilaso.cusco"
    assert one(index, "torino") == "atletico-torino.piura"
    assert one(index, "la bocana") == "defensor-la-bocana.piura"
    assert one(index, "garcilaso") == "deportivo-garcilaso.cusco"
    assert one(index, "aurich") == "juan-aurich.lambayeque"
    assert one(index, "rosario") == "rosario-central.piura"
    namesakes = index.resolve("Libertad")
    assert namesakes.outcome is Outcome.SEVERAL
    departments = {candidate.club.department for candidate in namesakes.candidates}
    assert departments == {"Apurímac", "La Libertad"}
    assert one(index, "Libertad de Apurímac") == "libertad.apurimac"


async def test_suggestions_of_clubs_put_those_with_results_first(snapshot):
    for typed in ("gar", "atl", "ali", "juv", "uni", "sport"):
        clubs = [snapshot.index.club(choice.value) for choice in await suggest_clubs(snapshot, typed, None)]
        known = [bool(club.seasons) for club in clubs]
        assert known == sorted(known, reverse=True)
    assert "real-garcilaso.cusco" in [c.value for c in await suggest_clubs(snapshot, "garcilaso", None)]
    assert [c.value for c in await suggest_clubs(snapshot, "", 2019)] == [
        "deportivo-llacuabamba.la-libertad",
        "carlos-stein.lambayeque",
    ]


async def test_with_nothing_typed_the_clubs_with_the_most_titles_come_first(snapshot):
    clubs = [snapshot.index.club(choice.value) for choice in await suggest_clubs(snapshot, "", None)]
    assert clubs[0].titles == max(club.titles for club in snapshot.index.clubs) > 1


async def test_suggestions_of_seasons_are_those_that_the_command_can_answer(snapshot):
    editions = [choice.value for choice in await suggest_seasons(snapshot, "", honours=True)]
    assert editions == list(range(2024, 1999, -1))
    assert [c.value for c in await suggest_seasons(snapshot, "upao", honours=True)] == [1999]
    assert [c.value for c in await suggest_seasons(snapshot, "19", honours=True)][:2] == [1999, 1998]
    assert [choice.value for choice in await suggest_seasons(snapshot, "")] == [2012, 2006, 1997, 1996, 1967]


async def test_discord_suggests_all_editions_for_champions_and_documents_for_tables(env, fan):
    years = [choice["value"] for choice in await suggestions(fan, "champion", "season", "199")]
    assert years == list(range(1999, 1989, -1))
    years = [choice["value"] for choice in await suggestions(fan, "standings", "season", "199")]
    assert years == [1997, 1996]


STARTS = (
    *(f"{kind}|{year}" for kind in ("champion", "season") for year in (1967, 1974, 1999, 2012, 2020, 2024)),
    "seasons", "help", "about", "ranking|titles", "standings", "records", "scorers", "teams",
    "team|atletico-torino.piura", "team|utc.cajamarca", "team|fc-cajamarca.x",
    "results|juan-aurich.lambayeque", "results|atletico-torino.piura",
    "versus|atletico-torino.piura|melgar.arequipa",
)  # fmt: skip


@pytest.mark.parametrize("t", [language("en-US"), language("es-419")], ids=["en", "es"])
async def test_no_button_leads_to_a_season_without_results(snapshot, t):
    seen = {(start, 1) for start in STARTS}
    level = sorted(seen)
    faults = []
    for _ in range(3):
        reached = []
        for text, page in level:
            query = decode(text)
            if UNCHOSEN in text:
                continue
            try:
                understood, reply = await reply_to(query, snapshot, t)
            except QuestionError as error:
                faults.append(f"{text}: {error}")
                continue
            shown = message(at_page(reply, page), t, Place(understood.query))
            faults += [f"{text}: {fault}" for fault in limits_broken_by(shown)]
            reached += leading_on(shown)
        level = sorted(set(reached) - seen)
        seen.update(level)
    assert faults == []
    assert len(seen) > 100


SEASON = """= 2001 Copa Perú =

Infobox
- Season: 2001
- Winners: {winner}

==Teams==
| Department | Team | Location |
| Tumbes | Sport Bolito | Tumbes |
| Arequipa | Atlético Universidad | Arequipa |
"""
ROWS = """= Champions =
| Season | Champion | Department | Runner-up |
| 2000 | Estudiantes de Medicina | Ica | Sport Bolito |
| 2001 | Sport Bolito | | Atlético Universidad |
| 2002 | Atlético Universidad | Arequipa | |
"""


@pytest.mark.parametrize("winner", ["Sport Bolito", "Atlético Universidad"])
async def test_a_seasons_own_document_outranks_the_list_and_a_contradiction_is_reported(tmp_path, winner):
    (tmp_path / "2001.txt").write_text(SEASON.format(winner=winner), "utf-8")
    (tmp_path / "champions.txt").write_text(ROWS, "utf-8")
    await load(tmp_path, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        text = await answer(Champion(2001), snapshot)
        before = await answer(Champion(2000), snapshot)
    await store.close()
    assert f"{winner}" in text.split("\n")[1]
    assert ("calls Sport Bolito champion, not Atlético Universidad" in text) == (winner != "Sport Bolito")
    assert "“2001 Copa Perú”" in text
    # The club without a department in the list is the one of that name in the season's document.
    assert "Runner-up: Sport Bolito (Tumbes)" in before


async def test_an_edition_whose_document_has_no_heading_is_shown_at_a_glance(tmp_path):
    (tmp_path / "2001.txt").write_text("2001 Copa Perú\n\nInfobox\n- Winners: ADT\n", "utf-8")
    await load(tmp_path, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        assert "🏆 ADT won the 2001 Copa Perú." in await answer(SeasonOverview(2001), snapshot)
    await store.close()


async def test_a_year_before_the_first_edition_is_told_with_the_range_of_those_known(fan, hincha):
    text = shown_text(await ask(fan, "champion", season=1950))
    assert "I have nothing on 1950.\nI have 58 editions, from 1967 to 2024." in text
    text = shown_text(await ask(hincha, "champion", season=1950))
    assert "Tengo 58 ediciones, de 1967 a 2024." in text


async def test_help_and_about_name_the_list(snapshot):
    assert "List of editions (editions.txt): champions of 58 editions" in await answer(
        KINDS["about"](), snapshot
    )
    assert "1997" in await answer(Help(), snapshot)


@pytest.mark.parametrize(
    ("question", "season"),
    [
        ("mayor goleada de más de diez goles", None),
        ("biggest win in 10 matches", None),
        ("mayor goleada en 12 partidos", None),
        ("mayor goleada del 99", 1999),
        ("quién ganó en el dos mil diez", 2010),
        ("who won in '14", 2014),
        ("campeón del 10", 2010),
    ],
)
async def test_a_small_number_is_a_year_only_where_it_counts_nothing(snapshot, question, season):
    understood = await read(question, snapshot)
    assert getattr(understood.readings[0].query, "season", None) == season


async def test_the_latest_champion_comes_with_the_latest_edition_that_has_results(snapshot):
    said = await answer(Champion(), snapshot)
    assert "The newest edition I have is 2024, with results up to 2012." in said


@pytest.mark.parametrize(
    ("since", "until", "lead"),
    [
        (1967, 2024, "I know who won all 51 editions that had a champion."),
        (2020, 2021, "I know who won the only edition with a champion."),
        (1988, 1992, "None of these editions had a champion."),
        (2023, 2024, "I know who won all 2 editions."),
    ],
)
async def test_editions_without_a_champion_are_none_that_the_bot_does_not_know(snapshot, since, until, lead):
    assert lead in await answer(Seasons(since=since, until=until), snapshot)
