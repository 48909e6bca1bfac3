"""Who was shown to whom, as the log has it."""

from cmm.audit.models import Reading


def seen():
    """Every reading so far as (who, where, of what), in order."""
    rows = Reading.objects.order_by("pk").values_list("actor_id", "surface", "target_ref", "target_id")
    return [(actor, surface, ref or key) for actor, surface, ref, key in rows]
