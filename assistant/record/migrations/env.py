"""Runs the migrations on the connection that the program hands over."""

from __future__ import annotations

from alembic import context

from assistant.record.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
