"""What the rooms look up by themselves, with row-level security off: another's row is none."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.legacy.selectors import batches, known_as, moved_in
from cases.merging.selectors import identity_in, merges_with, referred_under
from cases.outreach.enums import Reason
from cases.outreach.forms.reading import mended_form, read_forms, read_terms
from cmm.accounts.services import ask_for_reset
from tests.browser import browser_of
from tests.factories.accounts import OrganisationFactory, home_of, staff
from tests.factories.cases import CaseFactory, InquiryFactory
from tests.factories.handovers import HandoverFactory
from tests.factories.identification import AssessmentFactory
from tests.factories.identities import IdentityFactory
from tests.factories.legacy import BatchFactory, DoneFactory, PastFactory
from tests.factories.merging import MergeFactory
from tests.factories.outreach import RoundFactory
from tests.permissions.test_scopes import open_world  # noqa: F401 -- a fixture

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "owner"]),
    pytest.mark.usefixtures("open_world"),
]


@pytest.fixture
def elsewhere():
    """Another organisation of each kind."""
    return OrganisationFactory(capabilities=["casework", "outreach", "users"])


@pytest.mark.parametrize("page", ["cases:refusal_create", "cases:person_search"])
def test_another_organisations_inquiry_leads_nowhere(as_role, elsewhere, page):
    theirs = InquiryFactory(organisation=elsewhere)
    assert as_role("cmm_caseworker").get(reverse(page), {"inquiry": theirs.ref}).status_code == 404


def test_no_administrator_confirms_what_is_asked_for_of_another_organisations_account(people, elsewhere):
    lost = staff("outreach_worker", organisation=elsewhere)
    ask_for_reset(actor=staff("user_administrator", organisation=elsewhere), user=lost, checked_how="Mødt personligt")
    strange = staff("user_administrator", organisation=home_of("outreach_worker"))
    assert browser_of(strange).post(reverse("user_reset_confirm", args=[lost.pk])).status_code == 404


def test_an_assessment_of_a_case_its_reader_may_not_see_has_no_page(as_role):
    assessment = AssessmentFactory(case__protection="named")
    for page in ("assessment_detail", "assessment_edit"):
        address = reverse(f"identification:{page}", args=[assessment.case.ref, assessment.number])
        assert as_role("cmm_caseworker").get(address).status_code == 404


def test_a_merge_is_told_where_both_cases_may_be_seen(people):
    worker, other = people["cmm_caseworker"], staff("cmm_caseworker")
    mine, named, theirs = CaseFactory(caseworker=worker), CaseFactory(protection="named"), CaseFactory(caseworker=other)
    hidden = MergeFactory(case=mine, husk=named)
    foreign = MergeFactory(case=CaseFactory(protection="restricted", caseworker=other), husk=theirs)
    assert (merges_with(worker, mine), merges_with(worker, theirs)) == ([], [])
    for merge in (hidden, foreign):
        address = reverse("merging:merge_detail", args=[merge.case.ref, merge.pk])
        assert browser_of(worker).get(address).status_code == 404
    assert merges_with(people["cmm_coordinator"], theirs) == [foreign]


def test_nothing_is_chosen_of_an_identity_one_may_not_change(people):
    kept = IdentityFactory(case=CaseFactory(protection="named"))
    assert identity_in(people["cmm_coordinator"], kept.case) is None


def test_an_organisation_is_told_of_what_it_referred_itself(people, elsewhere):
    reader = people["outreach_lead"]
    refs = []
    for organisation in (reader.organisation, elsewhere):
        sender = staff("outreach_lead", organisation=organisation)
        refs += [InquiryFactory(referring_organisation=organisation).ref, HandoverFactory(sent_by=sender).ref]
    assert [row.ref for row in referred_under(reader, refs)] == refs[:2]


def test_a_coordinator_sees_the_former_sheets_of_their_own_organisation(people, elsewhere):
    reader = people["cmm_coordinator"]
    strange = staff("cmm_coordinator", organisation=elsewhere)
    mine, theirs = BatchFactory(uploaded_by=reader), BatchFactory(uploaded_by=strange)
    assert {mine, theirs} & set(batches(reader)) == {mine}
    kept = PastFactory(case=CaseFactory(protection="named"), batch=DoneFactory(uploaded_by=reader))
    assert (known_as(reader, [kept.number]), list(moved_in(reader, kept.batch))) == ({}, [])


def contact(venue, **more):
    one = {"submission_key": [str(uuid4())], "venue": [str(venue.pk)], "contact_type": ["street"]}
    return one | {name: [value] for name, value in more.items()}


@pytest.fixture
def rounds(people, elsewhere):
    """A colleague's, and one of another organisation."""
    workers = staff("outreach_worker"), staff("outreach_worker", organisation=elsewhere)
    return [RoundFactory(worker=one, started_at=timezone.now() - timedelta(hours=1)) for one in workers]


def test_a_phone_counts_at_the_places_and_in_the_rounds_of_its_own_organisation(rounds):
    mine, theirs = rounds
    told = [contact(mine.venue, round=mine.ref), contact(theirs.venue), contact(mine.venue, round=theirs.ref)]
    found = read_forms(mine.worker, told)
    assert (found[0].venue, found[1:]) == (mine.venue, [Reason.VENUE, Reason.ROUND])


def test_a_round_begins_at_a_place_of_ones_own_and_like_a_round_of_ones_own(rounds):
    worker = rounds[0].worker
    for mine in rounds:
        own = mine == rounds[0]
        here = {"again": ["elsewhere"], "venue": [str(mine.venue.pk)], "contact_type": ["street"]}
        assert isinstance(read_terms(worker, here), dict) == own
        assert isinstance(read_terms(worker, {"again": [mine.ref]}), dict) == own


def test_a_leader_mends_by_the_places_and_rounds_of_their_own_organisation(people, rounds):
    leader = people["outreach_lead"]
    for mine in rounds:
        offered = mended_form(leader, mine.worker, contact(mine.venue, round=mine.ref), None)
        found = offered.is_valid(), offered.has_error("venue"), offered.has_error("round")
        assert found == ((True, False, False) if mine == rounds[0] else (False, True, True))
