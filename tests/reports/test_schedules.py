"""A sample of ``./dev campaign reports``: each seed is a schedule of deaths, lost bells and late workers."""

import pytest
from django.db import transaction

import reports.tasks  # noqa: F401 -- registers what the worker does
from tests.killing.schedules import play


@pytest.mark.parametrize(("year", "seeds"), [(2021, range(6)), (2026, range(6, 9))], ids=["printed before", "counted"])
def test_whatever_dies_there_is_one_edition_in_the_end(loaded, statistician, year, seeds):
    """A year of the register is counted and frozen by the worker, which can die in between as well."""
    for seed in seeds:
        with transaction.atomic():
            assert play(seed, actor=statistician, year=year) == (1, ["drawn"], 4), seed
            transaction.set_rollback(True)
