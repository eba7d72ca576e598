"""The words of sentences that say something, looked up once in an affair for all that compares them."""

from __future__ import annotations

from dragoman.model.reading import Reading, Sentence
from dragoman.reconcile.same_words import family

CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})


class Content:
    """The content words and names of sentences, one for those that mean the same (`same_words.family`)."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], frozenset[str]] = {}

    def of(self, reading: Reading, sentence: Sentence) -> frozenset[str]:
        """The words of a sentence of a reading that outlives this."""
        key = id(reading), sentence.index
        if key not in self._found:
            self._found[key] = frozenset(
                family(t.lemma) for t in sentence.tokens if t.pos in CONTENT and len(t.lemma) > 1
            )
        return self._found[key]
