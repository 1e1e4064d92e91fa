"""Several people talk at the same moment: nothing is lost and every number is right."""

from tests import cast
from tests.front_door.test_one_transaction import AT_ONCE, all_at_once


def test_everything_that_is_said_at_once_is_counted(app, client, initiative, nico):
    comment = cast.make_comment(initiative, nico)
    address = f"/initiatieven/{initiative.id}/reacties/{comment.id}/antwoorden"
    client.sign_in(nico)
    answers = all_at_once(app, nico, lambda client, n: client.post(address, data={"body": f"Antwoord {n}."}))
    assert {answer.status_code for answer in answers} == {303}
    assert cast.reloaded(comment).reply_count == AT_ONCE
    assert cast.reloaded(initiative).comment_count == AT_ONCE


def test_a_comment_that_is_removed_at_once_is_counted_off_once(app, client, initiative, nico):
    client.sign_in(nico).post(f"/initiatieven/{initiative.id}/reacties", data={"body": "Oei."})
    comment_id = int(
        client.get(f"/initiatieven/{initiative.id}/reacties").text.split('id="reactie-')[1].split('"')[0]
    )
    address = f"/initiatieven/{initiative.id}/reacties/{comment_id}/verwijdering"
    answers = all_at_once(app, nico, lambda client, _: client.post(address, data={"reason": ""}))
    assert {answer.status_code for answer in answers} <= {303, 409}
    assert cast.reloaded(initiative).comment_count == 0
