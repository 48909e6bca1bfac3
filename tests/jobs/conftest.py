import pytest
import redis
from django.conf import settings
from django.db import connection

from tests.jobs.worker import Worker


@pytest.fixture
def workers(transactional_db, tmp_path):
    """Start real workers on this test's database; whatever still runs is killed afterwards."""
    started = []

    def start(lease=2):
        scratch = tmp_path / f"worker-{len(started)}"
        scratch.mkdir()
        started.append(Worker(connection.settings_dict["NAME"], lease, scratch))
        return started[-1]

    broker().flushdb()
    yield start
    for worker in started:
        if worker.process.poll() is None:
            worker.kill()
    broker().flushdb()


def broker():
    return redis.Redis.from_url(settings.REDIS_URL)
