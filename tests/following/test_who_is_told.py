"""An event is told to who follows it, for the strongest reason, and never to who did it or may not see it."""

import ast
from datetime import timedelta

import pytest

from tests import cast
from tests.following.conftest import follow
from tests.house.test_house_rules import PACKAGE
from workspace.boards.queries.actors import get_actors
from workspace.db import db, now
from workspace.following.models import TELLS, UNTOLD, Follow, FollowedKind, Notice, Why
from workspace.following.models.rules import NAMELESS, OF_COMMENTS
from workspace.following.queries.insiders import insiders
from workspace.following.queries.notices import list_unmailed_notices, list_unseen_notices
from workspace.initiatives.models import Participation, Support, Visibility
from workspace.sentences import DEEDS, SPECIAL, WHOLE
from workspace.sentences import told as in_words
from workspace.tasks.models import Task
from workspace.times import today


def names(told) -> set[tuple[str, Why]]:
    return {(name, why) for name, _, why in told}


def test_everybody_who_did_something_there_is_told_without_having_asked(
    initiative, happened, spread, rachida, nico, paul, petra, karin
):
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    cast.save(Support(initiative_id=initiative.id, user_id=paul.id))
    cast.make_comment(initiative, petra)
    happened("initiative_ended", karin)
    assert names(spread()) == {
        ("Rachida", Why.OWN),
        ("Nico", Why.JOINED),
        ("Paul", Why.SUPPORTED),
        ("Petra", Why.COMMENTED),
    }


@pytest.mark.parametrize(
    ("followed", "why"),
    [("initiative", Why.INITIATIVE), ("board", Why.BOARD), ("programme", Why.PROGRAMME)],
)
def test_who_follows_is_told(request, happened, spread, nico, rachida, followed, why):
    follow(nico, request.getfixturevalue(followed))
    happened("initiative_ended", rachida)
    assert names(spread()) == {("Nico", why)}


def test_who_follows_an_organisation_hears_of_what_is_of_it(
    initiative, welfare, happened, spread, nico, rachida
):
    follow(nico, welfare)
    happened("initiative_ended", rachida)
    assert names(spread()) == set()
    initiative = cast.reloaded(initiative)
    initiative.organisation_id = welfare.id
    db.session.commit()
    happened("initiative_ended", rachida)
    happened(
        "partner.began", rachida, initiative_id=None, board_id=None, details={"organisation": welfare.id}
    )
    assert sorted(spread()) == [
        ("Nico", "initiative_ended", Why.ORGANISATION),
        ("Nico", "partner.began", Why.ORGANISATION),
    ]


def test_the_strongest_reason_counts_and_one_notice_comes(
    initiative, board, programme, happened, spread, nico
):
    for thing in (initiative, board, programme):
        follow(nico, thing)
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    cast.make_comment(initiative, nico)
    cast.make_comment(initiative, nico)
    happened("initiative_ended")
    assert ("Nico", "initiative_ended", Why.JOINED) in spread()
    assert db.session.query(Notice).filter_by(user_id=nico.id).count() == 1


def test_nobody_is_told_of_what_they_did_themselves(initiative, happened, spread, rachida):
    follow(rachida, initiative)
    happened("initiative_ended", rachida)
    assert spread() == []


def test_the_working_group_follows_its_board(happened, spread, karin, nico):
    happened("initiative_posted", nico)
    assert names(spread()) == {("Karin", Why.BOARD)}


def test_who_only_supports_does_not_hear_all_the_talk(initiative, happened, spread, nico, paul):
    cast.save(Support(initiative_id=initiative.id, user_id=nico.id))
    comment = cast.make_comment(initiative, paul)
    happened("comment_posted", paul, subject_id=comment.id)
    assert names(spread()) == {("Rachida", Why.OWN)}


def test_who_does_not_want_it_is_not_told_however_it_comes(
    initiative, board, programme, happened, spread, nico, karin, rachida
):
    follow(nico, board)
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    follow(nico, initiative, wants=False)
    follow(karin, programme)
    follow(karin, board, wants=False)
    happened("initiative_ended", rachida)
    assert spread() == []


