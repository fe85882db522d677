"""Every question that can be asked: one module a family, and KINDS lists them."""

from bot.queries import query as _query
from bot.queries.about import About
from bot.queries.champion import Champion
from bot.queries.champions import Champions
from bot.queries.help import Help
from bot.queries.matches import Matches
from bot.queries.query import UNCHOSEN, Query, encode
from bot.queries.quiz import Quiz
from bot.queries.ranking import Ranking
from bot.queries.records import Records
from bot.queries.resolve import Resolved, answer_to, resolve
from bot.queries.results import Results
from bot.queries.scorers import Scorers
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.queries.teams import Teams
from bot.queries.today import Today
from bot.queries.versus import Versus

__all__ = [
    "KINDS",
    "UNCHOSEN",
    "Query",
    "Resolved",
    "answer_to",
    "decode",
    "encode",
    "resolve",
]

_FAMILIES: tuple[type[Query], ...] = (
    Champion,
    Champions,
    Matches,
    Quiz,
    Ranking,
    Records,
    Results,
    Scorers,
    SeasonOverview,
    Seasons,
    Standings,
    TeamProfile,
    Teams,
    Today,
    Versus,
    About,
    Help,
)
KINDS = {cls.kind: cls for cls in _FAMILIES}
"""The classes of queries by their kinds, in the order of the help."""


def decode(text: str) -> Query:
    """Return the query that `encode` made this line from; raises BadQueryError for any other line."""
    return _query.decode(text, KINDS)
