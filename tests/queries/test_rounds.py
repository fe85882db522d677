"""Rounds, stages and groups as people type them: which heading of the document is meant, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UnknownHeadingError, UnknownRoundError, UnknownStageError
from bot.queries.match_heading import (
    SeasonPlace,
    in_round,
    in_stage,
    place_meant,
    round_choices,
    round_meant,
    stage_choices,
    stage_meant,
    stage_names,
)
from bot.queries.match_place import MAX_LENGTH


def season(*headings: tuple[str | None, str | None, str | None]) -> tuple[SeasonPlace, ...]:
    return tuple(SeasonPlace(*heading, line) for line, heading in enumerate(headings))


LEAGUE = season(
    ("Regional Stage", None, None),
    ("Regional Stage", "Region I", None),
    ("Regional Stage", "Region II", None),
    ("Regional Stage", "Region II", "Final"),
    ("Final Stage", None, None),
    ("Final Stage", None, "Round 1"),
    ("Final Stage", None, "Round 2"),
    ("Final Stage", None, "Round 12"),
    ("Final Stage", None, "Playoff"),
)
KNOCKOUT = season(
    ("Regional Stage", "Region III, Group A", None),
    ("Regional Stage", "Region III, Group A", "Tiebreaker"),
    ("Regional Stage", "Region V, Group A", None),
    ("Regional Stage", "Region V, Group B", None),
    ("Regional Stage", "Region VI", "Final"),
    ("Regional Stage", "Region VIII", "Regional Final"),
    ("National Stage", None, "Round of 16"),
    ("National Stage", None, "Quarterfinals"),
    ("National Stage", None, "Play-off"),
    ("National Stage", None, "Semifinals"),
    ("National Stage", None, "Final"),
)
SPANISH = season(
    ("Etapa Regional", "Región Norte A", "Fecha 1"),
    ("Etapa Regional", "Región Norte B", "Fecha 1"),
    ("Etapa Nacional", None, "Octavos de final"),
    ("Etapa Nacional", None, "Semifinales"),
    ("Hexagonal Final", None, "Fecha 1"),
    ("Hexagonal Final", None, "Fecha 2"),
    ("Hexagonal Final", None, "Desempate"),
)
SEASONS = (LEAGUE, KNOCKOUT, SPANISH)


@pytest.mark.parametrize(
    ("known", "typed", "title"),
    [
        (LEAGUE, "2", "Round 2"),
        (LEAGUE, "02", "Round 2"),
        (LEAGUE, "Round 2", "Round 2"),
        (LEAGUE, "ROUND  2", "Round 2"),
        (LEAGUE, "fecha 2", "Round 2"),
        (LEAGUE, "ronda 2", "Round 2"),
        (LEAGUE, "fecha2", "Round 2"),
        (LEAGUE, "f2", "Round 2"),
        (LEAGUE, "2da fecha", "Round 2"),
        (LEAGUE, "segunda fecha", "Round 2"),
        (LEAGUE, "2nd round", "Round 2"),
        (LEAGUE, "fecha N° 2", "Round 2"),
        (LEAGUE, "ii", "Round 2"),
        (LEAGUE, "rond 12", "Round 12"),
        (LEAGUE, "play-off", "Playoff"),
        (LEAGUE, "play off", "Playoff"),
        (LEAGUE, "plaof", "Playoff"),
        (LEAGUE, "desempate", "Playoff"),
        (LEAGUE, "partido de desempate", "Playoff"),
        (LEAGUE, "tiebreaker", "Playoff"),
        (KNOCKOUT, "octavos", "Round of 16"),
        (KNOCKOUT, "octavos de final", "Round of 16"),
        (KNOCKOUT, "cuartos", "Quarterfinals"),
        (KNOCKOUT, "quarter-finals", "Quarterfinals"),
        (KNOCKOUT, "cuartos de final", "Quarterfinals"),
        (KNOCKOUT, "semis", "Semifinals"),
        (KNOCKOUT, "semifinal", "Semifinals"),
        (KNOCKOUT, "semfinal", "Semifinals"),
        (KNOCKOUT, "la final", "Final"),
        (KNOCKOUT, "final regional", "Regional Final"),
        (KNOCKOUT, "playoff", "Play-off"),
        (KNOCKOUT, "tie-breaker", "Tiebreaker"),
        (SPANISH, "round of 16", "Octavos de final"),
        (SPANISH, "semi-finals", "Semifinales"),
        (SPANISH, "round 2", "Fecha 2"),
        (SPANISH, "playoff", "Desempate"),
        (SPANISH, "tiebreaker", "Desempate"),
    ],
)
def test_a_round_is_understood_in_both_languages_in_short_and_with_a_slip(known, typed, title):
    key = round_meant(2001, known, typed)
    assert {place.round for place in known if in_round(place, key)} == {title}


@pytest.mark.parametrize(
    ("known", "typed", "path"),
    [
        (LEAGUE, "final stage", ("Final Stage",)),
        (LEAGUE, "etapa final", ("Final Stage",)),
        (LEAGUE, "Fase Final", ("Final Stage",)),
        (LEAGUE, "final", ("Final Stage",)),
        (LEAGUE, "finl stage", ("Final Stage",)),
        (LEAGUE, "hexagonal", ("Final Stage",)),
        (LEAGUE, "liguilla final", ("Final Stage",)),
        (LEAGUE, "región ii", ("Region II",)),
        (LEAGUE, "Region 2", ("Region II",)),
        (LEAGUE, "II", ("Region II",)),
        (LEAGUE, "regional", ("Regional Stage",)),
        (KNOCKOUT, "region v grupo b", ("Region V", "Group B")),
        (KNOCKOUT, "Región V · Grupo B", ("Region V", "Group B")),
        (KNOCKOUT, "grupo b", ("Group B",)),
        (KNOCKOUT, "etapa nacional", ("National Stage",)),
        (KNOCKOUT, "nacinal", ("National Stage",)),
        (KNOCKOUT, "region viii", ("Region VIII",)),
        (SPANISH, "national stage", ("Etapa Nacional",)),
        (SPANISH, "norte a", ("Región Norte A",)),
        (SPANISH, "north a", ("Región Norte A",)),
        (SPANISH, "hexagonal final", ("Hexagonal Final",)),
        (SPANISH, "final stage", ("Hexagonal Final",)),
    ],
)
def test_a_stage_or_group_is_understood_in_both_languages_in_short_and_with_a_slip(known, typed, path):
    assert stage_names(known, stage_meant(2001, known, typed)) == (path,)


def test_a_group_of_several_regions_is_all_of_them():
    key = stage_meant(2001, KNOCKOUT, "group a")
    found = {place.group for place in KNOCKOUT if in_stage(place, key)}
    assert found == {"Region III, Group A", "Region V, Group A"}


def test_what_stands_in_a_part_of_a_stage_stands_in_the_stage():
    found = [place for place in KNOCKOUT if in_stage(place, "region iii")]
    assert [place.group for place in found] == ["Region III, Group A"] * 2
    assert sum(in_stage(place, "regional stage") for place in KNOCKOUT) == 6


def test_a_word_for_play_offs_of_both_kinds_is_both_where_the_document_has_both():
    key = round_meant(2001, KNOCKOUT, "desempate")
    found = {place.round for place in KNOCKOUT if in_round(place, key)}
    assert found == {"Tiebreaker", "Play-off"}


@pytest.mark.parametrize(
    ("known", "typed", "place"),
    [
        pytest.param(LEAGUE, "final", (None, "final stage"), id="not the final of a region"),
        pytest.param(LEAGUE, "etapa final", (None, "final stage"), id="a stage typed as a round"),
        pytest.param(LEAGUE, "region II", (None, "region ii"), id="a group typed as a round"),
        pytest.param(LEAGUE, "2", ("round 2", None), id="a number is a round before it is a region"),
        pytest.param(KNOCKOUT, "final", ("final", None), id="a final outside the regions is a round"),
        pytest.param(KNOCKOUT, "VIII", (None, "region viii"), id="a Roman number that no round has"),
        pytest.param(SPANISH, "final", (None, "hexagonal final"), id="the deciding stage by any name"),
        pytest.param(SPANISH, "1", ("fecha 1", None), id="a round of several stages is all of them"),
    ],
)
def test_a_text_alone_is_the_competitions_round_or_stage_of_that_name(known, typed, place):
    assert place_meant(2001, known, typed) == place


@pytest.mark.parametrize("typed", ["3", "fecha 13", "semifinal", "Real Madrid", "?", "", "🏆", "round"])
def test_a_round_that_the_document_lacks_is_never_swapped_for_another(typed):
    with pytest.raises(UnknownRoundError) as caught:
        place_meant(2001, LEAGUE, typed)
    assert [choice.titles for choice in caught.value.known][-2:] == [("Round 12",), ("Playoff",)]


@pytest.mark.parametrize("typed", ["region III", "region IX", "fase 2", "grupo z", "national", "x" * 2000])
def test_a_stage_that_the_document_lacks_is_never_swapped_for_another(typed):
    with pytest.raises(UnknownStageError):
        stage_meant(2001, LEAGUE, typed)


def test_a_word_that_several_stages_share_offers_these():
    with pytest.raises(UnknownStageError) as caught:
        stage_meant(2001, SPANISH, "norte")
    assert [choice.titles for choice in caught.value.near] == [("Región Norte A",), ("Región Norte B",)]


def test_a_season_without_headings_has_no_round_to_offer():
    with pytest.raises(UnknownRoundError) as caught:
        place_meant(2001, (), "1")
    assert caught.value.known == ()


def test_the_year_of_the_season_is_no_number_of_a_round():
    assert place_meant(1996, LEAGUE, "final 1996") == (None, "final stage")


TITLES = st.one_of(
    st.sampled_from(["Round 1", "Fecha 2", "Final", "Regional Stage", "Region II", "Group A", "Etapa Final"]),
    st.text(st.characters(codec="utf-8", exclude_characters=","), min_size=1, max_size=60).filter(
        lambda text: any(sign.isascii() and sign.isalnum() for sign in text)
    ),
)
PLACES = st.lists(
    st.tuples(st.none() | TITLES, st.none() | TITLES, st.none() | TITLES), max_size=8, unique=True
).map(lambda headings: season(*(heading for heading in headings if any(heading))))
KNOWN = st.sampled_from(SEASONS) | PLACES
WORDS = st.sampled_from(
    ["final", "stage", "etapa", "region", "ii", "2", "round", "fecha", "group", "a", "playoff", "semis", "la"]
)
TYPED = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=4).map(" ".join))


@given(KNOWN, TYPED)
def test_what_is_understood_is_short_there_and_understood_again_as_the_same(known, typed):
    for meant, stands in ((round_meant, in_round), (stage_meant, in_stage)):
        try:
            key = meant(2001, known, typed)
        except UnknownHeadingError:
            continue
        assert 0 < len(key) <= MAX_LENGTH
        found = [place for place in known if stands(place, key)]
        assert found
        again = meant(2001, known, key)
        assert [place for place in known if stands(place, again)] == found


@given(KNOWN, TYPED)
def test_a_text_alone_is_a_round_or_a_stage_and_stays_what_it_is(known, typed):
    try:
        round_, stage = place_meant(2001, known, typed)
    except UnknownRoundError:
        return
    assert (round_ is None) != (stage is None)
    if round_ is not None:
        assert place_meant(2001, known, round_) == (round_, None)


@given(KNOWN)
def test_every_choice_is_understood_as_itself(known):
    for choice in round_choices(known):
        key = round_meant(2001, known, choice.key)
        assert any(place.round == choice.titles[0] and in_round(place, key) for place in known)
    for choice in stage_choices(known):
        assert stage_names(known, stage_meant(2001, known, choice.key))
