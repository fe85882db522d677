"""The profile of a club in words."""

import functools
import re
from urllib.parse import urlsplit

from bot.model import ClubName, Honour, Match, Source, TeamChange
from bot.problems import HOMELESS
from bot.queries.results import Results
from bot.queries.standings import ClubPlace
from bot.queries.team import Appearance, Opponent, TeamAnswer, TeamProfile
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import against_link, season_link
from bot.replies.reply import Link, Part, Reply, parts_with_lines

_HONOURS = 5
_MOST_MET = 5
_BIGGEST, _NAMES, _DOUBTS = 3, 8, 5
_KINDS = ("full", "nickname", "former", "moderator", "spelling")
"""Kinds of other names, in the order in which they are told."""
_DEPARTMENTS_KEPT = 256
"""There are twenty-five departments, and each season of a club has one."""
_ADDRESS = re.compile(r"https?://[^\s,<>()]+")
_SEASON_LINKS, _OPPONENT_LINKS, _NAMESAKE_LINKS = 3, 2, 3


def team_reply(answer: TeamAnswer, t: Language) -> Reply:
    """Return where a club is from, its seasons, honours, record, opponents, names, and what is in doubt."""
    seasons = [*(appearance.season for appearance in answer.appearances), *answer.listed]
    return Reply(
        title=phrases.club(answer.club, t),
        url=citations.article_url(seasons[0]) if len(seasons) == 1 else None,
        lead=tuple(_lead(answer, t)),
        parts=_parts(answer, t),
        notes=tuple(_notes(answer, t)),
        source=citations.source(seasons, _sources(answer), t),
        links=_links(answer, t),
    )


def _parts(answer: TeamAnswer, t: Language) -> tuple[Part, ...]:
    key = answer.club.key
    parts = (
        (t.say("Seasons"), [_season(appearance, t) for appearance in answer.appearances]),
        (t.say("Record, from match lines"), _record(answer, t)),
        (t.say("Most met"), _opponents(answer, t)),
        (
            t.say("Scores that stand in an infobox alone"),
            [phrases.match_line(match, t, own=key) for match in answer.infobox_only],
        ),
        (t.say("Came and went"), [_change(change, t) for change in answer.changes]),
        (t.say("Other names"), _names(answer.names, t)),
    )
    return parts_with_lines(parts, t)


def _lead(answer: TeamAnswer, t: Language) -> list[Marked]:
    lines = []
    departments = [t.bold(name) for name in answer.departments]
    if departments:
        places = t.join(departments)
        if answer.towns:
            towns = t.join(answer.towns)
            lines.append(t.say("📍 {department} · {towns}", department=places, towns=towns))
        else:
            lines.append(t.say("📍 {department}", department=places))
    elif answer.club.department:
        lines.append(t.say("📍 {department}", department=t.bold(answer.club.department)))
    else:
        lines.append(t.say("📍 The documents do not say where it is from."))
    for honour in answer.titles[:_HONOURS]:
        if honour.in_doubt:
            lines.append(t.say("❓ Champion of {season}, which is in doubt", season=t.bold(honour.season)))
            continue
        lines.append(t.say("🏆 Champion of {season}", season=t.bold(honour.season)))
        if honour.title:
            said = t.say("its {ordinal} title, says the document", ordinal=t.ordinal(honour.title))
            lines[-1] = Marked(f"{lines[-1]} ({said})")
    lines += _older(answer.titles, t)
    for honour in answer.runners_up[:_HONOURS]:
        lines.append(t.say("🥈 Runner-up of {season}", season=t.bold(honour.season)))
    lines += _older(answer.runners_up, t)
    if not answer.titles:
        lines.append(t.say("No title in the documents."))
    lines += _best(answer, t)
    return lines


def _older(honours: tuple[Honour, ...], t: Language) -> list[Marked]:
    """Return the seasons of the honours that have no line of their own."""
    older = [honour.season for honour in honours[_HONOURS:]]
    return [t.say("… and of {seasons}", seasons=phrases.seasons(older, t))] if older else []


