"""The matches of a club in words."""

from bot.model import Match
from bot.queries.results import Results, ResultsAnswer, SeasonResults
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import against_link, season_link
from bot.replies.reply import Citation, Link, Part, Reply

_SEASON_LINKS, _OPPONENT_LINKS = 4, 3


def results_reply(answer: ResultsAnswer, t: Language) -> Reply:
    """Return a club's record and matches, and what is known where the documents hold no match of it."""
    title = t.say("Results of {club}", club=phrases.club(answer.club, t))
    if answer.opponent:
        title = t.say("{title} against {opponent}", title=title, opponent=phrases.club(answer.opponent, t))
    if answer.season:
        title = t.say("{title}, {season}", title=title, season=answer.season.year)
    if any(answer.span):
        title = Marked(title + " · " + phrases.span(*answer.span, t))
    seasons = _seasons_with_matches(answer)
    return Reply(
        title=title,
        url=citations.article_url(seasons[0].season) if len(seasons) == 1 else None,
        lead=_lead(answer, t),
        parts=tuple([part for season in answer.seasons if (part := _season(season, answer, t))]),
        notes=_notes(answer, t),
        source=_source(answer, t),
        links=_links(answer, t),
    )


def _lead(answer: ResultsAnswer, t: Language) -> tuple[Marked, ...]:
    if answer.listed:
        return (
            t.say(
                "I have no results of {club}: only the list of editions names it, in {seasons}.",
                club=t.bold(answer.club.name),
                seasons=phrases.seasons([season.year for season in answer.listed], t),
            ),
        )
    if answer.season and answer.season.year not in answer.took_part:
        return (_not_there(answer, t),)
    if answer.tally.played:
        return (phrases.record(answer.tally, t),)
    if any(answer.span) and not answer.seasons:
        return (
            t.say(
                "{club} does not appear in those years. The documents have the club in {seasons}.",
                club=t.bold(answer.club.name),
                seasons=phrases.seasons(answer.took_part, t),
            ),
        )
    return ()


def _not_there(answer: ResultsAnswer, t: Language) -> Marked:
    season = answer.season.year if answer.season else None
    return t.say(
        "{club} does not appear in the document of {season}. The documents have the club in {seasons}.",
        club=t.bold(answer.club.name),
        season=season,
        seasons=phrases.seasons(answer.took_part, t),
    )


def _season(results: SeasonResults, answer: ResultsAnswer, t: Language) -> Part | None:
    heading, of_stage = phrases.year_heading(results.season.year, results.matches, t)
    if results.matches:
        return Part(heading, tuple([_line(m, answer, t, not of_stage) for m in results.matches]))
    if answer.opponent:
        return None
    return Part(heading, _without_matches(results, answer, t))


def _line(match: Match, answer: ResultsAnswer, t: Language, with_stage: bool) -> Marked:
    line = phrases.match_line(match, t, own=answer.club.key)
    if with_stage and match.stage:
        return Marked(line + " · " + phrases.heading(match.stage, t))
    return line


def _without_matches(results: SeasonResults, answer: ResultsAnswer, t: Language) -> tuple[Marked, ...]:
    """Return what the season's document does say of a club of which it holds no match."""
    lines = []
    for entry in results.entries:
        if entry.department:
            took_part = t.say("Took part for {department}.", department=t.bold(entry.department))
            lines.append(took_part)
        else:
            lines.append(t.say("Took part."))
    for honour in results.titles:
        if honour.in_doubt:
            lines.append(t.say("❓ Named as champion, which is in doubt."))
        elif honour.title:
            lines.append(t.say("🏆 Won the title, its {ordinal}.", ordinal=t.ordinal(honour.title)))
        else:
            lines.append(t.say("🏆 Won the title."))
    if results.unread:
        lines.append(t.say("No match of {club} was read in the document.", club=answer.club.name))
    else:
        lines.append(t.say("The document holds no match of {club}.", club=answer.club.name))
    lines += phrases.unread_note(results.unread, t)
    return (*lines, *phrases.tables_lost_note(results.lost_tables, t))


def _notes(answer: ResultsAnswer, t: Language) -> tuple[Marked, ...]:
    if not answer.opponent or any(season.matches for season in answer.seasons):
        return ()
    clubs = {"club": t.bold(answer.club.name), "opponent": t.bold(answer.opponent.name)}
    if answer.season:
        return _not_met_in(answer.season.year, answer, clubs, t)
    met = t.say("The documents hold no match between {club} and {opponent}.", **clubs)
    together = sorted(set(answer.took_part) & set(answer.opponent_took_part))
    if not together:
        return (met, t.say("The documents never have both in one season."))
    both = t.say("Both took part in {seasons}.", seasons=phrases.seasons(together, t))
    return (met, both)


def _not_met_in(
    year: int, answer: ResultsAnswer, clubs: dict[str, Marked], t: Language
) -> tuple[Marked, ...]:
    """Return that the season's document has no match of the two, and in which seasons they met."""
    lines = [
        t.say("The document of {season} holds no match between {club} and {opponent}.", season=year, **clubs)
    ]
    if year in answer.took_part and year not in answer.opponent_took_part:
        lines.append(t.say("{club} is not in it.", club=clubs["opponent"]))
    if answer.met:
        lines.append(t.say("They met in {seasons}.", seasons=phrases.seasons(answer.met, t)))
    else:
        lines.append(t.say("No other document has a match of the two either."))
    return tuple(lines)


def _seasons_with_matches(answer: ResultsAnswer) -> tuple[SeasonResults, ...]:
    """Return the seasons of the answer: against an opponent those with a match, if there is one."""
    if not answer.opponent:
        return answer.seasons
    return tuple([season for season in answer.seasons if season.matches]) or answer.seasons


def _source(answer: ResultsAnswer, t: Language) -> Citation:
    sources = [match.source for season in answer.seasons for match in season.matches]
    seasons = _seasons_with_matches(answer)
    for season in seasons:
        if not season.matches:
            sources += [entry.source for entry in season.entries] + [h.source for h in season.titles]
    refs = [season.season for season in seasons] + [*answer.listed]
    if answer.season and answer.season not in refs:
        refs.append(answer.season)
    return citations.source(refs, sources, t)


def _links(answer: ResultsAnswer, t: Language) -> tuple[Link, ...]:
    key = answer.club.key
    narrowed = answer.season or answer.opponent or any(answer.span)
    links = [Link(t.plain.say("All seasons"), Results(key))] if narrowed else []
    if answer.opponent:
        links.append(Link(t.plain.say("Head to head"), Versus(key, answer.opponent.key)))
        years = answer.met
    else:
        years = answer.took_part
        links += _other_seasons(answer)
    year = answer.season.year if answer.season else max(years, default=None)
    if year is not None:
        links.append(season_link(year, t))
    if not answer.opponent:
        links += [against_link(key, opponent, t) for opponent in answer.opponents[:_OPPONENT_LINKS]]
    links.append(Link(t.plain.say("Profile of {club}", club=answer.club.name), TeamProfile(key)))
    return tuple(links)


def _other_seasons(answer: ResultsAnswer) -> list[Link]:
    asked = answer.season.year if answer.season else None
    newest = reversed(answer.took_part[-_SEASON_LINKS - 1 :])
    latest = [year for year in newest if year != asked][:_SEASON_LINKS]
    if not answer.season and len(latest) < 2:
        return []
    return [Link(str(year), Results(answer.club.key, year)) for year in latest]
