"""Who does it and who is meant: participles, calls told beside words, what is borne, and people whom something befalls."""

from __future__ import annotations

import pytest

import dragoman


@pytest.mark.parametrize(
    ("sentence", "type_", "actors", "recipients"),
    [
        (
            "Kenyan Foreign Minister Amina Korir, meeting with Ethiopia's top diplomat in Moyale, urged restraint.",
            "CONSULT",
            {"ETH", "KEN"},
            set(),
        ),
        (
            "In a phone call on Monday, Kenyan Foreign Minister Amina Korir told Ethiopia that the lake was falling.",
            "CONSULT",
            {"ETH", "KEN"},
            set(),
        ),
        (
            "Foreign ministers from Kenya, Uganda and Rwanda met with their Ethiopian colleague in Moyale.",
            "CONSULT",
            {"ETH", "KEN", "RWA", "UGA"},
            set(),
        ),
        ("Chad will face sanctions from France.", "SANCTION", {"FRA"}, {"TCD"}),
        ("The United Nations approved new sanctions on Chad.", "SANCTION", {"UNO"}, {"TCD"}),
        ("Senegal approved measures to restrict imports from Mali.", "SANCTION", {"SEN"}, {"MLI"}),
        ("Chad pledged new sanctions against Sudan.", "THREATEN", {"TCD"}, {"SDN"}),
        ("Mali has pledged to lift the sanctions on Senegal.", "AGREE", {"MLI"}, {"SEN"}),
        ("Iran and the six world powers met in Geneva.", "CONSULT", {"IRN", "P51"}, set()),
        (
            "Kenyan President Wanjiru Otieno met with the U.S. Congress on Monday.",
            "CONSULT",
            {"KEN", "USA"},
            set(),
        ),
        (
            "The head of the International Atomic Energy Agency said on Monday that Iran had denied it access.",
            "STATEMENT",
            {"IAE"},
            {"IRN"},
        ),
        ("Chad accused Sudan of shelling Cameroon.", "ASSAULT", {"SDN"}, {"CMR"}),
        (
            "Kenya's minister met his Ugandan colleague and urged him to reopen the road.",
            "REQUEST",
            {"KEN"},
            {"UGA"},
        ),
        (
            "Minister Ama Mensah thanked Italy for two boats that it had lent Ghana.",
            "SUPPORT",
            {"GHA"},
            {"ITA"},
        ),
        ("Algeria and Mali shared intelligence that led to an arrest.", "COOPERATE", {"DZA", "MLI"}, set()),
        ("Niger closed two of its five crossings with Benin.", "SANCTION", {"NER"}, {"BEN"}),
        (
            "Since the two broke off ties in March, Peru and Chile have written letters.",
            "SANCTION",
            {"CHL", "PER"},
            set(),
        ),
        ("No meeting took place between Kenyan and Ugandan officials.", "CONSULT", {"KEN", "UGA"}, set()),
        (
            "Kenya and Uganda signed a pact on Wednesday, three days after a joint exercise off Mombasa.",
            "COOPERATE",
            {"KEN", "UGA"},
            set(),
        ),
        ("The duty that Peru laid on Chile in May was lifted on Tuesday.", "CONCEDE", {"PER"}, {"CHL"}),
        ("Ghana denounced Togo for the arrest of a Ghanaian pilot.", "COERCE", {"TGO"}, {"GHA"}),
        ("Fiji became the first state to break off relations with Kiribati.", "SANCTION", {"FJI"}, {"KIR"}),
        ("Oslo's act drew a sharp protest from Moscow.", "ACCUSE", {"RUS"}, set()),
        ("Kenya's Ama Korir was in Kampala on Tuesday.", "CONSULT", {"KEN"}, {"UGA"}),
        ("Peru offered Bolivia the same, and Bolivia declined.", "REJECT", {"BOL"}, {"PER"}),
        ("In return Algeria let go nine Malians on Friday.", "RETREAT", {"DZA"}, {"MLI"}),
        ("Units of the armed forces of Chad opened fire on a Sudanese post.", "ASSAULT", {"TCD"}, {"SDN"}),
        ("The charge against Ghana was dropped by Togo's Security Council.", "CONCEDE", {"TGO"}, {"GHA"}),
        ("Accused by Chad of shelling Cameroon, Sudan denied the charge.", "ASSAULT", {"SDN"}, {"CMR"}),
        ("Accused by Chad of shelling Cameroon, Sudan denied the charge.", "ACCUSE", {"TCD"}, {"SDN"}),
        ("Sudan was accused by Chad of shelling Cameroon.", "ASSAULT", {"SDN"}, {"CMR"}),
        ("Kenya imposed sanctions on Eritrea for arming Sudan.", "SANCTION", {"KEN"}, {"ERI"}),
        ("Mali was hit with new sanctions by the European Union on Monday.", "SANCTION", {"EUR"}, {"MLI"}),
        (
            "Peru expelled two Bolivians, prompting Bolivia to expel two Peruvians.",
            "SANCTION",
            {"BOL"},
            {"PER"},
        ),
        ("The expulsion of Chadian diplomats by Sudan was condemned by Kenya.", "SANCTION", {"SDN"}, {"TCD"}),
        ("Kenya joined Uganda in condemning Sudan.", "ACCUSE", {"KEN", "UGA"}, {"SDN"}),
        ("Kenya, along with Uganda, condemned Sudan.", "ACCUSE", {"KEN", "UGA"}, {"SDN"}),
        ("Mali declared the Chadian ambassador persona non grata.", "SANCTION", {"MLI"}, {"TCD"}),
        ("The Chadian ambassador was declared persona non grata by Mali.", "SANCTION", {"MLI"}, {"TCD"}),
        (
            "Ugandan Prime Minister Okello Banda and Kenyan President Wanjiru al-Otieno agreed in Kampala to meet.",
            "AGREE",
            {"KEN", "UGA"},
            set(),
        ),
        (
            "Kenyan envoy Wanjiru Otieno said after talks with her Ugandan counterpart Okello Banda that she was content.",
            "CONSULT",
            {"KEN", "UGA"},
            set(),
        ),
        ("Kenya discussed Sudan with Uganda on Monday.", "CONSULT", {"KEN", "UGA"}, set()),
        ("Mali retaliated with tariffs on Senegal.", "SANCTION", {"MLI"}, {"SEN"}),
        ("Chad pulled out of the grain deal on Monday.", "REJECT", {"TCD"}, set()),
        ("Chad pulled out of Mali on Monday.", "RETREAT", {"TCD"}, {"MLI"}),
        ("Sudan fired rockets at Chad.", "ASSAULT", {"SDN"}, {"TCD"}),
        ("The strike on Chad was welcomed by Sudan on Monday.", "ASSAULT", set(), {"TCD"}),
        ("The African Union suspended Mali.", "SANCTION", {"AFU"}, {"MLI"}),
        (
            "Kenyan envoy Wanjiru Otieno told her Ugandan counterpart Okello Banda that Sudan had lied to Sudan.",
            "STATEMENT",
            {"KEN"},
            {"UGA"},
        ),
        ("Mali, the African Union and Chad met on Monday.", "CONSULT", {"AFU", "MLI", "TCD"}, set()),
        ("Mali handed over its first tanks to Chad.", "AID", {"MLI"}, {"TCD"}),
        ("Mali and Chad traded missile strikes in March.", "ASSAULT", {"MLI", "TCD"}, set()),
        ("Mali alleged that Chadian agents had been seen there.", "ACCUSE", {"MLI"}, {"TCD"}),
        ("Mali gave the Chadian ambassador three days to leave.", "SANCTION", {"MLI"}, {"TCD"}),
        ("Chad insisted that the talks with Sudan be held.", "REQUEST", {"TCD"}, {"SDN"}),
        (
            "Members of the U.S. Congress to be sworn in next year have threatened to impose sanctions on Iran.",
            "THREATEN",
            {"USA"},
            set(),
        ),
        ("Ghana on Monday called in Togo's chargé d'affaires.", "ACCUSE", {"GHA"}, {"TGO"}),
        ("Togo's ban on Ghanaian beef takes effect on Friday.", "SANCTION", {"TGO"}, {"GHA"}),
        ("Ghana gave $500,000 to Togo on Monday.", "AID", {"GHA"}, {"TGO"}),
        ("Ghana allowed eleven Togolese sailors to return.", "RETREAT", {"GHA"}, {"TGO"}),
        ("Chad blasted Sudan for its support of Mali.", "SUPPORT", {"SDN"}, {"MLI"}),
        ("The row is between Chad and Sudan, which has accused Mali of theft.", "ACCUSE", {"SDN"}, {"MLI"}),
        ("A spokesman for Chadian President Idriss Deby warned Sudan.", "THREATEN", {"TCD"}, {"SDN"}),
        ("Chad destroyed a Sudanese drone on Monday.", "ASSAULT", {"TCD"}, {"SDN"}),
        ("Chad called off talks with Sudan on Monday.", "REJECT", {"TCD"}, {"SDN"}),
    ],
)
def test_the_roles_of_an_act(sentence: str, type_: str, actors: set[str], recipients: set[str]) -> None:
    events = [e for e in dragoman.read(sentence, published="2024-05-15").events if e.type.value == type_]
    found = [
        (
            {p.country if len(p.country or "") == 3 and p.country != "IGO" else p.party for p in e.actors},
            {p.country for p in e.recipients},
        )
        for e in events
    ]
    assert (actors, recipients) in found, found


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("North Korea will not put its weapons on the negotiating table.", "CONSULT"),
        ("Ghana expects to have differences with Togo.", "REQUEST"),
        ("The French ministry is to hold its weekly news briefing on Thursday.", "CONSULT"),
        ("Chad did not rule out a visit to Sudan.", "REJECT"),
        ("Kenyan President Wanjiru Otieno will talk to lawmakers.", "CONSULT"),
        ("French officials have offered mixed messages about Chad.", "AGREE"),
        ("Six Ghanaians landed in Togo on Monday.", "CONSULT"),
        ("Ghana's president will pay a state visit to Togo from March 20 to 22.", "PROTEST"),
        ("Ghana was urged by Togo to stop what it called provocations.", "ACCUSE"),
        ("Ghana suspended a fishing agreement with Togo.", "AGREE"),
        ("Kenya brokered a deal between Chad and Sudan.", "AGREE"),
        ("Chad will return to the deal with Sudan.", "AGREE"),
        ("Chad expressed confidence that Sudan would pay.", "SUPPORT"),
        ("Sudan fired a rocket into the sea.", "ASSAULT"),
        ("A court ordered Chad to refrain from any action against Sudan.", "SILENCE"),
        ("Chad asked whether Sudan had closed the border.", "REQUEST"),
        ("Asked about the delay, Chad blamed Sudan.", "REQUEST"),
        ("North Korea would not put its bombs on negotiating table with South Korea.", "CONSULT"),
        ("Eight rounds of sanctions on Chad did not stop Sudan.", "CONSULT"),
        ("A near nuclear war between Russia and Turkey was avoided in 1962.", "ASSAULT"),
        ("Chad withdrew from Sudan's Lake and River Initiative.", "REQUEST"),
        ("Chad insisted that the talks with Sudan were on track.", "REQUEST"),
        ("Ghana sought to strike a balance between Togo and Mali.", "ASSAULT"),
        ("Chad called off a retaliatory strike on Sudan.", "PROTEST"),
        ("How has Chad reacted to Sudan's offer?", "RESPONSE"),
        ("Decisive action by Chad against Sudan is taken when called for.", "REQUEST"),
        ("Chad is in charge of the talks with Sudan.", "ACCUSE"),
        ("The envoy of Chad yielded the floor to Sudan's.", "CONCEDE"),
        ("Chad still abides by its 2015 deal with Sudan.", "AGREE"),
        ("Chad pulled out of the peace deal with Sudan.", "AGREE"),
        ("Chad met the conditions that Sudan had set.", "CONSULT"),
        ("Chad withdrew the bill that Sudan had denounced.", "RETREAT"),
        ("Sudanese envoy Omar Ali, who tried to block the deal, left Chad.", "ACCUSE"),
    ],
)
def test_what_is_no_such_act(sentence: str, type_: str) -> None:
    assert type_ not in {e.type.value for e in dragoman.read(sentence, published="2024-05-15").events}


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Ukraine and pro-Russian fighters say they have stopped.", "RUS"),
        ("Most Cuban-Americans oppose the embargo on Haiti.", "CUB"),
    ],
)
def test_whom_a_group_sides_with_or_comes_from_is_not_told_of(sentence: str, code: str) -> None:
    read = dragoman.read(sentence, published="2024-05-15")
    assert code not in {m.country for m in read.mentions}


