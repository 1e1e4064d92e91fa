"""Somebody says how an aspect of borging stands."""

from datetime import timedelta

import pytest

from tests.client import HTMX
from workspace.activity.models import BoardPulse, Event
from workspace.borging.models import AspectChange, AspectState, BorgingAspect, Evidence, Level, Outlook
from workspace.borging.models.rules import year_from
from workspace.db import db
from workspace.organisations.models import Organisation
from workspace.times import today


@pytest.fixture
def address(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borging/geld"


def fields(**values: str) -> dict[str, str]:
    values.setdefault("state", "talking")
    version = values.pop("version", "0")
    return {f"geld-{name}": value for name, value in values.items()} | {"geld-version": version}


@pytest.fixture
def agreed(welfare) -> dict[str, str]:
    return fields(
        state="agreed",
        organisation=str(welfare.id),
        evidence="Besluit van 1 maart",
        link="https://example.nl/besluit",
        valid_until=year_from(today()).isoformat(),
        why="De begroting is rond.",
    )


def the_aspect() -> BorgingAspect:
    return db.session.query(BorgingAspect).one()


def test_the_kartrekker_says_that_money_is_agreed(client, initiative, address, agreed, karin, welfare):
    assert "Hoe staat het ervoor?" in client.sign_in(karin).get(address).text
    answer = client.post(address, data=agreed)
    assert answer.status_code == 303
    assert answer.location == f"/initiatieven/{initiative.id}-soep-op-dinsdag#borging"
    aspect = the_aspect()
    assert (aspect.state, aspect.organisation_id) == ("agreed", welfare.id)
    assert db.session.query(Evidence).one().link == "https://example.nl/besluit"
    page = client.sign_out().get(address).text
    for words in ("Afgesproken", "Welzijn Linde", "Besluit van 1 maart", "Van Nog open naar Afgesproken"):
        assert words in page
    assert "De begroting is rond." in page
    assert "Karin" in page


def test_a_change_is_kept_told_and_makes_the_board_beat(client, board, address, agreed, karin):
    client.sign_in(karin).post(address, data=agreed)
    kept = db.session.query(AspectChange).one()
    assert (kept.from_state, kept.to_state, kept.changed_by_id) == ("open", "agreed", karin.id)
    event = db.session.query(Event).one()
    assert (event.verb, event.details["to_state"], event.is_public) == ("aspect_changed", "agreed", True)
    assert db.session.get(BoardPulse, board.id).public_version == 2


def test_with_htmx_the_form_opens_among_the_eight_and_they_come_back(client, address, agreed, karin):
    form = client.sign_in(karin).get(address, headers=HTMX).text
    assert 'id="wijzig-geld"' in form
    assert "hx-post" in form
    answer = client.post(address, data=agreed, headers=HTMX)
    assert answer.text.lstrip().startswith('<section class="section" id="borging"')
    assert "In opbouw" in answer.text
    assert "announce" in answer.headers["HX-Trigger"]


@pytest.mark.parametrize(
    ("left_out", "message"),
    [
        ("organisation", "Kies de organisatie die hiervoor instaat."),
        ("evidence", "Schrijf waaruit dit blijkt."),
        ("valid_until", "Vul in tot en met welke dag dit geldt."),
    ],
)
@pytest.mark.parametrize("state", ["agreed", "anchored"])
def test_a_claim_asks_for_what_it_rests_on(client, address, agreed, karin, state, left_out, message):
    data = {**agreed, "geld-state": state, f"geld-{left_out}": "", "geld-link": ""}
    answer = client.sign_in(karin).post(address, data=data)
    assert answer.status_code == 422
    assert message in answer.text
    assert "De begroting is rond." in answer.text
    assert db.session.query(BorgingAspect).count() == 0


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("valid_until", (today() - timedelta(days=1)).isoformat(), "Kies een dag vanaf vandaag"),
        ("valid_until", "9999-12-31", "Kies een dag vanaf vandaag"),
        ("valid_until", "morgen", "Vul een datum in, zoals 1-12-2026."),
        ("link", "javascript:alert(1)", "Vul een link in die begint met https://."),
        ("link", "http://example.nl", "Vul een link in die begint met https://."),
        ("evidence", "x" * 501, "Maak de tekst korter"),
        ("why", "x" * 501, "Maak de tekst korter"),
        ("organisation", "99999", "Kies een organisatie uit de lijst."),
        ("person", "1-99999", "Kies iemand uit de lijst."),
        ("state", "klaar", "Kies hoe het ervoor staat."),
        ("state", "", "Kies hoe het ervoor staat."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_bad_input_is_refused_in_words_and_kept(
    client, address, agreed, karin, name, value, message, headers
):
    answer = client.sign_in(karin).post(address, data={**agreed, f"geld-{name}": value}, headers=headers)
    assert answer.status_code == 422
    assert message in answer.text
    assert "Besluit van 1 maart" in answer.text or name == "evidence"
    assert db.session.query(BorgingAspect).count() == 0


def test_not_needed_asks_for_a_reason(client, address, karin):
    client.sign_in(karin)
    answer = client.post(address, data=fields(state="not_needed"))
    assert answer.status_code == 422
    assert "Schrijf waarom dit niet nodig is." in answer.text
    assert client.post(address, data=fields(state="not_needed", why="Het kost niets.")).status_code == 303
    assert "Het kost niets." in client.get(address).text


def test_a_claim_rests_on_earlier_evidence_too(client, address, say, karin, welfare):
    say("money", AspectState.AGREED)
    data = fields(
        state="anchored",
        organisation=str(welfare.id),
        valid_until=year_from(today()).isoformat(),
        version="1",
    )
    assert client.sign_in(karin).post(address, data=data).status_code == 303
    assert the_aspect().state == "anchored"


def test_back_to_open_leaves_no_date_behind(client, address, say, karin):
    say("money", AspectState.AGREED)
    client.sign_in(karin).post(address, data=fields(state="open", organisation="", version="1"))
    aspect = the_aspect()
    assert (aspect.state, aspect.valid_until, aspect.organisation_id) == ("open", None, None)


def test_somebody_of_the_organisation_can_be_named(client, address, agreed, karin, rik, welfare, olaf):
    data = {**agreed, "geld-person": f"{welfare.id}-{rik.id}"}
    assert client.sign_in(karin).post(address, data=data).status_code == 303
    assert the_aspect().person_id == rik.id
    assert "Welzijn Linde, Rik" in client.sign_out().get(address).text


def test_somebody_of_another_organisation_is_refused(client, address, agreed, karin, olaf, municipality):
    data = {**agreed, "geld-person": f"{municipality.id}-{olaf.id}"}
    answer = client.sign_in(karin).post(address, data=data)
    assert answer.status_code == 422
    assert "Kies iemand van de organisatie die u koos." in answer.text


@pytest.mark.parametrize("who", ["karin", "tess", "marja"])
def test_who_leads_may_change_every_initiative(client, request, address, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.post(address, data=fields()).status_code == 303


@pytest.mark.parametrize("who", ["rachida", "nico", "paul", "rik", "olaf", "prisca", "coby", "ada", "otto"])
def test_others_see_it_but_may_not_change_it(client, request, address, who):
    client.sign_in(request.getfixturevalue(who))
    page = client.get(address)
    assert page.status_code == 200
    assert "Hoe staat het ervoor?" not in page.text
    assert client.get(address, headers=HTMX).status_code == 403
    assert client.post(address, data=fields()).status_code == 403


def test_a_partner_changes_their_own(client, initiative, address, paul, petra):
    initiative.coordinator_id = paul.id
    db.session.commit()
    assert client.sign_in(paul).post(address, data=fields()).status_code == 303
    assert client.sign_in(petra).post(address, data=fields(version="1")).status_code == 403


@pytest.mark.parametrize(("who", "organisation"), [("rik", "welfare"), ("olaf", "municipality")])
def test_those_of_the_organisation_change_what_it_started(
    client, request, initiative, address, who, organisation
):
    initiative.organisation_id = request.getfixturevalue(organisation).id
    db.session.commit()
    person = request.getfixturevalue(who)
    assert client.sign_in(person).post(address, data=fields()).status_code == 303


def test_the_province_changes_what_it_started(client, initiative, address, prisca):
    initiative.organisation_id = db.session.query(Organisation.id).filter_by(kind="province").scalar()
    db.session.commit()
    assert client.sign_in(prisca).post(address, data=fields()).status_code == 303


def test_an_unknown_aspect_is_not_found(client, address, karin):
    client.sign_in(karin)
    assert client.get(address.replace("geld", "goud")).status_code == 404
    assert client.post(address.replace("geld", "goud"), data=fields()).status_code == 404


def test_what_is_out_of_sight_is_not_found(client, initiative, address, nico):
    initiative.visibility = "partners"
    db.session.commit()
    client.sign_in(nico)
    assert client.get(address).status_code == 404
    assert client.post(address, data=fields()).status_code == 404


def test_a_visitor_signs_in_and_finds_the_words_back(client, address, karin):
    data = {**fields(why="Eindelijk rond."), "which": "AspectForm"}
    answer = client.post(address, data=data)
    assert answer.location.startswith("/inloggen")
    token = answer.location.split("bewaard%3D")[-1]
    assert "Eindelijk rond." in client.sign_in(karin).get(f"{address}?bewaard={token}").text


def test_the_second_of_two_sees_what_the_first_said_and_loses_nothing(client, address, agreed, karin, tess):
    client.sign_in(karin).post(address, data=agreed)
    answer = client.sign_in(tess).post(address, data=fields(why="Ik dacht van niet."))
    assert answer.status_code == 409
    assert "Ik dacht van niet." in answer.text
    assert "Besluit van 1 maart" in answer.text
    assert the_aspect().state == "agreed"
    assert 'name="geld-version" value="1"' in answer.text


def test_saying_the_same_again_changes_nothing(client, address, karin):
    client.sign_in(karin).post(address, data=fields())
    client.post(address, data=fields(version="1"))
    assert db.session.query(AspectChange).count() == 1


def test_a_double_click_counts_once(client, address, agreed, karin):
    client.sign_in(karin)
    answers = [client.post(address, data={**agreed, "once": "een"}) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert db.session.query(Evidence).count() == 1


def test_the_outlook_follows_each_change(client, initiative, address, agreed, karin):
    client.sign_in(karin).post(address, data=agreed)
    until = year_from(today()) + timedelta(days=1)
    rows = db.session.query(Outlook).order_by(Outlook.from_day).all()
    assert [(r.from_day, r.level, r.marks) for r in rows] == [
        (today(), Level.BUILDING, "ooaooooo"),
        (until, Level.BUILDING, "ooAooooo"),
    ]
    client.post(address, data=fields(state="open", version="1"))
    (row,) = db.session.query(Outlook)
    assert (row.from_day, row.level, row.marks) == (today(), Level.NOT_STARTED, "oooooooo")
