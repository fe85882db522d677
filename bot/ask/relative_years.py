"""Seasons described by others: "before 1997", "two editions after 96", "the last five", "the second one"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.ask.tokens import Token, whole_words
from bot.ask.vocabulary import Vocabulary
from bot.ask.years import Span
from bot.queries.today import today_in_peru

FIRST, LAST = 0, 9999
"""The ends of a range that is open."""

_PANDEMIC = 2020
_PANDEMIC_WORDS = frozenset({"covid", "covid19", "pandemia", "pandemic", "coronavirus", "lockdown"})
"""Words that tell a year: "the last champion before the pandemic"."""
_GAP = (
    r"(?:(?:el|la|los|las|lo|de|del|al|a|the|that|of|in|en|que|ano|year|season|edition|edicion|temporada"
    r"|copa|cup|one|titulo|title|y|and|i|was|born|my|birth|naci|nacimiento|mi) )*"
)
_YEAR = r"<(?P<year>\d+)>"
_PANDEMIC_YEAR = rf"<(?P<year>{_PANDEMIC})>"
_WINNING = (
    r"(?:(?:de )?(?:haber )?(?:ganad[oa]|(?:ganar|levantar|alzar|conquistar|obtener|campeonar)(?:l[ao])?"
    r"|(?:salir|ser|coronarse) campeon|coronarse"
    r"|winning(?: it)?|lifting it)(?: (?:la|el|su|the|their) (?:copa|titulo|cup|title))? )?"
)
"""What a club did in the year: "before winning it in 1996"."""
_EDITIONS = (
    r"ediciones|edicion|temporadas?|copas?|torneos?|campeonatos?|editions?|seasons?|cups?|tournaments?"
)
_YEARS = r"anos?|years?"
_HOLDER = r"campeon|ganador|champion|winner"
_HOLDERS = r"(?:sub|vice)?campeones|ganadores|champions|winners|titulos|titles"
_NOT_A_PLACE = r"(?! (?:lugar|puesto|fecha|jornada|ronda|partido|place|round|matchday|match|game|position))"
ORDINALS = {
    word: number
    for number, words in enumerate(
        ("segunda segundo second 2nd 2da 2do",
         "tercera tercer tercero third 3rd 3ra 3er", "cuarta cuarto fourth 4th",
         "quinta quinto fifth 5th 5ta", "sexta sexto sixth 6th 6ta", "septima septimo seventh 7th",
         "octava octavo eighth 8th", "novena noveno ninth 9th", "decima decimo tenth 10th"),
        2,
    )
    for word in words.split()
}  # fmt: skip
_BREAK = (
    r"(?:paron|pausa|parate|paralizacion|suspension|interrupcion|receso|vacio|break|hiatus|stoppage|interruption"
    r"|shutdown|pause|lapse"
    r"|stopped|paused|was stopped|was suspended|(?:se )?(?:detuvo|detuviera|suspendio|suspendiera|paralizo"
    r"|paralizara|interrumpio|interrumpiera|parara)|(?:dejo|dejara) de jugarse)"
)
_BEGAN = (
    r"(?: (?:que|that|which|de|del|of|in|en|el|la|desde|from|since|se|hubo|empezo|arranco|comenzo|inicio"
    r"|started|starting|began|beginning|produjo|vino))*"
)
_YEARS_OFF = r"<(?P<year>\d+)(?:-(?P<until>\d+))?>"
_YEARS_OFF_BEFORE = r"<(?P<begin>\d+)(?:-(?P<end>\d+))?>"
_OF_BREAK = rf"(?:(?!<)\S+ ){{0,2}}?(?:{_BREAK}{_BEGAN} {_YEARS_OFF}|{_YEARS_OFF_BEFORE} {_BREAK})"
_BREAKS = (
    ("before", rf"(?:antes|before|prior to) {_GAP}{_OF_BREAK}"),
    ("after", rf"(?:despues|luego|tras|after|following) {_GAP}{_OF_BREAK}"),
)
"""Editions that were not held, which some year or years tell: "after the break that began in 1988"."""
_RANGES = (
    ("before", rf"(?:antes|anteriores|previos|previas|before|prior to|earlier than) {_WINNING}{_GAP}{_YEAR}"),
    (
        "after",
        r"(?<!cuantos anos )(?<!how many years )(?<!cuanto tiempo )(?<!how long )"
        rf"(?:despues|posteriores|luego|tras|after|later than) {_WINNING}{_GAP}{_YEAR}",
    ),
    (
        "since",
        rf"(?:desde|a partir|since) {_GAP}{_YEAR}(?: (?:en|para|pa|p|hacia) (?:adelante|delante|aca|ca))?",
    ),
    (
        "since",
        rf"(?:del?|from) {_GAP}{_YEAR}"
        r" (?:(?:en|para|pa|p|hacia) (?:adelante|delante|aca|ca)|paca|on|onwards?|forward)",
    ),
    ("until", rf"(?:hasta|until|till|up to) {_GAP}{_YEAR}"),
    ("until", rf"(?:del?|desde|from) {_GAP}{_YEAR} (?:(?:para|pa|hacia) atras|backwards?)"),
)
_CENTURIES = (
    (
        (2001, LAST),
        r"(?:este|presente|actual|this|the current) (?:siglo|century)|lo que va (?:del|de este) siglo"
        r"|siglo (?:actual|xxi|<(?:n|20)21>)|(?:xxi|<(?:n|20)21>|21st|twenty first) century",
    ),
    (
        (FIRST, 2000),
        r"siglo (?:pasado|anterior|xx|<(?:n|20)20>)"
        r"|(?:last|past|previous|xx|<(?:n|20)20>|20th|twentieth) century",
    ),
)
_LAST_BEFORE = (
    r"(?:el |la |los |the )?(?:ultim[oa]s?|last)(?: \S+){0,3}? (?:antes|before)"
    r"(?: (?:de |del )?(?:eso|esa|ese|esto|that|it|then|entonces|this))*(?= \||$)"
)
"""The champion before an edition that had none: "the last lot before it"."""
_ONE = r"(?:one|edition|cup|season|edicion|copa)"
_NEIGHBOURS = (
    (-1, rf"(?:{_ONE} )?(?:right|just|immediately|justo|inmediatamente) (?:before|antes) {_GAP}{_YEAR}"),
    (1, rf"(?:{_ONE} )?(?:right|just|immediately|justo|inmediatamente) (?:after|despues) {_GAP}{_YEAR}"),
    (
        1,
        r"(?:apenas|en cuanto|ni bien|cuando|al|tras|luego que|despues que) (?:se )?"
        rf"(?:termino|acabo|paso|fue|terminar|acabar|pasar|terminada|acabada) (?:la |el )?{_PANDEMIC_YEAR}",
    ),
    (
        1,
        rf"(?:once|<n11>|as soon as|when|right when) (?:the )?{_PANDEMIC_YEAR}"
        r" (?:ended|was over|finished|had ended|passed|had passed|was done|went away)",
    ),
    (-1, rf"(?:anterior|previ[oa]|previous|preceding|{_ONE} (?:before|antes)) {_GAP}{_YEAR}"),
    (1, rf"(?:siguiente|posterior|following|next|{_ONE} (?:after|despues)|que siguio) {_GAP}{_YEAR}"),
)
_PROMOTED_AFTER = (
    r"(?:promoted|promotion|went up|go up|ascendi\w+|ascendio|ascenso|ascensos|subieron|subio)(?: \w+){0,3}? "
    rf"(?P<after>(?:after|following|tras|luego de|despues de|despues del|al terminar) {_GAP}{_YEAR})"
)
"""The clubs that went up after an edition are those of that edition."""
_NEAREST = (
    (-1, rf"(?:last|ultim[oa]) (?:{_ONE} )?(?:before|antes) {_GAP}{_YEAR}"),
    (1, rf"(?:first|primer[oa]?) (?:{_ONE} )?(?:after|despues) {_GAP}{_YEAR}"),
)
"""The edition with a champion nearest to a year: "the last one before 1993"."""
_BESIDE = (
    rf"{_YEAR}(?: \|)* (?:but|sino|pero) (?:the |la |el )?(?:{_ONE}|{_YEARS})?"
    r" ?(?P<way>before|after|following|anterior|siguiente|antes|despues)"
)
"""The edition beside one that is denied: "not 1996 but the year after"."""
_OF_TITLE_OF = (
    r"(?:(?=(?:(?![<|])\S+ )*?"
    r"(?:won|winning|title|cup|gano|ganaron|ganara\w*|ganase\w*|ganar|campeon\w*|copa|titulo)(?!\S))"
    r"(?:(?![<|])\S+ ){1,7})?"
)
"""What was won in a year, between "two years after" and it: "two years after they won in 1971"."""
_AWAY = (
    rf"(?P<n><n\d+>|un|una|one|a|the|el|la) (?P<of>{_YEARS}|{_EDITIONS})"
    rf" (?P<way>antes|despues|before|after) {_GAP}{_OF_TITLE_OF}{_YEAR}"
)
_STEPS = (
    rf"(?P<n><n\d+>|un|una|one|a) (?P<of>{_YEARS}|{_EDITIONS}) (?P<way>antes|despues|before|after)"
    r"(?= (?!(?:de )?(?:eso|esa|ese|that|it|this)(?!\S))\S)"
)
"""A number of years from something that is no year: "two years after Huánuco won"."""
_ALL_OF = r"(?:the|los|las) $"
"""Before "two editions before 2020": both of them, not the second."""
_FROM_HERE = (
    rf"(?P<n><n\d+>|un|una|one|a) (?P<of>{_YEARS}|{_EDITIONS})"
    r" (?P<way>antes|atras|despues|mas tarde|mas adelante|before|earlier|prior|back|after|later|on)"
    r"(?: (?:de )?(?:eso|that|esa|ese))?"
    r"(?! (?:(?:que|de|del|the|than|el|la|al|of) )*\S*\d)"
)
_AGO = (
    rf"(?:(?<!for )(?<!since )<n(?P<n>\d+)> (?:{_YEARS}|yrs?) ago"
    rf"|(?<!desde )hace(?: (?:unos|ya))? <n(?P<m>\d+)> (?:{_YEARS})(?! (?:q|que|de|desde|sin|no)(?!\S)))"
)
"""A year counted from today's."""
_AGO_AGAIN = r"(?:hace <n(?P<n>\d+)>|<n(?P<m>\d+)> ago)(?= \||$)"
"""Years that a reply leaves out: "y hace 13?"."""
_OF_ALL_PLACES = (
    r"(?! (?:de|del|from|of)"
    r" (?!(?:(?:la|el|the) )?(?:copa|cup|torneo|campeonato|tournament|todos|all|\S*\d)))"
)
"""Behind "the last two champions": "of Piura" are not those of the last two editions."""
_WINNERS = (
    r"(?:que|who|that) (?:han |have )?(?:campeonado|ganado|campeonaron|ganaron|levantaron|won|lifted)"
    r"|en (?:campeonar|ganar|levantar)|to (?:win|lift)"
)
"""Behind "the last five": those that won."""
_ENDS = (
    r"(?:(?P<end>ultim[oa]s|last|latest|past|primer[oa]s|first) (?P<n><n\d+>)"
    r"|(?P<m><n\d+>) (?P<back>ultim[oa]s|primer[oa]s|most recent|latest))"
    rf"(?= (?:{_EDITIONS}|{_YEARS}|(?:{_HOLDERS}){_OF_ALL_PLACES}|{_WINNERS})(?!\S))"
)
_OF_EDITION = rf"(?= (?:{_EDITIONS}|{_YEARS}|{_HOLDER})(?!\S))"
"""Behind "the last but one", which may be a place of a table."""
_LAST_DECADE = r"(?:la ultima|the last|the past|last|past) (?:decada|decade)"
_DECADE = 10
_FROM_LAST = (
    (3, rf"(?:antepenultim[oa]|third (?:to|from) last){_OF_EDITION}|antepenultima(?= \||$)"),
    (
        2,
        rf"(?:penultim[oa]|penultimate|second (?:to|from) last|next to last|last but one){_OF_EDITION}"
        rf"|penultima(?= \||$)|{_ONE} before (?:the )?last(?: one)?",
    ),
)
_OF_ALL = r"(?! (?:de|del|of|for|by) (?!(?:la|el|the|todos|toda|copa|cup|all)(?!\S)))"
_NTH = (
    r"(?<!su )(?<!their )(?<!its )"  # "their second title" is no second edition
    rf"(?:(?P<word>{'|'.join(ORDINALS)}) (?:{_EDITIONS})|(?:{_EDITIONS}) numero (?P<n><n\d+>))(?: copa)?"
    rf"{_OF_ALL}"
)

