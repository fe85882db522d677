"""Ask the bot questions as people type them, judge the answers by their facts, and write docs/questions.md.

    python -m bench.questions                  tests/ask/people.toml: figures by kind, and what failed
    python -m bench.questions FILE             another file of the same form
    python -m bench.questions --write [FILE …] write the figures of the own and these files into the page

A question is *exact* where it is answered with its facts (or asked back or declined where that is right),
*one tap* where a button of the question back, of the refusal, or of an answer that says that it may have
misunderstood the question leads to them, *wrong* where another thing is answered, *misleading* where the
answer says what is false, else *missed*.
"""

import argparse
import asyncio
import re
import tempfile
import tomllib
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.ask import Understanding, read
from bot.cache import Snapshot, Store, load
from bot.discord_ui.answer import reply_to
from bot.errors import QuestionError
from bot.queries.interpretation import Reading
from bot.replies.ask import Asked, asked, plain_text
from bot.replies.language import Language, language
from bot.replies.reply import Reply

ROOT = Path(__file__).parents[1]
SEEDS, PAGE, OWN = ROOT / "seeds", ROOT / "docs" / "questions.md", ROOT / "tests" / "ask" / "people.toml"
BEGIN, END = "<!-- people: begin -->", "<!-- people: end -->"
KEPT_APART = frozenset(
    f"people_{name}.toml"
    for name in ("kept", "twelfth", "sixteenth", "nineteenth", "twentyfourth", "twentysixth")
)
"""Files that nobody who works on the reading looks at."""
VERDICTS = ("exact", "one tap", "missed", "wrong", "misleading")
BY_KIND = 2
NONE = re.compile(
    r"names? no |nombran? a? ?ningun|no nombran? al|holds? no |no tienen? ningun|not appear|no aparece"
    r"|know of no match|no conozco ningun partido"
    r"|do not say|no dicen|do not know who|no se quien|copy of the article lacks|faltan en mi copia",
    re.I,
)
"""What an answer says where there is no such fact, which declines a question."""
NO_FACT = ("help", "about")


@dataclass(frozen=True)
class Judged:
    question: dict[str, Any]
    verdict: str
    outcome: str
    text: str
    readings: tuple[Reading, ...] = ()
    """What was answered, one for each question of the message."""
    doubtful: bool = False
    """Whether the answer says that it may not be what was asked."""


def folded(text: str) -> str:
    """Return a text without combining marks and signs of markup, as the patterns expect it."""
    parts = unicodedata.normalize("NFD", text)
    return re.sub(r"[*_~`|]", "", "".join(part for part in parts if not unicodedata.combining(part)))


def holds(question: dict[str, Any], text: str) -> bool:
    return all(re.search(each, text, re.IGNORECASE | re.MULTILINE) for each in question.get("holds", []))


def visible(reply: Reply) -> str:
    buttons = [link.label for link in reply.links]
    return folded("\n".join([plain_text(reply), *buttons]))


async def last_answer(question: dict[str, Any], snapshot: Snapshot) -> tuple[Understanding, Asked, Language]:
    """Ask the messages, each as a reply to the answer before; return how the last one was answered."""
    turn = None
    for message in question["messages"]:
        understanding = await read(message, snapshot, previous=turn)
        t = language(understanding.language or question["lang"], markup=False)
        answer = await asked(understanding, snapshot, t)
        turn = answer.turn
    return understanding, answer, t


async def judge(question: dict[str, Any], snapshot: Snapshot) -> Judged:
    """Ask a question and judge what is answered."""
    understanding, answer, t = await last_answer(question, snapshot)
    outcome = {"query": "answer", "cannot": "decline"}.get(understanding.outcome, understanding.outcome)
    text = visible(answer.reply)
    told = folded(plain_text(answer.reply))
    says_none = question["outcome"] == "decline" and NONE.search(told)
    if outcome == "answer" and (not answer.answered or says_none):
        outcome = "decline"
    wanted = {question["outcome"], *question.get("also", [])}
    if any(re.search(each, told, re.IGNORECASE | re.MULTILINE) for each in question.get("not", [])):
        verdict = "misleading"
    elif question["outcome"] == "none":
        fine = outcome != "answer" or (answer.query is not None and answer.query.kind in NO_FACT)
        verdict = "exact" if fine else "wrong"
    elif outcome == "answer":
        passes = ("answer" in wanted or question["outcome"] == "decline") and holds(question, told)
        verdict = "exact" if passes and (question.get("holds") or "answer" in wanted) else "wrong"
        if verdict == "wrong" and (understanding.strange or understanding.doubtful):
            verdict = "one tap" if await _one_tap(question, answer.reply, snapshot, t) else "missed"
    elif outcome in wanted:
        required = outcome == "ask" == question["outcome"]
        verdict = "exact" if not required or holds(question, text) else "missed"
    elif await _one_tap(question, answer.reply, snapshot, t):
        verdict = "one tap"
    else:
        verdict = "missed"
    taken = (*understanding.readings[:1], *understanding.also) if understanding.outcome == "query" else ()
    return Judged(question, verdict, outcome, told, taken, understanding.doubtful)


