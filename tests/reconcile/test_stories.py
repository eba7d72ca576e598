"""Stories: what is alike in words, parties and days; ids stay while a story grows; affairs run over several stories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.ingest.sources import document_of
from dragoman.model.annotation import Annotation
from dragoman.model.document import Given
from dragoman.model.record import Story
from dragoman.pipeline import annotate
from dragoman.reconcile.cards import card_of
from dragoman.reconcile.stories import affairs, find_stories

DAM = [
    "Kenya and Ethiopia quarrelled over the dam on the Omo river. Turkana fishermen fear for the lake below the dam.",
    "Ethiopia will fill the dam on the Omo river this month. Kenya says that the lake and its fishermen will suffer.",
    "The dam on the Omo river worries Kenya: the lake may fall by a metre, fishermen say, when Ethiopia fills it.",
]
CABLE = [
    "Japan and Chile signed a contract for a cable under the Pacific. The cable is to land at Valparaiso.",
    "A cable under the Pacific will tie Chile to Japan. Valparaiso gets the landing station, the contract says.",
]
START = date(2023, 3, 1)


def stories_of(*texts: tuple[str, int | None]) -> tuple[Story, ...]:
    """The stories of texts, each with the days after START on which it appeared."""
    days = [None if after is None else START + timedelta(days=after) for _, after in texts]
    read: list[Annotation] = [
        annotate(document_of(t, Given(published=d))) for (t, _), d in zip(texts, days, strict=True)
    ]
    cards = [replace(card_of(a), id=f"d{n}") for n, a in enumerate(read, 1)]
    return find_stories(cards)


def test_two_affairs_are_two_stories_and_what_holds_one_together_is_told() -> None:
    dam, cable = stories_of((DAM[0], 0), (DAM[1], 1), (CABLE[0], 1), (CABLE[1], 2))
    assert dam.documents == ("d1", "d2") and cable.documents == ("d3", "d4")
    assert "ETH, KEN" in dam.why and "dam" in dam.why


def test_the_id_of_a_story_stays_while_it_grows() -> None:
    before = stories_of((DAM[0], 0), (CABLE[0], 1))
    after = stories_of((DAM[0], 0), (CABLE[0], 1), (CABLE[1], 2), (DAM[2], 2))
    assert [s.id for s in before] == [s.id for s in after]
    assert [set(b.documents) <= set(a.documents) for b, a in zip(before, after, strict=True)] == [True, True]


def test_the_same_words_a_month_later_are_another_story_of_the_affair() -> None:
    first, second = stories_of((DAM[0], 0), (DAM[2], 1), (DAM[1], 33))
    assert second.follows == first.id and second.documents == ("d3",)
    assert [[s.id for s in chain] for chain in affairs((first, second))] == [[first.id, second.id]]


def test_a_report_without_a_day_joins_the_story_it_is_like() -> None:
    dam, _ = stories_of((DAM[0], 0), (CABLE[0], 0), (DAM[1], None))
    assert dam.documents == ("d1", "d3")
