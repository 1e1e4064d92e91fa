"""The page of an initiative is kept ready for many, and yet shows each change at once to whom it may."""

import re
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests import cast
from tests.client import ONCE_KEY
from tests.initiatives.actors import actor_of
from tests.initiatives.changes import count_guests, say_what_is_needed, thank
from workspace.access import Actor
from workspace.accounts.actions.people import change_name
from workspace.accounts.models import User
from workspace.borging.actions import Change, Offer, change_aspect, confirm_aspect, offer_handover
from workspace.borging.models import AspectCode, AspectState, BorgingAspect
from workspace.comments.actions import edit_comment, post_comment, post_reply, remove_comment
from workspace.comments.models import Audience, Comment
from workspace.db import db
from workspace.initiatives import actions
from workspace.initiatives.models import Clarity, Stage, StartQuestion, Visibility
from workspace.initiatives.queries.contents import contents_of, get_initiative_to_edit
from workspace.organisations.actions import edit_organisation
from workspace.organisations.models import Membership, Organisation
from workspace.times import today

READERS = [None, "nico", "paul", "petra", "rik", "coby", "karin", "ada", "rachida", "otto"]
ADDRESS = "/initiatieven/{}-soep-op-dinsdag"
SECRET = "Onder ons gezegd."
TOKEN = re.compile(r'(?<=name="csrf_token" value=")[^"]*')


@pytest.fixture
def address(initiative, welfare, paul, rik) -> str:
    """An initiative with talk by Paul and a claim for which Rik answers."""
    initiative.organisation_id = welfare.id
    db.session.commit()
    cast.make_comment(initiative, paul, "Ik breng stoelen.")
    cast.save(
        BorgingAspect(
            initiative_id=initiative.id,
            code=AspectCode.MONEY,
            state=AspectState.AGREED,
            organisation_id=welfare.id,
            person_id=rik.id,
            valid_until=today() - timedelta(days=1),
        )
    )
    return ADDRESS.format(initiative.id)


@pytest.fixture
def look(client, request, address):
    """Return what each reader sees, without the keys and tokens of forms."""

    def look() -> dict[str | None, str]:
        seen = {}
        for who in READERS:
            client.sign_out() if who is None else client.sign_in(request.getfixturevalue(who))
            seen[who] = TOKEN.sub("", ONCE_KEY.sub("", client.get(address).text))
        return seen

    return look


def loaded(initiative, by):
    return get_initiative_to_edit(initiative.id, seen_by=by)


def the_comment() -> Comment:
    return db.session.query(Comment).order_by(Comment.id).first()


def edit(it, by, others):
    actions.edit_initiative(it, replace(contents_of(it), summary="Nu met brood."), by=by)


def hide(it, by, others):
    actions.edit_initiative(it, replace(contents_of(it), visibility=Visibility.PARTNERS), by=by)


def comment(it, by, others):
    post_comment(it, body="Goed plan!", by=others["nico"])


def whisper(it, by, others):
    post_comment(it, body=SECRET, audience=Audience.PARTNERS, by=others["paul"])


def reply(it, by, others):
    post_reply(it, to=the_comment(), body="Dank u.", by=others["nico"])


def edit_words(it, by, others):
    edit_comment(the_comment(), initiative=it, body="Ik breng tafels.", by=others["paul"])


def take_back(it, by, others):
    remove_comment(the_comment(), initiative=it, by=others["paul"])


def moderate(it, by, others):
    remove_comment(the_comment(), initiative=it, reason="Dit hoort hier niet.", by=by)


def support(it, by, others):
    actions.support_initiative(it, by=others["nico"])


def join(it, by, others):
    actions.join_initiative(it, by=others["nico"])


def withdraw(it, by, others):
    actions.support_initiative(it, by=others["petra"])
    actions.withdraw_support(it, by=others["petra"])
    actions.join_initiative(it, by=others["petra"])
    actions.leave_initiative(it, by=others["petra"])


def talk_of_borging(it, by, others):
    change_aspect(it, AspectCode.PEOPLE, Change(AspectState.TALKING), by=by)


def confirm(it, by, others):
    aspect = db.session.query(BorgingAspect).one()
    confirm_aspect(it, aspect, valid_until=today() + timedelta(days=90), by=others["rik"])


def tell_news(it, by, others):
    actions.post_update(it, body="Er komen dertig mensen.", folder=Path(), by=by)


def move(it, by, others):
    actions.move_initiative(it, to=Stage.RUNNING, word="Wij zijn begonnen.", anyway="Leren", by=by)


def say_what_is_clear(it, by, others):
    opinion = actions.Opinion(Clarity.CLEAR)
    actions.answer_start_check(it, dict.fromkeys(StartQuestion, opinion), by=by)


def end(it, by, others):
    actions.end_initiative(it, stage=Stage.COMPLETED, outcome="Dertig eters.", lesson="Begin klein.", by=by)


def offer_to_outsiders(it, by, others):
    elsewhere = db.session.query(Organisation.id).filter_by(name="Elders").scalar()
    offer_handover(it, Offer(elsewhere, today(), "De soep koken"), by=by)


def rename_author(it, by, others):
    change_name(db.session.get_one(User, others["paul"].id), name="Paulus", by=others["paul"])


def rename_organisation(it, by, others):
    organisation = db.session.get_one(Organisation, it.organisation_id, populate_existing=True)
    edit_organisation(
        organisation,
        name="Welzijn Linde en Wilg",
        layer=organisation.layer,
        description="",
        website="",
        by=others["rik"],
    )


