"""Every question on each document of the seeds, and every line of it within an answer's reach."""

import datetime
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from simcord import InteractionResult, MemberActor

from bot.commands import all_commands
from bot.replies.language import language
from tests.simulated import ask, labels, messages_of, shown_text, walk

SEEDS = Path(__file__).parent.parent / "seeds"
QUESTIONS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "every_question.toml").read_text(encoding="utf-8")
)
TAKE_A_SEASON = {c.name for c in all_commands() if "season" in {p.name for p in getattr(c, "parameters", ())}}
MOST_PAGES = 12


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("`", " "))


async def whole(member: MemberActor, answer: InteractionResult, tag: str) -> str:
    """Return the text of all pages of an answer and of its details, turned as a reader turns them."""
    details = language(tag, markup=False).say("Details")
    pages = []
    if details in labels(answer):
        pages += await all_pages(member, await member.click(answer.response, label=details), tag)
    pages += await all_pages(member, answer, tag)
    as_text = language(tag, markup=False).say("As text")
    if as_text in labels(answer):
        await member.click(answer.response, label=as_text)
        pages += await all_pages(member, answer, tag)
    return one_line("\n".join(pages))


async def all_pages(member: MemberActor, answer: InteractionResult, tag: str) -> list[str]:
    """Return the text of each page of an answer; the first is shown again at the end."""
    plain = language(tag, markup=False)
    back, forward = f"‹ {plain.say('Back')}", f"{plain.say('Next')} ›"
    pages = [shown_text(answer)]
    while can_press(answer, forward):
        assert len(pages) < MOST_PAGES
        await member.click(answer.response, label=forward)
        pages.append(shown_text(answer))
    while can_press(answer, back):
        await member.click(answer.response, label=back)
    return pages


def can_press(answer: InteractionResult, label: str) -> bool:
    controls = [c for message in messages_of(answer) for c in walk(message.components)]
    return any(c.get("label") == label for c in controls)


async def ask_all(member: MemberActor, season: str, tag: str) -> str:
    """Ask every question on a season; fail for facts that are not told; return all that was answered."""
    told, missing = [], []
    for question in QUESTIONS[season]:
        options = dict(question.get("with", {}))
        if question["ask"] in TAKE_A_SEASON:
            options["season"] = int(season)
        text = await whole(member, await ask(member, question["ask"], **options), tag)
        facts = question.get("both", []) + question.get(tag[:2], [])
        missing += [f"/{question['ask']} {options}: {fact}" for fact in facts if fact not in text]
        told.append(text)
    assert missing == []
    return "\n".join(told)


@pytest.mark.parametrize("season", QUESTIONS)
async def test_every_question_on_a_season_is_answered_in_spanish(hincha, season):
    await ask_all(hincha, season, "es-419")


@pytest.mark.parametrize("season", QUESTIONS)
async def test_every_question_on_a_season_is_answered_and_no_line_is_out_of_reach(fan, season):
    text = await ask_all(fan, season, "en-US")
    lines = (SEEDS / f"{season}_copa_peru.txt").read_text(encoding="utf-8").splitlines()
    left = [f"{n}: {line} ({part})" for n, line in enumerate(lines, 1) for part in untold(line, text)]
    assert left == []


def untold(line: str, text: str) -> Iterator[str]:
    """Give what a document's line says that is nowhere in the answers."""
    for part in parts_of(line):
        if part not in text:
            yield part


def parts_of(line: str) -> list[str]:
    """Return what a line says, as the answers write it."""
    if match := re.fullmatch(r"(?:=+\s*)(.+?)\s*=+", line):
        return heading(match[1])
    if match := re.fullmatch(r"- ([^:]+): (.+)", line):
        return field(match[1], match[2])
    if line.startswith("- "):
        return [line[2:]]
    if match := re.fullmatch(r"(.+) (\d+)-(\d+) (.+)", line):
        return [f"{match[1]} {match[2]}–{match[3]} {match[4]}"]
    if re.fullmatch(r"\d+ \w+ \d{4}", line):
        day = datetime.datetime.strptime(line, "%d %B %Y").date()  # noqa: DTZ007
        return [language("en-US", markup=False).date(day)]
    if match := re.fullmatch(r"Region \w+(?: [AB])? includes qualified teams from (.+?) region\.(.*)", line):
        return [*map(accented, re.split(r", | and ", match[1])), *filter(None, [match[2].strip()])]
    if line.startswith("|"):
        return cells(line)
    return [] if line in {"", "Infobox"} else [one_line(line)]


def heading(title: str) -> list[str]:
    # What lists and sections are called is no fact of the season: their lines are.
    return [] if title in NO_FACT else [title.replace("Región", "Region")]


def field(label: str, value: str) -> list[str]:
    if label.startswith(("Biggest", "Highest")):
        for short, full in SHORT_FORMS.items():
            value = value.replace(short, full)
        return [part for part in re.split(r" ?, ", value.replace(" - ", "–")) if part]
    if match := re.fullmatch(r"(.+) \((\d+)\)", value):
        return [match[1], match[2]]
    return [value.replace("UTC (2nd Title)", "UTC (Cajamarca) won the 2012 Copa Perú. It was its 2nd title")]


def cells(line: str) -> list[str]:
    found = [cell.strip() for cell in line.strip("|}- ").split("|")]
    if found[0] == "Department":
        return []
    return [part for cell in found if cell for part in RUN_TOGETHER.get(cell, [cell])]


def accented(department: str) -> str:
    return {"Apurimac": "Apurímac"}.get(department, department)


SHORT_FORMS = {"Grau 14 - 2 Municipal (RdM)": "Atlético Grau 14–2 Deportivo Municipal (RdM)"}
RUN_TOGETHER = {
    "Melgar Alfonso Ugarte de Chiclín Octavio Espinosa": [
        "Melgar",
        "Alfonso Ugarte de Chiclín",
        "Octavio Espinosa",
    ]
}
NO_FACT = {"Teams", "Team changes", "See also", "Finalists teams"}
