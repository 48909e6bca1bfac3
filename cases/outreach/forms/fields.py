"""Choices as large surfaces: real radios and checkboxes whose clean value is the row or the word behind them."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# Where long words of the code lists may break on a button a third of a phone wide.
SEAM = re.compile(r"(?<=\w{4})(?=(?:konsultation|samtale|besøg|arrangement|amerika|østen|mesisk|gisisk)\b)")
SLASH = re.compile(r"(?<=\w{6}/)(?=\w{6})")


def soft(words: str) -> str:
    return SLASH.sub("\u200b", SEAM.sub("\u00ad", words))


class PickField(forms.TypedChoiceField):
    """One of a few. Nothing chosen is an answer too, unless the field is required."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "empty_value": ""} | kwargs)


class RowPick(PickField):
    """One of the rows given to ``offer``; cleans to the row, or to None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"empty_value": None} | kwargs)

    def offer(self, rows: Iterable[Any], key: str = "code") -> None:
        by_key = {str(getattr(row, key)): row for row in rows}
        self.choices = [(value, soft(str(row))) for value, row in by_key.items()]
        self.coerce = by_key.__getitem__


class RowPicks(forms.TypedMultipleChoiceField):
    """Any of the rows given to ``offer``; cleans to a list of rows."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False} | kwargs)

    def offer(self, rows: Iterable[Any], key: str = "code") -> None:
        by_key = {str(getattr(row, key)): row for row in rows}
        self.choices = [(value, soft(str(row))) for value, row in by_key.items()]
        self.coerce = by_key.__getitem__


class OneOrMore(forms.RadioSelect):
    """One of a few for one person, several for several: the same surfaces, which the page turns into checkboxes."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        getlist = getattr(data, "getlist", None)
        if getlist:
            return [value for value in getlist(name) if value]
        value = data.get(name) or []
        return [value] if isinstance(value, str) else list(value)


class SeveralField(forms.TypedMultipleChoiceField):
    """The answers of one person, or of several; cleans to a list of words."""

    widget = OneOrMore

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False} | kwargs)


class RowsOrOne(RowPicks):
    """Of the rows given to ``offer`` one for one person, several for several; cleans to a list of rows."""

    widget = OneOrMore


class StepField(forms.IntegerField):
    """How many of them. Nothing is none."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        told = {
            "required": False,
            "initial": 0,
            "min_value": 0,
            "max_value": 200,
            "widget": forms.TextInput(attrs=attrs),
        }
        super().__init__(**told | kwargs)

    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class CountField(forms.IntegerField):
    """How many, where somebody counted; left empty nobody did."""

    default_error_messages = {"invalid": _("Write how many as a number.")}

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        told = {"required": False, "min_value": 0, "max_value": 9999, "widget": forms.TextInput(attrs=attrs)}
        super().__init__(**told | kwargs)
