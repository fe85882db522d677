"""/alias and /club: names of clubs, and clubs that are one or two, for moderators.

A club that is typed and not clearly one is asked for by a menu, which carries the command and its options.
"""

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Any

from discord import app_commands
from discord.app_commands import Choice

from bot.ask import Reason, read
from bot.ask.vocabulary import vocabulary
from bot.cache import Snapshot
from bot.commands.moderation import changed, group, moderated, show_list, suggesting, to_confirm
from bot.commands.moderators import author, check_moderator
from bot.commands.options import NAME, SUGGESTERS, Choices
from bot.discord_ui import Interaction
from bot.discord_ui.buttons import ControlKind
from bot.discord_ui.controls import CUSTOM_ID, Control, club_menu
from bot.discord_ui.limits import cut, units
from bot.discord_ui.message import Message, moderator_message
from bot.discord_ui.translator import language_of
from bot.errors import AliasFault, BadQueryError, NoAliasError, RefusedAliasError, UnclearClubError
from bot.model import Club
from bot.moderation import RemoveAlias
from bot.moderation.changes import add_alias as alias_of
from bot.moderation.changes import alias_text, merge_clubs, split_club
from bot.names import NameIndex, Outcome, label
from bot.queries import UNCHOSEN
from bot.replies import alias as alias_replies
from bot.replies.clubs import merge_reply, split_reply
from bot.replies.language import Language
from bot.replies.reply import Option, Reply
from bot.replies.which_club import unclear_club_reply, unclear_options
from bot.text import fold

_SEPARATOR = "|"
_CLUBS = ("club", "into")
"""The options that are clubs."""


def _of_clubs(work: Any) -> Any:
    """Let a moderator have work done; where a club is not clear, ask for it by a menu."""

    @moderated
    @functools.wraps(work)
    async def command(interaction: Interaction, **options: str | None) -> Reply | Message:
        try:
            outcome: Reply | Message = await work(interaction, **options)
        except UnclearClubError as error:
            return _choice(work.__name__, options, error, interaction)
        return outcome

    return command


def _choice(
    name: str, options: Mapping[str, str | None], error: UnclearClubError, interaction: Interaction
) -> Message:
    """Return the menu of the clubs that may be meant; raises the error where there is none."""
    t = language_of(interaction)
    unclear = next(field for field in _CLUBS if options.get(field) == error.name.text)
    menu = _menu(name, {**options, unclear: UNCHOSEN}, unclear_options(error.name), t)
    if menu is None:
        raise error
    interaction.extras["outcome"] = "choice"
    return moderator_message(unclear_club_reply(error, t, menu=True), t, [menu])


def _menu(
    name: str, options: Mapping[str, str | None], clubs: Sequence[Option], t: Language
) -> Control | None:
    """Return a menu of clubs, one of which a command is then given; None if none fits into a message."""
    texts = [(options.get(field) or "").replace(_SEPARATOR, " ") for field in _fields(name)]
    custom_id = f"d:which:{name}{_SEPARATOR}{_SEPARATOR.join(texts)}"
    if not clubs or units(custom_id) > CUSTOM_ID:
        return None
    return club_menu(t.plain.say("Choose a club"), custom_id, clubs)


def _fields(name: str) -> list[str]:
    """Return the names of the options of a command, in order."""
    return [parameter.name for parameter in _WITH_CLUBS[name].parameters]


async def _choose(interaction: Interaction, match: re.Match[str]) -> None:
    """Do what was asked for, with the chosen club."""
    check_moderator(interaction)
    data: Any = interaction.data
    name, texts = match["command"], match["options"].split(_SEPARATOR)
    chosen = data.get("values")
    if name not in _WITH_CLUBS or not chosen or len(texts) != len(_fields(name)) or UNCHOSEN not in texts:
        raise BadQueryError(match[0])
    texts[texts.index(UNCHOSEN)] = str(chosen[0])
    options = dict(zip(_fields(name), [text or None for text in texts], strict=True))
    command: Any = _WITH_CLUBS[name].callback
    await command(interaction, **options)


