"""What was typed, resolved: clubs' names become keys, other texts the documents' own."""

import dataclasses
from dataclasses import dataclass

from bot.cache import Snapshot
from bot.errors import ClubChoiceError, OnlyHonoursError, UnknownClubError, UnknownSeasonError
from bot.model import Match
from bot.names import Outcome, Resolution
from bot.queries.champion import Champion
from bot.queries.corrections import corrected_matches
from bot.queries.facts import met_by
from bot.queries.query import UNCHOSEN, Query

Names = tuple[tuple[str, Resolution], ...]
"""How each typed name was resolved, by field."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A query whose clubs are keys, and how each typed name was resolved, by field.

    `latest` is the latest season with an answer, where the query meant it by naming none; `newest` is the
    latest of all, and `documented` the latest with results. `corrected` are the matches of the answer that
    moderators corrected.
    """

    query: Query
    names: Names = ()
    latest: int | None = None
    newest: int | None = None
    documented: int | None = None
    corrected: tuple[Match, ...] = ()

    @property
    def likely(self) -> Names:
        """The names that denote a club but not exactly as typed; answers say so."""
        return tuple([(field, name) for field, name in self.names if name.outcome is Outcome.LIKELY])


async def resolve(query: Query, snapshot: Snapshot) -> Resolved:
    """Return the query with clubs' keys for names and the documents' own words for other texts.

    Raises UnknownClubError for the first name that fits none, else ClubChoiceError where several fit, else
    what `resolve_texts` raises.
    """
    latest = newest = documented = None
    known = snapshot.editions if query.of_honours else snapshot.seasons
    if query.means_latest and known:
        latest, newest = known[-1], snapshot.editions[-1]
        documented = snapshot.seasons[-1] if snapshot.seasons else None
        query = query.with_values(season=latest)
    try:
        query, names = _resolve_clubs(query, snapshot)
    except ClubChoiceError as error:
        query, names = await _with_met_club(error, snapshot)
    try:
        meant = await query.resolve_texts(snapshot)
        return Resolved(meant, names, latest, newest, documented)
    except (UnknownSeasonError, OnlyHonoursError) as error:
        await _complete(error, query, snapshot)
        raise


async def answer_to(query: Query, snapshot: Snapshot) -> tuple[Resolved, object]:
    """Return a query as it was resolved, and its answer; raises a QuestionError where there is none."""
    resolved = await resolve(query, snapshot)
    try:
        answer = await resolved.query.answer(snapshot)
        if snapshot.corrections:
            resolved = dataclasses.replace(resolved, corrected=corrected_matches(answer))
        return resolved, answer
    except (UnknownSeasonError, OnlyHonoursError) as error:
        await _complete(error, resolved.query, snapshot)
        raise


async def _complete(error: UnknownSeasonError | OnlyHonoursError, query: Query, snapshot: Snapshot) -> None:
    """Give an error its query, and what is known of the season."""
    error.query = query
    if isinstance(error, OnlyHonoursError):
        error.answer = await Champion(error.season).answer(snapshot)


async def _with_met_club(error: ClubChoiceError, snapshot: Snapshot) -> tuple[Query, Names]:
    """Return the query with the only club of a choice that the other club ever met; raises the error."""
    query = error.query
    fields = [name for name in query.club_fields if getattr(query, name) is not None]
    if len(fields) != 2 or len(error.choices) != 1:
        raise error
    field, name = error.choices[0]
    known = next(str(getattr(query, other)) for other in fields if other != field)
    meant = await met_club(name, known, snapshot)
    if meant.club is None:
        raise error
    return query.with_values(**{field: meant.club.key}), ((field, meant),)


async def met_club(name: Resolution, club: str, snapshot: Snapshot) -> Resolution:
    """Return a name that fits several clubs as the one that a club ever met, if it met just one of them."""
    met = await met_by(snapshot, club)
    meant = [candidate for candidate in name.candidates if candidate.club.key in met]
    if name.outcome is not Outcome.SEVERAL or len(meant) != 1:
        return name
    others = [candidate for candidate in name.candidates if candidate is not meant[0]]
    return dataclasses.replace(name, outcome=Outcome.LIKELY, candidates=(meant[0], *others))


async def met_pair(first: Resolution, other: Resolution, snapshot: Snapshot) -> tuple[Resolution, Resolution]:
    """Return two names as the clubs that met, where each fits several but just one pair of them ever met."""
    if first.club is not None:
        return first, await met_club(other, first.club.key, snapshot)
    met = [
        candidate
        for candidate in first.candidates
        if await met_by(snapshot, candidate.club.key) & {one.club.key for one in other.candidates}
    ]
    if other.club is None and len(met) == 1 and first.outcome is Outcome.SEVERAL:
        chosen = await met_club(other, met[0].club.key, snapshot)
        if chosen.club is not None:
            rest = [candidate for candidate in first.candidates if candidate is not met[0]]
            return dataclasses.replace(first, outcome=Outcome.LIKELY, candidates=(met[0], *rest)), chosen
    return (await met_club(first, other.club.key, snapshot) if other.club is not None else first), other


def _resolve_clubs(query: Query, snapshot: Snapshot) -> tuple[Query, Names]:
    """Turn typed names into clubs' keys; also return how each was resolved.

    The season asked for, if any, restricts among several clubs that fit; it never swaps a club for another.
    One that was typed with a name is asked for where the query has room for a season and none was given.
    """
    season = getattr(query, "season", None)
    names: list[tuple[str, Resolution]] = []
    for field in query.club_fields:
        typed = getattr(query, field)
        if typed is not None:
            name = snapshot.index.resolve(typed, season=season)
            key = name.club.key if name.club else UNCHOSEN
            query = query.with_values(**{field: key}) if key != typed else query
            names.append((field, name))
    years = {name.year for _, name in names if name.year is not None}
    if season is None and len(years) == 1 and hasattr(query, "season"):
        query = query.with_values(season=years.pop())
    for field, name in names:
        if name.outcome is Outcome.NONE:
            raise UnknownClubError(query, field, name)
    choices = tuple([(field, name) for field, name in names if name.outcome is Outcome.SEVERAL])
    if choices:
        raise ClubChoiceError(query, choices)
    return query, tuple(names)
