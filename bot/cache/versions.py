"""Documents → what will be written of them: which version of each, and which document of a season.

A version is unfit where it cannot be read, or where no champion, team or match is left of those that the
last good version has; then the last good one stays in use. A contradiction makes no version unfit: whoever
corrects one score makes one with a stated total of goals, so it is reported, and shown with the answers.
A season is answered from all its documents together, see `tournament.merge`. But a document that a
moderator added takes the place of the folder's, and a copy ("2006 (1).txt") or a second file of the same
bytes counts for nothing.
"""

import dataclasses
import logging
import re
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.cache.document import Document, State
from bot.cache.facts import season_rows
from bot.cache.inputs import DocumentFile, Inputs, article_of
from bot.cache.placement import at_home, is_placed
from bot.cache.report import Progress, counted
from bot.errors import DocumentError
from bot.model import Problem, Season, SeasonStatus
from bot.names import Identities
from bot.problems import problem
from bot.reader_process import finished, import_reader, read_beside
from bot.text import same_words
from bot.tournament.club_links import link_clubs

log = logging.getLogger(__name__)

_SQLITE_INTEGER = 1 << 63
Fetch = Callable[[str], Awaitable[bytes]]
"""Gives the bytes of a digest."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """How a document is used for its season, and why; `copy` names the document that it is a copy of."""

    state: State
    reason: str | None = None
    copy: Problem | None = None
    left_out: frozenset[int] = frozenset()


async def read_documents(
    inputs: Inputs,
    identities: Identities,
    fetch: Fetch,
    known: Mapping[str, Document],
    progress: Progress | None,
) -> tuple[list[Document], set[str]]:
    """Return all documents in the order of their names, and the names of those that changed.

    `known` are those of the cache in place with all their facts; one that is as it was is not read again.
    """
    files = {file.name: file for file in inputs.documents}
    fresh = [f for f in files.values() if f.name not in known or known[f.name].fingerprint != f.fingerprint]
    documents = {name: document for name, document in known.items() if name in files}
    for file in counted(fresh, progress):
        documents[file.name] = await _read_one(file, identities, fetch)
    changed = {file.name for file in fresh}
    verdicts = _verdicts(inputs, documents.values())
    for name, document in documents.items():
        verdict = verdicts.get(name)
        if name not in changed and (is_placed(document) or not _has(document, verdict)):
            documents[name] = await _read_one(files[name], identities, fetch)
            if not _has(document, verdict):
                changed.add(name)
    read = [
        document if document is known.get(document.name) else _judged(document, verdicts.get(document.name))
        for _, document in sorted(documents.items())
    ]
    return await finished(at_home, read, identities), changed


def _has(document: Document, verdict: _Verdict | None) -> bool:
    """Tell whether a document of the cache in place is to the answers what it was."""
    return verdict is None or (document.state, document.reason) == (verdict.state, verdict.reason)


async def _read_one(file: DocumentFile, identities: Identities, fetch: Fetch) -> Document:
    data = file.data if file.added is None or file.fault else await fetch(file.sha256)
    now = await _parse(file, data, identities)
    if file.good is None:
        return dataclasses.replace(now, held=file.held) if file.held and now.seasons else now
    good = await _parse(file, await fetch(file.good), identities)
    against = nothing_left(now.seasons, good.seasons) if now.seasons else now.problems if good.seasons else ()
    return dataclasses.replace(good, held=against) if against else now


async def _parse(file: DocumentFile, data: bytes | None, identities: Identities) -> Document:
    """Read one version of a document; an error becomes a problem of this version alone."""
    nothing = Document(
        file.name, file.sha256, file.fingerprint, file.added, None, (), (), article=file.article
    )
    if data is None:
        log.warning("cannot read %s: %s", file.name, file.fault)
        return nothing.unusable(file.fault or "")
    try:
        await import_reader()
        from bot.reader import read_seasons  # not needed where no document changed

        read, problems = await read_beside(read_seasons, data, file.name)
        seasons = await finished(_linked, read, identities)
    except DocumentError as error:
        log.warning("cannot read %s: %s", file.name, error.reason)
        return nothing.unusable(error.reason)
    except Exception:
        # No document may take the others down, not even one that finds a fault of the reader.
        log.exception("the reader fails on %s", file.name)
        return nothing.unusable("the reader fails on it")
    year = seasons[0].year if len(seasons) == 1 else None
    article = file.article or article_of(data)
    if article and year:
        # An article's text does not always have its title, which also tells its language.
        seasons = tuple([dataclasses.replace(season, title=article.title) for season in seasons])
    return dataclasses.replace(nothing, year=year, seasons=seasons, problems=problems, article=article)


def _linked(read: Iterable[Season], identities: Identities) -> tuple[Season, ...]:
    seasons = tuple([link_clubs(season, identities.key) for season in read])
    for season in seasons:
        _check_numbers(season)
    return seasons


def _check_numbers(season: Season) -> None:
    for table in season_rows(season).values():
        for row in table:
            if any(isinstance(value, int) and abs(value) >= _SQLITE_INTEGER for value in row):
                raise DocumentError(season.document, "it holds a number that is too large")


def _verdicts(inputs: Inputs, documents: Iterable[Document]) -> dict[str, _Verdict]:
    """Decide for each document that can be read whether its seasons are answered from it."""
    files, left_out = {file.name: file for file in inputs.documents}, inputs.additions.left_out
    by_year: defaultdict[int, list[DocumentFile]] = defaultdict(list)
    verdicts: dict[str, _Verdict] = {}
    for document in sorted(documents, key=lambda document: _rank(files[document.name])):
        if document.state is State.UNREADABLE:
            continue
        if document.year is not None:
            by_year[document.year].append(files[document.name])
        elif left_out:
            years = ", ".join(map(str, sorted(left_out)))
            reason = f"a moderator left {years} out"
            verdicts[document.name] = _Verdict(State.USED, reason, left_out=left_out)
        else:
            verdicts[document.name] = _Verdict(State.USED)
    for year, of_year in by_year.items():
        for number, file in enumerate(of_year):
            verdicts[file.name] = _verdict(file, of_year[:number], year, year in left_out)
    return verdicts


def _rank(file: DocumentFile) -> tuple[bool, bool, bool, int, str]:
    """Return what puts one document of a season before another."""
    name = file.name
    return not _is_correction(file), file.article is None, _is_copy(name), len(name), name


def _is_correction(file: DocumentFile) -> bool:
    """Tell whether a document takes the place of the folder's: a moderator's that is no wiki's article."""
    return file.added is not None and file.article is None