def _best(answer: TeamAnswer, t: Language) -> list[Marked]:
    """Return the highest place in a table, with all the tables in which the club had it."""
    if not answer.best:
        return []
    tables = t.join([_table(place, t) for place in answer.best[:_BIGGEST]])
    ordinal = t.bold(t.ordinal(answer.best[0].position))
    return [
        t.say(
            "Best place in a table worked out from the matches: {ordinal}, {tables}",
            ordinal=ordinal,
            tables=tables,
        )
    ]


def _table(place: ClubPlace, t: Language) -> Marked:
    if place.stage is None:
        return t.text(place.season)
    stage = Marked(", ".join(phrases.heading(title, t) for title in place.stage.split(", ")))
    return t.say("{stage} of {season}", stage=stage, season=place.season)


def _season(appearance: Appearance, t: Language) -> Marked:
    """Return a season with the department played for and how many matches the document holds."""
    year = citations.linked_year(appearance.season, t)
    matches = phrases.matches_held(appearance.matches, appearance.unread, t)
    if not appearance.entries:
        unlisted = t.say("not on the document's list of teams")
        return Marked(year + ": " + unlisted + ", " + matches)
    departments = tuple([entry.department for entry in appearance.entries if entry.department])
    if not departments:
        return Marked(year + ": " + matches)
    return Marked(year + ": " + _played_for(departments, t) + ", " + matches)


@functools.lru_cache(_DEPARTMENTS_KEPT)
def _played_for(departments: tuple[str, ...], t: Language) -> Marked:
    return t.say("for {department}", department=t.join(dict.fromkeys(departments)))


def _record(answer: TeamAnswer, t: Language) -> list[Marked]:
    if not answer.tally.played:
        return []
    lines = [phrases.record(answer.tally, t)]
    lines += [t.say("Biggest win: {match}", match=_match(win, t)) for win in answer.wins[:_BIGGEST]]
    lines += [t.say("Biggest loss: {match}", match=_match(loss, t)) for loss in answer.losses[:_BIGGEST]]
    return lines


def _match(match: Match, t: Language) -> Marked:
    return Marked(t.text(match.season) + " · " + phrases.match_line(match, t))


def _opponents(answer: TeamAnswer, t: Language) -> list[Marked]:
    lines = [_opponent(opponent, t) for opponent in answer.opponents[:_MOST_MET]]
    more = len(answer.opponents) - _MOST_MET
    return [*lines, phrases.more(more, t)] if more > 0 else lines


def _opponent(opponent: Opponent, t: Language) -> Marked:
    name = t.bold(phrases.club(opponent.club, t))
    return t.say("{club}: {record}", club=name, record=phrases.record(opponent.tally, t))


def _change(change: TeamChange, t: Language) -> Marked:
    return t.say("{season}: “{title}”", season=t.bold(change.season), title=change.title)


def _names(names: tuple[ClubName, ...], t: Language) -> list[Marked]:
    """Return a line for each kind of name, each name with its source."""
    by_kind: dict[str, list[ClubName]] = {}
    for name in names:
        by_kind.setdefault(name.kind, []).append(name)
    return [_names_of_kind(kind, by_kind[kind], t) for kind in _KINDS if kind in by_kind]


def _names_of_kind(kind: str, names: list[ClubName], t: Language) -> Marked:
    titles = {
        "full": t.say("In full"),
        "nickname": t.say("Nicknames"),
        "former": t.say("Formerly"),
        "moderator": t.say("Given by moderators"),
        "spelling": t.say("Also spelt"),
    }
    listed = _with_sources(names[:_NAMES], t)
    if len(names) > _NAMES:
        listed = Marked(listed + " " + phrases.more(len(names) - _NAMES, t))
    return t.say("{kind}: {names}", kind=titles[kind], names=listed)


