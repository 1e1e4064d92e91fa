"""What happened around one initiative: its events, and when it was last active."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import update

from workspace.activity.models import Event
from workspace.boards.models import Board
from workspace.db import change_rows
from workspace.demo.actions.story import Story
from workspace.initiatives.models import Initiative, Visibility


class Telling:
    """Writes down, for one initiative, what the actions of the workspace would have recorded."""

    def __init__(self, story: Story, board: Board, initiative: Initiative, *, board_is_public: bool) -> None:
        self.story, self.board, self.initiative = story, board, initiative
        self.is_public = board_is_public and initiative.visibility is Visibility.PUBLIC
        self.is_draft = initiative.visibility is Visibility.DRAFT
        self.counted: Counter[str] = Counter()  # column -> rows
        self.active_at = self.partner_active_at = initiative.created_at

    def tell(
        self,
        verb: str,
        who: str,
        at: datetime,
        *,
        among_partners: bool = False,
        touches: bool = True,
        **details: Any,
    ) -> None:
        """Add an event, in this person's role, and remember when the initiative was last active."""
        role, organisation_id = self.story.hat(who, self.board)
        is_public = self.is_public and not among_partners
        subject_id = details.pop("subject_id", None)
        self.story.events.append(
            Event(
                verb=verb,
                happened_at=at,
                actor_id=self.story.people[who].id,
                role=role,
                organisation_id=organisation_id,
                programme_id=self.board.programme_id,
                board_id=None if self.is_draft else self.board.id,
                initiative_id=self.initiative.id,
                subject_id=subject_id,
                is_public=is_public,
                details=details,
            )
        )
        if not touches:
            return
        self.partner_active_at = max(self.partner_active_at, at)
        if is_public:
            self.active_at = max(self.active_at, at)

    def settle(self, *, version: int) -> None:
        """Store the counters and moments that follow from what was told, and how often the text changed."""
        change_rows(
            update(Initiative)
            .where(Initiative.id == self.initiative.id)
            .values(
                active_at=self.active_at,
                partner_active_at=self.partner_active_at,
                version=version,
                **self.counted,
            )
        )
