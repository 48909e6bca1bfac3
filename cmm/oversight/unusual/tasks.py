"""What the worker is asked to do for the weekly list."""

from celery import shared_task

from cmm.jobs.services import Claimed, register


@shared_task(name="unusual.weeks")
def promise_weeks() -> None:
    from cmm.oversight.unusual import services  # noqa: PLC0415 -- leaf

    services.promise_weeks()


@register("unusual.list")
def list_week(job: Claimed) -> None:
    from cmm.oversight.unusual import services  # noqa: PLC0415 -- leaf

    services.list_week(job)
