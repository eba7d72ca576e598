"""The first schema: reports, readings, decisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "about",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "raw",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("raw.sha256")),
        sa.Column("form", sa.String(8), nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("path", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("published", sa.String(10)),
        sa.Column("url", sa.Text),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("replaced_by", sa.String(16)),
        sa.Column("added", sa.String(32), nullable=False),
    )
    op.create_index("reports_url", "reports", ["url"])
    op.create_index("reports_state", "reports", ["state"])
    op.create_table(
        "readings",
        sa.Column("id", sa.String(16), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("layout", sa.String(12), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("first", sa.String(10)),
        sa.Column("last", sa.String(10)),
        sa.Column("events", sa.Integer, nullable=False),
    )
    op.create_table(
        "named",
        sa.Column("id", sa.String(16), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("country", sa.String(12), primary_key=True),
    )
    op.create_index("named_country", "named", ["country"])
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_table(
        "shown",
        sa.Column("label", sa.String(12), primary_key=True),
        sa.Column("mentions", sa.Text, nullable=False),
    )
