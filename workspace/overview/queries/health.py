"""Asking the database whether it is there."""

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from workspace.boards.models import Board
from workspace.db import db


def database_answers() -> bool:
    """Tell whether the database answers, and has its tables."""
    try:
        db.session.execute(select(Board.id).limit(1)).first()
    except SQLAlchemyError:
        return False
    return True
