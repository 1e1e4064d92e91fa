"""In Landerd one sees how people work together: asked and answered, carried out, and kept up to date."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.boards.test_roles_follow_from_facts import actor_of
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.answers.policy import answers_as
from workspace.boards.models import Board
from workspace.clocks.models import ResponseClock, due_after, median_of, working_days_between
from workspace.comments.models import Comment
from workspace.db import db, now
from workspace.following.models import FRESH, Follow, FollowedKind, Notice
from workspace.following.queries.notices import list_unseen_notices
from workspace.initiatives.models import Case, Initiative, InitiativePartner, Verdict
from workspace.initiatives.policy import enters_for_others, may_say_input
from workspace.initiatives.queries.sight import RIGHTS
from workspace.meetings.models import AgendaItem, Attendance, Meeting, MeetingState
from workspace.moderation.models import Report, Warned
from workspace.on_behalf.models import ClaimCode, Contribution, OnBehalf
from workspace.organisations.models import Organisation
from workspace.results.models import Reaction, Result
from workspace.results.policy import may_tell_results
from workspace.tasks.models import Task
from workspace.times import day_of, today

pytestmark = pytest.mark.usefixtures("demonstration")


def of(kind, **which):
    return list(db.session.scalars(select(kind).filter_by(**which)))


def person(name: str) -> User:
    return db.session.scalars(select(User).filter_by(name=name)).one()


def asked(slug: str) -> list[ResponseClock]:
    organisation = Organisation.slug == slug
    return list(
        db.session.scalars(select(ResponseClock).join(ResponseClock.organisation).where(organisation))
    )


def test_questions_wait_are_overdue_and_were_answered_late_or_in_time():
    clocks = asked("gemeente-landerd")
    waiting = [one for one in clocks if one.answered_at is None]
    assert 6 in {working_days_between(day_of(one.asked_at), today()) for one in waiting}
    overdue = [one for one in waiting if one.due_on < today()]
    assert any(one.more_time_at and one.due_on > one.first_due_on for one in overdue)
    assert any(one.owner_id for one in waiting)
    answered = [one for one in clocks if one.answered_at]
    assert any(day_of(one.answered_at) > one.due_on for one in answered)
    year = [one.waited_days for one in answered if one.answered_at > now() - timedelta(days=365)]
    assert median_of(Counter(year)) is not None
    of_residents = [one for one in clocks if one.comment_id is None and one.answered_at is None]
    assert len(of_residents) >= 2
    assert [one for one in asked("brabantzorg") if one.answered_at is None and one.due_on < today()]


def test_terms_follow_from_the_rules_and_who_answers_may_do_so():
    actors = {user.id: actor_of(user) for user in of(User)}
    for clock in of(ResponseClock):
        assert clock.first_due_on == due_after(day_of(clock.asked_at), 10)
        if clock.answer_id is None:
            continue
        answer, board = db.session.get(Comment, clock.answer_id), db.session.get(Board, clock.board_id)
        organisation = db.session.get(Organisation, clock.organisation_id)
        question = Question(board.programme_id, organisation.id, organisation.kind)
        assert answer.is_official and answer.parent_id == clock.comment_id
        assert answers_as(actors[answer.author_id], question) == (answer.role, answer.organisation_id)
        assert clock.waited_days == working_days_between(day_of(clock.asked_at), day_of(clock.answered_at))


class Question:
    """What was asked of whom."""

    def __init__(self, programme_id, organisation_id, organisation_kind):
        self.programme_id, self.organisation_id = programme_id, organisation_id
        self.organisation_kind = organisation_kind


def test_partners_say_what_they_promise_and_give():
    said = [one for one in of(InitiativePartner) if one.hours_promised is not None]
    assert len(said) >= 6 and any(one.needs for one in said)
    assert any(one.hours_given < one.hours_promised for one in said)
    actors = {user.id: actor_of(user) for user in of(User)}
    query = select(Event, Initiative).join(Initiative, Initiative.id == Event.initiative_id)
    query = query.join(Initiative.board).join(Board.programme).where(Event.verb == "input_said")
    for event, initiative in db.session.execute(query.options(*RIGHTS)):
        assert may_say_input(actors[event.actor_id], initiative, event.subject_id), initiative.title


def test_results_make_a_line_and_news_is_answered_with_a_tap():
    counted = Counter((one.initiative_id, one.what, one.unit) for one in of(Result))
    assert sum(number >= 3 for number in counted.values()) >= 3
    assert len(of(Reaction)) >= 6
    actors = {user.id: actor_of(user) for user in of(User)}
    query = select(Result, Initiative).join(Initiative, Initiative.id == Result.initiative_id)
    query = query.join(Initiative.board).join(Board.programme)
    for result, initiative in db.session.execute(query.options(*RIGHTS)):
        assert may_tell_results(actors[result.entered_by_id], initiative), initiative.title


def test_tasks_are_open_overdue_and_done():
    for name in ("Fatima El Amrani", "Harrie Smulders"):
        own = of(Task, person_id=person(name).id, done_at=None)
        assert any(task.due_on < today() for task in own) and any(task.due_on > today() for task in own), name
    assert [task for task in of(Task) if task.done_at]


def test_meetings_were_held_planned_and_called_off():
    held = db.session.scalars(select(Meeting).filter_by(state=MeetingState.HELD)).one()
    assert held.ends_at < now() and of(Task, meeting_id=held.id)
    assert [item for item in of(AgendaItem, meeting_id=held.id) if item.decision]
    assert {one.was_there for one in of(Attendance, meeting_id=held.id)} == {True, False}
    planned = of(Meeting, state=MeetingState.PLANNED)
    assert any(one.board_id is None for one in planned)
    soon = next(one for one in planned if one.board_id)
    assert now() < soon.starts_at < now() + timedelta(days=8)
    agenda = of(AgendaItem, meeting_id=soon.id)
    assert any(item.initiative_id for item in agenda) and any(item.clock_id for item in agenda)
    assert all(one.starts_at > now() for one in planned)
    assert of(Meeting, state=MeetingState.CANCELLED)


def test_workers_entered_an_idea_a_support_and_a_comment_that_was_claimed():
    rows = {row.kind: row for row in of(OnBehalf)}
    assert rows.keys() == set(Contribution)
    actors = {user.id: actor_of(user) for user in of(User)}
    for kind, row in rows.items():
        code = db.session.get(ClaimCode, row.person_id)
        assert (code.claimed_at is not None) == (kind is Contribution.COMMENT)
        initiative = db.session.get(Initiative, row.initiative_id)
        board = db.session.get(Board, initiative.board_id)
        assert enters_for_others(actors[row.entered_by_id], board.id, board.programme_id)
    comment = db.session.get(Comment, rows[Contribution.COMMENT].comment_id)
    assert not db.session.get(User, comment.author_id).is_on_paper


def test_a_report_waits_others_were_judged_and_a_link_waits_for_a_look():
    assert [one for one in of(Report) if one.handled_at is None]
    assert {one.verdict for one in of(Report)} == {None, Verdict.WARNED, Verdict.NOTHING}
    assert of(Warned) and of(Comment, links_wait=True)
    waits = {one.comment_id for one in of(Case) if one.waits_since}
    assert {one.id for one in of(Comment, links_wait=True)} < waits


def test_people_follow_and_are_told_of_the_last_days_only():
    assert {one.kind for one in of(Follow)} == set(FollowedKind)
    for name in ("Marieke van Dongen", "Fatima El Amrani", "Samira Bouazza"):
        assert len(list_unseen_notices(actor_of(person(name)))) >= 3, name
    assert db.session.scalar(select(func.count(Event.id)).where(Event.spread_at.is_(None))) == 0
    moments = select(Notice.made_at, Notice.mailed_at, Event.happened_at).join(
        Event, Event.id == Notice.event_id
    )
    rows = db.session.execute(moments).all()
    assert rows and all(row.happened_at > now() - FRESH - timedelta(minutes=5) for row in rows)
    old = [row for row in rows if row.happened_at < now() - timedelta(days=2)]
    assert old and all(row.mailed_at for row in old), "no flood of mail when it starts"
