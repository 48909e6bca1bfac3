from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cmm.core.forms import DayField, PlainForm
from identification.enums import ExtensionReason, PeriodKind
from identification.forms.fields import ProseField
from identification.services import Extension

DAYS, TOTAL, UNTIL = "days", "total", "until"
SUPPORT_HELP = _("It is printed with the last day of support. Write “uncertain” with it until it is read.")
MOST_DAYS = 3_000  # of a typing error, not of the law


class PeriodForm(PlainForm):
    kind = forms.ChoiceField(label=_("Which period?"), choices=PeriodKind, widget=forms.RadioSelect)
    on = DayField(label=_("Offered on"))


class SeenForm(PlainForm):
    """A form about a period as its reader had it before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ActForm(SeenForm):
    on = DayField(label=_("On which day?"))
    reason = ProseField(label=_("Reason"), rows=2, max_length=500)


class ExtendForm(SeenForm):
    """How much, on which ground, and why where a rule is set aside."""

    applied_on = DayField(label=_("Applied for on"))
    on = DayField(label=_("Decided on"))
    ground = forms.ChoiceField(label=_("Ground"), choices=ExtensionReason, widget=forms.RadioSelect)
    measure = forms.ChoiceField(
        label=_("How is it given?"),
        choices=[(DAYS, _("Days more")), (TOTAL, _("Days in all")), (UNTIL, _("A last day"))],
        widget=forms.RadioSelect,
        initial=DAYS,
    )
    amount = forms.IntegerField(label=_("Number of days"), min_value=1, max_value=MOST_DAYS, required=False)
    until = DayField(label=_("Last day"), required=False)
    override_reason = ProseField(
        label=_("Why is a rule set aside?"),
        rows=2,
        max_length=500,
        help_text=_("Only when it is more days than the cap, or was applied for too late."),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        measure = given.get("measure")
        if measure in (DAYS, TOTAL) and not given.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Write the number of days."))
        if measure == UNTIL and not given.get("until") and "until" not in self.errors:
            self.add_error("until", _("Write the last day."))
        return given

    def extension(self) -> Extension:
        given, measure = self.cleaned_data, self.cleaned_data["measure"]
        return Extension(
            on=given["on"],
            applied_on=given["applied_on"],
            ground=given["ground"],
            days=given["amount"] if measure == DAYS else None,
            total=given["amount"] if measure == TOTAL else None,
            until=given["until"] if measure == UNTIL else None,
            override_reason=given["override_reason"],
        )


class CorrectionForm(SeenForm):
    """The right day, or that it never happened; and why."""

    what = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[("day", _("The day")), ("all", _("It should not have been entered"))],
        widget=forms.RadioSelect,
        initial="day",
    )
    on = DayField(label=_("The right day"), required=False)
    reason = forms.CharField(label=_("Why is it corrected?"), max_length=300)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("what") == "day" and not given.get("on") and "on" not in self.errors:
            self.add_error("on", _("Write the right day."))
        return given

    @property
    def right_day(self) -> date | None:
        return self.cleaned_data["on"] if self.cleaned_data["what"] == "day" else None


class DepartureForm(PlainForm):
    on = DayField(label=_("On which day did the person leave?"))


class DepartureCorrectionForm(CorrectionForm):
    """As of any act, but the row itself says whether somebody was first."""

    seen = None


class RuleForm(PlainForm):
    """One version of the law, as a coordinator keeps it."""

    valid_from = DayField(label=_("In force from"))
    first_days = forms.IntegerField(label=_("Days given first"), min_value=1, max_value=MOST_DAYS)
    cap_days = forms.IntegerField(label=_("Days at most"), min_value=1, max_value=MOST_DAYS)
    support_months = forms.IntegerField(label=_("Months of support after return"), min_value=0, max_value=60)
    support_source = forms.CharField(
        label=_("Where do the months of support stand?"), max_length=200, required=False, help_text=SUPPORT_HELP
    )
    source = forms.CharField(label=pgettext_lazy("of a rule", "Legal source"), max_length=200)
    confirmed = forms.BooleanField(label=_("The day it came into force is read in the law itself"), required=False)
    minor_first_days = forms.IntegerField(
        label=_("Days given first to minors"),
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
        help_text=_("Leave all three about minors out where they have the same days as adults."),
    )
    minor_cap_days = forms.IntegerField(
        label=_("Days at most for minors"), min_value=1, max_value=MOST_DAYS, required=False
    )
    minor_source = forms.CharField(
        label=_("Legal source of the rule for minors"),
        max_length=200,
        required=False,
        help_text=_("No source is known to this register. Write “uncertain” with it until the law is read."),
    )
