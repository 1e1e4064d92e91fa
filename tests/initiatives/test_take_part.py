"""Supporting and joining, once per person, and taking both back."""

from urllib.parse import unquote

import pytest
from sqlalchemy import func, select

from tests import cast
from tests.client import HTMX
from tests.initiatives.actors import actor_of
from workspace.consents.models import ConsentEntry, ConsentFor
from workspace.db import db
from workspace.initiatives.actions import join_initiative, support_initiative
from workspace.initiatives.models import Initiative, Participation, Stage, Support, Visibility
from workspace.initiatives.queries import get_initiative


def address(initiative, what):
    return f"/initiatieven/{initiative.id}/{what}"


def page_of(client, initiative):
    return client.get(f"/initiatieven/{initiative.id}-soep-op-dinsdag").text


def counts(initiative):
    it = cast.reloaded(initiative)
    return it.support_count, it.joined_count, it.version


def test_a_neighbour_supports_once_and_takes_it_back(client, nico, initiative):
    client.sign_in(nico)
    for _ in range(2):
        answer = client.post(address(initiative, "steun"))
        assert (answer.status_code, answer.location) == (
            303,
            f"/initiatieven/{initiative.id}-soep-op-dinsdag#steun",
        )
        assert counts(initiative) == (1, 0, 1)
    assert "Steun intrekken" in page_of(client, initiative)
    for _ in range(2):
        assert client.post(address(initiative, "steun/intrekking")).status_code == 303
        assert counts(initiative) == (0, 0, 1)
    assert "Ik steun dit" in page_of(client, initiative)


def test_htmx_gets_the_button_alone(client, nico, initiative):
    fragment = client.sign_in(nico).post(address(initiative, "steun"), data={"once": "key"}, headers=HTMX)
    assert 'value="key"' not in fragment.text  # the next click is another one
    assert fragment.text.lstrip().startswith('<div id="steun"')
    assert "1 persoon steunt dit." in fragment.text
    assert "announce" in fragment.headers["HX-Trigger"]
    fragment = client.post(address(initiative, "steun/intrekking"), headers=HTMX)
    assert "0 mensen steunen dit." in fragment.text


def test_votes_from_elsewhere_count_too(client, initiative):
    initiative.imported_supports, initiative.support_count = 40, 2
    db.session.commit()
    assert "42 mensen steunen dit." in page_of(client, initiative)


def test_joining_with_hours_and_skills_is_seen_by_the_coordinator_alone(
    client, nico, rachida, marja, initiative
):
    fields = {"hours_a_month": "4", "skills": "Koken", "note": "Niet op maandag", "shares_email": "1"}
    answer = client.sign_in(nico).post(address(initiative, "deelname"), data=fields)
    assert answer.status_code == 303
    assert "Wat gebeurt er nu?" in client.get(answer.location).text
    assert counts(initiative) == (0, 1, 1)
    seen = client.sign_in(rachida)
    for words in ("Nico", "Koken", "Niet op maandag", "4 uur per maand", "nico@example.nl"):
        assert words in page_of(seen, initiative)
    for other in (marja, cast.make_user("Zoe")):
        page = page_of(client.sign_in(other), initiative)
        assert "Nico" not in page
        assert "Koken" not in page
        assert "1 persoon doet mee." in page


def test_an_address_stays_hidden_unless_shared(client, nico, rachida, initiative):
    client.sign_in(nico).post(address(initiative, "deelname"), data={"skills": "Koken"})
    assert "nico@example.nl" not in page_of(client.sign_in(rachida), initiative)


