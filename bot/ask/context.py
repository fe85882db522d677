"""What a question takes from the rest of its text: a season, a club."""

import dataclasses
from collections.abc import Sequence

from bot.ask.built import is_champion
from bot.ask.intents import PLAIN, found_in
from bot.ask.relative_years import FIRST, LAST
from bot.ask.several import OF_HONOURS
from bot.ask.slots import Slots
from bot.ask.tokens import Token
from bot.ask.vocabulary import NEIGHBOURS, vocabulary
from bot.cache import Snapshot
from bot.names import Resolution
from bot.queries.facts import season_parts
from bot.queries.ranking import seconds

_ASKED_OF = frozenset({"how_many", "when"})
_DONE_BY = frozenset({"win", "lose", "draw", "goals", "scored", "play", "champion", "title", "runner_up"})
"""Concepts that together leave a club out that did it: "cuántos ganó"."""
_VERBS = frozenset({"win", "lose", "draw"})
_DONE_BY_CLUB = _VERBS | {"runner_up", "promoted", "conceded"}
_COUNTED = frozenset(
    {"title", "champion", "goals", "win", "lose", "draw", "runner_up", "match", "points"}
) | {"clean_sheet"}
_TIMES = frozenset({"times", "runner_up"})
"""Concepts whose words hold a number: "three times", "lost two finals"."""
_TIMES_OF_ALL = frozenset({"veces", "times"})
_SUBJECTS = frozenset({"who", "whom", "team", "qualified", "department", "region"})
"""Without one of these a verb leaves its club out: "did they win?", "¿ganó o no?"."""
_WON = frozenset({"gano", "ganaron", "ganado", "ganamos", "campeono", "campeonaron", "campeonado", "se"}) | {
    "salio", "salieron", "salimos",
    "campeonamos", "levanto", "levantaron", "obtuvo", "conquisto", "alzo", "won", "win", "wins", "took",
    "claimed", "clinched", "lifted",
}  # fmt: skip
"""First words of what a champion did."""
_OF_CLUB = frozenset({"lose", "whom", "opponents", "place", "result", "home", "years", "score"})
"""Concepts of a question about a club that may have been named before it."""
_ANYBODY = frozenset({"anybody", "anyone", "somebody", "someone", "alguien", "alguno"})
_TIMELESS = frozenset({"when", "years", "home", "nickname", "ever", "first_time", "last_time"})
"""Concepts of a question that is not about one season."""
_OF_MATCHES = frozenset({"result", "match", "play", "lose", "draw", "versus", "whom", "opponents"})
_BESIDE_CHAMPION = frozenset({"runner_up", "third", "fourth", "fifth", "sixth", "bottom"})
"""Concepts that together with "who" ask for another club than the champion."""
_ENDS_OF_SEASON = frozenset({"first_match", "last_match"})
_WERE = frozenset({"were", "been", "habian", "habia", "fueron", "han"})
_AGAIN = frozenset(
    {"later", "afterwards", "luego", "again", "since", "entonces", "volvio", "volvieron", "otra", "nuevo"}
    | {"repeat", "repeated", "repitio", "repitieron"}
)
_PLACES = frozenset({"runner_up", "third", "fourth", "fifth"})
_BESIDE_PLACE = frozenset({"who", "how_many", "title", "department", "identity", "place", "whatabout"})
_TITLES_OR_SECOND = frozenset({"champion", "winner", "win", "title", "runner_up"})
_THEN = frozenset({"that_season", "edition", "when"})
"""Concepts behind which a clause tells the year that is meant: "el año que", "cuando"."""
_FEW_TITLES = 3
"""Most titles of a club of which "who came second to UTC?" means all."""
OF_ANSWERED_CLUB = frozenset(
    {
        "result",
        "home",
        "years",
        "title",
        "profile",
        "lose",
        "whom",
        "place",
        "opponents",
        "points",
        "clean_sheet",
        "above",
        "below",
    }
)
"""Concepts of a question on the club that the answer is about."""


