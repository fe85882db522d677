"""What was read of a document and what is wrong with it: as lines of text and as plain data."""

from collections.abc import Iterable, Sequence

from bot.model import Problem, Season, Severity
from bot.problems import NOT_UNDERSTOOD
from bot.tournament.tally import goals

_COUNTED = (
    "infobox",
    "champions",
    "runners_up",
    "scorers",
    "records",
    "sections",
    "paragraphs",
    "entries",
    "changes",
    "regions",
    "promotions",
    "matches",
    "standings",
    "see_also",
    "lost_tables",
)


def counts(season: Season) -> dict[str, int]:
    """Return how many facts of each kind were read, by the name of the season's field."""
    return {name: len(getattr(season, name)) for name in _COUNTED}


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether a problem is an error, so that the check fails."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def report_lines(season: Season, problems: Sequence[Problem]) -> list[str]:
    """Return the report of one document; `problems` are those of reading and those of the checks."""
    read = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts(season).items() if count)
    lines = [f"{season.document}: {season.title} ({season.lines} lines)", f"  read: {read}"]
    if season.matches:
        lines.append(f"  goals in the match lines: {sum(map(goals, season.matches))}")
    unread = [problem for problem in problems if problem.kind == NOT_UNDERSTOOD]
    lines.append(f"  not understood: {len(unread) or 'nothing'}")
    lines += [f"    line {problem.line}: {_short(problem.text)!r}: {problem}" for problem in unread]
    for severity, title in ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings")):
        told = [p for p in problems if p.severity is severity and p.kind != NOT_UNDERSTOOD]
        if told:
            lines.append(f"  {title}: {len(told)}")
            lines += [f"    line {problem.line}: {problem} [{problem.kind}]" for problem in told]
    return lines


def report_data(season: Season, problems: Sequence[Problem]) -> dict[str, object]:
    """Return the same report as plain data, ready for JSON."""
    return {
        "document": season.document,
        "season": season.year,
        "title": season.title,
        "lines": season.lines,
        "read": counts(season),
        "goals": sum(map(goals, season.matches)),
        "errors": has_errors(problems),
        "problems": [
            {
                "kind": problem.kind,
                "severity": str(problem.severity),
                "line": problem.line,
                "text": problem.text,
                "message": str(problem),
                "values": dict(problem.values),
            }
            for problem in problems
        ],
    }


def _short(text: str, most: int = 100) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
