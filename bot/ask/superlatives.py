"""Superlatives in a question: "which edition had most teams", "the club with fewest goals against"."""

import dataclasses
import functools
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from bot.ask.tokens import whole_words
from bot.queries.ranking import MEASURES

_ASKING = r"(?:que|cual|cuales|which|what)(?: (?:de|of|fue|es|was|is|were|son|las|los|la|el|the|all))*"
_IN_ONE = r"(?:en|in|de|of|by|por) (?:un|una|a|one|sol[oa]|single|the|la|el)(?: sol[oa]| single)?"
_WITH = r"(?:con|with|that|que|donde|where)(?: \w+){0,2}"
_GAP = r"(?: (?:de|del|the|of|la|el|los|las|en|in|por))*"
_CUP = r"(?:it|la|(?:la |the )?(?:copa|cup|campeonato|championship))"
_ALL_OF_THEM = (
    r"(?:equipos?|cuadros?|club(?:e?s)?|quien(?:es)?|(?:los|el) que|teams?|sides?|who)(?: \w+){0,2}? "
    r"(?:(?:gan|perd|empat)\w+ tod[oa]s?(?! los (?:demas|otros))|(?:won|lost|drew) (?:every|all))"
)
"""What ranks nothing, though it seems to count: "teams that lost every match"."""
_IN_SINGLE = r"(?:en|in|de|of) (?:un|una|a|one|el|the)? ?(?:sol[oa]|single|mism[oa]|same|one)"
_LIST = r"(?:ranking|rank|ordena|ordename|lista|list|tabla)(?: (?:de|of|los|las|the))*"
_COUNT = r"(?: (?:veces|times|numero|number|total))?"
_CLUB_NAMED = "equipos?|clubs?|clubes|cuadros?|teams?|sides?|quien|quienes|who"
_OF_HONOURS = ("titles", "runner_up")
_OF_MATCHES = r"partidos?|match(?:es)?|games?|encuentros?|contra|against|fechas?|rounds?"
"""Words with which "won" is about matches."""
_IN_A_ROW = r"segui\w+|consecutiv\w+|in a row|running|al hilo|back to back|straight"
_DRAWS = r"empates?|partidos? empatad[oa]s?|draws?|(?:drawn|tied) (?:games?|matches)|stalemates?"
"""Matches of which only the draws are ranked: "the draw with most goals"."""
_OF_ONE_ROUND = (
    r"(?:primera|segunda|tercera|cuarta|quinta|ultima|first|second|third|fourth|fifth|last|final)"
    r" (?:fecha|jornada|ronda|round|matchday)|(?:fecha|jornada|ronda|round|matchday) <n\d+>"
)
_MOST_GOALS = "(?:mas|most|menos|fewest) (?:goles|goals|tantos|anotaciones)"
_EACH = "(?:cuant[oa]s|how many) "
_NTH = "segund[oa]|tercer[oa]?|cuart[oa]|2d[oa]|3r[oa]|second|third|fourth|2nd|3rd"
_NONE = frozenset({"without", "sin", "never", "nunca", "no", "not", "jamas", "havent", "hasnt"})
"""Words between a thing and a number that deny it."""
_JUST = frozenset({"solo", "solamente", "unicamente", "apenas", "only", "just"})
"""Words between a thing and a number that allow no more: "clubs that only won one"."""
_ONCE = re.compile(r"<n11>(?! (?:veces|titulos|copas|goles|equipos|partidos|the|they|he|she|it|we)(?!\S))")
"""The English "once", which is eleven in Spanish."""
_MANY = "equipos|clubes|cuadros|departamentos|clubs|teams|departments|ediciones|editions"
_TOP = rf"(?:el |the )?top <n(?P<n>\d+)>(?: de)?|(?:los|las|the|que|which|what) <n(?P<m>\d+)>(?= (?:{_MANY}))"
"""How many are asked for: "top 3", "los 5 clubes con más copas"."""
_QUALIFIED = re.compile(
    r" (?!(?:veces|times|often|de|del|of|in|en|que|than|y|and|desde|since|hasta|until|entre|between|por|by"
    r"|con|with|la|el|the|los|las|a|al|o|or|fue|es|was|is|titulos?|copas?|partidos?|goles|lejos|seguid[oa]s?)(?!\S))[a-z]+(?!\S)"
)
"""A word behind "most" that says what it is of: "el campeón más joven", not "quién campeonó más veces"."""
_OF_WORTH = frozenset({"mejor", "mejores", "best", "peor", "peores", "worst", "greatest"})
_WHO = frozenset({"quien", "quienes", "kien", "who"})
_AS_TEAM = r"como (?:equipo|club)|as an? (?:team|club|side)|por equipos?"
_THE_ONE = frozenset({"el que", "los que"})


