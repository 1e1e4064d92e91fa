"""What there is for whom and for which task, as far as somebody sees it."""

from typing import Any

from workspace.access import Actor
from workspace.dashboards.models.coverage import Served, Theme, groups_of
from workspace.dashboards.queries.lives import ENDS, in_place
from workspace.dashboards.queries.places import BoardRow, ProgrammeRow
from workspace.db import db
from workspace.initiatives.models import Initiative


def themes_of(boards: list[BoardRow]) -> list[Theme]:
    """Return the themes with whom they are for and which task they serve."""
    return [
        Theme(board.id, board.slug, board.title, board.policy_field, groups_of(board.target_groups))
        for board in boards
    ]


def list_served(programme: ProgrammeRow, *, seen_by: Actor) -> list[Served]:
    """Return the initiatives of a programme that go on and that this person sees."""
    query = (
        in_place(seen_by, programme.id)
        .where(Initiative.stage.not_in(ENDS))
        .with_only_columns(
            Initiative.id,
            Initiative.title,
            Initiative.board_id,
            Initiative.policy_field,
            Initiative.target_groups,
        )
        .order_by(Initiative.title, Initiative.id)
    )
    rows: Any = db.session.execute(query)
    return [
        Served(number, title, board, task, groups_of(groups)) for number, title, board, task, groups in rows
    ]
