"""Initiatives: what they say and said, news about them, and who supports or joins."""

from workspace.privacy.register import periods
from workspace.privacy.register.purposes import ACCOUNT, TAKING_PART
from workspace.privacy.register.tables import table
from workspace.privacy.register.vocabulary import (
    BLANKED,
    FILE_GOES_IF_WISHED,
    GOES,
    GOES_IF_ALONE,
    GOES_IF_WISHED,
    STAYS,
    Finds,
    Seen,
    plain_table,
)

TABLES = (
    table(
        "initiative",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"created_by_id": GOES_IF_ALONE, "coordinator_id": STAYS},
        words=(
            "title summary why for_whom place helpers scale_reason frameworks frameworks_free"
            " frameworks_decider asked promised outcome end_reason lesson"
        ),
        facts="created_as created_at organisation_id hidden_at hidden_words hidden_as hidden_for",
        plain=(
            "id board_id target_groups policy_field kind pilot_ends_on scale participation yearly_cost_cents"
            " cost_cents stage visibility shown_before ended_on carried_by_id carried_from team_may_edit"
            " imported_from imported_supports support_count joined_count comment_count partner_comment_count"
            " active_at partner_active_at version"
        ),
    ),
    plain_table("initiative_area", "initiative_id area_id"),
    plain_table("goal", "id initiative_id position text indicator"),
    plain_table(
        "initiative_partner",
        "initiative_id organisation_id part needs hours_promised hours_given given_said_on version",
    ),
    table(
        "revision",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"made_by_id": STAYS},
        words="changes",
        facts="made_at",
        plain="id initiative_id from_version",
    ),
    table(
        "framework_change",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"made_by_id": STAYS},
        words="fixed free decider reason",
        facts="role organisation_id made_at",
        plain="id initiative_id",
        treated={"fixed": STAYS, "free": STAYS, "decider": STAYS},
    ),
    table(
        "start_answer",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"answered_by_id": STAYS},
        words="words who_could_say",
        facts="role organisation_id answered_at clarity question",
        plain="id initiative_id",
    ),
    table(
        "started_anyway",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"made_by_id": STAYS},
        words="reason",
        facts="role organisation_id made_at",
        plain="id initiative_id open_questions",
    ),
    table(
        "participation",
        purpose=TAKING_PART,
        seen=Seen.COORDINATOR,
        kept=periods.PROGRAMME,
        theirs={"user_id": GOES_IF_WISHED},
        private="hours_a_month skills note shares_email",
        facts="created_at initiative_id",
    ),
    table(
        "support",
        purpose=TAKING_PART,
        seen=Seen.SELF,
        kept=periods.PROGRAMME,
        theirs={"user_id": GOES_IF_WISHED},
        facts="created_at initiative_id",
    ),
    table(
        "update",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"author_id": GOES_IF_WISHED},
        words="body",
        rendered="body_html",
        facts="role organisation_id created_at hidden_at hidden_words hidden_as hidden_for",
        plain="id initiative_id links_wait",
    ),
    table(
        "picture",
        purpose=TAKING_PART,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"update_id": GOES_IF_WISHED},
        finds={"update_id": Finds.PARENT},
        files="file_name",
        words="alt",
        plain="id width height",
        treated={"file_name": FILE_GOES_IF_WISHED},
    ),
    table(
        "looked_at",
        purpose=ACCOUNT,
        seen=Seen.NOBODY,
        kept=periods.ACCOUNT,
        theirs={"user_id": GOES},
        facts="looked_at",
        plain="id",
        treated={"looked_at": BLANKED},
    ),
)
