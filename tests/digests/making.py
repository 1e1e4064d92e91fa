"""Making what mail is about: choices, events and notices."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from tests.cast import save
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.db import db, now
from workspace.digests.actions.rows import add_missing_choices
from workspace.digests.models import MailChoice
from workspace.following.models import Notice, Why
from workspace.initiatives.models import Initiative
from workspace.mail.models import OutgoingMail


def key_of_mail(user: User) -> str:
    """Return the key that messages to this person carry, as after the first of them."""
    add_missing_choices([user.id])
    key: str = db.session.scalars(select(MailChoice.unsubscribe_key).filter_by(user_id=user.id)).one()
    db.session.commit()
    return key


def notice_of(
    user: User,
    initiative: Initiative,
    *,
    by: User | None = None,
    verb: str = "initiative_news",
    made_at: datetime | None = None,
    at_once: bool = False,
    is_public: bool = True,
    **facts: Any,
) -> Notice:
    """Let this person know of something that happened to an initiative."""
    moment = made_at or now()
    board = db.session.get(Board, initiative.board_id)
    assert board is not None
    event = save(
        Event(
            verb=verb,
            actor_id=by.id if by else None,
            programme_id=board.programme_id,
            board_id=board.id,
            initiative_id=initiative.id,
            is_public=is_public,
            happened_at=moment,
            spread_at=moment,
        )
    )
    why = Why.ADDRESSED if at_once else Why.JOINED
    facts.setdefault("why", why)
    return save(Notice(user_id=user.id, event_id=event.id, at_once=at_once, made_at=moment, **facts))


def mail_to(user: User) -> list[OutgoingMail]:
    """Return the messages written to this person, oldest first."""
    query = select(OutgoingMail).where(OutgoingMail.recipient == user.email).order_by(OutgoingMail.id)
    found = list(db.session.scalars(query, execution_options={"populate_existing": True}))
    db.session.commit()
    return found
