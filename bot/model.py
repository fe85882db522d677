"""Facts of the tournament in the field's terms: frozen values, no SQL, no Discord, no markup.

Facts are kept as the document spells them; `Source` says where they are. A `Season` is one
document as it was read. A `Club` is what the names of all seasons together denote.
"""

import datetime
import enum
from collections.abc import Sequence
from dataclasses import dataclass, field

NameKind = str
"""Why a name denotes a club: spelling, full, nickname, former or moderator."""


@dataclass(frozen=True, slots=True)
class Article:
    """A wiki's article: title, language, page id, revision, its time (ISO 8601), licence, permanent link."""

    title: str
    language: str
    page_id: int
    revision: int
    time: str
    licence: str
    url: str


@dataclass(frozen=True, slots=True)
class Source:
    """The location of a fact: document (file name), season, headings from the outermost in, line from 1.

    `also` are other places that tell the same. `place` stands for the line in the order of facts where these
    come from several documents of a season, see `tournament.merge`.
    """

    document: str
    headings: tuple[str, ...]
    line: int
    season: int = field(default=0, compare=False)
    also: tuple["Source", ...] = field(default=(), compare=False)
    place: int | None = field(default=None, compare=False)

    @property
    def order(self) -> int:
        """The number by which facts of a season are put in order."""
        return self.line if self.place is None else self.place

    @property
    def all(self) -> tuple["Source", ...]:
        """The place itself and all others that tell the same."""
        return (self, *self.also)


@dataclass(frozen=True, slots=True)
class Team:
    """A club as a document names it. The reader only knows the name; linking adds key and department."""

    name: str
    key: str = ""
    department: str | None = None


class Severity(enum.StrEnum):
    """Severity of a problem: an error is contradictory or impossible, a warning incomplete or unclear."""

    ERROR = "error"
    WARNING = "warning"


DIFFERS = "differs-"
"""What the kinds of problems begin with that several documents of a season have together."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a document that was not understood, is missing or contradicts itself.

    `message` is an English sentence with `{name}` places, the key of its translations; `values` fills them.
    `kind` is a stable identifier such as "not-understood" or "matches-total"; `text` is the line as written.
    """

    kind: str
    severity: Severity
    line: int
    text: str
    message: str
    values: tuple[tuple[str, str | int], ...] = ()

    def __str__(self) -> str:
        return self.message.format_map(dict(self.values))


@dataclass(frozen=True, slots=True)
class InfoboxField:
    """One line of the infobox, as written: `- Winners: UTC (2nd Title)`."""

    label: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Honour:
    """A champion, or a runner-up if `is_title` is false; `title` is 2 for "(2nd Title)".

    `unlisted` if neither the list of teams nor a match of the document has the club; `rivals` are the clubs
    that other documents of the season name instead.
    """

    club: Team
    title: int | None
    source: Source
    is_title: bool = True
    unlisted: bool = False
    rivals: tuple["Honour", ...] = ()

    @property
    def season(self) -> int:
        """The season that was won."""
        return self.source.season

    @property
    def in_doubt(self) -> bool:
        """Whether the documents leave it open."""
        return self.unlisted or bool(self.rivals)

    @property
    def claims(self) -> tuple["Honour", ...]:
        """The honour itself and what other documents say instead."""
        return (self, *self.rivals)


@dataclass(frozen=True, slots=True)
class Scorer:
    """A top scorer of the season, with goals and club if the document gives them."""

    player: str
    goals: int | None
    club: Team | None
    source: Source

    @property
    def season(self) -> int:
        """The season in which the goals were scored."""
        return self.source.season


@dataclass(frozen=True, slots=True)
class Stated:
    """A number that the document states, such as the infobox's total of matches or goals."""

    value: int
    source: Source


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the document: its level (2 for `==`), its own text and those of its parents.

    `stage`, `group` and `round` apply to the matches below it; `is_stage` says whether the heading
    itself names a stage of the competition.
    """

    level: int
    title: str
    parents: tuple[str, ...]
    line: int
    stage: str | None = None
    group: str | None = None
    round: str | None = None
    is_stage: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of prose with the headings above it (none before the first heading)."""

    text: str
    source: Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A team of the season's list: department and place as the document has them."""

    club: Team
    department: str | None
    location: str | None
    source: Source

    @property
    def season(self) -> int:
        """The season of the list."""
        return self.source.season


