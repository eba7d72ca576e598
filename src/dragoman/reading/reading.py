"""Document to Reading: the order of the reading steps."""

from __future__ import annotations

from dragoman.knowledge import Knowledge
from dragoman.model.document import Document
from dragoman.model.outcome import Issue
from dragoman.model.reading import PARSED, Block, Reading, Zone
from dragoman.model.settings import Settings
from dragoman.model.spans import Span
from dragoman.reading.header import read_header
from dragoman.reading.language import find_language
from dragoman.reading.parse import has_words, parse
from dragoman.reading.quotes import find_quotations
from dragoman.reading.zones import find_blocks


def read_document(
    document: Document, knowledge: Knowledge, settings: Settings
) -> tuple[Reading, tuple[Issue, ...]]:
    """The zones, header, sentences and quotations of a document, and what could not be read.

    Only headlines, standfirsts and body are parsed; a repeated headline is parsed once. Raises SyntaxMissingError
    when the spaCy pipeline of the settings is not installed.
    """
    blocks = find_blocks(document.text)
    header, issues = read_header(document, blocks, knowledge)
    chosen: list[Block] = []
    seen: set[str] = set()
    for block in blocks:
        words = document.quote(block.span)
        if block.zone not in PARSED or not has_words(words):
            continue
        if block.zone is Zone.HEADLINE:
            if header.title and header.title.span and block.span.holds(header.title.span):
                block = Block(block.zone, header.title.span, block.rule)
                words = header.title.value
            if words.casefold() in seen:
                continue
            seen.add(words.casefold())
        chosen.append(block)
    sentences = parse(document, chosen, settings.syntax, knowledge.lexicon.verbs) if chosen else ()
    quotations = find_quotations(document.text, tuple(Span(b.span.start, b.span.end) for b in chosen))
    if not any(b.zone is Zone.BODY for b in blocks):
        issues += (Issue("zone.no-body", "no running text was found on the page"),)
    language = find_language(" ".join(document.quote(b.span) for b in chosen))
    if language not in (None, "en"):
        issues += (
            Issue(
                "language.other",
                f"the text reads as {language!r}; Dragoman reads English, so little of it will be right",
            ),
        )
    return Reading(document, header, blocks, sentences, quotations, language), issues
