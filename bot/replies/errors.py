"""What went wrong, in friendly words; the one place where errors become sentences."""

import dataclasses
import math

from bot.errors import (
    BadQueryError,
    ClubChoiceError,
    ModerationError,
    NoAliasError,
    NotAllowedError,
    OnlyHonoursError,
    RefusedAliasError,
    RefusedClubsError,
    RefusedCorrectionError,
    RefusedLeaderError,
    ReloadRunningError,
    SameClubError,
    UnclearClubError,
    UnknownClubError,
    UnknownDayError,
    UnknownHeadingError,
    UnknownPlaceError,
    UnknownSeasonError,
    WikiError,
)
from bot.queries import Query, encode
from bot.queries.champion import Champion, ChampionAnswer
from bot.queries.season import SeasonOverview
from bot.replies.alias import alias_error_reply
from bot.replies.champion import champion_reply
from bot.replies.clubs import clubs_refused_reply
from bot.replies.command_links import command
from bot.replies.corrections import correction_refused_reply
from bot.replies.language import Language, Marked
from bot.replies.leader import leader_refused_reply
from bot.replies.matches import unknown_heading_reply
from bot.replies.refusals import moderation_reply
from bot.replies.reply import Link, Reply, Tone
from bot.replies.teams import unknown_place_reply
from bot.replies.today import unknown_day_reply
from bot.replies.versus import same_club_reply
from bot.replies.which_club import choice_reply, unclear_club_reply, unknown_reply
from bot.replies.wiki import wiki_error_reply

_SEASONS_SHOWN = 30
_SEASONS_OFFERED = 5
_CARRIED = 94
"""Characters of a query that a button carries beside its mode and page."""


def question_reply(error: BaseException, t: Language) -> Reply | None:
    """Return what to say of an error that people can do something about; None for a fault of ours."""
    match error:
        case ClubChoiceError():
            return choice_reply(error, t)
        case UnknownClubError():
            return unknown_reply(error, t)
        case UnknownSeasonError():
            return _unknown_season(error, t)
        case OnlyHonoursError():
            return _only_honours(error, t)
        case UnknownPlaceError():
            return unknown_place_reply(error, t)
        case UnknownHeadingError():
            return unknown_heading_reply(error, t)
        case UnknownDayError():
            return unknown_day_reply(error, t)
        case SameClubError():
            return same_club_reply(error, t)
        case BadQueryError():
            title = t.say("This button no longer works")
            lead = t.say("It is from an older version of the bot. Ask again with a command, please.")
            latest = Link(t.plain.say("Latest champion"), Champion())
            return Reply(title, (lead,), links=(latest,), tone=Tone.FAILED)
        case NotAllowedError():
            lead = t.say(
                "This needs Manage Server, or a moderator's role, in the server that looks after the data."
            )
            return Reply(t.say("For moderators only"), (lead,), tone=Tone.FAILED)
        case ReloadRunningError():
            lead = t.say("The data is being loaded right now. Try again in a moment, please.")
            return Reply(t.say("Already at work"), (lead,), tone=Tone.FAILED)
        case RefusedClubsError():
            return clubs_refused_reply(error, t)
        case RefusedLeaderError():
            return leader_refused_reply(error, t)
        case RefusedCorrectionError():
            return correction_refused_reply(error, t)
        case UnclearClubError():
            return unclear_club_reply(error, t)
        case RefusedAliasError() | NoAliasError():
            return alias_error_reply(error, t)
        case WikiError():
            return wiki_error_reply(error, t)
        case ModerationError():
            return moderation_reply(error, t)
    return None


def fault_reply(reference: str, t: Language) -> Reply:
    """Return the apology for a fault of ours."""
    return Reply(
        title=t.say("Sorry, something went wrong"),
        lead=(
            t.say(
                "This is a fault in the bot, not in your question. It is noted as {reference}.",
                reference=t.bold(reference),
            ),
        ),
        tone=Tone.FAILED,
    )