@dataclass(frozen=True, slots=True)
class Superlative:
    """What is to be ranked by which measure; `tokens` are the words that say so."""

    thing: str
    measure: str
    fewest: bool
    tokens: frozenset[int]
    top: int | None = None
    exactly: int | None = None
    """The number that is asked for: "departments with exactly one title"."""
    none: bool = False
    """Whether those are asked for that have none at all: "who did not win a match"."""
    least: int | None = None
    """The least number that is asked for: "clubs with at least two titles"."""
    drawn: bool = False
    """Whether only draws are ranked."""


def superlative(texts: Sequence[str]) -> Superlative | None:
    """Return the superlative of a question's words, None if there is none that can be ranked."""
    line = " ".join(texts)
    if _search(_ALL_OF_THEM, line) is not None:
        return None
    found = _superlative(line) or _top_alone(line)
    if found is None:
        return None
    whom = _search(rf"a {_ASKING}", line) if found.measure == "conceded" else None
    if whom is not None:  # "a cuál de los equipos le hicieron menos goles"
        found = dataclasses.replace(found, tokens=found.tokens | _tokens(line, whom.span()))
    one_match = _search(rf"{_IN_SINGLE} (?:{_table()['things']['match']})", line)
    if one_match is not None and found.thing in ("club", "campaign", "edition"):
        return None  # "who conceded most in one game" is a match
    thing, measure, taken = found.thing, found.measure, found.tokens
    again = _superlative(" ".join("|" if at in taken else text for at, text in enumerate(texts)))
    if again is not None and (again.measure, again.fewest) == (measure, found.fewest):
        taken |= again.tokens  # "the best defence, that is, fewest goals against"
    taken |= _said_again(line, found)
    for around in whole_words(_table()["around"]).finditer(line):
        taken |= _tokens(line, around.span())
        if (
            measure == "goals"
            and _search("average|promedio|per|por|each|a", around[0])
            and "mean" in MEASURES[thing]
        ):
            measure = "mean"
        elif measure == "goals" and thing == "match" and _search("average|promedio", around[0]):
            return None  # of all matches there is a mean, of each alone none
    single = _search(rf"{_IN_SINGLE} (?:{_table()['things']['edition']})", line)
    if single is not None and thing == "club" and measure in MEASURES["campaign"]:
        thing = "campaign"
    if single is not None:
        taken |= _tokens(line, single.span())
    by = _search(rf"(?:by|per|por|de cada) (?:{_table()['things']['department']})", line)
    if by is not None and thing == "club" and measure in _OF_HONOURS:
        thing, taken = "department", taken | _tokens(line, by.span())
    where = _search(r"(?:(?:a|de|en|para) )?donde|where(?: in peru)?", line)
    if where is not None and thing == "club" and measure in _OF_HONOURS and not _search(_CLUB_NAMED, line):
        thing, taken = "department", taken | _tokens(line, where.span())  # "where did most trophies go"
    by = _search(rf"(?:by|in|por|en) (?:(?:the )?number of |(?:cantidad|numero) de )?{_titles()}", line)
    if by is not None and measure == "titles":
        taken |= _tokens(line, by.span())
    of_all = _search(
        rf"(?:de|entre|of|among) (?:los|las|the|all|todos los) <n(?:[5-9]|\d\d)>(?: (?:{_MANY}))?(?= \||$)",
        line,
    )
    if of_all is not None:
        taken |= _tokens(line, of_all.span())
    scorer = _search(rf"(?<!mas )(?:{_table()['things']['player']})", line)
    if scorer is not None and thing == "edition" and measure == "goals":
        thing, taken = "player", taken | _tokens(line, scorer.span())
    top = _search(rf"(?:{_TOP})(?: (?:{_table()['things'].get(thing, _table()['things']['club'])}))?", line)
    if top is not None:
        taken |= _tokens(line, top.span())
    number = int(top["n"] or top["m"]) if top is not None else None
    draws = _search(_DRAWS, line) if thing == "match" and measure == "goals" else None
    if draws is not None:
        taken |= _tokens(line, draws.span())
    return Superlative(
        thing, measure, found.fewest, taken, number, found.exactly, found.none, found.least, draws is not None
    )


