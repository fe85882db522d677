"""/standings: tables with their rule and what decided, gaps told as gaps, pictures, other documents."""

import contextlib
import io
import re
from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest
from PIL import Image

from bot.cache import Snapshot, Store, load
from bot.discord_ui.answer import reply_to
from bot.errors import UnknownStageError
from bot.queries import encode
from bot.queries.facts import season_parts
from bot.queries.standings import Standings, StandingsAnswer
from bot.queries.team import TeamProfile
from bot.replies.language import language
from bot.replies.reply import body
from bot.replies.standings import standings_reply
from bot.replies.tables import WIDTH, short_names
from tests.five import SEEDS
from tests.simulated import (
    ask,
    follow,
    labels,
    messages_of,
    pictures_of,
    shown_text,
    suggestions,
    text_of,
)

LEAGUE = """=== Round 1 ===
{a} 2-0 {c}
{b} 1-1 {d}
=== Round 2 ===
{a} 2-0 {d}
{c} 1-2 {b}
=== Round 3 ===
{a} 2-1 {b}
{d} 0-1 {c}
"""
CLUBS = {"a": "Sport Uno", "b": "Sport Dos", "c": "Sport Tres", "d": "Sport Cuatro"}
WHOLE = LEAGUE.format(**CLUBS)
PART = WHOLE.rpartition("\n=== Round 3")[0]
GROUPS = "===Group A===\n{a}\n===Group B===\n{b}\n".format(
    a=WHOLE.replace("===", "===="), b=PART.replace("===", "====").replace("Sport", "Club")
)
PRINTED = """| Pos | Team | Pld | W | D | L | GF | GA | GD | Pts |
| 1 | Sport Uno | 3 | 3 | 0 | 0 | 6 | 1 | +5 | 9 |
| 2 | Sport Dos | 3 | 1 | 1 | 1 | 5 | 4 | +1 | 4 |
| 3 | Sport Tres | 3 | 1 | 0 | 2 | 2 | 4 | -2 | 3 |
| 4 | Sport Cuatro | 3 | 0 | 1 | 2 | 1 | 4 | -3 | 1 |
"""
KNOCKOUT = """===Semifinals===
| Team 1 | Agg. | Team 2 | 1st leg | 2nd leg |
| Sport Uno | 5-2 | Sport Cuatro | 1-2 | 4-0 |
| Sport Dos | 3-3 | Sport Tres | 6-0 | 0-1 |

===Final===
1 December 2001
Sport Uno 1-1 Sport Dos (4-3 pen.)
"""


def document(stages: str, winner: str = "Sport Uno", year: int = 2001) -> str:
    winners = f"- Winners: {winner}\n" if winner else ""
    promoted = f"The champion was promoted to {year + 1} Torneo Descentralizado."
    return f"= {year} Copa Perú =\n\nInfobox\n- Season: {year}\n{winners}\n{promoted}\n\n{stages}"


