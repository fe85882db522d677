"""Phrases that the answers of all families share: clubs, matches, records, seasons."""

import dataclasses
import datetime
import functools
import re
from collections.abc import Iterable, Sequence, Sized

from bot.cache import SeasonRef
from bot.cache.documents import ListedDocument
from bot.model import Club, Honour, Match, MatchStatus, OtherScore, Problem, SeasonStatus, Team
from bot.replies.document_notes import note
from bot.replies.language import Language, Marked
from bot.tournament.tally import Tally

_ROUND = re.compile(r"(?:round|fecha|jornada|matchday)\s+(\d+)", re.IGNORECASE)
_REGION = re.compile(r"(?:region|región)\s+(.+)", re.IGNORECASE)
_DIVISION = re.compile(r"(\d{4})\s+(.+)")
_GROUP = re.compile(r"(?:group|grupo)\s+(.+)", re.IGNORECASE)
_OWN_KIND = re.compile(r"(?:region|región|regional|group|grupo)\b", re.IGNORECASE)
"""How the name of a region or group begins that says itself what it is."""
_MOST_SEASONS = 30
CORRECTED = "✏️"
_HEADINGS_KEPT = 2048
"""Headings that are kept in the reader's words: documents have few, and have them again and again."""
_HEADINGS = {"heading": " > ", "stage": ", "}
"""Values of problems that are headings of a document, and what parts one from the next."""
_DATES = ("date", "value", "printed", "found")
"""Values of problems that may be a date."""


def club(ref: Team | Club, t: Language) -> Marked:
    """Return a club's name with its department, which distinguishes it from others of that name."""
    if ref.department is None or ref.department in ref.name:
        return t.text(ref.name)
    return t.say("{club} ({department})", club=ref.name, department=ref.department)


@functools.lru_cache(_HEADINGS_KEPT)
def heading(title: str, t: Language) -> Marked:
    """Return a document's heading (stage, group, round) in the reader's words where it is a known one."""
    numbered = _ROUND.fullmatch(title)
    if numbered:
        return t.say("Round {number}", number=numbered[1])
    for kind in (_REGION, _GROUP):
        named = kind.fullmatch(title)
        if named and _OWN_KIND.match(named[1]):
            return heading(named[1], t)
    region = _REGION.fullmatch(title)
    if region:
        return t.say("Region {name}", name=region[1])
    group = _GROUP.fullmatch(title)
    if group:
        return t.say("Group {name}", name=group[1])
    return t.text(_term("heading", title, t))


def region(name: str, t: Language) -> Marked:
    """Return the name of a region of a list of teams, "Region II" for "II"."""
    return heading(f"Region {name}", t)


@functools.lru_cache(_HEADINGS_KEPT)
def division(title: str, t: Language) -> Marked:
    """Return a division ("2013 Torneo Descentralizado") as the reader's language calls it."""
    of_year = _DIVISION.fullmatch(title)
    if of_year is None:
        return heading(title, t)
    return t.say("{season} {division}", season=of_year[1], division=heading(of_year[2], t))


@functools.lru_cache(_HEADINGS_KEPT)
def place(stage: str | None, group: str | None, round_: str | None, t: Language) -> Marked:
    """Return the headings of a place in the reader's words, empty where it has none."""
    titles = (stage, *(group or "").split(", "), round_)
    return Marked(" · ".join(dict.fromkeys([heading(title, t) for title in titles if title])))


def label(text: str, t: Language) -> Marked:
    """Return a label of the infobox ("Biggest Home Win") in the reader's words where it is a known one."""
    return t.text(_term("record", text, t))


def _term(context: str, text: str, t: Language) -> str:
    """Return a word of a document in the reader's language, as it stands where the catalogue lacks it."""
    known = " ".join(text.lower().split())
    return t.term(context, known) if t.code != "en" and t.has(known, context) else text


def score(match: Match, t: Language) -> Marked:
    """Return the score with what belongs to it: extra time, shoot-out, award; or why there is none."""
    if match.home_goals is None or match.away_goals is None:
        return _status(match.status, t)
    text = f"{match.home_goals}–{match.away_goals}"
    if match.extra_time:
        text += " " + t.say("(a.e.t.)")
    if match.penalties:
        home, away = match.penalties
        text += " " + t.say("({home}–{away} on penalties)", home=home, away=away)
    if match.status is not MatchStatus.PLAYED:
        remarks = [_status(match.status, t)]
        if match.played_score:
            home, away = match.played_score
            remarks.append(t.say("{home}–{away} on the pitch", home=home, away=away))
        text += f" ({'; '.join(remarks)})"
    return Marked(text)


def marked_score(match: Match, t: Language) -> Marked:
    """Return the score, marked where moderators corrected it."""
    return marked(score(match, t), corrected=match.score_corrected)


