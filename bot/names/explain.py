"""The evidence for a club as short phrases, and a resolution as text and JSON for the terminal."""

from collections.abc import Sequence

from bot.model import Club
from bot.names.fit import Fit
from bot.names.lexicon import Lexicon, Role
from bot.names.name_table import NameStore
from bot.names.resolution import Candidate, Outcome, Resolution, label
from bot.names.spelling import sound
from bot.names.typed import Typed
from bot.names.verdict import RankedClub
from bot.names.word_index import WordIndex

_ANSWERS = {Outcome.EXACT: "one", Outcome.LIKELY: "one", Outcome.SEVERAL: "ambiguous", Outcome.NONE: "none"}


def _word_evidence(token: Typed, number: int, index: WordIndex, lexicon: Lexicon) -> str | None:
    """Return how a typed word matched a word of a name; None if they are the same."""
    typed, meant = token.text, index.words[number]
    if typed == meant:
        return None
    pair = f"{typed}→{meant}"
    if meant in lexicon.abbreviations.get(typed, ()):
        return f"abbreviation: {pair}"
    if number in token.begun:
        return f"begins: {pair}"
    if token.initial:
        return f"initial: {pair}"
    return f"sound: {pair}" if sound(typed) == sound(meant) else f"typo: {pair}"


def _extent(fit: Fit) -> str:
    if fit.whole:
        return "whole name"
    return "name but for its place" if fit.qualified else "part of the name"


def evidence(
    fit: Fit, tokens: list[Typed], places: frozenset[int], index: WordIndex, lexicon: Lexicon
) -> tuple[str, ...]:
    """Return the evidence of a fit, such as ("whole name", "typo: galves→galvez", "place: ica").

    `places` are the words of the club's places.
    """
    why = [_extent(fit)]
    for at, word, _ in fit.pairs:
        said = _word_evidence(tokens[at], fit.name.words[word], index, lexicon)
        if said:
            why.append(said)
    for at in fit.placed:
        what = "place" if tokens[at].readings.keys() & places else "another name"
        why.append(f"{what}: {tokens[at].text}")
    if not fit.name.spelling:
        why.append(f"alias ({fit.name.kind})")
    explained = {at for at, *_ in fit.pairs} | set(fit.placed)
    strange = [
        token.text for at, token in enumerate(tokens) if at not in explained and token.role < Role.FORM
    ]
    if strange:
        why.append("not explained: " + " ".join(strange))
    return tuple(why)


def named(club: Club, told_by: str | None = None) -> Candidate:
    """Return the candidate of a club with the text as a moderator's alias; `told_by` broke the tie."""
    has_alias = any(name.kind == "moderator" for name in club.names)
    why = ("whole name", *(["alias (moderator)"] if has_alias else []), *([told_by] if told_by else []))
    return Candidate(club, 100.0, club.name, why)


def candidates(
    entries: Sequence[RankedClub],
    tokens: list[Typed],
    store: NameStore,
    lexicon: Lexicon,
    told_by: str | None = None,
) -> list[Candidate]:
    """Return ranked clubs as candidates with their evidence; `told_by` broke the tie."""
    listed = []
    for entry in entries:
        why = evidence(entry.fit, tokens, store.around[entry.club].places, store.index, lexicon)
        listed.append(
            Candidate(
                club=store.clubs[entry.club],
                score=round(100 * min(1.0, entry.fit.score), 1),
                matched=entry.fit.name.shown,
                why=(*why, told_by) if told_by else why,
            )
        )
    return listed


def explain(resolution: Resolution) -> list[str]:
    """Return lines for the terminal: the outcome, then each club with score, matched name and evidence."""
    season = f", season {resolution.season}" if resolution.season is not None else ""
    lines = [f"{resolution.text!r}: {resolution.outcome.value}, margin {resolution.margin:.1f}{season}"]
    for candidate in resolution.candidates:
        why = "; ".join(candidate.why)
        lines.append(f"  {candidate.score:5.1f}  {label(candidate.club)}  [{candidate.club.key}]")
        lines.append(f"         {candidate.matched!r}: {why}" if why else f"         {candidate.matched!r}")
    return lines


def answer_json(resolution: Resolution) -> dict[str, object]:
    """Return {"outcome": "one" | "ambiguous" | "none", "names": [[name, department], …]}.

    Exact and likely are "one", with only that club; none has no names.
    """
    outcome = _ANSWERS[resolution.outcome]
    count = {"one": 1, "ambiguous": len(resolution.candidates), "none": 0}[outcome]
    names = [[candidate.club.name, candidate.club.department] for candidate in resolution.candidates[:count]]
    return {"outcome": outcome, "names": names}