@dataclass(frozen=True, slots=True)
class TeamChange:
    """Teams that joined or left, under the document's own title ("Relegated from 1966 Primera División")."""

    title: str
    teams: tuple[Team, ...]
    source: Source

    @property
    def season(self) -> int:
        """The season whose document lists the change."""
        return self.source.season


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the regional stage and its departments; `name` is "VIII" or "Norte A", without "Region"."""

    name: str
    departments: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Promotion:
    """Who moves to which division: a place (champion, runner-up), a club, or `count` unnamed clubs.

    `denied` if the sentence says that they did not; if all three are missing, nobody did.
    """

    who: str | None
    count: int | None
    to: str
    direction: str
    sentence: str
    source: Source
    club: Team | None = None
    denied: bool = False


class Criterion(enum.StrEnum):
    """A criterion that ranks one team of a table above another."""

    POINTS = "points"
    GOAL_DIFFERENCE = "goal difference"
    GOALS_SCORED = "goals scored"


class MatchStatus(enum.StrEnum):
    """The status of a match; only a played or awarded one has a score."""

    PLAYED = "played"
    AWARDED = "awarded"
    WALKOVER = "walkover"
    ABANDONED = "abandoned"
    ANNULLED = "annulled"
    POSTPONED = "postponed"
    NOT_PLAYED = "not_played"


@dataclass(frozen=True, slots=True)
class OtherScore:
    """A score that another place of the documents gives the match, home first.

    `title` names the document, where that is another one than the match's.
    """

    goals: tuple[int, int]
    source: Source
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A moderators' correction of one thing of a match: `kind` is "score" or "date".

    The match is named by its season, the keys of its clubs, and date and place as its document has them;
    `match` is what it is called. `printed` is what the document has, `value` what holds instead, both as
    text: "1-1 (4-3)", "1996-12-01", empty for none. `source` is where moderators have it from.
    """

    season: int
    home: str
    away: str
    date: str
    stage: str | None
    group: str | None
    round: str | None
    leg: int | None
    match: str
    kind: str
    printed: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Match:
    """A match of the season; goals are None if the document has no score.

    `stage`, `group` and `round` come from the headings ("Final Stage", "Region II", "Round 3"). `penalties`
    is the shoot-out, never added to the score. `play_off` marks a decider outside the round robin, `knockout`
    a match of a knock-out round. `origin` is "line", or "infobox" for a result found only there;
    `labels` are its infobox labels, `record_note` the infobox's note on it. `played_score` is the
    score on the pitch if another one was awarded; `through` is the club the source marks as qualified.
    `aggregate` is the total that the document states for its tie, home first, `settled_by` what it says
    settled that ("away goals", "penalties"); `of_tie` if a row of two legs or of a tie's one match tells it.
    `other_scores` are those that contradict this one. `corrections` are what moderators corrected of it, who
    know better than the document.
    """

    home: Team
    away: Team
    home_goals: int | None
    away_goals: int | None
    date: datetime.date | None
    stage: str | None
    group: str | None
    round: str | None
    source: Source
    leg: int | None = None
    status: MatchStatus = MatchStatus.PLAYED
    extra_time: bool = False
    penalties: tuple[int, int] | None = None
    play_off: bool = False
    note: str | None = None
    knockout: bool = False
    origin: str = "line"
    labels: tuple[str, ...] = ()
    record_note: str | None = None
    played_score: tuple[int, int] | None = None
    through: Team | None = None
    aggregate: tuple[int, int] | None = None
    settled_by: str | None = None
    other_scores: tuple[OtherScore, ...] = ()
    corrections: tuple[Correction, ...] = ()
    of_tie: bool = field(default=False, compare=False)

    @property
    def season(self) -> int:
        """The season of the document."""
        return self.source.season

    @property
    def score(self) -> tuple[int, int] | None:
        """The score, home first; None if the document gives none."""
        if self.home_goals is None or self.away_goals is None:
            return None
        return self.home_goals, self.away_goals

    @property
    def scored(self) -> bool:
        """Whether the document gives a score."""
        return self.home_goals is not None and self.away_goals is not None

    @property
    def score_corrected(self) -> bool:
        """Whether moderators corrected the score."""
        return any(correction.kind == "score" for correction in self.corrections)


GOALS, AWAY_GOALS, PENALTIES, PLAY_OFF, DECISION = "goals", "away goals", "penalties", "play-off", "decision"
BY_TABLE = "table"
"""What settles a tie."""


