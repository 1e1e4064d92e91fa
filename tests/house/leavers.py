"""What the world of routes has for leaving well: a departure, two transfers, and something left behind."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from tests import cast
from workspace.borging.models import AspectCode, AspectState, BorgingAspect
from workspace.leaving.models import Carried, Departure, Transfer, TransferState
from workspace.times import today


def add_leaving(w: SimpleNamespace) -> None:
    w.departure = cast.save(
        Departure(
            user_id=w.karin.id, programme_id=w.programme.id, last_day=today(), announced_by_id=w.karin.id
        )
    )
    w.transfer = cast.save(
        Transfer(
            kind=Carried.INITIATIVE,
            subject_id=w.initiative.id,
            from_user_id=w.rachida.id,
            to_user_id=w.paul.id,
            state=TransferState.ASKED,
            asked_by_id=w.rachida.id,
        )
    )
    w.in_inbox = cast.save(
        Transfer(
            kind=Carried.INITIATIVE,
            subject_id=w.partners_only.id,
            from_user_id=w.paul.id,
            to_organisation_id=w.welfare.id,
            state=TransferState.INBOX,
            asked_by_id=w.paul.id,
        )
    )
    gone = cast.make_user("Weg")
    cast.make_member(gone, w.welfare, ends_on=today() - timedelta(days=1))
    w.left_behind = cast.save(
        BorgingAspect(
            initiative_id=w.initiative.id,
            code=AspectCode.MONEY,
            state=AspectState.TALKING,
            organisation_id=w.welfare.id,
            person_id=gone.id,
        )
    )


def handed_on(name: str, endpoint: str, w: SimpleNamespace) -> Any:
    """Return what a part of an address of leaving stands for, or None."""
    out_of_inbox, look_for = endpoint in {"leaving.take", "leaving.assign"}, endpoint == "leaving.look_for"
    return {
        "departure_id": w.departure.id,
        "kind": "aspect" if look_for else "board",
        "subject_id": w.left_behind.id if look_for else w.board.id,
        "transfer_id": (w.in_inbox if out_of_inbox else w.transfer).id,
        "user_id": w.paul.id,
    }.get(name)
