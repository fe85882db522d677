"""The matches of a club in words."""

from bot.model import Match, Team
from bot.queries.results import Results, ResultsAnswer, SeasonResults
from bot.queries.team import TeamProfile
from bot.queries.versus import Versus
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import club_season_link, opponent_menu, season_link, season_menu
from bot.replies.reply import Citation, Link, LinkMenu, Part, Reply, parts_with_lines


def results_reply(answer: ResultsAnswer, t: Language) -> Reply:
    """Return a club's record and matches, and what is known where the documents hold no match of it."""
    title = t.say("Results of {club}", club=phrases.club(answer.club, t))
    if answer.opponent:
        title = t.say("{title} against {opponent}", title=title, opponent=phrases.club(answer.opponent, t))
        if answer.season:
            title = t.say("{title}, {season}", title=title, season=answer.season.year)
    elif answer.season:
        year = answer.season.year
        title = t.say("Results: {club}, {season}", club=phrases.club(answer.club, t), season=year)
    if any(answer.span):
        title = Marked(title + " · " + phrases.span(*answer.span, t))
    seasons = _seasons_with_matches(answer)
    parts = [part for season in answer.seasons if season.matches for part in _season(season, answer, t)]
    without = [season for season in answer.seasons if not season.matches]
    if parts and without and not answer.opponent:
        parts.append(Part(None, (_also(without, t),)))
    return Reply(
        title=title,
        url=citations.article_url(seasons[0].season) if len(seasons) == 1 else None,
        lead=_lead(answer, t),
        parts=tuple(parts),
        notes=_gaps(without, t),
        source=_source(answer, t),
        links=_links(answer, t),
        link_menus=_menus(answer, t),
        more=lambda: parts_with_lines(
            [(t.say("Seasons without results"), [_without_matches(season, t) for season in without])], t
        ),
    )


def _lead(answer: ResultsAnswer, t: Language) -> tuple[Marked, ...]:
    club = t.bold(answer.club.name)
    if answer.listed:
        seasons = phrases.seasons([season.year for season in answer.listed], t)
        return (
            t.say(
                "I have no results of {club}, only its place in the list of champions: {seasons}.",
                club=club,
                seasons=seasons,
            ),
        )
    if answer.season and answer.season.year not in answer.took_part:
        return (
            t.say(
                "{club} is not in my source for {season}. I have it in {seasons}.",
                club=club,
                season=answer.season.year,
                seasons=phrases.seasons(answer.took_part, t),
            ),
        )
    if any(answer.span) and not answer.seasons:
        seasons = phrases.seasons(answer.took_part, t)
        return (
            t.say(
                "{club} is not in my sources for those years. I have it in {seasons}.",
                club=club,
                seasons=seasons,
            ),
        )
    if answer.tally.played:
        record = phrases.record(club, answer.tally, t)
        if answer.season and not answer.opponent:
            return (*[_title_won(season, t) for season in answer.seasons if season.titles], record)
        return (record,)
    if answer.opponent and not any(season.matches for season in answer.seasons):
        return _not_met(answer, answer.opponent, t)
    matches = sum(len(season.matches) for season in answer.seasons)
    if matches:
        return (
            t.count(
                "I know {n} result of {club}, without its date or round.",
                "I know {n} results of {club}, without their dates or rounds.",
                matches,
                club=club,
            ),
        )
    return _without_results(answer, t)


def _without_results(answer: ResultsAnswer, t: Language) -> tuple[Marked, ...]:
    """Return that no result is known, and what is known of the club in those seasons."""
    years = phrases.seasons([season.season.year for season in answer.seasons], t)
    lines = [t.say("I have no results of {club} in {seasons}.", club=t.bold(answer.club.name), seasons=years)]
    if answer.season:
        departments = [entry.department for season in answer.seasons for entry in season.entries]
        named = [t.bold(name) for name in dict.fromkeys(departments) if name]
        if named:
            lines.append(t.say("It represented {department}.", department=t.join(named)))
    return (*lines, *[_title_won(season, t) for season in answer.seasons if season.titles])


def _title_won(results: SeasonResults, t: Language) -> Marked:
    """Return that the club was the champion of a season."""
    [honour, *_] = results.titles
    season = t.bold(results.season.year)
    if honour.in_doubt:
        return t.say("❓ Named as champion of {season}, which is in doubt.", season=season)
    if honour.title:
        ordinal = t.ordinal(honour.title)
        return t.say(
            "🏆 Champion of {season}, listed as its {ordinal} title.", season=season, ordinal=ordinal
        )
    return t.say("🏆 Champion of {season}.", season=season)


