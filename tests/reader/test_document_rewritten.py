"""The shipped documents as another editor or program would have saved them: the same facts."""

import dataclasses
import datetime
import functools
import re
import unicodedata

import pytest

from bot.reader import decode, read_season
from tests.five import SEEDS

_SEEDS = sorted(SEEDS.glob("*.txt"))
_DATE = re.compile(r"^(\d{1,2} \w+ \d{4})$", re.MULTILINE)
_SCORE = re.compile(r"(?<= )(\d+)-(\d+)(?= )")
_SPANISH = {
    "Department": "Departamento",
    "Team": "Equipo",
    "Location": "Localidad",
    "Winners": "Campeón",
    "Season": "Temporada",
    "Matches": "Partidos",
    "Total Goals": "Goles",
    "League Topscorer": "Goleador",
    "Highest Scoring": "Partido con más goles",
    "Biggest Home Win": "Mayor victoria local",
    "Biggest Away Win": "Mayor victoria visitante",
    "Prevseason": "Anterior",
    "Nextseason": "Siguiente",
}


def _day(form):
    def write(found):
        day = datetime.datetime.strptime(found[1], "%d %B %Y").date()  # noqa: DTZ007
        return form.format(d=day)

    return lambda text: _DATE.sub(write, text)


def _labels(text):
    text = re.sub(
        r"^- ([^:\n]+):", lambda found: f"- {_SPANISH.get(found[1], found[1])}:", text, flags=re.MULTILINE
    )
    return re.sub(
        r"^\| Department.*$",
        lambda found: re.sub(r"\w+", lambda word: _SPANISH[word[0]], found[0]),
        text,
        flags=re.MULTILINE,
    )


def _in_markup(text):
    """Put each table of several cells a row into wiki markup, one cell a line."""

    def table(found):
        rows = [row.strip("|").split("|") for row in found[0].strip().split("\n")]
        sign = ["!" if number == 0 else "|" for number in range(len(rows))]
        lines = [
            line
            for mark, row in zip(sign, rows, strict=True)
            for line in ("|-", *(f"{mark} {cell.strip()}" for cell in row))
        ]
        return "\n".join(['{| class="wikitable"', *lines, "|}", ""])

    return re.sub(r"(?:^\|(?:[^|\n]*\|){2,}\n)+", table, text, flags=re.MULTILINE)


def _lines(pattern, written):
    return lambda text: re.sub(pattern, written, text, flags=re.MULTILINE)


_WAYS = {
    "line ends of Windows": lambda text: text.replace("\n", "\r\n"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "accents apart from their letters": lambda text: unicodedata.normalize("NFD", text),
    "spaces at the ends of lines": lambda text: text.replace("\n", "  \t\n"),
    "spaces that do not break": lambda text: text.replace(" 1", "\u00a01"),
    "stars for bullets": _lines(r"^- ", "* "),
    "headings with spaces": _lines(r"^(=+) ?(.*?) ?(=+)$", r"\1 \2 \3"),
    "headings without spaces": _lines(r"^(=+) ?(.*?) ?(=+)$", r"\1\2\3"),
    "more blank lines": lambda text: text.replace("\n\n", "\n\n\n"),
    "en dashes": lambda text: _SCORE.sub(r"\1–\2", text),
    "minus signs": lambda text: _SCORE.sub(r"\1−\2", text),
    "dashes with spaces": lambda text: _SCORE.sub(r"\1 - \2", text),
    "colons": lambda text: _SCORE.sub(r"\1:\2", text),
    "dates of months first": _day("{d:%B} {d.day}, {d.year}"),
    "ISO dates": _day("{d:%Y-%m-%d}"),
    "dates of digits": _day("{d:%d/%m/%Y}"),
    "dates with weekdays": _day("{d:%A}, {d.day} {d:%B} {d.year}"),
    "the date before its match": _lines(r"^(\d{1,2} \w+ \d{4})\n(?=\S)", r"\1: "),
    "matches as items": _lines(r"^(?=[^-|=\n].* \d+-\d+ )", "* "),
    "names in bold": _lines(r"^([^-|=\n]+?) (?=\d+-\d+ )", r"'''\1''' "),
    "names as links": _lines(r"^([^-|=\n]+?) (?=\d+-\d+ )", r"[[Club|\1]] "),
    "rows without their last bar": _lines(r"^(\|.*\w.*?) \|(?: \|)?$", r"\1"),
    "references": _lines(r"^(\d{1,2} \w+ \d{4})$", r"\1[3]"),
    "labels and headers in Spanish": _labels,
    "tables in wiki markup": _in_markup,
}  # fmt: skip


def _facts(text, document):
    """Return what a document says, without where and in which words."""
    season = read_season(decode(text.encode(), document), document)
    found = dataclasses.asdict(season)
    for name in ("infobox", "lines", "sections", "lost_tables", "problems", "paragraphs", "title"):
        del found[name]
    found["told"] = len(season.problems)
    found["lost"] = len(season.lost_tables)
    return _without(found, {"source", "label"})


def _without(value, names):
    if isinstance(value, dict):
        return {name: _without(part, names) for name, part in value.items() if name not in names}
    return [_without(part, names) for part in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("path", _SEEDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("way", _WAYS)
def test_a_document_saved_in_another_way_says_the_same(path, way):
    text = path.read_text(encoding="utf-8")
    assert _facts(_WAYS[way](text), path.name) == _facts_as_shipped(path)


@functools.cache
def _facts_as_shipped(path):
    return _facts(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("way", _WAYS)
def test_each_way_changes_a_document(way):
    texts = [path.read_text(encoding="utf-8") for path in _SEEDS]
    assert any(_WAYS[way](text) != text for text in texts)
