"""What one cache has and another has not."""

from bot.cache import Example, load
from tests.cache.test_load import rows
from tests.moderation.made import document, folder_of


async def test_a_line_that_only_moved_is_no_difference(tmp_path):
    seasons = folder_of(tmp_path / "seasons", 2001)
    await load(seasons, tmp_path / "cache.sqlite3")
    moved = document(2001).replace(b"==Final", b"\n\nSome prose of no match at all.\n\n==Final")
    (seasons / "2001.txt").write_bytes(moved)
    report = await load(seasons, tmp_path / "cache.sqlite3")
    assert report.changed == ("2001.txt",)
    assert report.differences == ()


async def test_the_second_of_two_equal_lines_is_a_fact_of_its_own(tmp_path):
    seasons = folder_of(tmp_path / "seasons", 2001)
    twice = document(2001) + b"Sport Ejemplo 2-0 Deportivo Prueba\n"
    await load(seasons, tmp_path / "cache.sqlite3")
    (seasons / "2001.txt").write_bytes(twice)
    report = await load(seasons, tmp_path / "cache.sqlite3")
    assert [(d.kind, d.added, d.removed) for d in report.differences] == [("matches", 1, 0)]


async def test_a_changed_score_is_one_match_less_and_one_more(tmp_path):
    seasons = folder_of(tmp_path / "seasons", 2001)
    await load(seasons, tmp_path / "cache.sqlite3")
    (seasons / "2001.txt").write_bytes(document(2001, score="3-3"))
    [difference] = (await load(seasons, tmp_path / "cache.sqlite3")).differences
    assert difference.kind == "matches"
    assert difference.added_examples == (Example(2001, "Sport Ejemplo 3–3 Deportivo Prueba"),)
    assert difference.removed_examples == (Example(2001, "Sport Ejemplo 2–0 Deportivo Prueba"),)


async def test_examples_are_few_and_counts_are_whole(tmp_path):
    seasons = folder_of(tmp_path / "seasons", 2001)
    await load(seasons, tmp_path / "cache.sqlite3")
    folder_of(seasons, *range(2002, 2012))
    found = {d.kind: d for d in (await load(seasons, tmp_path / "cache.sqlite3")).differences}
    assert (found["champions"].added, len(found["champions"].added_examples)) == (10, 5)
    assert found["teams"].added == 20


async def test_caches_of_another_schema_are_not_compared(tmp_path):
    seasons = folder_of(tmp_path / "seasons", 2001)
    await load(seasons, tmp_path / "cache.sqlite3")
    rows(tmp_path / "cache.sqlite3", "ALTER TABLE match DROP COLUMN note")
    folder_of(seasons, 2002)
    assert (await load(seasons, tmp_path / "cache.sqlite3")).differences == ()
