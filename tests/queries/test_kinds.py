"""Every kind of question has all that belongs to a family: words, intent, command, docs, picture, test."""

import ast
import re
import tomllib
from collections.abc import Callable

import pytest

from bot.commands import all_commands
from bot.queries import KINDS
from bot.replies.language import language
from bot.replies.render import RENDERERS
from tests.ask.evaluate import WORKED_ON, questions
from tests.page import ROOT


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


SPANISH = language("es-419", markup=False)
COMMANDS = {command.name for command in all_commands()}
INTENTS = tomllib.loads(page("bot/ask/intents.toml"))
ASKED = {question.means.partition(" ")[0] for question in questions(WORKED_ON)}
PICTURES = {shot["file"] for shot in tomllib.loads(page("docs/pictures.toml"))["picture"]}
PARTS: dict[str, Callable[[str], bool]] = {
    "bot/queries/{kind}.py with its query": lambda kind: KINDS[kind].__module__ == f"bot.queries.{kind}",
    "bot/replies/{kind}.py with the renderer of its answer": lambda kind: (
        f"bot.replies.{kind}" in {renderer.__module__ for renderer in RENDERERS.values()}
    ),
    "bot/replies/locale/es/{kind}.po": lambda kind: (ROOT / f"bot/replies/locale/es/{kind}.po").is_file(),
    "its summary in Spanish": lambda kind: SPANISH.has(KINDS[kind].summary),
    "a slash command": lambda kind: kind in COMMANDS,
    "an intent in bot/ask/intents.toml": lambda kind: kind in INTENTS,
    "a row in README.md": lambda kind: f"| `/{kind}" in page("README.md"),
    "a picture in docs/commands.md": lambda kind: (
        re.search(rf"## `/{kind}`\n.*?pictures/{kind}-en", page("docs/commands.md"), re.DOTALL) is not None
    ),
    "two pictures in docs/pictures.toml": lambda kind: (
        {f"pictures/{kind}-en.png", f"pictures/{kind}-es.png"} <= PICTURES
    ),
    "a question in tests/ask/questions.toml": lambda kind: kind in ASKED,
    "tests/test_{kind}.py": lambda kind: (ROOT / f"tests/test_{kind}.py").is_file(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_family_is_whole(kind):
    missing = [part.format(kind=kind) for part, is_there in PARTS.items() if not is_there(kind)]
    assert missing == [], f"/{kind} lacks {', '.join(missing)}"


def test_every_query_of_the_package_is_listed():
    """A class that says its kind is a question, and KINDS must have it."""
    written = {
        node.name
        for path in (ROOT / "bot/queries").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and any("kind: ClassVar" in ast.unparse(line) for line in node.body)
    }
    left_out = written - {"Query"} - {cls.__name__ for cls in KINDS.values()}
    assert left_out == set(), f"_FAMILIES in bot/queries/__init__.py lacks {', '.join(left_out)}"


def test_no_two_families_share_a_kind():
    assert all(cls.kind == kind for kind, cls in KINDS.items())
    assert len(set(KINDS.values())) == len(KINDS)
