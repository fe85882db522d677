"""What others did is noticed: another process's load, its change that nobody loaded, files of the folder."""

import contextlib
import sys
from collections.abc import AsyncIterator

import pytest

from bot.cache import Store
from bot.errors import DatabaseAwayError
from bot.moderation import AddAlias, Moderation
from bot.moderation.state import ModerationState
from bot.moderation.watch import Watch
from tests.moderation.conftest import ANA
from tests.moderation.made import document
from tests.simulated import ask, shown_text

ALIASED = AddAlias("El Ejemplo", "sport-ejemplo.ancash").apply(ModerationState(), "2026-01-01T00:00:00Z", ANA)


@contextlib.asynccontextmanager
async def process(moderation: Moderation, *, folder: bool = False) -> AsyncIterator[Watch]:
    """Give a second process on the same cache and data."""
    own = Moderation(moderation.seasons_dir, moderation.cache_path, moderation.store.path.parent)
    watch = Watch(own, Store(moderation.cache_path), folder=folder)
    await watch.mark()
    await own.load()
    await watch.store.refresh()
    try:
        yield watch
    finally:
        await watch.store.close()


async def champion(store: Store, season: int) -> str | None:
    async with store.snapshot() as snapshot:
        return snapshot.champions.get(season)


async def test_a_load_by_another_process_is_answered_from_at_the_next_look(moderation, seasons):
    await moderation.load()
    async with process(moderation) as other:
        preview = await moderation.offer("x.txt", document(2003, "Nuevo"), ANA)
        await moderation.confirm(preview.offer.token, ANA)
        await other.look()
        assert await champion(other.store, 2003) == "Nuevo"


async def test_a_change_that_its_process_did_not_live_to_load_is_loaded(moderation, monkeypatch):
    await moderation.load()
    async with process(moderation) as other:

        def killed(*args):
            raise SystemExit

        monkeypatch.setattr(sys.modules["bot.cache.load"], "_put_in_place", killed)
        with pytest.raises(SystemExit):
            await moderation.change(AddAlias("El Ejemplo", "sport-ejemplo.ancash"), ANA)
        monkeypatch.undo()
        report = await other.look()
        assert report is not None
        async with other.store.snapshot() as snapshot:
            assert snapshot.index.resolve("el ejemplo").club.key == "sport-ejemplo.ancash"


async def test_files_of_the_folder_are_loaded_once_they_are_at_rest(moderation, seasons):
    await moderation.load()
    async with process(moderation, folder=True) as other:
        (seasons / "2003.txt").write_bytes(document(2003)[:40])
        assert await other.look() is None
        (seasons / "2003.txt").write_bytes(document(2003, "Nuevo"))
        assert await other.look() is None
        report = await other.look()
        assert report.new == ("2003.txt",)
        assert await champion(other.store, 2003) == "Nuevo"
        assert await other.look() is None


async def test_files_that_changed_while_the_data_was_busy_are_loaded_later(moderation, seasons, monkeypatch):
    await moderation.load()
    async with process(moderation, folder=True) as other:
        (seasons / "2003.txt").write_bytes(document(2003, "Nuevo"))

        async def away():
            raise DatabaseAwayError("somewhere", "no answer")

        with monkeypatch.context() as busy:
            busy.setattr(other.moderation.store, "stored", away)
            for _ in range(3):
                assert await other.look() is None
        await other.look()
        assert await champion(other.store, 2003) == "Nuevo"


async def test_files_of_the_folder_are_left_alone_unless_asked_for(moderation, seasons):
    await moderation.load()
    async with process(moderation) as other:
        (seasons / "2003.txt").write_bytes(document(2003))
        for _ in range(3):
            await other.look()
        assert await champion(other.store, 2003) is None


async def test_a_folder_that_is_away_for_a_moment_takes_no_season_away(moderation, seasons):
    await moderation.load()
    async with process(moderation, folder=True) as other:
        seasons.rename(seasons.with_name("away"))
        for _ in range(3):
            await other.look()
        assert await champion(other.store, 2001) == "Sport Ejemplo"


async def test_what_cannot_be_loaded_is_logged_and_the_old_data_answers(moderation, seasons, caplog):
    await moderation.load()
    async with process(moderation, folder=True) as other:
        (seasons / "clubs.toml").write_text("not [ toml")
        for _ in range(3):
            await other.look()
        assert await champion(other.store, 2001) == "Sport Ejemplo"
        assert caplog.text.count("what changed could not be loaded") == 1


async def test_what_could_not_be_loaded_is_tried_again_after_a_while(moderation, monkeypatch):
    await moderation.load()
    async with process(moderation) as other:
        await moderation.store.save(await moderation.store.stored(), ALIASED, None, good={})
        with monkeypatch.context() as broken:
            broken.setattr("bot.moderation.service.load", _full)
            assert await other.look() is None
        assert (await other.look(), other.failures) == (None, 1)
        other._again = 0.0
        assert (await other.look()).written


async def _full(*_, **__):
    raise OSError(28, "No space left on device")


async def test_the_bot_looks_every_second(env, simcord_bot, fan):
    other = Moderation(
        simcord_bot.settings.seasons_dir, simcord_bot.settings.cache_path, simcord_bot.settings.data_dir
    )
    preview = await other.offer("x.txt", document(2013, "De Otro Proceso"), ANA)
    await other.confirm(preview.offer.token, ANA)
    assert "De Otro Proceso" not in shown_text(await ask(fan, "champion", season=2013))
    await env.advance_time(2)
    assert "De Otro Proceso" in shown_text(await ask(fan, "champion", season=2013))
