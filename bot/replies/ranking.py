"""Rankings in words: who leads is said first, then the list."""

import functools

from bot.model import Match, Scorer, Team
from bot.queries.query import Query
from bot.queries.ranking import FEWEST, Ranking, RankingAnswer
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import results_link, season_link
from bot.replies.reply import Link, Part, Reply
from bot.tournament.ranking import MEASURES, Ranked
from bot.tournament.records import RoundGoals

_LISTED, _NAMED, _LINKS, _YEARS = 60, 6, 3, 12
_BY_CHAMPIONS = ("titles", "runner_up")
_BY_LISTS = ("teams", "departments", "editions")


def ranking_reply(answer: RankingAnswer, t: Language) -> Reply:
    """Return the first of a ranking, the list, and on which editions it rests."""
    rows = answer.rows[: answer.top or _LISTED]
    best = _best(answer.rows)
    lines = [_line(place, row, answer, t) for place, row in _placed(rows)]
    left = len(answer.rows) - len(rows)
    if left and answer.top is None:
        lines.append(phrases.more(left, t))
    sources = [row.subject.source for row in rows if isinstance(row.subject, Match | RoundGoals | Scorer)]
    return Reply(
        title=_title(answer, t),
        lead=(_lead(best, answer, t),),
        parts=(Part(None, tuple(lines)),) if len(rows) > 1 else (),
        notes=(_basis(answer, t),) if answer.counted else (),
        source=citations.source(answer.counted[::-1], sources, t) if answer.counted else None,
        links=_links(best, answer, t),
    )


def leading(rows: tuple[Ranked, ...], answer: RankingAnswer, t: Language) -> Marked:
    """Return who leads of some rows of a ranking, with the number."""
    return _lead(_best(rows), answer, t)


def placed_line(rows: list[Ranked], answer: RankingAnswer, t: Language) -> list[Marked]:
    """Return who is at a place of a ranking that is not its first, in one sentence."""
    if not rows or rows[0].value == answer.rows[0].value:
        return []
    place = t.ordinal(answer.rows.index(rows[0]) + 1)
    return [
        Marked(f"{place} {_names(rows, answer, t)} — {number_in_words(rows[0].value, answer.measure, t)}")
    ]


def _best(rows: tuple[Ranked, ...]) -> list[Ranked]:
    return [row for row in rows if row.value == rows[0].value]


def _placed(rows: tuple[Ranked, ...]) -> list[tuple[int, Ranked]]:
    """Return the rows with their places; equal numbers share one."""
    values = [row.value for row in rows]
    return [(values.index(row.value) + 1, row) for row in rows]


def _title(answer: RankingAnswer, t: Language) -> Marked:
    parts = [_ranking_title(answer.thing, answer.measure, answer.fewest, t)]
    parts += [t.text(answer.season)] if answer.season else []
    parts += [phrases.span(*answer.span, t)] if any(answer.span) else []
    parts += [t.text(answer.department)] if answer.department else []
    parts += [phrases.club(answer.club, t)] if answer.club else []
    return Marked(" · ".join(parts))


def ranking_title(query: Query, t: Language) -> Marked:
    """Return what a query for a ranking ranks and by what: "Clubs · most titles"."""
    if not isinstance(query, Ranking):
        return Marked()
    thing, measure = query.ranked
    return _ranking_title(thing, measure, query.order == FEWEST, t)


@functools.cache
def _ranking_title(thing: str, measure: str, fewest: bool, t: Language) -> Marked:
    things = {
        "club": t.say("Clubs"),
        "campaign": t.say("Clubs in one edition"),
        "edition": t.say("Editions"),
        "department": t.say("Departments"),
        "round": t.say("Rounds"),
        "match": t.say("Matches"),
        "player": t.say("Top scorers"),
    }
    return Marked(f"{things[thing]} · {_measure(measure, fewest, t)}")


