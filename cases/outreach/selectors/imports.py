"""What a spreadsheet is compared with, and what was imported before."""

from typing import Any

from django.utils import timezone

from cases.enums import CodeList
from cases.models import Code
from cases.outreach.enums import Column
from cases.outreach.models import ImportBatch, Venue
from cases.outreach.selectors.codes import phone_codes
from cases.outreach.sheets.judging import Judged, Lists, judge
from cases.outreach.sheets.words import key
from cmm.accounts.scoping import ReachQuerySet
from cmm.core.files.sheets import Sheet

LISTS = {
    Column.CONTACT_TYPE: CodeList.CONTACT_TYPE,
    Column.LANGUAGE: CodeList.LANGUAGE,
    Column.GIVEN: CodeList.GIVEN,
    Column.NEEDS: CodeList.NEED,
}


def judged(user: Any, sheet: Sheet, columns: dict[str, str], *, takes_new_places: bool) -> Judged:
    """What every row would become, and what is wrong; nothing is written."""
    codes = phone_codes()
    return judge(
        sheet,
        columns,
        Lists(
            places={key(venue.name): venue for venue in Venue.objects.allowed(user)},
            codes={column: by_word(codes[code_list]) for column, code_list in LISTS.items()},
            today=timezone.localdate(),
            takes_new_places=takes_new_places,
        ),
    )


def by_word(codes: list[Code]) -> dict[str, Code]:
    return {key(word): code for code in codes for word in (code.code, code.label_en, code.label_da)}


def imports(user: Any) -> ReachQuerySet:
    rows: ReachQuerySet = ImportBatch.objects.allowed(user, "withdraw")
    return rows.select_related("imported_by").order_by("-imported_at", "-pk")


def remembered_columns(user: Any) -> dict[str, str]:
    """Which column held what, by its name, the last time the organisation imported."""
    last: ImportBatch | None = imports(user).first()
    return {key(name): held for name, held in last.columns.items()} if last else {}


def imported_as(user: Any, digest: str) -> ImportBatch | None:
    """The import of the very same file that still counts."""
    found: ImportBatch | None = imports(user).filter(digest=digest, withdrawn_at__isnull=True).first()
    return found
