"""An initiative goes from the programme to an organisation that stays: one offers, the other answers."""

from datetime import timedelta

import pytest

from tests import cast
from tests.borging.conftest import YESTERDAY
from tests.initiatives.actors import actor_of
from workspace.activity.models import BoardPulse, Event
from workspace.borging.models import AspectCode, AspectState, Handover, HandoverStep, Outlook
from workspace.borging.queries import list_waiting_offers, picture_of
from workspace.db import db
from workspace.organisations.models import Membership
from workspace.times import today

NEXT_WEEK = today() + timedelta(days=7)


@pytest.fixture
def here(initiative) -> str:
    return f"/initiatieven/{initiative.id}/borging/overdracht"


def filled(organisation, day=NEXT_WEEK, **facts) -> dict[str, str]:
    """Return the form of an offer as somebody fills it in."""
    said = {"organisation": str(organisation.id), "from_day": day.isoformat(), "tasks": "De soep koken"}
    return {f"aanbod-{name}": value for name, value in {**said, **facts}.items()}


def keep(*things) -> None:
    """Keep what was read of these: a refused request lets go of all that the session of a test holds."""
    for thing in things:
        if thing in db.session:
            db.session.expunge(thing)


def saying(answer: str, reason: str = "", version: int = 1) -> dict[str, str]:
    return {"antwoord-answer": answer, "antwoord-reason": reason, "antwoord-version": str(version)}


@pytest.fixture
def offered(client, here, welfare, rik, karin) -> Handover:
    """The kartrekker offers it to the welfare organisation, from today."""
    client.sign_in(karin).post(here, data=filled(welfare, today()))
    return db.session.query(Handover).one()


@pytest.fixture
def taken_over(client, here, offered, rik) -> Handover:
    assert (
        client.sign_in(rik).post(f"{here}/{offered.id}/antwoord", data=saying("accepted")).status_code == 303
    )
    return cast.reloaded(offered)


def test_the_kartrekker_offers_and_the_board_hears_it(client, here, board, welfare, rik, karin):
    before = db.session.get(BoardPulse, board.id).partner_version
    page = client.sign_in(karin).get(here)
    assert "Overdracht aanbieden" in page.text
    assert client.post(here, data=filled(welfare, contacts="Jan van de keuken")).status_code == 303
    handover = db.session.query(Handover).one()
    assert (handover.state, handover.to_organisation_id, handover.from_day) == (
        "offered",
        welfare.id,
        NEXT_WEEK,
    )
    (step,) = db.session.query(HandoverStep)
    assert (step.state, step.by_id) == ("offered", karin.id)
    event = db.session.query(Event).filter_by(verb="handover_offered").one()
    assert (event.subject_id, event.is_public) == (handover.id, False)
    assert db.session.get(BoardPulse, board.id, populate_existing=True).partner_version == before + 1
    page = client.get(here).text
    assert "Jan van de keuken" in page
    assert "Aanbod intrekken" in page


@pytest.mark.parametrize(
    "who", ["rachida", "nico", "paul", "rik", "olaf", "prisca", "coby", "tess", "ada", "otto"]
)
def test_nobody_else_offers(client, request, here, welfare, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.post(here, data=filled(welfare)).status_code == 403
    assert db.session.query(Handover).count() == 0


@pytest.mark.parametrize("path", ["", "/1/antwoord", "/1/wijziging", "/1/intrekking"])
def test_of_a_hidden_initiative_there_is_nothing(client, board, paul, nico, path):
    hidden = cast.make_initiative("Onder ons", board, paul, visibility="partners")
    answer = client.sign_in(nico).post(f"/initiatieven/{hidden.id}/borging/overdracht{path}")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("organisation", "", "Kies een organisatie uit de lijst."),
        ("organisation", "987", "Kies een organisatie uit de lijst."),
        ("from_day", "", "Vul in vanaf welke dag de organisatie het overneemt."),
        ("from_day", YESTERDAY.isoformat(), "Kies een dag vanaf vandaag"),
        ("from_day", "morgen", "Vul een datum in, zoals 1-12-2026."),
        ("tasks", " ", "Schrijf welke taken erbij horen."),
    ],
)
def test_what_is_missing_is_said_in_words_and_nothing_is_lost(
    client, here, welfare, rik, marja, name, value, message
):
    sent = filled(welfare, contacts="Jan van de keuken") | {f"aanbod-{name}": value}
    answer = client.sign_in(marja).post(here, data=sent)
    assert answer.status_code == 422
    assert answer.text.count("<title>Fout: ") == 1 <= answer.text.count(message)
    assert "Jan van de keuken" in answer.text
    assert db.session.query(Handover).count() == 0


def test_there_is_one_open_offer(client, here, offered, welfare, marja):
    answer = client.sign_in(marja).post(here, data=filled(welfare))
    assert answer.status_code == 409
    assert "Iemand was u voor" in answer.text
    assert db.session.query(Handover).count() == 1


