from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.legacy.assumptions import LONGEST_CELL
from cases.legacy.enums import Column
from cases.legacy.rules import check_columns
from cases.legacy.selectors import answers_to
from cases.legacy.words import guess
from cases.outreach.forms import sheets
from cmm.core.errors import RuleError
from cmm.core.files.sheets import Sheet, WhyNot
from cmm.core.forms import PlainForm


class UploadForm(sheets.SheetForm):
    """A file of former case sheets, which is kept closed until its batch is settled."""

    longest = LONGEST_CELL
    refusals = sheets.REFUSALS | {WhyNot.TOO_LONG: _("A cell holds more than 20,000 characters. Divide it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _(
            "XLSX or CSV, 5 MB and 10,000 rows at most. The first sheet is read; no formula is ever run."
        )


class MappingForm(sheets.ColumnsForm):
    """What each column of the file holds, what its own words mean, and why its cases are moved in."""

    held = Column.choices
    reason = forms.CharField(
        label=_("Why the cases are moved in"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands in the log with your name. Needed when you move them in."),
    )

    def __init__(self, *args: Any, sheet: Sheet, columns: dict[str, str], **kwargs: Any) -> None:
        """``columns``: what each heading was said to hold last, by its key."""
        super().__init__(*args, sheet=sheet, guessed=guess(sheet.header, columns), **kwargs)

    def answers(self, column: Column) -> Any:
        return answers_to(column)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        check_columns(self.chosen())
        if self.data.get("act") == "start" and not told.get("reason", "").strip():
            self.add_error("reason", _("Write why."))
        return told

    @property
    def is_told(self) -> bool:
        """Whether the columns say what every case must, and no answer is a strange one: the file can be tried."""
        try:
            check_columns(self.chosen())
        except RuleError:
            return False
        return not self.is_bound or set(self.errors) <= {"reason"}


class ReverseForm(PlainForm):
    reason = forms.CharField(
        label=_("Why the cases are taken back"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
