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
from bot.reader.clubs import Clubs, can_be_club
from bot.reader.dates import CLOCK, DateText, read_date
from bot.reader.line_tokens import LONGEST, LineToken, tokens
from bot.reader.match_notes import (
    ABOUT,
    ATTACHED,
    Score,
    begins_note,
    is_of_another_score,
    read_note,
    tells_result,
)
from bot.reader.note_clauses import DASH, SCORE
from bot.text import fold
from bot.vocabulary import words

_MOST_TOKENS = 80
_LONGEST_KEYWORD = 8
_MOST_PLACES = 6
_SHOOT_OUT_INSIDE = re.compile(
    rf"(?<![\w/:.–-])(\d{{1,2}}) ?\((\d{{1,2}})\) ?{DASH} ?"
    r"(?:\((\d{1,2})\) ?\1|\1 ?\((\d{1,2})\))(?![\w/])"
)
_VERSUS = {"v", "vs", "vs.", "v.", "x", "versus", "contra", "-", "–", "—"}
_ORDINAL = re.compile(r"\d{1,3}[.)ºª°]+|n[°ºo]\.?|no\.", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$|(?<=\d)\.$")
_HOUR = re.compile(rf"(?:\d{{1,2}}\s*{DASH}\s*0\d|(?:[7-9]|1\d|2[0-3]){DASH}(?:[2-5]0|[1-5]5))")
"""A time of day with a dash, "10-30" or "13-00": nobody knows whether it is a score."""
_STOPS = ("separator", "score", "time", "date")


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


class _Line:
    """One line in tokens, read from left to right."""

    def __init__(self, text: str, found: list[LineToken], clubs: Clubs, season: int | None) -> None:
        self.text = text
        self.tokens = found
        self.clubs = clubs
        self.season = season

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
        for place in places[:_MOST_PLACES]:
            stop = place + 1 if self.is_versus(place) or self.keyword(place, place + 1) else place + 2
            trial = replace(parts, notes=[], times=list(parts.times), dates=list(parts.dates))
            home, behind = self.side(start, place), self.away(trial, stop)
            if home is None or behind is None:
                continue
            trial.home, trial.status = home, "" if self.is_versus(place) else self.span(place, stop)
            if self.both(trial) and self.tail(trial, behind):
                return trial
        return None

    def is_versus(self, place: int) -> bool:
        """Tell whether a token stands between two sides: "v", a dash."""
        return self.tokens[place].text.lower() in _VERSUS

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
            versus = joint.text in _VERSUS
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

    def span(self, start: int, stop: int) -> str:
        """Return the text of some tokens as it stands."""
        return self.text[self.tokens[start].start : self.tokens[stop - 1].end] if start < stop else ""

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

    def keyword(self, start: int, stop: int) -> bool:
        """Tell whether some tokens are words of a status, a shoot-out or extra time, as a whole."""
        if not 0 < stop - start <= _LONGEST_KEYWORD or not begins_note(self.tokens[start].text):
            return False
        text = self.span(start, stop)
        return text not in self.clubs and tells_result(text, ("", ""), self.season)

    def versus(self, start: int, stop: int) -> int | None:
        """Return the place of the one "v" or dash between two sides."""
        places = [n for n in range(start + 1, stop - 1) if self.is_versus(n)]
        sure = [
            n
            for n in places
            if (self.side(start, n) or "") in self.clubs and (self.side(n + 1, stop) or "") in self.clubs
        ]
        return sure[0] if sure else places[0] if len(places) == 1 else None

    def side(self, start: int, stop: int) -> str | None:
        """Return the name that all of some tokens are, marks at its end taken off."""
        while start < stop and not self.clubs.spells(self.span(start, stop)):
            if self.tokens[stop - 1].kind not in ("mark", "separator"):
                break
            stop -= 1
        name = self.span(start, stop)
        if not name or (
            any(token.kind in _STOPS for token in self.tokens[start:stop]) and name not in self.clubs
        ):
            return None
        return name

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

    def stop(self, start: int) -> int:
        """Return where a name must end: at a comma, a dash, a score, a date, a time, a venue, a full stop."""
        for place in range(start, len(self.tokens)):
            token = self.tokens[place]
            if token.kind in _STOPS or (place > start and ABOUT.match(token.text)):
                return place
            if place > start and token.kind == "mark" and not self.clubs.spells(self.span(start, place + 1)):
                return place
            if token.kind == "word" and self.ends_sentence(place + 1):
                return place + 1
        return len(self.tokens)

    def ends_sentence(self, place: int) -> bool:
        """Tell whether the word before a place ends a sentence: no initial, no acronym."""
        word = self.tokens[place - 1].text
        return word == "." or (word.endswith(".") and re.fullmatch(r"[^\W\d_]{3,}\.", word) is not None)

    def name_end(self, begin: int, stop: int) -> int:
        """Return where a name ends: the longest known one, else before what is a note."""
        for end in range(stop, begin, -1):
            if self.span(begin, end) in self.clubs and (end == stop or self.is_note(end, stop)):
                token = self.tokens[end] if end < stop else None
                town = token and token.kind == "bracket" and self.in_name(token.inner, self.span(begin, end))
                return end + 1 if town else end
        end = stop
        for _ in range(_MOST_PLACES):
            if end <= begin + 1:
                break
            token = self.tokens[end - 1]
            before = self.span(begin, end - 1)
            if token.kind == "bracket" and self.in_name(token.inner, before):
                break
            if token.kind == "bracket" or token.kind == "mark":
                end -= 1
                continue
            words_of_note = next(
                (n for n in range(max(begin + 1, end - _LONGEST_KEYWORD), end) if self.keyword(n, end)), end
            )
            if words_of_note == end:
                break
            end = words_of_note
        return end

    def is_note(self, start: int, stop: int) -> bool:
        """Tell whether what stands behind a known name is brackets, marks or words of a note."""
        first = self.tokens[start]
        return first.kind in ("bracket", "mark") or first.text == "." or self.keyword(start, stop)

    def in_name(self, inner: str, before: str) -> bool:
        """Tell whether a bracket is a place in a club's name: "José Olaya (Sechura)"."""
        if f"{before} ({inner})" in self.clubs or self.clubs.is_place(inner, before):
            return True
        parts = inner.split()
        short = 0 < len(parts) <= 3 and 1 < len(inner) <= 30 and "," not in inner
        if not short or any(letter.isdigit() for letter in inner) or not parts[0][0].isupper():
            return False
        verbs = words("notes", "won") | words("notes", "lost")
        if tells_result(inner, ("", "")):
            return False
        return before not in self.clubs and not any(fold(part) in verbs for part in parts)

    def both(self, parts: Parts) -> bool:
        """Tell whether both sides are clubs: known ones, or names that are nothing else."""
        return self.is_club(parts.home, parts.away) and self.is_club(parts.away, parts.home)

    def is_club(self, name: str, other: str) -> bool:
        if name in self.clubs:
            return True
        numbered = not self.clubs.listed and name.rstrip(" 0123456789") not in self.clubs
        if not can_be_club(name, numbered) or tells_result(name, ("", "")):
            return False
        if self.clubs.joins(name) or (self.clubs.listed and self.clubs.tears(name, self.text, other)):
            return False
        return not any(
            re.search(r"\d", inner)
            or inner in self.clubs
            or inner[:1].islower()
            or tells_result(inner, ("", ""))
            or is_of_another_score(inner)
            for inner in _BRACKET.findall(name)
        )

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
