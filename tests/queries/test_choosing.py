"""Departments and regions as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.queries.match_place import MAX_LENGTH, Completion, is_named, same_place, settle_text

DEPARTMENTS = ("Amazonas", "Ancash", "Cusco", "Huancavelica", "Huánuco", "Ica", "La Libertad", "Lima", "Puno")
NUMBERED = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
NAMED = ("Norte A", "Norte B", "Centro", "Oriente", "Sureste", "Sur")


@pytest.mark.parametrize(
    ("typed", "choices", "meant"),
    [
        ("huanuco", DEPARTMENTS, "Huánuco"),
        ("HUANUKO", DEPARTMENTS, "Huánuco"),
        ("huaunco", DEPARTMENTS, "Huánuco"),
        ("Cuzco", DEPARTMENTS, "Cusco"),
        ("departamento de Lima", DEPARTMENTS, "Lima"),
        ("libertad", DEPARTMENTS, "La Libertad"),
        ("lalibertad", DEPARTMENTS, "La Libertad"),
        ("la libertat", DEPARTMENTS, "La Libertad"),
        ("Región VIII", NUMBERED, "VIII"),
        ("region 8", NUMBERED, "VIII"),
        ("iv", NUMBERED, "IV"),
        ("norte a", NAMED, "Norte A"),
        ("Región Sur", NAMED, "Sur"),
        ("sur este", NAMED, "Sureste"),
        ("oriemte", NAMED, "Oriente"),
    ],
)
def test_a_place_is_understood_without_accents_in_short_and_with_a_slip(typed, choices, meant):
    assert settle_text(typed, choices) == meant


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("norte", NAMED),
        ("north", NAMED),
        ("Lima y Puno", DEPARTMENTS),
        ("Huancayo", DEPARTMENTS),
        ("ics", DEPARTMENTS),
        ("VIIII", NUMBERED),
        ("9", NUMBERED),
        ("0", NUMBERED),
        ("IX", NUMBERED),
        ("", DEPARTMENTS),
        ("🙂", DEPARTMENTS),
        ("de", DEPARTMENTS),
        ("Lima", ()),
    ],
)
def test_what_fits_several_or_none_is_never_guessed(typed, choices):
    assert settle_text(typed, choices) is None


@given(st.lists(st.text(max_size=50), max_size=6), st.text(max_size=300))
def test_what_is_settled_is_short_names_a_choice_and_settles_to_itself(choices, typed):
    settled = settle_text(typed, choices)
    if settled is not None:
        assert len(settled) <= MAX_LENGTH
        assert any(is_named(choice, settled) for choice in choices)
        assert settle_text(settled, choices) == settled


@given(st.sampled_from(DEPARTMENTS))
def test_each_name_means_itself(name):
    assert settle_text(name, DEPARTMENTS) == name


def test_spellings_of_one_department_are_one_place_and_other_departments_are_not():
    assert same_place("Cuzco", "Cusco")
    assert same_place("Apurimac", "Apurímac")
    assert same_place("Lima region", "Lima")
    assert not same_place("Huánuco", "Huancavelica")
    assert not same_place("Ica", "Huancavelica")


def test_suggestions_begin_with_what_was_typed_and_forgive_a_slip():
    assert Completion(NAMED).complete("") == list(NAMED)
    assert Completion(NAMED).complete("nor") == ["Norte A", "Norte B"]
    assert Completion(DEPARTMENTS).complete("lib") == ["La Libertad"]
    assert Completion(DEPARTMENTS).complete("huanc") == ["Huancavelica"]
    assert Completion(DEPARTMENTS).complete("puni") == ["Puno"]
    assert Completion(DEPARTMENTS).complete("xyz") == []
