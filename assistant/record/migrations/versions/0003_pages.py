"""What the page keeps for a reader: the conversations it lists, and the people who sign in by name.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add both tables; unlike the record they may be changed."""
    op.create_table(
        "conversations",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("session_id", sa.String(64), nullable=False, unique=True),
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("changed_at", sa.String(40), nullable=False),
        sa.Column("answer_ids", sa.Text, nullable=False),
    )
    op.create_index("conversations_of_an_owner", "conversations", ["owner", "changed_at"])
    op.create_table(
        "people",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(100), nullable=False, unique=True),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("scopes", sa.String(100), nullable=False),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("removed_at", sa.String(40)),
    )


def downgrade() -> None:
    """Take both away; the record stays."""
    op.drop_table("people")
    op.drop_index("conversations_of_an_owner", "conversations")
    op.drop_table("conversations")