@pytest.mark.parametrize("facts", [{"stage": "stopped"}, {"visibility": "draft"}])
def test_what_ended_or_is_a_draft_is_not_offered(client, board, welfare, rik, karin, facts):
    it = cast.make_initiative("Iets", board, karin, **facts)
    answer = client.sign_in(karin).post(f"/initiatieven/{it.id}/borging/overdracht", data=filled(welfare))
    assert answer.status_code == 409


def test_the_representative_finds_it_and_says_yes(client, initiative, here, offered, rik, paul):
    assert "Aangeboden om over te nemen" in client.sign_in(rik).get("/mijn").text
    assert [row.title for row in list_waiting_offers(actor_of(rik))] == ["Soep op dinsdag"]
    assert list_waiting_offers(actor_of(paul)) == []
    page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert "Aanbod lezen en antwoorden" in page
    assert "Uw antwoord" in client.get(here).text
    client.post(f"{here}/{offered.id}/antwoord", data=saying("accepted", "Graag"))
    it = cast.reloaded(initiative)
    assert (it.owner_id, it.is_handed_over, it.team_may_edit) == (offered.to_organisation_id, True, False)
    assert list_waiting_offers(actor_of(rik)) == []
    client.sign_out()
    page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert "Welzijn Linde gaat hierover vanaf" in page
    assert "nam dit initiatief over" in page
    assert "De soep koken" not in page


@pytest.mark.parametrize(
    "who", ["rachida", "nico", "paul", "olaf", "prisca", "coby", "karin", "tess", "marja", "ada"]
)
def test_nobody_else_answers(client, request, here, offered, who):
    client.sign_in(request.getfixturevalue(who))
    keep(offered)
    for answer in ("accepted", "declined"):
        sent = client.post(f"{here}/{offered.id}/antwoord", data=saying(answer, "Nee"))
        assert sent.status_code == 403
    assert cast.reloaded(offered).state == "offered"


def test_who_offered_it_does_not_accept_it(client, here, offered, karin, welfare):
    cast.make_member(karin, welfare, represents=True)
    assert (
        client.sign_in(karin).post(f"{here}/{offered.id}/antwoord", data=saying("accepted")).status_code
        == 403
    )
    assert "Uw antwoord" not in client.get(here).text


def test_whose_term_ended_between_page_and_click_does_not_accept_it(client, here, offered, rik, welfare):
    assert "Uw antwoord" in client.sign_in(rik).get(here).text
    db.session.query(Membership).filter_by(user_id=rik.id).update({"ends_on": YESTERDAY})
    db.session.commit()
    assert client.post(f"{here}/{offered.id}/antwoord", data=saying("accepted")).status_code == 403
    assert cast.reloaded(offered).state == "offered"


@pytest.mark.parametrize("answer", ["changes_asked", "declined"])
def test_anything_but_yes_says_why(client, here, offered, rik, answer):
    address = f"{here}/{offered.id}/antwoord"
    refused = client.sign_in(rik).post(address, data=saying(answer))
    assert refused.status_code == 422
    assert "Schrijf waarom" in refused.text
    assert client.post(address, data=saying("misschien")).status_code == 422
    assert client.post(address, data=saying(answer, "Geen mensen")).status_code == 303
    assert cast.reloaded(offered).state == answer
    assert "Geen mensen" in client.get(here).text


def test_after_changes_were_asked_it_is_offered_anew_and_accepted(client, here, offered, rik, marja, welfare):
    keep(offered, rik, marja, welfare)
    client.sign_in(rik).post(f"{here}/{offered.id}/antwoord", data=saying("changes_asked", "Later graag"))
    assert client.post(f"{here}/{offered.id}/antwoord", data=saying("accepted", version=2)).status_code == 409
    page = client.sign_in(marja).get(here).text
    assert "Het aanbod aanpassen" in page
    changed = filled(welfare, NEXT_WEEK, version="2")
    assert (
        client.post(f"{here}/{offered.id}/wijziging", data={**changed, "aanbod-version": "1"}).status_code
        == 409
    )
    assert (
        client.post(f"{here}/{offered.id}/wijziging", data={**changed, "aanbod-tasks": ""}).status_code == 422
    )
    assert client.post(f"{here}/{offered.id}/wijziging", data=changed).status_code == 303
    handover = cast.reloaded(offered)
    assert (handover.state, handover.from_day) == ("offered", NEXT_WEEK)
    db.session.rollback()
    stale = client.sign_in(rik).post(f"{here}/{offered.id}/antwoord", data=saying("accepted", version=2))
    assert stale.status_code == 409  # what was read is not what is offered now
    assert client.post(f"{here}/{offered.id}/antwoord", data=saying("accepted", version=3)).status_code == 303
    states = [step.state for step in db.session.query(HandoverStep).order_by(HandoverStep.id)]
    assert states == ["offered", "changes_asked", "offered", "accepted"]


