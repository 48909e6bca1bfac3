from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.audit.enums import AuditAction, Purpose
from cmm.core.forms import DayField, FilterForm


class LogFilter(FilterForm):
    """Narrows the acts by case, user, act and day."""

    case = forms.CharField(label=_("Case number"), required=False, max_length=24)
    user = forms.CharField(label=_("User's e-mail"), required=False, max_length=120)
    action = forms.ChoiceField(label=_("Act"), required=False, choices=[("", _("All")), *AuditAction.choices])
    day = DayField(label=_("Day"), required=False)


class ReadingFilter(FilterForm):
    """Narrows the readings by case, user, purpose and day."""

    case = forms.CharField(label=_("Case number"), required=False, max_length=24)
    user = forms.CharField(label=_("User's e-mail"), required=False, max_length=120)
    purpose = forms.ChoiceField(label=_("Purpose"), required=False, choices=[("", _("All")), *Purpose.choices])
    day = DayField(label=_("Day"), required=False)
