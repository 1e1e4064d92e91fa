"""Two people at the same moment: one outcome, and both see it."""

from collections.abc import Callable

import pytest

from tests import cast
from tests.borging.test_hand_over_at_once import together
from tests.cast import reloaded
from tests.leaving.conftest import NEXT_WEEK, announced, ask, last_transfer
from workspace.db import db
from workspace.initiatives.models import Initiative
from workspace.leaving.models import Departure, EndedRole, Transfer, TransferState
from workspace.organisations.models import Membership

ROUNDS = 8


@pytest.fixture
def asked(client, load, petra) -> Callable[[], int]:
    """Ask Petra anew for the walking group, which is Karin's again, and return the number of the question."""
    departure = announced(client, load.karin)
    group, karin = load.mine.id, load.karin.id

    def anew() -> int:
        db.session.rollback()
        db.session.query(Transfer).delete()
        db.session.query(Initiative).filter_by(id=group).update({"coordinator_id": karin})
        db.session.commit()
        assert ask(client, load.karin, departure, "initiative", load.mine, f"p{petra.id}") == 303
        number = last_transfer().id
        db.session.expunge_all()
        return number

    return anew


def outcome(load) -> tuple[str, int]:
    db.session.rollback()
    return last_transfer().state.value, reloaded(load.mine).coordinator_id


def test_of_yes_and_taking_it_back_one_counts(app, load, petra, asked):
    for _ in range(ROUNDS):
        number = asked()
        said = together(
            app,
            (petra, f"/mijn/overnemen/{number}/ja", {}),
            (load.karin, f"/overdrachten/{number}/intrekking", {}),
        )
        assert sorted(said) == [303, 409]
        accepted = said[0] == 303
        assert outcome(load) == (("accepted", petra.id) if accepted else ("withdrawn", load.karin.id))


def test_of_yes_and_no_one_counts(app, load, petra, asked):
    for _ in range(ROUNDS):
        number = asked()
        no = {f"nee-{number}-reason": "Geen tijd"}
        said = together(
            app, (petra, f"/mijn/overnemen/{number}/ja", {}), (petra, f"/mijn/overnemen/{number}/nee", no)
        )
        assert sorted(said) == [303, 409]
        assert outcome(load) == (("accepted", petra.id) if said[0] == 303 else ("declined", load.karin.id))


def test_of_two_who_ask_at_once_one_is_asked(app, client, load, paul, petra, marja):
    departure = announced(client, load.karin)
    address = f"/vertrek/{departure.id}/vraag/initiative/{load.mine.id}"
    name = f"initiative-{load.mine.id}-to"
    said = together(
        app,
        (load.karin, address, {name: f"p{petra.id}"}),
        (marja, address, {name: f"p{paul.id}"}),
    )
    assert sorted(said) == [303, 409]
    assert db.session.query(Transfer).count() == 1


def test_of_two_who_take_it_out_of_an_inbox_one_has_it(app, client, load, welfare, paul, petra):
    departure = announced(client, load.karin)
    ask(client, load.karin, departure, "initiative", load.mine, f"o{welfare.id}")
    place = f"/organisaties/{welfare.slug}/postvak/{last_transfer().id}/neem"
    said = together(app, (paul, place, {}), (petra, place, {}))
    assert sorted(said) == [303, 409]
    winner = paul if said[0] == 303 else petra
    assert outcome(load) == ("accepted", winner.id)


def test_taking_it_all_while_it_is_taken_back_leaves_one_outcome_for_each(app, client, load, petra):
    departure = announced(client, load.karin)
    client.post(f"/vertrek/{departure.id}/vragen", data={"alles-to": f"p{petra.id}"})
    db.session.rollback()
    numbers = [row.id for row in db.session.query(Transfer).order_by(Transfer.id)]
    one = numbers[1]
    said = together(
        app,
        (petra, "/mijn/overnemen/alles", {"transfer": numbers}),
        (load.karin, f"/overdrachten/{one}/intrekking", {}),
    )
    assert said[0] == 303
    db.session.expunge_all()
    states = {row.id: row.state for row in db.session.query(Transfer)}
    assert states.pop(one) == (TransferState.WITHDRAWN if said[1] == 303 else TransferState.ACCEPTED)
    assert set(states.values()) == {TransferState.ACCEPTED}


def test_announcing_twice_at_once_is_one_announcement(app, load):
    data = {"scope": "alles", "last_day": NEXT_WEEK.isoformat()}
    assert together(app, (load.karin, "/vertrek", data), (load.karin, "/vertrek", data)) == [303, 303]
    assert db.session.query(Departure).count() == 1
    roles = [(row.kind, row.role_id) for row in db.session.query(EndedRole)]
    assert len(roles) == len(set(roles)) == 2


def test_taking_it_back_while_another_changes_the_day_leaves_one_last_day(
    app, client, load, marja, programme
):
    departure = announced(client, load.karin, scope=f"p{programme.id}")
    change = {"last_day": NEXT_WEEK.replace(year=NEXT_WEEK.year + 1).isoformat(), "version": "1"}
    said = together(
        app,
        (load.karin, f"/vertrek/{departure.id}/intrekking", {}),
        (marja, f"/vertrek/{departure.id}/wijziging", change),
    )
    assert said[0] == 303
    assert said[1] in {303, 404}
    cast.db.session.expunge_all()
    assert db.session.query(EndedRole).count() == 0
    assert [row.ends_on for row in db.session.query(Membership).filter_by(user_id=load.karin.id)] == [None]
