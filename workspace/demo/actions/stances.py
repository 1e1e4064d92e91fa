"""Writing where partners say that they stand between steering and letting go."""

from workspace.db import db
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts
from workspace.letting_go.models import Position, Stance


class StanceWriter:
    """Writes the stances on one initiative; the programme team has no organisation."""

    def __init__(self, telling: Telling, texts: Texts) -> None:
        self.telling, self.texts, self.story = telling, texts, telling.story

    def write(self) -> None:
        """Add each stance, and what was told of it among partners."""
        for texts in self.texts.get("stance", []):
            self._add(texts)

    def _add(self, texts: Texts) -> None:
        who, at = texts["who"], self.story.moment(texts["day"])
        stands, wants = Position(texts["stands"]), Position(texts["wants"])
        db.session.add(
            Stance(
                board_id=self.telling.board.id,
                initiative_id=self.telling.initiative.id,
                organisation_id=self.story.hat(who, self.telling.board)[1],
                stands=stands,
                wants=wants,
                why=texts.get("why", ""),
                marked_by_id=self.story.people[who].id,
                marked_at=at,
            )
        )
        self.telling.tell(
            "stance_marked", who, at, among_partners=True, stands=stands.value, wants=wants.value
        )
