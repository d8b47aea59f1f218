"""Who asked and what was found beside each answer; reviews, feedback, pauses, keys; nothing added is ever changed.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_NEW_COLUMNS = (
    ("status", sa.String(24)),
    ("door", sa.String(16)),
    ("asked_by", sa.String(100)),
    ("agent_id", sa.String(200)),
    ("request_id", sa.String(64)),
    ("once", sa.String(64)),
    ("request_digest", sa.String(64)),
    ("question_key", sa.String(64)),
    ("gap", sa.String(24)),
    ("places", sa.Text),
    ("matter", sa.Text),
    ("record", sa.Text),
)
_ADDED_TO = ("answers", "reviews", "feedback", "pauses")


def upgrade() -> None:
    """Add the columns and tables, and the triggers that refuse a change."""
    for name, kind in _NEW_COLUMNS:
        op.add_column("answers", sa.Column(name, kind))
    op.create_index("one_answer_for_each_key", "answers", ["once"], unique=True)
    op.create_index("answers_by_time", "answers", ["created_at"])
    op.create_index("answers_by_gap", "answers", ["gap", "created_at"])
    _reviews_and_feedback()
    _switches_and_keys()
    for table in _ADDED_TO:
        _never_changed(table)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True, autoincrement=True)


def _text(name: str, length: int, *, nullable: bool = False, unique: bool = False, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable, unique=unique or None, index=index or None)


def _reviews_and_feedback() -> None:
    op.create_table(
        "reviews",
        _number(),
        _text("answer_id", 40, index=True),
        _text("question_key", 64, index=True),
        _text("created_at", 40),
        _text("verdict", 16),
        sa.Column("review", sa.Text, nullable=False),
    )
    op.create_table(
        "feedback", _number(), _text("answer_id", 40, index=True), _text("created_at", 40), sa.Column("feedback", sa.Text, nullable=False)
    )


def _switches_and_keys() -> None:
    op.create_table(
        "pauses",
        _number(),
        _text("created_at", 40),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        _text("by", 100),
    )
    op.create_table(
        "api_keys",
        _number(),
        _text("key_id", 16, unique=True),
        _text("name", 100),
        _text("digest", 64, unique=True),
        _text("scopes", 100),
        _text("created_at", 40),
        _text("expires_at", 40, nullable=True),
        _text("revoked_at", 40, nullable=True),
    )
    op.create_table("secrets", sa.Column("name", sa.String(40), primary_key=True), _text("secret", 64))


def _never_changed(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        refuse = "SELECT RAISE(ABORT, 'the record is added to, not changed')"
        op.execute(f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table} BEGIN {refuse}; END")
    elif op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE OR REPLACE FUNCTION fazhi_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the record is added to, not changed'; END $$"
        )
        op.execute(f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION fazhi_never_changed()")


def downgrade() -> None:
    """Take away all but the answers themselves."""
    for table in _ADDED_TO:
        op.execute(f"DROP TRIGGER {table}_never_changed" + (f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""))
    for table in ("reviews", "feedback", "pauses", "api_keys", "secrets"):
        op.drop_table(table)
    for index in ("answers_by_gap", "answers_by_time", "one_answer_for_each_key"):
        op.drop_index(index, "answers")
    for name, _ in reversed(_NEW_COLUMNS):
        op.drop_column("answers", name)
