"""The problems that documents can have: kind, severity and sentence."""

from bot.model import Problem, Severity

NOT_UNDERSTOOD = "not-understood"
TEMPLATE_UNREAD = "template-unread"
"""A template with scores or clubs that was not understood; its value `lines` are those of all its uses."""
HOMELESS, SHORT = "club-department", "club-short"
"""Notes on clubs that were placed by the name alone, and by the season's other documents."""

_REASONS = {
    "no-words": "The line has no words.",
    "unclosed-heading": "The heading is not closed.",
    "markup": "Markup that is not closed, or is nested too deeply.",
    "table-open": "The table is not closed.",
    "too-short": "Too short for a sentence, and neither a date nor a match.",
    "score": "It looks like a match, but two teams and a score could not be made out.",
    "date-alone": "A date with no match under it.",
    "table-header": "A table whose header is not known.",
    "table-wide": "A table with too many columns.",
    "table-row": "A row that does not fit the header of its table.",
    "team-missing": "A row of the list of teams without a team.",
    "names": "Names that could not be told apart: {names}.",
    "cross-table": "A cross-table of results stands beside the standings; it is not read.",
    "row": "It looks like a table row, but its columns are not known.",
    "record": "The matches of this line could not be told apart.",
    "number": "A number was expected here.",
    "infobox": "A line of the infobox without a label.",
    "value-long": "Longer than any value of this label.",
    "region": "Not a department: {names}.",
    "edition-year": "The row of a list of editions must name one year, or several without a champion.",
    "edition-champion": "The row names no champion, and does not say why there was none.",
    "unread": "No part of the reader understands this line.",
}

_ERRORS = {
    "date-impossible": "There is no such date: {date}.",
    "season-differs": "The title says season {title}, the infobox says {infobox}.",
    "season-order": "The neighbouring season {neighbour} does not fit season {season}.",
    "matches-total": "The infobox says {stated} matches, the article lists {found}.",
    "goals-total": "The infobox says {stated} goals, the matches listed add up to {found}.",
    "champion-table": "The infobox calls {champion} champion, but by the matches of {stage} the first is "
    "{first}.",
    "champion-play-off": "The infobox calls {champion} champion, but {first} won the play-off.",
    "champion-final": "The infobox calls {champion} champion, but {first} won the final.",
    "champion-box": "The infobox calls {champion} champion, this table {first}.",
    "team-not-listed": "{team} plays but is not in the list of teams.",
    "champion-not-listed": "The champion {team} is not in the list of teams.",
    "runner-up-not-listed": "The runner-up {team} is not in the list of teams.",
    "record-differs": "The infobox says {home} {stated} {away}, the match listed {found}.",
    "entry-twice": "{team} of {department} is in the list of teams twice.",
    "match-twice": "{home} against {away} is here twice; first on line {first}.",
    "score-impossible": "{goals} goals for one team is not possible.",
    "match-itself": "{team} plays against itself.",
    "date-far": "{date} is too far from season {season}.",
    "row-sum": "{team}: {won} won, {drawn} drawn and {lost} lost do not make {played} played.",
    "edition-twice": "The edition of {season} is here twice and differs; line {first} is used.",
    "bracket-differs": "{one} and {other}: the bracket says {stated}, the matches {found}.",
    TEMPLATE_UNREAD: "The template {name} is not understood, and it has scores or clubs (uses: "
    "{count}; lines: "
    "{lines}).",
    "unreadable": "The document cannot be read: {reason}",
    "second-document": "The season {season} is already given by {document}; this document is left out.",
    "nothing-left": "No champion, team or match is left in the document.",
    "champion-lost": "The champion {club} is no longer in the article.",
    "matches-lost": "The article has {now} matches; it had {before}.",
    "article-gone": "The wiki no longer has the article under a title of the season.",
    "article-unreadable": "It cannot be read: {reason}",
    "other-season": "It is on the season {season}.",
    "nothing-read": "No champion, team or match was understood in it.",
}

