"""Writing what was said for somebody else, what was reported, and what waits for a look."""

from typing import Any

from workspace.comments.models import Comment
from workspace.db import db
from workspace.demo.actions.telling import Telling
from workspace.demo.actions.words import Words
from workspace.demo.queries import Texts
from workspace.initiatives.models import Case, LookedAt, ReportReason, Support, Verdict
from workspace.moderation.models import Report, Warned
from workspace.moderation.queries.things import Thing
from workspace.on_behalf.models import ClaimCode, Contribution, OnBehalf, ReceivedHow
from workspace.on_behalf.models.codes import hash_of_code, new_code
from workspace.programmes.models import Programme


class SaidWriter:
    """Writes the words about which there is more to tell than who said them.

    What was entered reads [worker, person on paper, day, how it was received], with the words of a comment
    and [who claimed it, day] behind it; a report [who, day, reason, words]; a verdict [who, day, verdict,
    reason, words to the author].
    """

    def __init__(self, telling: Telling, texts: Texts) -> None:
        self.telling, self.texts, self.story = telling, texts, telling.story
        self.initiative = telling.initiative

    def write(self) -> None:
        """Add it all, and what was told of it."""
        if "entered_by" in self.texts:
            worker, person = self.texts["entered_by"], self.texts["by"]
            self._note(Contribution.IDEA, worker, person, self.texts["since"], self.texts["received"])
        for worker, person, day, received in self.texts.get("supports_on_paper", []):
            self._add_support(worker, person, day, received)
        for worker, person, day, received, text, claimer, claimed in self.texts.get("said_on_paper", []):
            self._add_claimed(worker, person, day, received, text, claimer, claimed)
        for said in self.texts.get("said", []):
            self._add_said(said)

    def _note(
        self,
        kind: Contribution,
        worker: str,
        person: str,
        day: int,
        received: str,
        comment_id: int | None = None,
    ) -> None:
        at = self.story.clock(day)
        owner, entered_by = self.story.people[person], self.story.people[worker]
        db.session.add(
            OnBehalf(
                person_id=owner.id,
                initiative_id=self.initiative.id,
                comment_id=comment_id,
                kind=kind,
                received=ReceivedHow(received),
                consent_on=self.story.day_of(at),
                entered_by_id=entered_by.id,
                organisation_id=self.story.hat(worker, self.telling.board)[1],
                entered_at=at,
            )
        )
        if db.session.get(ClaimCode, owner.id) is None:
            db.session.add(ClaimCode(person_id=owner.id, code_hash=hash_of_code(new_code()), made_at=at))

    def _add_support(self, worker: str, person: str, day: int, received: str) -> None:
        at, owner = self.story.clock(day), self.story.people[person]
        db.session.add(Support(initiative_id=self.initiative.id, user_id=owner.id, created_at=at))
        self.telling.counted["support_count"] += 1
        self.telling.tell("initiative_supported", worker, at, for_another=True)
        self._note(Contribution.SUPPORT, worker, person, day, received)

    def _add_claimed(
        self, worker: str, person: str, day: int, received: str, text: str, claimer: str, claimed: int
    ) -> None:
        """Add a comment that was entered for somebody who has it on their own account by now."""
        comment = Words(self.telling).add(claimer, self.story.clock(day), text, entered_by=worker)
        self._note(Contribution.COMMENT, worker, person, day, received, comment.id)
        code = db.session.get_one(ClaimCode, self.story.people[person].id)
        code.claimed_by_id, code.claimed_at = self.story.people[claimer].id, self.story.clock(claimed, 14)
        self.telling.tell("contribution_claimed", claimer, code.claimed_at)

    def _add_said(self, texts: Texts) -> None:
        at, waits = self.story.clock(texts["day"], 12.5), texts.get("links_wait", False)
        comment = Words(self.telling).add(texts["who"], at, texts["text"], links_wait=waits)
        if waits or "report" in texts:
            self._open_case(comment, texts)

    def _open_case(self, comment: Comment, texts: Texts) -> None:
        thing = Thing(self.initiative, comment)
        since = comment.created_at
        case = Case(about=thing.about, initiative_id=self.initiative.id)
        case.comment_id, case.waits_since = comment.id, since
        db.session.add(case)
        db.session.flush()  # reports need its id
        if "report" not in texts:
            return
        who, day, reason, words = texts["report"]
        case.waits_since = self.story.clock(day, 13.5)
        report = Report(
            case_id=case.id,
            reported_by_id=self.story.people[who].id,
            reason=ReportReason(reason),
            words=words,
            reported_at=case.waits_since,
        )
        db.session.add(report)
        self._tell("report_made", who, day, 13.5, case.id)
        if "verdict" in texts:
            self._judge(case, report, thing, *texts["verdict"])

    def _judge(
        self, case: Case, report: Report, thing: Thing, who: str, day: int, name: str, words: str = ""
    ) -> None:
        at, verdict = self.story.clock(day, 15.5), Verdict(name)
        role, judge = self.story.hat(who, self.telling.board)[0], self.story.people[who]
        report.verdict, report.handled_at = verdict, at
        case.verdict, case.handled_at, case.waits_since = verdict, at, None
        case.handled_by_id, case.handled_as, case.rounds = judge.id, role, 1
        case.judged_text, case.judged_reasons = thing.digest, [report.reason.value]
        about: dict[str, Any] = {"verdict": verdict.value, "kind": thing.kind.value, "number": thing.number}
        self._tell("report_handled", who, day, 15.5, case.id, **about)
        author_id = next(iter(thing.makers))
        if verdict is Verdict.NOTHING:
            db.session.add(LookedAt(user_id=author_id))
            return
        word = Warned(
            user_id=author_id,
            board_id=self.telling.board.id,
            initiative_id=self.initiative.id,
            comment_id=thing.number,
            verdict=verdict,
            reason=report.reason,
            words=words,
            warned_by_id=judge.id,
            warned_as=role,
            warned_at=at,
        )
        db.session.add(word)
        db.session.flush()  # the event names it
        self._tell("author_told", who, day, 15.5, word.id, verdict=verdict.value)

    def _tell(self, verb: str, who: str, day: int, hour: float, subject_id: int, **details: Any) -> None:
        programme = db.session.get_one(Programme, self.telling.board.programme_id)
        at = self.story.clock(day, hour)
        about: dict[str, Any] = {"initiative_id": self.initiative.id, "subject_id": subject_id}
        self.story.tell(verb, who, at, programme, **about, **details)
