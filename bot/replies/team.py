"""The profile of a club in words."""

import re
from urllib.parse import urlsplit

from bot.model import ClubName, Honour, Match, Source, TeamChange
from bot.problems import HOMELESS
from bot.queries.results import Results
from bot.queries.standings import Standings
from bot.queries.team import Appearance, Opponent, TeamAnswer, TeamProfile
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import opponent_menu, season_link
from bot.replies.reply import Link, Part, Reply, parts_with_lines
from bot.text import fold
from bot.tournament.tally import winner

_MOST_MET, _OFTEN = 3, 2
"""Opponents named as the most frequent ones, and how often they must have been met."""
_BIGGEST, _NAMES, _DOUBTS, _NICKNAMES = 3, 8, 5, 2
_ABBREVIATED = re.compile(r"(?:[A-Z]\.?){2,5}(?!\S)")
"""A name such as "I.M.I.", or the beginning of one."""
_KINDS = ("full", "nickname", "former", "moderator", "spelling")
"""Kinds of other names, in the order in which they are told."""
_ADDRESS = re.compile(r"https?://[^\s,<>()]+")
_NAMESAKE_LINKS = 3


def team_reply(answer: TeamAnswer, t: Language) -> Reply:
    """Return what a club won, where it is from, its record, seasons and opponents."""
    seasons = [*(appearance.season for appearance in answer.appearances), *answer.listed]
    opponents = [opponent.club for opponent in answer.opponents]
    return Reply(
        title=phrases.club(answer.club, t),
        url=citations.article_url(seasons[0]) if len(seasons) == 1 else None,
        lead=(_won(answer, t),),
        parts=(Part(None, tuple(_facts(answer, t))), *_parts(answer, t)),
        notes=tuple(_notes(answer, t)),
        source=citations.source(seasons, _sources(answer), t),
        links=_links(answer, t),
        link_menus=opponent_menu(answer.club, opponents, t),
        more=lambda: _details(answer, t),
    )


def _parts(answer: TeamAnswer, t: Language) -> tuple[Part, ...]:
    key = answer.club.key
    parts = (
        (
            t.say("Results without a date or round"),
            [phrases.match_line(match, t, own=key) for match in answer.infobox_only],
        ),
        (t.say("Results"), _results(answer, t)),
    )
    seasons = _seasons(answer, t)
    return (*([Part(None, seasons)] if seasons else ()), *parts_with_lines(parts, t))


def _details(answer: TeamAnswer, t: Language) -> tuple[Part, ...]:
    often = [opponent for opponent in answer.opponents if opponent.tally.played >= _OFTEN]
    parts = (
        (t.say("Most frequent opponents"), [_opponent(opponent, t) for opponent in often[:_MOST_MET]]),
        (t.say("Season by season"), [*_appearances(answer, t), *_titles(answer.titles, t)]),
        (t.say("Promotion and relegation"), [_change(change, t) for change in answer.changes]),
        (t.say("Other names"), _names(answer.names, t)),
        (t.say("In doubt"), _doubts(answer, t)),
    )
    return parts_with_lines(parts, t)


def _won(answer: TeamAnswer, t: Language) -> Marked:
    """Return which titles the club won."""
    club = t.bold(answer.club.name)
    won = _certain(answer)
    if not won:
        return t.say("{club} has not won the Copa Perú in the editions I know.", club=club)
    once = "🏆 {club} won the Copa Perú in {seasons}."
    more = "🏆 {club} has {n} Copa Perú titles: {seasons}."
    return t.count(once, more, len(won), club=club, seasons=t.bold(phrases.seasons(won, t)))


def _certain(answer: TeamAnswer) -> list[int]:
    return [honour.season for honour in answer.titles if not honour.in_doubt]


