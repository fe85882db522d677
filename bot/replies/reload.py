"""What a load found and changed, in words."""

import dataclasses
from collections.abc import Collection, Iterable, Sequence

from bot.cache import Difference, Example, HeldBack, LoadReport
from bot.model import Severity
from bot.replies import phrases
from bot.replies.citations import document_name
from bot.replies.command_links import command
from bot.replies.language import Language, Marked
from bot.replies.reply import Part, Reply, Tone, fits_screen, parts_with_lines

_SHOWN, _PROBLEMS_IN_BRIEF, _FACTS_IN_BRIEF = 10, 1, 2


def progress_reply(done: int, of: int, t: Language) -> Reply:
    """Return how far a load has come."""
    return Reply(
        title=t.say("Reading the documents …"),
        lead=(t.say("{done} of {all} documents read.", done=done, all=of),),
        tone=Tone.NOTICE,
    )


def reload_reply(report: LoadReport, t: Language) -> Reply:
    """Return what became of each document, what was gained and lost, problems, and how long it took."""
    documents = ((t.say("New"), report.new), (t.say("Changed"), report.changed), (t.say("Gone"), report.gone))
    named = parts_with_lines(
        [(heading, first_lines([document_name(n, t) for n in names], t)) for heading, names in documents], t
    )
    reply = Reply(
        title=t.say("Documents read again") if report.written else t.say("Nothing has changed"),
        lead=(
            t.count("{n} document unchanged.", "{n} documents unchanged.", len(report.unchanged)),
            *facts_line(report, t),
            *_duration(report.seconds, t),
        ),
        parts=(*named, *report_parts(report, t)),
        tone=Tone.DONE if report.written else Tone.NOTICE,
    )
    return _shortened(reply, named, report, t)


def _duration(seconds: float, t: Language) -> tuple[Marked, ...]:
    """Return how long a load took; nothing where that was no time."""
    milliseconds = round(seconds * 1000)
    if milliseconds >= 1000:
        return (t.say("It took {seconds} s.", seconds=t.number(round(seconds, 1))),)
    return (t.say("It took {n} ms.", n=milliseconds),) if milliseconds else ()


def offered_reply(
    title: Marked, lead: Iterable[Marked], report: LoadReport, t: Language, *, parts: Sequence[Part] = ()
) -> Reply:
    """Return what a change would do, before it is confirmed; what a screen has no room for is a detail.

    `parts` come before those of every change.
    """
    full = report_parts(report, t)
    reply = Reply(
        title=title,
        lead=tuple(lead),
        parts=(*parts, *full),
        notes=(t.say("Nothing is changed until you confirm, within a day."),),
        tone=Tone.CHOICE,
    )
    if fits_screen(reply):
        return reply
    return dataclasses.replace(reply, parts=(*parts, *_in_brief(report, t)), more=lambda: full)


def _in_brief(report: LoadReport, t: Language) -> tuple[Part, ...]:
    few = tuple(d.kind for d in report.differences if d.added + d.removed <= _FACTS_IN_BRIEF)
    return report_parts(report, t, listed=few, problems=_PROBLEMS_IN_BRIEF)


def _shortened(reply: Reply, parts: Sequence[Part], report: LoadReport, t: Language) -> Reply:
    """Return a reply on what was done, its `parts` and the report in brief where a screen has no room."""
    if fits_screen(reply):
        return reply
    check = command("data check", t)
    left_out = len(report.problems) > _PROBLEMS_IN_BRIEF
    return dataclasses.replace(
        reply,
        parts=(*parts, *_in_brief(report, t)),
        notes=(t.say("{command} reports all that is wrong.", command=check),) if left_out else (),
    )


def changed_reply(
    title: Marked,
    lead: Iterable[Marked],
    t: Language,
    report: LoadReport | None = None,
    *,
    previewed: bool = False,
) -> Reply:
    """Return what a change did, with what became of the documents; in short where that was `previewed`."""
    if report is None:
        return Reply(title, tuple(lead), tone=Tone.DONE)
    parts = report_parts(report, t, listed=(), problems=0) if previewed else report_parts(report, t)
    return _shortened(Reply(title, (*lead, *facts_line(report, t)), parts, tone=Tone.DONE), (), report, t)


