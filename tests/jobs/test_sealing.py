"""A real worker with its beat: what is written to the log is sealed without anybody asking."""

import pytest

from cmm.audit import anchors
from cmm.audit.enums import FindingKind, Stream
from cmm.audit.models import Block, Finding
from cmm.audit.verifying import verify
from tests.factories.cases import VictimFactory
from tests.jobs.worker import eventually


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_worker_seals_and_anchors_by_itself(workers, settings, tmp_path):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path)
    VictimFactory()
    workers()
    eventually(lambda: Block.objects.filter(stream=Stream.CHANGE).exists() and anchors.size() > 0)
    assert verify("worker").ok


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_the_worker_proves_the_log_and_looks_at_its_patterns_by_itself(workers, settings, tmp_path, monkeypatch):
    settings.CMM_ANCHOR_FOLDER = str(tmp_path)
    monkeypatch.setenv("CMM_NIGHT_SECONDS", "1")
    VictimFactory()
    workers()
    eventually(lambda: set(Finding.objects.values_list("kind", flat=True)) == set(FindingKind.values))
    assert Finding.objects.get(kind=FindingKind.CHAIN).told["faults"] == 0
