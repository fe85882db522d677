"""Autocomplete labels of clubs, and parsing of labels that come back as text."""

from bot.model import Club

SEPARATOR = " · "
_SEASONS_SHOWN = 4
MAX_NAME = 60
_MAX_DEPARTMENT = 20


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def _seasons(seasons: tuple[int, ...]) -> str:
    years = ", ".join(str(season) for season in seasons[:_SEASONS_SHOWN])
    return years + ("…" if len(seasons) > _SEASONS_SHOWN else "")


def label(club: Club) -> str:
    """Return "José Gálvez · Ancash · 1996": name, department if known, first seasons; at most 100 letters."""
    parts = [_cut(club.name, MAX_NAME)]
    if club.department:
        parts.append(_cut(club.department, _MAX_DEPARTMENT))
    if seasons := club.seasons or club.listed:
        parts.append(_seasons(seasons))
    return SEPARATOR.join(parts)


def split_label(text: str) -> tuple[str, str | None] | None:
    """Return (name, department) if the text has the form of a label, otherwise None."""
    name, *rest = (part.strip() for part in text.split("·"))
    if not rest or not name:
        return None
    first = rest[0]
    return name, None if first[:1].isdigit() else first
