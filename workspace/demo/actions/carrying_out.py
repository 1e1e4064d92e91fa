"""Writing what partners put in, what was counted, reactions to news, and tasks."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from workspace.db import db
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts
from workspace.initiatives.models import InitiativePartner, Update
from workspace.results.models import Reaction, ReactionKind, Result
from workspace.tasks.models import Task


class CarryingOutWriter:
    """Writes how one initiative is carried out.

    An input reads [organisation, who, day, hours promised, hours given, needs]; a result [who, day, what,
    amount, unit]; a reaction [which news, newest is 0, who, day, kind]; a task [who made it, day, title,
    whose, last day, day on which it was done].
    """

    def __init__(self, telling: Telling, texts: Texts) -> None:
        self.telling, self.texts, self.story = telling, texts, telling.story
        self.initiative_id = telling.initiative.id

    def write(self) -> None:
        """Add it all, and what was told of it."""
        for said in self.texts.get("inputs", []):
            self._add_input(*said)
        for counted in self.texts.get("results", []):
            self._add_result(*counted)
        newest = select(Update).filter_by(initiative_id=self.initiative_id).order_by(Update.created_at.desc())
        news = db.session.scalars(newest).all() if "reactions" in self.texts else []
        for number, *reaction in self.texts.get("reactions", []):
            self._add_reaction(news[number], *reaction)
        for task in self.texts.get("tasks", []):
            TaskWriter(self.telling).add(*task)

    def _add_input(
        self, slug: str, who: str, day: int, promised: int, given: int | None = None, needs: str = ""
    ) -> None:
        at = self.story.clock(day, 12)
        organisation = self.story.organisations[slug]
        partner = db.session.get_one(InitiativePartner, (self.initiative_id, organisation.id))
        partner.needs, partner.hours_promised, partner.hours_given = needs, promised, given
        partner.given_said_on = None if given is None else self.story.day_of(at)
        fields = [*(["needs"] if needs else []), "hours_promised"]
        fields += ["hours_given", "given_said_on"] if given is not None else []
        told: dict[str, Any] = {
            "subject_id": organisation.id,
            "fields": fields,
            "promised": promised,
            "given": given,
        }
        self.telling.tell("input_said", who, at, among_partners=not needs, **told)

    def _add_result(self, who: str, day: int, what: str, amount: int, unit: str) -> None:
        at = self.story.clock(day, 17)
        role, organisation_id = self.story.hat(who, self.telling.board)
        counted = {"what": what, "amount_hundredths": amount * 100, "unit": unit}
        on_day: date = self.story.day_of(at)
        result = Result(
            initiative_id=self.initiative_id,
            on_day=on_day,
            entered_by_id=self.story.people[who].id,
            role=role,
            organisation_id=organisation_id,
            entered_at=at,
            **counted,
        )
        db.session.add(result)
        db.session.flush()  # the event names it
        words = {**counted, "on_day": on_day.isoformat()}
        self.telling.tell("result_added", who, at, subject_id=result.id, counted=words)

    def _add_reaction(self, update: Update, who: str, day: float, kind: str) -> None:
        at = max(self.story.clock(day, 19), update.created_at + timedelta(hours=1))
        person = self.story.people[who]
        db.session.add(
            Reaction(update_id=update.id, user_id=person.id, kind=ReactionKind(kind), created_at=at)
        )
        self.telling.tell("news_reaction", who, at, touches=False, subject_id=update.id)


class TaskWriter:
    """Writes what there is to do for one initiative, and what of it was done."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling

    def add(
        self,
        maker: str,
        day: float,
        title: str,
        person: str,
        due_on: date,
        done: float | None = None,
        meeting_id: int | None = None,
    ) -> None:
        """Add something to do for an initiative, and that it was done."""
        telling, story = self.telling, self.telling.story
        at, owner = story.clock(day, 20.5), story.people[person]
        task = Task(
            board_id=telling.board.id,
            initiative_id=telling.initiative.id,
            meeting_id=meeting_id,
            title=title,
            person_id=owner.id,
            due_on=due_on,
            made_by_id=story.people[maker].id,
            made_at=at,
        )
        db.session.add(task)
        db.session.flush()  # the events name it
        told: dict[str, Any] = {"among_partners": True, "subject_id": task.id, "person": owner.id}
        telling.tell("task_added", maker, at, **told)
        if done is not None:
            task.done_at, task.done_by_id = story.clock(done, 15), owner.id
            telling.tell("task_done", person, task.done_at, **told)
