"""The code lists, which coordinators keep without a release."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cases.enums import CodeList
from cases.models import Code
from cases.rules import check_retirement
from cmm.accounts.models import User
from cmm.accounts.scoping import require, require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError


@transaction.atomic
def add_code(*, actor: User, code_list: str, label_da: str, label_en: str, counted_as: Code | None = None) -> Code:
    """The list has one more entry, which may be chosen from today and is counted as itself or as another.

    Its code is made of the English name once and stays, whatever the names become. Raises RuleError.
    """
    require_role(actor, "cases.add_code")
    if counted_as is not None and counted_as.list != code_list:
        raise RuleError(_("Choose an entry of the same list."), code="other_list", field="counted_as")
    rows = Code.objects.filter(list=CodeList(code_list))
    slug = slugify(label_en).replace("-", "_")[:40]
    if rows.filter(code=slug).exists():
        raise RuleError(_("The list already has this entry."), code="code_taken", field="label_en")
    code = Code(
        list=code_list,
        code=slug,
        label_da=label_da,
        label_en=label_en,
        statistics_code=counted_as.counted_as if counted_as else "",
        valid_from=timezone.localdate(),
        position=(rows.aggregate(last=Max("position"))["last"] or 0) + 10,
    )
    code.full_clean()
    code.save()
    record(actor, AuditAction.CODE_ADDED, code, list=code.list, code=code.code)
    return code


@transaction.atomic
def retire_code(*, actor: User, code: Code, valid_to: date) -> Code:
    """From ``valid_to`` on nobody can choose the code; where it already stands it stays readable. Raises RuleError."""
    require(actor, "change", code)
    code = Code.objects.select_for_update().get(pk=code.pk)
    check_retirement(valid_from=code.valid_from, on=valid_to)
    code.valid_to = valid_to
    code.save(update_fields=["valid_to"])
    record(actor, AuditAction.CODE_RETIRED, code, list=code.list, code=code.code, valid_to=valid_to.isoformat())
    return code
