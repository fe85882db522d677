"""The tests' own measure: what breaks a limit of Discord is found, what does not passes."""

from typing import Any

import pytest
from simcord import HttpLogEntry

from bench.standin.openapi import DESCRIPTION
from tests.described import undescribed
from tests.simulated import broken_limits, strip_markup

Json = dict[str, Any]


def sent(method: str, path: str, body: object) -> HttpLogEntry:
    return HttpLogEntry(method, path, {}, body, None)


def reply(**message: object) -> HttpLogEntry:
    data = {"allowed_mentions": {"parse": []}, **message}
    return sent("POST", "/interactions/1/token/callback", {"type": 4, "data": data})


def choices(*names: str) -> HttpLogEntry:
    offered = [{"name": name, "value": "x"} for name in names]
    return sent("POST", "/interactions/1/token/callback", {"type": 8, "data": {"choices": offered}})


def command(description: str) -> Json:
    return {"name": "x", "type": 1, "description": description}


def row(*controls: Json) -> list[Json]:
    return [{"type": 1, "components": list(controls)}]


def button(custom_id: object, label: str = "Results") -> Json:
    return {"type": 2, "custom_id": str(custom_id), "label": label}


def menu(*options: Json, placeholder: str = "Which?") -> Json:
    return {"type": 3, "custom_id": "menu", "options": list(options), "placeholder": placeholder}


def option(value: object, label: str = "UTC") -> Json:
    return {"value": str(value), "label": label}


@pytest.mark.parametrize(
    ("found", "sent"),
    [
        ("content is 2001", reply(content="x" * 2001)),
        ("mention", reply(content="@everyone", allowed_mentions={"parse": ["everyone"]})),
        ("title is 257", reply(embeds=[{"title": "x" * 257}])),
        ("title is 300", reply(embeds=[{"title": "⚽" * 100 + "🏆" * 100}])),
        ("description is 4097", reply(embeds=[{"description": "x" * 4097}])),
        ("fields: 26", reply(embeds=[{"fields": [{"name": "x", "value": "x"}] * 26}])),
        ("field value is 1025", reply(embeds=[{"fields": [{"name": "x", "value": "x" * 1025}]}])),
        ("field name is 0", reply(embeds=[{"fields": [{"name": "", "value": "x"}]}])),
        ("over 6000", reply(embeds=[{"description": "x" * 3001}] * 2)),
        ("rows: 6", reply(components=[part for i in range(6) for part in row(button(i))])),
        ("controls in a row: 6", reply(components=row(*map(button, range(6))))),
        ("not unique", reply(components=row(button(1), button(1)))),
        ("label is 81", reply(components=row(button(1, label="x" * 81)))),
        ("label is 0", reply(components=row(button(1, label="")))),
        ("custom id is 101", reply(components=row(button("x" * 101)))),
        ("menu options: 0", reply(components=row(menu()))),
        ("menu options: 26", reply(components=row(menu(*map(option, range(26)))))),
        ("menu values are not unique", reply(components=row(menu(option(1), option(1))))),
        ("menu label is 101", reply(components=row(menu(option(1, label="x" * 101))))),
        ("placeholder is 151", reply(components=row(menu(option(1), placeholder="x" * 151)))),
        ("file description is 1025", reply(attachments=[{"id": 0, "description": "x" * 1025}])),
        ("choices: 26", choices(*map(str, range(26)))),
        ("choice is 101", choices("x" * 101)),
        ("choice is 0", choices("")),
        ("content is 2001", sent("PATCH", "/webhooks/1/token/messages/@original", {"content": "x" * 2001})),
        ("description of x is 101", sent("PUT", "/applications/1/commands", [command("x" * 101)])),
    ],
)
def test_what_breaks_a_limit_is_found(found, sent):
    assert any(found in fault for fault in broken_limits([sent]))


@pytest.mark.parametrize(
    "sent",
    [
        reply(content="x" * 2000),
        reply(embeds=[{"title": "x" * 256, "description": "x" * 4096}]),
        reply(components=row(*map(button, range(5)))),
        reply(components=row(menu(*map(option, range(25))))),
        choices(*map(str, range(25))),
    ],
)
def test_what_keeps_to_the_limits_passes(sent):
    assert broken_limits([sent]) == []


@pytest.mark.skipif(not DESCRIPTION.is_file(), reason="Discord's description is not at hand")
@pytest.mark.parametrize(
    ("fault", "sent"),
    [
        ("content", reply(content=5)),
        ("no such request", sent("POST", "/interactions/1/token/answer", {"type": 6})),
        ("integer", reply(flags="64")),
        ("style", reply(components=row({**button(1), "style": 9}))),
    ],
)
def test_what_discord_does_not_describe_is_found_once(fault, sent):
    found = undescribed([sent])
    assert any(fault in one for one in found)
    assert undescribed([sent]) == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**UTC** 1\\-0 *León*", "UTC 1-0 León"),
        ("[document](https://example.org/a_b)", "document"),
        ("`jose_galvez` ||x||", "jose_galvez x"),
        ("> said\n-# small", "said\nsmall"),
        ("Grupo (RdM)", "Grupo (RdM)"),
    ],
)
def test_markup_is_stripped_and_words_are_kept(written, shown):
    assert strip_markup(written) == shown
