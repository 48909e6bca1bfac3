"""Celery's way in: an id, and nothing about anybody."""

from celery import shared_task
from celery.signals import worker_ready


@shared_task(name="jobs.run")
def run(job_id: int) -> None:
    from cmm.jobs import services  # noqa: PLC0415 -- leaf

    services.run(job_id)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    from cmm.jobs import services  # noqa: PLC0415 -- leaf

    services.sweep()


@worker_ready.connect
def sweep_at_start(**_kwargs: object) -> None:
    """A worker that starts looks for what a dead one left behind."""
    from cmm.jobs import services  # noqa: PLC0415 -- leaf

    services.sweep()


@worker_ready.connect
def keep_saying(**_kwargs: object) -> None:
    """Whoever watches over the register sees that this worker is there."""
    from cmm.jobs import pulses  # noqa: PLC0415 -- leaf

    pulses.keep_saying()