def with_context(ways: list[Slots], elsewhere: list[Slots], question: list[Token]) -> list[Slots]:
    """Return a question with the season and the club that the rest of the text names, if that is one."""
    seasons = {year for slots in elsewhere for year in slots.seasons}
    days = {slots.day for slots in elsewhere if slots.day is not None}
    ranges = {
        slots.range
        for slots in elsewhere
        if slots.range is not None and found_in(slots) == {"range"} and slots.concepts <= PLAIN
    }
    clubs = _clubs_in(elsewhere)
    filled = []
    for slots in ways:
        if "that_day" in slots.concepts and len(days) == 1 and slots.day is None:
            slots = dataclasses.replace(slots, day=min(days), concepts=slots.concepts - {"that_day"})
        then = any("that_season" in other.concepts for other in elsewhere)
        if then and not (seasons or clubs) and slots.concepts & OF_HONOURS and lacks_season(slots):
            slots = dataclasses.replace(slots, concepts=slots.concepts | {"that_season"})
        slots = _of_same_ranking(slots, elsewhere)
        how = slots.concepts == {"place"} and all(text.startswith("como ") for _, text in slots.said)
        if how and not found_in(slots) and any(other.concepts & _ENDS_OF_SEASON for other in elsewhere):
            # "Contra quién fue su primer partido y cómo quedó" is not about the table.
            slots = dataclasses.replace(slots, concepts=frozenset({"result", "that_match"}))
        # "Who won in 1985 and how many times did UTC win" is not about UTC in 1985.
        times = _TIMES_OF_ALL & {token.text for token in question} and {"how_many", "win"} <= slots.concepts
        if len(seasons) == 1 and lacks_season(slots) and not (times and slots.clubs and not clubs):
            slots = dataclasses.replace(slots, seasons=tuple(seasons))
        if len(ranges) == 1 and not (seasons or slots.seasons or slots.range or slots.day):
            slots = dataclasses.replace(slots, range=min(ranges))  # "in the eighties, and be quick, who …"
        homes = {other.departments for other in elsewhere if other.departments}
        if "there" in slots.concepts and not slots.departments and len(homes) == 1:
            [home] = homes  # "I am going to Tumbes. Did any side from that department …"
            if len(home) == 1:
                slots = dataclasses.replace(
                    slots, department=home[0], departments=home, concepts=slots.concepts - {"there"}
                )
        if "that_match" in slots.concepts and not slots.clubs and len(clubs) == 2:
            slots = dataclasses.replace(
                slots, clubs=tuple(clubs.values()), concepts=slots.concepts - {"that_match"}
            )
        open_ = not (slots.seasons or slots.range or slots.day or slots.clubs or slots.concepts & PLAIN)
        beside = slots.concepts & (_BESIDE_CHAMPION | {"scorer", "table"})
        if clubs and open_ and beside and slots.concepts & {"who", "scorer", "table"}:
            # "The year Binacional won, who came second?" is not about the latest edition.
            slots = dataclasses.replace(slots, concepts=slots.concepts | {"that_season"})
        if "gap" in slots.concepts and not slots.clubs and len(clubs) == 2:
            # "How many points separated them" is on the two that were named.
            slots = dataclasses.replace(slots, clubs=tuple(clubs.values()))
        of_neighbour = "home" in slots.concepts and any(map(_tells_neighbour, elsewhere))
        if len(clubs) == 1 and is_on_club_named_before(slots, question) and not of_neighbour:
            slots = _of_club_named(slots, *clubs.values())
        told = not seasons and len(days) == 1 and slots.concepts & _OF_MATCHES
        if told and slots.clubs and lacks_season(slots):
            slots = dataclasses.replace(slots, day=min(days))
        names = tuple(_of_context(name, clubs) for name in slots.clubs)
        filled.append(dataclasses.replace(slots, clubs=names))
    return filled


def _tells_neighbour(slots: Slots) -> bool:
    """Return whether a clause tells a champion by the one before or after: its home is not that one's."""
    beside = slots.concepts & NEIGHBOURS.keys() and slots.concepts & {"champion", "winner", "win", "edition"}
    return bool(beside and slots.clubs) and not slots.seasons


def _of_same_ranking(slots: Slots, elsewhere: list[Slots]) -> Slots:
    """Return "who is second?" behind "La Libertad has most titles" as a question on that ranking."""
    told = [(other.ranking, other.departments) for other in elsewhere if other.ranking is not None]
    asks = slots.concepts & _PLACES and slots.concepts <= _PLACES | _BESIDE_PLACE
    if len(told) != 1 or not asks or slots.ranking is not None or found_in(slots):
        return slots
    [(ranking, departments)] = told
    thing = "department" if departments else ranking.thing
    return dataclasses.replace(slots, ranking=dataclasses.replace(ranking, thing=thing))


def unknown_club(ways: list[Slots], elsewhere: list[Slots], question: list[Token]) -> str:
    """Return what the rest of the text calls the club of a question where nobody knows it, else nothing.

    "My team is Alianza Porvenir. How did they do in 96?" is not about all matches of 1996.
    """
    if not all(is_on_club_named_before(slots, question) for slots in ways):
        return ""
    named = [slots for slots in elsewhere if "team" in slots.concepts and not slots.clubs]
    return next((" ".join(slots.strange) for slots in named if slots.strange), "")


def _clubs_in(elsewhere: list[Slots]) -> dict[str, Resolution]:
    """Return the clubs by key, each as the nearest clause calls it."""
    near_last = reversed(elsewhere)
    return {name.club.key: name for slots in near_last for name in slots.clubs if name.club is not None}


