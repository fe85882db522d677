"""Once means once: what asks twice is told of the first time; what was undone can be done again."""

import asyncio
import datetime
import hashlib
from types import SimpleNamespace

import pytest

from bot.errors import AlreadyDoneError, NothingToRedoError, NothingToUndoError, OutdatedPreviewError
from bot.moderation import AddAlias, Moderation, RemoveAlias
from bot.moderation.leader import LeadDocument, SeasonDocument
from bot.moderation.service import confirmation
from tests.moderation.conftest import ANA
from tests.moderation.made import document

REQUEST = "interaction:1"


async def added(moderation, season, title=None):
    """Add a document and return its bytes."""
    data = document(season, *([title] if title else []))
    preview = await moderation.offer(f"{season}.txt", data, ANA)
    await moderation.confirm(preview.offer.token, ANA)
    return data


async def seasons_of(moderation):
    return [item.season for item in (await moderation.state()).documents]


async def kinds(moderation):
    entries, _ = await moderation.history(most=50)
    return [entry.what for entry in reversed(entries)]


@pytest.fixture
def elsewhere(moderation):
    """Give another process on the same files."""
    return Moderation(moderation.seasons_dir, moderation.cache_path, moderation.store.path.parent)


async def test_an_undo_that_arrives_twice_undoes_once_and_tells_of_the_first_time(moderation, elsewhere):
    for season in (2031, 2032, 2033):
        await added(moderation, season)
    undone, _ = await moderation.undo(ANA, REQUEST)
    for other in (moderation, elsewhere):
        with pytest.raises(AlreadyDoneError) as caught:
            await other.undo(ANA, REQUEST)
        assert caught.value.entry.what == "undo"
        assert caught.value.entry.details["season"] == 2033
    assert undone.details["season"] == 2033
    assert await seasons_of(moderation) == [2031, 2032]


async def test_a_choice_of_the_leading_document_that_arrives_twice_is_not_refused(moderation, elsewhere):
    await moderation.load()
    await moderation.change(LeadDocument(2001, SeasonDocument("b.txt", "b.txt", "folder")), ANA, REQUEST)
    again = LeadDocument(2001, SeasonDocument("b.txt", "b.txt", "folder", leads=True))
    with pytest.raises(AlreadyDoneError) as caught:
        await elsewhere.change(again, ANA, REQUEST)
    assert caught.value.entry.details == {"season": 2001, "document": "b.txt", "kind": "folder"}


async def test_two_processes_at_once_make_a_change_once(moderation, elsewhere):
    for season in (2031, 2032):
        await added(moderation, season)
    results = await asyncio.gather(
        *(process.undo(ANA, REQUEST) for process in (moderation, elsewhere)), return_exceptions=True
    )
    assert sorted(isinstance(result, AlreadyDoneError) for result in results) == [False, True]
    assert await seasons_of(moderation) == [2031]


@pytest.mark.parametrize("times", [2, 5])
async def test_a_preview_confirmed_several_times_is_made_once(moderation, times):
    preview = await moderation.offer("2031.txt", document(2031), ANA)
    token = preview.offer.token
    results = await asyncio.gather(
        *(moderation.confirm(token, ANA) for _ in range(times)), return_exceptions=True
    )
    assert sum(isinstance(result, AlreadyDoneError) for result in results) == times - 1
    assert await kinds(moderation) == ["add document"]
    with pytest.raises(AlreadyDoneError):
        await moderation.confirm(token, ANA)


async def test_a_change_that_would_be_refused_the_second_time_is_told_to_be_done(moderation):
    await moderation.load()
    club = "alfa.lima"
    await moderation.change(AddAlias("los bravos", club), ANA, REQUEST)
    with pytest.raises(AlreadyDoneError):
        await moderation.change(AddAlias("los bravos", club), ANA, REQUEST)
    await moderation.change(RemoveAlias("los bravos"), ANA, "interaction:2")
    with pytest.raises(AlreadyDoneError):
        await moderation.change(RemoveAlias("los bravos"), ANA, "interaction:2")


async def test_what_was_undone_is_done_again_step_by_step_and_can_be_undone_anew(moderation):
    for season in (2031, 2032):
        await added(moderation, season)
    await moderation.undo(ANA)
    await moderation.undo(ANA)
    assert await seasons_of(moderation) == []
    undo, _ = await moderation.redo(ANA)
    assert (undo.details["undone"], undo.details["season"]) == ("add document", 2031)
    await moderation.redo(ANA)
    assert await seasons_of(moderation) == [2031, 2032]
    with pytest.raises(NothingToRedoError):
        await moderation.redo(ANA)
    undone, _ = await moderation.undo(ANA)
    assert undone.details["redone"] == "add document"
    undo, _ = await moderation.redo(ANA)
    assert undo.details["undone"] == "add document"
    assert await seasons_of(moderation) == [2031, 2032]


async def test_after_another_change_nothing_is_done_again(moderation):
    await added(moderation, 2031)
    await moderation.undo(ANA)
    await added(moderation, 2032)
    with pytest.raises(NothingToRedoError):
        await moderation.redo(ANA)
    assert await seasons_of(moderation) == [2032]


async def test_nothing_at_all_can_be_done_again_at_first(moderation):
    with pytest.raises(NothingToRedoError):
        await moderation.redo(ANA)
    with pytest.raises(NothingToUndoError):
        await moderation.undo(ANA)


async def test_the_bytes_of_undone_documents_are_kept_with_their_journal_entry(moderation):
    data = await added(moderation, 2031)
    await moderation.undo(ANA)
    await added(moderation, 2032)
    assert await moderation.store.content(hashlib.sha256(data).hexdigest()) == data


