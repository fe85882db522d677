"""/records: what the match lines give, with all holders and on what it rests; and what the infobox states."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cache import Store, load
from bot.discord_ui.answer import reply_to
from bot.model import Match, MatchStatus, Record, Season, Source, Team
from bot.queries.records import Records
from bot.replies.language import Marked, language
from bot.replies.reply import body, in_detail
from bot.tournament.parts import SeasonParts
from bot.tournament.records import LEAST_MATCHES, LEAST_RUN, TOP, best_of
from bot.tournament.tally import tally
from tests.five import SEEDS
from tests.simulated import ask, shown_text, ways_on

CLUBS = [Team(letter.upper(), f"{letter}.x") for letter in "abcdef"]
A, B, C, D = CLUBS[:4]


def match(home, away, score, *, line, season=2001, **facts):
    goals = score if score is not None else (None, None)
    return Match(
        home=home,
        away=away,
        home_goals=goals[0],
        away_goals=goals[1],
        date=facts.pop("date", datetime.date(season, 1, 1) + datetime.timedelta(days=line)),
        stage=facts.pop("stage", "Final Stage"),
        group=None,
        round=facts.pop("round_", f"Round {line}"),
        leg=None,
        status=facts.pop("status", MatchStatus.PLAYED),
        extra_time=False,
        penalties=facts.pop("penalties", None),
        play_off=facts.pop("play_off", False),
        origin="line",
        labels=(),
        note=None,
        source=Source(f"{season}.txt", ("Final Stage",), line, season),
        **facts,
    )


def records_of(lines, stated=()):
    """Return the records of match lines, by their seasons, and of results that infoboxes alone state."""
    years = sorted({match.season for match in (*lines, *stated)})
    seasons = [
        Season(
            year=year,
            title=f"{year} Copa Perú",
            document=f"{year}.txt",
            lines=99,
            matches=tuple(match for match in lines if match.season == year),
            records=tuple(
                Record("Biggest win", replace(match, origin="infobox"), None, match.source)
                for match in stated
                if match.season == year
            ),
        )
        for year in years
    ]
    return best_of([SeasonParts(season, None).records for season in seasons])


ROBIN = [
    match(A, B, (4, 0), line=1, round_="Round 1"),
    match(C, D, (0, 4), line=2, round_="Round 1"),
    match(A, C, (1, 1), line=3, round_="Round 2"),
    match(B, D, (0, 1), line=4, round_="Round 2"),
    match(A, D, (0, 1), line=5, round_="Round 3"),
    match(B, C, (2, 2), line=6, round_="Round 3"),
]


def test_a_record_has_all_its_holders():
    worked = records_of(ROBIN)
    assert [found.source.line for found in worked.wins] == [1, 2, 4, 5]
    assert [found.source.line for found in worked.goals] == [1, 2, 6, 3, 4, 5]
    rounds = [(found.round, found.goals, found.matches) for found in worked.rounds]
    assert rounds == [("Round 1", 8, 2), ("Round 3", 5, 2), ("Round 2", 3, 2)]


def test_results_that_an_infobox_alone_states_are_ranked_with_those_of_the_lines():
    stated = match(A, C, (14, 2), line=9, season=2002)
    lines = [match(A, B, (n, 0), line=n) for n in range(1, 8)]
    ranked = records_of(lines, [stated])
    assert [(m.home_goals, m.origin) for m in ranked.wins] == [
        (14, "infobox"),
        *((n, "line") for n in (7, 6, 5, 4)),
    ]
    assert ranked.matches == 7


def test_a_ranking_has_all_that_are_level_with_its_last():
    lines = [match(A, B, (3, 0), line=1), *(match(A, B, (1, 0), line=n) for n in range(2, 9))]
    assert [m.source.line for m in records_of(lines).wins] == [*range(1, 9)]


def test_a_round_of_fewer_matches_and_more_goals_a_match_goes_before():
    lines = [match(A, B, (1, 1), line=n, round_="Round 1") for n in range(1, 7)]
    lines += [match(A, C, (3, 0), line=n, round_="Round 2") for n in (7, 8)]
    assert [(r.round, r.goals) for r in records_of(lines).rounds] == [("Round 2", 6), ("Round 1", 12)]


def test_attack_and_defence_are_those_of_a_complete_round_robin():
    worked = records_of(ROBIN)
    attacks = [(found.club.name, found.tally.goals_for) for found in worked.attacks]
    assert attacks == [("D", 6), ("A", 5), ("C", 3), ("B", 2)]
    defences = [(found.club.name, found.tally.goals_against) for found in worked.defences]
    assert defences == [("D", 0), ("A", 2), ("B", 7), ("C", 7)]
    assert worked.leagues == 1
    assert records_of(ROBIN[:-1]).attacks == ()
    assert records_of([*ROBIN[:-1], replace(ROBIN[-1], home_goals=None, away_goals=None)]).leagues == 0


def test_a_round_robin_of_too_few_matches_a_team_is_no_measure():
    three = [match(A, B, (9, 0), line=1), match(B, C, (1, 0), line=2), match(C, A, (0, 1), line=3)]
    assert records_of(three).attacks == ()


def test_a_better_mean_beats_more_goals_in_more_matches():
    twice = [
        replace(found, source=replace(found.source, line=n, season=2002)) for n, found in enumerate(ROBIN)
    ]
    back = [replace(found, home=found.away, away=found.home, home_goals=0, away_goals=0) for found in twice]
    worked = records_of([*ROBIN, *twice, *back])
    assert worked.leagues == 2
    assert [(found.season, found.club.name) for found in worked.attacks][:2] == [(2001, "D"), (2001, "A")]


def test_a_play_off_is_a_match_but_no_round_and_not_in_the_table():
    decider = match(A, D, (9, 0), line=7, round_="Playoff", play_off=True)
    worked = records_of([*ROBIN, decider, replace(decider, source=replace(decider.source, line=8))])
    assert [found.source.line for found in worked.wins][:2] == [7, 8]
    assert [found.round for found in worked.rounds] == ["Round 1", "Round 3", "Round 2"]
    assert (worked.attacks[0].club.name, worked.attacks[0].tally.goals_for) == ("D", 6)


def test_awarded_matches_are_no_wins_or_goals_of_note_but_count_as_results():
    awarded = match(A, B, (30, 0), line=1, status=MatchStatus.AWARDED)
    worked = records_of([awarded, match(A, C, (1, 0), line=2)])
    assert [found.source.line for found in worked.wins] == [2]
    assert (worked.matches, worked.awarded) == (1, 1)
    assert [(run.club.name, run.played) for run in worked.runs] == [("A", 2)]


def run_of(club, matches):
    return max((run.played for run in records_of(matches).runs if run.club == club), default=0)


def test_a_run_goes_by_date_and_not_by_the_order_of_the_lines():
    lines = [
        match(A, B, (1, 0), line=1, date=datetime.date(2001, 3, 1)),
        match(C, A, (1, 0), line=2, date=datetime.date(2001, 1, 1)),
        match(A, D, (0, 0), line=3, date=datetime.date(2001, 2, 1)),
    ]
    assert run_of(A, lines) == 2
    assert run_of(A, [replace(lines[0], date=None), *lines[1:]]) == 0


def test_a_run_is_told_with_its_ends_where_both_have_a_date():
    first, last = datetime.date(2001, 2, 1), datetime.date(2001, 3, 1)
    wins = [match(A, B, (1, 0), line=1, date=last), match(A, C, (0, 0), line=2, date=first)]
    [run] = [run for run in records_of(wins).runs if run.club == A]
    assert (run.played, run.won, run.first, run.last) == (2, 1, first, last)
    assert [source.line for source in run.sources] == [2, 1]
    [run] = [run for run in records_of([wins[0], replace(wins[1], date=None)]).runs if run.club == A]
    assert (run.first, run.last) == (None, None)


def test_a_run_ends_with_the_season_and_with_a_result_that_is_not_known():
    wins = [match(A, B, (1, 0), line=n) for n in (1, 2)]
    assert run_of(A, [*wins, *(replace(win, source=replace(win.source, season=2002)) for win in wins)]) == 2
    unknown = match(A, C, None, line=3, status=MatchStatus.WALKOVER)
    assert run_of(A, [*wins, unknown, match(A, D, (1, 0), line=4)]) == 2


@pytest.mark.parametrize("status", [MatchStatus.POSTPONED, MatchStatus.ANNULLED, MatchStatus.NOT_PLAYED])
def test_a_match_that_was_not_played_does_not_end_a_run(status):
    wins = [match(A, B, (1, 0), line=1), match(A, D, (1, 0), line=3)]
    assert run_of(A, [wins[0], match(A, C, None, line=2, status=status), wins[1]]) == 2


def test_nothing_is_worked_out_of_nothing():
    worked = records_of([])
    assert worked.matches == worked.leagues == 0
    assert [worked.wins, worked.goals, worked.rounds, worked.attacks, worked.runs] == [()] * 5


@st.composite
def lines(draw):
    pairs = st.lists(st.sampled_from(CLUBS), min_size=2, max_size=2, unique=True)
    goals = st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9))
    found = []
    for line, (home, away) in enumerate(draw(st.lists(pairs, max_size=14)), start=1):
        score = draw(goals)
        status = draw(
            st.sampled_from([MatchStatus.PLAYED, MatchStatus.AWARDED] if score else list(MatchStatus))
        )
        season, round_ = (
            draw(st.sampled_from([2001, 2002])),
            draw(st.sampled_from(["Round 1", "Round 2", None])),
        )
        found.append(match(home, away, score, line=line, season=season, status=status, round_=round_))
    return found


@given(lines())
def test_nobody_beats_a_record_and_every_holder_holds_it(found):
    worked = records_of(found)
    played = [m for m in found if m.scored and m.status is MatchStatus.PLAYED]
    assert worked.matches == len(played)
    margins = [abs(m.home_goals - m.away_goals) for m in played]
    assert [abs(m.home_goals - m.away_goals) for m in worked.wins[:TOP]] == sorted(
        filter(None, margins), reverse=True
    )[:TOP]
    sums = [m.home_goals + m.away_goals for m in played]
    assert [m.home_goals + m.away_goals for m in worked.goals[:TOP]] == sorted(
        filter(None, sums), reverse=True
    )[:TOP]
    means = [round_.goals / round_.matches for round_ in worked.rounds]
    assert means == sorted(means, reverse=True)
    lengths = [run.played for run in worked.runs]
    assert lengths == sorted(lengths, reverse=True)
    assert all(team.tally.played >= LEAST_MATCHES for team in (*worked.attacks, *worked.defences))
    for run in worked.runs:
        its_matches = [m for m in found if m.source in run.sources]
        assert len(its_matches) == run.played >= LEAST_RUN
        assert {m.season for m in its_matches} == {run.season}
        record = tally(run.club.key, its_matches)
        assert (record.played, record.won, record.lost) == (run.played, run.won, 0)
        assert all(run.club.key in (m.home.key, m.away.key) for m in its_matches)


@pytest.fixture
async def snapshot(tmp_path):
    await load(SEEDS, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as found:
        yield found
    await store.close()


async def test_records_are_told_with_their_basis_and_what_the_infobox_adds(snapshot):
    _, reply = await reply_to(Records(1967), snapshot, language("en", markup=False))
    text = body(reply)
    assert "The biggest win I know: Melgar 8–0 CNI." in text
    assert "Biggest wins\nMelgar 8–0 CNI · Round 2 · May 18, 1967\n" in text
    assert "Highest-scoring round: Final Stage · Round 2, 13 goals in 3 matches (4.33 a match)" in text
    assert "Best defence: Melgar, 3 goals conceded in 5 matches (0.6 a match)" in text
    assert text.count("10 goals in 5 matches (2 a match)") == 3
    assert "Juan Aurich, 3 matches, 2 won and 1 drawn, from May 21, 1967 to May 28, 1967" in text
    details = body(in_detail(reply, Marked("Sources")))
    assert "Highest Scoring: Melgar 8–0 CNI (Only national stage taken into consideration)" in details
    assert "1 complete group of 3 or more matches a team" in details


async def test_a_season_with_stated_results_alone_marks_them(fan):
    answer = await ask(fan, "records", season=2012)
    text = shown_text(answer)
    assert "The biggest win I know: Atlético Grau 14–2 Deportivo Municipal (RdM)." in text
    assert "Biggest wins\nAtlético Grau 14–2 Deportivo Municipal (RdM) 📝\n" in text
    assert "📝 named by the article among its records" in text
    details = shown_text(await fan.click(answer.response, label="Details"))
    assert "Biggest Home Win: Atlético Grau 14–2 Deportivo Municipal (RdM)" in details
    assert "Biggest Away Win: AEXA Santa Cruz 0–5 Sportivo Huracán" in details
    assert "Only Regional and National Stages taken into consideration" in details


async def test_a_season_without_results_has_no_records(fan):
    answer = await ask(fan, "records", season=2006)
    assert "I have no results of 2006, so I have no records." in shown_text(answer)
    details = await fan.click(answer.response, label="Details")
    assert "The article of 2006 names no record." in shown_text(details)


async def test_all_seasons_are_ranked_when_none_is_named(fan):
    answer = await ask(fan, "records")
    text = shown_text(answer)
    assert "The biggest win I know: Atlético Grau 14–2 Deportivo Municipal (RdM) (2012)." in text
    stated, counted = "Atlético Grau 14–2 Deportivo Municipal (RdM) 📝 (2012)", "Melgar 8–0 CNI (1967)"
    assert text.index(stated) < text.index(counted)
    seasons = [way for way in ways_on(answer) if way.startswith("Records of")]
    assert seasons == [f"Records of {year}" for year in (2012, 1997, 1996, 1967)]


async def test_attacks_defences_and_runs_of_all_seasons_are_ranked(snapshot):
    text = body((await reply_to(Records(), snapshot, language("en", markup=False)))[1])
    best, second = "José Gálvez 1996 · 3 a match (15 in 5)", "Deportivo UPAO 1997 · 2.8 a match (14 in 5)"
    assert f"Most goals a match\n{best}\n{second}\n" in text
    assert "Fewest goals conceded a match\nJuan Aurich 1997 · 0.4 a match (2 in 5)\n" in text
    assert "Longest unbeaten runs\nJosé Gálvez, 5 matches, 4 won and 1 drawn (1996)\n" in text
    assert "From the 46 results that I know." in text


async def test_records_of_one_season_are_the_same_as_those_of_its_lines_alone(snapshot):
    everything = await Records().answer(snapshot)
    each = [await Records(year).answer(snapshot) for year in snapshot.seasons]
    assert everything.records.matches == sum(one.records.matches for one in each)
    assert sorted(map(repr, everything.stated)) == sorted(repr(s) for one in each for s in one.stated)


async def test_an_unknown_season_is_told_in_private(fan):
    answer = await ask(fan, "records", season=1985)
    assert answer.ephemeral
    assert "I have nothing on 1985" in shown_text(answer)


async def test_many_holders_are_cut_with_their_number(tmp_path):
    draws = "\n".join(f"\n{day} July 2001\nSport {day} 1-0 Club {day}" for day in range(1, 10))
    document = f"= 2001 Copa Perú =\n\n==Final Stage==\n=== Round 1 ===\n{draws}\n"
    seasons = tmp_path / "seasons"
    seasons.mkdir()
    (seasons / "2001.txt").write_text(document, encoding="utf-8")
    await load(seasons, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        _, reply = await reply_to(Records(2001), snapshot, language("es-419", markup=False))
    await store.close()
    assert "Mayores goleadas\nSport 1 1–0 Club 1 · Fecha 1 · 1 jul 2001\n" in body(reply)
    assert "Sport 5 1–0 Club 5 · Fecha 1 · 5 jul 2001\ny 4 más con la misma marca\n" in body(reply)
    assert "Sport 6" not in body(reply)
