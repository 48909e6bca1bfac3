"""Two at once. Real threads, real transactions."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cases.merging.models import Merge
from cases.merging.services import Chosen, merge_cases, undo_merge
from cases.models import Task
from tests.factories.accounts import staff
from tests.factories.cases import CaseFactory, TaskFactory
from tests.threads import DONE, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def merging(case, husk):
    return lambda actor: merge_cases(actor=actor, case=case, husk=husk, reason="Samme ar.", chosen=Chosen())


def test_of_two_merges_at_once_either_way_round_one_is_first():
    case, husk = CaseFactory(), CaseFactory()
    coordinators = staff("cmm_coordinator"), staff("cmm_coordinator")
    answers = at_once((coordinators[0], merging(case, husk)), (coordinators[1], merging(husk, case)))
    assert (sorted(answers), Merge.objects.count()) == ([DONE, "merged"], 1)


def test_whoever_writes_while_two_files_are_merged_is_moved_or_told():
    case, husk = CaseFactory(), CaseFactory()

    def writing(_actor):
        try:
            TaskFactory(case=husk)
        except IntegrityError as refused:
            raise ValidationError("lies in another", code="lies_in_another") from refused

    answers = at_once((staff("cmm_coordinator"), merging(case, husk)), (staff("cmm_caseworker"), writing))
    written = Task.objects.count()
    assert answers == [DONE, DONE if written else "lies_in_another"]
    assert Task.objects.filter(case=case).count() == written


def test_a_merge_is_undone_once():
    case, husk = CaseFactory(), CaseFactory()
    merge = merging(case, husk)(staff("cmm_coordinator"))

    def undoing(actor):
        undo_merge(actor=actor, merge=Merge.objects.get(pk=merge.pk), reason="To søstre.")

    answers = at_once((staff("cmm_coordinator"), undoing), (staff("cmm_coordinator"), undoing))
    assert sorted(answers) == [DONE, "undone"]
