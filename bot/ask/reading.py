"""`read`: a question in free text → its meaning, a question back, or "cannot"; never a silent guess."""

import dataclasses
import re

from bot.ask.answered import season_of, told_by
from bot.ask.classifier import features_of, is_doubtful, is_usual
from bot.ask.clauses import clauses
from bot.ask.corrections import corrected, without_opinion
from bot.ask.dates_played import of_that_month
from bot.ask.decision import doubted
from bot.ask.ellipsis import completed
from bot.ask.examples import examples, related
from bot.ask.exceptions import with_exception_named
from bot.ask.finder import LONGEST_WHOLE, Finder
from bot.ask.follow_up import those_told
from bot.ask.gazetteer import Gazetteer, known_names
from bot.ask.intents import found_in
from bot.ask.nested import nested
from bot.ask.parts_finder import LEAST_STORY, PartsFinder
from bot.ask.questions_finder import LONGEST_OF_TWO, QuestionsFinder
from bot.ask.relative_years import anchored
from bot.ask.revision import revision
from bot.ask.slots_finder import slots_of
from bot.ask.small_talk import small_talk
from bot.ask.strays import strays, without_slang
from bot.ask.tokens import Token, plain, tokens, words_of
from bot.ask.vocabulary import language_of_words, vocabulary
from bot.ask.yes_or_no import wants_yes_or_no
from bot.cache import Snapshot
from bot.errors import ClubChoiceError, UnknownClubError
from bot.queries.interpretation import Reason, Turn, Understanding
from bot.queries.query import Query
from bot.text import fold

_DASHES = frozenset("-–—")
_WORD = re.compile(r"[^\W_]+")

_QUOTE = re.compile(r"(?:^|(?<=\s))>[ \t]*[\"“«][^\"”»\n]*[\"”»]|^[ \t]*>[^\n]*", re.MULTILINE)
"""What somebody else wrote, quoted above an answer to it."""


async def read(
    text: str, snapshot: Snapshot, language: str | None = None, previous: Turn | Query | None = None
) -> Understanding:
    """Return the meaning of a question, as a follow-up to the answer of `previous` if given.

    `language` ("es" or "en") is the user's; by default it is detected from the question.
    """
    known = await known_names(snapshot)
    cut = tokens_of_question(text, known)
    language = language or language_of_words(words_of(tokens(plain(text))))
    meaning = await _read(text, cut, snapshot, language, previous)
    certain = meaning.outcome == "query" and not meaning.strange
    if not certain and meaning.reason is not Reason.UNREAD:
        return meaning
    turn = Turn(previous) if isinstance(previous, Query) else previous
    features = features_of(cut, vocabulary(), known, turn)
    taken = (meaning.readings[0], *meaning.also)
    if certain and not is_doubtful(features, taken):
        return meaning
    if not certain and not is_usual(features, taken):
        return meaning
    before = turn.query if turn is not None and turn.query.open_field is None else None
    pages = related(slots_of(cut[-LONGEST_WHOLE:], vocabulary(), known), known, before)
    return dataclasses.replace(meaning, outcome="query", doubtful=True, examples=pages)


def tokens_of_question(text: str, known: Gazetteer) -> list[Token]:
    """Return the tokens of a text without slang and what it takes back itself."""
    said = without_slang(_with_versus(tokens(plain(text)), known), vocabulary(), known)
    return with_exception_named(completed(corrected(said)))


def _with_versus(said: list[Token], known: Gazetteer) -> list[Token]:
    """Return "Aurich - CNI" as "Aurich vs CNI", which are no two clauses."""
    words = known.words - vocabulary().words
    return [
        Token("vs")
        if token.kind == "break"
        and token.text.strip() in _DASHES
        and 0 < at < len(said) - 1
        and {said[at - 1].text, said[at + 1].text} <= words
        else token
        for at, token in enumerate(said)
    ]


