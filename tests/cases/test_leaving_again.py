"""A letter passes the gate again when it is sent; and what is refused on its way out says so where it was asked for."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.particulars import Names
from cmm.audit.models import AuditEntry
from cmm.core.errors import RuleError
from cmm.crypto import vault
from identification.models import Letter
from identification.services import make_letter, read_letter, send_letter
from tests.browser import browser_of
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory
from tests.factories.coordination import ActivityFactory
from tests.factories.documents import DocumentFactory
from tests.factories.identification import DecisionFactory
from tests.factories.identities import IdentityFactory
from tests.factories.outreach import ContactFactory
from tests.files.made import pdf, photo

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)
NAMED = "Fiktiva Digt"  # no longer than an own code may be


def somebody_else():
    given, family = NAMED.split()
    return IdentityFactory(names=Names(given_names=given, family_names=family).filled(), numbers=None, contact=None)


@pytest.fixture
def letter(coordinator):
    told = {"language": "da", "reason": f"Du kom sammen med {NAMED}.", "advice": "Ring til os."}
    made = make_letter(actor=coordinator, decision=DecisionFactory(), **told)
    read_letter(actor=coordinator, letter=made)
    return made


def test_somebody_who_became_known_after_it_was_made_stops_the_letter_when_it_is_sent(coordinator, letter):
    somebody_else()
    page = browser_of(coordinator)
    address, said = letter.get_absolute_url(), {"how": "post", "on": "20-11-2026"}
    answer = page.post(address, said)
    asked = (answer.status_code, f"»{NAMED}« (en anden persons navn)" in answer.text, 'name="despite"' in answer.text)
    assert (asked, Letter.objects.get().sent_on) == ((422, True, True), None)

    assert page.post(address, said | {"despite": "Hun har selv bedt om det."}).status_code == 302
    entry = AuditEntry.objects.get(action="text.let_out")
    assert (Letter.objects.get().sent_on, entry.details["reason"]) == (ON, "Hun har selv bedt om det.")


def test_a_letter_of_which_nothing_can_be_read_is_not_sent(coordinator, letter):
    vault.drop(letter.uuid)
    with pytest.raises(RuleError) as refused:
        send_letter(actor=coordinator, letter=letter, how="post", on=ON)
    assert (refused.value.code, Letter.objects.get().sent_on) == ("unreadable", None)


def test_what_goes_with_a_referral_is_read_through_or_looked_through(caseworker):
    somebody_else()
    case = CaseFactory(caseworker=caseworker)
    kinds = {"clean": pdf("Hun bor hos sin fætter."), "leak": pdf(f"Kom med {NAMED}."), "photo": photo()}
    numbers = {name: DocumentFactory(case=case, title=name, file=content).number for name, content in kinds.items()}
    page, said = browser_of(caseworker), filled(told="Hun har brug for en seng.")
    found = {}
    for name, ticked in (("leak", ""), ("photo", ""), ("photo", "on"), ("clean", "")):
        answer = page.post(reverse("cases:referral_create", args=[case.ref]),
                           said | {"papers": [numbers[name]]} | ({"looked": ticked} if ticked else {}))  # fmt: skip
        told = [words for words in (f"»{NAMED}«", "Ingen maskine kan læse") if words in answer.text]
        found[name, ticked] = (answer.status_code, told)
    assert found == {
        ("leak", ""): (422, [f"»{NAMED}«"]),
        ("photo", ""): (422, ["Ingen maskine kan læse"]),
        ("photo", "on"): (302, []),
        ("clean", ""): (302, []),
    }
    sent = AuditEntry.objects.filter(action="papers.sent").order_by("id").values_list("details", flat=True)
    assert list(sent) == [
        {"papers": [numbers["photo"]], "looked_through": [numbers["photo"]]},
        {"papers": [numbers["clean"]], "looked_through": []},
    ]
    assert [row.told.splitlines()[-1] for row in case.referrals.order_by("number")] == [
        f"Bilag fra sagen, der fulgte med: {numbers['photo']} photo.",
        f"Bilag fra sagen, der fulgte med: {numbers['clean']} clean.",
    ]


def filled(**parts):
    said = {"kind": "referral", "receiver": "municipality", "receiver_name": "Aarhus Kommune", "sent_on": "20-11-2026"}
    return said | {"basis": "vital", "basis_note": "Hun er i fare."} | parts


def test_the_files_of_outreach_say_what_is_wrong_where_they_were_asked_for():
    somebody_else()
    worker = staff("outreach_worker")
    leader = staff("outreach_lead", organisation=worker.organisation)
    ContactFactory(recorded_by=worker, met_at=timezone.now(), own_code=NAMED)
    desk, codes = browser_of(leader), {}
    for name, asked in (("figures_file", {"start": "i går"}), ("contacts_file", {"start": "i går"}),
                        ("contacts_file", {}), ("figures_file", {})):  # fmt: skip
        answer = desk.get(reverse(f"outreach:{name}", args=["csv"]), asked)
        told = [words for words in ("Skriv datoen som dag-måned-år", f"»{NAMED}«") if words in answer.text]
        codes[name, bool(asked)] = (answer.status_code, told)
    assert codes == {
        ("figures_file", True): (422, ["Skriv datoen som dag-måned-år"]),
        ("contacts_file", True): (422, ["Skriv datoen som dag-måned-år"]),
        ("contacts_file", False): (422, [f"»{NAMED}«"]),
        ("figures_file", False): (200, []),
    }


def test_a_status_report_that_names_somebody_says_so_on_the_plans_page(as_role):
    somebody_else()
    activity = ActivityFactory(title_da=f"Mindes {NAMED}")
    answer = as_role("cmm_coordinator").post(reverse("coordination:report_create", args=[activity.first, 2024]))
    assert (answer.status_code, f"»{NAMED}«" in answer.text) == (422, True)
