"""Every sentence that the bot can say, found in its code as a reader of the code would find it."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BOT = Path(__file__).parent.parent.parent / "bot"


@dataclass(frozen=True)
class Sentence:
    """An English sentence of the code, its plural if it has one, and where it stands."""

    text: str
    plural: str | None
    place: str


@dataclass(frozen=True)
class Unreadable:
    """A call that says something other than a text that stands in the code."""

    place: str
    code: str


@functools.cache
def said() -> tuple[Sentence | Unreadable, ...]:
    """Return what `say` and `count` are called with in all files of the bot."""
    return tuple(_said())


@functools.cache
def _trees() -> tuple[tuple[str, ast.Module], ...]:
    return tuple(
        (str(path.relative_to(BOT.parent)), ast.parse(path.read_text(encoding="utf-8")))
        for path in sorted(BOT.rglob("*.py"))
    )


def _said() -> Iterator[Sentence | Unreadable]:
    for path, tree in _trees():
        for function in _scopes(tree):
            texts = _texts_of_names(function)
            for call in _calls(function):
                place = f"{path}:{call.lineno}"
                yield from _sentences(call, texts, place)


def _scopes(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the outermost functions, methods and the module without them."""
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield from node.body
        else:
            yield node
    yield ast.Module([node for node in tree.body if not isinstance(node, inner)], [])


def _calls(scope: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(scope):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and (node.func.attr, len(node.args)) in (("say", 1), ("count", 3))
        ):
            yield node


def _texts_of_names(scope: ast.AST) -> dict[str, list[str]]:
    """Return the texts that a function gives to its own names: `one, many = "{n} goal", "{n} goals"`."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name, value in _pairs(target, node.value):
                    if isinstance(name, ast.Name):
                        found.setdefault(name.id, []).extend(_texts(value, {}) or [])
    return found


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        yield from zip(target.elts, value.elts, strict=False)
    else:
        yield target, value


def _texts(node: ast.expr, names: dict[str, list[str]]) -> list[str] | None:
    """Return the texts that an expression can be, None where that is not to be read off the code."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        one, other = _texts(node.body, names), _texts(node.orelse, names)
        return one + other if one and other else None
    if isinstance(node, ast.Name):
        return names.get(node.id) or None
    return None


def _sentences(call: ast.Call, names: dict[str, list[str]], place: str) -> Iterator[Sentence | Unreadable]:
    found = [_texts(argument, names) for argument in call.args[:2]]
    assert isinstance(call.func, ast.Attribute)
    if call.func.attr == "say":
        if found[0] is None:
            yield Unreadable(place, ast.unparse(call.args[0]))
        else:
            yield from (Sentence(text, None, place) for text in found[0])
    elif found[0] is None or found[1] is None or len(found[0]) != len(found[1]):
        yield Unreadable(place, ast.unparse(call))
    else:
        pairs = zip(found[0], found[1], strict=True)
        yield from (Sentence(one, many, place) for one, many in pairs)
