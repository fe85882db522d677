"""An edition at a glance in words."""

from collections import defaultdict

from bot.model import Match, Scorer, Source
from bot.queries.champion import Champion
from bot.queries.matches import Matches
from bot.queries.records import Records
from bot.queries.season import SeasonAnswer, SeasonOverview, StageFact, StagePart
from bot.queries.standings import Standings
from bot.queries.teams import Teams
from bot.replies import citations, phrases
from bot.replies.how_won import other_runners_up, winner_lines
from bot.replies.language import Language, Marked
from bot.replies.links import beside, path_link, profile_link
from bot.replies.promotion import promotion_lines
from bot.replies.reply import Link, Part, Reply, parts_with_lines

_BIGGEST = 2
_MOST_PROBLEMS = 200


def season_reply(answer: SeasonAnswer, t: Language) -> Reply:
    """Return who won and how, the top scorer, the biggest win, numbers, who went up; the rest as details."""
    return Reply(
        title=t.say("Copa Perú {season}", season=answer.season.year),
        url=citations.article_url(answer.season),
        lead=_lead(answer, t),
        notes=_note(answer, t),
        source=citations.source([answer.season], _sources(answer), t),
        links=_links(answer, t),
        more=lambda: () if answer.season.of_list else _details(answer, t),
    )


def _details(answer: SeasonAnswer, t: Language) -> tuple[Part, ...]:
    """Return what the document says, and what it lacks."""
    details = (
        (t.say("Stated in the source"), _stated(answer, t)),
        (t.say("Gaps in the source"), _gaps(answer, t)),
        (t.say("Stages"), [_stage(stage, t) for stage in answer.stages]),
        (t.say("Promotion and relegation"), _changes(answer, t)),
        (t.say("In the source's own words"), _format(answer, t)),
    )
    return parts_with_lines(details, t)


def _lead(answer: SeasonAnswer, t: Language) -> tuple[Marked, ...]:
    facts, decision = answer.facts, answer.decision
    stages = [phrases.heading(stage.title, t) for stage in answer.stages]
    return (
        *winner_lines(answer.season, facts.champions, decision, facts.status, answer.homes, t),
        *other_runners_up(facts.champions, facts.runners_up, decision, answer.homes, t),
        *promotion_lines(facts.promotions, facts.champions, facts.runners_up, decision, t),
        *(_scorer(scorer, t) for scorer in facts.scorers),
        *_biggest(answer, t),
        *_numbers(answer, t),
        *([t.say("🗓️ Stages: {stages}", stages=Marked(" → ".join(stages)))] if stages else []),
        *(phrases.remarks([p.text for p in facts.paragraphs], t) if answer.season.of_list else ()),
    )


def _note(answer: SeasonAnswer, t: Language) -> tuple[Marked, ...]:
    """Return the one line on what is missing."""
    if answer.season.of_list:
        return phrases.only_honours(answer.season.year, answer.facts.champions, answer.facts.runners_up, t)
    if answer.unread:
        return phrases.unread_note(answer.unread, t)
    return phrases.tables_lost_note(len(answer.facts.lost_tables), t)


def _scorer(scorer: Scorer, t: Language) -> Marked:
    name = phrases.with_club(t.bold(scorer.player), scorer.club, t)
    if scorer.goals is None:
        return t.say("⚽ Top scorer: {player}", player=name)
    return t.count(
        "⚽ Top scorer: {player}, {n} goal", "⚽ Top scorer: {player}, {n} goals", scorer.goals, player=name
    )


def _biggest(answer: SeasonAnswer, t: Language) -> list[Marked]:
    if not answer.biggest:
        return []
    matches = [phrases.pairing(match, t) for match in answer.biggest[:_BIGGEST]]
    if len(answer.biggest) > _BIGGEST:
        matches.append(phrases.more(len(answer.biggest) - _BIGGEST, t))
    return [t.say("💥 Biggest win I know: {matches}", matches=Marked("; ".join(matches)))]


def _numbers(answer: SeasonAnswer, t: Language) -> list[Marked]:
    """Return how many teams, results and goals are known, on one line."""
    if answer.season.of_list:
        return []
    numbers = []
    if answer.teams:
        teams = phrases.teams(answer.teams, t)
        departments = t.count("{n} department", "{n} departments", answer.departments)
        numbers.append(t.say("{teams} from {departments}", teams=teams, departments=departments))
    if answer.matches:
        numbers.append(
            t.count(
                "{n} result, {goals} ({mean} a match)",
                "{n} results, {goals} ({mean} a match)",
                answer.matches,
                goals=phrases.goals(answer.goals, t),
                mean=t.number(round(answer.goals / answer.matches, 2)),
            )
        )
    elif infobox := answer.facts.infobox_matches:
        numbers.append(t.count("only {n} result known", "only {n} results known", len(infobox)))
    else:
        numbers.append(phrases.matches_held(0, answer.unread, t))
    return [Marked("📊 " + " · ".join(numbers))]


