"""Writing the questions that people saved: what falls if somebody or something goes away."""

from workspace.db import db
from workspace.demo.actions.story import Story
from workspace.demo.queries import Texts
from workspace.programmes.models import Programme
from workspace.what_falls.models import Analysis


class AnalysisWriter:
    """Writes saved questions of one programme, with the counts that were found on their day."""

    def __init__(self, story: Story, programme: Programme) -> None:
        self.story, self.programme = story, programme

    def write(self, texts: Texts) -> None:
        """Add a question, and that it was saved."""
        story, by, at = self.story, texts["by"], self.story.moment(texts["day"])
        people = (story.people[key].id for key in texts.get("people", []))
        streams = (story.streams[self.programme.id, name].id for name in texts.get("streams", []))
        saved = Analysis(
            programme_id=self.programme.id,
            name=texts["name"],
            question={
                "people": sorted(people),
                "team": texts.get("team", False),
                "organisations": [],
                "streams": sorted(streams),
                "by": None,
            },
            found={**texts["found"], "on": texts["day"].isoformat()},
            made_by_id=story.people[by].id,
            made_at=at,
        )
        db.session.add(saved)
        db.session.flush()  # the event names it
        story.tell("what_falls_saved", by, at, self.programme, subject_id=saved.id)
