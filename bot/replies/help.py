"""What can be asked, in words: questions to press, what is known, every command with an example."""

import functools
from collections.abc import Mapping

from bot.queries import KINDS, Query
from bot.queries.champion import Champion
from bot.queries.help import HelpAnswer
from bot.queries.query import field_types
from bot.queries.ranking import Ranking
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.standings import Standings
from bot.replies.command_links import command
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply

_FEW = 5
_KEPT = 16
"""Answers whose examples are kept: one for each generation and language."""
_ABOUT = (
    ("champion", "champions", "season", "standings", "matches", "scorers", "seasons"),
    ("team", "results", "versus", "teams"),
    ("records", "ranking"),
)
_GROUPS = (*_ABOUT, ("ask", *(kind for kind in KINDS if not any(kind in group for group in _ABOUT))))
"""The commands by what they are about: editions, clubs, records; the rest is shown after them."""


def help_reply(answer: HelpAnswer, t: Language) -> Reply:
    """Return questions to press, what the bot knows, and its commands; in detail an example of each."""
    return Reply(
        title=t.say("What you can ask"),
        lead=(
            t.say(
                "Press a question, or ask in your own words: with {command}, by mentioning me or in private.",
                command=command("ask", t),
            ),
            *what_is_known(answer, t),
        ),
        parts=(Part(None, _commands(t)),),
        notes=(t.say("Misspelt names and missing accents are no problem."),),
        questions=first_questions(answer, t),
        more=lambda: _examples(answer, t),
    )


def welcome_reply(answer: HelpAnswer, t: Language) -> Reply:
    """Return the first message in a server that has added the bot."""
    return Reply(
        title=t.say("Hello! I am the Copa Perú bot"),
        lead=(
            *what_is_known(answer, t),
            t.say(
                "Press a question, or ask your own with {ask}. {help} shows everything that I answer.",
                ask=command("ask", t),
                help=command("help", t),
            ),
        ),
        questions=first_questions(answer, t),
    )


def what_is_known(answer: HelpAnswer, t: Language) -> tuple[Marked, ...]:
    """Return on one line which champions are known, and which results."""
    if not answer.editions:
        return ()
    known = {
        "editions": t.count("{n} edition", "{n} editions", len(answer.editions)),
        "first": answer.editions[0],
    }
    if not answer.played:
        return (t.say("I know the champions of {editions} since {first}.", **known),)
    few = t.join(answer.played)
    played = few if len(answer.played) <= _FEW else t.say("{n} of them", n=len(answer.played))
    return (
        t.say(
            "I know the champions of {editions} since {first}, and match results of {played}.",
            **known,
            played=played,
        ),
    )


def first_questions(answer: HelpAnswer, t: Language) -> tuple[Link, ...]:
    """Return questions in words that the data can answer."""
    season, team = answer.examples.season, answer.examples.team
    links = []
    if season is not None:
        links.append(Link(t.plain.say("Who won in {season}?", season=season), Champion(season)))
    if season is not None and team is not None:
        club = answer.names.get(team, team)
        links += [
            Link(
                t.plain.say("How did {club} do in {season}?", club=club, season=season), Results(team, season)
            ),
            Link(t.plain.say("What was the table in {season}?", season=season), Standings(season)),
        ]
    return (
        *links,
        Link(t.plain.say("Who has the most titles?"), Ranking("titles")),
        Link(t.plain.say("What was the biggest win?"), Records()),
    )


def _commands(t: Language) -> tuple[Marked, ...]:
    """Return the commands in groups, one a line."""
    names = (t.say("Editions"), t.say("Clubs"), t.say("Records"), t.say("More"))
    lines = []
    for name, group in zip(names, _GROUPS, strict=True):
        lines.append(Marked(f"{t.bold(name)}: {' '.join([command(kind, t) for kind in group])}"))
    return tuple(lines)


@functools.lru_cache(_KEPT)
def _examples(answer: HelpAnswer, t: Language) -> tuple[Part, ...]:
    """Return every command with its summary and an example as it would be typed."""
    parts = []
    for kind, cls in KINDS.items():
        example = cls.example(answer.examples)
        line = typed_line(example, t, answer.names) if example else Marked(f"/{t.term('command', kind)}")
        # A name's own quotation mark would end the example.
        code = Marked("`" + line.replace("`", "'") + "`")
        heading = Marked(f"{command(kind, t)} — {t.say(cls.summary)}")
        parts.append(Part(heading, (code if t.markup else line,)))
    return tuple(parts)


def typed_line(query: Query, t: Language, names: Mapping[str, str] | None = None) -> Marked:
    """Return the line that asks a query, as it is typed; clubs by their `names`, else by their keys."""
    line = f"/{t.term('command', query.kind)}"
    for name in field_types(type(query)):
        value = getattr(query, name)
        if value is not None:
            line += f" {t.term('option', name)}:{(names or {}).get(value, value)}"
    return Marked(line)
