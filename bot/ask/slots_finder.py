"""Words → slots: the readings of a question's words, likeliest first."""

import dataclasses
import re
from collections.abc import Iterator

from bot.ask.club_names import NamePart, Way, names_of_run
from bot.ask.combined import (
    at_end_of_range,
    denies_what_a_club_did,
    of_either_edition,
    with_both,
    with_difference,
    with_score_asked,
    with_second_title,
    with_steps,
    with_years_as_range,
)
from bot.ask.everyday import everyday, time_at_end, unread_verb
from bot.ask.gazetteer import Gazetteer
from bot.ask.relative_years import steps_in, with_number
from bot.ask.several import OF_HONOURS, asks_for_several
from bot.ask.slots import Slots
from bot.ask.slots_of_spans import without_names
from bot.ask.spans import mended_with_spans
from bot.ask.superlatives import Superlative, superlative
from bot.ask.tokens import Token, line_of
from bot.ask.vocabulary import Vocabulary, vocabulary
from bot.ask.years import Span
from bot.names import Outcome, Resolution

_LONGEST_NAME, _SURE_NAME = 5, 85.0
_MOST_RUNS = 8
_DID_NOT = (
    r"(?:gana(?:ba|ra|se)n?|perdia[ns]?|perdie(?:ra|se)n?|empata(?:ba|ra|se)n?|vencia|venciera|derrotaba|derrotara"
    r"|goleaba|goleara|metian?|metieran?|hician?|hicieran?|anotaran?|suma(?:ba|ra)n?|vali(?:a|era)n?|contaran"
    r"|dieran|daban|campeona(?:ba|ra)n?|clasificara|quedara|terminara|hubie(?:ra|se)n?)"
)
_SUPPOSED = re.compile(
    rf"(?<!\S)(?<!se )(?<!saber )(?<!sabes )(?<!decir )(?<!dime )"
    rf"(?:si|aunque)(?: (?!que )[^ |]+){{0,5}}? {_DID_NOT}(?!\S)"
    r"|(?<!\S)de haber(?:le|les)? \w+d[oa](?!\S)"
    r"|(?<!\S)(?<!know )(?<!wonder )(?<!remember )(?<!me )(?<!sure )(?:if|suppose|supposing|imagine)"
    r"(?: (?!i )[^ |]+){1,5}? (?:had|hadnt)(?!\S)"
    r"|^had (?!they|it|he|she|we|you|any|some)(?!.* (?:before|ever|already)(?!\S))"
    r"(?:[^ |]+ ){1,5}?(?:beaten|won|lost|drawn|scored)(?!\S)"
    r"|(?<!\S)would (?!you|u |any|some|be |it |that |love|like|appreciate|want)(?:[^ |]+ ){1,3}?"
    r"(?:have|be|end|finish)(?!\S)"
)
"""A thing that did not happen: "si Cienciano ganaba", "if UTC had won", "would they have"."""
_IN_BOTH = re.compile(r"(?<!\S)(?:in both|en (?:ambas|ambos|las dos|los dos)|tanto en)(?!\S)")
"""Words that ask for those of two seasons at once, which no answer tells."""
_ABOUT_WHEN = re.compile(
    r"(?<!\S)(?<!most )(?<!mas )(?:recently|lately|nowadays|these days|early on"
    r"|ultimamente|recientemente|antiguamente|hoy en dia|(?:al|en un) (?:principio|inicio|comienzo)"
    r"|in (?:the )?(?:recent|early|old|modern|first|last few) (?:years|times|days|era)"
    r"|(?:en|de) (?:los|sus) (?:primeros|ultimos) (?:anos|tiempos)"
    r"|(?:en|de) (?:la|los|aquella|su) (?:era|epoca|etapa|tiempos?|anos) (?:modern|antigu|viej)\w*)(?!\S)"
)
"""Some years, nobody knows which: "who won most lately", "in the early years"."""
_WON_BY = re.compile(r"(?<!\S)(?:by|por) (?:just |only )?(?:a|one|un)(?: solo| single)? (?:goal|gol)(?!\S)")
"""A margin that no answer tells: "how many did they win by one goal"."""
_BETWEEN_TITLES = re.compile(
    r"(?<!\S)(?:entre|between) (?:[^ |]+ ){0,2}?(?:titulo|copa|campeonato|title|cup) (?:de|del|of) [^|]+?"
    r" (?:y|and) (?:el|la|lo|the one|that|the title|the cup)(?: \w+)? (?:de|del|of)(?!\S)"
    r"|(?<!\S)between (?:[^ |]+ ){1,4}?(?:two|2) (?:titles|cups|championships|trophies)(?!\S)"
)
"""The titles of one club or of two: "between Aurich's two titles", "entre la copa de Grau y la de UTC"."""
_OF_TEAMS = frozenset(
    {"team", "who", "department", "region", "edition", "all", "ever", "how_many", "negation"}
) | {
    "how_many_clubs",
}
"""Concepts that say nothing of what a team did."""
_DATE_AS_CLUB = 1.5
"""Penalty for reading a date as a club's name."""
_NAMES = ("club", "department")
_NO_PART_OF_NAME = frozenset(
    {"que", "si", "cuando", "porque", "es", "era", "fue", "that", "when", "because", "if", "is", "was"}
)
"""Words that join clauses, and verbs: a name ends before them."""
_ORIGIN = re.compile(
    r"(?<!\S)(?:(?:soy|somos|vengo|venimos) de|(?:vivo|vivimos|naci|nacimos|creci|crecimos) en"
    r"|(?:im|i am|we are|i come|we come) from|(?:i live|we live|i was born|grew up) in)(?: el| la| the)?$"
)
_ORIGIN_OF_ANOTHER = re.compile(
    r"(?<!\S)(?:(?:es|era|son|eran|viene|vino) de|(?:vive|vivia|nacio|trabaja|trabajaba|trabaje|estudia) en"
    r"|(?:is|was|comes|hails) from|(?:lives|lived|worked|works) in)(?: el| la| the)?$"
)
"""Where a person of a story is from; only a place behind it is no club's name."""