def _facts(answer: TeamAnswer, t: Language) -> list[Marked]:
    """Return other honours, where the club is from, its best finish, its initials and nicknames."""
    lines: list[Marked] = []
    doubtful = [honour.season for honour in answer.titles if honour.in_doubt]
    if doubtful:
        seasons = phrases.seasons(doubtful, t)
        lines.append(t.say("❓ Named as champion of {season}, which is in doubt.", season=t.bold(seasons)))
    second = [honour.season for honour in answer.runners_up]
    if second:
        lines.append(t.say("🥈 Runner-up in {seasons}", seasons=t.bold(phrases.seasons(second, t))))
    lines.append(_home(answer, t))
    if not _certain(answer):
        lines += _best(answer, t)
    nicknames = [name.text for name in answer.names if name.kind == "nickname"]
    full = [name.text for name in answer.names if name.kind == "full" and not _ABBREVIATED.match(name.text)]
    if full and _ABBREVIATED.fullmatch(answer.club.name):
        names = [full[0], *nicknames][:_NICKNAMES]
        lines.append(t.say("💬 Also known as: {names}", names=t.join(names)))
    elif nicknames:
        lines.append(t.say("💬 Nicknames: {names}", names=t.join(nicknames[:_NICKNAMES])))
    return lines


def _home(answer: TeamAnswer, t: Language) -> Marked:
    """Return where the club is from."""
    departments = [t.bold(name) for name in answer.departments or (answer.club.department,) if name]
    if not departments:
        return t.say("📍 Where it is from is not in my sources.")
    towns = [town for town in answer.towns if town not in answer.departments]
    return Marked("📍 " + " · ".join([t.join(part) for part in (departments, towns) if part]))


def _best(answer: TeamAnswer, t: Language) -> list[Marked]:
    """Return the highest place in a table, with all the tables in which the club had it."""
    if not answer.best:
        return []
    ordinal = t.bold(t.ordinal(answer.best[0].position))
    by_stage: dict[str, list[int]] = {}
    for place in answer.best[:_BIGGEST]:
        by_stage.setdefault(fold(place.stage or ""), []).append(place.season)
    stages = {fold(place.stage or ""): place.stage for place in answer.best}
    tables = t.join([_tables(stages[name], years, t) for name, years in by_stage.items()])
    return [
        t.say("📊 Best finish by the results I know: {ordinal}, {tables}", ordinal=ordinal, tables=tables)
    ]


def _tables(stage: str | None, years: list[int], t: Language) -> Marked:
    """Return a stage with the seasons in whose tables of it a club had its best place."""
    seasons = phrases.seasons(years, t)
    if stage is None:
        return seasons
    titles = Marked(", ".join(phrases.heading(title, t) for title in stage.split(", ")))
    return t.say("{stage} of {season}", stage=titles, season=seasons)


def _seasons(answer: TeamAnswer, t: Language) -> tuple[Marked, ...]:
    """Return the seasons in one line, each with what the club won or its place in the table that decided."""
    finish = {place.season: t.ordinal(place.position) for place in answer.finishes}
    finish |= {honour.season: Marked("🥈") for honour in answer.runners_up}
    finish |= {honour.season: Marked("🏆") for honour in answer.titles if not honour.in_doubt}
    refs = [*(appearance.season for appearance in answer.appearances), *answer.listed]
    years = sorted(ref.year for ref in refs)
    told = [
        Marked(f"{t.bold(year)}\u00a0{finish[year]}") if year in finish else t.text(year) for year in years
    ]
    return (t.say("🗓️ Seasons: {seasons}", seasons=Marked(" · ".join(told))),) if told else ()


def _results(answer: TeamAnswer, t: Language) -> list[Marked]:
    """Return the record, the form and the biggest results."""
    if not answer.tally.played:
        if answer.infobox_only:
            return [t.say("I have no other results of {club}.", club=answer.club.name)]
        return [t.say("I have no results of {club}.", club=answer.club.name)]
    lines = [phrases.record(t.bold(answer.club.name), answer.tally, t)]
    if len(answer.form) > 1:
        letters = "".join([_letter(match, answer.club.key, t) for match in answer.form])
        season = answer.form[0].season
        lines.append(t.say("Last matches of {season}: {form}", season=season, form=t.bold(letters)))
    lines += [t.say("Biggest win: {match}", match=_match(win, t)) for win in answer.wins[:_BIGGEST]]
    lines += [t.say("Biggest defeat: {match}", match=_match(loss, t)) for loss in answer.losses[:_BIGGEST]]
    return lines


def _letter(match: Match, key: str, t: Language) -> str:
    first = winner(match)
    return phrases.letter("drawn" if first is None else "won" if first.key == key else "lost", t)


def _match(match: Match, t: Language) -> Marked:
    return Marked(f"{phrases.pairing(match, t)} ({match.season})")


