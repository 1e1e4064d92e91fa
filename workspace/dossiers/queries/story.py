"""What happened, newest first, as far as a reader may know it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import desc, select
from sqlalchemy.orm import joinedload, selectinload

from workspace.access import Actor
from workspace.accounts.models import User
from workspace.borging.models import AspectChange, BorgingAspect, Handover
from workspace.db import db
from workspace.dossiers.queries.rows import Happening, News, Photo
from workspace.initiatives.models import Initiative, Picture, Update
from workspace.initiatives.queries.history import list_history
from workspace.organisations.models import Organisation

AT_MOST = 1000  # of each kind, the newest
KINDS = {
    "initiative_posted": "posted",
    "initiative_edited": "edited",
    "initiative_moved": "moved",
    "initiative_ended": "ended",
}


def list_news(initiative_id: int) -> tuple[News, ...]:
    """Return the news of an initiative, newest first."""
    query = (
        select(Update)
        .where(Update.initiative_id == initiative_id, Update.hidden_at.is_(None))
        .options(
            joinedload(Update.author).load_only(User.name, raiseload=True),
            joinedload(Update.organisation).load_only(Organisation.name, raiseload=True),
            selectinload(Update.pictures),
        )
        .order_by(desc(Update.id))
        .limit(AT_MOST)
    )
    return tuple(_news(update) for update in db.session.scalars(query))


def _news(update: Update) -> News:
    organisation = update.organisation.name if update.organisation else None
    photos = tuple(Photo(picture.alt, photo_in_zip(picture)) for picture in update.pictures)
    return News(update.created_at, update.author.name, update.role, organisation, update.body, photos)


def photo_in_zip(picture: Picture) -> str:
    """Return the name of a picture in the ZIP."""
    return f"fotos/{picture.id}.webp"


def list_happenings(
    initiative: Initiative, offers: Sequence[Handover], news: Iterable[News], *, seen_by: Actor
) -> tuple[Happening, ...]:
    """Return what happened: moves and changes this reader may know of, aspects, handovers and news."""
    happenings = [
        *_chapters(initiative, seen_by),
        *_aspect_changes(initiative.id),
        *_handover_steps(offers),
        *(
            Happening(each.told_at, "news", each.who, each.role, each.organisation, {"text": each.text})
            for each in news
        ),
    ]
    return tuple(sorted(happenings, key=lambda each: each.happened_at, reverse=True))


def _chapters(initiative: Initiative, seen_by: Actor) -> Iterator[Happening]:
    for chapter in list_history(initiative, seen_by=seen_by, at_most=AT_MOST):
        if kind := KINDS.get(chapter.verb):
            known: dict[str, Any] = {}
            known |= {key: chapter.details[key] for key in ("to_stage", "fields") if key in chapter.details}
            yield Happening(chapter.happened_at, kind, chapter.who, chapter.role, chapter.organisation, known)


def _aspect_changes(initiative_id: int) -> Iterator[Happening]:
    query = (
        select(
            BorgingAspect.code,
            AspectChange.changed_at,
            User.name,
            AspectChange.from_state,
            AspectChange.to_state,
            AspectChange.valid_until,
            AspectChange.why,
            Organisation.name,
        )
        .join(BorgingAspect, BorgingAspect.id == AspectChange.aspect_id)
        .outerjoin(User, User.id == AspectChange.changed_by_id)
        .outerjoin(Organisation, Organisation.id == AspectChange.organisation_id)
        .where(BorgingAspect.initiative_id == initiative_id)
        .order_by(desc(AspectChange.id))
        .limit(AT_MOST)
    )
    for code, moment, who, before, after, until, why, answering in db.session.execute(query):
        details: dict[str, Any] = {
            "aspect": code.value,
            "from_state": before.value,
            "to_state": after.value,
            "valid_until": until.isoformat() if until else None,
            "why": why,
            "answered_for_by": answering,
        }
        yield Happening(moment, "aspect", who, None, None, details)


def _handover_steps(offers: Sequence[Handover]) -> Iterator[Happening]:
    for offer in offers:
        for step in offer.steps:
            organisation = step.organisation.name if step.organisation else None
            details: dict[str, Any] = {
                "state": step.state.value,
                "to_organisation": offer.to_organisation.name,
                "reason": step.reason,
            }
            yield Happening(step.made_at, "handover", step.by.name, None, organisation, details)
