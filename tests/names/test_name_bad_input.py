import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.names import Outcome

NOT_A_CLUB = [
    "",
    " " * 1000,
    "\n\t",
    "x",
    "????",
    "¯\\_(ツ)_/¯",
    "🏆⚽🎉",
    "<@123456789012345678>",
    "@everyone",
    "https://example.org/utc?x=1",
    "'; DROP TABLE clubs;--",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "**__~~``",
    "{0} %s {{x}} ${y}",
    "مرحبا بالعالم",
    "\u202eabc\u202c",
    "你好",
    "a" * 2000,
    "ab " * 700,
    "\x00\x01\x02",
    "Real Madrid",
    "Alianza Lima",
    "Sporting Cristal",
    "Universitario de Deportes",
    "Barcelona SC",
    "¿quién ganó la copa y cuántos goles metió el goleador?",
    "buenas noches a todos, ¿cómo están?",
]


@pytest.mark.parametrize("text", NOT_A_CLUB)
def test_what_is_no_club_gives_none(seeds, text):
    assert seeds.resolve(text).outcome is Outcome.NONE


@pytest.mark.parametrize("text", NOT_A_CLUB)
def test_what_is_no_club_does_not_break_autocomplete(seeds, text):
    assert len(seeds.complete(text)) <= 25


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120) | st.text("abcdefghijklmnñopqrstuvwxyzáéíóú .-'0123456789", max_size=60))
def test_no_text_breaks_the_resolver(seeds, text):
    found = seeds.resolve(text)
    assert len(found.candidates) <= 25
    assert (found.club is None) == (found.outcome in (Outcome.SEVERAL, Outcome.NONE))
    assert all(0 <= candidate.score <= 100 for candidate in found.candidates)
    assert len({candidate.club.key for candidate in found.candidates}) == len(found.candidates)


def test_a_name_at_the_beginning_of_a_long_text_does_not_run_away(seeds):
    assert seeds.resolve("utc " + "lorem ipsum " * 160).club is None


def test_every_club_of_the_seeds_at_once_is_a_bounded_question(seeds):
    text = " ".join(candidate.club.name for candidate in seeds.complete(""))
    assert len(seeds.resolve(text * 4).candidates) <= 25
