"""What a spreadsheet is compared with, and what was imported before."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.enums import AgeBand, CodeList, Sex
from cases.models import Code
from cases.outreach.enums import Column, MetBefore
from cases.outreach.models import ImportBatch, Venue
from cases.outreach.selectors.codes import phone_codes
from cases.outreach.sheets.judging import NEEDED, UNSAID, Judged, Lists, Stranger, judge, strangers
from cases.outreach.sheets.words import key
from cmm.accounts.scoping import ReachQuerySet
from cmm.core.files.sheets import Sheet

MOST_WORDS = 40  # of their own, the commonest first; more stand in another column than they should
LISTS = {
    Column.CONTACT_TYPE: CodeList.CONTACT_TYPE,
    Column.LANGUAGE: CodeList.LANGUAGE,
    Column.GIVEN: CodeList.GIVEN,
    Column.NEEDS: CodeList.NEED,
}


Meant = dict[str, dict[str, str]]


def judged(
    user: Any, sheet: Sheet, columns: dict[str, str], *, takes_new_places: bool, meant: Meant | None = None
) -> Judged:
    """What every row would become, and what is wrong; nothing is written."""
    return judge(sheet, columns, lists_of(user, takes_new_places=takes_new_places, meant=meant or {}))


def own_words(user: Any, sheet: Sheet, columns: dict[str, str]) -> list[Stranger]:
    """The words of the file that mean nothing here before somebody says what."""
    return strangers(sheet, columns, lists_of(user))[:MOST_WORDS]


def lists_of(user: Any, *, takes_new_places: bool = False, meant: Meant | None = None) -> Lists:
    codes = phone_codes()
    answers = {column: {code.code: code for code in codes[code_list]} for column, code_list in LISTS.items()}
    return Lists(
        places={key(venue.name): venue for venue in Venue.objects.allowed(user)},
        codes={column: by_word(codes[code_list]) for column, code_list in LISTS.items()},
        today=timezone.localdate(),
        takes_new_places=takes_new_places,
        meant={
            column: {word: answers.get(Column(column), {}).get(said, said) for word, said in words.items()}
            for column, words in (meant or {}).items()
        },
    )


def answers_to(column: Column) -> list[tuple[str, Any]]:
    """What a word of the column may mean."""
    found: list[tuple[str, Any]]
    if column in LISTS:
        found = [(code.code, str(code)) for code in phone_codes()[LISTS[column]]]
    else:
        found = [*{Column.SEX: Sex, Column.MET_BEFORE: MetBefore, Column.AGE_BAND: AgeBand}[column].choices]
    return found if column in NEEDED else [*found, (UNSAID, _("No answer: leave it empty"))]


def by_word(codes: list[Code]) -> dict[str, Code]:
    return {key(word): code for code in codes for word in (code.code, code.label_en, code.label_da)}


def imports(user: Any) -> ReachQuerySet:
    rows: ReachQuerySet = ImportBatch.objects.allowed(user, "withdraw")
    return rows.select_related("imported_by").order_by("-imported_at", "-pk")


def remembered_columns(user: Any) -> dict[str, str]:
    """Which column held what, by its name, the last time the organisation imported."""
    last: ImportBatch | None = imports(user).first()
    return {key(name): held for name, held in last.columns.items()} if last else {}


def remembered_words(user: Any) -> Meant:
    """What the organisation's own words meant the last time it said so, column by column."""
    last: ImportBatch | None = imports(user).exclude(words={}).first()
    return last.words if last else {}


def imported_as(user: Any, digest: str) -> ImportBatch | None:
    """The import of the very same file that still counts."""
    found: ImportBatch | None = imports(user).filter(digest=digest, withdrawn_at__isnull=True).first()
    return found
