"""The slots of a question: concepts, clubs, seasons, places, dates; and words that nothing explains."""

import dataclasses
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.ask.club_names import NamePart, Way, names_of_run
from bot.ask.everyday import everyday, governs, time_at_end, unread_verb
from bot.ask.gazetteer import Gazetteer
from bot.ask.headings import FINAL_STAGE, is_decider, is_final
from bot.ask.relative_years import FIRST, LAST, Steps, steps_in, with_number
from bot.ask.several import OF_HONOURS, asks_for_several, is_how_many_to_list
from bot.ask.spans import mended, spans_of
from bot.ask.superlatives import Superlative, superlative
from bot.ask.tokens import Day, Token, words_of
from bot.ask.vocabulary import Vocabulary, language_of_words, vocabulary
from bot.ask.years import AGED, Span
from bot.names import Outcome, Resolution

_LONGEST_NAME, _SURE_NAME = 5, 85.0
_MOST_RUNS = 8
_FEW_WORDS = 3
_SECOND = frozenset({"segundo", "segunda", "second", "2do", "2nd"})
_WITH = frozenset({"con", "with", "mas", "plus"})
_LEAST_OF_RANGE = 4
_DENIED = re.compile(
    r"(?<!\S)(?:(?:didnt|couldnt|did not|could not)(?P<between>(?: \S+){1,4}?)"
    r"|(?:did|could)(?P<before>(?: \S+){1,4}?) (?:not|fail to)) (?:beat|defeat|overcome)(?!\S)"
)
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
_WON_BY = re.compile(r"(?<!\S)(?:by|por) (?:just |only )?(?:a|one|un)(?: solo| single)? (?:goal|gol)(?!\S)")
"""A margin that no answer tells: "how many did they win by one goal"."""
_BETWEEN_TITLES = re.compile(
    r"(?<!\S)(?:entre|between) (?:[^ |]+ ){0,2}?(?:titulo|copa|campeonato|title|cup) (?:de|del|of) [^|]+?"
    r" (?:y|and) (?:el|la|lo|the one|that|the title|the cup)(?: \w+)? (?:de|del|of)(?!\S)"
    r"|(?<!\S)between (?:[^ |]+ ){1,4}?(?:two|2) (?:titles|cups|championships|trophies)(?!\S)"
)
"""The titles of one club or of two: "between Aurich's two titles", "entre la copa de Grau y la de UTC"."""
_HOW_MANY_MORE = re.compile(
    r"(?<!\S)(?:how many (?:more|fewer|less)|cuant[oa]s(?: \S+){0,2}? (?:mas|menos)"
    r"|(?:by|por) (?:how many|how much|cuant[oa]s?))(?!\S)"
)
_THOSE_OF = [[one, of] for one in ("los", "las", "the") for of in ("de", "from", "of")]
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
_EITHER = re.compile(r"\b(?:o|or|which of|cual de)\b")
_BEFORE_SECOND = (
    r"(?:(?:cuant[oa]s|how many|con|contra|ante|with|against|to|by|a|al|de|del|of|el|la|los|las|the) )*"
)
_OF_PLAYERS = frozenset({"who", "scorer", "who_scored", "how_many"})
CHAMPIONS = frozenset({"champion", "champions", "winner", "winners", "campeon", "campeones", "ganador"})
_OF_TABLE_ALONE = frozenset({"table", "points", "difference", "place", "top", "bottom", "gap"})
"""Concepts of what a table tells, in which no play-off counts."""
_IN_TABLE = frozenset({"win", "lose", "draw", "goals", "scored", "conceded", "match"})
"""Concepts of the numbers of a table."""
_FIELDS = {"date": "day", "player": "players"}


