"""Several documents of a season → what they say together; never a table or set of matches mixed of two.

One document leads. Another fills what the leader lacks, with its own source; where both say the same, the
fact names both; where they differ, the leader's fact stands and the difference is a problem.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.model import Honour, Problem, Season, SeasonStatus
from bot.tournament.merge_matches import difference, fill_matches, matches_that_add_up
from bot.tournament.merge_tables import fill_tables
from bot.tournament.repeats import also

_FILLED = (
    "infobox",
    "scorers",
    "records",
    "stated_matches",
    "stated_goals",
    "previous",
    "next",
    "paragraphs",
    "entries",
    "changes",
    "regions",
    "promotions",
    "see_also",
)
"""The kinds of facts that are one document's as a whole."""


def ranked(seasons: Sequence[Season], preferred: str | None = None) -> list[Season]:
    """Return the documents of one season, the leading one first.

    A list of editions comes last, the document that moderators chose (`preferred`, its name) first; of others
    the one with more matches that add up, else the English one.
    """
    if len(seasons) == 1:
        return list(seasons)

    def rank(season: Season) -> tuple[bool, bool, int, bool, str]:
        chosen = season.document == preferred
        english = season.title[:1].isdigit()
        return not chosen, season.of_list, -matches_that_add_up(season), not english, season.document

    return sorted(seasons, key=rank)


def merge(seasons: Sequence[Season]) -> Season:
    """Return a season as its documents tell it, the leading one first."""
    leader, *others = seasons
    for other in others:
        leader = _merged(leader, other)
    return leader


def _merged(leader: Season, other: Season) -> Season:
    problems: list[Problem] = []
    facts: dict[str, Any] = {
        name: getattr(other, name) for name in _FILLED if not getattr(leader, name) and getattr(other, name)
    }
    for name, kind in (("champions", "champion"), ("runners_up", "runner-up")):
        own, theirs = getattr(leader, name), getattr(other, name)
        if own or leader.status in (SeasonStatus.PLAYED, SeasonStatus.UNDER_WAY):
            facts[name], differing = _honours(own, theirs, weak=other.of_list)
            if differing:
                problems.append(_differing(kind, other, own, theirs))
    if leader.status is not other.status and SeasonStatus.PLAYED in (leader.status, other.status):
        if not leader.champions and not leader.matches and leader.status is SeasonStatus.PLAYED:
            facts["status"] = other.status
        elif not other.of_list or other.status is not SeasonStatus.PLAYED or other.champions:
            problems.append(difference("status", other, 1))
    for name in ("stated_matches", "stated_goals"):
        own, theirs = getattr(leader, name), getattr(other, name)
        if own and theirs and own.value != theirs.value:
            kind = name.removeprefix("stated_")
            problems.append(difference(kind, other, theirs.source.line, stated=own.value, found=theirs.value))
    matches, differing_matches = fill_matches(leader, other)
    problems += differing_matches
    facts |= matches
    if other.standings:
        played = facts.get("matches", leader.matches)
        facts["standings"], differing_tables = fill_tables(leader, other, played)
        problems += differing_tables
    facts["spellings"] = tuple(dict.fromkeys((*leader.spellings, *other.spellings)))
    return replace(leader, **facts, problems=(*leader.problems, *problems))


def _honours(
    own: tuple[Honour, ...], theirs: tuple[Honour, ...], *, weak: bool
) -> tuple[tuple[Honour, ...], bool]:
    """Return the honours with what the other document says of them, and whether they differ."""
    if not own or not theirs:
        return own or theirs, False
    by_club = {honour.club.key: honour for honour in theirs}
    if by_club.keys() == {honour.club.key for honour in own}:
        return tuple([_agreed(honour, by_club[honour.club.key]) for honour in own]), False
    if weak:
        return own, True
    return tuple([replace(honour, rivals=(*honour.rivals, *theirs)) for honour in own]), True


def _agreed(honour: Honour, other: Honour) -> Honour:
    source = also(honour.source, other.source)
    unlisted = honour.unlisted and other.unlisted
    return replace(honour, title=honour.title or other.title, source=source, unlisted=unlisted)


def _differing(kind: str, other: Season, own: Iterable[Honour], theirs: Sequence[Honour]) -> Problem:
    stated, found = (", ".join(honour.club.name for honour in honours) for honours in (own, theirs))
    return difference(kind, other, theirs[0].source.line, stated=stated, found=found)
