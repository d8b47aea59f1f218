"""The tables of the record, as SQLAlchemy knows them; migrations/ makes them, and a test holds the two together.

Rows are added and never changed (a trigger sees to it), except of `api_keys`, `people` and `conversations` (what a reader's page lists);
they are deleted by age alone.
Times are ISO 8601 in UTC, as text: they sort as they are. Whole objects are JSON as the program writes them.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table, Text

REVISION = "0003"  # the newest migration, which this program needs
METADATA = MetaData()


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=True)


ANSWERS = Table(
    "answers",
    METADATA,
    _number(),
    Column("answer_id", String(40), unique=True, nullable=False),
    Column("session_id", String(200), index=True),
    Column("created_at", String(40), nullable=False),
    Column("answer", Text, nullable=False),
    Column("turn", Text),
    Column("status", String(24)),
    Column("door", String(16)),
    Column("asked_by", String(100)),
    Column("agent_id", String(200)),
    Column("request_id", String(64)),
    Column("once", String(64)),  # digest of who asked and the Idempotency-Key: one answer for each
    Column("request_digest", String(64)),
    Column("question_key", String(64)),
    Column("gap", String(24)),
    Column("places", Text),
    Column("matter", Text),
    Column("record", Text),
    Index("one_answer_for_each_key", "once", unique=True),
    Index("answers_by_time", "created_at"),
    Index("answers_by_gap", "gap", "created_at"),
)
REVIEWS = Table(
    "reviews",
    METADATA,
    _number(),
    Column("answer_id", String(40), nullable=False, index=True),
    Column("question_key", String(64), nullable=False, index=True),
    Column("created_at", String(40), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("review", Text, nullable=False),
)
FEEDBACK = Table(
    "feedback",
    METADATA,
    _number(),
    Column("answer_id", String(40), nullable=False, index=True),
    Column("created_at", String(40), nullable=False),
    Column("feedback", Text, nullable=False),
)
PAUSES = Table(
    "pauses",
    METADATA,
    _number(),
    Column("created_at", String(40), nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("by", String(100), nullable=False),
)
KEYS = Table(
    "api_keys",
    METADATA,
    _number(),
    Column("key_id", String(16), unique=True, nullable=False),
    Column("name", String(100), nullable=False),
    Column("digest", String(64), unique=True, nullable=False),
    Column("scopes", String(100), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("expires_at", String(40)),
    Column("revoked_at", String(40)),
)
SECRETS = Table(
    "secrets",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("secret", String(64), nullable=False),
)
CONVERSATIONS = Table(
    "conversations",
    METADATA,
    _number(),
    Column("session_id", String(64), unique=True, nullable=False),
    Column("owner", String(200), nullable=False),
    Column("name", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("changed_at", String(40), nullable=False),
    Column("answer_ids", Text, nullable=False),  # JSON: the answers it shows, in order; those asked anew are left out
    Index("conversations_of_an_owner", "owner", "changed_at"),
)
PEOPLE = Table(
    "people",
    METADATA,
    _number(),
    Column("name", String(100), unique=True, nullable=False),
    Column("password", String(200), nullable=False),
    Column("scopes", String(100), nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("removed_at", String(40)),
)
ADDED_TO = (ANSWERS, REVIEWS, FEEDBACK, PAUSES)  # and never changed
