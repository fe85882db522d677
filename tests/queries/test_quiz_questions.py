"""The questions of a quiz: of any data exactly one choice is right, and nothing doubtful is asked."""

import contextlib
import itertools
import random
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cache import Store, load
from bot.model import Team
from bot.queries.facts import season_parts
from bot.queries.quiz import Quiz
from bot.queries.quiz_facts import Topic, shown_clubs
from bot.queries.quiz_notes import HOME, HONOURS, left_open
from bot.queries.quiz_questions import CHOICES, QUESTIONS, digest, make_questions
from bot.replies.language import language
from bot.replies.quiz import quiz_reply
from bot.text import fold, same_words
from bot.tournament.tally import goals_of
from tests.hostile import NAMES
from tests.properties import examples
from tests.queries.quiz_documents import document, listed
from tests.test_hostile_data import snapshot_of as hostile_snapshot

HURACANES = ["Huracán", "Sportivo Huracán", "Deportivo Huracán", "Atlético Huracán", "Huracán FC"]
CLUBS = [
    *HURACANES, "Melgar", "FBC Melgar", "CNI", "UTC", "Santos", "Santos FC", "Alfonso Ugarte",
    "Alfonso Ugarte de Chiclín", "Juan Aurich", "Aurich Cañaña", "Sport Ancash", "León de Huánuco",
    "Unión Tumán", "Real Garcilaso", "Deportivo Garcilaso", "José Gálvez", "Sport Loreto",
    "Defensor La Bocana", "Los Espartanos",
]  # fmt: skip
PLACES = ["Ancash", "Arequipa", "Cusco", "Huánuco", "Ica", "La Libertad", "Lambayeque", "Loreto", "Moquegua"]
YEARS, LISTED = range(1981, 1988), range(1976, 1986)


@st.composite
def editions(draw):
    """Give documents of some editions, and often a list of editions that tells of some of them as well."""
    chance = random.Random(draw(st.integers(0, 1 << 30)))
    known = chance.sample(CLUBS, chance.randint(8, len(CLUBS)))
    homes = {club: chance.choice(PLACES) for club in known}
    documents = {}
    for year in chance.sample(YEARS, draw(st.integers(1, 4))):
        moved = {club: chance.choice(PLACES) for club in known if chance.random() < 0.1}
        documents[year] = document(year, chance.sample(known, chance.randint(4, 8)), homes | moved, chance)
    if chance.random() < 0.6:
        rows = [listed(year, chance.sample(known, 2), homes, chance) for year in LISTED]
        documents["editions"] = "= Editions of the Copa Perú =\n\n== Champions ==\n\n" + "\n".join(
            ["| Season | Champion | Department | Runner-up | Note | Source |", *rows, ""]
        )
    return documents


@contextlib.asynccontextmanager
async def snapshot_of(documents):
    folder = Path(tempfile.mkdtemp())
    try:
        (folder / "seasons").mkdir()
        for name, text in documents.items():
            (folder / "seasons" / f"{name}.txt").write_text(text, encoding="utf-8")
        await load(folder / "seasons", folder / "cache.sqlite3")
        store = Store(folder / "cache.sqlite3")
        async with store.snapshot() as snapshot:
            yield snapshot
        await store.close()
    finally:
        shutil.rmtree(folder)


