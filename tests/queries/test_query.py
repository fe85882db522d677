"""Queries in a `custom_id`: the way there and back, and what is refused."""

import dataclasses
import typing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadQueryError
from bot.queries import KINDS, decode, encode

KEYS = st.sampled_from(["santos.ica", "jose-galvez.ancash", "30-de-agosto.madre-de-dios", "x.x", "?"])


@st.composite
def queries(draw):
    cls = draw(st.sampled_from(sorted(KINDS.values(), key=lambda cls: cls.kind)))
    values = {}
    for field in dataclasses.fields(cls):
        hint = typing.get_type_hints(cls)[field.name]
        accepted = typing.get_args(hint) or (hint,)
        choices = []
        if int in accepted:
            choices.append(st.integers(0, 9999))
        if str in accepted:
            choices.append(KEYS if field.name in cls.club_fields else st.text(max_size=20).filter(bool))
        if type(None) in accepted:
            choices.append(st.none())
        values[field.name] = draw(st.one_of(choices))
    return cls(**values)


@given(queries())
def test_what_is_encoded_is_decoded_the_same(query):
    assert decode(encode(query)) == query


@given(st.text(max_size=100))
def test_any_other_text_is_refused_or_is_what_it_says(text):
    try:
        query = decode(text)
    except BadQueryError:
        return
    assert decode(encode(query)) == query


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing",
        "champion|nineteen",
        "champion|1996|1",
        "results",
        "results||1996",
        "champion|-5",
        "season|٣",
    ],
)
def test_a_forged_or_outdated_line_is_refused(text):
    with pytest.raises(BadQueryError):
        decode(text)


def test_the_longest_clubs_and_a_page_fit_into_a_custom_id():
    for cls in KINDS.values():
        values: dict[str, Any] = {
            field.name: "x" * 40 if field.name in cls.club_fields else None
            for field in dataclasses.fields(cls)
        }
        if "season" in values:
            values["season"] = 9999
        assert len(f"a99:{encode(cls(**values))}") <= 100, cls


def test_every_kind_has_a_summary_and_example_for_the_help():
    for cls in KINDS.values():
        assert 10 <= len(cls.summary) <= 100, cls
