"""The page of an initiative: everything about it, in few queries, and only what the reader may see."""

import pytest

from tests import cast
from workspace.areas.models import AreaKind
from workspace.db import db, now
from workspace.initiatives.models import (
    Goal,
    InitiativeArea,
    InitiativePartner,
    Kind,
    ParticipationLevel,
    Picture,
    Scale,
    Stage,
    Support,
    Update,
    Visibility,
)
from workspace.text import to_html
from workspace.times import today

ADDRESS = "/initiatieven/{}-soep-op-dinsdag"


@pytest.fixture
def full(initiative, welfare, core_area, paul):
    """An initiative that says everything."""
    facts = {
        "why": "Veel mensen eten alleen.", "for_whom": "Wie alleen eet", "target_groups": ["older"],
        "place": "Het dorpshuis", "helpers": "De kerk", "policy_field": "Wmo", "scale": Scale.LOCAL,
        "scale_reason": "Dicht bij huis", "participation": ParticipationLevel.THEMSELVES,
        "frameworks": "Binnen het budget", "asked": "Eén avond koken", "promised": "Een warme maaltijd",
        "yearly_cost_cents": 120_000, "kind": Kind.PILOT, "pilot_ends_on": today(),
        "organisation_id": welfare.id,
    }  # fmt: skip
    for name, value in facts.items():
        setattr(initiative, name, value)
    cast.save(InitiativeArea(initiative_id=initiative.id, area_id=core_area.id))
    cast.save(Goal(initiative_id=initiative.id, text="Dertig eters", indicator="Lijst aan de deur"))
    cast.save(InitiativePartner(initiative_id=initiative.id, organisation_id=welfare.id, part="De keuken"))
    make_update(initiative, paul, "Het loopt **storm**.")
    return initiative


def make_update(initiative, author, body):
    update = cast.save(
        Update(
            initiative_id=initiative.id,
            author_id=author.id,
            role="partner",
            body=body,
            body_html=to_html(body),
        )
    )
    cast.save(Picture(update_id=update.id, file_name=f"{update.id}.webp", alt="Soep", width=4, height=3))
    return update


def test_the_page_says_all_there_is(client, full):
    page = client.get(ADDRESS.format(full.id))
    assert page.status_code == 200
    for words in (
        "Veel mensen eten alleen.", "Wie alleen eet", "Ouderen", "Het dorpshuis", "Beek", "De kerk", "Wmo",
        "Lokaal", "Dicht bij huis", "Inwoners doen het zelf", "Binnen het budget", "Eén avond koken",
        "Een warme maaltijd", "1.200", "Proeftuin", "Dertig eters", "Lijst aan de deur", "Welzijn Linde",
        "De keuken", "<strong>storm</strong>", "Rachida", "alt=\"Soep\"",
    ):  # fmt: skip
        assert words in page.text, words


def test_a_bare_initiative_invites(client, initiative):
    page = client.get(ADDRESS.format(initiative.id)).text
    assert "U kunt de eerste zijn." in page
    assert "Er zijn nog geen kaders vastgelegd." in page


def test_the_number_alone_or_another_title_leads_there(client, initiative):
    for address in (f"/initiatieven/{initiative.id}", f"/initiatieven/{initiative.id}-oude-titel"):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (301, ADDRESS.format(initiative.id))


@pytest.mark.parametrize("address", ["/initiatieven/999", "/initiatieven/999-x", f"/initiatieven/{2**40}"])
def test_what_is_not_there_is_not_there(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("visibility", [Visibility.DRAFT, Visibility.PARTNERS])
def test_hidden_and_missing_look_the_same(client, board, rachida, nico, visibility):
    hidden = cast.make_initiative("Geheim", board, rachida, visibility=visibility)
    for path in ("", "-geheim", "/geschiedenis", "/nieuws"):
        answer = client.get(f"/initiatieven/{hidden.id}{path}")
        missing = client.get(f"/initiatieven/987654{path}")
        assert answer.status_code == missing.status_code == 404
        assert answer.text.replace(f"/{hidden.id}", "/…") == missing.text.replace("/987654", "/…")
    assert client.sign_in(nico).get(f"/initiatieven/{hidden.id}").status_code == 404


def test_the_next_steps_are_for_who_carries_it(client, full, rachida, nico):
    assert "Volgende stappen" not in client.sign_in(nico).get(ADDRESS.format(full.id)).text
    page = client.sign_in(rachida).get(ADDRESS.format(full.id)).text
    assert "Volgende stappen" in page
    assert "Begin over borging" in page
    assert "Zoek minstens twee organisaties" in page  # it is a pilot, and has one partner


def test_an_ended_initiative_tells_its_outcome_and_lesson(client, initiative):
    initiative.stage, initiative.outcome, initiative.lesson = Stage.COMPLETED, "Dertig eters", "Begin klein"
    db.session.commit()
    page = client.get(ADDRESS.format(initiative.id)).text
    assert "Dertig eters" in page
    assert "Begin klein" in page
    assert "Ik doe mee" not in page
    assert "Ik steun dit" not in page


def queries_of(client, queries, address):
    """Return how many queries a page takes that is not kept ready."""
    client.application.extensions.pop("fragments", None)
    queries.clear()
    assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", [None, "nico", "rachida", "marja"])
def test_the_page_costs_the_same_however_much_there_is(client, request, full, paul, welfare, queries, who):
    if who:
        client.sign_in(request.getfixturevalue(who))
    address = ADDRESS.format(full.id)
    once = queries_of(client, queries, address)
    assert once <= 20
    for number in range(12):
        cast.save(Goal(initiative_id=full.id, text=f"Doel {number}", position=number))
        organisation = cast.make_organisation(f"Partner {number}")
        cast.save(InitiativePartner(initiative_id=full.id, organisation_id=organisation.id))
        area = cast.make_area(f"Kern {number}", AreaKind.CORE)
        cast.save(InitiativeArea(initiative_id=full.id, area_id=area.id))
        make_update(full, paul, "Meer nieuws")
        cast.make_comment(full, paul)
        user = cast.make_user(f"Steun {number}")
        cast.save(Support(initiative_id=full.id, user_id=user.id, created_at=now()))
    assert queries_of(client, queries, address) == once