def lacks_season(slots: Slots) -> bool:
    """Return whether a question leaves its season out; one that asks when a club won has none."""
    of_match = slots.round or slots.stage or slots.concepts & {"match", "play", "versus", "result"}
    of_honours = slots.ranking is not None and slots.ranking.measure in ("titles", "runner_up")
    of_place = slots.departments and slots.concepts & {"win", "champion", "title"} and not of_match
    of_honours = of_honours or bool(of_place)  # "qué equipo de San Martín ganó"
    of_honours = of_honours or ({"title", "how_many"} <= slots.concepts and not of_match)
    timeless = of_honours or (slots.concepts & _TIMELESS and not of_match)
    return not (slots.seasons or slots.range or slots.day or timeless)


def is_on_club_named_before(slots: Slots, question: list[Token]) -> bool:
    """Return whether a question leaves out its club: "did they win?", "en qué puesto quedó"."""
    said = slots.concepts
    if slots.clubs or slots.ranking:
        return False
    if said & {"department", "region"} and said & {"play", "qualified"} and not said & {"who", "team"}:
        return "how_many" not in said  # "por qué departamento jugaban"
    subject = said & _SUBJECTS or slots.department or slots.region
    elided = not subject and bool((said & _ASKED_OF and said & _DONE_BY) or said & _VERBS)
    pronoun = not vocabulary().pronouns.isdisjoint(token.text for token in question)
    return bool(elided or pronoun or lacks_subject(slots) or said & (_OF_CLUB | {"that_club", "that_season"}))


def _of_club_named(slots: Slots, name: Resolution) -> Slots:
    return dataclasses.replace(slots, clubs=(name,), concepts=slots.concepts - {"that_club"})


def lacks_subject(slots: Slots) -> bool:
    """Return whether a text says that a club won, but not which: "¿ganó la copa, no?"."""
    ends = set() if "when" in slots.concepts else {"latest", "earliest"}
    if slots.concepts & (_SUBJECTS | ends | {"landscape"}) or slots.department or slots.region:
        return False
    return any(concept == "champion" and text.split()[0] in _WON for concept, text in slots.said)


def with_both_ends(slots: Slots, known: Sequence[int]) -> Slots:
    """Return "the first and the last champion" as a question on both editions."""
    both = {"champion", "earliest", "latest"} <= slots.concepts
    if not both or not known or found_in(slots):
        return slots
    concepts = slots.concepts - {"earliest", "latest"}
    return dataclasses.replace(slots, concepts=concepts, seasons=(min(known), max(known)))


async def with_that_season(slots: Slots, snapshot: Snapshot) -> Slots:
    """Return a question on "that year" with the season that is meant: the one named, or the club's title.

    If there is none or several, the words stay unused, so that the question is asked back.
    """
    said = slots.concepts
    second_to = {"who", "runner_up"} <= said and not said & {"how_many", "when", "ever"}
    of_title = said & {"win", "champion"} and "how_many" not in said
    if "runner_up" in said and said & {"who", "whom"} and of_title:
        # "Whom did they leave in second place when they won?"
        second_to, slots = True, dataclasses.replace(slots, concepts=said - {"whom", "when"} | {"who"})
    name = slots.clubs[0].club if len(slots.clubs) == 1 and not slots.seasons else None
    if name is not None and _was_second(slots):
        return await _who_won_when_second(slots, name.key, snapshot)
    if "that_season" not in slots.concepts and not second_to:
        return slots
    concepts = slots.concepts - {"that_season"}
    if slots.seasons or slots.range is not None or slots.day is not None:
        return dataclasses.replace(slots, concepts=concepts)
    club = slots.clubs[0].club if len(slots.clubs) == 1 else None
    of_edition = concepts & {"scorer", "table"} or ("who" in concepts and concepts & _BESIDE_CHAMPION)
    if club is None or not of_edition or concepts & _OF_MATCHES:
        return slots
    titles = [year for year in snapshot.editions if await is_champion(snapshot, club.key, year)]
    known = len(titles) == 1 or (second_to and 1 < len(titles) <= _FEW_TITLES and concepts == slots.concepts)
    return dataclasses.replace(slots, concepts=concepts, seasons=tuple(titles)) if known else slots


def _was_second(slots: Slots) -> bool:
    """Return whether it is asked who won when a club was second: "quién ganó el año que Grau fue sub"."""
    said = [concept for concept, _ in slots.said if concept in _TITLES_OR_SECOND | _THEN]
    at = next((at for at, concept in enumerate(said) if at and concept in _THEN), len(said))
    titles = _TITLES_OR_SECOND - {"runner_up"}
    before, after = {*said[:at]} & _TITLES_OR_SECOND, {*said[at:]} & _TITLES_OR_SECOND
    return "who" in slots.concepts and bool(before) and before <= titles and after == {"runner_up"}


