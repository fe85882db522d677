"""The grammar of a match line: every token of the line is a part of the match, or the line is refused.

line  = lead* match tail*
lead  = number | mark | label ":" | date | time         "1." · "#" · "Arequipa:" · "22/01/97" · "19:15"
match = side score note* side                           "Melgar 2–1 UTC" · "Melgar 2-2 aet 4-3 pen UTC"
      | side versus side score                          "Melgar v UTC 1-1"
      | side goals [versus] side goals                  "Melgar 2 – UTC 1"
      | side status side                                "Melgar w/o UTC"
      | side versus side                                a match without a score
tail  = note | bracket | date | time | venue | mark     "(a.e.t.)" · ", Estadio Nacional" · "@ Lima" · "†"
"""

import re
from dataclasses import dataclass, field, replace

from bot.model import MatchStatus
from bot.reader.clubs import Clubs
from bot.reader.dates import CLOCK, DateText, read_date
from bot.reader.line_names import MOST_PLACES, VERSUS, NamedLine
from bot.reader.line_tokens import LONGEST, tokens
from bot.reader.match_notes import (
    ABOUT,
    ATTACHED,
    Score,
    is_of_another_score,
    read_note,
    tells_result,
)
from bot.reader.note_clauses import DASH, SCORE
from bot.text import fold
from bot.vocabulary import words

_MOST_TOKENS = 80
_SHOOT_OUT_INSIDE = re.compile(
    rf"(?<![\w/:.–-])(\d{{1,2}}) ?\((\d{{1,2}})\) ?{DASH} ?"
    r"(?:\((\d{1,2})\) ?\1|\1 ?\((\d{1,2})\))(?![\w/])"
)
_ORDINAL = re.compile(r"\d{1,3}[.)ºª°]+|n[°ºo]\.?|no\.", re.IGNORECASE)
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$|(?<=\d)\.$")
_HOUR = re.compile(rf"(?:\d{{1,2}}\s*{DASH}\s*0\d|(?:[7-9]|1\d|2[0-3]){DASH}(?:[2-5]0|[1-5]5))")
"""A time of day with a dash, "10-30" or "13-00": nobody knows whether it is a score."""


@dataclass(frozen=True, slots=True)
class Fixture:
    """A match as one line gives it; `label` stands in front of it with a colon."""

    home: str
    away: str
    score: Score = field(default_factory=Score)
    label: str | None = None
    goals_behind: bool = False

    @property
    def note(self) -> str | None:
        """The notes in one text, None without any."""
        return "; ".join(self.score.notes) or None


@dataclass(slots=True)
class Parts:
    """What a line is made of, before the notes are read: the sides, the goals, and the texts about them."""

    home: str = ""
    away: str = ""
    goals: tuple[int, int] | None = None
    status: str = ""
    notes: list[str] = field(default_factory=list)
    dates: list[DateText] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    label: str | None = None
    goals_behind: bool = False


def read_score(cell: str, sides: tuple[str, str] = ("", ""), season: int | None = None) -> Score | None:
    """Return what a cell of scores says ("3–2 (4–3 p)", "W.O."), None if it is nothing of the kind."""
    if len(cell) > LONGEST:
        return None
    found = SCORE.match(cell.strip())
    if found:
        score = Score((int(found[1]), int(found[2])))
        for token in tokens(cell.strip()[found.end() :], season):
            if token.kind not in ("mark", "separator"):
                score = read_note(token.inner, score, sides, season)
        return score
    if cell and tells_result(cell, sides, season):
        read = read_note(cell, Score(), sides, season)
        return read if read.status is not MatchStatus.PLAYED else None
    return None


def read_fixture(
    text: str, clubs: Clubs, *, awaited: bool = False, season: int | None = None
) -> Fixture | None:
    """Return the match that `text` is, None if it is none or not all of it is understood.

    `awaited` tells that a round, a date or another match stands right above: then the goals may stand behind
    each name.
    """
    if len(text) > LONGEST:
        return None
    text = ATTACHED.sub(" ", _SHOOT_OUT_INSIDE.sub(_shoot_out_behind, text))
    found = tokens(text, season)
    if len(found) > _MOST_TOKENS:
        return None
    line = _Line(text, found, clubs, season)
    parts = line.read(awaited)
    return _fixture(parts, clubs, season) if parts else None


def _shoot_out_behind(found: re.Match[str]) -> str:
    """Return "2–2 (4–3 p)" for "2 (4) – (3) 2" and "2 (4) – 2 (3)"."""
    return f"{found[1]}–{found[1]} ({found[2]}–{found[3] or found[4]} p)"


def _counts_others(label: str) -> bool:
    """Tell whether the numbers behind a label are no goals of the cup: "Corners:", "Reservas:"."""
    first = fold(label).partition(" ")[0]
    others = words("names", "about") - words("names", "about_match") | words("names", "other_teams")
    return first in others


