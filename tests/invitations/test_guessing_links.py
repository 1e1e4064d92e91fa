"""Who guesses links and numbers of invitations learns nothing: not by the answer, not by the work it took."""

from tests.invitations.test_invite_somebody import TEAM, invite
from workspace.db import db
from workspace.invitations.models import Invitation


def test_a_guess_near_an_invitation_is_as_far_off_as_any(client, marja, nico, queries):
    invite(client.sign_in(marja), TEAM, "team", "iemand@example.nl")
    (invitation,) = db.session.query(Invitation)
    number, hashed = invitation.id, invitation.token_hash
    answers = set()
    for guess in (hashed, hashed.upper(), str(number), "A" * 43):
        client.sign_out()
        queries.clear()
        page = client.get(f"/uitnodigingen/{guess}")
        answers.add((page.status_code, page.text, len(queries)))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404
    told = set()
    for which in (number, 10**8):
        address = f"/mijn/uitnodigingen/{which}"
        client.sign_in(nico)
        queries.clear()
        page = client.get(address)
        asked = len(queries)
        sent = client.post(f"{address}/antwoord", data={"answer": "ja"})
        told.add((page.status_code, sent.status_code, asked))
    assert len(told) == 1 and told.pop()[:2] == (404, 404)
