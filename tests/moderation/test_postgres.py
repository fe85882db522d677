"""The moderation store in PostgreSQL, as two machines share it: no file is common to both."""

import asyncio
import contextlib
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import create_async_engine

from bench.postgres import PASSWORD, TLS_ONLY
from bot.cache import Store
from bot.cli import NO, USAGE, main
from bot.errors import (
    AlreadyDoneError,
    BusyError,
    ChangeUncertainError,
    DatabaseAwayError,
    DatabaseRefusedError,
    ModerationError,
    OfferGoneError,
)
from bot.moderation import AddAlias, Moderation, RemoveAlias
from bot.moderation import store as store_module
from bot.moderation.schema import metadata
from bot.moderation.store import REVISION_TABLE
from bot.moderation.watch import Watch
from bot.ops.cooldown import Cooldowns
from tests.moderation.conftest import ANA
from tests.moderation.made import document, folder_of, remove
from tests.page import ROOT
from tests.properties import examples

pytestmark = pytest.mark.slow

CLUB = "sport-ejemplo.ancash"


@pytest.fixture
def machine(tmp_path):
    """Give the means to make machines, each with folders of its own."""

    def make(name: str, url: str) -> Moderation:
        seasons = folder_of(tmp_path / name / "seasons", 2001, 2002)
        return Moderation(seasons, tmp_path / name / "cache.sqlite3", tmp_path / name, url)

    return make


async def add(moderation, data):
    preview = await moderation.offer("x.txt", data, ANA)
    return await moderation.confirm(preview.offer.token, ANA)


async def aliases(moderation):
    return [alias.text for alias in (await moderation.state()).aliases]


async def test_a_change_on_one_machine_is_the_others_by_the_same_digest(machine, database):
    one, other = machine("one", database), machine("other", database)
    await one.load()
    _, report = await add(one, document(2003))
    await one.change(AddAlias("El Ejemplo", CLUB), ANA)
    assert (await other.load()).generation == (await one.load()).generation != report.generation
    _, report = await other.undo(ANA)
    assert (await one.load()).generation == report.generation
    entries, _ = await one.history()
    assert [(entry.number, entry.what) for entry in entries] == [
        (3, "undo"),
        (2, "add alias"),
        (1, "add document"),
    ]


async def test_the_watch_tells_a_change_at_once_and_one_whose_notice_was_lost_soon(
    machine, database, postgres
):
    one, other = machine("one", database), machine("other", database)
    await one.load()
    changed = asyncio.Event()
    await other.load()
    await other.store.watch(changed.set)
    try:
        await _next(changed)
        await one.change(AddAlias("El Ejemplo", CLUB), ANA)
        await _next(changed)
        mark = await other.store.mark()
        postgres.sql("UPDATE state SET version = version + 1", database.rpartition("/")[2])
        await _next(changed)
        assert await other.store.mark() != mark
    finally:
        await other.store.close()


async def _next(changed):
    await asyncio.wait_for(changed.wait(), 10)
    changed.clear()


async def test_a_machine_answers_from_the_change_of_another(machine, database):
    one, other = machine("one", database), machine("other", database)
    await one.load()
    await other.load()
    watch = Watch(other, Store(other.cache_path), folder=False)
    await watch.store.refresh()
    looked = asyncio.Event()

    async def look():
        await watch.look()
        async with watch.store.snapshot() as snapshot:
            if snapshot.index.resolve("el ejemplo").club:
                looked.set()

    looks = set()
    await other.store.watch(lambda: looks.add(asyncio.create_task(look())))
    try:
        await one.change(AddAlias("El Ejemplo", CLUB), ANA)
        await asyncio.wait_for(looked.wait(), 10)
    finally:
        await other.store.close()
        await asyncio.gather(*looks)
        await watch.store.close()


