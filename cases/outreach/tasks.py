"""What the worker is asked to do for this room."""

from cmm.jobs.services import Claimed, register


@register("outreach.draw_note")
def draw_note(job: Claimed) -> None:
    from cases.outreach.services import notes  # noqa: PLC0415 -- leaf

    notes.draw_note(job)
