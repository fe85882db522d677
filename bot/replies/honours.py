"""The point of a question on titles and editions, in one sentence."""

import itertools
from collections.abc import Iterable

from bot.cache import Snapshot
from bot.model import Match, SeasonStatus, Team
from bot.queries.champion import ChampionAnswer
from bot.queries.champions import ChampionsAnswer
from bot.queries.facts import club_of
from bot.queries.highlight import is_from, second_of, title_meant
from bot.queries.interpretation import Point
from bot.queries.match_place import same_place
from bot.queries.ranking import RankingAnswer
from bot.queries.seasons import SeasonsAnswer
from bot.queries.team import TeamAnswer
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.ranking import leading, number_in_words, subject_in_words
from bot.tournament.tally import margin

_LAST, _NEVER = -1, 9999
_MOST_TOLD = 20


def title_line(point: Point, answer: object, t: Language) -> Marked | None:
    """Return when the title that was asked for was won: the first, the second, the last."""
    meant = title_meant(point, answer)
    if meant is None:
        return None
    year, club = meant
    season = t.bold(year)
    if not isinstance(answer, TeamAnswer):
        season = Marked(f"{season}, {phrases.club(club, t)}")
    return _title(point.place or 1, season, t, second=point.what == "runner_up")


def _title(place: int, season: Marked, t: Language, *, second: bool) -> Marked:
    if second:
        return (
            t.say("Last time runner-up: {season}.", season=season)
            if place == _LAST
            else t.say("First time runner-up: {season}.", season=season)
        )
    titles = {
        _LAST: t.say("Last title: {season}.", season=season),
        1: t.say("First title: {season}.", season=season),
        2: t.say("Second title: {season}.", season=season),
        3: t.say("Third title: {season}.", season=season),
    }
    return titles.get(place) or t.say("Fourth title: {season}.", season=season)


def years_between_lines(
    point: Point, answer: TeamAnswer | ChampionsAnswer, t: Language
) -> tuple[Marked, ...]:
    """Return how many years lie between the titles of a club or department, all or those that are meant."""
    if isinstance(answer, ChampionsAnswer):
        years = sorted(year for club in answer.clubs for year in club.titles)
    else:
        years = sorted(honour.season for honour in answer.titles if not honour.in_doubt)
    pairs = [*itertools.pairwise(years)]
    if point.what == "ends" and years[1:]:
        pairs = [(years[0], years[-1])]
    elif point.place is not None:
        pairs = pairs[-1:] if point.place == _LAST else pairs[point.place - 1 : point.place]
    return tuple(
        [
            t.count(
                "{n} year between the titles of {first} and {last}.",
                "{n} years between the titles of {first} and {last}.",
                last - first,
                first=first,
                last=last,
            )
            for first, last in pairs
        ]
    )


def won_line(point: Point, answer: ChampionAnswer, snapshot: Snapshot, t: Language) -> Marked | None:
    """Return whether a club, or one from a place, won an edition or was second; None where in doubt."""
    if point.what != "runner_up" and any(honour.in_doubt for honour in answer.champions):
        return None
    if point.home is not None:
        so = is_from(point, answer, snapshot)
        return None if so is None else t.bold(t.say("Yes.") if so else t.say("No."))
    if point.what == "runner_up":
        clubs = {club.key for club in second_of(answer)}
    else:
        clubs = {honour.club.key for honour in answer.champions}
    if not clubs:
        return None
    return t.bold(t.say("Yes.") if clubs & {*point.clubs} else t.say("No."))


