from hypothesis import given
from hypothesis import strategies as st

from bot.names import club_key, label
from tests.names.clubs import club, seed_clubs


def test_a_key_is_name_and_department():
    assert club_key("José Gálvez", "Ancash") == "jose-galvez.ancash"
    assert club_key("Santos", "San Martín") == "santos.san-martin"


def test_a_club_of_no_known_department_has_an_x():
    assert club_key("Santos", None) == club_key("Santos", " ") == "santos.x"


@given(st.text(), st.none() | st.text())
def test_a_key_is_never_longer_than_forty_characters_nor_empty(name, department):
    key = club_key(name, department)
    assert 3 <= len(key) <= 40
    assert key == club_key(name, department)


def test_names_that_differ_only_behind_the_cut_keep_different_keys():
    long = "Asociación Deportiva y Cultural de los Trabajadores de"
    assert club_key(f"{long} Ica", "Ica") != club_key(f"{long} Ilo", "Ica")


def test_names_without_a_latin_letter_keep_different_keys():
    assert club_key("привет", "Ica") != club_key("你好", "Ica")


def test_no_two_clubs_of_the_seeds_share_a_key():
    keys = [one.key for one in seed_clubs()]
    assert len(keys) == len(set(keys))


def test_a_label_names_club_department_and_the_latest_seasons():
    assert label(club("José Gálvez", "Ancash", seasons=(1996,))) == "José Gálvez · Ancash · 1996"
    assert label(club("A", "B", seasons=(1, 2, 3, 4, 5))) == "A · B · 5, 4, 3, 2…"
    assert label(club("A", None, seasons=())) == "A"


@given(st.text(min_size=1, max_size=200), st.none() | st.text(max_size=80), st.lists(st.integers(1900, 2100)))
def test_a_label_never_passes_a_hundred_characters(name, department, seasons):
    assert len(label(club(name, department, seasons=tuple(seasons)))) <= 100
