"""Writing what shows that a claim holds: words, links, decisions, agreements and granted money."""

from datetime import datetime

from workspace.borging.models import BorgingAspect, Evidence, EvidenceKind
from workspace.borging.models.rules import CLAIMS
from workspace.db import db
from workspace.demo.actions.claims import Said
from workspace.demo.actions.story import Story
from workspace.demo.queries import TEXTS, Texts
from workspace.files import keep, receive


class EvidenceWriter:
    """Writes the evidence of the aspects of one initiative.

    The words of a claim are its first evidence; under `evidence` the texts say of which kind these are, and
    what more there is: {kind, by, on, until, stream, amount (euros a year), link, file, title, text}.
    Files are left out when there is no folder to keep them in.
    """

    def __init__(self, story: Story, programme_id: int, texts: Texts, keeper: str) -> None:
        self.story, self.programme_id, self.keeper = story, programme_id, keeper
        self.texts: Texts = texts.get("evidence", {})

    def write(self, aspect: BorgingAspect, said: Said, claimed_at: datetime) -> None:
        """Add what shows this claim; whoever only talks has nothing to show."""
        if said.state not in CLAIMS:
            return
        first, *more = self.texts.get(aspect.code.value, [{}])
        self._add(aspect, {"text": said.why, **first}, claimed_at)
        for facts in more:
            self._add(aspect, facts, claimed_at)

    def _add(self, aspect: BorgingAspect, facts: Texts, claimed_at: datetime) -> None:
        if "file" in facts and self.story.folder is None:
            return
        stream = self.story.streams[self.programme_id, facts["stream"]] if "stream" in facts else None
        db.session.add(
            Evidence(
                **self._file(facts),
                aspect_id=aspect.id,
                text=facts["text"],
                kind=EvidenceKind(facts.get("kind", "text")),
                link=facts.get("link", ""),
                said_by=facts.get("by", ""),
                said_on=facts.get("on"),
                runs_until=facts.get("until"),
                amount_cents=facts["amount"] * 100 if "amount" in facts else None,
                funding_stream_id=stream.id if stream else None,
                added_by_id=self.story.people[self.keeper].id,
                added_at=claimed_at,
            )
        )

    def _file(self, facts: Texts) -> dict[str, str | int]:
        if "file" not in facts or self.story.folder is None:
            return {}
        with (TEXTS / facts["file"]).open("rb") as stream:
            received = receive(stream, facts["title"])
        name = keep(received, self.story.folder.folder("evidence"))
        return {"file_name": name, "file_title": received.title, "file_size": len(received.content)}
