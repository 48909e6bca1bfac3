from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Code
from identification.followup.enums import SupportStatus
from identification.models.kept import Kept


class SupportItem(Kept):
    """A line of the support plan: what the person needs, what for, who does something about it, and how far it is.

    A change is a new row that takes the old one's place; all rows of one ``line`` are its history.
    """

    line = models.PositiveIntegerField()
    theme = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", verbose_name=_("theme"))
    need = models.CharField(_("need"), max_length=300)
    goal = models.CharField(_("goal"), max_length=300)
    who = models.CharField(_("who"), max_length=120)
    begins_on = models.DateField(_("from"))
    due_on = models.DateField(_("by"), null=True, blank=True)
    status = models.CharField(max_length=9, choices=SupportStatus)
    note = models.CharField(_("how it goes"), max_length=500, blank=True)

    seen_under = added_under = changed_under = ("write_journal",)

    class Meta(Kept.Meta):
        ordering = ["case", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.UniqueConstraint(
                fields=["case", "line"], condition=Q(closed_at__isnull=True), name="supportitem_one_stands_in_a_line"
            ),
            models.CheckConstraint(
                name="supportitem_says_what_and_who",
                condition=Q(status__in=SupportStatus.values) & ~Q(need="") & ~Q(goal="") & ~Q(who=""),
            ),
            models.CheckConstraint(
                name="supportitem_is_due_after_it_begins",
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("begins_on")),
            ),
            models.CheckConstraint(name="supportitem_line_began_before", condition=Q(line__lte=F("number"))),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"
