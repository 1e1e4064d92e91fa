"""Counting anew what is kept as numbers with an initiative and a comment."""

from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import aliased

from workspace.access import Actor, require
from workspace.comments import policy
from workspace.comments.models import Audience, Comment
from workspace.db import change_rows
from workspace.initiatives.models import Initiative, Participation, Support


def recount_initiatives(*, by: Actor) -> int:
    """Set every counter to what the database holds; return how many numbers were wrong."""
    require(policy.may_repair(by))
    right: dict[Any, ColumnElement[int]] = {
        Initiative.support_count: _number_of(Support, Support.initiative_id == Initiative.id),
        Initiative.joined_count: _number_of(Participation, Participation.initiative_id == Initiative.id),
        Initiative.comment_count: _comments(Audience.PUBLIC),
        Initiative.partner_comment_count: _comments(Audience.PARTNERS),
    }
    reply = aliased(Comment)
    right[Comment.reply_count] = (
        select(func.count()).select_from(reply).where(reply.parent_id == Comment.id).scalar_subquery()
    )
    return sum(_set(column, number) for column, number in right.items())


def _number_of(table: Any, condition: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(table).where(condition).scalar_subquery()


def _comments(audience: Audience) -> ColumnElement[int]:
    is_counted = (Comment.audience == audience) & Comment.removed_at.is_(None)
    return _number_of(Comment, is_counted & (Comment.initiative_id == Initiative.id))


def _set(column: Any, number: ColumnElement[int]) -> int:
    """Change only the rows that are wrong, and leave their version alone."""
    table = column.class_
    return change_rows(update(table).where(column != number).values({column: number}))
