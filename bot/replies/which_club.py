"""How a typed name was understood: heading of a likely answer, menu of several, the nearest of none."""

import dataclasses
from collections.abc import Sequence

from bot.errors import ClubChoiceError, UnclearClubError, UnknownClubError
from bot.model import Club
from bot.names import Candidate, Outcome, Resolution
from bot.queries import UNCHOSEN, Query, Resolved
from bot.queries.results import Results
from bot.replies import phrases
from bot.replies.corrections import with_corrections
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Menu, Option, Reply, Tone
from bot.text import fold

_SHOWN_SEASONS, _MOST_NEAREST = 6, 5
_SHORTEST = 3
"""Letters of a word that two names may share."""


def with_names(reply: Reply, resolved: Resolved, t: Language) -> Reply:
    """Add to a reply in small print what was understood otherwise than typed, or without being typed.

    That is the season of a question that names none, and clubs' names, each with its other readings.
    """
    lines, links = _unused_season(resolved.query, [name for _, name in resolved.names], t)
    if resolved.latest is not None:
        latest = t.bold(resolved.latest)
        if resolved.latest != resolved.newest:
            lines.append(t.say("The newest edition of which I have results is {season}.", season=latest))
        elif resolved.documented not in (None, resolved.latest):
            lines.append(
                t.say(
                    "The newest edition I have is {season}, with results up to {documented}.",
                    season=latest,
                    documented=resolved.documented,
                )
            )
        else:
            lines.append(
                t.say("The newest edition I have is {season}; later ones I do not know.", season=latest)
            )
    menus: list[Menu] = []
    for field, name in resolved.likely:
        club = name.club
        if club is None:
            continue
        lines.append(
            t.say("I took “{typed}” for {club}.", typed=_short(name.text), club=t.bold(phrases.club(club, t)))
        )
        others = name.candidates[1:]
        if others:
            placeholder = t.plain.say("Not this one? Choose another club")
            query = resolved.query.with_values(**{field: UNCHOSEN})
            menus.append(Menu(placeholder, query, field, _options(others)))
    reply = with_corrections(reply, resolved.corrected, t)
    if not lines:
        return reply
    return dataclasses.replace(
        reply,
        lead=(*reply.lead, *[t.small(line) for line in lines]),
        menus=(*reply.menus, *menus),
        links=(*links, *reply.links),
    )


def _unused_season(query: Query, names: Sequence[Resolution], t: Language) -> tuple[list[Marked], list[Link]]:
    """Return what to say of a season that was typed with a name and is not the one asked for."""
    season: int | None = getattr(query, "season", None)
    years = sorted({name.year for name in names if name.year is not None} - {season})
    if not years:
        return [], []
    listed = t.join([t.bold(year) for year in years])
    if season is not None:
        line = t.say("You typed {years} with the name; this is {season}.", years=listed, season=season)
        return [line], []
    clubs = [name.club for name in names if name.club is not None]
    links = [
        Link(t.plain.text(f"{club.name} {year}"), Results(club.key, year)) for club in clubs for year in years
    ]
    return [t.say("This is about all editions, not about {years} alone.", years=listed)], links


def choice_reply(error: ClubChoiceError, t: Language) -> Reply:
    """Return the private question which of several clubs is meant, best first."""
    several = len(error.choices) > 1
    menus = tuple(
        Menu(
            t.plain.say("Choose “{typed}”", typed=_short(name.text))
            if several
            else t.plain.say("Choose a club"),
            error.query,
            field,
            _options(name.candidates),
        )
        for field, name in error.choices
    )
    lines = [which_one(name.text, len(name.candidates), t) for _, name in error.choices]
    unused, _ = _unused_season(error.query, [name for _, name in error.choices], t)
    return Reply(t.say("Which club?"), (*lines, *map(t.small, unused)), menus=menus, tone=Tone.CHOICE)


def which_one(typed: str, clubs: int, t: Language) -> Marked:
    """Return the question which of so many clubs is meant."""
    return t.count(
        "{n} club goes by “{typed}”. Is it this one?",
        "{n} clubs go by “{typed}”. Which one?",
        clubs,
        typed=_short(typed),
    )


def unknown_reply(error: UnknownClubError, t: Language) -> Reply:
    """Return the private sentence that no club fits, with names that share a word as buttons."""
    nearest = [candidate.club for candidate in _nearest(error.name)]
    links = tuple(
        Link(phrases.club(club, t.plain), error.query.with_values(**{error.field: club.key}))
        for club in nearest
    )
    tone = Tone.CHOICE if nearest else Tone.FAILED
    return Reply(t.say("No such club"), _unknown(error.name, t), links=links, tone=tone)


def _unknown(name: Resolution, t: Language) -> tuple[Marked, ...]:
    unknown = t.say("I know no club called “{typed}”.", typed=_short(name.text))
    if _nearest(name):
        return unknown, t.say("Is it one of these?")
    return unknown, t.say("Try a part of its name, or its name with its department.")


def _nearest(name: Resolution) -> tuple[Candidate, ...]:
    """Return the clubs whose names share a word with a name that fits none."""
    words = _words(name.text)
    alike = [candidate for candidate in name.candidates if words & _words(candidate.club.name)]
    return tuple(alike[:_MOST_NEAREST])


def unclear_options(name: Resolution) -> tuple[Option, ...]:
    """Return the clubs that a moderator may have meant by a name that is not clearly one."""
    return _options(name.candidates if name.outcome is Outcome.SEVERAL else _nearest(name))


def unclear_club_reply(error: UnclearClubError, t: Language, *, menu: bool = False) -> Reply:
    """Return which club a moderator is asked for; without a `menu` it is to be typed again."""
    name = error.name
    lead = (
        _unknown(name, t)
        if name.outcome is Outcome.NONE
        else (which_one(name.text, len(name.candidates), t),)
    )
    clubs = unclear_options(name)
    if clubs and not menu:
        lead = (*lead, t.say("Pick one of the suggestions that appear while you type."))
    return Reply(t.say("Which club?"), lead, tone=Tone.CHOICE if clubs else Tone.FAILED)


def _words(name: str) -> set[str]:
    """Return the words that a name may be recognized by."""
    return {word for word in fold(name).split() if len(word) >= _SHORTEST}


def _options(candidates: tuple[Candidate, ...]) -> tuple[Option, ...]:
    return tuple(option(candidate.club) for candidate in candidates)


def option(club: Club) -> Option:
    """Return a club as an option of a menu, with what tells it apart."""
    places = dict.fromkeys(filter(None, [club.department, *club.towns]))
    known = sorted(club.seasons or club.listed, reverse=True)
    seasons = [str(season) for season in known[:_SHOWN_SEASONS]]
    if len(known) > _SHOWN_SEASONS:
        seasons.append("…")
    return Option(club.key, club.name, " · ".join(filter(None, [", ".join(places), ", ".join(seasons)])))


def _short(typed: str) -> str:
    line = " ".join(typed.split())
    return line if len(line) <= 60 else line[:59] + "…"
