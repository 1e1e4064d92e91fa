"""A worker enters what somebody said who does not come online, with consent (N14)."""

from datetime import timedelta

import pytest

from tests import cast
from tests.cast import reloaded
from tests.on_behalf.conftest import COMMENT, IDEA, ON_BOARD, SUPPORT
from workspace.access import OPERATOR, Role
from workspace.accounts.models import User
from workspace.activity.models import BoardPulse, Event
from workspace.boards.models import Board
from workspace.comments.actions import recount_initiatives
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Initiative, Stage, Support, Visibility
from workspace.on_behalf.models import ClaimCode, Contribution, OnBehalf, ReceivedHow
from workspace.programmes.models import Openness
from workspace.times import today


def the_idea() -> Initiative:
    return db.session.query(Initiative).filter_by(title=IDEA["title"]).one()


def wil() -> User:
    return db.session.query(User).filter_by(name="Wil").one()


@pytest.mark.parametrize("worker", ["paul", "rik", "olaf", "karin", "tess", "marja"])
def test_who_works_here_enters_an_idea_for_somebody(request, enter, worker):
    worker = request.getfixturevalue(worker)
    enter(worker)
    idea, person = the_idea(), wil()
    assert (idea.created_by_id, idea.created_as) == (person.id, Role.RESIDENT)
    assert (idea.coordinator_id, idea.organisation_id) == (worker.id, None)
    noted = db.session.query(OnBehalf).one()
    assert (noted.kind, noted.received) == (Contribution.IDEA, ReceivedHow.AT_HOME)
    assert noted.consent_on.isoformat() == IDEA["consent_on"]
    told = db.session.query(Event).filter(Event.verb.startswith("initiative_")).one()
    assert (told.verb, told.actor_id, told.details) == ("initiative_posted", worker.id, {"for_another": True})


@pytest.mark.parametrize("other", ["nico", "prisca", "coby", "otto", "ada"])
def test_others_may_not(request, client, board, under, other):
    client.sign_in(request.getfixturevalue(other))
    for address, fields in ((ON_BOARD, IDEA), (under, COMMENT), (under, SUPPORT)):
        assert client.get(address).status_code == 403
        assert client.post(address, data=fields).status_code == 403
    assert db.session.query(OnBehalf).count() == 0


def test_a_theme_lead_enters_on_their_own_board_only(client, programme, karin):
    cast.make_board("Mantelzorg", programme)
    assert client.sign_in(karin).get(ON_BOARD).status_code == 200
    assert client.get("/programmas/samen-in-linde/mantelzorg/namens").status_code == 403


def test_a_comment_stands_under_the_name_of_the_person_with_who_entered_it(
    client, enter, paul, welfare, initiative
):
    enter(paul, "comment")
    comment = db.session.query(Comment).one()
    assert (comment.author_id, comment.role, comment.organisation_id) == (wil().id, Role.RESIDENT, None)
    page = client.sign_out().get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    said = "Namens Wil, ingebracht door Paul van Welzijn Linde, aan de keukentafel (thuis of op bezoek)"
    assert said in page
    assert reloaded(initiative).comment_count == 1


def test_an_idea_says_so_too(client, enter, karin):
    enter(karin)
    page = client.sign_out().get(f"/initiatieven/{the_idea().id}", follow_redirects=True).text
    assert "Namens Wil, ingebracht door Karin, aan de keukentafel" in page
    assert "Karin</strong> (kartrekker):" in page
    assert "plaatste dit initiatief namens iemand anders" in page


def test_a_support_counts_once(client, enter, paul, initiative):
    paper = enter(paul, "support")
    number = paper.rsplit("/", 1)[1]
    assert reloaded(initiative).support_count == 1
    enter(paul, "support", person=number)
    assert reloaded(initiative).support_count == 1
    assert db.session.query(OnBehalf).count() == 1
    assert recount_initiatives(by=OPERATOR) == 0


def test_without_a_name_it_is_a_resident(client, enter, paul):
    paper = client.get(enter(paul, name="")).text
    assert "Een papier voor een inwoner" in paper
    page = client.get(f"/initiatieven/{the_idea().id}", follow_redirects=True).text
    assert "Namens een inwoner, ingebracht door Paul" in page
    assert db.session.get_one(User, the_idea().created_by_id).name == "Een inwoner"


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("consent", None, "Vraag het eerst aan de persoon."),
        ("consent_on", "", "Vul de dag in waarop de persoon ja zei"),
        ("consent_on", (today() + timedelta(days=1)).isoformat(), "Deze dag moet nog komen."),
        ("received", None, "Kies hoe u het hoorde."),
        ("received", "by_owl", "Kies hoe u het hoorde."),
        ("name", "Wil 06-12345678", "Schrijf alleen een voornaam"),
        ("name", "wil@example.nl", "Schrijf alleen een voornaam"),
        ("name", "W" * 31, "hoogstens 30 tekens"),
        ("title", " ", "Vul een titel in."),
        ("summary", "", "Schrijf op wat de persoon wil doen."),
        ("person", "999999", "Kies iemand uit de lijst."),
        ("person", "x", "Kies iemand uit de lijst."),
    ],
)
def test_what_is_missing_is_asked_for_and_the_text_is_kept(client, board, paul, field, typed, message):
    fields = {name: value for name, value in (IDEA | {field: typed}).items() if value is not None}
    answer = client.sign_in(paul).post(ON_BOARD, data=fields)
    assert answer.status_code == 422
    assert message in answer.text
    assert field == "summary" or IDEA["summary"] in answer.text
    assert db.session.query(OnBehalf).count() == db.session.query(Initiative).count() == 0