_FIRST_TWO = (
    r"(?<!su )(?<!their )(?<!its )(?:primera?|first) (?:y|and) (?:(?:la|el|the) )?(?:segund[oa]|second)"
    rf" (?:{_EDITIONS}){_OF_ALL}"
)
_NTH_CHAMPION = rf"(?P<word>{'|'.join(ORDINALS)})(?= (?:{_HOLDER}){_OF_ALL}(?!\S))"


def with_relatives(
    spans: list[Span], tokens: list[Token], words: Vocabulary, known: Sequence[int], won: Sequence[int]
) -> list[Span]:
    """Return the spans, with "before 1997" and the like replaced by the season or range meant.

    `won` are the editions whose champion is known.
    """
    text, starts = _written(spans, tokens, words)
    if not known:
        return spans
    told: list[Span] = []
    for first, last, kind, value in _relatives(text, known, won):
        span = Span(starts[first], starts.get(last + 1, len(tokens)), kind, value)
        if not any(_overlap(span, other) for other in told):
            told.append(span)
            spans = [other for other in spans if _goes_past(other, span) or not _overlap(span, other)]
    return [*spans, *_intersected(told)]


@dataclass(frozen=True, slots=True)
class Steps:
    """A number of years, or of editions, after something; less than 0 is before it."""

    number: int
    of_years: bool


