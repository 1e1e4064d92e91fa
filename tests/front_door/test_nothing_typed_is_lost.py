"""A right that ended, or somebody who was first, while a form was open: what was typed is shown, to copy."""

from datetime import timedelta

from tests import cast
from workspace.db import db
from workspace.times import today

LONG = "Wij koken voortaan ook op donderdag, en zoeken daarvoor twee <b>koks</b>."


def test_the_day_of_the_handover_passes_while_the_team_types(client, initiative, welfare, tess):
    client.sign_in(tess)
    form = f"/initiatieven/{initiative.id}/bewerken"
    assert client.get(form).status_code == 200
    found = cast.reloaded(initiative)
    found.carried_by_id, found.carried_from = welfare.id, today() - timedelta(days=1)
    db.session.commit()
    answer = client.post(form, data={"title": "Soep", "summary": LONG, "version": "1"})
    assert answer.status_code == 403
    assert "Wat u schreef" in answer.text
    assert "twee &lt;b&gt;koks&lt;/b&gt;" in answer.text
    assert cast.reloaded(initiative).summary != LONG


def test_a_council_member_who_is_refused_keeps_the_text(client, initiative, coby):
    client.sign_in(coby)
    data = {"title": "Idee", "summary": LONG, "version": "1"}
    answer = client.post(f"/initiatieven/{initiative.id}/bewerken", data=data)
    assert answer.status_code == 403
    assert "twee &lt;b&gt;koks&lt;/b&gt;" in answer.text
    assert ">Idee<" not in answer.text  # too short to be worth it


def test_no_secret_is_shown_and_a_page_shows_nothing(client, initiative, coby):
    client.sign_in(coby)
    address = f"/initiatieven/{initiative.id}/bewerken"
    refused = client.post(address, data={"new_password": "een-heel-lang-wachtwoord", "once": "x" * 40})
    assert refused.status_code == 403
    assert "een-heel-lang-wachtwoord" not in refused.text
    assert "Wat u schreef" not in refused.text
    assert "Wat u schreef" not in client.get(address).text