def test_somebody_s_release_is_done_to_them() -> None:
    (event,) = (
        e
        for e in dragoman.read(
            "Ghana rejoiced at Kofi Mensah's release by Togo on Monday.", published="2024-05-15"
        ).events
        if e.type.value == "RETREAT"
    )
    assert [p.country for p in event.actors] == ["TGO"]


def test_a_past_day_is_that_of_the_promise() -> None:
    events = dragoman.read(
        "Ghana and Togo on Saturday agreed to visit Benin. It was the second such plan.",
        published="2024-05-15",
    ).events
    days = {e.type.value: str(e.time) for e in events}
    assert days["AGREE"] == "2024-05-11" and days["CONSULT"] == "2024-05-15/.."


def test_the_name_behind_a_counterpart_tells_who_it_is() -> None:
    (event,) = dragoman.read(
        "Kenyan envoy Wanjiru Otieno spoke by telephone with her Ugandan counterpart, Okello Banda, on Monday.",
        published="2024-05-15",
    ).events
    assert {p.person for p in event.actors} == {"Wanjiru Otieno", "Okello Banda"}
    assert {p.country for p in event.actors} == {"KEN", "UGA"}


def test_a_means_is_no_agent() -> None:
    (event,) = dragoman.read(
        "Kenya's Wanjiru Otieno and her Ugandan counterpart Okello Banda spoke by phone on Saturday.",
        published="2024-05-15",
    ).events
    assert {p.person for p in event.actors} == {"Wanjiru Otieno", "Okello Banda"}


