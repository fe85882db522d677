"""Articles as a real MediaWiki renders them are read as their wikitext is."""

import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given

from bot.model import Season
from bot.reader import read_season
from tests.properties import examples
from tests.reader.article_forms import YEAR, Article
from tests.reader.articles_written import articles
from tests.wiki.mediawiki import MediaWiki, lacking, mediawiki

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(lacking()), reason=lacking() or "")]

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.wiki"))
# The module of standings is not there, and an English MediaWiki knows no category in Spanish.
_MODULE, _CATEGORY = "#invoke", "[[Categoría:"


@pytest.fixture(scope="module")
def wiki(tmp_path_factory):
    with mediawiki(tmp_path_factory.mktemp("wiki") / "wiki", "en", {}) as wiki:
        yield wiki


def facts(season: Season) -> list[object]:
    """Return what a season says, without the lines that say it."""
    return [
        season.year,
        [(honour.club.name, honour.title) for honour in (*season.champions, *season.runners_up)],
        [(scorer.player, scorer.goals) for scorer in season.scorers],
        [(entry.club.name, entry.department, entry.location) for entry in season.entries],
        [
            (m.home.name, m.away.name, m.home_goals, m.away_goals, m.date, m.stage, m.group, m.round, m.leg)
            for m in season.matches
        ],
        [(m.status, m.penalties, m.extra_time, m.through and m.through.name) for m in season.matches],
        [(row.position, row.club.name, row.played, row.points, row.note) for row in season.standings],
        sorted(problem.kind for problem in season.problems),
    ]


def as_rendered(wiki: MediaWiki, year: int, text: str) -> list[object]:
    """Return the facts of an article in the HTML of its REST interface."""
    title = f"{year} Copa Perú"
    wiki.write(title, text)
    with urllib.request.urlopen(f"{wiki.address}/rest.php/v1/page/{quote(title)}/html") as answer:
        return facts(read_season(answer.read().decode(), f"{year}.html"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_article_is_read_alike_in_both_forms(wiki, path):
    text = path.read_text(encoding="utf-8").replace(_CATEGORY, "[[Category:")
    if _MODULE in text:
        pytest.skip("needs Scribunto")
    assert as_rendered(wiki, int(path.stem), text) == facts(read_season(text, path.name))


@examples(4)
@given(articles())
def test_a_generated_article_is_read_alike_in_both_forms(wiki, article: Article):
    if _MODULE not in article.wikitext:
        assert as_rendered(wiki, YEAR, article.wikitext) == facts(read_season(article.wikitext, "1998.wiki"))
