"""A trial without its lead: one side proposes, the other agrees, the outcome follows from what happened."""

from datetime import date

import pytest

from tests import cast
from tests.independence.conftest import MONTH, ONE
from tests.initiatives.actors import actor_of
from workspace.activity.models import Event
from workspace.boards.models import BoardMember
from workspace.db import db
from workspace.independence import actions
from workspace.independence.models import SoloTrial, TrialSide
from workspace.initiatives.queries import get_initiative_to_change
from workspace.times import today


def period(first: date | None = None, last: date | None = None) -> dict[str, str]:
    first = first or today()
    return {"proef-starts_on": first.isoformat(), "proef-ends_on": (last or first + MONTH).isoformat()}


def saying_no(reason: str = "Het komt nu niet uit.", version: int = 1) -> dict[str, str]:
    return {"afzegging-reason": reason, "afzegging-version": str(version)}


def yes(version: int = 1) -> dict[str, str]:
    return {"akkoord-version": str(version)}


def the_trial() -> SoloTrial:
    """Return the one trial as it is now, and let go of all that this test holds: a request would empty it."""
    found = db.session.query(SoloTrial).populate_existing().one()
    db.session.expunge_all()
    db.session.rollback()
    return found


def test_the_programme_proposes_and_who_carries_it_agrees(client, initiative, here, karin, rachida):
    assert "Een proef voorstellen" in client.sign_in(karin).get(here).text
    assert client.post(f"{here}/proef", data=period()).status_code == 303
    proposed = the_trial()
    assert (proposed.proposed_by_id, proposed.proposed_as) == (karin.id, TrialSide.PROGRAMME)
    page = client.get(here).text
    assert "Voorgesteld." in page
    assert "Akkoord met de proef" not in page
    assert "wacht op uw akkoord" in client.sign_in(rachida).get("/mijn").text
    assert "Akkoord met de proef" in client.get(here).text
    assert client.post(f"{here}/proef/{proposed.id}/akkoord", data=yes()).status_code == 303
    agreed = the_trial()
    assert (agreed.agreed_by_id, agreed.agreed_at is not None) == (rachida.id, True)
    page = client.get(here).text
    assert "Loopt nu." in page
    assert "Rachida ging akkoord" in page
    verbs = [(event.verb, event.is_public) for event in db.session.query(Event).order_by(Event.id)]
    assert verbs == [("trial_proposed", False), ("trial_agreed", False)]


@pytest.mark.parametrize("who", ["karin", "tess", "marja"])
def test_who_carries_it_proposes_and_anybody_of_the_programme_agrees(client, request, here, rachida, who):
    client.sign_in(rachida).post(f"{here}/proef", data=period())
    number = the_trial().id
    assert the_trial().proposed_as == TrialSide.CARRIER
    client.sign_in(request.getfixturevalue(who))
    assert client.post(f"{here}/proef/{number}/akkoord", data=yes()).status_code == 303


def test_a_representative_of_its_owner_agrees(client, initiative, here, trial, welfare, rik, karin):
    initiative.organisation_id = welfare.id
    number = trial().id
    assert client.sign_in(rik).post(f"{here}/proef/{number}/akkoord", data=yes()).status_code == 303


@pytest.mark.parametrize(
    "who", ["nico", "paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja", "ada", "otto"]
)
def test_nobody_else_agrees_for_who_carries_it(client, request, here, trial, who):
    number = trial().id
    client.sign_in(request.getfixturevalue(who))
    assert client.post(f"{here}/proef/{number}/akkoord", data=yes()).status_code == 403
    assert the_trial().agreed_at is None


@pytest.mark.parametrize("who", ["nico", "paul", "rik", "olaf", "prisca", "coby", "ada", "otto"])
def test_nobody_else_proposes_or_calls_off(client, request, here, trial, who):
    number = trial().id
    client.sign_in(request.getfixturevalue(who))
    assert client.post(f"{here}/proef", data=period()).status_code == 403
    assert client.post(f"{here}/proef/{number}/afzegging", data=saying_no()).status_code == 403
    assert the_trial().stopped_at is None


