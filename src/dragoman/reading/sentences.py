"""Where sentences end inside a paragraph: by marks, abbreviations and what follows; never by the parser's guess."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.model.spans import Span

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt maj capt adm sen rep gov rev hon st jr sr vs no inc ltd corp co "
    "dept est fig approx min jan feb mar apr jun jul aug sept sep oct nov dec u.s u.k u.n e.u d.c a.m "
    "p.m i.e e.g ph.d messrs amb brig cmdr supt al".split()
)
_STARTERS = frozenset(
    "The A An In It He She They We But And On At For This That These Those His Her Its Their After "
    "Before When While As If Since Both However Instead Despite Although Though Some Many Most One "
    "Two There I You Our Under During With Meanwhile Earlier Later Last Asked What Yet".split()
)
# What is longer than this, in characters, is no sentence but text without marks.
LONGEST = 2000
_CANDIDATE = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[A-Z0-9À-Ý•—–-])")


def split_sentences(text: str, start: int = 0) -> list[Span]:
    """The sentences of a paragraph as spans, `start` added; white space at the ends left out.

    >>> [s.end - s.start for s in split_sentences("Mr. Kim met U.S. officials. They left at 5 p.m. on Monday.")]
    [27, 30]
    """
    cuts = [match.end() for match in _CANDIDATE.finditer(text) if _ends(text, match)]
    found, low = [], 0
    for high in _bearable(text, [*cuts, len(text)]):
        piece = text[low:high]
        stripped = piece.strip()
        if stripped:
            offset = low + piece.index(stripped)
            found.append(Span(start + offset, start + offset + len(stripped)))
        low = high
    return found


def _bearable(text: str, cuts: list[int]) -> Iterator[int]:
    """The cuts, with more of them at white space where a stretch without a mark is longer than any sentence."""
    low = 0
    for high in cuts:
        while high - low > LONGEST:
            space = text.rfind(" ", low + LONGEST // 2, low + LONGEST)
            low = space + 1 if space > 0 else low + LONGEST
            yield low
        yield high
        low = high


def _ends(text: str, match: re.Match[str]) -> bool:
    before = re.search(r"[\w.]+$", text[max(0, match.start() - 40) : match.start()])
    word = before[0] if before else ""
    following = text[match.end() : match.end() + 60].lstrip(" \t\"'“‘«([")
    next_word = re.match(r"\w+", following)
    if match[0] != "." or not word:
        return True
    bare = word.lower().strip(".")
    if len(bare) == 1 and bare.isalpha() and word[-1].isupper():
        return bool(next_word and next_word[0] in _STARTERS) and bare not in "abcdefghjklmnopqrstvwxyz"
    if bare in _ABBREVIATIONS or re.fullmatch(r"([a-z]\.)+[a-z]", bare):
        return "." in bare and bool(next_word and next_word[0] in _STARTERS)
    return True
