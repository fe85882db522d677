"""What a quiz may ask of the editions: certain facts alone, each with answers that are certainly wrong.

A fact that a document leaves open, contradicts or was not read completely is none; nor is one of a club whose
name does not tell it from others.
"""

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TypeVar

from bot.model import Club, Entry, Honour, Match, MatchStatus, Season, SeasonStatus, Source, Team
from bot.queries.quiz_notes import HOME, HONOURS, left_open
from bot.text import fold
from bot.tournament.decision import BY_FINAL, runners_up
from bot.tournament.parts import SeasonParts
from bot.tournament.table import PLAY_OFF
from bot.tournament.tally import clubs_in, goals_of, margin, winner

_NEAR = 10
"""Wrong answers of a fact, the nearest to the right one."""
_MOST = 24
"""Facts of one topic and edition."""
_LONGEST = 60
"""Letters of an answer; a button holds 80."""
_DOUBTS = ("champion", "runner-up", "honour", "status", "edition-twice", "season-")
"""What the kinds of problems hold that leave open who won an edition."""

Choice = Team | int | str | tuple[int, int]
"""An answer to choose: a club, a year or another number, a department or a player, a score."""
_T = TypeVar("_T")


class Topic(enum.StrEnum):
    """What a question is about, in an order in which none tells the answer of a later one."""

    CHAMPION = "champion"
    RUNNER_UP = "runner-up"
    SCORER = "scorer"
    HOME = "home"
    """Which club came from a department."""
    DEPARTMENT = "department"
    YEAR = "year"
    """When a club won."""
    THIRD = "third"
    LAST = "last"
    GOALS = "goals"
    POINTS = "points"
    SCORE = "score"
    """How the deciding match ended."""
    WINNER = "winner"
    """Who beat a club."""
    LOSER = "loser"
    """Against whom the biggest win was."""


@dataclass(frozen=True, slots=True)
class QuizFact:
    """A fact to ask: the right answer, wrong ones, and what the question names."""

    topic: Topic
    season: int
    right: Choice
    wrong: tuple[Choice, ...] = field(repr=False)
    sources: tuple[Source, ...] = field(repr=False)
    club: Team | None = None
    match: Match | None = None
    text: str | None = None
    """The player or the department that the question names, or how the edition was decided."""


@dataclass(frozen=True, slots=True)
class _Edition:
    """An edition with the clubs that can be named of it; `champion` and `second` only where certain."""

    parts: SeasonParts
    shown: Mapping[str, Team]
    doubted: frozenset[str]
    """The folded values of its problems: names, departments, stages."""
    champion: Honour | None = None
    second: tuple[Team, Source] | None = None

    @property
    def season(self) -> Season:
        """The facts as they were read."""
        return self.parts.season

    def named(self, club: Team) -> Team | None:
        """Return a club as a quiz names it, None where it cannot."""
        own = self.shown.get(club.key)
        return None if own is None or self.doubts(club.name) or self.doubts(own.name) else own

    def doubts(self, text: str) -> bool:
        """Tell whether a problem of the edition is about a name."""
        return fold(text) in self.doubted

    def teams(self, clubs: Iterable[Team]) -> tuple[Team, ...]:
        """Return clubs as a quiz names them, each once."""
        return tuple(dict.fromkeys([own for club in clubs if (own := self.named(club))]))

    @property
    def players(self) -> tuple[Team, ...]:
        """The clubs that have a match, without one those of the list of teams."""
        return self.teams(clubs_in(self.season.all_matches).values()) or self.teams(
            e.club for e in self.season.entries
        )


def shown_clubs(clubs: Iterable[Club]) -> dict[str, Team]:
    """Return the clubs, by key, whose names in a quiz are no other club's.

    One whose name another club has, or is a part of another's, is named with its department.
    """
    clubs = [*clubs]
    with_word: dict[str, set[str]] = {}
    for club in clubs:
        names = (club.name, *[name.text for name in club.names])
        for word in " ".join(map(fold, names)).split():
            with_word.setdefault(word, set()).add(club.key)
    homes = {club.key: club.department for club in clubs}
    shown = {}
    for club in clubs:
        words = fold(club.name).split()
        if not words or len(club.name) > _LONGEST:
            continue
        alike = reduce(set.intersection, [with_word[word] for word in words]) - {club.key}
        if not alike:
            shown[club.key] = Team(club.name, club.key)
        elif club.department and club.department not in club.name:
            others = [homes[key] for key in alike]
            if all(home and fold(home) != fold(club.department) for home in others):
                shown[club.key] = Team(club.name, club.key, club.department)
    return shown


