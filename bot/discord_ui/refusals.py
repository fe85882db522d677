"""What is said to whom the bot does not answer: too many questions at once, or muted."""

import math

from bot.discord_ui.message import Message, message
from bot.replies.language import Language
from bot.replies.reply import Reply

BRIEF = "⏳"
"""What stands for the words once they were said."""


def cooldown_message(seconds: float, t: Language) -> Message:
    """Return the request to wait for so many seconds."""
    n = max(1, math.ceil(seconds))
    lead = t.count(
        "That was a lot at once. Ask me again in {n} second, please.",
        "That was a lot at once. Ask me again in {n} seconds, please.",
        n,
    )
    return message(Reply(title=t.say("Let us take a breath"), lead=(lead,)), t)


def muted_message(t: Language) -> Message:
    """Return the refusal of a muted user or guild."""
    return message(Reply(title=t.say("I do not answer here")), t)