@functools.cache
def _measure(measure: str, fewest: bool, t: Language) -> Marked:
    most_and_fewest = {
        "titles": (t.say("most titles"), t.say("fewest titles")),
        "runner_up": (t.say("most times runner-up"), t.say("fewest times runner-up")),
        "editions": (t.say("most editions played"), t.say("fewest editions played")),
        "played": (t.say("most matches"), t.say("fewest matches")),
        "won": (t.say("most wins"), t.say("fewest wins")),
        "drawn": (t.say("most draws"), t.say("fewest draws")),
        "lost": (t.say("most defeats"), t.say("fewest defeats")),
        "goals": (t.say("most goals"), t.say("fewest goals")),
        "conceded": (t.say("most goals conceded"), t.say("fewest goals conceded")),
        "difference": (t.say("best goal difference"), t.say("worst goal difference")),
        "clean_sheets": (t.say("most clean sheets"), t.say("fewest clean sheets")),
        "points": (t.say("most points"), t.say("fewest points")),
        "teams": (t.say("most teams"), t.say("fewest teams")),
        "departments": (t.say("most departments"), t.say("fewest departments")),
        "mean": (t.say("most goals per match"), t.say("fewest goals per match")),
        "margin": (t.say("biggest margin"), t.say("smallest margin")),
    }
    return most_and_fewest[measure][fewest]


def number_in_words(value: float, measure: str, t: Language) -> Marked:
    """Return a number with what it counts: "3 titles", "12 goals conceded"."""
    if measure == "mean":
        return t.say("{mean} goals per match", mean=t.number(round(value, 2)))
    n = int(value)
    match measure:
        case "titles":
            return t.count("{n} title", "{n} titles", n)
        case "runner_up":
            return t.count("{n} time runner-up", "{n} times runner-up", n)
        case "editions":
            return t.count("{n} edition", "{n} editions", n)
        case "played":
            return phrases.matches(n, t)
        case "won":
            return t.count("{n} win", "{n} wins", n)
        case "drawn":
            return t.count("{n} draw", "{n} draws", n)
        case "lost":
            return t.count("{n} defeat", "{n} defeats", n)
        case "conceded":
            return t.count("{n} goal conceded", "{n} goals conceded", n)
        case "difference":
            return t.say("goal difference {n}", n=f"{n:+}".replace("-", "−"))
        case "clean_sheets":
            return t.count("{n} clean sheet", "{n} clean sheets", n)
        case "points":
            return t.count("{n} point", "{n} points", n)
        case "teams":
            return phrases.teams(n, t)
        case "clubs":
            return t.count("{n} club", "{n} clubs", n)
        case "regions":
            return t.count("{n} region", "{n} regions", n)
        case "rounds":
            return t.count("{n} round", "{n} rounds", n)
        case "departments":
            return t.count("{n} department", "{n} departments", n)
    return phrases.goals(n, t)


def _lead(best: list[Ranked], answer: RankingAnswer, t: Language) -> Marked:
    """Return who leads, with the number."""
    if not best:
        return t.say("I have no numbers for that.")
    measure = _measure(answer.measure, answer.fewest, t)
    heading = Marked(measure[:1].upper() + measure[1:])
    names = _names(best, answer, t)
    number = number_in_words(best[0].value, answer.measure, t)
    if len(best) == 1:
        return t.say("{heading}: {name}, with {number}.", heading=heading, name=names, number=number)
    return t.say("{heading}: {names}, with {number} each.", heading=heading, names=names, number=number)


def _names(rows: list[Ranked], answer: RankingAnswer, t: Language) -> Marked:
    names = [t.bold(subject_in_words(row, answer.thing == "campaign", t)) for row in rows]
    return phrases.first_names(names, _NAMED, t)


