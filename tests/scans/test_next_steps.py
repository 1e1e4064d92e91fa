"""A low answer asks for one next step and somebody who sees to it."""

from datetime import timedelta

import pytest

from tests import cast
from tests.client import StrictClient
from workspace.activity.models import Event
from workspace.db import db
from workspace.scans.models import ScanStep
from workspace.times import today

NEXT_MONTH = today() + timedelta(days=30)


@pytest.fixture
def low(answered):
    return answered(1, 2, 2)


@pytest.fixture
def address(here, low) -> str:
    return f"{here}/{low.id}/stappen/geld"


def fields(owner: str, **values: str) -> dict[str, str]:
    said = {"step": "Bel de wethouder", "due_on": NEXT_MONTH.isoformat(), "version": "0", "owner": owner}
    return {f"stap-{name}": value for name, value in (said | values).items()}


def make_step(scan, **facts) -> ScanStep:
    facts = {"due_on": NEXT_MONTH, "step": "Bel de wethouder", "set_by_id": scan.opened_by_id} | facts
    return cast.save(ScanStep(scan_id=scan.id, question="money", **facts))


def test_the_kartrekker_chooses_a_step_with_an_owner_and_a_day(client, here, low, address, karin, welfare):
    page = client.sign_in(karin).get(here).text
    assert "Hier hoort een volgende stap bij" in page
    assert f'href="{address}"' in page
    answer = client.post(address, data=fields(str(welfare.id)))
    assert (answer.status_code, answer.location) == (303, f"{here}/{low.id}")
    page = client.sign_out().get(here).text
    assert "Bel de wethouder" in page
    assert "Welzijn Linde" in page
    assert "Hier hoort een volgende stap bij" not in page


def test_somebody_who_works_there_can_see_to_it(client, address, karin, welfare, paul):
    client.sign_in(karin).post(address, data=fields(f"{welfare.id}-{paul.id}"))
    step = db.session.query(ScanStep).one()
    assert (step.organisation_id, step.person_id) == (welfare.id, paul.id)


def test_who_coordinates_it_can_see_to_it_without_an_organisation(client, address, karin, rachida):
    assert client.sign_in(karin).post(address, data=fields(f"0-{rachida.id}")).status_code == 303
    step = db.session.query(ScanStep).one()
    assert (step.organisation_id, step.person_id) == (None, rachida.id)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("step", "", "Schrijf wat de eerste stap is."),
        ("step", "x" * 301, "Maak de tekst korter"),
        ("owner", "", "Kies wie hiervoor zorgt."),
        ("owner", "99999", "Kies iemand uit de lijst."),
        ("owner", "0-99999", "Kies iemand uit de lijst."),
        ("due_on", "", "Vul in wanneer het klaar is"),
        ("due_on", "morgen", "Vul een datum in, zoals 1-12-2026."),
        ("due_on", (today() - timedelta(days=1)).isoformat(), "Kies een dag vanaf vandaag"),
        ("due_on", "2199-01-01", "Kies een dag vanaf vandaag"),
    ],
)
def test_bad_input_is_refused_in_words(client, address, karin, welfare, name, value, message):
    answer = client.sign_in(karin).post(address, data=fields(str(welfare.id)) | {f"stap-{name}": value})
    assert answer.status_code == 422
    assert message in answer.text
    assert db.session.query(ScanStep).count() == 0


