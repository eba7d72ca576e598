"""`why` says where a party does not stand in the sentence of its act."""

from __future__ import annotations

import dragoman


def test_a_party_that_the_reader_supplies_is_called_so() -> None:
    text = "Kenya accused Uganda of theft on Monday. Uganda denied it to Kenya. Kenya apologised on Tuesday."
    brief = dragoman.brief([dragoman.read(text, published="2024-05-15")])
    (apology,) = (e for e in brief.record.events if e.type == "CONCEDE")
    lines = brief.why(apology.id).splitlines()
    assert "    actor: “Kenya” stands for Kenya (KEN)" in lines
    assert "    recipient: “Uganda” stands for Uganda (UGA), supplied from elsewhere in the report" in lines
