"""Somebody is made unknown: what goes, what stays, and what others keep (AVG, article 17)."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from tests import cast
from workspace.access import OPERATOR, NotAllowed
from workspace.accounts.models import AccountLink, LinkPurpose, User, UserSession
from workspace.activity.models import BoardPulse, Event, Submission
from workspace.borging.models import AspectCode, BorgingAspect, Evidence
from workspace.comments.models import Comment
from workspace.db import db, now
from workspace.histories.models import LearningHistory
from workspace.initiatives.models import Participation, Support, Visibility
from workspace.invitations.models import Invitation
from workspace.mail.models import OutgoingMail
from workspace.organisations.models import Membership
from workspace.privacy.actions import FORMER_NAME, anonymise
from workspace.privacy.models import Contributions
from workspace.programmes.models import Phase
from workspace.renditions.models import Rendition, RenditionFormat, RenditionState
from workspace.stores import Folder, OnDisk
from workspace.times import today

NOWHERE = OnDisk(Path("/nergens"))
STAY, GO = Contributions.STAY, Contributions.GO
both_ways = pytest.mark.parametrize("contributions", list(Contributions))


def forget(user: User, contributions: Contributions = STAY, files: Folder = NOWHERE) -> User:
    anonymise(user, contributions, files=files, by=OPERATOR)
    db.session.commit()
    return cast.reloaded(user)


@both_ways
def test_nothing_of_the_account_is_left(app, nico, contributions):
    cast.save(UserSession(user_id=nico.id, key_hash="k", ends_at=now() + timedelta(days=1)))
    cast.save(
        AccountLink(
            user_id=nico.id, token_hash="t", purpose=LinkPurpose.SIGN_IN, expires_at=now() + timedelta(days=1)
        )
    )
    cast.save(OutgoingMail(message_id="m", recipient=nico.email, subject="Hoi", text="Dag Nico", locale="nl"))
    address = nico.email
    gone = forget(nico, contributions)
    assert (gone.name, gone.password_hash, gone.confirmed_at) == (FORMER_NAME, None, None)
    assert gone.anonymised_at is not None and address not in gone.email
    assert gone.email.endswith(".invalid")
    for table in (UserSession, AccountLink, OutgoingMail):
        assert db.session.scalars(select(table)).all() == []


def test_files_made_for_them_and_traces_of_their_forms_go(app, programme, nico, rachida, tmp_path):
    files = OnDisk(tmp_path)
    files.folder("renditions").write("van-nico.pdf", b"%PDF")
    phase = cast.save(
        Phase(
            programme_id=programme.id,
            name="Begin",
            starts_on=programme.starts_on,
            ends_on=programme.ends_on,
        )
    )
    history = cast.save(
        LearningHistory(programme_id=programme.id, phase_id=phase.id, title="Zo", made_by_id=rachida.id)
    )
    cast.save(
        Rendition(
            user_id=nico.id,
            history_id=history.id,
            format=RenditionFormat.PDF,
            language="nl",
            state=RenditionState.READY,
            file_name="van-nico.pdf",
        )
    )
    for user in (nico, rachida):
        cast.save(Submission(key=f"{user.id}:een-formulier"))
    others = f"{rachida.id}:een-formulier"
    forget(nico, files=files)
    assert list(files.walk()) == []
    assert db.session.scalars(select(Rendition)).all() == []
    assert db.session.scalars(select(Submission.key)).all() == [others]


def test_who_is_gone_cannot_be_made_unknown_again(app, nico):
    gone = forget(nico)
    with pytest.raises(NotAllowed):
        anonymise(gone, STAY, files=NOWHERE, by=OPERATOR)


def test_of_two_who_forget_somebody_at_once_the_second_is_refused(app, nico):
    """Both read the person before either began: after days of thought, and as nobody used the account."""
    number = nico.id
    with app.app_context():
        read_before = db.session.get_one(User, number)
        db.session.commit()
        with app.app_context():
            first = forget(db.session.get_one(User, number))
        with pytest.raises(NotAllowed):
            forget(read_before)
    assert db.session.scalars(select(User.email).where(User.id == number)).one() == first.email
    told = select(Event.subject_id).where(Event.verb == "account_anonymised")
    assert db.session.scalars(told).all() == [number]


@pytest.mark.parametrize("name", ["ada", "marja", "nico", "rachida"])
def test_nobody_makes_another_disappear(request, nico, name):
    with pytest.raises(NotAllowed):
        anonymise(nico, STAY, files=NOWHERE, by=request.getfixturevalue(name).as_actor())


def test_what_they_wrote_stays_without_their_name(app, initiative, nico):
    nico.name = "Nico van Dijk"
    said = cast.make_comment(
        initiative, nico, "Goed plan! Groet, Nico van Dijk, 06-12345678 of nico@example.nl. Nico"
    )
    forget(nico)
    kept = cast.reloaded(said)
    expected = "Goed plan! Groet, oud-deelnemer, [weggehaald] of [weggehaald]. oud-deelnemer"
    assert kept.body == expected
    assert kept.body_html == f"<p>{expected}</p>\n"
    assert kept.removed_at is None


def test_a_name_in_the_words_of_others_stays_but_the_address_does_not(app, initiative, nico, rachida):
    said = cast.make_comment(initiative, rachida, "Vraag het Nico, nico@example.nl")
    forget(nico)
    assert cast.reloaded(said).body == "Vraag het Nico, [weggehaald]"


def test_what_they_wrote_goes_and_answers_keep_their_place(app, initiative, nico, rachida):
    initiative.comment_count = 2
    said = cast.make_comment(initiative, nico, "Mijn verhaal", reply_count=1)
    answer = cast.make_comment(initiative, rachida, "Dank u", parent_id=said.id)
    forget(nico, GO)
    assert (cast.reloaded(said).body, cast.reloaded(said).body_html) == ("", "")
    assert cast.reloaded(said).removed_at is not None and cast.reloaded(said).removed_as is None
    assert cast.reloaded(answer).body == "Dank u"
    assert cast.reloaded(initiative).comment_count == 1


def test_an_official_answer_stays_with_its_organisation(app, initiative, rik):
    answer = cast.make_comment(initiative, rik, "Het mag.", is_official=True)
    forget(rik, GO)
    assert cast.reloaded(answer).body == "Het mag."


def test_an_initiative_that_nobody_joined_goes(app, initiative, rachida, client):
    forget(rachida, GO)
    empty = cast.reloaded(initiative)
    assert (empty.title, empty.summary, empty.visibility) == (
        "Weggehaald door de schrijver", "", Visibility.DRAFT,
    )  # fmt: skip


@both_ways
def test_files_of_proof_go_with_the_initiative_and_stay_with_one_that_stays(
    app, initiative, rachida, tmp_path, contributions
):
    aspect = cast.save(BorgingAspect(initiative_id=initiative.id, code=AspectCode.MONEY, state="open"))
    files = OnDisk(tmp_path)
    files.folder("evidence").write("brief.pdf", b"%PDF-1.4 van Rachida")
    proof = cast.save(
        Evidence(aspect_id=aspect.id, file_name="brief.pdf", text="Brief", added_by_id=rachida.id)
    )
    number = proof.id
    forget(rachida, contributions, files)
    goes = contributions == GO
    assert (db.session.get(Evidence, number) is None) is goes
    assert ((tmp_path / "evidence" / "brief.pdf").exists()) is not goes


def test_an_initiative_that_others_joined_stays_without_a_name(app, initiative, rachida, nico, client):
    rachida.name = "Rachida Amrani"
    initiative.title = "Soep van Rachida Amrani"
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id))
    forget(rachida, GO)
    kept = cast.reloaded(initiative)
    assert (kept.title, kept.visibility) == ("Soep van oud-deelnemer", Visibility.PUBLIC)
    page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True)
    assert "Rachida" not in page.text and "Oud-deelnemer" in page.text


@both_ways
def test_they_take_part_no_longer(app, initiative, nico, contributions):
    initiative.joined_count = initiative.support_count = 1
    cast.save(Participation(initiative_id=initiative.id, user_id=nico.id, note="Bel me", shares_email=True))
    cast.save(Support(initiative_id=initiative.id, user_id=nico.id))
    forget(nico, contributions)
    assert db.session.scalars(select(Participation)).all() == []
    assert cast.reloaded(initiative).joined_count == 0
    assert cast.reloaded(initiative).support_count == (1 if contributions == STAY else 0)


def test_roles_end_and_the_team_is_told(app, programme, marja, rik):
    forget(rik)
    membership = db.session.scalars(select(Membership).where(Membership.user_id == rik.id)).one()
    assert membership.ends_on == today()
    told = db.session.scalars(select(Event).where(Event.verb == "person_left")).one()
    assert (told.programme_id, told.actor_id, told.subject_id) == (programme.id, None, None)


def test_not_even_the_last_manager_is_refused(app, programme, marja):
    assert forget(marja).anonymised_at is not None


def test_what_they_carried_stands_without_a_carrier(app, initiative, rachida, marja, client):
    address = f"/programmas/{initiative.board.programme.slug}/zonder-trekker"
    forget(rachida)
    client.sign_in(marja)
    assert "Soep op dinsdag" in client.get(address).text


def test_invitations_to_them_are_taken_back(app, welfare, rik, nico):
    sent = cast.save(
        Invitation(
            token_hash="i", email=nico.email, invited_as="member", organisation_id=welfare.id,
            invited_by_id=rik.id, expires_at=now() + timedelta(days=1),
        )
    )  # fmt: skip
    forget(nico)
    assert cast.reloaded(sent).email == "" and cast.reloaded(sent).withdrawn_at is not None


def test_pages_drawn_before_are_drawn_anew(app, client, initiative, rachida, nico):
    cast.make_comment(initiative, nico, "Ik help mee.")
    address = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).request.path
    assert "Nico" in client.get(address).text
    forget(nico)
    assert "Nico" not in client.get(address).text
    assert db.session.scalars(select(BoardPulse.public_version)).one() > 1
    assert db.session.scalars(select(Comment.author_id)).one() == nico.id


def test_the_words_of_others_keep_a_first_name_also_where_they_point_at_somebody(
    app, initiative, karin, nico
):
    karin.name = "Roos Bakker"
    said = cast.make_comment(
        initiative, nico, "Een roos van Roos, of van Roos Bakker", removed_by_id=karin.id
    )
    db.session.commit()
    forget(karin)
    assert cast.reloaded(said).body == "Een roos van Roos, of van oud-deelnemer"


def test_the_telephone_of_an_organisation_stays_in_its_official_answer(app, initiative, rik):
    answer = cast.make_comment(initiative, rik, "Bel 0413-381000. Rik", is_official=True)
    forget(rik, GO)
    assert cast.reloaded(answer).body == "Bel 0413-381000. oud-deelnemer"


def test_nobody_takes_words_away_from_others_by_a_name_they_chose(app, initiative, rachida, nico):
    comment = cast.make_comment(initiative, nico, "Dit is niet veilig voor kinderen.")
    rachida.name = "niet kinderen"
    db.session.commit()
    forget(rachida)
    assert cast.reloaded(comment).body == "Dit is niet veilig voor kinderen."
