"""Write bot/names/common_words.txt.gz, the commonest words of Spanish and English, from wordfreq's lists.

    pip install wordfreq && python -m bench.common_words

A word that may be a name of a person, place or brand is marked: a country, a city, and what both languages
have alike. It may be a club that the documents lack, which has to be told.
"""

import gzip
from pathlib import Path
from zoneinfo import available_timezones

from babel import Locale
from babel.dates import get_timezone_location
from wordfreq import top_n_list  # type: ignore[import-not-found]

from bot.text import fold

PAGE = Path(__file__).parents[1] / "bot" / "names" / "common_words.txt.gz"
MOST, MOST_FOREIGN = 20_000, 60_000
ALWAYS = 300
"""The commonest words of each language, which are no names though both languages may have them."""
COMMONEST = 5_000
"""The words of each language that are never taken for a name alone, unless they are one."""
OFTEN = 3_000
"""Words up to here are names only where the other language has them among its own commonest."""
OWN, LITTLE_USED = 1_500, 5_000
"""An English word up to the first that Spanish has only behind the second, such as "help", is no name."""
HEAD = """\
# Commonest words of Spanish and English, folded, a * after what may be a name, a + after the
# 5,000 commonest of each; made by
# bench/common_words.py from wordfreq 3.1 (Robyn Speer, https://doi.org/10.5281/zenodo.7199437).
# Licence of this list: CC BY-SA 4.0, as wordfreq's data.
"""


def names_of_places() -> set[str]:
    """The words of all countries and of the cities that time zones are called by, in both languages."""
    names = set()
    for code in ("es", "en"):
        names |= set(Locale.parse(code).territories.values())
        names |= {
            get_timezone_location(zone, locale=code, return_city=True) for zone in available_timezones()
        }
    return {word for name in names for word in fold(name).split()}


def main() -> None:
    """Write the list."""
    ranked = [[fold(word) for word in top_n_list(code, MOST)] for code in ("es", "en")]
    spanish, english = ({word for word in words if word.isalpha()} for words in ranked)
    always = {word for words in ranked for word in words[:ALWAYS]}
    foreign = [{fold(word) for word in top_n_list(code, MOST_FOREIGN)} for code in ("en", "es")]
    rare = {
        word for words, other in zip(ranked, foreign, strict=True) for word in words[OFTEN:] if word in other
    }
    own = set(ranked[1][:OWN]) - set(ranked[0][:LITTLE_USED])
    names = ((spanish & english) | rare) - always - own | names_of_places()
    words = sorted(word for word in spanish | english if len(word) > 1)
    first = {word for listed in ranked for word in listed[:COMMONEST]}
    marks = {word: ("*" if word in names else "") + ("+" if word in first else "") for word in words}
    text = HEAD + "".join(f"{word}{mark}\n" for word, mark in marks.items())
    PAGE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