@pytest.mark.parametrize("who", ["rachida", "nico", "paul", "rik", "olaf", "prisca", "coby", "ada", "otto"])
def test_others_choose_no_step(client, request, address, welfare, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(address).status_code == 403
    assert client.post(address, data=fields(str(welfare.id))).status_code == 403


def test_what_is_not_low_or_not_closed_asks_for_no_step(client, here, answered, address, karin, welfare):
    client.sign_in(karin)
    assert client.get(address.replace("geld", "mensen")).status_code == 404
    assert client.get(address.replace("geld", "goud")).status_code == 404
    still_open = answered(1, 1, 1, is_open=True)
    address = f"{here}/{still_open.id}/stappen/geld"
    assert client.get(address).status_code == 404
    assert client.post(address, data=fields(str(welfare.id))).status_code == 404


def test_the_second_of_two_sees_what_the_first_chose(client, address, karin, tess, welfare):
    client.sign_in(karin).post(address, data=fields(str(welfare.id)))
    late = fields(str(welfare.id), step="Schrijf een brief")
    answer = client.sign_in(tess).post(address, data=late)
    assert answer.status_code == 409
    for words in ("Bel de wethouder", "Schrijf een brief", 'name="stap-version" value="1"'):
        assert words in answer.text
    assert client.post(address, data=late | {"stap-version": "1"}).status_code == 303
    assert db.session.query(ScanStep).one().step == "Schrijf een brief"


@pytest.mark.parametrize("who", ["rik", "karin", "tess", "marja"])
def test_who_sees_to_it_or_leads_says_that_it_is_done(client, request, here, low, welfare, who):
    person = request.getfixturevalue(who)
    step = make_step(low, organisation_id=welfare.id)
    assert "Dit is klaar" in client.sign_in(person).get(here).text
    done = f"{here}/stappen/{step.id}/klaar"
    assert [client.post(done).status_code for _ in range(2)] == [303, 303]
    assert cast.reloaded(step).done_at is not None
    assert [event.verb for event in db.session.query(Event)] == ["scan_step_done"]
    assert "klaar sinds" in client.get(here).text


def test_a_person_who_sees_to_it_says_that_it_is_done_and_a_colleague_does_not(
    client, here, low, paul, petra
):
    step = make_step(low, person_id=paul.id)
    done = f"{here}/stappen/{step.id}/klaar"
    assert client.sign_in(petra).post(done).status_code == 403
    assert "Dit is klaar" not in client.get(here).text
    assert client.sign_in(paul).post(done).status_code == 303


def test_a_step_whose_day_has_passed_is_marked(client, here, low, karin):
    make_step(low, due_on=today() - timedelta(days=1))
    assert "De dag is voorbij" in client.get(here).text


def test_a_step_of_today_is_not_late(client, here, low, karin):
    make_step(low, due_on=today())
    assert "De dag is voorbij" not in client.get(here).text


def test_what_was_not_done_stays_in_sight_after_the_next_scan(client, here, low, answered):
    make_step(low)
    answered(4, 4, 4)
    page = client.get(here).text
    assert "Nog te doen na een andere scan" in page
    assert "Bel de wethouder" in page


def my_place(client: StrictClient, person) -> str:
    return client.sign_in(person).get("/mijn").text


def test_my_place_shows_the_steps_that_wait_for_me(client, here, low, paul, rik, petra, welfare):
    make_step(low, person_id=paul.id, organisation_id=welfare.id, due_on=today() - timedelta(days=1))
    assert "Bel de wethouder" in my_place(client, paul)
    assert "De dag is voorbij" in my_place(client, paul)
    assert "Bel de wethouder" not in my_place(client, petra)
    assert "Bel de wethouder" not in my_place(client, rik)  # Paul sees to it


def test_my_place_shows_the_steps_of_the_organisation_i_represent(client, low, rik, paul, welfare):
    step = make_step(low, organisation_id=welfare.id)
    assert "Bel de wethouder" in my_place(client, rik)
    assert "Bel de wethouder" not in my_place(client, paul)
    step = cast.reloaded(step)
    step.done_at = low.closed_at
    db.session.commit()
    assert "Bel de wethouder" not in my_place(client, rik)


WAITS = "Borgingsscans die op uw antwoord wachten"


def test_my_place_asks_those_with_a_part_in_it_and_not_all_insiders(
    client, here, scan, rachida, joined, paul, karin
):
    for person in (rachida, joined):
        page = my_place(client, person)
        assert WAITS in page
        assert f'href="{here}/vragen"' in page
    for person in (paul, karin):
        assert WAITS not in my_place(client, person)
    client.sign_in(joined).post(f"{here}/vragen", data={"owner": "3"})
    assert WAITS not in my_place(client, joined)


def test_my_place_asks_who_supports_it_only_if_they_may_answer(client, initiative, scan, nico, paul):
    for person in (nico, paul):
        client.sign_in(person).post(f"/initiatieven/{initiative.id}/steun")
    assert WAITS not in my_place(client, nico)
    assert WAITS in my_place(client, paul)
