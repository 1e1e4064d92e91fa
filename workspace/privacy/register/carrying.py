"""Borging, handover, scans and stances: who said, agreed or changed what."""

from workspace.privacy.register import periods
from workspace.privacy.register.purposes import CARRYING
from workspace.privacy.register.tables import table
from workspace.privacy.register.vocabulary import CUT, STAYS, Seen, plain_table

TABLES = (
    table(
        "borging_aspect",
        purpose=CARRYING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"person_id": CUT},
        plain=(
            "id initiative_id code state reason organisation_id valid_until next_step next_step_on asked_on"
            " version"
        ),
    ),
    table(
        "aspect_change",
        purpose=CARRYING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"changed_by_id": STAYS, "person_id": STAYS},
        words="reason why",
        facts="changed_at",
        plain="id aspect_id from_state to_state organisation_id valid_until next_step next_step_on",
        treated={"reason": STAYS, "why": STAYS},  # how an agreement came about
    ),
    table(
        "evidence",
        purpose=CARRYING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"added_by_id": STAYS},
        did={"withdrawn_by_id": "withdrawn_at"},
        words="text link file_title said_by",
        files="file_name",
        facts="added_at withdrawn_at",
        plain="id aspect_id kind file_size said_on runs_until amount_cents funding_stream_id",
        # It shows that an agreement holds, and is of those who made it.
        treated={"text": STAYS, "link": STAYS, "file_title": STAYS, "said_by": STAYS, "file_name": STAYS},
    ),
    plain_table("outlook", "initiative_id from_day until_day level marks"),
    table(
        "carry_confirmation",
        purpose=CARRYING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"confirmed_by_id": STAYS},
        facts="organisation_id confirmed_at",
        plain="initiative_id",
    ),
    table(
        "handover",
        purpose=CARRYING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={},
        contact="contacts",  # the people to know, as whoever hands over wrote them down
        plain=(
            "id initiative_id to_organisation_id from_day tasks documents open_points conditions state"
            " version"
        ),
    ),
    table(
        "handover_step",
        purpose=CARRYING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"by_id": STAYS},
        words="reason",
        facts="organisation_id made_at state",
        plain="id handover_id",
        treated={"reason": STAYS},
    ),
    table(
        "scan",
        purpose=CARRYING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"opened_by_id": STAYS},
        facts="opened_at",
        plain="id initiative_id closed_at",
    ),
    table(
        "scan_answer",
        purpose=CARRYING,
        seen=Seen.SELF,
        kept=periods.PROGRAMME,
        theirs={"user_id": STAYS},  # others see the middle and the spread only
        facts="scan_id question value role answered_at",
    ),
    table(
        "scan_step",
        purpose=CARRYING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"person_id": CUT, "set_by_id": STAYS},
        facts="step due_on done_at",
        plain="id scan_id question organisation_id version",
    ),
    table(
        "solo_trial",
        purpose=CARRYING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"proposed_by_id": STAYS},
        did={"agreed_by_id": "agreed_at", "stopped_by_id": "stop_reason stopped_at"},
        words="stop_reason",
        facts="proposed_as proposed_at agreed_at stopped_at",
        plain="id initiative_id starts_on ends_on version",
    ),
    table(
        "stance",
        purpose=CARRYING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"marked_by_id": STAYS},
        words="why",
        facts="organisation_id stands wants marked_at",
        plain="id board_id initiative_id",
    ),
)