_COPY = re.compile(r"\(\d+\)|~|\b(copy|copia)\b", re.IGNORECASE)
"""What file managers and editors write into the name of a copy."""


def _is_copy(name: str) -> bool:
    return _COPY.search(name) is not None


def _verdict(file: DocumentFile, before: list[DocumentFile], year: int, left_out: bool) -> _Verdict:
    if file.added is None:
        if any(map(_is_correction, before)):
            return _Verdict(State.OVERRIDDEN, f"a moderator's document of {year} is in use")
        if left_out:
            return _Verdict(State.LEFT_OUT, f"a moderator left {year} out")
    same = [one for one in before if one.sha256 == file.sha256]
    beside = [one for one in before if one.added is None]
    if first := (same or (beside if file.added is None and _is_copy(file.name) else []))[:1]:
        copy = problem("second-document", 1, "", season=year, document=first[0].name)
        return _Verdict(State.SECOND, str(copy), copy)
    return _Verdict(State.USED)


def _judged(document: Document, verdict: _Verdict | None) -> Document:
    if verdict is None or not document.seasons:
        return document
    seasons, problems = document.seasons, document.problems
    if verdict.copy:
        problems = (*problems, dataclasses.replace(verdict.copy, text=seasons[0].title))
    if verdict.state is State.USED:
        seasons = tuple([season for season in seasons if season.year not in verdict.left_out])
    else:
        seasons = ()
    return dataclasses.replace(
        document, state=verdict.state, reason=verdict.reason, seasons=seasons, problems=problems
    )


def nothing_left(now: Sequence[Season], good: Sequence[Season]) -> tuple[Problem, ...]:
    """Return the problem of a version that has lost everything the last good one has."""
    if any(map(tells, now)) or not any(map(tells, good)):
        return ()
    return (problem("nothing-left", 1, now[0].title),)


def losses(now: Season, good: Season) -> tuple[Problem, ...]:
    """Return what a revision of an article has lost of the last good one: its champion, matches."""
    lost = []
    champions = [honour.club.name for honour in now.champions]
    gone = [h.club.name for h in good.champions if not any(same_words(h.club.name, n) for n in champions)]
    if gone:
        lost.append(problem("champion-lost", 0, now.title, club=gone[0]))
    if len(now.matches) < len(good.matches):
        count = {"now": len(now.matches), "before": len(good.matches)}
        lost.append(problem("matches-lost", 0, now.title, **count))
    return tuple(lost)


def tells(season: Season) -> bool:
    """Tell whether a season can be asked for anything."""
    if season.status in (SeasonStatus.CANCELLED, SeasonStatus.NO_FINAL):
        return True
    return any((season.champions, season.runners_up, season.entries, season.matches, season.records))
