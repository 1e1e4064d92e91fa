"""Writing what was learned in a programme: moments, red threads, its learning history, and its accounts."""

from workspace.demo.actions.caught import MomentWriter
from workspace.demo.actions.chapters import HistoryWriter
from workspace.demo.actions.past import Past
from workspace.demo.queries import Texts
from workspace.programmes.models import Programme


class LearningWriter:
    """Writes what one programme learned, through the actions that people use for it."""

    def __init__(self, past: Past, programme: Programme) -> None:
        self.past, self.programme = past, programme

    def write(self, texts: Texts) -> None:
        """Add all of it; no texts, nothing to add."""
        caught = MomentWriter(self.past, self.programme)
        caught.write(texts.get("moment", []))
        if "history" in texts:
            HistoryWriter(self.past, self.programme, caught.moments).write(texts["history"])
