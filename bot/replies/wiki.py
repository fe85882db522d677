"""Articles of wikis in words: what was fetched, what was not and why."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.cache import LoadReport
from bot.errors import WikiError, WikiFault
from bot.model import Severity
from bot.moderation.articles import UseArticles
from bot.moderation.fetch import Fetched, FetchOutcome
from bot.moderation.service import FetchReport
from bot.problems import NOT_UNDERSTOOD
from bot.replies import citations, phrases
from bot.replies.language import Language, Marked
from bot.replies.reload import changed_reply, facts_line, first_lines, offered_reply, report_parts
from bot.replies.reply import Part, Reply, parts_with_lines
from bot.wiki import Absence, Located

_SHOWN_IN_BRIEF = 2


def wiki_error_reply(error: WikiError, t: Language) -> Reply:
    """Return why a wiki gives no article."""
    return Reply(t.say("Nothing was fetched"), (_fault(error, t),))


def _fault(error: WikiError, t: Language) -> Marked:
    host, reason = t.bold(error.host), error.reason
    match error.fault:
        case WikiFault.NO_CONTACT:
            return t.say(
                "{host} wants a contact from whoever fetches articles: set WIKI_CONTACT to your e-mail.",
                host=host,
            )
        case WikiFault.UNREACHABLE:
            return t.say("{host} cannot be reached: {reason}.", host=host, reason=reason)
        case WikiFault.NOT_A_WIKI:
            return t.say(
                "{host} does not answer like a wiki. Is a login page of your network in the way?",
                host=host,
            )
        case WikiFault.BUSY:
            return t.say(
                "{host} is too busy and asks to wait {seconds} s. Try again later.",
                host=host,
                seconds=reason,
            )
        case WikiFault.REFUSED:
            return t.say("{host} refuses to answer: {reason}.", host=host, reason=reason)
        case WikiFault.TOO_LARGE:
            return t.say(
                "{host} sends more than {size} MiB for one page; it was cut off.",
                host=host,
                size=reason,
            )


def fetching_reply(done: int, of: int, t: Language) -> Reply:
    """Return how far a fetch has come."""
    return Reply(
        title=t.say("Fetching articles …"),
        lead=(t.say("{done} of {all} articles looked at.", done=done, all=of),),
    )


def fetch_preview_reply(outcome: FetchReport, t: Language) -> Reply:
    """Return what fetched articles would change, before it is confirmed."""
    if outcome.report is None:
        return fetched_reply(outcome, t)
    title, report = t.say("Use these articles?"), outcome.report
    reply = offered_reply(title, _lead(outcome, t), report, t, parts=_parts(outcome, t))
    if not reply.details:
        return reply
    return offered_reply(title, _lead(outcome, t), report, t, parts=_parts(outcome, t, most=_SHOWN_IN_BRIEF))


def articles_part(change: UseArticles, t: Language) -> tuple[Part, ...]:
    """Return the articles that a change puts into use, each with the link to its revision."""
    lines = [
        t.say(
            "{season}: {revision}",
            season=t.bold(item.season),
            revision=t.link(citations.revision(item.article, t), item.article.url),
        )
        for item in change.articles
        if item.held is None
    ]
    return (Part(None, tuple(lines)),) if lines else ()


def fetched_reply(outcome: FetchReport, t: Language, *, trial: bool = False) -> Reply:
    """Return the outcome for each article, and what using them changed, or would change in a `trial`."""
    title = t.say("What these articles would change") if trial else t.say("Articles fetched")
    return Reply(
        title=title if outcome.report else t.say("Nothing has changed"),
        lead=tuple(_lead(outcome, t)),
        parts=(*_parts(outcome, t), *(report_parts(outcome.report, t) if outcome.report else ())),
    )


def used_reply(change: UseArticles, report: LoadReport, t: Language) -> Reply:
    """Return which articles are in use now, and what that changed."""
    names = [citations.revision(item.article, t) for item in change.articles if item.held is None]
    return changed_reply(t.say("Articles in use"), first_lines(names, t), t, report, previewed=True)


def _lead(outcome: FetchReport, t: Language) -> Iterator[Marked]:
    of = Counter(one.outcome for one in outcome.fetched)
    counted = {
        FetchOutcome.NEW: t.count("{n} new", "{n} new", of[FetchOutcome.NEW]),
        FetchOutcome.CHANGED: t.count("{n} changed", "{n} changed", of[FetchOutcome.CHANGED]),
        FetchOutcome.UNCHANGED: t.count("{n} unchanged", "{n} unchanged", of[FetchOutcome.UNCHANGED]),
        FetchOutcome.HELD: t.count("{n} held back", "{n} held back", of[FetchOutcome.HELD]),
        FetchOutcome.MISSING: t.count("{n} missing", "{n} missing", of[FetchOutcome.MISSING]),
        FetchOutcome.REFUSED: t.count("{n} not usable", "{n} not usable", of[FetchOutcome.REFUSED]),
    }
    numbers = Marked(", ".join(text for kind, text in counted.items() if of[kind]))
    yield t.say("Articles: {numbers}", numbers=numbers)
    if outcome.report is not None:
        yield from facts_line(outcome.report, t)
        problems = [problem for _, problem in outcome.report.problems]
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        unread = sum(problem.kind == NOT_UNDERSTOOD for problem in problems)
        counts = [t.count("{n} contradiction", "{n} contradictions", errors)] if errors else []
        counts += [t.count("{n} line not understood", "{n} lines not understood", unread)] if unread else []
        yield Marked(" · ".join(counts)) if counts else t.say("Every line was understood.")


def _parts(outcome: FetchReport, t: Language, *, most: int | None = None) -> tuple[Part, ...]:
    """Return a part for each kind of outcome, with `most` lines; articles that there are not by the year."""
    headings = (
        (t.say("New"), (FetchOutcome.NEW,)),
        (t.say("Changed"), (FetchOutcome.CHANGED,)),
        (t.say("Held back: the revision in use stays"), (FetchOutcome.HELD,)),
        (t.say("Not used"), (FetchOutcome.MISSING, FetchOutcome.REFUSED)),
    )
    parts = []
    for heading, kinds in headings:
        shown = [one for one in outcome.fetched if one.outcome in kinds]
        absent = [one for one in shown if _is_absent(one)] if most is not None else []
        lines = [fetched_line(one, t) for one in shown if one not in absent]
        lines = first_lines(lines, t, most) if most is not None else first_lines(lines, t)
        parts.append((heading, [*lines, *_absent(absent, t)]))
    return parts_with_lines(parts, t)


def _is_absent(fetched: Fetched) -> bool:
    """Tell whether a wiki has no article under a season's title."""
    return fetched.outcome is FetchOutcome.MISSING and fetched.located.absence in (None, Absence.MISSING)


