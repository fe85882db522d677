"""Whose quiz is pressed, and whether it goes on: a user has one in a channel, and each move counts once."""

from bot.discord_ui import Interaction
from bot.discord_ui.answer import asked_by, asker
from bot.discord_ui.controls import Place
from bot.discord_ui.message import message
from bot.discord_ui.send import send_beside
from bot.discord_ui.translator import language_of
from bot.queries.quiz import Quiz
from bot.replies.quiz import ended_quiz_reply, others_quiz_reply
from bot.replies.reply import Reply


async def move_of(interaction: Interaction, pressed: Quiz) -> Quiz | None:
    """Return the quiz that a press leads to; None where it leads nowhere, after a private reply that says so.

    A press on a move that was made before, as a second one is, leads to what that one led to.
    """
    if pressed.check is None:
        # One that begins with the press.
        return pressed
    if not asked_by(interaction):
        owner = asker(interaction)
        name = owner.display_name if owner is not None else None
        await _tell(interaction, others_quiz_reply(name, pressed.season, language_of(interaction)))
        return None
    games, place = interaction.client.games, (interaction.channel_id, interaction.user.id)
    newest = games.get(place)
    if newest is not None and newest.began > pressed.began:
        await _tell(interaction, ended_quiz_reply(language_of(interaction)))
        return None
    same = newest is not None and (newest.seed, newest.check) == (pressed.seed, pressed.check)
    if same and newest is not None and newest.progress >= pressed.progress:
        return newest
    # At once: a second press may come before the first is answered.
    games[place] = pressed
    return pressed


async def _tell(interaction: Interaction, reply: Reply) -> None:
    await send_beside(interaction, message(reply, language_of(interaction), Place(publish=True)))
