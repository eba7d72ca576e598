"""A file or line that gave no document: where it stands and why, in one line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """`where` names the file (and line); `why` is one clause that says what is wrong and what to do."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


class UnreadableError(ValueError):
    """Bytes or a line that hold no report; the message is the reason."""
