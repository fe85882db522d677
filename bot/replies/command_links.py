"""Commands as answers name them: links to press where Discord's ids of them are known, else their names."""

from bot.replies.language import Language, Marked

IDS: dict[str, int] = {}
"""Discord's ids of the commands by their English names, as they were last registered."""


def command(name: str, t: Language) -> Marked:
    """Return a command, such as "help" or "data undo", under its name in the reader's language."""
    words = name.split()
    shown = " ".join([t.term("command", word) for word in words])
    number = IDS.get(words[0])
    if not t.markup:
        return Marked(f"/{shown}")
    return Marked(f"</{shown}:{number}>" if number is not None else f"**/{shown}**")
