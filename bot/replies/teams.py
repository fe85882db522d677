"""The teams of a season in words."""

import functools
from collections.abc import Sequence

from bot.errors import UnknownPlaceError
from bot.model import Entry, Team
from bot.queries.match_place import MAX_LENGTH
from bot.queries.ranking import Ranking
from bot.queries.teams import AllTeams, DepartmentTeams, SeasonRegion, Teams, TeamsAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import profile_link, season_link
from bot.replies.ranking import number_in_words
from bot.replies.reply import Link, LinkMenu, Part, Reply, Tone, parts_with_lines
from bot.text import fold
from bot.tournament.ranking import Ranked
from bot.tournament.records import TOP

_CLUB_LINKS = 3
_OFFERED = 10


def teams_reply(answer: TeamsAnswer, t: Language) -> Reply:
    """Return the teams by region and department, and where the document puts a department in no region."""
    sources = [entry.source for entry in answer.entries]
    sources += [answer.region.source] if answer.region else []
    return Reply(
        title=_title(answer, t),
        url=citations.article_url(answer.season),
        lead=tuple(_lead(answer, t)),
        parts=tuple(_parts(answer, t)),
        notes=tuple(_notes(answer, t)),
        source=citations.source([answer.season], sources, t),
        links=_links(answer, t),
        link_menus=_menus(answer, t),
        more=lambda: parts_with_lines([(t.say("Gaps in the source"), _without_teams(answer, t))], t),
    )


def department_reply(answer: DepartmentTeams, t: Language) -> Reply:
    """Return the teams of a department over all seasons, each with its seasons, and its regions."""
    sources = [entry.source for _, entries in answer.teams for entry in entries]
    teams = [_over_the_years(_team(entries[0], t, team.name), entries, t) for team, entries in answer.teams]
    regions = [
        t.say("{team}: {seasons}", team=phrases.region(name, t), seasons=phrases.seasons(years, t))
        for name, years in answer.regions
    ]
    department = t.bold(answer.department)
    none = t.say("I know of no team of {department}.", department=department)
    links = tuple(
        [
            Link(f"{answer.department} {ref.year}", Teams(ref.year, answer.department[:MAX_LENGTH]))
            for ref in answer.seasons
        ]
    )
    return Reply(
        title=t.say("Teams of {department}, all editions", department=answer.department),
        lead=(
            t.count(
                "{department} sent {n} team to the editions whose teams I know: {seasons}.",
                "{department} sent {n} teams to the editions whose teams I know: {seasons}.",
                len(answer.teams),
                department=department,
                seasons=phrases.seasons([ref.year for ref in answer.seasons], t),
            )
            if teams
            else none,
        ),
        parts=(
            *([Part(None, tuple(teams))] if teams else ()),
            *parts_with_lines([(t.say("Regions"), regions)], t),
        ),
        source=citations.source(answer.seasons, sources, t),
        links=tuple([profile_link(team, t) for team, _ in answer.teams[:_CLUB_LINKS]]),
        link_menus=(LinkMenu(t.plain.say("One edition…"), links),) if links[1:] else (),
    )


def all_teams_reply(answer: AllTeams, t: Language) -> Reply:
    """Return the clubs with most editions, the departments with most teams, and a menu of the editions."""
    title = t.say("Teams of all editions")
    if not answer.seasons:
        return Reply(title, (t.say("I have no list of the teams of any edition."),), tone=Tone.CHOICE)
    lead = t.count(
        "{teams} from {departments} took part in the {n} edition whose list of teams I have.",
        "{teams} from {departments} took part in the {n} editions whose lists of teams I have.",
        len(answer.seasons),
        teams=t.bold(phrases.teams(answer.teams, t)),
        departments=t.count("{n} department", "{n} departments", len(answer.departments)),
    )
    most = t.say("Most editions played")
    if answer.only_honours:
        most = t.say("Most editions, with the champions and runners-up of the others")
    (latest, _), *_ = answer.seasons
    links = tuple(
        [
            Link(f"{ref.year} · {phrases.teams(number, t.plain)}", Teams(ref.year))
            for ref, number in answer.seasons
        ]
    )
    return Reply(
        title=title,
        lead=(lead,),
        parts=parts_with_lines(
            [
                (most, _most(answer.clubs, t)),
                (t.say("Departments with the most teams"), [_departments(answer.departments, t)]),
            ],
            t,
        ),
        source=citations.source([ref for ref, _ in answer.seasons], (), t),
        links=(
            Link(t.plain.say("Teams of {season}", season=latest.year), Teams(latest.year)),
            Link(t.plain.say("All clubs"), Ranking("editions", "club")),
            Link(t.plain.say("All departments"), Ranking("teams", "department")),
        ),
        link_menus=(LinkMenu(t.plain.say("One edition…"), links),) if links[1:] else (),
    )


