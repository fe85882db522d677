"""The real process while its data is changed: questions during a reload, a second process, a kill."""

import asyncio
import re
import signal
import time

import pytest

from bench.standin import MANAGE_GUILD, File

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]

YEARS = range(1980, 2000)
_SECONDS = 30
"""It takes one or two; a busy machine may take longer."""
_TEXT = """= {year} Copa Perú =

Infobox
- Season: {year}
- Winners: Campeón {version}

==Departmental Stage==
| Department | Team | Location |
| Ancash | Campeón {version} | Huaraz |
| Ica | Rival {version} | Nasca |

==Final Stage==
"""


def text(year, version):
    matches = "".join(
        f"=== Round {i} ===\n1 December {year}\nCampeón {version} {i % 7}-0 Rival {version}\n"
        for i in range(1, 60)
    )
    return _TEXT.format(year=year, version=version) + matches


def write(folder, version, years=YEARS):
    folder.mkdir(exist_ok=True)
    for year in years:
        (folder / f"{year}.txt").write_text(text(year, version), encoding="utf-8")


def versions(answer):
    return set(re.findall(r"(?:Campeón|Rival) (\d)", answer.text))


@pytest.fixture
def moderator(discord):
    return discord.person("moderator", permissions=MANAGE_GUILD)


@pytest.fixture
def environ(tmp_path, discord):
    write(tmp_path / "seasons", 1)
    return {
        "SEASONS_DIR": str(tmp_path / "seasons"),
        "CACHE_PATH": str(tmp_path / "data" / "cache.sqlite3"),
        "MOD_GUILD_ID": str(discord.guild.id),
    }


async def test_every_question_during_a_reload_is_answered_from_the_old_data_or_the_new(
    discord, fan, moderator, environ, tmp_path
):
    async with discord.bot(environ) as bot:
        write(tmp_path / "seasons", 2)
        reload = await bot.send(moderator, "reload")
        seen = []
        ended = asyncio.create_task(reload.until("Documents read again", 60))
        while not ended.done():
            for command in ("season", "matches"):
                answer = await bot.command(fan, command, season=1990)
                assert len(versions(answer)) == 1, answer.text
                seen.append(versions(answer).pop())
        await ended
        assert seen[0] == "1"
        assert len(seen) >= 4
        assert "".join(seen) == "".join(sorted(seen))
        answer = await bot.command(fan, "season", season=1990)
        assert versions(answer) == {"2"}


async def test_a_second_process_answers_from_what_the_first_loaded(discord, fan, moderator, environ):
    async with discord.bot(environ) as first, discord.bot(environ) as second:
        added = File("2012.txt", text(2012, 3).encode())
        preview = await first.command(moderator, "data add", file=added)
        await preview.until("Add this document?", 10)
        done = await first.press(moderator, preview, "Confirm")
        await done.until("Document added", 10)
        began = time.monotonic()
        while "Campeón 3" not in (await second.command(fan, "champion", season=2012)).text:
            assert time.monotonic() - began < _SECONDS
            await asyncio.sleep(0.05)


async def test_a_process_killed_during_a_reload_answers_whole_facts_after_its_next_start(
    discord, fan, moderator, environ, tmp_path
):
    async with discord.bot(environ) as bot:
        write(tmp_path / "seasons", 2)
        await bot.send(moderator, "reload")
        await asyncio.sleep(0.15)
        bot.process.signal(signal.SIGKILL)
        await bot.process.ended()
    async with discord.bot(environ) as bot:
        assert versions(await bot.command(fan, "season", season=1990)) == {"2"}
    assert not list((tmp_path / "data").glob(".*"))