def marked(score: Marked, *, corrected: bool) -> Marked:
    """Return a score with the mark of a correction where it has one."""
    return Marked(f"{score} {CORRECTED}") if corrected else score


def seen_from(match: Match, club: str) -> Match:
    """Return a match with a club (a key) and its goals first, whoever was at home."""
    if match.home.key == club:
        return match
    return dataclasses.replace(
        match,
        home=match.away,
        away=match.home,
        home_goals=match.away_goals,
        away_goals=match.home_goals,
        penalties=match.penalties and (match.penalties[1], match.penalties[0]),
        played_score=match.played_score and (match.played_score[1], match.played_score[0]),
    )


def match_line(
    match: Match,
    t: Language,
    *,
    own: str | None = None,
    place: bool = True,
    leg: bool = True,
    date: bool = True,
    year: int | None = None,
    aggregate: bool = True,
) -> Marked:
    """Return a match on one line: pairing with score, then where and when; marked as `own` won or lost it.

    Group and round (`place`), `leg`, `date` or its `year`, `aggregate` are left out where told elsewhere.
    """
    titles = (match.group, match.round) if place else ()
    details = [heading(title, t) for title in titles if title]
    if leg and match.leg:
        details.append(_leg(match.leg, t))
    if date and match.date:
        details.append(t.day(match.date) if match.date.year == year else t.date(match.date))
    if match.labels and match.origin == "infobox":
        labels = t.join([label(text, t) for text in match.labels])
        details.append(t.say("listed as: {labels}", labels=labels))
    if aggregate and match.aggregate:
        total = f"{match.aggregate[0]}–{match.aggregate[1]}"
        details.append(t.say("{total} on aggregate", total=total))
    details += [_other_score(other, t) for other in match.other_scores]
    if match.note:
        details.append(note(match.note, t))
    elif match.record_note and match.origin == "infobox":
        details.append(note(match.record_note, t))
    line = _outcome(match, own, t) + pairing(match, t)
    return Marked(line + " — " + " · ".join(details) if details else line)


def _leg(number: int, t: Language) -> Marked:
    if number == 1:
        return t.say("first leg")
    return t.say("second leg") if number == 2 else t.say("leg {number}", number=number)


def _other_score(other: OtherScore, t: Language) -> Marked:
    score = f"{other.goals[0]}–{other.goals[1]}"
    if other.title:
        return t.say("⚠️ {score} in “{title}”", score=score, title=other.title)
    return t.say("⚠️ elsewhere {score}", score=score)


def pairing(match: Match, t: Language) -> Marked:
    """Return the two clubs with the score between them, marked where moderators corrected it."""
    line = " ".join((t.text(match.home.name), t.bold(score(match, t)), t.text(match.away.name)))
    return marked(Marked(line), corrected=bool(match.corrections))


def stated_record(labels: Iterable[str], match: Match, remark: str | None, t: Language) -> Marked:
    """Return a result with the labels that the infobox has for it, and the infobox's note."""
    named = t.join([label(text, t) for text in labels])
    line = t.say("{labels}: {match}", labels=named, match=pairing(match, t))
    return Marked(line + " (" + note(remark, t) + ")") if remark else line


def _outcome(match: Match, own: str | None, t: Language) -> str:
    """Return the colour and the letter of what a match was to a club, for those who do not tell colours."""
    if own is None or match.home_goals is None or match.away_goals is None:
        return ""
    ahead = match.home_goals - match.away_goals
    if match.home.key != own:
        ahead = -ahead
    if not ahead:
        return f"🟡 {letter('drawn', t)} · "
    return f"🟢 {letter('won', t)} · " if ahead > 0 else f"🔴 {letter('lost', t)} · "


def letter(outcome: str, t: Language) -> str:
    """Return the letter of a match won, drawn or lost, as tables have it."""
    return t.term("letter", {"won": "W", "drawn": "D", "lost": "L"}[outcome])


def year_heading(year: int, matches: Iterable[Match], t: Language) -> tuple[Marked, bool, int | None]:
    """Return a year with the stage of its matches where they have one alone, and whether they have.

    Where all were played in one year, that is told, too, and returned.
    """
    matches = tuple(matches)
    stages = {match.stage for match in matches if match.stage}
    parts = [t.text(year)]
    if len(stages) == 1:
        [stage] = stages
        parts.append(heading(stage, t))
    played = {match.date.year for match in matches if match.date}
    its_year = played.pop() if len(played) == 1 else None
    if its_year not in (year, None):
        parts.append(t.say("played in {year}", year=its_year))
    return t.bold(Marked(" · ".join(parts))), len(stages) == 1, its_year


