"""Buttons and menus that the bot never sent, or an earlier version did: each press is answered kindly."""

import random
import string

from bot.queries import KINDS
from tests.properties import examples
from tests.simulated import ask, shown_text, walk

NO_QUERY = [
    "garbage", "a:", "q:x", "A:champion|2006", "a99999:champion|2006", "a-1:champion", "a:champion|nineteen",
    "a:champion|2006\n", "\x00", "a:about|1", "data:confirm:x", "m0:champion|1996", "n1:versus|?|?", "🏆",
]  # fmt: skip
NO_ANSWER = [
    "a:results|<@1>|1996", "a:champion|999999999", f"a:matches|1996|{'x' * 60}", "a:matches|1996|%zz|%7C",
    "a:results|?|1996", "d:nothing:", "d:which:merge|?|x",
]  # fmt: skip
FORGED_CHOICES = [
    ("m0:results|?", ""), ("m0:results|?", "<@1>"), ("m9:results|?", "santos.ica"), ("choose", "santos.ica"),
    ("a:champion|2006", "santos.ica"),
]  # fmt: skip


async def press(member, answer, env, custom_id):
    """Press the first button of an answer, with another `custom_id` than it has."""
    message = env.backend.get_message(answer.response.channel_id, answer.response.id)
    next(part for part in walk(message.components) if "custom_id" in part)["custom_id"] = custom_id
    return await member.click(answer.response, custom_id=custom_id)


async def test_a_press_that_carries_no_query_is_out_of_date_and_one_without_answer_says_why(env, fan, hincha):
    answer = await ask(fan, "champion", season=2006)
    for custom_id in (*NO_QUERY, *NO_ANSWER):
        pressed = await press(hincha, answer, env, custom_id)
        assert pressed.ephemeral, custom_id
        assert len(shown_text(pressed).strip()) > 20, custom_id
        assert (custom_id in NO_QUERY) == ("Este botón" in shown_text(pressed)), custom_id


def garbage(count):
    """Give texts that are nearly what a button carries."""
    rng = random.Random(2001)
    signs = string.ascii_letters + string.digits + "|:%?.-@<>\u202e🏆ñ "
    heads = ["", "a:", "a3:", "s:", "q:", "m0:", "n1:", "d:", *(f"a:{kind}|" for kind in KINDS)]
    for _ in range(count):
        yield (rng.choice(heads) + "".join(rng.choices(signs, k=rng.randint(1, 60))))[:100]


async def test_any_text_in_a_button_and_any_choice_is_answered(env, fan, hincha):
    answer = await ask(fan, "champion", season=2006)
    for custom_id in garbage(examples(8).max_examples):
        assert (await press(hincha, answer, env, custom_id)).acknowledged, custom_id
    for custom_id, value in FORGED_CHOICES:
        answer = await ask(fan, "results", team="santos")
        shown = env.backend.get_message(answer.response.channel_id, answer.response.id)
        menu = next(part for part in walk(shown.components) if "options" in part)
        menu["custom_id"] = custom_id
        menu["options"][0]["value"] = value
        chosen = await fan.select(answer.response, [value], custom_id=custom_id)
        assert chosen.acknowledged, (custom_id, value)
