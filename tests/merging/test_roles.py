"""Before, while and after two files are merged, each role sees its part and nothing of the other's."""

import pytest
from django.urls import reverse

from cases.merging.services import Chosen, merge_cases, undo_merge
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, InquiryFactory, JournalEntryFactory, ReferralFactory
from tests.factories.followup import SharedFactory
from tests.factories.handovers import TiedHandoverFactory
from tests.factories.identities import IdentityFactory
from tests.factories.shelters import PlacementFactory, ShelterFactory, UnitFactory

pytestmark = pytest.mark.django_db
MARKS = ("Solsikke", "Havtorn", "Fiktiva", "Kun i husken", "samlet", "lagde sagen bag jeres henvisning", "Gæst A")


@pytest.fixture
def two(people):
    """One file the Immigration Service decides, and one of CMM's with everything others know of the person."""
    case = CaseFactory(victim__code_name="Solsikke", authority="us", caseworker=people["cmm_caseworker"])
    husk = CaseFactory(victim__code_name="Havtorn", caseworker=people["cmm_caseworker"])
    JournalEntryFactory(case=husk, text="Kun i husken")
    IdentityFactory(case=husk, victim=husk.victim)
    InquiryFactory(case=husk, outcome="case_opened", referring_organisation=people["police_liaison"].organisation)
    TiedHandoverFactory(case=husk, sent_by=people["outreach_worker"])
    SharedFactory(
        case=husk, referral=ReferralFactory(case=husk, receiver="police"),
        organisation=people["police_liaison"].organisation,
    )  # fmt: skip
    shelter = ShelterFactory(organisation=people["shelter_staff"].organisation)
    PlacementFactory(case=husk, victim=husk.victim, unit=UnitFactory(shelter=shelter), known_as="Gæst A")
    return case, husk


def pages(case, husk):
    stay, shared = (case if case.placements.exists() else husk).placements.get(), None
    shared = (case if case.shared.exists() else husk).shared.get()
    return {
        "survivor": case.get_absolute_url(),
        "husk": husk.get_absolute_url(),
        "husk's journal": reverse("cases:journal", args=[husk.ref]),
        "referrals": reverse("cases:referral_list"),
        "shared": shared.get_absolute_url(),
        "stay": reverse("shelters:placement_detail", args=[stay.ref]),
        "search": f"{reverse('cases:case_list')}?q=havtorn",
    }


def seen(browser, case, husk):
    """What each page shows of the two, of those that open at all."""
    found = {}
    for name, address in pages(case, husk).items():
        answer = browser.get(address)
        if answer.status_code == 200:
            found[name] = {mark for mark in MARKS if mark in answer.text}
    return found


ROLES = ("police_liaison", "immigration_officer", "shelter_staff", "outreach_worker", "ministry_reader")
TOLD = "lagde sagen bag jeres henvisning"


def test_nothing_is_shown_to_the_wrong_role(as_role, two):
    case, husk = two
    actor = staff("cmm_coordinator")
    browsers = {role: as_role(role) for role in ROLES}
    before = {role: seen(browser, case, husk) for role, browser in browsers.items()}
    merge = merge_cases(actor=actor, case=case, husk=husk, reason="Samme ar.", chosen=Chosen())
    while_merged = {role: seen(browser, case, husk) for role, browser in browsers.items()}
    undo_merge(actor=actor, merge=merge, reason="To søstre.")
    after = {role: seen(browser, case, husk) for role, browser in browsers.items()}

    assert before == {
        "police_liaison": {"referrals": set(), "shared": set()},
        "immigration_officer": {"survivor": {"Solsikke"}, "search": set()},
        "shelter_staff": {"stay": {"Gæst A"}},
        "outreach_worker": {"referrals": set()},
        "ministry_reader": {},
    }
    assert while_merged == before | {
        "police_liaison": {"referrals": {TOLD}, "shared": set()},
        "immigration_officer": {"survivor": {"Solsikke"}, "search": set(), "stay": {"Solsikke", "Gæst A"}},
        "outreach_worker": {"referrals": {TOLD}},
    }
    told = {"referrals": {TOLD}}
    assert after == before | {"police_liaison": before["police_liaison"] | told, "outreach_worker": told}


def test_the_contact_person_reads_both_histories_and_works_in_one(as_role, two):
    case, husk = two
    merge_cases(actor=staff("cmm_coordinator"), case=case, husk=husk, reason="Samme ar.", chosen=Chosen())
    browser = as_role("cmm_caseworker")
    found = {name: browser.get(address).text for name, address in pages(case, husk).items() if name != "stay"}
    assert "Sagen er lagt ind i en anden" in found["husk"]
    assert reverse("cases:journal_create", args=[husk.ref]) not in found["husk"]
    assert "Kun i husken" in found["husk's journal"]
    late = browser.post(reverse("cases:journal_create", args=[husk.ref]), {"title": "Sent", "text": "For sent."})
    assert (late.status_code, "Sagen er lagt sammen med en anden." in late.text, "For sent." in late.text) == (
        422, True, True,
    )  # fmt: skip
    assert f"Havtorn ({husk.ref}) har ligget i denne sag" in found["survivor"]
