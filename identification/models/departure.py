from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from identification.models.kept import Kept


class Departure(Kept):
    """The day a person left for a prepared return; how long support goes on is worked out from it, and stands nowhere.

    A wrong day is corrected by another row, or withdrawn, and stays in the history.
    """

    departed_on = models.DateField(_("day of departure"))

    added_under = changed_under = ("set_periods",)

    class Meta(Kept.Meta):
        ordering = ["case", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["case"], condition=Q(closed_at__isnull=True), name="departure_one_stands_in_a_case"
            ),
            models.CheckConstraint(
                name="departure_is_corrected_for_a_reason", condition=Q(closed_at__isnull=True) | ~Q(closed_reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"
