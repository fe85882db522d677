"""The soak of mixed faults, for some seconds, and what it says when something is lost."""

import random
from collections import Counter

import pytest

from bench.soak import Soak, run
from bench.standin import NoAnswerError

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.slow
async def test_some_seconds_of_mixed_faults_cost_nothing_that_should_not_be_lost():
    report, wrong = await run(0.05, seed=7, lossy_share=0.0)
    assert wrong == []
    assert "answered" in report


class Lost:
    """An answer that never comes."""

    async def wait(self, seconds):
        raise NoAnswerError("nothing came")


@pytest.mark.parametrize(("excused", "told"), [(0, 1), (1, 0)])
async def test_a_lost_question_is_told_unless_a_fault_excuses_it(excused, told):
    soak = Soak(None, None, random.Random(1), Counter())
    await soak._judge(Lost(), "champion", "Total Clean", excused)
    assert len(soak.wrong) == told
