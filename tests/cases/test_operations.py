"""One inquiry about several persons: each has a case of their own, and the cases know of each other."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.enums import InquiryOutcome
from cases.models import Case, Inquiry, Victim
from cases.selectors import cases_from, figures, inquiry_lists, met_together
from cases.services import NewCase
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from tests.factories.accounts import home_of, staff
from tests.factories.cases import InquiryFactory, WallFactory, code, search_and_open_all, searched_by_all
from tests.readings import seen

pytestmark = pytest.mark.django_db
NO_NAME = "Brug et af de kodenavne, systemet foreslår. Personens eget navn hører ikke til her."
NAMES = ("Havtorn", "Slåen", "Hyld")


def known(code_name, **facts):
    source, basis = code("referral_source", "police"), code("residence_basis", "no_legal_stay")
    return NewCase(code_name=code_name, source=source, residence_basis=basis, **facts)


def operation(**facts):
    return InquiryFactory(ref="H-2025-0900", channel=code("referral_channel", "joint_operation"), persons=3, **facts)


def opened(actor, inquiry, names=NAMES, **facts):
    return search_and_open_all(actor=actor, new=[known(name, **facts) for name in names], inquiry=inquiry)


def test_each_person_of_an_operation_has_a_case_of_their_own(caseworker):
    inquiry = operation()

    cases = opened(caseworker, inquiry)

    assert [case.victim.code_name for case in cases] == list(NAMES)
    assert Victim.objects.count() == Case.objects.count() == 3
    parts = Inquiry.objects.order_by("pk")
    assert [(part.case, part.whole, part.outcome, part.persons) for part in parts] == [
        (cases[0], None, InquiryOutcome.CASE_OPENED, 3),
        (cases[1], inquiry, InquiryOutcome.CASE_OPENED, 1),
        (cases[2], inquiry, InquiryOutcome.CASE_OPENED, 1),
    ]
    assert list(AuditEntry.objects.order_by("pk").values_list("target_ref", flat=True)) == [c.ref for c in cases]


def test_the_persons_are_counted_and_the_inquiry_once(caseworker):
    opened(caseworker, operation())

    counted = figures(2026)
    assert (counted["inquiries"], counted["persons"], counted["by"]["outcome"]) == (1, 3, {"case_opened": 1})


def test_the_list_of_inquiries_shows_it_once(caseworker):
    inquiry = operation()
    opened(caseworker, inquiry)

    assert list(inquiry_lists(caseworker)["all"]) == [inquiry]


def test_whoever_referred_follows_each_of_them(people):
    opened(people["cmm_caseworker"], operation(referring_organisation=home_of("police_liaison")))

    assert Inquiry.objects.allowed(people["police_liaison"], "follow").count() == 3


def test_the_cases_know_of_each_other_as_far_as_the_reader_may(caseworker):
    first, second, third = opened(caseworker, operation())
    assert list(met_together(caseworker, first)) == [second, third]
    assert list(met_together(caseworker, third)) == [first, second]

    WallFactory(case=second, user=caseworker)

    assert list(met_together(caseworker, first)) == [third]
    assert list(cases_from(caseworker, Inquiry.objects.get(case=first))) == [first, third]


def test_others_see_only_what_they_decide(people):
    first, _second, third = opened(people["cmm_caseworker"], operation())
    assert list(met_together(people["immigration_officer"], first)) == [_second, third]
    Case.objects.filter(pk=third.pk).update(authority="cmm", authority_reason="Har fået ophold.")

    assert list(met_together(people["immigration_officer"], first)) == [_second]


def test_a_refusal_names_the_person_and_leaves_nothing(caseworker):
    inquiry = operation()

    with pytest.raises(RuleError) as refused:
        opened(caseworker, inquiry, ("Havtorn", "Slåen", "Havtorn"))

    assert refused.value.field == "code_name_3"
    assert not Case.objects.exists()
    assert Inquiry.objects.get().outcome == InquiryOutcome.OPEN


@pytest.mark.parametrize(("number", "code_of"), [(0, "nobody"), (51, "too_many")])
def test_an_operation_has_one_to_fifty_cases_at_once(caseworker, number, code_of):
    with pytest.raises(RuleError) as refused:
        opened(caseworker, operation(), [f"Hyld {n}" for n in range(2, 2 + number)])

    assert refused.value.code == code_of


def test_fifty_persons_have_fifty_cases(caseworker):
    assert len(opened(caseworker, operation(), [f"Hyld {n}" for n in range(2, 52)])) == 50


def test_sealed_cases_can_be_opened_together_by_whoever_is_named(caseworker):
    opened(caseworker, operation(), protection="named", caseworker=caseworker)

    assert Case.objects.allowed(caseworker).count() == 3
    assert not Case.objects.allowed(staff("cmm_caseworker")).exists()


@pytest.mark.parametrize("wrong", [{"persons": 2}, {"outcome": "advice_only", "outcome_reason": "x", "case": None}])
def test_the_database_holds_a_part_to_one_person_with_a_case(caseworker, wrong):
    opened(caseworker, operation())

    with pytest.raises(IntegrityError, match="inquiry_part_is_one_person_with_a_case"), transaction.atomic():
        Inquiry.objects.filter(whole__isnull=False).update(**wrong)


# In the browser


def told(*names, **facts):
    found = {
        "residence_basis": code("residence_basis", "no_legal_stay").pk,
        "region": "sjaelland",
        "protection": "normal",
    }
    for place, name in enumerate(names, start=1):
        found |= {f"code_name_{place}": name, f"sex_{place}": "female", f"age_band_{place}": "25_34"}
    return found | facts


def address(inquiry):
    return reverse("cases:operation_create", args=[searched_by_all(inquiry).ref])


def test_one_page_opens_them_all(as_role):
    inquiry = operation()

    answer = as_role("cmm_caseworker").post(address(inquiry), told("Havtorn", "", "Hyld"), follow=True)

    assert answer.redirect_chain == [(inquiry.get_absolute_url(), 302)]
    assert "2 sager er oprettet." in answer.text
    assert [(row.code_name, row.sex) for row in Victim.objects.order_by("pk")] == [
        ("Havtorn", "female"),
        ("Hyld", "female"),
    ]


def test_the_page_proposes_a_code_name_for_each(as_role):
    form = as_role("cmm_caseworker").get(address(operation())).context["form"]

    names = [form[f"code_name_{place}"].value() for place in (1, 2, 3)]
    assert len(set(names)) == 3
    assert not Victim.objects.filter(code_name__in=names).exists()


@pytest.mark.parametrize(
    ("facts", "errors"),
    [
        ({"code_name_2": "Mette"}, {"code_name_2": [NO_NAME]}),
        ({"code_name_2": "Havtorn"}, {"code_name_2": ["Kodenavnet er lige blevet brugt. Vælg et andet."]}),
        ({"residence_basis": ""}, {"residence_basis": ["Vælg en mulighed."]}),
        ({"authority": "cmm"}, {"authority_reason": ["Skriv, hvorfor en anden myndighed afgør."]}),
        (
            {f"code_name_{n}": "" for n in (1, 2, 3)},
            {"__all__": ["Lad mindst ét kodenavn stå. Afslut henvendelsen, hvis der ikke skal oprettes en sag."]},
        ),
    ],
)  # fmt: skip
def test_bad_input_is_answered_at_the_person_and_nothing_is_lost(as_role, facts, errors):
    answer = as_role("cmm_caseworker").post(address(operation()), told(*NAMES, **facts))

    assert (answer.status_code, answer.context["form"].errors) == (422, errors)
    assert answer.context["form"]["sex_3"].value() == "female"
    assert not Case.objects.exists()


def test_the_case_page_leads_to_the_others_and_the_log_knows(as_role, people):
    first, second, _third = opened(people["cmm_caseworker"], operation(), caseworker=people["cmm_caseworker"])
    browser = as_role("cmm_caseworker")

    answer = browser.get(first.get_absolute_url())

    assert "Fra samme henvendelse" in answer.text
    assert second.get_absolute_url() in answer.text
    assert (people["cmm_caseworker"].pk, "list", second.ref) in seen()
