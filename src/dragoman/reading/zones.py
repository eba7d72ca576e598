"""What each line of a raw page is, by general cues: how it is built and where it stands, never whose page it is.

Lines with a cue of their own (a credit, a publication line, a promotion) are settled first; the others by their
place: short lines before the first paragraph are headlines and sections, sentences among them a standfirst.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

from dragoman.model.reading import Block, Zone
from dragoman.model.spans import Span
from dragoman.reading.days import MONTH, find_day, is_only_a_day

_LONG = 600
_LONGEST_TITLE = 45
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*$|[\"”»]$")
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚ"
_NAME = rf"[{_UPPER}][\w.'’-]+(?:\s+(?:[{_UPPER}][\w.'’-]*|de|van|von|bin|al|el|da|di|le|in))*"

_PUBLISHED = re.compile(
    r"^\W*(first\s+)?(published|updated|posted|last (updated|modified)|modified|date|issued|created|publication date)\b|\b(published|updated|posted)\s*:",
    re.I,
)
_BYLINE = re.compile(
    rf"^(?i:by|words by|reporting by|from|written by)[:\s]+{_NAME}(?:\s*(?:,|and|&|with)\s+{_NAME})*(?:\s*[,|(–—-].*)?\s*$"
)
_BYLINE_ANY = re.compile(r"^by[:\s]+\S+(\s\S+){0,8}$", re.I)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+")
_CREDIT = re.compile(
    r"^\W*(credits?|photo(graph)?s?( by| credit)?|image( credit)?|picture|file photo|video|source|illustration)\s*[:/|]"
    r"|^\([^()]{2,60}\)(\s*\([^()]{2,60}\))*\.?$"
    r"|^(©|\(c\)\s|copyright\s+(©|\(c\)|\d{4}|(?-i:[A-Z][\w.]+ [A-Z])))|all rights reserved"
    r"|^(the )?[\w .,&'’-]{2,60} contributed (reporting )?to this (report|story|article)"
    r"|^\(?(additional )?(reporting|editing|writing|compiled) by\b|^with (reporting|files|inputs?|agencies)\b|^—?\s*with agencies"
    r"|^(this (story|article|report) )?(was )?(first|originally) (appeared|published|reported) (in|on|by)\b",
    re.I,
)
_REPORTING = re.compile(r"\((additional )?(reporting|editing|writing|compiled)\b", re.I)
_CAPTION_MARK = re.compile(
    r"(toggle caption|enlarge this image|hide caption|getty images|/\s*(pool|file|flickr|ap|afp|reuters)\b|\bfile photo\b|\((file|pool|photo|archive)[^)]*\)|\([^()/]{2,40}/[^()/]{2,40}\)$|[.?!]\s+(photo(graph)?|credit|image|picture)\s*:)",
    re.I,
)
_CAPTION_WORDS = re.compile(
    r"\b(pictured|is seen|are seen|shakes? hands|poses?|in this (file )?(photo|picture|image)|left|right|centre|center)\b",
    re.I,
)
_PROMO = re.compile(
    r"\bclick here\b|\blink copied\b|\bcopy link\b|^share$|^related( (stories|articles|links|coverage))?:?$|\bstory highlights?\b"
    r"|\bsubscribe (now|today|from|for|to (our|the|us|unlock|continue|read))\b|\b(sign up|register) (now|today|free|for (our|the|free)|to (our|the) newsletter)\b"
    r"|\b(our|free|daily|weekly) newsletters?\b|\bin your inbox\b|\bfollow us\b|\bdownload (our|the) app\b|\bget (our|the) [\w ]{0,30}app\b"
    r"|^advertisement$|\b(story|article) continues below\b|\benjoy(ing)? (this|our) (article|story|journalism|content)\b|\blike what you read\b"
    r"|\bsupport (our|independent) (work|journalism|reporting)\b|\bfree (trial|articles?)\b|\bget unlimited access\b|\bhave an account\?"
    r"|\b(only|just|from|for) [$€£]?\s?\d+([.,]\d+)? ?[a-z]{0,10} (a|per) (week|month|year)\b"
    r"|\bcookies?\b.*\b(accept|policy|use)\b|\bprivacy policy\b|\bterms of (use|service)\b"
    r"|\bjoin (our|the) (channel|conversation|newsletter)\b|^most (read|viewed|popular)\b|^trending\b|\bjust watched\b|\bmust watch\b|\breplay more videos\b"
    r"|^(tweet|print|email|e-mail|comments?|facebook|whatsapp|save|listen|advertisement)$|\b\d+ minutes? read\b|^\d+ comments?$|\btap here\b|^more on this\b",
    re.I,
)
_ASIDE = re.compile(
    r"^(also )?(read|see|watch)( also| more)?\b|^(share|print|subscribe|sign (up|in)|log in|listen|follow|tweet|support|download|join|get|report an error)\b"
    r"|\bread more\b|\bsubscription\b|\bsubscribe\b|\bnewsletter\b|\bshare this\b|\blog in\b|\bsign (in|up)\b",
    re.I,
)
_CONSUMER = re.compile(
    r"\b(subscribe|newsletter|click here|sign up|sign in|log in|link copied|download|our app|cookie|offer ends)\b|[$€£]\s?\d",
    re.I,
)
_SECTION = re.compile(r"^[^.!?]{2,40}(\s[|>»/·•]\s[^.!?]{2,40})+$")
_END_MARK = re.compile(r"^\W*(end|ends|###|-30-|\(end\))\W*$", re.I)
_DATELINE = re.compile(
    rf"^(?P<place>[A-ZÀ-Ý][A-ZÀ-Ý.'’/ -]{{2,40}}(?:,\s*[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?|[A-Z][a-zà-ÿ]+(?:[ -][A-Z][a-zà-ÿ]+)?(?:,\s[A-Z][a-z]+)?)"
    rf"(?P<day>,?\s+(?i:{MONTH})\.?\s+\d{{1,2}}(?:,?\s+\d{{4}})?|,?\s+\d{{1,2}}\s+(?i:{MONTH})(?:\s+\d{{4}})?)?"
    r"(?P<agency>\s*[(/][^()/]{2,50}[)/])?\s*(?P<dash>[–—―-]{1,2}|:)\s+",
)


_AGENCY_ALONE = re.compile(r"^\((?P<agency>[A-Z][^()]{1,50})\)\s*(?:[–—―-]{1,2})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its span without white space around it, and its words."""

    span: Span
    text: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def is_sentence(self) -> bool:
        """True for a line built like running text."""
        return self.is_paragraph or (
            self.words >= 6
            and bool(_ENDS_SENTENCE.search(self.text))
            and bool(re.search(r"[a-z]", self.text))
        )

    @property
    def is_paragraph(self) -> bool:
        """True for a line that no head of a page holds: longer than any title, even when it is cut in mid-sentence."""
        return self.words > _LONGEST_TITLE and bool(re.search(r"[a-z]", self.text))


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a raw page in order, each a line (or the dateline at its start) with its zone and rule."""
    lines = _lines(text)
    settled = [_by_cue(line) for line in lines]
    repeated = _repeated(lines, settled)
    body = _first_paragraph(lines, settled, repeated)
    headline = _headline(lines, settled, repeated, body)
    blocks: list[Block] = []
    headline_seen = False
    for at, line in enumerate(lines):
        cue = settled[at]
        if cue is not None and not (at == body and cue[0] is Zone.CAPTION):
            zone, rule = cue
        elif at < body:
            zone, rule = _before_body(at, line, repeated, headline, headline_seen)
        else:
            zone, rule = _in_body(line, blocks)
        headline_seen = headline_seen or zone is Zone.HEADLINE
        blocks += _with_dateline(line, rule) if zone is Zone.BODY else [Block(zone, line.span, rule)]
    return tuple(blocks)


def _lines(text: str) -> list[Line]:
    found = []
    for match in _LINE.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped)
            found.append(Line(Span(start, start + len(stripped)), stripped))
    return found


def _by_cue(line: Line) -> tuple[Zone, str] | None:
    """The zone of a line that carries a cue of its own, with the rule."""
    text, words = line.text, line.words
    if len(text) > _LONG:
        return None
    if _PROMO.search(text) and (words <= 14 or (words <= 30 and _CONSUMER.search(text))):
        return Zone.PROMO, "zone.promotion-words"
    if _END_MARK.match(text):
        return Zone.PROMO, "zone.end-mark"
    if words <= 14 and not _ENDS_SENTENCE.search(text) and _ASIDE.search(text):
        return Zone.PROMO, "zone.aside-to-the-reader"
    if (
        words <= 16
        and _PUBLISHED.search(text)
        and not (line.is_sentence and text.endswith(".") and not text.endswith("m."))
        and (find_day(text) or re.search(r"\d{1,2}[:.]\d{2}|ago\b", text))
    ):
        return Zone.DATELINE, "zone.publication-line"
    if words <= 12 and is_only_a_day(text):
        return Zone.DATELINE, "zone.only-a-date"
    if words <= 8 and _is_place_and_day(text):
        return Zone.DATELINE, "zone.place-and-date"
    if (
        words <= 14
        and not re.search(r"[.!?…][\"”’)]*$", text)
        and (
            _BYLINE.match(text)
            or (_EMAIL.search(text) and words <= 8)
            or (text.isupper() and _BYLINE_ANY.match(text))
        )
    ):
        return Zone.BYLINE, "zone.byline"
    if (
        words <= 30
        and _CREDIT.search(text)
        and not (
            line.is_sentence and text.startswith("(") and text.endswith(".)") and not _REPORTING.match(text)
        )
    ):
        return Zone.CREDIT, "zone.credit-words"
    if words <= 45 and _CAPTION_MARK.search(text) and not re.search(r"[.!?][\"”]?\s+[A-Z].*[.!?]", text):
        return Zone.CAPTION, "zone.caption-mark"
    if words <= 10 and _SECTION.match(text):
        return Zone.SECTION, "zone.separated-sections"
    if words <= 12 and _other_script(text):
        return Zone.SECTION, "zone.other-script"
    return None


def _is_place_and_day(text: str) -> bool:
    """ "Bogotá, 11 November 2021": the head of a statement names where and when it was given."""
    printed = find_day(text)
    return (
        printed is not None
        and printed.day is not None
        and not text[printed.end :].strip(" .–—-")
        and re.fullmatch(rf"{_NAME}(?:,\s+{_NAME})?,\s*(?:on\s+)?(?:the\s+)?", text[: printed.start])
        is not None
    )


def _other_script(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum("LATIN" not in unicodedata.name(c, "") for c in letters) > 0.6 * len(letters)


def _repeated(lines: list[Line], settled: list[tuple[Zone, str] | None]) -> set[int]:
    """The early lines that stand twice: a scraped page prints its headline in the head and over the text.

    A line that returns after running text has begun is a pulled quotation or a caption.
    """
    early = [
        i for i, line in enumerate(lines[:14]) if settled[i] is None and line.words >= 3 and line.words <= 30
    ]
    twice = set()
    for x, i in enumerate(early):
        for j in early[x + 1 :]:
            if sum(lines[k].is_sentence for k in range(j) if settled[k] is None and k != i) > 2:
                break
            if fuzz.ratio(lines[i].text, lines[j].text) > 92 or (
                lines[j].words >= 5
                and lines[i].text.endswith(lines[j].text)
                and lines[i].words <= lines[j].words + 4
            ):
                twice |= {i, j}
    return twice


def _first_paragraph(lines: list[Line], settled: list[tuple[Zone, str] | None], repeated: set[int]) -> int:
    """The index of the line where the running text begins.

    Furniture (a repeated headline, a publication line, a byline) ends the head of a page: what looks like a
    sentence before it is a standfirst, unless running text has already begun.
    """
    head_end = max(repeated, default=-1)
    for i, cue in enumerate(settled[:14]):
        if (
            cue
            and cue[0] in (Zone.DATELINE, Zone.BYLINE)
            and sum(lines[k].is_sentence for k in range(i)) <= 2
            and _more_sentences(lines, settled, i)
            and not any(settled[k] is None and _opens_with_dateline(lines[k].text) for k in range(i))
        ):
            head_end = max(head_end, i)
    paragraph = next(
        (i for i, line in enumerate(lines) if settled[i] is None and line.is_paragraph), len(lines)
    )
    head_end = min(head_end, paragraph - 1)
    for i, line in enumerate(lines):
        if i <= head_end or settled[i] is not None:
            continue
        if _DATELINE.match(line.text) and line.words >= 8:
            return i
        if line.is_sentence and (line.words >= 14 or not _more_sentences(lines, settled, i)):
            return i
    for i, line in enumerate(lines):
        if i > head_end and settled[i] is None and line.is_sentence:
            return i
    rest = [i for i in range(len(lines)) if settled[i] is None and i not in repeated]
    return (
        rest[0]
        if rest and len(rest) == len(lines) == 1
        else (rest[-1] if rest and not repeated and len(rest) > 1 else len(lines))
    )


def _more_sentences(lines: list[Line], settled: list[tuple[Zone, str] | None], at: int) -> bool:
    return any(settled[i] is None and lines[i].is_sentence for i in range(at + 1, len(lines)))


def _headline(
    lines: list[Line], settled: list[tuple[Zone, str] | None], repeated: set[int], body: int
) -> int:
    """The index of the headline among the lines over the text when none is printed twice, -1 when there is none."""
    free = [i for i in range(body) if settled[i] is None]
    if repeated or not free:
        return -1
    titles = [i for i in free if lines[i].words >= 4 and not lines[i].is_sentence]
    if titles:
        return titles[0] if lines[titles[0]].words >= 6 else max(titles[:3], key=lambda i: lines[i].words)
    return free[0] if len(lines) > 1 else -1


def _before_body(
    at: int, line: Line, repeated: set[int], headline: int, headline_seen: bool
) -> tuple[Zone, str]:
    if at in repeated:
        return Zone.HEADLINE, "zone.repeated-headline"
    if at == headline:
        return Zone.HEADLINE, "zone.first-line-over-text" if line.is_sentence else "zone.first-title-line"
    if (headline_seen or 0 <= headline < at) and (line.is_sentence or line.words >= 8):
        return Zone.STANDFIRST, "zone.between-headline-and-text"
    return Zone.SECTION, "zone.short-line-in-head"


def _in_body(line: Line, before: list[Block]) -> tuple[Zone, str]:
    if line.is_sentence or line.words >= 14:
        return Zone.BODY, "zone.running-text"
    if line.words <= 12 and re.match(r"^[\"“‘'(\[•*–—-]", line.text) and _ENDS_SENTENCE.search(line.text):
        return Zone.BODY, "zone.short-quotation"
    if _ENDS_SENTENCE.search(line.text) and not line.text.endswith(":") and line.words >= 2:
        return Zone.BODY, "zone.short-sentence"
    if _CAPTION_WORDS.search(line.text) and line.words >= 5:
        return Zone.CAPTION, "zone.caption-words"
    if line.text.startswith(("•", "*", "- ", "– ")) and line.words >= 4:
        return Zone.BODY, "zone.list-entry"
    if not before:
        return Zone.BODY, "zone.only-line"
    return Zone.SECTION, "zone.subheading"


def _with_dateline(line: Line, rule: str) -> list[Block]:
    """A paragraph, its dateline (place, day, agency and a dash) split off."""
    match = _DATELINE.match(line.text)
    match = match if match and _is_dateline(match) else _AGENCY_ALONE.match(line.text)
    if not match or match.end() >= len(line.text):
        return [Block(Zone.BODY, line.span, rule)]
    cut = line.span.start + match.end()
    place_end = line.span.start + len(match[0].rstrip())
    return [
        Block(Zone.DATELINE, Span(line.span.start, place_end), "zone.dateline"),
        Block(Zone.BODY, Span(cut, line.span.end), rule),
    ]


def _opens_with_dateline(text: str) -> bool:
    match = _DATELINE.match(text)
    return bool((match and _is_dateline(match)) or _AGENCY_ALONE.match(text))


def _is_dateline(match: re.Match[str]) -> bool:
    """A place in capitals, or any place with a day or an agency behind it."""
    place = match["place"].split(",")[0]
    return bool(
        (place.isupper() and len(place) > 3 and match["dash"] != ":") or match["agency"] or match["day"]
    )
