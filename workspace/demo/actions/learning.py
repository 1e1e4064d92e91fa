"""Writing what was learned in a programme: moments, red threads, its learning history, and its accounts."""

from collections.abc import Mapping

from workspace.demo.actions.accounts import AccountWriter, Draw
from workspace.demo.actions.caught import MomentWriter
from workspace.demo.actions.chapters import HistoryWriter
from workspace.demo.actions.past import Past
from workspace.demo.queries import Texts
from workspace.learning.models import LearningMoment
from workspace.programmes.models import Openness, Programme
from workspace.threads.actions import make_thread

MORNING = 8.25  # UTC: when those who work on it do so


class LearningWriter:
    """Writes what one programme learned, through the actions that people use for it."""

    def __init__(self, past: Past, programme: Programme, draw: Draw | None) -> None:
        self.past, self.programme, self.draw = past, programme, draw

    def write(self, texts: Texts) -> None:
        """Add all of it; without texts nothing, and without what draws them no accounts."""
        caught = MomentWriter(self.past, self.programme)
        caught.write(texts.get("moment", []))
        for thread in texts.get("thread", []):
            self._add_thread(thread, caught.moments)
        if "history" in texts:
            HistoryWriter(self.past, self.programme, caught.moments).write(texts["history"])
        if self.draw is not None:
            accounts = AccountWriter(self.past, self.programme, self.draw)
            for report in texts.get("report", []):
                accounts.write(report)

    def _add_thread(self, texts: Texts, moments: Mapping[str, LearningMoment]) -> None:
        with self.past.on(texts["on"], MORNING, texts["by"]) as by:
            make_thread(
                self.programme,
                title=texts["title"],
                sentence=texts["sentence"],
                openness=Openness.PUBLIC,
                moment_ids=[moments[key].id for key in texts["moments"]],
                by=by,
            )