def _departments(rows: Sequence[Ranked], t: Language) -> Marked:
    """Return the first departments of a ranking on one line."""
    return Marked(" · ".join([f"{t.text(row.subject)} {t.number(int(row.value))}" for row in rows[:TOP]]))


def _most(rows: Sequence[Ranked], t: Language) -> list[Marked]:
    """Return the first of a ranking, and how many more are level with the last of them."""
    lines = []
    for row in rows[:TOP]:
        name = phrases.club(row.subject, t) if isinstance(row.subject, Team) else t.text(row.subject)
        lines.append(Marked(f"{name} — {t.bold(number_in_words(row.value, 'editions', t))}"))
    level = [row for row in rows[TOP:] if row.value == rows[TOP - 1].value]
    if level:
        lines.append(phrases.more_level(len(level), t))
    return lines


def _over_the_years(team: Marked, entries: tuple[Entry, ...], t: Language) -> Marked:
    seasons = phrases.seasons(dict.fromkeys(entry.season for entry in entries), t)
    return t.say("{team}: {seasons}", team=t.bold(team), seasons=seasons)


def unknown_place_reply(error: UnknownPlaceError, t: Language) -> Reply:
    """Return the private sentence that the document has no such place, and those that it has."""
    typed = " ".join(error.typed.split())[:60]
    is_region = error.field == "region"
    if is_region:
        title = t.say("No such region")
        lead = [t.say("No region “{typed}” in {season}.", season=error.season.year, typed=typed)]
    else:
        title = t.say("No such department")
        lead = [
            t.say("No team of a department “{typed}” in {season}.", season=error.season.year, typed=typed)
        ]
    names = t.join([t.bold(name) for name in error.known])
    if not error.known and is_region:
        lead.append(t.say("I know of no regions that year."))
    elif not error.known:
        lead.append(t.say("I know of no departments that year."))
    elif is_region:
        lead.append(
            t.count(
                "There is {n} region: {names}.",
                "There are {n} regions: {names}.",
                len(error.known),
                names=names,
            )
        )
    else:
        lead.append(
            t.count(
                "There is {n} department: {names}.",
                "There are {n} departments: {names}.",
                len(error.known),
                names=names,
            )
        )
    links = tuple(
        Link(name, error.query.with_values(**{error.field: name[:MAX_LENGTH]}))
        for name in error.known[:_OFFERED]
    )
    return Reply(title=title, lead=tuple(lead), links=links if is_region else ())


def _title(answer: TeamsAnswer, t: Language) -> Marked:
    year = answer.season.year
    if answer.department and answer.region:
        return t.say(
            "Teams of {department} in region {region}, {season}",
            department=answer.department,
            region=answer.region.name,
            season=year,
        )
    if answer.department:
        return t.say("Teams of {department}, {season}", department=answer.department, season=year)
    if answer.region:
        return t.say("Teams of region {region}, {season}", region=answer.region.name, season=year)
    return t.say("Teams of the {season} Copa Perú", season=year)


def _lead(answer: TeamsAnswer, t: Language) -> list[Marked]:
    """Return how many there are, or why there is none."""
    if not answer.teams:
        return [t.say("I have no list of the teams of {season}.", season=answer.season.year)]
    if answer.entries:
        count = phrases.teams(len(answer.entries), t)
        if answer.department:
            return [_of_department(answer, count, t)]
        if answer.region:
            departments = t.join(answer.region.departments)
            return [t.say("{teams} from {departments}.", teams=count, departments=departments)]
        named = {entry.department for entry in answer.entries if entry.department}
        one, many = "{teams} from {n} department.", "{teams} from {n} departments."
        return [t.count(one, many, len(named), teams=count)]
    if answer.region and answer.department:
        return [_apart(answer, answer.region, answer.department, t)]
    if answer.department:
        return [t.say("I know of no team of {department} that year.", department=t.bold(answer.department))]
    return [t.say("I know of no team of this region that year.")]


def _of_department(answer: TeamsAnswer, count: Marked, t: Language) -> Marked:
    """Return the teams of the department that the title names."""
    names = t.join([t.bold(_team(entry, t)) for entry in answer.entries])
    if answer.region is None and answer.department_regions:
        regions = t.join(answer.department_regions)
        return t.say("{count}, in region {regions}: {teams}.", count=count, regions=regions, teams=names)
    return t.say("{count}: {teams}.", count=count, teams=names)


