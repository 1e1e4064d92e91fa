"""The talk under an initiative, as far as a reader may read it."""

from collections.abc import Iterator

from sqlalchemy import select

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.comments.models import Audience, Comment
from workspace.comments.queries import visible_comments
from workspace.db import db
from workspace.dossiers.queries.rows import Remark
from workspace.initiatives.models import Initiative
from workspace.organisations.models import Organisation

AT_MOST = 10_000


def list_remarks(initiative: Initiative, *, seen_by: Actor) -> tuple[Remark, ...]:
    """Return what was said, oldest first, by the name that the page shows; what was removed is left out."""
    return tuple(_remarks(initiative, seen_by))


def _remarks(initiative: Initiative, seen_by: Actor) -> Iterator[Remark]:
    said = (
        visible_comments(seen_by)
        .where(Comment.initiative_id == initiative.id, Comment.removed_at.is_(None))
        .with_only_columns(Comment.id)
    )
    query = (
        select(
            Comment.created_at,
            User.name,
            Comment.role,
            Organisation.name,
            Comment.audience,
            Comment.parent_id,
            Comment.body,
        )
        .join(User, User.id == Comment.author_id)
        .outerjoin(Organisation, Organisation.id == Comment.organisation_id)
        .where(Comment.id.in_(said))
        .order_by(Comment.id)
        .limit(AT_MOST)
    )
    for moment, who, role, organisation, audience, parent, body in db.session.execute(query):
        among_partners = audience == Audience.PARTNERS
        yield Remark(moment, who, role, organisation, among_partners, parent is not None, body)
