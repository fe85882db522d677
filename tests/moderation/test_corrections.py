"""Corrections in the moderation store, in SQLite and PostgreSQL, and as pure values."""

import dataclasses
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cache import Store
from bot.errors import AlreadyDoneError, CorrectionFault, RefusedCorrectionError
from bot.model import Correction
from bot.moderation import Moderation
from bot.moderation.corrections import CorrectMatch, correction_meant
from bot.moderation.state import TERMINAL, ModerationState
from bot.moderation.store import Note, now
from bot.tournament.corrections import TypedScore, typed_score
from tests.moderation.conftest import ANA
from tests.moderation.made import folder_of

AT = "2026-01-01T00:00:00Z"
MADE = Correction(
    *(2001, "sport-ejemplo.ancash", "deportivo-prueba.ica", "2001-12-01"),
    *("Final Stage", None, "Round 1", None, "Sport Ejemplo – Deportivo Prueba"),
    *("score", "2-0", "2-1", "a book"),
)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def machines(request, tmp_path):
    """Give two processes that share a store but no cache."""
    url = request.getfixturevalue("database") if request.param == "PostgreSQL" else None
    seasons = folder_of(tmp_path / "seasons", 2001, 2002)
    return [
        Moderation(seasons, tmp_path / f"{name}.sqlite3", tmp_path / "data", url) for name in ("one", "other")
    ]


async def scores(moderation):
    async with Store(moderation.cache_path).snapshot() as snapshot:
        return [match.score for match in (await snapshot.season(2001)).matches]


async def test_a_correction_is_the_other_process_s_by_the_same_digest_and_can_be_undone(machines):
    one, other = machines
    first = await one.load()
    preview = await one.offer_change(CorrectMatch(MADE), ANA)
    assert await scores(one) == [(2, 0)]
    _, report = await one.confirm(preview.offer.token, ANA)
    with pytest.raises(AlreadyDoneError):
        await other.confirm(preview.offer.token, ANA)
    assert (await other.load()).generation == report.generation != first.generation
    assert await scores(one) == await scores(other) == [(2, 1)]
    _, report = await other.undo(ANA)
    assert report.generation == first.generation
    assert await scores(other) == [(2, 0)]


async def test_a_note_is_written_once_and_again_after_it_was_forgotten(machines):
    one, other = machines
    await one.load()
    note = Note(now(), ANA, "announce", {"season": 2001}, "announce:1")
    await one.store.note_once(note)
    with pytest.raises(AlreadyDoneError):
        await other.store.note_once(note)
    await other.store.forget_note("announce:1")
    await other.store.note_once(note)
    assert [entry.what for entry in (await one.history())[0]] == ["announce"]


def test_a_correction_survives_in_the_stored_state_and_older_states_have_none():
    state = CorrectMatch(MADE).apply(ModerationState(), AT, ANA)
    assert [item.correction for item in state.corrections] == [MADE]
    assert ModerationState.from_json(state.as_json()) == state
    older = json.loads(state.as_json())
    del older["corrections"]
    assert ModerationState.from_json(json.dumps(older)) == ModerationState()
    assert CorrectMatch.from_json(CorrectMatch(MADE).as_json) == CorrectMatch(MADE)


def test_the_same_correction_twice_and_one_to_what_the_document_has_are_refused():
    state = CorrectMatch(MADE).apply(ModerationState(), AT, ANA)
    printed = dataclasses.replace(MADE, value=MADE.printed)
    for change, before in ((MADE, state), (printed, ModerationState())):
        with pytest.raises(RefusedCorrectionError) as refused:
            CorrectMatch(change).apply(before, AT, TERMINAL)
        assert refused.value.fault is CorrectionFault.SAME
    assert CorrectMatch(printed).apply(state, AT, ANA) == ModerationState()


def test_score_and_date_of_a_match_and_two_matches_are_corrected_apart():
    others = [
        dataclasses.replace(MADE, kind="date", printed="2001-12-01", value="2001-12-08"),
        dataclasses.replace(MADE, round="Round 2"),
        dataclasses.replace(MADE, season=1996),
    ]
    state = ModerationState()
    for item in (MADE, *others):
        state = CorrectMatch(item).apply(state, AT, ANA)
    assert {item.correction for item in state.corrections} == {MADE, *others}
    assert [item.correction.season for item in state.corrections] == [1996, 2001, 2001, 2001]


NUMBERS = st.integers(0, 99)
PAIRS = st.tuples(NUMBERS, NUMBERS)


@given(PAIRS, st.none() | PAIRS.filter(lambda pair: pair[0] != pair[1]))
def test_a_score_is_read_as_it_is_written(goals, penalties):
    score = TypedScore(goals, penalties)
    assert typed_score(str(score)) == score
    assert typed_score(str(score).replace("-", " – ").replace(")", " pens)")) == score


@given(st.text(max_size=40))
async def test_any_text_is_a_correction_or_refused(typed):
    for values in ({"score": typed, "date": None}, {"score": None, "date": typed}):
        with pytest.raises(RefusedCorrectionError):
            await correction_meant(2001, typed, (), (), source="x", **values)
    score = typed_score(typed)
    assert score is None or typed_score(str(score)) == score