@contextlib.asynccontextmanager
async def snapshot_of(folder: Path, *documents: str) -> AsyncIterator[Snapshot]:
    seasons = folder / "seasons"
    seasons.mkdir()
    for text in documents:
        (seasons / f"{text[2:6]}.txt").write_text(text, encoding="utf-8")
    await load(seasons, folder / "cache.sqlite3")
    store = Store(folder / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        yield snapshot
    await store.close()


@pytest.fixture
def answered(tmp_path):
    async def answer(text: str, stage: str | None = None) -> StandingsAnswer:
        async with snapshot_of(tmp_path, text) as snapshot:
            query = await Standings(2001, stage).resolve_texts(snapshot)
            return await query.answer(snapshot)

    return answer


@pytest.fixture
def read(tmp_path):
    async def text_in(text: str) -> str:
        async with snapshot_of(tmp_path, text) as snapshot:
            _, reply = await reply_to(Standings(2001), snapshot, language("en-US", markup=False))
            return body(reply)

    return text_in


def rows(answer: StandingsAnswer, table: int = 0) -> list[tuple[int, str, int]]:
    return [(row.position, row.club.name, row.points) for row in answer.tables[table].rows]


@pytest.mark.parametrize(
    ("season", "published"),
    [
        (
            1967,
            [
                ("Alfonso Ugarte de Chiclín", 8),
                ("Octavio Espinosa", 7),
                ("Juan Aurich", 7),
                ("Melgar", 5),
                ("CNI", 2),
                ("Cienciano", 1),
            ],
        ),
        (
            1996,
            [
                ("José Gálvez", 13),
                ("UTC", 9),
                ("Coronel Bolognesi", 7),
                ("Gigantes del Cenepa", 6),
                ("CNI", 6),
                ("León de Huánuco", 3),
            ],
        ),
        (
            1997,
            [
                ("Juan Aurich", 12),
                ("Deportivo UPAO", 12),
                ("Cultural Hidro", 7),
                ("Deportivo Universitario", 6),
                ("Los Chankas", 5),
                ("CNI", 1),
            ],
        ),
    ],
)
async def test_the_tables_agree_with_the_published_ones(simcord_bot, season, published):
    await simcord_bot.open_data()
    async with simcord_bot.store.snapshot() as snapshot:
        answer = await Standings(season).answer(snapshot)
    assert [(name, points) for _, name, points in rows(answer)] == published
    assert answer.tables[0].complete


async def test_a_table_begins_with_who_came_first_and_ends_with_its_rule_and_the_gap_in_small(fan, hincha):
    lines = shown_text(await ask(fan, "standings", season=1996)).splitlines()
    assert lines[:4] == [
        "Table of the 1996 Copa Perú",
        "🏆 José Gálvez finished first with 13 points, 4 ahead of UTC.",
        "From all 15 matches · 3 points for a win",
        "ℹ️ No results in my source for: Regional stage.",
    ]
    lines = shown_text(await ask(hincha, "standings", season=1996)).splitlines()
    assert lines[1:4] == [
        "🏆 José Gálvez terminó primero con 13 puntos, 4 más que UTC.",
        "Con los 15 partidos · 3 puntos por victoria",
        "ℹ️ En mi fuente no hay resultados de: Etapa regional.",
    ]


async def test_the_rules_and_gaps_of_a_table_are_told_in_full_in_its_details(fan):
    answer = await ask(fan, "standings", season=1996)
    text = shown_text(await fan.click(answer.response, label="Details"))
    assert "Full table (15 matches, everyone played everyone once), worked out from the results." in text
    assert "3 points for a win, 1 for a draw. Order: points, goal difference, goals scored." in text
    assert "Gigantes del Cenepa finished ahead of CNI on goals scored (10 to 8)." in text
    assert "4 tables of the article are not in my copy." in text
    assert "Missing in: Regional stage (4)." in text


async def test_a_table_is_not_told_twice(fan):
    answer = await ask(fan, "standings", season=1996)
    assert "Coronel Bolognesi" not in shown_text(answer)
    await fan.click(answer.response, label="As text")
    assert messages_of(answer)[0].attachments == []
    assert "Coronel Bolognesi" in shown_text(answer)
    assert "C champion · ↑ promoted" in shown_text(answer)


@pytest.fixture
def without_files(guild):
    """A channel in which the bot may not attach files."""
    denied = discord.PermissionOverwrite(attach_files=False)
    return guild.create_text_channel("words-only", overwrites={guild.default_role: denied})


async def test_where_files_are_not_allowed_the_table_is_text(fan, without_files):
    answer = await fan.slash(without_files, "standings", season=1996)
    assert messages_of(answer)[0].attachments == []
    assert "Coronel Bolognesi" in shown_text(answer)
    assert "As text" not in labels(answer)
    await fan.click(answer.response, label="Cross-table")
    assert messages_of(answer)[0].attachments == []
    assert "Gigantes del Cenepa: José Gálvez 2–5, UTC 4–2" in shown_text(answer)


async def test_a_mention_where_files_are_not_allowed_is_answered_with_text(fan, without_files, simcord_bot):
    await fan.send(without_files, f"<@{simcord_bot.user.id}> table of 1996")
    answer = without_files.history()[-1]
    assert answer.attachments == []
    assert "Coronel Bolognesi" in shown_text(answer)


async def test_a_play_off_decides_but_is_not_counted(fan, hincha):
    text = shown_text(await ask(fan, "standings", season=1997))
    assert (
        "🏆 Juan Aurich won the play-off against Deportivo UPAO (1–0, Dec 17, 1997) "
        "after both finished on 12 points." in text
    )
    assert "From all 15 matches, without the play-off" in text
    answer = await ask(hincha, "standings", season=1997)
    assert "Juan Aurich le ganó el desempate a Deportivo UPAO (1–0, 17 dic 1997)" in shown_text(answer)
    await hincha.click(answer.response, label="Como texto")
    assert "PJ G E P GF:GC" in re.sub(" +", " ", shown_text(answer))


@pytest.mark.parametrize("season", [1967, 1996, 1997])
@pytest.mark.parametrize("tag", ["en-US", "es-419"])
async def test_the_table_wraps_on_no_phone(simcord_bot, season, tag):
    await simcord_bot.open_data()
    async with simcord_bot.store.snapshot() as snapshot:
        _, reply = await reply_to(Standings(season), snapshot, language(tag))
    [block] = re.findall(r"```\n(.*?)\n```", body(reply), re.DOTALL)
    assert len(block.splitlines()) == 13
    assert max(map(len, block.splitlines())) <= WIDTH


@pytest.mark.parametrize(("season", "tables", "champion"), [(2006, 7, "Total Clean"), (2012, 22, "UTC")])
async def test_a_season_without_matches_says_why_there_is_no_table(fan, season, tables, champion):
    answer = await ask(fan, "standings", season=season)
    text = shown_text(answer)
    assert f"No table of {season}: its results are not in my source." in text
    assert f"🏆 Champion: {champion}" in text
    assert messages_of(answer)[0].attachments == []
    details = shown_text(await fan.click(answer.response, label="Details"))
    assert f"{tables} tables of the article are not in my copy." in details


async def test_scores_of_the_infobox_alone_are_in_no_table(fan):
    answer = await ask(fan, "standings", season=2012)
    details = shown_text(await fan.click(answer.response, label="Details"))
    assert "3 scores are known without their stage; they count in no table." in details


async def test_a_stage_may_be_typed_and_is_suggested(fan):
    text = text_of(await ask(fan, "standings", season=1997, stage="etapa final"))
    assert "Juan Aurich" in text
    offered = await suggestions(fan, "standings", "stage", "", season=1997)
    assert "Final Stage" in [choice["name"] for choice in offered]
    unknown = await ask(fan, "standings", season=1997, stage="liga del sol")
    assert unknown.ephemeral
    assert "“liga del sol”" in shown_text(unknown)


async def test_a_stage_without_matches_says_so_and_leads_to_all_stages(fan):
    answer = await ask(fan, "standings", season=1997, stage="Region II")
    assert "No table: the results of this stage are not in my source." in shown_text(answer)
    assert "won" not in shown_text(answer)
    await fan.click(answer.response, label="All stages")
    assert "Juan Aurich" in shown_text(answer)


async def test_the_picture_stands_in_the_answer_and_says_what_it_shows(fan):
    answer = await ask(fan, "standings", season=1997)
    [message] = messages_of(answer)
    [file] = message.attachments
    assert file.filename == "table-1997-en.png"
    [shown] = pictures_of(message)
    assert shown.endswith(file.filename)
    assert file.description.startswith(
        "Table of the 1997 Copa Perú, Final Stage: 1. Juan Aurich (champion, promoted): 12 points, 4 won, "
        "0 drawn, 1 lost, goals 13:2; 2. Deportivo UPAO: 12 points, "
    )
    assert Image.open(io.BytesIO(await file.read())).format == "PNG"


async def test_another_answer_in_its_place_brings_its_own_picture_or_none(fan):
    answer = await ask(fan, "standings", season=1996)
    for label, name, says in (
        ("Cross-table", "cross-table-1996-en.png", "José Gálvez: UTC 1–0"),
        ("Points by round", "points-1996-en.png", "José Gálvez: 3, 4, 7, 10, 13."),
        ("Table", "table-1996-en.png", "1. José Gálvez (champion, promoted): 13 points"),
    ):
        await fan.click(answer.response, label=label)
        [file] = messages_of(answer)[0].attachments
        assert file.filename == name
        assert says in file.description
    await follow(fan, answer.response, "Champion")
    assert messages_of(answer)[0].attachments == []
    assert pictures_of(messages_of(answer)[0]) == []


async def test_who_presses_somebody_elses_button_gets_the_picture_in_their_language(fan, hincha):
    answer = await ask(fan, "standings", season=1967)
    pressed = await hincha.click(answer.response, label="Points by round")
    assert pressed.ephemeral
    [file] = messages_of(pressed)[0].attachments
    assert file.filename == "points-1967-es.png"
    assert [file.filename for file in messages_of(answer)[0].attachments] == ["table-1967-en.png"]


async def test_the_views_are_whole_without_the_picture(fan):
    answer = await ask(fan, "standings", season=1996)
    await fan.click(answer.response, label="Cross-table")
    await fan.click(answer.response, label="As text")
    assert "Gigantes del Cenepa: José Gálvez 2–5, UTC 4–2" in shown_text(answer)
    await fan.click(answer.response, label="Next ›")
    assert "León de Huánuco: José Gálvez 0–5, UTC 1–2, Coronel Bolognesi 1–0" in shown_text(answer)
    await follow(fan, answer.response, "Points by round")
    await fan.click(answer.response, label="As text")
    assert "José Gálvez: 3 4 7 10 13" in re.sub(" +", " ", shown_text(answer))


@pytest.mark.logs_errors
async def test_a_picture_that_cannot_be_drawn_does_not_take_the_answer_down(fan, monkeypatch, caplog):
    async def broken(drawing):
        raise OSError("no letters")

    monkeypatch.setattr("bot.discord_ui.answer.drawn", broken)
    answer = await ask(fan, "standings", season=1967)
    assert "Alfonso Ugarte de Chiclín" in shown_text(answer)
    assert messages_of(answer)[0].attachments == []
    assert "could not be drawn" in caplog.text


async def test_an_answer_whose_picture_comes_too_late_has_one_the_next_time(fan, monkeypatch):
    async def late(drawing):
        return None

    with monkeypatch.context() as patched:
        patched.setattr("bot.discord_ui.answer.drawn", late)
        answer = await ask(fan, "standings", season=1967)
    assert "Alfonso Ugarte de Chiclín" in shown_text(answer)
    assert messages_of(answer)[0].attachments == []
    assert messages_of(await ask(fan, "standings", season=1967))[0].attachments != []


async def test_an_answer_without_a_picture_draws_nothing(fan, monkeypatch):
    monkeypatch.setattr("bot.discord_ui.answer.drawn", None)
    assert "Total Clean" in shown_text(await ask(fan, "champion", season=2006))


async def test_an_incomplete_table_crowns_nobody(answered):
    answer = await answered(document(f"==Final Stage==\n{PART}"))
    assert answer.decision is None
    assert (answer.tables[0].played, answer.tables[0].needed) == (4, 6)


async def test_an_incomplete_table_says_how_many_matches_it_has(read):
    text = await read(document(f"==Final Stage==\n{PART}"))
    assert "⚠️ 4 of 6 matches known, so this is not the final table." in text
    assert "🏆 Champion: Sport Uno." in text
    assert "first" not in text
    assert "C champion" not in text


async def test_each_group_has_a_table_of_its_own_and_none_of_them_decides(answered):
    answer = await answered(document(f"==Regional Stage==\n{GROUPS}"))
    assert [(table.group, table.complete) for table in answer.tables] == [
        ("Group A", True),
        ("Group B", False),
    ]
    assert answer.decision is None


async def test_a_stage_chooses_among_groups(answered):
    answer = await answered(document(f"==Regional Stage==\n{GROUPS}"), stage="grupo b")
    assert [table.group for table in answer.tables] == ["Group B"]


async def test_a_group_complete_but_followed_by_a_lost_stage_crowns_nobody(answered):
    lost = "==National Stage==\n===Final===\n\n|-\n|}\n"
    answer = await answered(
        document(f"==Regional Stage==\n===Region I===\n{WHOLE.replace('===', '====')}\n{lost}")
    )
    assert answer.tables[0].complete
    assert answer.decision is None


async def test_a_table_that_contradicts_the_stated_champion_crowns_nobody(read):
    text = await read(document(f"==Final Stage==\n{WHOLE}", winner="Sport Dos"))
    assert "🏆 Sport Uno" not in text
    assert "🏆 Champion: Sport Dos." in text
    assert "⚠️ My sources do not agree on this season" in text


async def test_without_a_stated_champion_the_table_tells_the_first_and_says_so(read):
    text = await read(document(f"==Final Stage==\n{WHOLE}", winner=""))
    assert "🏆 Sport Uno finished first with 9 points, 5 ahead of Sport Dos." in text
    assert "The article names no champion: this is by the results." in text


async def test_a_printed_table_leads_where_the_results_give_other_numbers(tmp_path):
    text = document(f"==Final Stage==\n===Standings===\n{PRINTED}\n{WHOLE}")
    async with snapshot_of(tmp_path, text) as snapshot:
        _, reply = await reply_to(Standings(2001), snapshot, language("en-US", markup=False))
    assert "As printed in the article; the results give other numbers (see Details)." in reply.notes
    assert reply.picture.drawing.rows[1].numbers == ("3", "1", "1", "1", "5:4", "+1", "4")
    details = "\n".join(line for part in reply.details for line in part.lines)
    assert "Sport Dos: goals scored 5 in the article, 4 by the results." in details
    assert "Sport Tres:" not in details


async def test_a_printed_table_of_the_same_numbers_is_not_shown_again(tmp_path):
    printed = PRINTED.replace("| 5 | 4 | +1 |", "| 4 | 4 | 0 |")
    text = document(f"==Final Stage==\n===Standings===\n{printed}\n{WHOLE}")
    async with snapshot_of(tmp_path, text) as snapshot:
        _, reply = await reply_to(Standings(2001), snapshot, language("en-US", markup=False))
    assert len(reply.picture.text) == 1
    assert "Final Stage: The same numbers as here." in [line for part in reply.details for line in part.lines]


async def test_a_printed_table_alone_is_shown_as_such_and_can_tell_the_runner_up(answered):
    answer = await answered(document(f"==Final Stage==\n{PRINTED}"))
    assert answer.tables == ()
    assert [row.points for row in answer.printed[0].table.rows] == [9, 4, 3, 1]
    assert (answer.decision.how, answer.decision.runner_up.name) == ("stated table", "Sport Dos")


async def test_knock_out_ties_have_totals_in_what_the_document_counts(read):
    text = await read(document(f"==National Stage==\n{KNOCKOUT}"))
    assert "Sport Uno – Sport Cuatro: 1–2; 4–0; on aggregate 5–2" in text
    assert "Sport Dos – Sport Tres: 6–0; 0–1; in points 3–3" in text
    assert (
        "Sport Uno became champion: it won the final against Sport Dos, 1–1 (4–3 on penalties), Dec 1, 2001."
        in text
    )


async def test_a_knock_out_is_drawn_as_a_bracket(tmp_path):
    async with snapshot_of(tmp_path, document(f"==National Stage==\n{KNOCKOUT}")) as snapshot:
        _, reply = await reply_to(Standings(2001), snapshot, language("en-US"))
    rounds = reply.picture.drawing.rounds
    assert [round_.title for round_ in rounds] == ["Semifinals", "Final"]
    assert [box.first.club for box in rounds[0].boxes] == ["Sport Uno", "Sport Dos"]
    assert (
        "Final: Sport Uno – Sport Dos 1–1 (4–3 on penalties) (Sport Uno through)."
        in reply.picture.description
    )
    assert Image.open(io.BytesIO(reply.picture.drawing.png())).width >= 800


async def test_two_seasons_differ_by_their_rules_not_by_their_dates(tmp_path):
    texts = [document(f"==Final Stage==\n{WHOLE}", year=year) for year in (1994, 1995)]
    async with snapshot_of(tmp_path, *texts) as snapshot:
        points = [rows(await Standings(year).answer(snapshot))[0][2] for year in (1994, 1995)]
    assert points == [6, 9]


async def test_the_rules_are_data(tmp_path):
    (tmp_path / "seasons").mkdir()
    rules = '[[points]]\nsince = 1900\nwin = 4\n[[order]]\nsince = 1900\nby = ["goals scored"]\n'
    (tmp_path / "seasons" / "rules.toml").write_text(rules, encoding="utf-8")
    (tmp_path / "seasons" / "2001.txt").write_text(document(f"==Final Stage==\n{WHOLE}"), encoding="utf-8")
    await load(tmp_path / "seasons", tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        answer = await Standings(2001).answer(snapshot)
    await store.close()
    assert rows(answer)[:2] == [(1, "Sport Uno", 12), (2, "Sport Dos", 5)]


@pytest.mark.parametrize("rules", ['[[order]]\nsince = 1900\nby = ["beauty"]', "[[order]]\nsince = 1900"])
async def test_an_order_that_is_none_is_refused(tmp_path, rules):
    (tmp_path / "seasons").mkdir()
    (tmp_path / "seasons" / "rules.toml").write_text(rules, encoding="utf-8")
    with pytest.raises(Exception, match=r"rules\.toml"):
        await load(tmp_path / "seasons", tmp_path / "cache.sqlite3")


async def test_places_are_those_of_complete_tables(tmp_path):
    texts = [
        document(f"==Final Stage==\n{WHOLE}", year=2001),
        document(f"==Final Stage==\n{PART}", year=2002),
    ]
    async with snapshot_of(tmp_path, *texts) as snapshot:
        key = (await Standings(2001).answer(snapshot)).tables[0].rows[1].club.key
        assert (await TeamProfile(key).answer(snapshot)).best == ((2001, "Final Stage", 2),)


async def test_who_decided_is_to_be_had_for_other_answers(tmp_path):
    await load(SEEDS, tmp_path / "cache.sqlite3")
    store = Store(tmp_path / "cache.sqlite3")
    async with store.snapshot() as snapshot:
        found = {year: (await season_parts(snapshot, year)).decision for year in snapshot.seasons}
    await store.close()
    told = {year: (d.how, d.runner_up.name) for year, d in found.items() if d}
    assert told == {
        1967: ("table", "Octavio Espinosa"),
        1996: ("table", "UTC"),
        1997: ("play-off", "Deportivo UPAO"),
    }


async def test_a_query_fits_into_a_button_with_its_stage_and_settles_to_itself(tmp_path):
    long = "==Regional Stage==\n===Region Oriente y Costa Norte Extremo===\n====Group Amarillo====\n"
    async with snapshot_of(tmp_path, document(long + WHOLE.replace("===", "====="))) as snapshot:
        query = await Standings(2001, "group amarillo", "points").resolve_texts(snapshot)
        assert await query.resolve_texts(snapshot) == query
        assert (await query.answer(snapshot)).tables
        with pytest.raises(UnknownStageError):
            await Standings(2001, "group azul").resolve_texts(snapshot)
    assert len(encode(query)) <= 94


async def test_a_view_that_is_none_is_the_table(tmp_path):
    async with snapshot_of(tmp_path, document(f"==Final Stage==\n{WHOLE}")) as snapshot:
        assert (await Standings(2001, None, "nonsense").resolve_texts(snapshot)).view is None


async def test_a_stage_without_a_table_is_called_as_the_document_calls_it(fan, hincha):
    answer = await ask(fan, "standings", season=2012, stage="region vi")
    assert "Table of the 2012 Copa Perú: Region VI" in shown_text(answer)
    answer = await ask(hincha, "standings", season=2012, stage="region vi")
    assert "Tabla de la Copa Perú 2012: Región VI" in shown_text(answer)


SIXTEEN = "".join(f"Norte {n} 2-1 Sur {n}\n" for n in range(1, 9))
QUARTERS = "".join(f"Norte {n} 1-0 Norte {n + 1}\n" for n in (1, 3, 5, 7))
LAST_FOUR = "===Semifinals===\nNorte 1 3-1 Norte 3\nNorte 5 2-0 Norte 7\n===Final===\nNorte 1 2-1 Norte 5\n"


async def test_a_long_knock_out_is_drawn_from_the_quarter_finals_and_told_from_the_first_round(tmp_path):
    stages = f"==National Stage==\n===Round of 16===\n{SIXTEEN}===Quarterfinals===\n{QUARTERS}{LAST_FOUR}"
    async with snapshot_of(tmp_path, document(stages, winner="Norte 1")) as snapshot:
        _, reply = await reply_to(Standings(2001), snapshot, language("en-US", markup=False))
    titles = [round_.title for round_ in reply.picture.drawing.rounds]
    assert titles == ["Quarterfinals", "Semifinals", "Final"]
    assert reply.picture.drawing.note.endswith("Earlier rounds: as text.")
    assert "Norte 8 – Sur 8: 2–1" in body(reply)


def round_robin(clubs: int) -> str:
    """Return a round robin in which each club beats all with a higher number."""
    pairs = [(a, b) for a in range(1, clubs + 1) for b in range(a + 1, clubs + 1)]
    return "==Final Stage==\n=== Round 1 ===\n" + "".join(f"Norte {a} 1-0 Norte {b}\n" for a, b in pairs)


async def test_of_many_clubs_the_picture_shows_the_first_and_the_text_all(tmp_path):
    async with snapshot_of(tmp_path, document(round_robin(20), winner="Norte 1")) as snapshot:
        _, reply = await reply_to(Standings(2001), snapshot, language("en-US", markup=False))
    table = reply.picture.drawing
    assert [row.club for row in table.rows] == [f"Norte {n}" for n in range(1, 12)]
    assert table.more == "9 more clubs: as text"
    assert "20. Norte 20" in reply.picture.description
    assert "20 Norte 20" in re.sub(" +", " ", body(reply))


async def test_a_single_round_is_text_alone(tmp_path):
    async with snapshot_of(
        tmp_path, document(f"==National Stage==\n===Quarterfinals===\n{QUARTERS}")
    ) as snapshot:
        _, reply = await reply_to(Standings(2001), snapshot, language("en-US", markup=False))
    assert reply.picture is None
    assert "Norte 7 – Norte 8: 1–0" in body(reply)


async def test_of_several_tables_the_first_group_is_drawn_and_a_menu_leads_to_the_others(tmp_path):
    async with snapshot_of(tmp_path, document(f"==Regional Stage==\n{GROUPS}")) as snapshot:
        _, reply = await reply_to(Standings(2001), snapshot, language("en-US", markup=False))
        [menu] = reply.link_menus
        [group_b] = [link.query for link in menu.links if link.label == "Group B"]
        _, other = await reply_to(group_b, snapshot, language("en-US", markup=False))
    assert reply.picture.drawing.subtitle == "Regional Stage · Group A"
    assert (
        "Regional Stage · Group A: Sport Uno finished first with 9 points, 5 ahead of Sport Dos."
        in reply.lead
    )
    assert other.picture.drawing.subtitle == "Regional Stage · Group B · incomplete: 4 of 6 matches"


async def test_the_final_is_shown_before_the_groups_that_led_to_it(tmp_path):
    text = document(f"==Regional Stage==\n{GROUPS}\n==National Stage==\n{KNOCKOUT}")
    async with snapshot_of(tmp_path, text) as snapshot:
        _, reply = await reply_to(Standings(2001), snapshot, language("en-US", markup=False))
    assert reply.title == "Knock-out of the 2001 Copa Perú"
    assert [round_.title for round_ in reply.picture.drawing.rounds] == ["Semifinals", "Final"]
    assert [part.heading for part in reply.picture.text][-2:] == [
        "Regional Stage · Group A",
        "Regional Stage · Group B",
    ]


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["José Gálvez", "UTC", "León de Huánuco"], ("Gálvez", "UTC", "Huánuco")),
        (["Santos (Ica)", "Los Chankas"], ("Santos", "Chankas")),
        (["Atlético Torino", "Sport Torino", "CNI"], ("Atlético Torino", "Sport Torino", "CNI")),
    ],
)
def test_a_column_is_headed_by_the_word_that_tells_a_club_from_the_others(names, short):
    assert short_names(names) == short


