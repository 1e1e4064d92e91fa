"""Which verbs leave a line in the trail, and of what kind it is: pure rules, no database.

A test asks that every verb of an event is in one of the two lists. The trail is of rights, roles, visibility,
borging, handover, exports and ways in (issue 6; BIO2 8.15): of the work itself the event book tells.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class AuditKind(StrEnum):
    """What a line is about."""

    ENTRY = "entry"
    ACCOUNT = "account"
    ROLE = "role"
    PARTNER = "partner"
    VISIBILITY = "visibility"
    BORGING = "borging"
    HANDOVER = "handover"
    ADOPTED = "adopted"
    EXPORT = "export"
    PROGRAMME = "programme"
    PRIVACY = "privacy"
    OPERATION = "operation"


OF_KIND: dict[AuditKind, frozenset[str]] = {
    AuditKind.ENTRY: frozenset(
        {
            "recovery_code.used",
            "recovery_codes.made",
            "second_step.added",
            "second_step.removed",
            "second_step.reset",
            "signed_in",
            "sign_in_failed",  # more often than a number
            "sign_in_link_made",  # at the command line
        }
    ),
    AuditKind.ACCOUNT: frozenset(
        {
            "made_account",
            "changed_password",
            "changed_address",
            "changed_name",
            "confirmed_address",
            "ended_sessions",
            "linked_outside",
            "unlinked_outside",
            "calendar_key_made",  # an address that shows a calendar without signing in
            "calendar_key_revoked",
            "contribution_claimed",
            "account.blocked",
            "account.unblocked",
            "account.signed_out",
            "account.looked_at",
            "account.searched",  # never for what
        }
    ),
    AuditKind.ROLE: frozenset(
        {
            "made_administrator",
            "administrator.ended",
            "membership.began",
            "membership.changed",
            "membership.ended",
            "membership.resumed",
            "representative.named",
            "representative.ended",
            "team_member.began",
            "team_member.ended",
            "team_member.resumed",
            "theme_lead.named",
            "theme_lead.ended",
            "theme_lead.resumed",
            "board_member.added",
            "board_member.ended",
            "board_member.resumed",
            "invitation.sent",
            "invitation.declined",
            "invitation.withdrawn",
            "departure.announced",
            "departure.changed",
            "departure.withdrawn",
            "initiative_edited",  # when somebody else coordinates it: see ONLY_WITH
        }
    ),
    AuditKind.PARTNER: frozenset(
        {
            "partner.asked",
            "partner.began",
            "partner.declined",
            "partner.ended",
            "partner.request_withdrawn",
            "board.partners_chosen",
            "organisation.added",
            "organisation.edited",
            "organisation.classified",
        }
    ),
    AuditKind.VISIBILITY: frozenset(
        {
            "programme.published",
            "programme.closed",
            "board.added",
            "board.edited",
            "initiative_shown",
            "initiative_hidden",
            "initiative_taken_down",
            "initiative_put_back",
            "comment_removed",
            "comment_restored",
            "moment_hidden",
            "moment_shown",
            "news_hidden",
            "news_shown",
            "links_shown",
            "report_handled",
            "quote_unpublished",
            "history_published",
            "partner_history_published",
            "history_unpublished",
            "obstacle_shared",
            "obstacle_share_changed",
            "obstacle_unshared",
            "obstacle_name_answered",
        }
    ),
    AuditKind.BORGING: frozenset(
        {"aspect_changed", "aspect_confirmed", "evidence_withdrawn", "carry_confirmed"}
    ),
    AuditKind.HANDOVER: frozenset(
        {
            "handover_offered",
            "handover_changes_asked",
            "handover_accepted",
            "handover_declined",
            "handover_withdrawn",
            "handover_followed",
            "team_rights_given",
            "team_rights_ended",
            "transfer.asked",
            "transfer.accepted",
            "transfer.declined",
            "transfer.assigned",
            "transfer.withdrawn",
            "aspect_passed",
        }
    ),
    AuditKind.ADOPTED: frozenset({"programme_report_adopted"}),
    AuditKind.EXPORT: frozenset(
        {
            "table_exported",
            "dossier_taken_along",
            "file_fetched",
            "audit_exported",
            "record_exported",
        }
    ),
    AuditKind.PROGRAMME: frozenset(
        {
            "programme.started",
            "programme.edited",
            "area.added",
            "area.renamed",
            "means.set",
            "means.removed",
            "funding_stream.added",
            "funding_stream.edited",
        }
    ),
    AuditKind.PRIVACY: frozenset(
        {
            "account_anonymised",
            "erasure_asked",
            "erasure_taken_back",
            "own_data.fetched",
            "inactivity.warned",
            "inactivity.withdrawn",
            "inactivity.anonymised",
            "programme.names_removed",
            "retention.removed",
        }
    ),
    AuditKind.OPERATION: frozenset({"round_imported", "audit.trimmed", "backup.made", "backup.restored"}),
}
AUDITED: dict[str, AuditKind] = {verb: kind for kind, verbs in OF_KIND.items() for verb in verbs}

# Of these a line is left only when one of these fields changed.
ONLY_WITH: dict[str, frozenset[str]] = {
    "initiative_edited": frozenset({"coordinator", "organisation", "visibility"})
}

# Of what an event tells the trail keeps what stands under these names: codes, numbers and days.
KEPT_DETAILS = frozenset(
    {
        "aspect",
        "contributions",
        "fields",
        "from_day",
        "from_stage",
        "from_state",
        "hash",
        "is_admin",
        "kind",
        "moment",
        "organisation",
        "person",
        "report",
        "role",
        "subject",
        "to",
        "to_organisation",
        "to_stage",
        "to_state",
        "verdict",
    }
)


def is_audited(verb: str, details: Mapping[str, Any]) -> bool:
    """Tell whether what happened leaves a line."""
    needed = ONLY_WITH.get(verb)
    return verb in AUDITED and (needed is None or not needed.isdisjoint(details.get("fields", ())))
