"""What a person decides about a project: it stands above everything the machine finds, now and later."""

from __future__ import annotations

import getpass
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dragoman.model.decided import Decided, MentionKey
from dragoman.reconcile.doubts import Doubt
from dragoman.store.decisions import KINDS, Decision, as_text, replay
from dragoman.store.reports import Kept
from dragoman.store.store import Store, StoreError


class Corrections(ABC):
    """The decisions of a project. Each method gives the number of the decision it wrote to the log."""

    store: Store

    def document(self, report: str) -> Kept:
        """The report whose id begins with `report`. Raises StoreError for none and for several."""
        found = [k for k in self.store.reports.listed() if k.id.startswith(report)] if report else []
        if len(found) != 1:
            what = "no report" if not found else f"{len(found)} reports"
            raise StoreError(f"{report}: {what} of this id; dragoman documents lists them")
        return found[0]

    def decided(self) -> Decided:
        """What holds of the decisions so far."""
        return replay(self.store.log.listed())

    def log(self) -> list[Decision]:
        """Every decision, in the order they were made."""
        return self.store.log.listed()

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
        texts = {self._text_of(id)}
        mentions = self._shown(event)
        left, right = [m for m in mentions if m[0] in texts], [m for m in mentions if m[0] not in texts]
        if not left or not right:
            raise StoreError(f"{event}: {id} does not tell it together with another report")
        return self._decide("different", {"left": left, "right": right}, why)

    def accept(self, event: str, why: str = "") -> int:
        """Decide that an event of the last brief is one, as it was found: its reports stay together from now on."""
        return self._decide("accept", {"mentions": self._shown(event)}, why)

    def reject(self, event: str, why: str = "") -> int:
        """Decide that what an event of the last brief rests on tells of no event: it is left out of every brief."""
        return self._decide("reject", {"mentions": self._shown(event)}, why)

    def identify(self, name: str, country: str, why: str = "") -> int:
        """Decide that a person of this name is of the country of this code."""
        return self._decide("person", {"name": name, "country": country}, why)

    def settle(self, doubt: Doubt, key: str) -> int:
        """Decide a doubt: `a` accepts the judgement, `x` rejects it, `m` holds all of it to be one event."""
        together = key == "m" or (key == "a") == doubt.joined
        if together:
            return self._decide("same", {"mentions": sorted({*doubt.left, *doubt.right})}, "in review")
        return self._decide("different", {"left": list(doubt.left), "right": list(doubt.right)}, "in review")

    def skip(self, doubt: Doubt) -> None:
        """Leave a doubt out of later reviews."""
        self.store.log.skip(doubt.id)

    def unskip(self, doubt: Doubt) -> None:
        """Take a doubt back into the review."""
        self.store.log.skip(doubt.id, skipped=False)

    def take_log(self, log: Iterable[Decision]) -> int:
        """Append the decisions of another log, as they were made; how many were new. The numbers of what they undo are
        brought in line with this log. Raises StoreError for a kind that is not known."""
        known = {(d.at, d.who, d.kind, as_text(d.body)): d.number for d in self.store.log.listed()}
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
            number_here[decision.number] = self.store.log.decide(
                decision.kind, body, decision.who, decision.why, decision.at
            )
            count += 1
        return count

    def undo(self, number: int, why: str = "") -> int:
        """Take back a decision; the number of the decision that does so. Raises StoreError for a number that is none."""
        if number not in {d.number for d in self.store.log.listed()}:
            raise StoreError(f"{number}: no such decision; dragoman log lists them")
        return self._decide("undo", {"number": number}, why)

    @abstractmethod
    def _text_of(self, report: str) -> str:
        """The SHA-256 of the text that was read from a report."""

    def _decide(self, kind: str, body: dict[str, Any], why: str) -> int:
        return self.store.log.decide(kind, body, _whoever(), why)

    def _shown(self, label: str) -> list[MentionKey]:
        found = self.store.log.shown(label)
        if not found:
            raise StoreError(
                f"{label}: the last brief of this project has no such event; run dragoman brief first"
            )
        return found


def _whoever() -> str:
    """The name of the user, where the system has one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"
