"""The journal, which only grows."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from cases.models import Case, JournalEntry
from cases.services.status import touch
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError


@transaction.atomic
def write_journal(
    *, actor: User, case: Case, title: str, text: str, corrects: JournalEntry | None = None
) -> JournalEntry:
    """A note stands in the journal for good; with ``corrects`` it mends an earlier one, which stays readable."""
    require(actor, "write_journal", case)
    if corrects is not None and corrects.case_id != case.pk:
        raise RuleError(_("The note you correct belongs to another case."), code="other_case")
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    last = JournalEntry.objects.filter(case=case).aggregate(number=Max("number"))["number"] or 0
    entry = JournalEntry(case=case, number=last + 1, title=title, text=text, author=actor, corrects=corrects)
    entry.full_clean(exclude=["case", "author", "corrects"])
    entry.save()
    touch(case)
    mended = corrects.number if corrects else None
    record(actor, AuditAction.JOURNAL_WRITTEN, entry, case_ref=case.ref, number=entry.number, corrects=mended)
    return entry
