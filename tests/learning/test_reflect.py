"""A moment told from several sides: each reflection keeps the side it was written from."""

import pytest

from tests import cast
from tests.learning.making import actor_of, make_moment, verbs
from workspace.access import VISITOR
from workspace.db import db, now
from workspace.learning.models import Reflection
from workspace.learning.queries import list_reflections
from workspace.organisations.models import Membership
from workspace.programmes.models import Openness
from workspace.times import today


@pytest.fixture
def moment(initiative, karin):
    return make_moment(initiative, karin)


def reflect(client, moment, body="Wij zagen dat ook.", **fields):
    data = {"body": body, "openness": "public"} | fields
    return client.post(f"/leermomenten/{moment.id}/reflecties", data=data)


def the_reflection():
    found = db.session.query(Reflection).order_by(Reflection.id.desc()).first()
    db.session.commit()
    return found


def change(client, reflection, **fields):
    data = {"body": "Nu zie ik het anders.", "openness": "public", "version": reflection.version} | fields
    return client.post(f"/reflecties/{reflection.id}/wijziging", data=data)


def test_each_side_is_seen_under_its_own_name(client, moment, rachida, paul, olaf, prisca, coby, tess):
    for person in (rachida, paul, olaf, prisca, coby, tess):
        answer = reflect(client.sign_in(person), moment, f"Zo zag {person.name} het.")
        assert answer.location == f"/leermomenten/{moment.id}#reflecties"
    page = client.sign_out().get(f"/leermomenten/{moment.id}").text
    sides = ("inwoners", "partners", "de gemeente", "de provincie", "de adviesraad", "het programma")
    places = [
        page.index(side)
        for side in (f"Zo zien {s} het" if s[0] in "ip" else f"Zo ziet {s} het" for s in sides)
    ]
    assert places == sorted(places)
    assert page.index("Zo zag Rachida het.") < places[1] < page.index("Zo zag Paul het.")
    assert "Welzijn Linde" in page


def test_among_partners_only_insiders_read_it(client, moment, paul, coby, rachida):
    reflect(client.sign_in(paul), moment, "Onder ons gezegd.", openness="partners")
    assert "Onder ons" in client.sign_in(coby).get(f"/leermomenten/{moment.id}").text
    for page in (client.sign_out(), client.sign_in(rachida)):
        assert "Onder ons" not in page.get(f"/leermomenten/{moment.id}").text
        assert "Onder ons" not in page.get(f"/leermomenten/{moment.id}/reflecties").text
    assert list_reflections([moment.id], VISITOR) == {}
    assert verbs() == ["partner_reflection_written"]


def test_a_moment_among_partners_has_no_public_reflections(client, initiative, karin, paul, coby):
    moment = make_moment(initiative, karin, openness=Openness.PARTNERS)
    page = client.sign_in(paul).get(f"/leermomenten/{moment.id}/reflecties").text
    assert "Alleen partners van het programma lezen dit." in page
    assert reflect(client, moment).status_code == 303  # what was sent for whom has no say
    assert the_reflection().openness == Openness.PARTNERS
    assert reflect(client.sign_in(coby), moment).status_code == 403  # the council reads along


def test_role_and_organisation_stay_as_they_were(client, moment, paul):
    reflect(client.sign_in(paul), moment)
    db.session.query(Membership).filter_by(user_id=paul.id).update({"ends_on": today().replace(year=2020)})
    db.session.commit()
    assert change(client.sign_in(paul), the_reflection()).status_code == 303
    row = list_reflections([moment.id], VISITOR)[moment.id][0]
    assert (row.body, row.role, row.organisation) == ("Nu zie ik het anders.", "partner", "Welzijn Linde")
    assert row.edited_at is not None


def test_one_changes_and_takes_back_ones_own(client, moment, paul, petra, tess):
    reflect(client.sign_in(paul), moment)
    mine = the_reflection()
    for other in (petra, tess):
        assert client.sign_in(other).get(f"/reflecties/{mine.id}/wijziging").status_code == 403
        assert change(client, mine).status_code == 403
    assert client.sign_in(petra).post(f"/reflecties/{mine.id}/intrekking").status_code == 403
    assert "Wij zagen dat ook." in client.sign_in(paul).get(f"/reflecties/{mine.id}/wijziging").text
    assert client.post(f"/reflecties/{mine.id}/intrekking").status_code == 303
    assert "Wij zagen" not in client.get(f"/leermomenten/{moment.id}").text
    assert client.post(f"/reflecties/{mine.id}/intrekking").status_code == 404


def test_who_steers_takes_away_what_harms(client, moment, nico, karin):
    reflect(client.sign_in(nico), moment, "Iets lelijks.")
    assert client.sign_in(karin).post(f"/reflecties/{the_reflection().id}/intrekking").status_code == 303
    assert "lelijks" not in client.get(f"/leermomenten/{moment.id}").text


def test_in_two_tabs_nothing_is_lost(client, moment, paul):
    reflect(client.sign_in(paul), moment)
    opened = the_reflection()
    change(client, opened, body="Eerst dit.")
    late = change(client, opened, body="Dan dat.")
    assert late.status_code == 409
    assert "Eerst dit." in late.text
    assert "Dan dat." in late.text


def test_what_makes_no_sense_is_told(client, moment, paul, rachida):
    client.sign_in(paul)
    for wrong in ({"body": " "}, {"body": "x" * 3001}, {"openness": "niemand"}):
        answer = reflect(client, moment, **wrong)
        assert (answer.status_code, "Er klopt iets nog niet" in answer.text) == (422, True)
    assert reflect(client.sign_in(rachida), moment, openness="partners").status_code == 303
    assert the_reflection().openness == Openness.PUBLIC  # a resident is not asked


def test_where_nobody_may(client, moment, board, karin, ada, nico):
    assert reflect(client.sign_in(ada), moment).status_code == 403
    hidden = make_moment(board, karin, published_at=None)
    assert reflect(client.sign_in(nico), hidden).status_code == 404
    assert reflect(client.sign_in(karin), hidden).status_code == 403
    gone = make_moment(board, karin, withdrawn_at=now())
    assert reflect(client.sign_in(nico), gone).status_code == 404
    assert "/inloggen" in reflect(client.sign_out(), moment).location
    assert client.sign_in(nico).get("/reflecties/999/wijziging").status_code == 404


def test_a_reflection_out_of_sight_is_not_there(client, moment, paul, nico):
    reflect(client.sign_in(paul), moment, openness="partners")
    number = the_reflection().id
    assert client.sign_in(nico).post(f"/reflecties/{number}/intrekking").status_code == 404
    assert client.get(f"/reflecties/{number}/wijziging").status_code == 404


def test_the_reflections_of_many_moments_come_in_one_query(board, karin, paul, queries):
    moments = [make_moment(board, karin, f"Nummer {n}.") for n in range(5)]
    for moment in moments:
        said = {"body": "Ja.", "body_html": "<p>Ja.</p>", "role": "partner", "openness": "public"}
        cast.save(Reflection(moment_id=moment.id, author_id=paul.id, **said))
    actor = actor_of(paul)
    numbers = [moment.id for moment in moments]
    del queries[:]
    assert sorted(list_reflections(numbers, actor)) == sorted(numbers)
    assert len(queries) == 1


def test_markup_does_no_harm(client, moment, nico):
    reflect(client.sign_in(nico), moment, "<script>alert(1)</script> **Sterk**")
    page = client.get(f"/leermomenten/{moment.id}").text
    assert "<script>alert" not in page
    assert "<strong>Sterk</strong>" in page
