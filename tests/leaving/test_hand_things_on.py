"""Handing on what somebody carries, one thing at a time or all at once; nothing gets lost."""

import pytest

from tests import cast
from tests.cast import reloaded
from tests.leaving.conftest import YESTERDAY, announced, ask, carried, last_transfer
from workspace.boards.models import BoardMember
from workspace.borging.models import AspectChange
from workspace.db import db
from workspace.initiatives.models import Revision
from workspace.leaving.actions.taking import TAKING
from workspace.leaving.models import Carried, Transfer, TransferState
from workspace.leaving.queries.kinds import KINDS
from workspace.leaving.queries.takers import FIT
from workspace.leaving.queries.things import ADDRESSES
from workspace.mail.models import OutgoingMail
from workspace.organisations.models import Membership

ALL = {kind.value for kind in Carried}


def test_every_kind_of_thing_has_all_that_it_needs():
    for registry in (KINDS, FIT, TAKING, ADDRESSES):
        assert set(registry) == set(Carried)


def test_everything_that_somebody_carries_is_listed(client, load):
    assert {kind for kind, _ in carried(load.karin)} == ALL
    departure = announced(client, load.karin)
    page = client.get(f"/vertrek/{departure.id}").text
    for words in (
        "Wandelgroep",
        "Eenzaamheid",
        "Vrijwilligers zoeken",
        "Aanbod aan Bibliotheek Linde",
        "Taak: Zaal bespreken",
    ):
        assert words in page
    assert "0 van 9 overgedragen" in page


def test_a_draft_is_not_listed_for_nobody_else_knows_it(load):
    draft = cast.make_initiative("Nog niet af", load.board, load.karin, visibility="draft")
    assert ("initiative", draft.id) not in carried(load.karin)


@pytest.mark.parametrize(
    "kind", ["board", "initiative", "aspect", "step", "representation", "task", "question"]
)
def test_who_accepts_carries_it_from_then_on(client, load, petra, kind):
    departure = announced(client, load.karin)
    subject = _subject(kind, load)
    assert ask(client, load.karin, departure, kind, subject, f"p{petra.id}", "Graag!") == 303
    assert (kind, subject.id) in carried(load.karin)
    client.sign_in(petra)
    assert "Graag!" in client.get("/mijn/overnemen").text
    assert client.post(f"/mijn/overnemen/{last_transfer().id}/ja").status_code == 303
    assert (kind, subject.id) not in carried(load.karin)
    assert kind in {each for each, _ in carried(petra)}
    client.sign_in(load.karin)
    assert "1 van 9 overgedragen" in client.get(f"/vertrek/{departure.id}").text


def test_an_offer_is_followed_by_another_who_may_offer(client, load, marja):
    departure = announced(client, load.karin)
    assert ask(client, load.karin, departure, "offer", load.offer, f"p{marja.id}") == 303
    client.sign_in(marja)
    client.post(f"/mijn/overnemen/{last_transfer().id}/ja")
    assert ("offer", load.offer.id) in carried(marja)
    assert ("offer", load.offer.id) not in carried(load.karin)
    assert reloaded(load.offer).state == "offered"


def test_the_history_keeps_who_carried_it_before(client, load, petra):
    departure = announced(client, load.karin)
    for kind in ("initiative", "aspect"):
        ask(client, load.karin, departure, kind, _subject(kind, load), f"p{petra.id}")
        client.sign_in(petra)
        client.post(f"/mijn/overnemen/{last_transfer().id}/ja")
    changes = db.session.query(Revision).filter_by(initiative_id=load.mine.id).one().changes
    assert changes == {"coordinator": [load.karin.id, petra.id]}
    history = client.get(f"/initiatieven/{load.mine.id}/geschiedenis", follow_redirects=True).text
    assert "wijzigde coördinator" in history
    assert f">{petra.id}<" not in history
    change = db.session.query(AspectChange).filter_by(aspect_id=load.aspect.id).one()
    assert (change.person_id, change.from_state, change.to_state) == (petra.id, "talking", "talking")


def test_who_says_no_says_why_and_it_stays_where_it_was(client, load, petra):
    departure = announced(client, load.karin)
    ask(client, load.karin, departure, "initiative", load.mine, f"p{petra.id}")
    number = last_transfer().id
    client.sign_in(petra)
    assert client.post(f"/mijn/overnemen/{number}/nee", data={}).status_code == 422
    said = {f"nee-{number}-reason": "Geen tijd"}
    assert client.post(f"/mijn/overnemen/{number}/nee", data=said).status_code == 303
    client.sign_in(load.karin)
    assert "Petra zei nee: Geen tijd" in client.get(f"/vertrek/{departure.id}").text
    assert ("initiative", load.mine.id) in carried(load.karin)


