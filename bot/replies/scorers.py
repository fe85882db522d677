"""Top scorers in words."""

from bot.model import Scorer
from bot.queries.scorers import Scorers, ScorersAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import beside, season_link
from bot.replies.reply import Link, Part, Reply

_SEASON_LINKS = 5


def scorers_reply(answer: ScorersAnswer, t: Language) -> Reply:
    """Return the top scorers as stated, a line each, and the seasons whose documents name none."""
    if answer.season:
        title = t.say("Top scorer of {season}", season=answer.season.year)
    else:
        title = Marked(" · ".join(filter(None, [t.say("Top scorers"), phrases.span(*answer.span, t)])))
    named = answer.seasons
    lines = tuple(
        [_line(scorer, t, with_year=answer.season is None) for season in named for scorer in season.scorers]
    )
    refs = [season.season for season in named] or answer.silent
    return Reply(
        title=title,
        url=citations.article_url(answer.season) if answer.season else None,
        lead=_lead(answer, t) if named else (),
        parts=(Part(None, lines),) if lines else (),
        notes=_silent([ref.year for ref in answer.silent], t),
        source=citations.source(refs, [s.source for season in named for s in season.scorers], t),
        links=_links(answer, t),
    )


def _lead(answer: ScorersAnswer, t: Language) -> tuple[Marked, ...]:
    if answer.season:
        return (t.say("As the document states it:"),)
    return (t.say("As the documents state them:"),)


def _line(scorer: Scorer, t: Language, *, with_year: bool) -> Marked:
    player = phrases.with_club(t.bold(scorer.player), scorer.club, t)
    if scorer.goals is None:
        line = t.say("⚽ {player}, goals not stated", player=player)
    else:
        line = t.count("⚽ {player}, {n} goal", "⚽ {player}, {n} goals", scorer.goals, player=player)
    return Marked(t.bold(scorer.season) + ": " + line) if with_year else line


def _silent(years: list[int], t: Language) -> tuple[Marked, ...]:
    if not years:
        return ()
    seasons = phrases.seasons(years, t)
    return (
        t.count(
            "ℹ️ The document of {seasons} names no top scorer.",
            "ℹ️ The documents of {seasons} name no top scorer.",
            len(years),
            seasons=seasons,
        ),
    )


def _links(answer: ScorersAnswer, t: Language) -> tuple[Link, ...]:
    if answer.season is None:
        years = [item.season.year for item in answer.seasons][:_SEASON_LINKS]
        return tuple(season_link(year, t) for year in years)
    year = answer.season.year
    links = beside(Scorers(), year, answer.known)
    links.append(Link(t.plain.say("All seasons"), Scorers()))
    links.append(season_link(year, t))
    return tuple(links)