def _said_again(line: str, found: Superlative) -> frozenset[int]:
    """Return the words that name the measure once more: "the best defence, fewest goals against"."""
    taken: frozenset[int] = frozenset()
    pattern = _table()["operators"]["fewest" if found.fewest else "most"]
    for operator in whole_words(pattern).finditer(line):
        measured = _measure_after(line, operator.end())
        if measured is not None and measured[0] == found.measure:
            taken |= _tokens(line, operator.span()) | _tokens(line, measured[1])
    return taken


def _titles() -> str:
    return f"(?:{_table()['measures']['titles']})"


def _top_alone(line: str) -> Superlative | None:
    """Return "top 3 departamentos", which counts titles."""
    for thing in ("department", "club"):
        match = re.fullmatch(
            rf"(?:\S+ )?(?:{_TOP})(?: (?:de|of))? (?:{_table()['things'][thing]})(?: (?:de|of) {_CUP})?", line
        )
        if match is not None:
            return Superlative(thing, "titles", False, _tokens(line, match.span()))
    return None


def _superlative(line: str) -> Superlative | None:
    for name, pattern in _table()["phrases"].items():
        match = whole_words(pattern).search(line)
        if match is not None:
            thing, measure, *fewest = name.split()
            none = fewest == ["none"]
            return Superlative(thing, measure, bool(fewest), _tokens(line, match.span()), none=none)
    for order, pattern in _table()["operators"].items():
        for match in whole_words(pattern).finditer(line):
            ranked = _ranked(line, match, fewest=order == "fewest")
            if ranked is not None:
                return ranked
    return _placed(line) or _listed(line)


def _placed(line: str) -> Superlative | None:
    """Return the ranking of "second in titles", whose place stays to be read."""
    number = r"(?:(?:the )?number of |(?:cantidad|numero) de |la tabla de )?(?:todos los )?"
    counted = "titulos|titles|copas|cups|campeonatos|championships|trofeos|trophies|estrellas|coronas"
    match = _search(
        rf"(?:{_NTH})(?: lugar| puesto| place)?(?P<by> (?:en|in|by|por|on) {number}(?:{counted}))", line
    )
    if match is None:
        return None
    home = _search(_table()["things"]["department"], line)
    taken = _tokens(line, match.span("by"))
    asked = _search(rf"{_ASKING} (?P<thing>{_table()['things']['club']})", line)
    spans = [home.span()] if home is not None else [asked.span("thing")] if asked is not None else []
    taken = taken.union(*(_tokens(line, span) for span in spans))
    return Superlative("department" if home is not None else "club", "titles", False, taken)


