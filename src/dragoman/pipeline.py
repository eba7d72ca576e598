"""The order of the stages, readable as a table of contents. No stage knows another; this module knows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dragoman.extract.claims import find_claims
from dragoman.extract.events import Context, find_events
from dragoman.extract.lookup import Lookup
from dragoman.extract.mentions import find_mentions
from dragoman.extract.positions import find_positions
from dragoman.extract.times import find_times
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.model.annotation import Annotation
from dragoman.model.document import Document, Published
from dragoman.model.outcome import Issue
from dragoman.model.reading import Reading
from dragoman.model.record import Brief
from dragoman.model.settings import Settings
from dragoman.read.reading import read_document
from dragoman.resolve.parties import resolve_mentions
from dragoman.resolve.when import resolve_times


def annotate(document: Document, settings: Settings = Settings()) -> Annotation:  # noqa: B008 - a frozen value
    """What one report says, before any comparison. Raises SyntaxMissingError when no model is installed."""
    knowledge = load_knowledge()
    reading, issues = read_document(document, knowledge, settings)
    return understand(reading, reading.header.published, {}, knowledge, issues)


def understand(
    reading: Reading, published: Published, taught: dict[str, str], knowledge: Knowledge, issues: tuple[Issue, ...]
) -> Annotation:
    """A reading understood as of a publication day, which may be an inferred interval.

    `taught` gives countries of people whom no table knows, learned from other reports of the same run.
    """
    anchor = published.span if published.first and published.last else None
    mentions = resolve_mentions(find_mentions(reading, knowledge), reading, knowledge, published.day or published.first, taught)
    times = resolve_times(find_times(reading), reading, anchor)
    who, when = Lookup(mentions.found), Lookup(times.found)
    claims = find_claims(reading, who, when, knowledge)
    events = find_events(Context(reading, who, when, claims, knowledge, anchor))
    positions = find_positions(reading, who, claims, events)
    return Annotation(
        reading, mentions.found, times.found, claims, events, positions, issues + mentions.issues + times.issues
    )