_WARNINGS = {
    "date-year": "The year of {date} is not certain.",
    "date-weekday": "{date} was a different day of the week.",
    "honour-unclear": "Neither a club nor a word that says there was none: {words}.",
    "adjustment-unclear": "It is not clear whose {points} points these are.",
    "row-points": "{team}: {won} won and {drawn} drawn do not make {points} points.",
    "note-unclear": "It is not clear what this note says about the result: {note}.",
    "score-missing": "The match {home} against {away} has no score.",
    "leg-order": "It is not clear whose goals come first in the second leg: {home} against {away}.",
    "department-missing": "The row of {team} is under no department.",
    "department-unknown": "{department} is not a department of Peru.",
    "season-file": "The title says season {title}, the file name says {file}.",
    "season-year": "The year {season} looks wrong: editions run from 1967 to next year.",
    "name-letters": "{team} is spelled with letters of another alphabet that look like Latin ones.",
    "names-alike": "{team} and {other} look the same, but are two clubs by their letters.",
    "names-same": "{team} and {other} are taken for one club: only punctuation tells them apart.",
    "matches-missing": "The infobox says {stated} matches, my copy has {found}.",
    "goals-missing": "The infobox says {stated} goals, the matches in my copy add up to {found}.",
    "team-elsewhere": "{team} plays but, like most that play, is not in the list of teams.",
    "team-unclear": "{team} could be several teams of the list: {teams}.",
    "honour-elsewhere": "{team}, named in the infobox, is not in the list of teams, like most that play.",
    "change-not-listed": "{team}, named in the team changes, is not in the list of teams.",
    "record-not-listed": "{team}, named in the infobox, is not in the list of teams.",
    "region-without-team": "{department} is in region {region}, but has no team in the list.",
    "department-without-region": "{department} has teams in the list, but is in no region.",
    "score-differs": "{home} {stated} {away}: elsewhere the document has {found}.",
    "legs-copied": "The legs of {home} against {away} are repeated here; how the play-off ended is not said.",
    "aggregate-differs": "{first} against {second}: the aggregate given is {stated}, the matches make "
    "{found}.",
    "team-twice-a-day": "{team} plays twice on {date}; first on line {first}.",
    "set-incomplete": "{teams} teams would need {needed} matches in {stage}, my copy has {found}.",
    "differs-champion": "Another document, “{title}”, calls {found} champion, not {stated}.",
    "differs-runner-up": "Another document, “{title}”, calls {found} runner-up, not {stated}.",
    "differs-status": "Another document, “{title}”, has the season end in another way.",
    "differs-matches": "Another document, “{title}”, says {found} matches, not {stated}.",
    "differs-goals": "Another document, “{title}”, says {found} goals, not {stated}.",
    "differs-match": "{home} {stated} {away}: another document, “{title}”, has {found}.",
    "differs-correction-done": "{match}: the document now has {value}; the correction is no longer needed.",
    "differs-correction-changed": "{match}: corrected from {printed} to {value}, but the document now has "
    "{found}; the correction is not in use.",
    "differs-correction-gone": "{match}: corrected to {value}, but the match is no longer there.",
    "list-rest": "Only the list of editions is read, not the {lines} other lines.",
    "bracket-alone": "Only a bracket gives a result between {one} and {other}.",
    "template-unknown": "The template {name} is not understood (uses: {count}; lines: {lines}).",
    "differs-sums": "{stage}: the matches are those of another document, “{title}”, which add up to its "
    "printed table.",
    "differs-table": "Another document, “{title}”, has other numbers for {team} in the table.",
    "differs-table-sums": "The table with {team} is that of another document, “{title}”: it adds up, the "
    "leading one "
    "does not.",
    "lost-table": "A table that stood here is missing: {heading}.",
    HOMELESS: "{club} is here without its department; it is taken for the only club of that name.",
    SHORT: "{club} is taken for {listed}, which another document of the season lists.",
}


def not_understood(reason: str, line: int, text: str, **values: str | int) -> Problem:
    """Return the problem of a line that was not understood; `reason` is one of the keys above."""
    return Problem(
        NOT_UNDERSTOOD, Severity.WARNING, line, text, _REASONS[reason], tuple(sorted(values.items()))
    )


def problem(kind: str, line: int, text: str, **values: str | int) -> Problem:
    """Return a problem of one of the kinds above, with the values of its sentence."""
    severity = Severity.ERROR if kind in _ERRORS else Severity.WARNING
    message = _ERRORS[kind] if kind in _ERRORS else _WARNINGS[kind]
    return Problem(kind, severity, line, text, message, tuple(sorted(values.items())))


def sentences() -> tuple[str, ...]:
    """Return every sentence that a problem can have, for the translation catalogue."""
    return (*_REASONS.values(), *_ERRORS.values(), *_WARNINGS.values())
