"""Whatever is typed, what it was understood as fits into a button, comes back from it and means itself."""

import dataclasses
import typing

from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QuestionError
from bot.queries import KINDS, decode, encode, resolve
from tests.hostile import NAMES
from tests.properties import examples

MOST = 94
"""Characters of a `custom_id` beside mode and page."""
WORDS = ["galvez", "santos", "cni", "UTC", "jose galves", "final", "3", "octavos", "region viii", "grupo b"]
PLACES = ["Cusco", "la libertad", "etapa nacional", "Regional stage", "playoff", "norte a", "II", "ancash"]
TYPED = st.sampled_from([*WORDS, *PLACES, *NAMES])


@st.composite
def asked(draw):
    cls = draw(st.sampled_from(sorted(KINDS.values(), key=lambda cls: cls.kind)))
    values = {}
    for field in dataclasses.fields(cls):
        accepted = typing.get_args(hint := typing.get_type_hints(cls)[field.name]) or (hint,)
        choices = [TYPED | st.text(min_size=1, max_size=80)] if str in accepted else []
        choices += [st.sampled_from((1967, 1996, 1997, 2006, 2012, 1985, 9999))] if int in accepted else []
        choices += [st.none()] if type(None) in accepted else []
        values[field.name] = draw(st.one_of(choices))
    return cls(**values)


@examples(60)
@given(query=asked())
async def test_what_is_settled_fits_into_a_button_and_means_itself(snapshot, query):
    try:
        understood = (await resolve(query, snapshot)).query
    except QuestionError:
        return
    assert len(encode(understood)) <= MOST
    assert decode(encode(understood)) == understood
    assert (await resolve(understood, snapshot)).query == understood
