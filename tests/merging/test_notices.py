"""What whoever referred is told stands on their list until they have read it."""

import pytest
from django.urls import reverse

from cases.merging.models import Notice
from cases.merging.selectors import notices_for
from tests.factories.merging import MergeFactory

pytestmark = pytest.mark.django_db


def test_a_notice_is_read_by_the_organisation_it_is_for_and_leaves_the_list(as_role, people):
    told = {"organisation": people["police_liaison"].organisation, "ref": "H-2026-0001", "kind": "merged"}
    notice = Notice.objects.create(merge=MergeFactory(), **told)
    address, browser = reverse("merging:notice_read", args=[notice.pk]), as_role("police_liaison")
    answers = [as_role("outreach_worker").post(address).status_code, browser.post(address).status_code]
    notice.refresh_from_db()
    page = browser.get(reverse("cases:referral_list")).text
    assert (answers, notice.read_by, "H-2026-0001" in page) == ([404, 302], people["police_liaison"], False)


def test_notices_of_another_organisation_are_not_ones_own(people):
    own, _theirs = (
        Notice.objects.create(merge=MergeFactory(), organisation=people[role].organisation, ref="H-1", kind="merged")
        for role in ("police_liaison", "outreach_worker")
    )
    assert list(notices_for(people["police_liaison"])) == [own]


def test_todays_page_says_that_there_is_something_new_before_it_is_read_and_not_after(as_role, people):
    told = {"organisation": people["police_liaison"].organisation, "ref": "H-2026-0001", "kind": "merged"}
    notice = Notice.objects.create(merge=MergeFactory(), **told)
    browser, words = as_role("police_liaison"), "1 ny besked om en sag, I har henvist"
    before = words in browser.get(reverse("today")).text
    browser.post(reverse("merging:notice_read", args=[notice.pk]))
    assert (before, words in browser.get(reverse("today")).text) == (True, False)
