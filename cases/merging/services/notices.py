from django.db import transaction
from django.utils import timezone

from cases.merging.models import Notice
from cmm.accounts.models import User
from cmm.accounts.scoping import require


@transaction.atomic
def read_notice(*, actor: User, notice: Notice) -> Notice:
    """Somebody in the organisation that referred has read it; the first stands."""
    require(actor, "follow", notice)
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    if notice.read_at is None:
        notice.read_by, notice.read_at = actor, timezone.now()
        notice.save(update_fields=["read_by", "read_at"])
    return notice
