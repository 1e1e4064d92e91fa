"""Calendar files as phones read them: invitations by mail, files to take along, feeds by a secret address."""

import email
import email.policy
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from tests import cast
from tests.meetings.conftest import ALL
from workspace.activity.models import Event
from workspace.boards.models import BoardMember
from workspace.db import db, now
from workspace.digests.models import MailChoice
from workspace.mail.cli import _message
from workspace.mail.models import OutgoingMail
from workspace.meetings.models import CalendarKey, MeetingState
from workspace.organisations.models import Membership
from workspace.programmes.models import Programme
from workspace.tasks.models import Task
from workspace.times import today

AWKWARD = 'Overleg; "ja, hé" \\ BEGIN:VEVENT ' + "ü😀" * 20


def events(content: str | bytes) -> list:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def feed_of(client, person) -> str:
    """Return the secret address of this person's calendar, as the page shows it once."""
    page = client.sign_in(person).post("/mijn/agenda", data={}).text
    address = page.split("<code>")[1].split("</code>")[0]
    client.sign_out()
    return "/agenda/" + address.split("/agenda/")[1]


def test_a_file_to_take_along_says_when_in_utc(client, make_meeting, paul):
    starts = datetime(2027, 7, 13, 17, 30, tzinfo=UTC)
    meeting = make_meeting(starts_at=starts, ends_at=starts + timedelta(hours=1), place="De Kuil, Reek")
    answer = client.sign_in(paul).get(f"/bijeenkomsten/{meeting.id}/bijeenkomst.ics")
    assert answer.mimetype == "text/calendar"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert Calendar.from_ical(answer.data)["METHOD"] == "PUBLISH"
    (event,) = events(answer.data)
    assert event["DTSTART"].dt == starts
    assert b"DTSTART:20270713T173000Z" in answer.data
    assert event["LOCATION"] == "De Kuil, Reek"
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert event["URL"].endswith(f"/bijeenkomsten/{meeting.id}")
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))


def test_awkward_words_are_read_back_as_they_were_typed(client, karin, typed):
    client.sign_in(karin)
    awkward = AWKWARD[:120]
    about = 'Regel een\nEND:VCALENDAR\nRegel; drie, met \\ en "aanhaling"'
    client.post(f"{ALL}/nieuw", data={**typed, "title": awkward, "place": "A, B; C", "about": about})
    mail = db.session.query(OutgoingMail).one()
    (event,) = events(mail.calendar)
    assert event["SUMMARY"].startswith(awkward.strip())
    assert event["LOCATION"] == "A, B; C"
    assert event["DESCRIPTION"].startswith(about)


def test_an_invitation_goes_by_mail_to_one_person_each(client, group, karin, typed):
    karin.name = 'Karin "de; Boer", \\ X'
    db.session.commit()
    client.sign_in(karin).post(f"{ALL}/nieuw", data=typed)
    mails = {mail.recipient: mail for mail in db.session.query(OutgoingMail)}
    assert set(mails) == {"karin@example.nl", "paul@example.nl"}
    calendar = Calendar.from_ical(mails["paul@example.nl"].calendar)
    assert calendar["METHOD"] == "REQUEST"
    (event,) = calendar.walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:paul@example.nl"
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert str(event["ORGANIZER"]).startswith("mailto:")
    assert "karin@" not in mails["paul@example.nl"].calendar
    assert "BEGIN:VEVENT" in mails["karin@example.nl"].calendar
    events(mails["karin@example.nl"].calendar)  # the name does no harm


