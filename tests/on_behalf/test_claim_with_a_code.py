"""With the code on paper somebody makes theirs what a worker entered for them: once, and by nobody else."""

from datetime import date
from typing import Any

import pytest

from tests import cast
from tests.borging.test_hand_over_at_once import together
from tests.cast import reloaded
from tests.on_behalf.conftest import CODE, COMMENT, IDEA, ON_BOARD
from workspace.access import OPERATOR
from workspace.accounts.models import User, hash_of
from workspace.activity.models import Event
from workspace.comments.actions import recount_initiatives
from workspace.comments.models import Comment
from workspace.db import db
from workspace.initiatives.models import Initiative, Support
from workspace.on_behalf.models import ClaimCode, OnBehalf
from workspace.on_behalf.models.codes import SIGNS, hash_of_code, new_code, read_code
from workspace.organisations.models import Membership


def go(client: Any, code: str) -> str:
    """Type a code, and return the address that it leads to."""
    answer = client.post("/code", data={"code": code})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def number_of_wil() -> int:
    return db.session.query(User).filter_by(name="Wil").one().id


def coordinate(user: User) -> int:
    """Let somebody else coordinate the idea by now; return its number."""
    idea = db.session.query(Initiative).filter_by(title=IDEA["title"]).one()
    idea.coordinator_id = user.id
    db.session.commit()
    return idea.id


def test_a_code_has_eight_signs_that_do_not_look_alike():
    for alike in ("0OQD", "1IL", "2Z", "5S", "8B", "UV"):
        assert len(set(alike) & set(SIGNS)) <= 1
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 9 and code[4] == " " for code in codes)
    assert all(read_code(code) == code.replace(" ", "") for code in codes)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (" acde 3467 ", "ACDE3467"),
        ("ac-de.34 67", "ACDE3467"),
        ("ACZE3S6B", "AC2E3568"),
        ("OCUE3467", "DCVE3467"),
        ("ACDE346", None),
        ("ACDE34677", None),
        ("ACDE346!", None),
        ("ÄCDE3467", None),
        ("", None),
    ],
)
def test_what_people_type_is_forgiven(typed, meant):
    assert read_code(typed) == meant


def test_only_its_hash_is_kept_and_it_is_shown_once(client, enter, paul):
    paper = enter(paul)
    code = CODE.search(client.get(paper).text).group(1)
    kept = db.session.query(ClaimCode).one()
    assert kept.code_hash == hash_of_code(code)
    assert kept.code_hash != hash_of(code.replace(" ", ""))
    again = client.get(paper).text
    assert code not in again
    assert "Wij bewaren hem niet" in again


def test_a_new_code_ends_the_old_one(client, enter, paul):
    paper = enter(paul)
    old = CODE.search(client.get(paper).text).group(1)
    assert client.post(f"{paper}/code").status_code == 303
    new = CODE.search(client.get(paper).text).group(1)
    assert new != old
    assert client.sign_out().post("/code", data={"code": old}).status_code == 422
    assert go(client, new)


def test_the_paper_says_what_was_entered_where_to_go_and_what_it_means(client, enter, paul):
    page = client.get(enter(paul)).text
    for words in ("Een bankje bij de kerk", "/code", "Bewaar dit papier goed", '<svg aria-hidden="true"'):
        assert words in page
    assert "op-papier" not in page


def test_everything_becomes_theirs(client, enter, code_of, paul, nico, initiative, under):
    code = code_of(paul)
    number = number_of_wil()
    for kind in ("comment", "support"):
        enter(paul, kind, person=str(number))
    where = go(client.sign_out(), code.lower().replace(" ", ""))
    assert "/inloggen?" in client.get(where).location
    client.sign_in(nico)
    page = client.get(where).text
    assert "Paul heeft dit voor u ingebracht" in page
    assert "Een bankje bij de kerk" in page
    assert client.post(where).status_code == 303
    idea = db.session.query(Initiative).filter_by(title="Een bankje bij de kerk").one()
    idea_id = idea.id
    assert (idea.created_by_id, idea.coordinator_id) == (nico.id, nico.id)
    assert db.session.query(Comment).one().author_id == nico.id
    assert db.session.query(Support).one().user_id == nico.id
    assert db.session.query(OnBehalf).filter_by(person_id=number).count() == 3
    assert recount_initiatives(by=OPERATOR) == 0
    for place in (initiative.id, idea_id):
        shown = client.sign_out().get(f"/initiatieven/{place}", follow_redirects=True).text
        assert "Wil" not in shown.replace("Wilt", "")
        assert "Nico" in shown
        assert "Eerst ingebracht door Paul van Welzijn Linde" in shown
    assert db.session.get_one(User, number).name == "Een inwoner"
    assert client.sign_in(nico).get(f"/initiatieven/{idea_id}/bewerken").status_code == 200
    assert "Een bankje bij de kerk" in client.get("/mijn").text


