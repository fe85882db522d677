import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.names import Outcome
from bot.text import fold
from tests.names.clubs import seed_clubs

CLUBS = seed_clubs()
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONG_ENOUGH = 12


def answered(index, text):
    """The clubs that an answer or a choice names."""
    found = index.resolve(text)
    if found.outcome is Outcome.NONE:
        return set()
    return {found.club.key} if found.club else {candidate.club.key for candidate in found.candidates}


def begins_a_word_of(club, typed):
    """Whether the edit made the last word the beginning of one of another club ("deportivo gar")."""
    last = typed.split()[-1]
    return any(word.startswith(last) for name in club.names for word in fold(name.text).split())


@pytest.mark.parametrize("club", CLUBS, ids=lambda club: club.key)
def test_a_club_is_found_by_its_name_key_place_and_aliases(seeds, club):
    assert seeds.resolve(club.key).club == club
    for text in (club.name, club.name.upper(), fold(club.name), *(name.text for name in club.names)):
        assert club.key in answered(seeds, text), text
    for place in filter(None, (club.department, *club.towns)):
        for text in (f"{club.name} {place}", f"{club.name} de {place}", f"{club.name} ({place})"):
            assert club.key in answered(seeds, text), text


@pytest.mark.parametrize("club", CLUBS, ids=lambda club: club.key)
def test_name_and_place_give_that_club_alone(seeds, club):
    assert club.department is not None
    found = seeds.resolve(f"{club.name} {club.department}")
    assert found.club == club


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([club for club in CLUBS if len(fold(club.name)) >= LONG_ENOUGH]),
    st.integers(0, 200),
    st.sampled_from(("leave out", "put in", "change", "exchange")),
    st.sampled_from(LETTERS),
)
def test_an_edit_of_a_long_name_never_gives_another_club_with_certainty(seeds, club, at, edit, letter):
    name = fold(club.name)
    at %= len(name) - 1
    typed = {
        "leave out": name[:at] + name[at + 1 :],
        "put in": name[:at] + letter + name[at:],
        "change": name[:at] + letter + name[at + 1 :],
        "exchange": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    }[edit]
    found = seeds.resolve(typed)
    if fold(typed) not in {fold(name.text) for other in CLUBS for name in other.names}:
        assert found.club in (None, club) or begins_a_word_of(found.club, typed), typed


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CLUBS), st.sampled_from((1967, 1996, 1997, 2006, 2012)))
def test_a_season_never_puts_another_club_in_the_place_of_a_sure_one(seeds, club, season):
    sure = seeds.resolve(club.name)
    if sure.club is not None:
        assert seeds.resolve(club.name, season=season).club == sure.club


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CLUBS), st.randoms(use_true_random=False))
def test_the_order_of_the_words_does_not_matter(seeds, club, random):
    words = fold(club.name).split()
    random.shuffle(words)
    assert club.key in answered(seeds, " ".join(words))
