"""The words, intents and builders of free text belong together."""

import tomllib

from bot.ask.to_query import BUILDERS
from tests.page import ROOT

INTENTS = tomllib.loads((ROOT / "bot/ask/intents.toml").read_text(encoding="utf-8"))
OPERATORS = INTENTS.pop("operators").split()


def concepts(language: str) -> set[str]:
    text = (ROOT / f"bot/ask/{language}.toml").read_text(encoding="utf-8")
    return set(tomllib.loads(text)["concepts"])


def test_every_concept_has_words_in_both_languages():
    keys = (key for weights in INTENTS.values() for key in weights if key != "uses")
    weighed = {concept for key in keys for concept in key.split("+") if not concept.startswith("@")}
    used = weighed | set(OPERATORS)
    missing = [f"{concept} in {of}.toml" for of in ("en", "es") for concept in used - concepts(of)]
    assert missing == []
    assert concepts("en") == concepts("es")


def test_every_intent_has_its_builder_and_none_is_left_over():
    assert set(INTENTS) ^ set(BUILDERS) == set()
