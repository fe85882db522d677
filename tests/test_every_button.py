"""Every button and menu, as far as they lead: no fault, no dead end, no limit broken, no foreign word."""

import functools
import re

import pytest
from simcord import HttpLogEntry, InteractionResult

from bot import create_bot
from bot.cache import Snapshot
from bot.discord_ui.answer import reply_to
from bot.discord_ui.controls import Place
from bot.discord_ui.message import Message, message
from bot.errors import QuestionError
from bot.queries import KINDS, UNCHOSEN, Query, decode, encode
from bot.queries.query import Examples
from bot.replies.errors import question_reply
from bot.replies.language import Language, _catalogue, language
from bot.replies.reply import Reply, at_page, body
from tests.five import SEEDS
from tests.replies.sentences import Unreadable, said
from tests.simulated import ask, broken_limits, menu_values, messages_of, text_of, walk

LEVELS, MENU_CHOICES = 12, 3
OPTIONS = {
    "results": {"team": "CNI"},
    "season": {"season": 1967},
    "matches": {"season": 1967},
    "standings": {"season": 1997},
    "team": {"team": "Juan Aurich"},
    "teams": {"season": 2012},
    "versus": {"team": "CNI", "opponent": "Juan Aurich"},
}
BUTTON = re.compile(r"[as](?P<page>\d*):(?P<query>.+)")
MENU = re.compile(r"[mn](?P<field>\d):(?P<query>.+)")
LINK_MENU = re.compile(r"[jk][0-9]")


def first_questions() -> list[Query]:
    """Return a question of every kind, and some that cannot be answered as asked."""
    examples = Examples(1997, "juan-aurich.lambayeque", "deportivo-upao.la-libertad")
    asked = [example for cls in KINDS.values() if (example := cls.example(examples))]
    asked += [cls(season) for season in (1967, 1996, 2006, 2012) for cls in KINDS.values() if takes(cls)]
    unclear = ["results|santos", "results|Real Madrid", "versus|santos|jose olaya", "versus|cni|cni"]
    unclear += ["champion|1985", "matches|1967|9", "matches|2012||liguilla", "standings|1967|region x"]
    unclear += ["teams|2012|atlantis", "teams|2012||XX", "results|huracan|2012"]
    return [*asked, *map(decode, unclear)]


def takes(cls: type[Query]) -> bool:
    return next(iter(cls.__dataclass_fields__), None) == "season"


async def reply_of(query: Query, page: int, snapshot: Snapshot, t: Language) -> tuple[Query | None, Reply]:
    try:
        understood, reply = await reply_to(query, snapshot, t)
    except QuestionError as error:
        told = question_reply(error, t)
        if told is None:
            raise
        return None, told
    return understood.query, at_page(reply, page)


def leading_on(shown: Message) -> list[tuple[str, int]]:
    """Return the queries, with their pages, that can be pressed or chosen."""
    found = []
    for control in walk(shown.payload.get("components", ())):
        carried = str(control.get("custom_id", ""))
        if button := BUTTON.fullmatch(carried):
            if getattr(decode(button["query"]), "chosen", None) and not button["query"].endswith("0"):
                # A quiz goes on as it does after any other choice.
                continue
            found.append((button["query"], int(button["page"] or 1)))
        elif LINK_MENU.fullmatch(carried):
            found += [(option["value"], 1) for option in control["options"][:MENU_CHOICES]]
        elif menu := MENU.fullmatch(carried):
            query = decode(menu["query"])
            field = query.club_fields[int(menu["field"])]
            for option in control["options"][:MENU_CHOICES]:
                filled = query.with_values(**{field: option["value"]})
                if UNCHOSEN not in (getattr(filled, name) for name in filled.club_fields):
                    found.append((encode(filled), 1))
    return found


def limits_broken_by(shown: Message) -> list[str]:
    return broken_limits([HttpLogEntry("POST", "/channels/1/messages", {}, shown.payload, None)])


