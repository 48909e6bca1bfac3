from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import Code
from cases.outreach.enums import Column
from cases.outreach.forms import sheets
from cases.outreach.selectors.imports import answers_to
from cases.outreach.services.imports import ReadFile, check_columns
from cases.outreach.sheets.judging import NEEDED
from cmm.core.files.sheets import Sheet
from cmm.core.forms import PlainForm


class ColumnsForm(sheets.ColumnsForm):
    """What each column of the file holds, and whether places nobody knows are new ones."""

    held = Column.choices
    new_places = forms.ModelChoiceField(
        label=_("New places are"),
        queryset=None,
        required=False,
        empty_label=_("Not added. Their rows are left out"),
        help_text=_("Places of the file that are not on your list."),
    )

    def __init__(self, *args: Any, sheet: Sheet, guessed: dict[str, str], kinds: QuerySet[Code], **kwargs: Any) -> None:
        super().__init__(*args, sheet=sheet, guessed=guessed, **kwargs)
        self.fields["new_places"].queryset = kinds

    def answers(self, column: Column) -> Any:
        return answers_to(column)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        check_columns(self.chosen())
        return told

    @property
    def is_complete(self) -> bool:
        """Whether what is guessed says what every contact must."""
        held = self.chosen().values()
        return all(column.value in held for column in NEEDED)

    def file(self, digest: str) -> ReadFile:
        return ReadFile(self.sheet, digest, self.chosen(), self.cleaned_data["new_places"], self.meant())


class WithdrawImportForm(PlainForm):
    reason = forms.CharField(label=_("Why it does not count"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
