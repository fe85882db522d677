"""What is wrong with a season that was read: contradictions, impossibilities, what is incomplete."""

from bot.model import Problem, Season
from bot.tournament.check_lists import check_entries, check_regions, check_teams
from bot.tournament.check_matches import check_completeness, check_matches, check_rows
from bot.tournament.check_totals import check_champion, check_neighbours, check_records, check_totals


def check(season: Season, points_for_win: int | None = None) -> tuple[Problem, ...]:
    """Return the problems of a season by line; those of reading it are in `season.problems`.

    Contradictions and impossibilities are errors, what is incomplete or unclear warnings. Without
    `points_for_win` a champion counts as first if two or three points for a win make it so.
    """
    found = [
        *check_totals(season),
        *check_champion(season, points_for_win),
        *check_records(season),
        *check_neighbours(season),
        *check_teams(season),
        *check_entries(season),
        *check_regions(season),
        *check_matches(season),
        *check_completeness(season),
        *check_rows(season),
    ]
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.kind)))
