"""Organisations are public; their own representative, the team and the administrator manage them."""

import pytest
from sqlalchemy import select

from tests import cast
from workspace.db import db
from workspace.organisations.models import Layer, Organisation, OrganisationKind
from workspace.programmes.models import Openness

EDIT = "/organisaties/welzijn-linde/gegevens"
MANAGERS = ["rik", "tess", "marja", "ada"]
OTHERS = ["nico", "paul", "olaf", "prisca", "coby", "karin", "otto"]


def typed(**changes):
    """Return the fields of an organisation as a browser sends them."""
    return {
        "name": "Welzijn Linde",
        "kind": "welfare",
        "area": "",
        "layer": "local",
        "description": "Voor iedereen.",
        "website": "",
        "version": "1",
        **changes,
    }


def test_everybody_finds_an_organisation_by_name_and_kind(client, welfare, municipality):
    page = client.get("/organisaties?q=linde&soort=municipality").text
    assert "Gemeente Linde" in page and "Welzijn Linde" not in page
    assert "Geen organisatie gevonden" in client.get("/organisaties?q=%25").text


@pytest.mark.parametrize("query", ["?soort=onzin", "?na=x&na_nr=99999999999999999999", "?na_nr=x", "?q=%00"])
def test_a_strange_question_is_no_accident(client, welfare, query):
    assert client.get(f"/organisaties{query}").status_code == 200


def test_the_list_goes_on_by_page_and_shows_each_once(client, queries):
    for number in range(65):
        cast.make_organisation(f"Club {number % 40:02} {number}")
    seen, address = [], "/organisaties"
    counts = set()
    while address:
        queries.clear()
        page = client.get(address).text
        counts.add(len(queries))
        seen += [line.split('"')[0] for line in page.split("/organisaties/club")[1:]]
        more = page.split('<p class="more"><a class="button button--secondary" href="')
        address = more[1].split('"')[0].replace("&amp;", "&") if len(more) > 1 else None
    assert len(seen) == len(set(seen)) == 65
    assert len(counts) == 1


def test_visitors_see_representatives_but_not_the_other_members(client, welfare, rik, paul):
    page = client.get("/organisaties/welzijn-linde").text
    assert "Rik" in page and "Paul" not in page
    assert "Samen in Linde" in page


@pytest.mark.parametrize("who", ["paul", *MANAGERS])
def test_colleagues_and_those_who_manage_it_see_the_members(client, request, welfare, petra, who):
    client.sign_in(request.getfixturevalue(who))
    page = client.get("/organisaties/welzijn-linde").text
    assert "Petra" in page and "petra@example.nl" not in page


@pytest.mark.parametrize("who", ["nico", "olaf", "otto", "karin"])
def test_others_do_not(client, request, welfare, petra, who):
    client.sign_in(request.getfixturevalue(who))
    assert "Petra" not in client.get("/organisaties/welzijn-linde").text


def test_a_programme_that_somebody_may_not_see_is_not_named(client, welfare, programme, nico, paul):
    programme.openness = Openness.PARTNERS
    db.session.commit()
    assert "Samen in Linde" not in client.sign_in(nico).get("/organisaties/welzijn-linde").text
    assert "Samen in Linde" in client.sign_in(paul).get("/organisaties/welzijn-linde").text


