"""The answers, as the first versions of the program kept them; a database of theirs is taken over as it is.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table unless it is there."""
    if sa.inspect(op.get_bind()).has_table("answers"):
        return
    op.create_table(
        "answers",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("answer_id", sa.String(40), unique=True, nullable=False),
        sa.Column("session_id", sa.String(200), index=True),
        sa.Column("created_at", sa.String(40), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("turn", sa.Text),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("answers")
