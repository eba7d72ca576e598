"""The timeline of a brief as SVG: intervals as bars, single days as marks, what is scheduled set apart, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from dragoman.model.annotation import AHEAD, UNREAL, Status
from dragoman.model.record import Event
from dragoman.present.words import day_words, safe, shorten

_WIDTH, _ROW, _TOP = 960, 22, 34
_LABELS = 7


@dataclass(frozen=True, slots=True)
class _Bar:
    event: Event
    first: date
    last: date


def draw_timeline(events: Sequence[Event], as_of: date | None, *, rows: int = 18) -> str:
    """An SVG picture of the dated events, the most important `rows` of them; empty when none has a day."""
    dated = [
        e
        for e in sorted(events, key=lambda e: (-e.weight, e.id))
        if e.time and e.time.is_closed and (e.time.days or 999) <= 62
    ]
    focus = _focus(dated, as_of)
    bars = [
        _bar(e)
        for e in dated
        if focus[0] <= (e.time.first if e.time and e.time.first else date.min) <= focus[1]
    ][:rows]
    if not bars:
        return ""
    low, high = min(b.first for b in bars) - timedelta(days=1), max(b.last for b in bars) + timedelta(days=2)
    if as_of:
        low, high = min(low, as_of), max(high, as_of + timedelta(days=1))
    span = max(1, (high - low).days)
    left = 330

    def x(day: date) -> float:
        return left + (_WIDTH - left - 16) * (day - low).days / span

    height = _TOP + _ROW * len(bars) + 14
    parts = [
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="Timeline of {len(bars)} events">'
    ]
    step = max(1, -(-span // _LABELS))
    for n in range(0, span + 1, step):
        day = low + timedelta(days=n)
        parts.append(
            f'<line class="grid" x1="{x(day):.1f}" y1="{_TOP - 8}" x2="{x(day):.1f}" y2="{height - 8}"/>'
        )
        if x(day) < _WIDTH - 40:
            parts.append(
                f'<text class="axis" x="{x(day) + 2:.1f}" y="{_TOP - 14}">{day.day} {day:%b}{f" {day:%Y}" if n == 0 else ""}</text>'
            )
    if as_of:
        parts.append(
            f'<line class="now" x1="{x(as_of + timedelta(days=1)):.1f}" y1="{_TOP - 10}" x2="{x(as_of + timedelta(days=1)):.1f}" y2="{height - 6}"/>'
        )
    for row, bar in enumerate(sorted(bars, key=lambda b: (b.first, b.last, b.event.id))):
        y = _TOP + row * _ROW
        width = max(5.0, x(bar.last + timedelta(days=1)) - x(bar.first))
        kind = (
            "ahead"
            if bar.event.status in AHEAD
            else "unreal"
            if bar.event.status in UNREAL
            else "maybe"
            if bar.event.status in (Status.POSSIBLE, Status.REQUESTED)
            else "done"
        )
        title = escape(
            safe(
                f"{day_words(bar.event.time)}: {bar.event.summary} ({bar.event.status.value}, {bar.event.verdict.value})"
            )
        )
        parts.append(
            f'<a href="#{bar.event.id}"><g class="bar {kind} {bar.event.verdict.value}"><title>{title}</title>'
            f'<text class="label" x="0" y="{y + 13}">{escape(shorten(bar.event.summary, 50))}</text>'
            f'<rect x="{x(bar.first):.1f}" y="{y + 3}" width="{width:.1f}" height="{_ROW - 9}" rx="3"/></g></a>'
        )
    parts.append("</svg>")
    return "".join(parts)


def _focus(dated: Sequence[Event], as_of: date | None) -> tuple[date, date]:
    """The window the picture is about: four weeks around the reports, so that an old date does not flatten it."""
    centre = as_of or max((e.time.last for e in dated if e.time and e.time.last), default=date(2000, 1, 1))
    return centre - timedelta(days=28), centre + timedelta(days=62)


def _bar(event: Event) -> _Bar:
    assert event.time and event.time.first and event.time.last
    return _Bar(event, event.time.first, event.time.last)
