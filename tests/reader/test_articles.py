"""Small articles in the markup of the English and the Spanish Wikipedia, against the facts that they hold."""

import json
from pathlib import Path

import pytest

from bot.reader import read_and_check
from bot.terminal.read import season_data

_ARTICLES = Path(__file__).parent / "articles"
_SHARED = Path(__file__).parents[3] / "shared" / "documents"
_NUMBERS = (
    "position",
    "team",
    "played",
    "won",
    "drawn",
    "lost",
    "goals_for",
    "goals_against",
    "points",
    "adjustment",
)
_ABOUT_LISTS = (
    "region-without-team",
    "department-without-region",
    "team-elsewhere",
    "team-not-listed",
    "champion-not-listed",
    "runner-up-not-listed",
    "set-incomplete",
    "record-not-listed",
    "change-not-listed",
)


def _facts(file):
    season, problems = read_and_check(file.read_bytes(), file.name)
    return season_data(season, problems, "wikitext", None), problems


def _short(facts):
    return {
        **facts,
        "matches": [
            [
                m["home"],
                m["home_goals"],
                m["away_goals"],
                m["away"],
                m["date"],
                m["round"],
                m["status"],
                m["lines"][0],
            ]
            for m in facts["matches"]
        ],
        "penalties": [[m["home"], m["away"], m["penalties"]] for m in facts["matches"] if m["penalties"]],
        "ties": [[*tie["teams"], tie["winner"]] for tie in facts["ties"]],
        "tables": [
            [[row[name] for name in _NUMBERS] for row in table["rows"]]
            for table in facts["tables"]
            if table["stated"]
        ],
    }


@pytest.mark.parametrize("file", sorted(_ARTICLES.glob("*.wiki")), ids=lambda file: file.stem)
def test_an_article_holds_its_facts(file):
    facts, problems = _facts(file)
    told = _short(facts)
    expected = json.loads(file.with_suffix(".json").read_text("utf-8"))
    kinds = expected.pop("kinds")
    assert {name: told[name] for name in expected} == expected
    assert facts["not_understood"] == []
    assert list(dict.fromkeys(p.kind for p in problems if p.kind not in _ABOUT_LISTS)) == kinds
    assert not any(
        mark in json.dumps(facts, ensure_ascii=False) for mark in ("{{", "}}", "[[", "]]", "'''", "<", "|")
    )


@pytest.mark.skipif(not _SHARED.exists(), reason="the documents are not beside the checkout")
@pytest.mark.parametrize("name", ["1979", "1994", "1995", "2001"])
def test_a_shared_article_holds_its_facts(name):
    facts, _ = _facts(_SHARED / f"{name}.wiki")
    expected = json.loads((_SHARED / "facts.json").read_text("utf-8"))[f"{name}.wiki"]
    for match in facts["matches"]:
        del match["lines"]
    assert {field: facts[field] for field in expected} == expected
