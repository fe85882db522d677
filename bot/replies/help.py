"""What can be asked, in words, with a button for each example."""

import functools

from bot.queries.help import HelpAnswer, HelpEntry
from bot.queries.query import field_names
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply, renders


@renders(HelpAnswer)
def help_reply(answer: HelpAnswer, t: Language) -> Reply:
    """Return every command with its summary and an example as it would be typed."""
    examples = [(entry, _example(entry, t)) for entry in answer.entries]
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
        parts=tuple([_entry(entry, example, t) for entry, example in examples]),
        links=tuple(
            [
                Link(example, entry.example)
                for entry, example in examples
                if entry.example and entry.kind != "help"
            ]
        ),
    )


def _entry(entry: HelpEntry, example: Marked, t: Language) -> Part:
    # A name's own quotation mark would end the example.
    code = Marked("`" + example.replace("`", "'") + "`")
    return Part(_heading(entry.kind, entry.summary, t), (code if t.markup else example,))


@functools.lru_cache(128)
def _heading(kind: str, summary: str, t: Language) -> Marked:
    name = t.bold(Marked("/" + t.term("command", kind)))
    return Marked(name + " — " + t.say(summary))


def _example(entry: HelpEntry, t: Language) -> Marked:
    """Return the example as a person would type it: names for clubs, empty options left out."""
    typed = f"/{t.term('command', entry.kind)}"
    if entry.example:
        names = dict(entry.club_names)
        for name in field_names(entry.kind):
            value = names.get(name) or getattr(entry.example, name)
            if value is not None:
                typed += f" {t.term('option', name)}:{value}"
    return Marked(typed)
