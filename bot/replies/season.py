"""An edition at a glance in words."""

from bot.model import Match, Scorer, Source
from bot.queries.champion import Champion
from bot.queries.matches import Matches
from bot.queries.records import Records
from bot.queries.season import SeasonAnswer, SeasonOverview, StageFact, StagePart
from bot.queries.standings import Standings
from bot.queries.teams import Teams
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import beside, profile_link, results_link
from bot.replies.reply import Link, Reply, parts_with_lines
from bot.tournament.decision import BY_STATED_TABLE


def season_reply(answer: SeasonAnswer, t: Language) -> Reply:
    """Return winner, numbers, records, format, stages, what follows from it and what is missing."""
    parts = (
        (t.say("Numbers"), _numbers(answer, t)),
        (t.say("Stated in the infobox"), _records(answer, t)),
        (t.say("Stages"), [_stage(stage, t) for stage in answer.stages]),
        (t.say("Promotion and relegation"), _promotions(answer, t)),
        (t.say("What the document lacks or contradicts"), _missing(answer, t)),
        (t.say("In the document's own words"), _format(answer, t)),
    )
    return Reply(
        title=t.say("Copa Perú {season}", season=answer.season.year),
        url=citations.article_url(answer.season),
        lead=_lead(answer, t),
        parts=() if answer.season.of_list else parts_with_lines(parts, t),
        notes=(*_only_honours(answer, t), *_see_also(answer, t)),
        source=citations.source([answer.season], _sources(answer), t),
        links=_links(answer, t),
    )


def _lead(answer: SeasonAnswer, t: Language) -> tuple[Marked, ...]:
    lines = phrases.season_status(answer.facts.status, answer.season.year, t)
    for honour in answer.facts.champions:
        if honour.in_doubt:
            lines.append(phrases.champion_in_doubt(honour, answer.season, t))
            continue
        line = t.say("🏆 Champion: {club}", club=t.bold(phrases.club(honour.club, t)))
        if honour.title:
            line = t.say("{champion}, {ordinal} title", champion=line, ordinal=t.ordinal(honour.title))
        lines.append(line)
    if not answer.facts.champions and not lines:
        lines.append(t.say("The document does not name a champion."))
    for honour in answer.facts.runners_up:
        lines.append(t.say("🥈 Runner-up: {club}", club=t.bold(phrases.club(honour.club, t))))
    if not answer.facts.runners_up and answer.decision and answer.decision.runner_up:
        second = t.bold(phrases.club(answer.decision.runner_up, t))
        if answer.decision.how == BY_STATED_TABLE:
            lines.append(t.say("🥈 Second in the table that the document prints: {club}", club=second))
        else:
            lines.append(t.say("🥈 Second by the matches in the document: {club}", club=second))
    lines += [_scorer(scorer, t) for scorer in answer.facts.scorers]
    return tuple(lines)


def _only_honours(answer: SeasonAnswer, t: Language) -> tuple[Marked, ...]:
    if not answer.season.of_list:
        return ()
    facts = answer.facts
    notes = phrases.remarks([paragraph.text for paragraph in facts.paragraphs], t)
    return (*phrases.only_honours(facts.year, facts.champions, facts.runners_up, t), *notes)


def _scorer(scorer: Scorer, t: Language) -> Marked:
    name = phrases.with_club(t.bold(scorer.player), scorer.club, t)
    if scorer.goals is None:
        return t.say("⚽ Top scorer: {player}", player=name)
    return t.count(
        "⚽ Top scorer: {player}, {n} goal", "⚽ Top scorer: {player}, {n} goals", scorer.goals, player=name
    )


def _numbers(answer: SeasonAnswer, t: Language) -> list[Marked]:
    lines = []
    if answer.teams:
        teams = phrases.teams(answer.teams, t)
        departments = t.count("{n} department", "{n} departments", answer.departments)
        lines.append(t.say("{teams} of {departments} qualified", teams=teams, departments=departments))
    if answer.matches:
        matches = phrases.matches(answer.matches, t)
        goals = phrases.goals(answer.goals, t)
        mean = t.number(round(answer.goals / answer.matches, 2))
        lines.append(
            t.say(
                "{matches} in the document, {goals}, {mean} a match", matches=matches, goals=goals, mean=mean
            )
        )
    else:
        lines.append(_no_match(answer, t))
    if answer.facts.stated_matches:
        lines.append(
            t.say("Matches by the infobox: {number}", number=t.number(answer.facts.stated_matches.value))
        )
    if answer.facts.stated_goals:
        lines.append(
            t.say("Goals by the infobox: {number}", number=t.number(answer.facts.stated_goals.value))
        )
    if answer.facts.regions:
        names = dict.fromkeys(region.name for region in answer.facts.regions)
        lines.append(t.say("Regions: {regions}", regions=t.join([*names])))
    return lines + _neighbours(answer, t)