async def right_choices(question, snapshot):
    """Return the choices that the data, looked at choice by choice, does not rule out."""
    fact = question.fact
    seasons = {year: await snapshot.season(year) for year in snapshot.editions}
    parts = await season_parts(snapshot, fact.season)
    season, decision = parts.season, parts.decision
    matches = (*season.matches, *season.infobox_matches)

    def champions(year):
        named = [h.club.key for won in seasons[year].champions for h in (won, *won.rivals)]
        return {*named, *([decision.champion.key] if decision and year == fact.season else [])}

    def beat(winner, loser, score):
        return any(
            {m.home.key, m.away.key} == {winner, loser}
            and (not m.scored or goals_of(winner, m) == score or m.other_scores)
            for m in matches
        )

    def homes(key):
        entries = [e for s in seasons.values() for e in s.entries if e.club.key == key]
        honours = [h for s in seasons.values() for h in (*s.champions, *s.runners_up) if h.club.key == key]
        own = [e.department for e in entries] + [h.club.department for h in honours]
        return {fold(home) for home in [*own, snapshot.clubs[key].department] if home}

    def is_right(choice):
        match fact.topic:
            case Topic.CHAMPION:
                return choice.key in champions(fact.season)
            case Topic.RUNNER_UP:
                second = [decision.runner_up] if decision and decision.runner_up else []
                return choice.key in [h.club.key for h in season.runners_up] + [c.key for c in second]
            case Topic.YEAR:
                return fact.club.key in champions(choice)
            case Topic.SCORER:
                return fold(choice) in [fold(s.player) for s in season.scorers]
            case Topic.GOALS:
                return choice in [s.goals for s in season.scorers if fold(s.player) == fold(fact.text)]
            case Topic.HOME:
                of = [e.department for e in season.entries if e.club.key == choice.key]
                return fold(fact.text) in {*map(fold, filter(None, of)), *homes(choice.key)}
            case Topic.DEPARTMENT:
                return fold(choice) in homes(fact.club.key)
            case Topic.THIRD | Topic.LAST:
                [table] = [t for t in parts.tables if decision.rows[0] in t.rows]
                place = 3 if fact.topic is Topic.THIRD else table.rows[-1].position
                return choice.key in [row.club.key for row in table.rows if row.position == place]
            case Topic.POINTS:
                return choice == decision.rows[0].points
            case Topic.SCORE:
                return choice in [goals_of(fact.club.key, m) for m in decision.matches]
            case Topic.WINNER:
                return beat(choice.key, fact.club.key, tuple(sorted(fact.match.score, reverse=True)))
            case Topic.LOSER:
                return beat(fact.club.key, choice.key, tuple(sorted(fact.match.score, reverse=True)))

    return [place for place, choice in enumerate(question.choices) if is_right(choice)]


async def faults_of(snapshot, seed, season=None):
    """Return what is wrong with the questions of a quiz."""
    quiz = await Quiz(season, seed).resolve_texts(snapshot)
    answer = await quiz.answer(snapshot)
    faults = []
    for number, question in enumerate(answer.questions, 1):
        right = await right_choices(question, snapshot)
        told = (question.fact, question.choices)
        if right != [question.right] or question.choices[question.right] != question.fact.right:
            faults.append(("right", right, told))
        for t in (language("en-US"), language("es-419")):
            shown = quiz.with_values(number=number, chosen="0" * (number - 1))
            labels = [link.label[:80] for link in quiz_reply(await shown.answer(snapshot), t).choices]
            if len({fold(label) for label in labels}) != CHOICES or not all(map(fold, labels)):
                faults.append(("labels", labels, told))
    for question in answer.questions:
        names = [choice.name for choice in question.choices if isinstance(choice, Team)]
        faults += [("alike", pair) for pair in itertools.combinations(names, 2) if same_words(*pair)]
    keys = [{c.key for c in q.choices if isinstance(c, Team)} for q in answer.questions]
    faults += [q.choices for q, found in zip(answer.questions, keys, strict=True) if len(found) not in (0, 4)]
    return faults, answer.questions


@examples(60)
@given(documents=editions(), seed=st.integers(0, 999))
async def test_of_any_data_exactly_one_choice_is_right(documents, seed):
    async with snapshot_of(documents) as snapshot:
        for season in (None, *snapshot.editions):
            faults, _ = await faults_of(snapshot, str(seed), season)
            assert faults == []


@examples(3)
@given(order=st.permutations(NAMES))
async def test_of_hostile_names_exactly_one_choice_is_right(order):
    async with hostile_snapshot(order) as snapshot:
        for season in (None, *snapshot.editions):
            for seed in range(3):
                faults, _ = await faults_of(snapshot, str(seed), season)
                assert faults == []


async def test_of_all_that_is_shipped_five_questions_of_five_kinds_and_editions_are_asked(shipped):
    topics = set()
    for seed in range(60):
        faults, questions = await faults_of(shipped, str(seed))
        assert faults == []
        assert len({question.fact.topic for question in questions}) == QUESTIONS
        assert len({question.fact.season for question in questions}) == QUESTIONS
        topics |= {question.fact.topic for question in questions}
    assert len(topics) >= 11