def steps_in(tokens: list[Token], spans: list[Span], words: Vocabulary) -> Steps | None:
    """Return what "two years after" counts where no year follows, None where nothing is counted so."""
    dated = {
        at
        for span in spans
        if span.kind in ("season", "range", "date")
        for at in range(span.start, span.stop)
    }
    line = " ".join("|" if at in dated else with_number(token, words) for at, token in enumerate(tokens))
    match = whole_words(_STEPS).search(line)
    if match is None:
        return None
    number = int(match["n"][2:-1]) if match["n"].startswith("<") else 1
    sign = -1 if match["way"] in ("antes", "before") else 1
    return Steps(sign * number, re.fullmatch(_YEARS, match["of"]) is not None)


_THAT_DECADE = (
    r"(?:esa|aquella|la|that|the) (?:misma |same |whole )?(?:decada|decade)(?: entera| completa| as a whole)?"
)
"""The decade of the answer before: "de toda esa década", "the whole decade"."""


def anchored(
    tokens: list[Token], words: Vocabulary, season: int | None, known: Sequence[int], won: Sequence[int]
) -> list[Token]:
    """Return a reply with "two years later" as the year that it means, counted from the answer's season.

    `won` are the editions whose champion is known, of which "the last one before" is one.
    """
    if season is None:
        return tokens
    text, starts = _written([], tokens, words)
    before = [year for year in won if year < season]
    match = whole_words(_LAST_BEFORE).search(text.strip())
    if match is not None and before and season not in won:
        return [*tokens[: starts[match.start()]], Token(str(before[-1]), "year", before[-1])]
    match = whole_words(_THAT_DECADE).search(text)
    if match is not None:
        start, stop = starts[match.start()], starts.get(match.end() + 1, len(tokens))
        years = season - season % 10, season - season % 10 + 9
        return [*tokens[:start], Token(match[0], "range", years), *tokens[stop:]]
    match = whole_words(_AGO_AGAIN).search(text.strip())
    if match is not None:
        then = today_in_peru().year - int(match["n"] or match["m"])
        return [*tokens[: starts[match.start()]], Token(str(then), "year", then)]
    match = whole_words(_FROM_HERE).search(text)
    if match is None:
        return tokens
    sign = -1 if match["way"] in ("antes", "atras", "before", "earlier", "prior", "back") else 1
    number = sign * (int(match["n"][2:-1]) if match["n"].startswith("<") else 1)
    year = season + number if re.fullmatch(_YEARS, match["of"]) else _away(known, season, number)
    if year is None:
        return tokens
    start, stop = starts[match.start()], starts.get(match.end() + 1, len(tokens))
    return [*tokens[:start], Token(str(year), "year", year), *tokens[stop:]]


