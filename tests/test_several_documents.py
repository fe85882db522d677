"""A season of which several documents tell: what fans and moderators see."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cache import Snapshot, Store, load
from bot.cache.inputs import DocumentFile
from bot.moderation.check import check_documents
from bot.queries.champion import Champion
from bot.queries.highlight import counted
from bot.queries.results import Results
from bot.queries.season import SeasonOverview
from bot.queries.seasons import Seasons
from bot.queries.standings import Standings
from bot.queries.team import TeamProfile
from bot.replies.champion import champion_reply
from bot.replies.language import language
from bot.replies.results import results_reply
from bot.replies.season import season_reply
from bot.replies.seasons import seasons_reply
from bot.replies.standings import standings_reply
from bot.replies.team import team_reply

ENGLISH = """= 2061 Copa Perú =

Infobox
- Winners: {winner}

==Teams==
Department | Team | Location
Ancash | Sport Alfa | Huaraz
Ica | Unión Beta | Ica

==Final stage==
=== Final ===
12 December 2061
Sport Alfa {score} Unión Beta
"""
SPANISH = ENGLISH.replace("2061 Copa Perú =", "Copa Perú 2061 =")


@contextlib.asynccontextmanager
async def snapshot_of(folder: Path, **documents: str) -> AsyncIterator[Snapshot]:
    (folder / "seasons").mkdir()
    for name, text in documents.items():
        (folder / "seasons" / f"{name}.txt").write_text(text, encoding="utf-8")
    await load(folder / "seasons", folder / "cache.sqlite3")
    store = Store(folder / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        yield snapshot
    await store.close()


def shown(reply) -> str:
    lines = [*reply.lead, *(line for part in reply.parts for line in part.lines), *reply.notes]
    details = [line for part in reply.details for line in part.lines]
    return "\n".join([*lines, *details, reply.source.short, *reply.source.full])


async def test_equal_facts_name_both_documents(tmp_path):
    english = ENGLISH.format(winner="Sport Alfa", score="2–1")
    spanish = SPANISH.format(winner="Sport Alfa", score="2–1")
    async with snapshot_of(tmp_path, en=english, es=spanish) as snapshot:
        [match] = (await snapshot.season(2061)).matches
        text = shown(champion_reply(await Champion(2061).answer(snapshot), language("en", markup=False)))
    assert [source.document for source in match.source.all] == ["en.txt", "es.txt"]
    assert "🏆 Sport Alfa (Huaraz, Ancash) won the 2061 Copa Perú: it beat Unión Beta (Ica) 2–1" in text
    assert "“2061 Copa Perú”" in text
    assert "“Copa Perú 2061”" in text


async def test_a_champion_on_whom_the_documents_differ_is_in_dispute_everywhere(tmp_path):
    english = ENGLISH.format(winner="Sport Alfa", score="2–1")
    spanish = SPANISH.format(winner="Unión Beta", score="2–1")
    answers = {
        Champion(2061): champion_reply,
        SeasonOverview(2061): season_reply,
        Seasons(): seasons_reply,
        Standings(2061): standings_reply,
    }
    async with snapshot_of(tmp_path, en=english, es=spanish) as snapshot:
        for query, reply_of in answers.items():
            answer = await query.answer(snapshot)
            text = shown(reply_of(answer, language("en", markup=False)))
            assert "🏆" not in text
            assert (
                "❓ My sources name different champions: Sport Alfa (Ancash) by “2061 Copa Perú” and "
                "Unión Beta (Ica) by “Copa Perú 2061”."
            ) in text
            assert "🏆" not in shown(reply_of(answer, language("es", markup=False)))


async def test_a_disputed_title_is_none_in_the_profile_of_the_club(tmp_path):
    english = ENGLISH.format(winner="Sport Alfa", score="2–1")
    spanish = SPANISH.format(winner="Unión Beta", score="2–1")
    async with snapshot_of(tmp_path, en=english, es=spanish) as snapshot:
        answer = await TeamProfile("sport-alfa.ancash").answer(snapshot)
    text = shown(team_reply(answer, language("en", markup=False)))
    assert "❓ Named as champion of 2061, which is in doubt." in text
    assert "🏆" not in text
    assert counted("titles", answer) == 0


async def test_another_score_is_a_problem_of_the_document_that_does_not_lead(tmp_path):
    english = ENGLISH.format(winner="Sport Alfa", score="2–1")
    spanish = SPANISH.format(winner="Sport Alfa", score="3–1")
    files = [DocumentFile("en.txt", english.encode(), ""), DocumentFile("es.txt", spanish.encode(), "")]
    checked = await check_documents(files, None)
    told = {c.document: [str(p) for p in c.problems if p.kind.startswith("differs-")] for c in checked}
    assert told["en.txt"] == []
    assert told["es.txt"] == ["Sport Alfa 2–1 Unión Beta: another document, “Copa Perú 2061”, has 3–1."]


@pytest.mark.parametrize(
    ("code", "note"), [("en", "⚠️ 3–1 in “Copa Perú 2061”"), ("es", "⚠️ 3–1 en “Copa Perú 2061”")]
)
async def test_another_score_beside_a_match_names_its_document(tmp_path, code, note):
    english = ENGLISH.format(winner="Sport Alfa", score="2–1")
    spanish = SPANISH.format(winner="Sport Alfa", score="3–1")
    async with snapshot_of(tmp_path, en=english, es=spanish) as snapshot:
        answer = await Results("sport-alfa.ancash", 2061).answer(snapshot)
    text = shown(results_reply(answer, language(code, markup=False)))
    assert "Sport Alfa 2–1 Unión Beta" in text
    assert note in text


async def test_what_the_leading_document_lacks_comes_from_the_other_with_its_source(tmp_path):
    english = "= 2061 Copa Perú =\n\nInfobox\n- Winners: Sport Alfa\n"
    spanish = SPANISH.format(winner="Sport Alfa", score="2–1").replace("- Winners: Sport Alfa", "")
    async with snapshot_of(tmp_path, en=english, es=spanish) as snapshot:
        season = await snapshot.season(2061)
    assert [honour.source.document for honour in season.champions] == ["en.txt"]
    assert {match.source.document for match in season.matches} == {"es.txt"}
    assert [entry.club.name for entry in season.entries] == ["Sport Alfa", "Unión Beta"]


async def test_a_short_name_is_the_club_that_another_document_of_the_season_lists(tmp_path):
    english = ENGLISH.format(winner="Sport Alfa", score="2–1")
    spanish = "= Copa Perú 2061 =\n\n==Etapa final==\n=== Final ===\n12 de diciembre de 2061\nAlfa 2–1 Beta\n"
    async with snapshot_of(tmp_path, en=english, es=spanish) as snapshot:
        season = await snapshot.season(2061)
        clubs = {club.key for club in snapshot.index.clubs}
        names = {name.text for club in snapshot.index.clubs for name in club.names}
    assert [[source.document for source in match.source.all] for match in season.matches] == [
        ["en.txt", "es.txt"]
    ]
    assert clubs == {"sport-alfa.ancash", "union-beta.ica"}
    assert "Alfa" not in names
    files = [DocumentFile("en.txt", english.encode(), ""), DocumentFile("es.txt", spanish.encode(), "")]
    problems = [p.kind for checked in await check_documents(files, None) for p in checked.problems]
    assert not [kind for kind in problems if kind.startswith("differs-")]
    (tmp_path / "seasons" / "en.txt").unlink()
    await load(tmp_path / "seasons", tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        assert {club.key for club in snapshot.index.clubs} == {"alfa.x", "beta.x"}
    await store.close()


async def test_a_document_without_a_title_is_named_by_its_file(tmp_path):
    text = ENGLISH.format(winner="Sport Alfa", score="2–1").replace("= 2061 Copa Perú =", "")
    async with snapshot_of(tmp_path, final_2061=text) as snapshot:
        reply = champion_reply(await Champion(2061).answer(snapshot), language("en", markup=False))
    assert "“final_2061.txt”" in reply.source.short
    assert reply.url is None
