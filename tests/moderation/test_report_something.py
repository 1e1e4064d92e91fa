"""Reporting a comment, news or an initiative: write first, sign in after, and hear what becomes of it."""

import pytest

from tests import cast
from workspace.activity.models import Event
from workspace.db import db, now
from workspace.initiatives.models import Case
from workspace.moderation.models import Report


def verbs() -> list[str]:
    return [event.verb for event in db.session.query(Event).order_by(Event.id)]


@pytest.fixture
def addresses(initiative, comment, news) -> list[str]:
    return [
        f"/melden/reactie/{comment.id}",
        f"/melden/nieuws/{news.id}",
        f"/melden/initiatief/{initiative.id}",
    ]


def test_each_thing_on_the_page_of_an_initiative_can_be_reported(client, initiative, addresses, paul):
    for reader in (None, paul):
        if reader:
            client.sign_in(reader)
        page = client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text
        for address in addresses:
            assert f'href="{address}"' in page


def test_who_reported_is_thanked_and_reads_what_happens_now_and_when(client, addresses, paul):
    client.sign_in(paul)
    for address in addresses:
        assert "Wat is er mis?" in client.get(address).text
        answer = client.post(address, data={"reason": "rude", "words": "Onaardig."})
        assert (answer.status_code, answer.location) == (303, address)
        page = client.get(address).text
        assert "Dank u wel. Uw melding is binnen." in page
        assert "binnen 10 werkdagen" in page
        assert "Wat is er mis?" not in page
    assert db.session.query(Report).count() == 3
    assert verbs() == ["report_made"] * 3


def test_one_open_report_for_each_person_and_thing(client, addresses, paul, rik):
    for who in (paul, rik):
        client.sign_in(who)
        for _ in range(2):
            assert client.post(addresses[0], data={"reason": "rude"}).status_code == 303
    assert db.session.query(Report).count() == 2
    assert db.session.query(Case).count() == 1
    assert verbs() == ["report_made", "report_repeated"]


def test_no_reason_or_too_many_words_is_refused_and_what_was_typed_stays(client, addresses, paul):
    client.sign_in(paul)
    answer = client.post(addresses[0], data={"words": "Onaardig."})
    assert answer.status_code == 422
    assert "Kies wat er mis is." in answer.text
    assert "Onaardig." in answer.text
    assert client.post(addresses[0], data={"reason": "saai"}).status_code == 422
    assert client.post(addresses[0], data={"reason": "rude", "words": "a" * 501}).status_code == 422
    assert db.session.query(Report).count() == 0


def test_a_visitor_writes_first_and_signs_in_after(client, addresses, paul):
    assert "Schrijf eerst, log daarna in." in client.get(addresses[0]).text
    answer = client.post(addresses[0], data={"reason": "rude", "words": "Onaardig.", "which": "ReportForm"})
    assert answer.location.startswith("/inloggen")
    token = answer.location.split("bewaard%3D")[-1]
    page = client.sign_in(paul).get(f"{addresses[0]}?bewaard={token}").text
    assert "Onaardig." in page
    assert db.session.query(Report).count() == 0


def test_nobody_reports_their_own_words(client, initiative, comment, news, nico, rachida):
    for who, address in (
        (nico, f"reactie/{comment.id}"),
        (rachida, f"nieuws/{news.id}"),
        (rachida, f"initiatief/{initiative.id}"),
    ):
        client.sign_in(who)
        assert client.get(f"/melden/{address}").status_code == 403
        assert client.post(f"/melden/{address}", data={"reason": "rude"}).status_code == 403
        page = client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text
        assert f'"/melden/{address}"' not in page


def test_what_is_out_of_sight_is_not_there(client, initiative, nico, paul, board):
    hidden = cast.make_comment(initiative, paul, "Onder ons.", audience="partners", role="partner")
    draft = cast.make_initiative("Nog niet af", board, paul, visibility="draft")
    client.sign_in(nico)
    for address in (
        f"reactie/{hidden.id}",
        f"initiatief/{draft.id}",
        "nieuws/999999",
        "reactie/999999",
        "iets/1",
    ):
        assert client.get(f"/melden/{address}").status_code == 404
        assert client.post(f"/melden/{address}", data={"reason": "rude"}).status_code == 404


def test_what_was_taken_away_needs_no_report(client, comment, paul):
    comment.removed_at, comment.removed_as = now(), "theme_lead"
    db.session.commit()
    client.sign_in(paul)
    assert "Dit is al weggehaald." in client.get(f"/melden/reactie/{comment.id}").text
    assert client.post(f"/melden/reactie/{comment.id}", data={"reason": "rude"}).status_code == 409
    assert db.session.query(Report).count() == 0


def test_who_reported_reads_the_outcome_on_the_same_page(client, report, decide, comment, paul, karin):
    case = report(paul, "reactie", comment.id)
    assert decide(karin, case.id, "nothing") == 303
    page = client.sign_in(paul).get(f"/melden/reactie/{comment.id}").text
    assert "Uw vorige melding is bekeken" in page
    assert "niets aan de hand" in page
    assert "Wat is er mis?" in page
    event = db.session.query(Event).filter_by(verb="report_handled").one()
    assert (event.subject_id, event.is_public) == (case.id, False)
    assert event.details == {"verdict": "nothing", "kind": "reactie", "number": comment.id}


def test_events_hold_no_content(client, report, comment, paul):
    report(paul, "reactie", comment.id, words="Heel onaardig")
    event = db.session.query(Event).one()
    assert event.details == {}
    assert event.board_id is None  # no watcher sees a pulse