def _opponent(opponent: Opponent, t: Language) -> Marked:
    tally = opponent.tally
    parts = (
        t.bold(phrases.club(opponent.club, t)),
        phrases.matches(tally.played, t),
        phrases.balance(tally, t),
        t.text(f"{tally.goals_for}–{tally.goals_against}"),
    )
    return Marked(" · ".join(parts))


def _appearances(answer: TeamAnswer, t: Language) -> list[Marked]:
    """Return a line for each season: the department played for and how many matches are known."""
    lines = [_appearance(appearance, t) for appearance in answer.appearances]
    only_honours = t.say("only the honours are known")
    return [*lines, *[Marked(f"{t.bold(ref.year)} · {only_honours}") for ref in answer.listed]]


def _appearance(appearance: Appearance, t: Language) -> Marked:
    parts = [citations.linked_year(appearance.season, t)]
    if not appearance.entries:
        parts.append(t.say("not on the list of teams"))
    parts += dict.fromkeys([t.text(entry.department) for entry in appearance.entries if entry.department])
    return Marked(" · ".join([*parts, phrases.matches_held(appearance.matches, appearance.unread, t)]))


def _titles(titles: tuple[Honour, ...], t: Language) -> list[Marked]:
    """Return the titles to which their articles give a number."""
    return [
        t.say(
            "🏆 {season}: listed as its {ordinal} title",
            season=t.bold(honour.season),
            ordinal=t.ordinal(honour.title),
        )
        for honour in titles
        if honour.title and not honour.in_doubt
    ]


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
        "full": t.say("Full name"),
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
    """Return what a reader may miss: titles of other editions, other clubs of the name."""
    notes = []
    stated = max((honour.title for honour in answer.titles if honour.title), default=0)
    if stated > len(answer.titles):
        notes.append(
            t.count(
                "{n} more title is counted in its article, won in an edition I do not know.",
                "{n} more titles are counted in its article, won in editions I do not know.",
                stated - len(answer.titles),
            )
        )
    if answer.namesakes:
        others = t.join([phrases.club(club, t) for club in answer.namesakes])
        notes.append(t.say("Another club of the same name: {clubs}.", clubs=others))
    return notes


def _doubts(answer: TeamAnswer, t: Language) -> list[Marked]:
    """Return what the documents contradict or leave open about the club."""
    lines = []
    if len(answer.departments) > 1:
        lines.append(t.say("⚠️ My sources give it more than one department."))
    homeless = [doubt.season for doubt in answer.doubts if doubt.problem.kind == HOMELESS]
    if homeless:
        seasons = phrases.seasons(homeless, t)
        lines.append(
            t.say(
                "My source for {seasons} does not say where it is from: taken for the only club of its name.",
                seasons=seasons,
            )
        )
    doubts = [doubt for doubt in answer.doubts if doubt.problem.kind != HOMELESS]
    for doubt in doubts[:_DOUBTS]:
        problem = phrases.problem(doubt.problem, t)
        lines.append(t.say("{season}: {problem}", season=t.bold(doubt.season), problem=problem))
    if len(doubts) > _DOUBTS:
        lines.append(phrases.more(len(doubts) - _DOUBTS, t))
    return lines


def _sources(answer: TeamAnswer) -> list[Source]:
    honours = (*answer.titles, *answer.runners_up)
    matches = (*answer.wins, *answer.losses, *answer.infobox_only)
    entries = [entry for appearance in answer.appearances for entry in appearance.entries]
    sources = [honour.source for honour in honours] + [entry.source for entry in entries]
    return sources + [match.source for match in matches] + [change.source for change in answer.changes]


def _links(answer: TeamAnswer, t: Language) -> tuple[Link, ...]:
    """Return the club's results, the last table it is in or its newest season, other clubs of its name."""
    links = []
    if any(appearance.matches for appearance in answer.appearances) or answer.infobox_only:
        links.append(Link(t.plain.say("Results of {club}", club=answer.club.name), Results(answer.club.key)))
    if answer.places:
        year = answer.places[0].season
        links.append(Link(t.plain.say("Table of {season}", season=year), Standings(year)))
    else:
        seasons = [*(appearance.season for appearance in answer.appearances), *answer.listed]
        links += [season_link(season.year, t) for season in seasons[:1]]
    links += [
        Link(phrases.club(club, t.plain), TeamProfile(club.key))
        for club in answer.namesakes[:_NAMESAKE_LINKS]
    ]
    return tuple(links)