async def test_a_quiz_on_an_edition_asks_of_that_alone(shipped):
    for year in shipped.editions:
        faults, questions = await faults_of(shipped, "1", year)
        assert faults == []
        assert {question.fact.season for question in questions} <= {year}
        assert Topic.YEAR not in [question.fact.topic for question in questions]
    _, questions = await faults_of(shipped, "1", 1996)
    assert len(questions) == QUESTIONS


async def test_what_a_note_or_a_contradiction_leaves_open_is_not_asked(shipped):
    """The list of editions notes doubts on these; nobody won the others."""
    for year in (2013, 2014, 2015, 2019, 1974, 1988, 2020):
        assert (await faults_of(shipped, "1", year))[1] == ()


async def test_an_edition_with_a_note_on_another_name_or_on_how_it_was_won_is_asked(shipped):
    for year in (1975, 1979, 1985, 1999, 2005, 2018, *range(2021, 2025)):
        topics = {question.fact.topic for question in (await faults_of(shipped, "1", year))[1]}
        assert Topic.CHAMPION in topics, year


async def test_where_a_club_is_from_is_not_asked_where_a_note_tells_it_otherwise(shipped):
    for year in (1983, 2017):
        topics = {question.fact.topic for question in (await faults_of(shipped, "1", year))[1]}
        assert Topic.CHAMPION in topics, year
        assert Topic.DEPARTMENT not in topics, year


@pytest.mark.parametrize(
    ("note", "leaves_open"),
    [
        ("", ()),
        ("Decided in a group of four. Won on goal difference.", ()),
        ("Se definió en una liguilla final de seis equipos.", ()),
        ("Won on penalties. // Ganó por penales.", ()),
        ("Sponsored by Cerveza Pilsen.", ()),
        ("Two clubs were promoted to the First Division.", ()),
        ("Nadie ascendió.", ()),
        ("The press also calls the champion Los Cóndores.", ()),
        ("También llamado Atlético Torino de Talara.", ()),
        ("One source names the runner-up.", ()),
        ("The champion moved to Puno later.", (HOME,)),
        ("A list places the champion in Ica.", (HOME,)),
        ("Another list says otherwise.", (HONOURS,)),
        ("A list calls Melgar the champion.", (HONOURS,)),
        ("La prensa llama campeón al subcampeón.", (HONOURS,)),
        ("Won by two clubs.", (HONOURS,)),
        ("The title was shared.", (HONOURS,)),
        ("Nobody won the final.", (HONOURS,)),
        ("The final was abandoned.", (HONOURS,)),
        ("Played in 1981.", (HONOURS,)),
        ("Won on penalties. A list dates this title 1979.", (HONOURS,)),
        ("A list places the champion in Ica. The title is disputed.", (HOME, HONOURS)),
    ],
)
def test_a_note_leaves_open_what_it_says_and_everything_where_it_is_not_understood(note, leaves_open):
    assert left_open([note]) == {*leaves_open}


async def test_a_seed_makes_the_same_questions_again(shipped):
    facts = [q.fact for seed in range(30) for q in (await faults_of(shipped, str(seed)))[1]]
    assert make_questions(facts, "one") == make_questions(facts, "one")
    assert digest(make_questions(facts, "one")) != digest(make_questions(facts, "two"))


async def test_a_name_that_is_part_of_anothers_is_told_with_the_department_or_not_at_all():
    homes = {
        "Huracán": "Ica",
        "Sportivo Huracán": "Arequipa",
        "Santos": "Ica",
        "Santos FC": "Ica",
        "UTC": "Cusco",
    }
    async with snapshot_of({1990: document(1990, [*homes], homes, random.Random(1))}) as snapshot:
        shown = {(team.name, team.department) for team in shown_clubs(snapshot.index.clubs).values()}
    assert {("Huracán", "Ica"), ("Sportivo Huracán", None), ("UTC", None)} <= shown
    assert ("Santos", "Ica") not in shown
    assert ("Santos", None) not in shown
