"""People write first and sign in after; their words are still there."""

from tests import cast
from workspace.accounts.models import KeptForm
from workspace.db import db
from workspace.initiatives.models import Initiative


def talk(initiative: Initiative) -> str:
    return f"/initiatieven/{initiative.id}/reacties"


def counters(initiative: Initiative) -> tuple[int, int]:
    fresh = cast.reloaded(initiative)
    return fresh.comment_count, fresh.partner_comment_count


def test_somebody_who_is_not_signed_in_signs_in_and_finds_the_text_back(client, initiative, nico):
    answer = client.post(talk(initiative), data={"body": "Mijn lange verhaal", "which": "CommentForm"})
    assert answer.status_code == 303
    assert answer.location.startswith("/inloggen")
    token = answer.location.split("bewaard%3D")[-1]
    assert db.session.query(KeptForm).one().path == talk(initiative)
    page = client.sign_in(nico).get(f"{talk(initiative)}?bewaard={token}")
    assert "Mijn lange verhaal" in page.text
    assert counters(initiative) == (0, 0)


def test_a_visitor_is_asked_to_sign_in(client, initiative, nico):
    comment = cast.make_comment(initiative, nico)
    for noun in ("wijziging", "verwijdering"):
        address = f"{talk(initiative)}/{comment.id}/{noun}"
        assert client.get(address).location.startswith("/inloggen")


def test_an_answer_is_kept_too(client, initiative, nico, rachida):
    comment = cast.make_comment(initiative, rachida)
    address = f"{talk(initiative)}/{comment.id}/antwoorden"
    answer = client.post(address, data={"body": "Ik kom ook.", "which": "ReplyForm"})
    token = answer.location.split("bewaard%3D")[-1]
    assert "Ik kom ook." in client.sign_in(nico).get(f"{address}?bewaard={token}").text
