"""The winner of a season in words."""

from bot.model import Criterion, Entry, Honour, Promotion, SeasonStatus
from bot.queries.champion import ChampionAnswer
from bot.queries.standings import Standings
from bot.replies import citations, phrases
from bot.replies.how_won import decision_line
from bot.replies.language import Language, Marked
from bot.replies.links import profile_link, results_link, season_link
from bot.replies.reply import Link, Reply
from bot.replies.standings_rules import level_line
from bot.tournament.decision import BY_FINAL, BY_STATED_TABLE, BY_TABLE, Decision
from bot.tournament.table import PLAY_OFF, Level


def champion_reply(answer: ChampionAnswer, t: Language) -> Reply:
    """Return who won, from where, which title it was, what it won, and what the document does not say."""
    year = answer.season.year
    lead = [_champion(honour, answer, t) for honour in answer.champions]
    lead += phrases.season_status(answer.status, year, t)
    if not lead:
        lead = [t.say("The document of {season} does not name a champion.", season=year)]
    lead += [_runner_up(honour, t) for honour in answer.runners_up]
    if answer.decision:
        lead += _how(answer.decision, t)
    sources = [h.source for h in (*answer.champions, *answer.runners_up)]
    sources += [match.source for match in answer.decision.matches] if answer.decision else []
    sources += [fact.source for fact in answer.promotions] + [entry.source for entry in answer.entries]
    return Reply(
        title=t.say("Champion of the {season} Copa Perú", season=year),
        url=citations.article_url(answer.season),
        lead=(*lead, *_promotions(answer.promotions, t)),
        notes=(
            *_unknown(answer, t),
            *phrases.remarks(answer.remarks, t),
            *(phrases.problem(problem, t) for problem in answer.contradictions),
        ),
        source=citations.source([answer.season], sources, t),
        links=(
            season_link(year, t),
            *_club_links(answer, t),
            *([Link(t.plain.say("Table"), Standings(year))] if answer.decision else []),
        ),
    )


def _champion(honour: Honour, answer: ChampionAnswer, t: Language) -> Marked:
    entry = next((e for e in answer.entries if e.club.key == honour.club.key), None)
    name = t.bold(honour.club.name)
    if honour.in_doubt:
        return phrases.champion_in_doubt(honour, answer.season, t)
    won = t.say(
        "🏆 {club} won the {season} Copa Perú.",
        club=t.bold(phrases.club(honour.club, t)) if answer.season.of_list else _with_home(name, entry, t),
        season=answer.season.year,
    )
    if honour.title is None:
        return won
    title = t.say("It was its {ordinal} title.", ordinal=t.ordinal(honour.title))
    return Marked(won + " " + title)


def _with_home(name: Marked, entry: Entry | None, t: Language) -> Marked:
    """Return a club with its town and department, as far as the season's list tells them."""
    if entry is None:
        return name
    places = dict.fromkeys([place for place in (entry.location, entry.department) if place])
    home = Marked(", ".join([t.text(place) for place in places]))
    return t.say("{club} ({home})", club=name, home=home) if home else name


def _runner_up(honour: Honour, t: Language) -> Marked:
    return t.say("Runner-up: {club}.", club=t.bold(phrases.club(honour.club, t)))


def _promotions(facts: tuple[Promotion, ...], t: Language) -> list[Marked]:
    """Return who goes up and where to, or who does not, a line each."""
    up = [fact for fact in facts if fact.direction == "up" and not fact.denied]
    lines = []
    targets = _targets(up, "champion", t)
    if targets:
        lines.append(t.say("⬆️ The champion goes up to: {targets}.", targets=targets))
    targets = _targets(up, "runner-up", t)
    if targets:
        lines.append(t.say("⬆️ The runner-up goes up to: {targets}.", targets=targets))
    for fact in up:
        target = phrases.heading(fact.to, t)
        if fact.who is None and fact.club:
            club = t.bold(phrases.club(fact.club, t))
            lines.append(t.say("⬆️ {club} goes up to: {targets}.", club=club, targets=target))
        elif fact.who is None and fact.count:
            lines.append(
                t.count(
                    "⬆️ {n} club went up to {target}; the document does not say which.",
                    "⬆️ {n} clubs went up to {target}; the document does not say which.",
                    fact.count,
                    target=target,
                )
            )
    denied = [fact for fact in facts if fact.direction == "up" and fact.denied]
    return [*dict.fromkeys(lines), *dict.fromkeys(_not_promoted(fact, t) for fact in denied)]


