"""Seasons told by others, and superlatives: what the words mean, whatever documents there are."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask.relative_years import FIRST, LAST, with_relatives
from bot.ask.superlatives import superlative
from bot.ask.tokens import plain, tokens
from bot.ask.vocabulary import vocabulary
from bot.ask.years import with_ranges, year_at
from bot.text import fold

KNOWN = (1967, 1968, 1969, 1996, 1997, 2006, 2012)


def seasons(text):
    """Return the seasons and ranges that a text names."""
    cut, words = tokens(plain(text)), vocabulary()
    spans = [span for at in range(len(cut)) if (span := year_at(cut, at, words, KNOWN)) is not None]
    spans = with_ranges(spans, cut)
    return [
        span.value
        for span in with_relatives(spans, cut, words, KNOWN, KNOWN)
        if span.kind in ("season", "range")
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("campeones antes de 1990", [(FIRST, 1989)]),
        ("champions before the 1997 edition", [(FIRST, 1996)]),
        ("champions since I was born in 1999", [(1999, LAST)]),
        ("not 1996 but the year after, who won", [1997]),
        ("no el del 97 sino la anterior", [1996]),
        ("desde el 2000", [(2000, LAST)]),
        ("quién ganó después de 1996", [(1997, LAST)]),
        ("until 1996 included", [(FIRST, 1996)]),
        ("del 96 en adelante", [(1996, LAST)]),
        ("from 1996 onwards", [(1996, LAST)]),
        ("la siguiente a la del 96", [1997]),
        ("the one before 2006", [1997]),
        ("dos ediciones después de 1996", [2006]),
        ("two years before 1996", [1994]),
        ("un año antes de 1997", [1996]),
        ("dos años después de que ganara Melgar el 67", [1969]),
        ("one edition before they won it in 1997", [1996]),
        ("tras el parón que empezó en el 69", [(1970, LAST)]),
        ("after the hiatus of 1969 to 1995", [(1996, LAST)]),
        ("before the 1969-95 stoppage", [(FIRST, 1968)]),
        ("los últimos tres campeones", [(1997, 2012)]),
        ("the last 2 editions", [(2006, 2012)]),
        ("las primeras dos copas", [(1967, 1968)]),
        ("los últimos dos campeones de la copa perú", [(2006, 2012)]),
        ("los últimos dos campeones de Piura", []),
        ("su segunda copa", []),
        ("quién ganó más en este siglo", [(2001, LAST)]),
        ("campeones del siglo XXI", [(2001, LAST)]),
        ("titles in the 21st century", [(2001, LAST)]),
        ("el más ganador del siglo pasado", [(FIRST, 2000)]),
        ("champions of the last century", [(FIRST, 2000)]),
        ("los del siglo 20", [(FIRST, 2000)]),
        ("la penúltima edición", [2006]),
        ("the one before last", [2006]),
        ("en el penúltimo lugar", []),
        ("la segunda edición", [1968]),
        ("the fifth edition", []),
        ("1996 y 1997", [1996, 1997]),
        ("los 2000", [(2000, 2009)]),
        ("los 70 y 80", [(1970, 1989)]),
        ("los 70 y los 90", [(1970, 1979), (1990, 1999)]),
        ("en los años 2000", [(2000, 2009)]),
        ("los años 1996 y 1997", [1996, 1997]),
        ("la década del 90", [(1990, 1999)]),
        ("la década de 1990", [(1990, 1999)]),
        ("the decade of the 90s", [(1990, 1999)]),
        ("la edición del 2000", [2000]),
        ("antes de ganar la copa en 1996 ya había ganado?", [(FIRST, 1995)]),
        ("after winning it in 1997 did they win again", [(1998, LAST)]),
    ],
)
def test_a_season_told_by_another_is_the_edition_that_is_known(text, meant):
    assert seasons(text) == meant


@pytest.mark.parametrize("text", ["campeones de la última década", "who won most in the last decade"])
def test_the_last_decade_is_ten_editions_long(text):
    assert seasons(text) == [(KNOWN[-1] - 9, KNOWN[-1])]


@given(st.sampled_from(["antes de", "before", "desde", "since", "hasta", "after"]), st.integers(1900, 2099))
def test_a_range_ends_at_the_year_that_was_said(word, year):
    (found,) = seasons(f"{word} {year}")
    assert year in found or year - 1 in found or year + 1 in found
    assert FIRST in found or LAST in found


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("qué equipo tiene más títulos", ("club", "titles", False)),
        ("which edition had the fewest teams", ("edition", "teams", True)),
        ("which team played the most editions", ("club", "editions", False)),
        ("quién perdió más partidos en 1967", ("club", "lost", False)),
        ("club que menos goles recibió", ("club", "conceded", True)),
        ("qué departamento tiene más campeones", ("department", "titles", False)),
        ("la fecha con más goles del 96", ("round", "goals", False)),
        ("most goals in a single match", ("match", "goals", False)),
        ("la copa con mejor promedio de gol", ("edition", "mean", False)),
        ("peor defensa en una sola copa", ("campaign", "conceded", False)),
        ("which clubs were second twice", ("club", "runner_up", False)),
        ("who has the second most titles", ("club", "titles", False)),
        ("quién hizo más goles en 1996", None),
        ("una pregunta más", None),
        ("quién ganó más", None),
    ],
)
def test_a_superlative_says_what_is_ranked_by_what(text, meant):
    found = superlative(fold(text).split())
    assert (found and (found.thing, found.measure, found.fewest)) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("who won 20 years ago", [2006]),
        ("el campeón de hace treinta años", [1996]),
        ("hace 10 años que no gana", []),
        ("vende juanes desde hace cuarenta años", []),
        ("20 years ago I saw the 1996 cup", [1996]),
    ],
)
def test_years_ago_are_counted_from_today(text, meant, monkeypatch):
    monkeypatch.setattr("bot.ask.relative_years.today_in_peru", lambda: datetime.date(2026, 3, 1))
    assert seasons(text) == meant
