"""The demonstration is whole, consistent, and loaded once."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.boards.test_roles_follow_from_facts import actor_of
from workspace.access import OPERATOR, VISITOR, NotAllowed
from workspace.accounts.models import User
from workspace.activity.models import BoardPulse, Event
from workspace.areas.models import Area
from workspace.boards.models import Board
from workspace.borging.actions.repairing import rebuild_outlooks
from workspace.borging.models import (
    AspectChange,
    BorgingAspect,
    Evidence,
    Level,
    Outlook,
)
from workspace.borging.models.rules import CLAIMS, FOREVER, Claim, level_on, marks_on
from workspace.borging.queries.handovers import find_carried_from
from workspace.comments.actions.recounting import recount_initiatives
from workspace.comments.models import Audience, Comment
from workspace.db import db, now
from workspace.demo.actions import load_demonstration
from workspace.demo.queries import holds_something_else, is_loaded, list_accounts
from workspace.initiatives.models import Initiative, Participation, Stage, Support, Visibility
from workspace.organisations.models import Organisation
from workspace.passwords import matches
from workspace.programmes.models import Partner, Programme, YearMeans
from workspace.times import today

SAYS_NOTHING_NEW = {"news_reaction", "report_made", "report_handled", "author_told"}  # of the initiative


def initiatives() -> list[Initiative]:
    return list(db.session.scalars(select(Initiative).order_by(Initiative.id)))


def counts(column, *where) -> dict[int, int]:
    return dict(db.session.execute(select(column, func.count()).where(*where).group_by(column)).all())


def test_it_has_forty_initiatives_in_every_stage_and_a_hundred_comments(demonstration):
    landerd = select(Initiative).join(Initiative.board).join(Board.programme)
    landerd = landerd.where(Programme.slug == "samen-landerd-samen-beter")
    assert len(initiatives()) >= 40
    assert len(db.session.scalars(landerd).all()) >= 25
    assert {i.stage for i in initiatives()} == set(Stage)
    assert {i.visibility for i in initiatives()} == set(Visibility)
    assert db.session.scalar(select(func.count(Comment.id))) >= 100


def test_the_facts_of_landerd_are_as_they_were(demonstration):
    programme = db.session.scalars(select(Programme).filter_by(slug="samen-landerd-samen-beter")).one()
    means = select(YearMeans.year, YearMeans.money_cents, YearMeans.fte_hundredths).order_by(YearMeans.year)
    assert db.session.execute(means.where(YearMeans.programme_id == programme.id)).all() == [
        (2019, 5_840_000, 100),
        (2020, 4_840_000, 50),
        (2021, 1_920_000, 0),
    ]
    partners = select(Organisation.name).join(Partner, Partner.organisation_id == Organisation.id)
    names = set(db.session.scalars(partners.where(Partner.programme_id == programme.id)))
    assert names == {
        "GGD", "ONS Welzijn", "BrabantZorg", "Gemeente Landerd", "Pantein", "Optimus", "Praktijk Jij & Ik",
        "Zorgcoöperatie Zeeland", "Zorgcoöperatie Schaijk", "Huisarts Schaijk", "Bibliotheek Landerd",
        "Adviesraad Sociaal Domein",
    }  # fmt: skip
    boards = select(Board.title).filter_by(programme_id=programme.id).order_by(Board.position)
    assert db.session.scalars(boards).all() == [
        "Preventie drugs & alcohol", "Opvoeding", "Mantelzorg", "Eenzaamheid",
    ]  # fmt: skip


def test_counters_equal_what_they_count(demonstration):
    there = Comment.removed_at.is_(None)
    public = counts(Comment.initiative_id, Comment.audience == Audience.PUBLIC, there)
    partners = counts(Comment.initiative_id, Comment.audience == Audience.PARTNERS, there)
    supports, joined = counts(Support.initiative_id), counts(Participation.initiative_id)
    for i in initiatives():
        assert (i.comment_count, i.partner_comment_count, i.support_count, i.joined_count) == (
            public.get(i.id, 0),
            partners.get(i.id, 0),
            supports.get(i.id, 0),
            joined.get(i.id, 0),
        ), i.title
    replies = counts(Comment.parent_id, Comment.parent_id.is_not(None))
    assert {c.id: c.reply_count for c in db.session.scalars(select(Comment)) if c.reply_count} == replies


def test_levels_follow_from_the_rules(demonstration):
    carried = find_carried_from()
    claims: dict[int, dict] = {}
    for aspect in db.session.scalars(select(BorgingAspect)):
        claims.setdefault(aspect.initiative_id, {})[aspect.code] = Claim(aspect.state, aspect.valid_until)
    for day in (today() + timedelta(days=1000), today() + timedelta(days=100), today()):
        shown = select(Outlook).where(Outlook.from_day <= day, day < Outlook.until_day)
        rows = {row.initiative_id: (row.level, row.marks) for row in db.session.scalars(shown)}
        assert rows == {
            id_: (level_on(said, day, carried=carried.get(id_, FOREVER) <= day), marks_on(said, day))
            for id_, said in claims.items()
        }
    assert {level for level, _ in rows.values()} | {"not_started"} == set(Level)


def test_the_commands_that_repair_find_nothing_to_repair(demonstration):
    def levels() -> set:
        columns = (Outlook.initiative_id, Outlook.from_day, Outlook.until_day, Outlook.level, Outlook.marks)
        periods = db.session.execute(select(*columns)).all()
        return {row for row in periods if row.until_day > today()}

    before = {(row.initiative_id, max(row.from_day, today()), *row[2:]) for row in levels()}
    rebuild_outlooks(by=OPERATOR)
    assert levels() == before
    assert recount_initiatives(by=OPERATOR) == 0


def test_nobody_supports_what_they_may_not(demonstration):
    actors = {user.id: actor_of(user) or VISITOR for user in db.session.scalars(select(User))}
    rows = db.session.execute(
        select(Support.user_id, Board.programme_id)
        .join(Initiative, Initiative.id == Support.initiative_id)
        .join(Board, Board.id == Initiative.board_id)
    ).all()
    assert rows
    for user_id, programme_id in rows:
        assert not actors[user_id].is_admin and programme_id not in actors[user_id].council_in


def test_the_history_of_an_aspect_ends_where_the_aspect_is(demonstration):
    last: dict[int, AspectChange] = {}
    for change in db.session.scalars(select(AspectChange).order_by(AspectChange.changed_at)):
        before = last.get(change.aspect_id)
        assert change.from_state == (before.to_state if before else "open")
        last[change.aspect_id] = change
    with_evidence = set(db.session.scalars(select(Evidence.aspect_id)))
    for aspect in db.session.scalars(select(BorgingAspect)):
        assert last[aspect.id].to_state == aspect.state
        assert last[aspect.id].valid_until == aspect.valid_until
        assert aspect.state not in CLAIMS or aspect.id in with_evidence


def test_what_happened_is_in_order_and_moves_the_pulse(demonstration):
    events = db.session.scalars(select(Event).order_by(Event.id)).all()
    assert [e.happened_at for e in events] == sorted(e.happened_at for e in events)
    assert all(e.happened_at <= now() for e in events)
    assert any(e.happened_at > now() - timedelta(days=1) for e in events)
    public = Counter(e.board_id for e in events if e.is_public)
    every = Counter(e.board_id for e in events)
    for pulse in db.session.scalars(select(BoardPulse)):
        assert pulse.public_version == 1 + public[pulse.board_id]
        assert pulse.partner_version == 1 + every[pulse.board_id]
    for i in initiatives():
        # What is handed on is told of the programme: it says nothing new of the initiative.
        about = [e for e in events if e.initiative_id == i.id and e.verb not in SAYS_NOTHING_NEW]
        own = [e.happened_at for e in about if not e.verb.startswith("transfer.")]
        assert i.partner_active_at == max(own)
        assert i.created_at <= min(own)


def test_nothing_hidden_is_told_in_public(demonstration):
    hidden = {i.id for i in initiatives() if i.visibility != Visibility.PUBLIC}
    assert hidden
    assert not [e for e in db.session.scalars(select(Event)) if e.is_public and e.initiative_id in hidden]


def test_each_sign_in_has_the_role_it_is_listed_under(demonstration):
    people = {user.email: user for user in db.session.scalars(select(User))}
    programmes = {p.name: p.id for p in db.session.scalars(select(Programme))}
    roles = {
        "resident": "resident", "volunteer": "resident", "partner": "partner",
        "representative": "representative", "municipality": "municipality", "province": "province",
        "council": "council", "programme team": "team", "programme manager": "manager",
    }  # fmt: skip
    joined = set(db.session.scalars(select(Participation.user_id)))
    for account in list_accounts():
        user = people[account["email"]]
        assert matches(user.password_hash, account["password"])
        actor = actor_of(user)
        assert actor.is_admin == (account["role"] == "administrator")
        for name, programme_id in programmes.items():
            if name == account["programme"]:
                expected = roles.get(account["role"])
                assert expected in (None, actor.hat(programme_id)[0]), account
                assert account["role"] != "theme lead" or programme_id in actor.leads_in
            elif "Landerd" in name or "Landerd" in account["programme"]:
                assert actor.hat(programme_id) == ("resident", None), (
                    f"{account} has nothing to do with {name}"
                )
        assert account["role"] != "volunteer" or user.id in joined


def test_comments_carry_the_role_their_author_has(demonstration):
    rows = db.session.execute(
        select(Comment, Initiative, Board)
        .join(Initiative, Initiative.id == Comment.initiative_id)
        .join(Board, Board.id == Initiative.board_id)
    ).all()
    actors = {user.id: actor_of(user) for user in db.session.scalars(select(User))}
    for comment, _, board in rows:
        actor = actors[comment.author_id]
        assert (comment.role, comment.organisation_id) == actor.hat(board.programme_id, board.id)
        if comment.audience == Audience.PARTNERS:
            assert board.programme_id in actor.talks_among_partners_in, comment.body


def test_addresses_are_made_up(demonstration):
    for user in db.session.scalars(select(User)):
        assert user.email.endswith("@op-papier.invalid" if user.is_on_paper else "@example.nl"), user.name


def test_places_that_were_imported_before_are_used(app, password_hash, story_clock):
    brabant = Area(kind="province", name="Noord-Brabant", code="PV30")
    db.session.add(brabant)
    db.session.commit()
    load_demonstration(password_hash, environment="test", by=OPERATOR)
    assert db.session.scalars(select(Area).filter_by(name="Landerd")).one().parent_id == brabant.id


def test_it_never_loads_in_production_or_for_just_anybody(app, password_hash):
    with pytest.raises(NotAllowed):
        load_demonstration(password_hash, environment="production", by=OPERATOR)
    with pytest.raises(NotAllowed):
        load_demonstration(password_hash, environment="test", by=VISITOR)


def test_a_load_that_breaks_off_leaves_nothing(app, password_hash, story_clock):
    load_demonstration(password_hash, environment="test", by=OPERATOR)
    db.session.rollback()
    assert not is_loaded() and not holds_something_else()
