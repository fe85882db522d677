"""How a typed name was understood: heading of a likely answer, menu of several, the nearest of none."""

import dataclasses
from collections.abc import Sequence

from bot.errors import ClubChoiceError, UnknownClubError
from bot.model import Club
from bot.names import Candidate, Resolution
from bot.queries import UNCHOSEN, Query, Resolved
from bot.queries.results import Results
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Menu, Option, Reply

_SHOWN_SEASONS = 6


def with_names(reply: Reply, resolved: Resolved, t: Language) -> Reply:
    """Head a reply with what was understood otherwise than typed, or without being typed.

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
                    "The newest edition I have is {season}, with results up to {documented}; later ones I do "
                    "not know.",
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
            t.say(
                "“{typed}” understood as {club}.", typed=_short(name.text), club=t.bold(phrases.club(club, t))
            )
        )
        others = name.candidates[1:]
        if others:
            placeholder = t.plain.say("Not this one? Choose another club")
            query = resolved.query.with_values(**{field: UNCHOSEN})
            menus.append(Menu(placeholder, query, field, _options(others, t)))
    if not lines:
        return reply
    return dataclasses.replace(
        reply,
        lead=(*lines, *reply.lead),
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
        line = t.say(
            "You typed {years} with the name; this is the season {season}.", years=listed, season=season
        )
        return [line], []
    clubs = [name.club for name in names if name.club is not None]
    links = [
        Link(t.plain.text(f"{club.name} {year}"), Results(club.key, year)) for club in clubs for year in years
    ]
    return [t.say("This is about all seasons, not about {years} alone.", years=listed)], links


def choice_reply(error: ClubChoiceError, t: Language) -> Reply:
    """Return the private question which of several clubs is meant, best first."""
    menus = tuple(
        Menu(
            t.plain.say("Which “{typed}”?", typed=_short(name.text)),
            error.query,
            field,
            _options(name.candidates, t),
        )
        for field, name in error.choices
    )
    lines, _ = _unused_season(error.query, [name for _, name in error.choices], t)
    lines += [
        t.count(
            "“{typed}” fits {n} club. Choose the one you mean:",
            "“{typed}” fits {n} clubs. Choose the one you mean:",
            len(name.candidates),
            typed=_short(name.text),
        )
        for _, name in error.choices
    ]
    return Reply(title=t.say("Which club?"), lead=tuple(lines), menus=menus)


def unknown_reply(error: UnknownClubError, t: Language) -> Reply:
    """Return the private sentence that no club fits, with the nearest names as buttons."""
    nearest = [candidate.club for candidate in error.name.candidates[:5]]
    lead = [t.say("No club of the documents fits “{typed}”.", typed=_short(error.name.text))]
    if nearest:
        names = t.join([t.bold(phrases.club(club, t)) for club in nearest], last="or")
        lead.append(t.say("The nearest: {names}.", names=names))
    lead.append(
        t.say("Try a part of its name, or its name with its department. The suggestions help while you type.")
    )
    links = tuple(
        Link(phrases.club(club, t.plain), error.query.with_values(**{error.field: club.key}))
        for club in nearest
    )
    return Reply(title=t.say("No such club"), lead=tuple(lead), links=links)


def _options(candidates: tuple[Candidate, ...], t: Language) -> tuple[Option, ...]:
    return tuple(_option(candidate.club, t) for candidate in candidates)


def _option(club: Club, t: Language) -> Option:
    places = dict.fromkeys([*([club.department] if club.department else []), *club.towns])
    known = sorted(club.seasons or club.listed, reverse=True)
    seasons = [str(season) for season in known[:_SHOWN_SEASONS]]
    if len(known) > _SHOWN_SEASONS:
        seasons.append("…")
    return Option(
        club.key, club.name, " · ".join([*([", ".join(places)] if places else []), ", ".join(seasons)])
    )


def _short(typed: str) -> str:
    line = " ".join(typed.split())
    return line if len(line) <= 60 else line[:59] + "…"
