"""An edition at a glance in words."""

from bot.model import Source
from bot.queries.champion import Champion
from bot.queries.facts import MatchFact, beside, is_known
from bot.queries.matches import Matches
from bot.queries.records import Records
from bot.queries.results import Results
from bot.queries.season import ScorerFact, SeasonAnswer, SeasonOverview, StageFact, StagePart
from bot.queries.standings import Standings
from bot.queries.teams import Teams
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply, renders


@renders(SeasonAnswer)
def season_reply(answer: SeasonAnswer, words: Language) -> Reply:
    """Return winner, numbers, records, format, stages, what follows from it and what is missing."""
    parts = [
        _part(words.say("Numbers"), _numbers(answer, words), words),
        _part(words.say("Stated in the infobox"), _records(answer, words), words),
        _part(words.say("Stages"), [_stage(stage, words) for stage in answer.stages], words),
        _part(words.say("Promotion and relegation"), _promotions(answer, words), words),
        _part(words.say("What the document lacks or contradicts"), _missing(answer, words), words),
        _part(words.say("In the document's own words"), _format(answer, words), words),
    ]
    return Reply(
        title=words.say("Copa Perú {season}", season=answer.season.year),
        url=phrases.article_url(answer.season),
        lead=_lead(answer, words),
        parts=tuple([part for part in parts if part]),
        notes=_see_also(answer, words),
        source=phrases.source([answer.season], _sources(answer), words),
        links=_links(answer, words),
    )


def _part(heading: Marked, lines: list[Marked], words: Language) -> Part | None:
    return Part(words.bold(heading), tuple(lines)) if lines else None


def _lead(answer: SeasonAnswer, words: Language) -> tuple[Marked, ...]:
    lines = []
    for honour in answer.champions:
        line = words.say("🏆 Champion: {club}", club=words.bold(phrases.club(honour.club, words)))
        if honour.title:
            line = words.say(
                "{champion}, {ordinal} title", champion=line, ordinal=words.ordinal(honour.title)
            )
        lines.append(line)
    if not answer.champions:
        lines.append(words.say("The document does not name a champion."))
    for honour in answer.runners_up:
        lines.append(words.say("🥈 Runner-up: {club}", club=words.bold(phrases.club(honour.club, words))))
    if not answer.runners_up and answer.decision and answer.decision.runner_up:
        second = words.bold(phrases.club(answer.decision.runner_up, words))
        lines.append(words.say("🥈 Second by the matches in the document: {club}", club=second))
    lines += [_scorer(scorer, words) for scorer in answer.scorers]
    return tuple(lines)


def _scorer(scorer: ScorerFact, words: Language) -> Marked:
    name = words.bold(scorer.player)
    if scorer.club:
        name = words.say("{player} ({club})", player=name, club=scorer.club.name)
    if scorer.goals is None:
        return words.say("⚽ Top scorer: {player}", player=name)
    return words.count(
        "⚽ Top scorer: {player}, {n} goal", "⚽ Top scorer: {player}, {n} goals", scorer.goals, player=name
    )


def _numbers(answer: SeasonAnswer, words: Language) -> list[Marked]:
    lines = []
    if answer.teams:
        teams = words.count("{n} team", "{n} teams", answer.teams)
        departments = words.count("{n} department", "{n} departments", answer.departments)
        lines.append(words.say("{teams} of {departments} qualified", teams=teams, departments=departments))
    if answer.matches:
        matches = words.count("{n} match", "{n} matches", answer.matches)
        goals = words.count("{n} goal", "{n} goals", answer.goals)
        mean = words.number(round(answer.goals / answer.matches, 2))
        lines.append(
            words.say(
                "{matches} in the document, {goals}, {mean} a match", matches=matches, goals=goals, mean=mean
            )
        )
    else:
        lines.append(words.say("No match line in the document"))
    if answer.stated_matches:
        lines.append(
            words.say("Matches by the infobox: {number}", number=words.number(answer.stated_matches.value))
        )
    if answer.stated_goals:
        lines.append(
            words.say("Goals by the infobox: {number}", number=words.number(answer.stated_goals.value))
        )
    if answer.regions:
        regions = words.join(answer.regions)
        lines.append(words.say("Regions: {regions}", regions=regions))
    return lines + _neighbours(answer, words)


def _neighbours(answer: SeasonAnswer, words: Language) -> list[Marked]:
    """Return the editions before and after as the infobox has them, and of which there is no document."""
    lines = []
    if answer.previous:
        lines.append(words.say("Edition before: {season}", season=_edition(answer.previous, answer, words)))
    if answer.next:
        lines.append(words.say("Edition after: {season}", season=_edition(answer.next, answer, words)))
    return lines


