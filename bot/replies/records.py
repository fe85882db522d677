"""Records in words: worked out from the match lines, and stated in the infobox."""

from bot.model import Source
from bot.queries.facts import MatchFact, beside
from bot.queries.matches import Matches
from bot.queries.query import LINES
from bot.queries.records import LATEST, SHOWN, Records, RecordsAnswer, StatedRecord
from bot.queries.season import SeasonOverview
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply, lines_of, renders
from bot.tournament.records import LEAST_MATCHES, RoundGoals, Run, TeamGoals


@renders(RecordsAnswer)
def records_reply(answer: RecordsAnswer, words: Language) -> Reply:
    """Return the records with all their holders, on what they rest, and what the infobox states."""
    worked = _worked(answer, words)
    if answer.window.pages > 1:
        worked = lines_of(worked, answer.window.part(LINES))
    title = words.say("Records of the documents")
    if answer.season:
        title = words.say("Records of {season}", season=answer.season.year)
    return Reply(
        title=title,
        url=phrases.article_url(answer.season) if answer.season else None,
        lead=_lead(answer, words),
        parts=(*worked, *_stated(answer, words)),
        notes=_notes(answer, words),
        source=phrases.source(answer.seasons, _sources(answer), words),
        links=_links(answer, words),
        page=answer.window.page,
        pages=answer.window.pages,
    )


def _lead(answer: RecordsAnswer, words: Language) -> tuple[Marked, ...]:
    if answer.worked.matches:
        return (
            words.count(
                "📊 Worked out from {n} match line:",
                "📊 Worked out from {n} match lines:",
                answer.worked.matches,
            ),
        )
    if answer.season:
        year = answer.season.year
        return (
            words.say(
                "The document of {season} holds no match line: nothing can be worked out.", season=year
            ),
        )
    return (words.say("The documents hold no match line: nothing can be worked out."),)


def _worked(answer: RecordsAnswer, words: Language) -> tuple[Part, ...]:
    worked, with_year = answer.worked, answer.season is None
    rows = {
        "win": (words.say("Biggest win"), [_match(m, words, with_year) for m in worked.wins[:SHOWN]]),
        "goals": (
            words.say("Most goals in a match"),
            [_match(m, words, with_year) for m in worked.goals[:SHOWN]],
        ),
        "round": (
            words.say("Highest-scoring round"),
            [_round(r, words, with_year) for r in worked.rounds[:SHOWN]],
        ),
        "attack": (words.say("Best attack"), [_attack(t, words, with_year) for t in worked.attacks[:SHOWN]]),
        "defence": (
            words.say("Best defence"),
            [_defence(t, words, with_year) for t in worked.defences[:SHOWN]],
        ),
        "run": (words.say("Longest unbeaten run"), [_run(r, words, with_year) for r in worked.runs[:SHOWN]]),
    }
    return tuple(
        [
            Part(words.bold(heading), (*lines, *_more(answer.holders[kind], words)))
            for kind, (heading, lines) in rows.items()
            if lines
        ]
    )


def _more(holders: int, words: Language) -> tuple[Marked, ...]:
    """Return how many holders there are beside those that are shown."""
    if holders <= SHOWN:
        return ()
    return (words.count("and {n} more", "and {n} more", holders - SHOWN),)


def _match(match: MatchFact, words: Language, with_year: bool) -> Marked:
    return _of_season(phrases.match_line(match, words), match.season, words, with_year)


def _of_season(line: Marked, season: int, words: Language, with_year: bool) -> Marked:
    return Marked(words.bold(season) + " · " + line) if with_year else line


def _round(found: RoundGoals, words: Language, with_year: bool) -> Marked:
    line = words.say(
        "{round}: {goals} in {matches}",
        round=phrases.place(found.stage, found.group, found.round, words),
        goals=words.bold(words.count("{n} goal", "{n} goals", found.goals)),
        matches=words.count("{n} match", "{n} matches", found.matches),
    )
    return _of_season(line, found.season, words, with_year)


def _attack(found: TeamGoals, words: Language, with_year: bool) -> Marked:
    line = words.say(
        "{club}: {goals} in {matches} ({mean} a match)",
        club=words.text(found.club.name),
        goals=words.bold(words.count("{n} goal", "{n} goals", found.tally.goals_for)),
        matches=words.count("{n} match", "{n} matches", found.tally.played),
        mean=words.number(round(found.tally.goals_for / found.tally.played, 2)),
    )
    return _of_season(_placed(line, found, words), found.season, words, with_year)


