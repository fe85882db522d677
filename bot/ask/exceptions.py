"""What a question leaves out: "champions except those of Arequipa", "apart from Torino, who …"."""

import itertools
from dataclasses import replace

from bot.ask.clauses import QUESTION_WORDS
from bot.ask.gazetteer import Gazetteer
from bot.ask.headings import is_decider
from bot.ask.intents import found_in
from bot.ask.slots import Slots
from bot.ask.spans import spans_of
from bot.ask.tokens import Token
from bot.ask.vocabulary import vocabulary
from bot.queries.champions import Champions
from bot.queries.interpretation import Point, Understanding
from bot.queries.ranking import Ranking
from bot.queries.results import Results
from bot.queries.seasons import Seasons

_LESS = frozenset({"menos", "minus", "but", "sin", "without"})
"""Words that leave out a name right behind them."""
_EXCEPTION = frozenset({"exception"})
_SETTING = frozenset({"leaving", "setting", "putting", "taking"})
_ASIDE = frozenset({"aside", "apart", "out"})
_MOST_BETWEEN = 5
_AROUND = _EXCEPTION | {"who", "team", "department", "negation", "denial", "more"}
"""Concepts that say nothing more of what is left out: "those of Arequipa"."""
_NAMES = frozenset({"club", "clubs", "department", "departments", "season"})


def with_exception_named(tokens: list[Token]) -> list[Token]:
    """Return "leaving the play-off aside" as "leaving aside the play-off"."""
    for at, token in enumerate(tokens):
        if token.text not in _SETTING:
            continue
        for stop in range(at + 2, min(at + 2 + _MOST_BETWEEN, len(tokens))):
            if tokens[stop - 1].kind == "break":
                break
            if tokens[stop].text in _ASIDE:
                said = [Token("leaving"), Token("aside")]
                return [*tokens[:at], *said, *tokens[at + 1 : stop], *tokens[stop + 1 :]]
    return tokens


def exception_in(cut: list[Token], known: Gazetteer) -> tuple[int, int] | None:
    """Return where the words begin and end that leave something out, None without such words."""
    starts = [span.start for span in spans_of(cut, vocabulary(), known) if span.value == _EXCEPTION]
    starts += [
        at
        for at, (token, after) in enumerate(itertools.pairwise(cut))
        if token.text in _LESS and (after.text in known.words or after.text.isdigit())
    ]
    if not starts:
        return None
    if starts[0] > 0:
        return starts[0], len(cut)
    ends = (at for at, token in enumerate(cut) if at > 1 and _begins_question(token))
    return 0, next(ends, len(cut))


def _begins_question(token: Token) -> bool:
    return token.kind == "break" or token.text in QUESTION_WORDS


def is_never_in(meaning: Understanding, left: Slots) -> bool:
    """Return whether an answer never has what a question leaves out: a ranking of rounds no play-off."""
    query = meaning.readings[0].query
    ranks_rounds = isinstance(query, Ranking) and query.ranked[0] == "round"
    named = found_in(left) == {"round"} and left.round is not None and is_decider(left.round)
    return ranks_rounds and named and not (meaning.also or left.strange or left.concepts - _AROUND)


def leaving_out(meaning: Understanding, left: Slots) -> Point | None:
    """Return the point of a list without clubs, departments or editions, None if it cannot leave them out."""
    query = meaning.readings[0].query
    clubs = tuple(name.club.key for name in left.clubs if name.club is not None)
    kinds = [each for each in (left.clubs, left.departments, left.seasons) if each]
    if (
        len(kinds) != 1
        or len(clubs) != len(left.clubs)
        or left.strange
        or found_in(left) - _NAMES
        or left.concepts - _AROUND
    ):
        return None
    point = meaning.readings[0].point
    if isinstance(query, Results) and point is not None and point.aim in ("won", "lost", "drawn") and clubs:
        return None if meaning.also else replace(point, clubs=(*point.clubs, *clubs))
    if meaning.also or point is not None:
        return None
    if isinstance(query, Ranking) and not left.seasons:
        fits = query.ranked[0] == "club" or (query.ranked[0] == "department" and not clubs)
    else:
        fits = isinstance(query, Champions | Seasons) and getattr(query, "team", None) is None
    if not fits:
        return None
    if left.seasons:
        return Point("leaving_out", tuple(map(str, left.seasons)), what="seasons")
    return Point("leaving_out", clubs or left.departments, what=None if clubs else "departments")
