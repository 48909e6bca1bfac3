"""A real worker with its beat: what is written to the log is sealed without anybody asking."""

import pytest

from cmm.audit import anchors
from cmm.audit.enums import Stream
from cmm.audit.models import Block
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
