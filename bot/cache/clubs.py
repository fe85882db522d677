"""The clubs of a cache, each with all its names: what the index of names is built from."""

import hashlib
import json
import sqlite3
from collections import defaultdict

import aiosqlite

from bot.model import Club, ClubName
from bot.text import fold

_CLUBS = """
    SELECT key, name, department, seasons, towns, spellings
      FROM club
      JOIN naming ON naming.club = club.key
     ORDER BY key
"""
_ALIASES = "SELECT club, text, kind, source FROM alias ORDER BY club, text, kind"
_TOWNS = "SELECT club, name FROM town ORDER BY club, name"


async def digest_of_names(db: aiosqlite.Connection) -> str:
    """Return the digest of all that `read_clubs` returns: where it is the same, so are the clubs."""
    found = hashlib.sha256()
    for query in (_CLUBS, _ALIASES, _TOWNS):
        found.update(repr(await db.execute_fetchall(query)).encode())
    return found.hexdigest()


def read_clubs(db: sqlite3.Connection) -> tuple[Club, ...]:
    """Return the clubs in the order of their keys."""
    aliases: defaultdict[str, list[ClubName]] = defaultdict(list)
    for key, *name in db.execute(_ALIASES):
        aliases[key].append(ClubName(*name))
    towns: defaultdict[str, list[str]] = defaultdict(list)
    for key, town in db.execute(_TOWNS):
        towns[key].append(town)
    return tuple(
        Club(
            key=key,
            name=name,
            department=department,
            towns=_towns([*json.loads(places), *towns.get(key, ())], department),
            seasons=tuple(json.loads(seasons)),
            names=(*_spelled(spellings), *aliases.get(key, ())),
        )
        for key, name, department, seasons, places, spellings in db.execute(_CLUBS)
    )


def _spelled(spellings: str) -> tuple[ClubName, ...]:
    return tuple(ClubName(text, "spelling", document) for text, document in json.loads(spellings))


def _towns(places: list[str], department: str | None) -> tuple[str, ...]:
    # A place that only repeats the department says nothing of the town.
    return tuple(place for place in sorted(set(places)) if fold(place) != fold(department or ""))