def _not_promoted(fact: Promotion, t: Language) -> Marked:
    """Return who did not go up, nobody named being nobody at all."""
    if fact.club:
        return t.say("{club} was not promoted.", club=t.bold(phrases.club(fact.club, t)))
    if fact.who == "champion":
        return t.say("The champion was not promoted.")
    if fact.who == "runner-up":
        return t.say("The runner-up was not promoted.")
    return t.say("Nobody was promoted.")


def _club_links(answer: ChampionAnswer, t: Language) -> list[Link]:
    """Return the links to the champions' matches, to their profiles where the season has no match."""
    clubs = [honour.club for honour in answer.champions]
    if answer.season.of_list:
        return [profile_link(club, t) for club in clubs]
    return [results_link(club, t, answer.season.year) for club in clubs]


def _unknown(answer: ChampionAnswer, t: Language) -> list[Marked]:
    """Return what the document leaves open: who was second, how it was decided."""
    if answer.season.of_list:
        return [*phrases.only_honours(answer.season.year, answer.champions, answer.runners_up, t)]
    if answer.decision or answer.status in (SeasonStatus.CANCELLED, SeasonStatus.NO_FINAL):
        return []
    notes = [t.say("ℹ️ The document does not show how it was decided.")]
    if not answer.runners_up:
        notes = [t.say("ℹ️ The document does not show who was second or how it was decided.")]
    lost, unread = phrases.tables_lost_note(answer.lost_tables, t), phrases.unread_note(answer.unread, t)
    return [*notes, *lost, *unread]


def _how(decision: Decision, t: Language) -> list[Marked]:
    """Return how the matches of the document decided the title, and who was second by them."""
    if decision.how == PLAY_OFF and decision.rows and decision.runner_up:
        matches = Marked("; ".join([phrases.match_line(match, t) for match in decision.matches]))
        club = t.bold(phrases.club(decision.runner_up, t))
        return [
            t.count(
                "📊 Level with {club} on {n} point in the table; the play-off decided: {matches}.",
                "📊 Level with {club} on {n} points in the table; the play-off decided: {matches}.",
                decision.rows[0].points,
                club=club,
                matches=matches,
            )
        ]
    if decision.how in {PLAY_OFF, BY_FINAL}:
        return [decision_line(decision, t, again=decision.stated)]
    if decision.how == BY_STATED_TABLE:
        return _by_stated_table(decision, t)
    if decision.how != BY_TABLE or not decision.rows:
        return []
    first = t.count(
        "📊 First with {n} point in the table worked out from its matches.",
        "📊 First with {n} points in the table worked out from its matches.",
        decision.rows[0].points,
    )
    if decision.runner_up is None or len(decision.rows) < 2:
        return [first]
    second = _second(t.bold(phrases.club(decision.runner_up, t)), decision.rows[1].points, t)
    return [first, second, *_parted(decision, t)]


def _by_stated_table(decision: Decision, t: Language) -> list[Marked]:
    """Return who was first and second in the table that the document prints, with the points it tells."""
    first, second = decision.points
    lines = [t.say("📊 First in the table that the document prints.")]
    if first is not None:
        lines = [
            t.count(
                "📊 First with {n} point in the table that the document prints.",
                "📊 First with {n} points in the table that the document prints.",
                first,
            )
        ]
    if decision.runner_up is None:
        return lines
    club = t.bold(phrases.club(decision.runner_up, t))
    if second is None:
        return [*lines, t.say("🥈 Second in that table: {club}.", club=club)]
    return [*lines, _second(club, second, t)]


def _second(club: Marked, points: int, t: Language) -> Marked:
    return t.count(
        "🥈 Second in that table: {club}, {n} point.",
        "🥈 Second in that table: {club}, {n} points.",
        points,
        club=club,
    )


def _parted(decision: Decision, t: Language) -> list[Marked]:
    """Return what put the champion above the second on the same points."""
    first, second = decision.rows
    if decision.parted_by in (None, Criterion.POINTS):
        return []
    return [level_line(Level(first, second, decision.parted_by), t)]


def _targets(up: list[Promotion], who: str, t: Language) -> Marked:
    # "First Division" and "2007 Torneo Descentralizado" are two names that a document gives to one place.
    return Marked(" / ".join(dict.fromkeys([phrases.heading(f.to, t) for f in up if f.who == who])))
