"""What the page says about itself: title, outlet, authors, publication day, place, and whose copy it carries.

What the user gives wins over what the page states, and the page over what its layout suggests.
"""

from __future__ import annotations

import re

from dragoman.knowledge import Knowledge, NameKind
from dragoman.knowledge.names import WORD, fold
from dragoman.model.document import UNKNOWN_DAY, Basis, Document, Published
from dragoman.model.outcome import Issue
from dragoman.model.reading import Block, Header, Stated, Zone
from dragoman.model.spans import Span
from dragoman.model.time import Precision
from dragoman.reading.days import find_clock, find_day

_PAPER = (
    r"(?:Times|Post|Herald|Gazette|Courier|Tribune|Journal|Chronicle|Observer|Guardian|Telegraph|Mirror|Sentinel|Monitor|Globe|Star|"
    r"Independent|Ledger|Daily|Wire|News|Press|Bulletin|Dispatch|Register|Standard|Mail|Sun|Today|Review|Report|Reporter|Inquirer|Examiner|"
    r"Citizen|Record|Leader|Agency|Broadcasting|Network|Radio|Online|Media|Diplomat|Economist|Nation|World|Argus|Mercury|Advertiser|Examiner|Echo)"
)
_OUTLET = re.compile(
    rf"^(?:The\s+{_PAPER}|(?:The\s+)?(?:[A-Z][\w'’&-]*\s+){{1,3}}{_PAPER})(?:\s+(?:of\s+)?[A-Z][\w-]+){{0,2}}$"
)
_GLUED = re.compile(rf"^((?:The\s+{_PAPER}|(?:The\s+)?(?:[A-Z][\w'’&-]*\s+){{1,3}}{_PAPER}))(?=[A-Z][a-z])")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?(?:by\s+)?(?P<who>[A-Z][\w .&'’-]{2,40}?)(?=[.,;|]|\s*all rights|$)",
    re.I,
)
# The lines that name the place a report is from.
_PLACED = ("zone.dateline", "zone.place-and-date")
_AUTHOR = re.compile(r"^(?:by|words by|reporting by|written by|from)[:\s]+", re.I)
_WRITER = re.compile(r"\b(writer|reporter|correspondent|staff|journalist|editor)\b", re.I)
_CONTRIBUTED = re.compile(r"^(?:the\s+)?(?P<who>[A-Z][\w .&'’-]{1,50}?)\s+contributed", re.I)
_SOURCE_LINE = re.compile(r"^\W*(?:source|via|from)\s*[:/|]\s*(?P<who>.{2,50})$", re.I)
_PICTURE = re.compile(r"photo|picture|image|credit|caption|file|pool|illustration|flickr|getty", re.I)


def read_header(
    document: Document, blocks: tuple[Block, ...], knowledge: Knowledge
) -> tuple[Header, tuple[Issue, ...]]:
    """The page's statements about itself with their words, and an issue for a date that reads two ways."""
    published, issues = _published(document, blocks)
    place, credits = _dateline(document, blocks, knowledge)
    header = Header(
        _title(document, blocks),
        _outlet(document, blocks, knowledge),
        _authors(document, blocks),
        published,
        place,
        credits + _credits(document, blocks, knowledge),
        _dateline_day(document, blocks),
    )
    return header, issues


def _title(document: Document, blocks: tuple[Block, ...]) -> Stated | None:
    headline = next((b for b in blocks if b.zone is Zone.HEADLINE), None)
    if headline:
        words = document.quote(headline.span)
        glued = _GLUED.match(words)
        start = headline.span.start + (glued.end() if glued else 0)
        return Stated(
            document.text[start : headline.span.end], Span(start, headline.span.end), "header.headline"
        )
    return Stated(document.given.title, None, "header.given") if document.given.title else None


def _outlet(document: Document, blocks: tuple[Block, ...], knowledge: Knowledge) -> Stated | None:
    if document.given.outlet:
        return Stated(document.given.outlet, None, "header.given")
    for block in blocks:
        if block.zone is Zone.BODY:
            break
        words = document.quote(block.span)
        glued = _GLUED.match(words)
        if block.zone in (Zone.SECTION, Zone.HEADLINE) and glued:
            return Stated(
                glued[1],
                Span(block.span.start, block.span.start + glued.end(1)),
                "header.outlet-run-into-headline",
            )
        if block.zone in (Zone.SECTION, Zone.BYLINE, Zone.HEADLINE):
            first = re.split(r"\s+[|>»·–—/-]\s+", words)[0]
            shown = first.title() if first.isupper() else first
            if _OUTLET.match(shown) or _known_outlet(first, knowledge):
                return Stated(
                    shown, Span(block.span.start, block.span.start + len(first)), "header.outlet-line"
                )
    agency = _dateline(document, blocks, knowledge)[1]
    if agency and blocks[0].zone is not Zone.DATELINE:
        return Stated(agency[0].value, agency[0].span, "header.agency-in-dateline")
    for block in blocks:
        if block.zone is Zone.CREDIT and (match := _COPYRIGHT.search(document.quote(block.span))):
            start = block.span.start + match.start("who")
            return Stated(
                match["who"].strip(), Span(start, start + len(match["who"].strip())), "header.copyright-line"
            )
    return None


def _known_outlet(words: str, knowledge: Knowledge) -> bool:
    listed = [fold(w) for w in WORD.findall(words)]
    if not 1 <= len(listed) <= 8:
        return False
    if len(listed) > 1 and listed[0] == "The":
        listed = listed[1:]
    found = knowledge.names.find(listed, 0)
    return bool(found and found[0] == len(listed) and found[1].kind is NameKind.OUTLET)


def _authors(document: Document, blocks: tuple[Block, ...]) -> tuple[Stated, ...]:
    found: list[Stated] = []
    for block in blocks:
        if block.zone is not Zone.BYLINE:
            continue
        words = document.quote(block.span)
        start = match.end() if (match := _AUTHOR.match(words)) else 0
        names = re.split(r"\s*[(|–—/]|\s-\s|\s+in\s+(?=[A-Z])|,\s+(?![A-Z]\w+\s+[A-Z])", words[start:])[0]
        at = start
        for name in re.split(r"\s+and\s+|\s*&\s*|,\s+", names):
            name = name.strip()
            if name and "@" not in name and re.match(r"[^\W\d_]", name):
                at = words.index(name, at)
                span = Span(block.span.start + at, block.span.start + at + len(name))
                if name.lower() not in {s.value.lower() for s in found}:
                    found.append(Stated(name, span, "header.byline"))
    if not found:
        found = [Stated(name, None, "header.given") for name in document.given.authors]
    return tuple(found)


def _published(document: Document, blocks: tuple[Block, ...]) -> tuple[Published, tuple[Issue, ...]]:
    given = document.given
    if given.published:
        day = given.published
        why = "given by the user" if given.published_basis is Basis.GIVEN else "stated in the page's metadata"
        return Published(day, day, Precision.DAY, given.published_basis, why), ()
    issues: list[Issue] = []
    later: Published | None = None
    for block in blocks:
        if block.zone is not Zone.DATELINE:
            continue
        words = document.quote(block.span)
        printed = find_day(words)
        if printed is None:
            continue
        span = Span(block.span.start + printed.start, block.span.start + printed.end)
        if printed.ambiguous:
            issues.append(
                Issue(
                    "published.ambiguous", f"{document.quote(span)} reads as two days; give --published", span
                )
            )
        elif printed.day:
            why = f"the page prints {document.quote(span)}"
            found = Published(
                printed.day, printed.day, Precision.DAY, Basis.STATED, why, (span,), find_clock(words)
            )
            if not re.match(r"\W*(last\s+)?(updated|modified)", words, re.I):
                return found, tuple(issues)
            later = later or found
    return later or UNKNOWN_DAY, tuple(issues)


def _dateline(
    document: Document, blocks: tuple[Block, ...], knowledge: Knowledge
) -> tuple[Stated | None, tuple[Stated, ...]]:
    """The place of the dateline, and the agency in brackets behind it."""
    for block in blocks:
        if block.zone is Zone.DATELINE and block.rule in _PLACED:
            words = document.quote(block.span)
            place = re.match(r"[^(,/–—-]+", words)
            agency = re.search(r"[(/]([^()/]{2,50})[)/]", words)
            found = (
                Stated(
                    place[0].strip(),
                    Span(block.span.start, block.span.start + len(place[0].rstrip())),
                    "header.dateline",
                )
                if place
                else None
            )
            if agency:
                start = block.span.start + agency.start(1)
                return found, (
                    Stated(agency[1], Span(start, start + len(agency[1])), "header.agency-in-dateline"),
                )
            return found, ()
    return None, ()


def _dateline_day(document: Document, blocks: tuple[Block, ...]) -> tuple[int, int, Span] | None:
    for block in blocks:
        if block.zone is Zone.DATELINE and block.rule in _PLACED:
            printed = find_day(document.quote(block.span))
            if printed and printed.partial:
                return (
                    *printed.partial,
                    Span(block.span.start + printed.start, block.span.start + printed.end),
                )
    return None


def _credits(document: Document, blocks: tuple[Block, ...], knowledge: Knowledge) -> tuple[Stated, ...]:
    """Whose copy the page carries. A credit under a picture says nothing about the text, so it is left out."""
    found: list[Stated] = []
    body_seen = False
    for block in blocks:
        body_seen = body_seen or block.zone is Zone.BODY
        words = document.quote(block.span)
        if block.zone is not Zone.CREDIT or _PICTURE.search(words):
            continue
        match = _CONTRIBUTED.match(words) or _SOURCE_LINE.match(words)
        if match and _WRITER.search(match["who"]):
            continue
        closing = re.match(r"^\((?P<who>[A-Z][\w .&'’-]{1,40})\)$", words) if body_seen else None
        match = match or closing
        if match:
            start = block.span.start + match.start("who")
            name = re.sub(r"^(the)\s+", "", match["who"].strip(), flags=re.I)
            found.append(Stated(name, Span(start, start + len(match["who"].strip())), "header.credit-line"))
    return tuple(found)
