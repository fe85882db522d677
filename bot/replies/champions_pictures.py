"""The pictures of all champions, the map of titles and the years, with what they say in words."""

from collections.abc import Iterable

from bot.model import SeasonStatus
from bot.pictures import MapPicture, NumberList, TimelinePicture, TimelineRow
from bot.queries.champions import ChampionsAnswer, ClubHonours
from bot.queries.seasons import Edition
from bot.replies import phrases
from bot.replies.citations import linked_year
from bot.replies.language import Language, Marked
from bot.replies.reply import Part, Picture, parts_with_lines
from bot.tournament.decision import runners_up

_ROWS = 7
"""Rows of a list beside the map."""
_NAMED = 6
"""Clubs with one number that are named where the map is told in words."""


def many_titles(answer: ChampionsAnswer) -> tuple[ClubHonours, ...]:
    """Return the clubs that won more than once."""
    return tuple([club for club in answer.clubs if len(club.titles) > 1])


def map_picture(answer: ChampionsAnswer, t: Language) -> Picture:
    """Return the map of titles by department, beside it the clubs with most titles."""
    plain = t.plain
    clubs, departments = _clubs(answer), [(place.name, len(place.titles)) for place in answer.departments]
    drawing = MapPicture(
        title=plain.say("Champions of the Copa Perú"),
        subtitle=_span(answer, plain),
        departments=tuple(departments),
        lists=(
            NumberList(plain.say("Clubs"), _rows(clubs, plain)),
            NumberList(plain.say("Departments"), _rows(departments, plain)),
        ),
        legend=plain.say("Titles"),
    )
    described = plain.say(
        "Map of Peru with the titles of each department. {departments}. Clubs: {clubs}.",
        departments=_listed(departments, plain),
        clubs=t.join([f"{name} {number}" for number, name in _rows(clubs, plain)]),
    )
    text = (
        (t.say("Titles by department"), _by_number(departments, t)),
        (t.say("Titles by club"), _by_number(clubs, t)),
    )
    return Picture(f"champions-{t.code}.png", described, drawing, parts_with_lines(text, t))


def _span(answer: ChampionsAnswer, t: Language) -> Marked:
    years = [edition.season.year for edition in answer.editions if edition.champions]
    return phrases.span(years[0], years[-1], t)


def _clubs(answer: ChampionsAnswer) -> list[tuple[str, int]]:
    return [(club.club.name, len(club.titles)) for club in answer.clubs if club.titles]


def _rows(numbers: list[tuple[str, int]], t: Language) -> tuple[tuple[str, str], ...]:
    """Return the first of a list, and how many more there are with their number."""
    kept = numbers if len(numbers) <= _ROWS else numbers[: _ROWS - 1]
    if len(kept) < len(numbers) and len({number for _, number in numbers[len(kept) :]}) > 1:
        kept = numbers[:_ROWS]
    rest = numbers[len(kept) :]
    rows = [(str(number), name) for name, number in kept]
    if rest and len(rows) < _ROWS:
        rows.append((str(rest[0][1]), more(len(rest), t)))
    return tuple(rows)


def more(left: int, t: Language) -> Marked:
    """Return how many more there are in a list: "34 more"."""
    return t.count("{n} more", "{n} more", left)


def _listed(numbers: Iterable[tuple[str, int]], t: Language) -> Marked:
    return t.join([t.say("{name} {n}", name=name, n=number) for name, number in numbers])


def _by_number(numbers: list[tuple[str, int]], t: Language) -> list[Marked]:
    """Return a line for each number with those that have it."""
    names: dict[int, list[str]] = {}
    for name, number in numbers:
        names.setdefault(number, []).append(name)
    lines = []
    for number, those in names.items():
        left = len(those) - _NAMED
        shown = [*those[:_NAMED], more(left, t)] if left > 1 else those
        lines.append(Marked(f"{t.bold(number)} · {t.join(shown)}"))
    return lines


def timeline_picture(answer: ChampionsAnswer, t: Language) -> Picture:
    """Return who won each edition, in columns."""
    plain = t.plain
    often = {club.club.key for club in many_titles(answer)}
    rows: list[TimelineRow] = []
    for editions in _in_rows(answer.editions):
        first, last = editions[0], editions[-1]
        said = _champions(first, plain)
        if last is not first:
            said = plain.say("to {season}: {what}", season=_short(last), what=said)
        certain = [honour.club.key for honour in first.certain]
        rows.append(
            TimelineRow(_short(first), said, often=not often.isdisjoint(certain), muted=not first.champions)
        )
    drawing = TimelinePicture(
        title=plain.say("Champions of the Copa Perú"),
        subtitle=_span(answer, plain),
        rows=tuple(rows),
        note=plain.say("In gold: clubs with more than one title."),
    )
    won: dict[Marked, list[int]] = {}
    for edition in answer.editions:
        won.setdefault(_champions(edition, plain), []).append(edition.season.year)
    described = "; ".join(f"{who} {phrases.year_ranges(years, plain)}" for who, years in won.items())
    lines = [_line(edition, t) for edition in answer.editions]
    return Picture(f"champions-by-year-{t.code}.png", described, drawing, (Part(None, tuple(lines)),))


def _short(edition: Edition) -> str:
    return f"{edition.season.year % 100:02}"


def _in_rows(editions: Iterable[Edition]) -> list[list[Edition]]:
    """Return each edition, those in a row that had no champion for the same reason together."""
    rows: list[list[Edition]] = []
    for edition in editions:
        before = rows[-1][-1] if rows else None
        if (
            before
            and not (edition.champions or before.champions)
            and edition.status is before.status
            and edition.season.year == before.season.year + 1
        ):
            rows[-1].append(edition)
        else:
            rows.append([edition])
    return rows


def _champions(edition: Edition, t: Language) -> Marked:
    """Return the names of an edition's champions, or in two words why there is none."""
    if edition.certain:
        return Marked(" / ".join([t.text(honour.club.name) for honour in edition.certain]))
    if edition.champions:
        return t.say("in doubt")
    match edition.status:
        case SeasonStatus.CANCELLED:
            return t.say("called off")
        case SeasonStatus.NO_FINAL:
            return t.say("no final")
        case SeasonStatus.NOT_HELD:
            return t.say("not held")
        case SeasonStatus.UNDER_WAY:
            return t.say("under way")
    return t.say("not known")


def _line(edition: Edition, t: Language) -> Marked:
    """Return an edition on one line: "1971 Melgar (Arequipa) · 2nd Unión Tumán"."""
    year = linked_year(edition.season, t)
    certain = [honour.club for honour in edition.certain]
    who = t.join([phrases.club(club, t) for club in certain]) if certain else _champions(edition, t)
    second = runners_up(edition.runners_up, edition.decision)
    if certain and second:
        clubs = t.join([phrases.club(club, t) for club in second])
        return t.say("{season} {champion} · 2nd {clubs}", season=year, champion=who, clubs=clubs)
    return t.say("{season} {champion}", season=year, champion=who)