def _ranked(line: str, operator: re.Match[str], *, fewest: bool) -> Superlative | None:
    """Return the superlative around a word such as "most"."""
    if re.match(
        r" (?:goleadas?|wins?|victor\w+|triunfos?|defeats?|derrotas?)(?!\S)", line[operator.end() :]
    ) and re.fullmatch(
        "(?!.*(?:number|amount|total|cantidad|numero)).*(?:may|big|wor|peor|larg|great).*", operator[0]
    ):
        return None  # "the biggest win" is a match
    if re.search(r" (?:que|than) (?:(?:los|las|lo) que|they|those|it)(?!\S)", line[operator.end() :]):
        return None  # "who won more than they lost"
    measured = _measure_after(line, operator.end())
    before = line[: operator.start()].split()
    if measured is not None and measured[0] in _OF_HONOURS and operator[0] in _OF_WORTH:
        return None  # nobody can say who was "the worst champion"
    if measured is not None and measured[0] == "goals" and {"por", "by"} & {*before[-2:]}:
        return None  # "lost by most goals" is a match
    times = _times(line, operator.end()) if measured is None else None
    verb = _verb(line)
    measure: str | None
    cup = _search(rf"(?:{_table()['verbs']['won']}) {_CUP}$", line[: operator.start()].rstrip())
    if times is not None:
        measure, spans = times[0], [operator.span(), *times[1]]
    elif measured is None and cup is not None:
        measure, spans = "titles", [operator.span(), cup.span()]  # "which department has won it most"
    elif measured is None:
        ends = r"(?: (?:it|la|el|the|lo|los|mucho|copa|cup|goles))*$"
        verbs = {m: _search(f"(?:{p}){ends}", " ".join(before)) for m, p in _table()["verbs"].items()}
        measure, done = next(((m, verb) for m, verb in verbs.items() if verb is not None), (None, None))
        behind = re.match(r" (\w+)(?!\S)", line[operator.end() :])
        if measure is None and behind is not None and before[-1:] in (["que"], ["who"], ["that"]):
            # "el que más empató"
            measure = next(
                (m for m in ("lost", "drawn", "titles") if re.fullmatch(_table()["verbs"][m], behind[1])),
                None,
            )
            done = re.compile(r" (\w+)(?!\S)").match(line, operator.end())
        if measure is None or done is None:
            return None
        if done.start() < operator.start() and _QUALIFIED.match(line[operator.end() :]):
            return None  # "el campeón más joven"
        spans = [operator.span(), done.span()]
        measure = "played" if measure == "goals" and not fewest else measure
        if measure == "won" and _search(_table()["things"]["department"], " ".join(before)) is not None:
            measure = "titles"  # a department plays no matches
        if measure in ("won", "played"):
            return None  # "who won most" may be titles or matches
    else:
        measure, span = measured
        spans = [operator.span(), span]
    won = _search(rf"(?:{_table()['verbs']['won']})$", line[: operator.start()].rstrip())
    if measure == "titles" and _search(
        rf"(?:{_table()['verbs']['editions']})(?: \w+)?", " ".join(before[-3:])
    ):
        measure = "editions"  # "ha participado en más copas"
    if measure == "editions" and won is not None:
        measure, spans = "titles", [*spans, won.span()]  # "ganó más ediciones"
    if measure == "editions" and _search(f"{_ASKING} (?:{_table()['things']['edition']})", " ".join(before)):
        measure = "teams"  # "en qué año participaron más"
    if measure == "played" and verb[0] in ("won", "lost", "drawn"):
        measure, spans = verb[0], [*spans, *verb[1]]
    thing, place = _thing(line, operator, measure, fewest=fewest)
    if measure == "goals" and verb[0] == "conceded" and thing in (None, "club"):
        measure, spans = verb[0], [*spans, *verb[1]]
        thing, place = _thing(line, operator, measure, fewest=fewest)
    if thing is None or measure not in MEASURES[thing]:
        return None
    if measure == "goals" and any(line[slice(*span)] in _THE_ONE for span in place):
        return None  # "el que más goles hizo" may be a player
    taken = frozenset().union(*(_tokens(line, span) for span in [*spans, *place]))
    return Superlative(thing, measure, fewest, taken)