def test_joining_again_changes_what_one_brings(client, nico, initiative):
    client.sign_in(nico).post(address(initiative, "deelname"), data={"skills": "Koken"})
    assert 'value="Koken"' in client.get(address(initiative, "deelname")).text
    client.post(address(initiative, "deelname"), data={"skills": "Rijden"})
    assert counts(initiative) == (0, 1, 1)
    assert db.session.scalars(select(Participation.skills)).all() == ["Rijden"]
    for _ in range(2):
        assert client.post(address(initiative, "deelname/intrekking")).status_code == 303
    assert counts(initiative) == (0, 0, 1)
    assert db.session.scalar(select(func.count()).select_from(Participation)) == 0
    assert client.get(address(initiative, "deelname/bevestiging")).status_code == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"hours_a_month": "veel"}, "Vul een heel getal in"),
        ({"hours_a_month": "-1"}, "Vul een getal in tussen 0 en 200."),
        ({"hours_a_month": "999999999999"}, "Vul een getal in tussen 0 en 200."),
        ({"skills": "a" * 301}, "Maak de tekst korter"),
        ({"note": "a" * 501}, "Maak de tekst korter"),
    ],
)
def test_mistakes_are_told(client, nico, initiative, fields, said):
    page = client.sign_in(nico).post(address(initiative, "deelname"), data={"skills": "Koken"} | fields)
    assert page.status_code == 422
    assert said in page.text
    assert counts(initiative) == (0, 0, 1)


def test_the_council_advises_and_does_not_take_part(client, coby, initiative):
    client.sign_in(coby)
    for what in ("steun", "deelname"):
        assert client.post(address(initiative, what)).status_code == 403
    assert client.get(address(initiative, "deelname")).status_code == 403


@pytest.mark.parametrize("what", ["steun", "steun/intrekking", "deelname", "deelname/intrekking"])
def test_out_of_sight_and_not_signed_in(client, nico, board, rachida, initiative, what):
    assert "/inloggen" in client.post(address(initiative, what)).location
    hidden = cast.make_initiative("Onder ons", board, rachida, visibility=Visibility.PARTNERS)
    assert client.sign_in(nico).post(address(hidden, what)).status_code == 404


def test_a_visitor_fills_in_first_and_signs_in_after(client, nico, initiative):
    page = client.get(address(initiative, "deelname"))
    assert page.status_code == 200
    which = page.text.split('name="which" value="')[1].split('"')[0]
    answer = client.post(address(initiative, "deelname"), data={"skills": "Koken", "which": which})
    token = unquote(answer.location).split("bewaard=")[1]
    page = client.sign_in(nico).get(address(initiative, f"deelname?bewaard={token}"))
    assert 'value="Koken"' in page.text


def test_what_ended_takes_nobody_new(client, nico, initiative):
    initiative.stage = Stage.STOPPED
    db.session.commit()
    client.sign_in(nico)
    assert client.post(address(initiative, "steun")).status_code == 403
    assert client.post(address(initiative, "deelname")).status_code == 403
    assert client.post(address(initiative, "steun/intrekking")).status_code == 303


def test_two_clicks_at_the_same_moment_count_once(app, nico, initiative):
    actor = actor_of(nico)
    here = get_initiative(initiative.id, seen_by=actor)
    assert support_initiative(here, by=actor)
    db.session.expunge_all()
    here = get_initiative(initiative.id, seen_by=actor)
    assert not support_initiative(here, by=actor)
    assert join_initiative(here, by=actor)
    assert not join_initiative(here, by=actor, skills="Koken")
    db.session.commit()
    assert db.session.scalar(select(func.count()).select_from(Support)) == 1
    assert db.session.execute(select(Initiative.support_count, Initiative.joined_count)).all() == [(1, 1)]


def test_sharing_ones_address_is_a_yes_that_is_written_down(client, initiative, nico):
    client.sign_in(nico)
    join, leave = address(initiative, "deelname"), address(initiative, "deelname/intrekking")
    shares = {"shares_email": "1"}
    for fields in (shares, shares, {}, shares):
        assert client.post(join, data=fields).status_code == 303
    assert client.post(leave).status_code == 303
    said = db.session.query(ConsentEntry).order_by(ConsentEntry.id).all()
    assert [(row.consent_for, row.is_given) for row in said] == [
        (ConsentFor.ADDRESS, given) for given in (True, False, True, False)
    ]
    assert {(row.subject_kind, row.subject_id, row.person_id) for row in said} == {
        ("initiative", initiative.id, nico.id)
    }
    assert "De coördinator uw e-mailadres laten zien" in client.get("/account/toestemmingen").text
    client.post(join, data={})
    assert db.session.query(ConsentEntry).count() == 4  # nothing was asked for, nothing was said
