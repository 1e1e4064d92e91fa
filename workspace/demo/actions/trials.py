"""Writing the trials without a lead: agreed periods in which the programme team keeps its hands off."""

from workspace.db import db
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts
from workspace.independence.models import SoloTrial


class TrialWriter:
    """Writes the trials of one initiative; who proposed and who agreed read [who, day]."""

    def __init__(self, telling: Telling, texts: Texts) -> None:
        self.telling, self.texts, self.story = telling, texts, telling.story

    def write(self) -> None:
        """Add each trial, and what was told of it among partners."""
        for trial in self.texts.get("trial", []):
            self._add(trial)

    def _add(self, texts: Texts) -> None:
        (proposer, proposed_on), (partner, agreed_on) = texts["proposed"], texts["agreed"]
        proposed_at, agreed_at = self.story.moment(proposed_on), self.story.moment(agreed_on)
        trial = SoloTrial(
            initiative_id=self.telling.initiative.id,
            starts_on=texts["starts_on"],
            ends_on=texts["ends_on"],
            proposed_by_id=self.story.people[proposer].id,
            proposed_at=proposed_at,
            agreed_by_id=self.story.people[partner].id,
            agreed_at=agreed_at,
        )
        db.session.add(trial)
        db.session.flush()  # the events name it
        days: Texts = {name: texts[name].isoformat() for name in ("starts_on", "ends_on")}
        for verb, who, at in (
            ("trial_proposed", proposer, proposed_at),
            ("trial_agreed", partner, agreed_at),
        ):
            self.telling.tell(verb, who, at, among_partners=True, subject_id=trial.id, **days)
