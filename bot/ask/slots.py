"""The slots of a question: concepts, clubs, seasons, places, dates; and words that nothing explains."""

from dataclasses import dataclass, replace

from bot.ask.relative_years import Steps
from bot.ask.superlatives import Superlative
from bot.ask.tokens import Day
from bot.names import Resolution

CHAMPIONS = frozenset({"champion", "champions", "winner", "winners", "campeon", "campeones", "ganador"})


@dataclass(frozen=True, slots=True)
class Slots:
    """The content of a question. `strange` are words and names that nothing explains."""

    concepts: frozenset[str] = frozenset()
    said: tuple[tuple[str, str], ...] = ()
    """The words that named each concept."""
    clubs: tuple[Resolution, ...] = ()
    seasons: tuple[int, ...] = ()
    range: tuple[int, int] | None = None
    department: str | None = None
    region: str | None = None
    round: str | None = None
    stage: str | None = None
    day: Day | None = None
    score: tuple[int, int] | None = None
    players: tuple[int, ...] | None = None
    departments: tuple[str, ...] = ()
    """Two departments or more, side by side."""
    home: str | None = None
    """The department or town that the champion of a season is said to be from."""
    ranking: Superlative | None = None
    several: bool = False
    """Whether the winners of all editions are asked for: "qué clubes ganaron"."""
    passed: int = 0
    """Everyday words that were skipped."""
    unknown: Resolution | None = None
    named: bool = False
    """Whether a run stands where a name would: after "of" or "against"."""
    strange: tuple[str, ...] = ()
    turning: bool = False
    """Whether some of them surely change the question: a number, a verb, a time."""
    title_of: int | None = None
    """The season that says which champion is meant: "the champions of 97", "the next after 87"."""
    claim: int | None = None
    """How many a question says there are: "do they have five titles?"."""
    steps: Steps | None = None
    """How far from a title of a club or a department: "two years after Huánuco first won"."""
    cost: float = 0.0
    """Penalty of this reading, if there are others."""

    def turned_by(self, *words: str) -> "Slots":
        """Return the slots with words that change the question in a way that nothing explains."""
        return replace(self, strange=(*self.strange, *words), turning=True)

    @property
    def season(self) -> int | None:
        """The only season, None if there is none or several."""
        return self.seasons[0] if len(self.seasons) == 1 else None
