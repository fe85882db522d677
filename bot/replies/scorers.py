"""Top scorers in words."""

from bot.model import Scorer
from bot.queries.scorers import Scorers, ScorersAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import beside, season_link
from bot.replies.reply import Link, Part, Reply

_SEASON_LINKS = 5


def scorers_reply(answer: ScorersAnswer, t: Language) -> Reply:
    """Return who scored most, each edition on a line, and the editions whose sources name nobody."""
    if answer.season:
        title = t.say("Top scorer of {season}", season=answer.season.year)
    else:
        title = Marked(" · ".join(filter(None, [t.say("Top scorers"), phrases.span(*answer.span, t)])))
    named = answer.seasons
    scorers = [scorer for season in named for scorer in season.scorers]
    lines = tuple([_line(scorer, t) for scorer in scorers])
    refs = [season.season for season in named] or answer.silent
    silent = phrases.seasons([ref.year for ref in answer.silent], t)
    return Reply(
        title=title,
        url=citations.article_url(answer.season) if answer.season else None,
        lead=(_lead(scorers, answer, t),),
        parts=(Part(None, lines),) if lines and not answer.season else (),
        notes=(t.say("No top scorer in my sources for {seasons}.", seasons=silent),)
        if named and answer.silent
        else (),
        source=citations.source(refs, [scorer.source for scorer in scorers], t),
        links=_links(answer, t),
    )


def _lead(scorers: list[Scorer], answer: ScorersAnswer, t: Language) -> Marked:
    """Return who was top scorer of the edition asked for, or who scored most in one of several."""
    if not scorers:
        years = phrases.seasons([ref.year for ref in answer.silent], t)
        return t.say("My sources name no top scorer of {seasons}.", seasons=years)
    if answer.season:
        players = t.join([phrases.with_club(t.bold(s.player), s.club, t) for s in scorers])
        goals = {scorer.goals for scorer in scorers}
        if len(goals) > 1 or None in goals:
            return t.say("⚽ {players}", players=t.join([_player(scorer, t) for scorer in scorers]))
        [scored] = goals
        return t.count(
            "⚽ {players}, with {n} goal", "⚽ {players}, with {n} goals", scored or 0, players=players
        )
    most = max((scorer.goals for scorer in scorers if scorer.goals is not None), default=None)
    if most is None:
        return t.say("I know the top scorers, but not how many goals they scored.")
    best = [
        t.say("{player} in {season}", player=phrases.with_club(t.bold(s.player), s.club, t), season=s.season)
        for s in scorers
        if s.goals == most
    ]
    return t.count(
        "Most goals in one edition: {players}, {n} goal.",
        "Most goals in one edition: {players}, {n} goals.",
        most,
        players=t.join(best),
    )


def _line(scorer: Scorer, t: Language) -> Marked:
    return Marked(f"{t.bold(scorer.season)}\u00a0⚽ {_player(scorer, t)}")


def _player(scorer: Scorer, t: Language) -> Marked:
    """Return a player with club and goals, as far as they are known."""
    player = phrases.with_club(t.bold(scorer.player), scorer.club, t)
    if scorer.goals is None:
        return t.say("{player}, goals not stated", player=player)
    return t.count("{player}, {n} goal", "{player}, {n} goals", scorer.goals, player=player)


def _links(answer: ScorersAnswer, t: Language) -> tuple[Link, ...]:
    if answer.season is None:
        years = [item.season.year for item in answer.seasons][:_SEASON_LINKS]
        return tuple(season_link(year, t) for year in years)
    year = answer.season.year
    links = beside(Scorers, year, answer.known)
    links.append(Link(t.plain.say("All seasons"), Scorers()))
    links.append(season_link(year, t))
    return tuple(links)


def club_lines(answer: ScorersAnswer, t: Language) -> tuple[Marked, ...]:
    """Return that the clubs of the top scorers are not known; where they are, the answer names them."""
    scorers = [scorer for season in answer.seasons for scorer in season.scorers]
    if not scorers or any(scorer.club for scorer in scorers):
        return ()
    return (t.say("My sources do not say which club the top scorer played for."),)