def _fixture(parts: Parts, clubs: Clubs, season: int | None) -> Fixture | None:
    """Return the match of a line's parts; None where two scores stand in it, or two dates."""
    sides = (parts.home, parts.away)
    score = Score(parts.goals)
    if len(parts.dates) > 1:
        return None
    if parts.dates:
        score = replace(score, date=parts.dates[0])
    notes = ([parts.status] if parts.status else []) + parts.notes
    for note in notes:
        score = read_note(note, score, sides, season)
    if parts.status:
        score = replace(score, notes=tuple(note for note in score.notes if note != parts.status))
    if (
        score.goals is None
        and score.status is MatchStatus.PLAYED
        and not (parts.home in clubs and parts.away in clubs)
    ):
        return None
    if any(map(is_of_another_score, [*notes, parts.label or ""])) or _counts_others(parts.label or ""):
        return None
    if parts.label and read_note(parts.label, Score(), sides).only_shoot_out:
        score = replace(score, only_shoot_out=True)
    label = parts.label if parts.label and not clubs.is_place(parts.label) else None
    score = score.settled()
    score = replace(score, notes=(*parts.times, *score.notes))
    return Fixture(*sides, score, label, parts.goals_behind)


class _Line(NamedLine):
    """One line in tokens, read from left to right."""

    def read(self, awaited: bool) -> Parts | None:
        """Return the parts of the match, None if the line is none."""
        scores = [place for place, token in enumerate(self.tokens) if token.kind == "score"]
        if scores:
            return self.scored(scores[0])
        return self.unscored() or self.goals_behind(awaited)

    def scored(self, place: int) -> Parts | None:
        if _HOUR.fullmatch(self.tokens[place].text):
            return None
        first, second = map(int, re.findall(r"\d+", self.tokens[place].text))
        parts = Parts(goals=(first, second))
        start = self.lead(parts, 0, place)
        behind = self.away(parts, place + 1)
        if behind is None:
            # No name behind the score: both sides stand in front of it.
            parts.notes.clear()
            middle = self.versus(start, place)
            if middle is None:
                return None
            parts.home, parts.away = self.side(start, middle) or "", self.side(middle + 1, place) or ""
            return parts if self.both(parts) and self.tail(parts, place + 1) else None
        home = self.side(start, place)
        if home is None:
            return None
        parts.home = home
        return parts if self.both(parts) and self.tail(parts, behind) else None

    def unscored(self) -> Parts | None:
        """Read "Melgar w/o UTC" and "Melgar – UTC (postponed)"."""
        parts = Parts()
        start = self.lead(parts, 0, len(self.tokens))
        places = [
            n for n in range(start + 1, len(self.tokens) - 1) if self.is_versus(n) or self.keyword(n, n + 1)
        ]
        places += [n for n in range(start + 1, len(self.tokens) - 2) if self.keyword(n, n + 2)]
        for place in places[:MOST_PLACES]:
            stop = place + 1 if self.is_versus(place) or self.keyword(place, place + 1) else place + 2
            trial = replace(parts, notes=[], times=list(parts.times), dates=list(parts.dates))
            home, behind = self.side(start, place), self.away(trial, stop)
            if home is None or behind is None:
                continue
            trial.home, trial.status = home, "" if self.is_versus(place) else self.span(place, stop)
            if self.both(trial) and self.tail(trial, behind):
                return trial
        return None

    def goals_behind(self, awaited: bool) -> Parts | None:
        """Read "Melgar 2 UTC 1" and "Melgar 2 – UTC 1": sides of the document, or one certain reading."""
        parts = Parts(goals_behind=True)
        start = self.lead(parts, 0, len(self.tokens))
        places = [
            n for n, token in enumerate(self.tokens) if n > start and re.fullmatch(r"\d{1,2}", token.text)
        ]
        readings: list[Parts] = []
        for first in places[:6]:
            joint = self.tokens[first + 1] if first + 1 < len(self.tokens) else self.tokens[first]
            versus = joint.text in VERSUS
            apart = joint.kind == "separator" and not versus
            begin = first + 1 + (versus or apart)
            for second in places[:6]:
                if second <= begin:
                    continue
                goals = (int(self.tokens[first].text), int(self.tokens[second].text))
                trial = replace(
                    parts, goals=goals, notes=[], times=list(parts.times), dates=list(parts.dates)
                )
                trial.home, trial.away = self.span(start, first), self.span(begin, second)
                known = [side in self.clubs for side in (trial.home, trial.away)]
                guessed = awaited and not (self.clubs.listed or apart) and max(goals) <= 15
                guessed = guessed and self.both(trial)
                if (all(known) or guessed) and self.tail(trial, second + 1):
                    readings.append(trial)
        return readings[0] if len(readings) == 1 else None

    def lead(self, parts: Parts, start: int, stop: int) -> int:
        """Take number, mark, label, date and time off the front, unless a club is written so."""
        while start < stop - 1 and not self.clubs.spells(self.span(start, stop)):
            token = self.tokens[start]
            if token.kind == "time" or (token.kind == "bracket" and re.fullmatch(CLOCK, token.inner)):
                parts.times.append(token.inner)
            elif token.kind == "date" or (token.kind == "bracket" and read_date(token.text, self.season)):
                date = read_date(token.text, self.season)
                parts.dates += [date] if date else []
            elif (token.text.isdigit() and self.tokens[start + 1].text == ")") or (
                token.text == "#" and self.tokens[start + 1].text.isdigit()
            ):
                start += 1
            elif token.kind not in ("mark", "separator") and not _ORDINAL.fullmatch(token.text):
                label = self.label(parts, start, stop)
                if label is None:
                    break
                start = label
                continue
            start += 1
        return start

    def label(self, parts: Parts, start: int, stop: int) -> int | None:
        """Take off a label or a date without a year that a colon, a comma or a dash closes: "14 May: …"."""
        date = read_date(self.span(start, stop), self.season)
        if date and date.partial and not date.sure:
            end = self.tokens[start].start + len(date.text)
            after = next((n for n in range(start, stop) if self.tokens[n].start >= end), stop)
            token = self.tokens[after] if after < stop else None
            if token and token.text in (":", ",") and self.tokens[after - 1].end == end:
                parts.dates.append(date)
                return after + 1
        for place in range(start + 1, min(start + 6, stop - 1)):
            if self.tokens[place].text == ":" and parts.label is None:
                parts.label = self.span(start, place)
                return place + 1
        return None

    def away(self, parts: Parts, start: int) -> int | None:
        """Take the name of the second side, with the notes in front of it; return the place behind it."""
        stop = self.stop(start)
        while start < len(self.tokens) and self.tokens[start].kind in ("mark", "bracket"):
            if self.clubs.spells(self.span(start, stop)):
                break
            if self.tokens[start].kind == "bracket":
                parts.notes.append(self.tokens[start].inner)
            start += 1
        begin, stop = self.notes_in_front(parts, start)
        if begin >= stop:
            return None
        end = self.name_end(begin, stop)
        if end < len(self.tokens) and self.tokens[end].text == ":":
            return None
        parts.away = self.span(begin, end).rstrip(". ") if self.ends_sentence(end) else self.span(begin, end)
        return end

    def notes_in_front(self, parts: Parts, start: int) -> tuple[int, int]:
        """Take words such as "aet 4-3 pen" off the front of a name; return where name and text of it end."""
        for begin in range(min(start + 5, len(self.tokens) - 1), start, -1):
            if self.keyword(start, begin):
                parts.notes.append(self.span(start, begin))
                return begin, self.stop(begin)
        return start, self.stop(start)

    def both(self, parts: Parts) -> bool:
        """Tell whether both sides are clubs: known ones, or names that are nothing else."""
        return self.is_club(parts.home, parts.away) and self.is_club(parts.away, parts.home)

    def tail(self, parts: Parts, start: int) -> bool:
        """Take what stands behind the match; False where it is another score or name without a word."""
        place = start
        while place < len(self.tokens):
            token = self.tokens[place]
            if token.kind in ("mark", "separator") or token.text == ".":
                place += 1
            elif token.kind == "bracket":
                parts.notes.append(token.inner)
                place += 1
            elif token.kind == "time":
                parts.times.append(token.text)
                place += 1
            elif token.kind == "date":
                date = read_date(token.text, self.season)
                parts.dates += [date] if date else []
                place += 1
            else:
                end = self.note_end(place)
                text = self.span(place, end)
                bare = place == start or self.tokens[place - 1].kind not in ("separator", "word")
                scored = any(part.kind == "score" for part in self.tokens[place:end])
                sides = (parts.home, parts.away)
                if (scored or bare) and not (tells_result(text, sides, self.season) or ABOUT.match(text)):
                    return False
                parts.notes.append(_FULL_STOP.sub("", text))
                place = end
        return True

    def note_end(self, start: int) -> int:
        """Return where a note without brackets ends: the next comma parts no note from its own rest."""
        for place in range(start + 1, len(self.tokens)):
            # Words go on behind a bracket: "Gálvez (Lima) 4-3 pen".
            goes_on = self.tokens[place + 1 : place + 2] and self.tokens[place + 1].kind in ("word", "score")
            if self.tokens[place].kind == "date" or (self.tokens[place].kind == "bracket" and not goes_on):
                return place
        return len(self.tokens)
