"""Keys of clubs: stable text made of folded name and department."""

import hashlib

from bot.text import fold

MAX_KEY = 40
_MAX_DEPARTMENT = 15
_DIGEST = 6


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]


def _slug(text: str, room: int) -> str:
    """Folded words joined by hyphens, cut to `room` with a digest of the whole where it is longer."""
    slug = fold(text).replace(" ", "-")
    if not slug:
        return f"n-{_digest(text)}"
    if len(slug) <= room:
        return slug
    return f"{slug[: room - _DIGEST - 1].rstrip('-')}-{_digest(slug)}"


def club_key(name: str, department: str | None) -> str:
    """Return the key of a club, such as "santos.ica"; ".x" where the department is unknown.

    At most 40 characters and the same in every process; names alike after folding share it.
    """
    place = _slug(department, _MAX_DEPARTMENT) if department and department.strip() else "x"
    return f"{_slug(name, MAX_KEY - len(place) - 1)}.{place}"
