"""What a load found and changed, in words."""

from bot.cache import Difference, Example, Facts, HeldBack, LoadReport
from bot.model import Severity
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Part, Reply

_SHOWN = 10


def progress_reply(done: int, of: int, words: Language) -> Reply:
    """Return how far a load has come."""
    return Reply(
        title=words.say("Reading the documents …"),
        lead=(words.say("{done} of {all} documents read.", done=done, all=of),),
    )


def reload_reply(report: LoadReport, words: Language) -> Reply:
    """Return what became of each document, what was gained and lost, problems, and how long it took."""
    return Reply(
        title=words.say("Documents read again") if report.written else words.say("Nothing has changed"),
        lead=(
            words.count("{n} document unchanged.", "{n} documents unchanged.", len(report.unchanged)),
            facts_line(report.before, report.after, words),
            words.say("It took {seconds} s.", seconds=words.number(round(report.seconds, 2))),
        ),
        parts=(
            *_parts(
                _documents(words.say("New"), report.new, words),
                _documents(words.say("Changed"), report.changed, words),
                _documents(words.say("Gone"), report.gone, words),
            ),
            *report_parts(report, words),
        ),
    )


def report_parts(report: LoadReport, words: Language) -> tuple[Part, ...]:
    """Return what every load has to tell beside its documents: what is kept back, facts, problems."""
    return _parts(
        _part(words.say("Kept back: the last good version stays in use"), _held(report, words), words),
        _part(
            words.say("Could not be read"),
            [words.say("⚠️ {name}: {reason}", name=name, reason=reason) for name, reason in report.unreadable],
            words,
        ),
        *(_difference(found, words) for found in report.differences),
        _part(words.say("Contradictions and gaps"), _problems(report, words), words),
    )


def facts_line(before: Facts, after: Facts, words: Language) -> Marked:
    """Return how much there was and is, on one line."""
    changes = [
        words.say("seasons {before} → {after}", before=before.seasons, after=after.seasons),
        words.say("clubs {before} → {after}", before=before.clubs, after=after.clubs),
        words.say("teams {before} → {after}", before=before.teams, after=after.teams),
        words.say("matches {before} → {after}", before=before.matches, after=after.matches),
    ]
    return Marked(" · ".join(changes))


def _parts(*parts: Part | None) -> tuple[Part, ...]:
    return tuple(part for part in parts if part)


def _documents(heading: Marked, names: tuple[str, ...], words: Language) -> Part | None:
    return _part(heading, [words.text(name) for name in names], words)


def _part(heading: Marked, lines: list[Marked], words: Language) -> Part | None:
    if len(lines) > _SHOWN:
        lines = [*lines[:_SHOWN], _more(len(lines) - _SHOWN, words)]
    return Part(words.bold(heading), tuple(lines)) if lines else None


def _more(n: int, words: Language) -> Marked:
    return words.count("… and {n} more", "… and {n} more", n)


def _difference(found: Difference, words: Language) -> Part:
    lines = _facts("➕", found.added, found.added_examples, words)
    lines += _facts("➖", found.removed, found.removed_examples, words)
    return Part(words.bold(_counted(found, words)), tuple(lines))


def _counted(found: Difference, words: Language) -> Marked:
    numbers = {"added": words.number(found.added), "removed": words.number(found.removed)}
    if found.kind == "matches":
        return words.say("Matches: {added} added, {removed} removed", **numbers)
    if found.kind == "teams":
        return words.say("Teams: {added} added, {removed} removed", **numbers)
    return words.say("Champions: {added} added, {removed} removed", **numbers)


def _facts(sign: str, count: int, examples: tuple[Example, ...], words: Language) -> list[Marked]:
    lines = [Marked(f"{sign} {example.season}: {words.text(example.text)}") for example in examples]
    return [*lines, _more(count - len(lines), words)] if count > len(lines) else lines


def _held(report: LoadReport, words: Language) -> list[Marked]:
    return [_held_line(found, words) for found in report.held]


def _held_line(found: HeldBack, words: Language) -> Marked:
    first, *others = found.problems
    line = words.say("{document}: {problem}", document=found.document, problem=phrases.problem(first, words))
    return Marked(f"{line} {_more(len(others), words)}") if others else line


def _problems(report: LoadReport, words: Language) -> list[Marked]:
    worst_first = sorted(report.problems, key=lambda found: found[1].severity is not Severity.ERROR)
    return [
        words.say("{document}: {problem}", document=name, problem=phrases.problem(problem, words))
        for name, problem in worst_first
    ]
