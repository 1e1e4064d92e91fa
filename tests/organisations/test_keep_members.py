"""Who belongs to an organisation, who may commit it, and how that ends."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from workspace.db import db
from workspace.organisations.models import Membership
from workspace.times import today

HOME = "/organisaties/welzijn-linde"


def membership_of(user):
    """Return the membership of somebody with one."""
    membership = db.session.scalars(select(Membership).where(Membership.user_id == user.id)).one()
    db.session.commit()  # or the next request forgets what everybody is called
    return membership


def address_of(user, end=False):
    """Return the page on which somebody's membership is changed, or ended."""
    return f"{HOME}/leden/{membership_of(user).id}" + ("/einde" if end else "")


@pytest.mark.parametrize("who", ["rik", "tess", "marja", "ada"])
def test_those_who_manage_it_name_a_representative(client, request, paul, who):
    client.sign_in(request.getfixturevalue(who))
    assert client.get(address_of(paul)).status_code == 200
    answer = client.post(address_of(paul), data={"represents": "y", "function": "Directeur"})
    assert answer.location == HOME
    changed = membership_of(paul)
    assert (changed.represents, changed.function) == (True, "Directeur")


@pytest.mark.parametrize("who", ["paul", "petra", "nico", "olaf", "otto", "karin"])
def test_nobody_else_does(client, request, paul, who):
    client.sign_in(request.getfixturevalue(who))
    for address in (address_of(paul), address_of(paul, end=True)):
        assert client.get(address).status_code == 403
        assert client.post(address, data={"represents": "y", "last_day": str(today())}).status_code == 403
    kept = membership_of(paul)
    assert (kept.represents, kept.ends_on) == (False, None)


def test_the_member_of_another_organisation_is_not_found_here(client, rik, olaf):
    client.sign_in(rik)
    assert client.get(address_of(olaf)).status_code == 404
    assert client.post(address_of(olaf, end=True), data={"last_day": str(today())}).status_code == 404
    assert client.get(f"{HOME}/leden/{2**40}").status_code == 404


def test_the_last_representative_does_not_go_by_accident(client, rik, paul):
    client.sign_in(rik)
    assert "laatste vertegenwoordiger" in client.get(address_of(rik, end=True)).text
    for address, data in (
        (address_of(rik), {"function": "x"}),
        (address_of(rik, end=True), {"last_day": str(today())}),
    ):
        answer = client.post(address, data=data)
        assert answer.status_code == 422 and "Kruis aan dat u dit weet" in answer.text
    kept = membership_of(rik)
    assert (kept.represents, kept.ends_on) == (True, None)
    assert client.post(address_of(rik), data={"none_left": "y"}).status_code == 303
    assert not membership_of(rik).represents


def test_after_the_last_day_the_rights_are_gone(client, rik, marja, paul):
    yesterday = today() - timedelta(days=1)
    client.sign_in(marja).post(address_of(rik, end=True), data={"last_day": str(yesterday), "none_left": "y"})
    assert client.sign_in(rik).get(f"{HOME}/gegevens").status_code == 403
    assert "Rik" not in client.sign_out().get(HOME).text
    # What has ended is not ended again.
    assert client.sign_in(marja).get(address_of(rik)).status_code == 404


@pytest.mark.parametrize(
    ("last_day", "message"),
    [
        ("", "Vul de laatste dag in."),
        ("31-31-2026", "Vul een datum in, zoals 1-12-2026."),
        ("2018-12-31", "Kies een dag die niet voor de eerste dag ligt."),
    ],
)
def test_bad_days_are_explained(client, rik, paul, last_day, message):
    answer = client.sign_in(rik).post(address_of(paul, end=True), data={"last_day": last_day})
    assert answer.status_code == 422 and message in answer.text