def editions_line(point: Point, answer: SeasonsAnswer, t: Language) -> Marked:
    """Return how many editions there were, or in which years none was held."""
    statuses = (SeasonStatus.NOT_HELD, SeasonStatus.CANCELLED)
    left = sorted(edition.season.year for edition in answer.editions if edition.status in statuses)
    if point.what == "no_champion":
        return _without_champion(point, left, answer, t)
    if point.place is not None and left:
        year = t.bold(left[-1 if point.place == _LAST else 0])
        if point.place == _LAST:
            return t.say("Last edition that was not held: {season}.", season=year)
        return t.say("First edition that was not held: {season}.", season=year)
    not_held = t.count(
        "{n} edition was not held: {seasons}.",
        "{n} editions were not held: {seasons}.",
        len(left),
        seasons=phrases.seasons(left, t),
    )
    if point.what == "not_held":
        return not_held if left else t.say("I know of no edition that was not held.")
    if point.what == "champion":
        won = sum(bool(edition.certain) for edition in answer.editions)
        return t.bold(
            t.count("{n} edition with a known champion.", "{n} editions with a known champion.", won)
        )
    held = len(answer.editions) - len(left)
    told = t.count("{n} edition was held.", "{n} editions were held.", held)
    return Marked(f"{t.bold(told)} {not_held}") if left else t.bold(told)


def _without_champion(point: Point, not_held: list[int], answer: SeasonsAnswer, t: Language) -> Marked:
    """Return which editions had no champion: those not held, and those played without a final."""
    played = sorted(e.season.year for e in answer.editions if e.status is SeasonStatus.NO_FINAL)
    years = sorted([*not_held, *played])
    if not years:
        return t.say("I know of no edition without a champion.")
    if point.place is not None:
        year = years[-1 if point.place == _LAST else 0]
        if point.place == _LAST:
            line = t.say("Last edition without a champion: {season}.", season=t.bold(year))
        else:
            line = t.say("First edition without a champion: {season}.", season=t.bold(year))
        played = [year] if year in played else []
    else:
        line = t.count(
            "{n} edition had no champion: {seasons}.",
            "{n} editions had no champion: {seasons}.",
            len(years),
            seasons=phrases.seasons(years, t),
        )
    if not played:
        return line
    without = t.say("Played, but without a national final: {seasons}.", seasons=phrases.seasons(played, t))
    return Marked(f"{line} {without}")


def second_line(answer: SeasonsAnswer, t: Language) -> Marked | None:
    """Return who was second in each edition of a range, as far as that is known."""
    told = [
        Marked(f"{edition.season.year} {t.bold(phrases.club(honour.club, t))}")
        for edition in answer.editions
        for honour in edition.runners_up
    ]
    return t.say("Runners-up: {clubs}.", clubs=t.join(told)) if told else None


def at_least_line(point: Point, answer: RankingAnswer, t: Language) -> Marked | None:
    """Return how many have at least a number of something, None where no number is known."""
    if not answer.rows:
        return None
    least = point.place or 1
    n = sum(row.value >= least for row in answer.rows)
    number = number_in_words(least, answer.measure, t)
    if answer.thing == "department":
        return t.count(
            "{n} department with at least {number}.",
            "{n} departments with at least {number}.",
            n,
            number=number,
        )
    if answer.thing == "round":
        return t.count(
            "{n} round with at least {number}.", "{n} rounds with at least {number}.", n, number=number
        )
    if answer.measure == "margin":
        return t.count(
            "{n} match won by at least {number}.", "{n} matches won by at least {number}.", n, number=number
        )
    if answer.thing == "match":
        return t.count(
            "{n} match with at least {number}.", "{n} matches with at least {number}.", n, number=number
        )
    return t.count("{n} club with at least {number}.", "{n} clubs with at least {number}.", n, number=number)


def exactly_line(point: Point, answer: RankingAnswer, t: Language) -> Marked:
    """Return which have a number of something, no more and no fewer."""
    campaign = answer.thing == "campaign"
    names = [subject_in_words(row, campaign, t) for row in answer.rows if row.value == point.place]
    number = number_in_words(point.place or 1, answer.measure, t)
    if not names:
        return t.say("None has exactly {number}.", number=number)
    return t.count(
        "{n} with exactly {number}: {names}.",
        "{n} with exactly {number}: {names}.",
        len(names),
        number=number,
        names=t.join([t.bold(name) for name in names]),
    )


