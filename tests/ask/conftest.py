"""Answers to one's own words are tested without the classifier, whose counts change."""

import pytest


@pytest.fixture(autouse=True)
def _without_classifier(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.module.__name__.rpartition(".")[2] not in ("test_classifier", "test_people"):
        monkeypatch.setattr("bot.ask.reading.is_doubtful", lambda features, readings: False)
        monkeypatch.setattr("bot.ask.reading.is_usual", lambda features, readings: False)
