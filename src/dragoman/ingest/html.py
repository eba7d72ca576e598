"""A web page: trafilatura finds the main text; the page's own metadata become stated facts."""

from __future__ import annotations

import re
from datetime import date

from dragoman.ingest.failure import UnreadableError
from dragoman.model.document import Basis, Given, publication_day


def looks_like_html(text: str) -> bool:
    """True when the first words are a page's."""
    return bool(
        re.match(
            r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body)\b",
            text[:2000],
            re.I | re.S,
        )
    )


def read_html(page: str, given: Given) -> tuple[str, Given]:
    """The main text of a page, as a document of its own, and what the page states about itself.

    What the user gives wins over the page. Raises UnreadableError when there is no article text in it.
    """
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, favor_precision=True
        )
    except (
        Exception
    ) as error:  # the page is hostile until shown otherwise, and so may be what it does to a parser
        raise UnreadableError(f"HTML that could not be parsed ({type(error).__name__})") from error
    text = (getattr(found, "text", None) or "").strip() if found else ""
    if not text:
        raise UnreadableError("HTML without article text")
    assert found is not None
    title = getattr(found, "title", None) or None
    authors = tuple(a.strip() for a in (getattr(found, "author", None) or "").split(";") if a.strip())
    stated = Given(
        outlet=given.outlet or getattr(found, "sitename", None) or None,
        published=given.published or _day(getattr(found, "date", None)),
        published_basis=Basis.GIVEN if given.published else Basis.STATED,
        title=given.title or title,
        authors=given.authors or authors,
        url=given.url or getattr(found, "url", None) or None,
    )
    return text, stated


def _day(found: str | None) -> date | None:
    try:
        return publication_day(found[:10]) if found else None
    except ValueError:
        return None
