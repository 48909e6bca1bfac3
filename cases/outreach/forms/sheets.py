"""A spreadsheet somebody already has: the file, what its columns hold, and what its own words mean."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.outreach.sheets.words import key
from cmm.core.files.sheets import LONGEST, NotASheet, Sheet, WhyNot, read_sheet
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
Meant = dict[str, dict[str, str]]


class SheetForm(PlainForm):
    """The file. ``longest``: how many characters a cell may hold."""

    longest = LONGEST
    refusals = REFUSALS
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
            self.fields["file"].error_messages["required"] = self.refusals[WhyNot.TOO_LARGE]

    def clean_file(self) -> Sheet:
        self.content = self.cleaned_data["file"].read()
        try:
            return read_sheet(self.content, longest=self.longest)
        except NotASheet as refused:
            raise forms.ValidationError(self.refusals[refused.why], code=refused.why.value) from None


class Word(Protocol):
    """A word of the organisation's own, as it stands in a column of the file."""

    @property
    def column(self) -> Any: ...
    @property
    def text(self) -> str: ...


class ColumnsForm(PlainForm):
    """What each column holds and each word means. A room says what columns there are, and the answers for a word."""

    mark_optional = False
    held: Iterable[tuple[str, Any]]

    def __init__(self, *args: Any, sheet: Sheet, guessed: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.asked: list[Any] = []
        choices = [("", pgettext_lazy("spreadsheet", "Not used")), *self.held]
        for place, name in enumerate(sheet.header):
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=name, choices=choices, required=False, initial=guessed.get(name, "")
            )

    def answers(self, column: Any) -> Iterable[tuple[str, Any]]:
        raise NotImplementedError

    def ask(self, words: list[Any], meant: Meant) -> None:
        """What the file's own words mean, as it was said last time."""
        self.asked = words
        for one in words:
            before = meant.get(one.column.value, {}).get(key(one.text), "")
            self.fields[named(one)] = forms.ChoiceField(
                label=_("“%(word)s” in %(column)s") % {"word": one.text, "column": one.column.label},
                choices=[("", _("Unknown. Its rows are left out")), *self.answers(one.column)],
                required=False,
                initial=before,
            )
            if self.is_bound and named(one) not in self.data:  # it stands in a column chosen only now
                self.data = self.data.copy()
                self.data[named(one)] = before

    @property
    def columns(self) -> list[Any]:
        return [self[f"column_{place}"] for place in range(len(self.sheet.header))]

    @property
    def words(self) -> list[Any]:
        return [self[named(one)] for one in self.asked]

    @property
    def told(self) -> Mapping[str, Any]:
        """What was chosen; before anything was, what is guessed."""
        return self.data if self.is_bound else {name: field.initial for name, field in self.fields.items()}

    def chosen(self) -> dict[str, str]:
        """What each column holds."""
        return {name: self.told.get(f"column_{place}", "") for place, name in enumerate(self.sheet.header)}

    def meant(self) -> Meant:
        """What each word means, of those somebody has said it of."""
        found: Meant = {}
        for one in self.asked:
            if self.told.get(named(one)):
                found.setdefault(one.column.value, {})[key(one.text)] = self.told[named(one)]
        return found


def named(one: Word) -> str:
    """The field that asks what a word means: the same for the word, wherever in the file it stands."""
    return f"word_{one.column.value}_{sha256(key(one.text).encode()).hexdigest()[:12]}"
