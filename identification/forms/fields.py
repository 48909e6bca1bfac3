"""Fields only this room needs."""

from typing import Any

from django import forms

from cmm.core.forms import Four
from identification.enums import ElementStatus


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
