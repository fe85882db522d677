"""What is worked out of a season: adjustments in its tables, printed tables that lead, and its decision."""

import pytest

from bot.model import (
    Honour,
    LostTable,
    Match,
    MatchStatus,
    PointsAdjustment,
    SeasonStatus,
    Section,
    Source,
    StatedRow,
)
from bot.tournament.parts import SeasonParts
from tests.tournament.made import THREE, club, match, matches, season

# A beats all, B beats C and D, C beats D.
LEAGUE = ("A 2-0 B", "C 2-1 D", "A 2-1 C", "B 2-0 D", "A 2-0 D", "B 2-0 C")


def source(line: int = 3, headings: tuple[str, ...] = ("Final Stage",)) -> Source:
    return Source("2001.txt", headings, line, 2001)


def champion(name: str, line: int = 3) -> Honour:
    return Honour(club(name), None, source(line, ()))


def deducted(name: str, points: int, line: int = 30, headings=("Final Stage",)) -> PointsAdjustment:
    return PointsAdjustment(club(name), points, source(line, headings))


def printed(*rows: tuple[str, int], adjustments=None, line=40, group=None) -> tuple[StatedRow, ...]:
    return tuple(
        StatedRow(
            place,
            club(name),
            *(None,) * 6,
            points,
            None,
            source(line + place),
            stage="Final Stage",
            group=group,
            adjustment=(adjustments or {}).get(name),
        )
        for place, (name, points) in enumerate(rows, 1)
    )


def rows(parts: SeasonParts, number: int = 0) -> list[tuple[str, int, int]]:
    return [(row.club.name, row.points, row.adjustment) for row in parts.tables[number].rows]


def parts(*lines: Match, **facts) -> SeasonParts:
    return SeasonParts(season(*lines, **facts), THREE)


def test_points_that_a_sentence_takes_are_taken_in_the_table():
    worked = parts(*matches(*LEAGUE), adjustments=(deducted("A", -4), deducted("C", 1)))
    assert rows(worked) == [("B", 6, 0), ("A", 5, -4), ("C", 4, 1), ("D", 0, 0)]
    assert worked.decision.champion == club("B")


def test_points_told_twice_are_taken_once():
    twice = (deducted("A", -4), deducted("A", -4, line=31))
    assert rows(parts(*matches(*LEAGUE), adjustments=twice))[1] == ("A", 5, -4)
    in_table = printed(("B", 6), ("A", 5), ("C", 3), ("D", 0), adjustments={"A": -4})
    told = parts(*matches(*LEAGUE), adjustments=(deducted("A", -4),), standings=in_table)
    assert rows(told)[1] == ("A", 5, -4)


def test_points_are_taken_in_the_stage_whose_headings_the_sentence_stands_under():
    regional = [
        match(text, line=line, stage="Regional Stage", headings=("Regional Stage",))
        for line, text in enumerate(LEAGUE, 10)
    ]
    final = matches(*LEAGUE)
    final = [
        match(f"{m.home.name} {m.home_goals}-{m.away_goals} {m.away.name}", line=20 + n)
        for n, m in enumerate(final)
    ]
    told = deducted("A", -4, line=19, headings=("Regional Stage",))
    worked = parts(*regional, *final, adjustments=(told,))
    assert [{name: adjusted for name, _, adjusted in rows(worked, n)}["A"] for n in (0, 1)] == [-4, 0]


def test_points_of_a_club_that_plays_in_no_table_change_none():
    assert all(not row[2] for row in rows(parts(*matches(*LEAGUE), adjustments=(deducted("Z", -4),))))


def test_a_printed_table_with_another_club_in_front_leads():
    table = printed(("B", 6), ("A", 5), ("C", 3), ("D", 0))
    decision = parts(*matches(*LEAGUE), standings=table, champions=(champion("B"),)).decision
    assert (decision.how, decision.champion, decision.runner_up) == ("stated table", club("B"), club("A"))
    alone = parts(*matches(*LEAGUE), standings=table).decision
    assert (alone.how, alone.champion, alone.stated) == ("stated table", club("B"), False)