def more(left: int, t: Language) -> Marked:
    """Return how many of a list are left out."""
    return t.count("… and {n} more", "… and {n} more", left)


def first_names(names: Sequence[Marked], most: int, t: Language) -> Marked:
    """Return names in words, the first so many and how many others there are."""
    left = len(names) - most
    return t.join([*names[:most], *([t.count("{n} other", "{n} others", left)] if left > 0 else [])])


def with_club(player: Marked, club: Team | None, t: Language) -> Marked:
    """Return a player with the club, where one is named."""
    return t.say("{player} ({club})", player=player, club=club.name) if club else player


def quoted(text: Marked, t: Language) -> Marked:
    """Return words of a document, set off from the bot's own."""
    return Marked("> " + text) if t.markup else text


def more_level(n: int, t: Language) -> Marked:
    """Return how many more hold the same record."""
    return t.count("and {n} more with the same mark", "and {n} more with the same mark", n)


def matches(n: int, t: Language) -> Marked:
    """Return a number of matches."""
    return t.count("{n} match", "{n} matches", n)


def matches_held(n: int, unread: int, t: Language) -> Marked:
    """Return how many matches a document holds; where none was read, how many lines were not."""
    if n:
        return matches(n, t)
    if unread:
        return t.count("no result read ({n} line unread)", "no result read ({n} lines unread)", unread)
    return t.say("no results")


def goals(n: int, t: Language) -> Marked:
    """Return a number of goals."""
    return t.count("{n} goal", "{n} goals", n)


def teams(n: int, t: Language) -> Marked:
    """Return a number of teams."""
    return t.count("{n} team", "{n} teams", n)


def held(document: ListedDocument, t: Language) -> list[Marked]:
    """Return what a document holds and lacks: teams, matches, lost tables; or its list of editions."""
    if document.editions:
        return [t.count("{n} edition", "{n} editions", document.editions)]
    parts = [
        teams(document.teams, t),
        matches(document.matches, t) if document.matches else t.say("no match results"),
    ]
    if document.lost_tables:
        parts.append(tables_lost(document.lost_tables, t))
    return parts


def tables_lost(n: int, t: Language) -> Marked:
    """Return a number of lost tables, for a list of what a document holds."""
    return t.count("{n} table missing", "{n} tables missing", n)


def tables_lost_note(n: int, t: Language, season: int | None = None) -> tuple[Marked, ...]:
    """Return the note on tables that a document lost, that of a season if one is given; none for no table."""
    if season is None:
        note = t.count(
            "ℹ️ Results may be missing: my source lacks {n} table.",
            "ℹ️ Results may be missing: my source lacks {n} tables.",
            n,
        )
    else:
        note = t.count(
            "ℹ️ Results of {season} may be missing: my source lacks {n} table.",
            "ℹ️ Results of {season} may be missing: my source lacks {n} tables.",
            n,
            season=season,
        )
    return (note,) if n else ()


def unread_note(n: int, t: Language, season: int | None = None) -> tuple[Marked, ...]:
    """Return the note on lines that could not be read, of a season if one is given; none for no line."""
    if season is None:
        note = t.count(
            "ℹ️ Results may be missing: I could not read {n} line of my source.",
            "ℹ️ Results may be missing: I could not read {n} lines of my source.",
            n,
        )
    else:
        note = t.count(
            "ℹ️ Results of {season} may be missing: I could not read {n} line of my source.",
            "ℹ️ Results of {season} may be missing: I could not read {n} lines of my source.",
            n,
            season=season,
        )
    return (note,) if n else ()


def gaps(lost: int, unread: int, t: Language, season: int | None = None) -> tuple[Marked, ...]:
    """Return in one line how many tables and lines are missing in which matches may stand."""
    notes = (*unread_note(unread, t, season), *tables_lost_note(lost, t, season))
    return (Marked(" ".join(notes)),) if notes else ()


def record(club: Marked, tally: Tally, t: Language) -> Marked:
    """Return what a club won, drew and lost, in a sentence."""
    return t.count(
        "{club} won {won}, drew {drawn} and lost {lost} of the {n} match I know,"
        " goals {goals_for}–{goals_against}.",
        "{club} won {won}, drew {drawn} and lost {lost} of the {n} matches I know,"
        " goals {goals_for}–{goals_against}.",
        tally.played,
        club=club,
        won=tally.won,
        drawn=tally.drawn,
        lost=tally.lost,
        goals_for=tally.goals_for,
        goals_against=tally.goals_against,
    )


def balance(tally: Tally, t: Language) -> Marked:
    """Return how many matches were won, drawn and lost, in letters: "W3 D0 L2"."""
    counts = (("won", tally.won), ("drawn", tally.drawn), ("lost", tally.lost))
    return Marked(" ".join([f"{letter(outcome, t)}{t.number(n)}" for outcome, n in counts]))


