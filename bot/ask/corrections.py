"""A text that corrects itself: "1996, sorry, I meant 1997", "not 1967 but 1997"."""

import re

from bot.ask.tokens import Token

_YEAR = r"(?:\d{2}|\d{4}|'\d{2})"
_GAP = r"(?:(?:el|la|los|del|de|en|al|a|the|of|in|for|that|year|ano) )*"
_MEANT = (
    r"(?:digo|perdon|disculpa|quise decir|queria decir|mejor dicho|corrijo|no no|me confundi|me equivoque"
    r"|o sea|mejor|better|sorry|i mean|i meant|rather|correction|wait|actually|make that|no wait|oops"
    r"|(?<!runner )(?<!runners )ups)"
)
_BREAK = r"(?: (?:\||no|not|ay|oh|eh|uh))*"
_BUT = r"(?:\| )?(?:sino |pero |but |rather )?"
_LATER = re.compile(
    rf"(?<!\S)(?P<wrong>{_YEAR}){_BREAK} (?:{_MEANT}(?: \|)* )+{_GAP}(?P<right>{_YEAR})(?!\S)"
)
_DENIED = re.compile(
    rf"(?<!\S)(?P<denial>(?:mejor )?(?:no|not)) {_GAP}(?P<wrong>{_YEAR}) {_BUT}{_GAP}(?P<right>{_YEAR})(?!\S)"
)


_FAR = re.compile(
    rf"(?<!\S){_YEAR}(?: \|)* (?:(?:ay|uy|ah|no|wait)(?: \|)* no|quise decir|me equivoque|i meant?|miento)"
    rf"(?: \|| perdon| sorry)*(?= (?:[a-z]+ ){{0,3}}{_YEAR}(?!\S))"
)
"""A season that is taken back before words that lead to another: "1975, ay no, ella dice 1976"."""
_WISH = re.compile(r"(?<=\| )mejor (?=(?:el|la|los|las|dame|dime) )")
"""A "mejor" that is a wish and no superlative: "no gracias, mejor el campeón"."""
_BEHIND = re.compile(
    rf"(?<!\S){_YEAR}(?: [a-z]+){{0,2}} (?P<denied>(?:\| )?(?:no|not|pero no|but not) {_GAP}{_YEAR})(?!\S)"
)


_EXPECTING = re.compile(
    r"^(?P<word>didnt|wasnt|werent|isnt|arent|hasnt|havent|doesnt)(?= (?!win|lose|draw|play|beat)\S)"
    r"|\| (?P<tag>didnt|wasnt|werent|isnt|arent|hasnt|havent|doesnt)(?= (?:it|he|she|they|we)(?: \|)*$)"
)
"""A denial that expects a yes: "didn't León win it in 2010?", "Melgar won it, didn't they?"."""

_LEFT_OUT = re.compile(
    r"(?<!\S)(?:equipos|clubes|cuadros|quienes|departamentos|teams|clubs|sides|departments)(?!\S)"
)
"""Words with which "1967 but not 2012" leaves some of several out, and corrects nothing."""


def corrected(tokens: list[Token]) -> list[Token]:
    """Return the tokens without the season that the text takes back, or a denial that expects a yes."""
    line = line_of(tokens)
    expecting = _EXPECTING.search(line)
    if expecting is not None:
        at = len(line[: expecting.start("word" if expecting["word"] else "tag")].split())
        return corrected([*tokens[:at], *tokens[at + 1 :]])
    wish = _WISH.search(line)
    if wish is not None:
        at = len(line[: wish.start()].split())
        return corrected([*tokens[:at], *tokens[at + 1 :]])
    match = _LATER.search(line) or _DENIED.search(line)
    far = _FAR.search(line) if match is None else None
    if far is not None:
        first, stop = (len(line[:at].split()) for at in far.span())
        return [*tokens[:first], *tokens[stop:]]
    behind = _BEHIND.search(line) if match is None else None
    excepted = behind is not None and _LEFT_OUT.search(line[: behind.start("denied")])
    if behind is not None and not (excepted and {"pero", "but"} & {*behind[0].split()}):
        first, stop = (len(line[:at].split()) for at in behind.span("denied"))
        return [*tokens[:first], *tokens[stop:]]
    if match is None:
        return tokens
    start = match.start("denial") if "denial" in match.groupdict() else match.start("wrong")
    first, last = len(line[:start].split()), len(line[: match.start("right")].split())
    return [*tokens[:first], *tokens[last:]]


def line_of(tokens: list[Token]) -> str:
    """Return the tokens as one line of words, one each; what is no word or year is written |."""
    return " ".join({"word": token.text, "year": str(token.value)}.get(token.kind, "|") for token in tokens)
