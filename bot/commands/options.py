"""Every option of the slash commands, defined once: its description and its suggestions while typing."""

import contextlib
from collections.abc import Callable, Coroutine, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from discord.app_commands import Choice

from bot.cache import Snapshot
from bot.discord_ui import Interaction
from bot.discord_ui.answer import GenerationCache, beside_others
from bot.discord_ui.limits import cut
from bot.discord_ui.send import send_suggestions
from bot.discord_ui.translator import language_of
from bot.errors import UnknownHeadingError
from bot.model import Club
from bot.names import FEW_LETTERS, label
from bot.queries import KINDS
from bot.queries.heading_words import begun, meaning
from bot.queries.match_heading import Choice as Heading
from bot.queries.match_heading import (
    SeasonPlace,
    in_stage,
    places,
    round_choices,
    round_meant,
    stage_choices,
    stage_meant,
)
from bot.queries.match_place import Completion
from bot.queries.teams import department_names, region_names
from bot.queries.versus import clubs_met
from bot.replies import phrases
from bot.replies.language import Language
from bot.text import fold

Choices = list[Choice[Any]]
Suggester = Callable[[Interaction, str], Coroutine[Any, Any, Choices]]

LIMIT, NAME = 25, 100
_EARLY = frozenset({"preliminary", "district", "provincial", "departmental", "regional"})
_TURNS = (
    "thirtytwo", "sixteen", "quarterfinal", "semifinal", "third", "final", "decider", "tiebreaker", "playoff",
)  # fmt: skip
"""What rounds mean, in the order in which they are played; the first before all with a number."""
_TRANSLATED = frozenset({"round", "stage"})
"""Options whose suggestions depend on the language."""
_LONGEST_CACHED = 80

DESCRIPTIONS = {
    "season": "The year of the edition, such as 2006",
    "team": "The club's name, or a part of it",
    "opponent": "Another club: only the matches between the two",
    "department": "A department, such as Ancash",
    "region": "A region of the regional stage, such as VIII or Norte A",
    "round": "A round, such as 3, playoff or final",
    "stage": "A stage or group, such as final stage or Region II",
    "since": "The first year of several editions, such as 1990",
    "until": "The last year of several editions, such as 1999",
    "date": "A day of the year, such as 17 Dec; today if left out",
    "measure": "What is counted, such as titles or goals",
    "thing": "What is ranked, such as clubs or editions",
    "order": "Whether the most or the fewest come first",
    "top": "How many to show",
    "private": "Show the answer to me alone",
}


CHOICES = {
    "measure": {
        "titles": "titles", "runner_up": "times runner-up", "editions": "editions played",
        "played": "matches", "won": "wins", "drawn": "draws", "lost": "defeats", "goals": "goals",
        "conceded": "goals conceded", "difference": "goal difference", "points": "points in tables",
        "clean_sheets": "clean sheets",
        "teams": "teams", "departments": "departments", "mean": "goals per match", "margin": "winning margin",
    },
    "thing": {
        "club": "clubs", "campaign": "clubs in one edition", "edition": "editions",
        "department": "departments of clubs", "round": "rounds", "match": "matches", "player": "top scorers",
    },
    "order": {"most": "the most first", "fewest": "the fewest first"},
}  # fmt: skip
"""The only values of some options, with their descriptions."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is typed into an option, the season, stage and club chosen so far, and the reader's language.

    `honours` tells that the command has an answer to every edition.
    """

    typed: str
    season: int | None
    stage: str | None
    team: str | None
    t: Language
    honours: bool = False

    def year(self, snapshot: Snapshot) -> int:
        """Return the season chosen so far, the latest before one is."""
        return self.season or max(snapshot.seasons, default=0)


def _suggester(option: str, suggest: Callable[[Snapshot, _Asked], Coroutine[Any, Any, Choices]]) -> Suggester:
    async def suggestions(interaction: Interaction, typed: str) -> Choices:
        snapshot, filled = interaction.client.store.current, interaction.namespace
        if snapshot is None:
            return []
        # What is being typed may be no year yet.
        season = filled.season if isinstance(filled.season, int) else None
        command = interaction.command
        kind = KINDS.get(command.name) if command else None
        honours = kind is not None and kind.of_honours
        asked = _Asked(typed, season, filled.stage, filled.team, language_of(interaction).plain, honours)
        code = asked.t.code if option in _TRANSLATED else ""
        key = (option, typed, season, asked.stage, asked.team, code, honours)
        choices = await cached(snapshot, key, lambda: suggest(snapshot, asked))
        await send_suggestions(interaction, choices)
        return choices

    return suggestions


_clubs = _suggester("club", lambda snapshot, asked: suggest_clubs(snapshot, asked.typed, asked.season))

