"""Sentences, dates and numbers in the reader's language; what people wrote never becomes markup.

A sentence is written once, in English, where it is said; `locale/es/` has its Spanish, one file a family.
Values put into a sentence are escaped unless they are `Marked`, which is text whose markup is meant.
"""

import datetime
import functools
import gettext
import hashlib
import io
import re
import string
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.text import UNCLEAN, clean, fold

_CATALOGUES = Path(__file__).parent / "locale"
_LOCALES = {"en-US": "en_US", "en-GB": "en_GB", "es-ES": "es_ES", "es-419": "es_PE"}
_DEFAULT = {"en": "en-US", "es": "es-419"}
# That it begins with one set of signs, and looks back from there, makes it some five times as fast.
_MARKS = re.compile(r"[\\*_~|`<\[\]>#/-](?:(?<=[\\*_~|`<\[\]])|(?<=^[>#-])|(?<=://))", re.MULTILINE)
"""What begins markup, a mention or an address; behind a backslash Discord shows it as it is."""
_TO_BE_LOOKED_AT = re.compile(r"[-_\\~|*`>#@/<\[\]" + UNCLEAN + "]")
"""Without one of these signs a text has no markup, no mention and turns nothing."""
_NOT_CLEAN = re.compile(f"[{UNCLEAN}]")
_MENTION = re.compile(r"@(?=everyone|here|[!&]?[0-9]{17,20})")
_DASH_OF_NUMBERS = re.compile(r"–(?<=\d–)(?=\d)")
_DAYS = {"medium": "MMMd", "long": "MMMMd"}
"""The skeletons of dates without a year."""
_NO_BREAK, _JOINER = "\u00a0", "\u2060"
_KEPT = 2048
"""Sentences, dates, numbers and lists that a language keeps as they were last put into words."""
_MOST_SHOWN = 1 << 16
"""Characters of a value that are shown: far more than any message holds, and quickly looked through."""
_LONGEST_KEPT = 200
"""Characters of a text; what is longer is looked at anew each time."""

_WORD = re.compile(r"[^\W_]+")
_LIKE_I_OR_O = re.compile(r"h?(i(?![aeou])|o)")
_PARTED = ("2", "middle", "end")
"""Babel's names of what parts two texts, any two of more, and the last of these from the rest."""
_SOUNDING: dict[tuple[str, str | None], str] = {(" y ", "i"): " e ", (" o ", "o"): " u "}
"""What parts the last of a Spanish list from the others before a word that begins with the same sound."""


def unbroken(text: str) -> str:
    """Return a text in which a score or a range of years stays on one line."""
    return _DASH_OF_NUMBERS.sub(f"–{_JOINER}", text)


class Marked(str):
    """Text whose markup is meant, ready to be shown."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Pickle as a mere text: a process that draws it needs none of the wording."""
        return str, (str(self),)


class _Texts(dict[object, Marked]):
    """Values as they are shown; the same names and years stand on every page."""

    def __init__(self, put_into_text: Callable[[object], Marked]) -> None:
        super().__init__()
        self._put_into_text = put_into_text

    def __missing__(self, value: object) -> Marked:
        text = self._put_into_text(value)
        if type(value) is int or (type(value) is str and len(value) <= _LONGEST_KEPT):
            if len(self) >= _KEPT:
                self.clear()
            self[value] = text
        return text


class _Sentence(NamedTuple):
    """A sentence taken apart: its words, with a gap for each value, and whose places the gaps are."""

    pieces: list[str]
    places: tuple[tuple[int, str], ...]
    alone: Marked
    """What is said where there are no places."""


