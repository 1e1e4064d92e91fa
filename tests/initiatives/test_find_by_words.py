"""Finding initiatives by their words, on both databases, whatever somebody types."""

import pytest
from sqlalchemy import select

from tests import cast
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.initiatives.queries import matching
from workspace.initiatives.queries.search import matching_any


def found(condition):
    return {i.title for i in db.session.scalars(select(Initiative).where(condition))}


@pytest.fixture
def three(board, rachida):
    cast.make_initiative("Soep op dinsdag", board, rachida, summary="Samen eten in het buurthuis.")
    cast.make_initiative("Wandelclub Reek", board, rachida, summary="Elke week een ommetje.")
    cast.make_initiative("Café voor ouderen", board, rachida, why="Samen koffie, soep en een praatje.")


def test_all_words_count_and_the_last_may_be_half_typed(three):
    assert found(matching("soep")) == {"Soep op dinsdag", "Café voor ouderen"}
    assert found(matching("soep buurt")) == {"Soep op dinsdag"}
    assert found(matching("WANDELC")) == {"Wandelclub Reek"}
    assert found(matching("soep raket")) == set()


def test_blank_is_no_condition_and_signs_alone_find_nothing(three):
    assert len(found(matching("  "))) == 3
    assert found(matching('"*')) == set()


@pytest.mark.parametrize(
    "text",
    ['"', "'", "*", "soep*", 'soep "', "soep AND", "OR NOT", "NEAR(soep, 2)", "title:soep", "-soep", "soep:*",
     "& | !", "soep & (", "de het een", "\\", "%_", "soep'); DROP TABLE initiative", "a" * 5000, "_ _",
     "😀 soep", "x " * 500],
)  # fmt: skip
def test_whatever_somebody_types_is_only_words(three, text):
    found(matching(text))
    assert len(found(matching(""))) == 3


def test_the_index_follows_changes_and_removals(three):
    initiative = db.session.scalars(select(Initiative).where(Initiative.title == "Wandelclub Reek")).one()
    initiative.summary = "Fietsen in de avond."
    db.session.commit()
    assert found(matching("fietsen")) == {"Wandelclub Reek"}
    assert found(matching("ommetje")) == set()
    db.session.delete(initiative)
    db.session.commit()
    assert found(matching("fietsen")) == set()


def test_any_of_some_words(three):
    assert found(matching_any(["wandel", "koffie"])) == {"Wandelclub Reek", "Café voor ouderen"}
    assert found(matching_any([])) == set()
