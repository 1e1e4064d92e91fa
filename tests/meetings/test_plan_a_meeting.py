"""Planning a meeting, inviting, moving, calling it off: who may, and when by which clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests import cast
from tests.borging.test_hand_over_at_once import together
from tests.meetings.conftest import ALL
from workspace.activity.models import Event
from workspace.boards.models import BoardMember
from workspace.db import db, now
from workspace.mail.models import OutgoingMail
from workspace.meetings.cli import keep_groups
from workspace.meetings.models import Attendance, Meeting, MeetingState
from workspace.times import from_here, today

MAY_PLAN = ["karin", "tess", "marja"]


def invited(meeting=None) -> set[int]:
    return {row.user_id for row in db.session.query(Attendance)}


def verbs() -> list[str]:
    return [event.verb for event in db.session.query(Event).order_by(Event.id)]


@pytest.mark.parametrize("who", MAY_PLAN)
def test_who_leads_plans_and_the_working_group_is_invited(client, request, group, karin, typed, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(f"{ALL}/nieuw").status_code == 200
    answer = client.post(f"{ALL}/nieuw", data=typed)
    meeting = db.session.query(Meeting).one()
    assert answer.location == f"/bijeenkomsten/{meeting.id}"
    assert invited() == {karin.id, group.id}
    assert verbs() == ["meeting_planned"]
    assert db.session.query(Event).one().is_public is False
    assert "Uitnodigingen onderweg: 2." in client.get(answer.location).text


@pytest.mark.parametrize("who", ["nico", "rachida", "paul", "rik", "olaf", "prisca", "coby", "ada", "otto"])
def test_others_do_not_plan(client, request, typed, karin, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(f"{ALL}/nieuw").status_code == 403
    assert client.post(f"{ALL}/nieuw", data=typed).status_code == 403
    assert db.session.query(Meeting).count() == 0


def test_a_kartrekker_plans_for_the_own_board_only(client, programme, karin, typed):
    other = cast.make_board("Gezond eten", programme)
    client.sign_in(karin)
    for board in (str(other.id), "overleg"):
        assert client.post(f"{ALL}/nieuw", data={**typed, "board": board}).status_code == 422


def test_the_partneroverleg_is_of_who_may_commit_partners_and_the_team(
    client, marja, tess, rik, paul, coby, typed
):
    client.sign_in(marja).post(f"{ALL}/nieuw", data={**typed, "board": "overleg"})
    assert invited() == {marja.id, tess.id, rik.id}
    assert db.session.query(Meeting).one().board_id is None


@pytest.mark.parametrize(
    ("day", "starts", "utc"),
    [
        (date(2027, 1, 12), "19.30", "2027-01-12T18:30"),
        (date(2027, 7, 13), "19:30", "2027-07-13T17:30"),
        (date(2027, 3, 28), "3:30", "2027-03-28T01:30"),  # the night in which the clock went forward
        (date(2027, 10, 31), "2:30", "2027-10-31T00:30"),  # the hour that comes twice: the first
        (date(2027, 10, 31), "3:30", "2027-10-31T02:30"),
    ],
)
def test_times_are_those_of_the_clock_on_the_wall(client, karin, typed, day, starts, utc):
    client.sign_in(karin)
    client.post(f"{ALL}/nieuw", data={**typed, "day": str(day), "starts": starts, "ends": "23:00"})
    meeting = db.session.query(Meeting).one()
    assert meeting.starts_at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    page = client.get(f"/bijeenkomsten/{meeting.id}/wijzigen").text
    hours, minutes = starts.replace(".", ":").split(":")
    assert f'value="{int(hours):02}:{minutes}"' in page


def test_an_hour_that_is_skipped_is_no_time(client, karin, typed):
    client.sign_in(karin)
    skipped = {**typed, "day": "2027-03-28", "starts": "2:30"}
    answer = client.post(f"{ALL}/nieuw", data=skipped)
    assert answer.status_code == 422
    assert "Op deze dag gaat de klok vooruit" in answer.text
    with pytest.raises(ValueError, match="no clock says"):
        from_here(date(2027, 3, 28), time(2, 30))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": ""}, "Geef de bijeenkomst een naam."),
        ({"starts": "half acht"}, "Vul een tijd in, zoals 19.30."),
        ({"starts": "25:00"}, "Vul een tijd in, zoals 19.30."),
        ({"ends": "19:30"}, "Kies een tijd na het begin."),
        ({"day": "2020-01-01"}, "Kies een moment dat nog komt"),
        ({"day": ""}, "Vul de dag in."),
        ({"board": "999"}, "Kies uit de lijst."),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_stays_typed(client, karin, typed, change, words):
    answer = client.sign_in(karin).post(f"{ALL}/nieuw", data={**typed, **change})
    assert answer.status_code == 422
    assert words in answer.text
    assert "Neem de lijst mee." in answer.text
    assert db.session.query(Meeting).count() == 0


def test_a_second_click_plans_once(client, karin, typed):
    client.sign_in(karin)
    for _ in range(2):
        client.post(f"{ALL}/nieuw", data={**typed, "once": "zelfde"})
    assert db.session.query(Meeting).count() == 1
    assert db.session.query(OutgoingMail).count() == 1


def test_at_another_time_everybody_is_asked_again(client, make_meeting, group, karin, typed):
    meeting = make_meeting(invited=(karin, group))
    client.sign_in(group).post(f"/bijeenkomsten/{meeting.id}/antwoord", data={"reply": "yes"})
    client.sign_in(karin)
    assert (
        client.post(f"/bijeenkomsten/{meeting.id}/wijzigen", data={**typed, "version": "1"}).status_code
        == 303
    )
    assert cast.reloaded(meeting).sequence == 1
    assert {row.reply for row in db.session.query(Attendance)} == {None}
    assert {mail.subject.split(":")[0] for mail in db.session.query(OutgoingMail)} == {"Gewijzigd"}
    assert verbs()[-1] == "meeting_moved"


def test_of_other_words_only_nobody_gets_mail(client, make_meeting, karin):
    meeting = make_meeting(invited=(karin,))
    client.sign_in(karin)
    page = client.get(f"/bijeenkomsten/{meeting.id}/wijzigen").text
    day, starts, ends = (
        page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]
        for name in ("day", "starts", "ends")
    )
    same = {"title": "Werkgroep", "day": day, "starts": starts, "ends": ends, "version": "1"}
    client.post(f"/bijeenkomsten/{meeting.id}/wijzigen", data={**same, "about": "Iets erbij"})
    assert db.session.query(OutgoingMail).count() == 0
    assert cast.reloaded(meeting).about == "Iets erbij"


def test_who_is_second_to_change_it_sees_both(client, make_meeting, karin, typed):
    meeting = make_meeting()
    client.sign_in(karin)
    here = f"/bijeenkomsten/{meeting.id}/wijzigen"
    client.post(here, data={**typed, "title": "Eerste", "version": "1"})
    answer = client.post(here, data={**typed, "title": "Tweede", "version": "1"})
    assert answer.status_code == 409
    assert "Eerste" in answer.text
    assert "Tweede" in answer.text
    assert cast.reloaded(meeting).title == "Eerste"


def test_who_is_invited_hears_that_it_is_called_off_and_why(client, make_meeting, group, karin):
    meeting = make_meeting(invited=(karin, group))
    client.sign_in(karin)
    here = f"/bijeenkomsten/{meeting.id}/afzegging"
    assert client.get(here).status_code == 200
    assert client.post(here, data={"reason": "De zaal is dicht."}).status_code == 303
    assert cast.reloaded(meeting).state == MeetingState.CANCELLED
    mails = db.session.query(OutgoingMail).all()
    assert len(mails) == 2
    assert all("De zaal is dicht." in mail.text for mail in mails)
    page = client.get(f"/bijeenkomsten/{meeting.id}").text
    assert "Afgezegd" in page
    assert "Ik kom" not in page
    assert client.post(here, data={}).status_code == 403
    assert client.get(f"/bijeenkomsten/{meeting.id}/wijzigen").status_code == 403


def test_of_two_who_call_it_off_at_once_everybody_gets_one_letter(app, make_meeting, karin, marja):
    for _ in range(6):
        db.session.query(OutgoingMail).delete()
        db.session.commit()
        here = f"/bijeenkomsten/{make_meeting(invited=(karin,)).id}/afzegging"
        assert sorted(together(app, (karin, here, {}), (marja, here, {}))) == [303, 403]
        assert db.session.query(OutgoingMail).count() == 1


def test_who_joins_the_group_later_is_invited_within_the_hour_and_who_leaves_no_longer(
    app, board, make_meeting, karin, group, petra
):
    meeting, old = make_meeting(invited=(karin, group)), make_meeting(days=-2, invited=(karin, group))
    cast.make_board_member(petra, board)
    left = db.session.query(BoardMember).filter_by(user_id=group.id).one()
    left.ends_on = today() - timedelta(days=1)
    db.session.commit()
    keep_groups()
    keep_groups()
    rows = db.session.query(Attendance).filter_by(meeting_id=meeting.id)
    assert {row.user_id for row in rows} == {karin.id, petra.id}
    assert {row.user_id for row in db.session.query(Attendance).filter_by(meeting_id=old.id)} == {
        karin.id,
        group.id,
    }
    assert verbs() == ["meeting_opened"]


def test_the_list_shows_what_comes_first_and_what_was_by_pages(client, make_meeting, paul):
    for days in range(1, 4):
        make_meeting(f"Straks {days}", days=days)
    for days in range(1, 24):
        make_meeting(f"Eerder {days:02}", days=-days)
    client.sign_in(paul)
    page = client.get(ALL).text
    order = [page.index(f"Straks {number}") for number in (1, 2, 3)] + [page.index("Eerder 01")]
    assert order == sorted(order)
    assert "Eerder 20" in page
    assert "Eerder 21" not in page
    older = page.split("voor=")[1].split('"')[0]
    page = client.get(f"{ALL}?voor={older}").text
    assert "Eerder 21" in page
    assert "Eerder 20" not in page
    assert "Straks" not in page


def test_the_list_can_be_of_one_board(client, programme, make_meeting, karin, paul):
    other = cast.make_board("Gezond eten", programme)
    make_meeting("Van ons")
    make_meeting("Van hen", board_id=other.id)
    make_meeting("Van allen", board_id=None)
    page = client.sign_in(paul).get(f"{ALL}?bord={other.id}").text
    assert "Van hen" in page
    assert "Van ons" not in page
    assert "Van allen" not in page


@pytest.mark.parametrize("odd", ["x", "99999999999999-1", "1-", "١-١", "0-0"])
def test_an_odd_place_in_the_list_is_no_mistake(client, make_meeting, paul, odd):
    make_meeting()
    assert client.sign_in(paul).get(ALL, query_string={"voor": odd, "bord": odd}).status_code == 200


@pytest.mark.parametrize("who", ["paul", "rik", "olaf", "prisca", "coby", "karin", "tess", "marja"])
def test_insiders_see_meetings(client, request, make_meeting, who):
    number = make_meeting().id
    client.sign_in(request.getfixturevalue(who))
    assert "Werkgroep" in client.get(ALL).text
    assert client.get(f"/bijeenkomsten/{number}").status_code == 200


@pytest.mark.parametrize("who", ["nico", "rachida", "ada", "otto"])
def test_others_do_not(client, request, make_meeting, who):
    number = make_meeting().id
    client.sign_in(request.getfixturevalue(who))
    for address in (ALL, f"/bijeenkomsten/{number}", f"/bijeenkomsten/{number}/bijeenkomst.ics"):
        assert client.get(address).status_code == 403


def test_who_works_on_a_board_without_another_place_sees_its_meetings_alone(
    client, board, programme, make_meeting, nico
):
    cast.make_board_member(nico, board)
    other = cast.make_board("Gezond eten", programme)
    own, theirs, all_of_us = make_meeting(), make_meeting(board_id=other.id), make_meeting(board_id=None)
    client.sign_in(nico)
    assert client.get(ALL).status_code == 200
    seen = [client.get(f"/bijeenkomsten/{each.id}").status_code for each in (own, theirs, all_of_us)]
    assert seen == [200, 403, 403]


def test_the_list_asks_as_few_questions_for_many_as_for_one(client, make_meeting, paul, queries):
    make_meeting()
    client.sign_in(paul)
    client.get(ALL)
    queries.clear()
    client.get(ALL)
    few = len(queries)
    for days in range(2, 12):
        make_meeting(days=days, invited=(paul,))
    queries.clear()
    client.get(ALL)
    assert len(queries) == few <= 7


def test_a_meeting_to_come_shows_on_mijn_werkplek_and_is_answered_there(client, make_meeting, group, karin):
    number = make_meeting(invited=(group,)).id
    make_meeting("Niet voor mij", invited=(karin,))
    client.sign_in(group)
    page = client.get("/mijn").text
    assert "Niet voor mij" not in page
    assert f"/bijeenkomsten/{number}/antwoord" in page
    back = {"reply": "no", "terug": "/mijn"}
    assert client.post(f"/bijeenkomsten/{number}/antwoord", data=back).location == "/mijn"
    assert f"/bijeenkomsten/{number}/antwoord" not in client.get("/mijn").text


def test_the_moment_is_now_for_what_is_planned(client, karin, typed):
    client.sign_in(karin)
    later = now() + timedelta(days=4 * 366)
    assert client.post(f"{ALL}/nieuw", data={**typed, "day": str(later.date())}).status_code == 422
