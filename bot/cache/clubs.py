"""The clubs of a cache, each with all its names: what the index of names is built from."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from bot.model import Club, ClubName
from bot.text import fold

_CLUBS = "SELECT key, name, department, towns FROM club ORDER BY key"
_SEASONS = """
    SELECT club, spelling.season, min(of_list)
      FROM spelling
      JOIN season ON year = spelling.season AND season.document = spelling.document
     GROUP BY club, spelling.season
     ORDER BY club, spelling.season
"""
_LOCATIONS = "SELECT DISTINCT club, location FROM entry WHERE location IS NOT NULL"
_SPELLINGS = """
    SELECT club, name, document
      FROM (SELECT club, name, spelling.document,
                   row_number() OVER (PARTITION BY club, name ORDER BY year, season.position) AS number
              FROM spelling
              JOIN season ON year = season AND season.document = spelling.document)
     WHERE number = 1
     ORDER BY club, name
"""
_TITLES = "SELECT club, count(DISTINCT season) FROM honour WHERE place = 'champion' GROUP BY club"
_MATCHES = """
    SELECT club, count(*)
      FROM (SELECT home AS club FROM match UNION ALL SELECT away FROM match)
     GROUP BY club
"""
_ALIASES = "SELECT club, text, kind, source FROM alias ORDER BY club, text, kind"


def read_clubs(db: sqlite3.Connection) -> tuple[Club, ...]:
    """Return the clubs in the order of their keys."""
    seasons, listed = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    titles, matches = dict(db.execute(_TITLES).fetchall()), dict(db.execute(_MATCHES).fetchall())
    towns, names = defaultdict[str, set[str]](set), _names(db)
    for key, season, of_list in db.execute(_SEASONS):
        (listed if of_list else seasons)[key].append(season)
    for key, town in db.execute(_LOCATIONS):
        towns[key].add(town)
    return tuple(
        Club(
            key=key,
            name=name,
            department=department,
            towns=_towns(towns[key].union(json.loads(beyond)), department),
            seasons=tuple(seasons[key]),
            names=tuple(names[key]),
            listed=tuple(listed[key]),
            titles=titles.get(key, 0),
            matches=matches.get(key, 0),
        )
        for key, name, department, beyond in db.execute(_CLUBS)
    )


def _names(db: sqlite3.Connection) -> defaultdict[str, list[ClubName]]:
    names = defaultdict[str, list[ClubName]](list)
    for key, text, document in db.execute(_SPELLINGS):
        names[key].append(ClubName(text, "spelling", document))
    for key, *name in db.execute(_ALIASES):
        names[key].append(ClubName(*name))
    return names


def _towns(places: Iterable[str], department: str | None) -> tuple[str, ...]:
    # A place that only repeats the department says nothing of the town.
    return tuple(place for place in sorted(places) if fold(place) != fold(department or ""))
