"""Texts cut to Discord's limits, their marks left whole."""

import re

_FENCE, _BOLD, _MORE = "```", "**", "…"
_SIGN = re.compile(
    r"```.*?```|\\.|`[^`\n]*`|\[(?:\\.|[^\[\]\\]){0,500}\]\([^()\s]{0,800}\)|\*\*|.", re.DOTALL
)
"""What a cut may not fall into: a code block, an escape, code, a link, a mark; else a single sign."""


def cut(text: str, limit: int) -> str:
    """Return a text no longer than a limit of Discord, its end left out; its clients count in UTF-16."""
    if 2 * len(text) <= limit or (len(text) <= limit and text.isascii()):
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * limit:
        return text
    return units[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + _MORE


def cut_marked(text: str, limit: int) -> str:
    """Return a text with marks no longer than a limit of Discord, its end left out and no mark left open."""
    if cut(text, limit) == text:
        return text
    room = limit - len(_MORE) - len(_BOLD)
    kept: list[str] = []
    for match in _SIGN.finditer(text):
        sign = match[0]
        room -= units(sign)
        if room < 0:
            kept += _begun(sign, room + units(sign))
            break
        kept.append(sign)
    return "".join(kept) + _MORE + _BOLD * (kept.count(_BOLD) % 2)


def _begun(sign: str, room: int) -> list[str]:
    """Return as much of a code block as there is room for, nothing of anything else."""
    least = len(f"{_FENCE}\n{_MORE}\n{_FENCE}")
    if not sign.startswith(_FENCE) or room < least:
        return []
    return [cut(sign, room - len(f"\n{_FENCE}")) + f"\n{_FENCE}"]


def units(text: str) -> int:
    """Return the length of a text as Discord's clients count it, in UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
