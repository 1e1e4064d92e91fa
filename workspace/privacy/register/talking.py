"""Talking: comments and answers, questions that wait, advice, results, and what is entered for others."""

from workspace.privacy.register import periods
from workspace.privacy.register.purposes import ON_BEHALF, TAKING_PART
from workspace.privacy.register.tables import table
from workspace.privacy.register.vocabulary import BLANKED_IF_OWN, GOES, GOES_IF_WISHED, STAYS, Seen

TABLES = (
    table(
        "comment",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"author_id": STAYS},
        did={"removed_by_id": "removed_as removal_reason"},
        words="body removal_reason",
        rendered="body_html",
        facts=(
            "role organisation_id audience is_official created_at edited_at removed_at removed_as removed_for"
            " removal_words"
        ),
        plain="id initiative_id parent_id reply_count links_wait version",
        treated={"body": BLANKED_IF_OWN, "body_html": BLANKED_IF_OWN},
    ),
    table(
        "response_clock",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"asked_by_id": STAYS},
        did={"more_time_by_id": "more_time_reason more_time_at", "owner_id": ""},
        words="more_time_reason",
        facts="asked_at more_time_at",
        plain=(
            "id board_id initiative_id comment_id organisation_id first_due_on due_on sent_on_from_id"
            " sent_on_reason answered_at waited_days answer_id withdrawn_at version"
        ),
    ),
    table(
        "advice",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"author_id": STAYS},
        did={"responded_by_id": "response responded_at followed"},
        words="body response",
        rendered="body_html",
        facts="organisation_id given_at edited_at responded_at followed",
        plain="id board_id initiative_id version",
        treated={"body": STAYS, "body_html": STAYS},  # the advice of the body that gave it
    ),
    table(
        "result",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"entered_by_id": STAYS},
        facts="role organisation_id entered_at withdrawn_at",
        plain="id initiative_id update_id what amount_hundredths unit on_day version",
    ),
    table(
        "reaction",
        purpose=TAKING_PART,
        seen=Seen.SELF,
        kept=periods.PROGRAMME,
        theirs={"user_id": GOES_IF_WISHED},
        facts="kind created_at update_id",
    ),
    table(
        "on_behalf",
        purpose=ON_BEHALF,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"person_id": STAYS},
        did={"entered_by_id": "entered_at"},
        facts="kind received consent_on organisation_id entered_at",
        plain="id initiative_id comment_id",
    ),
    table(
        "claim_code",
        purpose=ON_BEHALF,
        seen=Seen.NOBODY,
        kept=periods.ACCOUNT,
        theirs={"person_id": GOES, "claimed_by_id": GOES},
        facts="made_at claimed_at",
        secrets="code_hash",
    ),
)
