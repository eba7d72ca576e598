"""A project: a record that grows. Reports are added once, kept as they came, read, compared, corrected, and read again.

What a brief of a project says is found from the readings and the decisions each time it is asked for, so it is the same
in whatever order the reports came, and a correction stands above everything the machine finds later.
"""

from __future__ import annotations

import getpass
import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Self

from dragoman.ingest.failure import Failure, UnreadableError
from dragoman.ingest.sources import Source, find_sources, read_source
from dragoman.model.annotation import Annotation
from dragoman.model.decided import Decided, MentionKey
from dragoman.model.document import Document, Given
from dragoman.model.record import Brief, Event
from dragoman.model.settings import Settings
from dragoman.pipeline import annotate, as_decided, brief
from dragoman.reconcile.selection import Wanted, select
from dragoman.store.decisions import KINDS, Decision, as_text, replay
from dragoman.store.search import Found
from dragoman.store.store import FILE, Arrival, Kept, Store, StoreError
from dragoman.workers import annotate_all


@dataclass(slots=True)
class Added:
    """What became of the reports of one `add`: new, known already, rejected (kept, with the reason), unreadable (not there)."""

    new: int = 0
    known: int = 0
    rejected: int = 0
    failed: int = 0


class Keeping:
    """The project in `folder`. Raises StoreError when there is none.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Keeping.create(folder) as project:
    ...     project.documents()
    []
    """

    def __init__(self, folder: Path | str = ".", settings: Settings | None = None) -> None:
        self.folder = Path(folder)
        self.settings = settings or Settings()
        self.store = Store(self.folder / FILE)

    @classmethod
    def create(cls, folder: Path | str, settings: Settings | None = None) -> Self:
        """A new, empty project. Raises StoreError when there is one already or the folder cannot be made."""
        Store.create(Path(folder)).close()
        return cls(folder, settings)

    @classmethod
    def around(cls, folder: Path, settings: Settings | None = None) -> Self | None:
        """The project of a folder or of the nearest folder above it; None where there is none."""
        for place in (folder.resolve(), *folder.resolve().parents):
            if (place / FILE).is_file():
                return cls(place, settings)
        return None

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

        def documents() -> Iterator[Document | Failure]:
            for source in find_sources(paths, standard_input, given or Given(), self.settings):
                if isinstance(source, Failure):
                    added.failed += 1
                    told(source.where, source.why)
                    continue
                arrival = _arrival_of(source)
                if self.store.has(arrival.id):
                    added.known += 1
                    told(source.where, "known")
                    continue
                try:
                    document = read_source(source, self.settings)
                except UnreadableError as error:
                    self.store.add(arrival, None, str(error), reading_version(self.settings))
                    added.rejected += 1
                    told(source.where, f"rejected: {error}")
                    continue
                waiting.append(_with_address(arrival, document))
                yield document

        for result in annotate_all(documents(), self.settings, _as_it_is, workers=workers):
            arrival = waiting.popleft()
            if isinstance(result, Failure):
                self.store.add(arrival, None, result.why, reading_version(self.settings))
                added.rejected += 1
                told(arrival.place, f"rejected: {result.why}")
            elif self.store.add(arrival, result.value, "", reading_version(self.settings)):
                added.new += 1
                told(arrival.place, "new")
            else:
                added.known += 1
                told(arrival.place, "known")
        return added

    def forget(self, report: str, reason: str) -> Kept:
        """Take a report's text out for good; a tombstone stays. Raises StoreError for an id that fits none or several."""
        kept = self.document(report)
        self.store.forget(kept.id, reason)
        return kept

    # ------------------------------------------------------------ out

    def documents(self) -> list[Kept]:
        """Every report that ever came in, in that order."""
        return self.store.listed()

    def document(self, report: str) -> Kept:
        """The report whose id begins with `report`. Raises StoreError for none and for several."""
        found = [k for k in self.store.listed() if k.id.startswith(report)] if report else []
        if len(found) != 1:
            what = "no report" if not found else f"{len(found)} reports"
            raise StoreError(f"{report}: {what} of this id; dragoman documents lists them")
        return found[0]

    def tell(self, wanted: Wanted = Wanted(), as_of: date | None = None) -> Brief:  # noqa: B008 - a frozen value
        """What the reports say together, as far as it is `wanted`; as of a day, only what had been published by then.

        Of two or more parties, the reports that name all of them are compared. Event numbers hold until the next brief:
        `same` and `different` speak of them.
        """
        decided = self.decided()
        naming = wanted.parties if len(wanted.parties) > 1 else ()
        read = list(self._understood(decided, naming))
        if as_of is not None:
            read = [a for a in read if (day := a.reading.header.published.last) is None or day <= as_of]
        found = select(brief(read, decided), wanted)
        self.store.show({e.id: _mentions(found, e) for e in found.events})
        return found

    def compare(self, left: str, right: str) -> Brief:
        """The brief of two reports alone. Raises StoreError for an id that fits none or several."""
        ids = [self.document(left).id, self.document(right).id]
        decided = self.decided()
        return brief(list(self._understood(decided, (), ids)), decided)

    def search(self, words: str, limit: int = 20) -> list[tuple[Kept, Found]]:
        """The reports that hold all the words, the best first, each with a passage."""
        by_id = {k.id: k for k in self.store.listed()}
        return [(by_id[f.id], f) for f in self.store.search(words, limit) if f.id in by_id]

    def digest(self) -> str:
        """The SHA-256 of the record: equal for equal reports and decisions."""
        return self.store.digest()

    # ------------------------------------------------------------ corrections

    def decided(self) -> Decided:
        """What holds of the decisions so far."""
        return replay(self.store.log())

    def log(self) -> list[Decision]:
        """Every decision, in the order they were made."""
        return self.store.log()

    def set_date(self, report: str, day: date, why: str = "") -> int:
        """Decide the day a report was published; the number of the decision."""
        return self._decide("date", {"report": self.document(report).id, "day": day.isoformat()}, why)

    def set_outlet(self, report: str, name: str, why: str = "") -> int:
        """Decide the outlet of a report; the number of the decision."""
        return self._decide("outlet", {"report": self.document(report).id, "name": name}, why)

    def same(self, events: Sequence[str], why: str = "") -> int:
        """Decide that events of the last brief are one; the number of the decision."""
        mentions = sorted(m for event in events for m in self._shown(event))
        return self._decide("same", {"mentions": mentions}, why)

    def different(self, left: str, right: str, why: str = "") -> int:
        """Decide that two events of the last brief are two, and stay two; the number of the decision."""
        return self._decide("different", {"left": self._shown(left), "right": self._shown(right)}, why)

    def split(self, event: str, report: str, why: str = "") -> int:
        """Decide that what one report tells of an event of the last brief is another event; the number of the decision."""
        id = self.document(report).id
        texts = {
            a.reading.document.sha256
            for _, a in self.store.annotations(reading_version(self.settings), only=[id])
        }
        mentions = self._shown(event)
        left, right = [m for m in mentions if m[0] in texts], [m for m in mentions if m[0] not in texts]
        if not left or not right:
            raise StoreError(f"{event}: {id} does not tell it together with another report")
        return self._decide("different", {"left": left, "right": right}, why)

    def take_log(self, log: Iterable[Decision]) -> int:
        """Append the decisions of another log, as they were made; how many were new. The numbers of what they undo are
        brought in line with this log. Raises StoreError for a kind that is not known."""
        known = {(d.at, d.who, d.kind, as_text(d.body)): d.number for d in self.store.log()}
        number_here: dict[int, int] = {}
        count = 0
        for decision in log:
            if decision.kind not in KINDS:
                raise StoreError(f"decision {decision.number}: {decision.kind!r} is no kind of decision")
            body = dict(decision.body)
            if decision.kind == "undo":
                if body.get("number") not in number_here:
                    continue
                body["number"] = number_here[body["number"]]
            here = known.get((decision.at, decision.who, decision.kind, as_text(body)))
            if here is not None:
                number_here[decision.number] = here
                continue
            number_here[decision.number] = self.store.decide(
                decision.kind, body, decision.who, decision.why, decision.at
            )
            count += 1
        return count

    def undo(self, number: int, why: str = "") -> int:
        """Take back a decision; the number of the decision that does so. Raises StoreError for a number that is none."""
        if number not in {d.number for d in self.store.log()}:
            raise StoreError(f"{number}: no such decision; dragoman log lists them")
        return self._decide("undo", {"number": number}, why)

    # ------------------------------------------------------------ care

    def verify(self) -> list[tuple[str, str]]:
        """What is damaged: (where, what is wrong); empty when everything is sound."""
        return self.store.faults(reading_version(self.settings))

    def rebuild(self, told: Callable[[str], None] = lambda id: None) -> int:
        """Read every kept report again from its own bytes; how many were read. What was decided stands. A report whose bytes
        are damaged is left unread, and `verify` names it."""
        try:
            self.store.clear()
        except StoreError:
            self.store.renew()
        count = 0
        for id, arrival in list(self.store.arrivals()):
            if arrival.id != id:
                told(id)
                continue
            document = read_source(_source_of(arrival), self.settings)
            self.store.keep_reading(id, annotate(document, self.settings), reading_version(self.settings))
            told(id)
            count += 1
        return count

    # ------------------------------------------------------------ inside

    def _understood(
        self, decided: Decided, naming: Sequence[str], only: Sequence[str] | None = None
    ) -> Iterator[Annotation]:
        version = reading_version(self.settings)
        for id, annotation in self.store.annotations(version, naming=naming, only=only):
            day, outlet = decided.days.get(id), decided.outlets.get(id)
            yield annotation if day is None and outlet is None else as_decided(annotation, day, outlet)

    def _decide(self, kind: str, body: dict[str, Any], why: str) -> int:
        return self.store.decide(kind, body, _whoever(), why)

    def _shown(self, label: str) -> list[MentionKey]:
        found = self.store.shown(label)
        if not found:
            raise StoreError(
                f"{label}: the last brief of this project has no such event; run dragoman brief first"
            )
        return found


