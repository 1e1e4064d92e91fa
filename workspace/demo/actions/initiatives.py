"""Writing an initiative: what it says, where it is, who is in it, and how it moved through the stages."""

from workspace.boards.models import Board
from workspace.db import db
from workspace.demo.actions.asking import QuestionWriter
from workspace.demo.actions.borging import BorgingWriter
from workspace.demo.actions.carrying_out import CarryingOutWriter
from workspace.demo.actions.said import SaidWriter
from workspace.demo.actions.scans import ScanWriter
from workspace.demo.actions.stances import StanceWriter
from workspace.demo.actions.starting import StartWriter
from workspace.demo.actions.story import Story
from workspace.demo.actions.talk import TalkWriter
from workspace.demo.actions.telling import Telling
from workspace.demo.actions.trials import TrialWriter
from workspace.demo.queries import Texts
from workspace.initiatives.models import (
    Goal,
    Initiative,
    InitiativeArea,
    InitiativePartner,
    Kind,
    ParticipationLevel,
    Revision,
    Scale,
    Stage,
    Visibility,
)

PLAIN = (
    "title", "summary", "why", "for_whom", "place", "helpers", "policy_field", "scale_reason",
    "frameworks", "frameworks_free", "frameworks_decider", "asked", "promised", "outcome", "end_reason",
    "lesson",
)  # fmt: skip


class InitiativeWriter:
    """Writes one initiative of a board with all that belongs to it."""

    def __init__(self, story: Story, board: Board, texts: Texts, *, lead: str, is_public: bool) -> None:
        self.story, self.board, self.texts, self.lead = story, board, texts, lead
        self.board_is_public = is_public

    def write(self) -> None:
        """Add the initiative, what people said and did, and the state of its borging."""
        initiative = self._initiative()
        db.session.add(initiative)
        db.session.flush()  # everything below needs its id
        self.story.subjects["initiative", initiative.title] = initiative.id, initiative.id
        telling = Telling(self.story, self.board, initiative, board_is_public=self.board_is_public)
        self._add_parts(initiative)
        self._add_moves(telling)
        self._add_revisions(initiative, telling)
        StartWriter(telling, self.texts).write()
        TalkWriter(telling, self.texts, self.lead).write()
        BorgingWriter(telling, self.texts, self.lead).write()
        TrialWriter(telling, self.texts).write()
        ScanWriter(telling, self.texts).write()
        StanceWriter(telling, self.texts).write()
        QuestionWriter(telling, self.texts).write()
        SaidWriter(telling, self.texts).write()
        CarryingOutWriter(telling, self.texts).write()
        telling.settle(version=1 + len(self.texts.get("revisions", [])))

    def _initiative(self) -> Initiative:
        texts, story = self.texts, self.story
        moves = texts.get("moves", [])
        stage = Stage(moves[-1][0]) if moves else Stage.IDEA
        since = story.moment(texts["since"])
        coordinator = str(texts.get("coordinator") or texts.get("entered_by") or texts["by"])
        organisation = str(texts.get("organisation", ""))
        return Initiative(
            **{field: texts.get(field, "") for field in PLAIN},
            board_id=self.board.id,
            target_groups=texts.get("target_groups", ["everybody"]),
            kind=Kind.PILOT if "pilot_ends" in texts else Kind.INITIATIVE,
            pilot_ends_on=story.day(-texts["pilot_ends"]) if "pilot_ends" in texts else None,
            scale=Scale(texts.get("scale", "local")),
            participation=ParticipationLevel(texts["participation"]) if "participation" in texts else None,
            yearly_cost_cents=texts["cost"] * 100 if "cost" in texts else None,
            stage=stage,
            visibility=Visibility(texts.get("visibility", "public")),
            ended_on=story.day(moves[-1][1]) if stage.is_end else None,
            created_by_id=story.people[texts["by"]].id,
            created_as=story.hat(texts["by"], self.board)[0],
            coordinator_id=story.people[coordinator].id,
            organisation_id=story.organisations[organisation].id if organisation else None,
            created_at=since,
        )

    def _add_parts(self, initiative: Initiative) -> None:
        texts, story = self.texts, self.story
        for area in texts.get("areas", []):
            db.session.add(InitiativeArea(initiative_id=initiative.id, area_id=story.areas[area].id))
        for position, (text, indicator) in enumerate(texts.get("goals", [])):
            db.session.add(
                Goal(initiative_id=initiative.id, position=position, text=text, indicator=indicator)
            )
        for slug, part in texts.get("partners", {}).items():
            db.session.add(
                InitiativePartner(
                    initiative_id=initiative.id, organisation_id=story.organisations[slug].id, part=part
                )
            )

    def _add_moves(self, telling: Telling) -> None:
        verb = "initiative_drafted" if telling.is_draft else "initiative_posted"
        details = {"for_another": True} if "entered_by" in self.texts else {}
        poster = str(self.texts.get("entered_by") or self.texts["by"])
        telling.tell(verb, poster, telling.initiative.created_at, **details)
        before = Stage.IDEA
        for name, days in self.texts.get("moves", []):
            to = Stage(name)
            telling.tell(
                "initiative_ended" if to.is_end else "initiative_moved",
                self.lead,
                self.story.moment(days),
                from_stage=before.value,
                to_stage=to.value,
            )
            before = to

    def _add_revisions(self, initiative: Initiative, telling: Telling) -> None:
        for version, (who, days, field, before) in enumerate(self.texts.get("revisions", []), start=1):
            at = self.story.moment(days)
            db.session.add(
                Revision(
                    initiative_id=initiative.id,
                    made_by_id=self.story.people[who].id,
                    made_at=at,
                    from_version=version,
                    changes={field: [self._as_kept(field, before), self._as_kept(field, self.texts[field])]},
                )
            )
            telling.tell("initiative_edited", who, at, subject_id=version, fields=[field])

    def _as_kept(self, field: str, word: str) -> str | int:
        """Return what a revision keeps: of a coordinator the id."""
        return self.story.people[word].id if field == "coordinator" else word
