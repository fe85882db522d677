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
from bot.replies.reply import Link, Part, Reply
from bot.tournament.tie import Tie

_STAGE_LINKS = 4
_OFFERED = 8
_TYPED = 60


def matches_reply(answer: MatchesAnswer, t: Language) -> Reply:
    """Return the matches under their headings; where there are none, what became of them."""
    several = answer.stage is None or len({place.stage for place in answer.places}) > 1
    parts = [_part(place, several, t) for place in answer.places]
    if answer.infobox:
        lines = tuple([phrases.match_line(match, t) for match in answer.infobox])
        parts.append(Part(t.bold(t.say("In the infobox alone")), lines))
    asked_for_part = answer.round is not None or answer.stage is not None
    if asked_for_part and answer.lost:
        lost = tuple(_lost(place, answer, t) for place in answer.lost)
        parts.append(Part(t.bold(t.say("Tables lost on the way into the document")), lost))
    matches = answer.matches
    sources = [match.source for match in (*matches, *answer.infobox)]
    asked_for = _asked_for(answer, t)
    return Reply(
        title=_title(answer, asked_for, t),
        url=citations.article_url(answer.season),
        lead=_counted(matches, t) if answer.places else (_without(answer, asked_for, t),),
        parts=tuple(parts),
        notes=_notes(answer, t),
        source=citations.source([answer.season], sources or answer.headings, t),
        links=_links(answer, t),
    )


def unknown_heading_reply(error: UnknownHeadingError, t: Language) -> Reply:
    """Return the private sentence that the document has no such round or stage, and those that it has."""
    typed = " ".join(error.typed.split())[:_TYPED]
    is_round = isinstance(error, UnknownRoundError)
    names = t.join([t.bold(_choice(choice, t)) for choice in error.known])
    place = {"season": error.season, "typed": typed}
    if is_round:
        title = t.say("No such round")
        lead = [t.say("The document of {season} has no round “{typed}” here.", **place)]
    else:
        title = t.say("No such stage")
        lead = [t.say("The document of {season} has no stage or group “{typed}”.", **place)]
    if error.known:
        lead.append(t.say("It has: {names}.", names=names))
    else:
        lead.append(t.say("It has no headings of that kind."))
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
    if place is None and answer.unread:
        return t.say("No match was read in the document of {season}.", season=answer.season.year)
    if place is None:
        return t.say("The document of {season} holds no match line.", season=answer.season.year)
    if answer.unread:
        return t.say("No match was read under the heading {place}.", place=t.bold(place))
    if answer.lost:
        return t.say(
            "The document has the heading {place}, but what stood under it was lost on the way:"
            " its matches are not known here.",
            place=t.bold(place),
        )
    return t.say(
        "The document has the heading {place}, but no match under it. That does not mean that none was"
        " played.",
        place=t.bold(place),
    )


def _counted(matches: tuple[Match, ...], t: Language) -> tuple[Marked, ...]:
    goals = sum([(match.home_goals or 0) + (match.away_goals or 0) for match in matches])
    line = t.say(
        "{matches}, {goals}",
        matches=phrases.matches(len(matches), t),
        goals=phrases.goals(goals, t),
    )
    unscored = len([match for match in matches if not match.scored])
    if not unscored:
        return (line,)
    return (line, t.count("{n} of them without a score", "{n} of them without a score", unscored))


def _part(place: PlaceMatches, several: bool, t: Language) -> Part:
    """Return the matches of a place; its stage stands in the heading where there are several.

    A date that all matches share stands in the heading alone.
    """
    heading = phrases.place(place.stage if several else None, place.group, place.round, t)
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
            lines.append(_line(item, t, dated=shared is None))
    return Part(t.bold(heading) if heading else None, tuple(lines))


def _line(match: Match, t: Language, *, dated: bool = True, leg: bool = False) -> Marked:
    return phrases.match_line(match, t, place=False, leg=leg, date=dated)


def _tie(tie: Tie, t: Language) -> list[Marked]:
    """Return a tie on a line, and its legs below; the total is the document's own."""
    names = {"first": t.bold(tie.first.name), "second": t.bold(tie.second.name)}
    line = t.say("{first} – {second}", **names)
    if tie.total and tie.printed and tie.counted == "goals":
        total = f"{tie.total[0]}–{tie.total[1]}"
        line = t.say("{tie}: {total} on aggregate, as the document has it", tie=line, total=total)
    elif tie.total and tie.printed:
        total = f"{tie.total[0]}–{tie.total[1]}"
        line = t.say("{tie}: {total} in points, as the document has it", tie=line, total=total)
    if tie.through:
        line = t.say("{tie}; {club} went through", tie=line, club=tie.through.name)
        line = _with_reason(line, tie, t)
    if tie.contradicted:
        stated = f"{tie.contradicted[0]}–{tie.contradicted[1]}"
        line = t.say("{tie} ⚠️ The document says {total} on aggregate.", tie=line, total=stated)
    legs = [dataclasses.replace(leg, aggregate=None) for leg in tie.legs]
    return [line, *[Marked("↳ " + _line(leg, t, leg=True)) for leg in legs]]


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
    notes = []
    if answer.infobox:
        notes.append(
            t.say("ℹ️ What stands in the infobox alone is a result of the season, but has no place or date.")
        )
    if not answer.places:
        notes += phrases.unread_note(answer.unread, t)
    lost = sum([place.lost_tables for place in answer.lost])
    if answer.round is None and answer.stage is None:
        notes += phrases.tables_lost_note(lost, t)
    for place in answer.namesakes:
        name = t.bold(phrases.place(place.stage, place.group, place.round, t))
        notes.append(t.say("ℹ️ There is another of that name: {place}.", place=name))
    return tuple(notes)


def _links(answer: MatchesAnswer, t: Language) -> tuple[Link, ...]:
    year, stage = answer.season.year, answer.stage
    links = []
    if answer.previous:
        label = f"◀ {_choice(answer.previous, t.plain)}"
        links.append(Link(label, Matches(year, answer.previous.key, stage)))
    if answer.next:
        label = f"{_choice(answer.next, t.plain)} ▶"
        links.append(Link(label, Matches(year, answer.next.key, stage)))
    if answer.round is None and stage is None:
        stages = {place.stage for place in answer.places}
        choices = [choice for choice in answer.stage_choices if choice.titles[0] in stages]
        links += [Link(_choice(c, t.plain), Matches(year, None, c.key)) for c in choices[:_STAGE_LINKS]]
        links += beside(Matches(year), year, answer.seasons)
    else:
        links.append(matches_link(year, t))
    if answer.places:
        links.append(Link(t.plain.say("Table"), Standings(year, stage)))
    links.append(season_link(year, t))
    return tuple(links)