def _absent(fetched: Iterable[Fetched], t: Language) -> list[Marked]:
    """Return on a line for each wiki the seasons of which it has no article."""
    years: dict[str, list[int]] = {}
    for one in fetched:
        years.setdefault(one.located.language, []).append(one.located.season)
    return [
        t.say(
            "{wiki}: no article on {seasons}",
            wiki=citations.wiki_name(language, t),
            seasons=phrases.year_ranges(sorted(seasons), t),
        )
        for language, seasons in years.items()
    ]


def fetched_line(fetched: Fetched, t: Language) -> Marked:
    """Return the outcome of the search for an article, on one line."""
    located, article = fetched.located, fetched.located.article
    season = t.bold(located.season)
    if article is None or fetched.outcome is FetchOutcome.MISSING:
        return _absence(located, season, t)
    revision = t.link(citations.revision(article, t), article.url)
    line = t.say("{season}: {revision}", season=season, revision=revision)
    if fetched.reason is not None:
        return t.say("{line}: {problem}", line=line, problem=phrases.problem(fetched.reason, t))
    return line


def _absence(located: Located, season: Marked, t: Language) -> Marked:
    values = {"season": season, "title": located.title, "wiki": citations.wiki_name(located.language, t)}
    match located.absence:
        case Absence.EMPTY:
            return t.say("{season}: “{title}” in the {wiki} is empty", **values)
        case Absence.DISAMBIGUATION:
            return t.say("{season}: “{title}” in the {wiki} only lists articles of that name", **values)
        case Absence.ELSEWHERE:
            return t.say(
                "{season}: the title leads to “{title}” in the {wiki}, which is not about that season",
                **values,
            )
    return t.say("{season}: the {wiki} has no “{title}”", **values)
