"""Who does not want it there any more says so to the worker, who takes it away."""

from workspace.access import OPERATOR
from workspace.comments.actions import recount_initiatives
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Initiative, Support
from workspace.on_behalf.models import OnBehalf


def entered() -> int:
    return db.session.query(OnBehalf).one().id


def test_a_support_is_counted_no_more(client, enter, paul, initiative):
    paper = enter(paul, "support")
    assert client.post(f"{paper}/{entered()}/intrekking").status_code == 303
    assert db.session.query(Support).count() == db.session.query(OnBehalf).count() == 0
    assert db.session.get_one(Initiative, initiative.id, populate_existing=True).support_count == 0


def test_a_comment_leaves_a_trace_without_words(client, enter, paul, initiative):
    paper = enter(paul, "comment")
    address = f"{paper}/{entered()}/intrekking"
    assert [client.post(address).status_code for _ in range(2)] == [303, 303]
    comment = db.session.query(Comment).one()
    assert (comment.body, comment.removed_as, comment.removed_by_id) == ("", None, paul.id)
    shown = client.sign_out().get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert "De schrijver heeft deze reactie weggehaald" in shown
    assert "Namens Wil" not in shown
    assert recount_initiatives(by=OPERATOR) == 0


def test_an_idea_ends_as_every_initiative_does(client, enter, paul):
    paper = enter(paul)
    assert "Stoppen met dit idee" in client.get(paper).text
    assert client.post(f"{paper}/{entered()}/intrekking").status_code == 403


def test_nobody_else_takes_it_back(client, enter, paul, petra, karin, nico):
    address = f"{enter(paul, 'support')}/{entered()}/intrekking"
    for other in (petra, karin, nico):
        assert client.sign_in(other).post(address).status_code == 404
    assert db.session.query(Support).count() == 1
