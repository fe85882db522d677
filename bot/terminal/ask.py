"""`python -m bot ask`: one question, answered in words or as data."""

import dataclasses
import signal
import sys
from collections.abc import Sequence

from bot.cache import Snapshot
from bot.errors import ClubChoiceError, QuestionError, UnknownClubError
from bot.queries import Query, Resolved, answer_to
from bot.queries.quiz import Quiz, QuizAnswer
from bot.replies.errors import question_reply
from bot.replies.help import typed_line
from bot.replies.language import Language, Marked
from bot.replies.render import render
from bot.replies.reply import Link, Reply, as_text, in_detail
from bot.replies.which_club import with_names
from bot.settings import Settings
from bot.terminal.data import as_data, opened, write_json
from bot.terminal.lines import read_line
from bot.text import escaped, fold


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
        if not as_json and isinstance(resolved.query, Quiz):
            await play(resolved.query, snapshot, t, settings.report_url)
            return True
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


async def play(quiz: Quiz, snapshot: Snapshot, t: Language, report_url: str | None = None) -> None:
    """Ask the questions of a quiz one after the other, until the last or until nothing more is typed."""
    playing: Query | None = quiz
    while playing is not None:
        _, answer = await answer_to(playing, snapshot)
        reply = render(answer, t)
        if not isinstance(answer, QuizAnswer):
            return
        if answer.open:
            show(reply, t, report_url)
            playing = _chosen(reply.choices, t) if reply.choices[1:] else None
            continue
        # The question stands above its answer.
        told = dataclasses.replace(reply, title=Marked(""), lead=reply.lead[1:], notes=())
        if answer.number == len(answer.questions):
            show(told, t, report_url)
            return
        show(dataclasses.replace(told, choices=()), t, report_url)
        sys.stdout.write("\n")
        playing = reply.choices[0].query


def _chosen(choices: Sequence[Link], t: Language) -> Query | None:
    """Return what is chosen by its number or its name; None where nothing more is typed."""
    numbers = {str(number): link for number, link in enumerate(choices, 1)}
    before = signal.getsignal(signal.SIGINT)
    # The handler of the event loop would wait for the line to end.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        while True:
            typed = input(t.say("Your answer, 1 to {n}:", n=len(choices)) + " ").strip()
            named = [link for link in choices if typed and fold(typed) in fold(link.label)]
            chosen = numbers.get(typed) or (named[0] if len(named) == 1 else None)
            if chosen is not None:
                sys.stdout.write("\n")
                return chosen.query
    except EOFError:
        sys.stdout.write("\n")
        return None
    finally:
        signal.signal(signal.SIGINT, before)


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
    title: list[tuple[str, str]] = [(reply.title, "bold red")] if reply.title else []
    blocks: list[list[tuple[str, str]]] = [title, [(line, "") for line in reply.lead]]
    for part in as_text(reply).parts:
        heading: list[tuple[str, str]] = [(part.heading, "bold")] if part.heading else []
        blocks.append([*heading, *((line, "") for line in part.lines)])
    blocks.append([(line, "") for line in reply.notes])
    for menu in reply.menus:
        options = [f"  {option.label} · {option.description} [{option.key}]" for option in menu.options]
        blocks.append([(menu.placeholder, ""), *((line, "") for line in options)])
    blocks.append([(line, "dim") for line in (reply.source and reply.source.short, reply.url) if line])
    # A choice of several is one of a quiz, which is chosen by its number.
    numbered = reply.choices if reply.choices[1:] else ()
    blocks.insert(2, [(f"  {number}. {link.label}", "") for number, link in enumerate(numbered, 1)])
    ways = [link for link in (*reply.questions, *reply.choices, *reply.links) if link not in numbered]
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
