"""Whoever presses a button on a file that was merged meanwhile, or at the same moment as another, is told so."""

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.test import RequestFactory
from django.urls import reverse
from psycopg.errors import DeadlockDetected

from cmm.core.forms import PlainForm
from cmm.core.overtaken import AT_ONCE, LIES_ELSEWHERE, Overtaken
from tests.factories.cases import CaseFactory, TaskFactory
from tests.merging.test_merging import merged

pytestmark = pytest.mark.django_db


def deadlock():
    try:
        raise OperationalError from DeadlockDetected("deadlock detected")
    except OperationalError as refused:
        return refused


def test_a_button_on_a_file_that_was_merged_meanwhile_says_so_and_does_nothing(as_role):
    case, husk = CaseFactory(), CaseFactory()
    merged(case, husk)
    ending = reverse("cases:case_close", args=[husk.ref])
    told = as_role("cmm_coordinator").post(ending, {})
    assert (told.status_code, str(LIES_ELSEWHERE) in told.text) == (409, True)
    assert as_role("shelter_staff").post(ending, {}).status_code == 404


def test_what_only_the_database_saw_is_said_on_a_page():
    case, husk = CaseFactory(), CaseFactory()
    merged(case, husk)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        TaskFactory(case=husk)
    answer = Overtaken(None).process_exception(RequestFactory().post("/"), refused.value)
    assert (answer.status_code, str(LIES_ELSEWHERE) in answer.content.decode()) == (409, True)


def test_of_two_who_wait_for_each_other_the_one_let_go_is_told_on_a_page_or_in_the_form():
    answer = Overtaken(None).process_exception(RequestFactory().post("/"), deadlock())
    form = PlainForm({})
    with form.refusing():
        raise deadlock()
    assert (answer.status_code, str(AT_ONCE) in answer.content.decode()) == (409, True)
    assert form.errors == {"__all__": [str(AT_ONCE)]}


def test_every_other_error_of_the_database_stays_one():
    assert Overtaken(None).process_exception(RequestFactory().post("/"), OperationalError("gone")) is None
    with pytest.raises(OperationalError), PlainForm({}).refusing():
        raise OperationalError("gone")
