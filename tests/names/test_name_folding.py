import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.text import clean, fold, read_roman, roman


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_only_words_of_small_letters_and_digits_parted_by_single_spaces_are_left(text):
    folded = fold(text)
    assert all(word.isalnum() and (word.isascii() or word.isalpha()) for word in folded.split(" ") if word)
    assert folded == folded.lower() == " ".join(folded.split())


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
        ("Привет", "привет"),
        ("Спорт 2 (Lima)", "спорт 2 lima"),
        ("東京", "東京"),
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


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Mel\u200dgar", "Melgar"),
        ("Mel\u00adgar\u200b", "Melgar"),
        ("UTC\u2028CNI", "UTC CNI"),
        ("UTC\u0085CNI", "UTC CNI"),
        ("\u202eUTC\u2069", "UTC"),
        ("UTC\U000e0041", "UTC"),
        ("UTC\ud83d", "UTC"),
        ("José\nGálvez", "José\nGálvez"),
    ],
)
def test_signs_that_are_not_seen_or_turn_a_text_are_taken_out(text, cleaned):
    assert clean(text) == cleaned
