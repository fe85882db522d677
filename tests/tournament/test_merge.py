"""Several documents of a season put together: one leads, another fills, differences are told."""

import datetime

from bot.model import Honour, Season, Source, StatedRow
from bot.tournament.merge import merge, ranked
from bot.tournament.parts import SeasonParts
from tests.tournament.made import THREE, club, match

ROBIN = ("A 1-0 B", "B 2-1 C", "C 0-3 A")


def document(name: str, *matches, title: str = "", **facts) -> Season:
    return Season(2001, title or f"2001 Copa Perú {name}", name, 99, matches=matches, **facts)


def told(name: str, *texts: str, line: int = 10, **facts):
    source = {"headings": (facts.get("stage", "Final Stage"), *filter(None, [facts.get("round")]))}
    return [
        match(text, source=Source(name, source["headings"], line + n, 2001), **facts)
        for n, text in enumerate(texts)
    ]


def rows(name: str, *numbers: tuple, line: int = 40) -> tuple[StatedRow, ...]:
    return tuple(
        StatedRow(n, club(key), *row, None, Source(name, ("Final Stage",), line + n), stage="Final Stage")
        for n, (key, *row) in enumerate(numbers, 1)
    )


TABLE = (("A", 2, 2, 0, 0, 4, 0, 6), ("B", 2, 1, 0, 1, 2, 2, 3), ("C", 2, 0, 0, 2, 1, 5, 0))


def honour(name: str, key: str, **facts) -> Honour:
    return Honour(club(key), None, Source(name, (), 3, 2001), **facts)


def kinds(season: Season) -> list[str]:
    return [problem.kind for problem in season.problems]


def documents_of(season: Season) -> list[str]:
    return [found.source.document for found in season.matches]


def test_the_document_with_more_matches_leads_then_the_english_one_and_a_list_comes_last():
    small, large = document("a", *told("a", *ROBIN[:1])), document("b", *told("b", *ROBIN))
    editions = document("list", *told("list", *ROBIN, "A 1-0 C"), of_list=True)
    assert [season.document for season in ranked([small, editions, large])] == ["b", "a", "list"]
    spanish = document("a-es", *told("a-es", *ROBIN), title="Copa Perú 2001")
    assert [season.document for season in ranked([spanish, large])] == ["b", "a-es"]
    assert [season.document for season in ranked([spanish, large], "a-es")] == ["a-es", "b"]


def test_matches_that_contradict_the_documents_own_table_do_not_count_for_it():
    wrong = document("a", *told("a", "A 9-0 B", *ROBIN[1:]), standings=rows("a", *TABLE))
    right = document("b", *told("b", *ROBIN))
    assert [season.document for season in ranked([wrong, right])] == ["b", "a"]


def test_equal_facts_name_both_sources_and_take_the_date_that_one_has():
    day = datetime.date(2001, 12, 5)
    one = document("a", *told("a", *ROBIN), champions=(honour("a", "A"),))
    other = document("b", *told("b", *ROBIN, date=day), champions=(honour("b", "A"),))
    season = merge([one, other])
    assert kinds(season) == []
    assert [[s.document for s in found.source.all] for found in season.matches] == [["a", "b"]] * 3
    assert {found.date for found in season.matches} == {day}
    assert [source.document for source in season.champions[0].source.all] == ["a", "b"]


def test_a_stage_that_the_leader_lacks_stands_before_what_both_have():
    regional = told("b", "D 2-0 E", "E 1-1 F", "F 0-1 D", line=5, stage="Regional Stage")
    one = document("a", *told("a", *ROBIN))
    season = merge([one, document("b", *regional, *told("b", *ROBIN, line=50))])
    assert documents_of(season) == ["b", "b", "b", "a", "a", "a"]
    assert [table.stage for table in SeasonParts(season, THREE).tables] == ["Regional Stage", "Final Stage"]
    assert kinds(season) == []


