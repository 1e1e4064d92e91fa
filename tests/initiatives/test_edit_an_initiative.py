"""Changing an initiative, alone and with two at once; what it said before is kept."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests import cast
from workspace.activity.models import BoardPulse, Event
from workspace.db import db
from workspace.initiatives.models import InitiativeArea, Kind, Revision, Stage, Visibility
from workspace.times import today

SAID = {
    "title": "Soep op dinsdag", "summary": "Waar het om gaat bij Soep op dinsdag.", "kind": "initiative",
    "scale": "local", "participation": "", "organisation": "", "visibility": "public",
}  # fmt: skip


def address(initiative):
    return f"/initiatieven/{initiative.id}/bewerken"


def save(client, initiative, version=1, **fields):
    coordinator = fields.pop("coordinator", initiative.coordinator_id)
    data = SAID | {"version": version, "coordinator": coordinator} | fields
    return client.post(address(initiative), data=data)


def revisions():
    return [r.changes for r in db.session.scalars(select(Revision).order_by(Revision.id))]


def test_the_form_shows_what_it_says_now(client, rachida, initiative):
    page = client.sign_in(rachida).get(address(initiative))
    assert page.status_code == 200
    assert 'value="Soep op dinsdag"' in page.text
    assert re.search(r'name="version" value="1"', page.text)


def test_everything_can_be_changed_and_what_was_is_kept(client, rachida, initiative, core_area, welfare):
    answer = save(
        client.sign_in(rachida), initiative, title="Soep op woensdag", why="Samen eten", for_whom="Buren",
        target_groups=["older", "youth"], place="De kerk", areas=[core_area.id], helpers="De kok",
        policy_field="Wmo", yearly_cost_cents="1.250,50", scale="regional", scale_reason="Twee dorpen",
        participation="together", asked="Koken", promised="Eten",
        **{"goals-0-text": "Dertig eters", "goals-0-indicator": "Tellen", "goals-1-text": "",
           "partners-0-organisation": welfare.id, "partners-0-part": "De keuken"},
    )  # fmt: skip
    assert answer.status_code == 303
    it = cast.reloaded(initiative)
    assert (it.title, it.yearly_cost_cents, it.target_groups) == (
        "Soep op woensdag",
        125050,
        ["older", "youth"],
    )
    assert it.version == 2
    page = client.get(answer.location).text
    for words in ("Dertig eters", "Tellen", "De keuken", "Beek", "Twee dorpen", "Inwoners beslissen mee"):
        assert words in page
    [changes] = revisions()
    assert changes["title"] == ["Soep op dinsdag", "Soep op woensdag"]
    assert changes["goals"] == [[], [["Dertig eters", "Tellen"]]]
    assert changes["partners"] == [[], [["Welzijn Linde", "De keuken"]]]
    assert changes["areas"] == [[], ["Beek"]]
    history = client.get(f"/initiatieven/{initiative.id}/geschiedenis").text
    assert "Rachida" in history
    assert "Soep op woensdag" in history
    assert "€" in history


def test_saving_the_same_changes_nothing(client, rachida, initiative):
    assert save(client.sign_in(rachida), initiative).status_code == 303
    assert cast.reloaded(initiative).version == 1
    assert revisions() == []


def test_goals_and_partners_change_and_go(client, rachida, initiative, welfare, municipality):
    client.sign_in(rachida)
    rows = {"goals-0-text": "Eén", "goals-1-text": "Twee"}
    partners = {"partners-0-organisation": welfare.id, "partners-0-part": "Keuken"}
    save(client, initiative, **rows, **partners)
    partners = {"partners-0-organisation": welfare.id, "partners-0-part": "Zaal",
                "partners-1-organisation": municipality.id}  # fmt: skip
    assert save(client, initiative, 2, **{"goals-0-text": "Twee"}, **partners).status_code == 303
    assert revisions()[1]["goals"] == [[["Eén", ""], ["Twee", ""]], [["Twee", ""]]]
    assert revisions()[1]["partners"][1] == [["Gemeente Linde", ""], ["Welzijn Linde", "Zaal"]]
    assert save(client, initiative, 3).status_code == 303
    assert revisions()[2]["partners"][1] == []


def test_another_row_without_javascript_keeps_what_was_typed(client, rachida, initiative):
    rows = {"goals-0-text": "Eén", "another_row": "goal", "once": "one"}
    page = save(client.sign_in(rachida), initiative, title="Nieuwe titel", **rows)
    assert page.status_code == 200
    assert 'name="goals-1-text"' in page.text
    assert 'value="Nieuwe titel"' in page.text
    assert 'name="once" value="one"' not in page.text
    assert revisions() == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Vul een titel in."),
        ({"summary": "\x00"}, "Vertel in een paar zinnen"),
        ({"yearly_cost_cents": "veel"}, "Vul een bedrag in euro’s in"),
        ({"yearly_cost_cents": "99999999999999"}, "Vul een bedrag in euro’s in"),
        ({"kind": "pilot"}, "Vul in op welke dag de proeftuin eindigt."),
        ({"kind": "pilot", "pilot_ends_on": "2099-01-01"}, "hoogstens achttien maanden"),
        ({"kind": "pilot", "pilot_ends_on": "gisteren"}, "datum"),
        ({"kind": "raket"}, "Kies wat het is."),
        ({"scale": ""}, "Kies een schaal."),
        ({"participation": "x"}, "Kies hoe inwoners meedoen."),
        ({"coordinator": "999"}, "Kies iemand uit de lijst."),
        ({"organisation": "999"}, "Kies een organisatie uit de lijst."),
        ({"visibility": "draft"}, "Kies wie dit mag zien."),
        ({"visibility": "partners"}, "Kies wie dit mag zien."),
        ({"goals-0-text": "a" * 301}, "Maak de tekst korter"),
        ({"partners-0-organisation": "999"}, "Kies een organisatie uit de lijst."),
        ({"areas": "x"}, "x"),
        ({"target_groups": "vissen"}, "Kies groepen uit de lijst."),
    ],
)
def test_mistakes_are_told_and_the_text_is_kept(client, rachida, initiative, fields, said):
    page = save(client.sign_in(rachida), initiative, why="Omdat het kan", **fields)
    assert page.status_code == 422
    assert said in page.text
    assert "Omdat het kan" in page.text
    assert cast.reloaded(initiative).version == 1


def test_a_mistake_in_a_row_is_in_the_summary(client, rachida, initiative):
    page = save(client.sign_in(rachida), initiative, **{"goals-0-text": "a" * 301})
    assert '<a href="#goals-0-text">Maak de tekst korter' in page.text


def test_a_pilot_lasts_eighteen_months_at_most(client, rachida, initiative):
    ends = today() + timedelta(days=500)
    client.sign_in(rachida)
    assert save(client, initiative, kind="pilot", pilot_ends_on=ends.isoformat()).status_code == 303
    assert cast.reloaded(initiative).kind == Kind.PILOT
    later = today() + timedelta(days=560)
    assert save(client, initiative, 2, kind="pilot", pilot_ends_on=later.isoformat()).status_code == 422


def test_the_second_of_two_sees_both_texts_and_loses_nothing(client, rachida, karin, initiative):
    assert save(client.sign_in(rachida), initiative, title="Van Rachida", place="De kerk").status_code == 303
    page = save(client.sign_in(karin), initiative, title="Van Karin", why="Omdat")
    assert page.status_code == 409
    for words in ("Van Rachida", "Van Karin", "Wat er nu staat", "Wat u opstuurde"):
        assert words in page.text
    assert 'value="Van Karin"' in page.text
    assert 'value="De kerk"' in page.text  # Karin had not touched it
    assert re.search(r'name="version" value="2"', page.text)
    assert cast.reloaded(initiative).title == "Van Rachida"
    assert save(client, initiative, 2, title="Van Karin", why="Omdat", place="De kerk").status_code == 303
    it = cast.reloaded(initiative)
    assert (it.title, it.why, it.place, it.version) == ("Van Karin", "Omdat", "De kerk", 3)


def test_a_move_meanwhile_is_no_conflict(client, rachida, initiative):
    initiative.stage = Stage.RUNNING
    db.session.commit()
    assert save(client.sign_in(rachida), initiative, 1, why="Omdat").status_code == 303


def test_a_forged_version_saves_nothing_over_another(client, rachida, initiative):
    save(client.sign_in(rachida), initiative, title="Eerste")
    assert save(client, initiative, "x", title="Tweede").status_code == 409
    assert save(client, initiative, "99999999999", title="Tweede").status_code == 409


def test_who_may_edit(client, request, initiative, nico, paul, olaf, prisca, coby, ada, karin, tess, marja):
    for other in (nico, paul, olaf, prisca, coby, ada):
        client.sign_in(other)
        assert save(client, initiative).status_code == client.get(address(initiative)).status_code == 403
    for carrier in (karin, tess, marja):
        assert save(client.sign_in(carrier), initiative).status_code == 303


def test_a_representative_edits_what_is_of_their_organisation(client, board, rachida, rik, paul, welfare):
    ours = cast.make_initiative("Soep op dinsdag", board, rachida, organisation_id=welfare.id)
    fields = {"organisation": welfare.id, "coordinator": rachida.id, "why": "Omdat"}
    assert save(client.sign_in(rik), ours, **fields).status_code == 303
    assert save(client.sign_in(paul), ours, 2, **fields).status_code == 403


def test_only_who_steers_gives_it_to_any_organisation(client, rachida, karin, initiative, welfare):
    assert save(client.sign_in(rachida), initiative, organisation=welfare.id).status_code == 422
    assert save(client.sign_in(karin), initiative, organisation=welfare.id).status_code == 303
    assert cast.reloaded(initiative).organisation_id == welfare.id


def test_somebody_else_becomes_coordinator(client, rachida, karin, nico, initiative):
    assert save(client.sign_in(rachida), initiative, coordinator=karin.id).status_code == 303
    assert cast.reloaded(initiative).coordinator_id == karin.id
    assert save(client.sign_in(karin), initiative, 2, coordinator=nico.id).status_code == 422


def test_what_was_said_among_partners_stays_there(client, paul, welfare, nico, board):
    it = cast.make_initiative("Soep op dinsdag", board, paul, visibility=Visibility.PARTNERS)
    client.sign_in(paul)
    fields = {"organisation": "", "coordinator": paul.id}
    save(client, it, why="Onder partners gezegd", visibility="partners", **fields)
    save(client, it, 2, why="Voor iedereen", visibility="public", **fields)
    assert db.session.scalars(select(BoardPulse.public_version)).one() == 2
    for reader in (nico, None):
        client.sign_in(reader) if reader else client.sign_out()
        page = client.get(f"/initiatieven/{it.id}/geschiedenis").text
        assert "Onder partners gezegd" not in page
    assert "Onder partners gezegd" in client.sign_in(paul).get(f"/initiatieven/{it.id}/geschiedenis").text


def test_hiding_it_takes_it_off_the_public_board(client, paul, board):
    it = cast.make_initiative("Soep op dinsdag", board, paul)
    save(client.sign_in(paul), it, coordinator=paul.id, visibility="partners")
    assert client.sign_out().get(f"/initiatieven/{it.id}").status_code == 404
    assert db.session.scalars(select(BoardPulse.public_version)).one() == 2


def test_the_history_of_a_draft_is_told_to_its_maker_alone(client, rachida, tess, board):
    it = cast.make_initiative("Soep op dinsdag", board, rachida, visibility=Visibility.DRAFT)
    save(client.sign_in(rachida), it, visibility="draft", why="Nog geheim")
    client.post(f"/initiatieven/{it.id}/plaatsing", data={})
    assert "Nog geheim" in client.get(f"/initiatieven/{it.id}/geschiedenis").text
    assert "initiative_draft_edited" in db.session.scalars(select(Event.verb)).all()
    cast.reloaded(it).why = ""
    db.session.commit()
    assert "Nog geheim" not in client.sign_in(tess).get(f"/initiatieven/{it.id}/geschiedenis").text


def test_out_of_sight_and_not_signed_in(client, initiative, nico):
    assert "/inloggen" in client.get(address(initiative)).location
    assert "/inloggen" in save(client, initiative).location
    assert client.sign_in(nico).get("/initiatieven/999/bewerken").status_code == 404


def test_a_place_outside_the_programme_stays(client, rachida, initiative, elsewhere_area):
    cast.save(InitiativeArea(initiative_id=initiative.id, area_id=elsewhere_area.id))
    page = client.sign_in(rachida).get(address(initiative)).text
    assert "Wilg" in page
    assert save(client, initiative, areas=[elsewhere_area.id]).status_code == 303
    assert revisions() == []
