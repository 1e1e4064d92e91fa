"""Writing the eight aspects of an initiative: their states, evidence and history (domain/borging.md)."""

from dataclasses import asdict
from datetime import date
from itertools import pairwise

from workspace.borging.models import (
    AspectChange,
    AspectCode,
    AspectState,
    BorgingAspect,
    CarryConfirmation,
    Evidence,
    Outlook,
)
from workspace.borging.models.rules import CLAIMS, Claim, replayed, year_from
from workspace.db import db
from workspace.demo.actions.story import Story
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts

TWELVE_MONTHS = 365
STEPS = (AspectState.OPEN, AspectState.TALKING, AspectState.AGREED, AspectState.ANCHORED)


class BorgingWriter:
    """Writes what was said of each aspect of one initiative; of the others nothing was said: they are open.

    A claim reads [state, organisation, evidence, days that it still holds]; below zero it is stale. It was
    made twelve months before that day. A talk reads ["talking", organisation, what is said]; what is not
    needed reads ["not_needed", reason].
    """

    def __init__(self, telling: Telling, texts: Texts, lead: str) -> None:
        self.telling, self.texts, self.lead = telling, texts, lead
        self.story: Story = telling.story
        self.changes: list[tuple[date, AspectCode, Claim]] = []

    def write(self) -> None:
        """Add the aspects, and the word of the organisation that carries the initiative itself."""
        for code, said in self.texts.get("borging", {}).items():
            state, *words = said
            self._add_aspect(AspectCode(code), AspectState(state), words)
        if self.changes:
            self._add_outlook(self._confirm_carrying())

    def _confirm_carrying(self) -> date | None:
        """Let the organisation that stays say that it carries this itself; return the day on which it did."""
        slug = self.texts.get("carried_by")
        if slug is None:
            return None
        at = self.story.moment(self.texts["moves"][-1][1])
        db.session.add(
            CarryConfirmation(
                initiative_id=self.telling.initiative.id,
                organisation_id=self.story.organisations[slug].id,
                confirmed_by_id=self.story.representative(slug).id,
                confirmed_at=at,
            )
        )
        return self.story.day_of(at)

    def _add_aspect(self, code: AspectCode, state: AspectState, words: list[str | int]) -> None:
        claims = state in (AspectState.AGREED, AspectState.ANCHORED)
        organisation = (
            self.story.organisations[str(words[0])] if state is not AspectState.NOT_NEEDED else None
        )
        valid_until = self.story.day(-int(words[2])) if claims else None
        aspect = BorgingAspect(
            initiative_id=self.telling.initiative.id,
            code=code,
            state=state,
            reason="" if organisation else str(words[0]),
            organisation_id=organisation.id if organisation else None,
            person_id=self.story.people[str(words[3])].id if len(words) > 3 else None,
            valid_until=valid_until,
        )
        db.session.add(aspect)
        db.session.flush()  # its evidence and history need its id
        if claims:
            db.session.add(
                Evidence(
                    aspect_id=aspect.id,
                    text=str(words[1]),
                    added_by_id=self.story.people[self.lead].id,
                    added_at=self.story.moment(TWELVE_MONTHS - int(words[2])),
                )
            )
        days = TWELVE_MONTHS - int(words[2]) if claims else self.texts["since"] * 0.6
        self._add_history(aspect, max(1.0, min(days, self.texts["since"] * 0.8)), words)

    def _add_history(self, aspect: BorgingAspect, days: float, words: list[str | int]) -> None:
        why = str(words[1]) if len(words) > 1 else aspect.reason
        path = [AspectState.OPEN, aspect.state]
        if aspect.state in STEPS:
            path = list(STEPS[: STEPS.index(aspect.state) + 1])
        began = self.texts["since"] * 0.9
        for step, (before, after) in enumerate(pairwise(path), start=1):
            at = self.story.moment(began + (days - began) * step / (len(path) - 1))
            valid_until = year_from(self.story.day_of(at)) if after in CLAIMS else None
            if after is aspect.state:
                valid_until = aspect.valid_until
            db.session.add(
                AspectChange(
                    aspect_id=aspect.id,
                    from_state=before,
                    to_state=after,
                    organisation_id=aspect.organisation_id,
                    person_id=aspect.person_id if after is aspect.state else None,
                    valid_until=valid_until,
                    why=why if after is aspect.state else "",
                    changed_by_id=self.story.people[self.lead].id,
                    changed_at=at,
                )
            )
            self.changes.append((self.story.day_of(at), aspect.code, Claim(after, valid_until)))
            self.telling.tell(
                "aspect_changed",
                self.lead,
                at,
                aspect=aspect.code.value,
                from_state=before.value,
                to_state=after.value,
            )

    def _add_outlook(self, carried_from: date | None) -> None:
        self.changes.sort(key=lambda change: change[0])
        db.session.add_all(
            Outlook(initiative_id=self.telling.initiative.id, **asdict(period))
            for period in replayed(self.changes, carried_from)
        )
