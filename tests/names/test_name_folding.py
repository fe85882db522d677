import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import fold, read_roman, roman


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_small_letters_digits_and_single_spaces_are_left(text):
    folded = fold(text)
    assert all(
        word.isascii() and word.isalnum() and word == word.lower() for word in folded.split(" ") if word
    )
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("José Gálvez", "jose galvez"),
        ("WALTER ORMEÑO", "walter ormeno"),
        ("I.M.I.", "imi"),
        ("Dep.Municipal", "dep municipal"),
        ("C.A. Mannucci", "ca mannucci"),
        ("León\u00a0de\tHuánuco", "leon de huanuco"),
        ("gal\u200bvez", "galvez"),
        ("Ｍｅｌｇａｒ", "melgar"),
        ("𝗠𝗲𝗹𝗴𝗮𝗿", "melgar"),
        ("М\u0435lg\u0430r", "melgar"),
        ("привет", ""),
        ("Newell's", "newells"),
        ("Straße Łódź", "strasse lodz"),
        ("¿¡!?", ""),
    ],
)
def test_spellings_of_one_text_fold_to_one(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("number", range(1, 40))
def test_roman_numerals_up_to_39_are_written_and_read_back(number):
    assert read_roman(roman(number)) == number


@pytest.mark.parametrize("word", ["", "iiii", "vx", "a", "xxxx", "ic", "VIII"])
def test_what_is_no_small_roman_numeral_is_none(word):
    assert read_roman(word) is None
