"""What happened, what was mailed, what was agreed to, and what somebody asked about their own data."""

from workspace.privacy.register import periods
from workspace.privacy.register.purposes import MAIL, RIGHTS, SAFETY, TAKING_PART
from workspace.privacy.register.tables import table
from workspace.privacy.register.vocabulary import GOES, STAYS, Finds, Seen, plain_table

TABLES = (
    table(
        "event",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"actor_id": STAYS},
        facts="happened_at verb role organisation_id initiative_id details",
        treated={"details": STAYS},
        plain="id programme_id board_id subject_id is_public spread_at",
    ),
    plain_table("retention_run", "id began_at ended_at done failed"),
    plain_table("board_pulse", "board_id public_version partner_version"),
    plain_table("submission", "key location sent_at"),
    table(
        "audit_entry",
        purpose=SAFETY,
        seen=Seen.ADMINISTRATORS,
        kept=periods.TRAIL,
        theirs={"actor_id": STAYS},
        finds={"actor_id": Finds.NUMBER},
        facts="happened_at verb role programme_id board_id initiative_id subject_id details",
        plain="id previous_hash hash",
    ),
    plain_table("audit_start", "id last_removed_id last_removed_hash removed_at"),
    table(
        "outgoing_mail",
        purpose=MAIL,
        seen=Seen.RECEIVER,
        kept=periods.MAIL,
        theirs={"recipient": GOES},
        finds={"recipient": Finds.ADDRESS},
        words="subject text",
        rendered="html",
        facts="written_at sent_at kind locale",
        secrets="unsubscribe calendar",
        plain="id message_id due_at attempts",
        not_given="text",
    ),
    table(
        "consent_entry",
        purpose=RIGHTS,
        seen=Seen.SELF,
        kept=periods.ACCOUNT,
        theirs={"person_id": STAYS},
        did={"noted_by_id": ""},
        facts="said_at consent_for is_given how subject_kind subject_id",
        plain="id",
    ),
    table(
        "erasure_request",
        purpose=RIGHTS,
        seen=Seen.SELF,
        kept=periods.PROOF,
        theirs={"user_id": STAYS},
        facts="contributions asked_at due_at withdrawn_at done_at",
        plain="id",
    ),
    table(
        "inactivity_warning",
        purpose=RIGHTS,
        seen=Seen.SELF,
        kept=periods.ACCOUNT,
        theirs={"user_id": GOES},
        facts="warned_at due_at",
        plain="id",
    ),
)
