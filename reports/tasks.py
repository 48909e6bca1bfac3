"""What the worker is asked to do for this room."""

from cmm.jobs.services import Claimed, register


@register("reports.draw_edition")
def draw_edition(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.draw_edition(job)


@register("reports.seal_edition")
def seal_edition(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.seal_edition(job)


@register("reports.make_submission")
def make_submission(job: Claimed) -> None:
    from reports import services  # noqa: PLC0415 -- leaf

    services.make_submission(job)
