"""What an article is about, so that one of another subject never becomes a season."""

import re
from collections.abc import Iterator

from bot.reader.infobox import fields, season_year
from bot.reader.outline import Kind, Outline, year_in
from bot.text import fold
from bot.vocabulary import mentions, words

_SUBJECT = re.compile(r"(.{3,200}?)\s(?:was|is|were|are|will be|fue|es|será|ha sido)\s")
_SAME_NAME = re.compile(
    r"\b(?:may|can|could) (?:also )?refer to\b|\bpueden? (?:hacer referencia|referirse) a\b", re.IGNORECASE
)
_REDIRECT = re.compile(
    r"#?\s*(?:redirect|redirección|redirecci[oó]n a|redirige a)\b[:\s]*(.*)", re.IGNORECASE
)
_MANGLED = re.compile("[ÃÂ][\x80-\xbf]|â€")
_LONGEST_NAME = 80
WHOLE_COMPETITION = "the article on the competition, not on one season of it"
"""The reason why an article is no season which a list of editions has too."""


def refusal(shape: Outline) -> str | None:
    """Return why an article cannot be a season of the Copa Perú, None where it can."""
    lead = next((block.lines[0].text for block in shape.blocks if block.kind is Kind.TEXT), "")
    if not (shape.blocks or shape.refused or shape.templates):
        return "an article without text"
    if len(shape.blocks) == 1 and (redirect := _REDIRECT.match(lead)):
        return f"only a redirect to {_quoted(redirect[1].strip('[] '))}"
    if _SAME_NAME.search(lead[:300]) and (lead.endswith(":") or len(shape.blocks) < 4):
        return "a list of articles that have the same name"
    names = [name for name in _names(shape, lead) if any(letter.isalpha() for letter in name)]
    if mangled := next(filter(_MANGLED.search, names), None):
        return (
            f"its letters are not those that were written: {_quoted(mangled)} (UTF-8 read as another charset)"
        )
    if not names or any(map(_is_competition, names)):
        whole = shape.title and fold(shape.title.text) == "copa peru" and season_year(shape) is None
        return WHOLE_COMPETITION if whole else None
    return f"an article on {_quoted(names[0])}, not on a season of the Copa Perú"


def _names(shape: Outline, lead: str) -> Iterator[str]:
    """Yield what title, infobox and first sentence call the subject."""
    if shape.title:
        yield shape.title.text
    known = words("season_titles", "labels")
    yield from (value for label, value, *_ in fields(shape) if value and fold(label) in known)
    subject = _SUBJECT.match(lead[:300])
    if subject and (year_in(subject[1]) or _is_competition(subject[1])):
        yield subject[1]


def _is_competition(name: str) -> bool:
    folded = fold(name)
    return words("season_titles", "needed") <= set(folded.split()) and not mentions(
        folded, words("season_titles", "others")
    )


def _quoted(name: str) -> str:
    return f"“{name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + '…'}”"
