"""What former case sheets are compared with, what was moved in before, and what came of it."""

from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.countries import country_choices
from cases.enums import AgeBand, Sex
from cases.legacy.enums import Column
from cases.legacy.judging import Judged, Lists, Stranger, judge, strangers
from cases.legacy.models import Batch, Past
from cases.legacy.words import FIXED, LISTS, UNSAID
from cases.models import Case
from cases.outreach.sheets.words import key
from cases.selectors import codes
from cmm.accounts.scoping import ReachQuerySet
from cmm.core.files.sheets import Sheet

Meant = dict[str, dict[str, str]]
MOST_WORDS = 60  # of their own, the commonest first
REMEMBERED = 30  # batches that are looked back at


def batches(user: Any) -> ReachQuerySet:
    rows: ReachQuerySet = Batch.objects.allowed(user, "view")
    return rows.select_related("uploaded_by").order_by("-uploaded_at", "-pk")


def judged(user: Any, sheet: Sheet, columns: dict[str, str], meant: Meant) -> Judged:
    """What every row would become, and what is wrong; nothing is written."""
    return judge(sheet, columns, lists_of(user, numbers_in(sheet, columns), meant))


def own_words(user: Any, sheet: Sheet, columns: dict[str, str]) -> list[Stranger]:
    return strangers(sheet, columns, lists_of(user, []))[:MOST_WORDS]


def lists_of(user: Any, numbers: list[str], meant: Meant | None = None) -> Lists:
    kinds = {column: list(codes(code_list)) for column, code_list in LISTS.items()}
    words = {
        column: {key(word): code for code in rows for word in (code.code, code.label_en, code.label_da)}
        for column, rows in kinds.items()
    }
    return Lists(
        codes=words,
        today=timezone.localdate(),
        live_from=settings.CMM_FIRST_LIVE_YEAR,
        known=known_as(user, numbers),
        meant={column: answered(Column(column), told, kinds) for column, told in (meant or {}).items()},
    )


def answered(column: Column, told: dict[str, str], kinds: dict[Column, list[Any]]) -> dict[str, Any]:
    """What words mean as the lists are today: an entry that was retired since means nothing any more."""
    if column not in kinds:
        return dict(told)
    answers = {UNSAID: UNSAID} | {code.code: code for code in kinds[column]}
    return {word: answers[said] for word, said in told.items() if said in answers}


def numbers_in(sheet: Sheet, columns: dict[str, str]) -> list[str]:
    places = [place for place, name in enumerate(sheet.header) if columns.get(name) == Column.NUMBER]
    return [" ".join(cells[place].split()) for _number, cells in sheet.rows for place in places]


def known_as(user: Any, numbers: list[str]) -> dict[str, str]:
    """The cases that former numbers have become, of those the reader may see or not: the number is what is told."""
    found = Past.objects.allowed(user, "view").filter(number__in=numbers).select_related("case")
    return {past.number: past.case.ref for past in found}


def answers_to(column: Column) -> list[tuple[str, Any]]:
    """What a word of the column may mean."""
    nothing = (UNSAID, _("No answer: leave it empty"))
    if column in LISTS:
        return [*((code.code, str(code)) for code in codes(LISTS[column])), nothing]
    if column == Column.CITIZENSHIP:
        return [*country_choices(), nothing]
    plain = {Column.SEX: Sex, Column.AGE_BAND: AgeBand} | {one: FIXED[one][0] for one in FIXED}
    return [*plain[column].choices, nothing]


def remembered(user: Any) -> tuple[dict[str, str], Meant]:
    """Which column held what by its name, and what words meant: each as it was said last."""
    columns: dict[str, str] = {}
    meant: Meant = {}
    for batch in reversed(batches(user)[:REMEMBERED]):
        columns |= {key(name): held for name, held in batch.columns.items()}
        for column, words in batch.words.items():
            meant.setdefault(column, {}).update(words)
    return columns, meant


def moved_in(user: Any, batch: Batch) -> ReachQuerySet:
    rows: ReachQuerySet = Past.objects.allowed(user, "view").filter(batch=batch)
    return rows.select_related("case__victim", "form").order_by("row", "pk")


def worked_on(batch: Batch) -> list[int]:
    """The cases of a batch that somebody has worked on since: they are not taken back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.worked_on(%s)", [batch.pk])
        return list(cursor.fetchone()[0])


def past_of(user: Any, case: Case) -> Past | None:
    rows: Any = Past.objects.allowed(user, "view").filter(case=case).select_related("form", "batch")
    return rows.first()
