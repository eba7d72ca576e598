"""The balance of a pair over time: its cooperative and conflictual acts and the sum of PLOVER's scores, period by period.

Types fall into PLOVER's four quads (verbal and material cooperation, verbal and material conflict), and each type has a
score on the scale of Goldstein (1992), as PLOVER 2.0 prints them by type and mode. What is only planned, asked for or
denied weighs nothing: a threat to sanction counts as the threat.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.model.annotation import Status
from dragoman.model.record import Balance, BalancePeriod, Event
from dragoman.reconcile.threads import dyads

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
SCORES = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5.0,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10.0,
    "RETREAT": 6.5,
    "REQUEST": 0.0,
    "ACCUSE": -2.0,
    "REJECT": -2.0,
    "THREATEN": -3.5,
    "PROTEST": -5.0,
    "SANCTION": -6.0,
    "MOBILIZE": -5.5,
    "COERCE": -7.0,
    "ASSAULT": -9.0,
}
_MODES = {
    ("CONSULT", "visit"): 4.0,
    ("CONSULT", "third-party"): 1.0,
    ("CONSULT", "multilateral"): 4.0,
    ("CONSULT", "phone"): 1.5,
    ("ACCUSE", "allege"): -3.5,
}
_WEEKS, _MONTHS = 92, 3 * 366


def score_of(event: Event) -> float:
    """The PLOVER score of an event by its type and mode; 0 for what has no PLOVER code."""
    code = event.plover or ""
    return _MODES.get((code, event.mode or ""), SCORES.get(code, 0.0))


def find_balances(events: Sequence[Event]) -> tuple[Balance, ...]:
    """One balance for each pair with a dated act that was done, in order of the codes.

    Periods are weeks from Monday where the acts of the pair span up to three months, else months, and years over three
    years; a period without an act is left out.
    """
    by_dyad: dict[tuple[str, str], list[tuple[date, Event]]] = defaultdict(list)
    for event in events:
        day = _day_of(event)
        if day is None or event.plover not in SCORES:
            continue
        for dyad in dyads(event):
            by_dyad[dyad].append((day, event))
    return tuple(_balance(dyad, acts) for dyad, acts in sorted(by_dyad.items()))


def _day_of(event: Event) -> date | None:
    """The day an act is counted on: the last of its time, when it was done and its time ends."""
    if event.status not in (Status.HAPPENED, Status.ONGOING) or event.time is None:
        return None
    return event.time.last


def _balance(dyad: tuple[str, str], acts: list[tuple[date, Event]]) -> Balance:
    span = (max(d for d, _ in acts) - min(d for d, _ in acts)).days
    periods: dict[tuple[date, date], list[Event]] = defaultdict(list)
    for day, event in acts:
        periods[_period(day, span)].append(event)
    return Balance(
        dyad,
        tuple(
            BalancePeriod(
                first,
                last,
                sum(e.plover in COOPERATIVE for e in inside),
                sum(e.plover not in COOPERATIVE for e in inside),
                round(sum(map(score_of, inside)), 1),
                tuple(e.id for e in inside),
            )
            for (first, last), inside in sorted(periods.items())
        ),
    )


def _period(day: date, span: int) -> tuple[date, date]:
    if span <= _WEEKS:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if span <= _MONTHS:
        after = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        return day.replace(day=1), after - timedelta(days=1)
    return date(day.year, 1, 1), date(day.year, 12, 31)
