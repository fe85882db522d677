"""`python -m bot ask` and `names`: lines that are typed, what is printed, what is complained of."""

import contextlib
import dataclasses
import io
import json
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.errors import UsageError
from bot.queries import KINDS, Query
from bot.queries.champion import Champion
from bot.queries.help import Help
from bot.queries.query import field_types
from bot.queries.results import Results
from bot.queries.teams import Teams
from bot.replies.help import typed_line
from bot.replies.language import language
from bot.terminal.lines import read_line
from tests.page import ROOT
from tests.page import environment as process_environment
from tests.simulated import strip_markup

ENGLISH, SPANISH = language("en", markup=False), language("es", markup=False)
_SECONDS = 30


@dataclasses.dataclass(frozen=True)
class Done:
    """What a run of the command line ended with and printed."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(environment, monkeypatch, capsys):
    """Give the command line as a function, in this process for speed."""
    # A developer's .env must not take the place of the test's settings.
    monkeypatch.setattr("bot.cli.read_env_file", lambda: None)

    def run(*arguments: str, said: str = "") -> Done:
        monkeypatch.setattr(sys, "stdin", io.StringIO(said))
        code = main(arguments)
        printed = capsys.readouterr()
        return Done(code, printed.out, printed.err)

    return run


def run_process(folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=process_environment(folder),
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("/results José Gálvez season:1996", Results("José Gálvez", 1996)),
        ("results team:José Gálvez opponent:CNI season:1996", Results("José Gálvez", 1996, "CNI")),
        (
            "/resultados José Gálvez temporada:1996 rival:León de Huánuco",
            Results("José Gálvez", 1996, "León de Huánuco"),
        ),
        ("/RESULTS  utc ", Results("utc")),
        ("/results team: UTC season: 2012 private:yes", Results("UTC", 2012)),
        ("/results UTC season:", Results("UTC")),
        ("/results José Gálvez season=1996", Results("José Gálvez", 1996)),
        ("/results José Gálvez --season=1996", Results("José Gálvez", 1996)),
        ("/results José Gálvez --season 1996", Results("José Gálvez", 1996)),
        ("/results Unión: Minas", Results("Unión: Minas")),
        ("/champion 2006", Champion(2006)),
        ("/campeon", Champion()),
        ("/teams 2012 region:Región VIII", Teams(2012, region="Región VIII")),
        ("/equipos 1967 región:Norte A departamento:la libertad", Teams(1967, "la libertad", "Norte A")),
        ("/help", Help()),
    ],
)
def test_a_line_is_read_as_it_would_be_typed_in_discord(line, query):
    assert read_line(line, ENGLISH) == query
    assert read_line(line, SPANISH) == query


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "no command"),
        ("/goals", "no command “goals”"),
        ("/chamption 1997", "Did you mean /champion"),
        ("/results UTC --year 1996", "/results has no option year"),
        ("/results", "/results needs team:…"),
        ("/results season:1996", "/results needs team:…"),
        ("/champion season:last", "season is a whole number such as 1996, not “last”"),
        ("/champion ١٩٩٦", "whole number"),
        ("/champion 2006 season:2012", "season is given twice"),
        ("/help me", "“me” belongs to no option"),
    ],
)
def test_a_line_that_is_no_question_says_why(line, complaint):
    with pytest.raises(UsageError, match=complaint.replace("…", ".")):
        read_line(line, ENGLISH)


@given(st.text(max_size=200))
def test_any_line_is_a_question_or_says_why_not(line):
    for text in (line, f"/results {line}", f"/teams 2012 region:{line}"):
        with contextlib.suppress(UsageError):
            assert isinstance(read_line(text, ENGLISH), Query)


def test_every_query_is_read_back_from_the_line_that_writes_it():
    for cls in KINDS.values():
        values = {
            field.name: 1996 if int in field_types(cls)[field.name] else "xx yy"
            for field in dataclasses.fields(cls)
        }
        query = cls(**values)
        for words in (ENGLISH, SPANISH):
            assert read_line(typed_line(query, words), words) == query


def test_an_answer_is_printed_whole_with_its_source_and_nothing_else(data_folder):
    done = run_process(data_folder, "ask", "/results", "José", "Gálvez", "season:1996")
    assert (done.returncode, done.stderr) == (0, "")
    assert "José Gálvez won 4, drew 1 and lost 0 of the 5 matches I know, goals 15–4." in done.stdout
    assert "José Gálvez 1–0 UTC — Round 1 · Jan 19" in strip_markup(done.stdout)
    assert "Wikipedia, “1996 Copa Perú”" in done.stdout
    assert "*" not in done.stdout


def test_an_answer_in_spanish_says_what_to_ask_next_in_spanish(run):
    done = run("ask", "/resultados jose galves temporada:1996", "--lang", "es")
    assert done.returncode == 0
    assert "Entendí “jose galves” como José Gálvez (Ancash)." in done.stdout
    assert "Fecha 1 · 19 ene" in strip_markup(done.stdout)
    assert "/temporada temporada:1996" in done.stdout


@pytest.mark.parametrize("line", ["/quiz season:1996", "quiz 1996"])
def test_a_quiz_is_played_by_numbers_and_shows_nothing_internal(run, line):
    done = run("ask", line, said="1\n2\n\nnonsense\n3\n4\n1\n")
    assert (done.returncode, done.stderr) == (0, "")
    for number in range(1, 6):
        assert done.stdout.count(f"Quiz 1996 · question {number} of 5") == 1
    assert done.stdout.count("  4. ") == 5
    assert done.stdout.count("Your answer, 1 to 4:") == 7
    assert len(re.findall(r"^[✅❌] (?:Right!|Not )", done.stdout, re.MULTILINE)) == 5
    assert "of 5 right" in done.stdout
    assert "→ Play again: /quiz season:1996" in done.stdout
    for internal in ("seed:", "check:", "number:", "chosen:"):
        assert internal not in done.stdout


def test_a_quiz_that_is_left_ends_without_a_complaint(run):
    done = run("ask", "/quiz", "--lang", "es", said="1\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "pregunta 2 de 5" in done.stdout
    assert "pregunta 3 de 5" not in done.stdout
    assert "Tu respuesta, de 1 a 4:" in done.stdout


def test_an_answer_of_a_quiz_may_be_typed_by_its_name(run):
    line = "/quiz season:1996 seed:1"
    choices = re.findall(r"^  [1-4]\. (.+)$", run("ask", line).stdout, re.MULTILINE)
    for choice in choices:
        [told] = re.findall(r"^[✅❌].+$", run("ask", line, said=f"{choice.lower()}\n").stdout, re.MULTILINE)
        assert "Right!" in told or f"Not {choice}." in told
    assert len(choices) == 4


def test_an_answer_as_data_has_every_fact_with_its_source(run):
    done = run("ask", "/results jose galves season:1996", "--json")
    data = json.loads(done.stdout)
    assert data["question"] == {
        "kind": "results",
        "team": "jose-galvez.ancash",
        "season": 1996,
        "opponent": None,
        "since": None,
        "until": None,
    }
    assert data["names"][0]["outcome"] == "likely"
    [season] = data["answer"]["seasons"]
    first = season["matches"][0]
    assert (first["date"], first["status"]) == ("1997-01-19", "played")
    source = first["source"]
    line = (ROOT / "seeds" / source["document"]).read_text(encoding="utf-8").splitlines()[source["line"] - 1]
    assert line == "José Gálvez 1-0 UTC"


@pytest.mark.parametrize(
    ("line", "code", "complaint"),
    [
        ("/champion 1900", 1, "I have nothing on 1900."),
        ("/results Real Madrid", 1, "I know no club called “Real Madrid”."),
        ("/results huracan", 1, "Deportivo Huracán (Ica"),
        ("/teams 1967 region:norte", 1, "Norte A, Norte B"),
        ("/goals", 2, "There is no command “goals”."),
        ("/champion season:last", 2, "season is a whole number"),
    ],
)
def test_what_cannot_be_answered_is_one_clear_line_and_an_exit_code(run, line, code, complaint):
    done = run("ask", line)
    assert (done.returncode, done.stdout) == (code, "")
    [said] = done.stderr.splitlines()
    assert said.startswith("error: ")
    assert complaint in said


def test_a_name_is_explained_with_score_and_evidence(run):
    done = run("names", "jose galves")
    assert done.returncode == 0
    assert "likely" in done.stdout
    assert "jose-galvez.ancash" in done.stdout


def test_names_are_answered_line_by_line_as_data(run):
    asked = [
        {"q": "José Gálvez"},
        {"q": "huracan"},
        {"q": "Real Madrid"},
        {"q": "melgar", "season": 1967},
        [1],
    ]
    done = run("names", "--jsonl", said="\n".join(map(json.dumps, asked)))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("outcome") for answer in answers] == ["one", "ambiguous", "none", "one", None]
    assert answers[0]["names"] == [["José Gálvez", "Ancash"]]
    assert answers[2]["names"] == []
    assert "error" in answers[4]


def test_a_question_that_has_no_answer_ends_the_process_with_one_line_and_exit_code_1(data_folder):
    done = run_process(data_folder, "ask", "/champion 1900")
    assert (done.returncode, done.stdout) == (1, "")
    asked, known = "I have nothing on 1900.", "1967, 1996, 1997, 2006, and 2012"
    assert done.stderr == f"error: {asked} I have details of 5 editions: {known}.\n"


def test_an_answer_line_comes_before_the_next_question_is_asked(data_folder):
    command = [sys.executable, "-m", "bot", "names", "--jsonl"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=process_environment(data_folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        for name in ("José Gálvez", "Melgar"):
            process.stdin.write(json.dumps({"q": name}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["names"][0][0] == name
        process.stdin.close()
        assert process.wait(_SECONDS) == 0


def test_autocompletes_list_and_the_documents_names_alone_can_be_asked_for(run):
    line = json.dumps({"q": "jose gal"})
    done = run("names", "--jsonl", "--complete", said=line)
    assert json.loads(done.stdout)["names"][0] == ["José Gálvez", "Ancash"]
    full = json.dumps({"q": "Colegio Nacional de Iquitos"})
    assert json.loads(run("names", "--jsonl", said=full).stdout)["names"] == [["CNI", "Loreto"]]
    alone = json.loads(run("names", "--jsonl", "--no-aliases", said=full).stdout)
    assert alone["names"] != [["CNI", "Loreto"]]


def test_names_needs_a_text_or_lines(run):
    done = run("names")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_question_in_free_text_is_answered_in_its_own_language(run):
    done = run("ask", "¿quién", "ganó", "la", "copa", "en", "2006?")
    assert done.returncode == 0
    assert "Campeón de la Copa Perú 2006" in done.stdout
    assert "Champion of the 2006 Copa Perú" in run("ask", "who won in 2006", "--lang", "en").stdout


def test_free_text_that_cannot_be_answered_ends_with_exit_code_1(run):
    done = run("ask", "who won the world cup")
    assert done.returncode == 1
    assert "I only know the Copa Perú" in done.stdout


def test_questions_in_free_text_are_answered_line_by_line_as_data(run):
    lines = [
        {"q": "how did galvez do in 96"},
        {"q": "¿y en 1997?", "reply_to": 0},
        {"q": "santos", "lang": "es"},
        {"q": "quién ganó el mundial"},
        {"q": "campeón 1985", "lang": "en"},
        {"q": "and 2006?", "reply_to": 4},
    ]
    said = "\n".join(json.dumps(line) for line in lines)
    found = [json.loads(line) for line in run("ask", "--jsonl", said=said).stdout.splitlines()]
    assert [one["outcome"] for one in found] == ["query", "query", "ask", "cannot", "query", "query"]
    assert (found[0]["command"], found[0]["options"]) == (
        "results",
        {"team": ["José Gálvez", "Ancash"], "season": 1996},
    )
    assert "José Gálvez 5–0 León de Huánuco" in found[0]["text"]
    assert found[1]["options"] == {"team": ["José Gálvez", "Ancash"], "season": 1997}
    assert (found[2]["command"], found[2]["options"]) == (None, {})
    assert "I have nothing on 1985." in found[4]["text"]
    assert (found[5]["command"], found[5]["options"]) == ("champion", {"season": 2006})


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{}",
        "x",
        '{"q": "utc", "lang": 5}',
        '{"q": "utc", "reply_to": 7}',
        '{"q": "utc", "reply_to": true}',
    ],
)
def test_a_line_that_holds_no_question_is_told_so(run, line):
    [answer] = run("ask", "--jsonl", said=line).stdout.splitlines()
    assert list(json.loads(answer)) == ["error"]


def test_ask_takes_a_question_or_lines(run):
    assert run("ask").returncode == 2
    assert run("ask", "utc", "--jsonl").returncode == 2


@pytest.mark.parametrize("question", ["/champion 1997", "who won in 1997"])
def test_details_are_printed_when_asked_for_and_always_in_json(run, question):
    assert "line 35" not in run("ask", question).stdout
    assert "line 35" in run("ask", question, "--details").stdout
    [*_, sources] = json.loads(run("ask", question, "--json").stdout)["details"]
    assert sources["heading"] == "Sources"
    assert "line 35" in " ".join(sources["lines"])


@pytest.mark.parametrize(
    ("command", "code", "told"),
    [
        (["undo"], 1, "There is no change to undo"),
        (["check", "nowhere"], 1, "nowhere: there is no such file or folder"),
        (["export", "nowhere/x.zip"], 1, "cannot be written: No such file"),
        (["ask", "/goals"], 2, "There is no command “goals”."),
        (["ask", "/champion season:last"], 2, "season is a whole number"),
        (["ask"], 2, "ask takes either a question or --jsonl"),
    ],
)
def test_what_goes_wrong_is_json_where_json_is_asked_for(run, command, code, told):
    done = run(*command, "--json")
    assert (done.returncode, done.stderr) == (code, "")
    assert told in json.loads(done.stdout)["error"]


def test_a_dash_stands_for_a_question_of_standard_input(run):
    assert "Juan Aurich" in run("ask", "-", said="who won in 1997\n").stdout


def test_an_export_replaces_a_file_only_when_told_to(run, tmp_path):
    target = tmp_path / "facts.zip"
    target.write_text("mine")
    done = run("export", str(target))
    assert (done.returncode, done.stdout) == (1, "")
    assert "--force" in done.stderr
    assert target.read_text() == "mine"
    assert run("export", str(target), "--force").returncode == 0
    assert target.read_bytes()[:2] == b"PK"
