"""Whether an act happened is read off the words above it, never off the act alone."""

from __future__ import annotations

import pytest

import dragoman


@pytest.mark.parametrize(
    ("sentence", "type_", "status"),
    [
        ("Iran attacked the Greek tanker.", "ASSAULT", "happened"),
        ("Iran denied attacking the Greek tanker.", "ASSAULT", "denied"),
        ("Peru denied that its soldiers had attacked Chile.", "ASSAULT", "denied"),
        ("Kenya did not expel the Ethiopian envoy.", "SANCTION", "negated"),
        ("Kenya is not ready to talk to Ethiopia.", "AGREE", "negated"),
        ("Kenya warned Ethiopia not to react to the plan.", "RESPONSE", "negated"),
        ("Norway will expel two Russian diplomats on Friday.", "SANCTION", "scheduled"),
        ("Norway may expel two Russian diplomats.", "SANCTION", "possible"),
        ("The ministers of Norway and Denmark meet on Friday in Oslo.", "CONSULT", "scheduled"),
        ("Norway's foreign minister, who travels to Denmark on Friday, was silent.", "CONSULT", "scheduled"),
        ("The ministers of Norway and Denmark met on Friday in Oslo.", "CONSULT", "happened"),
        ("It is not clear whether Norway will expel the Russian envoy.", "SANCTION", "possible"),
        ("Norway asked if Russia had attacked the ship.", "ASSAULT", "possible"),
        ("Chad did not rule out visiting Sudan.", "CONSULT", "possible"),
        ("The talks between Ghana and Togo did not produce a deal.", "CONSULT", "happened"),
        ("The meeting of Ghana and Togo was not meant to replace the treaty.", "CONSULT", "happened"),
        ("The meeting of Ghana and Togo did not take place.", "CONSULT", "negated"),
        ("Ghana skipped talks with Togo on Monday.", "CONSULT", "negated"),
        ("The talks between Ghana and Togo were not held.", "CONSULT", "negated"),
        ("Kenya didn’t expel the Ethiopian envoy.", "SANCTION", "negated"),
        ("Ghana would meet Togo, provided Togo agreed to a ceasefire.", "AGREE", "possible"),
        ("Chad will talk to voters about lifting the embargo on Sudan.", "CONCEDE", "possible"),
        (
            "Kenyan President Wanjiru Otieno instructed her foreign minister to begin talks with Chad.",
            "CONSULT",
            "planned",
        ),
        ("Chad urged Sudan to release the drivers.", "RETREAT", "requested"),
        ("Oman has yet to reply to the Qatari letter.", "SILENCE", "happened"),
        ("Monday's talks between Ghana and Togo have been postponed.", "CONSULT", "cancelled"),
        ("Had Chad attacked Sudan, Egypt would have recalled its envoy.", "ASSAULT", "negated"),
        ("Had Chad attacked Sudan, Egypt would have recalled its envoy.", "SANCTION", "negated"),
        ("The raid led Egypt, late on Monday, to recall its envoy from Chad.", "SANCTION", "happened"),
        ("Chad was the first state to recognise Kosovo.", "SUPPORT", "happened"),
        ("The agreement between Ghana and Togo will help farmers.", "AGREE", "happened"),
        ("The best signal that Ghana could give Togo would be to recall its envoy.", "SANCTION", "possible"),
        ("Ghana stopped short of expelling the Togolese envoy.", "SANCTION", "negated"),
        ("Ghana took no advice and expelled the Togolese envoy.", "SANCTION", "happened"),
        ("Ghana dismissed Togolese complaints about the ferry.", "ACCUSE", "happened"),
        ("Ghana will act on Friday despite an appeal by Togo.", "REQUEST", "happened"),
    ],
)
def test_the_status_of_an_act(sentence: str, type_: str, status: str) -> None:
    events = dragoman.read(sentence, published="2024-05-15").events
    assert status in {e.status.value for e in events if e.type.value == type_}, [
        (e.type.value, e.status.value) for e in events
    ]


@pytest.mark.parametrize(
    ("sentence", "type_", "plover"),
    [
        ("Norway will meet Denmark on Friday.", "CONSULT", "AGREE"),
        ("Norway did not meet Denmark on Friday.", "CONSULT", None),
        ("Norway refused to meet Denmark on Friday.", "CONSULT", "REJECT"),
        ("Canada will not lift the sanctions on Iran.", "CONCEDE", "REJECT"),
        ("Mali will release the Algerian drivers.", "RETREAT", "CONCEDE"),
        ("Iran may attack Israel.", "ASSAULT", "THREATEN"),
    ],
)
def test_the_status_folds_into_the_code_of_plover(sentence: str, type_: str, plover: str | None) -> None:
    events = dragoman.read(sentence, published="2024-05-15").events
    assert plover in {e.plover for e in events if e.type.value == type_}, [
        (e.type.value, e.status.value, e.plover) for e in events
    ]


def test_it_comes_to_is_no_journey() -> None:
    read = dragoman.read(
        "Chad needs Sudan when it comes to easing the rules of the border.", published="2024-05-15"
    )
    assert "CONSULT" not in {e.type.value for e in read.events}


def test_what_may_have_been_lies_before_the_report() -> None:
    (event,) = (
        e
        for e in dragoman.read(
            "Chad is believed to have expelled the Sudanese envoy.", published="2024-05-15"
        ).events
        if e.type.value == "SANCTION"
    )
    assert (event.status.value, str(event.time)) == ("possible", "../2024-05-15")


def test_the_past_tense_of_a_condition_lies_ahead() -> None:
    (event,) = (
        e
        for e in dragoman.read(
            "Chad said that it would respond if Sudan attacked Mali.", published="2024-05-15"
        ).events
        if e.type.value == "ASSAULT"
    )
    assert (event.status.value, str(event.time)) == ("possible", "2024-05-15/..")
