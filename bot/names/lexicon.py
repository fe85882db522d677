"""Words that Spanish club names and questions share, read from lexicon.toml."""

import enum
import gzip
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("lexicon.toml")
_COMMON_WORDS = Path(__file__).with_name("common_words.txt.gz")


class Role(enum.IntEnum):
    """The role of a word in a club's name, in order of how well it identifies the club."""

    RARE = 0
    KIND = 1
    COMMON = 2
    FORM = 3
    STOP = 4
    NOISE = 5


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Roles of words, abbreviations, words that separate two clubs in a question, and slang."""

    roles: dict[str, Role]
    abbreviations: dict[str, tuple[str, ...]]
    versus: frozenset[str]
    between: frozenset[str]
    slang: frozenset[str]

    def role(self, word: str) -> Role:
        """Return the role of a folded word; rare unless listed."""
        return self.roles.get(word, Role.RARE)


@cache
def lexicon() -> Lexicon:
    """Return the words of lexicon.toml; a word listed twice gets the first of its roles."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    listed = (
        (Role.NOISE, "noise"),
        (Role.STOP, "stops"),
        (Role.FORM, "forms"),
        (Role.COMMON, "common"),
        (Role.KIND, "kinds"),
    )
    roles = {word: role for role, title in listed for word in data[title].split()}
    stands_for: dict[str, list[str]] = {}
    for full, short in data["abbreviations"].items():
        for word in short.split():
            stands_for.setdefault(word, []).append(full)
    return Lexicon(
        roles=roles,
        abbreviations={word: tuple(full) for word, full in stands_for.items()},
        versus=frozenset(data["versus"].split()),
        between=frozenset(data["between"].split()),
        slang=frozenset(data["slang"].split()),
    )


@cache
def common_words() -> dict[str, bool]:
    """Return the most common words of Spanish and English, slang too, and whether each may be a name."""
    return {word: "*" in marks for word, marks in _marked_words()} | dict.fromkeys(lexicon().slang, False)


@cache
def commonest_words() -> frozenset[str]:
    """Return the 5,000 most common words of Spanish and of English."""
    return frozenset(word for word, marks in _marked_words() if "+" in marks)


def _marked_words() -> list[tuple[str, str]]:
    """Return the words of the list, each with its marks."""
    text = gzip.decompress(_COMMON_WORDS.read_bytes()).decode("ascii")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    return [(line.rstrip("*+"), line[len(line.rstrip("*+")) :]) for line in lines]
