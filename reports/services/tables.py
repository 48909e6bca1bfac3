"""Tables of their own. Once made they are released: nobody can take back what somebody has seen."""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cmm.accounts.scoping import require_role
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.errors import RuleError
from reports.disclosure.proposing import Proposer, is_there, nothing, tau_argus
from reports.figures.crossing import free_table
from reports.figures.protecting import Unprotected
from reports.models import Edition, FreeTable
from reports.selectors import persons, releases
from reports.services.disclosing import check_releasable, one_release_at_a_time, refusal


@transaction.atomic
def release_table(*, actor: Any, year: int, down: str, across: str) -> FreeTable:
    """Persons identified in ``year`` by two groupings, as a released edition counted them. Raises RuleError that says
    beside which earlier release the table would give somebody away.
    """
    require_role(actor, "reports.add_freetable")
    if down == across:
        raise RuleError(_("Choose two different groupings."), code="same_grouping", field="across")
    one_release_at_a_time()
    if ahead := releases.waiting():
        text = _("Edition %(ref)s is sealed and not published yet. Publish it first.")
        raise RuleError(text, code="edition_ahead", params={"ref": ahead.ref})
    figures = first_protected(actor, year, (down, across))
    digest = hashlib.sha256(json.dumps(figures, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    known = FreeTable.objects.filter(year=year, down=down, across=across, digest=digest).first()
    return known or keep(actor, FreeTable(year=year, down=down, across=across, figures=figures, digest=digest))


def first_protected(actor: Any, year: int, groupings: tuple[str, str]) -> dict[str, Any]:
    """The table of the newest counting that can be divided beside all that was released."""
    countings, earlier = persons.countings(actor, year), releases.released()
    if not countings:
        raise RuleError(_("No edition of the year has been released yet."), code="no_counting", field="year")
    problems: list[Unprotected] = []
    for edition in countings:
        try:
            return protected_table(edition, groupings, earlier)
        except Unprotected as refused:
            problems.append(refused)
    raise refusal(problems[0])


def protected_table(edition: Edition, groupings: tuple[str, str], earlier: list[dict[str, Any]]) -> dict[str, Any]:
    figures = free_table(edition.year, groupings, persons.persons(edition), earlier, releases.threshold(), proposer())
    check_releasable(figures, earlier)
    return figures | {"counted": edition.ref}


def proposer() -> Proposer:
    return tau_argus if is_there() else nothing


def keep(actor: Any, table: FreeTable) -> FreeTable:
    table.released_by = actor
    table.save()
    record(actor, AuditAction.TABLE_RELEASED, table, year=table.year, down=str(table.down), across=str(table.across))
    return table
