"""A row under a case is as protected as its case, whatever writes it.

The triggers: carries_case of legacy_past, carries_case of merging_merge, carries_case of retention_destruction and
carries_case of retention_legalhold.
"""

import pytest

from tests.factories.legacy import PastFactory
from tests.factories.merging import MergeFactory
from tests.factories.retention import DestructionFactory, HoldFactory

pytestmark = pytest.mark.django_db
TOLD = ("case_organisation", "case_protection", "case_authority")


@pytest.mark.parametrize("factory", [PastFactory, MergeFactory, DestructionFactory, HoldFactory])
def test_what_a_row_says_of_its_case_is_what_its_case_says(factory):
    row = factory(case_organisation=0, case_protection="named", case_authority="court")
    row.refresh_from_db()
    assert [getattr(row, name) for name in TOLD] == [
        row.case.organisation_id, row.case.protection, row.case.authority
    ]  # fmt: skip
