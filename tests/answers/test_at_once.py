"""Two officials at the same moment: one outcome, and both see it."""

from tests import cast
from tests.borging.test_hand_over_at_once import together
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Comment
from workspace.db import db

ROUNDS = 5


def test_of_two_answers_one_is_placed(app, ask, nico, olaf, marja, municipality):
    for number in range(ROUNDS):
        here = f"/vragen/{ask(nico, municipality).id}/antwoord"
        said = together(app, (olaf, here, {"antwoord-body": "Ja."}), (marja, here, {"antwoord-body": "Nee."}))
        assert sorted(said) == [303, 409]
        db.session.rollback()
        assert db.session.query(Comment).filter_by(is_official=True).count() == number + 1


def test_of_two_who_take_it_up_one_does(app, ask, nico, paul, petra, welfare):
    for _ in range(ROUNDS):
        question = ask(nico, welfare)
        number = question.id
        said = together(app, *((who, f"/vragen/{number}/oppakken", {}) for who in (paul, petra)))
        assert sorted(said) == [303, 409]
        db.session.rollback()
        owner = cast.reloaded(question).owner_id
        assert owner == (paul, petra)[said.index(303)].id


def test_of_answering_and_taking_the_question_back_the_first_counts(
    app, ask, initiative, nico, olaf, municipality
):
    for _ in range(ROUNDS):
        question = ask(nico, municipality)
        taking_back = f"/initiatieven/{initiative.id}/reacties/{question.comment_id}/verwijdering"
        said = together(
            app,
            (olaf, f"/vragen/{question.id}/antwoord", {"antwoord-body": "Ja."}),
            (nico, taking_back, {}),
        )
        assert said[1] == 303
        assert said[0] in {303, 404, 409}
        db.session.rollback()
        clock = db.session.get_one(ResponseClock, question.id, populate_existing=True)
        assert (clock.answered_at is not None) == (said[0] == 303)
        assert (clock.withdrawn_at is None) == (said[0] == 303)