def test_somebody_of_both_sides_is_never_both(client, initiative, here, karin, marja, rachida):
    initiative.coordinator_id = karin.id
    db.session.commit()
    client.sign_in(karin).post(f"{here}/proef", data=period())
    number = the_trial().id
    assert the_trial().proposed_as == TrialSide.CARRIER
    assert client.post(f"{here}/proef/{number}/akkoord", data=yes()).status_code == 403
    assert client.sign_in(rachida).post(f"{here}/proef/{number}/akkoord", data=yes()).status_code == 403
    assert client.sign_in(marja).post(f"{here}/proef/{number}/akkoord", data=yes()).status_code == 303


def test_that_they_made_it_does_not_make_the_team_carry_it(client, initiative, here, trial, marja, welfare):
    initiative.created_by_id = initiative.coordinator_id = marja.id
    initiative.organisation_id = welfare.id
    db.session.commit()
    cast.make_member(marja, welfare, represents=True)
    number = trial().id
    assert client.sign_in(marja).post(f"{here}/proef/{number}/akkoord", data=yes()).status_code == 403


@pytest.mark.parametrize(("path", "data"), [("proef", period()), ("proef/1/akkoord", yes())])
def test_of_a_hidden_initiative_there_is_no_trial(client, board, paul, nico, path, data):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility="partners")
    assert (
        client.sign_in(nico).post(f"/initiatieven/{hidden.id}/zelfstandigheid/{path}", data=data).status_code
        == 404
    )


def test_a_trial_of_another_initiative_is_not_here(client, board, trial, rachida):
    other = cast.make_initiative("Wandelclub", board, rachida)
    address = f"/initiatieven/{other.id}/zelfstandigheid/proef/{trial().id}"
    client.sign_in(rachida)
    assert client.post(f"{address}/akkoord", data=yes()).status_code == 404
    assert client.post(f"{address}/afzegging", data=saying_no()).status_code == 404


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (-ONE, MONTH, "Kies een eerste dag vanaf vandaag"),
        (ONE * 400, ONE * 450, "hoogstens een jaar vooruit"),
        (ONE * 0, ONE * 12, "een proef duurt minstens veertien dagen"),
        (ONE * 5, ONE * 3, "een proef duurt minstens veertien dagen"),
        (ONE * 0, ONE * 190, "een proef duurt hoogstens zes maanden"),
    ],
)
def test_a_period_that_does_not_fit_is_refused_with_words(client, here, karin, first, last, message):
    answer = client.sign_in(karin).post(f"{here}/proef", data=period(today() + first, today() + last))
    assert answer.status_code == 422
    assert message in answer.text
    assert answer.text.count("<title>Fout: ") == 1
    assert (today() + last).isoformat() in answer.text
    assert db.session.query(SoloTrial).count() == 0


@pytest.mark.parametrize("sent", [{}, {"proef-starts_on": "morgen", "proef-ends_on": "ooit"}])
def test_days_that_are_none_are_refused(client, here, karin, sent):
    assert client.sign_in(karin).post(f"{here}/proef", data=sent).status_code == 422


def test_the_action_itself_refuses_a_period_that_does_not_fit(initiative, karin):
    by = actor_of(karin)
    held = get_initiative_to_change(initiative.id, seen_by=by)
    with pytest.raises(actions.BadPeriod):
        actions.propose_trial(held, starts_on=today() - ONE, ends_on=today() + MONTH, by=by)


def test_there_is_one_trial_at_a_time(client, here, trial, karin, rachida, marja):
    number = trial().id
    answer = client.sign_in(marja).post(f"{here}/proef", data=period())
    assert answer.status_code == 409
    assert "Iemand was u voor" in answer.text
    client.sign_in(rachida).post(f"{here}/proef/{number}/akkoord", data=yes())
    assert client.sign_in(karin).post(f"{here}/proef", data=period()).status_code == 409
    client.post(f"{here}/proef/{number}/afzegging", data=saying_no(version=2))
    assert client.post(f"{here}/proef", data=period()).status_code == 303
    assert client.get(here).text.count('<article class="box') == 2


