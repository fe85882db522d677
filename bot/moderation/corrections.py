"""The change that corrects a score or a date of a match, and how moderators name match and value."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from bot.errors import CorrectionFault, RefusedCorrectionError
from bot.model import Correction, Match
from bot.moderation.changes import Change, Details
from bot.moderation.state import Corrected, ModerationState, Who
from bot.names import Identities
from bot.reader_process import import_reader
from bot.text import clean, fold
from bot.tournament.corrections import DATE, SCORE, key_of, printed, typed_score, with_clubs_of_now

PRINTED = "document"
"""What the suggestion to go by the document again carries."""
_MOST_SOURCE = 200


@dataclass(frozen=True, slots=True)
class CorrectMatch(Change):
    """A correction of a match; one whose value is what the document has takes an earlier one back."""

    what: ClassVar[str] = "correct match"

    correction: Correction

    @property
    def details(self) -> Details:
        """The match, what is corrected from what into what, and the source."""
        names = ("season", "match", "kind", "printed", "value", "source")
        return {name: getattr(self.correction, name) for name in names}

    @property
    def as_json(self) -> str:
        """The change as a line of JSON, for `from_json`."""
        return json.dumps(dataclasses.asdict(self.correction), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the change from a line of `as_json`."""
        return cls(Correction(**json.loads(text)))

    @property
    def withdraws(self) -> bool:
        """Whether the document holds again."""
        return self.correction.value == self.correction.printed

    def concerns(self, state: ModerationState) -> tuple[object, ...]:
        """Return the documents and the corrections of the season, and what was decided on clubs."""
        year = self.correction.season
        groups = (state.documents, state.left_out, state.articles, state.leaders)
        of_season = [item for items in groups for item in items if item.season == year]
        corrections = [item for item in state.corrections if item.correction.season == year]
        return (*of_season, *corrections, *state.clubs)

    def apply(self, state: ModerationState, at: str, who: Who) -> ModerationState:
        """Return the state with the correction; raises RefusedCorrectionError if it changes nothing."""
        new = self.correction
        ruled = Identities(rules=tuple(decision.rule for decision in state.clubs)).ruled

        def is_replaced(old: Correction) -> bool:
            return old.kind == new.kind and key_of(with_clubs_of_now(old, ruled)) == key_of(new)

        replaced = [item for item in state.corrections if is_replaced(item.correction)]
        known = [dataclasses.replace(item.correction, home=new.home, away=new.away) for item in replaced]
        if not replaced if self.withdraws else new in known:
            raise RefusedCorrectionError(new.season, CorrectionFault.SAME, new.match)
        kept = [item for item in state.corrections if item not in replaced]
        if not self.withdraws:
            kept.append(Corrected(new, at, who))
        kept.sort(key=lambda item: item.correction.season)
        return dataclasses.replace(state, corrections=tuple(kept))


def match_id(match: Match | Correction) -> str:
    """Return a short text that names a match in a suggestion, the same however the match is corrected."""
    return hashlib.sha256(repr(key_of(match)).encode()).hexdigest()[:16]


def gone_matches(matches: Iterable[Match], corrections: Iterable[Correction]) -> list[Correction]:
    """Return a correction of each match that is no longer under its name."""
    known = set(map(match_id, matches))
    return [*{match_id(item): item for item in corrections if match_id(item) not in known}.values()]


async def correction_meant(
    season: int,
    typed: str,
    matches: Sequence[Match],
    corrections: Sequence[Correction],
    *,
    score: str | None,
    date: str | None,
    source: str,
) -> Correction:
    """Return the correction that is typed; raises RefusedCorrectionError."""
    kind, value = (SCORE, score) if score else (DATE, date)
    if not value or (score and date):
        raise RefusedCorrectionError(season, CorrectionFault.ONE, typed)
    source = " ".join(clean(source).split())[:_MOST_SOURCE]
    if not source:
        raise RefusedCorrectionError(season, CorrectionFault.SOURCE, typed)
    match = _match_meant(typed, matches)
    if match is None:
        gone = [item for item in corrections if item.kind == kind and match_id(item) == typed]
        if not gone or fold(value) != PRINTED:
            raise RefusedCorrectionError(season, CorrectionFault.MATCH, typed)
        return dataclasses.replace(gone[0], value=gone[0].printed, source=source)
    named = Correction(
        season,
        match.home.key,
        match.away.key,
        printed(match, DATE),
        *(match.stage, match.group, match.round, match.leg),
        f"{match.home.name} – {match.away.name}",
        kind,
        printed(match, kind),
        "",
        source,
    )
    value = named.printed if fold(value) == PRINTED else await typed_value(kind, value, season)
    return dataclasses.replace(named, value=value)


def _match_meant(typed: str, matches: Sequence[Match]) -> Match | None:
    """Return the match of a suggestion, or the only one whose clubs are both typed."""
    of_id = [match for match in matches if match_id(match) == typed]
    if of_id:
        return of_id[0]
    words = set(fold(typed).split())
    of_clubs = [m for m in matches if words >= {*fold(m.home.name).split(), *fold(m.away.name).split()}]
    return of_clubs[0] if len(of_clubs) == 1 else None


async def typed_value(kind: str, typed: str, season: int) -> str:
    """Return a typed score or date as a correction holds it; raises RefusedCorrectionError."""
    if kind == SCORE:
        score = typed_score(typed)
        if score is None:
            raise RefusedCorrectionError(season, CorrectionFault.SCORE, typed)
        return str(score)
    await import_reader()
    from bot.reader.dates import read_date

    date = read_date(typed.strip(), season)
    if date is None or date.day is None or date.rest or abs(date.day.year - season) > 1:
        raise RefusedCorrectionError(season, CorrectionFault.DATE, typed)
    return date.day.isoformat()