def _listed(line: str) -> Superlative | None:
    """Return what "departments by titles", "which clubs have exactly two titles" ask for."""
    by = _search(r"por|by|segun|per|de cada", line) is not None
    number = _search(r"<n\d+>|one|un|una|a|twice", line) is not None
    each = _search("cada|each", line) is not None
    ranking = rf"ranking(?: historico| general)?{_GAP} (?:{_table()['measures']['titles']})"
    alone = _search(ranking, line) if not by else None
    if alone is not None:
        return Superlative("club", "titles", False, _tokens(line, alone.span()))
    if not (by or number or each) or _search(_IN_A_ROW, line) is not None:
        return None
    for thing in ("department", "edition", "club", "round", "match"):
        if _search(_table()["things"][thing] + ("|regi(?:ones|ons)" * (thing == "department")), line) is None:
            continue
        for measure in MEASURES[thing]:
            if measure == "margin" or _search(_table()["measures"][measure], line) is None:
                continue
            found = (_by_measure(line, thing, measure) if by or each else None) or (
                _of_number(line, thing, measure) if number else None
            )
            if found is not None:
                return found
        often = _often(line, thing) if number and thing != "edition" else None
        if often is not None:
            return often
    return None


def _by_measure(line: str, thing: str, measure: str) -> Superlative | None:
    """Return what "departments by titles" asks for."""
    things = _table()["things"][thing]
    if thing == "department" and measure in _OF_HONOURS:
        things = f"{things}|regi(?:on|ones|ons)"
    thing_said = f"(?:{_LIST} )?(?:{things})"
    measure_said = f"(?:{_table()['measures'][measure]})"
    by = _search(rf"{thing_said} (?:por|by|segun) (?:\w+ (?:de|of) )?{measure_said}", line)
    per = rf"(?:{_LIST} )?{measure_said} (?:por|by|per|de cada) {thing_said}"
    by = by or (_search(per, line) if thing == "department" else None)
    if thing != "match":  # "how many goals each game had" is a mean
        each = rf"(?:{_EACH})?{measure_said}(?: \w+){{0,3}} (?:cada|each) (?:{_table()['things'][thing]})"
        by = by or _search(each, line)
    return Superlative(thing, measure, False, _tokens(line, by.span())) if by is not None else None


def _of_number(line: str, thing: str, measure: str) -> Superlative | None:
    """Return what "clubs with exactly two titles" asks for."""
    thing_said = f"(?:{_LIST} )?(?P<thing>{_table()['things'][thing]})"
    number = rf"(?P<number>{_table()['number']}) (?:{_table()['measures'][measure]})"
    year = r"(?:(?: del?| of| in| en) (?:\||<n\d\d>)(?: \w+){0,3}?)?"
    match = _search(rf"{thing_said}(?: \w+){{0,4}}?{year} {number}(?P<later> o mas| or more)?", line)
    match = match or _search(
        rf"{number}(?P<later> o mas| or more)?(?: \|)? {_ASKING} {thing_said}(?: \|)*$", line
    )
    between = {*line[match.end("thing") : match.start("number")].split()} if match is not None else set()
    if match is None or _NONE & between:
        return None
    if thing in ("club", "match") and measure not in _OF_HONOURS:
        return _of_matches(line, thing, measure, match)
    return _numbered(line, thing, measure, match, just=bool(_JUST & between))


def _of_matches(line: str, thing: str, measure: str, match: re.Match[str]) -> Superlative | None:
    """Return what "teams that conceded more than ten goals", "matches won by three goals or more" ask for."""
    by = {"by", "por"} & {*match[0][: match.start("number") - match.start()].split()[-1:]}
    in_one = _search(rf"{_IN_ONE} (?:{_table()['things']['match']})", line) is not None
    if match["thing"] in _WHO or not _is_least(match) or (thing == "club" and (by or in_one)):
        return None
    done = _verb(line)[0] if thing == "club" and measure in ("goals", "played") else None
    measure = "margin" if by and measure == "goals" else done or measure
    return None if measure == "played" else _numbered(line, thing, measure, match, just=False, whole=True)