def test_what_is_addressed_comes_all_the_same_and_at_once(initiative, happened, spread, nico, paul):
    follow(nico, initiative, wants=False)
    parent = cast.make_comment(initiative, nico)
    reply = cast.make_comment(initiative, paul, parent_id=parent.id)
    happened("comment_posted", paul, subject_id=reply.id)
    assert ("Nico", "comment_posted", Why.ADDRESSED) in spread()
    assert {notice.user_id for notice in db.session.query(Notice).filter_by(at_once=True)} == {nico.id}


def test_what_is_among_partners_is_told_to_insiders(initiative, happened, spread, nico, paul, rachida, coby):
    for person in (nico, paul, coby):
        follow(person, initiative)
    happened("initiative_moved", is_public=False)
    assert names(spread()) == {("Paul", Why.INITIATIVE), ("Coby", Why.INITIATIVE), ("Rachida", Why.OWN)}


def test_talk_among_partners_is_not_told_to_who_made_the_initiative(
    initiative, happened, spread, paul, petra
):
    follow(petra, initiative)
    comment = cast.make_comment(initiative, paul, audience="partners")
    happened("partner_comment_posted", paul, is_public=False, subject_id=comment.id)
    assert names(spread()) == {("Petra", Why.INITIATIVE)}


def test_of_a_draft_nobody_hears(initiative, happened, spread, paul, marja):
    follow(paul, initiative)
    found = cast.reloaded(initiative)
    found.visibility = Visibility.DRAFT
    db.session.commit()
    happened("initiative_ended", marja, is_public=False)
    assert names(spread()) == {("Rachida", Why.OWN)}


def test_insiders_are_those_of_whom_their_rights_say_so(
    programme, board, rachida, nico, paul, rik, olaf, prisca, coby, karin, tess, marja, ada, otto
):
    cast.make_board_member(nico, board)  # on the working group, which sees what everybody sees
    people = [rachida, nico, paul, rik, olaf, prisca, coby, karin, tess, marja, ada, otto]
    found = insiders([programme.id], today())
    rows = {tuple(row) for row in db.session.execute(found.select())}
    expected = {
        person.id for person in people if programme.id in get_actors([person.id])[person.id].insider_in
    }
    assert rows == {(number, programme.id) for number in expected}
    assert len(expected) == 8


def test_nobody_is_told_of_what_came_before_they_followed(initiative, happened, spread, nico, paul, rachida):
    happened("initiative_ended", rachida)
    follow(nico, initiative)
    cast.save(Support(initiative_id=initiative.id, user_id=paul.id))
    assert spread() == []


def test_what_happened_long_ago_is_told_to_nobody(initiative, happened, spread, nico):
    follow(nico, initiative).chosen_at = now() - timedelta(days=9)
    db.session.commit()
    happened("initiative_ended", happened_at=now() - timedelta(days=4))
    assert spread() == []
    happened("initiative_ended", happened_at=now() - timedelta(days=2))
    assert ("Nico", "initiative_ended", Why.INITIATIVE) in spread()


def test_without_a_confirmed_address_there_is_nobody_to_tell(initiative, happened, spread, rachida):
    follow(cast.make_user("Zonder", confirmed_at=None), initiative)
    happened("initiative_ended", rachida)
    assert spread() == []


def test_sight_is_asked_again_when_it_is_shown(initiative, happened, spread, nico, paul, rachida):
    for person in (nico, paul):
        follow(person, initiative)
    happened("initiative_news", rachida)
    spread()
    assert [line.verb for line in list_unseen_notices(get_actors([nico.id])[nico.id])] == ["initiative_news"]
    cast.reloaded(initiative).visibility = Visibility.PARTNERS
    db.session.commit()
    for listed in (list_unseen_notices, list_unmailed_notices):
        assert listed(get_actors([nico.id])[nico.id]) == []
        assert [line.title for line in listed(get_actors([paul.id])[paul.id])] == ["Soep op dinsdag"]


def test_a_comment_that_was_hidden_since_is_not_shown(initiative, happened, spread, nico, rachida):
    comment = cast.make_comment(initiative, nico)
    happened("comment_posted", nico, subject_id=comment.id)
    spread()
    me = get_actors([rachida.id])[rachida.id]
    assert [line.address for line in list_unseen_notices(me)] == [
        f"/initiatieven/{initiative.id}/reacties/{comment.id}"
    ]
    cast.reloaded(comment).removed_at = now()
    db.session.commit()
    assert list_unseen_notices(me) == []


