from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.models import Code
from cases.outreach.enums import Column
from cases.outreach.selectors.imports import answers_to
from cases.outreach.services.imports import ReadFile, check_columns
from cases.outreach.sheets.judging import NEEDED, Stranger
from cases.outreach.sheets.words import key
from cmm.core.files.sheets import NotASheet, Sheet, WhyNot, read_sheet
from cmm.core.forms import PlainForm

REFUSALS = {
    WhyNot.EMPTY: _("The file has no rows."),
    WhyNot.TOO_LARGE: _("The file is larger than 5 MB. Divide it."),
    WhyNot.UNKNOWN: _("The file is neither XLSX nor CSV. Save it as one of them."),
    WhyNot.UNREADABLE: _("The file cannot be read. Open it, and save it again as XLSX."),
    WhyNot.TOO_MANY_ROWS: _("The file has more than 10,000 rows. Divide it."),
    WhyNot.TOO_MANY_COLUMNS: _("The file has more than 40 columns. Take out those that are not needed."),
    WhyNot.TOO_LONG: _("A cell holds more than 1,000 characters. Take out what is not needed."),
}


class SheetForm(PlainForm):
    """A file the organisation already has."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"empty": REFUSALS[WhyNot.EMPTY]},
        help_text=_("XLSX or CSV, 5 MB and 10,000 rows at most. The first sheet is read; the file is not kept."),
    )

    def __init__(self, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        """``too_large``: a file was sent and, being too large, not kept."""
        super().__init__(*args, **kwargs)
        self.content = b""
        if too_large:
            self.fields["file"].error_messages["required"] = REFUSALS[WhyNot.TOO_LARGE]

    def clean_file(self) -> Sheet:
        self.content = self.cleaned_data["file"].read()
        try:
            return read_sheet(self.content)
        except NotASheet as refused:
            raise forms.ValidationError(REFUSALS[refused.why], code=refused.why.value) from None


class ColumnsForm(PlainForm):
    """What each column of the file holds, and whether places nobody knows are new ones."""

    mark_optional = False
    new_places = forms.ModelChoiceField(
        label=_("New places are"),
        queryset=None,
        required=False,
        empty_label=_("Not added. Their rows are left out"),
        help_text=_("Places of the file that are not on your list."),
    )

    def __init__(self, *args: Any, sheet: Sheet, guessed: dict[str, str], kinds: QuerySet[Code], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.asked: list[Stranger] = []
        self.fields["new_places"].queryset = kinds
        held = [("", pgettext_lazy("spreadsheet", "Not used")), *Column.choices]
        for place, name in enumerate(sheet.header):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=name, choices=held, required=False, initial=guessed.get(name, "")
            )

    def ask(self, words: list[Stranger], remembered: dict[str, dict[str, str]]) -> None:
        """What the file's own words mean, as it was said last time."""
        self.asked = words
        for one in words:
            before = remembered.get(one.column.value, {}).get(key(one.text), "")
            self.fields[named(one)] = forms.ChoiceField(
                label=_("“%(word)s” in %(column)s") % {"word": one.text, "column": one.column.label},
                choices=[("", _("Unknown. Its rows are left out")), *answers_to(one.column)],
                required=False,
                initial=before,
            )
            if self.is_bound and named(one) not in self.data:  # it stands in a column chosen only now
                self.data = self.data.copy()
                self.data[named(one)] = before

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        check_columns(self.chosen())
        return told

    @property
    def words(self) -> list[Any]:
        return [self[named(one)] for one in self.asked]

    def meant(self) -> dict[str, dict[str, str]]:
        """What each word means, of those somebody has said it of."""
        told = self.cleaned_data if self.is_bound else self.initials()
        found: dict[str, dict[str, str]] = {}
        for one in self.asked:
            if told.get(named(one)):
                found.setdefault(one.column.value, {})[key(one.text)] = told[named(one)]
        return found

    @property
    def columns(self) -> list[Any]:
        return [self[f"column_{place}"] for place in range(len(self.sheet.header))]

    def chosen(self) -> dict[str, str]:
        """What was chosen; before anything was, what is guessed."""
        told = self.data if self.is_bound else self.initials()
        return {name: told.get(f"column_{place}", "") for place, name in enumerate(self.sheet.header)}

    @property
    def is_complete(self) -> bool:
        """Whether what is guessed says what every contact must."""
        held = self.chosen().values()
        return all(column.value in held for column in NEEDED)

    def initials(self) -> dict[str, Any]:
        return {name: field.initial for name, field in self.fields.items()}

    def file(self, digest: str) -> ReadFile:
        return ReadFile(self.sheet, digest, self.chosen(), self.cleaned_data["new_places"], self.meant())


def named(one: Stranger) -> str:
    """The field that asks what a word means: the same for the word, wherever in the file it stands."""
    return f"word_{one.column.value}_{sha256(key(one.text).encode()).hexdigest()[:12]}"


class WithdrawImportForm(PlainForm):
    reason = forms.CharField(label=_("Why it does not count"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