def test_a_letter_goes_to_whoever_is_asked(client, load, petra):
    departure = announced(client, load.karin)
    ask(client, load.karin, departure, "initiative", load.mine, f"p{petra.id}")
    letter = db.session.query(OutgoingMail).one()
    assert letter.recipient == petra.email
    assert "Wandelgroep" in letter.text
    assert "/mijn/overnemen\n" in letter.text


def test_all_at_once_to_one_person_who_takes_all_at_once(client, load, petra, marja):
    departure = announced(client, load.karin)
    before = carried(load.karin)
    client.sign_in(load.karin)
    answer = client.post(f"/vertrek/{departure.id}/vragen", data={"alles-to": f"p{petra.id}"})
    assert answer.status_code == 303
    assert db.session.query(OutgoingMail).count() == 1
    client.sign_in(petra)
    page = client.get("/mijn/overnemen").text
    assert "Ja, alles overnemen (7)" in page
    shown = [row.id for row in db.session.query(Transfer).order_by(Transfer.id)]
    assert client.post("/mijn/overnemen/alles", data={"transfer": shown}).status_code == 303
    # who leads the board now can follow up an offer and prepare a meeting
    assert {kind for kind, _ in carried(load.karin)} == {"offer", "meeting"}
    for kind in ("offer", "meeting"):
        assert ask(client, marja, departure, kind, getattr(load, kind), f"p{petra.id}") == 303
        client.sign_in(petra)
        client.post("/mijn/overnemen/alles", data={"transfer": last_transfer().id})
    assert carried(load.karin) == set()
    assert _without_places(carried(petra)) == _without_places(before)


def test_what_a_person_cannot_carry_is_refused(client, load, nico, marja):
    departure = announced(client, load.karin)
    for to in (f"p{nico.id}", f"p{marja.id}", f"o{load.library.id}", "p0", "", "x"):
        assert ask(client, load.karin, departure, "aspect", load.aspect, to) == 422
    assert db.session.query(Transfer).count() == 0


def test_who_leaves_too_is_not_asked(client, load, petra):
    departure = announced(client, load.karin)
    announced(client, petra)
    assert ask(client, load.karin, departure, "initiative", load.mine, f"p{petra.id}") == 422


def test_a_thing_is_on_its_way_once(client, load, petra, paul):
    departure = announced(client, load.karin)
    assert ask(client, load.karin, departure, "initiative", load.mine, f"p{petra.id}") == 303
    assert ask(client, load.karin, departure, "initiative", load.mine, f"p{paul.id}") == 409


def test_a_question_can_be_taken_back_and_is_then_not_answered(client, load, petra, paul):
    departure = announced(client, load.karin)
    ask(client, load.karin, departure, "initiative", load.mine, f"p{petra.id}")
    number = last_transfer().id
    assert client.post(f"/overdrachten/{number}/intrekking").status_code == 303
    assert client.post(f"/overdrachten/{number}/intrekking").status_code == 409
    client.sign_in(petra)
    assert client.post(f"/mijn/overnemen/{number}/ja").status_code == 409
    assert ("initiative", load.mine.id) in carried(load.karin)
    assert ask(client, load.karin, departure, "initiative", load.mine, f"p{paul.id}") == 303


def test_only_who_was_asked_answers(client, load, petra, paul):
    departure = announced(client, load.karin)
    ask(client, load.karin, departure, "initiative", load.mine, f"p{petra.id}")
    client.sign_in(paul)
    assert client.post(f"/mijn/overnemen/{last_transfer().id}/ja").status_code == 404


def test_whose_own_role_ended_meanwhile_cannot_accept(client, load, petra):
    departure = announced(client, load.karin)
    ask(client, load.karin, departure, "aspect", load.aspect, f"p{petra.id}")
    db.session.query(Membership).filter_by(user_id=petra.id).update({"ends_on": YESTERDAY})
    db.session.commit()
    client.sign_in(petra)
    answer = client.post(f"/mijn/overnemen/{last_transfer().id}/ja")
    assert answer.status_code == 409
    assert "de rol die daarvoor nodig is, is er niet meer" in answer.text
    assert reloaded(load.aspect).person_id == load.karin.id
    assert last_transfer().state == TransferState.ASKED


