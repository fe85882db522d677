"""What was played on a day of the year, in words."""

import datetime

from bot.errors import UnknownDayError
from bot.model import Match
from bot.queries.matches import Matches
from bot.queries.today import DayOfSeason, Today, TodayAnswer, key_of
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.links import season_link
from bot.replies.reply import Link, Part, Reply, Tone
from bot.tournament.tally import winner

_TYPED = 60


def today_reply(answer: TodayAnswer, t: Language) -> Reply:
    """Return the matches of the day by edition, or the nearest days with matches."""
    day = t.day(answer.day, length="long")
    matches = [match for played in answer.played for match in played.matches]
    return Reply(
        title=t.say("{day} in the Copa Perú", day=day),
        url=citations.article_url(answer.played[0].season) if len(answer.played) == 1 else None,
        lead=(_lead(answer, matches, day, t),),
        parts=tuple([_part(played, t) for played in answer.played]) if len(matches) > 1 else (),
        source=citations.source(
            [played.season for played in answer.played], [match.source for match in matches], t
        )
        if matches
        else None,
        links=_links(answer, t),
    )


def unknown_day_reply(error: UnknownDayError, t: Language) -> Reply:
    """Return the private sentence that a text names no day, with examples."""
    typed = " ".join(error.typed.split())[:_TYPED]
    return Reply(
        title=t.say("No such day"),
        lead=(t.say("“{typed}” is not a day of the year. Try “17 Dec” or “17/12”.", typed=typed),),
        links=(Link(t.plain.say("Today"), Today()),),
        tone=Tone.FAILED,
    )


def _lead(answer: TodayAnswer, matches: list[Match], day: Marked, t: Language) -> Marked:
    if len(matches) == 1:
        return _one(matches[0], answer.played[0].date, t)
    if matches:
        years = t.join(sorted({played.date.year for played in answer.played}))
        return t.count(
            "I know of {n} match played on {day}, in {years}.",
            "I know of {n} matches played on {day}, in {years}.",
            len(matches),
            day=t.bold(day),
            years=years,
        )
    near = [t.bold(t.day(other, length="long")) for other in _beside(answer)]
    if not near:
        return t.say("I know of no match with a date.")
    return t.say(
        "I know of no match on {day}. The closest days with matches: {days}.",
        day=t.bold(day),
        days=t.join(near),
    )


def _one(match: Match, date: datetime.date, t: Language) -> Marked:
    """Return the only match of a day in a sentence."""
    first = winner(match)
    where = phrases.place(match.stage, match.group, match.round, t) or t.text("Copa Perú")
    if match.season != date.year:
        where = Marked(f"{where} · {t.say('edition {season}', season=match.season)}")
    values = {"day": t.bold(t.date(date, length="long")), "place": where}
    if first is None or not match.scored or match.penalties:
        return t.say("On {day}: {match} ({place}).", match=phrases.pairing(match, t), **values)
    seen = phrases.seen_from(match, first.key)
    return t.say(
        "On {day}, {club} beat {opponent} {score} ({place}).",
        club=t.bold(seen.home.name),
        opponent=t.bold(seen.away.name),
        score=t.bold(phrases.marked_score(seen, t)),
        **values,
    )


def _part(played: DayOfSeason, t: Language) -> Part:
    """Return the matches of a date; what they have in common stands above them."""
    stages = {match.stage for match in played.matches}
    rounds = {(match.group, match.round) for match in played.matches}
    one_place = len(stages) == len(rounds) == 1
    heading = [t.text(played.date.year)]
    if played.season.year != played.date.year:
        heading.append(t.say("edition {season}", season=played.season.year))
    first = played.matches[0]
    if one_place:
        heading.append(phrases.place(first.stage, first.group, first.round, t))
    elif len(stages) == 1:
        heading.append(phrases.place(first.stage, None, None, t))
    lines = [phrases.match_line(match, t, place=not one_place, date=False) for match in played.matches]
    return Part(t.bold(Marked(" · ".join([part for part in heading if part]))), tuple(lines))


def _beside(answer: TodayAnswer) -> list[datetime.date]:
    return list(dict.fromkeys([day for day in (answer.before, answer.after) if day]))


def _links(answer: TodayAnswer, t: Language) -> tuple[Link, ...]:
    """Return the nearest days with matches, and each round of the day, the edition where it has several."""
    days = []
    if answer.before:
        days.append(Link(f"‹ {t.plain.day(answer.before)}", Today(key_of(answer.before))))
    if answer.after and answer.after != answer.before:
        days.append(Link(f"{t.plain.day(answer.after)} ›", Today(key_of(answer.after))))
    more = []
    for played in answer.played:
        rounds = {(match.stage, match.round) for match in played.matches}
        if len(rounds) == 1 and played.matches[0].round:
            [(stage, round_)] = rounds
            place = phrases.place(None, None, round_, t.plain)
            label = t.plain.say("{place} of {season}", place=place, season=played.season.year)
            more.append(Link(label, Matches(played.season.year, round_, stage)))
        else:
            more.append(season_link(played.season.year, t))
    return (*days, *more)
