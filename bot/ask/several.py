"""Questions on several things: "qué clubes ganaron" of all editions, "dime 3 campeones"."""

from collections.abc import Set as AbstractSet

from bot.ask.tokens import Token
from bot.ask.vocabulary import vocabulary
from bot.ask.years import Span

OF_HONOURS = frozenset({"champion", "winner", "win", "title", "runner_up", "promoted"})
_PLURALS: dict[str, tuple[str, ...]] = {
    "who": ("quienes",),
    "team": ("s",),
    "qualified": ("equipos", "clubs", "teams", "sides"),
    "department": ("departamentos", "departments"),
    "champion": ("campeones",),
    "winner": ("ganadores",),
    "runner_up": ("campeones", "segundos", "runners up", "runner ups"),
}
"""How words end that ask for several clubs: "qué clubes", "los campeones"; "champions" may be one."""
_LISTING = frozenset(
    {"dime", "dame", "digame", "nombra", "nombrame", "muestrame", "pasame", "menciona", "mencioname"}
    | {"enumera", "listame", "name", "list", "show"}
)
_THE = frozenset({"los", "the", "those", "these", "esos", "estos", "which", "what", "que"})
"""Words before a number that only says how many there are."""
_TWO = frozenset({"2", "two", "dos"})
_LISTED = frozenset({"champion", "winner", "runner_up", "team", "match", "scorer"})


def asks_for_several(said: tuple[tuple[str, str], ...], concepts: AbstractSet[str]) -> bool:
    """Return whether the winners of all editions are asked for."""
    plural = any(text.endswith(_PLURALS.get(concept, ())) for concept, text in said)
    return plural and bool(concepts & OF_HONOURS) and "how_many" not in concepts


def is_how_many_to_list(tokens: list[Token], at: int, spans: list[Span]) -> bool:
    """Return whether a number says how many to name, or there are: "dime 3 campeones", "the six teams"."""
    before = [token.text for token in tokens[max(at - 2, 0) : at]]
    behind = [span for span in spans if span.start == at + 1]
    listed: set[object] = set().union(*(span.value for span in behind if span.kind == "concept"))  # type: ignore[arg-type]
    if _LISTING & {*before[-1:]} or before == ["give", "me"]:
        return bool(_LISTED & listed)
    if tokens[at].text in _TWO and vocabulary().of & {*before[:1]}:
        return False  # "which of the two clubs won"
    finalists = any(span.kind == "round" for span in behind) and tokens[at + 1].text in vocabulary().rounds
    relative = tokens[at + 1].text in ("que", "that", "who") if at + 1 < len(tokens) else False
    done = (
        [span.value for span in spans if span.start == at + 2 and span.kind == "concept"] if relative else []
    )
    there = any("qualified" in value or "play" in value for value in done)  # type: ignore[operator]
    return bool(_THE & {*before[-1:]}) and ("team" in listed or finalists or there)
