"""Handing on a task, a question that waits for an answer, and a meeting."""

from datetime import timedelta

from tests import cast
from tests.cast import reloaded
from tests.leaving.conftest import YESTERDAY, announced, ask, carried, last_transfer
from tests.leaving.test_what_nobody_carries import end, unowned
from workspace.activity.models import Event
from workspace.boards.models import BoardMember
from workspace.comments.models import Comment
from workspace.db import db, now
from workspace.initiatives.models import Participation, Stage
from workspace.meetings.models import MeetingState
from workspace.organisations.models import Membership
from workspace.tasks.models import Task
from workspace.times import today


def take_over(client, user) -> int:
    client.sign_in(user)
    return client.post(f"/mijn/overnemen/{last_transfer().id}/ja").status_code


def verbs() -> list[str]:
    return [event.verb for event in db.session.query(Event).order_by(Event.id)]


def test_a_task_is_of_whoever_took_it_over(client, load, petra):
    departure = announced(client, load.karin)
    assert ask(client, load.karin, departure, "task", load.task, f"p{petra.id}") == 303
    assert take_over(client, petra) == 303
    assert reloaded(load.task).person_id == petra.id
    assert "task_changed" in verbs()


def test_a_task_of_a_board_is_handed_on_too(client, load, petra):
    task = cast.save(
        Task(title="Koffie", board_id=load.board.id, person_id=load.karin.id, made_by_id=load.karin.id)
    )
    departure = announced(client, load.karin)
    assert "Taak: Koffie" in client.get(f"/vertrek/{departure.id}").text
    assert ask(client, load.karin, departure, "task", task, f"p{petra.id}") == 303
    assert take_over(client, petra) == 303
    assert reloaded(task).person_id == petra.id


def test_a_colleague_takes_a_task_out_of_the_inbox(client, load, petra, welfare):
    departure = announced(client, load.karin)
    assert ask(client, load.karin, departure, "task", load.task, f"o{welfare.id}") == 303
    client.sign_in(petra)
    place = f"/organisaties/{welfare.slug}/postvak"
    assert "Taak: Zaal bespreken" in client.get(place).text
    assert client.post(f"{place}/{last_transfer().id}/neem").status_code == 303
    assert reloaded(load.task).person_id == petra.id


def test_a_question_goes_to_a_colleague_only(client, load, petra, marja):
    departure = announced(client, load.karin)
    assert ask(client, load.karin, departure, "question", load.question, f"p{marja.id}") == 422
    assert ask(client, marja, departure, "question", load.question, f"p{petra.id}") == 403
    assert ask(client, load.karin, departure, "question", load.question, f"p{petra.id}") == 303
    assert take_over(client, petra) == 303
    assert reloaded(load.question).owner_id == petra.id
    assert "question_taken_up" in verbs()


def test_a_question_that_was_answered_meanwhile_needs_nobody(client, load, petra):
    departure = announced(client, load.karin)
    assert ask(client, load.karin, departure, "question", load.question, f"p{petra.id}") == 303
    reloaded(load.question).answered_at = now()
    db.session.commit()
    assert take_over(client, petra) == 409


def test_a_meeting_is_prepared_by_another_who_may(client, load, petra, marja):
    departure = announced(client, load.karin)
    assert ask(client, load.karin, departure, "meeting", load.meeting, f"p{petra.id}") == 422
    assert ask(client, load.karin, departure, "meeting", load.meeting, f"p{marja.id}") == 303
    assert take_over(client, marja) == 303
    meeting = reloaded(load.meeting)
    assert (meeting.made_by_id, meeting.sequence) == (marja.id, 0)
    assert "meeting_passed" in verbs()


def test_a_meeting_of_all_partners_is_handed_on_within_the_team(client, load, marja, tess, programme):
    starts = now() + timedelta(days=2)
    meeting = reloaded(load.meeting)
    meeting.board_id, meeting.made_by_id, meeting.starts_at = None, tess.id, starts
    db.session.commit()
    departure = announced(client, tess)
    assert ask(client, tess, departure, "meeting", meeting, f"p{marja.id}") == 303
    assert take_over(client, marja) == 303
    assert reloaded(load.meeting).made_by_id == marja.id


def test_what_is_done_over_or_called_off_is_not_carried(load, initiative):
    reloaded(load.task).done_at = now()
    reloaded(load.question).withdrawn_at = now()
    reloaded(load.meeting).state = MeetingState.CANCELLED
    db.session.commit()
    assert not {"task", "question", "meeting"} & {kind for kind, _ in carried(load.karin)}


def test_a_meeting_that_was_and_a_task_of_what_ended_are_not_carried(load, initiative):
    meeting = reloaded(load.meeting)
    meeting.starts_at, meeting.ends_at = now() - timedelta(days=2), now() - timedelta(days=2, hours=-1)
    reloaded(initiative).stage = Stage.COMPLETED
    db.session.commit()
    assert not {"task", "question", "meeting"} & {kind for kind, _ in carried(load.karin)}


def test_a_question_that_was_removed_needs_nobody(load, initiative, rachida):
    comment = cast.make_comment(initiative, rachida, "Mag dit?")
    reloaded(load.question).comment_id = comment.id
    db.session.commit()
    assert ("question", load.question.id) in carried(load.karin)
    db.session.query(Comment).update({"removed_at": now()})
    db.session.commit()
    assert ("question", load.question.id) not in carried(load.karin)


def test_who_left_leaves_them_to_nobody(load, programme):
    end(Membership, load.karin)
    assert ("question", "Soep op dinsdag") in unowned(programme)
    assert ("task", "Soep op dinsdag") not in unowned(programme)  # she is in the working group
    end(BoardMember, load.karin)
    assert {("task", "Soep op dinsdag"), ("meeting", "Overleg")} <= unowned(programme)


def test_somebody_is_found_for_a_task_that_nobody_has(client, load, marja, petra):
    end(Membership, load.karin)
    end(BoardMember, load.karin)
    client.sign_in(marja)
    place = "/programmas/samen-in-linde/zonder-trekker"
    assert "Taak: Zaal bespreken" in client.get(place).text
    data = {f"task-{load.task.id}-to": f"p{petra.id}"}
    assert client.post(f"{place}/task/{load.task.id}", data=data).status_code == 303
    assert take_over(client, petra) == 303
    assert reloaded(load.task).person_id == petra.id


def test_of_who_merely_takes_part_nobody_else_reads_a_task(client, load, programme, initiative, nico, marja):
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    reloaded(load.task).person_id = nico.id
    db.session.commit()
    departure = announced(client, nico, day=today())
    assert "Taak: Zaal bespreken" in client.get(f"/vertrek/{departure.id}").text
    client.sign_in(marja)
    assert client.get(f"/vertrek/{departure.id}").status_code == 404
    reloaded(departure).last_day = YESTERDAY
    db.session.commit()
    assert ("task", "Soep op dinsdag") not in unowned(programme)


def test_the_name_of_each_leads_to_its_page(client, load, initiative):
    departure = announced(client, load.karin)
    page = client.get(f"/vertrek/{departure.id}").text
    places = (
        f"/initiatieven/{initiative.id}/taken",
        f"/vragen/{load.question.id}",
        f"/bijeenkomsten/{load.meeting.id}",
    )
    for address in places:
        assert f'href="{address}"' in page
        assert client.get(address, follow_redirects=True).status_code == 200
