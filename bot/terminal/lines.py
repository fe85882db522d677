"""A line such as "/results José Gálvez season:1996" → a Query, by the same names that Discord shows."""

import dataclasses
import re
from difflib import get_close_matches

from bot.errors import UsageError
from bot.queries import KINDS, Query
from bot.queries.query import field_types
from bot.replies.language import Language, language
from bot.text import fold

_OPTION = re.compile(r"(?:^|(?<=\s))(?:--([^\s:=]+)(?:[:=]|\s|$)|([^\s:=]+)[:=])")
_PRIVATE = "private"
_MOST_DIGITS = 9


def read_line(line: str, t: Language) -> Query:
    """Return the query of a line; raises UsageError.

    A value goes on to the next known `option:`. What stands before the first one is the value of the first
    option that is a club or a season. Commands and options may be named in English or Spanish.
    """
    command, _, rest = line.strip().removeprefix("/").partition(" ")
    cls = _command(command, t)
    given = _options(cls, rest.strip(), t)
    values: dict[str, str | int | None] = {}
    for field in dataclasses.fields(cls):
        if field.name in given:
            values[field.name] = _value(cls, field.name, given[field.name], t)
        elif field.default is dataclasses.MISSING:
            raise UsageError(
                t.say(
                    "/{command} needs {option}:…",
                    command=t.term("command", cls.kind),
                    option=t.term("option", field.name),
                )
            )
    return cls(**values)


def _command(typed: str, t: Language) -> type[Query]:
    folded = fold(typed)
    # Spanish is only read where a name is not English: reading it takes a tenth of an answer's time.
    cls = KINDS.get(folded) or {_spanish("command", kind): cls for kind, cls in KINDS.items()}.get(folded)
    if cls is None:
        known = [t.term("command", kind) for kind in sorted(KINDS)]
        near = get_close_matches(folded, known, 1)
        if near:
            raise UsageError(
                t.say("There is no command “{typed}”. Did you mean /{near}?", typed=typed[:60], near=near[0])
            )
        names = t.join([t.text(name) for name in known])
        raise UsageError(
            t.say("There is no command “{typed}”. There are: {names}.", typed=typed[:60], names=names)
        )
    return cls


def _name(mark: re.Match[str]) -> str:
    """Return the name of the option that was written `name:`, `name=` or `--name`."""
    return str(mark[1] or mark[2])


def _spanish(context: str, name: str) -> str:
    """Return the Spanish name of a command or an option, folded as it is looked up."""
    return fold(language("es-419", markup=False).term(context, name))


def _options(cls: type[Query], text: str, t: Language) -> dict[str, str]:
    """Return the typed values by option; what has no name goes to the first club or season."""
    fields = [field.name for field in dataclasses.fields(cls)]
    known = {field: field for field in (*fields, _PRIVATE)}
    marks = list(_OPTION.finditer(text))
    if any(fold(_name(mark)) not in known for mark in marks):
        known |= {_spanish("option", field): field for field in known}
        strange = next((mark for mark in marks if mark[1] and fold(mark[1]) not in known), None)
        if strange is not None:
            raise UsageError(
                t.say(
                    "/{command} has no option {option}.",
                    command=t.term("command", cls.kind),
                    option=strange[1][:60],
                )
            )
        marks = [mark for mark in marks if fold(_name(mark)) in known]
    given: dict[str, str] = {}
    unnamed = text[: marks[0].start()] if marks else text
    if unnamed.strip():
        first = next((name for name in fields if name in cls.club_fields or name == "season"), None)
        if first is None:
            raise UsageError(t.say("“{typed}” belongs to no option.", typed=unnamed.strip()[:60]))
        given[first] = unnamed.strip()
    for at, mark in enumerate(marks):
        option = known[fold(_name(mark))]
        if option in given:
            raise UsageError(t.say("{option} is given twice.", option=_name(mark)))
        end = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        given[option] = text[mark.end() : end].strip()
    # In a terminal every answer is for the asker alone.
    given.pop(_PRIVATE, None)
    return {option: value for option, value in given.items() if value}


def _value(cls: type[Query], option: str, typed: str, t: Language) -> str | int:
    if int not in field_types(cls)[option]:
        return typed
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS):
        raise UsageError(
            t.say(
                "{option} is a whole number such as 1996, not “{typed}”.",
                option=t.term("option", option),
                typed=typed[:60],
            )
        )
    return int(typed)
