"""Pronouns, "the two sides", "the country", "the North": words that only the discourse can resolve."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.model.annotation import FoundMention, MentionKind
from dragoman.model.reading import Reading, Sentence
from dragoman.model.spans import Span

_PERSON_PRONOUNS = frozenset("he she him her his hers himself herself".split())
_THING_PRONOUNS = frozenset(["it", "its", "itself"])
_PLURAL_PRONOUNS = frozenset("they them their theirs themselves".split())
_OWN_PRONOUNS = frozenset("we us our ours i me my mine".split())
_PAIR = re.compile(
    r"\b(?:the|these|those|both(?:\s+of\s+the)?)\s+(?:two\s+)?(?:other\s+)?(?P<n>sides|countries|nations|leaders|neighbo(?:u)?rs|presidents|governments|koreas|ministers|"
    r"foreign ministers|states|allies|parties|capitals|delegations|powers|teams|negotiators|counterparts|rivals|economies|armies|militaries|foreign ministries|prime ministers|premiers|heads of state|heads of government)\b",
    re.I,
)
# Words for anybody, which stand for the two only where they are counted: "the two men".
_COUNTED = re.compile(
    r"\b(?:the|these|those|both)\s+two\s+(?:men|women|diplomats|officials|envoys|politicians)\b", re.I
)
_BOTH = re.compile(
    r"\b(?:[Bb]oth|[Nn]either|[Tt]he two)\b"
    r"(?= (?:has|have|had|is|are|was|were|will|would|did|do|also|again|later|then|met|spoke|held|sides|\w+ed)\b)"
    r"|\b(?:[Nn]either|[Ee]ach|[Ee]ither) (?:side|country|government|capital|army)\b"
)
# The South calls itself Korea, and the North says DPRK; "in Korea" may be either.
_KOREA = re.compile(
    r"(?<![Nn]orth )(?<![Ss]outh )(?<!of )(?<!in )(?<!DPR )(?<![NS]\. )(?<!\b[NS] )(?<![A-Z]\w )(?<!-)\bKorea\b(?!['’]s? [A-Z])(?! [A-Z])(?!-)"
)
_COUNTRY_WORD = re.compile(
    r"\b(?:the|that|this)\s+(?:\w+ed\s+|\w+-\w+\s+|federal\s+|transitional\s+|interim\s+|central\s+|national\s+|military\s+|isolated\s+|reclusive\s+|communist\s+)?(?:country|nation|regime|government|administration|ministry|kingdom|republic|island nation)\b(?!\s+of\b)",
    re.I,
)


_ALONE = {"two": "pair", "former": "former", "latter": "latter"}
_STANDING = frozenset(["nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss"])


def find_references(reading: Reading, sentence: Sentence) -> list[FoundMention]:
    """Pronouns, "the two sides", "the country", "the North": words only the discourse can resolve."""
    here: list[FoundMention] = []
    text = reading.document.text
    for match in (
        *_PAIR.finditer(text, sentence.span.start, sentence.span.end),
        *_COUNTED.finditer(text, sentence.span.start, sentence.span.end),
    ):
        here.append(
            FoundMention(
                Span(*match.span()), MentionKind.STATE, match[0], "mention.pair", anaphor="pair", plural=True
            )
        )
    for match in _BOTH.finditer(text, sentence.span.start, sentence.span.end):
        here.append(
            FoundMention(
                Span(*match.span()), MentionKind.STATE, match[0], "mention.both", anaphor="pair", plural=True
            )
        )
    here += [f for f in _counted_alone(sentence) if not any(f.span.overlaps(h.span) for h in here)]
    for match in re.compile(
        r"\b[Tt]he (North|South)\b(?! (?:Sea|Pole|Pacific|China|of\b|Korea|African|Atlantic))"
    ).finditer(text, sentence.span.start, sentence.span.end):
        here.append(
            FoundMention(
                Span(*match.span(1)),
                MentionKind.STATE,
                match[1],
                "mention.short-form",
                anaphor=match[1].lower(),
            )
        )
    for match in _KOREA.finditer(text, sentence.span.start, sentence.span.end):
        here.append(
            FoundMention(
                Span(*match.span()), MentionKind.STATE, match[0], "mention.short-form", anaphor="south"
            )
        )
    for match in _COUNTRY_WORD.finditer(text, sentence.span.start, sentence.span.end):
        here.append(
            FoundMention(
                Span(*match.span()), MentionKind.STATE, match[0], "mention.definite", anaphor="definite"
            )
        )
    for token in sentence.tokens:
        word = token.text.lower()
        if token.pos in ("PRON", "DET", "ADJ") or token.tag == "PRP$":
            anaphor = (
                "person"
                if word in _PERSON_PRONOUNS
                else "thing"
                if word in _THING_PRONOUNS
                else "plural"
                if word in _PLURAL_PRONOUNS
                else "speaker"
                if word in _OWN_PRONOUNS and token.tag.startswith("PRP")
                else ""
            )
            if anaphor and not (anaphor == "thing" and _is_empty_it(sentence, token.i)):
                kind = MentionKind.PERSON if anaphor == "person" else MentionKind.STATE
                here.append(
                    FoundMention(
                        token.span,
                        kind,
                        token.text,
                        f"mention.pronoun-{anaphor}",
                        anaphor=anaphor,
                        plural=anaphor == "plural",
                    )
                )
    return here


def _counted_alone(sentence: Sentence) -> Iterator[FoundMention]:
    """ "Brought the two together", "the former congratulated the latter": words that stand for two, or one of them, by themselves."""
    for token in sentence.tokens[1:]:
        before = sentence.tokens[token.i - 1]
        anaphor = _ALONE.get(token.text.lower(), "")
        if not anaphor or before.text.lower() != "the" or token.dep not in _STANDING:
            continue
        yield FoundMention(
            Span(before.start, token.end),
            MentionKind.STATE,
            f"{before.text} {token.text}",
            "mention.both" if anaphor == "pair" else f"mention.{anaphor}",
            anaphor=anaphor,
            plural=anaphor == "pair",
        )


def _is_empty_it(sentence: Sentence, i: int) -> bool:
    """ "It is clear that", "it took two days to": nobody."""
    token = sentence.tokens[i]
    if token.dep == "expl":
        return True
    head = sentence.head(token)
    if head is None or token.dep not in ("nsubj", "nsubjpass"):
        return False
    return head.lemma in ("be", "seem", "appear", "take", "remain", "become") and bool(
        sentence.kid(head, "ccomp", "xcomp", "advcl", "csubj", "acomp")
        or any(t.dep == "relcl" for k in sentence.kids(head, "attr") for t in sentence.kids(k))
    )
