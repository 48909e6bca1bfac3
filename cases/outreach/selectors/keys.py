"""The keys of an organisation's phones, and what is still closed for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from cases.outreach.enums import SealedState
from cases.outreach.models import Phone, SealedContact, SealingKey
from cases.outreach.querysets import KeyQuerySet, PhoneQuerySet


@dataclass(frozen=True)
class ClosedFor:
    """What lies with the leader that only this key opens."""

    key: SealingKey
    undecided: int
    decided: int

    @property
    def all(self) -> int:
        return self.undecided + self.decided


def keys_of(user: Any) -> KeyQuerySet:
    keys: KeyQuerySet = SealingKey.objects.allowed(user, "change").order_by("-made_at", "pk")
    return keys


def closed_for(keys: Iterable[SealingKey]) -> list[ClosedFor]:
    """In the order of ``keys``. What was counted at once is open and gone from there."""
    known = list(keys)
    aside = Q(state=SealedState.ASIDE)
    lying = SealedContact.objects.filter(
        organisation__in={key.organisation_id for key in known},
        key_id__in=[key.pk for key in known],
        sealed__isnull=False,
    )
    told = (
        lying.order_by()
        .values_list("key_id")
        .annotate(undecided=Count("pk", filter=aside), decided=Count("pk", filter=~aside))
    )
    numbers = {pk: (undecided, decided) for pk, undecided, decided in told}
    return [ClosedFor(key, *numbers.get(key.pk, (0, 0))) for key in known]


def phones_behind(user: Any, key: SealingKey) -> PhoneQuerySet:
    """The phones that said that something has waited on them since before the key was changed."""
    phones: PhoneQuerySet = Phone.objects.allowed(user).select_related("user")
    return phones.waiting_since_before(key.retired_at) if key.retired_at else phones.none()
