"""What the worker is asked to do for cases."""

from celery import shared_task

from cmm.jobs.services import Claimed, register


@shared_task(name="cases.sweep_files")
def promise_sweep() -> None:
    from cases import services  # noqa: PLC0415 -- leaf

    services.promise_sweep()


@register("cases.sweep_files")
def sweep_files(job: Claimed) -> None:
    from cases import services  # noqa: PLC0415 -- leaf

    services.sweep_files(job)


@register("cases.find_duplicates")
def find_duplicates(job: Claimed) -> None:
    from cases import services  # noqa: PLC0415 -- leaf

    services.find_duplicates(job)