def _season(results: SeasonResults, answer: ResultsAnswer, t: Language) -> list[Part]:
    """Return a club's matches of a season; of the only season asked for stage by stage."""
    heading, of_stage, year = phrases.year_heading(results.season.year, results.matches, t)
    if of_stage or not answer.season:
        lines = [_line(match, answer, t, year, named=not of_stage) for match in results.matches]
        return [Part(heading, tuple(lines))]
    stages: dict[str | None, list[Marked]] = {}
    for match in results.matches:
        stages.setdefault(match.stage, []).append(_line(match, answer, t, year))
    return [
        Part(t.bold(phrases.heading(stage, t)) if stage else heading, tuple(lines))
        for stage, lines in stages.items()
    ]


def _line(
    match: Match, answer: ResultsAnswer, t: Language, year: int | None, *, named: bool = False
) -> Marked:
    """Return a match on one line, its stage `named` behind it."""
    line = phrases.match_line(match, t, own=answer.club.key, year=year)
    return Marked(f"{line} · {phrases.heading(match.stage, t)}") if named and match.stage else line


def _also(without: list[SeasonResults], t: Language) -> Marked:
    """Return the seasons in which the club played but no match of it is known, with a title won."""
    years = [
        t.say("{season} (champion)", season=season.season.year)
        if any(not honour.in_doubt for honour in season.titles)
        else t.text(season.season.year)
        for season in reversed(without)
    ]
    return t.say("Also took part in {seasons}: no results known.", seasons=t.join(years))


def _without_matches(results: SeasonResults, t: Language) -> Marked:
    """Return what is known of a club in a season without a match of it."""
    departments = dict.fromkeys([entry.department for entry in results.entries if entry.department])
    parts = [t.bold(results.season.year), *departments, phrases.matches_held(0, results.unread, t)]
    if results.lost_tables:
        parts.append(phrases.tables_lost(results.lost_tables, t))
    return Marked(" · ".join([t.text(part) for part in parts]))


def _gaps(without: list[SeasonResults], t: Language) -> tuple[Marked, ...]:
    """Return in one line what is missing in the seasons without a match of the club."""
    lost, unread = sum(season.lost_tables for season in without), sum(season.unread for season in without)
    return phrases.gaps(lost, unread, t)


def _not_met(answer: ResultsAnswer, opponent: Team, t: Language) -> tuple[Marked, ...]:
    """Return that no match of the two is known, and where they met or both took part."""
    clubs = {"club": t.bold(answer.club.name), "opponent": t.bold(opponent.name)}
    if answer.season is None:
        lines = [t.say("I know of no match between {club} and {opponent}.", **clubs)]
        together = sorted(set(answer.took_part) & set(answer.opponent_took_part))
        if together:
            seasons = phrases.seasons(together, t)
            lines.append(t.say("Both took part in {seasons}.", seasons=seasons))
        else:
            lines.append(t.say("They were never in the same edition, as far as I know."))
        return tuple(lines)
    year = answer.season.year
    lines = [t.say("I know of no match between {club} and {opponent} in {season}.", season=year, **clubs)]
    if year not in answer.opponent_took_part:
        lines.append(t.say("{club} is not in my source for {season}.", club=clubs["opponent"], season=year))
    if answer.met:
        lines.append(t.say("They met in {seasons}.", seasons=phrases.seasons(answer.met, t)))
    else:
        lines.append(t.say("Nor do I know of any in another edition."))
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
    key, name = answer.club.key, answer.club.name
    links = []
    if answer.season and len(_others(answer)) == 1:
        links.append(club_season_link(answer.club, _others(answer)[0]))
    elif (answer.season or answer.opponent or any(answer.span)) and answer.took_part:
        links.append(Link(t.plain.say("All its results"), Results(key)))
    if answer.opponent:
        label = t.plain.say("{club} vs {opponent}", club=name, opponent=answer.opponent.name)
        links.append(Link(label, Versus(key, answer.opponent.key)))
    links.append(Link(t.plain.say("Club profile"), TeamProfile(key)))
    years = [*answer.met] or [*answer.took_part]
    year = answer.season.year if answer.season else max(years, default=None)
    if year is not None:
        links.append(season_link(year, t))
    return tuple(links)


def _menus(answer: ResultsAnswer, t: Language) -> tuple[LinkMenu, ...]:
    # The matches of one season are few: they come before a menu of those whom the club met in them.
    opponents = () if answer.opponent or answer.season else opponent_menu(answer.club, answer.opponents, t)
    return (*season_menu(answer.club, _others(answer), t), *opponents)


def _others(answer: ResultsAnswer) -> list[int]:
    """Return the seasons with matches of the club other than the one asked for, newest first."""
    asked = answer.season.year if answer.season else None
    return [year for year in reversed(answer.met) if year != asked]
