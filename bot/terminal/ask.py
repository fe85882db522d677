"""`python -m bot ask`: one question, answered in words or as data."""

import sys

from rich.console import Console
from rich.text import Text

from bot.errors import ClubChoiceError, QuestionError
from bot.queries import Query, Resolved, answer_to
from bot.replies.errors import question_reply
from bot.replies.language import Language
from bot.replies.render import render
from bot.replies.reply import Link, Reply
from bot.replies.which_club import with_names
from bot.settings import Settings
from bot.terminal.data import as_data, opened, write_json
from bot.terminal.lines import read_line, write_line


async def ask(settings: Settings, line: str, t: Language, *, as_json: bool = False) -> bool:
    """Print the answer to a line such as "/results José Gálvez season:1996"; return whether there is one.

    Raises UsageError for a line that is no question, QuestionError for one that cannot be answered as asked,
    which as JSON is an answer too.
    """
    query = read_line(line, t)
    async with opened(settings) as snapshot:
        try:
            resolved, answer = await answer_to(query, snapshot)
        except QuestionError as error:
            if not as_json:
                raise
            outcome = "ask" if isinstance(error, ClubChoiceError) else "cannot"
            data = {"outcome": outcome, "question": as_data(query), "text": in_one_line(error, t)}
            write_json(data)
            return False
        if not as_json:
            show(with_names(render(answer, t), resolved, t), t, settings.report_url)
            return True
        data = {
            "outcome": "query",
            "question": as_data(resolved.query),
            "names": _names(query, resolved),
            "generation": snapshot.generation,
            "answer": as_data(answer),
        }
        write_json(data)
    return True


def in_one_line(error: QuestionError, t: Language) -> str:
    """Return why a question cannot be answered as asked, and what could be asked instead."""
    reply = question_reply(error, t)
    if reply is None:
        return str(error)
    choices = [
        f"{option.label} ({option.description}) [{option.key}]"
        for menu in reply.menus
        for option in menu.options
    ]
    return " ".join([*reply.lead, "; ".join(choices)]).strip()


def _names(query: Query, resolved: Resolved) -> list[dict[str, object]]:
    """Return how each typed name was resolved."""
    return [
        {
            "option": field,
            "typed": getattr(query, field),
            "outcome": name.outcome.value,
            "club": name.club.key,
        }
        for field, name in resolved.names
        if name.club
    ]


def _way_on(link: Link, t: Language) -> str:
    line = write_line(link.query, t)
    # The help's buttons are called as their questions are typed.
    return f"→ {line}" if link.label.startswith("/") else f"→ {link.label}: {line}"


def show(reply: Reply, t: Language, report_url: str | None = None) -> None:
    """Print a reply whole, without pages; its buttons as lines to ask next."""
    # A pipe gets lines as long as they are; a person gets them wrapped.
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    blocks = [[Text(line) for line in reply.lead]]
    blocks += [
        [*([Text(part.heading, "bold")] if part.heading else []), *map(Text, part.lines)]
        for part in reply.parts
    ]
    blocks.append([Text(line) for line in reply.notes])
    for menu in reply.menus:
        options = [Text(f"  {option.label} · {option.description} [{option.key}]") for option in menu.options]
        blocks.append([Text(menu.placeholder), *options])
    blocks.append([Text(line, "dim") for line in (reply.source, reply.url) if line])
    blocks.append([Text(_way_on(link, t), "dim") for link in reply.links])
    if report_url and reply.source:
        blocks.append([Text(f"{t.say('Report a mistake')}: {report_url}", "dim")])
    console.print(Text(reply.title, "bold red"))
    for block in filter(None, blocks):
        console.print()
        for line in block:
            console.print(line)
