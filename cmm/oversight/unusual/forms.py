from django import forms
from django.utils.translation import gettext_lazy as _

from cmm.core.forms import FilterForm, PlainForm
from cmm.oversight.unusual.enums import CLOSING, Errand
from cmm.oversight.unusual.rules import MOST_SAID

LONG = {"rows": 4, "class": "cmm-wide"}
KEPT = _("Without names and numbers. It stays with the log, and nobody can change it.")


class WeekFilter(FilterForm):
    """Which week, and whether also those nobody is asked about."""

    week = forms.ChoiceField(label=_("Week"), required=False, choices=())

    def __init__(self, *args: object, weeks: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["week"].choices = weeks


class AnswerForm(PlainForm):
    """What somebody opened a case for."""

    errand = forms.ChoiceField(label=_("What did you open the case for?"), choices=Errand, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("In your own words"), max_length=MOST_SAID, widget=forms.Textarea(attrs=LONG), help_text=KEPT
    )


class AddForm(PlainForm):
    """Further words."""

    words = forms.CharField(
        label=_("Add to your answer"), max_length=MOST_SAID, widget=forms.Textarea(attrs=LONG), help_text=KEPT
    )


class JudgeForm(PlainForm):
    """How an entry is closed."""

    kind = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[
            (CLOSING[0].value, _("Explained: there was a reason to open the case")),
            (CLOSING[1].value, _("To be followed up: there was none, or it is not clear")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label=_("Why"), max_length=MOST_SAID, widget=forms.Textarea(attrs=LONG), help_text=KEPT)
