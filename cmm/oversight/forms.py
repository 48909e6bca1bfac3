from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from cases.leaving.forms import LeavingForm
from cmm.accounts.enums import Role
from cmm.audit.enums import AuditAction, Purpose
from cmm.core.forms import DayField, FilterForm, PlainForm
from cmm.oversight.enums import Asker
from cmm.oversight.rendering import copies
from cmm.oversight.rendering.wordings import languages, name_of


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


class PersonForm(PlainForm):
    """Whom the log is asked about, by the number of a case or an inquiry."""

    ref = forms.CharField(
        label=_("Case number or inquiry number"), max_length=24, help_text=_("For example CMM-2026-0042 or H-2026-0117")
    )

    def clean_ref(self) -> str:
        return str(self.cleaned_data["ref"]).strip().upper()


class PeriodFilter(FilterForm):
    """How far back one looks."""

    PERIODS = (("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days")), ("365", _("A year")))
    USUAL = "90"
    days = forms.ChoiceField(label=_("Period"), required=False, choices=PERIODS)

    def __init__(self, asked: QueryDict) -> None:
        """What is not asked for, or makes no sense, is the usual period, and the field says so."""
        asked = asked.copy()
        if asked.get("days") not in dict(self.PERIODS):
            asked["days"] = self.USUAL
        super().__init__(asked)

    @property
    def length(self) -> int:
        return int(self.chosen()["days"])


class PatternFilter(PeriodFilter):
    """Whose numbers are shown."""

    USUAL = "30"
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All")), *Role.choices])


class SheetForm(PlainForm):
    """Which language the sheet is made in."""

    language = forms.ChoiceField(choices=[(code, code) for code in languages()], widget=forms.HiddenInput)


class CopyForm(LeavingForm):
    """Who asked for a copy of the person's file and when, in which language, and which notes name nobody else."""

    asked_by = forms.ChoiceField(label=_("Who asks for the copy?"), choices=Asker, widget=forms.RadioSelect)
    asked_on = DayField(label=_("Asked for on"))
    language = forms.ChoiceField(label=_("Language of the copy"), choices=(), widget=forms.RadioSelect)
    read = forms.TypedMultipleChoiceField(
        label=_("Notes you have read, in which nobody else is named"),
        required=False,
        coerce=int,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The notes of an interview go with the copy only when you tick it. Of the others it says why not."),
    )

    def __init__(self, *args: Any, interviews: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [(code, name_of(code)) for code in copies.languages()]
        self.fields["read"].choices = interviews
        if not interviews:
            del self.fields["read"]
