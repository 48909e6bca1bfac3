"""A merge is undone whole."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cases.merging.models import Merge
from cases.merging.rules import check_undoing
from cases.merging.selectors import merged_again
from cases.merging.services.merging import call, held
from cases.merging.services.refusing import speaking_of_files
from cases.models import Identity
from cases.particulars import GROUPS, read
from cases.services.duplicates import promise_check
from cmm.accounts.models import User
from cmm.accounts.scoping import require
from cmm.audit.enums import AuditAction
from cmm.audit.services import record
from cmm.core.context import case_at_hand


@transaction.atomic
def undo_merge(*, actor: User, merge: Merge, reason: str) -> Merge:
    """Both files are what and where they were. What was written since stays on the row it was written on, and rows
    written since stay with the surviving case unless they hang on one that goes back. Raises RuleError, Conflict.
    """
    require(actor, "merge", merge.case)
    require(actor, "merge", merge.husk)
    held(merge.case, merge.husk)
    merge = Merge.objects.select_for_update(of=("self",)).select_related("case", "husk").get(pk=merge.pk)
    check_undoing(stands=merge.stands, merged_on=merge.stands and merged_again(merge), reason=reason)
    merge.undone_by, merge.undone_at, merge.undone_reason = actor, timezone.now(), reason.strip()
    # What comes back may be less open to the actor than both were together.
    with case_at_hand(merge.case_id):
        merge.save(update_fields=["undone_by", "undone_at", "undone_reason"])
        give_back_identity(merge)
        with speaking_of_files(Merge):
            call("move_back", merge)
    record(actor, AuditAction.MERGE_UNDONE, merge, case_ref=merge.case.ref, husk=merge.husk.ref)
    return merge


def give_back_identity(merge: Merge) -> None:
    """Each field says again what it did, unless somebody has written something else since."""
    kept = merge.identity_was and merge.identity_was.reveal()
    identity = Identity.objects.select_for_update(of=("self",)).filter(victim=merge.case.victim_id).first()
    if not kept or identity is None:
        return
    for group in GROUPS:
        if group not in kept["was"]:
            continue
        was, became, now = (
            read(group, kept["was"][group]),
            read(group, kept["became"][group]),
            identity.particulars(group),
        )
        untouched = {name: getattr(was, name) for name in was.differing(became) if name not in now.differing(became)}
        setattr(identity, group, replace(now, **untouched).filled() or None)
    identity.search = identity.search_form()
    if identity.version == kept["version"] + 1:
        identity.version, identity.changed_by_id = kept["version"], kept["changed_by"]
        identity.changed_at = datetime.fromisoformat(kept["changed_at"])
    else:
        identity.version += 1
        promise_check(identity)
    identity.save()