def _apart(answer: TeamsAnswer, region: SeasonRegion, department: str, t: Language) -> Marked:
    """Return why a department has no team in a region."""
    place = {"department": t.bold(department), "region": t.bold(region.name)}
    if region.name in answer.department_regions:
        return t.say("{department} belonged to region {region}, but I know of no team of it.", **place)
    if not answer.department_regions:
        return t.say("{department} was not in region {region}: my source puts it in none.", **place)
    others = t.join([t.bold(name) for name in answer.department_regions])
    return t.say("{department} was not in region {region} but in {others}.", others=others, **place)


def _parts(answer: TeamsAnswer, t: Language) -> list[Part]:
    """Return a part for each region, one for departments in none; only one where a region was asked for."""
    if answer.department:
        return []
    if answer.region or not answer.regions:
        lines = _lines(answer.entries, t)
        return [Part(None, lines)] if lines else []
    return [Part(t.bold(_heading(g.region, t)), _lines(g.entries, t)) for g in answer.groups]


def _heading(region: SeasonRegion | None, t: Language) -> Marked:
    if region is None:
        return t.say("In no region")
    return phrases.region(region.name, t)


def _lines(entries: tuple[Entry, ...], t: Language) -> tuple[Marked, ...]:
    """Return a line for each department with its teams."""
    departments: dict[str, list[Marked]] = {}
    for entry in entries:
        departments.setdefault(entry.department or "", []).append(_team(entry, t))
    lines = []
    for department, teams in departments.items():
        place = t.bold(department or t.say("no department"))
        lines.append(t.say("{department}: {teams}", department=place, teams=Marked(", ".join(teams))))
    return tuple(lines)


def _team(entry: Entry, t: Language, name: str | None = None) -> Marked:
    """Return the name of a team, or the one given, with its town unless that is already in it."""
    name = name or entry.club.name
    if entry.location is None or _is_told(entry.location, entry.department or "", name):
        return t.text(name)
    return t.say("{club} ({home})", club=name, home=entry.location)


@functools.lru_cache(4096)
def _is_told(home: str, department: str, club: str) -> bool:
    """Tell whether the name of the department or the club says already where the club is at home."""
    place = fold(home)
    return place in fold(department) or place in fold(club)


def _notes(answer: TeamsAnswer, t: Language) -> list[Marked]:
    """Return where the list and the regions of the document do not fit, in one line."""
    if not answer.teams:
        return []
    if answer.without_region and answer.department and not answer.region:
        return [t.say("My source puts this department in no region.")]
    if answer.without_region and not answer.department:
        places = t.join([t.bold(name) for name in answer.without_region])
        return [t.say("My source puts {places} in no region.", places=places)]
    return [] if answer.regions else [t.say("I know of no regions that year.")]


def _without_teams(answer: TeamsAnswer, t: Language) -> list[Marked]:
    """Return the departments that belong to a region without a team on the list."""
    if answer.department or not answer.teams:
        return []
    regions = [answer.region] if answer.region else list(answer.regions)
    return [_without_team(region, t) for region in regions if region.without_team]


def _without_team(region: SeasonRegion, t: Language) -> Marked:
    return t.count(
        "{departments} was in region {region}, but has no team on the list.",
        "{departments} were in region {region}, but have no team on the list.",
        len(region.without_team),
        departments=t.join([t.bold(name) for name in region.without_team]),
        region=region.name,
    )


def _links(answer: TeamsAnswer, t: Language) -> tuple[Link, ...]:
    year = answer.season.year
    links = []
    if answer.department or answer.region:
        links.append(Link(t.plain.say("All teams of {season}", season=year), Teams(year)))
    if answer.department:
        department = answer.department[:MAX_LENGTH]
        if answer.region:
            links.append(Link(f"{answer.department} {year}", Teams(year, department)))
        label = t.plain.say("{department} over the years", department=answer.department)
        links.append(Link(label, Teams(None, department)))
    links.append(season_link(year, t))
    regions = _region_links(answer, t)
    return (*links, *regions) if len(regions) == 1 else tuple(links)


def _region_links(answer: TeamsAnswer, t: Language) -> tuple[Link, ...]:
    """Return the other regions of the season, or those of the department asked for."""
    asked = answer.region.name if answer.region and not answer.department else None
    near = answer.department_regions if answer.department else [r.name for r in answer.regions]
    return tuple(
        [
            Link(phrases.region(name, t.plain), Teams(answer.season.year, region=name[:MAX_LENGTH]))
            for name in near
            if name != asked
        ]
    )


def _menus(answer: TeamsAnswer, t: Language) -> tuple[LinkMenu, ...]:
    links = _region_links(answer, t)
    return (LinkMenu(t.plain.say("One region…"), links),) if links[1:] else ()