def test_moved_and_called_off_it_stays_the_same_event_with_a_higher_number(client, karin, typed):
    client.sign_in(karin)
    here = client.post(f"{ALL}/nieuw", data=typed).location
    client.post(f"{here}/wijzigen", data={**typed, "starts": "20:00", "version": "1"})
    client.post(f"{here}/afzegging", data={"reason": "Ziek"})
    mails = db.session.query(OutgoingMail).order_by(OutgoingMail.id).all()
    found = [events(mail.calendar)[0] for mail in mails]
    assert len({event["UID"] for event in found}) == 1
    assert [event["SEQUENCE"] for event in found] == [0, 1, 2]
    assert [event["STATUS"] for event in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [Calendar.from_ical(mail.calendar)["METHOD"] for mail in mails] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [mail.subject.split(":")[0] for mail in mails] == ["Uitnodiging", "Gewijzigd", "Afgezegd"]


def test_a_message_carries_the_file_as_mail_programs_want_it(app, client, karin, typed):
    client.sign_in(karin)
    here = client.post(f"{ALL}/nieuw", data={**typed, "title": AWKWARD[:120]}).location
    client.post(f"{here}/afzegging", data={})
    for mail, method in zip(
        db.session.query(OutgoingMail).order_by(OutgoingMail.id), ("REQUEST", "CANCEL"), strict=True
    ):
        sent = _message(mail, app.extensions["settings"]).as_bytes(policy=email.policy.SMTP)
        read = email.message_from_bytes(sent, policy=email.policy.default)
        parts = [part for part in read.walk() if part.get_content_type() == "text/calendar"]
        assert [part.get_content_disposition() for part in parts] == [None, "attachment"]
        for part in parts:
            assert part["Content-Type"].params["method"] == method
            (event,) = events(part.get_content())
            assert event["SUMMARY"].startswith(AWKWARD[:120].strip())
        body = read.get_body(("plain",))
        assert body is not None
        assert "Goedendag," in body.get_content()


def test_who_wants_no_mail_at_once_gets_none(client, group, karin, typed):
    cast.save(MailChoice(user_id=group.id, unsubscribe_key="x", at_once=False))
    client.sign_in(karin).post(f"{ALL}/nieuw", data=typed)
    assert [mail.recipient for mail in db.session.query(OutgoingMail)] == ["karin@example.nl"]
    assert "Werkgroep december" in client.sign_in(group).get("/mijn").text


def test_a_letter_says_why_it_comes_and_how_to_stop_such_letters(app, client, karin, typed):
    client.sign_in(karin).post(f"{ALL}/nieuw", data=typed)
    mail, choice = db.session.query(OutgoingMail).one(), db.session.query(MailChoice).one()
    assert "U krijgt dit omdat u bent uitgenodigd." in mail.text
    assert f"/{choice.unsubscribe_key}" in mail.text
    sent = _message(mail, app.extensions["settings"])
    assert choice.unsubscribe_key in sent["List-Unsubscribe"]
    stop = {"List-Unsubscribe": "One-Click"}
    assert client.sign_out().post(mail.unsubscribe, data=stop).status_code == 200
    assert db.session.query(MailChoice).one().at_once is False


def test_each_reads_it_in_their_own_language(client, group, karin, typed):
    group.locale = "en"
    db.session.commit()
    client.sign_in(karin).post(f"{ALL}/nieuw", data=typed)
    locales = {mail.recipient: mail.locale for mail in db.session.query(OutgoingMail)}
    assert locales == {"karin@example.nl": "nl", "paul@example.nl": "en"}


def test_somebodys_calendar_holds_their_meetings_and_the_days_of_their_tasks(
    client, board, make_meeting, group, karin
):
    make_meeting("Van mij", invited=(group,))
    make_meeting("Niet van mij", invited=(karin,))
    number = make_meeting("Ik kom niet", invited=(group,)).id
    client.sign_in(group).post(f"/bijeenkomsten/{number}/antwoord", data={"reply": "no"})
    make_meeting("Lang geleden", days=-100, invited=(group,))
    due = today() + timedelta(days=2)
    task = {"board_id": board.id, "person_id": group.id, "made_by_id": karin.id}
    cast.save(Task(title="Bel, de; zaal", due_on=due, **task))
    cast.save(Task(title="Zonder dag", **task))
    cast.save(Task(title="Al klaar", due_on=due, done_at=now(), **task))
    answer = client.get(feed_of(client, group))
    found = {str(event["SUMMARY"]): event for event in events(answer.data)}
    assert set(found) == {"Van mij (Eenzaamheid)", "Taak: Bel, de; zaal"}
    day = found["Taak: Bel, de; zaal"]
    assert (day["DTSTART"].dt, day["DTEND"].dt, day["TRANSP"]) == (
        due,
        due + timedelta(days=1),
        "TRANSPARENT",
    )


def test_what_was_called_off_says_so(client, make_meeting, group):
    make_meeting(invited=(group,), state=MeetingState.CANCELLED)
    (event,) = events(client.get(feed_of(client, group)).data)
    assert event["STATUS"] == "CANCELLED"


def test_one_board_has_a_calendar_of_its_own(client, board, programme, make_meeting, paul, karin):
    other = cast.make_board("Gezond eten", programme)
    make_meeting("Van dit bord")
    make_meeting("Van een ander", board_id=other.id)
    cast.save(Task(title="Bel", due_on=today(), board_id=board.id, made_by_id=karin.id))
    address = feed_of(client, paul).removesuffix(".ics")
    names = {str(event["SUMMARY"]) for event in events(client.get(f"{address}/{board.id}.ics").data)}
    assert names == {"Van dit bord (Eenzaamheid)", "Taak: Bel"}
    assert client.get(f"{address}/99999.ics").status_code == 404


def test_a_phone_that_has_it_already_gets_nothing(client, make_meeting, group):
    meeting = make_meeting(invited=(group,))
    address = feed_of(client, group)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    cast.reloaded(meeting).title = "Anders"
    db.session.commit()
    assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(client, paul):
    address = feed_of(client, paul)
    secret = address.removeprefix("/agenda/").removesuffix(".ics")
    assert len(secret) >= 43
    assert "paul" not in secret.lower()
    assert secret not in client.sign_in(paul).get("/mijn/agenda").text
    assert secret not in db.session.query(CalendarKey).one().key_hash
    event = db.session.query(Event).one()
    assert (event.verb, event.details) == ("calendar_key_made", {})


def test_a_new_address_ends_the_old_and_one_can_end_it_altogether(client, paul):
    old, new = feed_of(client, paul), feed_of(client, paul)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    client.sign_in(paul).post("/mijn/agenda/intrekking", data={})
    assert client.get(new).status_code == 404
    assert "U hebt nog geen adres." in client.get("/mijn/agenda").text
    client.post("/mijn/agenda/intrekking", data={})
    assert db.session.query(CalendarKey).count() == 0


@pytest.mark.parametrize("address", ["/agenda/x.ics", "/agenda/.ics", "/agenda/x/1.ics", "/agenda/%00.ics"])
def test_an_address_that_leads_nowhere_says_nothing(client, make_meeting, address):
    make_meeting()
    assert client.get(address).status_code == 404


def test_when_a_role_ends_the_calendar_shows_it_no_longer(client, board, make_meeting, group):
    make_meeting(invited=(group,))
    address = feed_of(client, group)
    assert len(events(client.get(address).data)) == 1
    yesterday = today() - timedelta(days=1)
    for role in (BoardMember, Membership):
        db.session.query(role).filter_by(user_id=group.id).one().ends_on = yesterday
    db.session.commit()
    assert events(client.get(address).data) == []
    assert client.get(f"{address.removesuffix('.ics')}/{board.id}.ics").status_code == 404


def test_an_account_that_is_not_confirmed_any_more_has_no_calendar(client, paul):
    address = feed_of(client, paul)
    cast.reloaded(paul).confirmed_at = None
    db.session.commit()
    assert client.get(address).status_code == 404


def test_a_second_click_makes_no_second_address(client, paul):
    client.sign_in(paul)
    first = client.post("/mijn/agenda", data={"once": "zelfde"}).text
    secret = first.split("/agenda/")[-1]
    assert secret
    client.post("/mijn/agenda", data={"once": "zelfde"})
    assert db.session.query(Event).count() == 1


def test_a_closed_programme_shows_its_meetings_to_insiders_only(client, programme, make_meeting, group, nico):
    number = make_meeting(invited=(group,)).id
    db.session.get(Programme, programme.id).openness = "partners"
    db.session.commit()
    assert client.sign_in(nico).get(f"/bijeenkomsten/{number}").status_code == 404
    assert client.get(ALL).status_code == 404
    assert client.sign_in(group).get(f"/bijeenkomsten/{number}").status_code == 200
