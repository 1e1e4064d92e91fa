"""Writing a board and everything on it."""

from workspace.activity.models import BoardPulse
from workspace.boards.models import Board, BoardPartner, ConsultationStage
from workspace.db import db
from workspace.demo.actions.initiatives import InitiativeWriter
from workspace.demo.actions.meetings import MeetingWriter
from workspace.demo.actions.story import Story
from workspace.demo.queries import Texts
from workspace.programmes.models import Openness, Programme
from workspace.text import slugify


class BoardWriter:
    """Writes one board of a programme from its file of texts."""

    def __init__(self, story: Story, programme: Programme) -> None:
        self.story, self.programme = story, programme

    def write(self, texts: Texts) -> None:
        """Add the board, its working group, its partners, its initiatives and its pulse."""
        board = self._add_board(texts)
        for key in texts.get("leads", []):
            self.story.add_to_board(board, key, is_lead=True)
        for key in texts.get("working_group", []):
            self.story.add_to_board(board, key, is_lead=False)
        for slug in texts.get("partners", []):
            db.session.add(BoardPartner(board_id=board.id, organisation_id=self.story.organisations[slug].id))
        is_public = Openness.PARTNERS not in (board.openness, self.programme.openness)
        for facts in texts.get("initiative", []):
            InitiativeWriter(self.story, board, facts, lead=texts["leads"][0], is_public=is_public).write()
        for meeting in texts["meeting"]:
            MeetingWriter(self.story, self.programme, board).write(meeting)
        happened = [event for event in self.story.events if event.board_id == board.id]
        db.session.add(
            BoardPulse(
                board_id=board.id,
                public_version=1 + sum(event.is_public for event in happened),
                partner_version=1 + len(happened),
            )
        )

    def _add_board(self, texts: Texts) -> Board:
        board = Board(
            programme_id=self.programme.id,
            slug=slugify(texts["title"]),
            title=texts["title"],
            ambition=texts["ambition"],
            threshold=texts.get("threshold", ""),
            policy_field=texts.get("policy_field", ""),
            target_groups=texts.get("target_groups", []),
            consultation=ConsultationStage(texts["consultation"]),
            how_to_join=texts.get("how_to_join", ""),
            openness=Openness(texts.get("openness", "public")),
            position=texts["position"],
            created_at=self.story.moment(1200),
        )
        db.session.add(board)
        db.session.flush()  # everything on the board needs this id
        return board