def aggregate_kind(legs: Sequence[tuple[int, int]], total: tuple[int, int]) -> str | None:
    """Return whether a printed aggregate counts "goals" or "points"; None if it fits neither.

    Each leg and the total have the same team first. Goals take precedence if both fit.
    """
    turned = [(away, home) for home, away in legs]
    if (sum(own for own, _ in legs), sum(own for own, _ in turned)) == total:
        return "goals"
    for win in (3, 2):
        points = [sum(win if a > b else int(a == b) for a, b in seen) for seen in (legs, turned)]
        if tuple(points) == total:
            return "points"
    return None


@dataclass(frozen=True, slots=True)
class Record:
    """A result that the infobox states under a label ("Biggest Home Win"), with its note if any.

    `match` is the match line of that result, if there is one.
    """

    label: str
    match: Match
    note: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class PointsAdjustment:
    """Points that a sentence of the document deducts from a club (negative) or adds."""

    club: Team
    points: int
    source: Source


@dataclass(frozen=True, slots=True)
class StatedRow:
    """A row of a standings table printed in the document; None for missing cells.

    `stage` and `group` are those of the headings above; `adjustment` is the points deducted or added.
    """

    position: int | None
    club: Team
    played: int | None
    won: int | None
    drawn: int | None
    lost: int | None
    goals_for: int | None
    goals_against: int | None
    points: int | None
    note: str | None
    source: Source
    adjustment: int | None = None
    goal_difference: int | None = None
    stage: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class LostTable:
    """Leftover markup (`|-`, `|}`) of a table whose rows are missing, with the stage and group above it."""

    source: Source
    stage: str | None = None
    group: str | None = None


class SeasonStatus(enum.StrEnum):
    """The status of a season."""

    PLAYED = "played"
    CANCELLED = "cancelled"
    NO_FINAL = "no final"
    NOT_HELD = "not held"
    UNDER_WAY = "under way"


@dataclass(frozen=True, slots=True)
class Season:
    """One season document as read: every line is in one of these facts or in `problems`.

    `spellings` are the document's names of its clubs, without short forms; linking fills them. `of_list` if
    the document is a list of editions. Several documents of a season are merged into one such value, which
    has the name of the leading one; see `tournament.merge`.
    """

    year: int
    title: str
    document: str
    lines: int
    infobox: tuple[InfoboxField, ...] = ()
    champions: tuple[Honour, ...] = ()
    runners_up: tuple[Honour, ...] = ()
    scorers: tuple[Scorer, ...] = ()
    records: tuple[Record, ...] = ()
    stated_matches: Stated | None = None
    stated_goals: Stated | None = None
    previous: int | None = None
    next: int | None = None
    sections: tuple[Section, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    entries: tuple[Entry, ...] = ()
    changes: tuple[TeamChange, ...] = ()
    regions: tuple[Region, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    matches: tuple[Match, ...] = ()
    standings: tuple[StatedRow, ...] = ()
    see_also: tuple[str, ...] = ()
    lost_tables: tuple[LostTable, ...] = ()
    problems: tuple[Problem, ...] = ()
    status: SeasonStatus = SeasonStatus.PLAYED
    adjustments: tuple[PointsAdjustment, ...] = ()
    spellings: tuple[Team, ...] = ()
    of_list: bool = False

    @property
    def infobox_matches(self) -> tuple[Match, ...]:
        """The results found only in the infobox."""
        return tuple(dict.fromkeys(r.match for r in self.records if r.match.origin == "infobox"))

    @property
    def all_matches(self) -> tuple[Match, ...]:
        """The matches, those found only in the infobox last."""
        return (*self.matches, *self.infobox_matches)


@dataclass(frozen=True, slots=True)
class ClubName:
    """A name of a club, its kind and its source (document, URL or moderator)."""

    text: str
    kind: NameKind
    source: str


@dataclass(frozen=True, slots=True)
class Club:
    """A club over all seasons: stable key, name as spelt in the documents, places, names.

    `seasons` are those whose own documents name it, `listed` those in which only a list of editions does;
    `titles` and `matches` tell how well known it is.
    """

    key: str
    name: str
    department: str | None
    towns: tuple[str, ...]
    seasons: tuple[int, ...]
    names: tuple[ClubName, ...]
    listed: tuple[int, ...] = ()
    titles: int = 0
    matches: int = 0

    @property
    def all_seasons(self) -> tuple[int, ...]:
        """All seasons in which any document names the club."""
        return tuple(sorted((*self.seasons, *self.listed)))
