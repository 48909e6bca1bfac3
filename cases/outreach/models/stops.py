from django.db import models
from django.utils import timezone

from cases.models import Code
from cases.outreach.models.rounds import Round
from cases.outreach.models.venues import Venue


class Visit(models.Model):
    """The round came to a place. It counts as visited also where nobody was met."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="visits")
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField(default=timezone.now)

    part_of = "round"
    objects = models.Manager()

    class Meta:
        ordering = ["arrived_at", "pk"]

    def __str__(self) -> str:
        return f"{self.venue_id}"


class Handout(models.Model):
    """How many of one thing were handed out in a round, where somebody counted them."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="handouts")
    thing = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    part_of = "round"
    objects = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "thing"], name="outreach_handed_out_once_in_a_round"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
