"""`python -m bot read`: all facts of documents, as lines of JSON or as a page for a person."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.cache.inputs import season_rules
from bot.errors import DocumentError
from bot.model import Match, MatchStatus, Problem, Season
from bot.problems import NOT_UNDERSTOOD
from bot.reader import decode, read_seasons
from bot.reader.form import form_of
from bot.settings import Settings
from bot.text import escaped, fold
from bot.tournament.club_links import link_clubs
from bot.tournament.parts import SeasonParts
from bot.tournament.printed import NUMBERS, StatedTable
from bot.tournament.table import Rule, Table
from bot.tournament.tie import Tie
from bot.vocabulary import roles

Data = dict[str, Any]

_NO_SCORE = "no score"


def read_documents(settings: Settings, paths: Sequence[Path], *, as_json: bool = False) -> bool:
    """Print the facts of documents in the order of the paths; return whether each could be read."""
    readable = True
    for path in paths:
        try:
            data = path.read_bytes()
            seasons, problems = read_seasons(data, path.name)
        except (OSError, DocumentError) as error:
            reason = error.reason if isinstance(error, DocumentError) else error.strerror or str(error)
            sys.stderr.write(f"{escaped(str(path))}: {escaped(reason)}\n")
            readable = False
            continue
        form = form_of(decode(data, path.name))
        for season in seasons:
            own = [p for p in problems if not season.of_list or _is_of(p, season, seasons)]
            facts = season_data(season, own, form, season_rules(settings.seasons_dir, season.year))
            if as_json:
                sys.stdout.write(json.dumps(facts, ensure_ascii=False) + "\n")
            else:
                sys.stdout.write(escaped("\n".join(page(facts))) + "\n\n")
    return readable


def _is_of(problem: Problem, season: Season, seasons: Sequence[Season]) -> bool:
    """Tell whether a problem of a list of editions is printed with a season: of its row, else the first."""
    of_line = [each for each in seasons if each.infobox[0].source.line == problem.line]
    return season is (of_line or seasons)[0]


def season_data(season: Season, problems: Sequence[Problem], form: str, rule: Rule | None) -> Data:
    """Return all facts of a season as plain data; tables and ties by the tournament's rules."""
    linked = link_clubs(season, _key)
    parts = SeasonParts(linked, rule)
    decision = parts.decision
    champions = [honour.club.name for honour in season.champions]
    runners_up = [honour.club.name for honour in season.runners_up]
    stated = any(roles("labels").get(fold(f.label)) == "champions" and f.value for f in season.infobox)
    if decision and not champions and not stated:
        champions = [decision.champion.name]
    if decision and decision.runner_up and not runners_up:
        runners_up = [decision.runner_up.name]
    return {
        "document": season.document,
        "form": form,
        "season": season.year,
        "status": season.status.value,
        "champions": champions,
        "runners_up": runners_up,
        "scorers": [
            {"player": s.player, "goals": s.goals, "team": s.club and s.club.name} for s in season.scorers
        ],
        "promoted": _promoted(season, champions, runners_up),
        "teams": [
            {"team": entry.club.name, "department": entry.department, "location": entry.location}
            for entry in season.entries
        ],
        "regions": [
            {"name": region.name, "departments": list(region.departments)} for region in season.regions
        ],
        "matches": [_match(match) for match in linked.matches],
        "ties": [_tie(tie) for tie in parts.ties],
        "tables": _tables(parts),
        "problems": [
            {"severity": str(p.severity), "code": p.kind, "line": p.line, "text": str(p)}
            for p in problems
            if p.kind != NOT_UNDERSTOOD
        ],
        "not_understood": [
            {"line": p.line, "text": p.text, "reason": str(p)} for p in problems if p.kind == NOT_UNDERSTOOD
        ],
    }


def _key(name: str, department: str | None, _: int) -> str:
    return fold(f"{name} {department or ''}")


def _promoted(season: Season, champions: list[str], runners_up: list[str]) -> list[Data]:
    named = {"champion": champions, "runner-up": runners_up}
    promoted = []
    for promotion in season.promotions:
        if promotion.direction == "up" and not promotion.denied:
            teams = named.get(promotion.who or "", [])
            team = (promotion.club and promotion.club.name) or (teams[0] if len(teams) == 1 else None)
            promoted.append({"team": team, "place": promotion.who, "to": promotion.to})
    return promoted


def _match(match: Match) -> Data:
    unscored = match.status is MatchStatus.NOT_PLAYED or (
        match.status is MatchStatus.PLAYED and match.home_goals is None
    )
    return {
        "home": match.home.name,
        "away": match.away.name,
        "home_goals": match.home_goals,
        "away_goals": match.away_goals,
        "penalties": list(match.penalties) if match.penalties else None,
        "date": match.date.isoformat() if match.date else None,
        "stage": match.stage,
        "round": match.round or (match.group.rpartition(", ")[2] if match.group else None),
        "leg": match.leg,
        "status": _NO_SCORE if unscored else match.status.value,
        "played_score": list(match.played_score) if match.played_score else None,
        "note": match.note,
        "lines": sorted({source.line for source in match.source.all}),
    }


