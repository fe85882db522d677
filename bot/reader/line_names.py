"""The names of clubs in a line of tokens: where they begin and end, and what stands between them."""

import re

from bot.reader.clubs import Clubs, can_be_club
from bot.reader.line_tokens import LineToken
from bot.reader.match_notes import ABOUT, begins_note, is_of_another_score, tells_result
from bot.text import fold
from bot.vocabulary import words

MOST_PLACES = 6
"""How many places are tried where a name may end."""
_LONGEST_KEYWORD = 8
VERSUS = {"v", "vs", "vs.", "v.", "x", "versus", "contra", "-", "–", "—"}
"""What stands between two sides."""
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_STOPS = ("separator", "score", "time", "date")


class NamedLine:
    """A line in tokens, and the names in it."""

    def __init__(self, text: str, found: list[LineToken], clubs: Clubs, season: int | None) -> None:
        self.text = text
        self.tokens = found
        self.clubs = clubs
        self.season = season

    def span(self, start: int, stop: int) -> str:
        """Return the text of some tokens as it stands."""
        return self.text[self.tokens[start].start : self.tokens[stop - 1].end] if start < stop else ""

    def is_versus(self, place: int) -> bool:
        """Tell whether a token stands between two sides: "v", a dash."""
        return self.tokens[place].text.lower() in VERSUS

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
        for _ in range(MOST_PLACES):
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

    def is_club(self, name: str, other: str) -> bool:
        """Tell whether a side beside another is a club: a known one, or a name that is nothing else."""
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
