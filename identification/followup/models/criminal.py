from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Code
from identification.followup.enums import CriminalStep, Provision
from identification.models.kept import Kept

# A number of the police, the prosecution or a court: no room for a name, and none for a CPR number.
NUMBER = r"^(?=.*[0-9])[0-9A-ZÆØÅ][0-9A-Za-zÆØÅæøå./-]{2,29}$"
CPR = r"^[0-9]{6}-?[0-9]{4}$"


class CriminalEvent(Kept):
    """What happened in one criminal case in which the person is the injured party: a day, a section, a number.

    ``proceeding`` tells the person's criminal cases apart. Of whoever is suspected nothing is written here, and there
    is no free text to write it in.
    """

    proceeding = models.PositiveSmallIntegerField()
    step = models.CharField(_("what happened"), max_length=9, choices=CriminalStep)
    happened_on = models.DateField(_("day"))
    provision = models.CharField(_("section"), max_length=5, choices=Provision)
    case_number = models.CharField(_("their case number"), max_length=30)
    district = models.ForeignKey(
        Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("police district")
    )

    added_under = changed_under = ("write_journal",)

    class Meta(Kept.Meta):
        ordering = ["case", "proceeding", "happened_on", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(
                name="criminalevent_is_known",
                condition=Q(step__in=CriminalStep.values, provision__in=Provision.values, proceeding__gte=1),
            ),
            models.CheckConstraint(
                name="criminalevent_number_is_a_number",
                condition=Q(case_number__regex=NUMBER) & ~Q(case_number__regex=CPR),
                violation_error_message=_(
                    "Write the case number alone: digits and letters, no name and no CPR number."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"