async def test_questions_to_one_process_count_in_the_others(machine, database):
    counts = [Cooldowns(4, 600, shared=True) for _ in range(2)]
    machines = [machine(str(number), database) for number in range(2)]
    await machines[0].load()
    try:
        for moderation, cooldowns in zip(machines, counts, strict=True):
            connected = asyncio.Event()
            await moderation.store.watch(connected.set, cooldowns)
            await _next(connected)
        users = range(1000)  # more than a notice has room for
        assert counts[0].refusal(5000) is None
        for user in users:
            for _ in range(4):
                assert counts[0].refusal(user) is None
        async with asyncio.timeout(10):
            while len(counts[1]) <= len(users):  # noqa: ASYNC110 - nobody is told
                await asyncio.sleep(0.05)
        assert all(counts[1].refusal(user) for user in users)
        # What it counted itself does not come back to it.
        assert [counts[0].refusal(5000) for _ in range(3)] == [None, None, None]
    finally:
        for moderation in machines:
            await moderation.store.close()


async def test_of_two_changes_of_the_same_state_one_wins_and_the_other_is_told(machine, database):
    machines = [machine(str(number), database) for number in range(3)]
    for moderation in machines:
        await moderation.load()
    tried = await asyncio.gather(
        *(m.change(AddAlias(f"Apodo {number}", CLUB), ANA) for number, m in enumerate(machines)),
        return_exceptions=True,
    )
    won = [
        f"Apodo {number}" for number, outcome in enumerate(tried) if not isinstance(outcome, BaseException)
    ]
    assert won
    assert {type(outcome) for outcome in tried if isinstance(outcome, BaseException)} <= {BusyError}
    assert await aliases(machines[0]) == won
    entries, total = await machines[1].history()
    assert (total, [entry.number for entry in entries]) == (len(won), list(range(len(won), 0, -1)))
    stale = await machines[0].store.stored()
    await machines[1].change(AddAlias("Otro", CLUB), ANA)
    with pytest.raises(BusyError):
        await machines[0].store.save(stale, stale.state, None, good={})


async def test_an_offer_is_confirmed_on_any_machine_once(machine, database):
    one, other = machine("one", database), machine("other", database)
    await one.load()
    preview = await one.offer("x.txt", document(2003), ANA)
    tried = await asyncio.gather(
        one.confirm(preview.offer.token, ANA), other.confirm(preview.offer.token, ANA), return_exceptions=True
    )
    refused = [outcome for outcome in tried if isinstance(outcome, BaseException)]
    assert [
        error for error in refused if not isinstance(error, AlreadyDoneError | BusyError | OfferGoneError)
    ] == []
    assert len(refused) == 1
    assert (await one.history())[1] == 1


STEPS = st.sampled_from(
    ["add 2001", "add 2003", "remove 2001", "remove 2003", "undo", "alias", "no alias", "reload"]
)


@examples(5)
@given(steps=st.lists(STEPS, min_size=2, max_size=6))
async def test_both_engines_end_with_the_same_whatever_is_done(steps, postgres, tmp_path_factory):
    folder = tmp_path_factory.mktemp("both")
    url = postgres.create(f"copa_{folder.name[4:].lower()}_{abs(hash(folder))}")
    both = [
        Moderation(
            folder_of(folder / name / "seasons", 2001, 2002), folder / name / "cache", folder / name, where
        )
        for name, where in (("sqlite", None), ("postgres", url))
    ]
    for number, step in enumerate(steps):
        outcomes = [await _outcome(moderation, step, number) for moderation in both]
        assert outcomes[0] == outcomes[1]
    histories = [await moderation.history(most=100) for moderation in both]
    shown = [[(e.number, e.what, e.who, e.details) for e in entries] for entries, _ in histories]
    assert shown[0] == shown[1]
    assert await aliases(both[0]) == await aliases(both[1])


async def _outcome(moderation, step, number):
    """Do a step and return what it came to, apart from the moment."""
    verb, _, year = step.partition(" ")
    try:
        match verb:
            case "add":
                _, report = await add(moderation, document(int(year), f"Campeón {number}"))
            case "remove":
                report = await remove(moderation, int(year), ANA)
            case "undo":
                _, report = await moderation.undo(ANA)
            case "alias":
                report = await moderation.change(AddAlias(f"apodo {number}", CLUB), ANA)
            case "no":
                report = await moderation.change(RemoveAlias(f"apodo {number - 1}", None), ANA)
            case _:
                report = await moderation.reload(ANA)
    except ModerationError as error:
        return type(error)
    return report.after, report.new, report.changed, report.gone


