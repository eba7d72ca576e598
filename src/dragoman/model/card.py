"""The card of a report: the little of it that tells which story it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.model.document import Published

PARTY = "@"


@dataclass(frozen=True, slots=True)
class Head:
    """One report among others: `id` is made from its text and outlet, `name` is what a person calls it; `has_dateline` is true where
    it opens with a day of its own, perhaps without a year."""

    id: str
    name: str
    sha256: str
    outlet: str
    published: Published
    has_dateline: bool

    @property
    def day(self) -> date | None:
        """The day it says it was published, where that is one day."""
        return self.published.day


@dataclass(frozen=True, slots=True)
class Card(Head):
    """A head with what the report is about: `countries` are those it names; `words` counts its lemmas of content words, those of
    the head twice, and the parties it names (behind a PARTY mark)."""

    countries: frozenset[str]
    words: Mapping[str, float]
