"""One meeting: who comes, what is on its agenda, what was decided, which tasks follow."""

from datetime import date

import pytest

from tests import cast
from tests.borging.test_hand_over_at_once import together
from workspace.activity.models import Event
from workspace.clocks.models import ResponseClock
from workspace.comments.models import Audience
from workspace.db import db
from workspace.initiatives.models import Visibility
from workspace.meetings.models import AgendaItem, Attendance, MeetingState
from workspace.tasks.models import Task


def verbs() -> list[str]:
    return [event.verb for event in db.session.query(Event).order_by(Event.id)]


def agenda() -> list[str]:
    query = db.session.query(AgendaItem).order_by(AgendaItem.position, AgendaItem.id)
    return [item.title for item in query]


def test_who_is_invited_says_whether_they_come(client, make_meeting, group, karin):
    meeting = make_meeting(invited=(karin, group))
    here = f"/bijeenkomsten/{meeting.id}"
    client.sign_in(group)
    assert "Nog geen antwoord" in client.get(here).text
    for said, words in (("yes", "Fijn, u komt."), ("no", "Jammer, u komt niet.")):
        assert client.post(f"{here}/antwoord", data={"reply": said}).location == here
        assert words in client.get(here).text
        assert db.session.get(Attendance, (meeting.id, group.id)).reply == said
    client.post(f"{here}/antwoord", data={"reply": "no"})
    assert verbs() == ["meeting_answered", "meeting_answered"]


@pytest.mark.parametrize("said", ["", "misschien"])
def test_another_answer_is_none(client, make_meeting, group, said):
    here = f"/bijeenkomsten/{make_meeting(invited=(group,)).id}"
    answer = client.sign_in(group).post(f"{here}/antwoord", data={"reply": said})
    assert answer.status_code == 422
    assert "Zeg of u komt of niet komt." in answer.text


def test_who_is_not_invited_does_not_answer(client, make_meeting, olaf):
    here = f"/bijeenkomsten/{make_meeting().id}"
    client.sign_in(olaf)
    assert "Komt u?" not in client.get(here).text
    assert client.post(f"{here}/antwoord", data={"reply": "yes"}).status_code == 403


def test_initiatives_questions_and_own_points_are_put_on_the_agenda(
    client, board, initiative, municipality, make_meeting, karin, nico
):
    comment = cast.make_comment(initiative, nico, "Mag dit?")
    asked = {"board_id": board.id, "initiative_id": initiative.id, "organisation_id": municipality.id}
    days = {"first_due_on": date(2027, 1, 1), "due_on": date(2027, 1, 1)}
    clock = cast.save(ResponseClock(comment_id=comment.id, asked_by_id=nico.id, **asked, **days))
    here = f"/bijeenkomsten/{make_meeting().id}"
    client.sign_in(karin)
    page = client.get(here).text
    assert "Soep op dinsdag: vraag aan Gemeente Linde" in page
    for typed in (
        {"punt-title": "Rondje"},
        {"punt-subject": f"i{initiative.id}"},
        {"punt-subject": f"v{clock.id}"},
    ):
        assert client.post(f"{here}/agenda", data=typed).location == f"{here}#agenda"
    page = client.get(here).text
    assert agenda() == ["Rondje", "Soep op dinsdag", "Soep op dinsdag"]
    assert f'href="/vragen/{clock.id}">Vraag aan Gemeente Linde</a>' in page
    assert f'href="/initiatieven/{initiative.id}-soep-op-dinsdag"' in page
    assert f'value="i{initiative.id}"' not in page.split("punt-subject")[1].split("</select>")[0]


@pytest.mark.parametrize(
    "typed",
    [{}, {"punt-subject": "i99999"}, {"punt-title": "x" * 201}],
    ids=["nothing", "what is not there", "too long"],
)
def test_a_point_that_cannot_be_is_refused(client, make_meeting, karin, typed):
    here = f"/bijeenkomsten/{make_meeting().id}"
    assert client.sign_in(karin).post(f"{here}/agenda", data=typed).status_code == 422
    assert agenda() == []


def test_points_are_put_in_order_by_buttons(client, make_meeting, make_item, karin):
    meeting = make_meeting()
    one, two, three = (make_item(meeting, title, position=place) for place, title in enumerate("ABC", 1))
    here = f"/bijeenkomsten/{meeting.id}/agenda"
    numbers = [item.id for item in (one, two, three)]
    client.sign_in(karin)
    client.post(f"{here}/{numbers[2]}/omhoog")
    assert agenda() == ["A", "C", "B"]
    client.post(f"{here}/{numbers[0]}/omlaag")
    assert agenda() == ["C", "A", "B"]
    client.post(f"{here}/{numbers[2]}/omhoog")  # at the edge
    assert agenda() == ["C", "A", "B"]
    client.post(f"{here}/{numbers[0]}/verwijdering")
    assert agenda() == ["C", "B"]
    assert client.post(f"{here}/{numbers[0]}/omhoog").status_code == 404


