"""What words do: predicates (acts), governors (what becomes of an act), cues of reporting, titles, contexts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.knowledge.tables import KnowledgeError, lines, sections

TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST "
    "SANCTION MOBILIZE COERCE ASSAULT STATEMENT POLICY RESPONSE SILENCE".split()
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """One way to name an act. `words` is the lemma, perhaps with more words for nouns; `particle` a particle or
    preposition; `objects` the nouns it needs as its object ("@" is any party); `complement` the verb it needs below it;
    `roles` how roles are read."""

    words: tuple[str, ...]
    particle: str
    objects: frozenset[str]
    type: str
    mode: str | None
    pos: str
    roles: str
    complement: str = ""

    @property
    def name(self) -> str:
        """The rule name stored with what this predicate finds."""
        tail = f"+{self.particle}" if self.particle else ""
        return f"event.{self.type.lower()}.{'-'.join(self.words)}{tail}"


@dataclass(frozen=True, slots=True)
class Governor:
    """What a governing word does to the act below it: status ("-" leaves it), certainty, and whether it reports."""

    effect: str
    status: str | None
    certainty: float | None
    reported: bool


@dataclass(frozen=True, slots=True)
class Title:
    """An office title: what office it names, its PLOVER sector, and the country it implies, if any."""

    words: tuple[str, ...]
    office: str
    sector: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists, indexed by lemma or first word; `classes` are the nouns of objects.txt by class, `verbs` the
    lemmas of all verbs that name an act."""

    predicates: dict[tuple[str, str], tuple[Predicate, ...]]
    governors: dict[str, Governor]
    cues: dict[tuple[str, str], str]
    titles: dict[str, tuple[Title, ...]]
    contexts: tuple[tuple[str, re.Pattern[str]], ...]
    classes: dict[str, frozenset[str]]
    verbs: frozenset[str]


# Whom words can be meant for: people, bodies and places, not agreements or efforts.
_SOMEBODY = ("people", "bodies", "civilians", "institutions", "troops", "territory")
# What acts are done to or with, and never an act itself.
_THINGS = (*_SOMEBODY, "weapons", "vessels", "aid", "evidence")


def load_lexicon() -> Lexicon:
    """All word lists of the knowledge files. Raises KnowledgeError when one is broken."""
    classes = {head[0]: frozenset(words) for _, head, words in sections("objects.txt", words=1)}
    classes["somebody"] = frozenset().union(*(classes[name] for name in _SOMEBODY))
    classes["named"] = classes["vessels"] | classes["crossings"]
    classes["things"] = frozenset().union(*(classes[name] for name in _THINGS))
    predicates = _predicates(classes)
    verbs = frozenset(lemma for lemma, pos in predicates if pos == "verb")
    return Lexicon(predicates, _governors(), _cues(), _titles(), _contexts(), classes, verbs)


def _predicates(classes: dict[str, frozenset[str]]) -> dict[tuple[str, str], tuple[Predicate, ...]]:
    found: dict[tuple[str, str], list[Predicate]] = defaultdict(list)
    for place, head, entries in sections("predicates.txt", words=2):
        type_, _, mode = head[0].partition(":")
        if type_ not in TYPES:
            raise KnowledgeError(f"{place}: {type_} is no event type. Use one of PLOVER's or ours.")
        pos, roles = head[1], " ".join(head[2:])
        for entry in entries:
            bare, _, needs = entry.partition("{")
            bare, _, complement = bare.partition(">")
            lemma, _, particle = bare.partition("_")
            objects = frozenset(_objects(place, needs.rstrip("}"), classes)) if needs else frozenset()
            words = tuple(lemma.split())
            found[words[-1] if pos == "noun" else words[0], pos].append(
                Predicate(words, particle, objects, type_, mode or None, pos, roles, complement)
            )
    return {key: tuple(sorted(ps, key=lambda p: (-len(p.words), _width(p)))) for key, ps in found.items()}


def _objects(place: str, needs: str, classes: dict[str, frozenset[str]]) -> Iterator[str]:
    """The nouns an entry names, classes written out."""
    for noun in needs.split("|"):
        if not noun.startswith("%"):
            yield noun
        elif noun[1:] in classes:
            yield from classes[noun[1:]]
        else:
            raise KnowledgeError(
                f"{place}: objects.txt has no class {noun[1:]!r}. Add it there or mend the name."
            )


def _width(predicate: Predicate) -> int:
    """How wide an entry is: one that names particle and objects is tried first, the bare verb last."""
    named = bool(predicate.objects) and "@" not in predicate.objects
    if predicate.complement or (named and predicate.particle):
        return 0
    if named:
        return 1
    if predicate.particle:
        return 2
    return 3 if predicate.objects else 4


def _governors() -> dict[str, Governor]:
    found: dict[str, Governor] = {}
    for place, head, words in sections("governors.txt", words=3):
        try:
            certainty = None if head[2] == "-" else float(head[2])
        except ValueError as error:
            raise KnowledgeError(
                f"{place}: {head[2]!r} is no certainty. Write a number from -3 to 3, or -."
            ) from error
        governor = Governor(head[0], None if head[1] == "-" else head[1], certainty, "reported" in head)
        for word in words:
            found.setdefault(word, governor)
    return found


def _cues() -> dict[tuple[str, str], str]:
    return {
        (word, head[1]): head[0]
        for _, head, words in reversed(list(sections("cues.txt", words=2)))
        for word in words
    }


def _titles() -> dict[str, tuple[Title, ...]]:
    found: dict[str, list[Title]] = defaultdict(list)
    for _, head, entries in sections("titles.txt", words=3):
        for entry in entries:
            words = tuple(entry.replace("-", " - ").replace(".", " . ").replace("'", " ' ").split())
            found[words[0]].append(Title(words, head[0], head[1], None if head[2] == "-" else head[2]))
    return {first: tuple(sorted(ts, key=lambda t: -len(t.words))) for first, ts in found.items()}


def _contexts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for _, line in lines("contexts.txt"):
        name, _, words = line.partition(":")
        found.append(
            (
                name,
                re.compile(
                    r"\b(?:" + "|".join(re.escape(word.strip()) for word in words.split(",")) + ")", re.I
                ),
            )
        )
    return tuple(found)