def _edition(year: int, answer: SeasonAnswer, words: Language) -> Marked:
    return (
        words.text(year)
        if is_known(year, answer.known)
        else words.say("{season} (no document here)", season=year)
    )


def _records(answer: SeasonAnswer, words: Language) -> list[Marked]:
    """Return each result that the infobox states once, under all the labels that have the same note."""
    together: dict[tuple[str | None, MatchFact], list[Marked]] = {}
    for record in answer.records:
        labels = together.setdefault((record.note, record.match), [])
        labels.append(phrases.label(record.label, words))
    lines = []
    for (note, match), labels in together.items():
        home, away = words.text(match.home.name), words.text(match.away.name)
        pairing = Marked(" ".join((home, words.bold(phrases.score(match, words)), away)))
        line = words.say("{labels}: {match}", labels=words.join(labels), match=pairing)
        lines.append(Marked(line + " (" + words.text(note) + ")") if note else line)
    return lines


def _format(answer: SeasonAnswer, words: Language) -> list[Marked]:
    """Return the document's prose, a line a paragraph, after the heading under which it stands."""
    lines = []
    for paragraph in answer.format:
        text = words.text(paragraph.text)
        titles = paragraph.source.headings
        if titles:
            title = words.bold(phrases.heading(titles[-1], words))
            text = words.say("{title}: {text}", title=title, text=text)
        lines.append(_quoted(text, words))
    return lines


def _quoted(text: Marked, words: Language) -> Marked:
    return Marked("> " + text) if words.markup else text


def _stage(stage: StageFact, words: Language) -> Marked:
    title = words.bold(phrases.heading(stage.title, words))
    held = words.count("{n} match", "{n} matches", stage.matches) if stage.matches else None
    lost = words.count("{n} table lost", "{n} tables lost", stage.lost_tables) if stage.lost_tables else None
    counts = ", ".join([count for count in (held, lost) if count])
    line = f"{title} ({counts})" if counts else title
    if stage.parts:
        line += ": " + ", ".join([_stage_part(part, words) for part in stage.parts])
    return Marked(line)


def _stage_part(part: StagePart, words: Language) -> Marked:
    title = phrases.heading(part.title, words)
    if not part.below:
        return title
    below = ", ".join([phrases.heading(found, words) for found in part.below])
    return Marked(title + " (" + below + ")")


def _promotions(answer: SeasonAnswer, words: Language) -> list[Marked]:
    sentences = dict.fromkeys([fact.sentence for fact in answer.promotions])
    lines = [_quoted(words.text(sentence), words) for sentence in sentences]
    for change in answer.changes:
        teams = words.join(change.teams)
        lines.append(words.say("“{title}”: {teams}", title=change.title, teams=teams))
    return lines


def _missing(answer: SeasonAnswer, words: Language) -> list[Marked]:
    lines = []
    if answer.lost_tables:
        lines.append(
            words.count(
                "{n} table was lost on the way into the document: what stood there is not known here.",
                "{n} tables were lost on the way into the document: what stood there is not known here.",
                answer.lost_tables,
            )
        )
    return lines + [phrases.problem(problem, words) for problem in answer.problems]


def _see_also(answer: SeasonAnswer, words: Language) -> tuple[Marked, ...]:
    titles = answer.see_also
    return (words.say("See also: {titles}", titles=words.join(titles)),) if titles else ()


def _sources(answer: SeasonAnswer) -> list[Source]:
    sources = [honour.source for honour in answer.champions] + [p.source for p in answer.format]
    sources += [record.source for record in answer.records]
    return sources + [source for change in answer.changes for source in change.sources]


def _links(answer: SeasonAnswer, words: Language) -> tuple[Link, ...]:
    year = answer.season.year
    before, after = beside(year, answer.known)
    links = [Link(f"◀ {before}", SeasonOverview(before))] if before else []
    links += [Link(f"{after} ▶", SeasonOverview(after))] if after else []
    links.append(Link(words.plain.say("Champion"), Champion(year)))
    links.append(Link(words.plain.say("Teams"), Teams(year)))
    if answer.matches:
        links.append(Link(words.plain.say("Table"), Standings(year)))
        links.append(Link(words.plain.say("Matches"), Matches(year)))
    if answer.matches or answer.records:
        links.append(Link(words.plain.say("Records"), Records(year)))
    for honour in answer.champions:
        label = words.plain.say("Results of {club}", club=honour.club.name)
        links.append(Link(label, Results(honour.club.key, year)))
    return tuple(links)