def quiz_facts(editions: Iterable[SeasonParts], clubs: Iterable[Club]) -> tuple[QuizFact, ...]:
    """Return all that may be asked of some editions, which are in their order."""
    clubs, editions = [*clubs], [*editions]
    shown = shown_clubs(clubs)
    unsettled = {
        honour.club.key
        for parts in editions
        if HOME in _left_open(parts.season)
        for honour in (*parts.season.champions, *parts.season.runners_up)
    }
    homes = {club.key: club.department for club in clubs if club.department and club.key not in unsettled}
    known = [_edition(parts, shown) for parts in editions]
    facts: list[QuizFact] = []
    certain = [edition for edition in known if edition.champion]
    facts += _titles(certain)
    facts += _scorers(known)
    departments = sorted({fold(home): home for home in homes.values()}.items())
    for edition in known:
        facts += _homes(edition, homes)
        facts += _departments(edition, homes, [home for _, home in departments])
        facts += _places(edition)
        facts += _results(edition)
    return tuple(facts)


def _edition(parts: SeasonParts, shown: Mapping[str, Team]) -> _Edition:
    season = parts.season
    values = [value for problem in season.problems for _, value in problem.values if isinstance(value, str)]
    edition = _Edition(parts, shown, frozenset([fold(value) for value in values]))
    champion = _champion(edition)
    second = _second(edition, champion) if champion is not None else None
    return _Edition(parts, shown, edition.doubted, champion, second)


def _champion(edition: _Edition) -> Honour | None:
    """Return the champion of an edition where nothing speaks against it, notes of a list of editions too."""
    season, decision = edition.season, edition.parts.decision
    if season.status is not SeasonStatus.PLAYED or len(season.champions) != 1:
        return None
    [champion] = season.champions
    if any(word in problem.kind for problem in season.problems for word in _DOUBTS):
        return None
    differs = decision is not None and decision.champion.key != champion.club.key
    if HONOURS in _left_open(season) or differs or champion.in_doubt or not champion.is_title:
        return None
    return champion if edition.named(champion.club) else None


def _left_open(season: Season) -> frozenset[str]:
    """Return what the notes of a list of editions leave open of one."""
    return left_open(note.text for note in season.paragraphs) if season.of_list else frozenset()


def _second(edition: _Edition, champion: Honour) -> tuple[Team, Source] | None:
    stated, decision = edition.season.runners_up, edition.parts.decision
    clubs = {club.key: club for club in runners_up(stated, decision)}
    if decision is not None and decision.runner_up:
        clubs[decision.runner_up.key] = decision.runner_up
    if len(clubs) != 1 or any(honour.in_doubt for honour in stated):
        return None
    [club] = clubs.values()
    own = edition.named(club)
    if own is None or club.key == champion.club.key:
        return None
    return own, stated[0].source if stated else champion.source


def _titles(certain: Sequence[_Edition]) -> Iterator[QuizFact]:
    """Give who won each edition, who was second, and when a club won."""
    champions = [(edition, e.club) for edition in certain if (e := edition.champion)]
    for at, (edition, club) in enumerate(champions):
        year, own = edition.season.year, edition.shown[club.key]
        sources = edition.champion.source.all if edition.champion else ()
        around = [other for other, _ in _near(champions, at)]
        second = edition.second
        players = _near(edition.players, 0)
        others = [other.shown[other.champion.club.key] for other in around if other.champion]
        wrong = _others((*players, *others), own)
        yield QuizFact(Topic.CHAMPION, year, own, wrong, sources)
        years = [e.season.year for e, winner_ in champions if winner_.key != own.key]
        years.sort(key=lambda other: abs(other - year))
        yield QuizFact(Topic.YEAR, year, year, tuple(years[:_NEAR]), sources, club=own)
        if second is not None:
            seconds = [other.second[0] for other in around if other.second]
            wrong = _others((*players, *seconds, *others), second[0], own)
            yield QuizFact(Topic.RUNNER_UP, year, second[0], wrong, (second[1],))


