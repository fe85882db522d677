"""The announcement of a moderator's change to everybody: short, without names of files and people."""

from collections.abc import Callable, Iterable, Mapping

from bot.model import Team
from bot.moderation import JournalEntry
from bot.replies import phrases
from bot.replies.corrections import correction_sentence
from bot.replies.language import Language, Marked
from bot.replies.links import profile_link, season_link
from bot.replies.reply import Link, Reply

_Details = Mapping[str, str | int]


def announcement_reply(entry: JournalEntry, club: Team | None, years: Iterable[int], t: Language) -> Reply:
    """Return what changed, with the ways to see it: the club, or the seasons."""
    lead = _sentence(entry.what, entry.details, club, t)
    return Reply(title=t.say("📣 News"), lead=(lead,), links=ways_to_see(club, years, t))


def ways_to_see(club: Team | None, years: Iterable[int], t: Language) -> tuple[Link, ...]:
    """Return the ways to what a change is about."""
    return (profile_link(club, t),) if club else tuple(season_link(year, t) for year in years)


def _sentence(what: str, details: _Details, club: Team | None, t: Language) -> Marked:
    if what == "undo":
        return t.say("Withdrawn: {what}", what=_sentence(str(details["undone"]), details, club, t))
    if what == "redo":
        return _sentence(str(details["redone"]), details, club, t)
    sentence = _SENTENCES.get(what)
    if sentence is not None:
        return sentence(t, details, t.bold(phrases.club(club, t) if club else details.get("club", "")))
    seasons = str(details.get("seasons") or details.get("season") or "")
    if not seasons:
        return t.say("My data has been updated.")
    named = t.join([t.bold(year) for year in seasons.split(", ")])
    return t.say("I have new data on the Copa Perú of {seasons}.", seasons=named)


_SENTENCES: dict[str, Callable[[Language, _Details, Marked], Marked]] = {
    "remove document": lambda t, d, _: t.say(
        "I no longer use one of my documents on the Copa Perú of {season}.", season=t.bold(d["season"])
    ),
    "add alias": lambda t, d, club: t.say("You can call {club} “{alias}” now.", club=club, alias=d["alias"]),
    "remove alias": lambda t, d, _: t.say("“{alias}” is no longer a name of a club.", alias=d["alias"]),
    "merge clubs": lambda t, d, _: t.say(
        "{club} and {into} are one club now.", club=t.bold(d["club"]), into=t.bold(d["into"])
    ),
    "split club": lambda t, d, _: t.say(
        "{club} of {seasons} becomes {into}.",
        club=t.bold(d["club"]),
        seasons=d["seasons"],
        into=t.bold(d["into"]),
    ),
    "correct match": lambda t, d, _: correction_sentence({**d}, t),
}
"""The sentences of changes that are not just of the data of seasons."""
