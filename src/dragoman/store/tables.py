"""The tables of a project: what came in (never changed), what its keeper decided, and what was read and found (made anew at
will).

`raw` holds the bytes of reports by their SHA-256; `reports` what is known of each from outside; `decisions` is a log to
which rows are only added. `readings`, `named` and the index of words are made from the reports; `layouts`, `affairs`,
`events` and `acting` from the readings and the decisions. A change here is a new SCHEMA with a migration (migrations/versions).
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA = 2

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
# state: in, partial (read, but not as a whole), rejected (no report could be read from it), replaced (there is a later version
# of it), forgotten
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
# body: the reading without its tokens; syntax: the tokens; card: what sorts it among others. The large ones stand last: what is
# looked up is then read without walking over them.
readings = Table(
    "readings",
    metadata,
    Column("id", String(16), ForeignKey("reports.id"), primary_key=True),
    Column("layout", String(12), nullable=False),
    Column("version", String(20), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("outlet", Text),
    Column("title", Text),
    Column("first", String(10)),
    Column("last", String(10)),
    Column("events", Integer, nullable=False),
    Column("card", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("syntax", LargeBinary, nullable=False),
    Index("readings_outlet", "outlet", "last"),
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
# One row: how all reports lie in stories and affairs.
layouts = Table(
    "layouts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
# What was found of an affair beside its events; the key is made of all that the finding depends on.
affairs = Table(
    "affairs",
    metadata,
    Column("key", String(24), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("id", String(24), primary_key=True),
    Column("affair", String(24), ForeignKey("affairs.key"), nullable=False),
    Column("type", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("first", String(10)),
    Column("last", String(10)),
    Column("weight", Float, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("events_affair", "affair"),
)
acting = Table(
    "acting",
    metadata,
    Column("event", String(24), ForeignKey("events.id"), primary_key=True),
    Column("party", String(80), primary_key=True),
    Index("acting_party", "party"),
)
# What is made from reports and decisions, in an order in which rows can be taken out.
DERIVED = (acting, events, affairs, layouts, named, readings)
KEPT = (about, raw, reports, decisions)

Index("reports_url", reports.c.url)
Index("reports_state", reports.c.state)
Index("reports_replaced_by", reports.c.replaced_by)