def seasons(years: Iterable[int], t: Language) -> Marked:
    """Return seasons as a list in words, the oldest first; of very many the first, the last and how many."""
    years = list(years)
    if len(years) > _MOST_SEASONS:
        span = {"first": min(years), "last": max(years)}
        return t.say("{n} seasons from {first} to {last}", n=t.number(len(years)), **span)
    return t.join(sorted(years))


def year_ranges(years: Sequence[int], t: Language) -> Marked:
    """Return years in words, those in a row as a range: "1974, 1988–1992 and 2020"."""
    rows: list[list[int]] = []
    for year in years:
        if rows and rows[-1][-1] == year - 1:
            rows[-1].append(year)
        else:
            rows.append([year])
    return t.join([Marked(f"{row[0]}–{row[-1]}") if row[1:] else t.text(row[0]) for row in rows])


def span(since: int | None, until: int | None, t: Language) -> Marked:
    """Return a range of seasons: "1990–1999", "since 1990", "until 1999"; empty for all."""
    if since and until:
        return t.text(since) if since == until else Marked(f"{since}–{until}")
    if since:
        return t.say("since {season}", season=since)
    return t.say("until {season}", season=until) if until else Marked()


def problem(issue: Problem, t: Language) -> Marked:
    """Return what the load found wrong, with its line if it has one."""
    values = {name: _problem_value(name, value, t) for name, value in issue.values}
    sentence = t.say(issue.message, **values)
    if not issue.line:
        return Marked(f"⚠️ {sentence}")
    return t.say("⚠️ {problem} (line {line})", problem=sentence, line=issue.line)


def _problem_value(name: str, value: str | int, t: Language) -> Marked:
    """Return a value of a problem in the reader's words where it is a heading, a stage or a date."""
    if name in _HEADINGS:
        parted_by = _HEADINGS[name]
        return Marked(parted_by.join([heading(part, t) for part in str(value).split(parted_by)]))
    if name in _DATES:
        try:
            return t.date(datetime.date.fromisoformat(str(value)))
        except ValueError:
            return t.text(value)
    return t.text(value)


def champion_in_doubt(honour: Honour, season: SeasonRef, t: Language) -> Marked:
    """Return which clubs the documents of a season name as champion, where it is not certain."""
    if not honour.rivals:
        return t.say(
            "❓ {club} is named as champion, but nowhere else in that edition: in doubt.",
            club=t.bold(honour.club.name),
        )
    titles = {ref.document: ref.name for ref in season.all}
    claims = [
        t.say(
            "{club} by “{title}”",
            club=t.bold(club(named.club, t)),
            title=titles.get(named.source.document, named.source.document),
        )
        for named in honour.claims
    ]
    return t.say("❓ My sources name different champions: {clubs}.", clubs=t.join(claims))


def season_status(status: SeasonStatus, year: int, t: Language) -> list[Marked]:
    """Return what became of a season that did not end with a final or table; nothing of one that did."""
    if status is SeasonStatus.CANCELLED:
        return [
            t.say(
                "🚫 The {season} Copa Perú was called off or left unfinished: there is no champion.",
                season=year,
            )
        ]
    if status is SeasonStatus.NO_FINAL:
        return [t.say("🚫 The final of the {season} Copa Perú was not played.", season=year)]
    if status is SeasonStatus.NOT_HELD:
        return [t.say("🚫 The {season} Copa Perú was not held.", season=year)]
    if status is SeasonStatus.UNDER_WAY:
        return [
            t.say("⏳ The {season} Copa Perú was still being played when my source was written.", season=year)
        ]
    return []


def only_honours(year: int, champions: Sized, runners_up: Sized, t: Language) -> tuple[Marked, ...]:
    """Return that nothing but the honours of a season is known; nothing of one without any."""
    if champions and runners_up:
        note = t.say("ℹ️ I only know the champion and the runner-up of {season}: no results.", season=year)
    elif champions:
        note = t.say("ℹ️ I only know the champion of {season}: no results.", season=year)
    else:
        return ()
    return (note,)


def remarks(notes: Iterable[str], t: Language) -> list[Marked]:
    """Return what a list of editions notes on one: "English // Spanish", or quoted in its only language."""
    shown: list[Marked] = []
    for written in notes:
        english, parted, spanish = written.partition(" // ")
        told = spanish if t.code == "es" else english
        shown.append(t.say("📝 {note}", note=told if parted else t.say("“{title}”", title=written)))
    return shown


def _status(status: MatchStatus, t: Language) -> Marked:
    return t.text(t.term("status", status.value.replace("_", " ")))
