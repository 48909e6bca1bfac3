from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cmm.core.forms import DayField
from identification.enums import Outcome
from identification.forms.assessments import VersionForm
from identification.forms.fields import ProseField
from identification.rules.ages import OLDEST


class DecisionForm(VersionForm):
    """What is decided, from which day, and why. Nothing is chosen beforehand."""

    mark_optional = False

    choice = forms.ChoiceField(label=_("What do you decide?"), widget=forms.RadioSelect)
    decided_on = DayField(label=_("Day of the decision"))
    age = forms.IntegerField(
        label=_("Age in years on that day, if it is known"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        help_text=_("Used for the mean age in the yearly report, and for nothing else."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "cmm-short"}),
    )
    reason = ProseField(label=_("Reasons (fill in if you decide otherwise than recommended)"), rows=4)

    def __init__(self, *args: Any, recommended: str, version: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": version, "decided_on": today}, **kwargs)
        self.fields["choice"].choices = [(code, worded(code, label, recommended)) for code, label in Outcome.choices]


class ReturnForm(VersionForm):
    """Back to those who prepare it."""

    reason = ProseField(
        label=pgettext_lazy("returning", "What is missing?"),
        rows=3,
        help_text=_("Those who prepare the assessment read this when they open it."),
    )

    mark_optional = False


def worded(code: str, label: Any, recommended: str) -> Any:
    return _("%(outcome)s (as recommended)") % {"outcome": label} if code == recommended else label
