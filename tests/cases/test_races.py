"""Two at once. Real threads, real transactions."""

import pytest

from cases.models import Case
from cases.services import NewCase
from tests.factories.accounts import staff
from tests.factories.cases import InquiryFactory, code, search_and_open_all
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_open_an_operation_at_once_open_it_once():
    inquiry = InquiryFactory(ref="H-2025-0900", persons=3)
    source, basis = code("referral_source", "police"), code("residence_basis", "no_legal_stay")

    def opening(*names):
        new = [NewCase(code_name=name, source=source, residence_basis=basis) for name in names]
        return lambda actor: search_and_open_all(actor=actor, new=new, inquiry=inquiry)

    first, second = opening("Havtorn", "Slåen", "Hyld"), opening("Ahorn", "Balsamin", "Biæder")
    answers = at_once((staff("cmm_caseworker"), first), (staff("cmm_caseworker"), second))

    assert sorted(answers) == [DONE, "inquiry_answered"]
    assert Case.objects.count() == 3