CHANGES = [
    edit, hide, comment, whisper, reply, edit_words, take_back, moderate, support, join, withdraw,
    talk_of_borging, confirm, tell_news, move, say_what_is_clear, end, offer_to_outsiders, rename_author,
    rename_organisation, say_what_is_needed, count_guests, thank,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_there_at_once_for_everybody(
    client, request, address, look, initiative, karin, change
):
    cast.make_member(request.getfixturevalue("otto"), cast.make_organisation("Elders"), represents=True)
    before = look()
    assert look() == before
    others = {who: actor_of(request.getfixturevalue(who)) for who in ("nico", "paul", "petra", "rik")}
    lead = actor_of(karin)
    change(loaded(initiative, lead), lead, others)
    db.session.commit()
    kept = look()
    client.application.extensions.pop("fragments")
    drawn_anew = look()
    for who in READERS:
        assert kept[who] == drawn_anew[who], who
    assert any(kept[who] != before[who] for who in READERS) or change is withdraw


def test_what_partners_say_is_in_no_page_of_others(client, request, address, look, initiative, paul):
    look()
    by = actor_of(paul)
    post_comment(loaded(initiative, by), body=SECRET, audience=Audience.PARTNERS, by=by)
    db.session.commit()
    for _ in range(2):
        shown = {who for who, page in look().items() if SECRET in page}
        assert shown == {"paul", "petra", "rik", "coby", "karin"}


def test_ones_own_words_are_ones_own_to_change(client, address, initiative, paul, petra, nico):
    pages = {user.name: client.sign_in(user).get(address).text for user in (petra, paul, nico, petra)}
    change = f"/reacties/{the_comment().id}/wijziging"
    assert [name for name, page in pages.items() if change in page] == ["Paul"]


def test_ones_own_support_and_place_are_ones_own(client, address, initiative, nico, petra):
    client.sign_in(petra).get(address)
    client.post(f"/initiatieven/{initiative.id}/steun")
    client.post(f"/initiatieven/{initiative.id}/deelname", data={"skills": "Koken"})
    mine = client.get(address).text
    assert "U steunt dit" in mine
    assert "U doet mee." in mine
    theirs = client.sign_in(nico).get(address).text
    assert "U steunt dit" not in theirs
    assert "U doet mee." not in theirs


def test_a_role_that_begins_or_ends_counts_at_once(client, address, initiative, board, nico):
    page = client.sign_in(nico).get(address).text
    assert "Fase veranderen" not in page
    member = cast.make_board_member(nico, board, lead=True)
    assert "Fase veranderen" in client.get(address).text
    cast.reloaded(member).ends_on = today() - timedelta(days=1)
    db.session.commit()
    assert "Fase veranderen" not in client.get(address).text


def test_a_partner_who_leaves_reads_along_no_longer(client, address, initiative, paul, petra):
    by = actor_of(paul)
    post_comment(loaded(initiative, by), body=SECRET, audience=Audience.PARTNERS, by=by)
    db.session.commit()
    assert SECRET in client.sign_in(petra).get(address).text
    membership = db.session.query(Membership).filter_by(user_id=petra.id).one()
    membership.ends_on = today() - timedelta(days=1)
    db.session.commit()
    assert SECRET not in client.get(address).text


def test_an_initiative_that_is_hidden_is_kept_for_nobody_else(client, address, initiative, karin, nico):
    assert client.get(address).status_code == client.sign_in(nico).get(address).status_code == 200
    lead = actor_of(karin)
    hide(loaded(initiative, lead), lead, {})
    db.session.commit()
    assert client.get(address).status_code == 404
    assert client.sign_out().get(address).status_code == 404


def test_each_form_of_a_kept_page_is_sent_once_by_itself(client, address, nico):
    client.sign_in(nico)
    keys = [ONCE_KEY.findall(client.get(address).text) for _ in range(2)]
    assert len(keys[0]) > 1
    assert len({*keys[0], *keys[1]}) == len(keys[0]) + len(keys[1])


def test_names_are_of_the_reader(client, address, nico, petra):
    first, second = (client.sign_in(user).get(address).text for user in (nico, petra))
    assert ">Nico</span>" in first
    assert ">Petra</span>" in second
    assert ">Nico</span>" not in second


def test_a_page_seen_before_takes_two_queries(client, queries, address, nico):
    client.sign_in(nico).get(address)
    queries.clear()
    client.get(address)
    assert len(queries) == 2
    client.sign_out().get(address)
    queries.clear()
    client.get(address)
    assert len(queries) == 1


# Who it is and how they came in: no page that is kept shows either.
OF_THE_PERSON = {"id", "name", "email"}
OF_THE_SESSION = {"session_key", "session_id", "began_at", "seen_at", "proved_at", "second_step_at"}


@pytest.mark.parametrize(
    "fact", [each.name for each in fields(Actor) if each.name not in OF_THE_PERSON | OF_THE_SESSION]
)
def test_every_fact_of_a_reader_counts(fact):
    new = {"is_admin": True, "organisation_in": {1: 2}}.get(fact, frozenset({1}))
    plain = Actor(id=7)
    assert replace(plain, **{fact: new}).facts_on(1, 1) != plain.facts_on(1, 1)
    assert plain.as_stranger().facts_on(1, 1) == plain.facts_on(1, 1)