DOCUMENT_WITH_TABLE = """= 2001 Copa Perú =

Infobox
- Winners: Sport Alfa

==Final stage==
{matches}
===Standings===
| Pos | Team | Pld | W | D | L | {goals} | Pts |
{rows}
"""
WITH_GOALS = """| 1 | Sport Alfa | 2 | 2 | 0 | 0 | 4 | 1 | +3 | 4 |
| 2 | Unión Beta | 2 | 1 | 0 | 1 | 2 | 2 | 0 | 2 |
| 3 | Sport Gama | 2 | 0 | 0 | 2 | 1 | 4 | −3 | 0 |"""


async def test_a_printed_table_leads_where_the_document_has_but_a_part_of_the_matches(tmp_path):
    matches = "Sport Gama 1–2 Sport Alfa\nUnión Beta 1–0 Sport Gama\n"
    text = DOCUMENT_WITH_TABLE.format(matches=matches, goals="GF | GA | GD", rows=WITH_GOALS)
    async with snapshot_of(tmp_path, text) as snapshot:
        answer = await Standings(2001).answer(snapshot)
    reply = standings_reply(answer, language("en-US", markup=False))
    assert [part.heading for part in reply.picture.text] == ["Final stage", "Final stage, from the results"]
    assert "⚠️ 2 of 3 matches known, so this is not the final table." in reply.picture.text[1].lines
    assert reply.lead == ("🏆 Sport Alfa finished first with 4 points, 2 ahead of Unión Beta.",)
    assert reply.notes == ("As printed in the article.",)
    assert [row.club for row in reply.picture.drawing.rows if row.champion] == ["Sport Alfa"]


