"""Writing meetings: what is planned, who comes, and what came of those that were held."""

from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import update

from workspace.boards.models import Board
from workspace.db import change_rows, db
from workspace.demo.actions.carrying_out import TaskWriter
from workspace.demo.actions.story import Story
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts
from workspace.initiatives.models import Initiative
from workspace.meetings.models import AgendaItem, Attendance, Meeting, MeetingState, Reply
from workspace.meetings.queries.groups import list_group
from workspace.programmes.models import Openness, Programme
from workspace.times import from_here

MINUTE = timedelta(minutes=1)


class MeetingWriter:
    """Writes meetings of one board, or without a board of all partners, after all they are about.

    A point of the agenda has a `title`, or is an `initiative`, or a `question` [initiative, which one]; a
    task that followed reads [initiative, title, whose, last day, day on which it was done].
    """

    def __init__(self, story: Story, programme: Programme, board: Board | None) -> None:
        self.story, self.programme, self.board = story, programme, board

    def write(self, texts: Texts) -> None:
        """Add a meeting, its agenda, those who are invited, and what came of it."""
        who, day = texts["planned"]
        planned_at = self.story.clock(day, 8)
        meeting = self._add_meeting(texts, planned_at)
        self._tell("meeting_planned", who, planned_at, meeting)
        items = [self._add_item(meeting, number, item) for number, item in enumerate(texts["agenda"], 1)]
        for number in range(1, len(items) + 1):
            self._tell("meeting_agenda_changed", who, planned_at + number * MINUTE, meeting)
        self._invite(meeting, texts, planned_at)
        if meeting.state is MeetingState.CANCELLED:
            who, day, meeting.cancel_reason = texts["cancelled"]
            meeting.changed_at, meeting.sequence = self.story.clock(day, 9), 1
            self._tell("meeting_cancelled", who, meeting.changed_at, meeting)
        elif meeting.state is MeetingState.HELD:
            self._write_minutes(meeting, items, texts)

    def _add_meeting(self, texts: Texts, planned_at: datetime) -> Meeting:
        begins, ends = (from_here(texts["on"], time.fromisoformat(clock)) for clock in texts["from_to"])
        held = MeetingState.HELD if "minutes" in texts else MeetingState.PLANNED
        meeting = Meeting(
            programme_id=self.programme.id,
            board_id=self.board.id if self.board else None,
            title=texts["title"],
            starts_at=begins,
            ends_at=ends,
            place=texts["place"],
            about=texts.get("about", ""),
            state=MeetingState.CANCELLED if "cancelled" in texts else held,
            notes=texts.get("notes", ""),
            made_by_id=self.story.people[texts["planned"][0]].id,
            made_at=planned_at,
            changed_at=planned_at,
        )
        db.session.add(meeting)
        db.session.flush()  # what follows names it
        return meeting

    def _add_item(self, meeting: Meeting, position: int, texts: Texts) -> AgendaItem:
        initiative, which = texts.get("initiative"), texts.get("question")
        clock_id = None
        if which:
            clock_id = self.story.subjects["question", which[0], str(which[1])][1]
            initiative = which[0]
        item = AgendaItem(
            meeting_id=meeting.id,
            position=position,
            title=texts.get("title") or initiative,
            initiative_id=self.story.subjects["initiative", initiative][1] if initiative else None,
            clock_id=clock_id,
            decision=texts.get("decision", ""),
        )
        db.session.add(item)
        db.session.flush()  # decisions name it
        return item

    def _invite(self, meeting: Meeting, texts: Texts, planned_at: datetime) -> None:
        replies = {self.story.people[who].id: (who, Reply.YES) for who in texts.get("come", [])}
        replies |= {self.story.people[who].id: (who, Reply.NO) for who in texts.get("stay_away", [])}
        there = {self.story.people[who].id for who in texts.get("there", [])}
        for number, person_id in enumerate(sorted(list_group(meeting)), 1):
            who, reply = replies.get(person_id, ("", None))
            db.session.add(
                Attendance(
                    meeting_id=meeting.id,
                    user_id=person_id,
                    reply=reply,
                    was_there=person_id in there if meeting.state is MeetingState.HELD else None,
                )
            )
            if reply:
                at = planned_at + timedelta(hours=number)
                self._tell("meeting_answered", who, at, meeting, reply=reply.value)

    def _write_minutes(self, meeting: Meeting, items: list[AgendaItem], texts: Texts) -> None:
        who, day = texts["minutes"]
        meeting.changed_at = at = self.story.clock(day, 20)
        self._tell("meeting_held", who, at, meeting)
        for item in items:
            if item.decision and item.initiative_id and self.board:
                told: dict[str, Any] = {"subject_id": item.id, "meeting": meeting.id, "item": item.id}
                self._tell_of(item.initiative_id).tell(
                    "meeting_decided", who, at, among_partners=True, **told
                )
                self._touch(item.initiative_id, at)
        for title, todo, person, due_on, *done in texts.get("tasks", []):
            telling = self._tell_of(self.story.subjects["initiative", title][1])
            TaskWriter(telling).add(
                who, day, todo, person, due_on, done[0] if done else None, meeting_id=meeting.id
            )
            self._touch(telling.initiative.id, telling.partner_active_at)

    def _tell_of(self, initiative_id: int) -> Telling:
        initiative = db.session.get_one(Initiative, initiative_id)
        board = db.session.get_one(Board, initiative.board_id)
        return Telling(self.story, board, initiative, board_is_public=board.openness == Openness.PUBLIC)

    def _touch(self, initiative_id: int, at: datetime) -> None:
        """What partners did in a meeting makes the initiative active, for partners."""
        older = update(Initiative).where(Initiative.id == initiative_id, Initiative.partner_active_at < at)
        change_rows(older.values(partner_active_at=at))

    def _tell(self, verb: str, who: str, at: datetime, meeting: Meeting, **details: Any) -> None:
        self.story.tell(verb, who, at, self.programme, board=self.board, subject_id=meeting.id, **details)
