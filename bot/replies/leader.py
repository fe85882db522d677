"""The choice of the document that leads a season, in words."""

from collections.abc import Sequence

from bot.cache import LoadReport
from bot.cache.documents import ListedDocument
from bot.errors import LeaderFault, RefusedLeaderError
from bot.moderation.leader import LeadDocument, SeasonDocument, season_documents
from bot.moderation.state import ModerationState
from bot.replies import citations
from bot.replies.language import Language, Marked
from bot.replies.reload import changed_reply
from bot.replies.reply import Reply


def usual_order(t: Language) -> Marked:
    """Return what the choice of no document is called."""
    return t.say("Usual order")


def suggestion(document: SeasonDocument, t: Language) -> Marked:
    """Return a document as it is suggested, with whether it leads."""
    line = _label(document.title, document.kind, t)
    return t.say("{line} · leads", line=line) if document.leads else line


def _label(title: str, kind: str, t: Language) -> Marked:
    """Return "2019.txt (file of the folder)"."""
    if kind == "folder":
        return t.say("{document} (file of the folder)", document=title)
    if kind == "added":
        return t.say("{document} (added by a moderator)", document=title)
    return t.say("{document} ({wiki})", document=title, wiki=citations.wiki_name(kind, t))


def leader_reply(
    change: LeadDocument, documents: Sequence[SeasonDocument], report: LoadReport, t: Language
) -> Reply:
    """Return which document leads from now on; `documents` are those of the season after the change."""
    lead = []
    if change.document is None:
        lead.append(t.say("The documents of {season} are in the usual order again.", season=change.season))
    if documents:
        leader = t.bold(_label(documents[0].title, documents[0].kind, t))
        lead.append(t.say("{document} now leads the season {season}.", document=leader, season=change.season))
    if not report.differences:
        lead.append(t.say("No match, team or champion changed."))
    return changed_reply(t.say("Leading document"), lead, t, report)


def leader_sentence(details: dict[str, str | int], t: Language) -> Marked:
    """Return the journal's words for a choice."""
    season = details["season"]
    if "document" not in details:
        return t.say("documents of {season} in the usual order again", season=season)
    document = _label(str(details["document"]), str(details["kind"]), t)
    return t.say("{document} chosen to lead {season}", document=document, season=season)


def leader_notes(
    documents: Sequence[ListedDocument], state: ModerationState, t: Language
) -> dict[str, Marked]:
    """Return the notes on leading documents of seasons that have several or a choice, by name."""
    chosen = {leader.document: leader for leader in state.leaders}
    notes = {}
    for of_season in season_documents(documents, state).values():
        name = of_season[0].name
        if name in chosen:
            by = chosen[name]
            notes[name] = t.say("leads, chosen by {who}, {when}", who=by.who.name, when=t.moment(by.at))
        elif len(of_season) > 1:
            notes[name] = t.say("leads")
    return notes


def idle_choices(documents: Sequence[ListedDocument], state: ModerationState, t: Language) -> list[Marked]:
    """Return the choices of documents that are not in use at the moment."""
    in_use = {document.name for document in documents if document.place is not None}
    return [
        t.say(
            "{season} · {document}: chosen to lead, but not in use",
            season=t.bold(leader.season),
            document=_label(leader.title, leader.kind, t),
        )
        for leader in state.leaders
        if leader.document not in in_use
    ]


def leader_refused_reply(error: RefusedLeaderError, t: Language) -> Reply:
    """Return why a document was not chosen."""
    season = t.bold(error.season)
    labels = [t.bold(_label(document.title, document.kind, t)) for document in error.documents]
    if error.fault is LeaderFault.USUAL:
        lead = [t.say("The documents of {season} are already in the usual order.", season=season)]
    elif error.fault is LeaderFault.LEADS:
        lead = [t.say("{document} already leads the season {season}.", document=labels[0], season=season)]
    else:
        typed = error.typed
        lead = [t.say("“{typed}” is not a document in use for {season}.", typed=typed, season=season)]
        lead += [t.say("These are in use: {documents}.", documents=t.join(labels))] if labels else []
    return Reply(t.say("Nothing has changed"), tuple(lead))