def test_what_was_taken_back_is_not_accepted_and_can_be_offered_again(
    client, here, offered, rik, karin, welfare
):
    keep(offered, rik, karin, welfare)
    withdraw = f"{here}/{offered.id}/intrekking"
    assert client.sign_in(karin).post(withdraw, data={"version": "1"}).status_code == 303
    assert client.post(withdraw, data={"version": "1"}).status_code == 409
    late = client.sign_in(rik).post(f"{here}/{offered.id}/antwoord", data=saying("accepted"))
    assert late.status_code == 409
    assert "Ingetrokken" in late.text
    assert client.sign_in(karin).post(here, data=filled(welfare)).status_code == 303


def test_what_was_accepted_is_not_taken_back_nor_offered_again(client, here, taken_over, karin, welfare):
    client.sign_in(karin)
    assert client.post(f"{here}/{taken_over.id}/intrekking", data={"version": "2"}).status_code == 409
    assert client.post(here, data=filled(welfare)).status_code == 409


def test_after_it_the_team_changes_nothing_unless_the_owner_says_so(
    client, initiative, here, taken_over, rik, tess, marja, karin
):
    edit = f"/initiatieven/{initiative.id}/bewerken"
    for person, answer in ((tess, 403), (marja, 403), (karin, 200), (rik, 200)):
        assert client.sign_in(person).get(edit).status_code == answer
    assert client.sign_in(marja).post(f"/initiatieven/{initiative.id}/borging/geld").status_code == 403
    assert client.post(f"{here}/rechten/teruggeven").status_code == 403
    assert client.sign_in(rik).post(f"{here}/rechten/teruggeven").status_code == 303
    assert client.sign_in(tess).get(edit).status_code == 200
    client.sign_in(rik).post(f"{here}/rechten/beeindigen")
    assert client.sign_in(tess).get(edit).status_code == 403


def test_that_they_made_it_gives_the_team_no_rights_after_it(client, board, marja, welfare):
    mine = cast.make_initiative("Van mij", board, marja, carried_by_id=welfare.id, carried_from=today())
    assert client.sign_in(marja).get(f"/initiatieven/{mine.id}/bewerken").status_code == 403


def test_until_the_agreed_day_everything_stays_as_it_is(client, initiative, here, welfare, rik, karin, tess):
    client.sign_in(karin).post(here, data=filled(welfare, NEXT_WEEK))
    handover = db.session.query(Handover).one()
    client.sign_in(rik).post(f"{here}/{handover.id}/antwoord", data=saying("accepted"))
    edit = f"/initiatieven/{initiative.id}/bewerken"
    assert client.get(edit).status_code == 403
    assert client.post(f"{here}/rechten/teruggeven").status_code == 403
    assert client.sign_in(tess).get(edit).status_code == 200
    assert "Van welke organisatie is het?" not in client.get(edit).text
    assert "Tot die dag blijft alles zoals het is." in client.get(here).text
    initiative = cast.reloaded(initiative)
    initiative.carried_from = today()  # as it will be read on that day
    db.session.commit()
    assert client.sign_in(rik).get(edit).status_code == 200
    assert client.sign_in(tess).get(edit).status_code == 403


def test_on_the_board_it_is_of_the_new_owner_and_the_team_moves_it_no_longer(
    client, board, programme, initiative, taken_over, tess, karin, rik
):
    keep(karin, tess, rik)
    address = f"/programmas/{programme.slug}/{board.slug}"
    for _ in range(2):  # drawn, and kept
        assert "Verplaats" in client.sign_in(karin).get(address).text
        assert "Verplaats" not in client.sign_in(tess).get(address).text
        assert "Verplaats" in client.sign_in(rik).get(address).text
    assert "Welzijn Linde" in client.get(address).text


def test_the_level_is_anchored_from_the_agreed_day_on(client, initiative, here, say, welfare, rik, karin):
    for code in AspectCode:
        say(code, AspectState.ANCHORED)
    client.sign_in(karin).post(here, data=filled(welfare, NEXT_WEEK))
    handover = db.session.query(Handover).one()
    client.sign_in(rik).post(f"{here}/{handover.id}/antwoord", data=saying("accepted"))
    periods = db.session.query(Outlook).order_by(Outlook.from_day).all()
    assert [(p.from_day, p.level) for p in periods[:2]] == [(today(), "agreed"), (NEXT_WEEK, "anchored")]
    assert [p.level for p in periods[2:]] == ["agreed"]  # once the claims are stale
    assert picture_of(initiative.id, on=today()).level == "agreed"
    assert picture_of(initiative.id, on=NEXT_WEEK).level == "anchored"
    assert picture_of(initiative.id, on=YESTERDAY).level == "not_started"


def test_a_day_that_passed_before_the_answer_becomes_today(client, here, offered, rik):
    offered.from_day = YESTERDAY
    db.session.commit()
    client.sign_in(rik).post(f"{here}/{offered.id}/antwoord", data=saying("accepted", version=2))
    handover = cast.reloaded(offered)
    assert (handover.state, handover.from_day) == ("accepted", today())