def _often(line: str, thing: str) -> Superlative | None:
    """Return what "clubs that won it exactly twice" asks for."""
    thing_said = rf"(?P<thing>{_table()['things'][thing]})"
    number = rf"(?P<number>{_table()['often']})"
    line = _ONCE.sub("<n01>", line)
    verbs = {
        "runner_up": _table()["verbs"]["runner_up"],
        "titles": _won_it(line),
    }
    for measure, done in verbs.items():
        verb = rf"(?:(?:fue|fueron|salio|salieron|been|were) )?(?:{done})"
        after = _search(rf"{thing_said}(?: \w+){{0,3}} {verb}(?: \w+){{0,2}}? {number}", line)
        match = after or _search(rf"{thing_said}(?: \w+){{0,3}}? {number}(?: \w+){{0,2}} {verb}", line)
        denied = match is not None and _NONE & {*match[0].split()}
        if (
            match is not None
            and not denied
            and re.search("vez|veces|time|twice|ocasion|<n01>", match["number"])
        ):
            just = bool(_JUST & {*match[0].split()})
            return _numbered(line, thing, measure, match, just=just, whole=True)
    return None


def _numbered(
    line: str, thing: str, measure: str, match: re.Match[str], *, just: bool, whole: bool = False
) -> Superlative:
    """Return a ranking of those that have a number, exactly or at least; of "a title" a ranking of all."""
    places = (match.span(),) if whole else (match.span("thing"), (match.start("number"), match.end()))
    taken = frozenset().union(*(_tokens(line, place) for place in places))
    digits = re.search(r"\d+", match["n"])
    number = int(digits[0]) if digits else 2 if match["n"] == "twice" else 1
    just = bool(just or match["just"] or match["single"])
    if thing == "edition":
        return Superlative(thing, measure, just, taken)
    if _is_least(match):
        return Superlative(thing, measure, False, taken, least=number + bool(match["over"]))
    if match["n"] in ("one", "un", "una", "a") and not just:
        return Superlative(thing, measure, False, taken)
    return Superlative(thing, measure, False, taken, exactly=number)


def _is_least(match: re.Match[str]) -> bool:
    """Return whether a number is the least that is asked for: "more than two", "two or more"."""
    said = match.groupdict()
    return any(said.get(name) for name in ("least", "over", "more", "later"))


def _measure_after(line: str, at: int) -> tuple[str, tuple[int, int]] | None:
    """Return the measure that follows, at most a few words on."""
    best: tuple[str, tuple[int, int]] | None = None
    for measure, pattern in _table()["measures"].items():
        match = re.compile(rf"(?:{_GAP} (?:veces|times|numero|number|total))?{_GAP} ({pattern})(?!\S)").match(
            line, at
        )
        if match is not None and (best is None or match.end() > best[1][1]):
            best = measure, match.span()
    return best


def _times(line: str, at: int) -> tuple[str, list[tuple[int, int]]] | None:
    """Return what was done "más veces" or "most times"."""
    match = re.compile(r" ?(?:veces|times|often|a menudo|(?P<years>anos|years))(?!\S)").match(line, at)
    if match is None:
        return None
    if match["years"] is not None:
        took_part = _search(_table()["verbs"]["editions"], line)
        return ("editions", [match.span(), took_part.span()]) if took_part is not None else None
    for measure, pattern in (
        ("drawn", r"(?:repart|divid)\w+ (?:los )?puntos|(?:shared?|split) the (?:points|spoils)"),
        ("runner_up", _table()["verbs"]["runner_up"]),
        ("titles", _won_it(line)),
        ("editions", _table()["verbs"]["editions"]),
    ):
        done = _search(pattern, line)
        if done is not None:
            return measure, [match.span(), done.span()]
    return None


def _won_it(line: str) -> str:
    """Return a pattern of verbs that tell titles; "won" alone does so where the line is about no match."""
    bare = f"|{_table()['verbs']['won']}" if _search(_OF_MATCHES, line) is None else ""
    return rf"{_table()['verbs']['titles']}|(?:{_table()['verbs']['won']}) {_CUP}{bare}"


