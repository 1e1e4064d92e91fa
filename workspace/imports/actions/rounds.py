"""Adding a round of a neighbourhood budget: boards, initiatives, and how many people wanted each."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select

from workspace.access import Actor, require
from workspace.activity.actions import record
from workspace.activity.models import BoardPulse
from workspace.boards.models import Board, ConsultationStage
from workspace.boards.queries.boards import next_position, slugs_like
from workspace.db import db
from workspace.imports import policy
from workspace.imports.queries.pabulib import Project, Round
from workspace.initiatives.models import TITLE_LENGTH, Initiative
from workspace.programmes.models import Openness, Programme
from workspace.text import free_slug, slugify
from workspace.times import now

BOARD_TITLE_LENGTH = 100
ORIGIN = "pabulib"
DATE = re.compile(r"(?:(\d{1,2})[.-](\d{1,2})[.-])?(\d{4})")


@dataclass(frozen=True)
class Outcome:
    """What an import added, and what was there already."""

    boards: int
    added: int
    known: int


def import_round(round_: Round, programme: Programme, *, one_board: bool = False, by: Actor) -> Outcome:
    """Add the projects of a round that are not there yet; a second time there are none.

    Each category becomes a board, or all together one. A board of the programme with that name is used
    as it is. Votes stay anonymous: only their number is kept.
    """
    require(policy.may_import(by))
    origin = f"{ORIGIN}:{round_.key}:"
    imported = select(Initiative.imported_from).where(
        Initiative.imported_from.startswith(origin, autoescape=True)
    )
    known = frozenset(db.session.scalars(imported))
    new = [project for project in round_.projects if origin + project.id not in known]
    boards = {
        board.title: board for board in db.session.scalars(select(Board).filter_by(programme_id=programme.id))
    }
    there_before = len(boards)
    added_to: dict[int, int] = {}
    for project in new:
        title = _board_title(round_, project, one_board=one_board)
        board = boards.get(title) or _add_board(title, round_, programme)
        boards[title] = board
        db.session.add(_initiative(project, round_, board, origin + project.id))
        added_to[board.id] = added_to.get(board.id, 0) + 1
    _tell(added_to, programme, {board.id: board for board in boards.values()}, by)
    return Outcome(boards=len(boards) - there_before, added=len(new), known=len(round_.projects) - len(new))


def _board_title(round_: Round, project: Project, *, one_board: bool) -> str:
    title = round_.title if one_board else project.category or round_.title
    return _shortened(title, BOARD_TITLE_LENGTH)


def _add_board(title: str, round_: Round, programme: Programme) -> Board:
    board = Board(
        programme_id=programme.id,
        slug=free_slug(title, slugs_like(programme, slugify(title))),
        title=title,
        ambition=f"Wat inwoners voorstelden bij {round_.title}.",
        consultation=ConsultationStage.EXPLORING,
        openness=Openness.PUBLIC,
        position=next_position(programme),
    )
    db.session.add(board)
    db.session.flush()  # its pulse and its initiatives need the id
    db.session.add(BoardPulse(board_id=board.id))
    return board


def _initiative(project: Project, round_: Round, board: Board, imported_from: str) -> Initiative:
    where = ", ".join(part for part in (round_.place, round_.when) if part)
    summary = f"Voorstel bij {round_.title}{f' ({where})' if where else ''}."
    if len(project.name) > TITLE_LENGTH:
        summary = f"{project.name}\n\n{summary}"
    began = _beginning(round_.when)
    return Initiative(
        created_at=began,
        active_at=began,
        partner_active_at=began,
        board_id=board.id,
        title=_shortened(project.name, TITLE_LENGTH),
        summary=summary,
        place=round_.place,
        cost_cents=project.cost_cents,
        imported_from=imported_from,
        imported_supports=project.votes,
    )


def _beginning(when: str) -> datetime:
    """Return when a round began, of 2020 or 15.05.2020, so that old rounds are no news; else this moment."""
    found = DATE.fullmatch(when)
    if not found:
        return now()
    day, month, year = (int(part or 1) for part in found.groups())
    try:
        return min(datetime(year, month, day, 12, tzinfo=UTC), now())
    except ValueError:
        return now()


def _shortened(text: str, length: int) -> str:
    """Return the text, ending at a word with … when it is too long."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0][: length - 1] + "…"


def _tell(added_to: dict[int, int], programme: Programme, boards: dict[int, Board], by: Actor) -> None:
    is_open = programme.openness == Openness.PUBLIC
    for board_id, count in added_to.items():
        record(
            "round_imported",
            by=by,
            programme_id=programme.id,
            board_id=board_id,
            is_public=is_open and boards[board_id].openness == Openness.PUBLIC,
            initiatives=count,
        )
