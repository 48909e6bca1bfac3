"""What the worker is asked to do for the log."""

from celery import shared_task

from cmm.jobs.services import Claimed, register


@shared_task(name="audit.seal")
def promise_sealing() -> None:
    from cmm.oversight import services  # noqa: PLC0415 -- leaf

    services.promise_sealing()


@register("audit.seal")
def seal_log(job: Claimed) -> None:
    from cmm.oversight import services  # noqa: PLC0415 -- leaf

    services.seal_log(job)


@shared_task(name="audit.night")
def promise_night() -> None:
    from cmm.oversight import services  # noqa: PLC0415 -- leaf

    services.promise_night()


@register("audit.verify")
def verify_log(job: Claimed) -> None:
    from cmm.oversight import services  # noqa: PLC0415 -- leaf

    services.verify_log(job)


@register("audit.patterns")
def note_patterns(job: Claimed) -> None:
    from cmm.oversight import services  # noqa: PLC0415 -- leaf

    services.note_patterns(job)
