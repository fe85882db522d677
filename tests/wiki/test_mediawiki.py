"""A real MediaWiki in both languages: found, redirected, pinned, unmodified, missing, renamed, vandalised."""

import json

import pytest

from bot.cli import main
from bot.wiki import Absence
from bot.wiki.client import Wiki
from tests.wiki.mediawiki import ENGLISH, SPANISH, lacking, mediawiki, page, without_champion

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(lacking()), reason=lacking() or "")]

CHAMPION = "Deportivo Ejemplo"


@pytest.fixture(scope="module")
def wikis(tmp_path_factory):
    """Give an English and a Spanish MediaWiki, each with its article of the season 2031."""
    folder = tmp_path_factory.mktemp("wikis")
    links = {"en": "http://en.wiki.invalid", "es": "http://es.wiki.invalid"}
    with mediawiki(folder / "en", "en", links) as english, mediawiki(folder / "es", "es", links) as spanish:
        english.write(ENGLISH, page(ENGLISH))
        spanish.write(SPANISH, page(SPANISH))
        yield english, spanish


@pytest.fixture
def copa(environment, wikis, capsys):
    """Give the command line with both wikis: exit code and standard output."""
    environment.setenv("WIKI_CONTACT", "me@example.org")
    for name, wiki in zip(("WIKI_EN", "WIKI_ES"), wikis, strict=True):
        environment.setenv(name, wiki.address)

    def run(*arguments):
        capsys.readouterr()
        return main([str(word) for word in arguments]), capsys.readouterr().out

    return run


@pytest.fixture
def client(wikis):
    """Give a client of both wikis, not yet entered."""
    return Wiki(
        {language: wiki.address for language, wiki in zip(("en", "es"), wikis, strict=True)}, "me@example.org"
    )


def of_season(title, season):
    return page(title).replace("2031", str(season))


def titles(out):
    return {one["language"]: (one["title"], one["outcome"]) for one in json.loads(out)["articles"]}


def test_a_season_is_fetched_in_both_languages_and_answered_from(copa):
    code, out = copa("fetch", "2031", "--json")
    assert (code, titles(out)) == (0, {"en": (ENGLISH, "new"), "es": (SPANISH, "new")})
    assert [one["matches"] for one in json.loads(out)["articles"]] == [6, 2]
    answer = copa("ask", "--details", "/champion 2031")[1]
    assert CHAMPION in answer
    assert "“2031 Copa Perú”, English Wikipedia" in answer
    code, out = copa("fetch", "2031", "--json")
    assert (code, titles(out)) == (0, {"en": (ENGLISH, "unchanged"), "es": (SPANISH, "unchanged")})


async def test_the_html_is_that_of_the_revision_and_is_not_sent_twice(client, wikis):
    wikis[0].write("2032 Copa Perú", of_season(ENGLISH, 2032))
    async with client:
        [found] = await client.find([(2032, "en")])
        first = await client.page(found.article)
        assert (await client.page(found.article, first.etag)).html is None
        wikis[0].write("2032 Copa Perú", "Something else.")
        assert CHAMPION.encode() in (await client.page(found.article)).html
        [newer] = await client.find([(2032, "en")])
        assert newer.article.revision > found.article.revision
        assert newer.article.page_id == found.article.page_id
        assert b"Something else." in (await client.page(newer.article, first.etag)).html


def test_a_renamed_article_is_found_by_its_old_title(copa, wikis):
    wikis[0].write("2033 Copa Perú", of_season(ENGLISH, 2033))
    assert copa("fetch", "2033", "--language", "en")[0] == 0
    wikis[0].rename("2033 Copa Perú", "Copa Perú de Fútbol 2033")
    code, out = copa("fetch", "2033", "--language", "en", "--json")
    assert (code, titles(out)) == (0, {"en": ("Copa Perú de Fútbol 2033", "changed")})


async def test_what_is_missing_or_leads_elsewhere_is_named(client, wikis):
    wikis[0].write("Copa Perú", "The '''Copa Perú''' is a cup.")
    wikis[0].write("2034 Copa Perú", "#REDIRECT [[Copa Perú]]")
    wikis[0].write("2035 Copa Perú", "")
    async with client:
        found = await client.find([(season, "en") for season in (2034, 2035, 2036)])
    assert [(one.title, one.absence) for one in found] == [
        ("Copa Perú", Absence.ELSEWHERE),
        ("2035 Copa Perú", Absence.EMPTY),
        ("2036 Copa Perú", Absence.MISSING),
    ]


async def test_the_link_to_the_other_language_is_followed(client, wikis):
    wikis[0].write(
        "2037 Copa Perú", of_season(ENGLISH, 2037).replace("es:Copa Perú 2037", "es:Copa Perú 2037-38")
    )
    wikis[1].write("Copa Perú 2037-38", of_season(SPANISH, 2037))
    async with client:
        found = await client.find([(2037, "en"), (2037, "es")])
    assert [one.title for one in found if one.article] == ["2037 Copa Perú", "Copa Perú 2037-38"]


def test_a_vandalised_revision_is_held_back(copa, wikis):
    wikis[0].write("2038 Copa Perú", of_season(ENGLISH, 2038))
    assert copa("fetch", "2038", "--language", "en")[0] == 0
    wikis[0].write("2038 Copa Perú", without_champion(of_season(ENGLISH, 2038)))
    code, out = copa("fetch", "2038", "--language", "en", "--json")
    assert (code, titles(out)) == (1, {"en": ("2038 Copa Perú", "held back")})
    assert CHAMPION in copa("ask", "/champion 2038")[1]
    wikis[0].write("2038 Copa Perú", of_season(ENGLISH, 2038))
    assert copa("fetch", "2038", "--language", "en")[0] == 0
