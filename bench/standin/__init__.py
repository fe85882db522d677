"""A small stand-in for Discord on loopback sockets, against which a bot's real process runs unchanged.

async with standin() as discord, discord.bot({"CACHE_PATH": "…"}) as bot:
    reply = await bot.command(discord.person("fan", locale="es-419"), "champion", season=2006)
    assert "Total Clean" in reply.text
"""

from bench.standin.actions import File
from bench.standin.faults import Fault
from bench.standin.gateway import NotConnectedError
from bench.standin.people import MANAGE_GUILD, Guild, Person
from bench.standin.process import Process, Usage, usage_of
from bench.standin.reply import NoAnswerError, Reply, text_of
from bench.standin.rest import Request
from bench.standin.world import Bot, Discord, standin

__all__ = [
    "MANAGE_GUILD",
    "Bot",
    "Discord",
    "Fault",
    "File",
    "Guild",
    "NoAnswerError",
    "NotConnectedError",
    "Person",
    "Process",
    "Reply",
    "Request",
    "Usage",
    "standin",
    "text_of",
    "usage_of",
]