@pytest.mark.parametrize("facts", [{"stage": "stopped"}, {"visibility": "draft"}])
def test_what_ended_or_is_a_draft_has_no_trial(client, board, karin, facts):
    it = cast.make_initiative("Iets", board, karin, **facts)
    address = f"/initiatieven/{it.id}/zelfstandigheid"
    assert "Een proef voorstellen" not in client.sign_in(karin).get(address).text
    assert client.post(f"{address}/proef", data=period()).status_code == 409


def test_agreeing_twice_or_after_it_was_called_off_does_nothing(client, here, trial, karin, rachida):
    number = trial().id
    client.sign_in(rachida).post(f"{here}/proef/{number}/akkoord", data=yes())
    agreed_at = the_trial().agreed_at
    for version in (1, 2):
        assert client.post(f"{here}/proef/{number}/akkoord", data=yes(version)).status_code == 409
    assert the_trial().agreed_at == agreed_at
    client.sign_in(karin).post(f"{here}/proef/{number}/afzegging", data=saying_no(version=2))
    assert (
        client.sign_in(rachida).post(f"{here}/proef/{number}/akkoord", data=yes(version=3)).status_code == 409
    )


@pytest.mark.parametrize("who", ["karin", "rachida"])
def test_either_side_calls_it_off_and_says_why(client, request, here, trial, rachida, who):
    number = trial(agreed_by=rachida).id
    client.sign_in(request.getfixturevalue(who))
    assert "Proef afzeggen" in client.get(here).text
    refused = client.post(f"{here}/proef/{number}/afzegging", data=saying_no(" "))
    assert refused.status_code == 422
    assert "Schrijf waarom" in refused.text
    assert client.post(f"{here}/proef/{number}/afzegging", data=saying_no()).status_code == 303
    page = client.get(here).text
    assert "Afgezegd." in page
    assert "Het komt nu niet uit." in page
    assert client.post(f"{here}/proef/{number}/afzegging", data=saying_no(version=2)).status_code == 409


def test_what_is_over_is_not_called_off(client, here, trial, karin, rachida):
    number = trial(today() - MONTH, today() - ONE, agreed_by=rachida).id
    assert "Proef afzeggen" not in client.sign_in(karin).get(here).text
    assert client.post(f"{here}/proef/{number}/afzegging", data=saying_no()).status_code == 409


def test_rights_that_ended_between_page_and_click_are_gone(client, initiative, here, trial, karin, rachida):
    number = trial().id
    assert "Akkoord met de proef" in client.sign_in(rachida).get(here).text
    initiative = cast.reloaded(initiative)
    initiative.coordinator_id = initiative.created_by_id = None
    db.session.commit()
    assert client.post(f"{here}/proef/{number}/akkoord", data=yes()).status_code == 403
    assert "Proef afzeggen" in client.sign_in(karin).get(here).text
    db.session.query(BoardMember).filter_by(user_id=karin.id).update({"ends_on": today() - ONE})
    db.session.commit()
    assert client.post(f"{here}/proef/{number}/afzegging", data=saying_no()).status_code == 403
    assert the_trial().stopped_at is None


def test_agreeing_late_begins_today_and_too_late_is_too_late(client, here, trial, rachida):
    number = trial(today() - 5 * ONE, today() + 13 * ONE).id
    client.sign_in(rachida).post(f"{here}/proef/{number}/akkoord", data=yes())
    assert (the_trial().starts_on, the_trial().ends_on) == (today(), today() + 13 * ONE)
    db.session.query(SoloTrial).delete()
    db.session.commit()
    number = trial(today() - 5 * ONE, today() + 12 * ONE).id
    page = client.get(here).text
    assert "Niemand ging op tijd akkoord." in page
    assert "Akkoord met de proef" not in page
    assert client.post(f"{here}/proef/{number}/akkoord", data=yes()).status_code == 409
    assert client.post(f"{here}/proef", data=period()).status_code == 303, "it is in nobody's way"


def test_the_database_refuses_one_person_on_both_sides(trial, karin):
    with pytest.raises(Exception, match="two_people"):
        trial(agreed_by=karin)
    db.session.rollback()