async def test_a_database_that_goes_away_refuses_changes_and_comes_back(machine, database, postgres):
    moderation = machine("one", database)
    await moderation.load()
    changed = asyncio.Event()
    await moderation.store.watch(changed.set)
    try:
        await _next(changed)
        assert moderation.store.up
        postgres.stop()
        try:
            with pytest.raises(DatabaseAwayError) as away:
                await moderation.change(AddAlias("El Ejemplo", CLUB), ANA)
            assert PASSWORD not in str(away.value)
            async with asyncio.timeout(10):
                while moderation.store.up:  # noqa: ASYNC110 - nobody is told that it went
                    await asyncio.sleep(0.05)
        finally:
            postgres.start()
        await moderation.change(AddAlias("El Ejemplo", CLUB), ANA)
        await _next(changed)
        assert moderation.store.up
        assert await aliases(moderation) == ["El Ejemplo"]
    finally:
        await moderation.store.close()


@contextlib.asynccontextmanager
async def cutting(port, *, arrives, for_good=False):
    """Give the port of a way to the server that is cut at the first COMMIT, before or after it arrives."""
    cut = False

    async def serve(reader, writer):
        nonlocal cut
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", port)
        answers = asyncio.create_task(_pass_on(server_reader, writer))
        try:
            while not (cut and for_good) and (data := await reader.read(1 << 16)):
                if b"COMMIT" in data and not cut:
                    cut = True
                    answers.cancel()
                    await asyncio.wait([answers])
                    if arrives:
                        server_writer.write(data)
                        await server_reader.read(1)
                    break
                server_writer.write(data)
        finally:
            server_writer.close()
            writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1]


async def _pass_on(reader, writer):
    try:
        while data := await reader.read(1 << 16):
            writer.write(data)
    finally:
        writer.close()


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_connection_cut_in_the_commit_loses_nothing_and_makes_no_change_twice(
    machine, database, postgres, arrives
):
    await machine("one", database).load()
    async with cutting(postgres.port, arrives=arrives) as port:
        moderation = machine("one", database.replace(str(postgres.port), str(port)))
        if arrives:
            await moderation.change(AddAlias("El Ejemplo", CLUB), ANA)
        else:
            with pytest.raises(DatabaseAwayError):
                await moderation.change(AddAlias("El Ejemplo", CLUB), ANA)
            assert await aliases(moderation) == []
            await moderation.change(AddAlias("El Ejemplo", CLUB), ANA)
        assert await aliases(moderation) == ["El Ejemplo"]
        assert (await moderation.history())[1] == 1


async def test_a_commit_that_nothing_can_be_learnt_of_is_told(machine, database, postgres, monkeypatch):
    monkeypatch.setattr(store_module, "_COMMIT_PAUSES", (0.0, 0.0))
    await machine("one", database).load()
    async with cutting(postgres.port, arrives=True, for_good=True) as port:
        moderation = machine("one", database.replace(str(postgres.port), str(port)))
        with pytest.raises(ChangeUncertainError):
            await moderation.change(AddAlias("El Ejemplo", CLUB), ANA)
    assert await aliases(machine("one", database)) == ["El Ejemplo"]


def refused_urls(postgres, database):
    """Give databases that cannot be used, each with what is said of it."""
    name = database.rpartition("/")[2]
    foreign, replica, closed, future = (
        f"{name}_{what}" for what in ("foreign", "replica", "closed", "future")
    )
    for other in (foreign, replica, closed, future):
        postgres.create(other)
    postgres.sql("CREATE TABLE users (id int)", foreign)
    postgres.sql(f"ALTER DATABASE {replica} SET default_transaction_read_only = on")
    postgres.sql(f"ALTER DATABASE {closed} OWNER TO postgres")
    postgres.sql(
        f"CREATE TABLE {REVISION_TABLE} (version_num text); INSERT INTO {REVISION_TABLE} VALUES ('9999');"
        "CREATE TABLE state (id int, version int, value text, readable_from text);"
        f"INSERT INTO state VALUES (1, 1, '', '9999');"
        f"ALTER TABLE {REVISION_TABLE} OWNER TO copa; ALTER TABLE state OWNER TO copa",
        future,
    )
    return {
        postgres.url(name, password="wrong-password"): "password authentication failed",
        postgres.url("nowhere"): 'database "nowhere" does not exist',
        postgres.url(foreign): "another program (users)",
        postgres.url(replica): "it is a replica; name the primary",
        postgres.url(closed): "permission denied for schema public",
        postgres.url(future): "was made by a later version",
        postgres.url(TLS_ONLY): "no encryption",
        postgres.url(name, more="?sslmode=require"): "rejected SSL upgrade",
        postgres.url(name, more="?%zz"): "the address is not understood",
        postgres.url(name, more="?sslmode=sometimes"): "`sslmode` parameter must be one of",
        postgres.url(name, more="?colour=red"): 'unrecognized configuration parameter "colour"',
    }