async def test_the_bytes_that_are_kept_are_bounded_by_count_and_by_size(moderation, monkeypatch):
    first = await added(moderation, 2031)
    await moderation.undo(ANA)
    monkeypatch.setattr("bot.moderation.records._CONTENTS_KEPT", 1)
    second = await added(moderation, 2032)
    await moderation.undo(ANA)
    await added(moderation, 2033)
    for data in (first, second):
        with pytest.raises(Exception, match="lacks the document"):
            await moderation.store.content(hashlib.sha256(data).hexdigest())


async def test_a_preview_of_a_document_that_another_one_came_before_is_out_of_date(moderation):
    mine = await moderation.offer("2031.txt", document(2031, "Uno"), ANA)
    theirs = await added(moderation, 2031, "Dos")
    with pytest.raises(OutdatedPreviewError) as caught:
        await moderation.confirm(mine.offer.token, ANA)
    [in_use] = (await moderation.state()).documents
    assert in_use.sha256 == hashlib.sha256(theirs).hexdigest()
    anew = caught.value.preview
    assert anew.offer.file == "2031.txt"
    await moderation.confirm(anew.offer.token, ANA)
    [in_use] = (await moderation.state()).documents
    assert in_use.sha256 == anew.offer.sha256


async def test_a_preview_of_another_season_stays_valid(moderation):
    mine = await moderation.offer("2031.txt", document(2031), ANA)
    await added(moderation, 2032)
    await moderation.confirm(mine.offer.token, ANA)
    assert await seasons_of(moderation) == [2031, 2032]


@pytest.fixture
def clock(monkeypatch):
    """Give the clock of the moderation store, which a test sets."""

    class Clock(datetime.datetime):
        at = datetime.datetime(2026, 11, 29, 12, tzinfo=datetime.UTC)

        @classmethod
        def now(cls, tz=None):
            return cls.at

    shifted = SimpleNamespace(datetime=Clock, timedelta=datetime.timedelta, UTC=datetime.UTC)
    monkeypatch.setattr("bot.moderation.store.datetime", shifted)
    return Clock


async def test_changes_made_while_the_clock_goes_back_stand_in_their_order_and_are_undone_in_it(
    moderation, clock
):
    for season in (2031, 2032, 2033):
        await added(moderation, season)
        clock.at -= datetime.timedelta(days=200)
    entries, _ = await moderation.history()
    assert [entry.details["season"] for entry in entries] == [2033, 2032, 2031]
    assert [entry.at[:10] for entry in entries] == ["2025-10-25", "2026-05-13", "2026-11-29"]
    undone, _ = await moderation.undo(ANA)
    assert undone.details["season"] == 2033
    clock.at -= datetime.timedelta(days=200)
    await moderation.undo(ANA)
    assert await seasons_of(moderation) == [2031]
    await moderation.redo(ANA)
    await moderation.redo(ANA)
    assert await seasons_of(moderation) == [2031, 2032, 2033]


async def test_a_preview_made_after_the_clock_went_back_can_be_confirmed_however_many_wait(moderation, clock):
    for season in range(2031, 2055):
        await moderation.offer(f"{season}.txt", document(season), ANA)
    clock.at -= datetime.timedelta(days=200)
    preview = await moderation.offer("2060.txt", document(2060), ANA)
    clock.at -= datetime.timedelta(days=1)
    await moderation.offer("2061.txt", document(2061), ANA)
    await moderation.confirm(preview.offer.token, ANA)
    assert await seasons_of(moderation) == [2060]


async def test_an_outcome_that_was_not_shown_is_in_the_journal_if_anything_was_done(moderation):
    preview = await moderation.offer("2031.txt", document(2031), ANA)
    await moderation.confirm(preview.offer.token, ANA)
    await moderation.note_unshown(confirmation(preview.offer.token), ANA)
    await moderation.note_unshown("interaction:nothing", ANA)
    assert await kinds(moderation) == ["add document", "unshown"]
    # Nothing but the change itself can be undone.
    undone, _ = await moderation.undo(ANA)
    assert undone.what == "add document"


async def test_an_undo_confirmed_after_another_change_is_out_of_date_and_shows_the_new_one(moderation):
    await added(moderation, 2031)
    _, preview = await moderation.offer_undo(ANA)
    await added(moderation, 2032)
    with pytest.raises(OutdatedPreviewError) as caught:
        await moderation.confirm(preview.offer.token, ANA)
    assert caught.value.change.details["season"] == 2032
    undone, _ = await moderation.confirm(caught.value.preview.offer.token, ANA)
    assert undone.details["season"] == 2032
    assert await seasons_of(moderation) == [2031]


async def test_a_removal_is_only_tried_until_it_is_confirmed(moderation):
    await added(moderation, 2031)
    preview = await moderation.offer_removal(2031, ANA)
    assert preview.report.after.seasons < preview.report.before.seasons
    assert await seasons_of(moderation) == [2031]
    await moderation.confirm(preview.offer.token, ANA)
    assert await seasons_of(moderation) == []


async def test_a_removal_confirmed_after_a_change_of_the_season_is_out_of_date(moderation):
    await added(moderation, 2031)
    preview = await moderation.offer_removal(2031, ANA)
    other = await moderation.offer("other.txt", document(2031, "Sport Otro"), ANA)
    await moderation.confirm(other.offer.token, ANA)
    with pytest.raises(OutdatedPreviewError):
        await moderation.confirm(preview.offer.token, ANA)
    assert await seasons_of(moderation) == [2031]
