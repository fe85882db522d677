"""All champions in words: titles by club and department, each edition, and one club's or department's own."""

from collections.abc import Callable, Iterable, Sequence

from bot.model import SeasonStatus, Team
from bot.queries.champions import YEARS, Champions, ChampionsAnswer, ClubHonours
from bot.queries.seasons import Edition
from bot.replies import citations, phrases
from bot.replies.champions_pictures import many_titles, map_picture, more, timeline_picture
from bot.replies.language import Language, Marked
from bot.replies.links import profile_link, season_link
from bot.replies.ranking import number_in_words
from bot.replies.reply import Citation, Link, LinkMenu, Part, Reply, parts_with_lines
from bot.tournament.decision import runners_up

_NAMED = 4


def champions_reply(answer: ChampionsAnswer, t: Language) -> Reply:
    """Return the titles by club and department on a map, all by year, or those of a club or department."""
    if answer.club:
        return _of_club(answer, answer.club, t)
    if answer.department:
        return _of_department(answer, answer.department, t)
    if not any(edition.champions for edition in answer.editions):
        return Reply(_title(answer, t), (t.say("I know of no champion in those years."),))
    yearly = answer.view == YEARS
    return Reply(
        title=_title(answer, t),
        lead=_span_lead(answer, t) if yearly else _lead(answer, t),
        notes=_notes(answer, t),
        source=_source(answer.editions, t),
        picture=(timeline_picture if yearly else map_picture)(answer, t),
        links=_links(answer, t),
        link_menus=_menus(answer, t),
        more=lambda: _details(answer, t),
    )


def _title(answer: ChampionsAnswer, t: Language) -> Marked:
    if answer.department:
        title = t.say("Champions from {department}", department=answer.department)
    elif answer.club:
        title = t.say("Titles of {club}", club=phrases.club(answer.club, t))
    elif answer.view == YEARS:
        title = t.say("Champions of the Copa Perú, year by year")
    else:
        title = t.say("Champions of the Copa Perú")
    return Marked(" · ".join(filter(None, [title, phrases.span(*answer.span, t)])))


def _lead(answer: ChampionsAnswer, t: Language) -> tuple[Marked, ...]:
    """Return the club with the most titles, of how many."""
    if not answer.decided:
        return ()
    most = len(answer.clubs[0].titles)
    clubs = [t.bold(phrases.club(club.club, t)) for club in answer.clubs if len(club.titles) == most]
    number = t.bold(t.number(most))
    if len(clubs) == 1:
        line = t.count(
            "🏆 {club} has won the most: {number} of {n} title.",
            "🏆 {club} has won the most: {number} of {n} titles.",
            answer.decided,
            club=clubs[0],
            number=number,
        )
        return (line,)
    return (
        t.count(
            "🏆 Nobody has won more than {clubs}: {number} of {n} title each.",
            "🏆 Nobody has won more than {clubs}: {number} of {n} titles each.",
            answer.decided,
            clubs=_some(clubs, t),
            number=number,
        ),
    )


def _some(names: Sequence[Marked], t: Language) -> Marked:
    left = len(names) - _NAMED
    return t.join([*names[:_NAMED], more(left, t)] if left > 1 else names)


def _span_lead(answer: ChampionsAnswer, t: Language) -> tuple[Marked, ...]:
    won = _years(answer, lambda edition: bool(edition.champions))
    clubs = sum(bool(club.titles) for club in answer.clubs)
    number = t.count("{n} champion", "{n} champions", answer.decided)
    return (
        t.count(
            "{champions} from {first} to {last}: {n} club in all.",
            "{champions} from {first} to {last}: {n} different clubs.",
            clubs,
            champions=t.bold(number),
            first=won[0],
            last=won[-1],
        ),
    )


