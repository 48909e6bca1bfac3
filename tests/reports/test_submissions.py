"""A return on its way: asked for by one, made by the worker of a published edition's rows, released by another."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

import reports.tasks  # noqa: F401 -- registers what the worker does
from cmm.audit.enums import AuditAction
from cmm.audit.models import AuditEntry
from cmm.jobs import services as jobs
from reports.enums import EditionState, SubmissionState
from reports.models import Edition, Submission
from reports.selectors import releases
from reports.services import release_submission, request_submission
from tests.factories.accounts import staff
from tests.factories.returns import ExternalCountFactory, decided, published_edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return published_edition([decided(number) for number in range(12)])


def worked_off(submission):
    """What the worker does with the job."""
    jobs.run(submission.job_id)
    submission.refresh_from_db()
    return submission


@pytest.fixture
def ready(edition):
    ExternalCountFactory(confirmed=True, year=2025, value=9)
    return worked_off(request_submission(actor=staff("cmm_statistician"), kind="thb", edition=edition))


def test_a_return_is_made_of_the_rows_of_the_edition_and_released_by_another(ready, edition):
    rests_on = {"edition": "2025-1", "extract": edition.extract.digest, "earlier": ["2025-1"]}
    values = {tuple(one["words"]): one["value"] for one in ready.figures["lines"]}
    assert (ready.state, ready.figures["rests_on"]) == (SubmissionState.READY, rests_on)
    assert values["Sex and age", "Total", "Total", "Total", "Identified"] == 12
    assert values["Traffickers", "Total", "Total", "Total", "Suspected"] == 9
    with pytest.raises(ValidationError, match="anden end den"):
        release_submission(actor=ready.requested_by, submission=ready)
    release_submission(actor=staff("cmm_coordinator"), submission=ready)
    assert releases.refs() == ["2025-1", "thb-2025-1"]
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        AuditAction.SUBMISSION_REQUESTED, AuditAction.SUBMISSION_MADE, AuditAction.SUBMISSION_RELEASED,
    ]  # fmt: skip


def test_what_was_released_beside_it_stops_the_release(ready, edition):
    """The audit of a return goes for what was out when it was made."""
    other = worked_off(request_submission(actor=staff("cmm_statistician"), kind="thb", edition=edition))
    release_submission(actor=staff("cmm_coordinator"), submission=other)
    with pytest.raises(ValidationError, match="frigivet andet"):
        release_submission(actor=staff("cmm_coordinator"), submission=ready)


def test_only_a_published_year_of_the_register_is_returned(edition):
    draft = Edition(year=2024, number=1, is_live=True, requested_by=edition.requested_by, state=EditionState.REQUESTED)
    draft.save()
    with pytest.raises(ValidationError, match="offentliggjort udgave"):
        request_submission(actor=staff("cmm_statistician"), kind="thb", edition=draft)


def test_the_database_refuses_the_same_eyes_and_a_change_of_what_was_made(ready):
    for change, words in (
        ({"state": "released", "released_by": ready.requested_by, "released_at": ready.requested_at}, "four_eyes"),
        ({"figures": {}}, "is settled"),
        ({"year": 2024}, "is settled"),
    ):
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            Submission.objects.filter(pk=ready.pk).update(**change)


def test_the_pages_take_it_from_the_form_to_the_file(edition, as_role):
    statistician, coordinator = as_role("cmm_statistician"), as_role("cmm_coordinator")
    listed = reverse("reports:submission_list")
    assert statistician.post(listed, {"kind": "thb", "edition": ""}).status_code == 422
    page = statistician.post(listed, {"kind": "thb", "edition": edition.pk}).url
    submission = Submission.objects.get()
    assert "hx-trigger" in statistician.get(page).text
    worked_off(submission)
    file = reverse("reports:submission_file", args=[submission.pk, "csv"])
    release = reverse("reports:submission_release", args=[submission.pk])
    assert (statistician.post(release).status_code, statistician.get(file).status_code) == (422, 404)
    assert coordinator.post(release).status_code == 302
    assert (
        coordinator.get(file).content.splitlines()[1].startswith(b"Sex and age,Total,Total,Total,Identified,2025,12,")
    )
    xlsx = coordinator.get(reverse("reports:submission_file", args=[submission.pk, "xlsx"]))
    assert xlsx.content.startswith(b"PK")
