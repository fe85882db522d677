"""The matches of a round, a stage or a season in words."""

import dataclasses

from bot.errors import UnknownHeadingError, UnknownRoundError
from bot.model import AWAY_GOALS, BY_TABLE, DECISION, Match
from bot.queries import Query
from bot.queries.match_heading import Choice, SeasonPlace
from bot.queries.matches import Matches, MatchesAnswer, PlaceMatches
from bot.queries.standings import Standings
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import beside, matches_link, season_link
from bot.replies.reply import Link, LinkMenu, Part, Reply, parts_with_lines
from bot.tournament.tie import Tie

_OFFERED = 8
_TYPED = 60


def matches_reply(answer: MatchesAnswer, t: Language) -> Reply:
    """Return the matches under their headings; where there are none, what became of them."""
    several = len({place.stage for place in answer.places}) > 1
    asked_for = _asked_for(answer, t)
    parts = [_part(place, several, asked_for, t) for place in answer.places]
    if answer.infobox:
        lines = tuple([phrases.match_line(match, t) for match in answer.infobox])
        parts.append(Part(t.bold(t.say("Results without a date or round")), lines))
    matches = answer.matches
    sources = [match.source for match in (*matches, *answer.infobox)]
    return Reply(
        title=_title(answer, asked_for, t),
        url=citations.article_url(answer.season),
        lead=_counted(answer, asked_for, t) if answer.places else (_without(answer, asked_for, t),),
        parts=tuple(parts),
        notes=_notes(answer, t),
        source=citations.source([answer.season], sources or answer.headings, t),
        links=_links(answer, t),
        link_menus=_menus(answer, t),
        more=lambda: _details(answer, t),
    )


def _details(answer: MatchesAnswer, t: Language) -> tuple[Part, ...]:
    """Return where tables of results are lost."""
    lost = [_lost(place, answer, t) for place in answer.lost if place.stage or place.group or place.round]
    return parts_with_lines([(t.say("Where results are missing"), lost)], t)


def unknown_heading_reply(error: UnknownHeadingError, t: Language) -> Reply:
    """Return the private sentence that the document has no such round or stage, and those that it has."""
    typed = " ".join(error.typed.split())[:_TYPED]
    is_round = isinstance(error, UnknownRoundError)
    names = t.join([t.bold(_choice(choice, t)) for choice in error.known])
    place = {"season": error.season, "typed": typed}
    if is_round:
        title = t.say("No such round")
        lead = [t.say("No round “{typed}” in {season}.", **place)]
    else:
        title = t.say("No such stage")
        lead = [t.say("No stage or group “{typed}” in {season}.", **place)]
    if error.known:
        lead.append(t.say("There are: {names}.", names=names))
    elif is_round:
        lead.append(t.say("I know of no rounds there."))
    else:
        lead.append(t.say("I know of no stages there."))
    field = "round" if is_round else "stage"
    offered = (error.near or error.known)[:_OFFERED]
    query = _taking(error.query, field) or Matches(error.season)
    links = tuple(Link(_choice(c, t.plain), query.with_values(**{field: c.key})) for c in offered)
    return Reply(title=title, lead=tuple(lead), links=links)


def _taking(query: object, field: str) -> Query | None:
    """Return the query that was asked, if it has such a field."""
    if isinstance(query, Query) and field in (each.name for each in dataclasses.fields(query)):
        return query
    return None


def _title(answer: MatchesAnswer, place: Marked | None, t: Language) -> Marked:
    if place:
        return t.say("Matches of {season}: {place}", season=answer.season.year, place=place)
    return t.say("Matches of {season}", season=answer.season.year)


def _asked_for(answer: MatchesAnswer, t: Language) -> Marked | None:
    """Return what was asked for in the document's own headings."""
    rounds = list(dict.fromkeys([phrases.heading(title, t) for title in answer.rounds]))
    stages = [_headings(titles, t) for titles in answer.stages]
    parts = [t.join(names) for names in (stages, rounds) if names]
    return Marked(" · ".join(parts)) if parts else None


def _without(answer: MatchesAnswer, place: Marked | None, t: Language) -> Marked:
    """Return why there is no match of what was asked for."""
    year = {"season": answer.season.year}
    if place is None and answer.unread:
        return t.say("No result of {season} could be read.", **year)
    if place is None and answer.infobox:
        return t.say("I have no list of results of {season}, only these:", **year)
    if place is None:
        return t.say("I have no results of {season}.", **year)
    if answer.unread:
        return t.say("No result of {place} could be read.", place=t.bold(place))
    if answer.lost:
        return t.say(
            "I have no results of “{place}”: my copy of the article lacks them.", place=t.bold(place)
        )
    return t.say("I have no results of {place}, though it may have been played.", place=t.bold(place))


def _counted(answer: MatchesAnswer, place: Marked | None, t: Language) -> tuple[Marked, ...]:
    """Return how many goals there were in how many matches."""
    matches = answer.matches
    scored = [match for match in matches if match.scored]
    goals = phrases.goals(sum([(match.home_goals or 0) + (match.away_goals or 0) for match in scored]), t)
    stages = {match.stage for match in matches}
    stage = stages.pop() if len(stages) == 1 and place is None else None
    if stage is None:
        # The title says of what.
        one, many = "{goals} in the {n} match that I know.", "{goals} in the {n} matches that I know."
        line = t.count(one, many, len(scored), goals=goals)
    else:
        line = t.count(
            "{goals} in the {n} match that I know ({place}).",
            "{goals} in the {n} matches that I know ({place}).",
            len(scored),
            goals=goals,
            place=t.bold(phrases.heading(stage, t)),
        )
    unscored = len(matches) - len(scored)
    if not unscored:
        return (line,)
    more = t.count("{n} more match without a score", "{n} more matches without a score", unscored)
    return (line, more) if scored else (more,)