def slots_of(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> list[Slots]:
    """Return the readings of the question's words, likeliest first."""
    supposed = _SUPPOSED.search(line_of(tokens))
    ways = _slots_of(tokens, words, known)
    if supposed is None:
        return ways
    said = ("condition", supposed[0])
    return [
        dataclasses.replace(way, concepts=way.concepts | {"condition"}, said=(*way.said, said))
        for way in ways
    ]


def _slots_of(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> list[Slots]:
    tokens, spans = mended_with_spans((*tokens,), words, known)
    line = [with_number(token, words) for token in tokens]
    ranking = superlative(line)
    if ranking is not None:
        ways = _ways(tokens, _without_ranking(spans, ranking), words, known)
        counted = {"how_many", "how_many_clubs"} if ranking.exactly or ranking.least else set()
        counted |= {"region"} if ranking.measure == "teams" and "regional" in line else set()
        ranked = [
            dataclasses.replace(way, ranking=ranking, concepts=way.concepts - counted)
            for way in ways
            if _may_rank(way, ranking)
        ]
        if ranked:
            return ranked
    ways = [of_either_edition(way, tokens) for way in _ways(tokens, spans, words, known)]
    whole = _whole_name(tokens, ways[0], known)
    return ways if whole is None else [*ways, Slots(clubs=(whole,))]


def _whole_name(tokens: list[Token], slots: Slots, known: Gazetteer) -> Resolution | None:
    """Return the club that a short text names with a word of questions in it: "Victoria de Pisco"."""
    texts = [token.text for token in tokens]
    if not slots.concepts or not 1 < len(texts) <= _LONGEST_NAME or any(t.kind != "word" for t in tokens):
        return None
    said = {word for _, phrase in slots.said for word in phrase.split()}
    if not known.words.issuperset(said) or slots.seasons:
        return None
    name = known.index.resolve(" ".join(texts))
    best = name.candidates[0] if name.club is not None else None
    explained = best is not None and not any(why.startswith(("not explained", "typo")) for why in best.why)
    return name if explained and best is not None and best.score >= _SURE_NAME else None


def _without_ranking(spans: list[Span], ranking: Superlative) -> list[Span]:
    """Return the spans without what the words of a superlative would mean by themselves."""
    kept = [
        span
        for span in spans
        if span.kind not in ("concept", "stage", "round")
        or ranking.tokens.isdisjoint(range(span.start, span.stop))
    ]
    return [*kept, *(Span(at, at + 1, "ranking", None) for at in sorted(ranking.tokens))]


def _may_rank(slots: Slots, ranking: Superlative) -> bool:
    """Return whether a superlative is about all clubs, or about one club's editions or matches."""
    if slots.clubs and ranking.measure == "margin":
        return False  # those that the club won, or that it lost?
    return not slots.clubs or (len(slots.clubs) == 1 and ranking.thing in ("edition", "match"))


def _ways(tokens: list[Token], spans: list[Span], words: Vocabulary, known: Gazetteer) -> list[Slots]:
    """Return the readings of the names, given what the other words mean."""
    taken = {at: span.kind for span in spans for at in range(span.start, span.stop)}
    passed = set(everyday(tokens, taken, words, known))
    base = dataclasses.replace(without_names(spans, tokens, words, known, passed), passed=len(passed))
    if "waited" in base.concepts:
        numbers = [text for text in base.strange if text.isdigit() or text in words.numbers]
        base = dataclasses.replace(base, strange=tuple(text for text in base.strange if text not in numbers))
        base = with_second_title(base)
    if "win" in base.concepts and denies_what_a_club_did(tokens, words):
        base = dataclasses.replace(base, concepts=base.concepts | {"whom", "denial"})
    plain = line_of(tokens)
    in_both = _IN_BOTH.search(plain)
    if in_both is not None and len(base.seasons) == 2 and base.concepts & {"team", "qualified"}:
        base = base.turned_by(in_both[0])
    about_when = _ABOUT_WHEN.search(plain)
    if about_when is not None and not (base.seasons or base.range or base.day):
        base = base.turned_by(about_when[0])
    won_by = _WON_BY.search(plain)
    if won_by is not None and base.concepts & {"win", "lose"}:
        base = base.turned_by(won_by[0])
    if _BETWEEN_TITLES.search(plain):
        strange = tuple(text for text in base.strange if text not in ("two", "2"))
        base = dataclasses.replace(
            base, concepts=base.concepts - {"versus"} | {"between_titles"}, strange=strange
        )
    base = with_score_asked(base)
    base = at_end_of_range(with_years_as_range(base, known), known)
    base = dataclasses.replace(base, several=asks_for_several(base.said, base.concepts))
    verb = unread_verb(tokens, passed)
    if verb is not None and base.concepts <= _OF_TEAMS and "ranking" not in taken.values():
        base = base.turned_by(verb)
    when = time_at_end(tokens, passed)
    if when is not None and base.concepts & OF_HONOURS and not (base.seasons or base.range or base.day):
        base = base.turned_by(when)
    if base.seasons and "latest" in base.concepts and {"ultimo", "last"} & {word for _, word in base.said}:
        # In a season that is named "the last" is a place of the table.
        base = dataclasses.replace(base, concepts=base.concepts - {"latest"} | {"bottom"})
    runs = list(runs_of(tokens, spans, words, passed))
    if len(runs) > _MOST_RUNS:
        return [dataclasses.replace(base, strange=tuple(t.text for t in tokens)[:_MOST_RUNS])]
    ways = [base]
    runs = [run for run in runs if len(runs) == 1 or not _is_origin(tokens, *run, known)] or runs
    for start, stop in runs:
        before = start - 1
        while before > 0 and tokens[before].text in words.articles:
            before -= 1
        if before >= 0 and tokens[before].text in words.before_name:
            ways = [dataclasses.replace(way, named=True) for way in ways]
        readings = names_between(start, stop, tokens, spans, known, base.season)
        ways = [_with_names(way, names, cost) for way in ways for names, cost in readings]
    ways = [with_both(way, tokens) for way in ways]
    ways = [with_difference(way, tokens) for way in ways]
    steps = steps_in(tokens, spans, words)
    ways = [with_steps(way, steps, words) for way in ways] if steps is not None else ways
    return [other for way in ways for other in _with_dates_as_clubs(way, spans, tokens, known)]


def names_between(
    start: int, stop: int, tokens: list[Token], spans: list[Span], known: Gazetteer, season: int | None
) -> list[Way]:
    """Return the readings of a run of possible names, likeliest first, each with its penalty."""
    inside = [
        Span(span.start - start, span.stop - start, span.kind, span.value)
        for span in spans
        if span.kind in _NAMES and start <= span.start and span.stop <= stop
    ]
    return names_of_run([token.text for token in tokens[start:stop]], inside, known, season)


def _is_origin(tokens: list[Token], at: int, stop: int, known: Gazetteer) -> bool:
    """Return whether a name tells where somebody is from: "soy de Talara", "mi abuela es de Tarma"."""
    before = " ".join(token.text for token in tokens[max(at - 4, 0) : at])
    place = " ".join(token.text for token in tokens[at:stop])
    if _ORIGIN.search(before):
        return True
    another = _ORIGIN_OF_ANOTHER.search(before)
    if another is None or not (place in known.towns or (*place.split(),) in known.departments):
        return False
    of = before[: another.start()].split()[-1:]
    return not known.words.issuperset(of) if of else True  # "ese Pilsen es de Lambayeque" is a club's


def runs_of(
    tokens: list[Token], spans: list[Span], words: Vocabulary, passed: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield the runs of possible names: words that nothing else explains, with the small words between.

    `passed` are the positions of skipped everyday words.
    """
    taken = {at for span in spans if span.kind not in _NAMES for at in range(span.start, span.stop)}
    named = {at for span in spans if span.kind in _NAMES for at in range(span.start, span.stop)}
    dated = {at for span in spans if span.kind == "date" for at in range(span.start, span.stop)}
    nameless = words.ignored | words.pronouns
    start: int | None = None
    stop = 0
    for at, token in enumerate(tokens):
        letter = token.text == "u" and at > 0 and tokens[at - 1].text == "la"
        small = not letter and (token.text in nameless or token.text in words.between or at in passed)
        name = (at in named and at not in dated) or not (
            at in taken or small or token.kind != "word" or token.text.isdigit()
        )
        if name:
            start = at if start is None else start
            stop = at + 1
        elif start is not None and (
            token.kind != "word"
            or at in taken
            or token.text in words.between
            or token.text in _NO_PART_OF_NAME
            or at - stop >= 2
        ):
            yield start, stop
            start = None
    if start is not None:
        yield start, stop


def _with_names(slots: Slots, names: tuple[NamePart, ...], cost: float) -> Slots:
    """Return the slots with the names of a run; the same club twice counts once."""
    clubs, department, unknown = slots.clubs, slots.department, slots.unknown
    departments = slots.departments
    strange = list(slots.strange)
    for name in names:
        if name.department is not None:
            if name.department not in departments:
                departments = (*departments, name.department)
            department = departments[0]
        elif name.resolution is not None and name.resolution.outcome is not Outcome.NONE:
            club = name.resolution.club
            if club is None or club.key not in [other.club.key for other in clubs if other.club is not None]:
                clubs = (*clubs, name.resolution)
            if name.doubtful:
                strange.append(name.text)
        else:
            strange.append(name.text)
            if name.text not in vocabulary().numbers:
                unknown = unknown or name.resolution
    return dataclasses.replace(
        slots,
        clubs=clubs,
        department=department,
        departments=departments,
        unknown=unknown,
        strange=tuple(strange),
        cost=slots.cost + cost,
    )


def _with_dates_as_clubs(
    slots: Slots, spans: list[Span], tokens: list[Token], known: Gazetteer
) -> Iterator[Slots]:
    """Yield the slots, also with a date read as a club's name: "7 de Agosto", "30 de agosto 1997"."""
    if slots.day is None:
        yield slots
        return
    span = next(span for span in spans if span.kind == "date")
    on_the = span.start > 0 and tokens[span.start - 1].text in ("el", "on", "the")
    if on_the and slots.day.year is not None and slots.day.day is not None:
        yield slots
        return
    for stop in range(span.stop, span.start + 1, -1):
        texts = [token.text for token in tokens[span.start : stop]]
        if all(text.isdigit() or text in {*vocabulary().of, *vocabulary().numbers} for text in texts):
            break  # without its month it names no club
        name = known.index.resolve(" ".join(texts))
        year = slots.day.year
        fits = slots.day.day is not None or name.outcome is Outcome.EXACT
        if name.club is not None and fits and (year is None or year in name.club.all_seasons):
            seasons = slots.seasons if year is None or year in slots.seasons else (*slots.seasons, year)
            yield dataclasses.replace(slots, day=None, clubs=(name, *slots.clubs), seasons=seasons)
            if slots.day.year is not None or name.outcome is not Outcome.EXACT:
                yield dataclasses.replace(slots, cost=slots.cost + _DATE_AS_CLUB)
            return
    yield slots
