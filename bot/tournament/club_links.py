"""A name as a document uses it in passing → the team of that document's list; never a guess."""

from collections import defaultdict
from collections.abc import Iterable

from bot.model import Entry, Season
from bot.text import fold
from bot.vocabulary import department, words


def link(name: str, season: Season, opponent: str | None = None) -> Entry | None:
    """Return the team of the season's list that `name` means, None if none or several fit.

    Tried in turn: the same name; the same name with its place ("Santos (Ica)"); the only team whose name
    holds all words of `name`; the same name but for "FC", "Club" and the like. Where several fit, the one in
    the region of `opponent` counts.
    """
    return Linker(season).link(name, opponent)


class Linker:
    """The teams of one season's list, by their words; build it once for many names."""

    def __init__(self, season: Season) -> None:
        self._exact: dict[str, list[Entry]] = defaultdict(list)
        self._holding: dict[str, list[Entry]] = defaultdict(list)
        self._words: dict[int, frozenset[str]] = {}
        for entry in season.entries:
            folded = fold(entry.team)
            self._exact[folded].append(entry)
            self._words[id(entry)] = frozenset(folded.split())
            for word in self._words[id(entry)]:
                self._holding[word].append(entry)
        self._regions: dict[str, set[str]] = defaultdict(set)
        for region in season.regions:
            for place in region.departments:
                self._regions[_place(place)].add(region.name)

    def link(self, name: str, opponent: str | None = None) -> Entry | None:
        """Return the team that `name` means, None if none or several fit; see the function `link`."""
        found = self.candidates(name)
        if len(found) > 1 and opponent is not None:
            against = self.candidates(opponent)
            if len(against) == 1:
                found = [
                    entry for entry in found if entry is not against[0] and self._together(entry, against[0])
                ]
        return found[0] if len(found) == 1 else None

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


def _place(name: str) -> str:
    known = department(name)
    return known.name if known else fold(name)


def places(names: Iterable[str]) -> set[str]:
    """Return the departments that `names` name, each in its usual spelling."""
    return {_place(name) for name in names}
