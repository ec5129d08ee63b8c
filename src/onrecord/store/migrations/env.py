"""Where Alembic begins: it works on the connection that opening.py hands over."""

from __future__ import annotations

from alembic import context

from onrecord.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