def _defence(found: TeamGoals, words: Language, with_year: bool) -> Marked:
    line = words.say(
        "{club}: {goals} against in {matches} ({mean} a match)",
        club=words.text(found.club.name),
        goals=words.bold(words.count("{n} goal", "{n} goals", found.tally.goals_against)),
        matches=words.count("{n} match", "{n} matches", found.tally.played),
        mean=words.number(round(found.tally.goals_against / found.tally.played, 2)),
    )
    return _of_season(_placed(line, found, words), found.season, words, with_year)


def _placed(line: Marked, found: TeamGoals, words: Language) -> Marked:
    place = phrases.place(found.stage, found.group, None, words)
    return Marked(line + " — " + place) if place else line


def _run(run: Run, words: Language, with_year: bool) -> Marked:
    drawn = run.played - run.won
    named = {
        "club": words.text(run.club.name),
        "matches": words.bold(words.count("{n} match", "{n} matches", run.played)),
    }
    if not drawn:
        line = words.say("{club}: {matches}, all won", **named)
    elif not run.won:
        line = words.say("{club}: {matches}, all drawn", **named)
    else:
        line = words.say("{club}: {matches}, won {won} and drew {drawn}", won=run.won, drawn=drawn, **named)
    if run.first and run.last:
        line = words.say("{run} — from {first} to {last}", run=line, first=run.first, last=run.last)
    return _of_season(line, run.season, words, with_year)


def _stated(answer: RecordsAnswer, words: Language) -> list[Part]:
    lines = [_stated_line(found, answer, words) for found in answer.stated]
    return [Part(words.bold(words.say("📝 Stated in the infobox")), tuple(lines))] if lines else []


def _stated_line(found: StatedRecord, answer: RecordsAnswer, words: Language) -> Marked:
    match = found.match
    score = words.bold(phrases.score(match, words))
    pairing = Marked(" ".join((words.text(match.home.name), score, words.text(match.away.name))))
    line = words.say("{labels}: {match}", labels=phrases.label(found.label, words), match=pairing)
    if found.note:
        line = Marked(line + " (" + words.text(found.note) + ")")
    if match.origin == "line":
        line = words.say("{record} — a match line has it too", record=line)
    return _of_season(line, match.season, words, answer.season is None)


def _notes(answer: RecordsAnswer, words: Language) -> tuple[Marked, ...]:
    worked = answer.worked
    notes = []
    if worked.attacks:
        notes.append(
            words.count(
                "ℹ️ Attack and defence: in {n} complete round robin of {least} or more matches a team.",
                "ℹ️ Attack and defence: in {n} complete round robins of {least} or more matches a team.",
                worked.leagues,
                least=LEAST_MATCHES,
            )
        )
    if worked.runs:
        notes.append(
            words.say(
                "ℹ️ Runs: the match lines of one club in one season by date; matches that the document lacks"
                " may have ended them."
            )
        )
    if worked.awarded:
        notes.append(
            words.count(
                "ℹ️ {n} awarded match is left out of wins and goals.",
                "ℹ️ {n} awarded matches are left out of wins and goals.",
                worked.awarded,
            )
        )
    if answer.lost_tables and answer.season is None:
        notes.append(
            words.count(
                "ℹ️ {n} table was lost on the way into the documents; matches may have stood there.",
                "ℹ️ {n} tables were lost on the way into the documents; matches may have stood there.",
                answer.lost_tables,
            )
        )
    elif answer.lost_tables:
        notes.append(
            words.count(
                "ℹ️ {n} table was lost on the way into the document; matches may have stood there.",
                "ℹ️ {n} tables were lost on the way into the document; matches may have stood there.",
                answer.lost_tables,
            )
        )
    if answer.season and not answer.stated:
        notes.append(words.say("ℹ️ The infobox of {season} states no record.", season=answer.season.year))
    return (*notes, *(phrases.problem(found, words) for found in answer.contradictions))


def _sources(answer: RecordsAnswer) -> list[Source]:
    worked = answer.worked
    found = [match.source for match in (*worked.wins, *worked.goals)]
    found += [round_.source for round_ in worked.rounds]
    found += [source for run in worked.runs for source in run.sources]
    return [*found, *answer.stated_sources]


def _links(answer: RecordsAnswer, words: Language) -> tuple[Link, ...]:
    if answer.season is None:
        seasons = [season.year for season in answer.seasons[:LATEST]]
        return tuple(
            Link(words.plain.say("Records of {season}", season=year), Records(year)) for year in seasons
        )
    year = answer.season.year
    before, after = beside(year, answer.known)
    links = [Link(f"◀ {before}", Records(before))] if before else []
    links += [Link(f"{after} ▶", Records(after))] if after else []
    links.append(Link(words.plain.say("All seasons"), Records()))
    if answer.worked.matches:
        links.append(Link(words.plain.say("All matches of {season}", season=year), Matches(year)))
    links.append(Link(words.plain.say("Season {season}", season=year), SeasonOverview(year)))
    return tuple(links)