def _stated(answer: SeasonAnswer, t: Language) -> list[Marked]:
    """Return each result that the infobox states once, its totals, and the editions beside this one."""
    facts = answer.facts
    together: dict[tuple[str | None, Match], list[str]] = {}
    for record in facts.records:
        together.setdefault((record.note, record.match), []).append(record.label)
    lines = [phrases.stated_record(labels, match, note, t) for (note, match), labels in together.items()]
    if facts.stated_matches:
        lines.append(t.say("Matches in all: {number}", number=t.number(facts.stated_matches.value)))
    if facts.stated_goals:
        lines.append(t.say("Goals in all: {number}", number=t.number(facts.stated_goals.value)))
    if facts.regions:
        names = dict.fromkeys(region.name for region in facts.regions)
        lines.append(t.say("Regions: {regions}", regions=t.join([*names])))
    if facts.previous:
        lines.append(t.say("Previous edition: {season}", season=_edition(facts.previous, answer, t)))
    if facts.next:
        lines.append(t.say("Next edition: {season}", season=_edition(facts.next, answer, t)))
    if facts.see_also:
        titles = t.join([phrases.division(title, t) for title in facts.see_also])
        lines.append(t.say("See also: {titles}", titles=titles))
    return lines


def _edition(year: int, answer: SeasonAnswer, t: Language) -> Marked:
    return t.text(year) if year in answer.known else t.say("{season} (not on file)", season=year)


def _format(answer: SeasonAnswer, t: Language) -> list[Marked]:
    """Return the document's prose, a line a paragraph, after the heading under which it stands."""
    lines = []
    for paragraph in dict.fromkeys(answer.facts.paragraphs):
        text = t.text(paragraph.text)
        titles = paragraph.source.headings
        if titles:
            title = t.bold(phrases.heading(titles[-1], t))
            text = t.say("{title}: {text}", title=title, text=text)
        lines.append(phrases.quoted(text, t))
    return lines


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


def _changes(answer: SeasonAnswer, t: Language) -> list[Marked]:
    """Return the sentences on promotion, and the teams that joined or left under the source's own titles."""
    sentences = dict.fromkeys([fact.sentence for fact in answer.facts.promotions])
    lines = [phrases.quoted(t.text(sentence), t) for sentence in sentences]
    changed: defaultdict[str, list[str]] = defaultdict(list)
    for change in answer.facts.changes:
        changed[change.title] += [team.name for team in change.teams]
    for title, teams in changed.items():
        lines.append(t.say("“{title}”: {teams}", title=title, teams=t.join(teams)))
    return lines


def _gaps(answer: SeasonAnswer, t: Language) -> list[Marked]:
    lost = phrases.tables_lost_note(len(answer.facts.lost_tables), t)
    more = len(answer.problems) - _MOST_PROBLEMS
    problems = [phrases.problem(problem, t) for problem in answer.problems[:_MOST_PROBLEMS]]
    return [*lost, *problems, *([phrases.more(more, t)] if more > 0 else [])]


def _sources(answer: SeasonAnswer) -> list[Source]:
    sources = [honour.source for honour in answer.facts.champions] + [
        p.source for p in dict.fromkeys(answer.facts.paragraphs)
    ]
    sources += [record.source for record in answer.facts.records]
    return sources + [change.source for change in answer.facts.changes]


def _links(answer: SeasonAnswer, t: Language) -> tuple[Link, ...]:
    year = answer.season.year
    champion = Link(t.plain.say("Champion"), Champion(year))
    links = beside(SeasonOverview, year, answer.known)
    if answer.season.of_list:
        return (champion, *links, *(profile_link(honour.club, t) for honour in answer.facts.champions))
    teams = Link(t.plain.say("Teams"), Teams(year))
    playing = {club.key for match in answer.facts.matches for club in (match.home, match.away)}
    champions = [honour.club for honour in answer.facts.champions]
    paths = [path_link(club, year, t) for club in champions if club.key in playing]
    if not answer.matches:
        links = [teams, *links, champion]
    else:
        links = [Link(t.plain.say("Table"), Standings(year)), *links, *paths]
        links += [Link(t.plain.say("Matches"), Matches(year)), teams, champion]
    if answer.matches or answer.facts.records:
        links.append(Link(t.plain.say("Records"), Records(year)))
    return tuple(links)
