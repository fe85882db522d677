"""All facts as an archive that people can open: a CSV file for each kind, and the cache itself."""

import asyncio
import csv
import io
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bot.cache import Snapshot, Store
from bot.model import Honour, Match, SeasonStatus, Source, Team
from bot.queries.facts import season_parts
from bot.tournament.parts import SeasonParts
from bot.tournament.table import Table

Progress = Callable[[int, int], None]
Rows = Iterable[Sequence[object]]

_README = """\
Copa Perú: {seasons} editions, {first} to {last}.

champions.csv  champions and runners-up of all editions
matches.csv    results; goals are empty where no score is known
teams.csv      teams of the final phase, with department and place
tables.csv     tables: "printed" as the source has them, "results" worked out from the matches
articles.csv   the Wikipedia articles among the sources, with their revisions
corrections.csv  what moderators corrected of matches; matches.csv has it already
copa-peru.sqlite3  everything the bot knows, in the form it reads

Each row names its document and, where there is one, its line. Text files are UTF-8.
Cells that a spreadsheet would run as a formula begin with an apostrophe.
"""
_LICENCE = """\
Facts and texts from Wikipedia: by its authors, under Creative Commons Attribution-ShareAlike 4.0
(CC BY-SA 4.0), https://creativecommons.org/licenses/by-sa/4.0/. The articles are listed in articles.csv
and named in the column "document". Whoever passes these files on names them and keeps the licence.
"""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula."""


def write_archive(cache_path: Path, target: Path, progress: Progress | None = None) -> None:
    """Write the archive at `target`, whole or not at all; `progress` gets the files done and of all.

    Blocks; to be called in a thread. Raises OSError and sqlite3.Error.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".export.") as folder:
        # A copy, so that all files show the same load whatever is put in place meanwhile.
        copy, draft = Path(folder) / "cache.sqlite3", Path(folder) / "archive.zip"
        shutil.copyfile(cache_path, copy)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, "copa-peru.sqlite3")
            asyncio.run(_write_files(copy, archive, progress))
        draft.replace(target)


async def _write_files(cache: Path, archive: zipfile.ZipFile, progress: Progress | None) -> None:
    store = Store(cache)
    try:
        async with store.snapshot() as snapshot:
            seasons = [await season_parts(snapshot, year) for year in snapshot.editions]
            for done, (name, make) in enumerate(_FILES.items(), start=1):
                archive.writestr(name, make(snapshot, seasons))
                if progress:
                    progress(done, len(_FILES))
    finally:
        await store.close()


def _table(head: Sequence[str], rows: Rows) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_as_text(cell) for cell in row] for row in rows)
    return text.getvalue()


def _as_text(cell: object) -> object:
    """Return a cell that no spreadsheet runs: an apostrophe marks it as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _club(club: Team) -> tuple[object, ...]:
    return club.name, club.department


def _place(source: Source) -> tuple[object, ...]:
    return source.document, source.line


def _champions(snapshot: Snapshot, seasons: Sequence[SeasonParts]) -> str:
    head = ("season", "place", "club", "department", "disputed", "status", "document", "line")
    return _table(head, (row for parts in seasons for row in _honours(parts)))


def _honours(parts: SeasonParts) -> Iterator[Sequence[object]]:
    season = parts.season
    honours: tuple[Honour, ...] = (*season.champions, *season.runners_up)
    for honour in honours:
        place = "champion" if honour.is_title else "runner-up"
        doubt = "yes" if honour.in_doubt else ""
        yield season.year, place, *_club(honour.club), doubt, season.status.value, *_place(honour.source)
    if not honours and season.status is not SeasonStatus.PLAYED:
        yield season.year, "", "", "", "", season.status.value, season.document, ""


def _matches(snapshot: Snapshot, seasons: Sequence[SeasonParts]) -> str:
    head = (
        *("season", "date", "stage", "group", "round", "leg", "home", "home department", "home goals"),
        *("away goals", "away", "away department", "penalties", "extra time", "status", "note"),
        *("document", "line"),
    )
    matches = (match for parts in seasons for match in parts.season.matches)
    return _table(head, map(_match, matches))


def _match(match: Match) -> Sequence[object]:
    penalties = "{}-{}".format(*match.penalties) if match.penalties else ""
    return (
        *(match.season, match.date, match.stage, match.group, match.round, match.leg),
        *(*_club(match.home), match.home_goals, match.away_goals, *_club(match.away)),
        *(penalties, "yes" if match.extra_time else "", match.status.value, match.note),
        *_place(match.source),
    )


def _teams(snapshot: Snapshot, seasons: Sequence[SeasonParts]) -> str:
    entries = (entry for parts in seasons for entry in parts.season.entries)
    rows = (
        (
            *(entry.season, entry.club.name, entry.department or entry.club.department),
            *(entry.location, *_place(entry.source)),
        )
        for entry in entries
    )
    return _table(("season", "club", "department", "place", "document", "line"), rows)


def _tables(snapshot: Snapshot, seasons: Sequence[SeasonParts]) -> str:
    head = (
        *("season", "stage", "group", "from", "position", "club", "department", "played", "won", "drawn"),
        *("lost", "goals for", "goals against", "points", "complete", "document"),
    )
    return _table(head, (row for parts in seasons for row in _table_rows(parts)))


def _table_rows(parts: SeasonParts) -> Iterator[Sequence[object]]:
    year = parts.season.year
    for table in parts.printed:
        for row in table.rows:
            yield (
                *(year, table.stage, table.group, "printed", row.position, *_club(row.club)),
                *(row.played, row.won, row.drawn, row.lost, row.goals_for, row.goals_against, row.points),
                *("", row.source.document),
            )
    for worked in parts.tables:
        yield from _worked_rows(year, worked, parts.season.document)


def _worked_rows(year: int, table: Table, document: str) -> Iterator[Sequence[object]]:
    complete = "yes" if table.complete else "no"
    for row in table.rows:
        tally = row.tally
        yield (
            *(year, table.stage, table.group, "results", row.position, *_club(row.club)),
            *(
                tally.played,
                tally.won,
                tally.drawn,
                tally.lost,
                tally.goals_for,
                tally.goals_against,
                row.points,
            ),
            *(complete, document),
        )


def _articles(snapshot: Snapshot, seasons: Sequence[SeasonParts]) -> str:
    head = ("season", "document", "title", "language", "page_id", "revision", "time", "url", "licence")
    refs = [each for ref in snapshot.refs.values() for each in ref.all]
    rows = (
        (ref.year, ref.document, a.title, a.language, a.page_id, a.revision, a.time, a.url, a.licence)
        for ref in refs
        if (a := ref.article)
    )
    return _table(head, rows)


def _corrections(snapshot: Snapshot, seasons: Sequence[SeasonParts]) -> str:
    head = ("season", "match", "kind", "in the document", "corrected", "source")
    rows = (
        (item.season, item.match, item.kind, item.printed, item.value, item.source)
        for items in snapshot.corrections.values()
        for item in items
    )
    return _table(head, rows)


def _readme(snapshot: Snapshot, seasons: Sequence[SeasonParts]) -> str:
    years = snapshot.editions
    return _README.format(seasons=len(years), first=min(years, default="?"), last=max(years, default="?"))


_FILES: dict[str, Callable[[Snapshot, Sequence[SeasonParts]], str]] = {
    "champions.csv": _champions,
    "matches.csv": _matches,
    "teams.csv": _teams,
    "tables.csv": _tables,
    "articles.csv": _articles,
    "corrections.csv": _corrections,
    "README.txt": _readme,
    "LICENSE.txt": lambda snapshot, seasons: _LICENCE,
}