def test_what_changed_hands_in_another_way_is_not_needed_any_more(client, load, petra, paul):
    departure = announced(client, load.karin)
    ask(client, load.karin, departure, "initiative", load.mine, f"p{petra.id}")
    number = last_transfer().id
    reloaded(load.mine).coordinator_id = paul.id
    db.session.commit()
    client.sign_in(petra)
    assert "Dit is niet meer nodig" in client.get("/mijn/overnemen").text
    assert client.post(f"/mijn/overnemen/{number}/ja").status_code == 409
    assert client.post(f"/mijn/overnemen/{number}/nee").status_code == 303
    assert last_transfer().state == TransferState.WITHDRAWN
    assert reloaded(load.mine).coordinator_id == paul.id


def test_after_the_last_day_a_yes_still_counts(client, load, petra):
    departure = announced(client, load.karin)
    ask(client, load.karin, departure, "board", load.board, f"p{petra.id}")
    _let_the_last_day_pass(departure, load.karin)
    client.sign_in(petra)
    assert client.post(f"/mijn/overnemen/{last_transfer().id}/ja").status_code == 303
    assert ("board", load.board.id) in carried(petra)


def test_after_the_last_day_all_that_is_left_is_still_listed(client, load, marja):
    departure = announced(client, load.karin)
    before = carried(load.karin)
    _let_the_last_day_pass(departure, load.karin)
    assert carried(load.karin) == before
    client.sign_in(marja)
    assert "dit heeft nu niemand" in client.get(f"/vertrek/{departure.id}").text


def test_everybody_sees_what_they_answer_for_and_others_nothing(client, load, rik, marja, tess, nico, otto):
    departure = announced(client, load.karin)
    client.sign_in(marja)
    seen = client.get(f"/vertrek/{departure.id}").text
    assert "Eenzaamheid" in seen
    assert "Organisatie vertegenwoordigen" not in seen
    client.sign_in(rik)
    seen = client.get(f"/vertrek/{departure.id}").text
    assert "Organisatie vertegenwoordigen" in seen
    assert "Themabord trekken" not in seen
    for stranger in (tess, nico, otto):
        client.sign_in(stranger)
        assert client.get(f"/vertrek/{departure.id}").status_code == 404


def test_only_a_representative_gives_representing_away(client, load, paul, petra, marja):
    departure = announced(client, load.karin)
    membership = db.session.query(Membership).filter_by(user_id=load.karin.id).one()
    assert ask(client, marja, departure, "representation", membership, f"p{petra.id}") == 409
    assert ask(client, load.karin, departure, "representation", membership, f"p{petra.id}") == 303
    client.sign_in(petra)
    client.post(f"/mijn/overnemen/{last_transfer().id}/ja")
    db.session.expunge_all()
    assert {row.user_id: row.represents for row in db.session.query(Membership)} == {
        load.karin.id: False,
        petra.id: True,
        paul.id: False,
    }


def test_what_somebody_wrote_stays(client, load, petra, initiative):
    cast.make_comment(initiative, load.karin, "Ik kook mee.", role="partner")
    departure = announced(client, load.karin)
    client.post(f"/vertrek/{departure.id}/vragen", data={"alles-to": f"p{petra.id}"})
    client.sign_in(petra)
    client.post(
        "/mijn/overnemen/alles",
        data={"transfer": [row.id for row in db.session.query(Transfer).order_by(Transfer.id)]},
    )
    _let_the_last_day_pass(departure, load.karin)
    client.sign_out()
    page = client.get(f"/initiatieven/{initiative.id}", follow_redirects=True).text
    assert "Ik kook mee." in page
    assert "Karin" in page


def test_somebody_who_joined_is_offered_to_the_coordinator_only(client, load, nico, marja, rik):
    client.sign_in(nico)
    client.post(f"/initiatieven/{load.mine.id}/deelname", data={})
    departure = announced(client, load.karin)
    assert "Nico" in client.get(f"/vertrek/{departure.id}").text
    for other in (marja, rik):
        client.sign_in(other)
        assert "Nico" not in client.get(f"/vertrek/{departure.id}").text


def _subject(kind, load):
    if kind == "representation":
        membership = db.session.query(Membership).filter_by(user_id=load.karin.id).one()
        db.session.expunge(membership)
        return membership
    return load.mine if kind == "initiative" else getattr(load, kind)


def _without_places(things):
    """A representation is known by the membership, which is another for another person."""
    return {(kind, 0 if kind == "representation" else number) for kind, number in things}


def _let_the_last_day_pass(departure, user):
    theirs = {"ends_on": YESTERDAY}
    for table in (Membership, BoardMember):
        db.session.query(table).filter(table.user_id == user.id, table.ends_on.is_not(None)).update(theirs)
    reloaded(departure).last_day = YESTERDAY
    db.session.commit()
