"""What is found across reports is kept too; readings are kept with their tokens and their card apart.

Readings are derived: they are taken out here and made anew from the reports.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Empty the readings, widen them, and make the tables of findings."""
    op.drop_table("named")
    op.drop_table("readings")
    op.create_table(
        "readings",
        sa.Column("id", sa.String(16), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("layout", sa.String(12), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("first", sa.String(10)),
        sa.Column("last", sa.String(10)),
        sa.Column("events", sa.Integer, nullable=False),
        sa.Column("card", sa.LargeBinary, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("syntax", sa.LargeBinary, nullable=False),
    )
    op.create_index("readings_outlet", "readings", ["outlet", "last"])
    op.create_index("reports_replaced_by", "reports", ["replaced_by"])
    op.create_table(
        "named",
        sa.Column("id", sa.String(16), sa.ForeignKey("reports.id"), primary_key=True),
        sa.Column("country", sa.String(12), primary_key=True),
    )
    op.create_index("named_country", "named", ["country"])
    op.create_table(
        "layouts",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "affairs",
        sa.Column("key", sa.String(24), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.String(24), primary_key=True),
        sa.Column("affair", sa.String(24), sa.ForeignKey("affairs.key"), nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("first", sa.String(10)),
        sa.Column("last", sa.String(10)),
        sa.Column("weight", sa.Float, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index("events_affair", "events", ["affair"])
    op.create_table(
        "acting",
        sa.Column("event", sa.String(24), sa.ForeignKey("events.id"), primary_key=True),
        sa.Column("party", sa.String(80), primary_key=True),
    )
    op.create_index("acting_party", "acting", ["party"])
