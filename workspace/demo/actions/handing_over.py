"""Writing the handovers of an initiative: what was offered, to whom, and every step that followed."""

from datetime import date

from workspace.borging.models import Handover, HandoverState, HandoverStep
from workspace.db import db
from workspace.demo.actions.story import Story
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts

WORDS = ("tasks", "contacts", "documents", "open_points", "conditions")


class HandoverWriter:
    """Writes the offers of one initiative; each step of them reads [state, who, day, reason]."""

    def __init__(self, telling: Telling, texts: Texts) -> None:
        self.telling, self.texts = telling, texts
        self.story: Story = telling.story

    def write(self) -> date | None:
        """Add the offers in their order; return from which day an organisation carries it, or None."""
        carried_from = None
        for offer in self.texts.get("handover", []):
            handover = self._add_offer(offer)
            if handover.state is HandoverState.ACCEPTED:
                carried_from = handover.from_day
                self.telling.initiative.carried_by_id = handover.to_organisation_id
                self.telling.initiative.carried_from = carried_from
        return carried_from

    def _add_offer(self, texts: Texts) -> Handover:
        steps = texts["step"]
        handover = Handover(
            initiative_id=self.telling.initiative.id,
            to_organisation_id=self.story.organisations[texts["to"]].id,
            from_day=texts["from_day"],
            state=HandoverState(steps[-1][0]),
            version=len(steps),
            **{field: texts.get(field, "") for field in WORDS},
        )
        db.session.add(handover)
        db.session.flush()  # its steps need its id
        initiative = self.telling.initiative
        self.story.subjects["offer", initiative.title] = initiative.id, handover.id
        for state, who, day, *reason in steps:
            self._take_step(handover, HandoverState(state), who, day, "".join(reason))
        return handover

    def _take_step(self, handover: Handover, state: HandoverState, who: str, day: date, reason: str) -> None:
        at = self.story.moment(day)
        is_theirs = state not in {HandoverState.OFFERED, HandoverState.WITHDRAWN}
        db.session.add(
            HandoverStep(
                handover_id=handover.id,
                state=state,
                by_id=self.story.people[who].id,
                organisation_id=handover.to_organisation_id
                if is_theirs
                else self.story.hat(who, self.telling.board)[1],
                reason=reason,
                made_at=at,
            )
        )
        self.telling.tell(
            f"handover_{state.value}",
            who,
            at,
            among_partners=state is not HandoverState.ACCEPTED,
            subject_id=handover.id,
            to_organisation=handover.to_organisation_id,
            from_day=handover.from_day.isoformat(),
        )