def test_a_ministry_s_name_ends_before_the_verb() -> None:
    read = dragoman.read("The Ministry of Foreign Affairs regrets the delay.", published="2024-05-15")
    assert [m.name for m in read.mentions] == ["Ministry of Foreign Affairs"]


def test_what_is_decided_against_is_not_done() -> None:
    events = dragoman.read("Chad decided against imposing sanctions on Mali.", published="2024-05-15").events
    assert {e.status.value for e in events if e.type.value == "SANCTION"} == {"negated"}


def test_words_in_quotation_marks_do_not_take_the_day_they_were_said_on() -> None:
    events = dragoman.read(
        '"We will respond," Kenyan envoy Wanjiru Otieno said after talks with Uganda in Kampala on Tuesday.',
        published="2024-05-15",
    ).events
    assert [e.status.value for e in events if e.type.value == "RESPONSE"] == ["planned"]


def test_a_past_tense_takes_no_helper_from_the_verb_before_it() -> None:
    events = dragoman.read(
        "State radio said Chad would never give up its weapons, and accused Sudan of provocation.",
        published="2024-05-15",
    ).events
    assert [e.status.value for e in events if e.type.value == "ACCUSE"] == ["happened"]


def test_who_asked_for_a_planned_call_does_not_make_it_one_only_asked_for() -> None:
    events = dragoman.read(
        "Kenyan envoy Wanjiru Otieno will telephone her Ugandan counterpart, Okello Banda, on Thursday. "
        "The call was requested by Kenya.",
        published="2024-05-15",
    ).events
    assert [e.status.value for e in events if e.mode == "phone"] == ["scheduled", "scheduled"]


