"""The problems that the reader and the checks can find in documents: kind, severity and sentence."""

from bot.model import Problem, Severity

NOT_UNDERSTOOD = "not-understood"
TEMPLATE_UNREAD = "template-unread"
"""A template with scores or clubs that was not understood; its value `lines` are those of all its uses."""

_REASONS = {
    "no-words": "The line holds no words.",
    "unclosed-heading": "The heading is not closed.",
    "markup": "Markup that is not closed, or stands too deep in other markup.",
    "table-open": "The table is not closed.",
    "too-short": "Too short for a sentence, and neither a date nor a match.",
    "score": "It has the look of a match, but two teams and a score could not be made out.",
    "date-alone": "A date with no match under it.",
    "table-header": "A table whose header is not known.",
    "table-wide": "A table with too many columns.",
    "table-row": "A row that does not fit the header of its table.",
    "team-missing": "A row of the list of teams without a team.",
    "names": "Names that could not be told apart: {names}.",
    "cross-table": "The results of a cross table stand beside the standings and are not read.",
    "row": "It has the look of a table's row, but its columns are not known.",
    "record": "The matches of this line could not be told apart.",
    "number": "A number was expected here.",
    "infobox": "A line of the infobox without a label.",
    "value-long": "Longer than any value of this label.",
    "region": "Not a department: {names}.",
    "edition-year": "The row of a list of editions must name one year, or several without a champion.",
    "edition-champion": "The row names no champion, and does not say why there was none.",
    "unread": "No part of the reader took this line.",
}