async def _read(
    text: str, cut: list[Token], snapshot: Snapshot, language: str | None, previous: Turn | Query | None
) -> Understanding:
    talk = small_talk(text)
    of_nested = await _of_nested(cut, snapshot, language, previous)
    if of_nested is not None:
        return of_nested
    meaning = await _meaning(cut, snapshot, language, previous)
    asked = without_opinion(cut)
    if len(asked) < len(cut):
        plainly = await _meaning(asked, snapshot, meaning.language, previous)
        meaning, cut = (plainly, asked) if plainly.outcome == "query" else (meaning, cut)
    meaning = await _without_strays(cut, meaning, snapshot, previous) or meaning
    unquoted = _QUOTE.sub(" ", text).strip()
    if meaning.outcome != "query" and unquoted and unquoted != text.strip():
        plainly = await read(unquoted, snapshot, language, previous)
        if plainly.outcome == "query" and not plainly.readings[0].query.means_latest:
            return plainly
    if talk in (Reason.WHAT_IT_IS, Reason.HOW_IT_WORKS) or (
        talk and meaning.reason in (Reason.EMPTY, Reason.NOTHING)
    ):
        kept = meaning.examples[:1] if previous is not None else ()
        return Understanding("cannot", reason=talk, examples=kept, language=meaning.language)
    meaning = _as_typed(meaning, text)
    return dataclasses.replace(meaning, yes_or_no=True) if wants_yes_or_no(text) else meaning


def _as_typed(meaning: Understanding, text: str) -> Understanding:
    """Return a meaning with the words and names it did not get as they were typed: "año", not "ano"."""
    typed: dict[str, str] = {}
    for word in _WORD.findall(text):
        typed.setdefault(fold(word), word)

    def written(words: str) -> str:
        return " ".join([typed.get(word, word) for word in words.split()])

    error = meaning.error
    if isinstance(error, UnknownClubError):
        name = dataclasses.replace(error.name, text=written(error.name.text))
        error = UnknownClubError(error.query, error.field, name)
    elif isinstance(error, ClubChoiceError):
        names = [(field, dataclasses.replace(name, text=written(name.text))) for field, name in error.choices]
        error = ClubChoiceError(error.query, (*names,))
    return dataclasses.replace(meaning, strange=tuple(map(written, meaning.strange)), error=error)


async def _without_strays(
    cut: list[Token], meaning: Understanding, snapshot: Snapshot, previous: Turn | Query | None
) -> Understanding | None:
    """Return what a text with stray words asks without them, as a question back; None if nothing certain.

    What a part of such a text asks counts only if that is the question without them too.
    """
    stray = strays(cut, vocabulary(), await known_names(snapshot))
    if not stray:
        return None
    rest = [token for at, token in enumerate(cut) if at not in stray]
    plainly = await _meaning(rest, snapshot, meaning.language, previous)
    if plainly.outcome != "query":
        return None
    taken, same = [[(each.query, each.point) for each in way.readings[:1]] for way in (meaning, plainly)]
    if meaning.outcome == "query" and taken == same:
        return None
    behind = max((at for at in range(min(stray)) if _ends_sentence(cut[at])), default=0)
    alone = await _meaning(cut[:behind], snapshot, meaning.language, previous) if behind else None
    told = alone is not None and alone.outcome == "query"
    if told and alone and [(each.query, each.point) for each in alone.readings[:1]] == same:
        return plainly  # "clubs with two titles - all of them, Derek forgets one"
    readings = dict.fromkeys((plainly.readings[0], *plainly.also, *meaning.readings))
    reason = Reason.STRANGE if meaning.reason is Reason.STRANGE else Reason.UNREAD
    return dataclasses.replace(
        doubted(plainly, " ".join(cut[at].text for at in sorted(stray)), reason),
        readings=(*readings,),
        examples=meaning.examples,
    )


def _ends_sentence(token: Token) -> bool:
    return token.kind == "break" and token.text.strip() != ","


async def _of_nested(
    cut: list[Token], snapshot: Snapshot, language: str | None, previous: Turn | Query | None
) -> Understanding | None:
    """Return the meaning of "who beat the team that beat Melgar", asked back where it is not one."""
    question = nested(cut)
    if question is None:
        return None
    inner = await _meaning(question.inner, snapshot, language, previous)
    told = None
    if inner.outcome == "query" and not inner.also:
        told = await told_by(Turn(inner.readings[0].query, inner.readings[0].point), snapshot)
    if told is not None:
        season = getattr(inner.readings[0].query, "season", None)
        year = [Token("en"), Token(str(season), "year", season)] if season else []
        outer = await _meaning([*question.outer, Token(told), *year], snapshot, language, previous)
        if outer.outcome == "query":
            return outer
    if inner.readings and inner.readings[0].error is None:
        return doubted(inner, question.one)
    return dataclasses.replace(inner, outcome="ask", reason=Reason.STRANGE, strange=(question.one,))


