"""A naive Bayes classifier: which kind of answer the words of a question usually ask for.

It chooses no answer. Where the words of a question usually ask for another kind of answer than the one that
the grammar takes, the answer says that it may not be what was meant; where they usually ask for just that
kind, words that nothing explains do not keep the answer back. What is counted is in classifier.json, which
`python -m bench.classifier` makes of questions that are answered with their facts.
"""

import functools
import json
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from bot.ask.gazetteer import Gazetteer
from bot.ask.spans import mended_with_spans
from bot.ask.tokens import Token
from bot.ask.vocabulary import Vocabulary
from bot.queries.interpretation import Point, Reading, Turn
from bot.queries.query import Query
from bot.queries.ranking import Ranking

COUNTS = files("bot.ask").joinpath("classifier.json")
DOUBT = 5.0
"""How many times likelier another kind has to be, as a natural logarithm: 150 times."""
_FEWEST = 8
"""Number of words and concepts below which a question leaves little to misunderstand."""
_LONGEST = 40
"""Number of words at the end of a text that are looked at: a story asks at its end."""
_UNSEEN = 0.1
"""What a word counts for a kind with which it was never seen."""
_OTHER = "other"
"""The kinds that were seen too seldom, together."""
_FEWEST_OF_KIND, _FEWEST_OF_WORD = 4, 3


def is_doubtful(features: frozenset[str], readings: Iterable[Reading]) -> bool:
    """Return whether what is counted of a question usually goes with another kind of answer than these."""
    return len(features) >= _FEWEST and _lead(features, readings) > DOUBT


def is_usual(features: frozenset[str], readings: Iterable[Reading]) -> bool:
    """Return whether no other kind of answer goes with what is counted of a question as often as these."""
    return _lead(features, readings) == 0


def _lead(features: frozenset[str], readings: Iterable[Reading]) -> float:
    """Return how much likelier another kind of answer is than these, as a natural logarithm."""
    scores = classifier().scores(features)
    taken = [scores.get(kind_of(each.query, each.point), scores[_OTHER]) for each in readings]
    return max(scores.values()) - max(taken)


def kind_of(query: Query, point: Point | None) -> str:
    """Return the kind of an answer: "results", "results.count.goals", "ranking.club.titles"."""
    if isinstance(query, Ranking):
        return ".".join(filter(None, (query.kind, query.thing, query.measure)))
    return ".".join(filter(None, (query.kind, *((point.aim, point.what) if point is not None else ()))))


def features_of(
    tokens: list[Token], words: Vocabulary, known: Gazetteer, turn: Turn | None
) -> frozenset[str]:
    """Return what is counted of a question.

    These are its words, its concepts ("=champion"), what stands for names, seasons and signs ("<club>"), and
    for a reply the kind of the answer that it goes on from ("after champion").
    """
    tokens, spans = mended_with_spans((*tokens[-_LONGEST:],), words, known)
    found, taken = set[str](), dict[int, str]()
    for span in spans:
        if isinstance(span.value, frozenset):  # concepts
            found |= {f"={concept}" for concept in span.value}
        else:
            taken |= dict.fromkeys(range(span.start, span.stop), span.kind)
    for at, token in enumerate(tokens):
        if token.kind != "word" or at in taken:
            found.add(f"<{taken[at] if token.kind == 'word' else token.kind}>")
        elif token.text in known.words and token.text not in words.words:
            found.add("<name>")
        else:
            found.add(token.text)
    if turn is not None:
        found |= {"after", f"after {kind_of(turn.query, turn.point)}"}
    return frozenset(found)


@dataclass(frozen=True)
class Classifier:
    """How many questions of each kind were seen, and with each kind each of their words."""

    kinds: dict[str, int]
    words: dict[str, dict[str, int]]

    @classmethod
    def of_questions(cls, questions: Iterable[tuple[str, frozenset[str]]]) -> "Classifier":
        """Return what is counted of questions, each with its kind, without what was seen too seldom."""
        questions = [*questions]
        often = Counter(kind for kind, _ in questions)
        seen = [(kind if often[kind] >= _FEWEST_OF_KIND else _OTHER, words) for kind, words in questions]
        of_words: dict[str, Counter[str]] = {}
        for kind, words in seen:
            for word in words:
                of_words.setdefault(word, Counter())[kind] += 1
        kinds = {_OTHER: 0} | Counter(kind for kind, _ in seen)
        return cls(
            kinds,
            {word: of_words[word] for word in sorted(of_words) if of_words[word].total() >= _FEWEST_OF_WORD},
        )

    def scores(self, features: frozenset[str]) -> dict[str, float]:
        """Return the likelihood of each kind of answer, as a natural logarithm but for a constant."""
        known = [self.words[word] for word in features if word in self.words]
        scores = {kind: prior - len(known) * norm for kind, (prior, norm) in self._priors.items()}
        for of_word in known:
            for kind, count in of_word.items():
                scores[kind] += math.log(count / _UNSEEN + 1)
        return scores

    @functools.cached_property
    def _priors(self) -> dict[str, tuple[float, float]]:
        """Of each kind the logarithms of how often it was seen, and of all its words."""
        seen = Counter[str]()
        for of_word in self.words.values():
            seen.update(of_word)
        unseen = _UNSEEN * len(self.words)
        return {
            kind: (math.log(count + _UNSEEN), math.log((seen[kind] + unseen) / _UNSEEN))
            for kind, count in self.kinds.items()
        }


@functools.cache
def classifier() -> Classifier:
    """Return what was counted."""
    read = json.loads(COUNTS.read_text(encoding="utf-8"))
    kinds = [*read["kinds"]]
    words = {word: {kinds[at]: n for at, n in of_word} for word, of_word in read["words"].items()}
    return Classifier(read["kinds"], words)
