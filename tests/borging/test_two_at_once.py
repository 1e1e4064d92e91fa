"""Several people at the same moment: one outcome, and everybody hears it."""

from collections import Counter

from sqlalchemy import select

from tests import cast
from tests.borging.conftest import YESTERDAY
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from workspace.borging.models import (
    AspectChange,
    AspectCode,
    AspectState,
    BorgingAspect,
    CarryConfirmation,
    Evidence,
    Outlook,
)
from workspace.db import db
from workspace.programmes.models import FundingStream


def statuses(answers) -> dict[int, int]:
    return dict(Counter(answer.status_code for answer in answers))


def test_of_all_who_speak_first_about_an_aspect_one_does(app, client, initiative, karin):
    address = f"/initiatieven/{initiative.id}/borging/geld"
    data = {"geld-state": "talking", "geld-version": "0"}
    client.sign_in(karin)
    answers = all_at_once(
        app, karin, lambda client, n: client.post(address, data={**data, "geld-why": str(n)})
    )
    assert statuses(answers) == {303: 1, 409: AT_ONCE - 1}
    assert db.session.query(BorgingAspect).count() == 1
    assert db.session.query(AspectChange).count() == 1


def test_different_aspects_at_once_are_all_in_the_level(app, client, initiative, karin):
    words, address = [code.word for code in AspectCode], f"/initiatieven/{initiative.id}/borging"
    client.sign_in(karin)

    def say(client, number: int):
        word = words[number]
        data = {f"{word}-state": "talking", f"{word}-version": "0"}
        return client.post(f"{address}/{word}", data=data)

    assert statuses(all_at_once(app, karin, say)) == {303: AT_ONCE}
    assert db.session.query(Outlook).one().marks == "t" * AT_ONCE + "oo"


def test_a_claim_is_confirmed_once(app, client, initiative, say, rik):
    say(AspectCode.MONEY, AspectState.AGREED, YESTERDAY)
    address = f"/initiatieven/{initiative.id}/borging/geld/bevestiging"
    client.sign_in(rik)
    answers = all_at_once(app, rik, lambda client, _: client.post(address, data={"version": "1"}))
    assert statuses(answers) == {303: 1, 409: AT_ONCE - 1}


def test_carrying_is_confirmed_once_and_nobody_gets_an_error(app, client, initiative, rik, welfare):
    initiative.organisation_id = welfare.id
    cast.save(initiative)
    address = f"/initiatieven/{initiative.id}/borging/voortzetting"
    client.sign_in(rik)
    assert statuses(all_at_once(app, rik, lambda client, _: client.post(address))) == {303: AT_ONCE}
    assert db.session.query(CarryConfirmation).count() == 1


def test_of_two_pieces_of_evidence_one_stays_however_many_take_back(app, client, initiative, say, karin):
    aspect = say(AspectCode.MONEY, AspectState.AGREED)
    cast.save(Evidence(aspect_id=aspect.id, text="Tweede brief"))
    numbers = db.session.scalars(select(Evidence.id)).all()
    address = f"/initiatieven/{initiative.id}/borging/bewijs"
    client.sign_in(karin)

    def take_back(client, number: int):
        one = numbers[number % 2]
        data = {f"bewijs-{one}-why": "Klopt niet meer.", f"bewijs-{one}-version": "1"}
        return client.post(f"{address}/{one}/intrekking", data=data)

    answers = statuses(all_at_once(app, karin, take_back))
    assert answers[303] == 1
    assert set(answers) <= {303, 404, 409}
    assert db.session.query(Evidence).filter(Evidence.withdrawn_at.is_(None)).count() == 1


def test_of_all_who_name_a_new_stream_of_money_one_makes_it(app, client, board, karin):
    numbers = [cast.make_initiative(f"Initiatief {number}", board).id for number in range(AT_ONCE)]
    fields = {"kind": "funding", "stream": "Nieuw fonds", "amount": "100", "state": "talking", "version": "0"}
    data = {f"geld-{name}": value for name, value in fields.items()}
    client.sign_in(karin)

    def name_it(client, number: int):
        return client.post(f"/initiatieven/{numbers[number]}/borging/geld", data=data)

    assert statuses(all_at_once(app, karin, name_it)) == {303: AT_ONCE}
    assert db.session.query(FundingStream).count() == 1
    assert db.session.query(Evidence).count() == AT_ONCE
