"""Moderators' aliases in words."""

import datetime

from bot.moderation.changes import MAX_ALIAS, Alias
from bot.moderation.errors import AliasFault, NoAliasError, RefusedAliasError
from bot.names import NameIndex, Outcome, Resolution, label
from bot.replies.language import Language, Marked
from bot.replies.reply import Part, Reply


def club_name(key: str, index: NameIndex, words: Language) -> Marked:
    """Return the club of a key; the key itself where no document names the club now."""
    club = index.club(key)
    return words.text(label(club) if club else key)


def added_reply(alias: str, club: str, found: Resolution, index: NameIndex, words: Language) -> Reply:
    """Return that an alias was added, and what whoever types it gets from now on."""
    return Reply(
        title=words.say("Alias added"),
        lead=(
            words.say(
                "{alias} is now a name of {club}.",
                alias=words.bold(alias),
                club=club_name(club, index, words),
            ),
            *_effect(alias, club, found, words),
        ),
        notes=(words.say("/data undo takes it back."),),
    )


def _effect(alias: str, club: str, found: Resolution, words: Language) -> tuple[Marked, ...]:
    if found.outcome is Outcome.SEVERAL:
        others = [words.text(label(c.club)) for c in found.candidates if c.club.key != club][:5]
        return (
            words.say(
                "⚠️ It is a name of {others} too: whoever types it is asked which one.",
                others=words.join(others),
            ),
        )
    if found.club is not None and found.club.key != club:
        # It is the key or the label of another club, which come before all names.
        return (words.say("⚠️ Whoever types it still gets {club}.", club=words.text(label(found.club))),)
    return ()


def removed_reply(alias: str, words: Language) -> Reply:
    """Return that an alias was removed."""
    return Reply(
        title=words.say("Alias removed"),
        lead=(words.say("{alias} is no alias any more.", alias=words.bold(alias)),),
        notes=(words.say("/data undo takes it back."),),
    )


def list_reply(aliases: tuple[Alias, ...], index: NameIndex, words: Language) -> Reply:
    """Return all of the moderators' aliases."""
    lines = tuple(
        words.say(
            "{alias} → {club} · {who}, {when}",
            alias=words.bold(alias.text),
            club=club_name(alias.club, index, words),
            who=alias.who.name,
            when=words.date(datetime.datetime.fromisoformat(alias.at).date()),
        )
        for alias in aliases
    )
    return Reply(
        title=words.say("Aliases"),
        lead=(
            words.count(
                "Moderators gave {n} alias, beside those of clubs.toml.",
                "Moderators gave {n} aliases, beside those of clubs.toml.",
                len(lines),
            ),
        ),
        parts=(Part(None, lines),) if lines else (),
    )


def club_unclear_reply(found: Resolution, words: Language) -> Reply:
    """Return that a club was not understood, with the clubs that it may be."""
    names = [words.text(label(candidate.club)) for candidate in found.candidates[:5]]
    near = (words.say("It may be {clubs}.", clubs=words.join(names, last="or")),) if names else ()
    return Reply(
        title=words.say("Which club?"),
        lead=(
            words.say("{typed} is not clearly one club.", typed=words.bold(found.text[:100])),
            *near,
            words.say("Pick one of the suggestions that appear while you type."),
        ),
    )


def refused_reply(error: RefusedAliasError, words: Language) -> Reply:
    """Return why a text can be no alias."""
    if error.fault is AliasFault.NO_LETTERS:
        why = words.say("An alias needs letters or digits of the Latin alphabet.")
    elif error.fault is AliasFault.TOO_LONG:
        why = words.say("An alias has at most {n} characters.", n=MAX_ALIAS)
    else:
        why = words.say("{alias} is a name of that club already.", alias=words.bold(error.text))
    return Reply(title=words.say("No alias was added"), lead=(why,))


def none_reply(error: NoAliasError, words: Language) -> Reply:
    """Return that a text is no alias, or one of several clubs."""
    if error.clubs:
        why = words.say(
            "{alias} is an alias of several clubs: name the club too.", alias=words.bold(error.text)
        )
    else:
        why = words.say(
            "{alias} is no alias that a moderator gave. /alias list shows them.", alias=words.bold(error.text)
        )
    return Reply(title=words.say("No alias was removed"), lead=(why,))
