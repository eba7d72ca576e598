"""What we know before we read: reviewed data files with sources and dates, and one loader that validates them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.knowledge.lexicon import Lexicon, load_lexicon
from dragoman.knowledge.names import Name, NameKind, Names, load_names
from dragoman.knowledge.people import People, Tenure, load_people
from dragoman.knowledge.tables import KnowledgeError

__all__ = ["Knowledge", "KnowledgeError", "Name", "NameKind", "People", "Tenure", "load_knowledge"]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Names of parties, holders of offices by date, and what words do."""

    names: Names
    people: People
    lexicon: Lexicon


@cache
def load_knowledge() -> Knowledge:
    """The knowledge that ships with the package, read once. Raises KnowledgeError when a file is broken."""
    return Knowledge(load_names(), load_people(), load_lexicon())
