"""/champions: who won, by club and department, on a map and by year."""

import shutil
import tomllib
from importlib.resources import files

import pytest

from bot.cache import Store, load
from bot.discord_ui.answer import reply_to
from bot.discord_ui.controls import Place
from bot.discord_ui.message import message
from bot.pictures.canvas import HEAD, MARGIN
from bot.pictures.map import MapPicture, colour_of
from bot.queries.champions import YEARS, Champions
from bot.replies.language import language
from bot.replies.reply import body
from bot.vocabulary import departments
from tests.five import SHIPPED
from tests.simulated import ask, follow, labels, pictures_of, shown_text, suggestions, text_of, ways_on

SHAPES = tomllib.loads(files("bot.pictures").joinpath("peru.toml").read_text("utf-8"))
NEIGHBOURS = {
    "Amazonas": "Cajamarca, La Libertad, Loreto, San Martín",
    "Ancash": "Huánuco, La Libertad, Lima",
    "Apurímac": "Arequipa, Ayacucho, Cusco",
    "Arequipa": "Apurímac, Ayacucho, Cusco, Ica, Moquegua, Puno",
    "Ayacucho": "Apurímac, Arequipa, Cusco, Huancavelica, Ica, Junín",
    "Cajamarca": "Amazonas, La Libertad, Lambayeque, Piura",
    "Cusco": "Apurímac, Arequipa, Ayacucho, Junín, Madre de Dios, Puno, Ucayali",
    "Huancavelica": "Ayacucho, Ica, Junín, Lima",
    "Huánuco": "Ancash, La Libertad, Lima, Loreto, Pasco, San Martín, Ucayali",
    "Ica": "Arequipa, Ayacucho, Huancavelica, Lima",
    "Junín": "Ayacucho, Cusco, Huancavelica, Lima, Pasco, Ucayali",
    "La Libertad": "Amazonas, Ancash, Cajamarca, Huánuco, Lambayeque, San Martín",
    "Lambayeque": "Cajamarca, La Libertad, Piura",
    "Lima": "Ancash, Huancavelica, Huánuco, Ica, Junín, Pasco",
    "Loreto": "Amazonas, Huánuco, San Martín, Ucayali",
    "Madre de Dios": "Cusco, Puno, Ucayali",
    "Moquegua": "Arequipa, Puno, Tacna",
    "Pasco": "Huánuco, Junín, Lima, Ucayali",
    "Piura": "Cajamarca, Lambayeque, Tumbes",
    "Puno": "Arequipa, Cusco, Madre de Dios, Moquegua, Tacna",
    "San Martín": "Amazonas, Huánuco, La Libertad, Loreto",
    "Tacna": "Moquegua, Puno",
    "Tumbes": "Piura",
    "Ucayali": "Cusco, Huánuco, Junín, Loreto, Madre de Dios, Pasco",
}
"""Which departments of Peru border on which; Callao lies between Lima and the sea."""

DOCUMENT = """= {year} Copa Perú =

Infobox
- Season: {year}
- Champions: {champion}

==Teams==
| Department | Team | Location |
| Cuzco | Sport Uno | Cusco |
| Puno | Sport Dos | Puno |
"""


@pytest.fixture
def environment(environment, shipped_cache, tmp_path):
    shutil.copyfile(shipped_cache, tmp_path / "data" / "cache.sqlite3")
    environment.setenv("SEASONS_DIR", str(SHIPPED))
    return environment


async def said(query, snapshot, tag="en-US"):
    _, reply = await reply_to(query, snapshot, language(tag, markup=False))
    return f"{reply.title}\n{body(reply)}"