class Language:
    """One language for one kind of place: `markup` for Discord, without it for the terminal and labels."""

    def __init__(self, tag: str, *, markup: bool = True) -> None:
        self.tag = _known_tag(tag)
        self.markup = markup
        self.locale = Locale.parse(_LOCALES[self.tag])
        self.code = self.tag.partition("-")[0]
        """The language alone: "en" or "es"."""
        catalogue = _catalogue(self.code)
        self._text_of = catalogue.gettext
        self._counted_text_of = catalogue.ngettext
        self._texts = _Texts(self._put_into_text)
        self._parted_by = {form: _partings(self.locale, form) for form in ("standard", "or")}
        # Few values come again and again, and babel takes more time over each than all else together.
        kept = functools.lru_cache(_KEPT)
        self._sentence = kept(self._take_apart)
        self._counted = kept(self._take_counted_apart)
        self._term = kept(catalogue.pgettext)
        self._date = kept(self._format_date)
        self._number = kept(self._format_number)
        self._moment = kept(self._format_moment)
        self._ordinal = kept(self._format_ordinal)

    @functools.cached_property
    def plain(self) -> "Language":
        """The same language without markup: for labels, footers and the terminal."""
        return language(self.tag, markup=False)

    def say(self, message: str, **values: object) -> Marked:
        """Return the sentence in this language with its `{places}` filled."""
        sentence = self._sentence(message)
        return self._filled(sentence, values) if sentence.places else sentence.alone

    def count(self, one: str, many: str, n: int, **values: object) -> Marked:
        """Return the singular or plural sentence for `n`, which fills the place `{n}`."""
        sentence = self._counted(one, many, n)
        return self._filled(sentence, values) if sentence.places else sentence.alone

    def term(self, context: str, message: str) -> str:
        """Return a word of the interface that depends on its context, such as a command's name."""
        return self._term(context, message)

    def has(self, message: str, context: str | None = None) -> bool:
        """Tell whether the language has a text of its own for a message."""
        text = self.term(context, message) if context else self._text_of(message)
        return self.code == "en" or text != message

    def text(self, value: object) -> Marked:
        """Return a value as it may be shown here: names escaped, dates and lists in the language's form."""
        return value if type(value) is Marked else self._texts[value]

    def _put_into_text(self, value: object) -> Marked:
        if isinstance(value, datetime.date):
            return self.date(value)
        text = str(value)
        if len(text) > _MOST_SHOWN:
            text = text[:_MOST_SHOWN] + "…"
        if _TO_BE_LOOKED_AT.search(text) is None:
            return Marked(text)
        if _NOT_CLEAN.search(text) is not None:
            text = clean(text)
        if not self.markup:
            return Marked(text)
        if "@" in text:
            text = _MENTION.sub("@\u200b", text)
        return Marked(_MARKS.sub(_shown_as_it_is, text))

    def bold(self, value: object) -> Marked:
        """Return a value in bold where the place has markup."""
        text = value if type(value) is Marked else self._texts[value]
        return Marked("**" + text + "**") if self.markup else text

    def small(self, value: object) -> Marked:
        """Return a line in small print where the place has markup."""
        return Marked("-# " + self.text(value)) if self.markup else self.text(value)

    def link(self, value: object, url: str | None) -> Marked:
        """Return a value as a link where the place has markup."""
        text = value if type(value) is Marked else self._texts[value]
        return Marked("[" + text + "](" + url + ")") if self.markup and url else text

    def join(self, values: Iterable[object], *, last: str = "and") -> Marked:
        """Return values as a list in words: "a, b and c", or "a, b or c"."""
        texts = [value if type(value) is Marked else self._texts[value] for value in values]
        if len(texts) < 2:
            return texts[0] if texts else Marked()
        pair, comma, end = self._parted_by["or" if last == "or" else "standard"]
        parting = pair if len(texts) == 2 else end
        if self.code == "es":
            parting = _SOUNDING.get((parting, _first_sound(texts[-1][:_LONGEST_KEPT])), parting)
        return Marked(comma.join(texts[:-1]) + parting + texts[-1])

    def date(self, value: datetime.date, *, length: str = "medium") -> Marked:
        """Return a date, "Jan 19, 1997" or "19 ene 1997"; in words with the length "long"."""
        return self._date(value, length)

    def _format_date(self, value: datetime.date, length: str) -> Marked:
        form = "d MMM y" if self.code == "es" and length == "medium" else length
        if length in _DAYS.values():
            text = format_skeleton(length, value, locale=self.locale)
        else:
            text = format_date(value, form, locale=self.locale)
        text = text.replace(".", "")
        return Marked(text.replace(" ", _NO_BREAK) if self.markup else text)

    def day(self, value: datetime.date, *, length: str = "medium") -> Marked:
        """Return a date without its year, "Jan 19" or "19 ene"; in words with the length "long"."""
        return self._date(value, _DAYS[length])

    def month(self, year: int, month: int) -> Marked:
        """Return a month with its year, "May 1967" or "mayo de 1967"."""
        first = datetime.date(year, month, 1)
        return Marked(format_skeleton("yMMMM", first, locale=self.locale))

    def moment(self, value: str) -> Marked:
        """Return an ISO moment in the reader's time; without markup "Jan 19, 1997, 5:00 PM UTC"."""
        return self._moment(value)

    def _format_moment(self, value: str) -> Marked:
        moment = datetime.datetime.fromisoformat(value)
        if self.markup:
            return Marked(f"<t:{int(moment.timestamp())}:f>")
        return Marked(f"{format_datetime(moment, 'medium', tzinfo=datetime.UTC, locale=self.locale)} UTC")

    def ordinal(self, n: int) -> Marked:
        """Return "1st", "2nd" … or "1.º", "2.º" …"""
        return self._ordinal(n)

    def _format_ordinal(self, n: int) -> Marked:
        if self.code == "es":
            return Marked(f"{n}.º")
        ending = {"one": "st", "two": "nd", "few": "rd"}.get(self.locale.ordinal_form(n), "th")
        return Marked(f"{n}{ending}")

    def number(self, value: float) -> Marked:
        """Return a number with the language's separators; years are no numbers."""
        return self._number(value)

    def _format_number(self, value: float) -> Marked:
        return Marked(format_decimal(value, locale=self.locale))

    def _filled(self, sentence: _Sentence, values: dict[str, object]) -> Marked:
        pieces, places, _ = sentence
        filled, texts = pieces.copy(), self._texts
        for place, name in places:
            value = values[name]
            filled[place] = value if type(value) is Marked else texts[value]
        return Marked("".join(filled))

    def _take_apart(self, message: str) -> _Sentence:
        return _taken_apart(self._text_of(message))

    def _take_counted_apart(self, one: str, many: str, n: int) -> _Sentence:
        """Return the singular or plural sentence with its number in its place."""
        pieces, places, _ = _taken_apart(self._counted_text_of(one, many, n))
        counted = pieces.copy()
        for place, name in places:
            if name == "n":
                counted[place] = self.number(n)
        others = tuple([gap for gap in places if gap[1] != "n"])
        return _Sentence(counted, others, Marked("".join(counted)))