async def test_a_goal_difference_without_goals_is_shown(tmp_path):
    rows = "| 1 | Sport Alfa | 2 | 2 | 0 | 0 | +3 | 4 |\n| 2 | Unión Beta | 2 | 0 | 0 | 2 | −3 | 0 |"
    async with snapshot_of(
        tmp_path, DOCUMENT_WITH_TABLE.format(matches="", goals="GD", rows=rows)
    ) as snapshot:
        [printed] = (await Standings(2001).answer(snapshot)).printed
        text = body(standings_reply(await Standings(2001).answer(snapshot), language("en-US", markup=False)))
    assert [row.goal_difference for row in printed.table.rows] == [3, -3]
    assert "+3" in text


async def test_a_table_of_zeros_has_no_numbers_and_decides_nothing(tmp_path):
    zeros = "\n".join(f"| {n} | {club}" + " | 0" * 8 + " |" for n, club in ((1, "Sport Alfa"), (2, "Beta")))
    text = DOCUMENT_WITH_TABLE.format(matches="", goals="GF | GA | GD", rows=zeros)
    async with snapshot_of(tmp_path, text) as snapshot:
        answer = await Standings(2001).answer(snapshot)
    reply = standings_reply(answer, language("es-419", markup=False))
    assert answer.decision is None
    assert "La tabla todavía no tiene números." in reply.picture.text[0].lines


async def test_tables_under_one_heading_are_parted_where_the_places_begin_anew(tmp_path):
    twice = WITH_GOALS + "\n" + WITH_GOALS.replace("Sport", "Club").replace("Unión", "Atlético")
    text = DOCUMENT_WITH_TABLE.format(matches="", goals="GF | GA | GD", rows=twice)
    async with snapshot_of(tmp_path, text) as snapshot:
        answer = await Standings(2001).answer(snapshot)
    assert [len(printed.table.rows) for printed in answer.printed] == [3, 3]
