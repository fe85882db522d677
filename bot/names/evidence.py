"""Why a club was understood, in short words for people who work on the names."""

from bot.names.fitting import Fit
from bot.names.lexicon import Role
from bot.names.question import Token
from bot.names.sounds import sound
from bot.names.words import WordIndex


def _word_evidence(
    token: Token, meant: str, number: int, index: WordIndex, lexicon_words: dict[str, tuple[str, ...]]
) -> str | None:
    typed = token.text
    if typed == meant:
        return None
    pair = f"{typed}→{meant}"
    if meant in lexicon_words.get(typed, ()):
        return f"abbreviation: {pair}"
    if len(typed) == 1 and meant.startswith(typed):
        return f"initial: {pair}"
    if number in token.begun:
        return f"begins: {pair}"
    return f"sound: {pair}" if sound(typed) == sound(meant) else f"typo: {pair}"


def evidence(
    fit: Fit, tokens: list[Token], index: WordIndex, abbreviations: dict[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return the evidence of a fit, such as ("typo: galves→galvez", "place: ica", "alias")."""
    why = ["whole name" if fit.whole else "all that tells it apart" if fit.core else "part of the name"]
    for at, word in fit.pairs:
        number = fit.name.words[word]
        said = _word_evidence(tokens[at], index.words[number], number, index, abbreviations)
        if said:
            why.append(said)
    why.extend(f"place: {tokens[at].text}" for at in fit.placed)
    if not fit.name.spelling:
        why.append("alias")
    paired = {at for at, _ in fit.pairs} | set(fit.placed)
    unexplained = [
        token.text for at, token in enumerate(tokens) if at not in paired and token.role < Role.FORM
    ]
    if unexplained:
        why.append("not explained: " + " ".join(unexplained))
    return tuple(why)
