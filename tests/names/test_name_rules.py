"""Moderators' rules on which clubs are one: each holds on what those before it made."""

import pytest

from bot.model import ClubName
from bot.names import ClubRule, Identities
from bot.names.identities import ClubFacts

NICKNAME = ClubName("El Grande", "nickname", "a book")


def ruled(*rules, clubs=None):
    return Identities(clubs or {}).with_rules(rules)


def test_a_merged_club_is_the_other_in_every_season():
    identities = ruled(ClubRule("santos.ica", "santos.lima"))
    assert {identities.key("Santos", "Ica", season) for season in (None, 1967, 2012)} == {"santos.lima"}
    assert identities.key("Santos", "Puno", 1967) == "santos.puno"


def test_a_split_club_is_another_in_its_seasons_alone():
    identities = ruled(ClubRule("utc.lima", "utc.cajamarca", (1996, 1997)))
    keys = [identities.key("UTC", "Lima", season) for season in (1996, 1997, 1998, None)]
    assert keys == ["utc.cajamarca", "utc.cajamarca", "utc.lima", "utc.lima"]


@pytest.mark.parametrize(
    ("rules", "key"),
    [
        ([("a.x", "b.x"), ("b.x", "c.x")], "c.x"),
        ([("b.x", "c.x"), ("a.x", "b.x")], "b.x"),
        ([("a.x", "b.x"), ("b.x", "a.x")], "a.x"),
    ],
)
def test_rules_hold_in_their_order(rules, key):
    assert ruled(*(ClubRule(club, into) for club, into in rules)).key("A", None, 2000) == key


def test_a_rule_holds_on_what_the_file_pins():
    same = {("santos", "ica", None): "santos-fc.ica"}
    identities = Identities({}, same).with_rules((ClubRule("santos-fc.ica", "santos.lima"),))
    assert identities.key("Santos", "Ica", 1967) == "santos.lima"


def test_a_merged_club_brings_its_names_and_takes_name_and_department():
    clubs = {"a.ica": ClubFacts((NICKNAME,)), "b.ica": ClubFacts(name="B of the file")}
    identities = ruled(ClubRule("a.ica", "b.ica", (), "B", "Ica"), clubs=clubs)
    assert identities.facts("b.ica") == ClubFacts((NICKNAME,), "B of the file", "Ica")


def test_a_split_club_leaves_its_names_where_they_are():
    identities = ruled(
        ClubRule("a.ica", "c.puno", (1967,), "C", "Puno"), clubs={"a.ica": ClubFacts((NICKNAME,))}
    )
    assert identities.facts("c.puno") == ClubFacts((), "C", "Puno")
    assert identities.facts("a.ica").names == (NICKNAME,)
