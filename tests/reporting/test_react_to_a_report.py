"""A report goes round, partners and councils react, and what was done with that is on record (N30)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once
from tests.reporting.making import adopt, make_report, make_section
from workspace.access import OPERATOR
from workspace.activity.models import Event
from workspace.db import db
from workspace.following.actions import spread_events
from workspace.following.models import Notice
from workspace.reporting.models import ReportKind, ReportState, SectionRemark
from workspace.times import today

WORDS = "Noem ook dat de bus niet rijdt."


@pytest.fixture
def report(board, tess):
    facts = {"state": ReportState.OUT, "react_by": today()}
    return make_report(board, tess, kind=ReportKind.MAIN_LINES, **facts)


@pytest.fixture
def section(report, board):
    return make_section(report, board)


@pytest.fixture
def remark(section, coby):
    said = {"body": WORDS, "author_id": coby.id, "role": "council"}
    return cast.save(SectionRemark(section_id=section.id, **said))


def at(section):
    return f"/verslagen/{section.report_id}/onderdelen/{section.id}/reacties"


def answer(client, remark, **fields):
    data = {"done": "partly", "response": "Het staat er nu in.", "version": 1, **fields}
    return client.post(f"/verslagen/reacties/{remark.id}/antwoord", data=data)


def told(user):
    """Return what somebody is told of, once the worker did its round."""
    spread_events(by=OPERATOR)
    db.session.commit()
    query = select(Event.verb).join(Notice, Notice.event_id == Event.id).where(Notice.user_id == user.id)
    return db.session.scalars(query).all()


def test_everybody_who_takes_part_is_asked(client, board, tess, paul, rik, olaf, prisca, coby, karin, nico):
    report = make_report(board, tess)
    address = f"/verslagen/{report.id}/rondsturen"
    assert client.sign_in(tess).get(address).status_code == 200
    until = str(today() + timedelta(days=14))
    for _ in range(2):
        assert client.post(address, data={"react_by": until}).status_code == 303
    for person in (paul, rik, olaf, prisca, coby, karin):
        assert told(person) == ["programme_report_out"], person.name
    for person in (nico, tess):
        assert told(person) == []
    page = client.sign_in(coby).get("/mijn/nieuws").text
    assert "vraagt uw reactie op een verslag" in page
    assert f"/verslagen/{report.id}" in page
    assert "Reageer bij elk onderdeel" in client.get(f"/verslagen/{report.id}").text


@pytest.mark.parametrize("day", ["", "gisteren", "2020-01-01"])
def test_a_day_to_react_by_is_to_come(client, board, tess, day):
    report = make_report(board, tess)
    answer = client.sign_in(tess).post(f"/verslagen/{report.id}/rondsturen", data={"react_by": day})
    assert answer.status_code == 422
    assert cast.reloaded(report).state == ReportState.DRAFT


@pytest.mark.parametrize("who", ["paul", "rik", "olaf", "prisca", "coby", "karin", "tess"])
def test_insiders_react_to_a_section(client, request, section, who):
    person = request.getfixturevalue(who)
    assert client.sign_in(person).post(at(section), data={"body": WORDS}).status_code == 303
    page = client.get(at(section)).text
    for words in (WORDS, person.name, "Wacht op wat ermee wordt gedaan"):
        assert words in page
    assert "1 reactie" in client.get(f"/verslagen/{section.report_id}").text


@pytest.mark.parametrize("who", ["nico", "ada", "otto"])
def test_outsiders_do_not_even_find_it(client, request, section, remark, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(at(section)).status_code == 404
    assert client.post(at(section), data={"body": WORDS}).status_code == 404
    assert answer(client, remark).status_code == 404


@pytest.mark.parametrize("body", ["", " ", "a" * 3001])
def test_mistakes_are_told(client, section, paul, body):
    assert client.sign_in(paul).post(at(section), data={"body": body}).status_code == 422


def test_a_draft_takes_no_remarks(client, board, tess):
    section = make_section(make_report(board, tess), board)
    page = client.sign_in(tess).post(at(section), data={"body": WORDS})
    assert page.status_code == 409
    assert WORDS in page.text


def test_sent_twice_it_is_said_once(client, section, paul):
    client.sign_in(paul)
    for _ in range(2):
        client.post(at(section), data={"body": WORDS, "once": "een-sleutel"})
    assert len(db.session.scalars(select(SectionRemark)).all()) == 1


@pytest.mark.parametrize("who", ["karin", "tess", "marja"])
def test_what_was_done_is_told_to_who_said_it(client, request, section, remark, coby, who):
    client.sign_in(request.getfixturevalue(who))
    assert answer(client, remark).status_code == 303
    assert told(coby) == ["programme_report_answered"]
    page = client.sign_in(coby).get(at(section)).text
    for words in ("Deels overgenomen", "Het staat er nu in."):
        assert words in page


@pytest.mark.parametrize("who", ["paul", "rik", "olaf", "prisca", "coby"])
def test_others_do_not_answer_for_it(client, request, remark, who):
    client.sign_in(request.getfixturevalue(who))
    assert answer(client, remark).status_code == 403
    assert client.get(f"/verslagen/reacties/{remark.id}/antwoord").status_code == 403


@pytest.mark.parametrize(
    "fields", [{"done": ""}, {"done": "weg"}, {"response": " "}, {"response": "a" * 3001}]
)
def test_an_answer_says_what_and_why(client, remark, tess, fields):
    assert answer(client.sign_in(tess), remark, **fields).status_code == 422
    assert cast.reloaded(remark).done is None


def test_six_answers_at_once_have_one_winner(app, remark, tess):
    answers = all_at_once(app, tess, lambda client, number: answer(client, remark, response=f"Zo {number}"))
    assert sorted(each.status_code for each in answers) == [303] + [409] * (AT_ONCE - 1)


def test_open_remarks_are_shown_at_adoption_and_block_nothing(client, report, section, remark, coby, marja):
    page = client.sign_in(marja).get(f"/verslagen/{report.id}/vaststelling").text
    assert WORDS in page
    assert "Vaststellen kan toch" in page
    assert client.open(method="POST", **adopt(report)).status_code == 303
    assert answer(client, remark).status_code == 303, "What was done can be said after that too"
    assert client.sign_in(coby).post(at(section), data={"body": WORDS}).status_code == 409


def test_remarks_on_a_public_report_stay_with_insiders(client, report, section, remark, marja, nico):
    report.openness = "public"
    cast.save(report)
    client.sign_in(marja).open(method="POST", **adopt(report, openness="public"))
    client.sign_in(nico)
    assert client.get(f"/verslagen/{report.id}").status_code == 200
    assert client.get(at(section)).status_code == 403
    assert WORDS not in client.get(f"/verslagen/{report.id}").text


def test_what_waits_stands_where_one_works(client, report, section, coby, paul, karin, tess):
    for person in (coby, paul):
        assert "Wat vindt u ervan? Reageren kan tot en met" in client.sign_in(person).get("/mijn").text
    client.sign_in(coby).post(at(section), data={"body": WORDS})
    assert report.title not in client.get("/mijn").text
    for person in (karin, tess):
        page = client.sign_in(person).get("/mijn").text
        assert report.title in page
        assert "1 reactie wacht op wat u ermee doet" in page
    (said,) = db.session.scalars(select(SectionRemark))
    answer(client, said)
    assert report.title not in client.get("/mijn").text


def test_the_programme_leads_to_its_reports(client, programme):
    assert 'href="/programmas/samen-in-linde/verslagen"' in client.get("/programmas/samen-in-linde").text