def _scorers(known: Iterable[_Edition]) -> Iterator[QuizFact]:
    """Give the top scorers of editions with one alone, and how many goals he had."""
    named = [(edition.season.year, scorer) for edition in known for scorer in edition.season.scorers]
    alone = []
    for edition in known:
        if len(edition.season.scorers) == 1:
            [scorer] = edition.season.scorers
            if fold(scorer.player) and len(scorer.player) <= _LONGEST and not edition.doubts(scorer.player):
                alone.append((edition.season.year, scorer))
    for at, (year, scorer) in enumerate(alone):
        also = {fold(other.player) for season, other in named if season == year}
        others = dict.fromkeys([other.player for _, other in _near(alone, at)])
        wrong = tuple([player for player in others if fold(player) not in also])
        yield QuizFact(Topic.SCORER, year, scorer.player, wrong, (scorer.source,))
        if scorer.goals:
            numbers = _numbers(scorer.goals)
            yield QuizFact(Topic.GOALS, year, scorer.goals, numbers, (scorer.source,), text=scorer.player)


def _homes(edition: _Edition, homes: Mapping[str, str]) -> Iterator[QuizFact]:
    """Give the only club that a department has in the list of teams."""
    entries = [entry for entry in edition.season.entries if _home(edition, entry, homes)]
    by_home: dict[str, set[str]] = {}
    for entry in edition.season.entries:
        by_home.setdefault(fold(entry.department or ""), set()).add(entry.club.key)
    for at, entry in _spread(entries):
        department = entry.department or ""
        if len(by_home[fold(department)]) > 1 or edition.doubts(department):
            continue
        own = edition.shown[entry.club.key]
        others = [edition.shown[o.club.key] for o in _near(entries, at) if o.department != department]
        wrong = _others(others, own)
        yield QuizFact(Topic.HOME, edition.season.year, own, wrong, (entry.source,), text=department)


def _home(edition: _Edition, entry: Entry, homes: Mapping[str, str]) -> bool:
    """Tell whether a club's department is certain, and not given away by its name."""
    own = edition.named(entry.club)
    home = entry.department
    if own is None or home is None or own.department is not None:
        return False
    hidden = not set(fold(home).split()) & set(fold(own.name).split())
    return hidden and fold(homes.get(own.key, "")) == fold(home) == fold(entry.club.department or home)


def _departments(
    edition: _Edition, homes: Mapping[str, str], departments: Sequence[str]
) -> Iterator[QuizFact]:
    """Give the departments of the champion and of the clubs in the list of teams."""
    season, champion = edition.season, edition.champion
    entries = [*season.entries]
    if champion is not None and not entries:
        entries = [Entry(champion.club, champion.club.department, None, champion.source)]
    certain = [entry for entry in entries if _home(edition, entry, homes)]
    for _, entry in _spread(certain):
        home = next(d for d in departments if fold(d) == fold(entry.department or ""))
        wrong = tuple([other for other in departments if other != home and len(other) <= _LONGEST])
        yield QuizFact(
            Topic.DEPARTMENT, season.year, home, wrong, (entry.source,), club=edition.shown[entry.club.key]
        )


def _places(edition: _Edition) -> Iterator[QuizFact]:
    """Give places and points of the complete table that decided an edition."""
    decision, champion = edition.parts.decision, edition.champion
    if decision is None or champion is None or not decision.rows:
        return
    table = next((table for table in edition.parts.tables if decision.rows[0] in table.rows), None)
    if table is None or not table.complete or edition.doubts(table.stage or ""):
        return
    sources = tuple([match.source for match in table.matches])
    year, first = edition.season.year, table.rows[0]
    if first.points and not first.adjustment and not any(edition.doubts(r.club.name) for r in table.rows):
        yield QuizFact(
            Topic.POINTS, year, first.points, _numbers(first.points), sources,
            club=edition.shown[champion.club.key],
        )  # fmt: skip
    clubs = edition.teams(row.club for row in table.rows)
    for topic, row in ((Topic.THIRD, table.rows[2]), (Topic.LAST, table.rows[-1])):
        own = edition.named(row.club)
        is_meant = row.position == 3 if topic is Topic.THIRD else row.position > 3
        if own is not None and is_meant and not row.shared:
            yield QuizFact(topic, year, own, _others(clubs, own), sources)