CLUB_CONTROL = ControlKind(
    re.compile(r"d:which:(?P<command>[a-z_]+)\|(?P<options>.+)", re.DOTALL), _choose, "moderation"
)


def _club_meant(index: NameIndex, typed: str) -> Club:
    """Return the club that a typed name clearly is; raises UnclearClubError."""
    resolution = index.resolve(typed)
    if resolution.club is None:
        raise UnclearClubError(resolution)
    return resolution.club


alias = group("alias", "Nicknames and other names of clubs, for moderators")


@alias.command(name="add", description="Give a club another name, in effect at once")
@app_commands.describe(alias="The nickname or other name", club="The club that it is a name of")
@_of_clubs
async def add_alias(interaction: Interaction, alias: str, club: str) -> Reply:
    """Add an alias, and say what whoever types it gets."""
    bot, t, name = interaction.client, language_of(interaction), alias_text(alias)
    async with bot.store.snapshot() as snapshot:
        meant = _club_meant(snapshot.index, club)
    if fold(name) in {fold(text) for text in (meant.name, *(known.text for known in meant.names))}:
        raise RefusedAliasError(name, AliasFault.KNOWN)
    if await _is_question(name, snapshot):
        raise RefusedAliasError(name, AliasFault.QUESTION)
    await changed(interaction, alias_of(name, meant))
    async with bot.store.snapshot() as snapshot:
        index = snapshot.index
    return alias_replies.added_reply(name, meant.key, index.resolve(name), index, t)


_LONGEST_QUESTION = 3
"""Words up to which a name is more likely a question than a nickname such as "el equipo del pueblo"."""


async def _is_question(text: str, snapshot: Snapshot) -> bool:
    """Tell whether words of questions alone are a question, if only the season is open, such as "tabla"."""
    words = fold(text).split()
    if len(words) > _LONGEST_QUESTION or not all(w in vocabulary().words or w.isdigit() for w in words):
        return False
    understanding = await read(text, snapshot)
    queries = [reading.query for reading in understanding.readings]
    same = len({query.kind for query in queries}) == 1 < len(queries)
    asks = understanding.outcome == "query" or (understanding.reason is Reason.NEARLY and same)
    return asks and not any(getattr(query, field) for query in queries for field in query.club_fields)


@alias.command(name="remove", description="Remove a name given by a moderator")
@app_commands.describe(alias="The alias", club="Its club, if several have it")
@moderated
async def remove_alias(interaction: Interaction, alias: str, club: str | None = None) -> Reply | Message:
    """Remove an alias; of several clubs that have it, or where the club typed has it not, ask which one."""
    bot, t = interaction.client, language_of(interaction)
    # A suggestion comes back as club and alias; no alias holds the sign between them.
    key, _, name = alias.rpartition(_SEPARATOR)
    async with bot.store.snapshot() as snapshot:
        index = snapshot.index
    having = [
        known.club for known in (await bot.moderation.state()).aliases if fold(known.text) == fold(name)
    ]
    meant = _keys_of(index, club) if club else {key} if key else set(having)
    fitting = [each for each in having if each in meant]
    if having and len(fitting) != 1:
        clubs = alias_replies.options(fitting or having, index)
        menu = _menu("remove_alias", {"alias": name, "club": UNCHOSEN}, clubs, t)
        if menu is None:
            raise NoAliasError(name, tuple(having))
        interaction.extras["outcome"] = "choice"
        return moderator_message(alias_replies.which_reply(name, len(clubs), t), t, [menu])
    await changed(interaction, RemoveAlias(name, fitting[0] if fitting else None))
    return alias_replies.removed_reply(name, t)


