"""The words of sentences that say something, looked up once in an affair for all that compares them."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model.reading import Reading, Sentence, Token
from dragoman.reconcile.same_words import family

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM"})


def content_words(tokens: Iterable[Token]) -> frozenset[str]:
    """The content words and names among some tokens, one for those that mean the same (`same_words.family`)."""
    return frozenset({family(t.lemma) for t in tokens if t.pos in _CONTENT and len(t.lemma) > 1})


class Content:
    """The content words of sentences, each sentence read once."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, int], frozenset[str]] = {}

    def of(self, reading: Reading, sentence: Sentence) -> frozenset[str]:
        """The words of a sentence of a reading that outlives this."""
        key = id(reading), sentence.index
        if key not in self._found:
            self._found[key] = content_words(sentence.tokens)
        return self._found[key]
