"""Two people about one trial at the same moment: one outcome, and both see it."""

from tests.borging.test_hand_over_at_once import together
from tests.independence.test_try_without_its_lead import period, saying_no, yes
from workspace.activity.models import Event
from workspace.db import db
from workspace.independence.models import SoloTrial

ROUNDS = 5


def told() -> list[str]:
    db.session.rollback()
    return [verb for (verb,) in db.session.query(Event.verb).order_by(Event.id)]


def start_anew(make) -> int:
    db.session.rollback()
    db.session.query(Event).delete()
    db.session.query(SoloTrial).delete()
    db.session.commit()
    number = make().id
    db.session.expunge_all()
    return number


def test_of_two_proposals_at_once_one_is_made(app, here, karin, rachida):
    acts = ((who, f"{here}/proef", period()) for who in (karin, rachida))
    assert sorted(together(app, *acts)) == [303, 409]
    assert told() == ["trial_proposed"]
    assert db.session.query(SoloTrial).count() == 1


def test_of_two_who_agree_at_once_one_does(app, here, initiative, trial, karin, rachida, welfare, rik):
    initiative.organisation_id = welfare.id
    db.session.commit()
    for _ in range(ROUNDS):
        address = f"{here}/proef/{start_anew(trial)}/akkoord"
        said = together(app, (rachida, address, yes()), (rik, address, yes()))
        assert sorted(said) == [303, 409]
        assert told() == ["trial_agreed"]
        agreed = db.session.query(SoloTrial).one()
        assert agreed.agreed_by_id == (rachida.id if said[0] == 303 else rik.id)
        db.session.expunge_all()


def test_of_agreeing_and_calling_off_at_once_one_counts(app, client, here, trial, karin, rachida):
    for _ in range(ROUNDS):
        address = f"{here}/proef/{start_anew(trial)}"
        said = together(
            app, (rachida, f"{address}/akkoord", yes()), (karin, f"{address}/afzegging", saying_no())
        )
        assert sorted(said) == [303, 409]
        assert told() == (["trial_agreed"] if said[0] == 303 else ["trial_called_off"])
        words = "Loopt nu." if said[0] == 303 else "De proef ging niet door."
        for who in (karin, rachida):
            assert words in client.sign_in(who).get(here).text


def test_sent_twice_it_is_proposed_once(client, here, karin):
    sent = {**period(), "once": "een-en-dezelfde"}
    for _ in range(2):
        assert client.sign_in(karin).post(f"{here}/proef", data=sent).status_code == 303
    assert db.session.query(SoloTrial).count() == 1
