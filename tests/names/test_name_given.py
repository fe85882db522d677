"""A whole name that a moderator gave decides, whatever words it is made of."""

import pytest

from bot.names import NameIndex, Outcome
from tests.names.clubs import club

GENERIC = "El Equipo del Pueblo"
MELGAR = club("Melgar", "Arequipa", seasons=(1967,), given=(GENERIC, "La Academia Municipal"))
AURICH = club("Juan Aurich", "Lambayeque", seasons=(1967, 1997))
UGARTE = club("Alfonso Ugarte (Puno)", "Puno", towns=("Puno",))
CLUBS = (MELGAR, AURICH, UGARTE)


def keys(found):
    return [candidate.club.key for candidate in found]


@pytest.mark.parametrize(
    "typed",
    [GENERIC, "el equipo del PUEBLO", "¡El equipo del pueblo!", "equipo del pueblo", f"{GENERIC} 1967"],
)
def test_a_name_of_generic_words_is_exact(typed):
    found = NameIndex(CLUBS).resolve(typed)
    assert (found.outcome, found.club) == (Outcome.EXACT, MELGAR)
    assert found.season == (1967 if "1967" in typed else None)


def test_such_a_name_is_not_understood_without_the_moderator():
    assert NameIndex([club("Melgar", "Arequipa"), AURICH]).resolve(GENERIC).outcome is Outcome.NONE


def test_a_part_of_it_is_weighed_as_any_words_are():
    assert NameIndex(CLUBS).resolve("el equipo").outcome is Outcome.NONE


def test_a_name_given_to_two_clubs_gives_a_choice_that_the_season_may_decide():
    index = NameIndex([MELGAR, club("Juan Aurich", "Lambayeque", seasons=(1997,), given=(GENERIC,))])
    asked = index.resolve(GENERIC)
    assert asked.outcome is Outcome.SEVERAL
    assert sorted(keys(asked.candidates)) == ["juan-aurich.lambayeque", "melgar.arequipa"]
    assert index.resolve(GENERIC, season=1997).club.name == "Juan Aurich"


@pytest.mark.parametrize("given", ["Alfonso Ugarte", "Club Alfonso Ugarte", "Alfonso Ugarte (Puno)"])
def test_a_name_that_is_another_clubs_but_for_form_and_place_gives_a_choice(given):
    index = NameIndex([UGARTE, club("Melgar", "Arequipa", given=(given,))])
    found = index.resolve(given)
    assert found.outcome is Outcome.SEVERAL
    assert sorted(keys(found.candidates)) == ["alfonso-ugarte-puno.puno", "melgar.arequipa"]


def test_both_sides_of_two_clubs_may_be_such_names():
    found = NameIndex(CLUBS).resolve("el equipo del pueblo vs aurich")
    assert keys(found.candidates) == ["melgar.arequipa", "juan-aurich.lambayeque"]


def test_it_is_offered_first_while_typing():
    index = NameIndex(CLUBS)
    assert keys(index.complete(GENERIC))[0] == MELGAR.key
    assert index.suggest("la academia municipal")[0] == MELGAR


@pytest.mark.parametrize("typed", ["", "mel", "ugarte", "puno", "juan au", "zzz", "!!", MELGAR.key, GENERIC])
def test_suggestions_are_the_clubs_of_complete(typed):
    index = NameIndex(CLUBS)
    for season in (None, 1967, 1950):
        assert index.suggest(typed, season) == [found.club for found in index.complete(typed, season)]
