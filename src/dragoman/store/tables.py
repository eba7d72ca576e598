"""The tables of a project: what came in (never changed), what was read from it (made anew at will), what its keeper decided.

`raw` holds the bytes of reports by their SHA-256; `reports` what is known of each from outside; `readings`, `named` and
`words` are derived; `decisions` is a log to which rows are only added.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA = 1

metadata = MetaData()

about = Table(
    "about",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
raw = Table(
    "raw",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)
# state: in, rejected (no report could be read from it), replaced (a later version of the same address), forgotten
reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("sha256", String(64), ForeignKey("raw.sha256"), nullable=True),
    Column("form", String(8), nullable=False),
    Column("place", Text, nullable=False),
    Column("path", Text),
    Column("outlet", Text),
    Column("published", String(10)),
    Column("url", Text),
    Column("state", String(10), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("replaced_by", String(16)),
    Column("added", String(32), nullable=False),
)
readings = Table(
    "readings",
    metadata,
    Column("id", String(16), ForeignKey("reports.id"), primary_key=True),
    Column("layout", String(12), nullable=False),
    Column("version", String(20), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("first", String(10)),
    Column("last", String(10)),
    Column("events", Integer, nullable=False),
)
named = Table(
    "named",
    metadata,
    Column("id", String(16), ForeignKey("reports.id"), primary_key=True),
    Column("country", String(12), primary_key=True),
    Index("named_country", "country"),
)
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("body", Text, nullable=False),
    Column("why", Text, nullable=False, default=""),
)
# What the last brief called each event, so that a person can speak of "ev3".
shown = Table(
    "shown",
    metadata,
    Column("label", String(12), primary_key=True),
    Column("mentions", Text, nullable=False),
)

Index("reports_url", reports.c.url)
Index("reports_state", reports.c.state)