@functools.lru_cache(_KEPT)
def _taken_apart(text: str) -> _Sentence:
    pieces: list[str] = []
    places: list[tuple[int, str]] = []
    for words, name, _, _ in string.Formatter().parse(text):
        pieces.append(words)
        if name is not None:
            places.append((len(pieces), name))
            pieces.append("")
    return _Sentence(pieces, tuple(places), Marked("".join(pieces)))


def _shown_as_it_is(mark: re.Match[str]) -> str:
    return "\\" + mark[0]


def _partings(locale: Locale, form: str) -> tuple[str, str, str]:
    """Return what parts the texts of a list: of two, any but the last, the last of more than two."""
    patterns = locale.list_patterns[form]
    pair, comma, end = (patterns[name].removeprefix("{0}").removesuffix("{1}") for name in _PARTED)
    return pair, comma, end


@functools.lru_cache(_KEPT)
def _first_sound(text: str) -> str | None:
    """Return with which of two vowels a text begins in Spanish, "i" or "o"; None for all other sounds."""
    word = _WORD.search(text)
    if word is None or word[0].isupper():
        # "VI y IX": numerals and initials are not read as they are spelt.
        return None
    sound = _LIKE_I_OR_O.match(fold(word[0]))
    return sound[1] if sound else None


@functools.cache
def language(tag: str, *, markup: bool = True) -> Language:
    """Return the language of a Discord locale: Spanish for es-ES and es-419, English for all others."""
    known = _known_tag(tag)
    return Language(known, markup=markup) if known == tag else language(known, markup=markup)


def _known_tag(tag: str) -> str:
    return tag if tag in _LOCALES else _DEFAULT.get(tag.partition("-")[0], "en-US")


@functools.cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """Return the sentences of all files of a language, one file a family of answers."""
    merged = Catalog(locale=code)
    for path in sorted((_CATALOGUES / code).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=code)
        # The file's own plural forms: those that Babel knows of a language change with its versions.
        merged.mime_headers = catalogue.mime_headers
        for message in catalogue:
            if message.id:
                merged.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@functools.cache
def catalogues_digest() -> str:
    """Return a digest of the catalogues, another one where any sentence of them is another."""
    files = sorted(_CATALOGUES.glob("*/*.po"))
    return hashlib.sha256(b"".join([path.read_bytes() for path in files])).hexdigest()
