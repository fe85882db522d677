"""A query as the question that a person would ask: "Who won in 2012?"; the labels of example buttons."""

import dataclasses
import functools

from bot.names import NameIndex
from bot.queries import KINDS, UNCHOSEN, Query
from bot.queries.quiz import STATE
from bot.queries.today import day_in
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.ranking import ranking_title
from bot.text import fold, read_roman

_NOT_DESCRIBED = frozenset({"thing", "measure", "order", "top", "since", "until", "view", *STATE})
"""Fields that are told otherwise, or tell nothing."""


def question(query: Query, index: NameIndex, t: Language) -> Marked:
    """Return a query as a question in words, described where it asks for something special."""
    values = {
        name: getattr(query, name)
        for name in fields_of(query.kind)
        if getattr(query, name) is not None and name not in STATE
    }
    for name in query.club_fields:
        club = index.club(str(values.get(name)))
        if club is not None:
            values[name] = phrases.club(club, t)
    asked = _of_season(query.kind, values, t) or _of_club(query.kind, values, t)
    return asked or describe(query, index, t)


def _of_season(kind: str, values: dict[str, object], t: Language) -> Marked | None:
    match (kind, sorted(values)):
        case ("champion", ["season"]):
            return t.say("Who won in {season}?", **values)
        case ("champion", []):
            return t.say("Who won the last edition?")
        case ("season", ["season"]):
            return t.say("How was the {season} edition?", **values)
        case ("champions", []):
            return t.say("Who has won the most?")
        case ("champions", ["department"]):
            return t.say("Which titles has {department} won?", **values)
        case ("seasons", []):
            return t.say("Who won each edition?")
        case ("matches", ["season"]):
            return t.say("What were the results of {season}?", **values)
        case ("standings", ["season"]):
            return t.say("What was the final table of {season}?", **values)
        case ("teams", []):
            return t.say("Which teams have played the most?")
        case ("teams", ["season"]):
            return t.say("Which teams played in {season}?", **values)
        case ("teams", ["department", "season"]):
            return t.say("Which teams of {department} played in {season}?", **values)
        case ("teams", ["department"]):
            return t.say("Which teams of {department} have played?", **values)
        case ("records", ["season"]):
            return t.say("What were the records of {season}?", **values)
        case ("records", []):
            return t.say("What are the biggest wins ever?")
        case ("scorers", ["season"]):
            return t.say("Who was the top scorer of {season}?", **values)
        case ("scorers", []):
            return t.say("Who were the top scorers?")
        case ("quiz", ["season"]):
            return t.say("A quiz on {season}", **values)
        case ("quiz", []):
            return t.say("A quiz")
    return None


def _of_club(kind: str, values: dict[str, object], t: Language) -> Marked | None:
    if UNCHOSEN in values.values():
        return None
    match (kind, sorted(values)):
        case ("results", ["season", "team"]):
            return t.say("How did {team} do in {season}?", **values)
        case ("results", ["team"]):
            return t.say("What are the results of {team}?", **values)
        case ("champions", ["team"]):
            return t.say("Which titles has {team} won?", **values)
        case ("team", ["team"]):
            return t.say("What do you know about {team}?", **values)
        case ("versus", ["opponent", "team"]):
            return t.say("How did {team} do against {opponent}?", **values)
    return None


def describe(query: Query, index: NameIndex, t: Language, latest: int | None = None) -> Marked:
    """Return what a query asks on one line: "Results · José Gálvez (Ancash) · 1996".

    `latest` is the season that a query without one means, where it means the latest.
    """
    parts = [_title(query, t)]
    span = phrases.span(getattr(query, "since", None), getattr(query, "until", None), t)
    for name in fields_of(query.kind):
        value = getattr(query, name)
        if name in _NOT_DESCRIBED:
            continue
        if name == "season" and query.means_latest:
            value = latest
        if value is None:
            continue
        if name in query.club_fields:
            club = index.club(str(value))
            unknown = t.text("?" if value == UNCHOSEN else value)
            parts.append(phrases.club(club, t) if club else unknown)
        elif name == "date" and (day := day_in(str(value))) is not None:
            parts.append(t.day(day, length="long"))
        elif name == "region":
            number = read_roman(fold(str(value)))
            parts.append(phrases.region(str(value).upper() if number else str(value).title(), t))
        elif name in ("round", "stage"):
            parts.append(_capital(phrases.heading(str(value), t)))
        else:
            parts.append(t.text(value))
    return Marked(" · ".join([*parts, span] if span else parts))


@functools.cache
def fields_of(kind: str) -> tuple[str, ...]:
    """Return the names of a query's options."""
    return tuple(field.name for field in dataclasses.fields(KINDS[kind]))


def _capital(text: Marked) -> Marked:
    return Marked(text[:1].upper() + text[1:])


def _title(query: Query, t: Language) -> Marked:
    """Return what a question is about."""
    match query.kind:
        case "ranking":
            return ranking_title(query, t)
        case "champion":
            return t.say("Champion")
        case "champions":
            return t.say("Champions")
        case "season":
            return t.say("Season")
        case "seasons":
            return t.say("All editions")
        case "results":
            return t.say("Results")
        case "matches":
            return t.say("Matches")
        case "standings":
            return t.say("Table")
        case "team":
            return t.say("Club")
        case "versus":
            return t.say("Head to head")
        case "teams":
            return t.say("Teams")
        case "records":
            return t.say("Records")
        case "today":
            return t.say("On this day")
        case "quiz":
            return t.say("Quiz")
        case "scorers":
            return t.say("Top scorers")
        case "about":
            return t.say("About the bot")
        case "help":
            return t.say("What you can ask")
    return _capital(t.text(t.term("command", query.kind)))
