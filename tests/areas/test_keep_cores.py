"""A programme team keeps the village cores of its own municipality."""

import pytest
from sqlalchemy import select

from tests import cast
from workspace.areas.models import Area, AreaKind
from workspace.areas.queries import areas_below, list_cores
from workspace.db import db
from workspace.initiatives.models import InitiativeArea
from workspace.programmes.models import Programme


def cores():
    """Return the names of all cores."""
    found = list(db.session.scalars(select(Area.name).where(Area.kind == AreaKind.CORE).order_by(Area.name)))
    db.session.commit()  # or the next request forgets what everybody is called
    return found


@pytest.mark.parametrize("who", ["tess", "marja"])
def test_the_team_adds_and_renames_a_core(client, request, programme, municipality_area, core_area, who):
    client.sign_in(request.getfixturevalue(who))
    assert "Linde" in client.get("/gebieden").text
    here = f"/gebieden/{municipality_area.id}"
    assert client.get(f"{here}/kernen/nieuw").status_code == 200
    assert client.post(f"{here}/kernen/nieuw", data={"name": " Ven  loo "}).location == here
    assert "Ven loo" in client.get(here).text
    assert client.get(f"{here}/kernen/{core_area.id}").status_code == 200
    client.post(f"{here}/kernen/{core_area.id}", data={"name": "Beekdal"})
    assert cores() == ["Beekdal", "Ven loo"]


@pytest.mark.parametrize("who", ["nico", "paul", "olaf", "karin", "ada", "otto"])
def test_nobody_else_does(client, request, programme, board, municipality_area, core_area, who):
    client.sign_in(request.getfixturevalue(who))
    here = f"/gebieden/{municipality_area.id}"
    for page in (here, f"{here}/kernen/nieuw", f"{here}/kernen/{core_area.id}"):
        assert client.get(page).status_code == 403
        assert client.post(page, data={"name": "Kwaad"}).status_code in {403, 405}
    assert cores() == ["Beek"]
    assert client.get("/gebieden").status_code == (200 if who == "otto" else 403)


def test_a_core_elsewhere_or_a_province_is_not_found_here(
    client, tess, elsewhere_area, province_area, core_area
):
    client.sign_in(tess)
    assert client.get(f"/gebieden/{elsewhere_area.id}").status_code == 403
    assert client.get(f"/gebieden/{province_area.id}").status_code == 404
    assert client.get(f"/gebieden/{core_area.parent_id}/kernen/{elsewhere_area.id}").status_code == 404
    assert client.get("/gebieden/0").status_code == 404


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "Vul de naam van de kern in."),
        ("x" * 81, "hoogstens 80 tekens"),
        ("Beek", "Deze kern is er al. Kies een andere naam."),
    ],
)
def test_bad_names_are_explained(client, tess, municipality_area, core_area, name, message):
    address = f"/gebieden/{municipality_area.id}/kernen/nieuw"
    refused = client.sign_in(tess).post(address, data={"name": name})
    assert refused.status_code == 422 and message in refused.text


def test_a_core_keeps_its_own_name_and_takes_no_neighbours(client, tess, municipality_area, core_area):
    client.sign_in(tess).post(f"/gebieden/{municipality_area.id}/kernen/nieuw", data={"name": "Dal"})
    address = f"/gebieden/{municipality_area.id}/kernen/{core_area.id}"
    assert client.post(address, data={"name": "Beek"}).status_code == 303
    assert client.post(address, data={"name": "Dal"}).status_code == 422


def test_a_new_core_raises_the_version_of_the_programmes_that_show_it(
    client, tess, programme, municipality_area
):
    client.sign_in(tess).post(f"/gebieden/{municipality_area.id}/kernen/nieuw", data={"name": "Dal"})
    assert db.session.scalar(select(Programme.version).where(Programme.id == programme.id)) == 2


def test_places_know_what_lies_in_them(province_area, municipality_area, core_area, elsewhere_area):
    assert set(areas_below(province_area.id)) == {province_area.id, municipality_area.id, core_area.id}
    assert [core.name for core in list_cores(province_area.id)] == ["Beek"]


def test_a_name_that_initiatives_elsewhere_carry_stays(client, otto, programme, initiative, core_area, tess):
    cast.save(InitiativeArea(initiative_id=initiative.id, area_id=core_area.id))
    address = f"/gebieden/{core_area.parent_id}/kernen/{core_area.id}"
    theirs = db.session.scalars(select(Programme).where(Programme.slug == "samen-in-wilg")).one()
    theirs.area_id = core_area.parent_id
    db.session.commit()
    client.sign_in(otto)
    assert "Ook in gebruik bij een ander programma" in client.get(f"/gebieden/{core_area.parent_id}").text
    assert client.get(address).status_code == client.post(address, data={"name": "Mijn"}).status_code == 403
    assert cores() == ["Beek"]
    assert client.sign_in(tess).post(address, data={"name": "Beekdal"}).status_code == 303
