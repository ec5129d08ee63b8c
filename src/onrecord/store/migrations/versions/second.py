"""Disagreements are found by the cluster they belong to: ending a cluster read the whole table before."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index over the disagreements' clusters."""
    op.create_index("ix_disagreements_cluster_seq", "disagreements", ["cluster_seq"])


def downgrade() -> None:
    """Take the index away again."""
    op.drop_index("ix_disagreements_cluster_seq", "disagreements")