def in_a_row_line(point: Point, answer: ChampionsAnswer, t: Language) -> Marked:
    """Return which clubs, or departments, won in years that follow each other."""
    if point.what == "departments":
        home = answer.department
        named = [one for one in answer.departments if home in (None, one.name)]
        winners = [(t.text(one.name), one.titles) for one in named]
    else:
        winners = [(phrases.club(one.club, t), one.titles) for one in answer.clubs]
    told = [
        Marked(f"{t.bold(name)} ({phrases.seasons(run, t)})")
        for name, titles in winners
        for run in _runs(titles)
    ]
    if not told:
        if answer.club is not None:
            return t.say("{club} has never won two years in a row.", club=phrases.club(answer.club, t))
        if answer.department or any(answer.span):
            return t.say("None of these titles were won two years in a row.")
        return t.say("Nobody has won two years in a row.")
    return t.say("Won years in a row: {names}.", names=t.join(told))


def _runs(years: Iterable[int]) -> list[list[int]]:
    """Return the runs of two or more years that follow each other."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [run for run in runs if len(run) > 1]


def leaving_out_line(point: Point, answer: object, t: Language) -> tuple[Marked | None, bool]:
    """Return what is left without clubs, departments or editions, and whether that tells all of it."""
    if isinstance(answer, RankingAnswer):
        subjects = [row.subject for row in answer.rows]
        kept = tuple([row for row in answer.rows if not _is_left_out(row.subject, point)])
        rest, told = leading(kept, answer, t), False
        rest = Marked(rest[:1].lower() + rest[1:])
    elif isinstance(answer, ChampionsAnswer | SeasonsAnswer):
        home = answer.department if isinstance(answer, ChampionsAnswer) else None
        titles = sorted(
            (edition.season.year, honour.club)
            for edition in answer.editions
            for honour in edition.certain
            if home is None or same_place(honour.club.department or "", home)
        )
        subjects = [club for _, club in titles]
        of_years = point.what == "seasons"
        left = [
            (year, club)
            for year, club in titles
            if not (str(year) in point.clubs if of_years else _is_left_out(club, point))
        ]
        told = len(left) <= _MOST_TOLD
        rest = t.bold(number_in_words(len(left), "titles", t))
        if told and left:
            rest = Marked(f"{rest} · {t.join([Marked(f'{y} {phrases.club(club, t)}') for y, club in left])}")
    else:
        return None, False
    clubs = {one.key: phrases.club(one, t) for one in subjects if isinstance(one, Team)}
    names = [
        clubs[name] if point.what is None else t.text(name)
        for name in point.clubs
        if point.what is not None or name in clubs
    ]
    if not names:
        return None, False
    if isinstance(answer, RankingAnswer):
        if (
            answer.fewest
            and answer.top
            and any(not row.value for row in answer.rows)
            and all(row.value for row in kept)
        ):
            return t.say("Apart from {names}, none.", names=t.join(names)), True
        return t.say("Leaving out {names}, {rest}", names=t.join(names), rest=rest), told
    if point.what == "seasons":
        return t.say("Leaving out {years}: {rest}", years=t.join(names), rest=rest), told
    return t.say("Leaving out {names}: {rest}", names=t.join(names), rest=rest), told


def of_draws_line(answer: RankingAnswer, t: Language) -> Marked:
    """Return who leads of the draws among ranked matches."""
    draws = [row for row in answer.rows if isinstance(row.subject, Match) and not margin(row.subject)]
    if not draws:
        return t.say("I know of no draw there.")
    rest = leading(tuple(draws), answer, t)
    return t.say("Among the draws, {rest}", rest=Marked(rest[:1].lower() + rest[1:]))


def _is_left_out(subject: object, point: Point) -> bool:
    if point.what != "departments":
        return isinstance(subject, Team) and subject.key in point.clubs
    home = subject.department if isinstance(subject, Team) else str(subject)
    return home is not None and any(same_place(home, name) for name in point.clubs)


def without_title_line(point: Point, answer: ChampionsAnswer, t: Language) -> Marked:
    """Return the departments that are not known to have won, or the clubs that were second."""
    if point.what == "both":
        both = [one for one in answer.clubs if one.second and one.titles]
        return t.count(
            "{n} club has been champion and runner-up: {names}.",
            "{n} clubs have been champions and runners-up: {names}.",
            len(both),
            names=t.join([t.bold(phrases.club(one.club, t)) for one in both]),
        )
    if point.what == "runner_up":
        second = [one for one in answer.clubs if one.second and not one.titles]
        told = [
            Marked(f"{t.bold(phrases.club(one.club, t))} ({phrases.seasons(one.second, t)})")
            for one in second
        ]
        if not told:
            return t.say("Every runner-up that I know has won it too.")
        return t.count(
            "{n} club was second and, as far as I know, never won: {names}.",
            "{n} clubs were second and, as far as I know, never won: {names}.",
            len(told),
            names=t.join(told),
        )
    names = t.join([t.bold(name) for name in answer.without_title])
    return t.count(
        "{n} department without a title that I know: {names}.",
        "{n} departments without a title that I know: {names}.",
        len(answer.without_title),
        names=names,
    )


def compared_line(point: Point, answer: RankingAnswer, snapshot: Snapshot, t: Language) -> Marked:
    """Return the numbers, or the first or last years, of those that were compared, the best first."""
    rows = {
        row.subject.key if isinstance(row.subject, Team) else str(row.subject): row for row in answer.rows
    }
    end = {"first": min, "last": max}.get(point.what or "")
    years = {name: end(row.years) for name, row in rows.items()} if end is not None else {}
    soonest = 1 if end is min else -1
    values = {name: row.value for name, row in rows.items()}
    parts = []
    for name in sorted(
        point.clubs,
        key=lambda name: (soonest * years[name] if name in years else _NEVER, -values.get(name, 0)),
    ):
        if answer.thing == "edition" and name not in values:
            continue  # an edition without a number has none, not zero
        label = phrases.club(club_of(snapshot, name), t) if answer.thing == "club" else name
        told = number_in_words(values.get(name, 0), answer.measure, t)
        parts.append(Marked(f"{t.bold(label)}: {years.get(name) or told}"))
    if len(parts) == len(point.clubs) == 2 and not years:
        one, other = [values.get(name, 0) for name in point.clubs]
        parts.append(t.say("difference: {n}", n=t.bold(t.number(round(abs(one - other), 2)))))
    return Marked(" · ".join(parts))


def summed_line(point: Point, answer: RankingAnswer, snapshot: Snapshot, t: Language) -> Marked:
    """Return what the numbers of the clubs, departments or editions that were named add up to."""
    subjects = {
        row.subject.key if isinstance(row.subject, Team) else str(row.subject): row for row in answer.rows
    }
    numbers = {name: int(subjects[name].value) for name in point.clubs if name in subjects}
    number = t.bold(number_in_words(sum(numbers.values()), answer.measure, t))
    named = (
        [phrases.club(club_of(snapshot, key), t) for key in point.clubs]
        if answer.thing == "club"
        else point.clubs
    )
    if answer.thing != "edition":
        return t.say("{names} together: {number}.", names=t.join([*map(t.bold, named)]), number=number)
    line = t.say("{names} together: {number}.", names=t.join([*map(t.bold, sorted(numbers))]), number=number)
    missing = [int(year) for year in point.clubs if year not in numbers]
    if not missing:
        return line
    lacking = t.say("I know of no results of {seasons}.", seasons=phrases.seasons(missing, t))
    return Marked(f"{line} {lacking}")