def test_nobody_sees_the_notices_of_another(initiative, happened, spread, nico, rachida):
    happened("initiative_ended", nico)
    spread()
    assert list_unseen_notices(get_actors([nico.id])[nico.id]) == []
    assert len(list_unseen_notices(get_actors([rachida.id])[rachida.id])) == 1


def test_through_the_pages_too(client, initiative, spread, nico, paul, rachida):
    address = f"/initiatieven/{initiative.id}"
    client.sign_in(nico).post(f"{address}/reacties", data={"body": "Ik kook mee."})
    client.post(f"{address}/steun")
    client.sign_in(paul).post(f"{address}/reacties", data={"body": "Goed zo."})
    assert spread() == [
        ("Nico", "comment_posted", Why.COMMENTED),
        ("Rachida", "comment_posted", Why.OWN),
        ("Rachida", "comment_posted", Why.OWN),
        ("Rachida", "initiative_supported", Why.OWN),
    ]


def verbs_in_the_code() -> set[str]:
    """Return every word with which an action tells or records something."""
    paths = [*PACKAGE.glob("*/actions/**/*.py"), *PACKAGE.glob("*/actions.py")]
    found: set[str] = set()
    for tree in (ast.parse(path.read_text()) for path in paths):
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if getattr(call.func, "id", "").lstrip("_").startswith(TELLING) and call.args:
                words = ast.walk(call.args[0])
                found |= {word.value for word in words if isinstance(word, ast.Constant)}
    return found


TELLING = ("record", "tell")  # and `tell_question`, `_tell_of` and the like
# Where the verb is put together, or chosen before it is told.
IN_PARTS = {"handover_"}


def test_of_every_verb_it_was_decided_whom_it_tells():
    unclassed = verbs_in_the_code() - IN_PARTS - TELLS.keys() - UNTOLD
    assert not unclassed, f"Say in workspace/following/models/rules.py whom these tell: {sorted(unclassed)}"
    assert not TELLS.keys() & UNTOLD


def test_of_every_verb_that_is_told_there_are_words():
    assert TELLS.keys() <= DEEDS.keys() | SPECIAL.keys() | WHOLE.keys()
    assert set(WHOLE) == NAMELESS
    assert TELLS.keys() >= OF_COMMENTS


def test_there_is_a_kind_for_whatever_can_be_followed(programme, board, initiative, welfare, nico):
    for thing in (programme, board, initiative, welfare):
        follow(nico, thing)
    assert {row.kind for row in db.session.query(Follow)} == set(FollowedKind)


def test_a_task_reaches_whom_it_was_given(initiative, board, happened, spread, karin, paul, rachida):
    task = cast.save(Task(title="Zaal", board_id=board.id, person_id=paul.id, made_by_id=karin.id))
    nowhere = {"initiative_id": None, "is_public": False}
    happened("task_added", karin, subject_id=task.id, **nowhere)
    happened("task_changed", karin, subject_id=task.id, details={"passed": False}, **nowhere)
    happened("task_done", karin, subject_id=task.id, is_public=False)
    assert spread() == [("Paul", "task_added", Why.ADDRESSED), ("Rachida", "task_done", Why.OWN)]
    addresses = [
        line.address
        for person in (paul, rachida)
        for line in list_unseen_notices(get_actors([person.id])[person.id])
    ]
    assert addresses == [
        "/programmas/samen-in-linde/eenzaamheid/taken",
        f"/initiatieven/{initiative.id}/taken",
    ]


def test_changed_frameworks_reach_who_joined_at_once(initiative, happened, spread, nico, paul, karin):
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    cast.save(Support(initiative_id=initiative.id, user_id=paul.id))
    happened("frameworks_changed", karin)
    assert names(spread()) == {("Nico", Why.ADDRESSED), ("Paul", Why.SUPPORTED), ("Rachida", Why.OWN)}


def test_who_joined_and_did_a_task_is_named_to_the_coordinator_alone(
    client, initiative, board, happened, spread, rachida, nico, paul
):
    initiative.coordinator_id = paul.id
    db.session.commit()
    happened("task_done", nico, role="resident", is_public=False)
    spread()
    readers = get_actors([rachida.id, paul.id])
    said = {who: in_words(list_unseen_notices(actor)[0]) for who, actor in readers.items()}
    assert said == {rachida.id: "Inwoner rondde een taak af", paul.id: "Nico rondde een taak af"}
