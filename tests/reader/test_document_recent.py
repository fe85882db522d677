"""A document that takes long to read is read once, however often it is asked for in the next minutes."""

import pytest

from bot.moderation import Moderation
from bot.reader import read_and_check, recent
from tests.moderation.conftest import ANA
from tests.moderation.made import contradiction, document, folder_of


@pytest.fixture
def read(monkeypatch):
    """Give the names of the documents that are really read from now on."""
    names = []
    really = recent.read_season  # type: ignore[attr-defined]

    def noted(text, name):
        names.append(name)
        return really(text, name)

    monkeypatch.setattr(recent, "read_season", noted)
    monkeypatch.setattr(recent, "_recent", recent._Recent())
    return names


def test_what_took_long_is_not_read_again(read, monkeypatch):
    monkeypatch.setattr(recent, "_LONG_SECONDS", 0.0)
    first = read_and_check(contradiction(2001), "2001.txt")
    assert read_and_check(contradiction(2001), "2001.txt") is first
    assert {problem.kind for problem in first[1]} == {"matches-total", "goals-total"}
    assert read == ["2001.txt"]


def test_other_bytes_and_another_name_are_read(read, monkeypatch):
    monkeypatch.setattr(recent, "_LONG_SECONDS", 0.0)
    for data, name in ((document(2001), "a.txt"), (document(2002), "a.txt"), (document(2002), "b.txt")):
        assert read_and_check(data, name)[0].document == name
    assert read == ["a.txt", "a.txt", "b.txt"]


def test_what_is_read_at_once_is_not_kept(read):
    for _ in range(2):
        read_and_check(document(2001), "2001.txt")
    assert read == ["2001.txt", "2001.txt"]


def test_it_is_forgotten_when_its_time_is_over(read, monkeypatch):
    monkeypatch.setattr(recent, "_LONG_SECONDS", 0.0)
    timers = []

    class Timer:
        def __init__(self, seconds, function):
            timers.append(function)

        def start(self):
            assert self.daemon  # type: ignore[attr-defined]

    monkeypatch.setattr("threading.Timer", Timer)
    read_and_check(document(2001), "2001.txt")
    read_and_check(document(2002), "2002.txt")
    timers[0]()
    read_and_check(document(2002), "2002.txt")
    assert read == ["2001.txt", "2002.txt"]
    timers[1]()
    read_and_check(document(2002), "2002.txt")
    assert read == ["2001.txt", "2002.txt", "2002.txt"]


async def test_a_long_document_is_read_once_from_its_preview_to_its_answers(read, monkeypatch, tmp_path):
    folder = folder_of(tmp_path / "seasons", 2001)
    moderation = Moderation(folder, tmp_path / "data" / "cache.sqlite3", tmp_path / "data")
    await moderation.load()
    monkeypatch.setattr(recent, "_LONG_SECONDS", 0.0)
    read.clear()
    preview = await moderation.offer("mine.txt", document(2003), ANA)
    _, report = await moderation.confirm(preview.offer.token, ANA)
    assert report.written
    assert read == ["added/2003.txt"]
