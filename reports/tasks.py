"""What the worker is asked to do for this room."""

from celery import shared_task

from cmm.jobs.services import Claimed, register


@register("reports.draw_edition")
def draw_edition(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.draw_edition(job)


@shared_task(name="reports.draft")
def promise_draft() -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.promise_draft()


@register("reports.draft")
def draft_edition(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.draft_edition(job)


@shared_task(name="reports.notices")
def promise_notices() -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.promise_notices()


@register("reports.tell")
def tell_readers(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.tell_readers(job)


@register("reports.mail")
def mail_notices(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.mail_notices(job)


@register("reports.seal_edition")
def seal_edition(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.seal_edition(job)


@shared_task(name="reports.overview")
def promise_overview() -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.promise_overview()


@register("reports.overview")
def count_overview(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.count_overview(job)


@register("reports.make_submission")
def make_submission(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.make_submission(job)
