"""Events as rows: for spreadsheets, notebooks and data frames; a row for each event, a value or nothing in each column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from dragoman.model.record import Brief, Event

COLUMNS = (
    "id",
    "type",
    "mode",
    "plover",
    "status",
    "certainty",
    "first",
    "last",
    "actors",
    "recipients",
    "place",
    "verdict",
    "origins",
    "reports",
    "summary",
)
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class EventTable:
    """The events of a brief as rows, in the order of the brief.

    `to_pandas`, `to_polars` and `to_arrow` need those libraries; days are ISO 8601 text, several actors stand side by side.
    """

    rows: tuple[dict[str, Any], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def to_csv(self) -> str:
        """CSV with a line of names; text that a spreadsheet would take for a formula is told to be text."""
        written = io.StringIO()
        table = csv.writer(written, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(["" if (v := _inert(row[c])) is None else v for c in COLUMNS] for row in self.rows)
        return written.getvalue()

    def to_pandas(self) -> Any:
        """A pandas.DataFrame. Raises ImportError when pandas is not installed."""
        import pandas  # type: ignore[import-not-found,import-untyped,unused-ignore]

        return pandas.DataFrame(list(self.rows), columns=list(COLUMNS))

    def to_polars(self) -> Any:
        """A polars.DataFrame. Raises ImportError when polars is not installed."""
        import polars  # type: ignore[import-not-found,unused-ignore]

        return polars.DataFrame(list(self.rows), schema=list(COLUMNS), infer_schema_length=None)

    def to_arrow(self) -> Any:
        """A pyarrow.Table. Raises ImportError when pyarrow is not installed."""
        import pyarrow  # type: ignore[import-not-found,import-untyped,unused-ignore]

        return pyarrow.table({c: [row[c] for row in self.rows] for c in COLUMNS})

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{c}</th>" for c in COLUMNS)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(_plain(row[c]))}</td>" for c in COLUMNS) + "</tr>"
            for row in self.rows[:_SHOWN]
        )
        more = f"<p>… and {len(self.rows) - _SHOWN} more</p>" if len(self.rows) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def table_of(brief: Brief) -> EventTable:
    """The events of a brief as a table."""
    outlets = {d.id: d.outlet or d.id for d in brief.documents}
    return EventTable(tuple(_row(event, outlets) for event in brief.events))


def _row(event: Event, outlets: dict[str, str]) -> dict[str, Any]:
    first, last = (event.time.first, event.time.last) if event.time else (None, None)
    return {
        "id": event.id,
        "type": event.type.value,
        "mode": event.mode,
        "plover": event.plover,
        "status": event.status.value,
        "certainty": event.certainty,
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
        "actors": " ".join(event.actors),
        "recipients": " ".join(event.recipients),
        "place": event.place,
        "verdict": event.verdict.value,
        "origins": len(event.origins),
        "reports": "; ".join(dict.fromkeys(outlets[r.document] for r in event.reports)),
        "summary": event.summary,
    }


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _inert(value: Any) -> Any:
    return "'" + value if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