def _no_match(answer: SeasonAnswer, t: Language) -> Marked:
    if answer.unread:
        return phrases.matches_held(0, answer.unread, t)
    return t.say("No match line in the document")


def _neighbours(answer: SeasonAnswer, t: Language) -> list[Marked]:
    """Return the editions before and after as the infobox has them, and of which there is no document."""
    lines = []
    if answer.facts.previous:
        lines.append(t.say("Edition before: {season}", season=_edition(answer.facts.previous, answer, t)))
    if answer.facts.next:
        lines.append(t.say("Edition after: {season}", season=_edition(answer.facts.next, answer, t)))
    return lines


def _edition(year: int, answer: SeasonAnswer, t: Language) -> Marked:
    return t.text(year) if year in answer.known else t.say("{season} (no document here)", season=year)


def _records(answer: SeasonAnswer, t: Language) -> list[Marked]:
    """Return each result that the infobox states once, under all the labels that have the same note."""
    together: dict[tuple[str | None, Match], list[str]] = {}
    for record in answer.facts.records:
        together.setdefault((record.note, record.match), []).append(record.label)
    return [phrases.stated_record(labels, match, note, t) for (note, match), labels in together.items()]


def _format(answer: SeasonAnswer, t: Language) -> list[Marked]:
    """Return the document's prose, a line a paragraph, after the heading under which it stands."""
    lines = []
    for paragraph in dict.fromkeys(answer.facts.paragraphs):
        text = t.text(paragraph.text)
        titles = paragraph.source.headings
        if titles:
            title = t.bold(phrases.heading(titles[-1], t))
            text = t.say("{title}: {text}", title=title, text=text)
        lines.append(_quoted(text, t))
    return lines


def _quoted(text: Marked, t: Language) -> Marked:
    return Marked("> " + text) if t.markup else text


def _stage(stage: StageFact, t: Language) -> Marked:
    title = t.bold(phrases.heading(stage.title, t))
    matches = phrases.matches(stage.matches, t) if stage.matches else None
    lost = phrases.tables_lost(stage.lost_tables, t) if stage.lost_tables else None
    counts = ", ".join([count for count in (matches, lost) if count])
    line = f"{title} ({counts})" if counts else title
    if stage.parts:
        line += ": " + ", ".join([_stage_part(part, t) for part in stage.parts])
    return Marked(line)


def _stage_part(part: StagePart, t: Language) -> Marked:
    title = phrases.heading(part.title, t)
    if not part.below:
        return title
    below = ", ".join([phrases.heading(heading, t) for heading in part.below])
    return Marked(title + " (" + below + ")")


def _promotions(answer: SeasonAnswer, t: Language) -> list[Marked]:
    sentences = dict.fromkeys([fact.sentence for fact in answer.facts.promotions])
    lines = [_quoted(t.text(sentence), t) for sentence in sentences]
    for title in dict.fromkeys(change.title for change in answer.facts.changes):
        teams = [
            team.name for change in answer.facts.changes if change.title == title for team in change.teams
        ]
        lines.append(t.say("“{title}”: {teams}", title=title, teams=t.join(teams)))
    return lines


def _missing(answer: SeasonAnswer, t: Language) -> list[Marked]:
    lost = phrases.tables_lost_note(len(answer.facts.lost_tables), t)
    return [*lost, *(phrases.problem(problem, t) for problem in answer.problems)]


def _see_also(answer: SeasonAnswer, t: Language) -> tuple[Marked, ...]:
    titles = answer.facts.see_also
    return (t.say("See also: {titles}", titles=t.join(titles)),) if titles else ()


def _sources(answer: SeasonAnswer) -> list[Source]:
    sources = [honour.source for honour in answer.facts.champions] + [
        p.source for p in dict.fromkeys(answer.facts.paragraphs)
    ]
    sources += [record.source for record in answer.facts.records]
    return sources + [change.source for change in answer.facts.changes]


def _links(answer: SeasonAnswer, t: Language) -> tuple[Link, ...]:
    year = answer.season.year
    links = beside(SeasonOverview(), year, answer.known)
    links.append(Link(t.plain.say("Champion"), Champion(year)))
    if answer.season.of_list:
        return (*links, *(profile_link(honour.club, t) for honour in answer.facts.champions))
    links.append(Link(t.plain.say("Teams"), Teams(year)))
    if answer.matches:
        links.append(Link(t.plain.say("Table"), Standings(year)))
        links.append(Link(t.plain.say("Matches"), Matches(year)))
    if answer.matches or answer.facts.records:
        links.append(Link(t.plain.say("Records"), Records(year)))
    return (*links, *(results_link(honour.club, t, year) for honour in answer.facts.champions))
