"""What a page costs does not depend on how much there is."""

import pytest
from sqlalchemy import event

from tests import cast
from workspace.access import Actor
from workspace.activity.actions import record
from workspace.db import db
from workspace.initiatives.models import InitiativeArea, Stage
from workspace.overview.queries.cards import Cursor, list_column, read_columns
from workspace.overview.queries.filters import NO_FILTERS, Sight

ADDRESS = "/programmas/samen-in-linde/eenzaamheid"
PAGES = [
    "",
    "?weergave=lijst",
    "?weergave=tabel&sorteer=titel",
    "?kern=1&borging=agreed&zoek=idee&organisatie=1",
]


def fill(board, user, organisation, area):
    """Make twelve initiatives in each stage."""
    for stage in Stage:
        for number in range(12):
            made = cast.make_initiative(
                f"Idee {stage} {number}", board, user, stage=stage, organisation_id=organisation.id
            )
            db.session.add(InitiativeArea(initiative_id=made.id, area_id=area.id))
    db.session.commit()


def beat(programme, board):
    """Let something happen, so that nothing kept is of use any more."""
    record("test", by=Actor(), programme_id=programme.id, board_id=board.id, is_public=True)
    db.session.commit()


@pytest.mark.parametrize("query", PAGES)
def test_a_board_takes_at_most_ten_queries_and_no_more_when_it_grows(
    client, queries, programme, board, karin, rachida, welfare, core_area, query
):
    client.sign_in(karin)
    counts = []
    for _ in range(2):
        fill(board, rachida, welfare, core_area)
        beat(programme, board)
        queries.clear()
        assert client.get(ADDRESS + query).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_a_board_seen_before_takes_two_queries(client, queries, board, karin, initiative):
    client.sign_in(karin).get(ADDRESS)
    queries.clear()
    client.get(ADDRESS)
    assert len(queries) == 2
    client.sign_out()
    client.get(ADDRESS)
    queries.clear()
    client.get(ADDRESS)
    assert len(queries) == 1


@pytest.mark.parametrize(
    ("path", "at_most"),
    # Mijn werkplek asks each part of the product what waits: quotes, reports and files too.
    [("/", 14), ("/programmas", 14), ("/programmas/samen-in-linde", 14), ("/mijn", 25)],
)
def test_other_overviews_take_no_more_queries_when_there_is_more(
    client, queries, programme, board, karin, rachida, welfare, core_area, path, at_most
):
    client.sign_in(karin)
    counts = []
    for _ in range(2):
        fill(board, karin, welfare, core_area)
        beat(programme, board)
        queries.clear()
        assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= at_most


@pytest.mark.parametrize(
    ("insider", "index"), [(False, "ix_initiative_column"), (True, "ix_initiative_partner_column")]
)
def test_columns_are_read_from_an_index_in_their_order(board, insider, index):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("SQLite tells which index it takes; PostgreSQL chooses by size.")
    sight = Sight(board.id, board.programme_id, insider)
    sent = []

    def note(connection, cursor, statement, parameters, context, many):
        sent.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    read_columns(sight, NO_FILTERS, {})
    list_column(sight, Stage.IDEA, NO_FILTERS, Cursor.read("5e1f-2a"))
    event.remove(db.engine, "before_cursor_execute", note)
    for statement, parameters in sent:
        if not statement.startswith("SELECT"):
            continue
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [row[3] for row in plan]
        searches = [step for step in steps if "initiative USING" in step and "PRIMARY" not in step]
        assert searches
        counts = "COVERING INDEX ix_initiative_column (board_id=? AND stage=? AND visibility=?)"
        assert all(index in step or counts in step for step in searches), steps
        assert not [step for step in steps if step.startswith("SCAN initiative")], steps
