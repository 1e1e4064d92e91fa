"""Somebody takes back what showed that a claim holds."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from tests import cast
from workspace.activity.models import Event
from workspace.borging.models import AspectChange, AspectCode, AspectState, Evidence, EvidenceKind
from workspace.borging.queries import picture_of
from workspace.db import db, now
from workspace.times import day_of, today

WHY = "De brief was van een ander jaar."


@pytest.fixture
def claim(say):
    return say(AspectCode.MONEY, AspectState.AGREED)


@pytest.fixture
def second(claim) -> Evidence:
    return cast.save(Evidence(aspect_id=claim.id, text="Tweede brief"))


@pytest.fixture
def address(initiative, second) -> str:
    return f"/initiatieven/{initiative.id}/borging/bewijs/{second.id}/intrekking"


@pytest.fixture
def reason(second) -> dict[str, str]:
    return {f"bewijs-{second.id}-why": WHY, f"bewijs-{second.id}-version": "1"}


def test_it_goes_from_the_list_and_into_the_history(client, initiative, address, reason, second, karin):
    page = f"/initiatieven/{initiative.id}/borging/geld"
    assert client.sign_in(karin).get(page).text.count("Bewijs terugnemen") == 2
    answer = client.post(address, data=reason)
    assert (answer.status_code, answer.location) == (303, page)
    text = client.get(page).text
    assert "Bewijs teruggenomen: Tweede brief" in text
    assert WHY in text
    assert "Dit is het laatste bewijs." in text
    assert "Bewijs terugnemen" not in text
    gone = cast.reloaded(second)
    assert gone.withdrawn_by_id == karin.id
    change = db.session.query(AspectChange).order_by(AspectChange.id.desc()).first()
    assert (change.from_state, change.to_state, change.why) == ("agreed", "agreed", WHY)
    assert db.session.query(Event).one().verb == "evidence_withdrawn"


def test_the_picture_of_an_earlier_day_still_shows_it(client, initiative, address, reason, claim, karin):
    past = datetime.now(UTC) - timedelta(days=10)
    db.session.execute(update(AspectChange).values(changed_at=past))
    db.session.execute(update(Evidence).values(added_at=past))
    db.session.commit()
    client.sign_in(karin).post(address, data=reason)
    shown = {
        day: [each.text for each in picture_of(initiative.id, on=day)[AspectCode.MONEY].evidence]
        for day in (day_of(past), today())
    }
    assert shown == {
        day_of(past): ["Brief van het bestuur", "Tweede brief"],
        today(): ["Brief van het bestuur"],
    }
    page = client.get(f"/initiatieven/{initiative.id}/borging?op={day_of(past)}").text
    assert "1 bewijs teruggenomen." in page


def test_the_last_evidence_under_a_claim_stays(client, initiative, claim, karin):
    last = db.session.query(Evidence).one()
    address = f"/initiatieven/{initiative.id}/borging/bewijs/{last.id}/intrekking"
    data = {f"bewijs-{last.id}-why": WHY, f"bewijs-{last.id}-version": "1"}
    assert client.sign_in(karin).post(address, data=data).status_code == 409
    assert cast.reloaded(last).withdrawn_at is None
    claim = cast.reloaded(claim)
    claim.state, claim.valid_until = AspectState.TALKING, None
    db.session.commit()
    data[f"bewijs-{last.id}-version"] = "2"
    assert client.post(address, data=data).status_code == 303
    assert cast.reloaded(last).withdrawn_at is not None


def test_a_claim_does_not_rest_on_what_was_taken_back(client, initiative, say, welfare, karin):
    aspect = say(AspectCode.MONEY, AspectState.TALKING)
    cast.save(Evidence(aspect_id=aspect.id, text="Oud", withdrawn_at=now()))
    data = {
        "geld-state": "agreed",
        "geld-organisation": str(welfare.id),
        "geld-valid_until": (today() + timedelta(days=9)).isoformat(),
        "geld-version": "1",
    }
    answer = client.sign_in(karin).post(f"/initiatieven/{initiative.id}/borging/geld", data=data)
    assert answer.status_code == 422
    assert "Schrijf waaruit dit blijkt." in answer.text


def test_it_asks_why(client, address, second, karin):
    data = {f"bewijs-{second.id}-why": " ", f"bewijs-{second.id}-version": "1"}
    answer = client.sign_in(karin).post(address, data=data)
    assert answer.status_code == 422
    assert "Schrijf waarom dit bewijs niet meer klopt." in answer.text
    assert "<title>Fout:" in answer.text


@pytest.mark.parametrize("who", ["tess", "marja"])
def test_who_may_change_the_aspect_may_take_it_back(client, request, address, reason, who):
    assert client.sign_in(request.getfixturevalue(who)).post(address, data=reason).status_code == 303


@pytest.mark.parametrize("who", ["rachida", "nico", "paul", "rik", "olaf", "prisca", "coby", "ada", "otto"])
def test_others_may_not(client, request, address, reason, second, who):
    assert client.sign_in(request.getfixturevalue(who)).post(address, data=reason).status_code == 403
    assert cast.reloaded(second).withdrawn_at is None


def test_what_is_elsewhere_or_out_of_sight_is_not_found(
    client, board, initiative, address, reason, karin, nico
):
    other = cast.make_initiative("Anders", board)
    initiative.visibility = "partners"
    db.session.commit()
    elsewhere = address.replace(f"/{initiative.id}/", f"/{other.id}/")
    assert client.sign_in(karin).post(elsewhere, data=reason).status_code == 404
    assert client.sign_in(nico).post(address, data=reason).status_code == 404


def test_twice_does_it_once_and_what_changed_meanwhile_is_not_taken_back(
    client, address, reason, claim, karin
):
    client.sign_in(karin)
    again = [client.post(address, data=reason | {"once": "een"}).status_code for _ in range(2)]
    assert again == [303, 303]
    assert db.session.query(AspectChange).count() == 2
    assert client.post(address, data=reason).status_code == 404


def test_an_older_page_takes_nothing_back(client, address, reason, second, karin):
    data = reason | {f"bewijs-{second.id}-version": "0"}
    assert client.sign_in(karin).post(address, data=data).status_code == 409
    assert cast.reloaded(second).withdrawn_at is None


def test_money_taken_back_is_no_longer_granted(client, initiative, address, reason, second, karin):
    second.kind, second.amount_cents = EvidenceKind.FUNDING, 500_00
    db.session.commit()
    page = f"/initiatieven/{initiative.id}-soep-op-dinsdag"
    assert "toegezegd zonder einddatum" in client.get(page).text
    client.sign_in(karin).post(address, data=reason)
    assert "toegezegd zonder einddatum" not in client.sign_out().get(page).text
