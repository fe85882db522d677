"""What an article is about, so that one of another subject never becomes a season."""

import re

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
_BRACKETS = re.compile(r"\([^()]*\)")
_LONGEST_NAME = 80
WHOLE_COMPETITION = "the article on the competition, not on one season of it"
"""The reason why an article is no season which a list of editions has too."""


def refusal(shape: Outline) -> str | None:
    """Return why an article cannot be a season of the Copa Perú, None where it can."""
    lead = _lead(shape)
    if not (shape.blocks or shape.refused or shape.templates):
        return "an article without text"
    if len(shape.blocks) == 1 and (redirect := _REDIRECT.match(lead)):
        return f"only a redirect to {_quoted(redirect[1].strip('[] '))}"
    if _SAME_NAME.search(lead[:300]) and (lead.endswith(":") or len(shape.blocks) < 4):
        return "a list of articles that have the same name"
    known = words("season_titles", "labels")
    stated = [value for label, value, *_ in fields(shape) if value and fold(label) in known]
    titles = [shape.title.text] if shape.title else []
    subject = _subject(lead)
    if subject and (year_in(subject) or _is_competition(subject)):
        titles.append(subject)
    names = [name for name in (*titles, *stated) if any(letter.isalpha() for letter in name)]
    if mangled := next(filter(_MANGLED.search, names), None):
        return (
            f"its letters are not those that were written: {_quoted(mangled)} (UTF-8 read as another charset)"
        )
    if names and not any(map(_is_competition, names)):
        return f"an article on {_quoted(names[0])}, not on a season of the Copa Perú"
    dated = season_year(shape) or any(map(year_in, names))
    return WHOLE_COMPETITION if not dated and any(map(_is_whole, titles)) else None


def lead_year(shape: Outline) -> int | None:
    """Return the year of the season that the first sentence is about."""
    subject = _subject(_lead(shape))
    return year_in(subject) if subject and _is_competition(subject) else None


def _lead(shape: Outline) -> str:
    return next((block.lines[0].text for block in shape.blocks if block.kind is Kind.TEXT), "")


def _subject(lead: str) -> str | None:
    found = _SUBJECT.match(lead[:300])
    return found[1] if found else None


def _is_whole(name: str) -> bool:
    """Tell whether a name is that of the competition and no more."""
    return set(fold(_BRACKETS.sub("", name)).split()) <= {"the", "la", *words("season_titles", "needed")}


def _is_competition(name: str) -> bool:
    folded = fold(name)
    return words("season_titles", "needed") <= set(folded.split()) and not mentions(
        folded, words("season_titles", "others")
    )


def _quoted(name: str) -> str:
    return f"“{name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + '…'}”"
