"""The renderer of each family's answers."""

from typing import Any

from bot.queries.about import AboutAnswer
from bot.queries.champion import ChampionAnswer
from bot.queries.champions import ChampionsAnswer
from bot.queries.help import HelpAnswer
from bot.queries.matches import MatchesAnswer
from bot.queries.quiz import QuizAnswer
from bot.queries.ranking import RankingAnswer
from bot.queries.records import RecordsAnswer
from bot.queries.results import ResultsAnswer
from bot.queries.scorers import ScorersAnswer
from bot.queries.season import SeasonAnswer
from bot.queries.seasons import SeasonsAnswer
from bot.queries.standings import StandingsAnswer
from bot.queries.team import TeamAnswer
from bot.queries.teams import AllTeams, DepartmentTeams, TeamsAnswer
from bot.queries.today import TodayAnswer
from bot.queries.versus import VersusAnswer
from bot.replies.about import about_reply
from bot.replies.champion import champion_reply
from bot.replies.champions import champions_reply
from bot.replies.help import help_reply
from bot.replies.language import Language
from bot.replies.matches import matches_reply
from bot.replies.quiz import quiz_reply
from bot.replies.ranking import ranking_reply
from bot.replies.records import records_reply
from bot.replies.reply import Reply
from bot.replies.results import results_reply
from bot.replies.scorers import scorers_reply
from bot.replies.season import season_reply
from bot.replies.seasons import seasons_reply
from bot.replies.standings import standings_reply
from bot.replies.team import team_reply
from bot.replies.teams import all_teams_reply, department_reply, teams_reply
from bot.replies.today import today_reply
from bot.replies.versus import versus_reply

RENDERERS: dict[type, Any] = {
    AboutAnswer: about_reply,
    ChampionAnswer: champion_reply,
    ChampionsAnswer: champions_reply,
    HelpAnswer: help_reply,
    MatchesAnswer: matches_reply,
    QuizAnswer: quiz_reply,
    RankingAnswer: ranking_reply,
    RecordsAnswer: records_reply,
    ResultsAnswer: results_reply,
    ScorersAnswer: scorers_reply,
    SeasonAnswer: season_reply,
    SeasonsAnswer: seasons_reply,
    StandingsAnswer: standings_reply,
    TeamAnswer: team_reply,
    DepartmentTeams: department_reply,
    AllTeams: all_teams_reply,
    TeamsAnswer: teams_reply,
    TodayAnswer: today_reply,
    VersusAnswer: versus_reply,
}


def render(answer: object, t: Language) -> Reply:
    """Return an answer in words."""
    reply: Reply = RENDERERS[type(answer)](answer, t)
    return reply
