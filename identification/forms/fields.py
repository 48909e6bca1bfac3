"""Fields only this room needs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cmm.core.forms import Four
from identification.enums import ElementStatus
from identification.models import Observation


class ProseField(forms.CharField):
    """Longer text. Browsers send their own line ends; stored is one kind, so that nothing looks changed."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(**{"widget": widget, "max_length": 20_000, "required": False} | kwargs)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class StatusField(forms.ChoiceField):
    """What is found of one element, as one band of four. No answer means that nobody has looked."""

    widget = Four

    def __init__(self, **kwargs: Any) -> None:
        unanswered = {"initial": ElementStatus.NOT_ASSESSED.value, "required": False}
        super().__init__(choices=ElementStatus.choices, **unanswered | kwargs)

    def clean(self, value: Any) -> str:
        return super().clean(value) or ElementStatus.NOT_ASSESSED.value


class LinksField(forms.TypedMultipleChoiceField):
    """Observations of the case that something rests on, as ticks; what comes out are their numbers."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Observation %(value)s has been corrected or withdrawn. Choose again.")
    }

    def __init__(self, **kwargs: Any) -> None:
        own = {"label": gettext_lazy("Rests on"), "required": False, "coerce": int, "empty_value": ()}
        super().__init__(**own | {"widget": forms.CheckboxSelectMultiple} | kwargs)

    def offer(self, observations: Sequence[Observation]) -> None:
        self.choices = [(str(row.number), worded(row)) for row in observations]

    def clean(self, value: Any) -> tuple[int, ...]:
        return tuple(super().clean(value))


def worded(row: Observation) -> str:
    """One observation in a line: number, what it is of, and how it begins."""
    words = {"number": row.number, "label": row.label, "evidence": Truncator(row.evidence).chars(110)}
    return _("%(number)s. %(label)s: %(evidence)s") % words
