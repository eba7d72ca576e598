"""A project: a record that grows. Reports are added once, kept as they came, read, compared, corrected, and read again.

What a brief of a project says is what would be found from its readings and decisions if it were made from nothing, so it is the
same in whatever order the reports came, and a correction stands above everything the machine finds later.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Self

from dragoman.corrections import Corrections
from dragoman.findings import Findings
from dragoman.forked import no_collector
from dragoman.ingest.failure import Failure, UnreadableError
from dragoman.ingest.sources import Source, find_sources, read_source
from dragoman.model.annotation import Annotation
from dragoman.model.decided import Decided, MentionKey
from dragoman.model.document import Document, Given
from dragoman.model.record import Brief, BriefDocument, Event
from dragoman.model.settings import Settings
from dragoman.pipeline import as_decided, brief
from dragoman.reconcile.assembly import in_time
from dragoman.reconcile.cards import card_of
from dragoman.reconcile.doubts import Doubt
from dragoman.reconcile.origins import containment
from dragoman.reconcile.selection import Wanted, select
from dragoman.store.search import Found
from dragoman.store.store import Arrival, Kept, Read, Store, folder_around
from dragoman.workers import annotate_all

# From this share of word runs in common on, two reports of one outlet are two versions of one.
VERSION = 0.6
_VERSION_DAYS = 3
_PARTIAL = ("language.other", "zone.no-body")


@dataclass(slots=True)
class Added:
    """What became of the reports of one `add`: new, of these read only in part, known already, rejected (kept, with the reason),
    unreadable (not there)."""

    new: int = 0
    partial: int = 0
    known: int = 0
    rejected: int = 0
    failed: int = 0


class Keeping(Corrections):
    """The project in `folder`. Raises StoreError when there is none.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Keeping.create(folder) as project:
    ...     project.documents()
    []
    """

    def __init__(self, folder: Path | str = ".", settings: Settings | None = None) -> None:
        self.folder = Path(folder)
        self.settings = settings or Settings()
        self.store = Store.open(self.folder)

    @classmethod
    def create(
        cls, folder: Path | str, settings: Settings | None = None, *, database: str | None = None
    ) -> Self:
        """A new, empty project, in the PostgreSQL database of a URL where one is given. Raises StoreError when there is one
        already or it cannot be made."""
        Store.create(Path(folder), database).close()
        return cls(folder, settings)

    @classmethod
    def around(cls, folder: Path, settings: Settings | None = None) -> Self | None:
        """The project of a folder or of the nearest folder above it; None where there is none."""
        place = folder_around(folder)
        return None if place is None else cls(place, settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    # ------------------------------------------------------------ in

    def add(
        self,
        paths: Iterable[str],
        *,
        given: Given | None = None,
        standard_input: Iterable[bytes] = (),
        workers: int = 1,
        told: Callable[[str, str], None] = lambda where, what: None,
    ) -> Added:
        """Take in every report under `paths` ("-" reads JSON Lines from `standard_input`), each in one transaction.

        A report that is there already is not read again, so an `add` that was stopped goes on where it was. `told` hears
        of every report: where it came from and what became of it. Raises SyntaxMissingError and StoreError.
        """
        added = Added()
        waiting: deque[Arrival] = deque()
        version = reading_version(self.settings)

        def rejected(arrival: Arrival, why: str) -> None:
            self.store.reports.add(arrival, None, why, version)
            added.rejected += 1
            told(arrival.place, f"rejected: {why}")

        def documents() -> Iterator[Document | Failure]:
            for source in find_sources(paths, standard_input, given or Given(), self.settings):
                if isinstance(source, Failure):
                    added.failed += 1
                    told(source.where, source.why)
                    continue
                arrival = _arrival_of(source)
                if self.store.reports.has(arrival.id):
                    added.known += 1
                    told(source.where, "known")
                    continue
                try:
                    document = read_source(source, self.settings)
                except UnreadableError as error:
                    rejected(arrival, str(error))
                    continue
                waiting.append(replace(arrival, url=arrival.url or document.given.url))
                yield document

        for result in annotate_all(documents(), self.settings, _as_it_is, workers=workers):
            arrival = waiting.popleft()
            if isinstance(result, Failure):
                rejected(arrival, result.why)
                continue
            annotation: Annotation = result.value
            what = self.take(arrival, annotation)
            added.new += what != "known"
            added.partial += what.startswith("partial")
            added.known += what == "known"
            told(arrival.place, what)
        return added

    def take(self, arrival: Arrival, annotation: Annotation) -> str:
        """Take in one report that was read, in one transaction; what became of it: new, partial (with the reason), known."""
        version = reading_version(self.settings)
        why = next((i.message for i in annotation.issues if i.code in _PARTIAL), "")
        read = Read(annotation, card_of(annotation))
        is_new = self.store.reports.add(arrival, read, why, version, self._earlier(arrival, annotation))
        return "known" if not is_new else f"partial: {why}" if why else "new"

    def _earlier(self, arrival: Arrival, annotation: Annotation) -> list[str]:
        """The reports of the same outlet and days with nearly the same text: versions of one report, whatever their address."""
        header = annotation.reading.header
        near = self.store.reports.alike(
            header.outlet.value if header.outlet else None, header.published.day, _VERSION_DAYS
        )
        raw = hashlib.sha256(arrival.raw).hexdigest()
        others = [id for id, digest in near if digest != raw]
        read = self.store.reports.annotations(
            reading_version(self.settings), only=others, syntax=False, replaced=True
        )
        return [id for id, other in read if containment(annotation, other) >= VERSION]

    def forget(self, report: str, reason: str) -> Kept:
        """Take a report's text out for good; a tombstone stays. Raises StoreError for an id that fits none or several."""
        kept = self.document(report)
        self.store.reports.forget(kept.id, reason)
        return kept

    # ------------------------------------------------------------ out

    def documents(self) -> list[Kept]:
        """Every report that ever came in, in that order."""
        return self.store.reports.listed()

    def refresh(self, workers: int = 1, told: Callable[[int, int], None] = lambda done, all: None) -> int:
        """Compare what has come in, or was decided, since the last time; how many affairs were judged anew. `told` hears how
        many of the reports to compare are done. What is asked of a project is brought up to date by itself."""
        findings = Findings(self.store, reading_version(self.settings))
        with no_collector():
            return findings.refresh(self.decided, workers, told)

    def tell(
        self,
        wanted: Wanted = Wanted(),  # noqa: B008 - a frozen value
        as_of: date | None = None,
        workers: int = 1,
        told: Callable[[int, int], None] = lambda done, all: None,
    ) -> Brief:
        """What the reports say together, as far as it is `wanted`; as of a day, only what had been published by then.

        Event numbers hold until the next brief: `same` and `different` speak of them.
        """
        if as_of is not None:
            decided = self.decided()
            read = self._understood(decided)
            known = [a for a in read if (day := a.reading.header.published.last) is None or day <= as_of]
            found = select(brief(known, decided, workers=workers), wanted)
        else:
            findings = Findings(self.store, reading_version(self.settings))
            with no_collector():
                findings.refresh(self.decided, workers, told)
                found = findings.brief(wanted, self.decided())
        self.store.log.show({e.id: _mentions(found, e) for e in found.events})
        return found

    def timeline(self, wanted: Wanted = Wanted()) -> list[Event]:  # noqa: B008 - a frozen value
        """The events that are `wanted` in order of time, the undated last, named as in a brief of the same; unless words are wanted,
        without their reports."""
        if wanted.words:
            return sorted(self.tell(wanted).events, key=in_time)
        self.refresh()
        told = Findings(self.store, reading_version(self.settings)).timeline(wanted)
        self.store.log.show({event.id: mentions for event, mentions in told})
        return sorted((event for event, _ in told), key=in_time)

    def listed(
        self,
        wanted: Wanted = Wanted(),  # noqa: B008 - a frozen value
    ) -> Iterator[tuple[tuple[BriefDocument, ...], list[Event]]]:
        """The events that are `wanted`, named as in a brief of the same, with the reports that tell them: affair by affair, for what is too
        much to be held at once."""
        self.refresh()
        shown: dict[str, list[MentionKey]] = {}
        findings = Findings(self.store, reading_version(self.settings))
        for documents, events in findings.events(wanted, self.decided()):
            texts = {d.id: d.annotation.reading.document.sha256 for d in documents}
            for event in events:
                shown[event.id] = [(texts[r.document], r.mention.trigger.start) for r in event.reports]
            yield documents, events
        self.store.log.show(shown)

    def doubts(self, parties: Sequence[str] = ()) -> list[Doubt]:
        """The judgements that the machine is least sure of, about the events of all the parties; what was decided or skipped is
        left out."""
        self.refresh()
        decided, skipped = self.decided(), self.store.log.skipped()
        findings = Findings(self.store, reading_version(self.settings))
        return [d for d in findings.doubts(parties, decided) if d.id not in skipped]

    def compare(self, left: str, right: str) -> Brief:
        """The brief of two reports alone. Raises StoreError for an id that fits none or several."""
        ids = [self.document(left).id, self.document(right).id]
        decided = self.decided()
        return brief(list(self._understood(decided, ids)), decided)

    def search(
        self,
        words: str,
        limit: int = 20,
        *,
        parties: Sequence[str] = (),
        types: Sequence[str] = (),
        statuses: Sequence[str] = (),
    ) -> list[tuple[Kept, Found]]:
        """The reports that hold all the words, the best first, each with a passage; of events of all the `parties`, of one of
        the PLOVER `types` and `statuses`, only the reports that tell of one."""
        hits = self.store.reports.search(words, limit)
        by_id = {k.id: k for k in self.store.reports.listed([hit.id for hit in hits])}
        found = [(by_id[hit.id], hit) for hit in hits if hit.id in by_id]
        if not (parties or types or statuses):
            return found
        self.refresh()
        findings = Findings(self.store, reading_version(self.settings))
        telling = findings.reports_telling(parties, types, statuses)
        return [(kept, hit) for kept, hit in found if kept.id in telling]

    def digest(self) -> str:
        """The SHA-256 of the record: equal for equal reports and decisions."""
        return self.store.digest()

    # ------------------------------------------------------------ care

    def verify(self) -> list[tuple[str, str]]:
        """What is damaged: (where, what is wrong); empty when everything is sound."""
        return self.store.faults(reading_version(self.settings))

    def rebuild(self, told: Callable[[str], None] = lambda id: None, workers: int = 1) -> int:
        """Read every kept report again from its own bytes; how many were read. What was decided stands. A report whose bytes
        are damaged is left unread, and `verify` names it."""
        self.store.clear()
        version, count = reading_version(self.settings), 0
        waiting: deque[str] = deque()

        def documents() -> Iterator[Document]:
            for id in self.store.reports.readable():
                [(_, arrival)] = self.store.reports.arrivals([id])
                if arrival.id == id:
                    waiting.append(id)
                    yield read_source(_source_of(arrival), self.settings)
                told(id)

        for result in annotate_all(documents(), self.settings, _as_it_is, workers=workers):
            id = waiting.popleft()
            if not isinstance(result, Failure):
                annotation: Annotation = result.value
                self.store.reports.keep_reading(id, Read(annotation, card_of(annotation)), version)
                count += 1
        return count

    # ------------------------------------------------------------ inside

    def _text_of(self, report: str) -> str:
        version = reading_version(self.settings)
        [(_, annotation)] = self.store.reports.annotations(version, only=[report], syntax=False)
        return annotation.reading.document.sha256

    def _understood(self, decided: Decided, only: Sequence[str] | None = None) -> Iterator[Annotation]:
        version = reading_version(self.settings)
        for id, annotation in self.store.reports.annotations(version, only=only):
            day, outlet = decided.days.get(id), decided.outlets.get(id)
            yield annotation if day is None and outlet is None else as_decided(annotation, day, outlet)


def _arrival_of(source: Source) -> Arrival:
    given = source.given
    return Arrival(
        source.raw, source.form, source.where, source.path, given.outlet, given.published, given.url
    )


def _source_of(arrival: Arrival) -> Source:
    given = Given(outlet=arrival.outlet, published=arrival.published)
    return Source(arrival.raw, arrival.form, arrival.place, arrival.path, given)


def _mentions(brief: Brief, event: Event) -> list[MentionKey]:
    texts = {d.id: d.annotation.reading.document.sha256 for d in brief.documents}
    return [(texts[r.document], r.mention.trigger.start) for r in event.reports]


def _as_it_is(annotation: Annotation) -> Annotation:
    return annotation


@cache
def reading_version(settings: Settings) -> str:
    """Twenty characters that change with the version, the knowledge files and the language model."""
    whole = hashlib.sha256(f"{metadata.version('dragoman')} {settings.syntax}".encode())
    folder = resources.files("dragoman.knowledge") / "data"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.is_file():
            whole.update(file.read_bytes())
    return whole.hexdigest()[:20]