def _results(edition: _Edition) -> Iterator[QuizFact]:
    """Give the score of the deciding match, who beat a club, and against whom the biggest win was."""
    season, decision = edition.season, edition.parts.decision
    everything = season.all_matches
    lines = frozenset([problem.line for problem in season.problems])
    clean = [match for match in everything if _is_clean(match, edition, lines)]
    if decision is not None and edition.champion and decision.how in (BY_FINAL, PLAY_OFF):
        for match in decision.matches if len(decision.matches) == 1 else ():
            score = goals_of(decision.champion.key, match)
            if match in clean and score[0] > score[1]:
                yield QuizFact(
                    Topic.SCORE, season.year, score, _scores(score), (match.source,),
                    club=edition.shown[decision.champion.key], match=match, text=decision.how,
                )  # fmt: skip
    wins = edition.parts.records.wins
    biggest = [match for match in wins if margin(match) == margin(wins[0])]
    for match in biggest if len(biggest) == 1 and biggest[0] in clean else ():
        yield from _of_win(Topic.LOSER, match, edition, everything)
    won = [match for match in clean if margin(match) and match not in biggest and match.origin == "line"]
    for _, match in _spread(won):
        yield from _of_win(Topic.WINNER, match, edition, everything)


def _of_win(topic: Topic, match: Match, edition: _Edition, everything: Sequence[Match]) -> Iterator[QuizFact]:
    """Give one side of a win; clubs that may have played such a match with the other side are no answer."""
    first = winner(match)
    if first is None:
        return
    second = match.away if match.home.key == first.key else match.home
    asked, right = (second, first) if topic is Topic.WINNER else (first, second)
    score = goals_of(asked.key, match)
    alike = {
        key
        for other in everything
        if asked.key in (other.home.key, other.away.key)
        and (not other.scored or other.other_scores or goals_of(asked.key, other) == score)
        for key in (other.home.key, other.away.key)
    }
    own = edition.shown[right.key]
    near = _near(edition.players, edition.players.index(own))
    wrong = tuple([club for club in _others(near, own) if club.key not in alike])
    club = edition.shown[asked.key]
    if club.key != own.key:
        yield QuizFact(topic, edition.season.year, own, wrong, (match.source,), club=club, match=match)


def _is_clean(match: Match, edition: _Edition, lines: frozenset[int]) -> bool:
    """Tell whether a result is certain, and one of goals alone."""
    special = match.penalties or match.extra_time or match.other_scores or match.played_score or match.note
    return (
        match.scored
        and match.status is MatchStatus.PLAYED
        and not special
        and not any(source.line in lines for source in match.source.all)
        and edition.named(match.home) is not None
        and edition.named(match.away) is not None
    )


def _others(clubs: Iterable[Team], *but: Team) -> tuple[Team, ...]:
    """Return clubs once each, without some."""
    left_out = {club.key for club in but}
    return tuple(dict.fromkeys([club for club in clubs if club.key not in left_out]))


def _near(items: Sequence[_T], at: int) -> list[_T]:
    """Return the items around a place, the nearest first, without that at it."""
    around = range(max(at - _NEAR, 0), min(at + _NEAR + 1, len(items)))
    return [items[n] for n in sorted(around, key=lambda n: abs(n - at)) if n != at][:_NEAR]


def _spread(items: Sequence[_T]) -> Iterator[tuple[int, _T]]:
    """Give some of many items evenly, each with its place."""
    step = -(-len(items) // _MOST) or 1
    yield from [*enumerate(items)][::step]


def _numbers(right: int) -> tuple[int, ...]:
    return tuple([n for n in range(max(right - 4, 1), right + 5) if n != right])


def _scores(right: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """Return scores near that of a win, wins as well."""
    own, other = right
    near = [(a, b) for a in range(max(own - 2, 1), own + 3) for b in range(max(other - 1, 0), other + 2)]
    return tuple([score for score in near if score[0] > score[1] and score != right])
