"""How many questions are let through, for any users at any times."""

import itertools

from discord.app_commands import Cooldown
from hypothesis import given
from hypothesis import strategies as st

from bot.ops.cooldown import Cooldowns
from tests.properties import examples

QUESTIONS, SECONDS = 3, 10.0
ARRIVALS = st.lists(st.tuples(st.floats(0, 2.5 * SECONDS, width=16), st.integers(1, 5)), max_size=60)


START = 1000.0


class Clock:
    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


def played(arrivals, most=50_000):
    """Give time, user and refusal of each question."""
    clock = Clock()
    cooldowns = Cooldowns(QUESTIONS, SECONDS, clock=clock, most=most)
    for pause, user in arrivals:
        clock.now += pause
        yield clock.now, user, cooldowns.refusal(user)
        assert len(cooldowns) <= 2 * most


@examples(60)
@given(ARRIVALS)
def test_forgetting_users_changes_no_answer(arrivals):
    known: dict[int, Cooldown] = {}
    for now, user, refusal in played(arrivals):
        wait = known.setdefault(user, Cooldown(QUESTIONS, SECONDS)).update_rate_limit(now)
        assert (refusal.seconds if refusal else None) == wait


@examples(60)
@given(ARRIVALS)
def test_one_user_is_let_through_as_if_alone(arrivals):
    for user in {user for _, user in arrivals}:
        together = [(now, refusal) for now, one, refusal in played(arrivals) if one == user]
        times = itertools.accumulate((pause for pause, _ in arrivals), initial=0.0)
        own = [
            time
            for time, (_, one) in zip(itertools.islice(times, 1, None), arrivals, strict=True)
            if one == user
        ]
        pauses = [later - before for before, later in itertools.pairwise([0.0, *own])]
        alone = [refusal for _, _, refusal in played([(pause, user) for pause in pauses])]
        assert [bool(refusal) for _, refusal in together] == [bool(refusal) for refusal in alone]


@examples(60)
@given(ARRIVALS)
def test_nobody_gets_more_answers_than_two_windows_hold_in_the_time_of_one(arrivals):
    answered = [(now, user) for now, user, refusal in played(arrivals) if refusal is None]
    for start, user in answered:
        within = [now for now, one in answered if one == user and start <= now <= start + SECONDS]
        assert len(within) <= 2 * QUESTIONS


@examples(60)
@given(ARRIVALS)
def test_a_refused_user_is_told_once_in_the_time_named(arrivals):
    told: dict[int, float] = {}
    for now, user, refusal in played(arrivals):
        if refusal is not None:
            assert 0 <= refusal.seconds <= SECONDS
            assert refusal.told is (now < told.get(user, 0.0))
            if not refusal.told:
                told[user] = now + refusal.seconds


@examples(60)
@given(st.integers(QUESTIONS, 20), st.floats(0, SECONDS / 20))
def test_whoever_waits_as_long_as_told_is_answered(asked, pause):
    clock = Clock()
    cooldowns = Cooldowns(QUESTIONS, SECONDS, clock=clock)
    refusal = None
    for _ in range(asked + 1):
        clock.now += pause
        refusal = cooldowns.refusal(7)
    assert refusal is not None
    clock.now += refusal.seconds + 0.001
    assert cooldowns.refusal(7) is None


@examples(60)
@given(
    st.lists(st.tuples(st.floats(0, SECONDS, width=16), st.integers(1, 10_000)), max_size=200),
    st.integers(1, 20),
)
def test_a_crowd_costs_no_more_memory_than_set(arrivals, most):
    assert sum(1 for _ in played(arrivals, most)) == len(arrivals)


def test_users_are_forgotten_after_a_while():
    clock = Clock()
    cooldowns = Cooldowns(QUESTIONS, SECONDS, clock=clock)
    for user in range(1000):
        cooldowns.refusal(user)
    assert len(cooldowns) == 1000
    clock.now += 2 * SECONDS + 1
    cooldowns.refusal(1)
    assert len(cooldowns) == 1


@examples(60)
@given(st.lists(st.tuples(st.floats(0, SECONDS / 4, width=16), st.integers(0, 2)), max_size=40))
def test_processes_that_exchange_counts_let_through_no_more_than_one(asked):
    clock = Clock()
    alone = Cooldowns(QUESTIONS, SECONDS, clock=clock)
    several = [Cooldowns(QUESTIONS, SECONDS, clock=clock, shared=True) for _ in range(3)]
    for pause, process in asked:
        clock.now += pause
        expected, found = alone.refusal(1), several[process].refusal(1)
        assert (expected and expected.seconds) == (found and found.seconds)
        counts = several[process].take()
        for other in several:
            if other is not several[process]:
                other.add(counts)
    assert not any(cooldowns.take() for cooldowns in several)


def test_a_process_alone_keeps_no_counts_for_others():
    cooldowns = Cooldowns(QUESTIONS, SECONDS)
    cooldowns.refusal(1)
    assert not cooldowns.take()
