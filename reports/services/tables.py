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
from reports.enums import DIVIDED_BY, Crossed, Grouping
from reports.figures.crossing import free_table
from reports.figures.protecting import Unprotected
from reports.models import Edition, FreeTable
from reports.selectors import persons, releases
from reports.services.disclosing import check_releasable, one_release_at_a_time, refusal

Rows = list[dict[str, Any]]


@transaction.atomic
def release_table(*, actor: Any, year: int, down: str, across: str, population: str = Crossed.IDENTIFIED) -> FreeTable:
    """Persons, stays or visits of ``year`` by two groupings, as a released edition counted them. Raises RuleError that
    says beside which earlier release the table would give somebody away.
    """
    require_role(actor, "reports.add_freetable")
    check_groupings(population, down, across)
    one_release_at_a_time()
    if ahead := releases.waiting():
        text = _("Edition %(ref)s is sealed and not published yet. Publish it first.")
        raise RuleError(text, code="edition_ahead", params={"ref": ahead.ref})
    figures = first_protected(actor, year, (down, across), population)
    digest = hashlib.sha256(json.dumps(figures, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    said = {"population": population, "year": year, "down": down, "across": across, "digest": digest}
    return FreeTable.objects.filter(**said).first() or keep(actor, FreeTable(**said, figures=figures))


def check_groupings(population: str, down: str, across: str) -> None:
    if down == across:
        raise RuleError(_("Choose two different groupings."), code="same_grouping", field="across")
    for field, chosen in (("down", down), ("across", across)):
        if chosen not in DIVIDED_BY[population]:
            fitting = ", ".join(str(Grouping(one).label) for one in DIVIDED_BY[population])
            raise RuleError(
                _("This is divided by other groupings: %(fitting)s."), code="not_divided_so", field=field,
                params={"fitting": fitting},
            )  # fmt: skip


def first_protected(actor: Any, year: int, groupings: tuple[str, str], population: str) -> dict[str, Any]:
    """The table of the newest counting that can be divided beside all that was released."""
    countings, earlier = persons.countings(actor, year), releases.released()
    if not countings:
        raise RuleError(_("No edition of the year has been released yet."), code="no_counting", field="year")
    problems: list[Unprotected] = []
    for edition in countings:
        rows = persons.rows(edition, population, groupings)
        try:
            if rows is not None:
                return protected_table(edition, groupings, population, rows, earlier)
        except Unprotected as refused:
            problems.append(refused)
    if not problems:
        raise RuleError(_("The editions of the year were frozen without these groupings."), code="frozen_without")
    raise refusal(problems[0])


def protected_table(
    edition: Edition, groupings: tuple[str, str], population: str, rows: Rows, earlier: Rows
) -> dict[str, Any]:
    figures = free_table(edition.year, groupings, rows, earlier, releases.threshold(), proposer(), population)
    check_releasable(figures, earlier)
    return figures | {"counted": edition.ref}


def proposer() -> Proposer:
    return tau_argus if is_there() else nothing


def keep(actor: Any, table: FreeTable) -> FreeTable:
    table.released_by = actor
    table.save()
    record(actor, AuditAction.TABLE_RELEASED, table, year=table.year, **divided(table))
    return table


def divided(table: FreeTable) -> dict[str, str]:
    """What the log says of it."""
    return {"population": str(table.population), "down": str(table.down), "across": str(table.across)}