async def _who_won_when_second(slots: Slots, club: str, snapshot: Snapshot) -> Slots:
    """Return a question on the champions of the editions with a club second; asked back if none is."""
    years = []
    for year in snapshot.editions:
        if club in [other.key for other in seconds(await season_parts(snapshot, year))]:
            years.append(year)
    if not 1 <= len(years) <= _FEW_TITLES:
        return dataclasses.replace(slots, concepts=slots.concepts | {"that_season"})
    concepts = slots.concepts - {"that_season", "runner_up", "when"}
    return dataclasses.replace(slots, seasons=(*years,), clubs=(), concepts=concepts)


def with_claim(slots: Slots) -> Slots:
    """Return "do they have five titles?" as a question that asks how many: the answer confirms or denies."""
    said = slots.concepts
    times = [word for concept, text in slots.said if concept in _TIMES for word in text.split()]
    of_times = [number for word in times if (number := number_of(word)) is not None]
    numbers = [number_of(word) for word in dict.fromkeys(slots.strange)] or of_times
    listed = any(text.startswith("result") for _, text in slots.said) or (
        "result" in said and "goals" not in said  # "did they score ten goals"
    )
    counted = said & _COUNTED and not listed and not said & (_SUBJECTS | {"how_many", "record"})
    if "goals" in said and said & (_VERBS | {"match"}):
        return slots  # "the matches that they won by three goals"
    if not numbers or None in numbers or not counted or len(slots.clubs) != 1 or slots.score is not None:
        return slots
    claim = numbers[0] if len(numbers) == 1 else None  # "two or three times?"
    return dataclasses.replace(slots, strange=(), concepts=said | {"how_many"}, claim=claim)


def with_titles(slots: Slots) -> Slots:
    """Return "cuántas tiene UTC" as a question on cups: of what else does no answer before it tell."""
    alone = slots.concepts - {"own_club"} == {"how_many"} and found_in(slots) <= {"club", "clubs"}
    said = any(text == "cuantas" for _, text in slots.said)
    if not (alone and said and slots.clubs) or slots.strange or slots.passed:
        return slots
    return dataclasses.replace(slots, concepts=slots.concepts | {"title"})


def number_of(word: str) -> int | None:
    """Return the number that a word tells."""
    return int(word) if word.isdigit() else vocabulary().numbers.get(word)


def is_on_club(slots: Slots, said: frozenset[str]) -> bool:
    """Return whether a reply is about the club of the answer: "how did they do", "ya había ganado antes?"."""
    if vocabulary().pronouns & said or slots.concepts & (OF_ANSWERED_CLUB | {"that_club"}):
        return True
    named = slots.concepts & {"who", "team"} or ("champion" in slots.concepts and not lacks_subject(slots))
    if named or slots.seasons or said & _ANYBODY:
        return False
    if slots.concepts - PLAIN - {"identity"} in ({"department"}, {"region"}):
        return True  # "which department?"
    done = slots.concepts & (_DONE_BY_CLUB | {"ever"}) or lacks_subject(slots)
    if "se" not in said:  # "cuántos goles se hicieron"
        done = done or slots.concepts & {"scored", "unbeaten"} or {"play", "how_many"} <= slots.concepts
    return bool(done) and "department" not in slots.concepts


def ever_before(slots: Slots, season: int | None, words: frozenset[str]) -> Slots:
    """Return "had they won before?", or "have they won it again?", as a question on the other editions."""
    said = slots.concepts
    again = "runner_up" in said and words & _WERE
    if slots.clubs and "win" in said and words & {"a", "al", "beat", "beaten"}:
        # "Ya le habían ganado a Aurich" is a match.
        return dataclasses.replace(slots, concepts=said - {"before", "previous"})
    if season is None and said & {"before", "previous"} and said & {"win", "champion", "title"}:
        kept = said - {"before", "previous", "win", "champion", "victory"}
        return dataclasses.replace(slots, concepts=kept | {"title", "ever"})
    if season is None or slots.seasons or slots.range or not (said & {"win", "champion", "ever"} or again):
        return slots
    if said & {"before", "previous"}:
        span = FIRST, season - 1
    elif words & _AGAIN or said & {"since", "after"}:
        span = season + 1, LAST
    else:
        return slots
    kept = said - {"before", "previous", "since", "after", "ever", "win", "champion", "victory", "runner_up"}
    return dataclasses.replace(slots, range=span, concepts=kept | {"title"})


def _of_context(name: Resolution, clubs: dict[str, Resolution]) -> Resolution:
    """Return the club named elsewhere that is one of several that a name fits, else the name as it is."""
    if name.club is not None:
        return name
    meant = [clubs[candidate.club.key] for candidate in name.candidates if candidate.club.key in clubs]
    return meant[0] if len(meant) == 1 else name
