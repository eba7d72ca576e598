"""What a person decided about the record: an append-only log, and what of it holds.

A decision names content, not numbers of a run: reports by their ids, mentions of events by report and place in the text.
It is replayed over every later run and wins over what the machine finds. `undo` takes back a decision and is itself one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.model.decided import Decided, MentionKey

KINDS = ("date", "outlet", "same", "different", "accept", "reject", "person", "undo")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log; `body` depends on the kind."""

    number: int
    at: str
    who: str
    kind: str
    body: Mapping[str, Any]
    why: str


def replay(log: Iterable[Decision]) -> Decided:
    """The decisions in the order they were made, without those that were undone; a later one wins over an earlier."""
    listed = list(log)
    undone: set[int] = set()
    for decision in reversed(listed):
        if decision.kind == "undo" and decision.number not in undone:
            undone.add(int(decision.body["number"]))
    days: dict[str, date] = {}
    outlets: dict[str, str] = {}
    same: list[frozenset[MentionKey]] = []
    different: set[frozenset[MentionKey]] = set()
    rejected: frozenset[MentionKey] = frozenset()
    people: dict[str, str] = {}
    for decision in listed:
        if decision.number in undone:
            continue
        body = decision.body
        match decision.kind:
            case "date":
                days[body["report"]] = date.fromisoformat(body["day"])
            case "outlet":
                outlets[body["report"]] = body["name"]
            case "person":
                people[body["name"].casefold()] = body["country"]
            case "reject":
                rejected |= _mentions(body["mentions"])
            case "same" | "accept":
                group = _mentions(body["mentions"])
                rejected -= group
                same.append(group)
                different = {pair for pair in different if not pair <= group}
            case "different":
                left, right = _mentions(body["left"]), _mentions(body["right"])
                different |= {frozenset({a, b}) for a in left for b in right if a != b}
                same = [g for g in same if not (g & left and g & right)]
    return Decided(days, outlets, tuple(same), frozenset(different), rejected, people)


def _mentions(listed: Iterable[Any]) -> frozenset[MentionKey]:
    return frozenset((str(sha256), int(start)) for sha256, start in listed)


def as_text(body: Mapping[str, Any]) -> str:
    """The body of a decision as it is kept.

    >>> as_text({"report": "ab", "day": "2024-05-01"})
    '{"day":"2024-05-01","report":"ab"}'
    """
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
