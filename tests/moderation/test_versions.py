"""Which version of a document is in use where the last good versions are kept."""

import pytest

from bot.cache.documents import list_documents
from tests.cache.test_load import rows
from tests.moderation.made import contradiction, document

BAD = {
    "not UTF-8": b"\xff\xfe",
    "NUL": b"= 2001 Copa =\n\0",
    "empty": b"",
    "no fact left": b"= 2001 Copa =\n\nSome words.\n",
}


def champion(moderation):
    return rows(moderation.cache_path, "SELECT name FROM honour WHERE season = 2001 AND place = 'champion'")


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
async def test_the_last_good_version_outlasts_bad_ones_and_the_loss_of_the_cache(moderation, seasons, bad):
    await moderation.load()
    (seasons / "2001.txt").write_bytes(document(2001, "Segundo"))
    await moderation.load()
    (seasons / "2001.txt").write_bytes(bad)
    report = await moderation.load()
    assert [held.document for held in report.held] == ["2001.txt"]
    assert champion(moderation) == [("Segundo",)]
    moderation.cache_path.unlink()
    again = await moderation.load()
    assert again.generation == report.generation
    assert champion(moderation) == [("Segundo",)]
    [listed] = [d for d in await list_documents(moderation.cache_path) if d.name == "2001.txt"]
    assert listed.held == report.held[0].problems
    (seasons / "2001.txt").write_bytes(document(2001, "Tercero"))
    assert (await moderation.load()).held == ()
    assert champion(moderation) == [("Tercero",)]


async def test_the_first_version_of_a_document_is_used_as_far_as_it_can_be_read(moderation, seasons):
    (seasons / "2001.txt").write_bytes(b"\xff")
    report = await moderation.load()
    assert report.held == ()
    assert [name for name, _ in report.unreadable] == ["2001.txt"]
    assert report.after.seasons == 1


async def test_a_contradiction_holds_no_version_back(moderation, seasons):
    await moderation.load()
    (seasons / "2001.txt").write_bytes(contradiction(2001))
    report = await moderation.load()
    assert report.held == ()
    assert {"matches-total", "goals-total"} <= {problem.kind for _, problem in report.problems}


async def test_a_document_that_is_gone_is_gone_whatever_was_good_of_it(moderation, seasons):
    await moderation.load()
    (seasons / "2001.txt").unlink()
    assert (await moderation.load()).after.seasons == 1


async def test_a_file_that_cannot_be_opened_is_held_back_like_any_other(moderation, seasons, monkeypatch):
    await moderation.load()
    read = type(seasons).read_bytes

    def refused(path):
        if path.name == "2001.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(type(seasons), "read_bytes", refused)
    report = await moderation.load()
    assert [held.document for held in report.held] == ["2001.txt"]
    assert "Permission denied" in str(report.held[0].problems[0])
    assert champion(moderation) == [("Sport Ejemplo",)]


async def test_versions_are_kept_again_where_what_kept_them_was_lost(moderation, seasons):
    await moderation.load()
    moderation.store.path.unlink()
    assert not (await moderation.load()).written
    (seasons / "2001.txt").write_bytes(BAD["empty"])
    assert [held.document for held in (await moderation.load()).held] == ["2001.txt"]
    assert champion(moderation) == [("Sport Ejemplo",)]
