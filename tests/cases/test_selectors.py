from datetime import UTC, datetime

import pytest

from cases import code_names
from cases.countries import country_choices, country_name
from cases.selectors import acts_on, course_of, figures, proposed_code_names
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, CodeFactory, InquiryFactory, VictimFactory, code

pytestmark = pytest.mark.django_db


def test_every_inquiry_of_the_year_is_counted_by_what_it_counts_as():
    swimming_hall = CodeFactory(list="referral_source", code="swimming_hall", statistics_code="other")
    InquiryFactory(case=CaseFactory(), outcome="case_opened")
    InquiryFactory(source=swimming_hall, region="syddanmark")
    InquiryFactory(received_at=datetime(2024, 12, 31, 22, 0, tzinfo=UTC))

    assert figures(2026) == {
        "year": 2026,
        "inquiries": 2,
        "persons": 2,
        "calls": {"number": 2, "by": {"caller": {"police": 2}, "outcome": {"case_opened": 1, "open": 1}}},
        "by": {
            "source": {"other": 1, "police": 1},
            "channel": {"hotline": 2},
            "outcome": {"case_opened": 1, "open": 1},
            "region": {"syddanmark": 1, "unknown": 1},
        },
    }


def test_the_course_begins_with_the_inquiry_and_ends_with_the_case():
    case = CaseFactory(status="closed")
    InquiryFactory(case=case, outcome="case_opened")

    assert [point.text for point in course_of(staff("cmm_coordinator"), case)] == [
        "Henvendelse fra Politi, hotline",
        "Sag oprettet",
        "Sagen lukket",
    ]


def test_when_every_word_is_taken_the_names_get_numbers(monkeypatch):
    monkeypatch.setattr(code_names, "words", lambda: ("Havtorn", "Hyld"))
    for name in ("Havtorn", "Hyld", "Havtorn 2"):
        VictimFactory(code_name=name)

    assert proposed_code_names() == ["Hyld 2"]
    assert sorted(proposed_code_names(3)) == ["Havtorn 3", "Hyld 2", "Hyld 3"]


def test_what_a_reader_may_do_is_asked_once(people, django_assert_num_queries):
    case, officer = CaseFactory(authority="us"), people["immigration_officer"]
    assert officer.roles

    with django_assert_num_queries(1):
        first, second = acts_on(officer, case), acts_on(officer, case)

    assert first == second == {"view", "decide", "request_place", "set_periods", "record_ruling"}


def test_countries_stand_in_danish_order():
    names = [name for _code, name in country_choices()]

    assert names[0] == "Afghanistan"
    assert names[-2:] == ["Østrig", "Åland"]
    assert (country_name("RO"), country_name("")) == ("Rumænien", "")


def test_the_lists_of_the_first_day_are_whole():
    assert code("exploitation_form", "begging").counted_as == "criminal_acts"
    assert code("exploitation_form", "forced_labour").counted_as == "forced_labour"
