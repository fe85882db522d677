"""`copa data copy`: the moderation store moved between SQLite and PostgreSQL."""

import asyncio
import json
import sqlite3

import pytest

from bot.cli import NO, OK, USAGE, main
from bot.moderation import AddAlias, Moderation
from tests.moderation.conftest import ANA
from tests.moderation.made import document, remove
from tests.moderation.test_store import old_file

CLUB = "sport-ejemplo.ancash"


async def filled(moderation):
    """Fill a store with changes of each kind, an offer and an undo."""
    await moderation.load()
    preview = await moderation.offer("x.txt", document(2003), ANA)
    await moderation.confirm(preview.offer.token, ANA)
    await moderation.change(AddAlias("El Ejemplo", CLUB), ANA)
    await remove(moderation, 2001, ANA)
    await moderation.undo(ANA)
    await moderation.offer("y.txt", document(2004), ANA)


def copied(capsys, source, target):
    assert main(["data", "copy", "--from", str(source), "--to", target, "--json"]) == OK
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("old", [False, True], ids=["of today", "of version 0.1.0"])
def test_a_store_moves_to_postgresql_and_back_and_loses_nothing(
    environment, moderation, database, tmp_path, capsys, old
):
    if old:
        moderation.store.path.unlink(missing_ok=True)
        old_file(moderation.store.path)
    else:
        asyncio.run(filled(moderation))
    there = copied(capsys, moderation.store.path.parent, database)
    back = copied(capsys, database, str(tmp_path / "back.sqlite"))
    assert there == back
    assert {table["table"] for table in there} == {"content", "good", "journal", "offer", "state"}
    assert all(table["rows"] for table in there)
    with sqlite3.connect(moderation.store.path) as one, sqlite3.connect(tmp_path / "back.sqlite") as other:
        for table in there:
            query = f"SELECT * FROM {table['table']}"
            assert sorted(one.execute(query), key=repr) == sorted(other.execute(query), key=repr)
    one.close(), other.close()
    folder = tmp_path / "shared"
    shared = Moderation(moderation.seasons_dir, folder / "cache.sqlite3", folder, database)

    async def generations():
        return [(await each.load()).generation for each in (moderation, shared)]

    first, second = asyncio.run(generations())
    assert first == second


def test_a_dump_that_is_restored_elsewhere_holds_the_same(
    environment, moderation, database, postgres, tmp_path, capsys
):
    asyncio.run(filled(moderation))
    before = copied(capsys, moderation.store.path, database)
    name = database.rpartition("/")[2]
    postgres.create(f"{name}_restored")
    where = ("-h", "127.0.0.1", "-p", str(postgres.port))
    postgres.run("pg_dump", *where, "--format=custom", "--file=dump", name)
    postgres.run("pg_restore", *where, f"--dbname={name}_restored", "dump")
    assert copied(capsys, postgres.url(f"{name}_restored"), str(tmp_path / "back.sqlite")) == before


def test_nothing_is_copied_over_changes_or_from_nowhere(environment, moderation, database, tmp_path, capsys):
    asyncio.run(filled(moderation))
    path = str(moderation.store.path)
    copied(capsys, path, database)
    refusals = [
        (path, database, NO, "holds changes already"),
        (str(tmp_path / "nowhere.sqlite"), database, USAGE, "--from: there is no file"),
        (path, path, USAGE, "--to: is the same place"),
        (path, "mysql://root:hush-hush@db/copa", USAGE, "--to: is not an address such as postgresql://"),
        (path, "postgresql://copa:hush-hush@127.0.0.1:1/copa", NO, "cannot be reached"),
    ]
    for source, target, code, reason in refusals:
        assert main(["data", "copy", "--from", source, "--to", target]) == code
        said = capsys.readouterr().err
        assert reason in said
        assert said.count("\n") == 1
        assert "hush" not in said
