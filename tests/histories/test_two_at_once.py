"""Two people at the same history at the same moment: one order, one story of a phase, and nothing lost."""

import pytest

from tests.borging.test_hand_over_at_once import together
from tests.histories.conftest import ask, chapter_of, place
from workspace.db import db
from workspace.histories.models import ChapterMoment, ClosingQuestion, LearningHistory, StartingPoint
from workspace.learning.models import MomentKind


@pytest.fixture
def here(history) -> str:
    return f"/leergeschiedenissen/{history.id}"


def test_two_who_arrange_leave_one_order(app, history, here, catch, karin, tess):
    moments = [catch(f"Moment {number}") for number in range(5)]
    place(history, *moments[:4])
    chapter, numbers = chapter_of(history).id, [moment.id for moment in moments]
    answers = together(
        app,
        (karin, f"{here}/indelen", {"thing": f"m{numbers[3]}", "do": "up"}),
        (tess, f"{here}/indelen", {"thing": f"m{numbers[4]}", "do": "to", "to": f"h{chapter}"}),
        (tess, f"{here}/indelen", {"thing": f"m{numbers[0]}", "do": "out"}),
    )
    assert answers == [303, 303, 303]
    db.session.rollback()
    rows = db.session.scalars(db.select(ChapterMoment).order_by(ChapterMoment.position)).all()
    assert [row.moment_id for row in rows] == [numbers[1], numbers[3], numbers[2], numbers[4]]
    assert [row.position for row in rows] == [0, 1, 2, 3]


def test_two_who_begin_make_one_history_of_a_phase(app, programme, phase, karin, tess):
    sent = {"phase": phase.id, "title": "Ons begin", "start": "empty"}
    address = f"/programmas/{programme.slug}/leergeschiedenissen/nieuw"
    answers = together(app, (karin, address, sent), (tess, address, sent))
    assert sorted(answers) == [303, 422]
    db.session.rollback()
    assert db.session.query(LearningHistory).count() == 1


def test_two_who_take_the_same_question_take_it_once(app, history, here, catch, next_phase, karin, tess):
    caught, question = catch("Wie kookt?", MomentKind.QUESTION), ask(history, "Wie belt?")
    take, over = {"thing": f"m{caught.id}"}, f"{here}/vragen/{question.id}/startpunt"
    answers = together(
        app,
        (karin, f"{here}/vragen/orde", take),
        (tess, f"{here}/vragen/orde", take),
        (karin, over, {}),
        (tess, over, {}),
    )
    assert answers == [303] * 4
    db.session.rollback()
    assert db.session.query(ClosingQuestion).count() == 2
    assert db.session.query(StartingPoint).count() == 1
