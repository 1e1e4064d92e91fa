"""Writing the eight aspects of an initiative: their states, evidence and history (domain/borging.md)."""

from dataclasses import asdict
from datetime import date, datetime

from workspace.borging.models import (
    AspectChange,
    AspectCode,
    AspectState,
    BorgingAspect,
    CarryConfirmation,
    Outlook,
)
from workspace.borging.models.rules import CLAIMS, Claim, replayed
from workspace.db import db
from workspace.demo.actions.claims import Said, Step
from workspace.demo.actions.evidence import EvidenceWriter
from workspace.demo.actions.handing_over import HandoverWriter
from workspace.demo.actions.story import Story
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts


class BorgingWriter:
    """Writes what was said of each aspect of one initiative; of the others nothing was said: they are open.

    `Said.read` explains a line of the texts. `keeper` wrote it down, or else the kartrekker.
    """

    def __init__(self, telling: Telling, texts: Texts, lead: str) -> None:
        self.telling, self.texts = telling, texts
        self.keeper: str = texts.get("keeper", lead)
        self.story: Story = telling.story
        self.changes: list[tuple[date, AspectCode, Claim]] = []

    def write(self) -> None:
        """Add the aspects, the handovers, and the word of an organisation that carries it itself."""
        evidence = EvidenceWriter(self.story, self.telling.board.programme_id, self.texts, self.keeper)
        for code, words in self.texts.get("borging", {}).items():
            self._add_aspect(AspectCode(code), Said.read(words, self.story), evidence)
        carried_from = HandoverWriter(self.telling, self.texts).write() or self._confirm_carrying()
        if self.changes:
            self._add_outlook(carried_from)

    def _confirm_carrying(self) -> date | None:
        """Let the organisation that stays say that it carries this itself; return the day on which it did."""
        slug = self.texts.get("carried_by")
        if slug is None:
            return None
        at = self.story.moment(self.texts["moves"][-1][1])
        representative = self.story.representative(slug)
        db.session.add(
            CarryConfirmation(
                initiative_id=self.telling.initiative.id,
                organisation_id=self.story.organisations[slug].id,
                confirmed_by_id=self.story.people[representative].id,
                confirmed_at=at,
            )
        )
        self.telling.tell("carry_confirmed", representative, at)
        return self.story.day_of(at)

    def _add_aspect(self, code: AspectCode, said: Said, evidence: EvidenceWriter) -> None:
        next_step, next_step_on = self.texts.get("steps", {}).get(code.value, ("", None))
        aspect = BorgingAspect(
            initiative_id=self.telling.initiative.id,
            code=code,
            state=said.state,
            reason=said.why if said.state is AspectState.NOT_NEEDED else "",
            organisation_id=self.story.organisations[said.organisation].id if said.organisation else None,
            person_id=self.story.people[said.person].id if said.person else None,
            valid_until=said.valid_until,
            next_step=next_step,
            next_step_on=next_step_on,
        )
        db.session.add(aspect)
        db.session.flush()  # its evidence and history need its id
        title = self.telling.initiative.title
        self.story.subjects["aspect", title, code.value] = aspect.initiative_id, aspect.id
        claimed_at = self._add_history(aspect, said.steps(self.texts, self.story), said.why)
        evidence.write(aspect, said, claimed_at)

    def _add_history(self, aspect: BorgingAspect, steps: list[Step], why: str) -> datetime:
        """Add each change of an aspect; return when it came into the state in which it is."""
        reached_at = at = self.telling.initiative.created_at
        for step in steps:
            at = min(max(self.story.moment(step.day), at + self.story.pause()), self.story.now)
            was_confirmed = step.before == step.after
            if not was_confirmed:
                reached_at = at
            self._note(aspect, step, at, "" if was_confirmed else why)
        return reached_at

    def _note(self, aspect: BorgingAspect, step: Step, at: datetime, why: str) -> None:
        is_there = step.after is aspect.state
        db.session.add(
            AspectChange(
                aspect_id=aspect.id,
                from_state=step.before,
                to_state=step.after,
                organisation_id=aspect.organisation_id,
                person_id=aspect.person_id if is_there else None,
                valid_until=step.valid_until,
                next_step=aspect.next_step if step.is_last else "",
                next_step_on=aspect.next_step_on if step.is_last else None,
                reason=aspect.reason if is_there else "",
                why=why if is_there else "",
                changed_by_id=self.story.people[self.keeper].id,
                changed_at=at,
            )
        )
        self.changes.append((self.story.day_of(at), aspect.code, step.claim))
        if step.before == step.after and step.after in CLAIMS:
            self.telling.tell("aspect_confirmed", self.keeper, at, aspect=aspect.code.value)
            return
        self.telling.tell(
            "aspect_changed",
            self.keeper,
            at,
            aspect=aspect.code.value,
            from_state=step.before.value,
            to_state=step.after.value,
        )

    def _add_outlook(self, carried_from: date | None) -> None:
        self.changes.sort(key=lambda change: change[0])
        db.session.add_all(
            Outlook(initiative_id=self.telling.initiative.id, **asdict(period))
            for period in replayed(self.changes, carried_from)
        )