def _verb(line: str) -> tuple[str | None, list[tuple[int, int]]]:
    """Return what a verb makes of matches and goals: won, lost, drawn, conceded."""
    for measure in ("conceded", "lost", "drawn", "won"):
        match = _search(_table()["verbs"][measure], line)
        if match is not None:
            return measure, [match.span()]
    return None, []


def _thing(
    line: str, operator: re.Match[str], measure: str, *, fewest: bool
) -> tuple[str | None, list[tuple[int, int]]]:
    """Return what is ranked, with its place: asked for, with the measure, or held in one of them."""
    before = line[: operator.start()].rstrip()
    home = (
        _search(f"{_ASKING} (?P<thing>regi(?:on|ones|ons)|areas?|zonas?)", before)
        if measure in _OF_HONOURS
        else None
    )
    if home is not None:
        return "department", [home.span("thing")]  # of whose clubs; regions of the cup have no titles
    if measure == "teams" and _search(f"{_ASKING} regi(?:on|ones|ons)", before) is not None:
        return "department", []  # departments or regions of the cup: what is left over is asked back
    finals = _search(f"{_ASKING} (?P<thing>finals)", before) if measure in MEASURES["edition"] else None
    if finals is not None:
        return "edition", [finals.span("thing")]
    others = "|".join(_table()["things"][thing] for thing in ("edition", "club", "round"))
    draws = _search(_DRAWS, line) if measure == "goals" else None
    if draws is not None and _search(f"{_ASKING} (?:{others})", line) is None:
        return "match", [draws.span()]
    for begin, end in ((f"{_ASKING} ", ""), ("", f"(?: {_WITH})?$"), ("", "")):
        for thing, pattern in _table()["things"].items():
            match = _search(f"{begin}(?P<thing>{pattern}){end}", before)
            if match is not None and measure in MEASURES[thing]:
                as_team = _search(_AS_TEAM, line)
                if thing == "club" and measure == "goals" and as_team is not None:
                    return thing, [match.span("thing"), as_team.span()]
                if thing == "club" and measure == "goals" and match["thing"] in _WHO and not fewest:
                    return None, []  # the top scorer
                return thing, [match.span("thing")]
    for thing, pattern in _table()["things"].items():
        match = whole_words(rf"{_IN_ONE} (?P<thing>{pattern})").search(line, operator.end())
        if match is not None and measure in MEASURES[thing] and thing not in ("edition", "player"):
            return thing, [match.span()]
    for thing, pattern in _table()["things"].items():
        match = _search(rf"(?:(?:in|en) )?{_ASKING} (?P<thing>{pattern})", line[operator.end() :])
        if match is not None and measure in MEASURES[thing] and thing != "player":
            start = operator.end()
            return thing, [(start + match.start(), start + match.end())]  # "fewest draws, which year?"
    who = _search(r"(?:quien|who)(?= \||$)", line[operator.end() :])
    if who is not None and measure in MEASURES["club"] and (measure != "goals" or fewest):
        start = operator.end()
        return "club", [(start + who.start(), start + who.end())]  # "fewest defeats, who?"
    things = [thing for thing in MEASURES if measure in MEASURES[thing]]
    if measure == "goals" and _search(_OF_ONE_ROUND, line) and _search(_MOST_GOALS, line):
        return "match", []  # "the last round: which had most goals?"
    asked = "|".join(_table()["things"][each] for each in ("edition", "round", "match", "department"))
    if measure == "lost" and _search(asked, before) is not None:
        return None, []  # "in which round did fewest fall": goals
    certain = (
        len(things) == 1
        or _search(r"a favor|goals for", line)
        or measure in ("titles", "runner_up", "editions", "mean", "teams", "lost")
    )
    return (things[0] if certain else None), []


def _tokens(line: str, span: tuple[int, int]) -> frozenset[int]:
    """Return the numbers of the words of a span."""
    start, stop = span
    first = len(line[:start].split())
    return frozenset(range(first, first + len(line[start:stop].split())))


def _search(pattern: str, line: str) -> re.Match[str] | None:
    return whole_words(pattern).search(line)


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("superlatives.toml").read_text("utf-8"))
