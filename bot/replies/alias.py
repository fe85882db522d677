"""Moderators' aliases in words."""

import datetime

from bot.errors import AliasFault, NoAliasError, RefusedAliasError
from bot.moderation.changes import MAX_ALIAS, Alias
from bot.names import NameIndex, Outcome, Resolution, label
from bot.replies.language import Language, Marked
from bot.replies.reply import Part, Reply


def club_name(key: str, index: NameIndex, t: Language) -> Marked:
    """Return the club of a key; the key itself where no document names the club now."""
    club = index.club(key)
    return t.text(label(club) if club else key)


def added_reply(alias: str, club: str, found: Resolution, index: NameIndex, t: Language) -> Reply:
    """Return that an alias was added, and what whoever types it gets from now on."""
    return Reply(
        title=t.say("Alias added"),
        lead=(
            t.say(
                "{alias} is now a name of {club}.",
                alias=t.bold(alias),
                club=club_name(club, index, t),
            ),
            *_effect(alias, club, found, t),
        ),
        notes=(t.say("/data undo takes it back."),),
    )


def _effect(alias: str, club: str, found: Resolution, t: Language) -> tuple[Marked, ...]:
    if found.outcome is Outcome.SEVERAL:
        others = [t.text(label(c.club)) for c in found.candidates if c.club.key != club][:5]
        return (
            t.say(
                "⚠️ It is a name of {others} too: whoever types it is asked which one.",
                others=t.join(others),
            ),
        )
    if found.club is not None and found.club.key != club:
        # It is the key or the label of another club, which come before all names.
        return (t.say("⚠️ Whoever types it still gets {club}.", club=t.text(label(found.club))),)
    return ()


def removed_reply(alias: str, t: Language) -> Reply:
    """Return that an alias was removed."""
    return Reply(
        title=t.say("Alias removed"),
        lead=(t.say("{alias} is no alias any more.", alias=t.bold(alias)),),
        notes=(t.say("/data undo takes it back."),),
    )


def list_reply(aliases: tuple[Alias, ...], index: NameIndex, t: Language) -> Reply:
    """Return all of the moderators' aliases."""
    lines = tuple(
        t.say(
            "{alias} → {club} · {who}, {when}",
            alias=t.bold(alias.text),
            club=club_name(alias.club, index, t),
            who=alias.who.name,
            when=t.date(datetime.datetime.fromisoformat(alias.at).date()),
        )
        for alias in aliases
    )
    return Reply(
        title=t.say("Aliases"),
        lead=(
            t.count(
                "Moderators gave {n} alias, beside those of clubs.toml.",
                "Moderators gave {n} aliases, beside those of clubs.toml.",
                len(lines),
            ),
        ),
        parts=(Part(None, lines),) if lines else (),
    )


def club_unclear_reply(found: Resolution, t: Language) -> Reply:
    """Return that a club was not understood, with the clubs that it may be."""
    names = [t.text(label(candidate.club)) for candidate in found.candidates[:5]]
    near = (t.say("It may be {clubs}.", clubs=t.join(names, last="or")),) if names else ()
    return Reply(
        title=t.say("Which club?"),
        lead=(
            t.say("{typed} is not clearly one club.", typed=t.bold(found.text[:100])),
            *near,
            t.say("Pick one of the suggestions that appear while you type."),
        ),
    )


def refused_reply(error: RefusedAliasError, t: Language) -> Reply:
    """Return why a text can be no alias."""
    if error.fault is AliasFault.NO_LETTERS:
        why = t.say("An alias needs letters or digits of the Latin alphabet.")
    elif error.fault is AliasFault.TOO_LONG:
        why = t.say("An alias has at most {n} characters.", n=MAX_ALIAS)
    else:
        why = t.say("{alias} is a name of that club already.", alias=t.bold(error.text))
    return Reply(title=t.say("No alias was added"), lead=(why,))


def none_reply(error: NoAliasError, t: Language) -> Reply:
    """Return that a text is no alias, or one of several clubs."""
    if error.clubs:
        why = t.say("{alias} is an alias of several clubs: name the club too.", alias=t.bold(error.text))
    else:
        why = t.say(
            "{alias} is no alias that a moderator gave. /alias list shows them.", alias=t.bold(error.text)
        )
    return Reply(title=t.say("No alias was removed"), lead=(why,))
