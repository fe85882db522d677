"""/data correct: a score or date of a match, for moderators."""

import contextlib
from collections.abc import Sequence

from discord import app_commands
from discord.app_commands import Choice

from bot.cache import Snapshot
from bot.commands.moderation import moderated, suggesting, to_confirm
from bot.commands.moderators import author
from bot.commands.options import NAME, SUGGESTERS, Choices
from bot.discord_ui import Interaction
from bot.discord_ui.limits import cut
from bot.discord_ui.message import Message
from bot.discord_ui.translator import language_of
from bot.errors import RefusedCorrectionError
from bot.model import Correction, Match
from bot.moderation.corrections import (
    PRINTED,
    CorrectMatch,
    correction_meant,
    gone_matches,
    match_id,
    typed_value,
)
from bot.replies.corrections import (
    as_printed,
    correction_offered_reply,
    gone_suggestion,
    suggestion,
    value,
)
from bot.text import fold
from bot.tournament.corrections import DATE, SCORE


@app_commands.command(description="Correct the score or the date of a match, after a preview")
@app_commands.describe(
    season="The year of the edition, such as 2006",
    match="The match",
    source="Where it comes from: a book, a newspaper, a web address",
    score="The right score, such as 2-1 or 1-1 (4-3 pens)",
    date="The right date, such as 1 Dec 1996",
)
@moderated
async def correct(
    interaction: Interaction,
    season: int,
    match: str,
    source: str,
    score: str | None = None,
    date: str | None = None,
) -> Message:
    """Show what a correction would change, and offer to make it."""
    bot, t = interaction.client, language_of(interaction)
    async with bot.store.snapshot() as snapshot:
        matches = await _matches(snapshot, season)
        known = snapshot.corrections.get(season, ())
    meant = await correction_meant(season, match, matches, known, score=score, date=date, source=source)
    change = CorrectMatch(meant)
    preview = await bot.moderation.offer_change(change, author(interaction))
    return to_confirm(correction_offered_reply(change, preview.report, t), preview.offer.token, t)


async def _matches(snapshot: Snapshot, year: int) -> tuple[Match, ...]:
    """Return the matches of a season, none of a year that is no season."""
    return (await snapshot.season(year)).all_matches if year in snapshot.refs else ()


async def _known(interaction: Interaction) -> tuple[Sequence[Match], Sequence[Correction]]:
    """Return the matches and the corrections of the season chosen so far."""
    season = interaction.namespace.season
    if not isinstance(season, int):
        return (), ()
    async with interaction.client.store.snapshot() as snapshot:
        return await _matches(snapshot, season), snapshot.corrections.get(season, ())


correct.autocomplete("season")(suggesting(SUGGESTERS["season"]))


@correct.autocomplete("match")
@suggesting
async def _of_season(interaction: Interaction, typed: str) -> Choices:
    """Suggest the matches of the season chosen so far, and corrections whose match is gone."""
    t = language_of(interaction).plain
    matches, corrections = await _known(interaction)
    lines = [(suggestion(match, t), match_id(match)) for match in matches]
    lines += [(gone_suggestion(item, t), match_id(item)) for item in gone_matches(matches, corrections)]
    words = fold(typed).split()
    names = {key: line for line, key in reversed(lines)}
    return [
        Choice(name=cut(names[key], NAME), value=key)
        for key in reversed(names)
        if all(word in fold(names[key]) for word in words)
    ]


def _suggest_values(kind: str) -> None:
    """Let an option suggest what is typed as it is understood, and to go by the document again."""

    @correct.autocomplete(kind)
    @suggesting
    async def suggestions(interaction: Interaction, typed: str) -> Choices:
        t, season = language_of(interaction).plain, interaction.namespace.season
        _, corrections = await _known(interaction)
        chosen = interaction.namespace.match
        printed = [i.printed for i in corrections if i.kind == kind and match_id(i) == chosen]
        choices = [Choice(name=cut(as_printed(text, t), NAME), value=PRINTED) for text in printed[:1]]
        if isinstance(season, int) and typed:
            with contextlib.suppress(RefusedCorrectionError):
                text = await typed_value(kind, typed, season)
                choices.insert(0, Choice(name=cut(value(text, t), NAME), value=text))
        return choices


_suggest_values(SCORE)
_suggest_values(DATE)
