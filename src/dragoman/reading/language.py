"""The language of a text, by py3langid (its weights come with it)."""

from __future__ import annotations

ENOUGH = 60
# Small words that stand in any English sentence; a text with enough of them needs no guess about its names.
_ENGLISH = frozenset(
    "the of to and in a that is was on for with as by at from it he she they his her an be has had not".split()
)
_SHARE = 0.12
_SAMPLE = 3000


def find_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`, None when it is too short to tell.

    >>> find_language("Le ministre norvégien des affaires étrangères a rejeté lundi la proposition britannique sur la pêche.")
    'fr'
    """
    plain = " ".join(text.split())
    if len(plain) < ENOUGH:
        return None
    words = plain[:_SAMPLE].lower().split()
    if sum(w in _ENGLISH for w in words) >= _SHARE * len(words):
        return "en"
    from py3langid import classify

    return str(classify(plain[:_SAMPLE].encode("utf-8", "replace").decode("utf-8"))[0])