def test_points_of_one_meeting_are_not_moved_by_another(client, make_meeting, make_item, karin):
    item = make_item(make_meeting())
    other = make_meeting()
    assert client.sign_in(karin).post(f"/bijeenkomsten/{other.id}/agenda/{item.id}/omhoog").status_code == 404


def test_two_who_put_points_in_order_at_once_leave_one_order(app, make_meeting, make_item, karin, marja):
    meeting = make_meeting()
    items = [make_item(meeting, title, position=place).id for place, title in enumerate("ABC", 1)]
    here = f"/bijeenkomsten/{meeting.id}/agenda"
    first, second = (karin, f"{here}/{items[2]}/omhoog", {}), (marja, f"{here}/{items[0]}/omlaag", {})
    for _ in range(6):
        assert together(app, first, second) == [303, 303]
        places = [item.position for item in db.session.query(AgendaItem)]
        assert sorted(places) == [1, 2, 3]


def test_what_is_for_partners_stands_on_the_agenda_for_who_sees_it(
    client, board, initiative, municipality, make_meeting, make_item, paul, nico, olaf
):
    cast.make_board_member(nico, board)
    hidden = cast.make_initiative("Onder ons", board, paul, visibility=Visibility.PARTNERS)
    comment = cast.make_comment(initiative, olaf, "Vertrouwelijk", audience=Audience.PARTNERS)
    asked = {"board_id": board.id, "initiative_id": initiative.id, "organisation_id": municipality.id}
    days = {"first_due_on": date(2027, 1, 1), "due_on": date(2027, 1, 1)}
    clock = cast.save(ResponseClock(comment_id=comment.id, asked_by_id=olaf.id, **asked, **days))
    meeting = make_meeting()
    make_item(meeting, "Onder ons", initiative_id=hidden.id, decision="Dat blijft geheim")
    make_item(meeting, "Soep", initiative_id=initiative.id, clock_id=clock.id)
    make_item(meeting, "Rondje")
    for someone, sees in ((olaf, True), (nico, False)):
        page = client.sign_in(someone).get(f"/bijeenkomsten/{meeting.id}").text
        assert "Rondje" in page
        assert ("Onder ons" in page) is sees
        assert ("Dat blijft geheim" in page) is sees
        assert ("Vraag aan Gemeente Linde" in page) is sees


def test_the_minutes_close_a_meeting_and_say_what_was_decided(
    client, initiative, make_meeting, make_item, group, karin, marja, rachida, nico
):
    meeting = make_meeting(days=-1, invited=(karin, group))
    point = make_item(meeting, "Soep", initiative_id=initiative.id)
    other = make_item(meeting, "Rondje")
    here = f"/bijeenkomsten/{meeting.id}"
    client.sign_in(karin)
    page = client.get(f"{here}/verslag").text
    assert "Besluit bij: Soep op dinsdag" in page
    typed = {
        "there": [str(group.id)],
        f"decision_{point.id}": "We gaan door tot de zomer.",
        f"decision_{other.id}": "",
        "notes": "Fijne avond.",
        "version": "1",
    }
    assert client.post(f"{here}/verslag", data=typed).location == f"{here}#taken"
    assert cast.reloaded(meeting).state == MeetingState.HELD
    was_there = {row.user_id: row.was_there for row in db.session.query(Attendance)}
    assert was_there == {karin.id: False, group.id: True}
    page = client.get(here).text
    assert "We gaan door tot de zomer." in page
    assert "Fijne avond." in page
    assert verbs() == ["meeting_held", "meeting_decided"]
    story = f"/initiatieven/{initiative.id}/geschiedenis"
    for someone, reads, linked in ((marja, True, True), (rachida, True, False), (nico, False, False)):
        page = client.sign_in(someone).get(story).text
        assert ("We gaan door tot de zomer." in page) is reads
        assert (f'href="{here}"' in page) is linked
        page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
        assert ("We gaan door tot de zomer." in page) is reads


def test_minutes_can_be_mended_and_tell_only_what_is_new(client, initiative, make_meeting, make_item, karin):
    meeting = make_meeting(days=-1, invited=(karin,))
    point = make_item(meeting, "Soep", initiative_id=initiative.id)
    here = f"/bijeenkomsten/{meeting.id}/verslag"
    client.sign_in(karin)
    typed = {f"decision_{point.id}": "We gaan door.", "version": "1"}
    client.post(here, data=typed)
    version = cast.reloaded(meeting).version
    client.post(here, data={**typed, "notes": "Erbij", "version": str(version)})
    assert verbs() == ["meeting_held", "meeting_decided", "meeting_minutes_changed"]


def test_before_its_day_a_meeting_is_not_written_down(client, make_meeting, karin):
    here = f"/bijeenkomsten/{make_meeting(days=3).id}"
    client.sign_in(karin)
    assert "Verslag schrijven" not in client.get(here).text
    assert client.get(f"{here}/verslag").status_code == 403
    assert client.post(f"{here}/verslag", data={"version": "1"}).status_code == 403


