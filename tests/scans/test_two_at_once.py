"""Two people at the same moment: one open scan, and both see it."""

from tests import cast
from tests.borging.test_hand_over_at_once import together
from workspace.accounts.models import User
from workspace.activity.models import Event
from workspace.db import db
from workspace.scans.models import Scan, ScanAnswer

ROUNDS = 10


def begin_anew(*tables) -> None:
    for table in (*tables, Event):
        db.session.query(table).delete()
    db.session.commit()


def test_of_two_who_open_a_scan_at_once_both_see_the_same(app, client, here, karin, marja):
    opened = (karin, f"{here}/opening", {}), (marja, f"{here}/opening", {})
    for _ in range(ROUNDS):
        begin_anew(Scan)
        assert together(app, *opened) == [303, 303]
        scan = db.session.query(Scan).one()
        assert db.session.query(Event).one().subject_id == scan.id
    for name in ("Karin", "Marja"):
        person = db.session.query(User).filter_by(name=name).one()
        assert "Er is een scan open sinds" in client.sign_in(person).get(here).text


def test_of_answering_and_closing_at_once_there_is_one_outcome(app, here, initiative, karin, paul):
    initiative_id, karin_id = initiative.id, karin.id
    for _ in range(ROUNDS):
        begin_anew(ScanAnswer, Scan)
        scan = cast.save(Scan(initiative_id=initiative_id, opened_by_id=karin_id))
        cast.save(ScanAnswer(scan_id=scan.id, user_id=karin_id, question="money", value=4, role="theme_lead"))
        answer, closed = together(
            app, (paul, f"{here}/vragen", {"owner": "2"}), (karin, f"{here}/{scan.id}/sluiting", {})
        )
        assert closed == 303
        people = db.session.query(ScanAnswer).count()
        assert (answer, people) in {(303, 2), (409, 1)}


def test_of_two_tabs_of_one_person_one_whole_set_of_answers_is_kept(app, here, scan, paul):
    low, high = ({"owner": value, "money": value} for value in "25")
    for _ in range(ROUNDS):
        begin_anew(ScanAnswer)
        assert together(app, (paul, f"{here}/vragen", low), (paul, f"{here}/vragen", high)) == [303, 303]
        kept = {row.value for row in db.session.query(ScanAnswer)}
        assert kept in ({2}, {5})
