"""In Landerd one reads what people went through in 2019, what went wrong too, and how they account for it."""

from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.learning.making import actor_of, read_through
from workspace.access import VISITOR, Role
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.advice.models import DoneWith
from workspace.boards.models import Board
from workspace.db import db
from workspace.histories.models import ChapterMoment, LearningHistory, StartingPoint
from workspace.histories.queries import get_history, read_whole_history
from workspace.initiatives.models import Case, Initiative
from workspace.learning.models import (
    ConsentAnswer,
    LearningMoment,
    MomentKind,
    MomentPicture,
    ObstacleShare,
    QuoteConsent,
    Reflection,
)
from workspace.learning.policy import may_catch_moment
from workspace.learning.queries.lists import Wanted
from workspace.learning.queries.places import Place
from workspace.programmes.models import Openness, Phase, Programme, YearMeans
from workspace.reporting.models import (
    NothingToTell,
    PlanLine,
    ProgrammeReport,
    ReportKind,
    ReportSection,
    ReportState,
    SectionRemark,
)
from workspace.reporting.models.canonical import hash_of
from workspace.reporting.queries.checklist import list_missing
from workspace.reporting.queries.reports import get_report
from workspace.reporting.queries.whole import read_whole_report
from workspace.threads.models import RedThread, ThreadMoment
from workspace.threads.queries import list_threads
from workspace.times import day_of, today

pytestmark = pytest.mark.usefixtures("demonstration")
YEAR = Wanted(starts_on=date(2019, 1, 1), ends_on=date(2019, 12, 31))


def of(model, **which):
    return list(db.session.scalars(select(model).filter_by(**which)))


def person(name: str) -> User:
    return db.session.scalars(select(User).filter_by(name=name)).one()


def landerd() -> Programme:
    return db.session.scalars(select(Programme).filter_by(slug="samen-landerd-samen-beter")).one()


def test_a_partner_reads_thirty_moments_of_2019_of_all_kinds_and_themes():
    moments = read_through(landerd(), actor_of(person("Linda Peeters")), YEAR)
    assert Counter(one.kind for one in moments) == {
        MomentKind.SUCCESS: 9,
        MomentKind.OBSTACLE: 9,
        MomentKind.QUOTE: 6,
        MomentKind.TURNING_POINT: 3,
        MomentKind.QUESTION: 3,
    }
    themes = Counter(one.board for one in moments)
    assert len(themes) == 5, "four themes, and the programme as a whole"
    assert sum(one.file_name is not None for one in moments) >= 4


def test_a_visitor_reads_what_is_public_and_no_name_behind_a_role():
    moments = read_through(landerd(), VISITOR, YEAR)
    assert 25 <= len(moments) < 30
    assert {one.openness for one in moments} == {Openness.PUBLIC}
    nameless = [one for one in moments if one.is_role_only]
    assert [one.said_by for one in nameless] == [""] and nameless[0].said_as


def test_one_quote_still_waits_for_a_yes():
    waiting = of(LearningMoment, published_at=None)
    assert [(one.kind, one.happened_on.year) for one in waiting] == [(MomentKind.QUOTE, 2020)]


def test_moments_are_caught_where_they_happened_by_those_who_may():
    query = select(LearningMoment, Initiative, Board)
    query = query.outerjoin(Initiative, Initiative.id == LearningMoment.initiative_id)
    query = query.outerjoin(Board, Board.id == LearningMoment.board_id)
    programme = landerd()
    for moment, initiative, board in db.session.execute(query):
        place = Place(programme, board, initiative)
        assert may_catch_moment(actor_of(db.session.get(User, moment.author_id)), place, moment.openness)
        assert initiative is None or day_of(initiative.created_at) <= moment.happened_on
        assert timedelta(0) <= day_of(moment.caught_at) - moment.happened_on <= timedelta(days=1)


def test_pictures_are_drawings_that_say_what_they_show():
    assert all(one.alt.startswith("Tekening: ") and one.alt.endswith(".") for one in of(MomentPicture))


def test_what_was_told_lies_in_the_days_on_which_it_happened():
    told = select(Event.happened_at).where(Event.verb.like("%moment_caught"))
    years = Counter(moment.year for moment in db.session.scalars(told))
    assert years[2019] >= 24 and years[2020] >= 6 and len(years) == 2