def _part(place: PlaceMatches, several: bool, asked_for: Marked | None, t: Language) -> Part:
    """Return the matches of a place; its stage stands in the heading where there are several.

    What was asked for stands in the title, not in the heading again, and a date that all matches share in the
    heading alone.
    """
    heading = phrases.place(place.stage if several else None, place.group, place.round, t)
    if heading == asked_for:
        heading = Marked()
    plain = [item for item in place.items if isinstance(item, Match)]
    dates = {match.date for match in plain}
    shared = dates.pop() if len(dates) == 1 and len(plain) == len(place.items) else None
    if shared:
        heading = Marked(heading + " — " + t.date(shared) if heading else t.date(shared))
    lines: list[Marked] = []
    for item in place.items:
        if isinstance(item, Tie):
            lines += _tie(item, t)
        else:
            lines.append(phrases.match_line(item, t, place=False, leg=False, date=shared is None))
    return Part(t.bold(heading) if heading else None, tuple(lines))


def _tie(tie: Tie, t: Language) -> list[Marked]:
    """Return a tie on a line, and its legs below; the total is the document's own."""
    names = {"first": t.bold(tie.first.name), "second": t.bold(tie.second.name)}
    line = t.say("{first} – {second}", **names)
    if tie.total and tie.printed and tie.counted == "goals":
        total = f"{tie.total[0]}–{tie.total[1]}"
        line = t.say("{tie}: {total} on aggregate", tie=line, total=total)
    elif tie.total and tie.printed:
        total = f"{tie.total[0]}–{tie.total[1]}"
        line = t.say("{tie}: {total} in points", tie=line, total=total)
    if tie.through:
        line = t.say("{tie}; {club} went through", tie=line, club=tie.through.name)
        line = _with_reason(line, tie, t)
    if tie.contradicted:
        stated = f"{tie.contradicted[0]}–{tie.contradicted[1]}"
        line = t.say("{tie} ⚠️ The article says {total} on aggregate.", tie=line, total=stated)
    legs = [phrases.match_line(leg, t, place=False, aggregate=False) for leg in tie.legs]
    return [line, *[Marked("↳ " + leg) for leg in legs]]


def _with_reason(line: Marked, tie: Tie, t: Language) -> Marked:
    """Return the line of a tie with what settled it, where its goals do not show that."""
    if tie.settled_by == AWAY_GOALS:
        return t.say("{tie} on away goals", tie=line)
    if tie.settled_by == DECISION:
        return t.say("{tie} by decision", tie=line)
    return t.say("{tie} by the place in the table", tie=line) if tie.settled_by == BY_TABLE else line


def _headings(titles: tuple[str, ...], t: Language) -> Marked:
    return Marked(" · ".join([phrases.heading(title, t) for title in titles]))


def _choice(choice: Choice, t: Language) -> Marked:
    return _headings(choice.titles, t)


def _lost(place: SeasonPlace, answer: MatchesAnswer, t: Language) -> Marked:
    one_stage = answer.stage is not None and len({lost.stage for lost in answer.lost}) == 1
    below = place.group or place.round
    stage = None if one_stage and below else place.stage
    name = phrases.place(stage, place.group, place.round, t)
    if place.lost_tables == 1:
        return name
    return t.say("{place} ({n} tables)", place=name, n=t.number(place.lost_tables))


def _notes(answer: MatchesAnswer, t: Language) -> tuple[Marked, ...]:
    lost = sum([place.lost_tables for place in answer.lost])
    notes = list(phrases.gaps(lost, 0 if answer.places else answer.unread, t))
    for place in answer.namesakes:
        name = t.bold(phrases.place(place.stage, place.group, place.round, t))
        notes.append(t.say("There is another round of that name: {place}.", place=name))
    return tuple(notes)


def _links(answer: MatchesAnswer, t: Language) -> tuple[Link, ...]:
    year, stage = answer.season.year, answer.stage
    links = []
    if answer.previous:
        links.append(
            Link(f"‹ {_choice(answer.previous, t.plain)}", Matches(year, answer.previous.key, stage))
        )
    if answer.next:
        links.append(Link(f"{_choice(answer.next, t.plain)} ›", Matches(year, answer.next.key, stage)))
    if answer.places:
        links.append(Link(t.plain.say("Table of {season}", season=year), Standings(year, stage)))
    links.append(season_link(year, t))
    if answer.round is not None or stage is not None:
        return (*links, matches_link(year, t))
    return (*links, *beside(Matches, year, answer.seasons))


def _menus(answer: MatchesAnswer, t: Language) -> tuple[LinkMenu, ...]:
    """Return the menu of the stages of a season that have matches, where there are several."""
    if answer.round is not None or answer.stage is not None:
        return ()
    stages = {place.stage for place in answer.places}
    choices = [choice for choice in answer.stage_choices if choice.titles[0] in stages]
    links = tuple([Link(_choice(c, t.plain), Matches(answer.season.year, None, c.key)) for c in choices])
    return (
        (LinkMenu(t.plain.say("One stage of {season}…", season=answer.season.year), links),)
        if links[1:]
        else ()
    )
