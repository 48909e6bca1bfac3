"""Choices as large surfaces: real radios and checkboxes whose clean value is the row or the word behind them."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

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