async def of_documents(folder, query, documents, *others):
    seasons = folder / "seasons"
    seasons.mkdir()
    for other in others:
        shutil.copy(other, seasons)
    for year, champion in documents.items():
        (seasons / f"{year}.txt").write_text(DOCUMENT.format(year=year, champion=champion), "utf-8")
    await load(seasons, folder / "cache.sqlite3")
    store = Store(folder / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        text = await said(query, snapshot)
    await store.close()
    return text


async def test_a_fan_sees_who_has_won_the_most_and_a_map(fan, hincha):
    answer = await ask(fan, "champions")
    text = shown_text(answer)
    assert "🏆 Atlético Torino (Piura) has won the most: 5 of 51 titles." in text
    assert "No champion in 1974, 1988–1992, and 2020." in text
    assert "Department not known" not in text
    assert len(pictures_of(answer.response)) == 1
    described = text_of(answer)
    assert "La Libertad 9, Piura 8, Arequipa 5, Lambayeque 5, Ancash 4" in described
    assert "Atlético Torino 5, León de Huánuco 2" in described
    spanish = shown_text(await ask(hincha, "champions"))
    assert "🏆 Atlético Torino (Piura) es el más ganador: 5 de 51 títulos." in spanish
    assert "Sin campeón: 1974, 1988–1992 y 2020." in spanish


async def test_every_edition_is_on_one_picture_and_as_text_with_its_runner_up(fan):
    answer = await ask(fan, "champions")
    await fan.click(answer.response, label="Year by year")
    text = shown_text(answer)
    assert "51 champions from 1967 to 2024: 41 different clubs." in text
    assert "Atlético Torino 1970, 1975, 1977, 1982, and 1994" in text_of(answer)
    await fan.click(answer.response, label="As text")
    pages = shown_text(answer)
    while "Next ›" in labels(answer) and "2024 Bentín" not in pages:
        await fan.click(answer.response, label="Next ›")
        pages += shown_text(answer)
    assert "1970 Atlético Torino (Piura) · 2nd Melgar (Arequipa)\n" in pages
    assert "1974 no final\n" in pages
    assert "2024 Bentín Tacna Heroica · 2nd FC Cajamarca" in pages


async def test_a_department_has_its_clubs_with_their_years_and_second_places(fan):
    text = shown_text(await ask(fan, "champions", department="piura"))
    assert "Champions from Piura\n🏆 8 titles for clubs from Piura." in text
    assert "Atlético Torino ×5 · 1970, 1975, 1977, 1982, and 1994\nAtlético Grau · 1972\n" in text
    assert "Runners-up\nAtlético Grau · 1982 and 2017\nAlianza Atlético · 1984" in text


async def test_a_department_without_a_title_is_told_so(fan):
    text = shown_text(await ask(fan, "champions", department="Tumbes"))
    assert "No club from Tumbes has won the Copa Perú, as far as I know." in text
    assert "Comercial Aguas Verdes · 1979" in text


async def test_a_town_has_the_champions_that_are_known_to_be_from_there(fan, hincha):
    text = shown_text(await ask(fan, "champions", department="talara"))
    assert "Champions from Talara\n🏆 6 titles for clubs from Talara." in text
    assert "The 2 clubs that I know to be from Talara: Atlético Torino and I.M.I.." in text
    text = shown_text(await ask(hincha, "champions", department="Tarma"))
    assert "El único club del que sé que es de Tarma: ADT." in text


async def test_what_is_no_department_is_told_in_private(fan):
    answer = await ask(fan, "champions", department="Atlantis")
    assert answer.ephemeral
    assert "Atlantis" in shown_text(answer)


async def test_a_club_has_its_titles_and_lost_finals_and_leads_to_its_profile(fan):
    answer = await ask(fan, "champions", team="utc")
    text = shown_text(answer)
    assert "Titles of UTC (Cajamarca)\n🏆 2 titles for UTC." in text
    assert "🏆 1981: champion, ahead of Juventud La Palma (Lima)" in text
    assert "🥈 1996: runner-up, behind José Gálvez (Ancash)" in text
    assert {"Profile of UTC", "Champions from Cajamarca", "All champions"} <= set(ways_on(answer))
    await follow(fan, answer.response, "Champions from Cajamarca")
    assert "3 titles for clubs from Cajamarca." in shown_text(answer)


async def test_a_range_of_years_counts_only_its_own_champions(shipped):
    text = await said(Champions(since=1970, until=1979), shipped)
    assert text.startswith("Champions of the Copa Perú · 1970–1979\n🏆 Atlético Torino (Piura)")
    assert "has won the most: 3 of 9 titles." in text
    assert "No champion in 1974." in text
    assert "I know of no champion in those years." in await said(Champions(since=1988, until=1992), shipped)


async def test_departments_are_suggested_while_typing(env, fan):
    offered = [choice["value"] for choice in await suggestions(fan, "champions", "department", "ju")]
    assert "Junín" in offered


async def test_years_without_a_source_are_counted_and_not_taken_for_editions(tmp_path):
    documents = {2001: "Sport Uno", 2003: "Sport Uno", 2006: "Sport Dos"}
    text = await of_documents(tmp_path, Champions(), documents)
    assert "🏆 Sport Uno (Cusco) has won the most: 2 of 3 titles." in text
    assert "2 · Cusco\n1 · Puno" in text
    assert "I have nothing on 3 other years since 2001." in text


async def test_a_champion_in_doubt_is_no_title(tmp_path):
    documents = {2001: "Sport Uno", 2002: "Sport Stranger"}
    text = await of_documents(tmp_path, Champions(), documents)
    assert "🏆 Sport Uno (Cusco) has won the most: 1 of 1 title." in text
    assert "Champion in doubt, not counted: 2002." in text
    assert "Sport Stranger" not in text


@pytest.mark.parametrize("query", [Champions(), Champions("Tumbes")])
async def test_a_title_of_a_club_of_no_known_department_is_told(tmp_path, query):
    rows = ["| Season | Champion | Department |", "| 2001 | Sport Uno | |", "| 2002 | Sport Dos | Puno |"]
    path = tmp_path / "editions.txt"
    path.write_text("\n".join(["= Champions =", *rows, "| 2003 | Sport Dos | Puno |\n"]), "utf-8")
    text = await of_documents(tmp_path, query, {}, path)
    assert "Department not known: Sport Uno 2001." in text


@pytest.mark.parametrize("view", [None, YEARS])
async def test_a_title_is_counted_once_for_its_club_and_once_for_its_department(shipped, view):
    answer = await Champions(view=view).answer(shipped)
    by_club = sorted(year for club in answer.clubs for year in club.titles)
    by_place = sorted(year for place in answer.departments for year in place.titles)
    assert len(by_club) == answer.decided
    assert sorted([*by_place, *(year for year, _ in answer.homeless)]) == by_club


@pytest.mark.parametrize("tag", ["en-US", "es-419"])
@pytest.mark.parametrize("query", [Champions(), Champions(view=YEARS), Champions("Piura")])
async def test_it_fits_on_a_phone_with_its_picture_or_without(shipped, query, tag):
    t = language(tag)
    _, reply = await reply_to(query, shipped, t)
    shown = message(reply, t, Place(), png=b"png" if reply.picture else None)
    [container] = shown.payload["components"]
    texts = [part["content"] for part in container["components"] if part.get("content")]
    lines = [line for text in texts for line in text.split("\n") if line]
    assert sum(-(-len(line.replace("**", "")) // 44) for line in lines) <= 22
    assert all(len(file.description or "") < 1024 for file in shown.files)


def test_every_department_is_on_the_map_and_no_other():
    assert set(SHAPES) == set(departments())


def borders(name):
    outlines = SHAPES[name]["outlines"]
    return {point for line in outlines for point in zip(line[::2], line[1::2], strict=True)}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_a_department_lies_on_the_map_between_those_it_borders_on(name):
    """The package that the outlines are from calls Puno "Callao"."""
    own = borders(name)
    # Three departments meet in one point; those that share a border share more of them.
    beside = {other for other in SHAPES if other != name and len(own & borders(other)) > 1}
    assert beside - {"Callao"} == set(NEIGHBOURS[name].split(", "))


def test_callao_lies_beside_lima_at_the_coast():
    (x, y), [left, top] = SHAPES["Callao"]["middle"], SHAPES["Lima"]["middle"]
    assert 0 < left - x < 100
    assert abs(top - y) < 60


def test_the_map_colours_departments_by_their_titles_and_the_others_neutrally():
    titles = {"Loreto": 7, "Madre de Dios": 1}
    picture = MapPicture("Champions", "", tuple(titles.items()), (), "Titles")
    image = picture.paint().image
    scale = (image.height - HEAD - 22) / 1000
    for name in ("Loreto", "Madre de Dios", "Cusco", "Puno"):
        x, y = SHAPES[name]["middle"]
        # Below the number, which stands in the middle.
        found = image.getpixel((round(MARGIN + x * scale), round(HEAD + (y + 34) * scale)))
        expected = tuple(bytes.fromhex(colour_of(titles.get(name, 0))[1:]))
        assert found == expected, name