def test_what_is_said_of_an_act_told_just_before_is_that_act() -> None:
    events = dragoman.read(
        "Kenya's Wanjiru Otieno and Uganda's Okello Banda spoke by telephone on Monday. "
        "It was their second conversation this week.",
        published="2024-05-15",
    ).events
    assert [(e.mode, str(e.time)) for e in events if e.type.value == "CONSULT"] == [
        ("phone", "2024-05-13"),
        ("phone", "2024-05-13"),
    ]


def test_how_long_a_thing_lasts_is_a_number() -> None:
    (event,) = dragoman.read("Chad proposed a pause of two weeks on Monday.", published="2024-05-15").events
    assert [(q.value, q.unit) for q in event.quantities] == [(14.0, "days")]
    (event,) = dragoman.read("Chad met Sudan in Mali a day after the flood.", published="2024-05-15").events
    assert not event.quantities


def test_according_to_between_commas_stands_for_both_sides() -> None:
    (claim,) = dragoman.read(
        "Chad, according to Sudan, has closed the border.", published="2024-05-15"
    ).claims
    text = "Chad, according to Sudan, has closed the border."
    assert [text[s.start : s.end] for s in claim.content] == ["Chad", "has closed the border"]


def test_the_leaders_are_the_two_people_named_just_before_however_seldom() -> None:
    text = (
        "Chad threatened Kenya again. Chad tested a rocket, and Kenya protested; Chad laughed at Kenya. Kenya asked Chad to stop.\n\n"
        "Kenyan President Wanjiru Otieno and Ugandan President Okello Banda agreed that Chad was a threat. "
        "In a phone call on Monday, the leaders said they would go on."
    )
    calls = [e for e in dragoman.read(text, published="2024-05-15").events if e.mode == "phone"]
    assert [sorted(p.country or "" for p in e.actors) for e in calls] == [["KEN", "UGA"]]


