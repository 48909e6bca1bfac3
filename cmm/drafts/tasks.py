"""What the worker is asked to do for drafts."""

from celery import shared_task

from cmm.jobs.services import Claimed, register


@shared_task(name="drafts.night")
def promise_to_forget() -> None:
    from cmm.drafts import services  # noqa: PLC0415 -- leaf

    services.promise_to_forget()


@register("drafts.forget")
def forget_drafts(job: Claimed) -> None:
    from cmm.drafts import services  # noqa: PLC0415 -- leaf

    services.forget_drafts(job)
