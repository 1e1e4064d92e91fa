"""Posting an initiative, at once or first as a draft."""

from collections.abc import Collection

from sqlalchemy import select

from workspace.access import Actor, Role, require
from workspace.accounts.models import User
from workspace.boards.models import Board
from workspace.clocks.actions import start_clock
from workspace.clocks.queries import find_government
from workspace.db import db, now
from workspace.initiatives import policy
from workspace.initiatives.actions.telling import tell
from workspace.initiatives.models import Initiative, InitiativeArea, Visibility


def post_initiative(
    board: Board,
    *,
    title: str,
    summary: str,
    for_whom: str = "",
    place: str = "",
    helpers: str = "",
    area_ids: Collection[int] = (),
    visibility: Visibility = Visibility.PUBLIC,
    for_person: User | None = None,
    by: Actor,
) -> Initiative:
    """Add an initiative to a board, coordinated by whoever posts it, and return it with its id.

    Somebody who takes part in the programme through an organisation posts on behalf of that organisation.
    What is posted for a person on paper is that resident's, and of no organisation.
    """
    require(
        policy.may_show_to(by, board.programme_id, visibility)
        and (policy.may_post_for(by, board, for_person) if for_person else policy.may_post(by, board))
    )
    role, organisation_id = (Role.RESIDENT, None) if for_person else by.hat(board.programme_id, board.id)
    initiative = Initiative(
        board=board,
        board_id=board.id,
        title=title,
        summary=summary,
        for_whom=for_whom,
        place=place,
        helpers=helpers,
        visibility=visibility,
        created_by_id=for_person.id if for_person else by.id,
        created_as=role,
        coordinator_id=by.id,
        organisation_id=organisation_id,
    )
    db.session.add(initiative)
    db.session.flush()  # the event, the places and the address of its page need the id
    db.session.add_all(InitiativeArea(initiative_id=initiative.id, area_id=area) for area in set(area_ids))
    verb = "initiative_drafted" if visibility == Visibility.DRAFT else "initiative_posted"
    tell(verb, initiative, by=by, **({"for_another": True} if for_person else {}))
    _ask_government(initiative, area_ids, by)
    return initiative


def publish_initiative(initiative: Initiative, *, visibility: Visibility, by: Actor) -> None:
    """Place a draft for everybody or for partners to see; a draft that is no longer one stays as it is.

    What moderators hid is shown again by them alone.
    """
    require(policy.may_edit(by, initiative) and policy.may_show_to(by, initiative.programme_id, visibility))
    require(initiative.hidden_at is None)
    if initiative.visibility != Visibility.DRAFT or visibility == Visibility.DRAFT:
        return
    initiative.visibility = visibility
    initiative.created_at = now()
    tell("initiative_posted", initiative, by=by)
    places = select(InitiativeArea.area_id).where(InitiativeArea.initiative_id == initiative.id)
    _ask_government(initiative, db.session.scalars(places).all(), by)


def _ask_government(initiative: Initiative, area_ids: Collection[int], by: Actor) -> None:
    """An initiative of a resident is a question by itself, to the municipality or else the province (N13)."""
    if initiative.created_as != Role.RESIDENT or initiative.visibility == Visibility.DRAFT:
        return
    programme = initiative.board.programme
    government = find_government(programme.id, home_id=programme.area_id, area_ids=area_ids)
    if government is not None:
        start_clock(
            programme=programme,
            board_id=initiative.board_id,
            initiative_id=initiative.id,
            organisation_id=government,
            is_public=initiative.is_public,
            by=by,
        )
