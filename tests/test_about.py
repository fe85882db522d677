"""/about."""

import pytest

from tests.simulated import ask, shown_text


@pytest.mark.parametrize(
    "needed",
    ["Wikipedia", "CC BY-SA 4.0", "MIT", "158 clubs", "2012: 65 teams, no match results, 22 tables missing"],
)
async def test_about_tells_documents_licences_and_gaps(fan, needed):
    assert needed in shown_text(await ask(fan, "about"))
