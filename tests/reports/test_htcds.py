"""One case in the words of HTCDS 2.0: what is mapped, what is kept back and why, and what is written of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cases.models import Referral
from cases.services.referrals import NewReferral
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from reports.returning.htcds import Facts, Happened, fields, mapped
from reports.returning.htcds_file import sheets
from reports.selectors.htcds import facts_of
from reports.services import export_case
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.identification import EventFactory
from tests.factories.identities import IdentityFactory

FACTS = Facts(
    sex="female",
    citizenship="RO",
    language="ro",
    status="in_support",
    outcome="trafficked",
    decided_by="cmm",
    forms=("forced_labour", "criminal_acts"),
    sectors=("construction", "export"),
    control=("debt_bondage", "restricts_movement"),
    recruiters=("family", "employer"),
    events=(Happened("recruitment", "RO", "Iași", "2025-03"), Happened("escape", "DK", "Aarhus", "2025-06-02")),
    referred_by="Politiet",
    opened_on="2025-06-03",
    receiver="Aarhus Kommune",
    sent_on="2026-11-26",
    consents=("interview", "purpose"),
)


def test_every_field_of_the_standard_is_answered_for():
    told = mapped(FACTS)
    assert [one.field for one in told.answers] == list(fields())
    assert len(fields()) == 83
    assert {one.field.name: one.value for one in told.answers if one.value} == {
        "prs_Gender": "Feminine",
        "prs_PrimaryLanguage": "ro",
        "prs_Citizenship": "RO",
        "vic_TraffickingStatus": "ActualVictimOfTrafficking",
        "vic_TraffickingStatusDecisionMakingOrg": "NonPoliceGovernmentalOrganization",
        "vic_RelationshipToTrafficker": "Familial",
        "vic_LocationOfRecruitment": "Iași, RO",
        "vic_MethodsOfControl": "DebtBondage;RestrictsMovement",
        "vic_TypeOfExploitation": "ForcedLabour;Other",
        "vic_ForcedLabourIndustry": "F_Construction",
        "cas_Status": "FollowUp",
        "cas_ReferringOrganisation": "Politiet",
        "cas_IncomingReferralDate": "2025-06-03",
        "cas_ReferredOrganisation": "Aarhus Kommune",
        "cas_OutgoingReferralDate": "2026-11-26",
        "hte_City": "Iași",
        "hte_Country": "RO",
        "hte_Date": "2025-03",
        "hte_Type": "Recruitment",
        "con_Consent": "interview;purpose",
    }


def test_why_a_field_is_empty():
    results = {one.field.name: one.result for one in mapped(FACTS).answers}
    asked = (
        "prs_FirstName", "prs_HomePhone", "prs_MailingStreet", "prs_Birthdate", "hte_Description",
        "vic_Vulnerabilities", "vic_TypeOfExploitation", "vic_TypeOfSexExploitation", "prs_Gender",
    )  # fmt: skip
    assert [results[name] for name in asked] == [
        "not_chosen", "kept_back", "kept_back", "not_recorded", "free_text", "deprecated", "partly", "empty", "mapped",
    ]  # fmt: skip


def test_an_empty_case_says_nothing_and_no_nought():
    told = {one.field.name: one.value for one in mapped(Facts(names=("", ""))).answers if one.value}
    assert told == {
        "prs_Gender": "NonSpecifiedUnknown",
        "vic_TraffickingStatus": "PossibleVictimOfTrafficking",
        "cas_Status": "Active",
    }


def test_the_workbook_has_the_case_its_events_and_the_mapping():
    told = sheets(mapped(replace(FACTS, names=("Ana", "Prøve"))))
    assert told["case"][1:3] == [["prs_FirstName", "First Name", "Ana"], ["prs_SecondName", "Second Name", "Prøve"]]
    assert told["events"][1:] == [["Recruitment", "2025-03", "Iași", "RO"]]
    assert len(told["mapping"]) == 1 + 83 + 1


def new(**more):
    said = {
        "receiver": "other",
        "receiver_name": "IOM",
        "told": "",
        "basis": "public_task",
        "sent_on": timezone.localdate(),
    }
    return NewReferral(**said | {"basis_note": "Fælles indsats"} | more)


@pytest.mark.django_db
def test_the_export_is_a_referral_on_a_legal_basis_and_stands_in_the_log():
    worker = staff("cmm_caseworker")
    case = CaseFactory(caseworker=worker)
    EventFactory(case=case, kind="exploitation", country="DK", city="Odense")
    IdentityFactory(case=case)
    told = export_case(actor=worker, case=case, new=new(), with_name=True)
    referral = Referral.objects.get()
    assert (referral, referral.receiver_name, referral.basis) == (told.referral, "IOM", "public_task")
    assert referral.told == f"HTCDS 2.0: {', '.join(told.mapped.told)}."
    assert {"prs_FirstName", "vic_LocationOfExploitation", "cas_ReferredOrganisation"} <= set(told.mapped.told)
    actions = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == [AuditAction.IDENTITY_REVEALED, AuditAction.REFERRAL_SENT, AuditAction.CASE_EXPORTED]
    assert AuditEntry.objects.get(action=AuditAction.CASE_EXPORTED).details["fields"] == told.mapped.told


@pytest.mark.django_db
def test_nothing_leaves_without_a_basis():
    worker = staff("cmm_caseworker")
    case = CaseFactory(caseworker=worker)
    for wrong in ({"basis_note": ""}, {"basis": "consent"}, {"sent_on": date(2999, 1, 1)}):
        with pytest.raises(ValidationError):
            export_case(actor=worker, case=case, new=new(**wrong))
    assert not Referral.objects.exists()


@pytest.mark.django_db
def test_the_page_gives_the_file_once_it_is_written_down(people, as_role):
    case = CaseFactory(caseworker=people["cmm_caseworker"])
    browser, address = as_role("cmm_caseworker"), reverse("reports:htcds_export", args=[case.ref])
    typed = {"receiver": "other", "receiver_name": "IOM", "basis": "public_task", "sent_on": "1-11-2026"}
    assert browser.get(address).context["told"].told == mapped(facts_of(case)).told
    assert (browser.post(address, typed).status_code, Referral.objects.count()) == (422, 0)
    answer = browser.post(address, typed | {"basis_note": "Fælles indsats"})
    assert (answer.status_code, answer.content[:2], Referral.objects.count()) == (200, b"PK", 1)
    assert answer["Content-Disposition"] == f'attachment; filename="{case.ref}-1.xlsx"'
