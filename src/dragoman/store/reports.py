"""The reports of a project and what was read from each: one transaction a report, in, partial or rejected, never half."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, LargeBinary, cast, delete, func, insert, or_, select, true, update
from sqlalchemy.engine import Row
from sqlalchemy.sql.expression import ColumnElement

from dragoman.model.annotation import Annotation
from dragoman.model.card import Card, Head
from dragoman.store.database import Database, StoreError
from dragoman.store.readings import (
    BESIDE,
    BLOBS,
    Read,
    annotation_of,
    blobs_of,
    check_version,
    countries_of,
    filed_of,
    kept_layout,
    value_of,
)
from dragoman.store.rows import digest_of, now, parts_of, storable
from dragoman.store.search import Found
from dragoman.store.state import changed
from dragoman.store.tables import named, raw, readings, reports

# Bytes whatever has become of them: damage may have made text of a blob.
RAW = cast(raw.c.body, LargeBinary).label("bytes")
READ = ("in", "partial")


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as the project keeps it: what came, how it stands, and what was read from it (None where nothing was)."""

    id: str
    place: str
    state: str
    reason: str
    added: str
    outlet: str | None
    title: str | None
    first: date | None
    last: date | None
    events: int | None
    url: str | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that comes in: its bytes, how to read them, what is stated about it from outside."""

    raw: bytes
    form: str
    place: str
    path: str | None
    outlet: str | None
    published: date | None
    url: str | None

    @property
    def id(self) -> str:
        """Sixteen characters made from the content and from what is stated of it: the same report has the same id."""
        stated = [self.form, self.outlet, self.published.isoformat() if self.published else None]
        whole = hashlib.sha256(self.raw).hexdigest() + json.dumps(stated)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


class Reports:
    """The reports of a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ------------------------------------------------------------ in

    def has(self, id: str) -> bool:
        """True for a report that came in before, whatever became of it."""
        with self._database.reading() as connection:
            return connection.execute(select(reports.c.id).where(reports.c.id == id)).first() is not None

    def add(
        self, arrival: Arrival, read: Read | None, reason: str, version: str, earlier: Sequence[str] = ()
    ) -> bool:
        """Take a report in, in one transaction; without a reading it is kept as rejected, with the reason, and with both as
        partial.

        Of the reports of one address, and of those named `earlier`, the one published last is in and the others are its
        earlier versions. False when the report is there already: then nothing changes.
        """
        digest = hashlib.sha256(arrival.raw).hexdigest()
        with self._database.writing() as connection:
            if connection.execute(select(reports.c.id).where(reports.c.id == arrival.id)).first():
                return False
            if not connection.execute(select(raw.c.sha256).where(raw.c.sha256 == digest)).first():
                connection.execute(insert(raw), [{"sha256": digest, "body": arrival.raw}])
            connection.execute(
                insert(reports),
                [
                    {
                        "id": arrival.id,
                        "sha256": digest,
                        "form": arrival.form,
                        "place": storable(arrival.place),
                        "path": storable(arrival.path),
                        "outlet": storable(arrival.outlet),
                        "published": arrival.published.isoformat() if arrival.published else None,
                        "url": storable(arrival.url),
                        "state": "rejected" if read is None else "partial" if reason else "in",
                        "reason": storable(reason),
                        "added": now(),
                    }
                ],
            )
            if read is not None:
                self._keep(connection, arrival.id, read, version)
                _settle_versions(connection, arrival, earlier)
            changed(connection)
        return True

    def keep_reading(self, id: str, read: Read, version: str) -> None:
        """Put a reading in place of the one that is kept."""
        with self._database.writing() as connection:
            self._drop(connection, id)
            self._keep(connection, id, read, version)
            changed(connection)

    def forget(self, id: str, reason: str) -> None:
        """Take a report's text and reading out for good; that it was there, and why it went, stays."""
        with self._database.writing() as connection:
            row = connection.execute(select(reports.c.sha256).where(reports.c.id == id)).first()
            if row is None:
                raise StoreError(f"{id}: no such report; dragoman documents lists them")
            self._drop(connection, id)
            connection.execute(
                update(reports)
                .where(reports.c.id == id)
                .values(
                    state="forgotten", reason=storable(reason), sha256=None, place="", path=None, url=None
                )
            )
            used = select(reports.c.sha256).where(reports.c.sha256.is_not(None))
            connection.execute(delete(raw).where(raw.c.sha256.not_in(used)))
            changed(connection)

    def _keep(self, connection: Connection, id: str, read: Read, version: str) -> None:
        blobs = blobs_of(read)
        filed = filed_of(read.annotation)
        kept = {"layout": kept_layout(), "version": version, "digest": digest_of(blobs.values())}
        connection.execute(insert(readings), [{"id": id, **kept, **blobs, **filed}])
        codes = countries_of(read.annotation)
        if codes:
            connection.execute(insert(named), [{"id": id, "country": code} for code in codes])
        text = read.annotation.reading.document.text
        self._database.words.put(connection, id, filed["title"] or "", text)

    def _drop(self, connection: Connection, id: str) -> None:
        connection.execute(delete(named).where(named.c.id == id))
        connection.execute(delete(readings).where(readings.c.id == id))
        self._database.words.drop(connection, id)

    # ------------------------------------------------------------ out

    def listed(self, only: Iterable[str] | None = None) -> list[Kept]:
        """Every report that ever came in, in that order; of `only` these ids."""
        found: list[Kept] = []
        for part in parts_of(only):
            found += self._listed(part)
        return found

    def _listed(self, ids: list[str] | None) -> list[Kept]:
        which = true() if ids is None else reports.c.id.in_(ids)
        with self._database.reading() as connection:
            rows = connection.execute(
                select(
                    reports.c.id,
                    reports.c.place,
                    reports.c.state,
                    reports.c.reason,
                    reports.c.added,
                    func.coalesce(readings.c.outlet, reports.c.outlet),
                    readings.c.title,
                    readings.c.first,
                    readings.c.last,
                    readings.c.events,
                    reports.c.url,
                    reports.c.replaced_by,
                )
                .join_from(reports, readings, reports.c.id == readings.c.id, isouter=True)
                .where(which)
                .order_by(reports.c.number)
            ).all()
        return [_kept(tuple(row)) for row in rows]

    def annotations(
        self,
        version: str,
        *,
        naming: Sequence[str] = (),
        only: Iterable[str] | None = None,
        syntax: bool = True,
        replaced: bool = False,
    ) -> Iterator[tuple[str, Annotation]]:
        """The readings of the reports that are in, with their ids, in the order of the ids; those that name all the
        countries `naming` where some are given, and of `only` these ids. Without `syntax` the sentences have no tokens;
        `replaced` gives earlier versions too. Raises StoreError for a damaged or outdated reading."""
        states = (*READ, "replaced") if replaced else READ
        wanted = (
            select(*BESIDE, *BLOBS, reports.c.path)
            .join(reports, reports.c.id == readings.c.id)
            .where(reports.c.state.in_(states))
        )
        for country in naming:
            wanted = wanted.where(readings.c.id.in_(select(named.c.id).where(named.c.country == country)))
        for part in parts_of(only):
            narrowed = wanted if part is None else wanted.where(readings.c.id.in_(part))
            with self._database.reading() as connection:
                for row in connection.execute(narrowed.order_by(readings.c.id)):
                    yield row.id, annotation_of(row, version, syntax)

    def heads(self, version: str) -> list[tuple[str, str, Head]]:
        """The id, the digest of the reading and the head of every report that is in, in the order of the ids."""
        return [(row.id, row.digest, value_of(Head, row.card_bytes, row.id)) for row in self._sorted(version)]

    def cards(self, version: str, only: Iterable[str]) -> list[tuple[str, Card]]:
        """The cards of these reports, with their ids, in the order of the ids."""
        return [(row.id, value_of(Card, row.card_bytes, row.id)) for row in self._sorted(version, only)]

    def _sorted(self, version: str, only: Iterable[str] | None = None) -> Iterator[Any]:
        wanted = (
            select(readings.c.id, readings.c.digest, readings.c.version, readings.c.layout, BLOBS[2])
            .join(reports, reports.c.id == readings.c.id)
            .where(reports.c.state.in_(READ))
        )
        for part in parts_of(only):
            narrowed = wanted if part is None else wanted.where(readings.c.id.in_(part))
            with self._database.reading() as connection:
                for row in connection.execute(narrowed.order_by(readings.c.id)):
                    check_version(row, version)
                    yield row

    def arrivals(self, only: Iterable[str] | None = None) -> Iterator[tuple[str, Arrival]]:
        """The bytes of the reports that were read, with their ids, to read them again."""
        wanted = (
            select(reports, RAW)
            .join(raw, raw.c.sha256 == reports.c.sha256)
            .where(reports.c.state.in_((*READ, "replaced")))
            .order_by(reports.c.number)
        )
        for part in parts_of(only):
            with self._database.reading() as connection:
                narrowed = wanted if part is None else wanted.where(reports.c.id.in_(part))
                for row in connection.execute(narrowed):
                    yield row.id, arrival_of(row)

    def readable(self) -> list[str]:
        """The ids of the reports that were read, in the order in which they came."""
        with self._database.reading() as connection:
            return list(
                connection.execute(
                    select(reports.c.id)
                    .where(reports.c.state.in_((*READ, "replaced")), reports.c.sha256.is_not(None))
                    .order_by(reports.c.number)
                ).scalars()
            )

    def alike(self, outlet: str | None, day: date | None, within: int) -> list[tuple[str, str]]:
        """The ids of the reports of an outlet published within so many days of a day, and the bytes' SHA-256 of each."""
        if outlet is None or day is None:
            return []
        first, last = (date.fromordinal(max(1, day.toordinal() + d)).isoformat() for d in (-within, within))
        with self._database.reading() as connection:
            rows = connection.execute(
                select(reports.c.id, reports.c.sha256)
                .join(readings, readings.c.id == reports.c.id)
                .where(
                    readings.c.outlet == outlet,
                    readings.c.last.between(first, last),
                    reports.c.state.in_((*READ, "replaced")),
                )
            ).all()
        return [(row[0], row[1]) for row in rows]

    def versions(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """For each of the reports its earlier versions, the latest first."""
        found: dict[str, list[str]] = {}
        for part in parts_of(ids):
            with self._database.reading() as connection:
                rows = connection.execute(
                    select(reports.c.replaced_by, reports.c.id)
                    .join(readings, readings.c.id == reports.c.id)
                    .where(reports.c.state == "replaced", reports.c.replaced_by.in_(part or ()))
                    .order_by(readings.c.last.desc(), reports.c.id.desc())
                )
                for later, earlier in rows:
                    found.setdefault(later, []).append(earlier)
        return found

    def search(self, words: str, limit: int) -> list[Found]:
        """The reports that hold all the words, the best first."""
        with self._database.reading() as connection:
            return self._database.words.find(connection, words, limit)


# ---------------------------------------------------------------- versions and rows


def _settle_versions(connection: Connection, arrival: Arrival, earlier: Sequence[str]) -> None:
    """Of the versions of one report the one published last is in and the others are replaced by it, in whatever order they
    came; of one day, the one whose id is last."""
    group = {arrival.id, *earlier}
    same: list[ColumnElement[bool]] = [reports.c.id.in_(group), reports.c.replaced_by.in_(group)]
    if arrival.url:
        same.append(reports.c.url == arrival.url)
    found: set[str] = set()
    while True:
        rows = connection.execute(
            select(reports.c.id, reports.c.replaced_by, reports.c.url, readings.c.last)
            .join(readings, readings.c.id == reports.c.id)
            .where(or_(*same), reports.c.state.in_((*READ, "replaced")))
        ).all()
        now_found = {r.id for r in rows} | {r.replaced_by for r in rows if r.replaced_by}
        if now_found == found:
            break
        found = now_found
        urls = {r.url for r in rows if r.url}
        same = [reports.c.id.in_(found), reports.c.replaced_by.in_(found), reports.c.url.in_(urls)]
    newest = max(rows, key=lambda r: (r.last or "", r.id)).id
    for row in rows:
        is_newest = row.id == newest
        connection.execute(
            update(reports)
            .where(reports.c.id == row.id)
            .values(
                state=_state(connection, row.id) if is_newest else "replaced",
                replaced_by=None if is_newest else newest,
            )
        )


def _state(connection: Connection, id: str) -> str:
    reason = connection.execute(select(reports.c.reason).where(reports.c.id == id)).scalar()
    return "partial" if reason else "in"


def arrival_of(row: Row[Any]) -> Arrival:
    """What came in, of a row of `reports` with its raw bytes."""
    published = _day(row.published)
    return Arrival(row.bytes, row.form, row.place, row.path, row.outlet, published, row.url)


def _kept(row: tuple[Any, ...]) -> Kept:
    id, place, state, reason, added, outlet, title, first, last, events, url, replaced_by = row
    days = [_day(d) for d in (first, last)]
    return Kept(id, place, state, reason, added, outlet, title, days[0], days[1], events, url, replaced_by)


def _day(text: object) -> date | None:
    """A kept day; damage may have made anything of it, which is then no day."""
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
