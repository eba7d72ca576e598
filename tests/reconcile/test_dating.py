"""When an undated report appeared: near the report most like it, never by guessing among other affairs."""

from __future__ import annotations

from datetime import date

import dragoman
from dragoman.model.document import Published

DATED = (
    "Kenya's foreign minister met her Ethiopian colleague in Moyale to speak of the dam on the Omo river. Fishermen of Lake "
    "Turkana fear that the water will fall. Ethiopia promised Kenya a copy of the filling plan for the dam."
)
LIKE_IT = (
    "The ministers of Kenya and Ethiopia spoke in Moyale about the Omo river dam. The lake's fishermen want the filling "
    "plan for the dam, and Ethiopia promised Kenya a copy of it. The water of Lake Turkana may fall."
)
OTHER = (
    "Chile and Japan signed a contract for a cable under the Pacific, to land at Valparaiso. The cable company will lay "
    "the first thousand kilometres next year."
)


def published_of(undated: str) -> Published:
    read = [dragoman.read(DATED, published="2023-03-15", outlet="Rift Wire"), dragoman.read(undated)]
    documents = dragoman.brief(read).record.documents
    return next(d.published for d in documents if d.annotation.reading.document.text == undated)


def test_a_report_very_like_a_dated_one_appeared_around_its_day() -> None:
    own = published_of(LIKE_IT)
    assert own.first is not None and own.last is not None
    assert own.first <= date(2023, 3, 15) <= own.last and (own.last - own.first).days <= 4
    assert "Rift Wire" in own.why


def test_two_phrases_that_agree_narrow_the_days() -> None:
    narrowed = published_of(LIKE_IT.replace("spoke in Moyale", "spoke in Moyale on Tuesday, 14 March,"))
    wide = published_of(LIKE_IT)
    assert narrowed.first is not None and wide.first is not None
    assert narrowed.first >= wide.first


def test_a_report_is_not_put_before_the_weekday_that_all_name() -> None:
    dated = DATED.replace("met her Ethiopian colleague", "on Wednesday met her Ethiopian colleague")
    dated += " The two spoke until late on Wednesday."
    undated = LIKE_IT.replace("spoke in Moyale", "spoke in Moyale on Wednesday")
    undated += " On Wednesday evening the fishermen went home."
    read = [dragoman.read(dated, published="2023-03-16", outlet="Rift Wire"), dragoman.read(undated)]
    documents = dragoman.brief(read).record.documents
    own = next(d.published for d in documents if d.annotation.reading.document.text == undated)
    assert own.first is not None and own.last is not None
    assert date(2023, 3, 15) <= own.first and own.last <= date(2023, 3, 17)


def test_a_report_of_another_affair_gets_no_day() -> None:
    own = published_of(OTHER)
    assert own.first is None and own.last is None