def _notes(answer: ChampionsAnswer, t: Language) -> tuple[Marked, ...]:
    """Return on which editions the answer rests, which had no champion, and of whom the home is not known."""
    without = _years(answer, lambda e: not e.champions and e.status is not SeasonStatus.PLAYED)
    unknown = _years(answer, lambda e: not e.champions and e.status is SeasonStatus.PLAYED)
    doubtful = _years(answer, lambda e: any(h.in_doubt for h in e.champions))
    # Who won each year, or why nobody did, is on the picture of the years.
    yearly = answer.view == YEARS
    sentences = []
    if answer.of_town:
        sentences.append(
            t.count(
                "The only club that I know to be from {town}: {clubs}.",
                "The {n} clubs that I know to be from {town}: {clubs}.",
                len(answer.of_town),
                town=answer.department,
                clubs=_some([t.text(club.name) for club in answer.of_town], t),
            )
        )
    if answer.department:
        sentences.append(t.count("{n} champion known.", "{n} champions known.", answer.decided))
    elif without and not yearly:
        sentences.append(t.say("No champion in {seasons}.", seasons=phrases.year_ranges(without, t)))
    if unknown and not yearly:
        sentences.append(t.say("Champion not known: {seasons}.", seasons=phrases.year_ranges(unknown, t)))
    if doubtful:
        sentences.append(
            t.say("Champion in doubt, not counted: {seasons}.", seasons=phrases.year_ranges(doubtful, t))
        )
    missing = _missing(answer)
    if missing:
        sentences.append(
            t.count(
                "I have nothing on {n} other year since {first}.",
                "I have nothing on {n} other years since {first}.",
                missing,
                first=answer.editions[0].season.year,
            )
        )
    if answer.homeless and not yearly:
        clubs = [t.say("{club} {season}", club=club.name, season=year) for year, club in answer.homeless]
        sentences.append(t.say("Department not known: {clubs}.", clubs=_some(clubs, t)))
    return (Marked(" ".join(sentences)),) if sentences else ()


def _missing(answer: ChampionsAnswer) -> int:
    """Return how many years between the first and the last edition are in no source."""
    years = [edition.season.year for edition in answer.editions]
    return years[-1] - years[0] + 1 - len(years) if years and not answer.club else 0


def _years(answer: ChampionsAnswer, fits: Callable[[Edition], bool]) -> list[int]:
    return [edition.season.year for edition in answer.editions if fits(edition)]


def _links(answer: ChampionsAnswer, t: Language) -> tuple[Link, ...]:
    """Return the other view."""
    everything = _all_link(answer, t).query
    other = Link(t.plain.say("Year by year"), everything.with_values(view=YEARS))
    if answer.view == YEARS:
        other = Link(t.plain.say("Map of titles"), everything)
    return (other,)


def _all_link(answer: ChampionsAnswer, t: Language) -> Link:
    """Return the link to all champions of the same years."""
    return Link(t.plain.say("All champions"), Champions(None, None, *answer.span))


def _menus(answer: ChampionsAnswer, t: Language) -> tuple[LinkMenu, ...]:
    """Return the menu of departments that have won, and of clubs that have won more than once."""
    places = [
        Link(_with_titles(place.name, place.titles, t), Champions(place.name)) for place in answer.departments
    ]
    clubs = [
        Link(_with_titles(club.club.name, club.titles, t), Champions(team=club.club.key))
        for club in many_titles(answer)
    ]
    links = (*places, *clubs)
    return (LinkMenu(t.plain.say("Department or club…"), links),) if links else ()


def _with_titles(name: str, titles: Sequence[int], t: Language) -> str:
    return f"{name} · {number_in_words(len(titles), 'titles', t.plain)}"


def _details(answer: ChampionsAnswer, t: Language) -> tuple[Part, ...]:
    """Return the clubs that were second most often."""
    second = sorted(answer.clubs, key=lambda club: -len(club.second))
    lines = [_second(club, t) for club in second if len(club.second) > 1]
    return parts_with_lines(((t.say("Runner-up more than once"), lines),), t)


def _source(editions: Iterable[Edition], t: Language) -> Citation:
    sources = [h.source for edition in editions for h in (*edition.champions, *edition.runners_up)]
    return citations.source([edition.season for edition in editions][::-1], sources, t)


