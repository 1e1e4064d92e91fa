"""Adding a comment with its event and its place in the counters."""

from datetime import datetime

from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.demo.actions.telling import Telling
from workspace.text import to_html


class Words:
    """Adds what people say under one initiative."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling

    def add(
        self,
        who: str,
        at: datetime,
        text: str,
        *,
        to: Comment | None = None,
        is_official: bool = False,
        entered_by: str = "",
        links_wait: bool = False,
    ) -> Comment:
        """Add what somebody said in public, perhaps for an organisation, and return it with its id.

        What a worker entered is told of the worker; an official answer is told by whoever asks for this.
        """
        role, organisation_id = self.telling.story.hat(who, self.telling.board)
        comment = Comment(
            initiative_id=self.telling.initiative.id,
            parent_id=to.id if to else None,
            author_id=self.telling.story.people[who].id,
            role=role,
            organisation_id=organisation_id,
            audience=Audience.PUBLIC,
            body=text,
            body_html=to_html(text, links=not links_wait),
            is_official=is_official,
            links_wait=links_wait,
            created_at=at,
        )
        db.session.add(comment)
        db.session.flush()  # answers and events need its id
        if to:
            to.reply_count += 1
        self.telling.counted["comment_count"] += 1
        if not is_official:
            teller = entered_by or who
            self.telling.tell(
                "comment_posted", teller, at, subject_id=comment.id, audience=comment.audience.value
            )
        return comment
