"""Phrases that answers share, on plain values."""

import dataclasses

import pytest

from bot.model import Match, MatchStatus, Source, Team
from bot.replies.language import language
from bot.replies.phrases import division, heading, match_line, place, region, seen_from

AWARDED = Match(
    home=Team("Sport Alfa", "sport-alfa.ancash"),
    away=Team("Sport Beta", "sport-beta.ica"),
    home_goals=3,
    away_goals=0,
    date=None,
    stage=None,
    group=None,
    round=None,
    source=Source("2051.txt", (), 1, 2051),
    status=MatchStatus.AWARDED,
    played_score=(1, 2),
)


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("en-US", "Sport Alfa 3–0 (awarded; 1–2 on the pitch) Sport Beta"),
        ("es-419", "Sport Alfa 3–0 (ganado en mesa; 1–2 en la cancha) Sport Beta"),
    ],
)
def test_an_awarded_match_shows_the_official_score_and_the_one_on_the_pitch(tag, line):
    assert match_line(AWARDED, language(tag, markup=False)) == line


def test_both_scores_turn_with_the_club_that_a_match_is_seen_from():
    seen = seen_from(AWARDED, "sport-beta.ica")
    assert (seen.home.name, seen.home_goals, seen.away_goals, seen.played_score) == (
        "Sport Beta",
        0,
        3,
        (2, 1),
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("abandoned at 60 minutes", "suspendido a los 60 minutos"),
        ("Sport Beta withdrew", "“Sport Beta withdrew”"),
        ("withdrew", "se retiró"),
        ("1–1; Abandoned in the 88th minute.", "1–1; suspendido al minuto 88"),
        ("half-time 2–0; neutral venue", "primer tiempo 2–0; cancha neutral"),
        ("withdrew; of which more below", "“withdrew; of which more below”"),
        ("88", "88"),
    ],
)
def test_a_note_is_told_in_spanish_or_as_a_quotation(written, told):
    line = match_line(dataclasses.replace(AWARDED, note=written), language("es-419", markup=False))
    assert line.endswith(f" — {told}")
    in_english = match_line(dataclasses.replace(AWARDED, note=written), language("en-US", markup=False))
    assert in_english.endswith(f" — {written}")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Primera División Peruana", "Primera División"),
        ("2013 Peruvian Second Division", "Segunda División 2013"),
        ("First leg", "Partido de ida"),
        ("Promotion play-off", "Repechaje por el ascenso"),
    ],
)
def test_divisions_and_legs_are_told_in_spanish(title, told):
    assert division(title, language("es-419", markup=False)) == told


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Region II", "Región II"),
        ("Región Norte A", "Región Norte A"),
        ("Region Region II", "Región II"),
        ("Región Regional Norte", "Regional Norte"),
        ("Grupo Grupo B", "Grupo B"),
        ("Group Región Sur", "Región Sur"),
    ],
)
def test_a_heading_says_once_of_what_kind_it_is(title, shown):
    assert heading(title, language("es-419")) == shown


def test_a_region_of_a_list_is_called_so_once_and_a_place_names_no_heading_twice():
    t = language("en-US")
    assert [region(name, t) for name in ("II", "Norte A", "Region III")] == [
        "Region II",
        "Region Norte A",
        "Region III",
    ]
    assert place("Final", None, "Final", t) == "Final"
    assert place("National Stage", "Group A", "Final", t) == "National Stage · Group A · Final"
