"""Moderators' changes of the documents in words: preview, outcome, list, journal, check."""

from collections.abc import Callable, Iterable, Sequence

from bot.cache import ADDED, LoadReport
from bot.cache.documents import ListedDocument
from bot.errors import (
    OutdatedPreviewError,
)
from bot.model import Problem, Severity
from bot.moderation import Checked, JournalEntry, ModerationState, Offer, Preview
from bot.moderation.articles import UseArticles, article_name
from bot.moderation.changes import Change
from bot.moderation.transactions import EndableWork
from bot.replies import citations, phrases
from bot.replies.corrections import correction_parts, correction_sentence, idle_parts
from bot.replies.language import Language, Marked
from bot.replies.leader import idle_choices, leader_notes, leader_sentence
from bot.replies.reload import changed_reply, facts_line, offered_reply, report_parts
from bot.replies.reply import Part, Reply, Tone
from bot.replies.wiki import articles_part

ENTRIES_A_PAGE = 10
_PROBLEMS_SHOWN = 3
_MEBIBYTE = 1 << 20


def preview_reply(preview: Preview, state: ModerationState, t: Language) -> Reply:
    """Return what a document would change, before it is confirmed."""
    offer, report = preview.offer, preview.report
    lead = [
        t.say(
            "{file} is a document of the season {season}.",
            file=t.bold(offer.file),
            season=t.bold(offer.season),
        ),
        *_replaces(offer.season, report, state, t),
        *facts_line(report, t),
    ]
    if not report.differences:
        lead.append(t.say("No match, team or champion would change."))
    return offered_reply(t.say("Add this document?"), lead, report, t)


def _replaces(season: int, report: LoadReport, state: ModerationState, t: Language) -> Iterable[Marked]:
    if season in (document.season for document in state.documents):
        yield t.say("It takes the place of the document that was added before.")
    elif report.after.seasons == report.before.seasons:
        yield t.say("It takes the place of the shipped document, which stays untouched.")


def details_reply(change: Change | JournalEntry, report: LoadReport, t: Language) -> Reply:
    """Return all that an offered change would do now; of an undo the change is the entry undone."""
    what = _journal_line(change.what, {**change.details}, t)
    if isinstance(change, JournalEntry):
        what = t.say("undone: {what}", what=what)
    articles = articles_part(change, t) if isinstance(change, UseArticles) else ()
    return Reply(
        title=t.say("What this would change"),
        lead=(t.say("The change: {what}.", what=what), *facts_line(report, t)),
        parts=(*articles, *report_parts(report, t)),
        tone=Tone.NOTICE,
    )


def added_reply(season: int, file: str, report: LoadReport, t: Language) -> Reply:
    """Return that a document was added."""
    lead = t.say("Answers about {season} now come from {file}.", file=t.bold(file), season=t.bold(season))
    return changed_reply(t.say("Document added"), [lead], t, report, previewed=True)


def cancelled_reply(offer: Offer, t: Language) -> Reply:
    """Return that an offered change was not made after all."""
    lead = t.say("Nothing was changed.")
    if offer.file:
        lead = t.say("{file} was not added; nothing has changed.", file=t.bold(offer.file))
    return Reply(t.say("Cancelled"), (lead,), tone=Tone.NOTICE)


def ended_reply(ended: tuple[EndableWork, ...], saving: tuple[EndableWork, ...], t: Language) -> Reply:
    """Return what was ended while it was under way, and what is too far to be ended."""
    lead = [t.say("Stopped, with nothing changed: {works}.", works=_works(ended, t))] if ended else []
    if saving:
        words = "Too late to stop, it is being saved: {works}."
        lead.append(t.say(words, works=_works(saving, t)))
    if not lead:
        lead.append(t.say("No preview, check or change is under way."))
    return Reply(t.say("Stopped") if ended else t.say("Nothing to stop"), tuple(lead))


def _works(works: tuple[EndableWork, ...], t: Language) -> Marked:
    return t.join([_WORKS[work.what](t, work) for work in works])


_WORKS: dict[str, Callable[[Language, EndableWork], Marked]] = {
    "preview": lambda t, w: t.say("a preview ({who}, {n} s so far)", who=w.who.name, n=t.number(w.seconds)),
    "change": lambda t, w: t.say("a change ({who}, {n} s so far)", who=w.who.name, n=t.number(w.seconds)),
    "reload": lambda t, w: t.say("a reload ({who}, {n} s so far)", who=w.who.name, n=t.number(w.seconds)),
    "check": lambda t, w: t.say("a check ({who}, {n} s so far)", who=w.who.name, n=t.number(w.seconds)),
}


def removal_reply(preview: Preview, state: ModerationState, t: Language) -> Reply:
    """Return what removing the document of a season would change, before it is confirmed."""
    season, report = preview.offer.season, preview.report
    if season in {document.season for document in state.documents}:
        lead = t.say(
            "The document that a moderator added for {season} will no longer be used.", season=season
        )
    elif season in {item.season for item in state.articles}:
        lead = t.say("The fetched articles of {season} will no longer be used.", season=season)
    else:
        lead = t.say(
            "The shipped document of {season} will no longer be used; its file stays.", season=season
        )
    return offered_reply(t.say("Remove this document?"), [lead, *facts_line(report, t)], report, t)


