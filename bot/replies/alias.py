"""Moderators' aliases in words."""

import datetime
from collections.abc import Iterable

from bot.errors import AliasFault, NoAliasError, RefusedAliasError
from bot.moderation.changes import MAX_ALIAS
from bot.moderation.state import Alias
from bot.names import NameIndex, Outcome, Resolution, label
from bot.replies.command_links import command
from bot.replies.language import Language, Marked
from bot.replies.reload import changed_reply
from bot.replies.reply import Option, Part, Reply, Tone
from bot.replies.which_club import option, which_one


def _club_name(key: str, index: NameIndex, t: Language) -> Marked:
    """Return the club of a key; the key itself where no document names the club now."""
    club = index.club(key)
    return t.text(label(club) if club else key)


def added_reply(alias: str, club: str, resolution: Resolution, index: NameIndex, t: Language) -> Reply:
    """Return that an alias was added, and what whoever types it gets from now on."""
    added = t.say("{alias} is now a name of {club}.", alias=t.bold(alias), club=_club_name(club, index, t))
    return changed_reply(t.say("Alias added"), [added, *_effect(club, resolution, t)], t)


def _effect(club: str, resolution: Resolution, t: Language) -> tuple[Marked, ...]:
    if resolution.outcome is Outcome.SEVERAL:
        others = [t.text(label(c.club)) for c in resolution.candidates if c.club.key != club][:5]
        return (
            t.say(
                "⚠️ It is a name of {others} too: whoever types it is asked which one.",
                others=t.join(others),
            ),
        )
    if resolution.club is not None and resolution.club.key != club:
        # It is the key or the label of another club, which come before all names.
        return (t.say("⚠️ Whoever types it still gets {club}.", club=t.text(label(resolution.club))),)
    return ()


def which_reply(alias: str, clubs: int, t: Language) -> Reply:
    """Return the question of which of the clubs in a menu an alias is to be removed."""
    return Reply(t.say("Which club?"), (which_one(alias, clubs, t),), tone=Tone.CHOICE)


def options(keys: Iterable[str], index: NameIndex) -> tuple[Option, ...]:
    """Return the clubs of keys as options; the key itself where no document names the club now."""
    clubs = [(key, index.club(key)) for key in keys]
    return tuple([option(club) if club else Option(key, key, "") for key, club in clubs])


def removed_reply(alias: str, t: Language) -> Reply:
    """Return that an alias was removed."""
    lead = t.say("{alias} is no longer an alias.", alias=t.bold(alias))
    return changed_reply(t.say("Alias removed"), [lead], t)


def list_reply(aliases: tuple[Alias, ...], index: NameIndex, t: Language) -> Reply:
    """Return all of the moderators' aliases."""
    lines = tuple(
        t.say(
            "{alias} → {club} ({who}, {when})",
            alias=t.bold(alias.text),
            club=_club_name(alias.club, index, t),
            who=alias.who.name,
            when=t.date(datetime.datetime.fromisoformat(alias.at).date()),
        )
        for alias in aliases
    )
    return Reply(
        title=t.say("Aliases"),
        lead=(
            t.count(
                "Moderators added {n} alias to those in clubs.toml.",
                "Moderators added {n} aliases to those in clubs.toml.",
                len(lines),
            )
            if lines
            else t.say("Moderators have added no alias to those in clubs.toml."),
        ),
        parts=(Part(None, lines),) if lines else (),
    )


def alias_error_reply(error: RefusedAliasError | NoAliasError, t: Language) -> Reply:
    """Return why a text can be no alias, or why no alias was removed."""
    alias = t.bold(error.text)
    if isinstance(error, NoAliasError):
        why = t.say(
            "No moderator gave the alias {alias}. {command} shows those there are.",
            alias=alias,
            command=command("alias list", t),
        )
        if error.clubs:
            why = t.say("{alias} is an alias of several clubs: name the club too.", alias=alias)
        return Reply(t.say("No alias was removed"), (why,))
    if error.fault is AliasFault.NO_LETTERS:
        why = t.say("An alias needs letters or digits of the Latin alphabet.")
    elif error.fault is AliasFault.TOO_LONG:
        why = t.say("An alias has at most {n} characters.", n=MAX_ALIAS)
    elif error.fault is AliasFault.YEAR:
        why = t.say("A number alone would be taken for a season.")
    elif error.fault is AliasFault.QUESTION:
        why = t.say("{alias} is already a question, and people would no longer get its answer.", alias=alias)
    else:
        why = t.say("{alias} is already a name of that club.", alias=alias)
    return Reply(t.say("No alias was added"), (why,))
