"""Looking after what people say: what was reported, what was decided, and who was told."""

from workspace.privacy.register import periods
from workspace.privacy.register.purposes import MODERATION
from workspace.privacy.register.tables import table
from workspace.privacy.register.vocabulary import STAYS, Finds, Seen

SUBJECTS = ("initiative_id", "comment_id", "update_id", "moment_id", "reflection_id")
TABLES = (
    table(
        "moderation_case",
        purpose=MODERATION,
        seen=Seen.MODERATORS,
        kept=periods.PROGRAMME,
        theirs=dict.fromkeys(SUBJECTS, STAYS),
        finds=dict.fromkeys(SUBJECTS, Finds.PARENT),
        did={"handled_by_id": "handled_at handled_as verdict"},
        words="judged_text",
        facts="handled_at handled_as verdict",
        plain="id about waits_since rounds judged_reasons",
    ),
    table(
        "report",
        purpose=MODERATION,
        seen=Seen.MODERATORS,
        kept=periods.PROGRAMME,
        theirs={"reported_by_id": STAYS},
        words="words",
        facts="reason reported_at verdict handled_at",
        plain="id case_id",
    ),
    table(
        "warned",
        purpose=MODERATION,
        seen=Seen.MODERATORS,
        kept=periods.PROGRAMME,
        theirs={"user_id": STAYS},
        did={"warned_by_id": "warned_as warned_at"},
        facts="verdict reason words warned_as warned_at read_at",
        plain="id programme_id board_id initiative_id comment_id update_id moment_id",
    ),
)