def test_several_sides_say_what_they_make_of_a_dozen_moments():
    said = of(Reflection)
    assert len({one.moment_id for one in said}) >= 12
    assert len({one.role for one in said}) >= 5 and len({one.organisation_id for one in said}) >= 8
    assert {one.openness for one in said} == set(Openness)
    caught = {one.id: one.caught_at for one in of(LearningMoment)}
    assert all(one.written_at > caught[one.moment_id] for one in said)


def test_a_quote_was_agreed_to_on_paper_by_somebody_who_does_not_come_online():
    on_paper = [one for one in of(QuoteConsent) if one.paper_on]
    assert len(on_paper) == 1 and on_paper[0].answer == ConsentAnswer.YES


def test_the_history_of_the_first_phase_ends_in_questions_with_which_the_second_begins():
    history = db.session.scalars(select(LearningHistory)).one()
    seen = get_history(history.id, VISITOR)
    whole = read_whole_history(get_history(history.id, actor_of(person("Riet van Lieshout"))), VISITOR)
    assert len(whole.chapters) == 5 and all(chapter.story for chapter in whole.chapters)
    assert len(whole.questions) == 5 and seen.published_at
    placed = select(ChapterMoment.moment_id).where(ChapterMoment.history_id == history.id)
    assert len(set(db.session.scalars(placed))) == 30
    later = db.session.scalars(
        select(Phase).where(Phase.name == "Fase 2", Phase.programme_id == landerd().id)
    )
    assert {one.phase_id for one in of(StartingPoint)} == {later.one().id} and len(of(StartingPoint)) == 2


def test_three_red_threads_run_through_moments_of_several_boards():
    threads = list_threads(landerd(), actor_of(person("Linda Peeters")))
    assert len(threads) == 3
    boards = select(LearningMoment.board_id).join(ThreadMoment, ThreadMoment.moment_id == LearningMoment.id)
    for thread in of(RedThread):
        on_it = list(db.session.scalars(boards.where(ThreadMoment.thread_id == thread.id)))
        assert len(on_it) >= 5 and len(set(on_it)) >= 3, thread.title


def test_the_progress_report_is_adopted_with_what_others_said_of_it_and_its_check_holds():
    report = of(ProgrammeReport, kind=ReportKind.PROGRESS)[0]
    assert report.state == ReportState.ADOPTED and day_of(report.adopted_at) == date(2020, 2, 12)
    assert hash_of(report.frozen) == report.frozen_hash
    said = select(SectionRemark).join(ReportSection).where(ReportSection.report_id == report.id)
    remarks = list(db.session.scalars(said))
    assert {one.role for one in remarks} == {Role.REPRESENTATIVE, Role.COUNCIL, Role.MUNICIPALITY}
    assert {one.done for one in remarks} == {DoneWith.TAKEN, DoneWith.PARTLY}
    assert not list_missing(report) and len(of(NothingToTell, report_id=report.id)) == 1
    whole = read_whole_report(get_report(report.id, VISITOR), VISITOR)
    words = "\n".join(str(section) for section in whole.sections)
    assert "Twintig eters stonden voor een dichte deur" in words, "an obstacle, for everybody to read"
    assert "Eén telefoonnummer op het boekje" not in words, "what is for partners only is not in it"
    assert "Als er twee stoppen" in words, "what a partner said was done"


def test_a_plan_is_late_and_out_and_a_council_paper_is_being_written():
    (plan,), (paper,) = of(ProgrammeReport, kind=ReportKind.PLAN), of(ProgrammeReport, kind="council_paper")
    assert plan.state == ReportState.OUT and plan.due_on < today() < plan.react_by
    asked = sum(line.cents for line in of(PlanLine, report_id=plan.id))
    (means,) = of(YearMeans, programme_id=landerd().id, year=2021)
    assert 0 < asked <= means.money_cents
    assert paper.state == ReportState.DRAFT
    edited = [one.key for one in of(ReportSection, report_id=paper.id) if one.edited]
    assert edited == ["caveats"]


def test_other_programmes_read_two_obstacles_one_with_the_name_of_the_municipality():
    shares = of(ObstacleShare)
    assert sorted(one.name_agreed is True for one in shares) == [False, True]
    assert all("Reek" not in one.text and "Landerd" not in one.text for one in shares)


def test_a_moment_that_somebody_reported_waits_among_what_is_reported():
    (case,) = db.session.scalars(select(Case).where(Case.moment_id.is_not(None)))
    assert case.waits_since is not None
    assert case.about == f"leermoment-{case.moment_id}"