def test_a_printed_table_that_agrees_leaves_the_decision_to_the_matches():
    table = printed(("A", 9), ("B", 6), ("C", 3), ("D", 0))
    decision = parts(*matches(*LEAGUE), standings=table).decision
    assert (decision.how, decision.champion, [row.points for row in decision.rows]) == (
        "table",
        club("A"),
        [9, 6],
    )


def test_a_printed_table_decides_where_matches_are_missing():
    table = printed(("B", 6), ("A", 5), ("C", 3), ("D", 0))
    decision = parts(*matches(*LEAGUE[:4]), standings=table, champions=(champion("B"),)).decision
    assert (decision.how, decision.champion) == ("stated table", club("B"))


def test_a_decision_tells_what_parted_clubs_on_the_same_points():
    level = ("A 5-0 B", "C 1-0 D", "B 1-1 D", "A 1-1 C", "B 0-1 C", "A 2-1 D")
    decision = parts(*matches(*level)).decision
    assert (decision.champion, decision.runner_up, decision.parted_by) == (
        club("A"),
        club("C"),
        "goal difference",
    )


def test_a_match_awarded_to_neither_leaves_the_table_complete():
    lines = [*matches(*LEAGUE[:5]), match("B - C", line=15, status=MatchStatus.AWARDED)]
    worked = parts(*lines)
    assert rows(worked) == [("A", 9, 0), ("C", 3, 0), ("B", 3, 0), ("D", 0, 0)]
    assert (worked.tables[0].complete, len(worked.tables[0].void)) == (True, 1)
    assert worked.decision.champion == club("A")


def test_a_match_awarded_without_a_score_leaves_the_table_open():
    lines = [*matches(*LEAGUE[:5]), match("B - C", line=15, status=MatchStatus.AWARDED, through=club("B"))]
    worked = parts(*lines)
    assert (worked.tables[0].complete, worked.decision) == (False, None)


def final(text: str, **facts) -> Match:
    return match(text, **{"round": "Final", "knockout": True, "line": 60, **facts})


def test_a_final_without_a_result_decides_nothing():
    abandoned = final("A - B", status=MatchStatus.ABANDONED)
    assert parts(abandoned, champions=(champion("A"),)).decision is None
    assert parts(abandoned, champions=(champion("A"), champion("B"))).decision is None


def test_a_final_under_two_headings_of_that_name_decides():
    decision = parts(final("A 2-1 B", stage=None, group="Final")).decision
    assert (decision.how, decision.champion) == ("final", club("A"))
    assert parts(final("A 2-1 B", group="Region I")).decision is None


def test_a_final_awarded_to_the_other_side_is_won_by_it():
    awarded = final("A - B", status=MatchStatus.AWARDED, played_score=(3, 0), through=club("B"))
    decision = parts(awarded).decision
    assert (decision.how, decision.champion, decision.runner_up) == ("final", club("B"), club("A"))


def test_one_leg_of_a_final_decides_only_with_the_champion_that_the_document_names():
    first = final("A 4-1 B", leg=1)
    assert parts(first).decision is None
    assert parts(first, champions=(champion("B"),)).decision.champion == club("B")


@pytest.mark.parametrize("status", [SeasonStatus.CANCELLED, SeasonStatus.NO_FINAL, SeasonStatus.UNDER_WAY])
def test_no_champion_is_worked_out_of_a_season_without_an_end(status):
    assert parts(final("A 2-1 B")).decision.champion == club("A")
    assert parts(final("A 2-1 B"), status=status).decision is None


def test_what_stands_lost_below_another_stage_leaves_a_season_open():
    lost = LostTable(source(80, ("National Stage",)), "National Stage", None)
    assert parts(*matches(*LEAGUE), lost_tables=(lost,)).decision is None
    section = Section(2, "National Stage", (), 80, "National Stage", None, None, True)
    named = parts(*matches(*LEAGUE), sections=(section,), champions=(champion("A"),)).decision
    assert named.champion == club("A")
    assert parts(*matches(*LEAGUE), sections=(section,)).decision is None