SUGGESTERS: dict[str, Suggester] = {
    "season": _suggester(
        "season", lambda snapshot, asked: suggest_seasons(snapshot, asked.typed, honours=asked.honours)
    ),
    "team": _clubs,
    "opponent": _suggester(
        "opponent",
        lambda snapshot, asked: suggest_opponents(snapshot, asked.typed, asked.season, asked.team),
    ),
    "department": _suggester(
        "department", lambda snapshot, asked: suggest_departments(snapshot, asked.typed, asked.season)
    ),
    "region": _suggester(
        "region", lambda snapshot, asked: suggest_regions(snapshot, asked.typed, asked.season)
    ),
    "round": _suggester(
        "round",
        lambda snapshot, asked: suggest_rounds(
            snapshot, asked.t, asked.year(snapshot), asked.typed, asked.stage
        ),
    ),
    "stage": _suggester(
        "stage",
        lambda snapshot, asked: suggest_stages(snapshot, asked.t, asked.year(snapshot), asked.typed),
    ),
}

_suggestions = GenerationCache(4096)
_lists = GenerationCache(512)


async def cached(
    snapshot: Snapshot, key: tuple[Hashable, ...], make: Callable[[], Coroutine[Any, Any, Choices]]
) -> Choices:
    """Return the cached suggestions, or those that `make` gives; nobody may change the list."""
    cache = _suggestions.of(snapshot)
    choices: Choices | None = cache.get(key)
    if choices is None:
        choices = await beside_others(snapshot, make())
        if sum(len(part) for part in key if isinstance(part, str)) <= _LONGEST_CACHED:
            _suggestions.of(snapshot)[key] = choices
    return choices


async def suggest_seasons(snapshot: Snapshot, typed: str, *, honours: bool = False) -> Choices:
    """Return the seasons that fit what was typed of the year or the champion, the newest first.

    With `honours` all editions, otherwise those that have a document.
    """
    key = ("seasons", honours)
    lines: list[tuple[str, Choice[int]]] | None = _lists.of(snapshot).get(key)
    if lines is None:
        known = snapshot.editions if honours else snapshot.seasons
        lines = _lists.of(snapshot)[key] = [_season_line(snapshot, year) for year in reversed(known)]
    words, digits = fold(typed).split(), typed.strip()
    fitting = [line for line in lines if all(word in line[0] for word in words)]
    fitting.sort(key=lambda line: not line[0].startswith(digits))
    return [choice for _, choice in fitting[:LIMIT]]


def _season_line(snapshot: Snapshot, year: int) -> tuple[str, Choice[int]]:
    champion = snapshot.champions.get(year)
    text = f"{year} — {champion}" if champion else str(year)
    return f"{year} {fold(champion or '')}", Choice(name=cut(text, NAME), value=year)


async def suggest_clubs(snapshot: Snapshot, typed: str, season: int | None) -> Choices:
    """Return the clubs that fit what was typed so far, those of a season if one is given."""
    return _club_choices(snapshot, snapshot.index.suggest(typed, season, LIMIT))


async def suggest_opponents(snapshot: Snapshot, typed: str, season: int | None, team: str | None) -> Choices:
    """Return the clubs that fit what was typed and that a club met, the most often met first.

    Where it met none of those that fit, it is the others that fit, never the club itself.
    """
    club = snapshot.index.resolve(team, season=season).club if team else None
    if club is None:
        return await suggest_clubs(snapshot, typed, season)
    met = await _met(snapshot, club.key, season)
    fitting = snapshot.index.suggest(typed, limit=len(snapshot.clubs))
    if len(fold(typed)) <= FEW_LETTERS:
        fitting = sorted(fitting, key=lambda opponent: met.get(opponent.key, len(met)))
    others = [opponent for opponent in fitting if opponent.key != club.key]
    known = [opponent for opponent in others if opponent.key in met]
    return _club_choices(snapshot, (known or others)[:LIMIT])


async def _met(snapshot: Snapshot, club: str, season: int | None) -> dict[str, int]:
    """Return the ranks of the clubs that a club met, by their keys."""
    key = ("met", club, season)
    if key not in _lists.of(snapshot):
        met = await clubs_met(snapshot, club, season)
        _lists.of(snapshot)[key] = {opponent.key: rank for rank, opponent in enumerate(met)}
    ranks: dict[str, int] = _lists.of(snapshot)[key]
    return ranks


def _club_choices(snapshot: Snapshot, clubs: Sequence[Club]) -> Choices:
    # One object for each club, however many lists it stands in.
    choices: dict[str, Choice[str]] = _lists.of(snapshot).setdefault("clubs", {})
    for club in clubs:
        if club.key not in choices:
            choices[club.key] = Choice(name=cut(label(club), NAME), value=club.key)
    return [choices[club.key] for club in clubs]


async def suggest_departments(snapshot: Snapshot, typed: str, season: int | None) -> Choices:
    """Return the departments that fit what was typed, of a season or of all."""
    return await _suggest_names(snapshot, typed, season, department_names)


