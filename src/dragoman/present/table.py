"""Events as rows: for spreadsheets, notebooks and data frames; a row for each event, a value or nothing in each column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import Any

from dragoman.model.record import Brief, BriefDocument, Event

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
        return "".join(csv_lines(self.rows))

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
    return EventTable(tuple(rows_of(brief.documents, brief.events)))


def rows_of(documents: Sequence[BriefDocument], events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """A row for each of the events that `documents` tell."""
    outlets = {d.id: d.outlet or d.id for d in documents}
    for event in events:
        yield _row(event, outlets)


def csv_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The lines of a CSV table, the names of the columns first."""
    for values in chain([COLUMNS], ([_inert(row[c]) for c in COLUMNS] for row in rows)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow("" if value is None else value for value in values)
        yield line.getvalue()


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
