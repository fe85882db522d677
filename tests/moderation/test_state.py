"""Changes of the moderators' state, as pure values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import AliasFault, NoAliasError, NoDocumentError, RefusedAliasError
from bot.moderation.changes import (
    MAX_ALIAS,
    AddAlias,
    AddDocument,
    RemoveAlias,
    RemoveDocument,
    RestoreDocument,
    alias_text,
)
from bot.moderation.state import Alias, LeftOut, ModerationState, Who
from bot.text import fold

WHO = Who("1", "Ana «la del club»")
AT = "2026-01-01T00:00:00Z"
SHIPPED = frozenset({2001})


def after(state, *changes):
    for change in changes:
        state = change.apply(state, AT, WHO)
    return state


def test_a_season_has_one_added_document_the_last():
    state = after(ModerationState(), AddDocument(2001, "a", "1", b""), AddDocument(2001, "b", "2", b""))
    assert [(d.season, d.file) for d in state.documents] == [(2001, "b")]


def test_what_is_removed_is_the_added_document_first_and_then_the_shipped_one():
    state = after(ModerationState(), AddDocument(2001, "a", "1", b""), RemoveDocument(2001, SHIPPED))
    assert state == ModerationState()
    state = after(state, RemoveDocument(2001, SHIPPED))
    assert state.left_out == (LeftOut(2001, AT, WHO),)
    with pytest.raises(NoDocumentError):
        after(state, RemoveDocument(2001, SHIPPED))
    assert after(state, RestoreDocument(2001)) == ModerationState()


def test_adding_a_document_ends_that_its_season_is_left_out():
    state = after(ModerationState(), RemoveDocument(2001, SHIPPED), AddDocument(2001, "a", "1", b""))
    assert state.left_out == ()


def test_what_is_not_left_out_cannot_be_restored():
    with pytest.raises(NoDocumentError):
        after(ModerationState(), RestoreDocument(2001))


def test_an_alias_is_given_once_however_it_is_spelled():
    state = after(ModerationState(), AddAlias("El Ídolo", "x.y"), AddAlias("El Ídolo", "z.y"))
    with pytest.raises(RefusedAliasError):
        after(state, AddAlias("el idolo", "x.y"))
    with pytest.raises(NoAliasError) as caught:
        after(state, RemoveAlias("EL IDOLO"))
    assert caught.value.clubs == ("x.y", "z.y")
    assert [a.club for a in after(state, RemoveAlias("el idolo", "x.y")).aliases] == ["z.y"]


@given(st.text(max_size=80))
def test_a_text_is_an_alias_that_can_be_found_or_it_is_refused(typed):
    fault: AliasFault | None = None
    try:
        text = alias_text(typed)
    except RefusedAliasError as refused:
        text, fault = refused.text, refused.fault
    assert "|" not in text
    assert fault in {None, AliasFault.NO_LETTERS, AliasFault.TOO_LONG, AliasFault.YEAR}
    assert (fault is AliasFault.NO_LETTERS) == (not fold(text))
    assert fault is not AliasFault.TOO_LONG or len(text) > MAX_ALIAS
    assert fault is not None or (len(text) <= MAX_ALIAS and alias_text(text) == text)


NAMES = st.text(max_size=20)
STATES = st.builds(
    ModerationState,
    left_out=st.lists(st.builds(LeftOut, st.integers(0, 3000), NAMES, st.builds(Who, NAMES, NAMES))).map(
        tuple
    ),
    aliases=st.lists(st.builds(Alias, NAMES, NAMES, NAMES, st.builds(Who, NAMES, NAMES))).map(tuple),
)


@given(STATES)
def test_a_state_is_the_same_after_it_was_written_and_read(state):
    assert ModerationState.from_json(state.as_json()) == state
