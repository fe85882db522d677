"""What can be asked, in words, with a button for each example."""

from collections.abc import Mapping

from bot.queries import KINDS, Query
from bot.queries.help import HelpAnswer
from bot.queries.query import field_types
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply


def help_reply(answer: HelpAnswer, t: Language) -> Reply:
    """Return every command with its summary and an example as it would be typed."""
    examples = [(cls, cls.example(answer.examples)) for cls in KINDS.values()]
    typed = [(cls, example, _typed(cls, example, answer, t)) for cls, example in examples]
    return Reply(
        title=t.say("What you can ask"),
        lead=(
            t.say("Type a command, or press an example."),
            t.say(
                "In your own words: {command}, a mention of me, or a private message.",
                command=t.bold(f"/{t.term('command', 'ask')}"),
            ),
            t.say("Names may be misspelt or without accents; the suggestions help while you type."),
        ),
        parts=tuple([_part(cls, line, t) for cls, _, line in typed]),
        links=tuple([Link(line, example) for cls, example, line in typed if example and cls.kind != "help"]),
    )


def _part(cls: type[Query], example: Marked, t: Language) -> Part:
    name = t.bold(Marked("/" + t.term("command", cls.kind)))
    # A name's own quotation mark would end the example.
    code = Marked("`" + example.replace("`", "'") + "`")
    return Part(Marked(name + " — " + t.say(cls.summary)), (code if t.markup else example,))


def _typed(cls: type[Query], example: Query | None, answer: HelpAnswer, t: Language) -> Marked:
    """Return the example as a person would type it, the mere command where the data has none."""
    return typed_line(example, t, answer.names) if example else Marked(f"/{t.term('command', cls.kind)}")


def typed_line(query: Query, t: Language, names: Mapping[str, str] | None = None) -> Marked:
    """Return the line that asks a query, as it is typed; clubs by their `names`, else by their keys."""
    line = f"/{t.term('command', query.kind)}"
    for name in field_types(type(query)):
        value = getattr(query, name)
        if value is not None:
            line += f" {t.term('option', name)}:{(names or {}).get(value, value)}"
    return Marked(line)