def _keys_of(index: NameIndex, typed: str) -> set[str]:
    """Return the clubs that go by a name; a key of a club that no document names any more is itself."""
    resolution = index.resolve(typed)
    if resolution.club is not None:
        return {resolution.club.key}
    several = resolution.candidates if resolution.outcome is Outcome.SEVERAL else ()
    return {typed, *(candidate.club.key for candidate in several)}


@remove_alias.autocomplete("alias")
@suggesting
async def _aliases(interaction: Interaction, typed: str) -> Choices:
    bot = interaction.client
    index = bot.store.current.index if bot.store.current else None
    return [
        Choice(
            name=cut(f"{alias.text} → {_label(index, alias.club)}", NAME),
            value=f"{alias.club}{_SEPARATOR}{alias.text}",
        )
        for alias in (await bot.moderation.state()).aliases
        if fold(typed) in fold(alias.text)
    ]


def _label(index: NameIndex | None, key: str) -> str:
    club = index.club(key) if index else None
    return label(club) if club else key


@alias.command(name="list", description="All names given by moderators")
@moderated
async def list_aliases(interaction: Interaction) -> Message:
    """List the aliases."""
    return await show_list(interaction, "aliases")


club = group("club", "Merging and splitting clubs, for moderators")


@club.command(description="Merge two clubs that are really one, after a preview")
@app_commands.describe(
    club="The club to merge into the other", into="The club that remains; it keeps its name"
)
@_of_clubs
async def merge(interaction: Interaction, club: str, into: str) -> Message:
    """Show what joining two clubs would change, and offer to do it."""
    bot, t = interaction.client, language_of(interaction)
    async with bot.store.snapshot() as snapshot:
        joined, kept = [_club_meant(snapshot.index, typed) for typed in (club, into)]
    change = merge_clubs(joined, kept)
    preview = await bot.moderation.offer_change(change, author(interaction))
    return to_confirm(merge_reply(change, joined, kept, preview.report, t), preview.offer.token, t)


@club.command(description="Split a club that is really two, after a preview")
@app_commands.describe(
    club="The club to split",
    seasons="The seasons in which it is another club, such as 1997 or 1996-2006, 2012",
    name="The other club's name",
    department="The other club's department",
)
@_of_clubs
async def split(
    interaction: Interaction, club: str, seasons: str, name: str, department: str | None = None
) -> Message:
    """Show what parting a club would change, and offer to do it."""
    bot, t = interaction.client, language_of(interaction)
    async with bot.store.snapshot() as snapshot:
        index = snapshot.index
    change = split_club(_club_meant(index, club), seasons, name, department)
    preview = await bot.moderation.offer_change(change, author(interaction))
    return to_confirm(
        split_reply(change, index.club(change.rule.into), preview.report, t), preview.offer.token, t
    )


@split.autocomplete("seasons")
@suggesting
async def _seasons_of_club(interaction: Interaction, typed: str) -> Choices:
    """Suggest the seasons of the club chosen so far, one after another: "1996, 2012"."""
    snapshot = interaction.client.store.current
    club = snapshot.index.club(interaction.namespace.club or "") if snapshot else None
    before, comma, year = typed[:NAME].rpartition(",")
    years = [str(season) for season in club.all_seasons] if club else []
    fitting = [season for season in years if year.strip() in season and season not in before]
    texts = [f"{before}{comma} {season}".strip() for season in fitting]
    return [Choice(name=text, value=text) for text in texts if len(text) <= NAME]


_clubs = suggesting(SUGGESTERS["team"])
add_alias.autocomplete("club")(_clubs)
remove_alias.autocomplete("club")(_clubs)
merge.autocomplete("club")(_clubs)
merge.autocomplete("into")(_clubs)
split.autocomplete("club")(_clubs)


_WITH_CLUBS: dict[str, app_commands.Command[Any, ..., Any]] = {
    "add_alias": add_alias,
    "remove_alias": remove_alias,
    "merge": merge,
    "split": split,
}
"""The commands that ask for a club by a menu, by what the menu calls them."""