def test_a_database_that_cannot_be_used_is_told_in_one_line_without_the_password(
    environment, postgres, database, capsys
):
    for url, reason in refused_urls(postgres, database).items():
        environment.setenv("DATABASE_URL", url)
        for command in (["load"], ["ask", "/champion 2006"]):
            assert main(command) == USAGE, reason
            said = capsys.readouterr().err
            assert reason in said
            assert said.count("\n") == 1
            assert PASSWORD not in said
            assert "wrong-password" not in said


@pytest.mark.logs_errors
def test_without_its_database_a_question_is_answered_from_the_cache(environment, capsys, caplog):
    environment.setenv("DATABASE_URL", "postgresql://copa:secret@127.0.0.1:1/copa")
    assert main(["ask", "/champion 2006"]) == 0
    said = capsys.readouterr()
    assert "Total Clean" in said.out
    assert "the last good cache stays in use" in said.err
    assert "secret" not in said.err
    assert main(["undo"]) == NO
    assert capsys.readouterr().err.startswith("error: 127.0.0.1:1/copa cannot be reached: Connect")


async def test_a_database_that_was_away_at_the_start_gets_its_tables_once_it_is_there(machine, database):
    moderation = machine("one", database)
    changed = asyncio.Event()
    await moderation.store.watch(changed.set)
    try:
        await _next(changed)
        assert moderation.store.up
    finally:
        await moderation.store.close()


async def test_the_tables_in_postgresql_are_those_of_the_schema(machine, database):
    await machine("one", database).load()
    engine = create_async_engine(database.replace("postgresql", "postgresql+asyncpg"))

    def compared(connection):
        context = MigrationContext.configure(connection, opts={"version_table": REVISION_TABLE})
        return compare_metadata(context, metadata)

    async with engine.connect() as connection:
        assert await connection.run_sync(compared) == []
    await engine.dispose()


async def test_a_full_disk_of_the_database_is_told(machine, database, monkeypatch):
    import asyncpg

    moderation = machine("one", database)
    await moderation.load()

    async def full(*_):
        raise asyncpg.DiskFullError("could not extend file: No space left on device")

    monkeypatch.setattr("bot.moderation.records.StoreRecords.replace_state", full)
    with pytest.raises(ModerationError, match="No space left on device"):
        await moderation.change(AddAlias("El Ejemplo", CLUB), ANA)


async def test_a_process_of_an_earlier_version_goes_on_reading_and_refuses_changes(
    machine, database, postgres
):
    moderation = machine("one", database)
    await moderation.load()
    await moderation.change(AddAlias("El Ejemplo", CLUB), ANA)
    postgres.sql(f"UPDATE {REVISION_TABLE} SET version_num = '9999'", database.rpartition("/")[2])
    await moderation.load(force=True)
    assert await aliases(moderation) == ["El Ejemplo"]
    with pytest.raises(DatabaseRefusedError, match="only that version may change it"):
        await moderation.undo(ANA)


async def test_eight_machines_that_start_at_once_make_the_tables_once(machine, database):
    machines = [machine(str(number), database) for number in range(8)]
    reports = await asyncio.gather(*(moderation.load() for moderation in machines))
    assert len({report.generation for report in reports}) == 1


def test_killed_machines_and_databases_lose_no_change_and_make_none_twice(postgres):
    command = [sys.executable, "-m", "bench.machines", "--kills", "5", "--machines", "2"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
