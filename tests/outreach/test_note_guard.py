import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.outreach.rules import check_no_numbers, name_in, phone_in
from cmm.core.errors import RuleError

CPR = ["010190-1234", "0101901234", "cpr010190-1234", "010190 1234", "010190 - 1234", "cpr: 010190–1234."]
PHONES = ["12345678", "12 34 56 78", "1234-5678", "+45 12 34 56 78", "0045 12345678", "+40 721 234 567", "12.34.56.78"]
FOUND = [
    ("Ring på 20 12 34 56 kl. 22.10", "20 12 34 56"),
    ("24.11.2026 kl. 20 på 12345678", "12345678"),
    ("tlf +45 12 34 56 78.", "+45 12 34 56 78"),
    ("Kl. 22.10 og igen 23.15", ""),
]
FINE = [
    "",
    "Kl. 22.10 og igen 23.15",
    "22.10-22.45",
    "mødes 24-11-2026 kl. 20",
    "24.11.2026 eller 2026-11-25",
    "Værelse 14, 3 personer, 500 kr",
    "har 2 børn",
]


@pytest.mark.parametrize("text", CPR)
def test_a_cpr_number_stops_the_saving(text):
    with pytest.raises(RuleError) as refused:
        check_no_numbers(text, field="note")

    assert (refused.value.code, refused.value.field) == ("cpr", "note")


@pytest.mark.parametrize("text", PHONES)
def test_a_telephone_number_stops_the_saving(text):
    with pytest.raises(RuleError) as refused:
        check_no_numbers(f"Ring på {text}", field="note")

    assert (refused.value.code, refused.value.field) == ("phone", "note")


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_the_telephone_number_is_found_as_it_stands(text, found):
    assert phone_in(text) == found


@pytest.mark.parametrize("text", FINE)
def test_times_dates_and_small_numbers_pass(text):
    check_no_numbers(text, field="note")


@given(st.text(alphabet="abcæøå ,.", max_size=30), st.from_regex(r"[0-9]{6}[- ]?[0-9]{4}", fullmatch=True))
def test_no_cpr_number_hides_among_words(around, number):
    with pytest.raises(RuleError):
        check_no_numbers(f"{around}{number}{around}", field="note")


@given(st.text(alphabet=st.characters(exclude_categories=["Nd", "No"]), max_size=200))
def test_a_note_without_digits_always_passes(text):
    check_no_numbers(text, field="note")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hun hedder Maria", "Maria"),
        ("kalder sig Mihaela Pop", "Mihaela Pop"),
        ("Talte med Ștefania Ionescu", "Ștefania Ionescu"),
        ("navnet er Élise", "Élise"),
        ("called Joy", "Joy"),
        ("Ville ikke tale. Gik videre.", ""),
        ("hedder noget med m", ""),
        ("Stod ved Østre Kaj", ""),
        ("", ""),
    ],
)
def test_something_like_a_name_is_found(text, name):
    assert name_in(text, known=["Østre Kaj"]) == name
