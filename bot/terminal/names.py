"""`python -m bot names`: what the resolver understands and why, for its developers and for programs."""

import dataclasses
import sys
from dataclasses import dataclass
from typing import Any

from bot.cache import Snapshot
from bot.names import NameIndex, answer_json, explain, label
from bot.settings import Settings
from bot.terminal.data import NO_QUESTION, json_question, opened, write_json
from bot.text import escaped


@dataclass(frozen=True, slots=True)
class NamesOptions:
    """How names are asked: as autocomplete, without aliases, for a season."""

    complete: bool = False
    aliases: bool = True
    season: int | None = None


async def names(settings: Settings, text: str | None, options: NamesOptions) -> None:
    """Print what the resolver makes of a text; of each line `{"q": …}` of standard input where it is None."""
    async with opened(settings) as snapshot:
        index = snapshot.index if options.aliases else _without_aliases(snapshot)
    if text is not None:
        sys.stdout.write(escaped("\n".join(_lines(index, text, options))) + "\n")
        return
    for line in sys.stdin:
        if line.strip():
            write_json(_answer(index, line, options), indent=None)


def _without_aliases(snapshot: Snapshot) -> NameIndex:
    """Return an index of the names of the documents alone."""
    return NameIndex(
        dataclasses.replace(club, names=tuple(name for name in club.names if name.kind == "spelling"))
        for club in snapshot.index.clubs
    )


def _lines(index: NameIndex, text: str, options: NamesOptions) -> list[str]:
    if not options.complete:
        return explain(index.resolve(text, season=options.season))
    candidates = index.complete(text, season=options.season)
    return [f"{label(candidate.club)}  [{candidate.club.key}]" for candidate in candidates]


def _answer(index: NameIndex, line: str, options: NamesOptions) -> dict[str, Any]:
    """Return the answer to a line of JSON; a line that holds no question gets an answer that says so."""
    question = json_question(line)
    if question is None:
        return NO_QUESTION
    text, season = question[0], question[1].get("season", options.season)
    if not isinstance(season, int | None):
        return {"error": "season is not a year"}
    if options.complete:
        candidates = index.complete(text, season=season)
        return {"names": [[candidate.club.name, candidate.club.department] for candidate in candidates]}
    return answer_json(index.resolve(text, season=season))