def acts_of(text: str, type_: str) -> list[tuple[list[str], list[str], str]]:
    """Actors, recipients and time of the acts of a type in a report of 15 May 2024."""
    return [
        (
            sorted(p.country or "" for p in e.actors),
            sorted(p.country or "" for p in e.recipients),
            str(e.time),
        )
        for e in dragoman.read(text, published="2024-05-15").events
        if e.type.value == type_
    ]


def test_a_headline_leaves_out_the_helper_of_the_passive() -> None:
    text = "French ambassador summoned\n\nMali summoned the French ambassador on Monday over a film, its ministry said.\n"
    assert acts_of(text, "ACCUSE") == [(["MLI"], ["FRA"], "2024-05-13")] * 2


def test_a_headline_takes_the_day_of_the_act_below_it() -> None:
    text = "Kenya expels Ugandan envoy\n\nKenya expelled the envoy of Uganda on Monday, its foreign ministry said.\n"
    assert [time for _, _, time in acts_of(text, "SANCTION")] == ["2024-05-13", "2024-05-13"]


def test_the_release_is_that_of_those_told_of_before() -> None:
    text = "Chad released nine Sudanese drivers on Monday. The release was welcomed by nobody else."
    assert acts_of(text, "RETREAT") == [(["TCD"], ["SDN"], "2024-05-13")] * 2


def test_what_follows_the_precedent_of_a_report_has_its_sides() -> None:
    text = "Chad seized a Sudanese truck on Monday. A second one was seized on Tuesday."
    assert acts_of(text, "COERCE") == [(["TCD"], ["SDN"], "2024-05-13"), (["TCD"], ["SDN"], "2024-05-14")]


def test_the_day_of_what_comes_first_is_not_that_of_what_follows() -> None:
    text = "Chad and Sudan spoke by telephone. The call follows the expulsion of a Sudanese envoy on Monday."
    assert "2024-05-13" not in [time for _, _, time in acts_of(text, "CONSULT")]


def test_an_act_some_days_after_another_has_a_day_of_its_own() -> None:
    text = "Eleven days after an attack by Chad on a Sudanese post, the two armies met on Tuesday."
    assert [time for _, _, time in acts_of(text, "ASSAULT")] == ["2024-05-03"]
    assert [time for _, _, time in acts_of(text, "CONSULT")] == ["2024-05-14"]