def undo_reply(entry: JournalEntry, report: LoadReport, t: Language) -> Reply:
    """Return what undoing the last change would change, before it is confirmed."""
    lead = t.say(
        "The last change: {what} ({who}, {when}).",
        what=entry_line(entry, t),
        who=entry.who.name,
        when=t.moment(entry.at),
    )
    return offered_reply(t.say("Undo this?"), [lead, *facts_line(report, t)], report, t)


def removed_reply(season: int, before: ModerationState, report: LoadReport, t: Language) -> Reply:
    """Return what was removed of a season, given the state before."""
    if season not in {document.season for document in before.documents}:
        if season in {item.season for item in before.articles}:
            lead = t.say("The fetched articles of {season} are gone.", season=season)
        else:
            lead = t.say("The shipped document of {season} is no longer used.", season=season)
    elif report.after.seasons < report.before.seasons:
        lead = t.say("The added document of {season} is gone.", season=season)
    else:
        lead = t.say("The added document of {season} is gone; the shipped one is used again.", season=season)
    return changed_reply(t.say("Document removed"), [lead], t, report, previewed=True)


def restored_reply(season: int, report: LoadReport, t: Language) -> Reply:
    """Return that a shipped document is used again."""
    lead = t.say("The shipped document of {season} is used again.", season=season)
    return changed_reply(t.say("Document restored"), [lead], t, report)


def undone_reply(undone: JournalEntry, report: LoadReport, t: Language) -> Reply:
    """Return what was undone, and what that changed."""
    lead = t.say(
        "The change: {what} ({who}, {when}).",
        what=entry_line(undone, t),
        who=undone.who.name,
        when=t.moment(undone.at),
    )
    return changed_reply(t.say("Undone"), [lead], t, report, previewed=True)


def redone_reply(undo: JournalEntry, report: LoadReport, t: Language) -> Reply:
    """Return what was done again, and what that changed; `undo` is the entry that was taken back."""
    again = _journal_line(str(undo.details["undone"]), {**undo.details}, t)
    lead = t.say("The change: {what}.", what=again)
    return changed_reply(t.say("Redone"), [lead], t, report)


def outdated_preview_reply(error: OutdatedPreviewError, state: ModerationState, t: Language) -> Reply:
    """Return what a change would do now, after the data changed since its preview."""
    change, report = error.change, error.preview.report
    lead = [
        t.say("The data has changed since the preview. This is what the change would do now."),
        t.say("The change: {what}.", what=_journal_line(change.what, {**change.details}, t)),
        *(_replaces(change.season, report, state, t) if change.what == "add document" else ()),
        *facts_line(report, t),
    ]
    return offered_reply(t.say("The preview is out of date"), lead, report, t)


def entry_line(entry: JournalEntry, t: Language) -> Marked:
    """Return what an entry of the journal tells, in words."""
    return _journal_line(entry.what, {**entry.details}, t)


def _journal_line(kind: str, details: dict[str, str | int], t: Language) -> Marked:
    if kind == "undo":
        return t.say("undone: {what}", what=_journal_line(str(details["undone"]), details, t))
    if kind == "redo":
        return t.say("redone: {what}", what=_journal_line(str(details["redone"]), details, t))
    if kind == "announce":
        return t.say("announced: {what}", what=_journal_line(str(details["announced"]), details, t))
    if kind == "unshown":
        what = _journal_line(str(details["done"]), details, t)
        return t.say("done, but Discord did not show it: {what}", what=what)
    sentence = _SENTENCES.get(kind)
    return sentence(t, details) if sentence else t.text(kind)


_SENTENCES: dict[str, Callable[[Language, dict[str, str | int]], Marked]] = {
    "add document": lambda w, d: w.say("{file} added for {season}", file=d["file"], season=d["season"]),
    "remove document": lambda w, d: w.say("document of {season} removed", season=d["season"]),
    "restore document": lambda w, d: w.say("document of {season} restored", season=d["season"]),
    "add alias": lambda w, d: w.say(
        "alias {alias} given to {club}", alias=d["alias"], club=d.get("name") or d["club"]
    ),
    "remove alias": lambda w, d: w.say("alias {alias} removed", alias=d["alias"]),
    "merge clubs": lambda t, d: t.say("{club} merged into {into}", club=d["club"], into=d["into"]),
    "split club": lambda t, d: t.say(
        "{club} of {seasons} split off as {into}", club=d["club"], seasons=d["seasons"], into=d["into"]
    ),
    "correct match": lambda t, d: correction_sentence(d, t),
    "fetch articles": lambda t, d: (
        t.say("articles fetched: {articles} in use, {held} held back", articles=d["articles"], held=d["held"])
        if d["held"]
        else t.say("articles fetched: {articles} in use", articles=d["articles"])
    ),
    "lead document": lambda t, d: leader_sentence(d, t),
    "reload": lambda w, d: w.say(
        "documents read again: {new} new, {changed} changed, {gone} gone",
        new=d["new"],
        changed=d["changed"],
        gone=d["gone"],
    ),
}


