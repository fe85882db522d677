import pytest

from bot.names import NameIndex, label
from bot.text import fold
from tests.names.clubs import club, seed_clubs


def keys(found):
    return [candidate.club.key for candidate in found]


def test_nothing_typed_gives_the_best_known_clubs(seeds):
    clubs = [candidate.club for candidate in seeds.complete("")]
    assert len(clubs) == 25
    fame = [(found.titles, found.matches, len(found.seasons)) for found in clubs]
    assert fame == sorted(fame, reverse=True)
    assert all(found.titles for found in clubs[:5])


@pytest.mark.parametrize("letters", ["a", "m", "t", "r", "p", "e", "l", "j", "u", "ju", "de", "ma"])
def test_one_or_two_letters_begin_a_word_of_each_name_offered_the_best_known_first(seeds, letters):
    clubs = [candidate.club for candidate in seeds.complete(letters)]
    for offered in clubs:
        written = [offered.name, *(name.text for name in offered.names if name.kind == "spelling")]
        assert any(word.startswith(letters) for name in written for word in fold(name).split())
    fame = [(found.titles, found.matches, len(found.seasons)) for found in clubs]
    assert fame == sorted(fame, reverse=True)


@pytest.mark.parametrize(("letters", "name"), [("m", "Melgar"), ("a", "Alfonso Ugarte de Chiclín")])
def test_a_known_club_is_offered_at_its_first_letter(seeds, letters, name):
    assert name in [candidate.club.name for candidate in seeds.complete(letters)[:5]]


def test_the_champion_of_a_chosen_season_is_among_the_first(seeds):
    assert "jose-galvez.ancash" in keys(seeds.complete("", season=1996))[:5]
    assert keys(seeds.complete("j", season=1996))[0] == "jose-galvez.ancash"


def test_nothing_typed_in_a_season_gives_its_clubs(seeds):
    found = seeds.complete("", season=1967)
    assert all(1967 in candidate.club.seasons for candidate in found)


def test_a_whole_name_goes_before_longer_ones(seeds):
    assert keys(seeds.complete("cienciano"))[:2] == ["cienciano.cusco", "cienciano-junior.cusco"]


def test_names_that_begin_so_go_before_names_with_such_a_word(seeds):
    found = [candidate.club.name for candidate in seeds.complete("min")]
    assert found[0] == "MINSA"
    assert set(found[1:3]) == {"Unión Minas Caudalosa", "Unión Minas de Orcopampa"}


@pytest.mark.parametrize("typed", ["sachp", "sacahispas", "octabio e", "depotivo mun"])
def test_slips_in_the_beginning_of_a_name_do_not_hide_it(seeds, typed):
    assert seeds.complete(typed)


@pytest.mark.parametrize("club", seed_clubs(), ids=lambda club: club.key)
def test_every_beginning_of_a_name_finds_the_club_unless_too_many_begin_so(seeds, club):
    for size in range(3, len(club.name) + 1):
        found = keys(seeds.complete(club.name[:size]))
        assert club.key in found or len(found) == 25, club.name[:size]


def test_a_chosen_season_is_respected(seeds):
    assert keys(seeds.complete("huracan", season=1996)) == ["atletico-huracan.moquegua"]


def test_a_club_that_was_not_in_the_chosen_season_is_still_offered_where_none_was(seeds):
    assert "jose-galvez.ancash" in keys(seeds.complete("jose galvez", season=2006))


def test_a_chosen_department_is_respected(seeds):
    assert keys(seeds.complete("santos", department="Ica")) == ["santos.ica"]


def test_a_place_offers_its_clubs_after_the_names_that_have_it(seeds):
    found = seeds.complete("tacna")
    assert found[0].club.name == "Alfonso Ugarte de Tacna"
    assert "coronel-bolognesi.tacna" in keys(found)


def test_a_label_offers_its_club_alone(seeds):
    club = seeds.club("utc.cajamarca")
    assert keys(seeds.complete(label(club))) == ["utc.cajamarca"]


def test_no_more_than_the_limit_are_offered(seeds):
    assert len(seeds.complete("dep", limit=7)) == 7
    assert len(seeds.complete("dep")) == 25


def test_of_very_many_names_under_several_words_the_first_ones_are_offered():
    names = [f"{'Spora' if n % 2 else 'Sport'} {n:04}" for n in range(1100)]
    index = NameIndex(club(name, "Ica") for name in names)
    assert [found.club.name for found in index.complete("spo")] == sorted(names)[:25]
    assert [found.club.name for found in index.complete("sport")] == names[:50:2]


def test_what_begins_no_name_offers_nothing(seeds):
    assert seeds.complete("zzzz") == []
    assert seeds.complete("???") == []
