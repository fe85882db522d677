"""Questions as people type them: how many are answered with their facts, and how each is judged."""

import pytest

from bench.questions import OWN, judge, judged


async def test_questions_of_people_are_answered_with_their_facts_and_none_misleads():
    verdicts = [each.verdict for each in await judged(OWN)]
    right = sum(verdict in ("exact", "one tap") for verdict in verdicts)
    assert verdicts.count("misleading") == 0
    assert verdicts.count("wrong") <= len(verdicts) * 0.01
    assert right >= len(verdicts) * 0.95


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ({"messages": ["campeón 1997"], "outcome": "answer", "holds": ["Aurich"]}, "exact"),
        ({"messages": ["campeón 1997"], "outcome": "answer", "holds": ["Melgar"]}, "wrong"),
        (
            {"messages": ["campeón 1997"], "outcome": "answer", "not": ["Aurich"]},
            "misleading",
        ),
        ({"messages": ["santos"], "outcome": "ask", "holds": ["Ica", "San Martin"]}, "exact"),
        ({"messages": ["santos"], "outcome": "answer", "holds": ["San Martin"]}, "one tap"),
        ({"messages": ["quién ganó el mundial"], "outcome": "decline"}, "exact"),
        ({"messages": ["quién ganó el mundial"], "outcome": "answer", "holds": ["Uruguay"]}, "missed"),
        ({"messages": ["goleador de 1997"], "outcome": "decline"}, "exact"),
        ({"messages": ["gracias bot"], "outcome": "none"}, "exact"),
        ({"messages": ["tabla 1997"], "outcome": "none"}, "wrong"),
        ({"messages": ["campeón 1997", "y en 1996?"], "outcome": "answer", "holds": ["Galvez"]}, "exact"),
    ],
)
async def test_a_verdict_says_what_became_of_a_question(question, verdict, shipped):
    assert (await judge({"lang": "es", **question}, shipped)).verdict == verdict
