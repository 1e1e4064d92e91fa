"""Writing borgingsscans: who held them, what people answered, and the next steps that followed."""

from collections.abc import Sequence
from typing import Any

from workspace.borging.models import AspectCode
from workspace.db import db
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts
from workspace.scans.models import Scan, ScanAnswer, ScanStep


class ScanWriter:
    """Writes the scans of one initiative.

    Who opened and closed it read [who, day]. Somebody's answers are eight signs in the order of the aspects,
    1 to 5 or ? for "weet ik niet". A next step reads [step, organisation, who, last day, day it was done].
    """

    def __init__(self, telling: Telling, texts: Texts) -> None:
        self.telling, self.texts, self.story = telling, texts, telling.story

    def write(self) -> None:
        """Add each scan, oldest first."""
        for scan in self.texts.get("scan", []):
            self._add(scan)

    def _add(self, texts: Texts) -> None:
        opener, opened_on = texts["opened"]
        closer, closed_on = texts.get("closed", (None, None))
        scan = Scan(
            initiative_id=self.telling.initiative.id,
            opened_by_id=self.story.people[opener].id,
            opened_at=self.story.moment(opened_on),
            closed_at=self.story.moment(closed_on) if closer else None,
        )
        db.session.add(scan)
        db.session.flush()  # answers, steps and events name it
        self.telling.tell("scan_opened", opener, scan.opened_at, subject_id=scan.id)
        for who, answers in texts["answers"].items():
            self._add_answers(scan, who, answers)
        if scan.closed_at is not None:
            self.telling.tell("scan_closed", closer, scan.closed_at, subject_id=scan.id)
            for code, step in texts.get("steps", {}).items():
                self._add_step(scan, AspectCode(code), step, closer)

    def _add_answers(self, scan: Scan, who: str, answers: str) -> None:
        until = scan.closed_at or self.story.now
        at = scan.opened_at + (until - scan.opened_at) * self.story.chance.uniform(0.05, 0.95)
        role, _ = self.story.hat(who, self.telling.board)
        db.session.add_all(
            ScanAnswer(
                scan_id=scan.id,
                user_id=self.story.people[who].id,
                question=code,
                value=None if sign == "?" else int(sign),
                role=role,
                answered_at=at,
            )
            for code, sign in zip(AspectCode, answers, strict=True)
        )
        self.telling.tell("scan_answered", who, at, among_partners=True, subject_id=scan.id)

    def _add_step(self, scan: Scan, code: AspectCode, words: Sequence[Any], by: str) -> None:
        text, organisation, who, due_on, *done_on = words
        step = ScanStep(
            scan_id=scan.id,
            question=code,
            step=text,
            organisation_id=self.story.organisations[organisation].id,
            person_id=self.story.people[who].id,
            due_on=due_on,
            done_at=self.story.moment(done_on[0]) if done_on else None,
            set_by_id=self.story.people[by].id,
        )
        db.session.add(step)
        db.session.flush()  # the events name it
        set_at = (scan.closed_at or scan.opened_at) + self.story.pause()
        self.telling.tell("scan_step_set", by, set_at, subject_id=step.id, aspect=code.value)
        if step.done_at:
            self.telling.tell("scan_step_done", who, step.done_at, subject_id=step.id, aspect=code.value)