async def _meaning(
    cut: list[Token], snapshot: Snapshot, language: str | None, previous: Turn | Query | None
) -> Understanding:
    words = vocabulary()
    known = await known_names(snapshot)
    turn = Turn(previous) if isinstance(previous, Query) else previous
    before = turn.query if turn is not None and turn.query.open_field is None else None
    if not any(token.kind != "break" for token in cut):
        shown = examples((), known, before)
        return Understanding("cannot", reason=Reason.EMPTY, examples=shown, language=language)
    season = await season_of(turn, snapshot) if turn is not None else None
    cut = of_that_month(cut, turn)
    cut = anchored(cut, words, season, known.seasons, sorted(snapshot.champions))
    finder = Finder(snapshot, known, language, before, season)
    meaning = await _understanding(cut, finder, known, turn)
    if meaning.outcome == "query":
        return meaning
    asks = before is not None and any(part.asks for part in clauses(cut))
    if meaning.reason is Reason.EMPTY and asks:
        meaning = dataclasses.replace(meaning, reason=Reason.NOTHING)  # "and why so few?"
    if meaning.outcome == "ask" or meaning.reason is Reason.NOTHING:
        ways = finder.slots(cut[-LONGEST_WHOLE:])
        pages = related(ways, known, before, season)
        if pages and (asks or meaning.outcome == "ask" or ways[0].concepts or found_in(ways[0])):
            untold = meaning.reason is Reason.NOTHING and "who_scored" in ways[0].concepts
            reason = Reason.WHO_SCORED if untold else meaning.reason
            return dataclasses.replace(meaning, outcome="ask", reason=reason, examples=pages)
    return meaning


async def _understanding(
    cut: list[Token], finder: Finder, known: Gazetteer, turn: Turn | None
) -> Understanding:
    """Return the meaning of the whole text, else of its parts."""
    words, said = vocabulary(), words_of(cut)
    parts = PartsFinder(finder, known)
    of_story = await QuestionsFinder(finder).of_story(cut) if len(cut) > LONGEST_OF_TWO else None
    if of_story is not None and turn is None:
        return of_story
    if len(cut) > LONGEST_WHOLE:
        return await parts.of_clauses(cut) or finder.nothing(cut)
    revised = revision(cut, words, known)
    if revised is not None and revised.ways:
        understanding = await finder.understanding(revised.ways, turn, said)
        if understanding.outcome != "cannot":
            return understanding
    understanding = await finder.understanding(finder.slots(cut), turn, said)
    both = await QuestionsFinder(finder).of_questions(cut, understanding, turn) if revised is None else None
    if both is not None:
        return both
    short = turn is None and len(cut) < LEAST_STORY
    if short and not understanding.also:
        understanding = await parts.of_halves(cut, asking=True) or understanding
    if understanding.outcome == "query":
        understanding = await parts.of_asking(cut, understanding)
    if understanding.outcome != "query" and understanding.reason not in (
        Reason.SEVERAL_CLUBS,
        Reason.NO_SUCH_DAY,
    ):
        of_clause = await parts.of_clauses(cut)
        goes_on = turn is not None and understanding.outcome == "ask"
        if goes_on and those_told(said):
            of_clause = None  # "señorita, y cuál de ellos …" is on those that the answer named
        latest = turn is not None and of_clause is not None and of_clause.readings[0].query.means_latest
        if of_clause is not None and not latest and (of_clause.outcome == "query" or not goes_on):
            understanding = of_clause
    if revised is not None and understanding.outcome == "query":
        return doubted(understanding, revised.sign)
    if understanding.outcome != "query" and turn is not None:
        understanding = await parts.of_reply(cut, turn) or understanding
    if understanding.outcome == "cannot" and turn is not None and turn.choices:
        return finder.chosen_first(turn)
    if understanding.outcome != "query":
        return await parts.of_halves(cut) or await parts.without_exception(cut, turn) or understanding
    return understanding
