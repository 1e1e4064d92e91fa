"""Accounts to the council and the plan: who wrote, adopted or remarked what, and files made of them."""

from workspace.privacy.register import periods
from workspace.privacy.register.purposes import REPORTING
from workspace.privacy.register.tables import table
from workspace.privacy.register.vocabulary import FILE_GOES, GOES, GOES_IF_ALONE, STAYS, Seen, plain_table

TABLES = (
    table(
        "programme_report",
        purpose=REPORTING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"made_by_id": STAYS},
        did={"adopted_by_id": "adopted_at"},
        words="title",
        facts="made_at adopted_at",
        plain=(
            "id programme_id kind starts_on ends_on due_on openness state number replaces_id drawn_at out_at"
            " react_by frozen frozen_hash version"
        ),
        treated={"title": STAYS},
    ),
    table(
        "report_section",
        purpose=REPORTING,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"edited_by_id": STAYS},
        words="edited edited_from",
        facts="edited_at",
        plain="id report_id board_id key position title drawn figures version",
        treated={"edited": STAYS, "edited_from": STAYS},  # the account of the programme
    ),
    table(
        "section_remark",
        purpose=REPORTING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"author_id": GOES_IF_ALONE},
        did={"responded_by_id": "response responded_at done"},
        words="body response",
        facts="role organisation_id written_at responded_at done",
        plain="id section_id version",
    ),
    table(
        "nothing_to_tell",
        purpose=REPORTING,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"said_by_id": STAYS},
        words="reason",
        facts="said_at",
        plain="id report_id board_id is_about_obstacles",
    ),
    plain_table("plan_reminder", "programme_id year step sent_at"),
    plain_table("plan_line", "id report_id board_id position what cents version"),
    table(
        "rendition",
        purpose=REPORTING,
        seen=Seen.SELF,
        kept=periods.FILES,
        theirs={"user_id": GOES},
        files="file_name",
        facts="report_id history_id format language state asked_at began_at ended_at title fetched_at",
        plain="id steps_done steps attempts is_for_insiders",
        treated={"file_name": FILE_GOES},
    ),
)
