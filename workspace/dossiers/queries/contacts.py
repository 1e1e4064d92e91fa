"""Whom to ask about an initiative: names that its pages show too, and addresses of organisations only."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, String, cast, literal, select, union_all

from workspace.accounts.models import User
from workspace.boards.models import BoardMember
from workspace.boards.queries.actors import current
from workspace.borging.models import Handover
from workspace.borging.queries.picture import Picture
from workspace.db import db
from workspace.dossiers.queries.rows import Asked, Contact
from workspace.initiatives.models import Initiative, InitiativePartner
from workspace.organisations.models import Membership, Organisation
from workspace.programmes.models import TeamMember
from workspace.times import today

AT_MOST = 200
ROLES = ("theme_lead", "manager", "representative")


def list_contacts(
    initiative: Initiative, picture: Picture, offers: Sequence[Handover]
) -> tuple[Contact, ...]:
    """Return its coordinator, who answers for an aspect, and who speaks for programme and organisations."""
    found: dict[int, tuple[str, list[Asked]]] = {}

    def add(person_id: int | None, name: str | None, asked: Asked) -> None:
        if person_id is not None and name is not None:
            found.setdefault(person_id, (name, []))[1].append(asked)

    coordinator = initiative.coordinator
    add(initiative.coordinator_id, coordinator.name if coordinator else None, Asked("coordinator"))
    for row in picture.aspects:
        add(row.person_id, row.person, Asked("aspect", row.code, row.organisation))
    for role, person_id, name, organisation in _who_speaks(initiative, picture, offers):
        add(person_id, name, Asked(role, None, organisation or None))
    return tuple(Contact(name, tuple(asked)) for name, asked in found.values())


def _who_speaks(initiative: Initiative, picture: Picture, offers: Sequence[Handover]) -> list[Any]:
    """Return role, id, name and organisation of who speaks for board, programme and organisations today."""
    lead: Any = _people("theme_lead", BoardMember).where(
        BoardMember.board_id == initiative.board_id, BoardMember.is_lead
    )
    manager: Any = _people("manager", TeamMember).where(
        TeamMember.programme_id == initiative.programme_id, TeamMember.is_manager
    )
    represents: Any = _people("representative", Membership, Organisation.name).join(
        Organisation, Organisation.id == Membership.organisation_id
    )
    represents = represents.where(
        Membership.represents, Organisation.id.in_(_organisations(initiative, picture, offers))
    )
    rows = db.session.execute(union_all(lead, manager, represents).limit(AT_MOST)).all()
    return sorted(rows, key=lambda row: (ROLES.index(row[0]), row[3], row[2]))


def list_websites(
    initiative: Initiative, picture: Picture, offers: Sequence[Handover]
) -> tuple[tuple[str, str], ...]:
    """Return name and address of the organisations that take part, answer or are asked, if they have one."""
    partners = select(InitiativePartner.organisation_id).where(
        InitiativePartner.initiative_id == initiative.id
    )
    involved = Organisation.id.in_(_organisations(initiative, picture, offers))
    query = (
        select(Organisation.name, Organisation.website)
        .where(involved | Organisation.id.in_(partners), Organisation.website != "")
        .order_by(Organisation.name)
        .limit(AT_MOST)
    )
    return tuple((name, website) for name, website in db.session.execute(query))


def _organisations(initiative: Initiative, picture: Picture, offers: Sequence[Handover]) -> set[int]:
    """Return who owns it, took it over, answers for an aspect, or was asked and did not refuse."""
    found = {initiative.organisation_id, initiative.carried_by_id}
    found |= {row.organisation_id for row in picture.aspects}
    found |= {offer.to_organisation_id for offer in offers if offer.state.is_open}
    return {each for each in found if each is not None}


def _people(role: str, table: Any, organisation: Any = None) -> Select[*tuple[Any, ...]]:
    named = literal("") if organisation is None else organisation
    found = select(literal(role), User.id, User.name, cast(named, String)).select_from(table)
    return found.join(User, User.id == table.user_id).where(current(table, today()))