def test_a_final_that_the_leader_lacks_decides_the_season():
    final = told("b", "A 2-0 C", line=80, round="Final", knockout=True)
    semis = {"round": "Semifinals", "knockout": True}
    one = document("a", *told("a", "A 1-0 B", "C 2-0 D", **semis))
    other = document("b", *told("b", "A 1-0 B", "C 2-0 D", **semis), *final)
    season = merge([one, other])
    assert documents_of(season) == ["a", "a", "b"]
    assert SeasonParts(season, THREE).decision.champion == club("A")


def test_a_part_of_the_same_name_is_not_filled_with_other_matches():
    season = merge([document("a", *told("a", *ROBIN)), document("b", *told("b", "X 1-0 Y", "Y 1-0 Z"))])
    assert documents_of(season) == ["a"] * 3


def test_an_incomplete_round_robin_is_never_filled_up_but_replaced_by_a_whole_one():
    chosen = merge([document("a", *told("a", *ROBIN[:2])), document("b", *told("b", *ROBIN))])
    assert documents_of(chosen) == ["b"] * 3
    both = merge([document("a", *told("a", *ROBIN[:2])), document("b", *told("b", ROBIN[0], ROBIN[2]))])
    assert documents_of(both) == ["a"] * 2


def test_the_leaders_score_counts_and_the_other_is_told():
    season = merge([document("a", *told("a", *ROBIN)), document("b", *told("b", "A 3-0 B", *ROBIN[1:]))])
    [first, *_] = season.matches
    assert (first.home_goals, [other.goals for other in first.other_scores]) == (1, [(3, 0)])
    assert [(p.kind, p.line, dict(p.values)["document"]) for p in season.problems] == [
        ("differs-match", 10, "b")
    ]


def test_sums_decide_between_scores_that_differ():
    wrong = document("a", *told("a", "A 3-0 B", *ROBIN[1:]))
    right = document("b", *told("b", *ROBIN), standings=rows("b", *TABLE))
    season = merge([wrong, right])
    assert documents_of(season) == ["b"] * 3
    assert kinds(season) == ["differs-sums"]
    assert season.standings[0].points == 6


def test_tables_are_never_mixed_and_one_that_adds_up_wins():
    broken = (("A", 2, 2, 0, 0, 9, 0, 6), *TABLE[1:])
    matches = told("a", *ROBIN)
    season = merge(
        [document("a", *matches, standings=rows("a", *broken)), document("b", standings=rows("b", *TABLE))]
    )
    assert {row.source.document for row in season.standings} == {"b"}
    assert kinds(season) == ["differs-table-sums"]
    season = merge(
        [document("a", *matches, standings=rows("a", *TABLE)), document("b", standings=rows("b", *broken))]
    )
    assert {row.source.document for row in season.standings} == {"a"}
    assert kinds(season) == ["differs-table"]


def test_champions_that_differ_are_disputed_but_a_list_of_editions_is_only_told():
    one = document("a", champions=(honour("a", "A", unlisted=True),))
    disputed = merge([one, document("b", champions=(honour("b", "B"),))])
    assert [rival.club for rival in disputed.champions[0].rivals] == [club("B")]
    assert kinds(disputed) == ["differs-champion"]
    editions = document("list", champions=(honour("list", "B"),), of_list=True)
    told_only = merge([document("a", champions=(honour("a", "A"),)), editions])
    assert (told_only.champions[0].in_doubt, kinds(told_only)) == (False, ["differs-champion"])
    sure = merge([one, document("list", champions=(honour("list", "A"),), of_list=True)])
    assert not sure.champions[0].in_doubt


def test_ties_that_the_leader_lacks_come_from_the_other_unless_their_clubs_play_there():
    semis = {"round": "Semifinals", "knockout": True}
    one = document("a", *told("a", "A 1-0 B", **semis))
    other = document("b", *told("b", "A 1-0 B", "C 2-0 D", "A 5-0 D", **semis))
    assert [(m.home.name, m.source.document) for m in merge([one, other]).matches] == [("A", "a"), ("C", "b")]
