"""The questions of a quiz, made anew from its seed whenever they are needed."""

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.model import Team
from bot.names.lexicon import Role, lexicon
from bot.queries.quiz_facts import Choice, QuizFact, Topic
from bot.text import drawn, fold, same_words

QUESTIONS, CHOICES = 5, 4
_TRIES = 8
_OFTEN = 12
"""Facts from which on a topic comes up as often as any; one of few facts would repeat itself."""
_HOMES = (Topic.HOME, Topic.DEPARTMENT)
_ORDER = [*Topic]


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A fact with its choices, one of which is right."""

    fact: QuizFact = field(repr=False)
    choices: tuple[Choice, ...]

    @property
    def right(self) -> int:
        """The place of the right choice."""
        return self.choices.index(self.fact.right)


def make_questions(facts: Sequence[QuizFact], seed: str) -> tuple[QuizQuestion, ...]:
    """Return up to QUESTIONS questions of as many topics and editions as there are, the same of a seed."""
    chance = random.Random(seed)  # noqa: S311 - a game
    by_topic: dict[Topic, list[QuizFact]] = {}
    for fact in facts:
        by_topic.setdefault(fact.topic, []).append(fact)
    topics = sorted(by_topic, key=lambda topic: chance.random() ** (1 / min(len(by_topic[topic]), _OFTEN)))
    topics.reverse()
    asked: list[QuizQuestion] = []
    for new_topic, new_season in ((True, True), (True, False), (False, True), (False, False)):
        for topic in topics:
            if len(asked) == QUESTIONS:
                break
            if new_topic and topic in [question.fact.topic for question in asked]:
                continue
            candidates = _fitting(by_topic[topic], asked, new_season=new_season)
            for fact in chance.sample(candidates, min(_TRIES, len(candidates))):
                question = _question(fact, chance)
                if question is not None:
                    asked.append(question)
                    break
    if len({question.fact.season for question in asked}) < len(asked):
        # In one edition an answer may tell that of another question.
        asked.sort(key=lambda question: _ORDER.index(question.fact.topic))
    return tuple(asked)


def digest(questions: Iterable[QuizQuestion]) -> str:
    """Return a few signs that differ where questions, choices or right answers do."""
    told = repr([(question.fact, question.choices) for question in questions])
    return hashlib.blake2s(told.encode(), digest_size=4).hexdigest()


def _fitting(facts: Iterable[QuizFact], asked: Sequence[QuizQuestion], *, new_season: bool) -> list[QuizFact]:
    """Return the facts that give away no question asked so far, and are given away by none."""
    told = [question.fact for question in asked]
    seasons = {fact.season for fact in told} if new_season else set()
    return [fact for fact in facts if fact.season not in seasons and not any(_tell(fact, o) for o in told)]


def _tell(fact: QuizFact, other: QuizFact) -> bool:
    """Tell whether two facts are too much alike for one quiz."""
    if fact.match is not None and fact.match == other.match:
        return True
    if fact.topic in _HOMES and other.topic in _HOMES:
        return bool(_names_in(fact) & _names_in(other))
    return fact.topic is other.topic and (fact.season, fact.club) == (other.season, other.club)


def _names_in(fact: QuizFact) -> set[Choice | None]:
    return {fact.right, fact.text, fact.club} - {None}


def _question(fact: QuizFact, chance: random.Random) -> QuizQuestion | None:
    """Return the question of a fact, None where too few wrong choices differ from each other."""
    choices: list[Choice] = [fact.right]
    for wrong in chance.sample(fact.wrong, len(fact.wrong)):
        if all(_told_apart(wrong, choice) for choice in choices):
            choices.append(wrong)
        if len(choices) == CHOICES:
            break
    else:
        return None
    if isinstance(fact.right, Team | str):
        chance.shuffle(choices)
    else:
        choices.sort(key=_in_order)
    return QuizQuestion(fact, tuple(choices))


def _in_order(choice: Choice) -> tuple[int, ...]:
    return choice if isinstance(choice, tuple) else (choice,) if isinstance(choice, int) else ()


def _told_apart(choice: Choice, other: Choice) -> bool:
    """Tell whether nobody would take two choices for one: no rare word of a name is in both."""
    if isinstance(choice, int | tuple) or isinstance(other, int | tuple):
        return choice != other
    name, other_name = (one.name if isinstance(one, Team) else one for one in (choice, other))
    if same_words(name, other_name) or drawn(name) == drawn(other_name):
        return False
    return set(_rare(name)).isdisjoint(_rare(other_name)) or not isinstance(choice, Team)


def _rare(name: str) -> Iterator[str]:
    roles = lexicon()
    return (word for word in fold(name).split() if roles.role(word) is Role.RARE)
