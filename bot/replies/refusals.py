"""Why a moderator's change was not made, in words."""

from bot.errors import (
    AlreadyDoneError,
    BusyError,
    ChangeUncertainError,
    DatabaseAwayError,
    EndedError,
    LaterChangeError,
    ModerationError,
    NoDocumentError,
    NotAnnouncedError,
    NothingToRedoError,
    NothingToUndoError,
    OfferGoneError,
    Refusal,
    RefusedDocumentError,
    RefusedSeasonsError,
    StorageError,
)
from bot.replies.command_links import command
from bot.replies.language import Language, Marked
from bot.replies.moderation import entry_line
from bot.replies.reply import Reply, Tone

_SEASONS_SHOWN = 30


def moderation_reply(error: ModerationError, t: Language) -> Reply:
    """Return why a change was not made."""
    title = t.say("Nothing has changed")
    match error:
        case RefusedDocumentError():
            title = t.say("Not a season document")
            lead = [t.say("{file} was not added.", file=t.bold(error.file)), _fault(error, t)]
        case OfferGoneError():
            title = t.say("No longer there")
            lead = [t.say("This preview was confirmed or cancelled, or is more than a day old. Start again.")]
        case NoDocumentError() if error.in_use:
            lead = [t.say("The document of {season} is already in use.", season=t.bold(error.season))]
        case NoDocumentError():
            season = t.bold(error.season)
            lead = [t.say("There is no such document for {season}.", season=season)]
            known = [t.bold(season) for season in error.known[-_SEASONS_SHOWN:]]
            lead += [t.say("There are documents of {seasons}.", seasons=t.join(known))] if known else []
        case RefusedSeasonsError():
            lead = [
                t.say(
                    "“{typed}” does not name seasons; write “2019” or “1967-2025”, a hundred at most.",
                    typed=error.typed,
                )
            ]
        case EndedError():
            title = t.say("Stopped")
            lead = [
                t.say(
                    "{who} stopped this with {command}. Nothing was changed.",
                    who=t.bold(error.by),
                    command=command("data cancel", t),
                )
            ]
        case LaterChangeError():
            lead = [
                t.say(
                    "Something else has changed since: {what} ({who}, {when}).",
                    what=entry_line(error.entry, t),
                    who=error.entry.who.name,
                    when=t.moment(error.entry.at),
                ),
                t.say("{command} undoes the latest change first.", command=command("data undo", t)),
            ]
        case NotAnnouncedError():
            lead = [t.say("Discord did not accept the announcement. Press the button again in a moment.")]
        case NothingToRedoError():
            title = t.say("Nothing to redo")
            lead = [t.say("Nothing was undone, or something else was changed since.")]
        case AlreadyDoneError():
            title = t.say("Already done")
            entry = error.entry
            lead = [
                t.say(
                    "It was done before: {what} ({who}, {when}).",
                    what=entry_line(entry, t),
                    who=entry.who.name,
                    when=t.moment(entry.at),
                )
            ]
        case NothingToUndoError():
            title = t.say("Nothing to undo")
            lead = [t.say("There is no change to undo; the last 20 can be undone.")]
        case BusyError():
            title = t.say("Somebody else is writing")
            lead = [t.say("Another process is changing the data right now. Nothing was changed; try again.")]
        case StorageError():
            return _storage_reply(error, t)
        case _:
            raise TypeError(f"no words for {type(error).__name__}")
    return Reply(title, tuple(lead), tone=Tone.FAILED)


def _storage_reply(error: StorageError, t: Language) -> Reply:
    """Return what failed where the change was to be kept."""
    match error:
        case DatabaseAwayError():
            title = t.say("The database does not answer")
            lead = [
                t.say("Moderators' changes are kept in a database that cannot be reached right now."),
                t.say("Nothing has changed, and the bot goes on answering. Try again in a minute."),
            ]
        case ChangeUncertainError():
            title = t.say("It is not clear whether the change was made")
            lead = [
                t.say("The connection to the database broke while the change was being saved."),
                t.say(
                    "Look it up with {command} in a minute, before you try again.",
                    command=command("data history", t),
                ),
            ]
        case _:
            title = t.say("The data could not be read or written")
            lead = [
                t.say("The system says: {reason}.", reason=t.bold(error.reason)),
                t.say("Nothing has changed; the bot goes on answering from what it had."),
            ]
    return Reply(title, tuple(lead), tone=Tone.FAILED)


def _fault(error: RefusedDocumentError, t: Language) -> Marked:
    """Return why a file is no season document."""
    if error.refusal is Refusal.TOO_LARGE:
        return t.say("It is larger than 1 MiB; a season document is a few pages of text.")
    if error.refusal is Refusal.EMPTY:
        return t.say("It is empty.")
    if error.refusal is Refusal.NOT_TEXT:
        return t.say("It is not UTF-8 text, whatever its name says.")
    if error.refusal is Refusal.NO_SEASON:
        return t.say("It does not say which season it is of: no year in its title, its infobox or its name.")
    return t.say("It cannot be read: {reason}", reason=error.reason)
