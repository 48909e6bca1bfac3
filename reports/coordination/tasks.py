"""What the worker is asked to do for this room."""

from cmm.jobs.services import Claimed, register


@register("coordination.draw_report")
def draw_report(job: Claimed) -> None:
    from reports.coordination.services import reporting  # noqa: PLC0415 -- leaf

    reporting.draw_report(job)
