"""Count the words of the questions that are answered with their facts, for the classifier that doubts.

    python -m bench.classifier         count the questions of the developers and write bot/ask/classifier.json
    python -m bench.classifier FILE …  how many right and wrong answers to other questions are in doubt

Counted are the questions of tests/ask: of people*.toml, but for those kept apart, and of questions.toml and
held_out.toml those that are answered rightly, with the kind of that answer; of kinds.tsv all, with the kind
that they were written for.
"""

import argparse
import asyncio
import json
import tomllib
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

from bench.questions import KEPT_APART, ROOT, SEEDS, documents, judge
from bot.ask import read
from bot.ask.classifier import COUNTS, Classifier, features_of, kind_of
from bot.ask.gazetteer import known_names
from bot.ask.reading import tokens_of_question
from bot.ask.vocabulary import vocabulary
from bot.cache import Snapshot
from bot.queries.interpretation import Turn
from bot.replies.ask import asked
from bot.replies.language import language
from tests.ask import evaluate

QUESTIONS = ROOT / "tests" / "ask"
NOTHING = "nothing"
"""The kind of a text that asks nothing."""
OF_KINDS = QUESTIONS / "kinds.tsv"


async def _features(messages: list[str], snapshot: Snapshot) -> frozenset[str]:
    """Return what is counted of the last message, a reply to the answers to those before."""
    turn: Turn | None = None
    for message in messages[:-1]:
        understanding = await read(message, snapshot, previous=turn)
        turn = (await asked(understanding, snapshot, language("es", markup=False))).turn
    known = await known_names(snapshot)
    return features_of(tokens_of_question(messages[-1], known), vocabulary(), known, turn)


async def _answered(path: Path, snapshot: Snapshot) -> AsyncIterator[tuple[str, frozenset[str]]]:
    """Yield the kind of answer and the features of each question that has its facts, or asks nothing."""
    for question in tomllib.loads(path.read_text(encoding="utf-8"))["question"]:
        if question["outcome"] == "none":
            yield NOTHING, await _features(question["messages"], snapshot)
            continue
        judged = await judge(question, snapshot)
        readings = judged.readings
        if judged.verdict == "exact" and judged.outcome == "answer" and len(readings) == 1:
            yield (
                kind_of(readings[0].query, readings[0].point),
                await _features(question["messages"], snapshot),
            )


async def _written_for(path: Path, snapshot: Snapshot) -> AsyncIterator[tuple[str, frozenset[str]]]:
    """Yield the kind and the features of each line of a file: kind, tab, messages joined by " / "."""
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, text = line.split("\t")
        yield kind, await _features(text.split(" / "), snapshot)


async def _understood(path: Path, snapshot: Snapshot) -> AsyncIterator[tuple[str, frozenset[str]]]:
    """Yield the kind and the features of each question that is understood as its file says."""
    known = await known_names(snapshot)
    for judged in await evaluate.judged(path, snapshot):
        question, readings = judged.question, judged.understood.readings
        if judged.exact and judged.understood.outcome == "query" and not judged.understood.also:
            turn = Turn(evaluate.query_of(question.previous)) if question.previous else None
            words = features_of(tokens_of_question(question.text, known), vocabulary(), known, turn)
            yield kind_of(readings[0].query, readings[0].point), words


async def count() -> Classifier:
    """Return what is counted of all questions but those kept apart."""
    async with documents(SEEDS) as snapshot:
        seen = [each async for each in _written_for(OF_KINDS, snapshot)]
        for path in (evaluate.WORKED_ON, evaluate.KEPT_APART):
            seen += [each async for each in _understood(path, snapshot)]
        for path in sorted(QUESTIONS.glob("people*.toml")):
            if path.name not in KEPT_APART:
                seen += [each async for each in _answered(path, snapshot)]
    return Classifier.of_questions(seen)


def write(counted: Classifier) -> None:
    """Write what was counted, a word on each line with the places of its kinds and how often."""
    lines = []
    for word, of_word in counted.words.items():
        places = [[at, of_word[kind]] for at, kind in enumerate(counted.kinds) if kind in of_word]
        lines.append(f"{json.dumps(word)}:{json.dumps(places, separators=(',', ':'))}")
    words = ",\n".join(lines)
    text = f'{{"kinds": {json.dumps(counted.kinds, indent=0)},\n"words": {{\n{words}\n}}}}\n'
    Path(str(COUNTS)).write_text(text, encoding="utf-8")


async def doubts(path: Path) -> Counter[tuple[str, bool]]:
    """Return how many answers of each verdict are given, in doubt and without."""
    found: Counter[tuple[str, bool]] = Counter()
    async with documents(SEEDS) as snapshot:
        for question in tomllib.loads(path.read_text(encoding="utf-8"))["question"]:
            judged = await judge(question, snapshot)
            if judged.outcome == "answer":
                found[judged.verdict, judged.doubtful] += 1
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.classifier", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="files of questions to measure on")
    options = parser.parse_args()
    if not options.files:
        write(asyncio.run(count()))
    for path in options.files:
        found = asyncio.run(doubts(path))
        print(path.name)
        for verdict in dict.fromkeys(verdict for verdict, _ in found):
            print(f"    {verdict:10} {found[verdict, False]:4} certain {found[verdict, True]:4} in doubt")


if __name__ == "__main__":
    main()
