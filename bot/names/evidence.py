"""Why a club was understood, in short words for people who work on the names."""

from collections.abc import Sequence

from bot.model import Club
from bot.names.fit import Fit
from bot.names.lexicon import Lexicon, Role
from bot.names.name_table import NameStore
from bot.names.resolution import Candidate
from bot.names.sounds import sound
from bot.names.typed import Token
from bot.names.verdict import Ranked
from bot.names.word_index import WordIndex


def _word_evidence(token: Token, number: int, index: WordIndex, lexicon: Lexicon) -> str | None:
    """How a typed word became a word of a name; None where it is that word."""
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
    fit: Fit, tokens: list[Token], places: frozenset[int], index: WordIndex, lexicon: Lexicon
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
    """Return a club whose whole name a moderator gave, or that shares it, with what told equal ones apart."""
    given = any(name.kind == "moderator" for name in club.names)
    why = ("whole name", *(["alias (moderator)"] if given else []), *([told_by] if told_by else []))
    return Candidate(club, 100.0, club.name, why)


def candidates(
    entries: Sequence[Ranked],
    tokens: list[Token],
    store: NameStore,
    lexicon: Lexicon,
    told_by: str | None = None,
) -> list[Candidate]:
    """Return ranked clubs as they are shown, with their evidence and what told equal ones apart."""
    shown = []
    for entry in entries:
        why = evidence(entry.fit, tokens, store.around[entry.club].places, store.index, lexicon)
        shown.append(
            Candidate(
                club=store.clubs[entry.club],
                score=round(100 * min(1.0, entry.fit.score), 1),
                matched=entry.fit.name.shown,
                why=(*why, told_by) if told_by else why,
            )
        )
    return shown