def test_what_lies_ahead_begins_with_the_report() -> None:
    text = "Chad and Sudan agreed to meet before 1 June 2024."
    assert [time for _, _, time in acts_of(text, "CONSULT")] == ["2024-05-15/2024-06-01"]


def test_the_former_and_the_latter_are_the_two_just_named() -> None:
    text = (
        "The ministers of Kenya and Uganda, Ama Korir and Okello Banda, met. The former thanked the latter."
    )
    events = dragoman.read(text, published="2024-05-15").events
    assert [
        ([p.person for p in e.actors], [p.person for p in e.recipients])
        for e in events
        if e.type.value == "SUPPORT"
    ] == [(["Ama Korir"], ["Okello Banda"])]


def test_a_participle_shares_the_day_of_its_verb() -> None:
    text = "Kenya walked out of the talks on Monday, accusing Uganda of bad faith."
    assert [time for _, _, time in acts_of(text, "ACCUSE")] == ["2024-05-13"]


def test_a_name_keeps_the_words_of_the_text() -> None:
    (event,) = dragoman.read("Kenya's foreign minister resigned on Monday.", published="2024-05-15").events
    assert event.actors[0].name == "Kenya's foreign minister"


def test_those_of_one_mind_agree_with_each_other_and_not_with_whom_they_speak_of() -> None:
    text = "South Korea and the United States agreed on Monday that North Korea's programmes are a threat."
    assert acts_of(text, "AGREE") == [(["KOR", "USA"], [], "2024-05-13")]


def test_who_is_urged_is_no_other_country() -> None:
    text = "China and the United States quarrel. The United States urged carmakers to build engines at home."
    assert [recipients for _, recipients, _ in acts_of(text, "REQUEST")] == [[""]]


def test_a_ship_is_a_ship_by_its_name() -> None:
    text = "Ghana accused Togo over the trawler Onega Star. The Onega Star had been seized by Togo on Monday."
    events = dragoman.read(text, published="2024-05-15").events
    assert [[p.country for p in e.actors] for e in events if e.type.value == "COERCE"] == [["TGO"]]


_AT_THE_LAKE = "Kenya and Uganda quarrelled over the lake on Monday. Kenya accused Uganda of theft. Uganda denied it to Kenya."


@pytest.mark.parametrize(
    ("last", "recipients"),
    [
        ("Uganda spoke on Monday. Kenya apologised on Tuesday.", ["UGA"]),
        ("Fish is dear in Kisumu. Prices have doubled. Kenya apologised on Tuesday.", []),
    ],
)
def test_whom_an_act_is_meant_for_is_supplied_only_by_who_is_named_close_by(
    last: str, recipients: list[str]
) -> None:
    events = dragoman.read(f"{_AT_THE_LAKE} {last}", published="2024-05-15").events
    (apology,) = (e for e in events if e.type.value == "CONCEDE")
    assert [p.country for p in apology.recipients] == recipients


def test_what_legislators_reject_is_not_meant_for_another_country_unless_they_say_so() -> None:
    text = f"{_AT_THE_LAKE} Ugandan lawmakers opposed it while Kenya looked on."
    events = dragoman.read(text, published="2024-05-15").events
    assert [
        [p.country for p in e.recipients] for e in events if e.derivation.rule == "event.reject.oppose"
    ] == [[]]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Ghana's Kofi Mensah said on Monday that Togo had lied.", True),
        ("Her Ghanaian colleague, Kofi Mensah, said on Monday that Togo had lied.", True),
        ("Kofi Mensah, the head of Ghana's delegation, said on Monday that Togo had lied.", True),
        ("Kofi Mensah, a Ghanaian nurse, said on Monday that Togo had lied.", False),
    ],
)
def test_who_has_no_office_of_state_does_not_speak_for_the_country(sentence: str, told: bool) -> None:
    brief = dragoman.brief([dragoman.read(sentence, published="2024-05-15")]).record
    assert any("GHA" in e.actors for e in brief.events) is told


def test_the_neighbours_of_a_country_are_not_that_country() -> None:
    events = dragoman.read("Sudan's neighbours have had to accept the deal.", published="2024-05-15").events
    assert "SDN" not in {p.country for e in events for p in e.actors}
