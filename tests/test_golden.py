"""The questions of ../shared/golden.json, asked as a fan would; skipped where that file is not there."""

import json
import re

import pytest

from tests.page import ROOT
from tests.simulated import ask, shown_text, text_of

_FILE = ROOT.parent / "shared" / "golden.json"
_CASES = json.loads(_FILE.read_text(encoding="utf-8")) if _FILE.exists() else []


@pytest.mark.skipif(not _FILE.exists(), reason="the questions are not beside the checkout")
@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in _CASES])
async def test_the_answer_holds_what_it_must_and_nothing_it_must_not(fan, simcord_bot, case):
    if simcord_bot.tree.get_command(case["command"]) is None:
        pytest.skip(f"/{case['command']} does not exist yet")
    answer = await ask(fan, case["command"], **case["options"])
    everything, shown = text_of(answer), shown_text(answer)
    missing = [p for p in case["has"] if not re.search(p, everything, re.IGNORECASE)]
    forbidden = [p for p in case["hasnt"] if re.search(p, shown, re.IGNORECASE)]
    assert (missing, forbidden) == ([], []), everything
