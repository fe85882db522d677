"""A club whose season names no department is the one club of its name that other seasons place."""

import dataclasses

import pytest

from bot.cache import Additions, Store, load
from bot.cache.load import NothingKept
from bot.names import ClubRule, homes_of

_TEXT = """= {year} Copa Perú =

Infobox
- Season: {year}

==Departmental Stage==
| Department | Team | Location |
{rows}

==Final Stage==
=== Round 1 ===
1 December {year}
{matches}
"""


def document(year, clubs, *matches):
    """Return a document whose list has these clubs, "name/department", and these match lines."""
    rows = "\n".join("| {1} | {0} | Town |".format(*club.split("/")) for club in clubs)
    return _TEXT.format(year=year, rows=rows, matches="\n".join(matches))


@pytest.fixture
def seasons(tmp_path):
    folder = tmp_path / "seasons"
    folder.mkdir()
    return folder


async def clubs(seasons, tmp_path, *rules):
    """Load, and return the seasons of each club by its key."""

    class Kept(NothingKept):
        async def additions(self):
            return Additions(club_rules=rules)

    path = tmp_path / "cache.sqlite3"
    report = await load(seasons, path, keeper=Kept())
    store = Store(path)
    try:
        async with store.snapshot() as snapshot:
            return report, {club.key: club.seasons for club in snapshot.index.clubs}
    finally:
        await store.close()


def write(seasons, year, listed, *matches):
    (seasons / f"{year}.txt").write_text(document(year, listed, *matches), encoding="utf-8")


PAIR = ("Sport Alfa/Ica", "Unión Beta/Puno")
PLAYED = "Sport Alfa 2-1 Unión Beta"


async def test_it_is_one_club_and_a_note_tells_it(seasons, tmp_path):
    write(seasons, 2001, PAIR, PLAYED)
    write(seasons, 2002, PAIR[1:], PLAYED)
    report, found = await clubs(seasons, tmp_path)
    assert found == {"sport-alfa.ica": (2001, 2002), "union-beta.puno": (2001, 2002)}
    notes = [(name, problem) for name, problem in report.problems if problem.kind == "club-department"]
    assert [(name, str(problem.values)) for name, problem in notes] == [
        ("2002.txt", "(('club', 'Sport Alfa'),)")
    ]


async def test_of_two_clubs_of_the_name_none_is_guessed(seasons, tmp_path):
    write(seasons, 2001, (*PAIR, "Sport Alfa/Lima"))
    write(seasons, 2002, PAIR[1:], PLAYED)
    _, found = await clubs(seasons, tmp_path)
    assert found["sport-alfa.x"] == (2002,)
    assert found["sport-alfa.ica"] == found["sport-alfa.lima"] == (2001,)


async def test_a_club_of_a_like_name_is_not_meant(seasons, tmp_path):
    write(seasons, 2001, ("Sport Alfa de Ica/Ica", PAIR[1]))
    write(seasons, 2002, PAIR[1:], PLAYED)
    assert (await clubs(seasons, tmp_path))[1]["sport-alfa.x"] == (2002,)


async def test_what_other_documents_tell_later_changes_it_both_ways(seasons, tmp_path):
    write(seasons, 2002, PAIR[1:], PLAYED)
    assert "sport-alfa.x" in (await clubs(seasons, tmp_path))[1]
    write(seasons, 2001, PAIR, PLAYED)
    assert "sport-alfa.x" not in (await clubs(seasons, tmp_path))[1]
    write(seasons, 2003, ("Sport Alfa/Lima", PAIR[1]))
    _, found = await clubs(seasons, tmp_path)
    assert found["sport-alfa.x"] == (2002,)
    (seasons / "2003.txt").unlink()
    (report, found) = await clubs(seasons, tmp_path)
    assert found["sport-alfa.ica"] == (2001, 2002)
    assert report.unchanged == ("2001.txt", "2002.txt")


async def test_only_documents_that_changed_tell_their_problems(seasons, tmp_path):
    write(seasons, 2001, PAIR, PLAYED)
    write(seasons, 2002, PAIR[1:], PLAYED)
    await clubs(seasons, tmp_path)
    write(seasons, 2003, PAIR, PLAYED)
    report, _ = await clubs(seasons, tmp_path)
    assert {name for name, _ in report.problems} <= {"2003.txt"}


async def test_moderators_part_what_was_placed_wrongly_and_join_what_was_not(seasons, tmp_path):
    write(seasons, 2001, PAIR, PLAYED)
    write(seasons, 2002, PAIR[1:], PLAYED)
    parted = ClubRule("sport-alfa.ica", "sport-alfa.lima", (2002,), "Sport Alfa", "Lima")
    _, found = await clubs(seasons, tmp_path, parted)
    assert found["sport-alfa.lima"] == (2002,)
    assert found["sport-alfa.ica"] == (2001,)
    apart = dataclasses.replace(parted, into="sport-alfa.x", department=None)
    _, found = await clubs(seasons, tmp_path, apart)
    assert found["sport-alfa.x"] == (2002,)


def test_homes_are_found_by_the_name_alone():
    named = [("Sport Alfa", "sport-alfa.x", None), ("SPORT ALFA", "sport-alfa.ica", "Ica")]
    assert homes_of(named) == {"sport-alfa.x": "sport-alfa.ica"}
    assert homes_of([*named, ("Sport Alfa", "sport-alfa.lima", "Lima")]) == {}
    assert homes_of(named[:1]) == {}
