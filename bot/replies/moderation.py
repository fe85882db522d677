"""Moderators' changes of the documents in words: preview, outcome, list, journal, check; what went wrong."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from bot.cache import ADDED, LoadReport
from bot.cache.documents import ListedDocument
from bot.model import Severity
from bot.moderation import Checked, Entry, Preview, State
from bot.moderation.errors import (
    BusyError,
    ModerationError,
    NoAliasError,
    NoDocumentError,
    NothingToUndoError,
    OfferGoneError,
    Refusal,
    RefusedAliasError,
    RefusedDocumentError,
    StorageError,
)
from bot.replies import phrases
from bot.replies.alias import none_reply, refused_reply
from bot.replies.language import Language, Marked
from bot.replies.reload import facts_line, report_parts
from bot.replies.reply import Part, Reply

ENTRIES_A_PAGE = 10
_PROBLEMS_SHOWN = 3
_MEBIBYTE = 1 << 20


def preview_reply(preview: Preview, state: State, words: Language) -> Reply:
    """Return what a document would change, before it is confirmed."""
    offer, report = preview.offer, preview.report
    lead = [
        words.say(
            "{file} is a document of the season {season}.",
            file=words.bold(offer.file),
            season=words.bold(offer.season),
        ),
        *_replaces(offer.season, report, state, words),
        facts_line(report.before, report.after, words),
    ]
    if not report.differences:
        lead.append(words.say("No match, team or champion would change."))
    return Reply(
        title=words.say("Add this document?"),
        lead=tuple(lead),
        parts=report_parts(report, words),
        notes=(words.say("Nothing is changed until you confirm, within a day."),),
    )


def _replaces(season: int, report: LoadReport, state: State, words: Language) -> Iterable[Marked]:
    if season in (document.season for document in state.documents):
        yield words.say("It takes the place of the document that was added before.")
    elif report.after.seasons == report.before.seasons:
        yield words.say("It takes the place of the shipped document, which stays untouched.")


def changed_reply(title: Marked, lead: Marked, report: LoadReport, words: Language) -> Reply:
    """Return what a change did, and how it is taken back."""
    return Reply(
        title=title,
        lead=(lead, facts_line(report.before, report.after, words)),
        parts=report_parts(report, words),
        notes=(words.say("/data undo takes it back."),),
    )


def added_reply(season: int, file: str, report: LoadReport, words: Language) -> Reply:
    """Return that a document was added."""
    lead = words.say("{file} now answers for the season {season}.", file=words.bold(file), season=season)
    return changed_reply(words.say("Document added"), lead, report, words)


def cancelled_reply(file: str, words: Language) -> Reply:
    """Return that a document was not added after all."""
    return Reply(
        title=words.say("Cancelled"),
        lead=(words.say("{file} was not added; nothing has changed.", file=words.bold(file)),),
    )


def removed_reply(season: int, was_added: bool, report: LoadReport, words: Language) -> Reply:
    """Return that a document was removed."""
    if not was_added:
        lead = words.say("The shipped document of {season} is no longer used.", season=season)
    elif report.after.seasons < report.before.seasons:
        lead = words.say("The added document of {season} is gone.", season=season)
    else:
        lead = words.say(
            "The added document of {season} is gone; the shipped one is used again.", season=season
        )
    return changed_reply(words.say("Document removed"), lead, report, words)


def restored_reply(season: int, report: LoadReport, words: Language) -> Reply:
    """Return that a shipped document is used again."""
    lead = words.say("The shipped document of {season} is used again.", season=season)
    return changed_reply(words.say("Document restored"), lead, report, words)


def undone_reply(undone: Entry, report: LoadReport, words: Language) -> Reply:
    """Return what was undone, and what that changed."""
    lead = words.say(
        "Undone: {what} ({who}, {when}).",
        what=what(undone, words),
        who=undone.who.name,
        when=_when(undone.at, words),
    )
    return Reply(
        title=words.say("Undone"),
        lead=(lead, facts_line(report.before, report.after, words)),
        parts=report_parts(report, words),
    )


def what(entry: Entry, words: Language) -> Marked:
    """Return what an entry of the journal tells, in words."""
    return _told(entry.what, {**entry.details}, words)


def _told(kind: str, details: dict[str, str | int], words: Language) -> Marked:
    if kind == "undo":
        return words.say("undone: {what}", what=_told(str(details["undone"]), details, words))
    sentence = _SENTENCES.get(kind)
    return sentence(words, details) if sentence else words.text(kind)


_SENTENCES: dict[str, Callable[[Language, dict[str, str | int]], Marked]] = {
    "add document": lambda w, d: w.say("{file} added for {season}", file=d["file"], season=d["season"]),
    "remove document": lambda w, d: w.say("document of {season} removed", season=d["season"]),
    "restore document": lambda w, d: w.say("document of {season} restored", season=d["season"]),
    "add alias": lambda w, d: w.say("alias {alias} given to {club}", alias=d["alias"], club=d["club"]),
    "remove alias": lambda w, d: w.say("alias {alias} removed", alias=d["alias"]),
    "reload": lambda w, d: w.say(
        "documents read again: {new} new, {changed} changed, {gone} gone",
        new=d["new"],
        changed=d["changed"],
        gone=d["gone"],
    ),
}


def history_reply(entries: tuple[Entry, ...], total: int, page: int, words: Language) -> Reply:
    """Return a page of the journal, the newest first."""
    lines = tuple(
        words.say(
            "{number}. {when} · {who}: {what}",
            number=words.number(entry.number),
            when=_when(entry.at, words),
            who=words.bold(entry.who.name),
            what=what(entry, words),
        )
        for entry in entries
    )
    return Reply(
        title=words.say("Who changed what"),
        lead=() if lines else (words.say("Nobody has changed anything yet."),),
        parts=(Part(None, lines),) if lines else (),
        page=page,
        pages=max(1, -(-total // ENTRIES_A_PAGE)),
    )


def list_reply(documents: tuple[ListedDocument, ...], state: State, words: Language) -> Reply:
    """Return the documents with what each is to the answers."""
    added = {f"{ADDED}{document.season}.txt": document for document in state.documents}
    lines = []
    for document in documents:
        line = words.say(
            "{season} · {name}: {state}",
            season=words.bold(document.year or "?"),
            name=added[document.name].file if document.name in added else document.name,
            state=_state(document, words),
        )
        if document.name in added:
            by = added[document.name]
            line = words.say(
                "{line} · added by {who}, {when}", line=line, who=by.who.name, when=_when(by.at, words)
            )
        lines.append(line)
    return Reply(
        title=words.say("Documents"),
        lead=() if lines else (words.say("There is no document."),),
        parts=(Part(None, tuple(lines)),) if lines else (),
    )


def _state(document: ListedDocument, words: Language) -> Marked:
    if document.held:
        problem = phrases.problem(document.held[0], words)
        return words.say("⚠️ its last good version is in use: {problem}", problem=problem)
    if document.state == "used":
        teams = words.count("{n} team", "{n} teams", document.teams)
        matches = words.count("{n} match", "{n} matches", document.matches)
        return words.say("in use, {teams}, {matches}", teams=teams, matches=matches)
    if document.state == "overridden":
        return words.say("not in use, a moderator's document of the season is")
    if document.state == "left out":
        return words.say("left out by a moderator")
    return words.say("⚠️ not in use: {reason}", reason=document.reason or "?")


def check_reply(checked: tuple[Checked, ...], words: Language) -> Reply:
    """Return the report on all documents in short; the whole of it goes with it as a file."""
    return Reply(
        title=words.say("Check of all documents"),
        lead=(
            words.count("{n} document read.", "{n} documents read.", len(checked)),
            words.say("The whole report is in the file."),
        ),
        parts=tuple(_checked(found, words) for found in checked),
    )


def _checked(found: Checked, words: Language) -> Part:
    heading = words.bold(found.document)
    if found.error is not None:
        return Part(heading, (words.say("⚠️ It cannot be read: {reason}", reason=found.error),))
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    gaps = len(found.problems) - len(errors)
    counted = [
        words.count("{n} contradiction", "{n} contradictions", len(errors)),
        words.count("{n} gap", "{n} gaps", gaps),
    ]
    lines = [
        Marked(" · ".join(counted)),
        *(phrases.problem(problem, words) for problem in errors[:_PROBLEMS_SHOWN]),
    ]
    return Part(heading, tuple(lines))


def export_reply(size: int, limit: int, words: Language) -> Reply:
    """Return what the file holds, or that it is too large to be sent (sizes in bytes)."""
    if size > limit:
        return Reply(
            title=words.say("Too large for Discord"),
            lead=(
                words.say(
                    "The archive has {size} MiB, and Discord takes {limit} MiB here. "
                    "`python -m bot export` writes it where the bot runs.",
                    size=words.number(round(size / _MEBIBYTE, 1)),
                    limit=words.number(round(limit / _MEBIBYTE, 1)),
                ),
            ),
        )
    return Reply(
        title=words.say("The data"),
        lead=(words.say("All facts as tables: CSV files and an SQLite database, in one archive."),),
    )


def moderation_reply(error: ModerationError, words: Language) -> Reply:
    """Return why a change was not made."""
    for kind, reply in _ERRORS.items():
        if isinstance(error, kind):
            return reply(error, words)
    raise TypeError(f"no words for {type(error).__name__}")


def _refused(error: RefusedDocumentError, words: Language) -> Reply:
    if error.refusal is Refusal.TOO_LARGE:
        why = words.say("It is larger than 1 MiB; a season document is a text of some pages.")
    elif error.refusal is Refusal.EMPTY:
        why = words.say("It is empty.")
    elif error.refusal is Refusal.NOT_TEXT:
        why = words.say("It is no text in UTF-8, whatever its name says.")
    elif error.refusal is Refusal.NO_SEASON:
        why = words.say(
            "It does not say which season it is of: no year in its title, its infobox or its name."
        )
    else:
        why = words.say("It cannot be read: {reason}", reason=error.reason)
    return Reply(
        title=words.say("Not a season document"),
        lead=(words.say("{file} was not added.", file=words.bold(error.file)), why),
    )


def _gone(error: OfferGoneError, words: Language) -> Reply:
    return Reply(
        title=words.say("No longer there"),
        lead=(
            words.say("That document was confirmed, cancelled, or waited longer than a day. Add it again."),
        ),
    )


def _no_document(error: NoDocumentError, words: Language) -> Reply:
    known = [words.bold(season) for season in error.known[-30:]]
    have = (words.say("There is one of {seasons}.", seasons=words.join(known)),) if known else ()
    return Reply(
        title=words.say("Nothing has changed"),
        lead=(
            words.say("There is no such document of the season {season}.", season=words.bold(error.season)),
            *have,
        ),
    )


def _nothing_to_undo(error: NothingToUndoError, words: Language) -> Reply:
    return Reply(
        title=words.say("Nothing to undo"),
        lead=(words.say("There is no change to take back; the last 20 can be."),),
    )


def _busy(error: BusyError, words: Language) -> Reply:
    return Reply(
        title=words.say("Somebody else is writing"),
        lead=(
            words.say(
                "The data is being changed by another process just now. Nothing was changed; try again."
            ),
        ),
    )


def _storage(error: StorageError, words: Language) -> Reply:
    return Reply(
        title=words.say("The data could not be read or written"),
        lead=(
            words.say("The system says: {reason}.", reason=words.bold(error.reason)),
            words.say("Nothing has changed; the bot goes on answering from what it had."),
        ),
    )


_ERRORS: dict[type[ModerationError], Callable[[Any, Language], Reply]] = {
    RefusedDocumentError: _refused,
    OfferGoneError: _gone,
    NoDocumentError: _no_document,
    NothingToUndoError: _nothing_to_undo,
    RefusedAliasError: refused_reply,
    NoAliasError: none_reply,
    BusyError: _busy,
    StorageError: _storage,
}


def _when(moment: str, words: Language) -> Marked:
    return words.moment(datetime.datetime.fromisoformat(moment))