def report_parts(
    report: LoadReport,
    t: Language,
    *,
    listed: Collection[str] = ("matches", "teams", "champions"),
    problems: int = _SHOWN,
) -> tuple[Part, ...]:
    """Return what every load has to tell beside its documents: what is kept back, facts, problems.

    Facts of kinds that are not `listed` are only counted; of the `problems` the first so many are told.
    """
    unreadable = [
        t.say("⚠️ {name}: {reason}", name=document_name(name, t), reason=reason)
        for name, reason in report.unreadable
    ]
    parts = [
        (t.say("Kept back: the last good version stays in use"), first_lines(_held(report, t), t)),
        (t.say("Could not be read"), first_lines(unreadable, t)),
    ]
    told = tuple(d for d in report.differences if d.kind in listed and not _moved(d))
    counted = Marked(" · ".join([_counted(d, t) for d in report.differences if d not in told]))
    facts = [(_counted(difference, t), _difference(difference, t)) for difference in told]
    facts.append((t.say("Contradictions and gaps"), _problems(report, problems, t) if problems else []))
    return (
        *parts_with_lines(parts, t),
        *([Part(None, (counted,))] if counted else []),
        *parts_with_lines(facts, t),
    )


def facts_line(report: LoadReport, t: Language) -> tuple[Marked, ...]:
    """Return on one line how much there was and is of what is more or less now."""
    before, after = dataclasses.astuple(report.before), dataclasses.astuple(report.after)
    sentences = (
        t.say("seasons {before} → {after}", before=report.before.seasons, after=report.after.seasons),
        t.say("clubs {before} → {after}", before=report.before.clubs, after=report.after.clubs),
        t.say("teams {before} → {after}", before=report.before.teams, after=report.after.teams),
        t.say("matches {before} → {after}", before=report.before.matches, after=report.after.matches),
    )
    rows = zip(sentences, before, after, strict=True)
    changes = [sentence for sentence, old, new in rows if old != new]
    line = " · ".join(changes)
    return (Marked(line[0].upper() + line[1:]),) if line else ()


def first_lines(lines: list[Marked], t: Language, most: int = _SHOWN) -> list[Marked]:
    """Return the first lines, and how many more there are."""
    more = len(lines) - most
    return [*lines[:most], phrases.more(more, t)] if more > 0 else lines


def _difference(difference: Difference, t: Language) -> list[Marked]:
    added = _facts("➕", difference.added, difference.added_examples, t)
    return added + _facts("➖", difference.removed, difference.removed_examples, t)


def _moved(difference: Difference) -> bool:
    """Tell whether the same facts are there under another club."""
    return difference.added == difference.removed and difference.added_examples == difference.removed_examples


def _counted(difference: Difference, t: Language) -> Marked:
    added, removed = difference.added, difference.removed
    numbers = [t.count("{n} added", "{n} added", added)] if added else []
    numbers += [t.count("{n} removed", "{n} removed", removed)] if removed else []
    if _moved(difference):
        numbers = [t.count("{n} under another club", "{n} under another club", added)]
    changes = Marked(", ".join(numbers))
    if difference.kind == "matches":
        return t.say("Matches: {changes}", changes=changes)
    if difference.kind == "teams":
        return t.say("Teams: {changes}", changes=changes)
    return t.say("Champions: {changes}", changes=changes)


def _facts(sign: str, count: int, examples: tuple[Example, ...], t: Language) -> list[Marked]:
    lines = [Marked(f"{sign} {example.season}: {t.text(example.text)}") for example in examples]
    return [*lines, phrases.more(count - len(lines), t)] if count > len(lines) else lines


def _held(report: LoadReport, t: Language) -> list[Marked]:
    return [_held_line(document, t) for document in report.held]


def _held_line(document: HeldBack, t: Language) -> Marked:
    first, *others = document.problems
    name = document_name(document.document, t)
    line = t.say("{document}: {problem}", document=name, problem=phrases.problem(first, t))
    return Marked(f"{line} {phrases.more(len(others), t)}") if others else line


def _problems(report: LoadReport, most: int, t: Language) -> list[Marked]:
    worst_first = sorted(report.problems, key=lambda item: item[1].severity is not Severity.ERROR)
    lines = [
        t.say("{document}: {problem}", document=document_name(name, t), problem=phrases.problem(problem, t))
        for name, problem in worst_first[:most]
    ]
    more = len(worst_first) - most
    return [*lines, phrases.more(more, t)] if more > 0 else lines
