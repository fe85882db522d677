"""Moderators' corrections of matches in words: in answers, and to the moderators themselves."""

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from bot.cache import LoadReport
from bot.errors import CorrectionFault, RefusedCorrectionError
from bot.model import Correction, Match, Problem
from bot.moderation import ModerationState
from bot.moderation.corrections import CorrectMatch
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reload import changed_reply, offered_reply
from bot.replies.reply import Part, Reply
from bot.tournament.corrections import DATE, shown


def with_corrections(reply: Reply, matches: Sequence[Match], t: Language) -> Reply:
    """Return a reply with a small line on what moderators corrected of its matches."""
    lines = [_line(match, item, t) for match in matches for item in match.corrections]
    if not lines:
        return reply
    if len(lines) == 1:
        return dataclasses.replace(reply, notes=(*reply.notes, lines[0]))
    note = t.count(
        "✏️ {n} fact was corrected by moderators.", "✏️ {n} facts were corrected by moderators.", len(lines)
    )
    part = Part(t.bold(t.say("Corrected by moderators")), tuple(lines))
    return dataclasses.replace(reply, notes=(*reply.notes, note), more=lambda: (*reply.details, part))


def _line(match: Match, item: Correction, t: Language) -> Marked:
    names = {"home": match.home.name, "away": match.away.name, "source": _source(item.source, t)}
    if match.home.key != item.home and match.away.key == item.home:
        names |= {"home": match.away.name, "away": match.home.name}
    values = names | {"value": value(item.value, t), "printed": value(item.printed, t)}
    if item.kind == DATE and item.printed:
        words = (
            "✏️ {home} – {away}: date corrected by moderators, {value} (source: {source}); "
            "the article has {printed}."
        )
    elif item.kind == DATE:
        words = (
            "✏️ {home} – {away}: date added by moderators, {value} (source: {source}); the article has none."
        )
    elif item.printed:
        words = (
            "✏️ Corrected by moderators: {home} {value} {away} (source: {source}); the article has {printed}."
        )
    else:
        words = "✏️ Added by moderators: {home} {value} {away} (source: {source}); the article has no score."
    return t.say(words, **values)


def value(text: str, t: Language) -> Marked:
    """Return a score or a date as it is shown; "?" for none."""
    try:
        return t.date(datetime.date.fromisoformat(text))
    except ValueError:
        return t.text(shown(text))


def _source(text: str, t: Language) -> Marked:
    """Return where a correction is from, as a link if it is an address."""
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.hostname and not set(text) & set(" ()<>"):
        return t.link(parts.hostname.removeprefix("www."), text)
    return t.text(text)


def correction_offered_reply(change: CorrectMatch, report: LoadReport, t: Language) -> Reply:
    """Return what a correction would change, before it is confirmed."""
    title = t.say("Go back to what the document says?") if change.withdraws else t.say("Correct this match?")
    return offered_reply(title, _leads(change, t), _of_problems(report), t)


def corrected_reply(change: CorrectMatch, report: LoadReport, t: Language) -> Reply:
    """Return what was corrected."""
    title = t.say("Correction withdrawn") if change.withdraws else t.say("Match corrected")
    return changed_reply(title, _leads(change, t), t, _of_problems(report))


def _of_problems(report: LoadReport) -> LoadReport:
    """Return a report without what the first lines say already."""
    return dataclasses.replace(report, differences=())


def _leads(change: CorrectMatch, t: Language) -> list[Marked]:
    item = change.correction
    match = t.say("{season} · {match}", season=t.bold(item.season), match=t.bold(item.match))
    values = {"printed": value(item.printed, t), "value": t.bold(value(item.value, t))}
    if change.withdraws:
        words = "Date as in the document: {value}" if item.kind == DATE else "As in the document: {value}"
    else:
        words = "Date: {printed} → {value}" if item.kind == DATE else "{printed} → {value}"
    return [match, t.say(words, **values), t.say("Source: {source}", source=_source(item.source, t))]


def correction_sentence(details: dict[str, str | int], t: Language) -> Marked:
    """Return the journal's words for a correction."""
    values = {
        "season": details["season"],
        "match": details["match"],
        "printed": value(str(details["printed"]), t),
        "value": value(str(details["value"]), t),
        "source": _source(str(details["source"]), t),
    }
    if details["value"] == details["printed"]:
        return t.say("{match} of {season} as in the document again: {value}", **values)
    return t.say("{match} of {season} corrected: {printed} → {value} (source: {source})", **values)


def correction_parts(state: ModerationState, idle: Iterable[Problem], t: Language) -> tuple[Part, ...]:
    """Return the corrections with their authors, and why some are not in use."""
    lines = []
    for corrected in state.corrections:
        item = corrected.correction
        lines.append(
            t.say(
                "{season} · {match}: {printed} → {value} (source: {source}) · {who}, {when}",
                season=t.bold(item.season),
                match=item.match,
                printed=value(item.printed, t),
                value=value(item.value, t),
                source=_source(item.source, t),
                who=corrected.who.name,
                when=t.moment(corrected.at),
            )
        )
    part = (Part(t.bold(t.say("Corrections")), tuple(lines)),) if lines else ()
    return (*part, *idle_parts(idle, t))


def idle_parts(idle: Iterable[Problem], t: Language) -> tuple[Part, ...]:
    """Return why corrections are not in use."""
    lines = tuple(
        t.say("{season} · {problem}", season=t.bold(dict(p.values)["season"]), problem=phrases.problem(p, t))
        for p in idle
    )
    return (Part(t.bold(t.say("Corrections that are not in use")), lines),) if lines else ()


def suggestion(match: Match, t: Language) -> Marked:
    """Return a match as it is suggested."""
    return phrases.match_line(match, t)


def gone_suggestion(item: Correction, t: Language) -> Marked:
    """Return a correction whose match is gone as it is suggested."""
    return t.say("{match} (corrected, but no longer there)", match=item.match)


def as_printed(text: str, t: Language) -> Marked:
    """Return what the choice is called to go by the document again."""
    return t.say("As in the document: {value}", value=value(text, t))


def correction_refused_reply(error: RefusedCorrectionError, t: Language) -> Reply:
    """Return why a match was not corrected."""
    typed = error.typed
    lead = {
        CorrectionFault.ONE: lambda: t.say("Give a score or a date: one of the two."),
        CorrectionFault.MATCH: lambda: t.say(
            "“{typed}” is not clearly one match of {season}. Pick one of the suggestions that appear "
            "while you type.",
            typed=typed,
            season=t.bold(error.season),
        ),
        CorrectionFault.SCORE: lambda: t.say(
            "“{typed}” is not a score; write “2-1”, or “1-1 (4-3 pens)”.", typed=typed
        ),
        CorrectionFault.DATE: lambda: t.say(
            "“{typed}” is not a date of {season}; write “1 Dec {season}”.", typed=typed, season=error.season
        ),
        CorrectionFault.SOURCE: lambda: t.say("Say where it comes from: a book, a newspaper, a web address."),
        CorrectionFault.SAME: lambda: t.say("{match} already has that.", match=t.bold(typed)),
    }[error.fault]()
    return Reply(t.say("Nothing has changed"), (lead,))
