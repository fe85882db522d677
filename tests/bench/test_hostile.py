"""The bench of documents made to hurt."""

import asyncio

import pytest

from bench.hostile import _measure, shapes


def test_there_are_a_hundred_shapes_that_end_at_their_size():
    assert len(shapes()) >= 100
    assert all(len(shape(2_000)) <= 2_000 for shape in shapes().values())


@pytest.mark.parametrize("shape", ["days", "opening brackets"])
def test_a_document_is_previewed_confirmed_and_asked_about(shape):
    phases, outcome = asyncio.run(_measure(shapes()[shape](2_000)))
    assert (outcome, list(phases)) == ("taken", ["preview", "confirm", "type", "ask", "check"])
    assert phases["preview"].cpu > 0