def _line(place: int, row: Ranked, answer: RankingAnswer, t: Language) -> Marked:
    subject = subject_in_words(row, answer.thing == "campaign", t)
    line = Marked(f"{t.ordinal(place)} {subject} — {number_in_words(row.value, answer.measure, t)}")
    if answer.measure in (*_BY_CHAMPIONS, "editions") and len(row.years) <= _YEARS:
        return Marked(f"{line} ({phrases.seasons(row.years, t)})")
    return line


def subject_in_words(row: Ranked, campaign: bool, t: Language) -> Marked:
    """Return what a row of a ranking ranks: a club, a match, a round, a top scorer, a department, a year."""
    subject = row.subject
    if isinstance(subject, Team):
        club = phrases.club(subject, t)
        return Marked(f"{club}, {row.years[0]}") if campaign else club
    if isinstance(subject, Match):
        return Marked(f"{phrases.pairing(subject, t)} ({subject.season})")
    if isinstance(subject, RoundGoals):
        place = phrases.place(subject.stage, subject.group, subject.round, t)
        return Marked(f"{place} ({subject.season})")
    if isinstance(subject, Scorer):
        return Marked(f"{phrases.with_club(t.text(subject.player), subject.club, t)}, {subject.season}")
    return t.text(subject)


def _basis(answer: RankingAnswer, t: Language) -> Marked:
    """Return how many editions were counted, of those in scope."""
    n, known = len(answer.counted), len(answer.seasons)
    if answer.season:
        return t.say("From what I know of {season}.", season=answer.season)
    if answer.measure == "runner_up":
        return t.count(
            "Counts {n} of {known} editions: the one whose runner-up is known.",
            "Counts {n} of {known} editions: those whose runner-up is known.",
            n,
            known=known,
        )
    if answer.thing == "department" and answer.measure in _BY_CHAMPIONS:
        return t.count(
            "Counts {n} of {known} editions: the one whose champion's department is known.",
            "Counts {n} of {known} editions: those whose champion's department is known.",
            n,
            known=known,
        )
    if answer.measure in _BY_CHAMPIONS:
        return t.count(
            "Counts {n} of {known} editions: the one whose champion is known.",
            "Counts {n} of {known} editions: those whose champion is known.",
            n,
            known=known,
        )
    listed = sum(not ref.of_list for ref in answer.counted)
    if answer.measure == "editions" and listed < n:
        return t.say(
            "Counts {n} of {known} editions: all teams of {listed}, of the others champion and runner-up.",
            n=n,
            known=known,
            listed=listed,
        )
    if answer.measure in _BY_LISTS:
        return t.count(
            "Counts {n} of {known} editions: the one whose teams are known.",
            "Counts {n} of {known} editions: those whose teams are known.",
            n,
            known=known,
        )
    if answer.thing == "player":
        return t.count(
            "Counts {n} of {known} editions: the one whose top scorer is known.",
            "Counts {n} of {known} editions: those whose top scorer is known.",
            n,
            known=known,
        )
    return t.count(
        "Counts {n} of {known} editions: the one with results.",
        "Counts {n} of {known} editions: those with results.",
        n,
        known=known,
    )


def _links(best: list[Ranked], answer: RankingAnswer, t: Language) -> tuple[Link, ...]:
    links = []
    for row in best[:_LINKS]:
        if isinstance(row.subject, Team):
            links.append(results_link(row.subject, t, answer.season))
        elif isinstance(row.subject, int):
            links.append(season_link(row.subject, t))
    links.append(_other(answer, answer.measure, t, fewest=not answer.fewest))
    others = [measure for measure in MEASURES[answer.thing] if measure != answer.measure]
    return (*links, *[_other(answer, measure, t) for measure in others[:_LINKS]])


def _other(answer: RankingAnswer, measure: str, t: Language, *, fewest: bool = False) -> Link:
    """Return the link to a ranking of the same thing by another measure, or in the other order."""
    order = FEWEST if fewest else None
    query = Ranking(measure, answer.thing, order, answer.season, *answer.span, answer.department)
    return Link(_ranking_title(answer.thing, measure, fewest, t.plain), query)