def test_somebody_new_makes_an_account_on_the_way(client, code_of, paul):
    code = code_of(paul)
    where = go(client.sign_out(), code)
    entrance = client.get(where).location
    assert entrance.endswith(f"verder={where}")
    assert client.get(entrance).status_code == 200
    wilhelmina = cast.make_user("Wilhelmina")
    assert "Ja, dit is van mij" in client.sign_in(wilhelmina).get(where).text


def test_a_code_works_once_and_used_and_wrong_are_told_the_same(client, code_of, paul, nico, rachida):
    code = code_of(paul)
    where = go(client.sign_in(nico), code)
    assert client.post(where).status_code == 303
    client.sign_out()
    used, wrong = (client.post("/code", data={"code": each}).text for each in (code, "ACDE 3467"))
    assert "Deze code werkt niet" in used
    assert used.replace(code, "").split("<form")[0] == wrong.replace("ACDE 3467", "").split("<form")[0]
    client.sign_in(rachida)
    assert client.get(where).status_code == 410
    assert client.post(where).status_code == 409
    assert db.session.query(ClaimCode).one().claimed_by_id == nico.id


def test_who_supports_already_supports_once(client, code_of, paul, nico, initiative):
    code = code_of(paul, "support")
    client.sign_in(nico).post(f"/initiatieven/{initiative.id}/steun")
    assert reloaded(initiative).support_count == 2
    client.post(go(client, code))
    assert reloaded(initiative).support_count == 1
    assert db.session.query(Support).one().user_id == nico.id
    assert recount_initiatives(by=OPERATOR) == 0


def test_who_coordinates_by_now_goes_on(client, code_of, paul, nico, karin):
    code = code_of(paul)
    number = coordinate(karin)
    client.sign_in(nico).post(go(client, code))
    idea = db.session.get_one(Initiative, number)
    assert (idea.created_by_id, idea.coordinator_id) == (nico.id, karin.id)


def test_the_coordinator_themselves_can_claim(client, code_of, paul, nico):
    code = code_of(paul)
    number = coordinate(nico)
    client.sign_in(nico).post(go(client, code))
    idea = db.session.get_one(Initiative, number)
    assert (idea.created_by_id, idea.coordinator_id) == (nico.id, nico.id)


def test_the_worker_cannot_claim_it_for_themselves(client, code_of, paul):
    where = go(client, code_of(paul))
    refused = client.get(where)
    assert refused.status_code == 403
    assert "Alleen die persoon kan het overnemen" in refused.text
    assert client.post(where).status_code == 403
    assert db.session.query(ClaimCode).one().claimed_at is None


def test_a_forged_ticket_is_nothing(client, code_of, paul, nico):
    where = go(client, code_of(paul))
    client.sign_in(nico)
    for address in (f"{where}x", "/code/bestaat-niet"):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404


def test_after_a_claim_the_worker_enters_nothing_more_for_them(client, code_of, paul, nico, under):
    code = code_of(paul)
    number = number_of_wil()
    client.sign_in(nico).post(go(client, code))
    client.sign_in(paul)
    assert client.get(f"/namens/{number}").status_code == 404
    assert client.post(f"/namens/{number}/code").status_code == 404
    assert client.post(under, data=COMMENT | {"person": str(number)}).status_code == 422


def test_a_worker_who_lost_the_role_makes_no_new_code(client, enter, paul, welfare):
    paper = enter(paul)
    db.session.query(Membership).update({"ends_on": date(2020, 1, 1)})
    db.session.commit()
    page = client.get(paper)
    assert page.status_code == 200
    assert "Nieuwe code maken" not in page.text
    assert client.post(f"{paper}/code").status_code == 403
    assert client.get(ON_BOARD).status_code == 403


@pytest.mark.usefixtures("limits")
def test_guessing_is_slowed_down(client, nico):
    answers = [client.post("/code", data={"code": "ACDE 3467"}).status_code for _ in range(12)]
    assert answers == [422] * 10 + [429] * 2


def test_of_two_who_claim_at_once_one_has_it(app, client, code_of, paul, nico, rachida):
    for _ in range(5):
        code = code_of(paul)
        where = go(client, code)
        person = db.session.query(ClaimCode).filter_by(code_hash=hash_of_code(code)).one().person_id
        assert sorted(together(app, (nico, where, {}), (rachida, where, {}))) == [303, 409]
        owner = db.session.get_one(ClaimCode, person, populate_existing=True).claimed_by_id
        idea = db.session.query(Initiative).order_by(Initiative.id.desc()).first()
        assert idea.created_by_id == owner
    assert db.session.query(Event).filter_by(verb="contribution_claimed").count() == 5