def _of_department(answer: ChampionsAnswer, department: str, t: Language) -> Reply:
    """Return how often clubs of a department won, which and when, and when they were second."""
    champions = [club for club in answer.clubs if club.titles]
    second = [club for club in answer.clubs if club.second]
    own = {year for club in answer.clubs for year in (*club.titles, *club.second)}
    editions = [edition for edition in answer.editions if edition.season.year in own]
    n = sum(len(club.titles) for club in champions)
    place = t.bold(department)
    if n:
        number = t.bold(number_in_words(n, "titles", t))
        lead = t.say("🏆 {number} for clubs from {department}.", number=number, department=place)
    elif any(answer.span):
        lead = t.say("No club from {department} won in those years, as far as I know.", department=place)
    else:
        lead = t.say("No club from {department} has won the Copa Perú, as far as I know.", department=place)
    links = [profile_link(club.club, t) for club in answer.clubs]
    return Reply(
        title=_title(answer, t),
        lead=(lead,),
        parts=parts_with_lines(
            (
                (t.say("Champions"), [_won(club, t) for club in champions]),
                (t.say("Runners-up"), [_second(club, t, club.club.name) for club in second]),
            ),
            t,
        ),
        notes=_notes(answer, t),
        source=_source(editions, t) if editions else None,
        links=(*links[:1], _all_link(answer, t)),
        link_menus=(LinkMenu(t.plain.say("Profile of a club…"), tuple(links)),) if links[1:] else (),
    )


def _won(club: ClubHonours, t: Language) -> Marked:
    years = t.join(club.titles)
    if len(club.titles) == 1:
        return Marked(f"{t.bold(club.club.name)} · {years}")
    return Marked(f"{t.bold(club.club.name)} ×{len(club.titles)} · {years}")


def _second(club: ClubHonours, t: Language, name: str | None = None) -> Marked:
    """Return when a club was second, under a name that need not tell where it is from."""
    return Marked(f"{t.text(name) if name else phrases.club(club.club, t)} · {t.join(club.second)}")


def _of_club(answer: ChampionsAnswer, club: Team, t: Language) -> Reply:
    """Return how often a club won and was second, against whom."""
    titles = [year for own in answer.clubs for year in own.titles]
    seconds = [year for own in answer.clubs for year in own.second]
    name = t.bold(club.name)
    if titles:
        number = t.bold(number_in_words(len(titles), "titles", t))
        lead = t.say("🏆 {number} for {club}.", number=number, club=name)
    else:
        lead = t.say("{club} has not won the Copa Perú in the editions I know.", club=name)
        if any(answer.span):
            lead = t.say("{club} did not win the Copa Perú in these years.", club=name)
    lines = [_finish(edition, club, edition.season.year in titles, t) for edition in answer.editions]
    links = [profile_link(club, t), *(season_link(year, t) for year in (titles or seconds)[-1:])]
    if club.department:
        label = t.plain.say("Champions from {department}", department=club.department)
        links.append(Link(label, Champions(club.department, None, *answer.span)))
    return Reply(
        title=_title(answer, t),
        lead=(lead,),
        parts=(Part(None, tuple(lines)),) if lines else (),
        source=_source(answer.editions, t) if lines else None,
        links=(*links, _all_link(answer, t)),
    )


def _finish(edition: Edition, club: Team, won: bool, t: Language) -> Marked:
    """Return how a club finished an edition that it won, was second in, or is named for in doubt."""
    doubtful = [
        honour
        for honour in edition.champions
        if honour.in_doubt and club.key in [claim.club.key for claim in honour.claims]
    ]
    if doubtful:
        return phrases.champion_in_doubt(doubtful[0], edition.season, t)
    year = citations.linked_year(edition.season, t)
    others = runners_up(edition.runners_up, edition.decision) if won else [h.club for h in edition.champions]
    clubs = t.join([phrases.club(other, t) for other in others if other.key != club.key])
    if won and clubs:
        return t.say("🏆 {season}: champion, ahead of {clubs}", season=year, clubs=clubs)
    if won:
        return t.say("🏆 {season}: champion", season=year)
    if clubs:
        return t.say("🥈 {season}: runner-up, behind {clubs}", season=year, clubs=clubs)
    return t.say("🥈 {season}: runner-up", season=year)
