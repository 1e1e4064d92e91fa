"""Writing who supports and joins an initiative, what people say under it, and its news."""

from datetime import datetime

from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.demo.actions.story import Story
from workspace.demo.actions.telling import Telling
from workspace.demo.queries import Texts
from workspace.initiatives.models import Participation, Support, Update
from workspace.text import to_html


class TalkWriter:
    """Writes the people around one initiative, and keeps its counters."""

    def __init__(self, telling: Telling, texts: Texts, lead: str) -> None:
        self.telling, self.texts, self.lead = telling, texts, lead
        self.story: Story = telling.story
        self.initiative = telling.initiative

    def write(self) -> None:
        """Add supporters, participants, comments with their replies, and updates."""
        self._add_supports()
        self._add_participants()
        for comment in self.texts.get("comments", []):
            self._add_thread(comment)
        for who, days, body in sorted(self.texts.get("updates", []), key=lambda update: -update[1]):
            self._add_update(who, self.story.moment(days), body)

    def _add_supports(self) -> None:
        neighbours = self.story.neighbours(self.telling.board.programme_id)
        ended = self.texts["moves"][-1][1] if self.initiative.stage.is_end else 1
        for key in self.story.chance.sample(sorted(neighbours), self.texts.get("supports", 0)):
            days = self.story.chance.uniform(ended, min(self.texts["since"], max(ended, neighbours[key])))
            at = max(self.story.moment(days), self.initiative.created_at)
            db.session.add(
                Support(initiative_id=self.initiative.id, user_id=self.story.people[key].id, created_at=at)
            )
            self.telling.tell("initiative_supported", key, at)
        self.telling.counted["support_count"] = self.texts.get("supports", 0)

    def _add_participants(self) -> None:
        joined = self.texts.get("joined", [])
        for person in joined:
            at = self.story.moment(person["days"])
            db.session.add(
                Participation(
                    initiative_id=self.initiative.id,
                    user_id=self.story.people[person["who"]].id,
                    hours_a_month=person.get("hours"),
                    skills=person.get("skills", ""),
                    note=person.get("note", ""),
                    shares_email=person.get("shares_email", False),
                    created_at=at,
                )
            )
            self.telling.tell("initiative_joined", person["who"], at)
        self.telling.counted["joined_count"] = len(joined)

    def _add_thread(self, texts: Texts) -> None:
        first = self._add_comment(texts, None)
        for reply in texts.get("replies", []):
            self._add_comment(reply, first)

    def _add_comment(self, texts: Texts, parent: Comment | None) -> Comment:
        who, at = texts["who"], self.story.moment(texts["days"])
        if parent:  # an answer on the same day comes after what it answers
            at = max(at, min(parent.created_at + self.story.pause(), self.story.now))
        among_partners = parent.audience is Audience.PARTNERS if parent else texts.get("partners", False)
        role, organisation_id = self.story.hat(who, self.telling.board)
        comment = Comment(
            initiative_id=self.initiative.id,
            parent_id=parent.id if parent else None,
            author_id=self.story.people[who].id,
            role=role,
            organisation_id=organisation_id,
            audience=Audience.PARTNERS if among_partners else Audience.PUBLIC,
            body=texts["text"],
            body_html=to_html(texts["text"]),
            created_at=at,
            edited_at=at + self.story.pause() if texts.get("edited") else None,
        )
        db.session.add(comment)
        db.session.flush()  # answers and the event need its id
        self.telling.tell(
            "partner_comment_posted" if among_partners else "comment_posted",
            who,
            at,
            among_partners=among_partners,
            subject_id=comment.id,
            audience=comment.audience.value,
        )
        if parent:
            parent.reply_count += 1
        if "removed" in texts:
            self._remove(comment, texts["removed"])
            return comment
        self.telling.counted["partner_comment_count" if among_partners else "comment_count"] += 1
        return comment

    def _remove(self, comment: Comment, reason: str) -> None:
        """Let the theme lead hide a comment, an hour or so later."""
        comment.removed_at = comment.created_at + self.story.pause()
        comment.removed_by_id = self.story.people[self.lead].id
        comment.removed_as = self.story.hat(self.lead, self.telling.board)[0]
        comment.removal_reason = reason

    def _add_update(self, who: str, at: datetime, body: str) -> None:
        role, organisation_id = self.story.hat(who, self.telling.board)
        update = Update(
            initiative_id=self.initiative.id,
            author_id=self.story.people[who].id,
            role=role,
            organisation_id=organisation_id,
            body=body,
            body_html=to_html(body),
            created_at=at,
        )
        db.session.add(update)
        db.session.flush()  # the event names it
        self.telling.tell("initiative_news", who, at, subject_id=update.id, pictures=0)
