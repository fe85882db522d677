"""The process that draws: once for all who ask, never in anybody's way, and gone when its bot is gone."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.pictures import Drawing, PointsLine, PointsPicture
from bot.pictures import draw as painting
from bot.pictures.canvas import Canvas
from bot.pictures.draw import drawn, stop_drawing

ROOT = Path(__file__).parents[2]
PICTURE = PointsPicture("Points", "Final", ("1", "2"), (PointsLine("CNI", (1, 4)),), "Round")


@pytest.fixture(scope="module", autouse=True)
def no_process_is_left():
    yield
    stop_drawing()


@dataclass(frozen=True, slots=True)
class Noted(Drawing):
    """Notes in a file which process draws it, and takes its time, or fails."""

    file: str
    name: str = ""
    seconds: float = 0.0
    fails: bool = False

    def paint(self) -> Canvas:
        with open(self.file, "a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(self.seconds)
        if self.fails:
            raise ValueError(f"{self.name} is broken")
        return Canvas(10, 10)


@dataclass(frozen=True, slots=True)
class Importing(Drawing):
    """Notes in a file which rooms of the bot its process has imported."""

    file: str
    title: str

    def paint(self) -> Canvas:
        rooms = {name.split(".")[1] for name in sys.modules if name.startswith("bot.")}
        Path(self.file).write_text(f"{' '.join(sorted(rooms))} {type(self.title).__name__}")
        return Canvas(10, 10)


@pytest.fixture
def notes(tmp_path):
    return tmp_path / "notes.txt"


def processes(notes: Path) -> list[int]:
    return [int(line) for line in notes.read_text().splitlines()] if notes.exists() else []


def until_drawing(notes: Path, times: int = 1, seconds: float = 60.0) -> int:
    end = time.monotonic() + seconds
    while len(processes(notes)) < times and time.monotonic() < end:
        time.sleep(0.005)
    return processes(notes)[-1]


def runs(process: int) -> bool:
    try:
        # One that has ended may wait for the machine's first process to take note of it.
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def ends(process: int, seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while runs(process) and time.monotonic() < end:
        time.sleep(0.005)
    return not runs(process)


async def test_what_comes_back_is_the_picture():
    assert await drawn(PICTURE) == PICTURE.png()


async def test_a_picture_is_drawn_once_for_all_who_want_it_by_another_process(notes):
    pictures = await asyncio.gather(*(drawn(Noted(str(notes), "one")) for _ in range(5)))
    assert pictures == [Noted(str(notes)).png()] * 5
    [drawing, here] = processes(notes)
    assert (drawing == os.getpid(), here) == (False, os.getpid())
    await drawn(Noted(str(notes), "one"))
    await drawn(Noted(str(notes), "another"))
    assert processes(notes) == [drawing, here, drawing]


async def test_the_process_imports_nothing_of_the_bot_but_pictures(notes):
    from bot.replies.language import Marked  # here, for the process imports this file

    assert await drawn(Importing(str(notes), Marked("Cup")))
    assert notes.read_text() == "pictures str"


@pytest.mark.logs_errors
async def test_a_picture_that_failed_is_told_in_the_log_and_tried_again(notes, caplog):
    broken = Noted(str(notes), "cup", fails=True)
    assert [await drawn(broken), await drawn(broken)] == [None, None]
    assert "ValueError: cup is broken" in caplog.text
    assert len(processes(notes)) == 2
    assert len(set(processes(notes))) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_told_to_end_with_its_whole_group_the_process_goes_on_for_the_answers_under_way(notes, number):
    coming = asyncio.create_task(drawn(Noted(str(notes), number.name, 0.1)))
    os.kill(await asyncio.to_thread(until_drawing, notes), number)
    assert await coming


async def test_a_killed_process_costs_no_picture_and_is_started_anew(notes):
    coming = asyncio.create_task(drawn(Noted(str(notes), "begun", 0.3)))
    first = await asyncio.to_thread(until_drawing, notes)
    os.kill(first, signal.SIGKILL)
    assert await coming
    second = processes(notes)[-1]
    assert second != first
    os.kill(second, signal.SIGKILL)
    assert ends(second)
    assert await drawn(Noted(str(notes), "after"))
    assert not runs(first)


async def test_a_picture_that_two_processes_did_not_survive_is_given_up(notes):
    coming = asyncio.create_task(drawn(Noted(str(notes), "fatal", 30)))
    for times in (1, 2):
        os.kill(await asyncio.to_thread(until_drawing, notes, times), signal.SIGKILL)
    assert await coming is None
    assert await drawn(Noted(str(notes), "next"))


async def test_an_answer_does_not_wait_for_ever_and_takes_the_picture_from_nobody(notes, monkeypatch):
    picture = Noted(str(notes), "slow", 0.3)
    staying = asyncio.create_task(drawn(picture))
    leaving = asyncio.create_task(drawn(picture))
    await asyncio.to_thread(until_drawing, notes)
    leaving.cancel()
    monkeypatch.setattr(painting, "_ANSWER_WAITS", 0.02)
    assert await drawn(picture) is None
    assert await staying
    assert len(processes(notes)) == 1


async def test_a_drawing_that_never_ends_is_ended(notes, monkeypatch):
    await drawn(Noted(str(notes), "not the start of a process"))
    monkeypatch.setattr(painting, "_DRAWING_SECONDS", 1.0)
    assert await drawn(Noted(str(notes), "endless", 60)) is None
    assert all(ends(process) for process in processes(notes))


async def test_the_process_lets_answers_come_first(notes):
    await drawn(Noted(str(notes), "at leisure"))
    # 19 is the least priority there is: the tests may themselves run at a low one.
    expected = min(os.getpriority(os.PRIO_PROCESS, 0) + 10, 19)
    assert os.getpriority(os.PRIO_PROCESS, processes(notes)[-1]) == expected


def test_a_script_that_runs_its_own_bot_is_not_run_again_by_the_process(tmp_path):
    script = tmp_path / "own_bot.py"
    script.write_text(
        "import asyncio\n"
        "from bot.pictures.draw import drawn, stop_drawing\n"
        "from tests.pictures.test_painting import PICTURE\n"
        "async def run():\n"
        "    print('drawn' if await drawn(PICTURE) else 'no picture')\n"
        "    stop_drawing()\n"
        "asyncio.run(run())\n"
    )
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(script)], env=environ, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "drawn\n", "")


async def test_where_many_pictures_are_waited_for_an_answer_goes_without(notes, monkeypatch):
    monkeypatch.setattr(painting, "_MOST_WAITING", 2)
    waiting = [asyncio.create_task(drawn(Noted(str(notes), name, 0.05))) for name in ("a", "b")]
    await asyncio.to_thread(until_drawing, notes)
    assert await drawn(Noted(str(notes), "c")) is None
    assert None not in await asyncio.gather(*waiting)


async def test_stopping_ends_the_process_and_whoever_waits_gets_no_picture(notes):
    waiting = [asyncio.create_task(drawn(Noted(str(notes), name, 30))) for name in ("under way", "next")]
    process = await asyncio.to_thread(until_drawing, notes)
    stop_drawing()
    assert not runs(process)
    assert await asyncio.gather(*waiting) == [None, None]
    assert len(processes(notes)) == 1


def test_no_process_is_left_by_a_bot_that_was_killed(notes):
    code = (
        "import asyncio, sys\n"
        "from bot.pictures.draw import drawn\n"
        "from tests.pictures.test_painting import Noted\n"
        "asyncio.run(drawn(Noted(sys.argv[1], 'left', 60)))"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(notes)], cwd=ROOT) as bot:
        process = until_drawing(notes)
        bot.kill()
    assert ends(process)
