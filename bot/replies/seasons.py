"""All editions in words: who won each, a line an edition."""

import functools
from collections.abc import Iterable

from bot.model import Honour, Scorer, SeasonStatus
from bot.queries.champions import Champions
from bot.queries.scorers import Scorers
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Edition, SeasonsAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, LinkMenu, Part, Reply, parts_with_lines
from bot.tournament.decision import BY_FINAL, BY_STATED_TABLE, Decision

_OFFERED = 25
_WITHOUT_CHAMPION = (SeasonStatus.CANCELLED, SeasonStatus.NO_FINAL, SeasonStatus.NOT_HELD)
_KEPT = 1024
"""Editions whose line is kept: an answer about all has one for each."""


def seasons_reply(answer: SeasonsAnswer, t: Language) -> Reply:
    """Return each edition with its winners and top scorers; what is known of it as details."""
    editions = answer.editions
    sources = [honour.source for edition in editions for honour in edition.champions]
    lines = tuple([_edition(edition, t) for edition in editions])
    years = tuple([Link(str(e.season.year), SeasonOverview(e.season.year)) for e in editions[:_OFFERED]])
    return Reply(
        title=Marked(
            " · ".join(filter(None, [t.say("The editions of the Copa Perú"), phrases.span(*answer.span, t)]))
        ),
        lead=(_lead(answer, t),),
        parts=(Part(None, lines),) if lines else (),
        source=citations.source([edition.season for edition in editions], sources, t) if editions else None,
        links=(*(() if years[1:] else years), *_rankings(answer, t)),
        link_menus=(LinkMenu(t.plain.say("One edition…"), years),) if years[1:] else (),
        more=lambda: _details(editions, t),
    )


def _rankings(answer: SeasonsAnswer, t: Language) -> list[Link]:
    """Return the ways to the titles and the top scorers of several editions."""
    links = []
    if len([edition for edition in answer.editions if edition.champions]) > 1:
        links.append(Link(t.plain.say("Champions"), Champions(None, None, *answer.span)))
    if len([edition for edition in answer.editions if edition.scorers]) > 1:
        links.append(Link(t.plain.say("Top scorers"), Scorers(None, *answer.span)))
    return links


def _lead(answer: SeasonsAnswer, t: Language) -> Marked:
    """Return of how many editions the champion is known."""
    if not answer.editions:
        return t.say("I have no edition of those years.")
    with_one = [e for e in answer.editions if e.champions or e.status not in _WITHOUT_CHAMPION]
    n, decided = len(with_one), len([edition for edition in with_one if edition.champions])
    if not n:
        return t.say("None of these editions had a champion.")
    if decided < n:
        one, many = "I know who won {decided} of {n} edition.", "I know who won {decided} of {n} editions."
        return t.count(one, many, n, decided=t.bold(decided))
    if n == len(answer.editions):
        return t.count("I know who won this edition.", "I know who won all {n} editions.", n)
    return t.count(
        "I know who won the only edition with a champion.",
        "I know who won all {n} editions that had a champion.",
        n,
    )


@functools.lru_cache(_KEPT)
def _edition(edition: Edition, t: Language) -> Marked:
    """Return an edition on one line: year, champion, runner-up, top scorer."""
    parts = [*_winners(edition, t), *_seconds(edition, t)]
    if edition.scorers:
        parts.append(Marked(f"⚽ {t.join([_scorer(scorer, t) for scorer in edition.scorers])}"))
    return Marked(f"{citations.linked_year(edition.season, t)}\u00a0{' · '.join(parts)}")


def _winners(edition: Edition, t: Language) -> list[Marked]:
    """Return who won, by what if no source states it; or why nobody did."""
    if edition.champions:
        return [_champion(honour, edition, t) for honour in edition.champions]
    if edition.decision is not None:
        club = t.bold(phrases.club(edition.decision.champion, t))
        return [t.say("🥇 {club}, {shown_by}", club=club, shown_by=_shown_by(edition.decision, t))]
    status = phrases.season_status(edition.status, edition.season.year, t)
    return [*status] or [t.say("champion not in my source")]


def _champion(honour: Honour, edition: Edition, t: Language) -> Marked:
    if honour.in_doubt:
        return phrases.champion_in_doubt(honour, edition.season, t)
    return Marked(f"🏆 {t.bold(phrases.club(honour.club, t))}")


def _seconds(edition: Edition, t: Language) -> list[Marked]:
    """Return the runners-up: stated ones, else the one that table, play-off or final shows."""
    if edition.runners_up:
        return [Marked(f"🥈 {phrases.club(honour.club, t)}") for honour in edition.runners_up]
    if edition.decision is None or edition.decision.runner_up is None:
        return []
    return [Marked(f"🥈 {phrases.club(edition.decision.runner_up, t)}")]


def _shown_by(decision: Decision, t: Language) -> Marked:
    if decision.how == BY_STATED_TABLE:
        return t.say("by the article's table")
    if decision.how == BY_FINAL:
        return t.say("by the final")
    return t.say("by the results")


def _scorer(scorer: Scorer, t: Language) -> Marked:
    if scorer.goals is None:
        return t.text(scorer.player)
    return t.say("{player} ({goals})", player=scorer.player, goals=t.number(scorer.goals))


def _details(editions: Iterable[Edition], t: Language) -> tuple[Part, ...]:
    """Return what is known of the editions that have a document."""
    held = [_held(edition, t) for edition in editions if not edition.season.of_list]
    return parts_with_lines([(t.say("What I have"), held)], t)


def _held(edition: Edition, t: Language) -> Marked:
    """Return how many teams and matches of an edition are known."""
    parts = [
        t.bold(edition.season.year),
        phrases.teams(edition.teams, t),
        phrases.matches_held(edition.matches, edition.unread, t),
    ]
    if edition.lost_tables:
        parts.append(phrases.tables_lost(edition.lost_tables, t))
    return Marked(" · ".join(parts))
