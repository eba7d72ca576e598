"""Which mentions are one event: twins on other days stay apart, a plan and its fulfilment are one."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.model.record import Event
from dragoman.reconcile.pairs import one_name_each


def events_of(*texts: tuple[str, str], type_: str) -> list[Event]:
    read = [dragoman.read(t, published=d, outlet=f"Outlet {i}") for i, (t, d) in enumerate(texts)]
    return [e for e in dragoman.brief(read).record.events if e.type == type_]


def test_one_meeting_told_by_two_reports_is_one_event_with_its_reasons() -> None:
    (event,) = events_of(
        ("Kenyan and Ethiopian ministers met in Moyale on Monday to discuss the dam.", "2023-03-14"),
        (
            "Ministers of Ethiopia and Kenya discussed the dam when they met in Moyale on Monday.",
            "2023-03-15",
        ),
        type_="CONSULT",
    )
    assert len({r.document for r in event.reports}) == 2
    assert any(r.text == "their times agree" for r in event.reasons)


def test_two_meetings_of_one_pair_on_two_days_stay_two() -> None:
    events = events_of(
        ("Kenyan and Ethiopian ministers met in Moyale on Monday to discuss the dam.", "2023-03-16"),
        ("Kenyan and Ethiopian ministers met in Moyale on Wednesday to discuss the dam.", "2023-03-16"),
        type_="CONSULT",
    )
    assert len(events) == 2


def test_a_meeting_held_and_one_denied_are_never_one() -> None:
    events = events_of(
        ("Kenyan and Ethiopian ministers met in Moyale on Monday.", "2023-03-14"),
        ("Kenyan and Ethiopian ministers did not meet in Moyale on Monday, Kenya said.", "2023-03-14"),
        type_="CONSULT",
    )
    assert len(events) == 2


@pytest.mark.parametrize("later", ["2023-03-21", "2023-03-22"])
def test_a_plan_and_its_fulfilment_are_one_event_that_happened(later: str) -> None:
    (event,) = events_of(
        ("Kenyan and Ethiopian ministers will meet in Moyale on March 20 over the dam.", "2023-03-14"),
        ("Kenyan and Ethiopian ministers met in Moyale on March 20 over the dam.", later),
        type_="CONSULT",
    )
    assert event.status == "happened" and len(event.reports) == 2


def test_what_was_over_is_not_what_is_planned_later() -> None:
    events = events_of(
        ("Kenyan and Ethiopian ministers held talks over the dam.", "2023-03-14"),
        ("Kenyan and Ethiopian ministers will hold talks over the dam.", "2023-03-17"),
        type_="CONSULT",
    )
    assert {e.status.value for e in events} == {"happened", "planned"}


def test_calls_with_different_partners_are_different_calls() -> None:
    events = events_of(
        ("Kenya's foreign minister, Amina Korir, telephoned Uganda on Monday over the dam.", "2023-03-14"),
        ("Kenya's foreign minister, Amina Korir, telephoned Ethiopia on Monday over the dam.", "2023-03-14"),
        type_="CONSULT",
    )
    assert len(events) == 2


def test_a_deal_named_again_is_the_deal_told_before() -> None:
    events = events_of(
        (
            "Kenya and Ethiopia signed an agreement on the dam on Monday. Fishermen had waited for years. The agreement "
            "between Kenya and Ethiopia was praised by nobody else.",
            "2023-03-14",
        ),
        type_="AGREE",
    )
    assert len(events) == 1 and len(events[0].reports) == 2


def test_a_second_surname_makes_nobody_else() -> None:
    assert one_name_each(["Ana Díaz Rey", "Ana Diaz", "Omar Rey"]) == {
        "Ana Díaz Rey": "Ana Díaz Rey",
        "Ana Diaz": "Ana Díaz Rey",
        "Omar Rey": "Omar Rey",
    }


def test_words_quoted_alike_are_one_statement_whoever_is_taken_for_the_speaker() -> None:
    words = "the lake is older than either of our flags and it will outlive both"
    (event,) = events_of(
        (f'Kenya\'s foreign minister, Amina Korir, said on Monday that "{words}".', "2023-03-14"),
        (f'"{words.capitalize()}," Kenya told Ethiopia on Monday.', "2023-03-14"),
        type_="STATEMENT",
    )
    assert len({r.document for r in event.reports}) == 2


def test_another_speaker_of_the_same_country_made_another_statement() -> None:
    events = events_of(
        ("Kenya's foreign minister, Amina Korir, said on Monday that the lake must not fall.", "2023-03-14"),
        ("Kenya said on Monday that Ethiopia owes it an apology for the raid on the market.", "2023-03-14"),
        type_="STATEMENT",
    )
    assert all(len({r.document for r in e.reports}) == 1 for e in events) and len(events) == 2


def test_two_agreements_of_one_pair_on_other_things_stay_two() -> None:
    events = events_of(
        ("Kenya and Ethiopia agreed on Monday to share the water of the Omo.", "2023-03-14"),
        ("Kenya and Ethiopia agreed to build a railway to Lamu.", "2023-03-14"),
        type_="AGREE",
    )
    assert all(len({r.document for r in e.reports}) == 1 for e in events) and len(events) == 2


def test_what_lies_long_before_the_news_is_not_the_news() -> None:
    events = events_of(
        ("Chad has thrown out the Sudanese military attache over a map.", "2023-03-14"),
        ("Chad expelled a Sudanese military attache in December 2022.", "2023-03-14"),
        type_="SANCTION",
    )
    assert len(events) == 2


def test_nobody_owes_an_answer_to_a_visit() -> None:
    def owing(text: str) -> list[str | None]:
        return [t.owes for t in dragoman.brief([dragoman.read(text, published="2023-03-14")]).record.threads]

    assert owing("Kenya's president, Ama Korir, travelled to Uganda on Monday.") == [None]
    assert owing("Kenya asked Uganda for talks on Monday.") == ["UGA"]


def test_a_number_that_both_reports_give_is_not_only_one_s() -> None:
    texts = [
        "Chad freed a Sudanese envoy on Monday after holding him for nearly 20 years.",
        "Chad freed a Sudanese envoy on Monday. He had been in a Chadian jail for more than 20 years.",
    ]
    read = [dragoman.read(t, published="2023-03-14", outlet=f"Outlet {i}") for i, t in enumerate(texts)]
    numbers = [c for c in dragoman.brief(read).record.comparisons if c.field.value == "number"]
    assert [c.kind.value for c in numbers if c.kind.value != "adds"]
    assert not [c for c in numbers if c.kind.value == "adds"]


def test_what_each_does_to_the_other_is_two_acts() -> None:
    events = events_of(
        ("The shelling of Sudan on Monday killed two.", "2023-03-14"),
        ("Sudan shelled Chad on Monday and killed two.", "2023-03-14"),
        type_="ASSAULT",
    )
    assert all(len({r.document for r in e.reports}) == 1 for e in events) and len(events) >= 2


def test_two_calls_that_share_one_party_are_two() -> None:
    events = events_of(
        ("Chadian President Mahamat Tahir spoke with Sudan's President Omar Ali on Sunday.", "2023-03-14"),
        ("Kenyan President Wanjiru Otieno spoke with Sudan's President Omar Ali on Sunday.", "2023-03-14"),
        type_="CONSULT",
    )
    assert {e.actors for e in events} == {("SDN", "TCD"), ("KEN", "SDN")}


def test_a_line_does_not_let_both_speak_with_one_of_them() -> None:
    (event,) = events_of(
        ("Chadian President Mahamat Tahir spoke with Sudan's President Omar Ali on Sunday.", "2023-03-14"),
        type_="CONSULT",
    )
    assert event.summary == "Sudan and Chad hold talks"


def test_what_one_says_of_oneself_is_told_of_one() -> None:
    (event,) = events_of(
        ('"We are prepared to talk to Sudan," Chadian President Mahamat Tahir said on Monday.', "2023-03-14"),
        type_="AGREE",
    )
    assert event.summary == "Chad (Mahamat Tahir) is prepared to talk to Sudan"


def test_what_is_said_around_its_speaker_is_told_whole() -> None:
    (event,) = events_of(
        (
            "The plan, Chadian President Mahamat Tahir said on Monday, would ruin Sudan and its trade.",
            "2024-05-01",
        ),
        type_="STATEMENT",
    )
    assert event.summary == "Chad (Mahamat Tahir) says: The plan would ruin Sudan and its trade"


def test_a_line_names_what_a_clause_behind_a_noun_acts_on() -> None:
    (event,) = events_of(
        ("Togo returned to the fishing agreement it suspended last week, Ghana said.", "2024-05-01"),
        type_="REJECT",
    )
    assert event.summary == "Togo suspended the fishing agreement"


def test_a_line_without_a_doer_begins_with_its_own_words() -> None:
    lines = [
        e.summary
        for e in events_of(
            ("Togo was silent when two Ghanaian posts were shelled on Monday.", "2024-05-01"), type_="ASSAULT"
        )
    ]
    assert lines == ["Two Ghanaian posts were shelled on Monday"]
