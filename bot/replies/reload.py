"""What a load found, in words."""

from bot.cache import Facts, LoadReport
from bot.model import Severity
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.replies.reply import Part, Reply

_SHOWN = 10


def reload_reply(report: LoadReport, words: Language) -> Reply:
    """Return what became of each document, what was gained and lost, problems, and how long it took."""
    parts = [
        _documents(words.say("New"), report.new, words),
        _documents(words.say("Changed"), report.changed, words),
        _documents(words.say("Gone"), report.gone, words),
        _part(
            words.say("Could not be read"),
            [words.say("⚠️ {name}: {reason}", name=name, reason=reason) for name, reason in report.unreadable],
            words,
        ),
        _part(words.say("Contradictions and gaps"), _problems(report, words), words),
    ]
    return Reply(
        title=words.say("Documents read again") if report.written else words.say("Nothing has changed"),
        lead=(
            words.count("{n} document unchanged.", "{n} documents unchanged.", len(report.unchanged)),
            _facts(report.before, report.after, words),
            words.say("It took {seconds} s.", seconds=words.number(round(report.seconds, 2))),
        ),
        parts=tuple(part for part in parts if part),
    )


def _documents(heading: Marked, names: tuple[str, ...], words: Language) -> Part | None:
    return _part(heading, [words.text(name) for name in names], words)


def _part(heading: Marked, lines: list[Marked], words: Language) -> Part | None:
    if len(lines) > _SHOWN:
        rest = words.count("… and {n} more", "… and {n} more", len(lines) - _SHOWN)
        lines = [*lines[:_SHOWN], rest]
    return Part(words.bold(heading), tuple(lines)) if lines else None


def _facts(before: Facts, after: Facts, words: Language) -> Marked:
    changes = [
        words.say("seasons {before} → {after}", before=before.seasons, after=after.seasons),
        words.say("clubs {before} → {after}", before=before.clubs, after=after.clubs),
        words.say("teams {before} → {after}", before=before.teams, after=after.teams),
        words.say("matches {before} → {after}", before=before.matches, after=after.matches),
    ]
    return Marked(" · ".join(changes))


def _problems(report: LoadReport, words: Language) -> list[Marked]:
    worst_first = sorted(report.problems, key=lambda found: found[1].severity is not Severity.ERROR)
    return [
        words.say("{document}: {problem}", document=name, problem=phrases.problem(problem, words))
        for name, problem in worst_first
    ]
