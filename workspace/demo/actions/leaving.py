"""Writing who leaves, which roles end with that, and what of theirs was handed on."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from workspace.boards.models import Board, BoardMember
from workspace.db import db
from workspace.demo.actions.story import Story
from workspace.demo.queries import Texts
from workspace.leaving.models import Carried, Departure, EndedRole, RoleKind, Transfer, TransferState
from workspace.organisations.models import Membership
from workspace.programmes.models import Programme, TeamMember


class DepartureWriter:
    """Writes the departures in one programme, after all that somebody carries is there.

    Somebody leaves the programme, or with `organisation` that. Who announced it reads [who, day]. What was
    handed on is named as `Story.subjects` does: ["initiative", title] or ["aspect", title, code].
    """

    def __init__(self, story: Story, programme: Programme) -> None:
        self.story, self.programme = story, programme

    def write(self, texts: Texts) -> None:
        """Add a departure, the last days of the roles within it, and each thing that was handed on."""
        announcer, announced_on = texts["announced"]
        organisation = self.story.organisations[texts["organisation"]] if "organisation" in texts else None
        departure = Departure(
            user_id=self.story.people[texts["who"]].id,
            organisation_id=organisation.id if organisation else None,
            programme_id=None if organisation else self.programme.id,
            last_day=texts["last_day"],
            note=texts.get("note", ""),
            announced_by_id=self.story.people[announcer].id,
            announced_at=self.story.moment(announced_on),
        )
        db.session.add(departure)
        db.session.flush()  # roles, transfers and events name it
        self.story.tell(
            "departure.announced",
            announcer,
            departure.announced_at,
            self.programme,
            subject_id=departure.id,
            person=departure.user_id,
            organisation=departure.organisation_id,
            last_day=departure.last_day.isoformat(),
        )
        self._end_roles(departure)
        for transfer in texts.get("transfer", []):
            self._add_transfer(departure, texts["who"], transfer)

    def _end_roles(self, departure: Departure) -> None:
        seats = select(BoardMember).join(Board, Board.id == BoardMember.board_id)
        within: dict[RoleKind, Any] = {
            RoleKind.WORKING_GROUP: seats.where(Board.programme_id == self.programme.id)
        }
        if departure.organisation_id:
            within[RoleKind.MEMBERSHIP] = select(Membership).filter_by(
                organisation_id=departure.organisation_id
            )
        else:
            within[RoleKind.TEAM] = select(TeamMember).filter_by(programme_id=self.programme.id)
        for kind, roles in within.items():
            for role in db.session.scalars(roles.filter_by(user_id=departure.user_id)):
                role.ends_on = departure.last_day
                db.session.add(EndedRole(departure_id=departure.id, kind=kind, role_id=role.id))

    def _add_transfer(self, departure: Departure, who: str, texts: Texts) -> None:
        kind, title, *code = texts["what"]
        initiative_id, subject_id = self.story.subjects[kind, title, *code]
        person = self.story.people.get(texts.get("to", ""))
        organisation = self.story.organisations.get(texts.get("inbox", ""))
        state = TransferState(texts["state"])
        transfer = Transfer(
            kind=Carried(kind),
            subject_id=subject_id,
            departure_id=departure.id,
            from_user_id=departure.user_id,
            to_user_id=person.id if person else None,
            to_organisation_id=organisation.id if organisation else None,
            state=state,
            note=texts.get("note", ""),
            reason=texts.get("reason", ""),
            asked_by_id=departure.user_id,
            asked_at=self.story.moment(texts["asked"]),
            answered_at=self.story.moment(texts["answered"]) if "answered" in texts else None,
        )
        db.session.add(transfer)
        db.session.flush()  # the events name it
        self._tell("transfer.asked", who, transfer.asked_at, transfer, initiative_id)
        if transfer.answered_at:
            verb = f"transfer.{state.value}"
            self._tell(verb, texts["to"], transfer.answered_at, transfer, initiative_id)

    def _tell(self, verb: str, who: str, at: datetime, transfer: Transfer, initiative_id: int | None) -> None:
        self.story.tell(
            verb,
            who,
            at,
            self.programme,
            initiative_id=initiative_id,
            subject_id=transfer.id,
            kind=transfer.kind.value,
            subject=transfer.subject_id,
            to=transfer.to_user_id,
            organisation=transfer.to_organisation_id,
        )
