"""Measure the resolver and write the table of docs/names.md.

    python -m bench.names                    the project's own queries; speed at the clubs of the seeds
    python -m bench.names --matching DIR     also the development queries of DIR (score.py and its files)
    python -m bench.names --matching DIR --write

`resolve`, `resolve_bare` (documents alone, no aliases) and `complete` are what score.py calls.
"""

import argparse
import asyncio
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.cache import Store, load
from bot.names import NameIndex, Outcome, answer_json
from bot.text import fold

ROOT = Path(__file__).parents[1]
SEEDS, PAGE, QUERIES = ROOT / "seeds", ROOT / "docs" / "names.md", ROOT / "tests" / "names" / "queries.toml"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Row = tuple[str, str, str]


async def loaded(folder: Path) -> NameIndex:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "cache.sqlite3"
        await load(folder, path)
        store = Store(path)
        async with store.snapshot() as snapshot:
            index = snapshot.index
        await store.close()
    return index


@cache
def seeds(aliases: bool = True) -> NameIndex:
    """The names of the seeds, or those that the documents alone have.

    The queries know the clubs of the season documents; the list of editions has more.
    """
    with tempfile.TemporaryDirectory() as folder:
        for document in SEEDS.glob("*_copa_peru.txt"):
            shutil.copy(document, folder)
        if aliases:
            shutil.copy(SEEDS / "clubs.toml", folder)
        return asyncio.run(loaded(Path(folder)))


def resolve(text: str) -> dict[str, object]:
    return answer_json(seeds().resolve(text))


def resolve_bare(text: str) -> dict[str, object]:
    return answer_json(seeds(aliases=False).resolve(text))


def complete(text: str) -> list[list[str | None]]:
    return [[one.club.name, one.club.department] for one in seeds().complete(text)]


def quantiles(work: Callable[[str], object], texts: Sequence[str]) -> tuple[float, float]:
    """Median and 99th percentile in milliseconds."""
    spent = []
    for text in texts:
        start = time.perf_counter()
        work(text)
        spent.append(1000 * (time.perf_counter() - start))
    spent.sort()
    return spent[len(spent) // 2], spent[int(len(spent) * 0.99)]


def scan_of(names: Sequence[str]) -> Callable[[str], object]:
    """What is measured against: rapidfuzz over all the folded names."""
    return lambda text: process.extract(fold(text), names, scorer=fuzz.WRatio, limit=5)


def own_queries() -> list[dict[str, object]]:
    kinds = tomllib.loads(QUERIES.read_text(encoding="utf-8"))
    return [query for kind in kinds.values() for query in kind]


def right(query: dict[str, object]) -> bool:
    found, wanted = seeds().resolve(str(query["text"])), query["clubs"]
    assert isinstance(wanted, list)
    named = {one.club.key for one in found.candidates}
    if not wanted:
        return found.outcome is Outcome.NONE
    if found.club is not None:
        return wanted == [found.club.key]
    several = found.outcome is Outcome.SEVERAL and (len(wanted) > 1 or bool(query.get("choice")))
    return (
        several and len(named & {*wanted}) >= 0.8 * len(wanted) and 2 * len(named & {*wanted}) >= len(named)
    )


def own_quality() -> list[Row]:
    queries = own_queries()
    share = sum(map(right, queries)) / len(queries)
    return [(f"correct, the project's own {len(queries)} queries", f"{share:.1%}", "")]


def scored(matching: Path) -> list[Row]:
    """Rows of the development queries, from score.py itself."""
    rows = []
    for title, name, bar in (("", "resolve", "≥ 99 %"), (", documents alone", "resolve_bare", "≥ 93 %")):
        command = [sys.executable, str(matching / "score.py"), "--py", f"bench.names:{name}"]
        command += ["--complete", "bench.names:complete"] if not title else []
        said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        overall = re.search(r"overall accuracy (\S+)  wrong-confident (\S+)", said)
        kinds = re.findall(r"^\w+ +\d+ +(\S+)%", said, re.MULTILINE)
        assert overall is not None
        rows.append((f"correct, development queries{title}", overall[1], bar))
        if title:
            continue
        rows.append(("confidently wrong club", overall[2], "≤ 0.3 %"))
        rows.append(("worst category of query", f"{min(map(float, kinds)):.1f}%", "≥ 95 %"))
        completed = re.search(r"recall@25 (\S+), MRR (\S+),", said)
        assert completed is not None
        rows.append(
            (
                "autocomplete: recall@25 / mean reciprocal rank",
                f"{completed[1]} / {completed[2]}",
                "100 % / ≥ 0.99",
            )
        )
    return rows


def small(texts: Sequence[str]) -> list[Row]:
    """Speed at the clubs of the seeds, on the queries given."""
    names = [fold(club.name) for club in seeds(aliases=False).clubs]
    index, scan = seeds(), scan_of(names)
    quantiles(index.resolve, texts)
    ours, theirs = quantiles(index.resolve, texts), quantiles(scan, texts)
    completing = quantiles(index.complete, [text[:6] for text in texts])
    worst = max(quantiles(index.resolve, [text] * 21)[0] for text in long_texts(index))
    return [
        (f"{len(names)} clubs: answer, p50 / p99", f"{ours[0]:.2f} / {ours[1]:.2f} ms", ""),
        ("rapidfuzz scan, p50 / p99", f"{theirs[0]:.2f} / {theirs[1]:.2f} ms", ""),
        ("answer / rapidfuzz scan, p50", f"{ours[0] / theirs[0]:.2f} ×", "≤ 1 ×"),
        ("autocomplete, p50 / p99", f"{completing[0]:.2f} / {completing[1]:.2f} ms", ""),
        ("slowest text of 2,000 letters / a short one", f"{worst / ours[0]:.1f} ×", "≤ 20 ×"),
    ]


def long_texts(index: NameIndex) -> list[str]:
    chance = random.Random(1)
    words = ("".join(chance.choice(LETTERS) for _ in range(7)) for _ in range(250))
    every = " ".join(one.club.name for one in index.complete(""))
    texts = ("a", "deportivo municipal ", "a b c d e f g ", "deportivomunicipal", " ", every)
    return [" ".join(words), *((text * 2000)[:2000] for text in texts)]


def table(rows: Sequence[Row]) -> str:
    lines = ["| metric | result | target |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(f"| {what} | {measured} | {bar} |" for what, measured, bar in rows)])


def main() -> None:
    options = argparse.ArgumentParser(description="Measure the resolver of names.")
    options.add_argument("--matching", type=Path, help="folder of score.py and the queries")
    options.add_argument("--write", action="store_true", help="write the table to docs/names.md")
    asked = options.parse_args()
    texts = [str(query["text"]) for query in own_queries()]
    rows = own_quality()
    if asked.matching:
        matching = asked.matching.resolve()
        queries = json.loads((matching / "queries_dev.json").read_text(encoding="utf-8"))
        texts = [query["q"] for query in queries]
        rows += scored(matching)
    rows += small(texts)
    print(table(rows))
    if asked.write:
        page = PAGE.read_text(encoding="utf-8")
        before, rest = page.split(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{table(rows)}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