def _overlap(span: Span, other: Span) -> bool:
    return span.start < other.stop and other.start < span.stop


def _goes_past(span: Span, other: Span) -> bool:
    """Return whether a concept begins within a season that is told and says more: "three first champions"."""
    return span.kind == "concept" and other.start < span.start and other.stop < span.stop


def _written(spans: list[Span], tokens: list[Token], words: Vocabulary) -> tuple[str, dict[int, int]]:
    """Return the words in one line, seasons as <1997> and numbers as <n5>, and the token at each position."""
    seasons = {span.start: span for span in spans if span.kind in ("season", "range")}
    line, starts, at = "", {}, 0
    while at < len(tokens):
        starts[len(line)] = at
        if at in seasons:
            value = seasons[at].value
            line += f"<{value[0]}-{value[1]}> " if isinstance(value, tuple) else f"<{value}> "
            at = seasons[at].stop
            continue
        text = with_number(tokens[at], words)
        line += (f"<{_PANDEMIC}>" if text in _PANDEMIC_WORDS else text) + " "
        at += 1
    return line, starts


def with_number(token: Token, words: Vocabulary) -> str:
    """Return a word, a number as <n5>, a break as a line."""
    if token.kind != "word":
        return "|"
    short = token.text.isdigit() and len(token.text) < 3
    number = int(token.text) if short else words.numbers.get(token.text, 0)
    return f"<n{number}>" if number > 1 else token.text


