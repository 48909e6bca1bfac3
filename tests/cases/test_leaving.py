"""The gate of what leaves: what it finds in a text, whom it lets write it all the same, and what it tells nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.leaving.letters import alike
from cases.leaving.persons import marks_of
from cases.leaving.places import House, protected
from cases.leaving.rules import Read, findings, plain_ref
from cases.particulars import Contact, Names, Numbers

HOUSES = protected(
    [House("Krisecenter Nordlys", "Gammel Ahornvej 12A, 2. tv, 8000 Aarhus C", "70 00 00 13", "vagten@nordlys.test")]
)
OTHER = frozenset(
    marks_of(
        Names(given_names="María Elena", family_names="Sørensen Popescu", aliases="Nadia Åkær\nМария Иванова"),
        Numbers(cpr_number="110177-8121", person_id="UDL 12345678", passport="RO 0987654"),
        Contact(phone="+40 721 234 567", email="m.pop@prove.test", address="Prøvevænget 7, 2300 København S"),
    )
)
OWN_REF = frozenset({plain_ref("CMM-2026-0042")})


def found(text):
    read = Read.of(text)
    persons = frozenset(read.persons_marks()) & OTHER
    return [
        (one.leak.value, one.place.of(text))
        for one in findings(read, houses=HOUSES, persons=persons, own=frozenset(), refs=OWN_REF)
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Hun bor på Gl. Ahornvej nr. 12 A.", [("place", "Gl. Ahornvej nr. 12")]),
        ("Gammel Ahorn-\nvej tolv", [("place", "Gammel Ahorn- vej tolv")]),
        ("G a m m e l A h o r n v e j 1 2", [("place", "G a m m e l A h o r n v e j 1 2")]),
        ("Gammel Ahornv., 8000", [("place", "Gammel Ahornv")]),
        ("på Nordlys krisecenter", [("house", "Nordlys krisecenter")]),
        ("KC Nоrdlys", [("house", "KC Nоrdlys")]),
        ("krise\u200bcenter nord\u00adlys", [("house", "krise\u200bcenter nord\u00adlys")]),
        ("ring 7000-0013", [("reached", "7000-0013")]),
        ("vagten (at) nordlys.test", [("reached", "vagten (at) nordlys.test")]),
        ("POPESCU, maria", [("name", "POPESCU, maria")]),
        ("maria x soerensen", [("name", "maria x soerensen")]),
        ("Nadia Aakaer og Mariya Ivanova", [("name", "Nadia Aakaer"), ("name", "Mariya Ivanova")]),
        ("110177 8121", [("cpr", "110177 8121")]),
        ("11.01.77-8121", [("number", "11.01.77-8121")]),
        ("010203-4567", [("cpr", "010203-4567")]),
        ("udl. 12 34 56 78", [("number", "udl. 12 34 56 78")]),
        ("tlf. 0721 234567", [("phone", "0721 234567")]),
        ("skriv til m.pop@prove.test", [("mail", "m.pop@prove.test")]),
        ("Proevevaenget 7", [("home", "Proevevaenget 7")]),
        ("sag CMM 2026/43", [("ref", "CMM 2026/43")]),
    ],
)
def test_what_must_not_leave_is_found_however_it_is_written(text, what):
    assert found(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "Gammel Ahornvej er en vej i mange byer, og i nr. 12 bor ingen.",
        "Nordlys over byen; krisecentret har plads.",
        "Maria tog med Elena til Sørensen.",
        "Mødet er 26.11.2026 14.30 hos Udlændingestyrelsen, Farvergade 15, 1463 København K, tlf. 35 36 66 00.",
        "Din sag er CMM-2026-0042. Ring 70 20 25 50.",
    ],
)
def test_what_is_everybodys_is_let_out(text):
    assert found(text) == []


SIGNS = st.sampled_from(["\u200b", "\u00ad", "\u200d", "\u2060", ""])


@given(st.lists(SIGNS, min_size=30, max_size=30), st.booleans(), st.sampled_from([" ", "\n", ", ", " - ", "\u00a0"]))
def test_no_sign_that_is_not_seen_hides_a_word(signs, large, between):
    text = f"Popescu{between}Maria"
    text = "".join(sign + hidden for sign, hidden in zip(text.upper() if large else text, signs, strict=False))
    assert [leak for leak, _words in found(f"om {text} i dag")] == ["name"]


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_what_is_found_stands_in_it(text):
    assert all(0 <= one.first < one.last <= len(text) for one in Read.of(text).persons_marks().values())


@pytest.mark.parametrize(
    ("written", "plain"), [("Åkær", "akar"), ("Aakaer", "akar"), ("Søren", "soren"), ("Ѕоrеn", "soren")]
)
def test_letters_have_one_form(written, plain):
    assert alike(written) == plain