def history_reply(entries: tuple[JournalEntry, ...], total: int, page: int, t: Language) -> Reply:
    """Return a page of the journal, the newest first."""
    lines = tuple(
        t.say(
            "#{number} · {when} · {who}: {what}",
            number=t.number(entry.number),
            when=t.moment(entry.at),
            who=t.bold(entry.who.name),
            what=entry_line(entry, t),
        )
        for entry in entries
    )
    return Reply(
        title=t.say("Who changed what"),
        tone=Tone.NOTICE,
        lead=() if lines else (t.say("Nobody has changed anything yet."),),
        parts=(Part(None, lines),) if lines else (),
        page=page,
        pages=max(1, -(-total // ENTRIES_A_PAGE)),
    )


def list_reply(
    documents: tuple[ListedDocument, ...], state: ModerationState, idle: Iterable[Problem], t: Language
) -> Reply:
    """Return the documents with what each is to the answers, and the corrections of matches.

    `idle` are the problems of corrections that are not in use.
    """
    added = {f"{ADDED}{document.season}.txt": document for document in state.documents}
    articles = {article_name(item): item for item in state.articles}
    notes = leader_notes(documents, state, t)
    lines = []
    for document in documents:
        name, fetched = t.text(document.name), articles.get(document.name)
        if document.name in added:
            name = t.text(added[document.name].file)
        elif fetched:
            name = t.link(citations.revision(fetched.article, t), fetched.article.url)
        line = t.say(
            "{season} · {name}: {state}",
            season=t.bold(document.year or t.say("Several seasons")),
            name=name,
            state=_state(document, t),
        )
        by = added.get(document.name) or fetched
        if by:
            words = "{line} · fetched by {who}, {when}" if fetched else "{line} · added by {who}, {when}"
            line = t.say(words, line=line, who=by.who.name, when=t.moment(by.at))
        if document.name in notes:
            line = t.say("{line} · {note}", line=line, note=notes[document.name])
        lines.append(line)
    lines += idle_choices(documents, state, t)
    return Reply(
        title=t.say("Documents"),
        tone=Tone.NOTICE,
        lead=() if lines else (t.say("There is no document."),),
        parts=(Part(None, tuple(lines)), *correction_parts(state, idle, t)) if lines else (),
    )


def _state(document: ListedDocument, t: Language) -> Marked:
    if document.held:
        problem = phrases.problem(document.held[0], t)
        return t.say("⚠️ its last good version is in use: {problem}", problem=problem)
    if document.state == "used":
        return Marked(", ".join([t.say("in use"), *phrases.held(document, t)]))
    if document.state == "overridden":
        return t.say("not in use: a moderator added another one")
    if document.state == "left out":
        return t.say("left out by a moderator")
    return t.say("⚠️ not in use: {reason}", reason=document.reason or "?")


def check_reply(checked: tuple[Checked, ...], idle: Sequence[Problem], t: Language) -> Reply:
    """Return the report on all documents in short; the whole of it goes with it as a file.

    `idle` are the problems of corrections that are not in use.
    """
    return Reply(
        title=t.say("Check of all documents"),
        tone=Tone.NOTICE,
        lead=(
            t.count("{n} document read.", "{n} documents read.", len(checked)),
            t.say("The whole report is in the file."),
        ),
        parts=(*idle_parts(idle, t), Part(None, tuple(line for one in checked for line in _checked(one, t)))),
    )


def _checked(checked: Checked, t: Language) -> Iterable[Marked]:
    """Yield what a document has too little or wrong on one line, then the first contradictions."""
    name = t.bold(citations.document_name(checked.document, t))
    if checked.error is not None:
        error = t.say("⚠️ It cannot be read: {reason}", reason=checked.error)
        yield t.say("{document}: {numbers}", document=name, numbers=error)
        return
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    warnings = len(checked.problems) - len(errors)
    counted = [t.count("{n} contradiction", "{n} contradictions", len(errors))] if errors else []
    counted += [t.count("{n} warning", "{n} warnings", warnings)] if warnings else []
    numbers = Marked(" · ".join(counted)) if counted else t.say("no problem")
    yield t.say("{document}: {numbers}", document=name, numbers=numbers)
    yield from (phrases.problem(problem, t) for problem in errors[:_PROBLEMS_SHOWN])


def export_reply(size: int, limit: int, t: Language) -> Reply:
    """Return what the file holds, or that it is too large to be sent (sizes in bytes)."""
    if size > limit:
        return Reply(
            title=t.say("Too large for Discord"),
            tone=Tone.FAILED,
            lead=(
                t.say(
                    "The archive has {size} MiB, and Discord takes {limit} MiB here. "
                    "`python -m bot export` writes it where the bot runs.",
                    size=t.number(round(size / _MEBIBYTE, 1)),
                    limit=t.number(round(limit / _MEBIBYTE, 1)),
                ),
            ),
        )
    return Reply(
        title=t.say("The data"),
        tone=Tone.DONE,
        lead=(t.say("All facts as tables: CSV files and an SQLite database, in one archive."),),
    )