async def suggest_regions(snapshot: Snapshot, typed: str, season: int | None) -> Choices:
    """Return the regions that fit what was typed, of a season or of all."""
    return await _suggest_names(snapshot, typed, season, region_names)


async def _suggest_names(
    snapshot: Snapshot,
    typed: str,
    season: int | None,
    names_of: Callable[[Snapshot, int | None], Coroutine[Any, Any, tuple[str, ...]]],
) -> Choices:
    key = (names_of, season)
    completion: Completion | None = _lists.of(snapshot).get(key)
    if completion is None:
        completion = _lists.of(snapshot)[key] = Completion(await names_of(snapshot, season))
    names = completion.complete(typed)[:LIMIT]
    return [Choice(name=cut(name, NAME), value=cut(name, NAME)) for name in names]


async def suggest_rounds(
    snapshot: Snapshot, t: Language, season: int, typed: str, stage: str | None = None
) -> Choices:
    """Return the season's rounds that fit what was typed, those of the stage if one is known by that name."""
    known = await _places(snapshot, season)
    key = None
    if stage:
        with contextlib.suppress(UnknownHeadingError):
            key = stage_meant(season, known, stage)
    inside = tuple([place for place in known if key is None or in_stage(place, key)])
    headings = _headings(snapshot, ("rounds", season, key, t.code), lambda: _rounds(inside), t)
    return _begun(headings, typed) or _of(lambda: round_meant(season, inside, typed), headings)


async def suggest_stages(snapshot: Snapshot, t: Language, season: int, typed: str) -> Choices:
    """Return the season's stages and groups that fit what was typed."""
    known = await _places(snapshot, season)
    headings = _headings(snapshot, ("stages", season, t.code), lambda: _stages(known), t)
    return _begun(headings, typed) or _of(lambda: stage_meant(season, known, typed), headings)


async def _places(snapshot: Snapshot, season: int) -> tuple[SeasonPlace, ...]:
    """Return the headings of a season, none of a year that is no season."""
    return await places(snapshot, season) if season in snapshot.seasons else ()


def _headings(
    snapshot: Snapshot, key: Hashable, choices: Callable[[], Iterable[tuple[Heading, bool]]], t: Language
) -> "list[_Heading]":
    """Return the suggestions of choices, each with whether there are matches of it; those with come first."""
    headings: list[_Heading] | None = _lists.of(snapshot).get(key)
    if headings is None:
        ordered = sorted(choices(), key=lambda choice: not choice[1])
        headings = [_heading(choice, t, played=played) for choice, played in ordered]
        _lists.of(snapshot)[key] = headings
    return headings


@dataclass(frozen=True, slots=True)
class _Heading:
    """A round or stage: its suggestion, its folded letters in both languages, and what it means."""

    suggestion: Choice[str]
    letters: str
    means: frozenset[str]


def _rounds(known: Sequence[SeasonPlace]) -> list[tuple[Heading, bool]]:
    """Return the rounds in the order in which they are played."""
    played = {choice.key for choice in round_choices([place for place in known if place.matches])}
    choices = sorted(round_choices(known), key=lambda choice: _turn(meaning(choice.titles[0])))
    return [(choice, choice.key in played) for choice in choices]


def _stages(known: Sequence[SeasonPlace]) -> list[tuple[Heading, bool]]:
    played = {choice.key for choice in stage_choices([place for place in known if place.matches])}
    return [(choice, choice.key in played) for choice in stage_choices(known)]


def _turn(means: Sequence[str]) -> tuple[int, int]:
    """Return when a round of this meaning is played: those of a region first, then those with a number."""
    if _EARLY.intersection(means):
        return 0, 0
    number = next((int(word) for word in means if word.isdigit()), 0)
    return next((turn for turn, name in enumerate(_TURNS, 2) if name in means), 1), number


def _heading(choice: Heading, t: Language, *, played: bool) -> _Heading:
    name = " · ".join(phrases.heading(title, t) for title in choice.titles)
    shown = name if played else t.say("{name} (no matches)", name=name)
    means = frozenset(meaning(" ".join(choice.titles)))
    return _Heading(Choice(name=cut(shown, NAME), value=choice.key), f"{choice.key} {fold(name)}", means)


def _begun(headings: Iterable[_Heading], typed: str) -> Choices:
    """Return the headings that hold every word typed so far, by its letters or by its meaning."""
    asked = [(word, begun(word)) for word in fold(typed).split()]
    fitting = [
        heading.suggestion
        for heading in headings
        if all(word in heading.letters or not meant.isdisjoint(heading.means) for word, meant in asked)
    ]
    return fitting[:LIMIT]


def _of(meant: Callable[[], str], headings: Iterable[_Heading]) -> Choices:
    """Return the heading that is meant, else those near it."""
    try:
        keys = [meant()]
    except UnknownHeadingError as error:
        keys = [choice.key for choice in error.near]
    by_key = {heading.suggestion.value: heading.suggestion for heading in headings}
    return [by_key[key] for key in keys if key in by_key][:LIMIT]
