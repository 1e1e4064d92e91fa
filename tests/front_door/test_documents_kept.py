"""Blocks kept as text come back as the same blocks."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workspace.documents import (
    Beside,
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Note,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from workspace.documents_json import BY_NAME, from_json, to_json

pytestmark = pytest.mark.once

WORDS = st.text(max_size=20)
NUMBER = st.none() | st.integers(0, 10**9)
LEAVES = st.one_of(
    st.builds(Heading, WORDS, st.integers(1, 3)),
    st.builds(Paragraph, WORDS),
    st.builds(Bullets, st.lists(WORDS, max_size=3).map(tuple)),
    st.builds(Facts, st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)),
    st.builds(
        Table, WORDS, st.tuples(WORDS, WORDS), st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)
    ),
    st.builds(Note, WORDS),
    st.builds(Quote, WORDS, WORDS, NUMBER, st.booleans()),
    st.builds(Picture, WORDS, WORDS, WORDS, NUMBER, st.booleans()),
    st.builds(
        Chart,
        WORDS,
        st.tuples(WORDS, WORDS),
        st.lists(st.tuples(WORDS, st.tuples(NUMBER, NUMBER)), max_size=2).map(tuple),
        WORDS,
    ),
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        Beside, st.lists(inner, max_size=3).map(tuple), st.lists(inner, max_size=3).map(tuple)
    ),
    max_leaves=6,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCKS, max_size=4).map(tuple))
def test_the_same_blocks_come_back(blocks: tuple[Block, ...]) -> None:
    kept = to_json(blocks)
    again = from_json(kept)
    assert again == blocks
    assert [type(block) for block in again] == [type(block) for block in blocks]
    assert to_json(again) == kept


def test_every_kind_of_block_is_known() -> None:
    assert set(BY_NAME.values()) == set(Block.__args__)


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        '[{"kind":"film","text":"x"}]',
        '[{"text":"x"}]',
        '["x"]',
        '[{"kind":"paragraph"}]',
        '[{"kind":"note","text":"x","colour":"red"}]',
        "not json",
    ],
)
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_json(text)


def test_words_stay_readable_in_what_is_kept() -> None:
    assert json.loads(to_json((Paragraph("café"),))) == [{"kind": "paragraph", "text": "café"}]
    assert "café" in to_json((Paragraph("café"),))
