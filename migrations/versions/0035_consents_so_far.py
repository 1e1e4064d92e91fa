"""Write down each yes and no of before as a line of consent_entry."""

from alembic import op

revision = "0035"
down_revision = "0034"

# The day on which somebody agreed has no hour: noon stands for it.
NOON = {
    "sqlite": "{} || ' 12:00:00.000000'",
    "postgresql": "({} + time '12:00') AT TIME ZONE 'UTC'",
}
COLUMNS = "said_at, person_id, consent_for, subject_kind, subject_id, is_given, how, noted_by_id"
MOMENT = "FROM quote_consent c JOIN learning_moment m ON m.id = c.moment_id"
HOW = "CASE WHEN c.paper_on IS NOT NULL THEN 'paper' WHEN c.key_hash IS NOT NULL THEN 'link' ELSE 'self' END"
SO_FAR = (
    """SELECT {consent_on}, b.person_id, 'on_behalf', 'on_behalf', b.id, TRUE,
        CASE WHEN b.received = 'paper' THEN 'paper' ELSE 'spoken' END, b.entered_by_id
    FROM on_behalf b ORDER BY b.id""",
    f"""SELECT c.answered_at, c.user_id, 'quote', 'learning_moment', c.moment_id, c.answer = 'yes', {HOW},
        COALESCE(c.entered_by_id, c.user_id)
    FROM quote_consent c WHERE c.answer IS NOT NULL AND c.answered_at IS NOT NULL ORDER BY c.moment_id""",
    f"""SELECT c.withdrawn_at, c.user_id, 'quote', 'learning_moment', c.moment_id, FALSE, {HOW}, c.user_id
    FROM quote_consent c WHERE c.withdrawn_at IS NOT NULL ORDER BY c.moment_id""",
    """SELECT m.caught_at, CAST(NULL AS INTEGER), 'picture', 'learning_moment', m.id, TRUE, 'spoken', m.author_id
    FROM moment_picture p JOIN learning_moment m ON m.id = p.moment_id ORDER BY m.id""",
    """SELECT p.created_at, p.user_id, 'address', 'initiative', p.initiative_id, TRUE, 'self', p.user_id
    FROM participation p WHERE p.shares_email ORDER BY p.created_at, p.initiative_id, p.user_id""",
    """SELECT c.chosen_at, c.user_id, 'digest', 'mail_choice', c.user_id, (c.days > 0 OR c.at_once), 'self',
        c.user_id
    FROM mail_choice c WHERE c.chosen_at IS NOT NULL ORDER BY c.user_id""",
)


def upgrade() -> None:
    """Add the lines, unless they were added before this version was left and come back to."""
    if op.get_bind().exec_driver_sql("SELECT 1 FROM consent_entry LIMIT 1").first():
        return
    noon = NOON[op.get_bind().dialect.name]
    for found in SO_FAR:
        statement = found.format(consent_on=noon.format("b.consent_on"))
        op.execute(f"INSERT INTO consent_entry ({COLUMNS}) {statement}")


def downgrade() -> None:
    """Leave them: they are what people said."""
