"""Moderators' joining and parting of clubs in words."""

from bot.cache import LoadReport
from bot.errors import ClubFault, RefusedClubsError
from bot.model import Club
from bot.moderation.changes import ChangeClubs, MergeClubs
from bot.replies.command_links import command
from bot.replies.language import Language, Marked
from bot.replies.reload import changed_reply, facts_line, offered_reply
from bot.replies.reply import Reply


def merge_reply(change: ChangeClubs, club: Club, into: Club, report: LoadReport, t: Language) -> Reply:
    """Return what joining two clubs would change, before it is confirmed."""
    lead = [
        t.say("{club} and {into} become one club.", club=t.bold(change.club), into=t.bold(change.into)),
        _seasons(change.club, club.all_seasons, t),
        _seasons(change.into, into.all_seasons, t),
    ]
    both = sorted({*club.all_seasons} & {*into.all_seasons})
    if both:
        lead.append(t.say("⚠️ Both took part in {seasons}.", seasons=t.join([t.text(year) for year in both])))
    return offered_reply(t.say("Merge these two clubs?"), [*lead, *facts_line(report, t)], report, t)


def split_reply(change: ChangeClubs, known: Club | None, report: LoadReport, t: Language) -> Reply:
    """Return what parting a club would change, before it is confirmed; `known` is the other club's part."""
    lead = [_parted(change, t)]
    if known is not None:
        lead.append(t.say("That club already exists: the two become one."))
        lead.append(_seasons(change.into, known.all_seasons, t))
    return offered_reply(t.say("Split this club?"), [*lead, *facts_line(report, t)], report, t)


def _seasons(club: str, seasons: tuple[int, ...], t: Language) -> Marked:
    return t.say("{club}: {seasons}", club=t.bold(club), seasons=t.join([t.text(year) for year in seasons]))


def _parted(change: ChangeClubs, t: Language) -> Marked:
    return t.say(
        "{club} of {seasons} becomes {into}.",
        club=t.bold(change.club),
        seasons=t.join([t.text(year) for year in change.rule.seasons]),
        into=t.bold(change.into),
    )


def clubs_changed_reply(change: ChangeClubs, report: LoadReport, t: Language) -> Reply:
    """Return that clubs were joined or parted."""
    if isinstance(change, MergeClubs):
        lead = t.say(
            "{club} and {into} are one club now.", club=t.bold(change.club), into=t.bold(change.into)
        )
        return changed_reply(t.say("Clubs merged"), [lead], t, report, previewed=True)
    return changed_reply(t.say("Club split"), [_parted(change, t)], t, report, previewed=True)


def clubs_refused_reply(error: RefusedClubsError, t: Language) -> Reply:
    """Return why clubs cannot be joined or parted."""
    club = t.bold(error.club)
    seasons = t.join([t.text(year) for year in error.seasons])
    if error.fault is ClubFault.SAME:
        why = t.say("{club} is already that club.", club=club)
    elif error.fault is ClubFault.NO_NAME:
        why = t.say("The other club needs a name in Latin letters.")
    elif error.fault is ClubFault.NO_SEASON:
        why = t.say("{club} took part in {seasons}: name some of these.", club=club, seasons=seasons)
    else:
        why = t.say(
            "{club} has no other seasons. To make it another club, use {command}.",
            club=club,
            command=command("club merge", t),
        )
    return Reply(title=t.say("Nothing has changed"), lead=(why,))
