"""The command line as a process: pipes, terminals, settings and versions end in an answer or in one line."""

import ast
import json
import os
import sqlite3
import subprocess
import sys

import pytest

from bot.cli import main
from tests.page import ROOT, environment

SECONDS = 60
CHAMPION = "Total Clean"


@pytest.fixture
def copa(data_folder):
    """Give the command line as a process of its own, after a first start."""

    def run(*arguments, said="", **settings):
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            cwd=ROOT,
            env=environment(data_folder) | settings,
            input=said.encode(),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )

    return run


@pytest.fixture
def one_line_of(environment, monkeypatch, capsys):
    """Give the exit code of a command in this process and the one line that it says, an error."""
    monkeypatch.setattr("bot.cli.read_env_file", lambda: None)
    monkeypatch.chdir(ROOT)

    def run(*arguments, **settings):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = main(arguments)
        said, complaint = capsys.readouterr()
        [line] = complaint.splitlines()
        assert said == ""
        assert line.startswith("error: ")
        return code, line

    return run


def the_one_line(done, code):
    assert (done.returncode, done.stdout) == (code, b"")
    [line] = done.stderr.decode().splitlines()
    assert line.startswith("error: ")
    return line


@pytest.mark.parametrize(
    "command", [["check"], ["check", "--json"], ["ask", "/results José Gálvez"], ["names", "huracan"]]
)
def test_a_reader_that_goes_away_ends_it_quietly(data_folder, command):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "bot", *command],
            cwd=ROOT,
            env=environment(data_folder) | {"LOG_LEVEL": "ERROR"},
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1", "utf-16"])
def test_a_terminal_that_cannot_show_a_character_gets_another(copa, encoding):
    done = copa("ask", "quién ganó en 2006", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert CHAMPION in done.stdout.decode(encoding)


def test_json_loses_nothing_where_the_terminal_is_not_unicode(copa):
    question = ("ask", "/results José Gálvez season:1996", "--json")
    wide, narrow = copa(*question), copa(*question, PYTHONIOENCODING="ascii")
    assert json.loads(narrow.stdout.decode("ascii")) == json.loads(wide.stdout.decode())


def test_a_question_is_understood_under_the_posix_locale(copa):
    settings = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = copa("ask", "¿quién ganó en 2006?", **settings)
    assert (done.returncode, done.stderr) == (0, b"")
    assert CHAMPION.encode() in done.stdout
    lines = copa("ask", "--jsonl", said='{"q": "¿quién ganó en 2006?"}', **settings)
    assert json.loads(lines.stdout)["outcome"] == "query"


def test_standard_input_that_is_not_utf_8_is_answered(copa):
    done = copa("ask", said="who won in 2006 ")
    assert CHAMPION in done.stdout.decode()
    assert copa("ask", "--jsonl", PYTHONIOENCODING="ascii", said='{"q": "ñ"}').returncode == 0


@pytest.mark.parametrize("name", ["CACHE_PATH", "DATA_DIR", "SEASONS_DIR"])
@pytest.mark.parametrize(
    "path",
    ["~nobody-of-this-name/copa", "x" * 300, "x/" * 3000, "Makefile/copa"],
    ids=["stranger", "long", "deep", "below a file"],
)
def test_a_path_that_cannot_be_is_one_line_and_exit_code_2(one_line_of, tmp_path, name, path):
    if not path.startswith(("~", "Makefile")):
        path = f"{tmp_path}/{path}"
    code, line = one_line_of("ask", "/champion 2006", **{name: path})
    assert code == 2
    assert line.startswith(f"error: {name}: ")


def test_a_cache_that_cannot_be_made_below_a_new_folder_is_one_line(one_line_of, tmp_path):
    code, line = one_line_of("ask", "/champion 2006", CACHE_PATH=f"{tmp_path}/new/folder/{'x' * 300}")
    assert code == 2
    assert line.startswith("error: CACHE_PATH: ")


def test_the_file_that_cannot_be_written_is_named(copa, data_folder):
    (data_folder / "cache.sqlite3").unlink()
    (data_folder / "cache.sqlite3.lock").unlink()
    (data_folder / "cache.sqlite3.lock").mkdir()
    line = the_one_line(copa("ask", "/champion 2006"), 2)
    assert "cache.sqlite3.lock" in line


def test_where_no_document_is_found_the_folder_is_named(one_line_of, tmp_path):
    folder = tmp_path / "empty"
    folder.mkdir()
    settings = {"SEASONS_DIR": str(folder), "CACHE_PATH": str(tmp_path / "other.sqlite3")}
    code, line = one_line_of("ask", "/champion 2006", **settings)
    assert code == 2
    assert str(folder) in line


@pytest.mark.parametrize("target", ["no/such/folder/x.zip", ""])
def test_an_archive_that_cannot_be_written_is_named(one_line_of, tmp_path, target):
    path = str(tmp_path / target)
    code, line = one_line_of("export", path)
    assert code == 1
    assert path in line
    assert ".export" not in line


def test_a_document_that_is_not_there_is_named_with_its_path(one_line_of, tmp_path):
    path = str(tmp_path / "2050.txt")
    code, line = one_line_of("check", path)
    assert code == 1
    assert path in line


@pytest.fixture
def ask(environment, monkeypatch, capsys):
    """Return the exit code of a question and its answer as JSON, asked in this process."""
    monkeypatch.setattr("bot.cli.read_env_file", lambda: None)

    def ask(question):
        code = main(["ask", question, "--json"])
        return code, json.loads(capsys.readouterr().out)

    return ask


@pytest.mark.parametrize(
    ("question", "code", "outcome"),
    [
        ("/champion 2006", 0, "query"),
        ("who won in 2006", 0, "query"),
        ("/champion 1950", 1, "cannot"),
        ("copa perú 2024", 1, "query"),
        ("/results huracan", 1, "ask"),
        ("santos", 1, "ask"),
        ("who won the world cup", 1, "cannot"),
    ],
)
def test_the_exit_code_and_the_json_tell_whether_there_is_an_answer(ask, question, code, outcome):
    found, data = ask(question)
    assert (found, data["outcome"]) == (code, outcome)
    assert ("answer" in data) is (code == 0)


def test_a_question_may_come_by_standard_input(copa):
    assert CHAMPION in copa("ask", said="who won in 2006\n").stdout.decode()


def test_a_fault_of_the_bot_has_an_exit_code_of_its_own(environment, monkeypatch, caplog):
    def fail(options, settings):
        raise RuntimeError

    monkeypatch.setattr("bot.cli.read_env_file", lambda: None)
    monkeypatch.setattr("bot.cli._names", fail)
    assert main(["names", "utc"]) == 70
    caplog.clear()


def test_an_old_sqlite_is_one_line(monkeypatch, capsys):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 9))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.36.9")
    assert main(["ask", "/help"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "3.37" in line
    assert "3.36.9" in line


def test_an_old_python_is_one_line():
    code = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_module('bot', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert "3.11" in the_one_line(done, 2)
    for name in ("__init__.py", "__main__.py"):
        ast.parse((ROOT / "bot" / name).read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_short_answer_imports_neither_discord_nor_what_reads_and_draws(data_folder):
    code = (
        "import sys\n"
        "from bot.cli import main\n"
        "main(['ask', '/champion 2006'])\n"
        "spared = {'PIL', 'aiohttp', 'bot.reader', 'discord', 'rich'}\n"
        "print(*sorted(spared & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(data_folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert CHAMPION in done.stdout
    assert done.stderr == "\n"
