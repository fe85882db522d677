"""Fields of gateway events and interactions that are null, missing or of another kind.

    HYPOTHESIS_PROFILE=long python -m pytest tests/bench/test_event_fields.py

tries 500 further changes of another kind.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.events import answered, begun_anew, events, full, paths, set_field
from tests.properties import examples

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module"), pytest.mark.logs_errors]

_BATCH = 20
"""Changed events that are sent while a question is answered."""


async def test_any_field_of_any_event_may_be_null_or_missing(connected, mended, fan):
    begun = mended.application.identified + mended.application.resumed
    tried = 0
    for event, data in events(mended, fan):
        found = full(event, data)
        if "content" in found:
            # Who speaks to the bot is answered: so many at once would wait for each other.
            found["content"] = "said to nobody"
        changed = [set_field(found, way, value) for way in paths(found) for value in (None, ...)]
        for batch in batched([*changed, data], _BATCH):
            asked = await mended.send(fan, "champion", season=2006)
            for each in batch:
                await mended.gateway.dispatch(mended.application, fan.guild, event, each)
            assert "Total Clean" in (await asked.wait(40)).text, event
            tried += len(batch)
        assert await answered(mended, fan), event
        assert mended.application.identified + mended.application.resumed == begun, event
    assert tried > 500


def batched(values, size):
    """Return the values in lists of so many."""
    return [values[start : start + size] for start in range(0, len(values), size)]


async def test_any_field_of_a_session_that_begins_may_be_null_or_missing(connected, mended, fan):
    [session] = mended.gateway.sessions(mended.application)
    for way in paths(mended.gateway._ready(session, [fan.guild])):
        for value in (None, ...):
            mended.gateway.changed["READY"] = lambda data, way=way, value=value: set_field(data, way, value)
            assert await begun_anew(mended, mended.gateway.invalidate(mended.application)), (way, value)
            assert await answered(mended, fan), (way, value)


OTHERS = st.sampled_from([None, ..., "", "x", 0, -1, 10**30, 1.5, True, [], {}, [None], {"id": None}])


@examples(10)
@given(data=st.data())
async def test_any_field_of_any_event_may_be_missing_or_of_another_kind(data, connected, mended, fan):
    begun = mended.application.identified + mended.application.resumed
    event, found = data.draw(st.sampled_from(events(mended, fan)))
    way = data.draw(st.sampled_from([(), *paths(found)]))
    value = data.draw(st.one_of(st.sampled_from([None, ...]), OTHERS))
    changed = set_field(found, way, value) if way else None if value is ... else value
    await mended.gateway.dispatch(mended.application, fan.guild, event, changed)
    assert await answered(mended, fan), (event, way, value)
    assert mended.application.identified + mended.application.resumed == begun
