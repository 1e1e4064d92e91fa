"""Learning moments, reflections, and the consent of who is quoted."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "learning_moment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("board_id", sa.Integer(), nullable=True),
        sa.Column("initiative_id", sa.Integer(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "success",
                "obstacle",
                "quote",
                "turning_point",
                "question",
                name=op.f("ck_learning_moment_momentkind"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column(
            "openness",
            sa.Enum(
                "public",
                "partners",
                name=op.f("ck_learning_moment_openness"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("said_by", sa.String(length=100), nullable=False),
        sa.Column("said_as", sa.String(length=100), nullable=False),
        sa.Column("is_role_only", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "resident",
                "partner",
                "representative",
                "municipality",
                "province",
                "council",
                "theme_lead",
                "team",
                "manager",
                "administrator",
                name=op.f("ck_learning_moment_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("caught_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_learning_moment_author_id_user")),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name=op.f("fk_learning_moment_board_id_board")),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name=op.f("fk_learning_moment_initiative_id_initiative"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_learning_moment_meeting_id_meeting"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_learning_moment_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_learning_moment_programme_id_programme")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_moment")),
    )
    op.create_index(op.f("ix_learning_moment_author_id"), "learning_moment", ["author_id"])
    op.create_index(op.f("ix_learning_moment_board_id"), "learning_moment", ["board_id"])
    op.create_index(
        op.f("ix_learning_moment_initiative_id"), "learning_moment", ["initiative_id"], unique=False
    )
    op.create_index(op.f("ix_learning_moment_meeting_id"), "learning_moment", ["meeting_id"])
    op.create_index(
        op.f("ix_learning_moment_programme_id_learning_moment_board_id_learning_moment_kind"),
        "learning_moment",
        ["programme_id", "board_id", "kind"],
    )
    op.create_index(
        op.f("ix_learning_moment_programme_id_learning_moment_happened_on_learning_moment_id"),
        "learning_moment",
        ["programme_id", "happened_on", "id"],
    )
    op.create_table(
        "moment_picture",
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=80), nullable=False),
        sa.Column("alt", sa.String(length=300), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("is_agreed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("is_agreed", name=op.f("ck_moment_picture_agreed")),
        sa.ForeignKeyConstraint(
            ["moment_id"],
            ["learning_moment.id"],
            name=op.f("fk_moment_picture_moment_id_learning_moment"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("moment_id", name=op.f("pk_moment_picture")),
        sa.UniqueConstraint("file_name", name=op.f("uq_moment_picture_file_name")),
    )
    op.create_table(
        "obstacle_share",
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("handle", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("theme", sa.String(length=120), nullable=False),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("shared_by_id", sa.Integer(), nullable=False),
        sa.Column("shared_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("name_agreed", sa.Boolean(), nullable=True),
        sa.Column("name_answered_by_id", sa.Integer(), nullable=True),
        sa.Column("name_answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["moment_id"],
            ["learning_moment.id"],
            name=op.f("fk_obstacle_share_moment_id_learning_moment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_id"],
            ["organisation.id"],
            name=op.f("fk_obstacle_share_municipality_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["name_answered_by_id"], ["user.id"], name=op.f("fk_obstacle_share_name_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["shared_by_id"], ["user.id"], name=op.f("fk_obstacle_share_shared_by_id_user")
        ),
        sa.PrimaryKeyConstraint("moment_id", name=op.f("pk_obstacle_share")),
        sa.UniqueConstraint("handle", name=op.f("uq_obstacle_share_handle")),
    )
    op.create_index(op.f("ix_obstacle_share_municipality_id"), "obstacle_share", ["municipality_id"])
    op.create_index(
        op.f("ix_obstacle_share_shared_at_obstacle_share_handle"), "obstacle_share", ["shared_at", "handle"]
    )
    op.create_table(
        "quote_consent",
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=True),
        sa.Column("shown_text", sa.Text(), nullable=False),
        sa.Column("shown_as", sa.String(length=210), nullable=False),
        sa.Column(
            "shown_to",
            sa.Enum(
                "public",
                "partners",
                name=op.f("ck_quote_consent_openness"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "yes",
                "no",
                name=op.f("ck_quote_consent_consentanswer"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=True,
        ),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paper_on", sa.Date(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["moment_id"],
            ["learning_moment.id"],
            name=op.f("fk_quote_consent_moment_id_learning_moment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["entered_by_id"], ["user.id"], name=op.f("fk_quote_consent_entered_by_id_user")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_quote_consent_user_id_user")),
        sa.PrimaryKeyConstraint("moment_id", name=op.f("pk_quote_consent")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_quote_consent_key_hash")),
    )
    op.create_index(op.f("ix_quote_consent_user_id"), "quote_consent", ["user_id"])
    op.create_table(
        "reflection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column(
            "openness",
            sa.Enum(
                "public",
                "partners",
                name=op.f("ck_reflection_openness"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "resident",
                "partner",
                "representative",
                "municipality",
                "province",
                "council",
                "theme_lead",
                "team",
                "manager",
                "administrator",
                name=op.f("ck_reflection_role"),
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_reflection_author_id_user")),
        sa.ForeignKeyConstraint(
            ["moment_id"],
            ["learning_moment.id"],
            name=op.f("fk_reflection_moment_id_learning_moment"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_reflection_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reflection")),
    )
    op.create_index(op.f("ix_reflection_author_id"), "reflection", ["author_id"])
    op.create_index(
        op.f("ix_reflection_moment_id_reflection_id"), "reflection", ["moment_id", "id"], unique=False
    )
    op.create_table(
        "testimony",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("said_by", sa.String(length=210), nullable=True),
        sa.Column("file_name", sa.String(length=80), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["moment_id"], ["learning_moment.id"], name=op.f("fk_testimony_moment_id_learning_moment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_testimony")),
        sa.UniqueConstraint("digest", name=op.f("uq_testimony_digest")),
    )
    op.create_index(op.f("ix_testimony_moment_id"), "testimony", ["moment_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("testimony")
    op.drop_table("reflection")
    op.drop_table("quote_consent")
    op.drop_table("obstacle_share")
    op.drop_table("moment_picture")
    op.drop_table("learning_moment")
