"""A text that corrects itself: "1996, sorry, I meant 1997", "not 1967 but 1997"."""

import itertools
import re

from bot.ask.clauses import QUESTION_WORDS, opens_like_question
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
    r"(?! (?:menos|mas|minus|plus|gol(?:es)?|goals?|puntos|points|titulos|titles|veces|times|partidos)(?!\S))"
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
    line = line_with_years(tokens)
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


def line_with_years(tokens: list[Token]) -> str:
    """Return the tokens as one line of words, one each; what is no word or year is written |."""
    return " ".join({"word": token.text, "year": str(token.value)}.get(token.kind, "|") for token in tokens)


_OPINION = re.compile(
    r"(?:(?:pero|but|y|and|well|pues|bueno) )?(?:"
    r"(?:yo|i|we|id|nosotros) (?:(?:le|me la|personally|honestly|would|still) )*"
    r"(?:digo|creo|pienso|apuesto|opino|diria|juraria|juego|voto|voy|say|said|think|reckon|believe|guess|suppose"
    r"|bet|vote|go|fancy|figure|decimos|creemos)"
    r"|(?:para|segun|pa) mi(?! (?:equipo|club|pueblo|tierra|ciudad|departamento|region))"
    r"|me (?:parece|late|huele)|seguro (?:que|es|fue)"
    r"|(?:creo|apuesto|supongo|sospecho|calculo|diria|juraria|imagino|pienso) (?:que|por|a|al|en)"
    r"|(?:mi|my|our) (?:apuesta|voto|plata|dinero|money|bet|guess|vote|hunch|fijo|candidato|pick)"
    r" (?:es|va|is|goes|was)"
    r"|(?:mi|mis|my|our|el|la|un|una|a) \w+(?: de \w+)?"
    r" (?:dice|dicen|jura|cree|insiste|asegura|says|said|swears|thinks|reckons|insists|claims)"
    r"|(?:im|i am|id be) (?:going (?:with|for)|betting on|guessing|thinking|saying|leaning))(?!\S)"
)
"""How somebody begins to say what the answer may be: "yo digo Piura", "my money is on Piura"."""
_PURPOSE = re.compile(
    r"(?:(?:y|and) )?(?:(?:lo|la|los|las) (?:necesito|quiero|pido|uso|busco|ando buscando) (?:para|pa)"
    r"|(?:es|son) (?:para|pa) (?:mi|un|una|el|la|los|las)|(?:i )?(?:need|want) (?:it|them|this|that) for"
    r"|(?:its|this is|thats) for (?:my|a|an|the|our))(?!\S)"
)
"""How somebody says what an answer is for: "los necesito para la radio"."""
_CONFUSED = re.compile(
    r"(?:o|u|or) (?:(?:ya )?me (?:estoy )?(?:confund\w+|equivoc\w+)|(?:estoy|ando) (?:confund\w+|mezcl\w+)"
    r"|(?:am i|im) (?:thinking of|confus\w+|mix\w+|mistaking))(?!\S)[^|]*"
)
"""Behind a question, a doubt with another cup: "o me confundo con la sudamericana"."""
_LONGEST_OPINION = 8


def without_opinion(tokens: list[Token]) -> list[Token]:
    """Return the tokens without a guess at the answer behind a question, or what it is for: nobody asks it.

    A guess that names a season or number may tell what is asked, so it stays.
    """
    line = line_with_years(tokens)
    doubt = re.search(rf"(?<!\S){_CONFUSED.pattern}", line)
    if doubt is not None and doubt.start():
        first, stop = len(line[: doubt.start()].split()), len(line[: doubt.end()].split())
        return without_opinion([*tokens[:first], *tokens[stop:]])
    breaks = [at for at, token in enumerate(tokens) if token.kind == "break"]
    for at, stop in itertools.pairwise([*breaks, len(tokens)]):
        guess = tokens[at + 1 : stop]
        asked = "?" in tokens[at].text or opens_like_question(_sentence(tokens[:at]))
        plain = all(token.kind == "word" and not token.text.isdigit() for token in guess)
        short = len(guess) <= _LONGEST_OPINION and QUESTION_WORDS.isdisjoint(_said(guess) - {"que"})
        aside = _PURPOSE.match(line_with_years(guess)) or (asked and _OPINION.match(line_with_years(guess)))
        if aside and plain and short:
            return without_opinion([*tokens[:at], *tokens[stop:]])
    return tokens


def _sentence(tokens: list[Token]) -> list[Token]:
    """Return the words behind the last break."""
    begins = max((at + 1 for at, token in enumerate(tokens) if token.kind == "break"), default=0)
    return tokens[begins:]


def _said(tokens: list[Token]) -> set[str]:
    return {token.text for token in tokens}
