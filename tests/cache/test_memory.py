"""What is kept of what was worked out: so many things, those asked for last."""

from bot.cache.memory import Memory


def test_the_least_recently_asked_for_goes_first():
    memory = Memory(2)
    memory["one"] = 1
    memory["two"] = 2
    assert memory.get("one") == 1
    memory["three"] = 3
    assert memory.get("two") is None
    assert memory.get("two", 0) == 0
    assert dict(memory) == {"one": 1, "three": 3}


def test_a_thing_that_is_kept_anew_takes_the_place_of_the_one_before():
    memory = Memory(2)
    memory["one"] = 1
    memory["two"] = 2
    memory["one"] = 3
    assert dict(memory) == {"one": 3, "two": 2}
