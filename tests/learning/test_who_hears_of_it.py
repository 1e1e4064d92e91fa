"""Who follows something hears of its learning moments; feeds tell them, without names."""

import pytest

from tests.following.conftest import follow, told
from workspace.access import OPERATOR
from workspace.db import db, may_write
from workspace.following.actions import spread_events

BOARD = "/programmas/samen-in-linde/eenzaamheid"


def spread():
    db.session.rollback()
    may_write()
    while spread_events(by=OPERATOR):
        db.session.commit()
    return [(name, verb) for name, verb, _why in told()]


def catch(client, address, **fields):
    return client.post(address, data={"kind": "success", "what": "Het lukte."} | fields)


def test_followers_and_who_made_it_hear_of_a_moment(client, initiative, board, nico, rachida, paul, coby):
    follow(coby, board)
    catch(client.sign_in(nico), f"/initiatieven/{initiative.id}/leermoment")
    assert spread() == [("Coby", "moment_caught"), ("Rachida", "moment_caught")]
    page = client.sign_in(coby).get("/mijn").text
    assert "Nico legde een leermoment vast" in page
    assert "#leermomenten" in page


def test_a_moment_among_partners_is_told_to_insiders_alone(
    client, initiative, board, nico, rachida, paul, coby
):
    follow(coby, board)
    follow(nico, board)
    catch(client.sign_in(paul), f"/initiatieven/{initiative.id}/leermoment", openness="partners")
    assert spread() == [("Coby", "partner_moment_caught")]


@pytest.mark.parametrize("fields", [{"kind": "quote"}, {"kind": "quote", "quoted_email": "riet@example.nl"}])
def test_of_a_quote_that_waits_nobody_hears(client, initiative, board, nico, coby, karin, fields):
    follow(coby, board)
    catch(client.sign_in(nico), f"/initiatieven/{initiative.id}/leermoment", **fields)
    assert spread() == []


def test_feeds_tell_that_there_is_a_moment_and_name_nobody(client, initiative, nico, paul):
    client.sign_in(nico)
    catch(client, f"/initiatieven/{initiative.id}/leermoment")
    said = {"said_by": "Riet", "said_as": "vrijwilliger", "is_role_only": "y"}
    catch(client, f"/initiatieven/{initiative.id}/leermoment", **said)
    catch(client, f"/initiatieven/{initiative.id}/leermoment", kind="quote")
    catch(client.sign_in(paul), f"/initiatieven/{initiative.id}/leermoment", openness="partners")
    client.sign_out()
    for place in ("/programmas/samen-in-linde", BOARD, f"/initiatieven/{initiative.id}"):
        feed = client.get(f"{place}/atom.xml").text
        assert feed.count("legde een leermoment vast") == 2
        for name in ("Nico", "Paul", "Riet"):
            assert name not in feed