def _with_sources(names: list[ClubName], t: Language) -> Marked:
    """Return names, those of one source together, with links to it; a document is named, not linked."""
    by_source: dict[str, list[Marked]] = {}
    for name in names:
        by_source.setdefault(name.source, []).append(t.text(name.text))
    groups = []
    for source, texts in by_source.items():
        addresses = _ADDRESS.findall(source)
        links = [t.link(urlsplit(a).hostname, a) if t.markup else t.text(a) for a in addresses]
        origin = Marked(", ".join(links or [t.text(source)]))
        groups.append(t.say("{names} ({source})", names=Marked(", ".join(texts)), source=origin))
    return Marked("; ".join(groups))


def _notes(answer: TeamAnswer, t: Language) -> list[Marked]:
    """Return what the documents lack or leave in doubt about the club."""
    notes = _listed(answer, t)
    if not answer.tally.played and answer.appearances:
        notes.append(
            t.say("ℹ️ The documents hold no match line of this club, so there is no record to work out.")
        )
    stated = max((honour.title for honour in answer.titles if honour.title), default=0)
    if stated > len(answer.titles):
        notes.append(
            t.count(
                "ℹ️ By that count there is {n} title more than the documents here name.",
                "ℹ️ By that count there are {n} titles more than the documents here name.",
                stated - len(answer.titles),
            )
        )
    if len(answer.departments) > 1:
        notes.append(t.say("⚠️ The documents give it more than one department."))
    notes += _placed_by_name(answer, t)
    if answer.namesakes:
        others = t.join([t.bold(phrases.club(club, t)) for club in answer.namesakes])
        notes.append(t.say("ℹ️ Another club of the same name: {clubs}.", clubs=others))
    doubts = [doubt for doubt in answer.doubts if doubt.problem.kind != HOMELESS]
    for doubt in doubts[:_DOUBTS]:
        problem = phrases.problem(doubt.problem, t)
        notes.append(t.say("{problem}, document of {season}", problem=problem, season=doubt.season))
    if len(doubts) > _DOUBTS:
        notes.append(phrases.more(len(doubts) - _DOUBTS, t))
    return notes


def _listed(answer: TeamAnswer, t: Language) -> list[Marked]:
    """Return the seasons of which nothing but the honours is known."""
    years = [season.year for season in answer.listed if season.of_list]
    if not years:
        return []
    return [t.say("ℹ️ Of {seasons} I only know the honours: no results.", seasons=phrases.seasons(years, t))]


def _placed_by_name(answer: TeamAnswer, t: Language) -> list[Marked]:
    """Return the seasons whose documents do not say where the club is from."""
    years = [doubt.season for doubt in answer.doubts if doubt.problem.kind == HOMELESS]
    if not years:
        return []
    return [
        t.count(
            "ℹ️ The document of {seasons} does not say where it is from: taken for the only club of its name.",
            "ℹ️ The documents of {seasons} do not say where it is from: taken for the only club of its name.",
            len(years),
            seasons=phrases.seasons(years, t),
        )
    ]


def _sources(answer: TeamAnswer) -> list[Source]:
    honours = (*answer.titles, *answer.runners_up)
    matches = (*answer.wins, *answer.losses, *answer.infobox_only)
    entries = [entry for appearance in answer.appearances for entry in appearance.entries]
    sources = [honour.source for honour in honours] + [entry.source for entry in entries]
    return sources + [match.source for match in matches] + [change.source for change in answer.changes]


def _links(answer: TeamAnswer, t: Language) -> tuple[Link, ...]:
    key = answer.club.key
    links = [Link(t.plain.say("All results"), Results(key))] if answer.appearances else []
    links += [against_link(key, opponent.club, t) for opponent in answer.opponents[:_OPPONENT_LINKS]]
    seasons = [*(appearance.season for appearance in answer.appearances), *answer.listed]
    links += [season_link(season.year, t) for season in seasons[:_SEASON_LINKS]]
    links += [
        Link(phrases.club(club, t.plain), TeamProfile(club.key))
        for club in answer.namesakes[:_NAMESAKE_LINKS]
    ]
    return tuple(links)
