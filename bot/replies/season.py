"""An edition at a glance in words."""

from bot.model import Source
from bot.queries.champion import Champion
from bot.queries.matches import Matches
from bot.queries.results import Results
from bot.queries.season import ScorerFact, SeasonAnswer, SeasonOverview, StageFact
from bot.queries.standings import Standings
from bot.queries.teams import Teams
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply, renders

_FORMAT_LENGTH = 400


@renders(SeasonAnswer)
def season_reply(answer: SeasonAnswer, words: Language) -> Reply:
    """Return winner, numbers, records, format, stages, what follows from it and what is missing."""
    parts = [
        _part(words.say("Numbers"), _numbers(answer, words), words),
        _part(words.say("Stated in the infobox"), _records(answer, words), words),
        _part(words.say("Stages"), [_stage(stage, words) for stage in answer.stages], words),
        _part(words.say("Promotion and relegation"), _promotions(answer, words), words),
        _part(words.say("What the document lacks or contradicts"), _missing(answer, words), words),
        _part(words.say("Format"), _format(answer, words), words),
    ]
    return Reply(
        title=words.say("Copa Perú {season}", season=answer.season.year),
        url=phrases.article_url(answer.season.title),
        lead=_lead(answer, words),
        parts=tuple(part for part in parts if part),
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
                "{champion} ({ordinal} title)", champion=line, ordinal=words.ordinal(honour.title)
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
        regions = words.join([words.text(name) for name in answer.regions])
        lines.append(words.say("Regions: {regions}", regions=regions))
    return lines


def _records(answer: SeasonAnswer, words: Language) -> list[Marked]:
    lines = []
    for match in answer.records:
        labels = words.join([phrases.label(text, words) for text in match.labels])
        home, away = words.text(match.home.name), words.text(match.away.name)
        pairing = f"{home} {words.bold(phrases.score(match, words))} {away}"
        line = words.say("{labels}: {match}", labels=labels, match=Marked(pairing))
        note = match.note or match.record_note
        lines.append(Marked(f"{line} ({words.text(note)})") if note else line)
    return lines


def _format(answer: SeasonAnswer, words: Language) -> list[Marked]:
    text = " ".join(paragraph.text for paragraph in answer.format)
    if not text:
        return []
    if len(text) > _FORMAT_LENGTH:
        text = text[:_FORMAT_LENGTH].rsplit(" ", 1)[0] + " …"
    return [Marked(f"> {words.text(text)}") if words.markup else words.text(text)]


def _stage(stage: StageFact, words: Language) -> Marked:
    title = words.bold(phrases.heading(stage.title, words))
    held = words.count("{n} match", "{n} matches", stage.matches) if stage.matches else None
    lost = words.count("{n} table lost", "{n} tables lost", stage.lost_tables) if stage.lost_tables else None
    counts = ", ".join(count for count in (held, lost) if count)
    line = f"{title} ({counts})" if counts else title
    if stage.parts:
        line += ": " + ", ".join(phrases.heading(part, words) for part in stage.parts)
    return Marked(line)


def _promotions(answer: SeasonAnswer, words: Language) -> list[Marked]:
    sentences = dict.fromkeys(fact.sentence for fact in answer.promotions)
    return [Marked(f"> {words.text(s)}") if words.markup else words.text(s) for s in sentences]


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
    found = (problem for problem in answer.problems if problem.kind != "lost-table")
    return [*lines, *(phrases.problem(problem, words) for problem in found)]


def _sources(answer: SeasonAnswer) -> list[Source]:
    return [honour.source for honour in answer.champions] + [p.source for p in answer.format]


def _links(answer: SeasonAnswer, words: Language) -> tuple[Link, ...]:
    year = answer.season.year
    before = max((s for s in answer.known if s < year), default=None)
    after = min((s for s in answer.known if s > year), default=None)
    links = [Link(f"◀ {before}", SeasonOverview(before))] if before else []
    links += [Link(f"{after} ▶", SeasonOverview(after))] if after else []
    links.append(Link(words.plain.say("Champion"), Champion(year)))
    links.append(Link(words.plain.say("Teams"), Teams(year)))
    if answer.matches:
        links.append(Link(words.plain.say("Table"), Standings(year)))
        links.append(Link(words.plain.say("Matches"), Matches(year)))
    for honour in answer.champions:
        label = words.plain.say("Results of {club}", club=honour.club.name)
        links.append(Link(label, Results(honour.club.key, year)))
    return tuple(links)
