"""Organisations, programmes and boards, and who has which role in them.

A role of who is erased ends that day. The row stays, with an account without a name: others' rights in that
time followed from who was what.
"""

from workspace.privacy.register import periods
from workspace.privacy.register.purposes import MAIL, ROLES
from workspace.privacy.register.tables import table
from workspace.privacy.register.vocabulary import GOES, STAYS, Finds, Seen, plain_table

TABLES = (
    plain_table("area", "id kind name code parent_id"),
    plain_table("organisation", "id slug name kind layer area_id description website created_at version"),
    table(
        "membership",
        purpose=ROLES,
        seen=Seen.PARTNERS,
        kept=periods.ROLE,
        theirs={"user_id": STAYS},
        private="function",
        facts="organisation_id represents starts_on ends_on",
        plain="id",
    ),
    plain_table(
        "programme",
        "id slug name summary motto area_id starts_on ends_on openness shares_with_province response_days"
        " imported_from created_at version",
    ),
    plain_table("phase", "id programme_id name motto starts_on ends_on"),
    plain_table("year_means", "id programme_id year money_cents fte_hundredths"),
    plain_table("funding_stream", "id programme_id name funder ends_on version"),
    plain_table("partner", "id programme_id organisation_id starts_on ends_on"),
    table(
        "partner_request",
        purpose=ROLES,
        seen=Seen.PARTNERS,
        kept=periods.PROGRAMME,
        theirs={"asked_by_id": STAYS},
        facts="organisation_id asked_at",
        plain="id programme_id accepted_at declined_at withdrawn_at",
    ),
    table(
        "team_member",
        purpose=ROLES,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"user_id": STAYS},
        facts="programme_id is_manager starts_on ends_on",
        plain="id",
    ),
    plain_table(
        "board",
        "id programme_id slug title ambition threshold policy_field target_groups consultation how_to_join"
        " openness position created_at version",
    ),
    table(
        "board_member",
        purpose=ROLES,
        seen=Seen.EVERYBODY,
        kept=periods.PROGRAMME,
        theirs={"user_id": STAYS},
        facts="board_id is_lead starts_on ends_on",
        plain="id",
    ),
    plain_table("board_partner", "board_id organisation_id"),
    table(
        "invitation",
        purpose=MAIL,
        seen=Seen.ORGANISATION,
        kept=periods.INVITATION,
        theirs={"email": GOES},
        did={"invited_by_id": "created_at"},
        finds={"email": Finds.ADDRESS},
        facts=(
            "invited_as organisation_id programme_id board_id created_at expires_at accepted_at declined_at"
            " withdrawn_at"
        ),
        secrets="token_hash",
        plain="id",
    ),
)
