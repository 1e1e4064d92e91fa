"""Writing learning moments: who caught them, who was quoted, and what others made of them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from workspace.boards.models import Board
from workspace.db import db
from workspace.demo.actions.past import Past
from workspace.demo.queries import TEXTS, Texts
from workspace.initiatives.models import Initiative, ReportReason
from workspace.learning.actions import ask_quoted_person, catch_moment
from workspace.learning.actions.consent import answer_quote, enter_paper_consent
from workspace.learning.actions.moments import Shown, Told
from workspace.learning.actions.reflecting import reflect
from workspace.learning.actions.sharing import answer_name, share_obstacle
from workspace.learning.models import ConsentAnswer, LearningMoment, MomentKind
from workspace.learning.queries.consent import find_consent
from workspace.learning.queries.places import Place, at_initiative
from workspace.moderation.actions import report_thing
from workspace.moderation.queries.learned import Learned
from workspace.pictures import encode
from workspace.programmes.models import Openness, Programme

EVENING = 18.5  # UTC: when people find the time to tell
ASKED = 18.75  # a moment later


class MomentWriter:
    """Writes the moments of one programme, and remembers them by the names that the texts use.

    A moment is of an `initiative`, or of the whole programme. A picture reads [file, what it shows]. Who is
    quoted is asked (`ask`), and says yes on the day `answered`, or in a form on paper (`on_paper`); without
    either the quote waits. Who agreed for the municipality to be named where it is shared reads [who, day].
    Who reported it reads [who, day, reason, words].
    """

    def __init__(self, past: Past, programme: Programme) -> None:
        self.past, self.story, self.programme = past, past.story, programme
        self.moments: dict[str, LearningMoment] = {}

    def write(self, texts: list[Texts]) -> None:
        """Add the moments, and all that was said of them, in the order of time."""
        for one in sorted(texts, key=lambda each: each["on"]):
            self._add(one)

    def _add(self, texts: Texts) -> None:
        author = self.story.people[texts["by"]]
        told = Told(
            MomentKind(texts["kind"]),
            texts["what"],
            texts["on"],
            Openness.PARTNERS if texts.get("among_partners") else Openness.PUBLIC,
            texts.get("said_by", author.name),
            texts["said_as"],
            texts.get("role_only", False),
        )
        with self.past.on(texts["on"], EVENING, texts["by"]) as by:
            moment = catch_moment(self._place(texts), told, shown=self._shown(texts), by=by)
        self.moments[texts["key"]] = moment
        if moment.kind == MomentKind.QUOTE:
            self._ask(moment, texts)
        for said in texts.get("reflections", []):
            self._reflect(moment, said)
        if "shared" in texts:
            self._share(moment, texts["shared"])
        if "reported" in texts:
            self._report(moment, *texts["reported"])

    def _ask(self, moment: LearningMoment, texts: Texts) -> None:
        """Show a quote to who is quoted, by their account or on paper, and let them answer."""
        if "on_paper" in texts:
            with self.past.on(texts["on_paper"], EVENING, texts["by"]) as by:
                enter_paper_consent(moment, on=texts["on_paper"], by=by)
            return
        with self.past.on(texts["on"], ASKED, texts["by"]) as by:
            ask_quoted_person(moment, user_id=self.story.people[texts["ask"]].id, by=by)
        if "answered" in texts and (consent := find_consent(moment)):
            with self.past.on(texts["answered"], EVENING, texts["ask"]) as by:
                answer_quote(consent, ConsentAnswer.YES, by=by)

    def _reflect(self, moment: LearningMoment, texts: Texts) -> None:
        openness = Openness.PUBLIC if texts.get("public") else Openness.PARTNERS
        with self.past.on(texts["on"], EVENING, texts["by"]) as by:
            reflect(moment, body=texts["text"], openness=openness, by=by)

    def _report(self, moment: LearningMoment, who: str, day: date, reason: str, words: str) -> None:
        with self.past.on(day, EVENING, who) as by:
            report_thing(Learned(moment), reason=ReportReason(reason), words=words, by=by)

    def _share(self, moment: LearningMoment, texts: Texts) -> None:
        with self.past.on(texts["on"], EVENING, texts["by"]) as by:
            asks_name = texts.get("asks_name", False)
            share = share_obstacle(moment, text=texts["text"], asks_name=asks_name, by=by)
        if "agreed" in texts:
            who, day = texts["agreed"]
            with self.past.on(day, EVENING, who) as by:
                answer_name(share, agreed=True, by=by)

    def _place(self, texts: Texts) -> Place:
        if "initiative" not in texts:
            return Place(self.programme)
        number = self.story.subjects["initiative", texts["initiative"]][1]
        with_board = joinedload(Initiative.board).joinedload(Board.programme)
        query = select(Initiative).where(Initiative.id == number).options(with_board)
        return at_initiative(db.session.scalars(query).one())

    def _shown(self, texts: Texts) -> Shown | None:
        if "picture" not in texts or self.story.folder is None:
            return None
        name, alt = texts["picture"]
        with (TEXTS / "landerd" / "files" / name).open("rb") as stream:
            return Shown(encode(stream), alt, self.story.folder.folder("moments"))
