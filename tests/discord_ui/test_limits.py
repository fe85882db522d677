"""What people and documents wrote never becomes markup; what is cut to Discord's limits stays whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_ui.limits import cut, cut_marked
from bot.replies.language import language
from tests.hostile import NAMES, broken_markup, drives_a_terminal
from tests.properties import examples

WORDS = language("en-US")
MARKED = st.lists(
    st.sampled_from(
        ["**", "`x`", "```\nx\n```", "\\*", "\\\\", "[a](https://example.org)", "🏆", "x" * 9, "\n", " "]
    ),
    max_size=12,
).map("".join)


@examples(60)
@given(st.sampled_from(NAMES) | st.text(min_size=1, max_size=40))
def test_a_value_is_shown_as_it_is_written(text):
    for shown in (WORDS.text(text), WORDS.bold(text), WORDS.link(text, "https://example.org/a")):
        assert broken_markup(shown) == [], shown
        assert not drives_a_terminal(shown)


@pytest.mark.parametrize("text", ["José Gálvez", "UTC (Cajamarca) - 3–1", "15:30 w/o", "D'Onofrio & Cía. #2"])
def test_a_usual_name_needs_no_escape(text):
    assert WORDS.text(text) == text


@pytest.mark.parametrize("text", ["[a](https://example.org)", "<@1> *x* `y`", "> a", "- a", "# a"])
def test_an_escaped_text_reads_as_before(text):
    assert re.sub(r"\\(\W|_)", r"\1", WORDS.text(text)) == text


@examples(60)
@given(MARKED.filter(lambda text: broken_markup(text) == []), st.integers(20, 60))
def test_a_cut_leaves_no_mark_open_and_keeps_the_limit(text, limit):
    short = cut_marked(text, limit)
    assert broken_markup(short) == [], short
    assert len(short.encode("utf-16-le")) // 2 <= limit
    assert short == text or short.endswith(("…", "…**", "…`", "```"))


@examples(30)
@given(st.text(max_size=60), st.integers(2, 50))
def test_a_cut_counts_as_discords_clients_do(text, limit):
    short = cut(text, limit)
    assert len(short.encode("utf-16-le", "surrogatepass")) // 2 <= limit
    assert short == text or short.endswith("…")