@dataclass(frozen=True, slots=True)
class Slots:
    """The content of a question. `strange` are words and names that nothing explains."""

    concepts: frozenset[str] = frozenset()
    said: tuple[tuple[str, str], ...] = ()
    """The words that named each concept."""
    clubs: tuple[Resolution, ...] = ()
    seasons: tuple[int, ...] = ()
    range: tuple[int, int] | None = None
    department: str | None = None
    region: str | None = None
    round: str | None = None
    stage: str | None = None
    day: Day | None = None
    score: tuple[int, int] | None = None
    players: tuple[int, ...] | None = None
    departments: tuple[str, ...] = ()
    """Two departments or more, side by side."""
    home: str | None = None
    """The department or town that the champion of a season is said to be from."""
    ranking: Superlative | None = None
    several: bool = False
    """Whether the winners of all editions are asked for: "qué clubes ganaron"."""
    passed: int = 0
    """Everyday words that were skipped."""
    unknown: Resolution | None = None
    named: bool = False
    """Whether a run stands where a name would: after "of" or "against"."""
    strange: tuple[str, ...] = ()
    title_of: int | None = None
    """The season that says which champion is meant: "the champions of 97", "the next after 87"."""
    claim: int | None = None
    """How many a question says there are: "do they have five titles?"."""
    steps: Steps | None = None
    """How far from a title of a club or a department: "two years after Huánuco first won"."""
    cost: float = 0.0
    """Penalty of this reading, if there are others."""

    @property
    def season(self) -> int | None:
        """The only season, None if there is none or several."""
        return self.seasons[0] if len(self.seasons) == 1 else None


