from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.countries import country_name
from cases.models import Code
from identification.enums import EventKind, FourAnswer, Precision, RecruiterRelation
from identification.models.kept import Kept


class Event(Kept):
    """A part of what happened to the person: where, when and how exactly that is known, by whom, and what held them.

    ``control`` has an answer for each method somebody asked about; a method that is not in it was not asked about.
    Where it is known to the month, the year or about, the date is the first day of it.
    """

    kind = models.CharField(gettext_lazy("kind"), max_length=12, choices=EventKind)
    country = models.CharField(gettext_lazy("country"), max_length=2, blank=True)
    city = models.CharField(gettext_lazy("city"), max_length=80, blank=True)
    place_type = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begins_on = models.DateField(gettext_lazy("from"), null=True, blank=True)
    begins_precision = models.CharField(max_length=7, choices=Precision, default=Precision.UNKNOWN)
    ends_on = models.DateField(gettext_lazy("to"), null=True, blank=True)
    ends_precision = models.CharField(max_length=7, choices=Precision, default=Precision.UNKNOWN)
    sector = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    exploitation_form = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    criminal_act = models.ForeignKey(Code, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    recruiter = models.CharField(gettext_lazy("recruiter"), max_length=16, choices=RecruiterRelation, blank=True)
    control = models.JSONField(default=dict, blank=True)
    goes_on = models.CharField(max_length=10, choices=FourAnswer, default=FourAnswer.NOT_ASKED)
    description = models.TextField(gettext_lazy("description"), blank=True)

    class Meta(Kept.Meta):
        ordering = ["case", "number"]
        constraints = [
            *Kept.Meta.constraints,
            models.CheckConstraint(name="event_kind_is_known", condition=Q(kind__in=EventKind.values)),
            models.CheckConstraint(
                name="event_criminal_act_is_exploitation",
                condition=Q(criminal_act__isnull=True) | Q(kind=EventKind.EXPLOITATION),
            ),
            models.CheckConstraint(name="event_goes_on_is_known", condition=Q(goes_on__in=FourAnswer.values)),
            models.CheckConstraint(
                name="event_recruiter_is_known", condition=Q(recruiter="") | Q(recruiter__in=RecruiterRelation.values)
            ),
            *(
                models.CheckConstraint(
                    name=f"event_{edge}_as_exactly_as_known",
                    condition=Q(
                        **{f"{edge}_on__isnull": True, f"{edge}_precision": Precision.UNKNOWN},
                    )
                    | Q(
                        **{
                            f"{edge}_on__isnull": False,
                            f"{edge}_precision__in": [one for one in Precision.values if one != Precision.UNKNOWN],
                        }
                    ),
                )
                for edge in ("begins", "ends")
            ),
            # Known to the month it may end on the first of the month it begins in; what is about may overlap.
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(begins_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("begins_on"))
                | ~Q(ends_precision=Precision.DAY)
                | ~Q(begins_precision=Precision.DAY),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"

    @property
    def label(self) -> str:
        return str(self.get_kind_display())

    @property
    def where(self) -> str:
        """Town, country and kind of place, as far as they are known."""
        place = self.place_type.label if self.place_type else ""
        return ", ".join(
            part for part in (self.city, country_name(self.country) if self.country else "", place) if part
        )

    @property
    def details(self) -> str:
        """Who recruited, what the form was, in which branch, and to which criminal act."""
        told = (self.exploitation_form, self.sector, self.criminal_act)
        recruiter = _("Recruited by: %(who)s") % {"who": self.get_recruiter_display()} if self.recruiter else ""
        return ". ".join([*([recruiter] if recruiter else []), *(row.label for row in told if row)])

    @property
    def said(self) -> str:
        return self.description or self.city or self.country