def disconnected_reply(t: Language) -> Reply:
    """Return the notice of a broken connection to Discord."""
    return Reply(
        title=t.say("Sorry, something went wrong"),
        lead=(t.say("The connection to Discord was lost. Ask again, please."),),
        tone=Tone.FAILED,
    )


def outdated_reply(t: Language) -> Reply:
    """Return the notice that Discord's client shows a command that the bot no longer has in this form."""
    lead = t.say(
        "Your Discord still shows it as it was in an older version of the bot. Restart Discord, please."
    )
    return Reply(title=t.say("This command has changed"), lead=(lead,), tone=Tone.FAILED)


def cooldown_reply(seconds: float, t: Language) -> Reply:
    """Return the request to wait for so many seconds."""
    lead = t.count(
        "That was a lot at once. Ask me again in {n} second, please.",
        "That was a lot at once. Ask me again in {n} seconds, please.",
        max(1, math.ceil(seconds)),
    )
    return Reply(title=t.say("Slow down a moment"), lead=(lead,), tone=Tone.FAILED)


def muted_reply(t: Language) -> Reply:
    """Return the refusal of a muted user or guild."""
    return Reply(title=t.say("I do not answer here"), tone=Tone.FAILED)


def forbidden_reply(t: Language) -> Reply:
    """Return the notice that Discord does not let the bot answer there."""
    return Reply(
        title=t.say("I cannot answer here"),
        lead=(t.say("I am missing a permission in this channel."),),
        tone=Tone.FAILED,
    )


def _unknown_season(error: UnknownSeasonError, t: Language) -> Reply:
    if not error.known:
        return Reply(
            title=t.say("No data yet"),
            lead=(
                t.say(
                    "No edition is loaded. A moderator can load them with {command}.",
                    command=command("reload", t),
                ),
            ),
            tone=Tone.FAILED,
        )
    asked = t.say("I have nothing on {season}.", season=t.bold(error.season))
    known = [t.bold(year) for year in error.known]
    if len(known) > _SEASONS_SHOWN:
        have = t.say(
            "I have {n} editions, from {first} to {last}.",
            n=t.number(len(known)),
            first=known[0],
            last=known[-1],
        )
    else:
        have = t.count(
            "I have details of {n} edition: {seasons}.",
            "I have details of {n} editions: {seasons}.",
            len(known),
            seasons=t.join(known),
        )
    nearest = sorted(sorted(error.known, key=lambda year: abs(year - (error.season or 0)))[:_SEASONS_OFFERED])
    return Reply(
        title=t.say("No such edition"),
        lead=(asked, have),
        links=tuple(Link(str(year), _in_season(error.query, year)) for year in nearest),
        tone=Tone.CHOICE,
    )


def _only_honours(error: OnlyHonoursError, t: Language) -> Reply:
    """Return what is known of the season, and the same question of the latest that has a document."""
    known = champion_reply(error.answer, t) if isinstance(error.answer, ChampionAnswer) else Reply(Marked())
    year = max(error.known, default=None)
    links: tuple[Link, ...] = (Link(str(year), _in_season(error.query, year)),) if year is not None else ()
    title = t.say("No results for {season}", season=error.season)
    lead, links = (*known.lead, *known.notes), (*links, *known.links)
    return dataclasses.replace(known, title=title, url=None, lead=lead, notes=(), links=links)


def _in_season(query: object, year: int) -> Query:
    if not isinstance(query, Query) or "season" not in (field.name for field in dataclasses.fields(query)):
        return SeasonOverview(year)
    asked = query.with_values(season=year)
    if len(encode(asked)) <= _CARRIED:
        return asked
    # A round or the like is only made short by the season's document, and there is none.
    kept = ("season", *asked.club_fields)
    return asked.with_values(**{f.name: None for f in dataclasses.fields(asked) if f.name not in kept})


def damaged_reply(t: Language) -> Reply:
    """Return the notice that the cache is being built again."""
    return Reply(
        title=t.say("One moment, please"),
        lead=(t.say("My data is being repaired. Ask again in a few seconds, please."),),
        tone=Tone.FAILED,
    )