def _arrival_of(source: Source) -> Arrival:
    given = source.given
    return Arrival(
        source.raw, source.form, source.where, source.path, given.outlet, given.published, given.url
    )


def _with_address(arrival: Arrival, document: Document) -> Arrival:
    """With the address that the page or the line states."""
    return Arrival(
        arrival.raw,
        arrival.form,
        arrival.place,
        arrival.path,
        arrival.outlet,
        arrival.published,
        arrival.url or document.given.url,
    )


def _source_of(arrival: Arrival) -> Source:
    given = Given(outlet=arrival.outlet, published=arrival.published)
    return Source(arrival.raw, arrival.form, arrival.place, arrival.path, given)


def _mentions(brief: Brief, event: Event) -> list[MentionKey]:
    texts = {d.id: d.annotation.reading.document.sha256 for d in brief.documents}
    return [(texts[r.document], r.mention.trigger.start) for r in event.reports]


def _as_it_is(annotation: Annotation) -> Annotation:
    return annotation


def _whoever() -> str:
    """The name of the user, where the system has one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


@cache
def reading_version(settings: Settings) -> str:
    """Twenty characters that change with the version, the knowledge files and the language model."""
    whole = hashlib.sha256(f"{metadata.version('dragoman')} {settings.syntax}".encode())
    folder = resources.files("dragoman.knowledge") / "data"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.is_file():
            whole.update(file.read_bytes())
    return whole.hexdigest()[:20]