def _tie(tie: Tie) -> Data:
    only = tie.legs[0]
    total = tie.total if tie.counted == "goals" else None
    if len(tie.legs) == 1 and only.scored:
        total = (only.home_goals or 0, only.away_goals or 0)
    return {
        "teams": [tie.first.name, tie.second.name],
        "aggregate": list(total) if total else None,
        "winner": tie.through.name if tie.through else None,
        "settled_by": tie.settled_by,
    }


def _tables(parts: SeasonParts) -> list[Data]:
    """Return the printed tables, and those worked out where the document prints none of the same clubs."""
    printed = {table.clubs for table in parts.printed}
    others = [table for table in parts.tables if table.clubs not in printed]
    stages = Counter([table.stage for table in parts.printed] + [table.stage for table in others])

    def title(table: Table | StatedTable) -> str | None:
        alone = table.stage and stages[table.stage] == 1
        return table.stage if alone else ", ".join(filter(None, (table.stage, table.group))) or None

    tables: list[Data] = []
    for stated in parts.printed:
        rows = [
            {
                "position": row.position,
                "team": row.club.name,
                **{name: getattr(row, name) for name in NUMBERS},
                "adjustment": row.adjustment,
            }
            for row in stated.rows
        ]
        tables.append({"stage": title(stated), "stated": True, "rows": rows})
    for table in others:
        rows = [
            {
                "position": row.position,
                "team": row.club.name,
                **{name: getattr(row.tally, name) for name in NUMBERS[:-1]},
                "points": row.points,
                "adjustment": row.adjustment or None,
            }
            for row in table.rows
        ]
        tables.append({"stage": title(table), "stated": False, "rows": rows})
    return tables


def page(facts: Data) -> Iterator[str]:
    """Yield the lines of a page that shows the facts to a person."""
    yield f"{facts['document']}: season {facts['season']} ({facts['form']}, {facts['status']})"
    for title, key in (("Champion", "champions"), ("Runner-up", "runners_up")):
        if facts[key]:
            yield f"{title}: {', '.join(facts[key])}"
    for move in facts["promoted"]:
        yield f"Promoted: {move['team'] or move['place'] or 'clubs not named'} to {move['to']}"
    for scorer in facts["scorers"]:
        details = [str(item) for item in (scorer["goals"], scorer["team"]) if item is not None]
        yield f"Top scorer: {scorer['player']}" + (f" ({', '.join(details)})" if details else "")
    yield from _section("Teams", [_team_line(team) for team in facts["teams"]])
    yield from _section("Regions", [f"{r['name']}: {', '.join(r['departments'])}" for r in facts["regions"]])
    where: str | None = None
    for match in facts["matches"]:
        here = ", ".join(filter(None, (match["stage"], match["round"]))) or "Matches"
        if here != where:
            where = here
            yield from ("", here)
        yield f"  {_match_line(match)}"
    yield from _section("Ties", [_tie_line(tie) for tie in facts["ties"]])
    for table in facts["tables"]:
        title = f"Table{': ' + table['stage'] if table['stage'] else ''}"
        yield from _section(f"{title} ({'printed' if table['stated'] else 'worked out'})", _rows(table))
    yield from _section(
        "Not understood", [f"line {p['line']}: {p['text']!r}: {p['reason']}" for p in facts["not_understood"]]
    )
    yield from _section(
        "Problems",
        [f"line {p['line']}: {p['text']} [{p['severity']}, {p['code']}]" for p in facts["problems"]],
    )


def _section(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"{title} ({len(lines)})")
        yield from (f"  {line}" for line in lines)


def _team_line(team: Data) -> str:
    places = [part for part in (team["location"], team["department"]) if part]
    return f"{team['team']} ({', '.join(places)})" if places else f"{team['team']}"


def _match_line(match: Data) -> str:
    goals = "v" if match["home_goals"] is None else f"{match['home_goals']}–{match['away_goals']}"
    more = [f"{match['penalties'][0]}–{match['penalties'][1]} on penalties"] if match["penalties"] else []
    more += [match["status"]] if match["status"] != "played" else []
    more += [match["note"]] if match["note"] else []
    date = f"{match['date']}  " if match["date"] else ""
    return f"{date}{match['home']} {goals} {match['away']}" + (f" ({'; '.join(more)})" if more else "")


def _tie_line(tie: Data) -> str:
    one, other = tie["teams"]
    goals = f"{tie['aggregate'][0]}–{tie['aggregate'][1]}" if tie["aggregate"] else "v"
    through = f": {tie['winner']} by {tie['settled_by']}" if tie["winner"] else ""
    return f"{one} {goals} {other}{through}"


def _rows(table: Data) -> list[str]:
    width = max((len(row["team"]) for row in table["rows"]), default=0)
    lines = []
    for row in table["rows"]:
        cells = ["–" if row[name] is None else str(row[name]) for name in NUMBERS]
        lines.append(
            f"{row['position'] or '–':>2} {row['team']:<{width}} "
            + " ".join(f"{cell:>3}" for cell in cells)
            + (f" ({row['adjustment']:+d})" if row["adjustment"] else "")
        )
    return lines
