"""A name as a document uses it in passing → the team of that document's list; never a guess.

`link_clubs` links all names of a season to clubs, when its document has been read.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from bot.model import Entry, Honour, Match, PointsAdjustment, Record, Season, StatedRow, Team
from bot.text import fold
from bot.tournament.repeats import without_repeats
from bot.vocabulary import department, words

KeyOf = Callable[[str, str | None, int], str]
"""Gives the key of a club by its name, department and season."""

_Fact = TypeVar("_Fact", Honour, StatedRow, PointsAdjustment)


def link_clubs(season: Season, key_of: KeyOf) -> Season:
    """Return the season with the clubs of all its teams, and one spelling of each department."""
    return _Linking(season, key_of).season_linked()


class _Linking:
    def __init__(self, season: Season, key_of: KeyOf) -> None:
        self.season = season
        self.key_of = key_of
        self.linker = Linker(season)
        self.teams: dict[tuple[str, str | None], Team] = {}
        self.spellings: dict[tuple[str, str], Team] = {}

    def season_linked(self) -> Season:
        season = self.season
        entries = tuple(map(self.entry, season.entries))
        matches, records = self.results()
        return replace(
            season,
            entries=entries,
            regions=tuple(
                replace(region, departments=tuple(sorted(set(map(_usual, region.departments)))))
                for region in season.regions
            ),
            changes=tuple(
                replace(change, teams=tuple(self.team(team.name) for team in change.teams))
                for change in season.changes
            ),
            champions=self.honours(season.champions),
            runners_up=self.honours(season.runners_up),
            scorers=tuple(
                replace(scorer, club=self.team(scorer.club.name)) if scorer.club else scorer
                for scorer in season.scorers
            ),
            standings=self.facts(season.standings),
            adjustments=self.facts(season.adjustments),
            promotions=tuple(
                replace(promotion, club=self.team(promotion.club.name)) if promotion.club else promotion
                for promotion in season.promotions
            ),
            matches=matches,
            records=records,
            spellings=tuple(self.spellings.values()),
        )

    def team(self, name: str, opponent: str | None = None) -> Team:
        """Return the club that a name denotes in this season, against an opponent where that decides."""
        team = self.teams.get((name, opponent))
        if team is None:
            entry = self.linker.link(name, opponent)
            if entry is None:
                team = self.meet(name, None, name)
            else:
                # A short form ("Grau") denotes the club on its line; it is no name of the club elsewhere.
                listed = entry.club.name
                team = self.meet(listed, entry.department, name if fold(name) == fold(listed) else listed)
            self.teams[name, opponent] = team = replace(team, name=name)
        return team

    def meet(self, name: str, department: str | None, spelling: str) -> Team:
        """Return a club of the season, and note this spelling of it."""
        department = _usual(department) if department else department
        team = Team(spelling, self.key_of(name, department, self.season.year), department)
        return self.spellings.setdefault((spelling, team.key), team)

    def full_name(self, team: Team) -> Team:
        """Return a club under the name of the list of teams where it was named by a short form."""
        if (team.name, team.key) in self.spellings:
            return team
        return next(known for (_, key), known in self.spellings.items() if key == team.key)

    def entry(self, entry: Entry) -> Entry:
        club = self.meet(entry.club.name, entry.department, entry.club.name)
        return replace(entry, club=club, department=club.department)

    def facts(self, facts: tuple[_Fact, ...]) -> tuple[_Fact, ...]:
        return tuple(replace(fact, club=self.placed(fact.club)) for fact in facts)

    def placed(self, team: Team) -> Team:
        """Return the club of a name, with its department where the fact itself gives one."""
        if team.department:
            return self.meet(team.name, team.department, team.name)
        return self.team(team.name)

    def honours(self, honours: tuple[Honour, ...]) -> tuple[Honour, ...]:
        """Return honours with their clubs, and whether the document knows these otherwise."""
        playing = {fold(team.name) for match in self.season.matches for team in (match.home, match.away)}
        in_doubt = bool(self.season.entries) and not self.linker.lacks_most(playing)
        return tuple(
            [
                replace(
                    honour,
                    unlisted=in_doubt
                    and fold(honour.club.name) not in playing
                    and not self.linker.candidates(honour.club.name),
                )
                for honour in self.facts(honours)
            ]
        )

    def match(self, match: Match) -> Match:
        home, away = match.home.name, match.away.name
        through = self.team(match.through.name) if match.through else None
        return replace(match, home=self.team(home, away), away=self.team(away, home), through=through)

    def results(self) -> tuple[tuple[Match, ...], tuple[Record, ...]]:
        """Return the match lines with what the infobox states of them, and the records with their matches."""
        lines = without_repeats([self.match(match) for match in self.season.matches])
        by_result: dict[tuple[str | int | None, ...], Match] = {}
        for match in lines:
            by_result.setdefault(_result(match), match)
        stated: dict[tuple[str | int | None, ...], list[Record]] = defaultdict(list)
        for record in self.season.records:
            match = self.match(record.match)
            # A short form of the infobox is shown as the club's full name.
            home, away = self.full_name(match.home), self.full_name(match.away)
            by_result.setdefault(_result(match), replace(match, home=home, away=away, origin="infobox"))
            stated[_result(match)].append(record)
        places = {id(line): number for number, line in enumerate(lines)}
        for result, records in stated.items():
            match = by_result[result]
            note = next((record.note for record in records if record.note is not None), None)
            labels = tuple(record.label for record in records)
            by_result[result] = replace(match, labels=labels, record_note=note)
            if match.origin == "line":
                lines[places[id(match)]] = by_result[result]
        return tuple(lines), tuple(
            replace(record, match=by_result[_result(self.match(record.match))])
            for record in self.season.records
        )


def _result(match: Match) -> tuple[str | int | None, ...]:
    return match.home.key, match.away.key, match.home_goals, match.away_goals


class Linker:
    """The teams of one season's list, by their words; build it once for many names."""

    def __init__(self, season: Season) -> None:
        self._exact: dict[str, list[Entry]] = defaultdict(list)
        self._holding: dict[str, list[Entry]] = defaultdict(list)
        self._words: dict[int, frozenset[str]] = {}
        for entry in season.entries:
            folded = fold(entry.club.name)
            self._exact[folded].append(entry)
            self._words[id(entry)] = frozenset(folded.split())
            for word in self._words[id(entry)]:
                self._holding[word].append(entry)
        self._regions: dict[str, set[str]] = defaultdict(set)
        for region in season.regions:
            for place in region.departments:
                self._regions[_place(place)].add(region.name)

    def link(self, name: str, opponent: str | None = None) -> Entry | None:
        """Return the team of the list that `name` means, None if none or several fit.

        Tried in turn: the same name; the same name with its place ("Santos (Ica)"); the only team whose name
        holds all words of `name`; the same name but for "FC", "Club" and the like. Where several fit, the one
        in the region of `opponent` counts.
        """
        found = self.candidates(name)
        if len(found) > 1 and opponent is not None:
            against = self.candidates(opponent)
            if len(against) == 1:
                found = [
                    entry for entry in found if entry is not against[0] and self._together(entry, against[0])
                ]
        return found[0] if len(found) == 1 else None

    def lacks_most(self, names: Collection[str]) -> bool:
        """Tell whether most of these teams are not in the list, which then is of others or not whole."""
        return sum(not self.candidates(name) for name in names) * 2 > len(names)

    def candidates(self, name: str) -> list[Entry]:
        """Return the teams that `name` could mean by the first rule that any team meets."""
        folded = fold(name[:200])
        asked = frozenset(folded.split())
        if not asked:
            return []
        return (
            self._exact.get(folded)
            or self._placed(asked)
            or self._short(asked)
            or self._exact.get(_formless(folded), [])
        )

    def _placed(self, asked: frozenset[str]) -> list[Entry]:
        """Return the teams all of whose words are asked for, what is left over being their place."""
        near = {id(entry): entry for word in asked for entry in self._holding.get(word, ())}
        found = []
        for entry in near.values():
            own = self._words[id(entry)]
            place = fold(f"{entry.location or ''} {entry.department or ''}").split()
            if own < asked and asked - own <= {*place, "de", "del"} and not asked - own <= {"de", "del"}:
                found.append(entry)
        return found

    def _short(self, asked: frozenset[str]) -> list[Entry]:
        """Return the teams that have all words asked for; words that many clubs share say nothing alone."""
        if asked <= words("names", "generic"):
            return []
        rarest = min((self._holding.get(word, []) for word in asked), key=len)
        return [entry for entry in rarest if asked <= self._words[id(entry)]]

    def _together(self, one: Entry, other: Entry) -> bool:
        if not one.department or not other.department:
            return False
        first, second = _place(one.department), _place(other.department)
        return first == second or bool(self._regions.get(first, set()) & self._regions.get(second, set()))


def _formless(folded: str) -> str:
    """Return a name without the words that only say that it is a club's ("FBC Melgar" → "melgar")."""
    return " ".join(word for word in folded.split() if word not in words("names", "forms"))


def _usual(name: str) -> str:
    """Return a department under its one name: "Cuzco" and "Cusco" are the same place of the same clubs."""
    known = department(name)
    return known.name if known else name


def _place(name: str) -> str:
    known = department(name)
    return known.name if known else fold(name)


def places(names: Iterable[str]) -> set[str]:
    """Return the departments that `names` name, each in its usual spelling."""
    return {_place(name) for name in names}
