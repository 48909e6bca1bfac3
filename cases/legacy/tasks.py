"""What the worker is asked to do for this room."""

from cmm.jobs.services import Claimed, register


@register("legacy.move_in")
def move_in(job: Claimed) -> None:
    from cases.legacy import services  # noqa: PLC0415 -- leaf

    services.move_in(job)
