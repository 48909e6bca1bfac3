"""Parents in whose room there is a bed."""

from django.db.models import Count, F, Prefetch, Q, Sum, prefetch_related_objects
from django.db.models.functions import Coalesce

from shelters.models import Placement, PlacementRequest
from shelters.querysets import PlacementQuerySet
from shelters.selectors.behind import CASE_BEHIND


def parents_for(user: object, request: PlacementRequest) -> PlacementQuerySet:
    """Residents of the house that was asked in whose room there is a bed each night for the person asked for."""
    going_on = Q(followers__ended_at__isnull=True, followers__never_came=False)
    beds = 1 + F("children") + Count("followers", filter=going_on)
    with_theirs = beds + Coalesce(Sum("followers__children", filter=going_on), 0)
    rows: PlacementQuerySet = Placement.objects.allowed(user, "change").heads().held()
    rows = rows.filter(unit__shelter=request.shelter_id, unit__beds__gt=1, ended_at__isnull=True)
    rows = rows.filter(stay__startswith__lte=request.wanted_from, stay__endswith__gte=request.wanted_to)
    free: PlacementQuerySet = rows.annotate(taken=with_theirs).filter(unit__beds__gte=F("taken") + 1 + request.children)
    return free.exclude(case=request.case_id).select_related("unit").order_by("unit__position", "unit__name")


def with_family(parent: Placement, user: object) -> Placement:
    """The stay with those of the children who follow it, as far as ``user`` may see them."""
    rows = Placement.objects.allowed(user).held().select_related("unit__shelter").prefetch_related(CASE_BEHIND)
    prefetch_related_objects([parent], Prefetch("followers", rows.order_by("pk")))
    return parent
