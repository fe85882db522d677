"""Who was promoted and where to, in words."""

from collections.abc import Iterable, Sequence

from bot.model import Honour, Promotion, Team
from bot.replies import phrases
from bot.replies.language import Language, Marked
from bot.tournament.decision import Decision


def promotion_lines(
    facts: Iterable[Promotion],
    champions: Sequence[Honour],
    runners_up: Sequence[Honour],
    decision: Decision | None,
    t: Language,
) -> list[Marked]:
    """Return who went up to which division, a line each, and who did not go up."""
    up = [fact for fact in facts if fact.direction == "up"]
    first = [honour.club for honour in champions if not honour.in_doubt]
    second = [honour.club for honour in runners_up]
    if decision is not None:
        first = first or [decision.champion]
        second = second or ([decision.runner_up] if decision.runner_up else [])
    named = {
        "champion": _clubs(first, t) or t.say("the champion"),
        "runner-up": _clubs(second, t) or t.say("the runner-up"),
    }
    divisions: dict[Marked, list[Marked]] = {}
    for fact in up:
        if not fact.denied and (who := _who(fact, named, t)):
            divisions.setdefault(who, []).append(phrases.division(fact.to, t))
    together: dict[Marked, list[Marked]] = {}
    for who, targets in divisions.items():
        together.setdefault(_division(targets), []).append(who)
    lines = [
        t.say("⬆️ Promoted to {division}: {clubs}", division=division, clubs=t.join(clubs))
        for division, clubs in together.items()
    ]
    return [*lines, *dict.fromkeys(_not_promoted(fact, named, t) for fact in up if fact.denied)]


def _who(fact: Promotion, named: dict[str, Marked], t: Language) -> Marked | None:
    if fact.who in named:
        return named[fact.who]
    if fact.club:
        return t.bold(phrases.club(fact.club, t))
    if fact.count:
        return t.count(
            "{n} club (my source does not say which)", "{n} clubs (my source does not say which)", fact.count
        )
    return None


def _clubs(clubs: Sequence[Team], t: Language) -> Marked:
    return t.join([t.bold(club.name) for club in clubs])


def _division(targets: Iterable[Marked]) -> Marked:
    # "First Division" and "2007 Torneo Descentralizado" are two names that a document gives to one place.
    names = [*dict.fromkeys(targets)]
    name, *others = [name for name in names if not any(name in other for other in names if other != name)]
    return Marked(f"{name} ({', '.join(others)})") if others else name


def _not_promoted(fact: Promotion, named: dict[str, Marked], t: Language) -> Marked:
    """Return who did not go up, nobody named being nobody at all."""
    if fact.who in named or fact.club:
        return t.say("{club} was not promoted.", club=_who(fact, named, t))
    return t.say("Nobody was promoted.")
