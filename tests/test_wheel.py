"""The project as a package: the wheel, installed into an empty environment, answers from any folder."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot import __version__
from tests.page import ROOT

pytestmark = pytest.mark.slow

SECONDS = 300


def done(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        **{"capture_output": True, "text": True, "timeout": SECONDS, "check": False, **options},
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    built = done(
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"),
        *("--wheel-dir", folder, ROOT),
    )
    assert built.returncode == 0, built.stderr
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Give the `bin` folder of an environment that holds the wheel and its pinned requirements alone."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    pip = (folder / "bin" / "python", "-m", "pip", "--quiet", "--disable-pip-version-check")
    for arguments in (
        ("install", "--require-hashes", "-r", ROOT / "requirements.txt"),
        ("install", "--no-deps", wheel),
        ("check",),
    ):
        said = done(*pip, *arguments)
        assert said.returncode == 0, said.stdout + said.stderr
    return folder / "bin"


@pytest.fixture
def copa(installed, tmp_path):
    """Give the console script, run from a folder of its own by somebody without settings."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(*arguments):
        environ = {"PATH": str(installed), "HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}
        said = done(installed / "copa", *arguments, cwd=elsewhere, env=environ)
        assert list(elsewhere.iterdir()) == []
        return said

    return run


def test_everything_that_is_read_at_run_time_is_in_the_wheel(wheel):
    files = set(zipfile.ZipFile(wheel).namelist())
    data = [path for path in (ROOT / "bot").rglob("*") if path.suffix in {".py", ".toml", ".sql", ".po"}]
    assert {str(path.relative_to(ROOT)) for path in data} <= files
    assert {f"bot/seeds/{path.name}" for path in (ROOT / "seeds").iterdir()} <= files


def test_the_console_script_answers_from_any_folder(copa):
    for _ in ("without a cache", "with one"):
        said = copa("ask", "/champion 2006")
        assert (said.returncode, said.stderr) == (0, "")
        assert "Total Clean" in said.stdout
    assert copa("--version").stdout == f"copa-peru-bot {__version__}\n"


def test_without_a_token_and_without_the_page_one_line_says_what_to_install(copa):
    said = copa()
    assert said.returncode == 2
    [line] = [line for line in said.stderr.splitlines() if line.startswith("error: ")]
    assert "DISCORD_TOKEN" in line
    assert "[page]" in line
    assert "Traceback" not in said.stderr