async def _one_tap(question: dict[str, Any], reply: Reply, snapshot: Snapshot, t: Language) -> bool:
    """Tell whether a button or a choice of a question back leads to the facts."""
    queries = [link.query for link in reply.links]
    for menu in reply.menus:
        queries += [menu.query.with_values(**{menu.field: option.key}) for option in menu.options]
    for query in queries:
        try:
            _, other = await reply_to(query, snapshot, t)
        except QuestionError:
            continue
        if holds(question, folded(plain_text(other))):
            return True
    return False


@asynccontextmanager
async def documents(folder: Path) -> AsyncIterator[Snapshot]:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "cache.sqlite3"
        await load(folder, path)
        store = Store(path)
        async with store.snapshot() as snapshot:
            yield snapshot
        await store.close()


async def judged(path: Path, folder: Path = SEEDS) -> list[Judged]:
    questions = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
    async with documents(folder) as snapshot:
        return [await judge(question, snapshot) for question in questions]


def table(found: list[Judged]) -> str:
    """Return the figures by kind in Markdown."""
    lines = [
        "| kind | questions | exact | one tap | missed | wrong | misleading |",
        "| --- |" + " ---: |" * 6,
    ]
    kinds = sorted({each.question["kind"] for each in found})
    for kind in [*kinds, None]:
        part = [each.verdict for each in found if kind in (None, each.question["kind"])]
        counts = Counter(part)
        name = "**all**" if kind is None else kind.replace("_", " ")
        lines.append(f"| {name} | {len(part)} | " + " | ".join(str(counts[v]) for v in VERDICTS) + " |")
    every = Counter(each.verdict for each in found)
    share = {verdict: 100 * every[verdict] / max(len(found), 1) for verdict in VERDICTS}
    right = share["exact"] + share["one tap"]
    lines += ["", f"Exact or one tap {right:.1f} %, wrong while certain {share['wrong']:.1f} %, misleading "
              f"{share['misleading']:.1f} %, exact but in doubt {in_doubt(found):.1f} %."]  # fmt: skip
    return "\n".join(lines)


def in_doubt(found: list[Judged]) -> float:
    """Return the percentage of questions that are answered with their facts, but in doubt."""
    doubted = [each for each in found if each.verdict == "exact" and each.doubtful]
    return 100 * len(doubted) / max(len(found), 1)


def by_kind_and_file(judged_of: dict[str, list[Judged]]) -> str:
    """Return the tables by kind of the first two files, and the figures of every file."""
    parts = [f"`{name}`\n\n{table(found)}" for name, found in [*judged_of.items()][:BY_KIND]]
    head = "| file | questions | exact | of these in doubt | one tap | missed | wrong | misleading |"
    rows = [head, "| --- |" + " ---: |" * 7]
    for name, found in judged_of.items():
        counts = Counter(each.verdict for each in found)
        cells = [f"{100 * counts[verdict] / max(len(found), 1):.1f} %" for verdict in VERDICTS]
        cells.insert(1, f"{in_doubt(found):.1f} %")
        rows.append(f"| `{name}` | {len(found)} | " + " | ".join(cells) + " |")
    return "\n\n".join([*parts, "\n".join(rows)])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.questions", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help=f"files of questions (default: {OWN.name})")
    parser.add_argument("--seasons", type=Path, default=SEEDS, help="the documents (default: the seeds)")
    parser.add_argument("--quiet", action="store_true", help="figures alone, no question")
    parser.add_argument("--write", action="store_true", help=f"write the tables to {PAGE.name}")
    options = parser.parse_args()
    judged_of: dict[str, list[Judged]] = {}
    for path in [OWN, *options.files] if options.write else options.files or [OWN]:
        found = asyncio.run(judged(path, options.seasons))
        for each in found:
            if each.verdict != "exact" and not options.quiet:
                print(f"{each.verdict:10} {each.question['id']}: {' / '.join(each.question['messages'])}")
                print(
                    f"           {each.outcome}; wants {each.question['want']} {each.question.get('holds')}"
                )
                print("           " + " ¶ ".join(each.text.splitlines())[:260])
        print(f"`{path.name}`\n\n{table(found)}")
        judged_of[path.name] = found
    if options.write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n{by_kind_and_file(judged_of)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
