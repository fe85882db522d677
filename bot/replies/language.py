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
from discord.utils import escape_markdown, escape_mentions

from bot.folding import fold

_CATALOGUES = Path(__file__).parent / "locale"
_LOCALES = {"en-US": "en_US", "en-GB": "en_GB", "es-ES": "es_ES", "es-419": "es_PE"}
_DEFAULT = {"en": "en-US", "es": "es-419"}
# Signs that turn the direction of all that follows, beyond the value that holds them.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


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
        self._catalogue = _catalogue(self.code)

    @property
    def code(self) -> str:
        """The language alone: "en" or "es"."""
        return self.tag.partition("-")[0]

    @functools.cached_property
    def plain(self) -> "Language":
        """The same language without markup: for labels, footers and the terminal."""
        return language(self.tag, markup=False)

    def say(self, message: str, **values: object) -> Marked:
        """Return the sentence in this language with its `{places}` filled."""
        return self._fill(self._catalogue.gettext(message), values)

    def count(self, one: str, many: str, n: int, **values: object) -> Marked:
        """Return the singular or plural sentence for `n`, which fills the place `{n}`."""
        return self._fill(self._catalogue.ngettext(one, many, n), {"n": self.number(n), **values})

    def term(self, context: str, message: str) -> str:
        """Return a word of the interface that depends on its context, such as a command's name."""
        return self._catalogue.pgettext(context, message)

    def has(self, message: str, context: str | None = None) -> bool:
        """Tell whether the language has a text of its own for a message."""
        found = self.term(context, message) if context else self._catalogue.gettext(message)
        return self.code == "en" or found != message

    def text(self, value: object) -> Marked:
        """Return a value as it may be shown here: names escaped, dates and lists in the language's form."""
        if isinstance(value, Marked):
            return value
        if isinstance(value, datetime.date):
            return self.date(value)
        text = str(value).translate(_TURNING)
        return Marked(escape_markdown(escape_mentions(text)) if self.markup else text)

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
        style: Literal["or", "standard"] = "or" if last == "or" else "standard"
        texts = [self.text(v) for v in values]
        joined = format_list(texts, style=style, locale=self.locale)
        return Marked(_sounding(joined, texts[-1]) if self.code == "es" and len(texts) > 1 else joined)

    def date(self, value: datetime.date, *, length: str = "medium") -> Marked:
        """Return a date, "Jan 19, 1997" or "19 ene 1997"; in words with the length "long"."""
        form = "d MMM y" if self.code == "es" and length == "medium" else length
        return Marked(format_date(value, form, locale=self.locale).replace(".", ""))

    def moment(self, value: datetime.datetime) -> Marked:
        """Return a moment in UTC, such as "Jan 19, 1997, 5:00 PM UTC"."""
        return Marked(f"{format_datetime(value, 'medium', tzinfo=datetime.UTC, locale=self.locale)} UTC")

    def ordinal(self, n: int) -> Marked:
        """Return "1st", "2nd" … or "1.º", "2.º" …"""
        if self.code == "es":
            return Marked(f"{n}.º")
        ending = {"one": "st", "two": "nd", "few": "rd"}.get(self.locale.ordinal_form(n), "th")
        return Marked(f"{n}{ending}")

    def number(self, value: float) -> Marked:
        """Return a number with the language's separators; years are no numbers."""
        return Marked(format_decimal(value, locale=self.locale))

    def _fill(self, template: str, values: dict[str, object]) -> Marked:
        return Marked(template.format_map({name: self.text(value) for name, value in values.items()}))


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