def _relatives(text: str, known: Sequence[int], won: Sequence[int]) -> Iterator[tuple[int, int, str, object]]:
    """Yield where a season or range is described, and which it is; the clearest patterns first."""
    for match in _found(_AWAY, text):
        year, sign = int(match["year"]), -1 if match["way"] in ("antes", "before") else 1
        number = int(match["n"][2:-1]) if match["n"].startswith("<") else 1
        if number > 1 and not re.fullmatch(_YEARS, match["of"]) and re.search(_ALL_OF, text[: match.start()]):
            near, far = _away(known, year, sign), _away(known, year, sign * number)
            if near is not None and far is not None:
                yield *_place(match), "range", (min(near, far), max(near, far))
            continue
        there = (
            year + sign * number if re.fullmatch(_YEARS, match["of"]) else _away(known, year, sign * number)
        )
        if there is not None:
            yield *_place(match), "season", there
    for match in _found(_PROMOTED_AFTER, text):
        yield match.start("after"), match.end(), "season", int(match["year"])
    for step, pattern in _NEAREST:
        for match in _found(pattern, text):
            there = _away([year for year in won if year != int(match["year"])], int(match["year"]), step)
            if there is not None:
                yield *_place(match), "season", there
    for step, pattern in _NEIGHBOURS:
        for match in _found(pattern, text):
            there = _away(known, int(match["year"]), step)
            if there is not None:
                yield *_place(match), "season", there
    for match in _found(rf"(?:not|no|ni) {_GAP}{_BESIDE}", text):
        there = _away(known, int(match["year"]), -1 if match["way"] in ("before", "anterior", "antes") else 1)
        if there is not None:
            yield *_place(match), "season", there
    for century, pattern in _CENTURIES:
        for match in _found(pattern, text):
            yield *_place(match), "range", century
    for how, pattern in _BREAKS:
        for match in _found(pattern, text):
            first = int(match["year"] or match["begin"])
            last = int(match["until"] or match["end"] or first)
            yield *_place(match), "range", (FIRST, first - 1) if how == "before" else (last + 1, LAST)
    for how, pattern in _RANGES:
        for match in _found(pattern, text):
            year = int(match["year"])
            ends = {
                "before": (FIRST, year - 1),
                "after": (year + 1, LAST),
                "since": (year, LAST),
                "until": (FIRST, year),
            }
            yield *_place(match), "range", ends[how]
    for match in _found(_ENDS, text):
        number = int((match["n"] or match["m"])[2:-1])
        first = (match["end"] or match["back"]).startswith(("primer", "first"))
        holders = re.match(rf" (?:{_HOLDERS}|{_WINNERS})(?!\S)", text[match.end() :])
        counted = won if holders else known
        inside = counted[:number] if first else counted[-number:]
        yield *_place(match), "range", (inside[0], inside[-1])
    for match in _found(_LAST_DECADE, text):
        yield *_place(match), "range", (known[-1] - _DECADE + 1, known[-1])
    if not re.search(_YEAR, text):  # else a story may tell of it
        for match in _found(_AGO, text):
            yield *_place(match), "season", today_in_peru().year - int(match["n"] or match["m"])
    for number, pattern in _FROM_LAST:
        for match in _found(rf"(?:{pattern}){_NOT_A_PLACE}", text):
            if number <= len(known):
                yield *_place(match), "season", known[-number]
    for match in _found(_FIRST_TWO, text):
        if len(known) > 1 and known[1] - known[0] == 1:
            yield *_place(match), "range", (known[0], known[1])
    for match in (*_found(_NTH, text), *_found(_NTH_CHAMPION, text)):
        number = ORDINALS[match["word"]] if match["word"] else int(match["n"][2:-1])
        # Of the editions here it is the one only if none is missing before it.
        if number <= len(known) and known[number - 1] - known[0] == number - 1:
            yield *_place(match), "season", known[number - 1]


def _found(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return whole_words(pattern).finditer(text)


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.end()


def _away(known: Sequence[int], year: int, steps: int) -> int | None:
    """Return the edition so many steps from a year, None if it is not known."""
    if year not in known:
        beside = [other for other in known if (other < year if steps < 0 else other > year)]
        return (beside[steps] if steps < 0 else beside[steps - 1]) if len(beside) >= abs(steps) else None
    at = known.index(year) + steps
    return known[at] if 0 <= at < len(known) else None


def _intersected(spans: list[Span]) -> list[Span]:
    """Return the spans with two ranges as one: "since 2004 … until 2007"."""
    ranges = [span for span in spans if span.kind == "range"]
    if len(ranges) != 2:
        return spans
    starts, ends = zip(*(span.value for span in ranges), strict=True)
    both = max(starts), min(ends)
    kept = [span for span in spans if span.kind != "range"]
    return [*kept, *(Span(span.start, span.stop, "range", both) for span in ranges)]