@functools.cache
def english_words() -> tuple[str, ...]:
    """Return what stands between the places of every English sentence, but for what is Spanish as well."""
    documents = "\n".join(path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt"))
    texts: set[str] = set()
    for sentence in said():
        if not isinstance(sentence, Unreadable):
            texts.update(text for text in (sentence.text, sentence.plural) if text)
    translated = "\n".join(_catalogue("es").gettext(text) for text in texts)
    pieces = {piece.strip() for text in texts for piece in re.split(r"\{\w+\}", text)}
    known = documents + translated
    return tuple(piece for piece in pieces if len(piece) >= 8 and " " in piece and piece not in known)


@pytest.mark.parametrize("tag", ["en-US", "es-419"])
async def test_whatever_can_be_pressed_is_answered_and_leads_on(snapshot, tag):
    t = language(tag)
    seen = {(encode(query), 1) for query in first_questions()}
    level = sorted(seen)
    faults: list[str] = []
    for depth in range(LEVELS + 1):
        reached = []
        for text, page in level:
            query, reply = await reply_of(decode(text), page, snapshot, t)
            shown = message(reply, t, Place(query))
            onward = [led for led in leading_on(shown) if led[0] != text]
            faults += [f"{text}: {fault}" for fault in limits_broken_by(shown)]
            if not onward and UNCHOSEN not in text and not reply.menus and query is not None:
                faults.append(f"{text} leads nowhere")
            if tag == "es-419":
                told = "\n".join([reply.title, body(reply), reply.source.short if reply.source else ""])
                faults += [f"{text}: English: {words_}" for words_ in english_words() if words_ in told]
            reached += leading_on(shown)
        level = sorted(set(reached) - seen) if depth < LEVELS else []
        seen.update(level)
    assert faults == []
    assert len(seen) > 100


def buttons(answer: InteractionResult) -> list[str]:
    """Return the custom ids of the buttons of an answer that turn or lead on."""
    controls = [control for found in messages_of(answer) for control in walk(found.components)]
    return [
        control["custom_id"]
        for control in controls
        if BUTTON.fullmatch(control.get("custom_id", "")) and control["type"] == 2
    ]


async def test_buttons_turn_the_message_for_whoever_asked(fan):
    for command in sorted(KINDS):
        answer = await ask(fan, command, **OPTIONS.get(command, {}))
        for _ in range(2):
            # Each press shows another answer in the place of the one before.
            pressed = await fan.click(answer.response, custom_id=buttons(answer)[-1])
            assert pressed.acknowledged
            assert not pressed.ephemeral


async def test_buttons_answer_others_in_private_and_in_their_language(fan, hincha):
    for command in sorted(KINDS):
        answer = await ask(fan, command, **OPTIONS.get(command, {}))
        before = text_of(answer)
        for custom_id in dict.fromkeys([buttons(answer)[0], buttons(answer)[-1]]):
            pressed = await hincha.click(answer.response, custom_id=custom_id)
            assert pressed.ephemeral
            told = text_of(pressed)
            assert [piece for piece in english_words() if piece in told] == []
        assert text_of(answer) == before


async def test_buttons_and_menus_work_after_a_restart(env, fan):
    answer = await ask(fan, "matches", season=1967)
    choice = await ask(fan, "results", team="santos")
    await env.restart_bot(create_bot())
    for custom_id in buttons(answer)[:1]:
        await fan.click(answer.response, custom_id=custom_id)
    chosen = await fan.select(choice.response, [menu_values(choice)[0]])
    assert "Results of Santos" in text_of(chosen)


async def test_the_longest_keys_fit_into_a_button(snapshot):
    keys = sorted((row["key"] for row in await snapshot.rows("SELECT key FROM club")), key=len)[-3:]
    for one in keys:
        for other in keys:
            if one != other:
                for query in (f"results|{one}|2012|{other}", f"versus|{one}|{other}"):
                    shown = message(
                        (await reply_of(decode(query), 1, snapshot, language("es-419")))[1],
                        language("es-419"),
                        Place(decode(query)),
                    )
                    assert limits_broken_by(shown) == []
