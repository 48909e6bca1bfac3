from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection

from cmm.core.refs import next_ref


@pytest.mark.django_db
@time_machine.travel("2026-11-23 12:00+01:00")
def test_refs_count_within_a_year_and_prefix():
    assert [next_ref("CMM"), next_ref("CMM"), next_ref("H")] == ["CMM-2026-0001", "CMM-2026-0002", "H-2026-0001"]


@pytest.mark.django_db
def test_refs_begin_again_each_danish_year():
    with time_machine.travel("2026-12-31 22:59:59+00:00"):
        last = next_ref("CMM")
    with time_machine.travel("2026-12-31 23:00:00+00:00"):
        first = next_ref("CMM")
    assert (last, first) == ("CMM-2026-0001", "CMM-2027-0001")


@pytest.mark.django_db(transaction=True)
def test_two_callers_at_once_never_get_the_same_ref():
    def take(_number):
        try:
            return next_ref("CMM")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        refs = list(threads.map(take, range(24)))
    assert len(set(refs)) == 24
