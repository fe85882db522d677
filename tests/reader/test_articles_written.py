"""An edition is read back as it was out of its article in each form."""

import pytest
from hypothesis import given

from bot.reader import read_season
from tests.properties import examples
from tests.reader.article_forms import YEAR, Article, Game
from tests.reader.articles_written import articles

_NEAR = 12
"""Lines of a row of a table in HTML among which its first team stands."""
_FORMS = ("parsed", "rest", "wikitext")


def _game(match) -> Game:
    goals = None if match.home_goals is None else (match.home_goals, match.away_goals)
    return Game(
        match.stage,
        match.round,
        match.home.name,
        match.away.name,
        goals,
        match.date,
        match.leg,
        match.penalties,
    )


@pytest.mark.parametrize("form", _FORMS)
@examples(10)
@given(articles())
def test_an_edition_written_as_an_article_is_read_back_as_it_was(form: str, article: Article):
    text = getattr(article, form)
    season = read_season(text, f"{YEAR}.txt")
    assert [(str(problem), problem.text) for problem in season.problems] == []
    # A matrix has its matches in the order of its rows.
    assert sorted(map(repr, map(_game, season.matches))) == sorted(map(repr, article.games))
    lines = text.splitlines()
    for match in season.matches:
        told = "\n".join(lines[match.source.line - 1 :][:_NEAR])
        assert match.home.name in told or "match_" in told
    assert [(honour.club.name, honour.title) for honour in season.champions] == [
        (article.champion, article.title)
    ]
    assert [(scorer.player, scorer.goals) for scorer in season.scorers] == article.scorers
    assert [
        (entry.department, entry.club.name, entry.location) for entry in season.entries
    ] == article.entries
    numbers = ("position", "played", "won", "drawn", "lost", "goals_for", "goals_against", "points")
    rows = [tuple(getattr(row, name) for name in numbers) for row in season.standings]
    assert [
        (row[0], at.club.name, *row[1:]) for row, at in zip(rows, season.standings, strict=True)
    ] == article.rows
    assert (season.previous, season.next) == (YEAR - 1, YEAR + 1)