_SENTENCES: dict[str, tuple[Severity, str]] = {
    "date-impossible": (Severity.ERROR, "There is no such date: {date}."),
    "date-year": (Severity.WARNING, "The year of {date} is not certain."),
    "date-weekday": (Severity.WARNING, "{date} was another day of the week."),
    "honour-unclear": (Severity.WARNING, "Neither a club nor a word for none: {words}."),
    "adjustment-unclear": (Severity.WARNING, "Whose {points} points these are is not clear."),
    "row-points": (
        Severity.WARNING,
        "{team}: {points} points do not follow from {won} won and {drawn} drawn.",
    ),
    "note-unclear": (Severity.WARNING, "What this says of the result is not certain: {note}."),
    "score-missing": (Severity.WARNING, "The match {home} against {away} has no score."),
    "leg-order": (
        Severity.WARNING,
        "Whose goals come first in the second leg is not certain: {home} against {away}.",
    ),
    "department-missing": (Severity.WARNING, "The row of {team} stands under no department."),
    "department-unknown": (Severity.WARNING, "{department} is not a department of Peru."),
    "season-differs": (Severity.ERROR, "The title says season {title}, the infobox says {infobox}."),
    "season-file": (Severity.WARNING, "The title says season {title}, the file name says {file}."),
    "season-year": (
        Severity.WARNING,
        "Season {season} is before the first edition, that of 1967, or after next year's.",
    ),
    "name-letters": (
        Severity.WARNING,
        "{team} is spelled with letters of another alphabet that look like Latin ones.",
    ),
    "season-order": (Severity.ERROR, "The neighbouring season {neighbour} does not fit season {season}."),
    "matches-total": (Severity.ERROR, "The infobox says {stated} matches, the match lines are {found}."),
    "matches-missing": (Severity.WARNING, "The infobox says {stated} matches, the document holds {found}."),
    "goals-total": (Severity.ERROR, "The infobox says {stated} goals, the match lines have {found}."),
    "goals-missing": (Severity.WARNING, "The infobox says {stated} goals, the match lines hold {found}."),
    "champion-table": (
        Severity.ERROR,
        "The infobox calls {champion} champion, but by the matches of {stage} the first is {first}.",
    ),
    "champion-play-off": (
        Severity.ERROR,
        "The infobox calls {champion} champion, but {first} won the play-off.",
    ),
    "champion-final": (Severity.ERROR, "The infobox calls {champion} champion, but {first} won the final."),
    "champion-box": (Severity.ERROR, "The infobox calls {champion} champion, this table {first}."),
    "team-not-listed": (Severity.ERROR, "{team} plays but is not in the list of teams."),
    "team-elsewhere": (Severity.WARNING, "{team} plays but is not in the list of teams, as most that play."),
    "team-unclear": (Severity.WARNING, "{team} could be several teams of the list: {teams}."),
    "champion-not-listed": (Severity.ERROR, "The champion {team} is not in the list of teams."),
    "honour-elsewhere": (
        Severity.WARNING,
        "{team} of the infobox is not in the list of teams, as most that play.",
    ),
    "runner-up-not-listed": (Severity.ERROR, "The runner-up {team} is not in the list of teams."),
    "change-not-listed": (Severity.WARNING, "{team} of the team changes is not in the list of teams."),
    "record-not-listed": (Severity.WARNING, "{team} of the infobox is not in the list of teams."),
    "record-differs": (
        Severity.ERROR,
        "The infobox says {home} {stated} {away}, the match line {found}.",
    ),
    "region-without-team": (
        Severity.WARNING,
        "{department} is in region {region}, but has no team in the list.",
    ),
    "department-without-region": (
        Severity.WARNING,
        "{department} has teams in the list, but is in no region.",
    ),
    "entry-twice": (Severity.ERROR, "{team} of {department} is in the list of teams twice."),
    "match-twice": (Severity.ERROR, "{home} against {away} is here twice; first on line {first}."),
    "score-differs": (
        Severity.WARNING,
        "{home} {stated} {away}: another place of the document has {found}.",
    ),
    "legs-copied": (
        Severity.WARNING,
        "The legs of {home} against {away} stand here again; how the play-off ended is not told.",
    ),
    "aggregate-differs": (
        Severity.WARNING,
        "{first} against {second}: {stated} on aggregate is stated, the matches make {found}.",
    ),
    "team-twice-a-day": (Severity.WARNING, "{team} plays twice on {date}; first on line {first}."),
    "score-impossible": (Severity.ERROR, "{goals} goals for one team cannot be."),
    "match-itself": (Severity.ERROR, "{team} plays against itself."),
    "date-far": (Severity.ERROR, "{date} is too far from season {season}."),
    "set-incomplete": (
        Severity.WARNING,
        "{teams} teams would need {needed} matches in {stage}, the document holds {found}.",
    ),
    "row-sum": (
        Severity.ERROR,
        "{team}: {won} won, {drawn} drawn and {lost} lost do not make {played} played.",
    ),
    "differs-champion": (
        Severity.WARNING,
        "Another document, “{title}”, calls {found} champion, not {stated}.",
    ),
    "differs-runner-up": (
        Severity.WARNING,
        "Another document, “{title}”, calls {found} runner-up, not {stated}.",
    ),
    "differs-status": (
        Severity.WARNING,
        "Another document, “{title}”, tells otherwise how the season ended.",
    ),
    "differs-matches": (Severity.WARNING, "Another document, “{title}”, says {found} matches, not {stated}."),
    "differs-goals": (Severity.WARNING, "Another document, “{title}”, says {found} goals, not {stated}."),
    "differs-match": (
        Severity.WARNING,
        "{home} {stated} {away}: another document, “{title}”, has {found}.",
    ),
    "edition-twice": (
        Severity.ERROR,
        "The edition of {season} is here twice and differs; line {first} is used.",
    ),
    "list-rest": (Severity.WARNING, "Only the list of editions is read, not the {lines} other lines."),
    "bracket-alone": (Severity.WARNING, "Only a bracket has a result of {one} and {other}."),
    "bracket-differs": (
        Severity.ERROR,
        "{one} and {other}: the bracket says {stated}, the matches {found}.",
    ),
    "template-unknown": (
        Severity.WARNING,
        "The template {name} is not understood (uses: {count}; lines: {lines}).",
    ),
    TEMPLATE_UNREAD: (
        Severity.ERROR,
        "The template {name} is not understood, and it has scores or clubs (uses: {count}; lines: {lines}).",
    ),
    "differs-sums": (
        Severity.WARNING,
        "{stage}: the matches are those of another document, “{title}”, which add up to its printed table.",
    ),
    "differs-table": (
        Severity.WARNING,
        "Another document, “{title}”, has other numbers for {team} in the table.",
    ),
    "differs-table-sums": (
        Severity.WARNING,
        "The table with {team} is that of another document, “{title}”: it adds up, the leading one does not.",
    ),
    "lost-table": (Severity.WARNING, "A table stood here and was lost: {heading}."),
}


def not_understood(reason: str, line: int, text: str, **values: str | int) -> Problem:
    """Return the problem of a line that was not understood; `reason` is one of the keys above."""
    return Problem(
        NOT_UNDERSTOOD, Severity.WARNING, line, text, _REASONS[reason], tuple(sorted(values.items()))
    )


def problem(kind: str, line: int, text: str, **values: str | int) -> Problem:
    """Return a problem of one of the kinds above, with the values of its sentence."""
    severity, message = _SENTENCES[kind]
    return Problem(kind, severity, line, text, message, tuple(sorted(values.items())))


def sentences() -> tuple[str, ...]:
    """Return every sentence that a problem can have, for the translation catalogue."""
    return (*_REASONS.values(), *(message for _, message in _SENTENCES.values()))