def slots_of(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> list[Slots]:
    """Return the readings of the question's words, likeliest first."""
    supposed = _SUPPOSED.search(" ".join(token.text if token.kind == "word" else "|" for token in tokens))
    ways = _slots_of(tokens, words, known)
    if supposed is None:
        return ways
    said = ("condition", supposed[0])
    return [
        dataclasses.replace(way, concepts=way.concepts | {"condition"}, said=(*way.said, said))
        for way in ways
    ]


def _slots_of(tokens: list[Token], words: Vocabulary, known: Gazetteer) -> list[Slots]:
    tokens = mended(tokens, words, known)
    spans = spans_of(tokens, words, known)
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
    ways = [_of_either_edition(way, tokens) for way in _ways(tokens, spans, words, known)]
    whole = _whole_name(tokens, ways[0], known)
    return ways if whole is None else [*ways, Slots(clubs=(whole,))]


def _of_either_edition(slots: Slots, tokens: list[Token]) -> Slots:
    """Return "more goals in 96 or in 97?" as a ranking of the editions."""
    either = len(slots.seasons) == 2 and bool(_EITHER.search(" ".join(token.text for token in tokens)))
    if not either or "most_goals" not in slots.concepts or slots.concepts & _OF_PLAYERS or slots.clubs:
        return slots
    ranking = Superlative("edition", "goals", False, frozenset())
    concepts = slots.concepts - {"most_goals", "goals", "more", "where", "when", "scored", "match"}
    return dataclasses.replace(slots, ranking=ranking, concepts=concepts, round=None, stage=None)


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
    base = dataclasses.replace(_without_names(spans, tokens, words, known, passed), passed=len(passed))
    if "waited" in base.concepts:
        numbers = [text for text in base.strange if text.isdigit() or text in words.numbers]
        base = dataclasses.replace(base, strange=tuple(text for text in base.strange if text not in numbers))
        base = _with_second_title(base)
    if "win" in base.concepts and _denies_what_a_club_did(tokens, words):
        base = dataclasses.replace(base, concepts=base.concepts | {"whom", "denial"})
    plain = " ".join(token.text if token.kind == "word" else "|" for token in tokens)
    in_both = _IN_BOTH.search(plain)
    if in_both is not None and len(base.seasons) == 2 and base.concepts & {"team", "qualified"}:
        base = dataclasses.replace(base, strange=(*base.strange, in_both[0]))
    won_by = _WON_BY.search(plain)
    if won_by is not None and base.concepts & {"win", "lose"}:
        base = dataclasses.replace(base, strange=(*base.strange, won_by[0]))
    if _BETWEEN_TITLES.search(plain):
        strange = tuple(text for text in base.strange if text not in ("two", "2"))
        base = dataclasses.replace(
            base, concepts=base.concepts - {"versus"} | {"between_titles"}, strange=strange
        )
    base = _with_score_asked(base)
    base = _at_end_of_range(_with_years_as_range(base, known), known)
    base = dataclasses.replace(base, several=asks_for_several(base.said, base.concepts))
    verb = unread_verb(tokens, passed)
    if verb is not None and base.concepts <= _OF_TEAMS and "ranking" not in taken.values():
        base = dataclasses.replace(base, strange=(*base.strange, verb))
    when = time_at_end(tokens, passed)
    if when is not None and base.concepts & OF_HONOURS and not (base.seasons or base.range or base.day):
        base = dataclasses.replace(base, strange=(*base.strange, when))
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
    ways = [_with_both(way, tokens) for way in ways]
    ways = [_with_difference(way, tokens) for way in ways]
    steps = steps_in(tokens, spans, words)
    ways = [_with_steps(way, steps, words) for way in ways] if steps is not None else ways
    return [other for way in ways for other in _with_dates_as_clubs(way, spans, tokens, known)]


def _with_second_title(slots: Slots) -> Slots:
    """Return "between the first championship of UTC and the second" as a question on both titles."""
    second = any(concept == "runner_up" and text in _SECOND for concept, text in slots.said)
    if not second or not slots.concepts & {"first_time", "earliest"}:
        return slots
    concepts = slots.concepts - {"runner_up", "earliest", "edition"} | {"first_time", "second_time", "title"}
    return dataclasses.replace(slots, concepts=concepts)


def _with_score_asked(slots: Slots) -> Slots:
    """Return "their first match, how did it end" as a question on that match, not on a table."""
    said = [concept for concept, _ in slots.said]
    ends = [
        at for at, (concept, text) in enumerate(slots.said) if concept == "place" and text.startswith("como ")
    ]
    dated = slots.round is not None or slots.day is not None
    one = {"first_match", "last_match", "that_match"} | ({"opponents", "whom"} if dated else set())
    of_match = any(
        one & {*said[:at]} or {"first_match", "last_match"} & {*said[at + 1 : at + 2]} for at in ends
    )
    if not of_match or slots.concepts & {"table", "points"} or said.count("place") > len(ends):
        return slots
    return dataclasses.replace(slots, concepts=slots.concepts - {"place"} | {"result"})


def _with_both(slots: Slots, tokens: list[Token]) -> Slots:
    """Return the slots with the concept of two clubs that do the same: "goals of Melgar and Aurich"."""
    if len(slots.clubs) != 2:
        return slots
    first, second = [re.escape(name.text) for name in slots.clubs]
    line = " ".join(token.text for token in tokens)
    joined = re.search(rf"(?<!\S){first} (?:y|e|and) {_BEFORE_SECOND}{second}(?!\S)", line)
    with_both = dataclasses.replace(slots, concepts=slots.concepts | {"both"})
    if joined and re.search(rf"(?<!\S)(?:entre|between) (?:el |la |los )?{first}", line):
        return slots if slots.concepts & {"win", "lose"} else with_both  # "who won between Melgar and CNI"
    return with_both if joined else slots


def _with_steps(slots: Slots, steps: Steps, words: Vocabulary) -> Slots:
    """Return the slots with how many years or editions from a title: "two years after UTC's first"."""
    if slots.range:
        return slots
    if slots.seasons:  # from what of the season?
        return dataclasses.replace(slots, strange=(*slots.strange, str(abs(steps.number))))
    strange = tuple(text for text in slots.strange if text not in words.numbers and not text.isdigit())
    return dataclasses.replace(slots, steps=steps, strange=strange)


def _with_difference(slots: Slots, tokens: list[Token]) -> Slots:
    """Return the slots with the concept of how far two seasons, clubs or departments are apart.

    "How many more goals were there in 1996 than in 1967" is about both, and so is what lies between two.
    """
    first, last = slots.range or (FIRST, LAST)
    between = ("apart" in slots.concepts or slots.concepts & {"gap", "difference"}) and first > FIRST
    if between and last < LAST and not slots.seasons and not slots.clubs and "years" not in slots.concepts:
        slots = dataclasses.replace(slots, seasons=(first, last), range=None)
    several = max(len(slots.seasons), len(slots.departments), len(slots.clubs)) == 2
    match = _HOW_MANY_MORE.search(" ".join(token.text for token in tokens))
    counted = slots.concepts & {"title", "champion"} or (
        slots.seasons and slots.concepts & {"goals", "scored"}
    )
    if not several or (slots.clubs and not counted) or not (match or slots.concepts & {"apart", "gap"}):
        return slots
    concepts = slots.concepts - {"more", "gap"} | {"apart"}
    return dataclasses.replace(slots, concepts=concepts)


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


def _denies_what_a_club_did(tokens: list[Token], words: Vocabulary) -> bool:
    """Return whether a name stands before the verb: "who did Gálvez not beat", "who didn't Gálvez beat"."""
    line = " ".join(token.text for token in tokens)
    match = _DENIED.search(line)
    if match is None:
        return False
    return not words.leading.issuperset((match["between"] or match["before"]).split())


def _with_years_as_range(slots: Slots, known: Gazetteer) -> Slots:
    """Return many editions in a row as a range: "79, 80, 81 and 82"."""
    years = sorted(slots.seasons)
    if len(years) < _LEAST_OF_RANGE or slots.range is not None:
        return slots
    inside = [year for year in known.seasons if years[0] <= year <= years[-1]]
    return dataclasses.replace(slots, seasons=(), range=(years[0], years[-1])) if inside == years else slots


def _at_end_of_range(slots: Slots, known: Gazetteer) -> Slots:
    """Return the slots with one edition for "the first champion after 1996"."""
    end = slots.concepts & {"earliest", "latest"}
    first, last = slots.range or (FIRST, LAST)
    beside = slots.concepts & {"following", "previous"}
    if beside == {"following"} and last == LAST:
        end = beside | {"earliest"}  # "after the cup of 87, who was the next champion?"
    elif beside == {"previous"} and first == FIRST:
        end = beside | {"latest"}
    winner = "champion" in slots.concepts or (
        {"who", "win"} <= slots.concepts and not slots.concepts & {"match", "victory", "versus"}
    )
    if slots.range is None or not end or not winner:
        return slots
    inside = [year for year in known.won if first <= year <= last]
    if not inside:
        return slots
    season = inside[0] if "earliest" in end else inside[-1]
    told = (first - 1 if last == LAST else last + 1) if beside else slots.title_of
    return dataclasses.replace(
        slots, range=None, seasons=(season,), concepts=slots.concepts - end, title_of=told
    )


def _without_names(
    spans: list[Span], tokens: list[Token], words: Vocabulary, known: Gazetteer, passed: set[int]
) -> Slots:
    """Return the slots of all spans except the names.

    A number is strange unless it counts what an everyday word says: "three beers", but not "scored three".
    """
    spans = sorted(spans, key=lambda span: span.start)
    values: dict[str, Any] = {"concepts": frozenset()}
    seasons: dict[int, None] = {}
    rounds: dict[str, None] = {}
    further: list[str] = []
    said: list[tuple[str, str]] = []
    for span in spans:
        value: Any = span.value
        match span.kind:
            case "concept":
                meant = frozenset(
                    concept
                    for concept in value
                    if concept != "courtesy" and governs(concept, span, spans, tokens, words, known)
                )
                text = " ".join(token.text for token in tokens[span.start : span.stop])
                values["concepts"] |= meant
                said += [(concept, text) for concept in sorted(meant)]
            case "season":
                seasons[value] = None
            case "stage":
                both = f"{values['stage']} {value}" if "stage" in values else value
                values["stage"] = value if values.get("stage") == value else both
            case "round":
                rounds[str(value)] = None
            case "date" if values.get("day", value) != value:
                further.append(" ".join(token.text for token in tokens[span.start : span.stop]))
            case "date" | "player" | "score" | "range" | "region":
                values[_FIELDS.get(span.kind, span.kind)] = value
    of_final = [round_ for round_ in rounds if is_final(round_)]
    numbered = any(letter.isdigit() for round_ in rounds for letter in round_)
    if of_final and (numbered or values["concepts"] & {"last_round", "first_round", "group_word"}):
        # "The last round of the final", "the final group" are of the final stage.
        rounds = {round_: None for round_ in rounds if round_ not in of_final}
        if {"who", "win"} <= values["concepts"]:  # who won the final group is the champion
            values["concepts"] -= {"group_word"}
        else:
            values.setdefault("stage", FINAL_STAGE)
    if "day" in values:
        values["concepts"] -= {"that_day"}
    if values["concepts"] & {"decided", "penalties"}:
        rounds = {round_: None for round_ in rounds if not is_final(round_)}
    deciders = [round_ for round_ in rounds if is_decider(round_)]
    if deciders and (
        "inclusion" in values["concepts"]
        or (_is_added(spans, tokens) and ("stage" in values or values["concepts"] & {"sum", "both"}))
        or ("before" in values["concepts"] and values["concepts"] & _OF_TABLE_ALONE)
    ):
        # A stage holds its play-off, and a table tells what was before one.
        rounds = {round_: None for round_ in rounds if round_ not in deciders}
        values["concepts"] -= {"inclusion", "before"}
    elif (
        deciders
        and "how_many" in values["concepts"]
        and values["concepts"] & {"before", "exception"}
        and values["concepts"] & _IN_TABLE
    ):
        rounds = {round_: None for round_ in rounds if round_ not in deciders}
        values["concepts"] = values["concepts"] - {"before", "exception"} | {"table"}
    if rounds:
        values["round"], *others = rounds
        said += [("times", other) for other in others]
        values["concepts"] |= {"times"} if others else set()
    english = language_of_words(words_of(tokens)) == "en"  # "once" is eleven in Spanish alone
    ranges = {span.value: span.stop for span in spans if span.kind == "range"}
    left = [tokens[stop - 1].text for stop in [*ranges.values()][1:]] + [
        token.text
        for at, token in enumerate(tokens)
        if token.kind == "odd"
        or (
            (token.text.isdigit() or words.numbers.get(token.text, 0) > 1)
            and not (token.text == "once" and english)
            and not any(span.start <= at < span.stop for span in spans)
            and not is_how_many_to_list(tokens, at, spans)
            and not (at > 0 and tokens[at - 1].text in AGED)
            and not _is_how_many_there_are(tokens, at, spans)
            and not (
                at + 1 in passed
                and tokens[at + 1].text not in words.counted
                and not any(span.stop == at for span in spans)
            )
        )
    ]
    return Slots(
        **values,
        said=tuple(said),
        seasons=tuple(seasons),
        title_of=_title_of(spans, tokens),
        strange=(*left, *further),
    )


def _is_added(spans: list[Span], tokens: list[Token]) -> bool:
    """Return whether a play-off is added to what is asked of: "with the play-off", "con el desempate"."""
    starts = [span.start for span in spans if span.kind == "round" and is_decider(str(span.value))]
    before = [[token.text for token in tokens[max(start - 2, 0) : start]] for start in starts]
    return any(_WITH & {*words} for words in before)


def _is_how_many_there_are(tokens: list[Token], at: int, spans: list[Span]) -> bool:
    """Return whether a number only repeats how many there are: "de los 3 partidos", "los 2 de Puno"."""
    if [token.text for token in tokens[at - 1 : at + 2 : 2]] in _THOSE_OF and at > 0:
        return True
    matches = any(
        span.start == at + 1 and (span.kind == "stage" or (span.kind == "concept" and "match" in span.value))  # type: ignore[operator]
        for span in spans
    )
    return matches and at > 0 and tokens[at - 1].text in vocabulary().articles


def _title_of(spans: list[Span], tokens: list[Token]) -> int | None:
    """Return the season right behind or before a champion: "the champions of 97", "the 1997 winner"."""
    beside = [(one, other) for one, other in itertools.pairwise(spans) if other.start - one.stop < _FEW_WORDS]
    for title, season in [*beside, *((other, one) for one, other in beside)]:
        named = {token.text for token in tokens[title.start : title.stop]} & CHAMPIONS
        if title.kind == "concept" and named and season.kind == "season":
            return int(str(season.value))
    return None


def runs_of(
    tokens: list[Token], spans: list[Span], words: Vocabulary, passed: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield the runs of possible names: words that nothing else explains, with the small words between.

    `passed` are the positions of skipped everyday words.
    """
    taken = {at for span in spans if span.kind not in _NAMES for at in range(span.start, span.stop)}
    named = {at for span in spans if span.kind in _NAMES for at in range(span.start, span.stop)}
    dated = {at for span in spans if span.kind == "date" for at in range(span.start, span.stop)}
    start: int | None = None
    stop = 0
    for at, token in enumerate(tokens):
        letter = token.text == "u" and at > 0 and tokens[at - 1].text == "la"
        small = not letter and (token.text in words.ignored or token.text in words.between or at in passed)
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
        if all(text.isdigit() or text in vocabulary().of for text in texts):
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
