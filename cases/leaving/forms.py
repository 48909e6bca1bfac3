"""The field in which somebody who may says why a text leaves although it names somebody else."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.leaving.services import Stopped
from cmm.core.forms import PlainForm

DESPITE = "despite"
WRITTEN = ("told", "advice", "read")  # beside the first of these that a form has


class LeavingForm(PlainForm):
    """A form whose text leaves the register. The field is there from the first time the text was stopped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound and DESPITE in self.data:
            self.ask_why()

    def ask_why(self) -> None:
        self.fields[DESPITE] = forms.CharField(
            label=_("Why must it stand there?"),
            required=False,
            max_length=500,
            help_text=_("Is kept in the log with your name. Leave it empty when you have taken it out."),
        )
        names = [name for name in self.fields if name != DESPITE]
        beside = next((names.index(name) + 1 for name in WRITTEN if name in names), len(names))
        self.order_fields([*names[:beside], DESPITE, *names[beside:]])

    def refuse(self, error: ValidationError) -> None:
        if isinstance(error, Stopped) and error.may_despite and DESPITE not in self.fields:
            self.ask_why()
        super().refuse(error)

    @property
    def written(self) -> dict[str, Any]:
        """What was filled in, without the reason."""
        return {name: value for name, value in self.cleaned_data.items() if name != DESPITE}

    @property
    def despite(self) -> str:
        return str(self.cleaned_data.get(DESPITE, ""))
