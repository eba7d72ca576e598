"""Not knowing is a result: what was found, and what was not, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from dragoman.model.spans import Span

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that could not be known or read. `code` is stable; `message` is one sentence for a reader."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Found]):
    """The values a stage found, in document order, and the issues it met."""

    found: tuple[Found, ...]
    issues: tuple[Issue, ...] = ()
