"""A number that is ever wrong is put right by counting anew."""

from tests import cast
from workspace.db import db
from workspace.initiatives.models import Initiative, Support


def test_every_number_is_set_to_what_there_is(app, initiative, board, nico, paul):
    cast.save(Support(initiative_id=initiative.id, user_id=nico.id))
    comment = cast.make_comment(initiative, nico)
    cast.make_comment(initiative, nico, parent_id=comment.id)
    cast.make_comment(initiative, nico, removed_at=cast.now())
    cast.make_comment(initiative, paul, audience="partners")
    quiet = cast.make_initiative("Stil", board, nico, comment_count=7)
    result = app.test_cli_runner().invoke(args=["recount"])
    assert "wrong: 5." in result.output
    assert [(i.support_count, i.comment_count, i.partner_comment_count, i.version) for i in everything()] == [
        (1, 2, 1, 1),
        (0, 0, 0, 1),
    ]
    assert cast.reloaded(comment).reply_count == 1
    assert cast.reloaded(quiet).comment_count == 0
    assert "wrong: 0." in app.test_cli_runner().invoke(args=["recount"]).output


def everything() -> list[Initiative]:
    db.session.expire_all()
    return db.session.query(Initiative).order_by(Initiative.id).all()
