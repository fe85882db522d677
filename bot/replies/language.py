"""Sentences, dates and numbers in the reader's language; what people wrote never becomes markup.

A sentence is written once, in English, where it is said; `locale/es/` has its Spanish, one file a family.
Values put into a sentence are escaped unless they are `Marked`, which is text whose markup is meant.
"""

import datetime
import functools
import gettext
import io
import re
from pathlib import Path
from typing import Any, Literal

import discord
from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from discord.utils import escape_mentions

from bot.folding import fold

_CATALOGUES = Path(__file__).parent / "locale"
_LOCALES = {"en-US": "en_US", "en-GB": "en_GB", "es-ES": "es_ES", "es-419": "es_PE"}
_DEFAULT = {"en": "en-US", "es": "es-419"}
# Signs that turn the direction of all that follows, beyond the value that holds them; controls of terminals.
_TURNING: dict[int, str | None] = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_TURNING |= dict.fromkeys([*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)], " ")
_MARKS = re.compile(r"[\\*_~|`<\[\]]|^[>#-]|(?<=:/)/", re.MULTILINE)
"""What begins markup, a mention or an address; behind a backslash Discord shows it as it is."""
_TO_BE_LOOKED_AT = re.compile("[-_\\\\~|*`>#@/<\\[\\]\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Without one of these signs a text has no markup, no mention and turns nothing."""
_KEPT = 2048
"""Sentences, dates, numbers and lists that a language keeps as they were last put into words."""
_LONGEST_KEPT, _MOST_JOINED = 200, 40
"""Characters of a text and texts of a list; what is longer is put into words anew each time."""

_WORD = re.compile(r"[^\W_]+")
_LIKE_Y, _LIKE_O = re.compile(r"h?i(?![aeou])"), re.compile(r"h?o")


class Marked(str):
    """Text whose markup is meant, ready to be shown."""

    __slots__ = ()


class Language:
    """One language for one kind of place: `markup` for Discord, without it for the terminal and labels."""

    def __init__(self, tag: str, *, markup: bool = True) -> None:
        self.tag = _known_tag(tag)
        self.markup = markup
        self.locale = Locale.parse(_LOCALES[self.tag])
        self.code = self.tag.partition("-")[0]
        """The language alone: "en" or "es"."""
        catalogue = _catalogue(self.code)
        # Few values come again and again, and babel takes more time over each than all else together.
        kept = functools.lru_cache(_KEPT)
        self._sentence = kept(catalogue.gettext)
        self._counted = kept(catalogue.ngettext)
        self._term = kept(catalogue.pgettext)
        self._escaped = kept(self._escape)
        self._joined = kept(self._join)
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
        return self._fill(self._sentence(message), values)

    def count(self, one: str, many: str, n: int, **values: object) -> Marked:
        """Return the singular or plural sentence for `n`, which fills the place `{n}`."""
        return self._fill(self._counted(one, many, n), {"n": self.number(n), **values})

    def term(self, context: str, message: str) -> str:
        """Return a word of the interface that depends on its context, such as a command's name."""
        return self._term(context, message)

    def has(self, message: str, context: str | None = None) -> bool:
        """Tell whether the language has a text of its own for a message."""
        found = self.term(context, message) if context else self._sentence(message)
        return self.code == "en" or found != message

    def text(self, value: object) -> Marked:
        """Return a value as it may be shown here: names escaped, dates and lists in the language's form."""
        if isinstance(value, Marked):
            return value
        if isinstance(value, datetime.date):
            return self.date(value)
        text = str(value)
        if _TO_BE_LOOKED_AT.search(text) is None:
            return Marked(text)
        return self._escaped(text) if len(text) <= _LONGEST_KEPT else self._escape(text)

    def _escape(self, text: str) -> Marked:
        straight = text.translate(_TURNING)
        return Marked(_MARKS.sub(r"\\\g<0>", escape_mentions(straight)) if self.markup else straight)

    def bold(self, value: object) -> Marked:
        """Return a value in bold where the place has markup."""
        text = self.text(value)
        return Marked(f"**{text}**") if self.markup else text

    def link(self, value: object, url: str | None) -> Marked:
        """Return a value as a link where the place has markup."""
        text = self.text(value)
        return Marked(f"[{text}]({url})") if self.markup and url else text

    def join(self, values: list[Marked] | tuple[Marked, ...], *, last: str = "and") -> Marked:
        """Return values as a list in words: "a, b and c", or "a, b or c"."""
        texts = tuple([self.text(value) for value in values])
        return self._joined(texts, last) if len(texts) <= _MOST_JOINED else self._join(texts, last)

    def _join(self, texts: tuple[Marked, ...], last: str) -> Marked:
        style: Literal["or", "standard"] = "or" if last == "or" else "standard"
        joined = format_list(texts, style=style, locale=self.locale)
        return Marked(_sounding(joined, texts[-1]) if self.code == "es" and len(texts) > 1 else joined)

    def date(self, value: datetime.date, *, length: str = "medium") -> Marked:
        """Return a date, "Jan 19, 1997" or "19 ene 1997"; in words with the length "long"."""
        return self._date(value, length)

    def _format_date(self, value: datetime.date, length: str) -> Marked:
        form = "d MMM y" if self.code == "es" and length == "medium" else length
        return Marked(format_date(value, form, locale=self.locale).replace(".", ""))

    def moment(self, value: datetime.datetime) -> Marked:
        """Return a moment in UTC, such as "Jan 19, 1997, 5:00 PM UTC"."""
        return self._moment(value)

    def _format_moment(self, value: datetime.datetime) -> Marked:
        return Marked(f"{format_datetime(value, 'medium', tzinfo=datetime.UTC, locale=self.locale)} UTC")

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

    def _fill(self, template: str, values: dict[str, object]) -> Marked:
        for name, value in values.items():
            if type(value) is not Marked:
                values[name] = self.text(value)
        return Marked(template.format_map(values))


def _sounding(joined: str, last: str) -> str:
    """Return a Spanish list with "e" for "y", "u" for "o" before a word that begins with that sound."""
    found = _WORD.search(last)
    if found is None or found[0].isupper():
        # "VI y IX": numerals and initials are not read as they are spelt.
        return joined
    heard = fold(found[0])
    for word, other, sound in ((" y ", " e ", _LIKE_Y), (" o ", " u ", _LIKE_O)):
        if sound.match(heard) and joined.endswith(word + last):
            return joined.removesuffix(word + last) + other + last
    return joined


@functools.cache
def language(tag: str, *, markup: bool = True) -> Language:
    """Return the language of a Discord locale: Spanish for es-ES and es-419, English for all others."""
    known = _known_tag(tag)
    return Language(known, markup=markup) if known == tag else language(known, markup=markup)


def language_of(interaction: discord.Interaction[Any]) -> Language:
    """Return the language of the reader of an interaction's answer."""
    return language(str(interaction.locale))


def _known_tag(tag: str) -> str:
    return tag if tag in _LOCALES else _DEFAULT.get(tag.partition("-")[0], "en-US")


@functools.cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """Return the sentences of all files of a language, one file a family of answers."""
    merged = Catalog(locale=code)
    for path in sorted((_CATALOGUES / code).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=code):
                if message.id:
                    merged.add(message.id, message.string, context=message.context)
    compiled = io.BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
