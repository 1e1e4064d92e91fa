"""Writing the demonstration, whole or not at all: as models, and what was learned through the actions."""

from pathlib import Path

from workspace.access import Actor, require
from workspace.db import db
from workspace.demo.actions.accounts import Draw
from workspace.demo.actions.analyses import AnalysisWriter
from workspace.demo.actions.boards import BoardWriter
from workspace.demo.actions.following import FollowWriter
from workspace.demo.actions.learning import LearningWriter
from workspace.demo.actions.leaving import DepartureWriter
from workspace.demo.actions.meetings import MeetingWriter
from workspace.demo.actions.past import Past
from workspace.demo.actions.story import Story
from workspace.demo.actions.trail import note_the_past
from workspace.demo.policy import may_load_demonstration
from workspace.demo.queries import programme_names, read_boards, read_learning, read_texts
from workspace.programmes.models import Programme
from workspace.stores import Folder


def load_demonstration(
    password_hash: str,
    *,
    environment: str,
    days_back: int = 0,
    folder: Folder | Path | None = None,
    draw: Draw | None = None,
    by: Actor,
) -> None:
    """Add the demonstration's places, people and programmes; raise NotAllowed in production.

    `days_back` says how far the clock of this process is set back, for whoever starts it again.
    What is uploaded goes into `folder`; without one it is left out. Accounts are left out without `draw`,
    which puts facts into words.
    """
    require(may_load_demonstration(by, environment))
    story = Story(days_back, folder)
    story.add_places(read_texts("places"))
    story.add_people(read_texts("people"), password_hash)
    programmes: dict[str, Programme] = {}
    for name in programme_names():
        about = read_texts(f"{name}/programme")
        programme = story.add_programme(about)
        for texts in read_boards(name):
            BoardWriter(story, programme).write(texts)
        for departure in about.get("departure", []):
            DepartureWriter(story, programme).write(departure)
        for analysis in about.get("analysis", []):
            AnalysisWriter(story, programme).write(analysis)
        for meeting in about.get("meeting", []):
            MeetingWriter(story, programme, None).write(meeting)
        FollowWriter(story).add(programme, about)
        programmes[name] = programme
    db.session.add_all(story.events_in_order())
    db.session.flush()  # so that a mistake in the texts shows here, and not at the commit
    note_the_past(story.events_in_order(), by=by)
    past = Past(story)
    for name, programme in programmes.items():
        LearningWriter(past, programme, draw).write(read_learning(name))
    past.settle()
    FollowWriter(story).spread_the_last_days(by=by)