def test_a_comment_without_words_is_no_comment(client, under, paul):
    answer = client.sign_in(paul).post(under, data=COMMENT | {"body": "  "})
    assert answer.status_code == 422
    assert "Schrijf op wat de persoon zei." in answer.text


def test_sent_twice_it_is_there_once(client, board, paul):
    fields = IDEA | {"once": "a-key-of-this-form"}
    first, second = (client.sign_in(paul).post(ON_BOARD, data=fields) for _ in range(2))
    assert first.location == second.location
    assert db.session.query(Initiative).count() == 1


def test_an_awkward_name_is_shown_as_it_is(client, enter, paul):
    enter(paul, name="O’Brien-<b>")
    page = client.sign_out().get(f"/initiatieven/{the_idea().id}", follow_redirects=True).text
    assert "O’Brien-&lt;b&gt;" in page
    assert "O’Brien-<b>" not in page


def test_the_next_thing_of_the_same_person_needs_no_new_one(client, enter, paul, petra, under):
    number = enter(paul).rsplit("/", 1)[1]
    form = client.sign_in(paul).get(under).text
    assert "Iemand voor wie ik nog niets inbracht" in form
    assert f'value="{number}"' in form
    enter(paul, "comment", person=number)
    assert db.session.query(User).filter(User.entered_by_id.is_not(None)).count() == 1
    assert db.session.query(ClaimCode).count() == 1
    assert db.session.query(Comment).one().author_id == int(number)


def test_nobody_sees_or_chooses_the_people_of_a_colleague(client, enter, paul, petra, under):
    paper = enter(paul)
    number = paper.rsplit("/", 1)[1]
    client.sign_in(petra)
    assert client.get(paper).status_code == 404
    assert client.post(f"{paper}/code").status_code == 404
    assert "Wil" not in client.get("/namens").text
    assert f'value="{number}"' not in client.get(under).text
    assert client.post(under, data=COMMENT | {"person": number}).status_code == 422


def test_nothing_is_placed_for_a_resident_where_residents_cannot_read(client, board, initiative, paul, under):
    initiative.visibility, board.openness = Visibility.PARTNERS, Openness.PUBLIC
    db.session.commit()
    assert client.sign_in(paul).get(under).status_code == 403
    db.session.query(Board).update({"openness": Openness.PARTNERS})
    db.session.commit()
    assert client.get(ON_BOARD).status_code == 403
    assert client.post(ON_BOARD, data=IDEA).status_code == 403
    page = client.get(ON_BOARD.removesuffix("/namens"))
    assert "Namens iemand" not in page.text


def test_under_what_ended_only_words_are_welcome(client, initiative, paul, under):
    initiative.stage = Stage.COMPLETED
    db.session.commit()
    form = client.sign_in(paul).get(under).text
    assert "Steunen kan niet meer" in form
    assert client.post(under, data=SUPPORT).status_code == 422
    assert client.post(under, data=COMMENT).status_code == 303


def test_under_what_was_handed_over_it_goes_on(client, initiative, tess, welfare, under):
    initiative.carried_by_id, initiative.carried_from = welfare.id, today()
    db.session.commit()
    assert client.sign_in(tess).post(under, data=SUPPORT).status_code == 303
    assert db.session.query(Support).count() == 1


def test_who_watches_the_board_sees_it_come(client, board, enter, paul):
    before = db.session.get_one(BoardPulse, board.id).public_version
    enter(paul)
    pulse = db.session.get_one(BoardPulse, board.id, populate_existing=True)
    assert pulse.public_version > before


def test_the_pages_lead_there_for_those_who_may_only(client, board, initiative, under, paul, nico):
    page, place = f"/initiatieven/{initiative.id}", ON_BOARD.removesuffix("/namens")
    for _ in range(2):  # drawn, and as it was kept
        for person, may in ((paul, True), (nico, False)):
            client.sign_in(person)
            assert (under in client.get(page, follow_redirects=True).text) is may
            assert (f'{place}/namens"' in client.get(place).text) is may
        client.sign_out()
        assert under not in client.get(page, follow_redirects=True).text
        assert f'{place}/namens"' not in client.get(place).text


def test_the_card_on_the_board_is_of_whose_idea_it_is(client, enter, paul, karin):
    enter(paul)
    place = ON_BOARD.removesuffix("/namens")
    card = client.sign_out().get(place).text.split("Een bankje bij de kerk", 1)[1].split("</li>", 1)[0]
    assert "Wil" in card
    assert "Paul" not in card


def test_it_is_found_again_from_ones_own_place(client, enter, paul):
    enter(paul)
    assert "/namens" in client.get("/mijn").text
    assert "Wil" in client.get("/namens").text