def test_only_who_leads_writes_it_down(client, make_meeting, group):
    here = f"/bijeenkomsten/{make_meeting(days=-1, invited=(group,)).id}/verslag"
    client.sign_in(group)
    assert client.get(here).status_code == 403
    assert client.post(here, data={"version": "1"}).status_code == 403


def test_who_is_second_to_close_it_sees_both(client, make_meeting, make_item, karin, marja):
    meeting = make_meeting(days=-1)
    point = make_item(meeting)
    here = f"/bijeenkomsten/{meeting.id}/verslag"
    client.sign_in(karin).post(here, data={f"decision_{point.id}": "Ja", "version": "1"})
    answer = client.sign_in(marja).post(here, data={f"decision_{point.id}": "Nee, niet", "version": "1"})
    assert answer.status_code == 409
    assert "Nee, niet" in answer.text
    assert cast.reloaded(point).decision == "Ja"


def test_of_two_who_close_it_at_once_one_is_kept(app, make_meeting, make_item, karin, marja):
    for _ in range(6):
        db.session.query(Event).delete()
        db.session.commit()
        meeting = make_meeting(days=-1)
        point = make_item(meeting).id
        here = f"/bijeenkomsten/{meeting.id}/verslag"
        sent = [
            (who, here, {f"decision_{point}": words, "version": "1"})
            for who, words in ((karin, "Ja"), (marja, "Nee"))
        ]
        assert sorted(together(app, *sent)) == [303, 409]
        assert verbs() == ["meeting_held"]


def test_tasks_follow_from_a_meeting(client, board, initiative, make_meeting, make_item, group, karin):
    meeting = make_meeting(days=-1, invited=(karin, group))
    make_item(meeting, "Soep", initiative_id=initiative.id)
    here = f"/bijeenkomsten/{meeting.id}"
    client.sign_in(karin)
    for about in (f"b{board.id}", f"i{initiative.id}"):
        typed = {"taak-title": f"Doen {about}", "taak-about": about, "taak-person": str(group.id)}
        assert client.post(f"{here}/taken", data=typed).location == f"{here}#taken"
    tasks = db.session.query(Task).order_by(Task.id).all()
    assert [(task.meeting_id, task.initiative_id) for task in tasks] == [
        (meeting.id, None),
        (meeting.id, initiative.id),
    ]
    assert f"Doen b{board.id}" in client.get(here).text
    assert f"Doen i{initiative.id}" in client.sign_in(group).get("/mijn").text


@pytest.mark.parametrize(
    "change", [{"taak-title": ""}, {"taak-about": "i99999"}, {"taak-person": "99999"}, {"taak-due_on": "x"}]
)
def test_a_task_that_cannot_be_is_refused(client, board, make_meeting, karin, change):
    here = f"/bijeenkomsten/{make_meeting().id}"
    typed = {"taak-title": "Iets", "taak-about": f"b{board.id}", "taak-person": "", **change}
    assert client.sign_in(karin).post(f"{here}/taken", data=typed).status_code == 422
    assert db.session.query(Task).count() == 0


def test_the_page_asks_as_few_questions_for_a_full_agenda(client, make_meeting, make_item, group, queries):
    meeting = make_meeting(invited=(group,))
    here = f"/bijeenkomsten/{meeting.id}"
    client.sign_in(group)
    client.get(here)
    queries.clear()
    client.get(here)
    few = len(queries)
    for number in range(10):
        make_item(meeting, f"Punt {number}")
    queries.clear()
    client.get(here)
    assert len(queries) == few <= 7


def test_a_decision_on_a_question_among_partners_is_told_among_them(
    client, board, initiative, municipality, make_meeting, make_item, rachida, paul, karin, olaf
):
    comment = cast.make_comment(initiative, olaf, "Vertrouwelijk", audience=Audience.PARTNERS)
    clock = cast.save(
        ResponseClock(
            board_id=board.id,
            initiative_id=initiative.id,
            comment_id=comment.id,
            organisation_id=municipality.id,
            asked_by_id=olaf.id,
            due_on=date(2030, 1, 1),
            first_due_on=date(2030, 1, 1),
        )
    )
    meeting = make_meeting(days=-1)
    point = make_item(meeting, "Vraag", initiative_id=initiative.id, clock_id=clock.id)
    typed = {f"decision_{point.id}": "De subsidie houdt op.", "version": "1"}
    client.sign_in(karin).post(f"/bijeenkomsten/{meeting.id}/verslag", data=typed)
    page = f"/initiatieven/{initiative.id}"
    for address in (f"{page}/geschiedenis", page):
        assert "De subsidie houdt op." in client.sign_in(paul).get(address, follow_redirects=True).text
        assert "De subsidie houdt op." not in client.sign_in(rachida).get(address, follow_redirects=True).text
