"""All editions in words."""

from bot.queries.facts import Honour
from bot.queries.season import ScorerFact, SeasonOverview
from bot.queries.seasons import Edition, SeasonsAnswer
from bot.queries.standings import FirstTwo
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Link, Part, Reply, renders
from bot.tournament.decision import BY_FINAL, BY_STATED_TABLE

_LINKS = 8


@renders(SeasonsAnswer)
def seasons_reply(answer: SeasonsAnswer, words: Language) -> Reply:
    """Return each edition with its winners, top scorers and what its document holds."""
    editions = answer.editions
    sources = [honour.source for edition in editions for honour in edition.champions]
    return Reply(
        title=words.say("The editions of the Copa Perú"),
        lead=(
            words.count(
                "There is a document of {n} edition.", "There are documents of {n} editions.", answer.number
            ),
        ),
        parts=tuple(
            [
                Part(phrases.linked_year(edition.season, words), tuple(_lines(edition, words)))
                for edition in editions
            ]
        ),
        notes=(
            words.say("ℹ️ Of editions that are not listed there is no document; they may have been played."),
        ),
        source=phrases.source([edition.season for edition in editions], sources, words),
        links=tuple([Link(str(e.season.year), SeasonOverview(e.season.year)) for e in editions[:_LINKS]]),
        page=answer.window.page,
        pages=answer.window.pages,
    )


def _lines(edition: Edition, words: Language) -> list[Marked]:
    lines = [_champion(honour, words) for honour in edition.champions]
    if not lines:
        lines.append(words.say("The document does not name a champion."))
        lines += _first_by_matches(edition, words)
    for honour in edition.runners_up:
        lines.append(words.say("🥈 Runner-up: {club}", club=phrases.club(honour.club, words)))
    if not edition.runners_up:
        lines += _second_by_matches(edition, words)
    if edition.scorers:
        players = words.join([_scorer(scorer, words) for scorer in edition.scorers])
        lines.append(words.say("⚽ Top scorer: {player}", player=players))
    return [*lines, _held(edition, words)]


def _first_by_matches(edition: Edition, words: Language) -> list[Marked]:
    if edition.decision is None:
        return []
    club = words.bold(phrases.club(edition.decision.champion, words))
    return [words.say("🥇 First: {club}, {shown_by}", club=club, shown_by=_shown_by(edition.decision, words))]


def _second_by_matches(edition: Edition, words: Language) -> list[Marked]:
    """Return the runner-up that no line of the document states but its table, play-off or final shows."""
    if edition.decision is None or edition.decision.runner_up is None:
        return []
    club = phrases.club(edition.decision.runner_up, words)
    shown_by = _shown_by(edition.decision, words)
    return [words.say("🥈 Second: {club}, {shown_by}", club=club, shown_by=shown_by)]


def _shown_by(decision: FirstTwo, words: Language) -> Marked:
    if decision.how == BY_STATED_TABLE:
        return words.say("by the table that the document prints")
    if decision.how == BY_FINAL:
        return words.say("by the final")
    return words.say("worked out from the matches")


def _champion(honour: Honour, words: Language) -> Marked:
    return words.say("🏆 Champion: {club}", club=words.bold(phrases.club(honour.club, words)))


def _scorer(scorer: ScorerFact, words: Language) -> Marked:
    if scorer.goals is None:
        return words.text(scorer.player)
    return words.say("{player} ({goals})", player=scorer.player, goals=words.number(scorer.goals))


def _held(edition: Edition, words: Language) -> Marked:
    """Return how many teams and matches the document holds."""
    parts = [
        words.count("{n} team", "{n} teams", edition.teams),
        words.count("{n} match", "{n} matches", edition.matches)
        if edition.matches
        else words.say("no match line in the document"),
    ]
    if edition.lost_tables:
        parts.append(words.count("{n} table lost", "{n} tables lost", edition.lost_tables))
    return Marked(" · ".join(parts))
