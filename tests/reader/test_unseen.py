"""Lines and documents of other hands: a line gives its fact or is refused and told of, never another fact."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.reader import read_and_check
from bot.text import fold
from bot.tournament.club_links import link_clubs
from bot.tournament.parts import SeasonParts

_UNSEEN = tomllib.loads(Path(__file__).with_name("unseen.toml").read_text(encoding="utf-8"))
_LIST = """
==Teams==
| Department | Team | Location |
| Arequipa | Melgar | Arequipa |
| Cajamarca | UTC | Cajamarca |
| Ancash | José Gálvez | Chimbote |
| Loreto | CNI | Iquitos |
| Callao | Sport Boys | Callao |
"""
_LINES = """
==First stage==
=== Round 1 ===
2 January 1997
Melgar 3-3 CNI
UTC 3-3 José Gálvez
Sport Boys 3-3 Melgar
"""
_FRAMES = {"list": _LIST, "lines": _LINES}
_DOCUMENT = """= 2020 Copa Perú =

Infobox
- Season: 2020
{winners}

{text}

==Teams==
| Department | Team | Location |
| Ancash | Sport Alfa | Huaraz |
| Cusco | Unión Beta | Sicuani |
| Ica | Sport Gama | Nasca |
| Loreto | Sport Delta | Iquitos |
"""


def _told(text, season, problems, part):
    lines = {number for number, line in enumerate(text.splitlines(), 1) if part in line}
    return any(problem.line in lines or fold(part) in fold(problem.text) for problem in problems)


def _shown(match):
    home, away = match.home.name, match.away.name
    goals = f" {match.home_goals}-{match.away_goals} " if match.home_goals is not None else " "
    parts = [home + goals + away]
    parts += [f"p{match.penalties[0]}-{match.penalties[1]}"] if match.penalties else []
    status = (
        str(match.status) if match.home_goals is not None or str(match.status) != "played" else "no score"
    )
    parts += [status] if status != "played" else []
    day = match.date.isoformat() if match.date else "none"
    return " ".join(parts), day


def _fits(match, expected):
    text, day = _shown(match)
    date = re.search(r" \??(\d{4}-\d\d-\d\d|none)$", expected)
    days = {date[1] if date else "1997-01-19", *(["none"] if date and "?" in date[0] else [])}
    return text == expected[: date.start() if date else None] and day in days


def _plain(matches):
    return [f"{m.home.name} {m.home_goals}-{m.away_goals} {m.away.name}" for m in matches if not m.penalties]


@pytest.mark.parametrize("frame", _FRAMES)
@pytest.mark.parametrize("case", _UNSEEN["lines"], ids=lambda case: f"{case['kind']}: {case['text']}")
def test_a_line_gives_its_match_or_is_told_of(case, frame):
    text = f"= 1996 Copa Perú =\n{_FRAMES[frame]}\n==Final stage==\n=== Round 1 ===\n19 January 1997\n"
    first = text.count("\n")
    text += case["text"] + "\n"
    season, problems = read_and_check(text.encode(), "d.txt")
    matches = [match for match in season.matches if match.source.line > first]
    read = case.get("read", case.get("safe"))
    expected = read.split(" / ") if read else []
    fits = len(matches) == len(expected) and all(map(_fits, matches, expected))
    told = any(problem.line > first for problem in problems)
    safe = "safe" in case and len(matches) < max(len(expected), 1) and told
    safe = safe and all(any(_fits(match, one) for one in expected) for match in matches)
    # The goals as printed, with a doubt about the note.
    unclear = any(problem.kind == "note-unclear" for problem in problems)
    safe = safe or ("safe" in case and unclear and _plain(matches) == [case["text"].split(" (")[0]])
    assert fits or safe, [_shown(match) for match in matches]
    if "told" in case and not (fits and expected and "safe" in case and len(expected) > 1):
        assert _told(text, season, problems, case["told"]) or (fits and "p" in read)


@pytest.mark.parametrize(
    "case",
    _UNSEEN["documents"],
    ids=lambda case: f"{case['kind']}: {case.get('winners', '')}: {case.get('text', '')}",
)
def test_a_document_gives_its_facts_or_is_told_of(case):
    winners = f"- Winners: {case['winners']}\n" if "winners" in case else ""
    text = _DOCUMENT.format(winners=winners, text=case.get("text", ""))
    season, problems = read_and_check(text.encode(), "d.txt")
    up = sorted(
        p.who or (p.club.name if p.club else str(p.count))
        for p in season.promotions
        if p.direction == "up" and not p.denied
    )
    champions = sorted(honour.club.name for honour in season.champions)
    if "up" in case:
        assert ", ".join(up) == case["up"], season.promotions
    if "up_not" in case:
        assert case["up_not"] not in up
    if "points" in case:
        assert ", ".join(sorted(f"{a.club.name} {a.points:+d}" for a in season.adjustments)) == case["points"]
    if "champions" in case:
        assert ", ".join(champions) == case["champions"]
    if "champions_any" in case:
        assert ", ".join(champions) in ("", case["champions_any"])
    if "champions_not" in case:
        assert case["champions_not"] not in champions
    if case.get("doubt"):
        assert _told(text, season, problems, case["winners"])
    if "regions_not" in case:
        assert case["regions_not"] not in [region.name for region in season.regions]


@pytest.mark.parametrize("winner", ["Sport Alfa", "Sport Delta"])
def test_a_match_for_the_third_place_below_the_final_leaves_the_title_to_the_final(winner):
    final = f"=== Final ===\n12 December 2020\nSport Alfa 1-1 Sport Delta ({winner} 4-2 pen)\n"
    third = "=== Third place ===\n13 December 2020\nUnión Beta 1-0 Sport Gama\n"
    text = _DOCUMENT.format(winners="", text="") + "\n==National stage==\n" + final + third
    season, _ = read_and_check(text.encode(), "d.txt")
    linked = link_clubs(season, lambda name, department, line: fold(name))
    assert SeasonParts(linked, None).decision.champion.name == winner