@pytest.mark.parametrize("who", MANAGERS)
def test_those_who_manage_it_change_what_it_says(client, request, welfare, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(EDIT).status_code == 200
    answer = client.post(EDIT, data=typed(description="Nieuw.", layer="regional", name="Welzijn Beek"))
    assert answer.location == "/organisaties/welzijn-linde"
    assert (welfare := cast.reloaded(welfare)).description == "Nieuw."
    assert (welfare.layer, welfare.name, welfare.slug) == (Layer.REGIONAL, "Welzijn Beek", "welzijn-linde")


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_does(client, request, welfare, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(EDIT).status_code == 403
    assert client.post(EDIT, data=typed(description="Kwaad.")).status_code == 403
    assert cast.reloaded(welfare).description == ""


def test_what_is_not_there_is_not_found(client, rik):
    client.sign_in(rik)
    for address in ("/organisaties/niets", "/organisaties/niets/gegevens", "/organisaties/niets/leden/1"):
        assert client.get(address).status_code == 404


def test_a_representative_does_not_choose_the_kind_on_which_their_rights_depend(
    client, rik, welfare, province_area
):
    client.sign_in(rik)
    assert 'name="kind"' not in client.get(EDIT).text
    client.post(EDIT, data=typed(kind="province", area=str(province_area.id)))
    kept = cast.reloaded(welfare)
    assert (kept.kind, kept.area_id) == (OrganisationKind.WELFARE, None)


def test_only_an_administrator_names_a_province(client, marja, ada, welfare, province_area):
    as_province = typed(kind="province", area=str(province_area.id))
    assert client.sign_in(marja).post(EDIT, data=as_province).status_code == 422
    assert client.post("/organisaties/nieuw", data=as_province).status_code == 422
    assert client.sign_in(ada).post(EDIT, data=as_province).status_code == 303
    assert cast.reloaded(welfare).kind == OrganisationKind.PROVINCE


def test_a_team_does_not_decide_who_belongs_to_a_province(client, marja, programme, prisca):
    province = db.session.scalars(
        select(Organisation).where(Organisation.kind == OrganisationKind.PROVINCE)
    ).one()
    cast.make_partner(programme, province)
    assert client.sign_in(marja).get(f"/organisaties/{province.slug}/gegevens").status_code == 403


def test_two_people_at_once_lose_nothing(client, rik, marja, welfare):
    client.sign_in(rik).post(EDIT, data=typed(description="Van Rik."))
    answer = client.sign_in(marja).post(EDIT, data=typed(description="Van <b>Marja</b>."))
    assert answer.status_code == 409
    assert "Van Rik." in answer.text and "Van &lt;b&gt;Marja&lt;/b&gt;." in answer.text
    assert cast.reloaded(welfare).description == "Van Rik."
    fields = dict(typed(description="Van Marja.", version=str(cast.reloaded(welfare).version)))
    assert f'name="version" value="{fields["version"]}"' in answer.text
    assert client.post(EDIT, data=fields).status_code == 303
    assert cast.reloaded(welfare).description == "Van Marja."


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "\u200b \x00"}, "Vul de naam van de organisatie in."),
        ({"name": "x" * 101}, "hoogstens 100 tekens"),
        ({"layer": "maan"}, "Kies een werkgebied uit de lijst."),
        ({"kind": "koning"}, "Kies een soort organisatie uit de lijst."),
        ({"area": "-1"}, "Kies een gebied uit de lijst."),
        ({"website": "javascript:alert(1)"}, "Vul een volledig adres in, zoals https://www.voorbeeld.nl."),
    ],
)
def test_bad_input_is_explained_and_kept(client, marja, welfare, changes, message):
    answer = client.sign_in(marja).post(EDIT, data=typed(**changes))
    assert answer.status_code == 422
    assert message in answer.text and "Voor iedereen." in answer.text


@pytest.mark.parametrize("who", ["tess", "marja", "ada", "otto"])
def test_a_team_and_an_administrator_add_an_organisation(client, request, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/organisaties/nieuw").status_code == 200
    answer = client.post("/organisaties/nieuw", data=typed(name="Nieuw"))
    assert answer.location == "/organisaties/nieuw-2"


@pytest.mark.parametrize("who", ["nico", "paul", "rik", "karin", "coby"])
def test_others_add_none(client, request, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get("/organisaties/nieuw").status_code == 403
    assert client.post("/organisaties/nieuw", data=typed()).status_code == 403


def test_a_new_organisation_takes_part_at_once_in_ones_own_programme_only(client, marja, otto, programme):
    address = "/organisaties/nieuw?programma=samen-in-linde"
    assert client.sign_in(otto).get(address).status_code == 403
    assert client.post(address, data=typed()).status_code == 403
    answer = client.sign_in(marja).post(address, data=typed(name="Bieb"))
    assert answer.location == "/programmas/samen-in-linde/partners"
    assert "Bieb" in client.get(answer.location).text


def test_english_readers_read_the_same(client, welfare):
    assert client.get("/organisaties/welzijn-linde?taal=en").status_code == 200


def test_a_place_in_a_village_stays_when_something_else_changes(client, marja, welfare, core_area):
    welfare.area_id = core_area.id
    db.session.commit()
    client.sign_in(marja)
    assert "Beek" in client.get(EDIT).text
    answer = client.post(EDIT, data=typed(area=str(core_area.id), version="2", description="Nieuw."))
    assert answer.status_code == 303
    kept = cast.reloaded(welfare)
    assert (kept.area_id, kept.description) == (core_area.id, "Nieuw.")
