"""`python -m bot ask`: one question, answered in words or as data."""

import dataclasses
import sys

from bot.errors import ClubChoiceError, QuestionError, UnknownClubError
from bot.queries import Query, Resolved, answer_to
from bot.replies.errors import question_reply
from bot.replies.help import typed_line
from bot.replies.language import Language
from bot.replies.render import render
from bot.replies.reply import Link, Reply, as_text, in_detail
from bot.replies.which_club import with_names
from bot.settings import Settings
from bot.terminal.data import as_data, opened, write_json
from bot.terminal.lines import read_line
from bot.text import escaped


async def ask(
    settings: Settings, line: str, t: Language, *, as_json: bool = False, details: bool = False
) -> bool:
    """Print the answer to a line such as "/results José Gálvez season:1996"; return whether there is one.

    Raises UsageError for a line that is no question, QuestionError for one that cannot be answered as asked,
    which as JSON is an answer too. `details` adds what stands behind an answer's button for them.
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
        reply = with_names(render(answer, t), resolved, t)
        if not as_json:
            show(with_details(reply, t) if details else reply, t, settings.report_url)
            return True
        data = {
            "outcome": "query",
            "question": as_data(resolved.query),
            "names": _names(query, resolved),
            "generation": snapshot.generation,
            "answer": as_data(answer),
            "details": as_data(in_detail(reply, t.say("Sources")).parts),
        }
        write_json(data)
    return True


def with_details(reply: Reply, t: Language) -> Reply:
    """Return a reply with its details after its text."""
    details = in_detail(reply, t.say("Sources")).parts
    return dataclasses.replace(as_text(reply), parts=(*as_text(reply).parts, *details))


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
    if isinstance(error, UnknownClubError):
        choices = [link.label for link in reply.links]
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
    return f"→ {link.label}: {typed_line(link.query, t)}"


def show(reply: Reply, t: Language, report_url: str | None = None) -> None:
    """Print a reply whole, without pages; its buttons as lines to ask next."""
    blocks: list[list[tuple[str, str]]] = [[(reply.title, "bold red")], [(line, "") for line in reply.lead]]
    for part in as_text(reply).parts:
        heading: list[tuple[str, str]] = [(part.heading, "bold")] if part.heading else []
        blocks.append([*heading, *((line, "") for line in part.lines)])
    blocks.append([(line, "") for line in reply.notes])
    for menu in reply.menus:
        options = [f"  {option.label} · {option.description} [{option.key}]" for option in menu.options]
        blocks.append([(menu.placeholder, ""), *((line, "") for line in options)])
    blocks.append([(line, "dim") for line in (reply.source and reply.source.short, reply.url) if line])
    ways = [*reply.questions, *reply.choices, *reply.links]
    ways += [link for menu in reply.link_menus for link in menu.links]
    blocks.append([(_way_on(link, t), "dim") for link in ways])
    if report_url and reply.source:
        blocks.append([(f"{t.say('Report a mistake')}: {report_url}", "dim")])
    lines = [line for block in filter(None, blocks) for line in (*block, ("", ""))][:-1]
    if not sys.stdout.isatty():
        # A pipe gets lines as long as they are.
        sys.stdout.writelines(f"{escaped(text)}\n" for text, _ in lines)
        return
    from rich.console import Console  # not needed for a pipe
    from rich.text import Text

    console = Console(highlight=False)
    for text, style in lines:
        console.print(Text(escaped(text), style))
